"""What tests/app/code.t asks of sheets and agreement, and what its coders decide.

Agreement is computed here from the two filled sheets alone, by the textbook: Krippendorff's alpha
from the matrix of coincidences, which knows nothing of how the program does it.

SPDX-License-Identifier: AGPL-3.0-or-later
"""
import csv
import io
import json
import math
import os
import pty
import random
import signal
import sqlite3
import sys

FORM = """canvass: form 1
id: quip
title: Small things
languages: [en]
privacy:
  smallest group: 5
  own patterns:
    NAME:
      - "Zed[a-z]+"
themes:
  aftercare: Aftercare
  kit: Kit
  leadership: Leadership
theme words:
  aftercare: [tea, rest]
  kit: [radio]
pages:
  - title: In your words
    questions:
      - id: change
        ask: What should change?
        type: long text
        up to: 400 characters
        themes: [aftercare, kit, leadership]
      - id: lead
        ask: What should those who lead do?
        type: long text
        up to: 400 characters
        themes: [leadership]
"""
WORDS = "tea rest radio boots lamps chairs talk visits rotas parking".split()
MAY = {"change": ["aftercare", "kit", "leadership"], "lead": ["leadership"]}


def answers(count):
    for number in range(int(count)):
        said = {"change": f"=more {WORDS[number % 10]}, \"please\": wobblewick {number} said Zedwick"}
        if number % 7 == 0:
            said["lead"] = f"listen more, visit {WORDS[number % 9]} {number}"
        print(json.dumps(said))


def carried(name, may, seed):
    """What a coder finds in a comment: both coders mostly the same, by the comment's name."""
    truth = random.Random(name)
    mine = random.Random(name + seed)
    themes = [t for t in may if truth.random() < 0.45]
    return [t for t in may if (t in themes) != (mine.random() < 0.08)]


def read(path):
    """The comments of a sheet, and its titles."""
    if path.endswith(".jsonl"):
        lines = [json.loads(line) for line in open(path, encoding="utf-8")]
        return lines[1:], lines[0]
    rows = list(csv.reader(open(path, encoding="utf-8", newline=""), strict=True))
    names = [title.split()[0] for title in rows[0]]
    return [dict(zip(names, row)) for row in rows[1:]], rows[0]


def question(line):
    return {"What should change?": "change", "What should those who lead do?": "lead"}.get(
        line["question"], line["question"])


def fill(path, out, seed):
    """Decides all of a sheet; CSV comes back as a spreadsheet of another country saves it."""
    lines, titles = read(path)
    for line in lines:
        line["themes"] = carried(line["id"], MAY[question(line)], seed) or ["none"]
    if path.endswith(".jsonl"):
        text = "".join(json.dumps(line) + "\n" for line in [titles] + lines)
        open(out, "w", encoding="utf-8").write(text)
        return
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL)
    writer.writerow(["text", titles[3], "my notes", "id"])
    for line in lines:
        writer.writerow([line["text"], ", ".join(line["themes"]).capitalize(), "a\nb", "'" + line["id"].lower()])
    open(out, "w", encoding="utf-8-sig", newline="").write(text.getvalue())


def alpha(pairs):
    """Krippendorff's alpha, nominal, two codings a unit: from the matrix of coincidences."""
    o = {(c, k): 0.0 for c in (0, 1) for k in (0, 1)}
    for a, b in pairs:
        o[a, b] += 1
        o[b, a] += 1
    n = {c: o[c, 0] + o[c, 1] for c in (0, 1)}
    total = n[0] + n[1]
    expected = 2 * n[0] * n[1] / (total - 1)
    return 1 - (o[0, 1] + o[1, 0]) / expected if expected else math.nan


def kappa(pairs):
    size = len(pairs)
    seen = sum(a == b for a, b in pairs) / size
    one, other = sum(a for a, _ in pairs) / size, sum(b for _, b in pairs) / size
    chance = one * other + (1 - one) * (1 - other)
    return (seen - chance) / (1 - chance) if chance < 1 else math.nan


