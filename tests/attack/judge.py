#!/usr/bin/env python3
"""Judges what the program publishes, by an own reading of the rules and with glpsol.

judge.py PLAN [PUBLISHED]    attacks a release; without PUBLISHED: decides one itself, prints it

PLAN: "disclose 1", PUBLISHED: "disclosed 1", each one JSON value.  Prints a line for each fault,
and leaves with 1 if there was one.

SPDX-License-Identifier: AGPL-3.0-or-later
"""
import json
import sys

sys.dont_write_bytecode = True

import rules
from rules import ALL, LEVELS, Line, Plan
from system import Glpsol
from world import Attack, World, held_whole, known_before, lines_of

# ---- is what is printed right --------------------------------------------------------------


def line_name(table, line):
    """A line of a question, the same in each of its tables."""
    if line.key == ALL:
        return (table.rows, None, ALL)
    return (table.rows, table.by, frozenset(line.of))


def shape(rows):
    return [(row.key, row.of) for row in rows]


def same_rows(rows, printed):
    """Whether a line can be told again: in the same rows, or its base alone."""
    return not rows or shape(rows) == printed


def named(line, cells, rows):
    """The cells as they were, under the line's name of now: a fold and a merge may be the same."""
    head = {"of": list(line.of)} if line.merged else {}
    figures = [{k: cell[k] for k in ("n", "pct", "marker")} for cell in cells[: len(rows) + 1]]
    return [
        {"key": line.key, **(head if i == 0 else {}), **cell} for i, cell in enumerate(figures)
    ]


class Fresh:
    """
    Of each line the last release that printed it anew: number, base, and where to find it.  A
    hidden line is printed too, as `c`.
    """

    def __init__(self, plan):
        self.plan, self.lines, self.people = plan, {}, None
        for release in plan.releases[:-1]:
            self.add(release, release.published)

    def add(self, release, published):
        plan = self.plan
        if published["responses"] is not None and self.held_people(release) is None:
            self.people = release
        for given in published["tables"]:
            table = plan.by_id[given["id"]]
            rows, columns = lines_of(given, table.columns_counted())
            for j, line in enumerate(columns):
                cells = [row["cells"][j] for row in given["rows"]]
                if line.key in given["held"]:
                    continue
                name = line_name(table, line)
                base = release.counts[table.id].base(line.of)
                last = self.lines.get(name)
                if last is None or last[0] < release.number:
                    last = self.lines[name] = (release.number, base, [])
                last[2].append((table.id, shape(rows), cells))

    def held_people(self, release):
        """The release whose number of people is printed again, or None."""
        before = self.people
        if before and release.responses - before.responses < self.plan.increment:
            return before
        return None

    def held(self, table, line, release):
        """(number, places) if the line has grown by too little since it was printed, or None."""
        last = self.lines.get(line_name(table, line))
        if last is None:
            return None
        growth = release.counts[table.id].base(line.of) - last[1]
        return (last[0], last[2]) if growth < self.plan.increment else None

    def split(self, table, columns, release):
        """A line of small growth that these columns are parts of."""
        for (question, by, of), (_, base, _) in self.lines.items():
            if question != table.rows or by is None or by != table.by:
                continue
            parts = [line for line in columns if line.key != ALL and set(line.of) <= of]
            if len(parts) > 1 and set().union(*(line.of for line in parts)) == of:
                if release.counts[table.id].base(of) - base < self.plan.increment:
                    return sorted(of)
        return None


    def mirrored(self, table, release):
        """A group of small growth in the same table turned round."""
        for mirror in self.plan.tables:
            if (mirror.rows, mirror.by) != (table.by, table.rows):
                continue
            if "any" in (mirror.kind, table.kind):
                continue
            for (question, by, of), (_, base, _) in self.lines.items():
                if (question, by) == (mirror.rows, mirror.by):
                    if release.counts[mirror.id].base(of) - base < self.plan.increment:
                        return True
        return False


def responses_printed(plan, fresh):
    if plan.now.responses < plan.whole:
        return None
    before = fresh.held_people(plan.now)
    return plan.round((before or plan.now).responses)


