"""Guesses codes under a name, as fast as the desk answers, and counts what came of it.

guess.py URL NAME PASSPHRASE COUNT
SPDX-License-Identifier: AGPL-3.0-or-later
"""
import random
import socket
import sys
import threading
import urllib.parse

url, name, passphrase, count = sys.argv[1:4] + [int(sys.argv[4])]
where = urllib.parse.urlsplit(url)
seen = {}
lock = threading.Lock()


def reply(stream):
    """The status of the next answer on a connection, its body read and dropped."""
    status = int(stream.readline().split()[1])
    length = 0
    while True:
        line = stream.readline().strip().lower()
        if not line:
            break
        if line.startswith(b"content-length:"):
            length = int(line.split(b":")[1])
    stream.read(length)
    return status


def guess(times):
    with socket.create_connection((where.hostname, where.port), timeout=60) as line:
        stream = line.makefile("rb")
        for _ in range(times):
            body = urllib.parse.urlencode({
                "name": name, "passphrase": passphrase,
                "code": "%06d" % random.randrange(1000000)})
            line.sendall(("POST /sign-in HTTP/1.1\r\nHost: %s\r\nSec-Fetch-Site: same-origin\r\n"
                          "Content-Type: application/x-www-form-urlencoded\r\n"
                          "Content-Length: %d\r\n\r\n%s" % (where.netloc, len(body), body)).encode())
            status = reply(stream)
            with lock:
                seen[status] = seen.get(status, 0) + 1


threads = [threading.Thread(target=guess, args=(count // 4,)) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
if sum(seen.values()) != count // 4 * 4:
    sys.exit("not every guess was answered: %s" % seen)
print("guesses: %s; looked at %d, in %d" % (seen, seen.get(403, 0) + seen.get(303, 0), seen.get(303, 0)))
