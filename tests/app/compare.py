#!/usr/bin/env python3
"""Holds what compare says against the files that it was given.

    compare.py COMPARE.json COMPARE.txt COMPARE.html SUMMARY.json...

Every number must stand in a summary.json, or follow from such numbers: counted again here, from the
formulas alone.  The text and the page must show the same as the JSON.

SPDX-License-Identifier: AGPL-3.0-or-later
"""
import json
import math
import re
import sys
from html.parser import HTMLParser

Z = 1.95996
wrong = []


def expect(good, words):
    if not good:
        wrong.append(words)


# ---- from the formulas ------------------------------------------------------------------


def wilson(x, n, everybody):
    p = x / n
    if everybody:
        n = n * (everybody - 1) / (everybody - n)
    under = 1 + Z * Z / n
    middle = p + Z * Z / (2 * n)
    reach = Z * math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
    return max(0, (middle - reach) / under), min(1, (middle + reach) / under)


def limits(x, n, everybody, off):
    """The least and the greatest over the corners; None where all who could answered."""
    if everybody and n >= everybody:
        return None
    corners = []
    for dx in (-off, off):
        for dn in (-off, off):
            m = max(1, min(n + dn, everybody - 1) if everybody else n + dn)
            corners.append(wilson(max(0, min(x + dx, m)), m, everybody))
    return min(c[0] for c in corners), max(c[1] for c in corners)


def newcombe(p1, first, p2, second):
    d = p2 - p1
    return (
        d - math.hypot(p2 - second[0], first[1] - p1),
        d + math.hypot(second[1] - p2, p1 - first[0]),
    )


