"""The role matrix: every row of the desk's table, asked by every role, signed in and out, about a
survey or room of one's own and about another.

matrix.py URL OWN OTHER NAME=ROLE=JAR...   <the table, as `canvass desk --routes` prints it

Prints a line for each answer that is not as the table declares, and last how many were asked.
SPDX-License-Identifier: AGPL-3.0-or-later
"""
import html
import http.client
import sys
import urllib.parse

NOT_YOURS = "This page is for:"
NOT_IN_SCOPE = "not among those that you may see"
NO_TOKEN = "This page is too old, or it was not made for you"

url, own, other = sys.argv[1:4]
where = urllib.parse.urlsplit(url)
people = [arg.split("=", 2) for arg in sys.argv[4:]]
asked = 0


def jar(path):
    for line in open(path, encoding="utf-8"):
        cells = line.rstrip("\n").split("\t")
        if len(cells) == 7 and cells[5] == "desk":
            return cells[6]
    sys.exit(path + " has no session")


def ask(line, method, path, cookie):
    """Status, where to, and the page."""
    global asked
    asked += 1
    headers = {"Origin": url, "Sec-Fetch-Site": "same-origin"}
    if cookie:
        headers["Cookie"] = "desk=" + cookie
    body = None
    if method == "POST":
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        body = "token=" + "A" * 32
    line.request(method, path, body, headers)
    reply = line.getresponse()
    text = reply.read().decode("utf-8", "replace")
    return reply.status, reply.getheader("Location") or "", html.unescape(text)


def filled(path, first):
    """Each part of a path that stands for something gets a value."""
    parts, n = path.split("/"), 0
    for i, part in enumerate(parts):
        if part == ":":
            parts[i] = first if n == 0 else "x1"
            n += 1
    return "/".join(parts)


def expect(method, roles, scope, role, is_own, got):
    """None, or what is wrong."""
    status, to, page = got
    if role is None:
        if method == "GET":
            good = status == 303 and to.startswith("/sign-in?back=")
        else:
            good = status == 403 and "signed out" in page
        return None if good else "somebody signed out was not sent to sign in"
    if role not in roles:
        return None if status == 403 and NOT_YOURS in page else "this role was not refused"
    if scope != "none" and not is_own:
        return None if status == 404 and NOT_IN_SCOPE in page else "another's was not hidden"
    if method == "POST":
        return None if status == 403 and NO_TOKEN in page else "a post without token was not stopped there"
    if status in (403, 405) or status >= 500 or to.startswith("/sign-in"):
        return "who may was refused"
    return "who may was refused" if NOT_YOURS in page or NOT_IN_SCOPE in page else None


def row(cells, lines):
    method, path, roles, scope, how, words = cells
    if not words.strip() or how not in ("plain", "again", "quiet"):
        print("no words about", method, path)
    if roles == "anyone":
        status, to, _ = ask(lines[None], "GET", filled(path, "x1"), None)
        if method == "GET" and (status in (303, 403, 405) or status >= 500):
            print("GET", path, "is for anyone, and answered", status, to)
        return
    roles = roles.split(", ")
    for target in (own, other):
        for name, role, cookie in [(None, None, None)] + [(n, r, jar(j)) for n, r, j in people]:
            got = ask(lines[name], method, filled(path, target), cookie)
            wrong = expect(method, roles, scope, role, target == own, got)
            if wrong:
                print(wrong + ":", method, filled(path, target), "asked by", role, "gave", got[0], got[1])
        if scope == "none":
            break


table = [line.rstrip("\n").split("\t") for line in sys.stdin]
lines = {name: http.client.HTTPConnection(where.hostname, where.port, timeout=60)
         for name in [None] + [person[0] for person in people]}
for cells in table:
    row(cells, lines)
print("rows", len(table), "asked", asked)
