#!/usr/bin/env python3
"""Holds what a program read in a release against its summary.json, cell by cell.  Prints one line
for each difference, and how many cells were the same; exits 1 if there is a difference or no cell.

    data_read.py csv RELEASE            tables/*.csv by the strict reader
    data_read.py csvw RELEASE LANGUAGE...
    data_read.py rows RELEASE FILE      a CSV with the columns of our tables
    data_read.py rows_sav RELEASE FILE  the same, texts cut at 255 bytes
    data_read.py raw RELEASE FILE       the same with the apostrophes of spreadsheets
    data_read.py sav RELEASE FILE       a CSV with the columns of summary.sav
    data_read.py labels RELEASE DIR     labels.csv and variables.csv of sav.R
    data_read.py json RELEASE DIR       DIR/<table>.json as csvjson writes them

SPDX-License-Identifier: AGPL-3.0-or-later
"""
import csv
import glob
import json
import os
import re
import sys

COLUMNS = ["table", "by", "group", "key", "label", "n", "pct", "low", "high", "marker"]
GUARDED = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"
MISSING = {"c": -7, "cu": -7, "x": -6, "z": -8, "u": -8, "": -8}
MARKERS = ["", "c", "z", "x", "u", "cu"]
csv.field_size_limit(10 ** 8)
differences = 0
same = 0


def check(good, *words):
    global differences, same
    if good:
        same += 1
    else:
        differences += 1
        if differences <= 20:
            print("DIFFERS", *[repr(w) if not isinstance(w, str) or "\n" in w else w for w in words])


def released(folder):
    with open(os.path.join(folder, "summary.json"), encoding="utf-8") as f:
        return json.load(f)


def cells(summary):
    """(table, group, key) to what every format must say, in order."""
    found = {}
    for table in summary["tables"]:
        for row in table["rows"]:
            for cell in row["cells"]:
                found[table["id"], cell["key"], row["key"]] = {
                    "by": table["by"], "label": row["label"], "group_label": cell["label"],
                    "n": cell["n"], "pct": cell["pct"], "marker": cell["marker"],
                    "low": cell["low"], "high": cell["high"]}
    name = "themes-strength" if any(t["id"] == "themes" for t in summary["tables"]) else "themes"
    for theme in summary["themes"]:
        base = theme["base"]
        shared = {"by": "theme", "group_label": theme["title"]}
        found[name, theme["id"], "*"] = {
            **shared, "label": "All who wrote a comment that may carry the theme", "n": base,
            "pct": None, "low": None, "high": None, "marker": "" if base else theme["marker"]}
        found[name, theme["id"], "carries"] = {
            **shared, "label": theme["title"], "n": theme["n"], "pct": theme["pct"],
            "marker": theme["marker"], "low": theme["low"], "high": theme["high"]}
    return found


def guarded(text):
    return "'" + text if text and text[0] in GUARDED else text


def number(text):
    return None if text in ("", None) else float(text)


def limit_same(want, got):
    """want: a fraction, as the JSON has it; got: per cent with one decimal."""
    if want is None or got is None:
        return want is None and got is None
    return abs(100 * want - got) < 0.001


def compare(expected, rows, text=lambda t: t):
    """rows: dictionaries with our columns, numbers as float or None."""
    seen = []
    for row in rows:
        at = (row["table"], row["group"], row["key"])
        seen.append(at)
        want = expected.get(at)
        if want is None:
            check(False, "not in summary.json:", at)
            continue
        for name in ("by", "label", "marker"):
            check(row[name] == text(want[name]), at, name, row[name], want[name])
        for name in ("n", "pct"):
            check(row[name] == want[name], at, name, row[name], want[name])
        for name in ("low", "high"):
            check(limit_same(want[name], row[name]), at, name, row[name], want[name])
    check(sorted(seen) == sorted(expected), "other cells", len(seen), len(expected))
    check(len(set(seen)) == len(seen), "a cell stands twice")


def file_rows(path):
    with open(path, encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f, strict=True))


def typed(rows):
    for row in rows:
        for name in ("n", "pct", "low", "high"):
            row[name] = number(row[name])
    return rows


def as_cells(summary):
    """The same with the apostrophes that CSV has."""
    return {tuple(guarded(t) for t in at): cell for at, cell in cells(summary).items()}


def read_csv(folder):
    rows = []
    for path in sorted(glob.glob(os.path.join(folder, "tables", "*.csv"))):
        with open(path, "rb") as f:
            data = f.read()
        check(not data.startswith(b"\xef\xbb\xbf"), path, "byte order mark")
        check(data.endswith(b"\r\n"), path, "line end")
        # quoted fields may hold line ends; outside them each is CR LF
        check(not re.search(rb"(?<!\r)\n", re.sub(rb'"[^"]*"', b"", data)), path, "a bare LF")
        with open(path, encoding="utf-8", newline="") as f:
            for i, row in enumerate(csv.reader(f, strict=True)):
                check(len(row) == len(COLUMNS), path, "fields", len(row))
                if i == 0:
                    check(row == COLUMNS, path, "head", row)
                else:
                    check(not any(t[:1] in GUARDED and t[:1] for t in row[:5]), path, "unguarded", row)
                    check(all(re.fullmatch(r"(\d+(\.\d)?)?", t) for t in row[5:9]), path, "number", row)
                    rows.append(dict(zip(COLUMNS, row)))
    compare(as_cells(released(folder)), typed(rows), guarded)


