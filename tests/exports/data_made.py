#!/usr/bin/env python3
"""Makes what tests/exports/data.t feeds to the formats: texts that programs could take for commands,
a form whose options they are, and quotes.

    data_made.py form FILE        a form in English and Welsh with 100 such labels
    data_made.py bare FILE        a form without themes
    data_made.py quotes FILE      a JSON list of quotes

SPDX-License-Identifier: AGPL-3.0-or-later
"""
import json
import sys

STARTS = ["=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "", "'"]
BODIES = [
    'HYPERLINK("http://x.example","%d")',
    "cmd|' /C touch pwned'!A%d",
    "<script>alert(%d)</script>",
    "'. HOST COMMAND=['touch pwned']. * %d",
    '"); system("touch pwned"); c("%d',
    "$(touch pwned) `touch pwned` %d",
    "]]><!ENTITY e SYSTEM 'file:///etc/passwd'>&e; %d",
    "%%s%%n \\u0041 \\x41 $[7*7] #%d",
    '\u201ccaf\u00e9\u201d, "Ll\u0177n"; %d',
    "\U0001f600 \u2067right to left\u2069 \u05e9\u05dc\u05d5\u05dd %d",
]


# Formulas, commands, and one whose 120th byte lies within a character.
ASKS = ["=Question 0?", "Question 1: \"); system(\"touch pwned\"); c(\"?",
        "Question 2: a" + "\u00e9\u0175" * 40, "Question 3: it's '. HOST COMMAND=['touch pwned']. *"]


def nasty():
    return [start + body % (10 * i + j)
            for i, start in enumerate(STARTS) for j, body in enumerate(BODIES)]


def quoted(text):
    return json.dumps(text, ensure_ascii=False)


def put_question(out, name, ask, labels, extra=""):
    out.append(f"      - id: {name}")
    out.append(f"        ask: {quoted(ask)}")
    out.append(f"        ask (cy): {quoted('Cymraeg: ' + ask)}")
    out.append("        type: choose one")
    out.append("        options:")
    out += [f"          {code}: {quoted(label)}" for code, label in labels]
    out.append("        options (cy):")
    out += [f"          {code}: {quoted('Cymraeg: ' + label)}" for code, label in labels]
    if extra:
        out.append(extra)


def form():
    texts = nasty()
    out = ["canvass: form 1", "id: data", "title: \"=Data, 'quoted' \u00e9\u0175\"",
           "title (cy): Arolwg d\u0175r", "run by: The team", "run by (cy): Y t\u00eem", "languages: [en, cy]",
           "expected: 9000", "privacy:", "  smallest group: 10", "  break down by: [role]",
           "themes:", "  first: \"First theme \u2013 \u00e9\"", "  first (cy): Thema gyntaf",
           "  second: Second <theme> & co", "  second (cy): Ail thema",
           "  third: \"=Third\"", "  third (cy): Trydedd",
           "  fourth: Fourth", "  fourth (cy): Pedwaredd",
           "  fifth: Fifth", "  fifth (cy): Pumed",
           "pages:", "  - title: Role", "    title (cy): R\u00f4l", "    questions:"]
    put_question(out, "role", "Your role?", [("officer", "Officer"), ("staff", "Staff")])
    for part in range(4):
        out += [f"  - title: Part {part}", f"    title (cy): Rhan {part}"]
        if part == 1:
            out.append("    show if: role is officer")
        out.append("    questions:")
        labels = [(f"o{i}", texts[25 * part + i]) for i in range(25)]
        ask = ASKS[part]
        put_question(out, f"part{part}", ask, labels, f"        theme: {'second' if part else 'first'}")
    out += ["  - title: Words", "    title (cy): Geiriau", "    questions:",
            "      - id: words", "        ask: What should change?",
            "        ask (cy): Beth ddylai newid?", "        type: long text",
            "        themes: [first, second, third, fourth, fifth]"]
    return "\n".join(out) + "\n"


def bare():
    return "\n".join([
        "canvass: form 1", "id: bare", "title: Bare", "languages: [en]", "expected: 300",
        "pages:", "  - title: One", "    questions:", "      - id: only", "        ask: Only one?",
        "        type: choose one", "        options:", "          yes: Yes", "          no: No"]) + "\n"


def quotes():
    long = "caf\u00e9 \U0001f600 " * 2500
    odd = ["\ufeffbegins with a mark", "two\nlines\r\nof it\u2028and\u2029more\x85end",
           "".join(chr(i) for i in range(1, 32)) + "\x7f\ufffe\uffff", "said twice", "said twice",
           "said twice", "said twice", "said twice", "said twice", long[:20000],
           "\u0627\u0644\u0633\u0644\u0627\u0645 \u4f60\u597d \u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35 Zq7marker"]
    return json.dumps(nasty() + odd)


made = {"form": form, "bare": bare, "quotes": quotes}
with open(sys.argv[2], "w", encoding="utf-8", newline="") as f:
    f.write(made[sys.argv[1]]())
