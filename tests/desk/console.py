# Raw requests to the desk, whose answers console.t compares: one a line, NAME<TAB>GOT<TAB>WANT.
#
#   console.py PORT               what could be read in two ways, what is too much
#   console.py PORT drip          a header that comes byte by byte: how it ends
#   console.py PORT crowd         many idle connections at once, and one that asks
#
# SPDX-License-Identifier: AGPL-3.0-or-later
import re
import socket
import sys
import time

port = int(sys.argv[1])
HOST = b"127.0.0.1:%d" % port
FORM = b"Content-Type: application/x-www-form-urlencoded\r\n"
NEEDED = (
    "Content-Security-Policy",
    "Cache-Control",
    "Referrer-Policy",
    "X-Content-Type-Options",
    "Cross-Origin-Opener-Policy",
    "Cross-Origin-Resource-Policy",
    "Permissions-Policy",
)


def connect():
    s = socket.create_connection(("127.0.0.1", port), 10)
    s.settimeout(10)
    return s


def ask(data, half_close=False):
    """All that comes back until the desk closes, or a second passes after the reply."""
    s = connect()
    got = b""
    try:
        s.sendall(data)
        if half_close:
            s.shutdown(socket.SHUT_WR)
        while True:
            piece = s.recv(65536)
            if not piece:
                break
            got += piece
            s.settimeout(0.3)
    except (socket.timeout, ConnectionError):
        pass
    s.close()
    return got


def get(target=b"/sign-in", version=b"HTTP/1.1", method=b"GET", more=b"", host=HOST):
    line = method + b" " + target + b" " + version + b"\r\n"
    return line + (b"Host: " + host + b"\r\n" if host is not None else b"") + more + b"\r\n"


def post(body=b"a=b", more=b"", length=None, type_=FORM):
    length = len(body) if length is None else length
    return get(b"/sign-in", method=b"POST", more=b"Content-Length: %d\r\n" % length + type_ + more) + body


