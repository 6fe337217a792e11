#!/usr/bin/env python3
"""A small form whose answers the test itself draws, so that it knows the truth of its summary.

form.py form                         the form
form.py answers SEED COUNT           answers for it, one a line
form.py judge SUMMARY ANSWERS...     attacks its summary.json; ANSWERS: all that was sent, in order
form.py doctored SUMMARY ANSWERS...  tampers with it first: 0 if the judge sees it each time

SPDX-License-Identifier: AGPL-3.0-or-later
"""
import copy
import json
import random
import sys

sys.dont_write_bytecode = True

from gen import Survey
from judge import attack, check_printed, decide
from rules import Plan
from system import Glpsol

GROUPS = {"role": ["officer", "staff", "special"], "site": ["north", "south"]}
QUESTIONS = {"asked": ["yes", "no", "unsure"], "told": ["boss", "friend", "nobody"]}
ANY = {"told"}
KEYS = {**GROUPS, **QUESTIONS}


def form():
    lines = [
        "canvass: form 1",
        "id: small",
        "title: A small survey",
        "languages: [en]",
        "privacy:",
        "  smallest group: 10",
        "  break down by: [%s]" % ", ".join(GROUPS),
        "themes:",
        "  care: Care",
        "pages:",
        "  - title: All of it",
        "    questions:",
    ]
    for name, keys in KEYS.items():
        kind = "choose any" if name in ANY else "choose one"
        lines += ["      - id: " + name, "        ask: Which %s?" % name, "        type: " + kind]
        lines += ["        options:"] + ["          %s: Some %s" % (k, k) for k in keys]
        lines += ["        theme: care"] if name in QUESTIONS else []
    return "\n".join(lines)


def answers(seed, count):
    rng = random.Random(seed)
    law = {name: [rng.random() ** 2 + 0.02 for _ in keys] for name, keys in KEYS.items()}
    # Whoever states no group is known, and so betrays small numbers: in half of the surveys all
    # state theirs, and more is hidden.
    out = 0.04 if seed % 2 else 0
    for _ in range(count):
        one = {}
        for name, keys in KEYS.items():
            if rng.random() < (out if name in GROUPS else 0.04):
                continue
            if name in ANY:
                one[name] = [k for k, w in zip(keys, law[name]) if rng.random() < w]
            else:
                one[name] = rng.choices(keys, law[name])[0]
        yield json.dumps({name: said for name, said in one.items() if said})


def only(given, *keys):
    return {key: given[key] for key in keys if key in given}


def published(summary):
    """A summary's tables as `disclose` writes them, without titles and labels."""
    tables = []
    for table in summary["tables"]:
        rows = []
        for row in table["rows"]:
            cells = [only(cell, "key", "of", "n", "pct", "marker") for cell in row["cells"]]
            rows.append({**only(row, "key", "of"), "cells": cells})
        tables.append({**only(table, "id", "level", "passed", "held"), "rows": rows})
    return {
        "canvass": "disclosed 1",
        **only(summary, "release", "policy", "responses"),
        "tables": tables,
    }


def plan_of(summary, people):
    """The plan, from what the summary says of its tables, and the counts from the answers."""
    survey = Survey(0)
    survey.variables = {name: {"keys": keys} for name, keys in KEYS.items()}
    survey.policy = summary["policy"]
    survey.tables = []
    for given in summary["tables"]:
        table = {"id": given["id"], "rows": given["question"], "kind": given["kind"]}
        if given["by"]:
            table["by"] = given["by"]
        if table["kind"] == "any":
            table["least"] = 1  # who ticks nothing has not answered
        survey.tables.append(table)
    for text in people:
        one = json.loads(text)
        said = {name: one.get(name) for name in KEYS}
        for name in ANY:
            said[name] = set(said[name]) if said[name] else None
        survey.people.append(said)
    return Plan(survey.plan())


def faults_of(plan, out, glpsol):
    faults = check_printed(plan, out)
    if not faults:
        faults, tried = attack(plan, [out], glpsol)
        print("%d hidden numbers tried" % tried)
    return faults


def tampered(plan, out):
    """The same release with something changed, one thing at a time."""
    for i, table in enumerate(out["tables"]):
        if table["rows"]:
            base = plan.now.counts[table["id"]].base(plan.tables[i].columns_counted())
            for n in {base, plan.round(base) + plan.b} - {plan.round(base)}:
                other = copy.deepcopy(out)
                other["tables"][i]["rows"][0]["cells"][-1]["n"] = n
                yield other


def main(arguments):
    what = arguments[0]
    if what == "form":
        print(form())
        return 0
    if what == "answers":
        print("\n".join(answers(int(arguments[1]), int(arguments[2]))))
        return 0
    with open(arguments[1]) as source:
        summary = json.load(source)
    people = []
    for name in arguments[2:]:
        with open(name) as source:
            people += source.readlines()
    plan, out, glpsol = plan_of(summary, people), published(summary), Glpsol()
    if what == "doctored":
        seen = [bool(faults_of(plan, other, glpsol)) for other in tampered(plan, out)]
        print("%d of %d seen" % (sum(seen), len(seen)))
        return 0 if seen and all(seen) else 1
    faults = faults_of(plan, out, glpsol)
    own = decide(plan, glpsol)
    for mine, its in zip(own["tables"], out["tables"]):
        if mine != its:
            words = [(t["level"], [tuple(p.values()) for p in t["passed"]]) for t in (its, mine)]
            faults.append("%s: the program says %s, the judge %s" % (its["id"], *words))
    for fault in faults:
        print(fault)
    print("%d tables, levels %s" % (len(out["tables"]), [t["level"] for t in out["tables"]]))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