def check_columns(plan, fresh, table, given, faults):
    """Each column against what it must be: fresh by the rules, or as it was printed then."""
    release, where = plan.now, "%s at %s" % (table.id, given["level"])
    level = given["level"]
    rows = rules.row_lines(plan, table, level)
    columns = rules.column_lines(plan, table, level, release)
    seen_rows, seen = lines_of(given, table.columns_counted())
    whole = held_whole(given)
    if shape(seen_rows) != shape(rows):
        faults.append("%s: rows %s, not %s" % (where, shape(seen_rows), shape(rows)))
        return
    if shape(seen) != shape(columns) and not whole:
        faults.append("%s: columns %s, not %s" % (where, shape(seen), shape(columns)))
        return
    for key in given["held"]:
        if key not in [line.key for line in seen]:
            faults.append("%s: %s is held, but is no column" % (where, key))
    for j, line in enumerate(seen):
        cells = [row["cells"][j] for row in given["rows"]]
        held = fresh.held(table, line, release)
        since = given["held"].get(line.key)
        if since is not None:
            check_held(plan, fresh, table, line, rows, cells, since, held, whole, where, faults)
            continue
        if held:
            faults.append("%s: column %s should be held from %d" % (where, line.key, held[0]))
        want = rules.print_column(plan, table, release, rows, line)
        for row, got, right in zip([Line(ALL, [])] + rows, cells, want):
            if got != right or list(got) != list(right):
                faults.append("%s: row %s: %s, not %s" % (where, row.key, got, right))


def check_held(plan, fresh, table, line, rows, cells, since, held, whole, where, faults):
    at = "%s: column %s, held from %s" % (where, line.key, since)
    if not isinstance(since, int) or not 0 < since < plan.now.number:
        faults.append(at + ": no such release")
        return
    if held is None and not whole:
        faults.append(at + ": it has grown by enough, or was never printed")
    if held is not None and held[0] != since and not whole:
        faults.append("%s: it was last printed anew in %d" % (at, held[0]))
    for given in plan.releases[since - 1].published["tables"]:
        other = plan.by_id[given["id"]]
        if other.rows != table.rows or not given["rows"]:
            continue
        other_rows, other_columns = lines_of(given, other.columns_counted())
        for j, there in enumerate(other_columns):
            if line_name(other, there) != line_name(table, line):
                continue
            then = [row["cells"][j] for row in given["rows"]]
            if same_rows(rows, shape(other_rows)) and cells == named(line, then, rows):
                return
    faults.append(at + ": it is not what was printed then")


def ended(plan, table, why):
    """What is passed where the ladder ends at once: its first rung, if it has any."""
    merges = rules.may_merge(plan, table)
    rungs = [level for level in table.ladder[:-1] if level != "merged" or merges]
    return [{"level": level, "why": why} for level in rungs[:1]]


def check_printed(plan, published):
    """Everything but the choice of levels: a list of faults."""
    faults = []

    def want(got, right, words):
        if got != right:
            faults.append("%s: %s, not %s" % (words, got, right))

    want(
        list(published),
        ["canvass", "release", "policy", "responses", "tables"],
        "keys",
    )
    fresh = Fresh(plan)
    want(published["canvass"], "disclosed 1", "canvass")
    want(published["release"], plan.now.number, "release")
    want({k: published["policy"].get(k) for k in plan.policy_printed()}, plan.policy_printed(), "policy")
    want(published["responses"], responses_printed(plan, fresh), "responses")
    want([t["id"] for t in published["tables"]], [t.id for t in plan.tables], "tables")
    for table, given in zip(plan.tables, published["tables"]):
        keys = ["id", "level", "passed", "held", "rows"]
        want(list(given), keys, "keys of " + table.id)
        if given["level"] not in table.ladder:
            faults.append("%s: level %s is not of its ladder" % (table.id, given["level"]))
            continue
        few = plan.now.responses < plan.whole
        base = plan.now.counts[table.id].base(table.columns_counted())
        if few or base < plan.base:
            why = "whole" if few else "base"
            want(given["passed"], ended(plan, table, why), "passed of " + table.id)
            want(given["level"], "nothing", "level of " + table.id)
        if given["level"] == "nothing":
            want((given["rows"], given["held"]), ([], {}), table.id + " at nothing")
        else:
            check_columns(plan, fresh, table, given, faults)
    return faults


def check_steps(plan):
    """No line printed anew in two releases has a base that grew by 1 .. increment-1."""
    faults, lines = [], {}
    for release in plan.releases:
        for given in release.published["tables"]:
            table = plan.by_id[given["id"]]
            _, columns = lines_of(given, table.columns_counted())
            for j, line in enumerate(columns):
                if line.key in given["held"] or given["rows"][0]["cells"][j]["n"] is None:
                    continue
                base = release.counts[table.id].base(line.of)
                for number, before in lines.setdefault(line_name(table, line), []):
                    if 0 < base - before < plan.increment:
                        words = "%s: %s printed anew in %d and %d, though it grew by %d"
                        step = (table.id, line.key, number, release.number, base - before)
                        faults.append(words % step)
                lines[line_name(table, line)].append((release.number, base))
    return faults


# ---- an own decision -------------------------------------------------------------------------


