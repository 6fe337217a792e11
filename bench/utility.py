#!/usr/bin/env python3
"""How much of a form's tables is told, and how far percentages are from the truth.

utility.py PROBE FORM SEEDS COUNT...   medians of SEEDS sets of invented answers, COUNT answers each
utility.py PROBE FORM SEED COUNT --tables   table by table: level, and why none above it was used

PROBE: bench/disclose.c, built.  Exact counts are known here because the answers are invented.

SPDX-License-Identifier: AGPL-3.0-or-later
"""
import collections
import json
import statistics
import subprocess
import sys

LEVELS = ["full", "merged", "rows", "groups", "total", "nothing"]


class Wrong(Exception):
    """What the program printed is not what it should be."""


def release(probe, form, seed, count):
    done = subprocess.run(
        [probe, form, str(seed), "%d+" % count], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Wrong("the probe failed: " + done.stderr.strip())
    out = json.loads(done.stdout)
    if out["answers"] != count or len(out["exact"]) != len(out["published"]["tables"]):
        raise Wrong("the probe did something else than it was asked for")
    return out


class Truth:
    """Exact counts of one table."""

    def __init__(self, exact):
        self.counts, self.answered = exact["counts"], exact["answered"]
        self.rows = {key: i for i, key in enumerate(exact["row_keys"])}
        self.columns = {key: i for i, key in enumerate(exact["column_keys"])}
        self.any = exact["kind"] == "any"

    def columns_of(self, line):
        if line["key"] == "*":
            return range(len(self.columns) + 1)
        return [self.columns[key] for key in line.get("of", [line["key"]])]

    def rows_of(self, line):
        return [self.rows[key] for key in line.get("of", [line["key"]])]

    def cell(self, row, column):
        return sum(self.counts[r][c] for r in self.rows_of(row) for c in self.columns_of(column))

    def base(self, column):
        if self.any:
            return sum(self.answered[c] for c in self.columns_of(column))
        return sum(self.counts[r][c] for r in self.rows.values() for c in self.columns_of(column))


def lines(table):
    """The cells of a printed table that are answers: row, the base's cell (its column), the cell."""
    rows = table["rows"]
    for row in rows[1:]:
        for base, cell in zip(rows[0]["cells"], row["cells"]):
            yield row, base, cell


def check(truth, row, column, cell, rounding):
    """What is printed must be the rounded truth, or all that follows is about something else."""
    half = (rounding - 1) // 2
    for printed, exact in ((cell["n"], truth.cell(row, column)), (column["n"], truth.base(column))):
        if printed is not None and abs(printed - exact) > half:
            raise Wrong("%d is printed for %d" % (printed, exact))


def measure(out):
    """Of one release: shares of cells, levels, differences."""
    found = collections.defaultdict(lambda: [0, 0])
    levels = {"own": collections.Counter(), "crossed": collections.Counter()}
    away, bounded = [], []
    published = {table["id"]: table for table in out["published"]["tables"]}
    for exact in out["exact"]:
        truth, table = Truth(exact), published[exact["id"]]
        sort = "crossed" if exact["by"] else "own"
        levels[sort][table["level"]] += 1
        told, within = set(), set()
        for row, column, cell in lines(table):
            check(truth, row, column, cell, out["published"]["policy"]["rounding"])
            if cell["n"] is None:
                continue
            all_people = column["key"] == "*"
            if not (all_people and exact["by"]):
                keys = [
                    (r, c)
                    for r in row.get("of", [row["key"]])
                    for c in ([None] if all_people else column.get("of", [column["key"]]))
                ]
                within.update(keys)
                if len(keys) == 1:
                    told.update(keys)
            if cell["pct"] is not None:
                true = 100 * truth.cell(row, column) / truth.base(column)
                away.append(abs(cell["pct"] - true))
                if cell["pct"] == 10:
                    bounded.append(max(0, true - 10))
                elif cell["pct"] == 90:
                    bounded.append(max(0, 90 - true))
                else:
                    bounded.append(abs(cell["pct"] - true))
        t = out["published"]["policy"]["threshold"]
        for r in exact["row_keys"]:
            for c in exact["column_keys"] or [None]:
                column = {"key": c or "*"}
                n, base = truth.cell({"key": r}, column), truth.base(column)
                large = n >= t and base >= 2 * t and not (truth.any and base - n < t)
                for name in (sort, "all"):
                    for what, hit in (
                        ("as such", (r, c) in told),
                        ("within a sum", (r, c) in within),
                        ("large", large),
                    ):
                        found[name, what][0] += hit
                        found[name, what][1] += 1
    shares = {key: 100 * hit / of for key, (hit, of) in found.items()}
    return {"shares": shares, "levels": levels, "away": away, "bounded": bounded}


def quantile(values, share):
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def middle(values):
    return "%.0f (%.0f to %.0f)" % (statistics.median(values), min(values), max(values))


def sum_up(probe, form, seeds, counts):
    for count in counts:
        found = [measure(release(probe, form, seed, count)) for seed in range(1, seeds + 1)]
        print("%d answers, %d sets of them: medians (least to most)" % (count, seeds))
        for sort, words in (("all", "all cells"), ("own", "own tables"), ("crossed", "break-downs")):
            print(
                "  %-12s told as such %s %%, alone or in a sum %s %%, large enough %s %%"
                % (
                    words,
                    *[
                        middle([f["shares"][sort, what] for f in found])
                        for what in ("as such", "within a sum", "large")
                    ],
                )
            )
        for sort, words in (("own", "own tables"), ("crossed", "break-downs")):
            means = [
                "%s %.1f" % (level, statistics.mean(f["levels"][sort][level] for f in found))
                for level in LEVELS
                if any(f["levels"][sort][level] for f in found)
            ]
            print("  %-12s %s" % (words, ", ".join(means)))
        for what, words in (("away", "as numbers"), ("bounded", "10 and 90 as bounds")):
            values = [value for f in found for value in f[what]]
            if not values:
                print("  %-20s none is printed" % words)
                continue
            print(
                "  percentages, %-20s off by %.1f points on average, %.1f for 95 of 100, %.1f at "
                "most (%d of them)"
                % (
                    words,
                    statistics.mean(values),
                    quantile(values, 0.95),
                    max(values),
                    len(values),
                )
            )


def reason(exact, table, published, why):
    """Which rule it was: the audit, or what the form itself tells of another table."""

    def hides(name):
        return published[name]["level"] != "full" or any(
            cell["marker"] in ("c", "cu") for row in published[name]["rows"] for cell in row["cells"]
        )

    if why["why"] != "audit":
        return why["why"]
    for name in exact["parents"]:
        if hides(name):
            return "parent " + name
    if exact["by"] and why["level"] in ("full", "merged", "groups"):
        for name in exact["signs"]:
            if hides(name):
                return "sign " + name
        for name in exact["rivals"]:
            if published[name]["rows"] and len(published[name]["rows"][0]["cells"]) > 1:
                return "rival " + name
        if exact["signless"]:
            return "signless"
    return "orphan" if exact["orphan"] else "audit"


def table_by_table(out):
    published = {table["id"]: table for table in out["published"]["tables"]}
    for exact in out["exact"]:
        table = published[exact["id"]]
        whys = ["%s: %s" % (p["level"], reason(exact, table, published, p)) for p in table["passed"]]
        print("%-28s %-8s %s" % (exact["id"], table["level"], "; ".join(whys)))


def main(arguments):
    tables = "--tables" in arguments
    arguments = [a for a in arguments if a != "--tables"]
    if len(arguments) < 4:
        print(__doc__, file=sys.stderr)
        return 64
    probe, form, seeds, counts = *arguments[:2], int(arguments[2]), [int(a) for a in arguments[3:]]
    try:
        if tables:
            table_by_table(release(probe, form, seeds, counts[0]))
        else:
            sum_up(probe, form, seeds, counts)
    except Wrong as wrong:
        print("utility.py: %s" % wrong, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