def read_csvw(folder, languages):
    with open(os.path.join(folder, "tables", "metadata.json"), encoding="utf-8") as f:
        meta = json.load(f)
    check(meta["@context"][0] == "http://www.w3.org/ns/csvw", "context")
    for name in ("dc:title", "dc:publisher", "dc:date", "dc:license", "dc:description"):
        check(bool(meta[name]), name)
    columns = meta["tableSchema"]["columns"]
    key = meta["tableSchema"]["primaryKey"]
    kinds = {"string": str, "integer": int, "decimal": float}
    for column in columns:
        check(column["datatype"] in kinds, column["name"], column["datatype"])
        check(set(column["titles"]) == {"en"} | ({"cy"} & set(languages)), column["titles"])
        check(column["null"] == "", column["name"], "null")
    listed = [table["url"] for table in meta["tables"]]
    there = sorted(os.path.basename(p) for p in glob.glob(os.path.join(folder, "tables", "*.csv")))
    check(sorted(listed) == there, "tables", listed, there)
    for table in meta["tables"]:
        title = table["dc:title"]
        spoken = [t["@language"] for t in title] if isinstance(title, list) else None
        check(spoken == languages or table["url"].startswith("themes"), table["url"], spoken)
        with open(os.path.join(folder, "tables", table["url"]), encoding="utf-8", newline="") as f:
            rows = list(csv.reader(f, strict=True))
        check(rows[0] == [c["name"] for c in columns], table["url"], rows[0])
        check(all(row in c["titles"]["en"] for row, c in zip(rows[0], columns)), "head is a title")
        keys = [tuple(row[COLUMNS.index(k)] for k in key) for row in rows[1:]]
        check(len(set(keys)) == len(keys), table["url"], "primary key")
        for row in rows[1:]:
            for value, column in zip(row, columns):
                if value == "":
                    check(not column["required"], table["url"], column["name"], "empty")
                else:
                    kinds[column["datatype"]](value)


def sav_rows(path):
    rows = []
    for row in file_rows(path):
        marker = MARKERS[int(float(row["marker"]))]
        made = {"table": row["table"], "by": row["split"], "group": row["group"],
                "key": row["key"], "label": row["label"], "marker": marker}
        for name in ("n", "pct", "low", "high"):
            value = number(row[name])
            check(value is not None, row, name, "no number and no code")
            check(value is None or value >= 0 or value == MISSING[marker], row["table"], name, value)
            made[name] = value if value is not None and value >= 0 else None
        made["longgroup"] = row["longgroup"]
        rows.append(made)
    return rows


def fit(text, most):
    """Whole characters of at most so many bytes; readers take blanks at the end away."""
    data = text.encode()[:most]
    return data.decode(errors="ignore").rstrip(" ")


def read_sav(folder, path):
    expected = cells(released(folder))
    rows = sav_rows(path)
    compare(expected, rows, lambda t: fit(t, 255))
    for row in rows:
        want = expected.get((row["table"], row["group"], row["key"]))
        check(want and row["longgroup"] == fit(want["group_label"], 255), row["group"], row["longgroup"])


def read_labels(folder, out):
    summary = released(folder)
    titles = [t["title"] for t in summary["tables"]]
    titles += ["Themes of the comments"] if summary["themes"] else []
    found = {}
    for row in file_rows(os.path.join(out, "labels.csv")):
        found.setdefault(row["variable"], {})[float(row["value"])] = row["words"]
        check(len(row["words"].encode()) <= 120, "over 120 bytes", row["words"])
    check(found["tnum"] == {float(i + 1): fit(t, 120) for i, t in enumerate(titles)}, "titles")
    for name in ("n", "pct", "low", "high"):
        check(found[name] == {-9.0: "Prefer not to say", -8.0: "Does not apply",
                              -7.0: "Hidden to protect people", -6.0: "Not in this version"}, name)
    check(len(found["marker"]) == 6, "markers", found["marker"])
    starts = set()
    for row in file_rows(os.path.join(out, "variables.csv")):
        limits = (row["from"], row["to"])
        coded = row["variable"] in ("n", "pct", "low", "high")
        check(limits == (("-9", "-6") if coded else ("", "")), row["variable"], "missing", limits)
        check(bool(row["label"]) and len(row["variable"]) <= 32, row["variable"], "label")
        check(row["variable"][:5].upper() not in starts, row["variable"], "first five")
        starts.add(row["variable"][:5].upper())


def read_json(folder, out):
    rows = []
    for path in sorted(glob.glob(os.path.join(out, "*.json"))):
        with open(path, encoding="utf-8") as f:
            for row in json.load(f):
                rows.append({k: "" if v is None else v for k, v in row.items()})
    compare(as_cells(released(folder)), typed(rows), guarded)


what, folder, rest = sys.argv[1], sys.argv[2], sys.argv[3:]
if what == "csv":
    read_csv(folder)
elif what == "csvw":
    read_csvw(folder, rest)
elif what == "rows":
    compare(cells(released(folder)), typed(file_rows(rest[0])))
elif what == "rows_sav":
    compare(cells(released(folder)), typed(file_rows(rest[0])), lambda t: fit(t, 255))
elif what == "raw":
    compare(as_cells(released(folder)), typed(file_rows(rest[0])), guarded)
elif what == "sav":
    read_sav(folder, rest[0])
elif what == "labels":
    read_labels(folder, rest[0])
elif what == "json":
    read_json(folder, rest[0])
else:
    sys.exit("what is " + what)
print(same, "the same,", differences, "different")
sys.exit(1 if differences or not same else 0)
