"""A hundred texts that a spreadsheet, a browser or a script could take for a command, as labels of the
form, as quotes that two people passed, and as words of the team; then every file of the release is read.

Works in the folder that it is called in, as property_case.py does.

SPDX-License-Identifier: AGPL-3.0-or-later
"""
import csv
import glob
import json
import os
import re
import subprocess
import sys
import zipfile
from xml.etree import ElementTree

sys.dont_write_bytecode = True

from property_case import canvass, keyed, write

STARTS = ["=", "+", "-", "@", "\uff1d", "\t=", "", "'", "\"", ";"]
BODIES = ["SUM(A1:A9)", "HYPERLINK(\"javascript:alert(1)\",\"more\")", "cmd|'/C touch pwned'!A1",
          "<script>alert(\"pwned\")</script>", "<img src=x onerror=alert(1)>", "]]><b>&amp;</b><!-- ",
          "'. HOST COMMAND=['touch pwned']. *", "\"); system(\"touch pwned\"); c(\"", "$(touch pwned) `touch pwned`",
          "\u2028</style></title><svg onload=alert(1)>{{x}} %s%n"]
HOSTILE = [start + body for start in STARTS for body in BODIES]
PEOPLE = 250
PARTS = 10
FORMULA = re.compile("[=+@\t\r\n\uff1d\uff0b\uff0d\uff20-]")
faults = []


def check(good, *words):
    if not good:
        faults.append(" ".join(w if isinstance(w, str) else repr(w)[:200] for w in words))


def quoted(text):
    return json.dumps(text, ensure_ascii=False)


def line(text):
    return re.sub(r"[{}\t\u2028]", " ", text).strip()


def told(text):
    """What may stand in the team's words: what looks like somebody's name in a network does not."""
    return re.sub("^@", "@ ", line(text))


