#!/usr/bin/env python3
"""Attacks a summary.json as its reader can: with nothing but what is printed in it.

reader.py SUMMARY              prints what is betrayed; 1 if anything is
reader.py doctored SUMMARY     prints some hidden numbers first: 0 if the rest is seen to be betrayed

The counts of those who left something out are not known here, so this is a weaker attack than
that of form.py; but it is on a whole real form.

SPDX-License-Identifier: AGPL-3.0-or-later
"""
import copy
import json
import sys

sys.dont_write_bytecode = True

from form import published
from judge import said
from rules import Plan
from system import Glpsol, Unsolved
from world import Attack, World


def keys_of(summary):
    """The keys of each question, from all tables that name it."""
    found = {}

    def add(name, line):
        known = found.setdefault(name, [])
        known += [key for key in line.get("of", [line["key"]]) if key not in known + ["*"]]

    for table in summary["tables"]:
        found.setdefault(table["question"], [])
        for row in table["rows"][1:]:
            add(table["question"], row)
        for cell in table["rows"][0]["cells"] if table["by"] and table["rows"] else []:
            add(table["by"], cell)
    return found


def plan_of(summary):
    tables, keys = [], keys_of(summary)
    for given in summary["tables"]:
        table = {"id": given["id"], "rows": given["question"], "kind": given["kind"]}
        if given["by"]:
            table["by"] = given["by"]
        if table["kind"] == "any" and keys[given["question"]]:
            table["least"] = 1
        if given["rows"]:
            tables.append(table)
    return Plan(
        {
            "responses": 0,
            "policy": summary["policy"],
            "variables": {name: {"keys": known} for name, known in keys.items()},
            "tables": tables,
        }
    )


def betrayed(plan, out, glpsol):
    world = World(plan, blind=True)
    world.read([out])
    try:
        return said(Attack(world, glpsol).run()), len(world.hidden)
    except Unsolved:
        return ["what is printed cannot be true"], len(world.hidden)


def tampered(out):
    """Of each table with several hidden cells in a column, all but one printed."""
    for i, table in enumerate(out["tables"]):
        for j in range(len(table["rows"][0]["cells"]) if table["rows"] else 0):
            other = copy.deepcopy(out)
            column = [row["cells"][j] for row in other["tables"][i]["rows"]]
            hidden = [cell for cell in column[1:] if cell["n"] is None]
            if column[0]["n"] and len(hidden) > 1:
                for cell in hidden[1:]:
                    cell.update(n=10, marker="")
                yield other
                break


def main(arguments):
    doctored = arguments[0] == "doctored"
    with open(arguments[-1]) as source:
        summary = json.load(source)
    plan, out, glpsol = plan_of(summary), published(summary), Glpsol()
    if doctored:
        seen = []
        for other in list(tampered(out))[:5]:
            seen.append(bool(betrayed(plan, other, glpsol)[0]))
        print("%d of %d seen" % (sum(seen), len(seen)))
        return 0 if any(seen) else 1
    faults, tried = betrayed(plan, out, glpsol)
    for fault in faults:
        print(fault)
    words = (len(plan.tables), tried, glpsol.runs, len(faults))
    print("%d tables, %d hidden numbers tried, %d runs of glpsol, %d faults" % words)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
