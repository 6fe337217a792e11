"""What summary.json says, as the sheets that each workbook of the release must hold.  Written without
a look at the C: rounding, markers and texts follow from the rules alone.

SPDX-License-Identifier: AGPL-3.0-or-later
"""
import json
import math
import os
import re

MARKERS = {"": "none", "c": "[c]", "z": "[z]", "x": "[x]", "u": "[u]", "cu": "[c][u]"}
TEXT_MOST = 32767
CUT = " [cut here: the whole text is in summary.json]"
ANY = object()  # the JSON has no word on it


def load(folder):
    with open(os.path.join(folder, "summary.json"), encoding="utf-8") as f:
        return json.load(f)


def units(text):
    return len(text.encode("utf-16-le")) // 2


def clean(text):
    """What a cell can hold of a text."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    text = re.sub("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]", "\ufffd", text)
    if units(text) <= TEXT_MOST:
        return text
    room = text.encode("utf-16-le")[:2 * (TEXT_MOST - len(CUT))]
    return room.decode("utf-16-le", "ignore") + CUT


def text(value, blank="[z]"):
    return clean(value) if value else blank


def told(number, marker, unmarked="[x]"):
    if number is not None:
        return float(number)
    return MARKERS[marker] if marker else unmarked


def limit(cell, name, marker, unmarked):
    if name not in cell:
        return ANY
    # fractions with three decimals
    return told(None if cell[name] is None else 100 * cell[name], marker, unmarked)


class Whole:
    """A whole number beside which summary.json has one decimal: either way where it cannot say."""

    def __init__(self, value, rounded):
        self.may = {float(rounded(value + d)) for d in (-0.05, 0, 0.05)}

    def __eq__(self, other):
        return other in self.may

    def __repr__(self):
        return f"one of {sorted(self.may)}"


def whole(value, rounded):
    return "[x]" if value is None else Whole(value, rounded)


def nearest(value):
    return math.floor(abs(value) + 0.5) * (1 if value > 0 else -1)


def change(of):
    if not of:
        return ["[z]", "[x]", "[x]", "[x]", "[x]"]
    hidden = of["marker"] if of["n"] is None else ""
    words = of["say"] or (of["class"] if of["class"] != "same" else "[x]")
    return [told(of["pct"], hidden), whole(of["points"], nearest), whole(of["low"], math.floor),
            whole(of["high"], math.ceil), words]


def question(table):
    rows = []
    columns = range(len(table["rows"][0]["cells"]))
    changes = bool(table.get("change")) and not table["by"]
    for column in [columns[-1], *columns[:-1]]:
        base = table["rows"][0]["cells"][column]
        for row in table["rows"]:
            cell = row["cells"][column]
            none = "[z]" if row["key"] == "*" else "[x]"
            hidden = cell["marker"] if cell["n"] is None else ""
            rows.append(
                ([text(cell["label"])] if table["by"] else []) +
                [text(row["label"]), told(cell["n"], cell["marker"]), told(base["n"], base["marker"]),
                 told(cell["pct"], hidden, none), limit(cell, "low", hidden, none),
                 limit(cell, "high", hidden, none), MARKERS[cell["marker"]]] +
                (change(row.get("change")) if changes else []))
    return rows


def theme(t, terms, remarks, changes):
    hidden = t["marker"] if t["n"] is None else ""
    base = t.get("base", ANY)
    return [text(t["title"]), text(t["strength"], "[x]") if "strength" in t else ANY,
            told(t["n"], t["marker"]), base if base is ANY else told(base, t["marker"]),
            told(t["pct"], hidden), limit(t, "low", hidden, "[x]"), limit(t, "high", hidden, "[x]"),
            MARKERS[t["marker"]]] + \
        ([text(", ".join(t["terms"]), "[x]")] if terms else []) + \
        ([text(t.get("why"), "none")] if remarks else []) + \
        (change(t.get("change")) if changes else [])


def point(p, changes):
    hidden = p["marker"] if p["n"] is None else ""
    return [ANY, text(p["best"]), told(p["n"], p["marker"]), told(p["base"], p["marker"]),
            told(p["pct"], hidden), MARKERS[p["marker"]]] + (change(p["change"]) if changes else [])


def tables(summary):
    """[(title without its number, rows)] in the order of the sheets."""
    out = []
    themes = summary["themes"]
    if themes:
        terms = any(t["terms"] for t in themes)
        remarks = any(t.get("why") for t in themes)
        changes = any(t.get("change") for t in themes)
        out.append(("Themes in what people wrote",
                    [theme(t, terms, remarks, changes) for t in themes]))
    if summary["scorecard"]:
        changes = any(p.get("change") for p in summary["scorecard"])
        out.append(("Scorecard", [point(p, changes) for p in summary["scorecard"]]))
    out += [(clean(" ".join(filter(None, (t["lead"], t["title"])))), question(t)) for t in summary["tables"] if t["rows"]]
    quotes = [[text(t["title"]), text(q)] for t in themes for q in t["quotes"]]
    if quotes:
        out.append(("What people wrote, by theme", quotes))
    if summary.get("opportunities"):
        out.append(("Opportunities", [[text(o["said"]), ANY, text(o["department"]), text(o["quarter"])]
                                      for o in summary["opportunities"]]))
    if summary.get("you_said_we_did"):
        out.append(("You said, we did", [[text(p["said"]), text(p["did"]), text(p["department"])]
                                         for p in summary["you_said_we_did"]]))
    if any(part["lines"] for part in summary.get("plan") or []):
        out.append(("For the quarterly board", [[text(part["title"]), text(line)]
                                                for part in summary["plan"] for line in part["lines"]]))
    return out