def render(plan, fresh, table, level):
    """The table at that level as JSON, with what was held; or the reason why it cannot be."""
    release = plan.now
    rows = rules.row_lines(plan, table, level)
    lines = rules.column_lines(plan, table, level, release)
    columns, held = [], {}
    for line in lines:
        found = fresh.held(table, line, release)
        if found is None:
            columns.append(rules.print_column(plan, table, release, rows, line))
            continue
        number, places = found
        # Its own print first, then any other of the same rows.
        same = [p for p in places if same_rows(rows, p[1])]
        same.sort(key=lambda p: p[0] != table.id)
        if not same:
            return None, "held"
        columns.append(named(line, same[0][2], rows))
        held[line.key] = number
    if plan.strict and any(c["marker"] in ("c", "cu") for column in columns for c in column):
        return None, "strict"
    if fresh.split(table, lines, release):
        return None, "held"
    if len(lines) > 1 and len(held) < len(lines):
        # Beside fresh groups all people are their sum, and a mirror's groups are fresh rows.
        if ALL in held or fresh.mirrored(table, release):
            return None, "held"
    return {"held": held, "rows": rules.columns_to_rows(rows, columns)}, None


def published_by(plan, responses, tables):
    return {
        "canvass": "disclosed 1",
        "release": plan.now.number,
        "policy": plan.policy_printed(),
        "responses": responses,
        "tables": tables,
    }


def audit(plan, glpsol, responses, tables):
    """Whether all hidden numbers of all releases are safe with these tables printed."""
    world = World(plan)
    past = [release.published for release in plan.releases[:-1]]
    world.read(past + [published_by(plan, responses, tables)])
    if world.system.wrong:
        raise RuntimeError("; ".join(world.system.wrong[:3]))
    return not Attack(world, glpsol).run(first=True)


def decide_table(plan, glpsol, fresh, responses, done, table):
    few = plan.now.responses < plan.whole
    base = plan.now.counts[table.id].base(table.columns_counted())
    empty = {"id": table.id, "level": "nothing", "passed": [], "held": {}, "rows": []}
    if few or base < plan.base:
        why = "whole" if few else "base"
        return dict(empty, passed=ended(plan, table, why))
    passed = []
    for level in table.ladder:
        if level == "nothing" or (level == "merged" and not rules.may_merge(plan, table)):
            continue
        body, why = render(plan, fresh, table, level)
        if body:
            one = {"id": table.id, "level": level, "passed": list(passed), **body}
            if audit(plan, glpsol, responses, done + [one]):
                return one
            why = "audit"
        passed.append({"level": level, "why": why})
    return held_table(plan, table, passed) or dict(empty, passed=passed)


def held_table(plan, table, passed):
    """As it was in the release before, every column, if it was printed there."""
    for release in plan.releases[-2:-1]:
        for given in release.published["tables"]:
            if given["id"] == table.id and given["rows"]:
                keys = [cell["key"] for cell in given["rows"][0]["cells"]]
                held = {key: given["held"].get(key, release.number) for key in keys}
                return dict(given, passed=passed, held=held)
    return None


def decide(plan, glpsol):
    """A whole release, without the program."""
    fresh = Fresh(plan)
    responses, tables = responses_printed(plan, fresh), []
    for table in plan.tables:
        tables.append(decide_table(plan, glpsol, fresh, responses, tables, table))
    return published_by(plan, responses, tables)


# ---- the judge ---------------------------------------------------------------------------------


def said(betrayed):
    words = []
    for hidden, least, most in betrayed:
        ends = "at least %g" % least if least is not None else ""
        ends += " " if ends and most is not None else ""
        ends += "at most %g of %d" % (most, hidden.most) if most is not None else ""
        words.append("%s: %s" % (hidden, ends))
    return words


def attack(plan, published, glpsol, **how):
    """published: of each release that is looked at.  (faults, numbers tried)"""
    world = World(plan, **how)
    world.read(published)
    if world.system.wrong:
        return ["does not fit the counts: " + words for words in world.system.wrong], 0
    betrayed = Attack(world, glpsol).run()
    if any(found[0].line for found in betrayed):
        bare = World(plan, **how)
        betrayed = [f for f in betrayed if not (f[0].line and known_before(bare, glpsol, *f))]
    return said(betrayed), len(world.hidden)


def judge(plan, glpsol, **how):
    """All that can be wrong with the last release; plan.now.published is what was published."""
    published = [release.published for release in plan.releases]
    faults = check_printed(plan, plan.now.published) + check_steps(plan)
    if faults:
        return faults, 0
    return attack(plan, published, glpsol, **how)


def main(arguments):
    with open(arguments[0]) as source:
        plan = Plan(json.load(source))
    glpsol = Glpsol()
    if len(arguments) == 1:
        print(json.dumps(decide(plan, glpsol)))
        return 0
    with open(arguments[1]) as source:
        plan.now.published = json.load(source)
    faults, tried = judge(plan, glpsol)
    for words in faults:
        print(words)
    print("%d hidden numbers tried, %d faults" % (tried, len(faults)))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
