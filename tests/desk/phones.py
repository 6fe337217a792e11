# Phones of a room: python3 phones.py ADDRESS STEP FIRST LAST [FIELD=VALUE]...
#
# Each phone has the ticket that its number gives, so the same number is the same phone.  {n} in a
# value is its number.  Prints how many were thanked; who was not shows on stderr.
#
# SPDX-License-Identifier: AGPL-3.0-or-later
import hashlib
import sys
import threading
import urllib.error
import urllib.parse
import urllib.request

THANKS = "Your answer is in"
DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def ticket(number):
    bits = int.from_bytes(hashlib.sha256(b"phone %d" % number).digest()[:16], "big") << 2
    return "".join(DIGITS[bits >> (125 - 5 * i) & 31] for i in range(26))


def send(address, step, number, fields):
    pairs = [("ticket", ticket(number)), ("step", step), ("go", "send")]
    pairs += [(k, v.replace("{n}", str(number))) for k, v in fields]
    try:
        reply = urllib.request.urlopen(
            address, urllib.parse.urlencode(pairs).encode(), timeout=30)
        return reply.status, reply.read().decode()
    except urllib.error.HTTPError as err:
        return err.code, err.read().decode()


def main():
    address, step, first, last = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    fields = [tuple(f.split("=", 1)) for f in sys.argv[5:]]
    good = []

    def one(number):
        status, page = send(address, step, number, fields)
        if status == 200 and THANKS in page:
            good.append(number)
        else:
            print(status, page[:300], file=sys.stderr)

    threads = [threading.Thread(target=one, args=(n,)) for n in range(first, last + 1)]
    for i in range(0, len(threads), 16):
        for t in threads[i:i + 16]:
            t.start()
        for t in threads[i:i + 16]:
            t.join()
    print(len(good))


if __name__ == "__main__":
    main()
