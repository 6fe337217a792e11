# Phones of a room, its wall and its facilitator's page, as their browsers ask for them.
#
#   room.py load DOOR CODE STEP DESK COOKIE ROOM PHONES SECONDS PROBE
#       Each phone fetches its page every five seconds over a connection that it keeps, and answers
#       once, some time; the wall is asked for every 400 ms as follow.js does.  Prints p50, p99 and the
#       longest of pages and of answers, and how long after its acknowledgement an answer was on the
#       wall: in results and in the number of those who have answered, whichever came later.  And how
#       much too late this program itself is woken, which is in all of these; and beside each page,
#       the same bytes from PROBE.
#   room.py storm DOOR CODE STEP PHONES
#       Every phone answers within one second.  Prints how many were thanked, and in what time.
#
# SPDX-License-Identifier: AGPL-3.0-or-later
import asyncio
import hashlib
import random
import re
import sys
import time
import urllib.parse

DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
EVERY, WALL_EVERY, LEAD_EVERY = 5.0, 0.4, 1.0
THANKS = b"Your answer is in"
FIELDS = {"2": [("vote", "yes"), ("vote", "name"), ("vote", "no")]}
STORM = [("s_same_care", "yes"), ("s_seen_early", "no")]


def ticket(number):
    bits = int.from_bytes(hashlib.sha256(b"bench %d" % number).digest()[:16], "big") << 2
    return "".join(DIGITS[bits >> (125 - 5 * i) & 31] for i in range(26))


class Link:
    """One kept connection; one request at a time."""

    def __init__(self, base):
        at = urllib.parse.urlsplit(base)
        self.host, self.port, self.reader = at.hostname, at.port, None

    async def ask(self, method, path, body=None, head=""):
        if not self.reader:
            self.reader, self.writer = await asyncio.open_connection(self.host, self.port)
        text = "%s %s HTTP/1.1\r\nHost: %s:%d\r\n%s" % (method, path, self.host, self.port, head)
        if body is not None:
            text += "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n" % (
                len(body))
        self.writer.write((text + "\r\n" + (body or "")).encode())
        top = await self.reader.readuntil(b"\r\n\r\n")
        found = re.search(rb"\r\nContent-Length: (\d+)", top, re.I)
        page = await self.reader.readexactly(int(found.group(1))) if found else b""
        if b"\r\nConnection: close" in top:
            self.writer.close()
            self.reader = None
        return int(top[9:12]), top, page


def part(times, share):
    times = sorted(times)
    return times[min(len(times) - 1, int(len(times) * share))] * 1000 if times else float("nan")


def told(words, times):
    print("%s: p50 %.1f, p95 %.1f, p99 %.1f, longest %.1f ms, of %d" % (
        words, part(times, 0.5), part(times, 0.95), part(times, 0.99), part(times, 1), len(times)))


def body_of(number, step, fields):
    return urllib.parse.urlencode([("ticket", ticket(number)), ("step", step), ("go", "send")] + fields)


async def load(door, code, step, desk, cookie, room, phones, seconds, probe):
    phones, seconds = int(phones), float(seconds)
    pages, answers, acknowledged, wall, slips, bare = [], [], [], [], [], []
    failed = 0
    end = time.monotonic() + seconds
    path = "/R/" + code

    async def phone(number):
        nonlocal failed
        link, other = Link(door), Link(probe)
        moment = time.monotonic() + random.random() * EVERY
        # The last ones are early enough to be seen by every wall that is fetched in time.
        due = time.monotonic() + random.random() * (seconds - 3)
        answered = False
        while moment < end:
            await asyncio.sleep(max(0, min(moment, end if answered else due) - time.monotonic()))
            since = time.monotonic()
            if not answered and since >= due:
                answered = True
                fields = [FIELDS[step][number % len(FIELDS[step])]]
                status, _, page = await link.ask("POST", path, body_of(number, step, fields))
                now = time.monotonic()
                if status == 200 and THANKS in page:
                    answers.append(now - since)
                    acknowledged.append(now)
                else:
                    failed += 1
            else:
                status, _, page = await link.ask("GET", "%s?t=%s" % (path, ticket(number)))
                pages.append(time.monotonic() - since)
                failed += status != 200
                moment += EVERY
                await asyncio.sleep(random.random())
                since = time.monotonic()
                await other.ask("GET", "/")
                bare.append(time.monotonic() - since)

    async def follow(what, every, take):
        nonlocal failed
        link, tag = Link(desk), ""
        while time.monotonic() < end:
            head = "Cookie: %s\r\n" % cookie + ("If-None-Match: %s\r\n" % tag if tag else "")
            status, top, page = await link.ask("GET", room + what, None, head)
            found = re.search(rb"\r\nETag: ([^\r]*)", top, re.I)
            tag = found.group(1).decode() if found else ""
            failed += status not in (200, 304)
            if status == 200:
                take(page)
            await asyncio.sleep(every)

    async def slip():
        while time.monotonic() < end:
            since = time.monotonic()
            await asyncio.sleep(0.01)
            slips.append(time.monotonic() - since - 0.01)

    def look(page):
        people = re.search(rb"<b>(\d+)</b> have answered", page)
        results = [int(n) for n in re.findall(rb"</svg> <b>(\d+)</b>", page)]
        wall.append((time.monotonic(), min(int(people.group(1)), sum(results)) if people else 0))

    await asyncio.gather(follow("/wall/now", WALL_EVERY, look),
                         follow("/now", LEAD_EVERY, lambda page: None), slip(),
                         *[phone(n) for n in range(phones)])
    told("pages", pages)
    told("the same bytes from a bare loop", bare)
    told("answers", answers)
    # The first four are shown to nobody until there is a fifth.
    late = [next((at - then for at, n in wall if n > i), 99)
            for i, then in enumerate(sorted(acknowledged)) if i >= 4]
    told("on the wall after its acknowledgement", late)
    told("this program's own lateness", slips)
    print("replies that were not good: %d; answers that never showed: %d" % (
        failed, sum(1 for t in late if t == 99)))


async def storm(door, code, step, phones):
    phones = int(phones)
    times, thanked = [], []
    links = [Link(door) for _ in range(phones)]
    for number, link in enumerate(links):
        await link.ask("GET", "/R/%s?t=%s" % (code, ticket(number)))
    start = time.monotonic() + 0.2

    async def phone(number, link):
        await asyncio.sleep(start + random.random() - time.monotonic())
        since = time.monotonic()
        status, _, page = await link.ask("POST", "/R/" + code, body_of(number, step, STORM))
        if status == 200 and THANKS in page:
            thanked.append(time.monotonic())
            times.append(thanked[-1] - since)

    await asyncio.gather(*[phone(n, link) for n, link in enumerate(links)])
    told("answers", times)
    print("thanked: %d of %d, within %.2f s" % (len(thanked), phones, max(thanked) - start))


asyncio.run({"load": load, "storm": storm}[sys.argv[1]](*sys.argv[2:]))
