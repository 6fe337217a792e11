# Phones that change their answers again and again while a room's door and desk are killed, and what
# must be in the store after it.
#
#   kill.py flow LOG ADDRESS STEP KIND PHONES SECONDS [IDEA...]
#       Each phone sends a new answer as soon as the one before was thanked for, and stops at its
#       first failure, or after so many seconds (0: one answer each).  LOG gets, of each phone, the
#       last answer that was thanked for, and those that were not: they may be there or not.  Once
#       there were twice as many thanks as phones, there is LOG.going.
#   kill.py store LOG PROGRAM WORKSPACE ROOM STEP KEY PASSPHRASE-FILE
#       Whether the store has of each phone what it was thanked for, once, and nothing else.
#   kill.py shown LOG WORKSPACE ROOM STEP KIND
#       Whether the results in canvass.db are those of what phones were thanked for last.
#   kill.py seen LOG ADDRESS
#       Whether each phone that was thanked is told so by its ticket.
#
# SPDX-License-Identifier: AGPL-3.0-or-later
import collections
import hashlib
import http.client
import json
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.parse

from phones import THANKS, ticket

OPTIONS = {"warm-up": ["yes", "name", "no"], "votes": ["twice", "half"]}
STATEMENTS = ["seen", "heard"]
MARKS = ["yes", "no"]


# Plain words: others would wait, because they may be names.
WORDS = ("calm help time care home work team talk rest food road door hand light water night day "
         "week month year").split()


def said(number):
    return WORDS[number % len(WORDS)]


