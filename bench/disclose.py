#!/usr/bin/env python3
"""How long disclosure control takes, and how much memory, as plans grow.

disclose.py survey PROBE FORM       the form, released at 500, 1000 ... 3000 invented answers
disclose.py tables CANVASS PROBE    plans of 20 to 240 linked tables, at 200, 600 and 3,000 answers
disclose.py cells CANVASS PROBE     one table of 10 x 10 to 140 x 140 cells
disclose.py earlier CANVASS PROBE   20 tables with up to 20 earlier releases, 60 with up to 10

CANVASS: the program; PROBE: bench/disclose.c, built.  User time and the most memory that was
resident, each of one process that reads a plan and publishes it.

SPDX-License-Identifier: AGPL-3.0-or-later
"""
import collections
import json
import random
import subprocess
import sys
import tempfile

MORE = 4 * 2000000000  # four times the work that the program allows itself
LONG = 4  # seconds; under that no bound is near


class Failed(Exception):
    """The program under measurement did not do its work."""


def run(probe, command):
    """Its output, seconds of user time, and MiB resident at most."""
    done = subprocess.run([probe, "time", *command], capture_output=True, check=False)
    words = done.stderr.decode(errors="replace").strip()
    if done.returncode:
        raise Failed("%s: exit status %d: %s" % (command[0], done.returncode, words))
    seconds, kib = words.splitlines()[-1].split()
    return done.stdout, float(seconds), int(kib) / 1024


# ---- plans --------------------------------------------------------------------------------------


class Survey:
    """Three group questions, others of two to six answers, and each of these by each group."""

    groups = {
        "role": ({"officer": 66, "staff": 24, "special": 6, "volunteer": 4}),
        "area": ({"response": 40, "near": 22, "custody": 8, "inquiry": 20, "other": 10}),
        "hit": ({"yes": 55, "no": 45}),
    }
    left_out = 0.06

    def __init__(self, seed, table_count):
        self.rng = random.Random(seed)
        self.variables = {name: {"keys": list(keys)} for name, keys in self.groups.items()}
        self.variables["role"]["fallback"] = {"small": ["special", "volunteer"]}
        self.variables["role"]["merged"] = {"others": ["staff", "special", "volunteer"]}
        self.variables["area"]["fallback"] = {"rest": ["custody", "other"]}
        self.variables["area"]["merged"] = {
            "front": ["response", "near"],
            "back": ["custody", "inquiry", "other"],
        }
        self.questions = {}
        self.tables = [(name, None) for name in self.groups]
        self.people = []
        while len(self.tables) < table_count:
            self.add_question("q%d" % len(self.questions), table_count)

    def add_question(self, name, table_count):
        keys = ["k%d" % i for i in range(self.rng.choice([2, 3, 3, 5, 5, 5, 6]))]
        weights = [self.rng.random() ** 1.5 + 0.02 for _ in keys]
        several = self.rng.random() < 0.15
        self.questions[name] = (keys, weights, several)
        self.variables[name] = {"keys": keys}
        if len(keys) >= 5 and not several:
            self.variables[name]["merged"] = {"low": keys[:2], "high": keys[-2:]}
        for by in [None, *self.groups]:
            if len(self.tables) < table_count:
                self.tables.append((name, by))

    def person(self):
        said = {}
        for name, weights in self.groups.items():
            if self.rng.random() >= self.left_out:
                said[name] = self.rng.choices(list(weights), list(weights.values()))[0]
        for name, (keys, weights, several) in self.questions.items():
            if self.rng.random() < self.left_out:
                continue
            if several:
                top = 1.2 * max(weights)
                said[name] = [k for k, w in zip(keys, weights) if self.rng.random() < w / top]
            else:
                said[name] = self.rng.choices(keys, weights)[0]
        return said

    def grow(self, count):
        while len(self.people) < count:
            self.people.append(self.person())

    def table(self, rows, by, count):
        several = rows in self.questions and self.questions[rows][2]
        cells, answered = collections.Counter(), collections.Counter()
        for one in self.people[:count]:
            column = one.get(by, "-")
            said = one.get(rows)
            answered[column] += several and said is not None
            for row in ["-"] if said is None else said if several else [said]:
                cells[row, column] += 1
        table = {"id": rows + ("-by-" + by if by else ""), "rows": rows}
        table["kind"] = "any" if several else "one"
        if by:
            table["by"] = by
            table["counts"] = {}
            for (row, column), n in cells.items():
                table["counts"].setdefault(row, {})[column] = n
        else:
            table["counts"] = {row: n for (row, _), n in cells.items()}
        if several:
            table["answered"] = dict(answered) if by else sum(answered.values())
        return table

    def plan(self, count, earlier=()):
        self.grow(count)
        return {
            "canvass": "disclose 1",
            "responses": count,
            "variables": self.variables,
            "tables": [self.table(rows, by, count) for rows, by in self.tables],
            "earlier": list(earlier),
        }


