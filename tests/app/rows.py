#!/usr/bin/env python3
"""Counts with another reader what canvass should account for.

rows.py WORKBOOK            each row that is not blank, a line each: sheet, tab, number
rows.py --report FILE.json  the same of a report, after a look at its shape and its sums

SPDX-License-Identifier: AGPL-3.0-or-later
"""
import json
import sys
import warnings


def workbook(path):
    import openpyxl

    warnings.simplefilter("ignore")
    for sheet in openpyxl.load_workbook(path, data_only=True):
        for row in sheet.iter_rows():
            if any(c.value is not None and str(c.value).strip() for c in row):
                yield sheet.title, row[0].row


def report(path):
    with open(path, encoding="utf-8") as file:
        data = json.load(file)
    sums = {"mapped": 0, "approximated": 0, "refused": 0}
    for row in data["rows"]:
        sums[row["outcome"]] += 1
        if (row["outcome"] == "mapped") != (row["reason"] == "") or len(row["what"]) > 200:
            sys.exit(f"{path}: {row}")
        yield row["sheet"], row["row"]
    if sums != data["totals"] or data["canvass"] != "import 1":
        sys.exit(f"{path}: {data['totals']} is not {sums}")


if __name__ == "__main__":
    found = report(sys.argv[2]) if sys.argv[1] == "--report" else workbook(sys.argv[1])
    for sheet_name, number in found:
        print(f"{sheet_name}\t{number}")
