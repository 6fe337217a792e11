#!/usr/bin/env python3
"""Draws surveys: people with answers, and the plan that counts them.

gen.py SEED [RELEASES]    prints the plan of the first release, or of the last of several
                          (with "earlier", but nothing published: that is the program's part)

All tables are counted from the same people, so they agree as the tables of a survey do.

SPDX-License-Identifier: AGPL-3.0-or-later
"""
import json
import random
import sys

sys.dont_write_bytecode = True

LETTERS = "abcdefghijklmnop"


def shares(rng, n):
    """Skewed: some groups are many times as large as others."""
    weights = [rng.random() ** rng.choice([1, 2, 4]) + 0.01 for _ in range(n)]
    return [w / sum(weights) for w in weights]


class Survey:
    """Questions and tables; people are added release by release."""

    def __init__(self, seed, people=None, tables=None, themes=0):
        self.rng = rng = random.Random(seed)
        self.people, self.past, self.reached = [], [], []
        self.start = people or int(20 * 50 ** rng.random())
        self.variables, self.law, self.policy = {}, {}, {}
        self.groups = ["g%d" % i for i in range(rng.randint(1, 3))]
        self.questions = ["q%d" % i for i in range(rng.randint(1, 4))]
        self.any = {q for q in self.questions if rng.random() < 0.3}
        for name in self.groups + self.questions:
            self.make_variable(name)
        self.draw_policy()
        self.make_tables(tables or rng.randint(2, 6))
        for i in range(themes):
            self.make_theme("theme%d" % i)

    def draw_policy(self):
        rng = self.rng
        if rng.random() < 0.3:
            t = rng.choice([5, 7, 10, 12, 15])
            self.policy = {"threshold": t}
            if rng.random() < 0.5:
                self.policy["rounding"] = rng.choice([b for b in (5, 7, 9, 11) if b <= t])
            if rng.random() < 0.3:
                self.policy["base"] = 2 * t + rng.randint(0, 10)
        if rng.random() < 0.05:
            self.policy["strict"] = True

    def make_variable(self, name):
        rng = self.rng
        keys = [name + LETTERS[i] for i in range(rng.randint(2, 6))]
        variable = self.variables[name] = {"keys": keys}
        # Each key may be told in one way only besides its own, so the lists share no key.
        left = keys[:]
        if name in self.groups and len(keys) > 2 and rng.random() < 0.5:
            rng.shuffle(left)
            some = sorted(left[: rng.randint(2, len(keys) - 1)], key=keys.index)
            variable["fallback"] = {name + "-rest": some}
        if len(keys) > 2 and rng.random() < 0.4:
            rng.shuffle(left)
            some = sorted(left[: rng.randint(2, len(keys) - 1)], key=keys.index)
            variable["merged"] = {name + "-some": some}
        self.law[name] = (shares(rng, len(keys)), rng.choice([0, 0, 0.02, 0.07, 0.15]))

    def make_tables(self, wanted):
        rng, self.tables, seen = self.rng, [], set()
        for _ in range(4 * wanted):
            rows = rng.choice(self.questions + self.groups[:1])
            by = rng.choice(self.groups + [None])
            if by == rows or (rows, by) in seen or len(self.tables) >= wanted:
                continue
            seen.add((rows, by))
            table = {"id": rows + ("-by-" + by if by else ""), "rows": rows}
            table["kind"] = "any" if rows in self.any else "one"
            if by:
                table["by"] = by
                if rng.random() < 0.15:
                    self.make_zero(table)
            if rng.random() < 0.1:
                every = ["full", "merged", "rows", "groups", "total", "nothing"]
                every = every if by else [x for x in every if x not in ("rows", "groups")]
                table["ladder"] = [x for x in every if rng.random() < 0.7] or ["full"]
            self.tables.append(table)

    def make_theme(self, name):
        """What comments carry: one row, and a base of those who commented; behind all others."""
        self.variables[name] = {"keys": ["carries"]}
        self.any.add(name)
        self.law[name] = ([self.rng.choice([0.01, 0.05, 0.2, 0.4, 0.5])], self.rng.choice([0.1, 0.4, 0.7]))
        self.tables.append({"id": name, "rows": name, "kind": "any"})

    def make_zero(self, table):
        """Nobody of one group can give one answer."""
        row = self.rng.choice(self.variables[table["rows"]]["keys"])
        column = self.rng.choice(self.variables[table["by"]]["keys"])
        table["zeros"] = [[row, column]]

    def person(self):
        rng, one = self.rng, {}
        for name, variable in self.variables.items():
            weights, out = self.law[name]
            if rng.random() < out:
                one[name] = None
            elif name in self.any:
                one[name] = {k for k, w in zip(variable["keys"], weights) if rng.random() < 2 * w}
            else:
                one[name] = rng.choices(variable["keys"], weights)[0]
        for table in self.tables:
            for row, column in table.get("zeros", []):
                self.forbid(one, table, row, column)
        return one

    def forbid(self, one, table, row, column):
        """Keeps a structural zero; whoever has no other answer to give left the question out."""
        if one[table["by"]] != column or not one[table["rows"]]:
            return
        if table["kind"] == "any":
            one[table["rows"]].discard(row)
        elif one[table["rows"]] == row:
            one[table["rows"]] = None

    def add(self, n):
        self.people += [self.person() for _ in range(n)]

    # ---- counting ------------------------------------------------------------------------

    def count(self, table, people):
        rows, by, out = table["rows"], table.get("by"), {"id": table["id"]}
        any_of = table["kind"] == "any"
        counts, answered = {}, {}

        def note(where, *path):
            for key in path[:-1]:
                where = where.setdefault(key, {})
            where[path[-1]] = where.get(path[-1], 0) + 1

        for one in people:
            column = [one[by] or "-"] if by else []
            if one[rows] is None:
                note(counts, "-", *column)
            elif any_of:
                note(answered, *(column or ["*"]))
                for key in sorted(one[rows]):
                    note(counts, key, *column)
            else:
                note(counts, one[rows], *column)
        out["counts"] = counts
        if any_of:
            out["answered"] = answered if by else answered.get("*", 0)
        return out

    def release(self, people=None):
        people = self.people if people is None else people
        return {
            "responses": len(people),
            "tables": [self.count(table, people) for table in self.tables],
        }

    def plan(self):
        """Of the people so far; what went before lies in self.past."""
        now = self.release()
        plan = {"canvass": "disclose 1", "responses": now["responses"]}
        if self.policy:
            plan["policy"] = self.policy
        plan["variables"] = self.variables
        plan["tables"] = [{**table, **now["tables"][i]} for i, table in enumerate(self.tables)]
        if self.past:
            plan["earlier"] = self.past
        return plan

    def publish(self, published):
        """This release is out; the next ones are chained to it."""
        self.past = self.past + [dict(self.release(), published=published)]
        self.reached = self.reached + [len(self.people)]

    def insiders(self, k, table=None, row=None, column=None):
        """
        k people, counted alone: of each release those who had taken part by then.  With a table:
        people who stand in one cell of it, as far as there are any.
        """
        everybody = list(range(len(self.people)))
        self.rng.shuffle(everybody)
        if table:
            everybody.sort(key=lambda i: not self.stands(self.people[i], table, row, column))
        some = everybody[:k]
        return [
            self.release([self.people[i] for i in some if i < n])
            for n in self.reached + [len(self.people)]
        ]

    def stands(self, one, table, rows, columns):
        """Whether a person is counted in one of these rows (None: any answer) and columns."""
        said = one[table["rows"]]
        if said is None or (table.get("by") and "*" not in columns and one[table["by"]] not in columns):
            return False
        return rows is None or bool((said if isinstance(said, set) else {said}) & set(rows))


def growth(rng):
    """How many more at the next release: none, a few, many."""
    return rng.choice([0, rng.randint(1, 9), rng.randint(10, 25), rng.randint(30, 120)])


def main(arguments):
    survey = Survey(int(arguments[0]))
    survey.add(survey.start)
    for _ in range(int(arguments[1]) - 1 if len(arguments) > 1 else 0):
        survey.publish(None)
        survey.add(growth(survey.rng))
    print(json.dumps(survey.plan()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