def square(side, count, seed):
    """One table of side x side, with some left out; cells are as uneven as answers are."""
    rng = random.Random(seed)
    keys = ["k%d" % i for i in range(side)]
    weights = [rng.random() ** 1.5 + 0.02 for _ in keys]
    cells = collections.Counter(
        zip(rng.choices(keys, weights, k=count), rng.choices(keys, weights, k=count))
    )
    counts = {}
    for (row, column), n in cells.items():
        counts.setdefault(row, {})[column] = n
    return {
        "canvass": "disclose 1",
        "responses": count,
        "variables": {"rows": {"keys": keys}, "groups": {"keys": keys}},
        "tables": [{"id": "t", "rows": "rows", "by": "groups", "kind": "one", "counts": counts}],
    }


# ---- measuring ----------------------------------------------------------------------------------


def levels_of(out):
    tables = collections.Counter(table["level"] for table in out["tables"])
    return ", ".join("%s %d" % pair for pair in tables.most_common())


class Measure:
    """Publishes plans, and tells whether the bound on work decided anything."""

    def __init__(self, canvass, probe):
        self.canvass, self.probe = canvass, probe

    def run(self, path):
        return run(self.probe, [self.canvass, "disclose", path])

    def longer(self, path):
        return run(self.probe, [self.probe, "plan", path, str(MORE)])[0]

    def plan(self, words, plan, shown=True):
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            json.dump(plan, file)
            file.flush()
            out, seconds, mib = self.run(file.name)
            more = self.longer(file.name) if shown and seconds > LONG else out
        published, longer = json.loads(out)["tables"], json.loads(more)["tables"]
        if len(published) != len(plan["tables"]):
            raise Failed("not all tables were published")
        given_up = sum(a["level"] != b["level"] for a, b in zip(published, longer))
        said = "; %d would tell more with four times the work" % given_up if given_up else ""
        if shown:
            print(
                "%-34s %7.2f s %6.0f MiB  %s%s"
                % (words, seconds, mib, levels_of(json.loads(out)), said),
                flush=True,
            )
        return json.loads(out)


def survey(probe, form):
    counts = ["500", "1000", "1500", "2000", "2500", "3000"]
    out, seconds, mib = run(probe, [probe, form, "1", *counts])
    releases = [json.loads(line) for line in out.splitlines()]
    if len(releases) != len(counts):
        raise Failed("not all releases were made")
    for i, release in enumerate(releases):
        words = "%d answers, %d earlier releases" % (release["answers"], i)
        levels = levels_of(release["published"])
        print("%-34s %7.2f s %17s %s" % (words, release["seconds"], "", levels))
    print("%-34s %7.2f s %6.0f MiB" % ("all six, with answers invented", seconds, mib))


def tables(measure):
    for count in (200, 600, 3000):
        for table_count in (20, 60, 120, 240):
            plan = Survey(table_count, table_count).plan(count)
            measure.plan("%d tables, %d answers" % (table_count, count), plan)


def cells(measure):
    for each in (3, 12):
        for side in (10, 30, 60, 100, 140):
            count = max(100, each * side * side)
            measure.plan("%d x %d cells, %d answers" % (side, side, count), square(side, count, 1))


def release_again(measure, table_count, most, shown):
    sample, past = Survey(table_count, table_count), []
    for number in range(most + 1):
        count = 400 + 150 * number
        plan = sample.plan(count, past)
        words = "%d tables, %d earlier releases" % (table_count, number)
        published = measure.plan(words, plan, number in shown)
        told = [{k: t[k] for k in ("id", "counts", "answered") if k in t} for t in plan["tables"]]
        past.append({"responses": count, "tables": told, "published": published})


def earlier(measure):
    release_again(measure, 20, 20, (0, 1, 2, 5, 10, 15, 20))
    release_again(measure, 60, 10, (0, 1, 2, 5, 10))


def main(arguments):
    whats = {"tables": tables, "cells": cells, "earlier": earlier}
    if len(arguments) != 3 or arguments[0] not in ["survey", *whats]:
        print(__doc__, file=sys.stderr)
        return 64
    try:
        if arguments[0] == "survey":
            survey(*arguments[1:])
        else:
            whats[arguments[0]](Measure(*arguments[1:]))
    except (Failed, OSError, ValueError) as failed:
        print("disclose.py: %s" % failed, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