second = get(b"/second")
CASES = [
    ("a plain request", 200, get()),
    ("HTTP/1.0 with a host", 200, get(version=b"HTTP/1.0")),
    ("the host in capitals", 200, get(host=b"LOCALHOST:%d" % port)),
    ("no host", 400, get(host=None)),
    ("two hosts", 400, get(more=b"Host: " + HOST + b"\r\n")),
    ("an unknown host", 421, get(host=b"evil.example")),
    ("our host at another port", 421, get(host=b"127.0.0.1:1")),
    ("our host with a user", 421, get(host=b"x@" + HOST)),
    ("an absolute target", 400, get(b"http://evil.example/sign-in")),
    ("length and chunked", 400, post(more=b"Transfer-Encoding: chunked\r\n") + second),
    ("chunked alone", 411, get(method=b"POST", more=FORM + b"Transfer-Encoding: chunked\r\n") + b"0\r\n\r\n"),
    ("a GET with chunks", 400, get(more=b"Transfer-Encoding: chunked\r\n") + b"0\r\n\r\n"),
    ("identity, too", 400, post(more=b"Transfer-Encoding: identity\r\n")),
    ("two lengths alike", 400, post(more=b"Content-Length: 3\r\n")),
    ("two lengths that differ", 400, post(more=b"Content-Length: 1\r\n") + second),
    ("a GET with a body", 400, get(more=b"Content-Length: 3\r\n") + b"a=b"),
    ("a POST without a length", 411, get(method=b"POST", more=FORM)),
    ("a folded line", 400, get(more=b"X-A: b\r\n c\r\n")),
    ("a blank before the colon", 400, get(more=b"X-A : b\r\n")),
    ("a name that is no token", 400, get(more=b"X(A): b\r\n")),
    ("a control byte in a value", 400, get(more=b"X-A: b\x01\r\n")),
    ("a NUL in a value", 400, get(more=b"X-A: b\x00c\r\n")),
    ("a lone LF as a line's end", 400, get(more=b"X-A: b\n")),
    ("a line without a colon", 400, get(more=b"X-A\r\n")),
    ("%00 in a path", 400, get(b"/sign-in%00")),
    ("%zz in a path", 400, get(b"/sign-in%zz")),
    ("a percent sign cut short", 400, get(b"/sign-in%4")),
    ("no UTF-8 in a path", 400, get(b"/%ff")),
    ("an overlong form of a slash", 400, get(b"/%c0%afpublic")),
    ("a line end in a path", 400, get(b"/%0d%0aX:y")),
    ("a path of 256 bytes", 404, get(b"/" + b"a" * 255)),
    ("a path of 257 bytes", 414, get(b"/" + b"a" * 256)),
    ("a query of 1,025 bytes", 414, get(b"/sign-in?a=" + b"b" * 1023)),
    ("a target of 6,000 bytes", 414, get(b"/" + b"a" * 5999)),
    ("%zz in a query", 400, get(b"/sign-in?a=%zz")),
    ("the 66th line of a header", 431, get(more=b"X-A: b\r\n" * 65)),
    ("a type that is none of ours", 415, post(type_=b"Content-Type: text/plain\r\n")),
    ("files", 415, post(type_=b"Content-Type: multipart/form-data; boundary=x\r\n")),
    ("no type", 415, post(type_=b"")),
    ("%00 in a body", 400, post(b"a=%00")),
    ("501 fields", 413, post(b"&".join([b"a=b"] * 501))),
    ("a field of 17 KiB", 413, post(b"a=" + b"b" * (17 << 10))),
    ("a body that is too long, read to its end", 413, post(b"a=" + b"b" * (300 << 10))),
    ("a body that is much too long", 413, post(b"", length=1 << 30)),
    ("a length past all numbers", 413, get(method=b"POST", more=FORM + b"Content-Length: 99999999999999999999999\r\n")),
    ("a small method", 405, get(method=b"get")),
    ("PUT", 405, get(method=b"PUT", more=b"Content-Length: 0\r\n")),
    ("DELETE", 405, get(method=b"DELETE")),
    ("OPTIONS", 405, get(method=b"OPTIONS")),
    ("TRACE", 405, get(method=b"TRACE", more=b"Cookie: desk=traced\r\n")),
    ("CONNECT", 405, get(method=b"CONNECT")),
    ("a POST to a public file", 405, get(b"/public/desk.css", method=b"POST", more=FORM + b"Content-Length: 0\r\n")),
    ("no such public file", 404, get(b"/public/../desk.db")),
    ("a folder above", 404, get(b"/public/..%2f..%2fdesk.db")),
]


# The library's own short refusals, before a request was handed on: none of our headers, and (0.9.75)
# its head is sent twice.
LIBRARYS_OWN = {"no host", "a line without a colon", "a length past all numbers"}


def check_cases():
    for name, want, data in CASES:
        got = ask(data)
        head = got.split(b"\r\n\r\n", 1)[0].decode("latin-1")
        status = head.split(" ")[1] if head.startswith("HTTP/1.") else "nothing"
        print(f"{name}\t{status}\t{want}")
        missing = [n for n in NEEDED if not re.search(r"^%s: " % n, head, re.M | re.I)]
        if name not in LIBRARYS_OWN:
            print(f"{name}: all headers\t{' '.join(missing) or 'all'}\tall")
        if want in (400, 411, 413, 414, 415, 421, 431) and name not in LIBRARYS_OWN:
            print(f"{name}: one reply, and the end\t{len(re.findall(rb'HTTP/1.1 [0-9]{3} ', got))}\t1")
        if b"traced" in got:
            print(f"{name}: echoes a cookie\tyes\tno")


def check_drip():
    s = connect()
    s.settimeout(0.2)
    began = time.monotonic()
    for byte in get(b"/sign-in", more=b"X-Slow: " + b"a" * 4000 + b"\r\n"):
        try:
            s.sendall(bytes([byte]))
            if s.recv(1) == b"":
                break
        except socket.timeout:
            pass
        except ConnectionError:
            break
        if time.monotonic() - began > 20:
            print("a header that drips\tstill open after 20 s\tcut")
            return
    print("a header that drips\tcut\tcut")


def check_crowd():
    idle = [connect() for _ in range(100)]
    got = ask(get())
    print(f"beside a hundred idle connections\t{got.split(b' ')[1].decode()}\t200")
    for s in idle:
        s.close()


{"drip": check_drip, "crowd": check_crowd}.get("".join(sys.argv[2:]), check_cases)()
