"""The rules of disclosure, read a second time: what one table prints at one level.

Written from the specification alone, so that a mistake in the program is not made here too.
Names follow it: t is the threshold, b the rounding, a line is a column, "-" left it out.

SPDX-License-Identifier: AGPL-3.0-or-later
"""
LEVELS = ["full", "merged", "rows", "groups", "total", "nothing"]
LEVELS_ALONE = ["full", "merged", "total", "nothing"]
ALL, OUT = "*", "-"


class Line:
    """A row or a column as it is printed: a key, and which keys of the variable it holds."""

    def __init__(self, key, of, merged=False):
        self.key, self.of, self.merged = key, tuple(of), merged


class Table:
    def __init__(self, plan, given):
        self.id, self.kind = given["id"], given.get("kind", "one")
        self.rows, self.by = given["rows"], given.get("by")
        self.row_keys = plan.variables[self.rows]["keys"]
        # One column of its own stands for everybody where there are no groups.
        self.column_keys = plan.variables[self.by]["keys"] if self.by else [ALL]
        every = LEVELS if self.by else LEVELS_ALONE
        self.ladder = [level for level in every if level in given.get("ladder", every)]
        if "nothing" not in self.ladder:
            self.ladder.append("nothing")
        # Of a form's question with ticks: everybody in the base made at least so many.
        self.least = given.get("least", 0)
        self.zeros = set()
        for row, column in given.get("zeros", []):
            for r in self.row_keys if row == ALL else [row]:
                for c in self.column_keys if column == ALL else [column]:
                    self.zeros.add((r, c))

    def columns_counted(self):
        return self.column_keys + [OUT] if self.by else self.column_keys


class Counts:
    """Exact counts of one table at one release."""

    def __init__(self, table, given):
        def number(where, row, column):
            value = where.get(row, 0)
            if isinstance(value, dict):
                return value.get(column, 0)
            return value

        self.table = table
        columns = table.columns_counted()
        counts = given.get("counts", {})
        self.cells = {
            (r, c): number(counts, r, c) for r in table.row_keys + [OUT] for c in columns
        }
        if table.kind == "any":
            answered = given.get("answered", 0)
            self.bases = {c: number({0: answered}, 0, c) for c in columns}
        else:
            self.bases = {c: sum(self.cells[r, c] for r in table.row_keys) for c in columns}

    def base(self, columns):
        return sum(self.bases[c] for c in columns)

    def count(self, rows, columns):
        return sum(self.cells[r, c] for r in rows for c in columns)


class Release:
    def __init__(self, plan, given, number):
        self.number, self.responses = number, given["responses"]
        self.published = given.get("published")
        found = {table["id"]: table for table in given["tables"]}
        self.counts = {
            table.id: Counts(table, found[table.id]) for table in plan.tables if table.id in found
        }


class Plan:
    """A plan with all its releases, the last one being the one to decide."""

    def __init__(self, given):
        self.given = given
        policy = given.get("policy", {})
        self.t = policy.get("threshold", 10)
        self.b = policy.get("rounding", 5 if self.t >= 5 else 3)
        self.h = (self.b - 1) // 2
        self.base = policy.get("base", 2 * self.t)
        self.whole = policy.get("whole", 3 * self.t)
        self.increment = policy.get("increment", self.t)
        self.strict = policy.get("strict", False)
        self.variables = given["variables"]
        self.tables = [Table(self, table) for table in given["tables"]]
        self.by_id = {table.id: table for table in self.tables}
        past = given.get("earlier", [])
        self.releases = [Release(self, r, i + 1) for i, r in enumerate(past + [given])]
        self.now = self.releases[-1]

    def policy_printed(self):
        return {
            "threshold": self.t,
            "rounding": self.b,
            "base": self.base,
            "whole": self.whole,
            "increment": self.increment,
            "strict": self.strict,
        }

    def round(self, x):
        return self.b * ((x + self.h) // self.b)


def replaced(keys, groups):
    """The keys in order, those of each group as one at the place of its first member."""
    at = {member: name for name in groups for member in groups[name]}
    lines, seen = [], set()
    for key in keys:
        name = at.get(key)
        if name is None:
            lines.append(Line(key, [key]))
        elif name not in seen:
            seen.add(name)
            lines.append(Line(name, [k for k in keys if at.get(k) == name], True))
    return lines


def row_lines(plan, table, level):
    if level in ("groups", "total", "nothing"):
        return []
    merges = plan.variables[table.rows].get("merged", {})
    use = level == "merged" and table.kind == "one"
    return replaced(table.row_keys, merges if use else {})


def column_lines(plan, table, level, release):
    """The groups, folded or merged, and last everybody."""
    everybody = Line(ALL, table.columns_counted())
    if level == "nothing":
        return []
    if not table.by or level in ("rows", "total"):
        return [everybody]
    variable = plan.variables[table.by]
    merges = variable.get("merged", {})
    if level == "merged" and merges:
        return replaced(table.column_keys, merges) + [everybody]
    counts = release.counts[table.id]
    folds = {
        name: members
        for name, members in variable.get("fallback", {}).items()
        if any(counts.base([member]) < plan.base for member in members)
    }
    return replaced(table.column_keys, folds) + [everybody]


def may_merge(plan, table):
    """Whether the level `merged` differs from `full` at all."""
    rows = plan.variables[table.rows].get("merged") and table.kind == "one"
    return bool(rows or (table.by and plan.variables[table.by].get("merged")))


def percent(part, base):
    return min(90, max(10, 5 * ((40 * part + base) // (2 * base))))


def is_zero(table, row, line):
    """Nobody can stand there.  Those of no stated group can stand anywhere."""
    return all((r, c) in table.zeros for r in row.of for c in line.of)


def hidden_cell(plan, table, counts, row, line):
    x = counts.count(row.of, line.of)
    if table.kind == "any":
        return x < plan.t or counts.base(line.of) - x < plan.t
    return x < plan.t


def print_column(plan, table, release, rows, line):
    """Its cells, the base first."""
    counts = release.counts[table.id]
    base = counts.base(line.of)
    name = {"key": line.key}
    # Only its head says of which keys it consists.
    head = {"key": line.key, "of": list(line.of)} if line.merged else name
    if base < plan.base:
        cells = [dict(head, n=None, pct=None, marker="c")]
        for row in rows:
            marker = "z" if is_zero(table, row, line) else "c"
            cells.append(dict(name, n=None, pct=None, marker=marker))
        return cells
    shown = plan.round(base)
    few = "u" if shown < plan.whole else ""
    cells = [dict(head, n=shown, pct=None, marker="")]
    for row in rows:
        if is_zero(table, row, line):
            cells.append(dict(name, n=None, pct=None, marker="z"))
        elif hidden_cell(plan, table, counts, row, line):
            cells.append(dict(name, n=None, pct=None, marker="c" + few))
        else:
            n = plan.round(counts.count(row.of, line.of))
            cells.append(dict(name, n=n, pct=percent(n, shown), marker=few))
    return cells


def columns_to_rows(rows, columns):
    """From columns of cells to the shape that is published."""
    if not columns:
        return []
    out = [{"key": ALL, "cells": [column[0] for column in columns]}]
    for i, row in enumerate(rows):
        line = {"key": row.key}
        if row.merged:
            line["of"] = list(row.of)
        line["cells"] = [column[i + 1] for column in columns]
        out.append(line)
    return out
