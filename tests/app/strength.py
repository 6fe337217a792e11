"""What tests/app/strength.t answers, codes and asks of releases.

What a comment carries stands in its own words, so that coders can be told how to decide, and what a
release may say can be counted here from the answers alone.

SPDX-License-Identifier: AGPL-3.0-or-later
"""
import json
import sys

FORM = """canvass: form 1
id: voice
title: Voices
languages: [en]
privacy:
  smallest group: 10
  break down by: [role]
themes:
  aftercare: Aftercare
  leadership: Leadership
  kit: Kit
pages:
  - title: You
    questions:
      - id: role
        ask: What is your role?
        type: choose one
        options:
          officer: Police officer
          staff: Police staff
      - id: told
        ask: Were you told about support?
        type: choose one
        options:
          "yes": "Yes"
          "no": "No"
  - title: In your words
    questions:
      - id: change
        ask: What should change?
        type: long text
        up to: 400 characters
        themes: [aftercare, leadership, kit]
"""


def person(number):
    """The number-th person: 3 of 4 comment; 2 of 3 of those on aftercare, few on kit."""
    said = {"role": ["officer", "staff"][number % 2], "told": ["yes", "no"][number % 3 == 0]}
    if number % 4 == 0:
        return said
    words = []
    if number % 2:
        words.append("visit")
    if number % 3 == 0:
        words.append("those in charge should listen more")
    if number % 16 == 1:
        words.append("give us better radios")
    said["change"] = " and ".join(words or ["nothing comes to mind"])
    return said


MARKS = {"aftercare": "visit", "leadership": "listen", "kit": "radios"}


def carried(text):
    return [theme for theme, word in MARKS.items() if word in text]


def answers(first, count):
    for number in range(int(first), int(first) + int(count)):
        print(json.dumps(person(number)))


def fill(sheet, out, how="right"):
    """Decides a sheet.  how: right; poor: sees the others lead; part: all but one."""
    lines = [json.loads(line) for line in open(sheet, encoding="utf-8")]
    with open(out, "w", encoding="utf-8") as to:
        for at, line in enumerate(lines):
            if "id" not in line:
                continue
            themes = carried(line["text"])
            if how == "poor":
                themes = sorted(set(themes) ^ {"leadership"})
            if how == "part" and at == len(lines) - 1:
                continue
            to.write(json.dumps({"id": line["id"], "themes": themes or ["none"]}) + "\n")


def rounded(count):
    return 5 * ((count + 2) // 5)


def expected(upto, theme):
    """n, base and per cent as they may be printed, from the answers alone; n hidden is None."""
    said = [p["change"] for p in map(person, range(1, int(upto) + 1)) if "change" in p]
    carry = sum(theme in carried(text) for text in said)
    base = rounded(len(said))
    if min(carry, len(said) - carry) < 10:
        return f"None/{base} None"
    n = rounded(carry)
    pct = min(90, max(10, 5 * ((200 * n // base + 5) // 10)))
    return f"{n}/{base} {pct}"


def load(folder):
    return json.load(open(f"{folder}/summary.json", encoding="utf-8"))


def theme(folder, ident):
    found = next(t for t in load(folder)["themes"] if t["id"] == ident)
    return found


def strength(folder, ident):
    t = theme(folder, ident)
    print(f"{t['n']}/{t['base']} {t['pct']} {t['marker']}".strip())


def member(folder, ident, name):
    value = theme(folder, ident)[name]
    print(value if isinstance(value, str) else json.dumps(value))


def tables(folder):
    """Every number of every table of a question, without how it was told."""
    for table in load(folder)["tables"]:
        for row in table["rows"]:
            for cell in row["cells"]:
                print(table["id"], row["key"], cell["key"], cell["n"], cell["pct"], cell["marker"])


def top(folder, name):
    print(json.dumps(load(folder)[name]))


def ledger(path, entry, name):
    lines = [json.loads(line) for line in open(path, encoding="utf-8")]
    print(lines[int(entry) - 1].get(name, ""))


if __name__ == "__main__":
    command, *args = sys.argv[1:]
    if command == "form":
        print(FORM, end="")
    elif command == "expected":
        print(expected(*args))
    else:
        {"answers": answers, "fill": fill, "strength": strength, "member": member,
         "tables": tables, "top": top, "ledger": ledger}[command](*args)