def decisions(path):
    """What fill wrote, by the comment's name."""
    if path.endswith(".jsonl"):
        return {line["id"]: line["themes"] for line in read(path)[0]}
    rows = csv.reader(open(path, encoding="utf-8-sig", newline=""), delimiter=";")
    return {row[3].strip("'").upper(): row[1].lower().split(", ") for row in list(rows)[1:]}


def agreed(first, second, said):
    """Compares what `agree --json` said with what the two sheets give."""
    one, other = decisions(first), decisions(second)
    asked = {line["id"]: question(line) for line in read(first)[0]}
    told = json.load(open(said))
    ids = sorted(one)[:max(150, -(-len(one) // 5))]
    wrong = []
    if sorted(other) != ids:
        wrong.append("the second did not code the sample")
    for theme in told["themes"]:
        name = theme["id"]
        pairs = [(int(name in one[i]), int(name in other[i])) for i in ids if name in MAY[asked[i]]]
        cells = [pairs.count(p) for p in ((1, 1), (1, 0), (0, 1), (0, 0))]
        if [theme[k] for k in ("both", "first", "second", "neither")] != cells:
            wrong.append(f"{name}: {cells}")
        a, b, c, d = cells
        want = {"agree": (a + d) / len(pairs), "alpha": alpha(pairs), "kappa": kappa(pairs),
                "positive": 2 * a / (2 * a + b + c)}
        for key, value in want.items():
            if abs(theme[key] - value) > 1e-6:
                wrong.append(f"{name} {key}: {theme[key]}, not {value}")
        band = "fair" if min(a + b, a + c) < 10 else "good" if want["alpha"] >= 0.8 else \
            "fair" if want["alpha"] >= 0.667 else "low"
        if a + b + c >= 10 and theme["band"] != band:
            wrong.append(f"{name}: {theme['band']}, not {band}")
    if told["both"] != len(ids) or told["comments"] != len(one):
        wrong.append("counts")
    differ = sum(set(one[i]) != set(other[i]) for i in ids)
    if told["differ"] != differ or differ < 10:
        wrong.append(f"{differ} differ")
    print("; ".join(wrong) or "the same")


def keys(path):
    lines, _ = read(path)
    print(" ".join(sorted({key for line in lines for key in line})))


def get(path, *names):
    value = json.load(open(path))
    for name in names:
        value = value[int(name)] if isinstance(value, list) else value[name]
    print(value)


def nth(path, at, key):
    print(read(path)[0][int(at)][key])


def of(path, which, key):
    """The key of the first comment of a question."""
    print(next(line[key] for line in read(path)[0] if question(line) == which))


def sql(path, text):
    with sqlite3.connect(path) as db:
        for row in db.execute(text):
            print(*row, sep="|")


def flip(path, kind):
    """Alters one byte in the middle of a note."""
    with sqlite3.connect(path) as db:
        (sealed,) = db.execute("SELECT sealed FROM note WHERE kind = ?", (int(kind),)).fetchone()
        sealed = bytearray(sealed)
        sealed[len(sealed) // 2] ^= 1
        db.execute("UPDATE note SET sealed = ? WHERE kind = ?", (bytes(sealed), int(kind)))


def talk(typed, *command):
    """Types lines at a terminal, each once a comment is shown; "KILL" ends it without a word."""
    child, fd = pty.fork()
    if not child:
        os.environ["TERM"] = "vt100"
        os.execvp(command[0], command)
    seen, asked = b"", 0

    def shown(times):
        nonlocal seen
        while seen.count(b"q quit: ") < times:
            try:
                seen += os.read(fd, 4096)
            except OSError:
                return False
        return True
    for line in typed.split("/"):
        asked += 1
        if not shown(asked):
            break
        if line == "KILL":
            os.kill(child, signal.SIGKILL)
            break
        os.write(fd, line.encode() + b"\n")
    shown(1 << 30)
    os.waitpid(child, 0)
    sys.stdout.write(seen.decode().replace("\r\n", "\n"))


if __name__ == "__main__":
    if sys.argv[1] == "form":
        print(FORM, end="")
    else:
        globals()[sys.argv[1]](*sys.argv[2:])