def answer(kind, number, turn, ideas):
    """Fields of a phone's answer, and what the store has of it, by turn."""
    if kind in OPTIONS:
        which = (number + turn) % len(OPTIONS[kind])
        return [("vote", OPTIONS[kind][which])], [str(which)]
    if kind == "words":
        word = "%s and %s" % (said(number), said(turn))
        return [("words", word)], [word]
    if kind == "notes":
        notes = ["The %s was good then the %s" % (said(number), said(turn))]
        if number % 4 == 0:
            notes.append("More %s would help and %s" % (said(number), said(turn)))
        fields = list(zip(["note", "note_2"], notes))
        return fields, notes + ["-"] * (3 - len(notes))
    if kind == "scorecard":
        marks = [(number + turn) % 2, (number + turn) // 2 % 2]
        fields = [("s_" + s, MARKS[m]) for s, m in zip(STATEMENTS, marks)]
        return fields, ["".join(str(m + 1) for m in marks)]
    chosen = sorted({ideas[(number + turn) % len(ideas)], ideas[(number + turn + 1) % len(ideas)]})
    return [("dot", i) for i in chosen], [",".join(chosen)]


def flow(log, address, step, kind, phones, seconds, *ideas):
    where = urllib.parse.urlsplit(address)
    until = time.monotonic() + float(seconds)
    # Not the turns of an earlier flow: a change must be told from what was there.
    first = int(time.time() * 10) % 100000
    told = {}
    thanks = []

    def phone(number):
        link = http.client.HTTPConnection(where.netloc, timeout=20)
        thanked = pending = None
        turn = first
        while True:
            fields, pending = answer(kind, number, turn, ideas)
            pairs = [("ticket", ticket(number)), ("step", step), ("go", "send")] + fields
            try:
                link.request("POST", where.path, urllib.parse.urlencode(pairs),
                             {"Content-Type": "application/x-www-form-urlencoded"})
                reply = link.getresponse()
                page = reply.read().decode()
            except (OSError, http.client.HTTPException):
                break
            if reply.status != 200 or THANKS not in page:
                print("phone %d: %d %s" % (number, reply.status, page[:200]), file=sys.stderr)
                break
            thanked, pending = pending, None
            turn += 1
            thanks.append(number)
            if len(thanks) == 2 * int(phones):
                open(log + ".going", "w").close()
            if time.monotonic() >= until:
                break
        link.close()
        told[number] = [thanked, [pending] if pending else [], turn - first]

    threads = [threading.Thread(target=phone, args=(n,)) for n in range(int(phones))]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    before = {}
    try:
        with open(log, encoding="utf-8") as f:
            before = {int(k): v for k, v in json.load(f).items()}
    except FileNotFoundError:
        pass
    # What was thanked for in an earlier flow stands until something else is.
    for number, one in told.items():
        if one[0] is None and number in before:
            one[0] = before[number][0]
            one[1] = before[number][1] + one[1]
    with open(log, "w", encoding="utf-8") as f:
        json.dump(told, f)
    print("%d of %d phones were cut off, after %d answers" % (
        sum(1 for t in told.values() if t[1]), len(told), sum(t[2] for t in told.values())))


def logged(log):
    with open(log, encoding="utf-8") as f:
        return {int(k): v for k, v in json.load(f).items()}


def asked(path, query, *values):
    db = sqlite3.connect("file:%s?mode=ro" % path, uri=True)
    try:
        return db.execute(query, values).fetchall()
    finally:
        db.close()


def slot(key, number, turn, size):
    """Which slot a phone's ticket leads to while the step's key is there."""
    name = hashlib.sha256(b"phone %d" % number).digest()[:16] + bytes([turn])
    return hashlib.blake2b(name, key=key, digest_size=32).digest()[:size].hex()


def store(log, program, workspace, room, step, key, passphrase):
    lines = subprocess.run([program, workspace, room, step, key, passphrase], check=True,
                           capture_output=True, text=True).stdout.splitlines()
    there = {}
    trouble = []
    for line in lines:
        name, turn, value = line.split("\t")
        if name in there:
            trouble.append("two contributions in one slot")
        there[name] = (int(turn), value)
    secret = asked("%s/answers/%s.s%s.db" % (workspace, room, step),
                   "SELECT ticket_key FROM secret")[0][0]
    size = len(next(iter(there))) // 2 if there else 16
    for number, (thanked, pending, _) in sorted(logged(log).items()):
        could = [thanked] * bool(thanked) + pending
        for turn in range(len(could[0])):
            got = there.pop(slot(secret, number, turn, size), None)
            if got is None:
                if thanked:
                    trouble.append("phone %d: %r is not there" % (number, thanked[turn]))
            elif got[0] != min(turn, 1) or got[1] not in [v[turn] for v in could]:
                trouble.append("phone %d: %r, but thanked for %r, under way %r" % (
                    number, got, thanked, pending))
    trouble += ["nobody's: %r" % (v,) for v in there.values()]
    for line in trouble[:5]:
        print(line)
    return 1 if trouble else 0


def shown(log, workspace, room, step, kind):
    tally = collections.Counter()
    for thanked, _, _ in logged(log).values():
        if kind == "scorecard":
            for statement, mark in zip(STATEMENTS, thanked[0]):
                tally[statement, int(mark) - 1] += 1
        else:
            for value in thanked[0].split(","):
                tally[OPTIONS[kind][int(value)] if kind in OPTIONS else value] += 1
    until = time.monotonic() + 6
    while True:
        text = asked(workspace + "/canvass.db",
                     "SELECT shown FROM room_step WHERE room = ? AND number = ?", room, int(step))
        got = collections.Counter()
        for row in json.loads(text[0][0])["rows"] if text and text[0][0] else []:
            if kind == "scorecard":
                for i, n in enumerate(row["parts"]):
                    got[row["id"], i] += n
            else:
                got[row["text"] if kind == "words" else row["id"]] += row["n"]
        if +got == +tally:
            return 0
        if time.monotonic() > until:
            print("shown %r, thanked for %r" % (+got, +tally))
            return 1
        time.sleep(0.1)


def seen(log, address):
    where = urllib.parse.urlsplit(address)
    link = http.client.HTTPConnection(where.netloc, timeout=20)
    lost = []
    for number, (thanked, _, _) in logged(log).items():
        link.request("GET", "%s?t=%s" % (where.path, ticket(number)))
        if THANKS not in link.getresponse().read().decode() and thanked:
            lost.append(number)
    if lost:
        print("not known any more: %s" % lost)
    return 1 if lost else 0


sys.exit({"flow": flow, "store": store, "shown": shown, "seen": seen}[sys.argv[1]](*sys.argv[2:]))
