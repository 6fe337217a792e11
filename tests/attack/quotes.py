"""T10: the worlds that tests/attack/quotes.t compares, and what it looks for in releases.

Two worlds that say the same in other orders, pairs and groups must give the same quotes, byte for
byte: then nothing in a release can join two quotes of one person, nor a quote and a group.

SPDX-License-Identifier: AGPL-3.0-or-later
"""
import io
import json
import os
import random
import subprocess
import sys
import zipfile

PEOPLE = 40
GOOD = ["more light in the yard", "somebody should ask how we are", "paper forms help nobody",
        "we want to hear what came of it", "time to rest after a bad shift", "keep us told"]
ROLES = ["officer"] * 20 + ["staff"] * 20

FORM = """canvass: form 1
id: tenth
title: Tenth attack
languages: [en]
privacy:
  smallest group: 5
  break down by: [role]
themes:
  care: Care
  lead: Leadership
pages:
  - title: You
    questions:
      - id: role
        ask: What is your role?
        type: choose one
        options:
          officer: Police officer
          staff: Police staff
  - title: Words
    questions:
      - id: first
        ask: What helps?
        type: long text
        up to: 200 characters
        themes: [care]
      - id: second
        ask: What should change?
        type: long text
        up to: 200 characters
        themes: [lead]
"""


def world(kind):
    """Each person's role, words on care and words on leadership."""
    dice = random.Random(10)
    care = [GOOD[i] if i < 3 else f"nothing to add {'abcdefghijklmnopqrstuvwxyz'[i % 26] * 3}" for i in range(PEOPLE)]
    lead = [GOOD[i + 3] if i < 3 else f"all is well {'abcdefghijklmnopqrstuvwxyz'[i % 26] * 3}" for i in range(PEOPLE)]
    roles = list(ROLES)
    dice.shuffle(roles)
    if kind == "pairs":  # the same words, each with somebody else's beside them
        lead = lead[7:] + lead[:7]
    if kind == "groups":  # the same words and groups, joined otherwise
        roles = roles[11:] + roles[:11]
    people = [{"role": r, "first": a, "second": b} for r, a, b in zip(roles, care, lead)]
    if kind == "order":
        random.Random(11).shuffle(people)
    return people


def tick(canvass, workspace, survey, turned):
    """Both pass the six quotes, in one order or the other."""
    base = [canvass, "-C", workspace, "quote"]
    keys = ["two.key", "one.key"] if turned else ["one.key", "two.key"]
    args = ["--key", keys[0], "--passphrase-file", "pass"]
    listed = json.loads(subprocess.run(base + ["list", survey, "--json"] + args, check=True, capture_output=True).stdout)
    ids = [next(q["id"] for q in listed if q["text"] == words) for words in (GOOD[::-1] if turned else GOOD)]
    for key in keys:
        subprocess.run(base + ["tick", survey] + ids + ["--key", key, "--passphrase-file", "pass"], check=True,
                       capture_output=True)
    with open("ids", "a", encoding="utf-8") as file:
        for name in ids:
            print(name, file=file)


def told(folder):
    """Every file of a release with a quote in it, less what only says which tables there are."""
    with open(os.path.join(folder, "summary.json"), encoding="utf-8") as file:
        summary = json.load(file)
    print(json.dumps([(t["id"], t["quotes"]) for t in summary["themes"]]))


def inside(name, data):
    """The file, and all that is packed in it."""
    yield name, data
    if data[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for part in archive.namelist():
                yield from inside(f"{name}: {part}", archive.read(part))


def files_of(folder):
    for top, _, files in os.walk(folder):
        for name in files:
            with open(os.path.join(top, name), "rb") as file:
                yield from inside(os.path.join(top, name), file.read())


def names(folder):
    """No name of a quote stands in any file, whole or in parts, packed or not."""
    with open("ids", encoding="utf-8") as file:
        wanted = [line.strip() for line in file]
    for name, data in files_of(folder):
        text = data.decode("utf-8", "replace").upper()
        for quote in wanted:
            assert quote not in text and quote.replace("-", "") not in text, (name, quote)


def bare(folder):
    """A quote in JSON is a text and no more; in CSV it stands beside its theme alone."""
    with open(os.path.join(folder, "summary.json"), encoding="utf-8") as file:
        themes = json.load(file)["themes"]
    quoted = [q for t in themes for q in t["quotes"]]
    assert sorted(quoted) == sorted(GOOD), quoted
    assert all(t["quotes"] == sorted(t["quotes"]) for t in themes)
    with open(os.path.join(folder, "quotes.csv"), encoding="utf-8", newline="") as file:
        lines = file.read().split("\r\n")
    assert lines[0] == "theme,title,quote" and len(lines) == len(GOOD) + 2, lines
    tables = [(name, data) for name, data in files_of(folder) if "tables/" in name]
    assert tables
    for name, data in tables:
        assert not any(q.encode() in data for q in GOOD), name


command = sys.argv[1]
if command == "form":
    print(FORM, end="")
elif command == "world":
    for person in world(sys.argv[2]):
        print(json.dumps(person))
elif command == "tick":
    tick(sys.argv[2], sys.argv[3], sys.argv[4], sys.argv[5] == "turned")
elif command == "told":
    told(sys.argv[2])
elif command == "names":
    names(sys.argv[2])
elif command == "bare":
    bare(sys.argv[2])
else:
    sys.exit(f"no command {command}")
