"""What tests/app/quote.t asks of lists and releases, and the answers that it invents.

SPDX-License-Identifier: AGPL-3.0-or-later
"""
import base64
import json
import sys

WORDS = """tea rest help care time light space paper training sleep food heat water music news
chairs lamps doors tables walls plants pens maps books shoes coats hats bags cups plates
boots ropes nets tents bells drums flags seeds stones bricks clocks gloves scarves rugs""".split()

FORM = """canvass: form 1
id: quip
title: Small things
languages: [en]
privacy:
  smallest group: 5
  break down by: [role]
  own patterns:
    NAME:
      - "Zed[a-z]+"
themes:
  aftercare: Aftercare
  leadership: Leadership
pages:
  - title: You
    questions:
      - id: role
        ask: What is your role?
        type: choose one
        options:
          officer: Police officer
          staff: Police staff
  - title: In your words
    questions:
      - id: change
        ask: What should change?
        type: long text
        up to: 400 characters
        themes: [aftercare]
      - id: lead
        ask: What should those who lead do?
        type: long text
        up to: 400 characters
        themes: [aftercare, leadership]
      - id: aside
        ask: Anything else?
        type: short text
        up to: 80 characters
        themes: [aftercare]
"""


def answer(number):
    """The number-th person's answers, from 1."""
    word = WORDS[number - 1]
    change = f"we need more {word} after an assault"
    if number == 3:
        change = "i was told by Zedwick to go home and not gone back since"
    if number == 4:
        change = "please repair the Quonkle kettle"
    lead = f"they should listen to {word}"
    if number == 7:
        lead = "they should listen to lamp light"
    return {"role": ["officer", "staff"][number % 2], "change": change, "lead": lead, "aside": "label"}


def answers(first, count):
    for number in range(first, first + count):
        print(json.dumps(answer(number)))


def odd():
    """What is not seen: line ends, blanks of all kinds, signs without a shape, labels that were typed."""
    said = [{"change": "we were so\n\nbadly  led and Jo\u200bhn knew", "lead": " \u00a0\u2003\u200b\u2800"},
            {"change": "we say \u061c\u034f\U000e0041\U000e0042hi"},
            {"change": "it was [REMOVED] from me"}]
    for number in range(1, 38):
        print(json.dumps(answer(number)))
    for one in said:
        print(json.dumps(one))


def key_hex(path):
    """The 32 bytes of a public key."""
    with open(path, encoding="utf-8") as file:
        digits = file.read().split()[1]
    print(base64.urlsafe_b64decode(digits + "=" * (-len(digits) % 4))[:32].hex())


def entries(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def find(path, words):
    found = [q["id"] for q in entries(path) if words in q["text"]]
    if not found:  # words that are marked as a guess
        found = [q["id"] for q in entries(path) if any(words == m.get("words") for m in q["marks"])]
    if len(found) != 1:
        sys.exit(f"{words}: {len(found)} of them")
    print(found[0])


def whole(path):
    for quote in entries(path):
        assert set(quote) == {"id", "themes", "state", "ticks", "text", "marks", "event"}, quote
        for mark in quote["marks"]:
            assert ("words" in mark) != mark["certain"], mark
            assert f"[{mark['class']} {mark['number']}]" in quote["text"], quote


def themes(path):
    """All that somebody's words may carry."""
    print(" ".join(sorted({theme for quote in entries(path) for theme in quote["themes"]})))


def joined(path):
    """How many different thirds of names there are at the least."""
    names = [q["id"].split("-") for q in entries(path)]
    print(min(len({name[part] for name in names}) for part in range(3)))


def near(path):
    """How many neighbours are of one person, by the word that both their comments have."""
    last = [q["text"].split()[-1] if q["text"].startswith("they") else q["text"].split()[3] for q in entries(path)]
    print(sum(a == b for a, b in zip(last, last[1:])))


def quotes(path, theme):
    for found in entries(path)["themes"]:
        if found["id"] == theme:
            print("\n".join(found["quotes"]), end="")


def same(one, other):
    """All that two releases say, but for number, quotes and what the notes say of these."""
    said = []
    for path in (one, other):
        summary = entries(path)
        for key in ("release", "notes"):
            del summary[key]
        for theme in summary["themes"]:
            theme["quotes"] = []
        said.append(json.dumps(summary))
    assert said[0] == said[1]


def main():
    command, args = sys.argv[1], sys.argv[2:]
    if command == "form":
        print(FORM, end="")
    elif command == "answers":
        answers(int(args[0]), int(args[1]))
    elif command == "odd":
        odd()
    elif command == "key":
        key_hex(*args)
    elif command == "id":
        find(*args)
    elif command == "state":
        print(next(q["state"] for q in entries(args[0]) if q["id"] == args[1]))
    elif command == "whole":
        whole(args[0])
    elif command == "themes":
        themes(args[0])
    elif command == "joined":
        joined(args[0])
    elif command == "near":
        near(args[0])
    elif command == "quotes":
        quotes(*args)
    elif command == "get":
        print(entries(args[0])[args[1]])
    elif command == "same":
        same(*args)
    elif command == "few":
        with open(args[0], encoding="utf-8") as file:
            for i, line in enumerate(file):
                said = json.loads(line)
                if i >= int(args[1]):
                    del said["change"], said["lead"]
                print(json.dumps(said))
    else:
        sys.exit(f"no command {command}")


main()
