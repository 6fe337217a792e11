#!/usr/bin/env python3
"""Attacks what `canvass disclose` publishes of surveys drawn at random.

run.py one FIRST COUNT               one release of each survey: alone and linked tables, levels
run.py several FIRST COUNT WAVES     growing surveys, all releases together
run.py partial FIRST COUNT WAVES     the same of small surveys to which few answers come each time
run.py coded FIRST COUNT             themes told once comments are coded, after a release; then growth
run.py insiders FIRST COUNT K        the same release, and K people who know their own answers
run.py doctored KIND                 a release that betrays: 0 if the judge sees it

FIRST: the first seed.  CANVASS names the program; ATTACK_KEEP a folder for plans of which program
and judge decide differently.  Prints the faults, then the figures; leaves
with 1 if there was a fault.

SPDX-License-Identifier: AGPL-3.0-or-later
"""
import collections
import json
import os
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True

import judge
from gen import Survey, growth
from judge import Fresh, attack, check_printed, check_steps, decide, lines_of, render
from rules import Plan, Release
from system import Glpsol
from world import Attack, World

FAULTS_SHOWN = int(os.environ.get("FAULTS_SHOWN", "20"))


def disclose(plans):
    """What the program publishes of each plan."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as out:
        for plan in plans:
            out.write(json.dumps(plan) + "\n")
        out.flush()
        done = subprocess.run(
            [os.environ["CANVASS"], "disclose", "--lines", out.name],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
    if done.returncode != 0:
        raise SystemExit("disclose ended with %d: %s" % (done.returncode, done.stderr.decode()[:500]))
    lines = done.stdout.decode().splitlines()
    if len(lines) != len(plans):
        raise SystemExit("%d plans, but %d results" % (len(plans), len(lines)))
    return [json.loads(line) for line in lines]


class Figures:
    def __init__(self):
        self.glpsol = Glpsol()
        self.count = collections.Counter()
        self.levels, self.held = collections.Counter(), 0
        self.faults = []
        self.narrowest = None

    def found(self, words, faults):
        self.faults += ["%s: %s" % (words, fault) for fault in faults]

    def published(self, published):
        self.count["releases"] += 1
        for table in published["tables"]:
            self.levels[table["level"]] += 1
            self.held += len(table["held"])

    def end(self):
        for fault in self.faults[:FAULTS_SHOWN]:
            print(fault)
        order = ["full", "merged", "rows", "groups", "total", "nothing"]
        levels = ", ".join("%d %s" % (self.levels[level], level) for level in order)
        counts = ", ".join("%d %s" % (n, what) for what, n in self.count.items())
        print("%s; tables: %s; %d columns held" % (counts, levels, self.held))
        print("%d runs of glpsol, %d faults" % (self.glpsol.runs, len(self.faults)))
        return 1 if self.faults else 0


def drawn(first, count, **how):
    for seed in range(first, first + count):
        survey = Survey(seed, **how)
        survey.add(survey.start)
        yield seed, survey


def keep(words, plan, published):
    """For a closer look: the plan and what was published, if ATTACK_KEEP names a folder."""
    folder = os.environ.get("ATTACK_KEEP")
    if folder:
        for name, what in ("plan", plan.given), ("published", published):
            path = os.path.join(folder, "%s.%s.json" % (words.replace(" ", "_"), name))
            with open(path, "w") as out:
                json.dump(what, out)


def same_decision(figures, words, plan, published):
    """Whether all tables are as in an own decision."""
    own = decide(plan, figures.glpsol)
    if own["tables"] == published["tables"]:
        return True
    for mine, its in zip(own["tables"], published["tables"]):
        if mine != its:
            show = [(t["level"], [tuple(p.values()) for p in t["passed"]]) for t in (its, mine)]
            words = "%s, %s" % (words, mine["id"])
            if show[0] == show[1]:
                show = (its["rows"], mine["rows"])
            figures.found(words, ["the program says %s, the judge %s" % tuple(show)])
            keep(words, plan, published)
            return False
    return False


def one(first, count):
    figures = Figures()
    surveys = list(drawn(first, count))
    given = [survey.plan() for _, survey in surveys]
    for (seed, _), text, published in zip(surveys, given, disclose(given)):
        words, plan = "seed %d" % seed, Plan(text)
        plan.now.published = published
        figures.published(published)
        faults = check_printed(plan, published)
        figures.found(words, faults)
        if faults:
            continue
        for table in plan.tables:
            bad, tried = attack(plan, [published], figures.glpsol, tables=[table.id])
            figures.count["hidden numbers alone"] += tried
            figures.found(words + ", alone", bad)
        bad, tried = attack(plan, [published], figures.glpsol)
        figures.count["linked"] += tried
        figures.found(words + ", linked", bad)
        figures.count["decided alike"] += same_decision(figures, words, plan, published)
    return figures.end()


def partial(first, count, waves):
    """As when a summary is made each day that a few answers came."""
    return several(first, count, waves, most=9, people=150, tables=3)


def several(first, count, waves, most=None, **how):
    """most: how many come at most from one release to the next."""
    figures = Figures()
    surveys = list(drawn(first, count, **how))
    for wave in range(waves):
        given = [survey.plan() for _, survey in surveys]
        for (seed, survey), text, published in zip(surveys, given, disclose(given)):
            words, plan = "seed %d, release %d" % (seed, wave + 1), Plan(text)
            plan.now.published = published
            figures.published(published)
            figures.found(words, check_printed(plan, published))
            last = wave == waves - 1
            if most is None:
                alike = same_decision(figures, words, plan, published)
                figures.count["decided alike"] += alike
            if wave > 0 and (last or waves <= 5 or wave % 5 == 4):
                joint(figures, "seed %d, %d releases" % (seed, wave + 1), survey, plan, last)
            survey.publish(published)
            survey.add(survey.rng.randint(0, most) if most else growth(survey.rng))
    return figures.end()


def untold(published):
    """The same release, in which nobody had coded anything."""
    tables = [
        dict(table, level="nothing", passed=[], held={}, rows=[]) if table["id"].startswith("theme") else table
        for table in published["tables"]
    ]
    return dict(published, tables=tables)


def cells_of(published):
    return [(table["id"], table["rows"]) for table in published["tables"] if not table["id"].startswith("theme")]


def coded(first, count):
    """A release; the same people, with themes; then more people, with themes."""
    figures, before = Figures(), {}
    surveys = list(drawn(first, count, themes=2))
    for wave in range(3):
        given = [survey.plan() for _, survey in surveys]
        for (seed, survey), text, published in zip(surveys, given, disclose(given)):
            words, plan = "seed %d, release %d" % (seed, wave + 1), Plan(text)
            figures.found(words, check_printed(plan, published))
            published = published if wave else untold(published)
            plan.now.published = published
            figures.published(published)
            if wave == 1:
                figures.count["repeated alike"] += cells_of(published) == before[seed]
                told = [t for t in published["tables"] if t["id"].startswith("theme") and t["rows"]]
                figures.count["themes told later"] += len(told)
            if wave:
                joint(figures, "seed %d, %d releases" % (seed, wave + 1), survey, plan, wave == 2)
            before[seed] = cells_of(published)
            survey.publish(published)
            if wave:
                survey.add(growth(survey.rng))
    return figures.end()


def joint(figures, words, survey, plan, last):
    """All releases so far together; at last again with one, two or three insiders."""
    figures.found(words, check_steps(plan))
    published = [release.published for release in plan.releases]
    bad, tried = attack(plan, published, figures.glpsol)
    figures.count["hidden numbers"] += tried
    figures.found(words, bad)
    k = survey.rng.randint(1, 3)
    for some in choose_insiders(survey, plan, published[-1], k) if last else ():
        bad, tried = attack(plan, published, figures.glpsol, insiders=some)
        figures.count["with insiders"] += tried
        figures.found("%s, %d insiders" % (words, k), bad)


def hidden_cells(plan, published):
    """(table, rows or None for the base, columns) of each cell that is not printed."""
    for table, given in zip(plan.tables, published["tables"]):
        rows, columns = lines_of(given, table.columns_counted())
        for row, printed in zip([None] + rows, given["rows"]):
            for column, cell in zip(columns, printed["cells"]):
                if cell["n"] is None:
                    of = ["*"] if column.key == "*" else column.of
                    yield {"rows": table.rows, "by": table.by}, row and row.of, of


def choose_insiders(survey, plan, published, k):
    """Anybody; and people who stand in a hidden cell, since they know most of it."""
    cells = list(hidden_cells(plan, published))
    places = [()] + survey.rng.sample(cells, min(3, len(cells)))
    for place in places:
        yield [Release(plan, one, i + 1) for i, one in enumerate(survey.insiders(k, *place))]


def insiders(first, count, k):
    figures = Figures()
    surveys = list(drawn(first, count))
    given = [survey.plan() for _, survey in surveys]
    for (seed, survey), text, published in zip(surveys, given, disclose(given)):
        plan = Plan(text)
        figures.published(published)
        if published["responses"] is None:
            continue
        for some in choose_insiders(survey, plan, published, k):
            bad, tried = attack(plan, [published], figures.glpsol, insiders=some)
            figures.count["companies"] += 1
            figures.count["hidden numbers"] += tried
            figures.found("seed %d" % seed, bad)
    return figures.end()


# ---- releases that betray ------------------------------------------------------------------------


def refused_full(seeds):
    """Surveys of which the program refuses a table at `full` because of its audit."""
    for seed in seeds:
        _, survey = next(drawn(seed, 1))
        text = survey.plan()
        published = disclose([text])[0]
        for i, table in enumerate(published["tables"]):
            if {"level": "full", "why": "audit"} in table["passed"]:
                yield survey, Plan(text), published, i
                break


def doctor_full(k=0):
    """A table at `full` that the audit refused."""
    glpsol, seen, all_of = Glpsol(), 0, 0
    for survey, plan, published, i in refused_full(range(1, 25)):
        body, _ = render(plan, Fresh(plan), plan.tables[i], "full")
        published["tables"][i] = {"id": plan.tables[i].id, "level": "full", "passed": [], **body}
        if check_printed(plan, published):
            continue  # a ladder of its own
        some = next(choose_insiders(survey, plan, published, k)) if k else None
        bad, _ = attack(plan, [published], glpsol, insiders=some)
        seen, all_of = seen + bool(bad), all_of + 1
    return seen, all_of


def doctor_cells(change):
    """Something else than the rules say is printed."""
    seen, all_of = 0, 0
    for _, survey in drawn(1, 25):
        text = survey.plan()
        published, plan = disclose([text])[0], Plan(text)
        clean = not check_printed(plan, published)
        if change(plan, published):
            seen, all_of = seen + (clean and bool(check_printed(plan, published))), all_of + 1
    return seen, all_of


def exact_base(plan, published):
    for table, given in zip(plan.tables, published["tables"]):
        base = plan.now.counts[table.id].base(table.columns_counted())
        if given["rows"] and base % plan.b:
            given["rows"][0]["cells"][-1]["n"] = base
            return True
    return False


def shown_cell(plan, published):
    for table, given in zip(plan.tables, published["tables"]):
        for row in given["rows"][1:]:
            for cell in row["cells"]:
                if cell["marker"] in ("c", "cu"):
                    cell.update(n=5, pct=10, marker="")
                    return True
    return False


def wrong_percent(plan, published):
    for given in published["tables"]:
        for row in given["rows"][1:]:
            for cell in row["cells"]:
                if cell["pct"]:
                    cell["pct"] = cell["pct"] - 5 if cell["pct"] > 10 else 15
                    return True
    return False


def grown(seeds, most):
    for seed in seeds:
        _, survey = next(drawn(seed, 1, people=200))
        survey.publish(disclose([survey.plan()])[0])
        survey.add(most)
        text = survey.plan()
        yield survey, Plan(text), disclose([text])[0]


def doctor_step():
    """A line that grew by 1 .. 9 and is printed anew."""
    seen, all_of = 0, 0
    for _, plan, published in grown(range(1, 8), 6):
        plan.now.published = published
        if check_printed(plan, published) or check_steps(plan):
            continue
        for table, given in zip(plan.tables, published["tables"]):
            if ALL_HELD not in given["held"] or not given["rows"]:
                continue
            base = plan.now.counts[table.id].base(table.columns_counted())
            before = plan.releases[0].counts[table.id].base(table.columns_counted())
            if base == before:
                continue
            del given["held"][ALL_HELD]
            given["rows"][0]["cells"][-1]["n"] = plan.round(base)
            seen, all_of = seen + bool(check_steps(plan)), all_of + 1
            break
    return seen, all_of


ALL_HELD = "*"


def doctor_bytes():
    """A held line that is not what was printed then."""
    seen, all_of = 0, 0
    for _, plan, published in grown(range(1, 8), 6):
        if check_printed(plan, published):
            continue
        for given in published["tables"]:
            if given["held"] and given["rows"]:
                column = [c["key"] for c in given["rows"][0]["cells"]].index(min(given["held"]))
                given["rows"][0]["cells"][column]["n"] += plan.b
                seen, all_of = seen + bool(check_printed(plan, published)), all_of + 1
                break
    return seen, all_of


def doctor_joint():
    """
    A second release, safe when it stands alone, whose lines were all printed anew: only the
    joint attack can see what both together tell.
    """
    glpsol, seen, all_of = Glpsol(), 0, 0
    for _, plan, published in grown(range(1, 30), 12):
        first = plan.releases[0].published
        if published["responses"] is None:
            continue
        for table, given in zip(plan.tables, published["tables"]):
            for level in table.ladder[:1]:
                body, _ = render(plan, Fresh(plan), table, level)
                if not body or given["level"] == level:
                    continue
                was = dict(given)
                given.update(level=level, passed=[], **body)
                if not attack(plan, [published], glpsol, last=True)[0]:
                    all_of += 1
                    seen += bool(attack(plan, [first, published], glpsol)[0])
                given.update(was)
    return seen, all_of


KINDS = {
    "full": (doctor_full, 1.0),
    "insider": (lambda: doctor_full(2), 1.0),
    "base": (lambda: doctor_cells(exact_base), 1.0),
    "cell": (lambda: doctor_cells(shown_cell), 1.0),
    "percent": (lambda: doctor_cells(wrong_percent), 1.0),
    "step": (doctor_step, 1.0),
    "bytes": (doctor_bytes, 1.0),
    "joint": (doctor_joint, 0.0),
}


def doctored(kind):
    run, share = KINDS[kind]
    seen, all_of = run()
    print("%d of %d doctored releases seen" % (seen, all_of))
    return 0 if all_of > 0 and seen > 0 and seen >= share * all_of else 1


def main(arguments):
    what = arguments[0]
    if what == "doctored":
        return doctored(arguments[1])
    numbers = [int(word) for word in arguments[1:]]
    kinds = {"one": one, "several": several, "partial": partial, "coded": coded, "insiders": insiders}
    return kinds[what](*numbers)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