def percent(n, base):
    return min(90, max(10, 5 * ((40 * n + base) // (2 * base))))


# ---- the JSON against the files ------------------------------------------------------------


def table_of(summary, ident):
    return next((t for t in summary["tables"] if t["id"] == ident), None)


def cell_of(table, key):
    """All people's cell of a row, and the base."""
    if not table or not table["rows"]:
        return None, None
    base = table["rows"][0]["cells"][-1]["n"]
    row = next((r for r in table["rows"][1:] if r["key"] == key), None)
    return (row["cells"][-1] if row else None), base


def check_change(where, out, files, i, side, then, asked):
    change = side["change"]
    if change is None or change["points"] is None:
        expect(not change or change["say"] == "", f"{where}: says something of nothing")
        return
    expect(change["class"] == "same", f"{where}: a change of what is not the same")
    p1, p2 = then["n"] / then["base"], side["n"] / side["base"]
    expect(abs(change["points"] - 100 * (p2 - p1)) < 0.0501, f"{where}: points")
    j = i - 1 if out["kind"] == "waves" else 0
    both = [
        limits(s["n"], s["base"], f["expected"] if a else 0, asked["off"])
        for s, f, a in ((then, files[j], asked["then"]), (side, files[i], asked["now"]))
    ]
    if None in both:
        expect(change["low"] is None and change["say"] == "", f"{where}: a range of a census")
        return
    low, high = newcombe(p1, both[0], p2, both[1])
    expect(abs(change["low"] - 100 * low) < 0.0501, f"{where}: low {change['low']}, {low}")
    expect(abs(change["high"] - 100 * high) < 0.0501, f"{where}: high {change['high']}, {high}")
    say = "up" if low > 0 else "down" if high < 0 else "no clear change"
    expect(change["say"] == say, f"{where}: {change['say']} where it is {say}")


def check_pool(where, out, files, row, same):
    inside = [s for s, ok in zip(row["files"], same) if ok and s["n"] is not None]
    if out["kind"] == "waves" or len(inside) < 2:
        expect(row["pool"] is None, f"{where}: a pool of {len(inside)}")
        return
    pool = row["pool"]
    if pool is None:
        wrong.append(f"{where}: no pool")
        return
    n, base = sum(s["n"] for s in inside), sum(s["base"] for s in inside)
    expect((pool["n"], pool["base"]) == (n, base), f"{where}: pool")
    expect(pool["forces"] == len(inside) and pool["off"] == 2 * len(inside), f"{where}: bound")
    expect(pool["pct"] == percent(n, base), f"{where}: pool's share")


def check_table(out, files, table):
    tables = [table_of(f, table["id"]) for f in files]
    for i, about in enumerate(table["files"]):
        _, base = cell_of(tables[i], "")
        expect(about["base"] == (base if about["here"] else None), f"{table['id']}: base {i}")
    for row in table["rows"]:
        where = f"{table['id']}, {row['key']}"
        for i, side in enumerate(row["files"]):
            cell, _ = cell_of(tables[i], row["key"]) if table["files"][i]["here"] else (None, None)
            told = (side["n"], side["pct"])
            expect(told == ((cell["n"], cell["pct"]) if cell else (None, None)), f"{where}: {told}")
            j = i - 1 if out["kind"] == "waves" else 0
            if i:
                asked = {
                    "off": 2,
                    "then": tables[j] and everybody(tables[j]),
                    "now": tables[i] and everybody(tables[i]),
                }
                check_change(where, out, files, i, side, row["files"][j], asked)
        first = next((i for i, f in enumerate(table["files"]) if f["here"]), 0)
        same = [
            f["here"] and (i == first or words_same(tables[i], tables[first]))
            for i, f in enumerate(table["files"])
        ]
        check_pool(where, out, files, row, same)


def everybody(table):
    return table.get("everyone", False)


def words_same(a, b):
    return all(a.get(k) == b.get(k) for k in ("title", "lead", "when", "options", "kind", "type"))


def check_shares(out, files, rows, part):
    for row in rows:
        for side, summary in zip(row["files"], files):
            from_file = next((p for p in summary[part] if p["id"] == row["key"]), None)
            told = (side["n"], side["pct"])
            want = (from_file["n"], from_file["pct"]) if from_file else (None, None)
            expect(told == want, f"{part}, {row['key']}: {told}, not {want}")


# ---- text and page against the JSON ------------------------------------------------------------


def share(side):
    marks = {"": "", "c": "[c]", "z": "[z]", "x": "[x]", "u": "[u]", "cu": "[c][u]"}[side["marker"]]
    if side["pct"] is None:
        return marks
    edge = {10: " or less", 90: " or more"}.get(side["pct"], "")
    return f"{side['pct']} %{edge}{' ' if marks else ''}{marks}"


class Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.rows, self.cell = [], None

    def handle_starttag(self, tag, attrs):
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.cell = ""

    def handle_data(self, data):
        if self.cell is not None:
            self.cell += data

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self.rows[-1].append(self.cell)
            self.cell = None


def check_page(out, html):
    page = Page()
    page.feed(html)
    rows = [r for t in out["tables"] for r in t["rows"]]
    for row in rows:
        shares = [share(s) for s in row["files"]]
        found = any(
            r and r[0] == row["label"] and [r[1]] + r[2 : 2 * len(shares) : 2] == shares
            for r in page.rows
        )
        expect(found, f"page: {row['key']} {shares}")
    expect("<script" not in html and "http" not in html, "page: something from elsewhere")


def check_text(out, text):
    lines = text.splitlines()
    for table in out["tables"]:
        for row in table["rows"]:
            shares = [share(s) for s in row["files"]]
            want = r".*\s".join(re.escape(s) for s in shares)
            label = re.escape(row["label"][:40])
            found = any(re.match(rf"  {label}.*  {want}", line) for line in lines)
            expect(found, f"text: {row['label']} {shares}")


# Every number of the page and the text: in the files, or in the JSON that was checked above.
def check_numbers(out, texts, files):
    known = set()

    def take(value):
        if isinstance(value, dict):
            for v in value.values():
                take(v)
        elif isinstance(value, list):
            for v in value:
                take(v)
        elif isinstance(value, str):
            known.update(re.findall(r"\d+", value))
        elif isinstance(value, (int, float)) and not isinstance(value, bool):
            for v in (value, math.floor(value - 0.05), math.ceil(value + 0.05), value + 0.55):
                known.add(str(abs(int(v))))

    take(out)
    take(files)
    known.update(str(i + 1) for i in range(len(files)))
    known.update(str(int(day)) for f in files for day in f["released"].split("-"))
    for text in texts:
        plain = re.sub(r"<style>.*?</style>|<[^>]*>", " ", text, flags=re.S)
        for number in re.findall(r"\d+", plain):
            expect(number in known, f"{number} is in no file")


def main():
    with open(sys.argv[1], encoding="utf-8") as f:
        out = json.load(f)
    texts = [open(p, encoding="utf-8").read() for p in sys.argv[2:4]]
    files = [json.load(open(p, encoding="utf-8")) for p in sys.argv[4:]]
    expect(len(out["files"]) == len(files), "files")
    for table in out["tables"]:
        check_table(out, files, table)
    check_shares(out, files, out["themes"], "themes")
    check_shares(out, files, out["scorecard"], "scorecard")
    check_text(out, texts[0])
    check_page(out, texts[1])
    check_numbers(out, texts, files)
    for words in wrong[:20]:
        print(words)
    cells = sum(len(r["files"]) for t in out["tables"] for r in t["rows"])
    changes = sum(
        1
        for t in out["tables"]
        for r in t["rows"]
        for s in r["files"]
        if s["change"] and s["change"]["low"] is not None
    )
    print(f"{len(wrong)} wrong; {'some' if cells and changes else 'no'} cells and changes")


main()