def label(text, at):
    """What may stand in a form: one line, no braces, no two alike."""
    return line(text)[:70] + " " + "abcdefghij"[at // 10] + "abcdefghij"[at % 10]


def form():
    out = ["canvass: form 1", "id: hostile", "title: " + quoted("=Title <script>alert('x')</script>"),
           "languages: [en]", "expected: 5000", "privacy:", "  smallest group: 5", "  break down by: [role]",
           "themes:", "  theme: " + quoted("=cmd|' /C touch pwned'!A1 <b>"), "pages:",
           "  - title: Role", "    questions:", "      - id: role", "        ask: =Role?", "        type: choose one",
           "        options:", "          ra: =1+1", "          rb: \"@SUM(1)\""]
    for part in range(PARTS):
        out += ["  - title: " + quoted("+Part <i>"), "    questions:", "      - id: part%d" % part,
                "        ask: " + quoted(label(HOSTILE[10 * part], 10 * part) + "?"), "        type: choose one",
                "        theme: theme"] + ["        break down: no"] * (part > 0) + ["        options:"]
        out += ["          k%s: %s" % ("abcdefghij"[i], quoted(label(HOSTILE[10 * part + i], 10 * part + i)))
                for i in range(10)]
    out += ["  - title: Words", "    questions:", "      - id: words", "        ask: -Why?", "        type: long text",
            "        up to: 400 characters", "        themes: [theme]"]
    return "\n".join(out) + "\n"


def answer(number):
    said = {"part%d" % p: "k" + "abcdefghij"[(number + p) % 10] for p in range(PARTS)}
    said["role"] = ["ra", "rb"][number // 10 % 2]
    if number < len(HOSTILE):
        said["words"] = HOSTILE[number] + " kettle"
    return json.dumps(said)


def words():
    out = ["canvass: words 1", "headlines:"]
    out += ["  - " + quoted(told(text)) for text in HOSTILE[:5]]
    for at, part in enumerate(("last quarter", "next quarter", "benefits", "challenges", "actions")):
        out.append(part + ":")
        out += ["  - " + quoted(told(text)) for text in HOSTILE[10 * at:10 * at + 10]]
    out.append("opportunities:")
    for text in HOSTILE[50:90]:
        one = quoted(told(text))
        out += ["  - theme: theme", "    said: " + one, "    department: " + one]
    out.append("you said, we did:")
    for text in [text for text in HOSTILE if len(told(text)) <= 80][:12]:
        one = quoted(told(text))
        out += ["  - said: " + one, "    did: " + one, "    department: " + one]
    return "\n".join(out) + "\n"


def release():
    write("hostile.yaml", form())
    canvass("survey", "open", "hostile.yaml", "--wave", "w", "--to", "one.key.pub", "--to", "two.key.pub",
            "--unconfirmed")
    write("hostile.jsonl", "".join(answer(i) + "\n" for i in range(PEOPLE)))
    canvass("submit", "hostile@w", "hostile.jsonl")
    canvass("survey", "close", "hostile@w")
    listed = json.loads(canvass("quote", "list", "hostile@w", "--json", *keyed("one")).stdout)
    ids = [q["id"] for q in listed]
    for key in ("one", "two"):
        canvass("quote", "tick", "hostile@w", *ids, *keyed(key))
    write("hostile.words", words())
    canvass("summary", "hostile@w", "--words", "hostile.words", "-o", "hostileout", *keyed("one"))
    return "hostileout/hostile@w", len(ids)


# ---- what is in it ------------------------------------------------------------------------------


def read_markup(folder):
    for path in [os.path.join(folder, name) for name in ("codebook.xml", "themes.qdc")]:
        ElementTree.parse(path)
    for name in ("summary.ods", "summary.xlsx", "quotes.qdpx"):
        with zipfile.ZipFile(os.path.join(folder, name)) as archive:
            for part in archive.namelist():
                if re.search(r"\.(xml|rels|qde)$", part):
                    text = archive.read(part)
                    tree = ElementTree.fromstring(text)
                    tags = {e.tag.split("}")[-1] for e in tree.iter()}
                    # xlsx: formulas; ods: their attribute; both: what leads outside or runs
                    check(not tags & {"f", "script", "scripts", "event-listener", "dde-source", "externalLink",
                                      "object"}, name, part, "holds", tags)
                    check(b'TargetMode="External"' not in text, name, part, "leads outside")
                    for element in tree.iter():
                        for key, value in element.attrib.items():
                            check(not key.endswith("}formula"), name, part, "a formula", value)
                            # to a sheet of its own
                            check(not key.endswith("}href") or value[0] == "#", name, part, "leads to", value)


def read_tables(folder):
    found = 0
    for path in glob.glob(os.path.join(folder, "**", "*.csv"), recursive=True):
        with open(path, encoding="utf-8", newline="") as f:
            for row in csv.reader(f, strict=True):
                for cell in row:
                    found += cell.startswith("'") and bool(FORMULA.match(cell[1:]))
                    check(not FORMULA.match(cell), path, "begins like a formula:", cell)
    check(found > 40, "few texts that needed an apostrophe:", found)


def read_scripts(folder):
    """Each line's quotes are closed: an SPSS string by a single, doubled within; an R string by a double."""
    with open(os.path.join(folder, "summary.sps"), encoding="utf-8") as f:
        sps = f.read()
    bare = re.sub(r"'(?:[^'\n]|'')*'", "", re.sub(r"(?m)^\*.*$", "", sps))
    check("'" not in bare and "HOST" not in bare and "script" not in bare, "summary.sps: outside of strings", bare)
    with open(os.path.join(folder, "summary.R"), encoding="utf-8") as f:
        code = re.sub(r"(?m)^\s*#.*$", "", f.read())
    bare = re.sub(r'"(?:[^"\\\n]|\\.)*"', "", code)
    check('"' not in bare and "system" not in bare and "script" not in bare, "summary.R: outside of strings", bare)


def read_texts(folder, quotes):
    """All of it is there as it was written: inert, not taken away."""
    with open(os.path.join(folder, "summary.json"), encoding="utf-8") as f:
        summary = json.load(f)
    told = [q for t in summary["themes"] for q in t["quotes"]]
    check(len(told) > 0 and quotes >= 80, "quotes", len(told), quotes)
    check(all(q[:-len(" kettle")] in HOSTILE or "[" in q or q.strip()[:-len(" kettle")] in [h.strip() for h in HOSTILE]
              for q in told), "quotes are others", told[:3])
    labels = {r["label"] for t in summary["tables"] for r in t["rows"]}
    wanted = {label(text, at) for at, text in enumerate(HOSTILE)}
    check(len(labels & wanted) > 60, "labels that are told", len(labels & wanted))
    check(len(summary["headlines"]) == 5 and len(summary["opportunities"]) == 40 and
          len(summary["you_said_we_did"]) == 12, "words of the team")
    return "%d quotes told, %d labels, %d words of the team" % (
        len(told), len(labels & wanted), 97 if len(summary["plan"]) == 5 else 0)


def main():
    folder, quotes = release()
    said = read_texts(folder, quotes)
    read_markup(folder)
    read_tables(folder)
    read_scripts(folder)
    # the same reader as for random cases: the report's elements, the cells of all formats
    done = subprocess.run([sys.executable, os.path.join(os.path.dirname(os.path.abspath(__file__)), "property.py"),
                           "inert", folder], stdout=subprocess.PIPE, timeout=300)
    check(done.returncode == 0, done.stdout.decode(errors="replace")[:3000])
    for fault in faults[:15]:
        print(fault)
    print(said)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
