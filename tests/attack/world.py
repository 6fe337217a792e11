"""What a reader of all releases knows, as a linear system, and how far it lets him narrow.

The reader knows the rules, the plan, everything printed, and every count of people who left
something out.  With `insiders` he also knows some people's whole answers.

SPDX-License-Identifier: AGPL-3.0-or-later
"""
import rules
from rules import ALL, OUT, Line
from system import Expr, System, total

CLOSE = 1e-6


class Hidden:
    """
    A number that must stay open: `expr` can be 0, and `most` or more.  Of a line's growth: `line`,
    how much the whole line has grown.
    """

    def __init__(self, where, expr, most, line=None):
        self.where, self.expr, self.most, self.line = where, expr, most, line

    def __str__(self):
        return "release %d, %s, row %s, column %s%s" % self.where


def lines_of(given, every):
    """The lines of a published table: its rows (without `*`), its columns."""

    def line(one):
        of = every if one["key"] == ALL else one.get("of", [one["key"]])
        return Line(one["key"], of, "of" in one)

    if not given["rows"]:
        return [], []
    rows = [line(row) for row in given["rows"][1:]]
    return rows, [line(cell) for cell in given["rows"][0]["cells"]]


def held_whole(given):
    """No level could be used, not even its own: so its lines may have grown by any number."""
    return given["level"] in [p["level"] for p in given["passed"]]


class World:
    """
    tables: ids of those to look at, or None for all.  insiders: a release (with counts of the
    insiders alone) for each release of the plan, or None.  last: only this release.
    wise: he also draws on what only follows from the rules (a fresh line has grown by enough).
    blind: the judge does not know the truth; then the reader knows nothing of "-" either.
    """

    def __init__(self, plan, tables=None, insiders=None, last=False, wise=False, blind=False):
        self.plan, self.wise, self.insiders, self.blind = plan, wise, insiders, blind
        self.system = System(blind)
        self.inside = {}  # of the insiders, by unknown
        self.hidden = []
        self.fresh_responses = None
        self.lines_fresh = {}
        self.use = [t for t in plan.tables if tables is None or t.id in tables]
        self.releases = plan.releases[-1:] if last else plan.releases
        for release in self.releases:
            self.people(release)
        for before, after in zip(self.releases, self.releases[1:]):
            self.grow(before, after)

    # ---- the unknowns ------------------------------------------------------------------

    def unknown(self, name, true, inside):
        """One number that nobody prints.  Known from the first: those who left something out."""
        if name not in self.system.truth:
            self.system.truth[name] = true
            self.inside[name] = inside
            if inside:
                self.system.least[name] = inside
        return Expr({name: 1})

    def people(self, release):
        n = release.number
        self.unknown(("N", n), release.responses, self.of_insiders(release, None))
        margins = {}
        for table in self.use:
            if table.id in release.counts:
                (self.one if table.kind == "one" else self.any)(release, table, margins)
        everybody = Expr({("N", n): 1})
        for variable, parts in margins.items():
            # Each person gave one answer to it, or none.
            whole = total(parts[key] for key in parts).plus(everybody, -1)
            self.system.rule(whole, 0, 0, "all answers to " + variable)

    def of_insiders(self, release, table):
        if self.insiders is None:
            return 0
        there = self.insiders[release.number - 1]
        return there.responses if table is None else there.counts[table.id]

    def cell(self, release, table, row, column):
        """Those in the finest cell of a table with one answer each."""
        n = release.number
        counts = release.counts[table.id]
        true = counts.cells[row, column]
        if OUT in (row, column) and not self.blind:
            return Expr({}, true)
        if (row, column) in table.zeros:
            return Expr({}, 0)
        inside = self.of_insiders(release, table)
        inside = inside.cells[row, column] if inside else 0
        if not table.by:
            return self.unknown(("margin", n, table.rows, row), true, inside)
        # The same two questions the other way round are the same people.
        pair = tuple(sorted([(table.rows, row), (table.by, column)]))
        return self.unknown(("cell", n) + pair, true, inside)

    def margin(self, release, margins, variable, key, parts):
        """All who said `key`: the same people in each table of that question."""
        parts = total(parts)
        if not parts.terms:
            known = parts
        else:
            name = ("margin", release.number, variable, key)
            inside = sum(f * self.inside[n] for n, f in parts.terms.items())
            if self.insiders:
                inside += self.inside_known.get((variable, key), 0)
            known = self.unknown(name, parts.value(self.system.truth), inside)
            if parts.terms != known.terms:
                self.system.rule(parts.plus(known, -1), 0, 0, "all %s %s" % (variable, key))
        before = margins.setdefault(variable, {}).get(key)
        if before is not None and before.terms != known.terms:
            self.system.rule(before.plus(known, -1), 0, 0, "all %s %s" % (variable, key))
        margins[variable][key] = known
        return known

    def one(self, release, table, margins):
        cells = {}
        for r in table.row_keys + [OUT]:
            for c in table.columns_counted():
                cells[r, c] = self.cell(release, table, r, c)
        self.inside_known = self.insiders_out(release, table)
        for r in table.row_keys + [OUT]:
            parts = [cells[r, c] for c in table.columns_counted()]
            all_of = self.margin(release, margins, table.rows, r, parts)
            if table.by:
                cells[r, ALL] = all_of
        if table.by:
            for c in table.columns_counted():
                parts = [cells[r, c] for r in table.row_keys + [OUT]]
                self.margin(release, margins, table.by, c, parts)
        self.keep(release, table, cells, None)

    def insiders_out(self, release, table):
        """Insiders who left something out, by the answer that they did give."""
        found = {}
        if self.insiders and table.by:
            counts = self.of_insiders(release, table)
            if table.kind == "one":
                for (r, c), x in counts.cells.items():
                    if c == OUT and r != OUT:
                        found[table.rows, r] = found.get((table.rows, r), 0) + x
                    if r == OUT and c != OUT:
                        found[table.by, c] = found.get((table.by, c), 0) + x
            else:
                for c in table.column_keys:
                    found[table.by, c] = counts.cells[OUT, c]
        return found

    def any(self, release, table, margins):
        n, v, by = release.number, table.rows, table.by or ""
        counts, inside = release.counts[table.id], self.of_insiders(release, table)
        rule = self.system.rule
        yes, no, base = {}, {}, {}

        def make(kind, key, true, of_insiders):
            name = (kind, n, v) + key
            return self.unknown(name, true, of_insiders)

        for c in table.columns_counted():
            b, k = counts.bases[c], inside.bases[c] if inside else 0
            known = c == OUT and not self.blind
            base[c] = Expr({}, b) if known else make("base", (by, c), b, k)
            for r in table.row_keys:
                x, kx = counts.cells[r, c], inside.cells[r, c] if inside else 0
                if known:
                    yes[r, c], no[r, c] = Expr({}, x), Expr({}, b - x)
                    continue
                zero = (r, c) in table.zeros
                yes[r, c] = Expr() if zero else make("yes", (by, r, c), x, kx)
                no[r, c] = base[c] if zero else make("no", (by, r, c), b - x, k - kx)
                if not zero:
                    rule(yes[r, c].plus(no[r, c]).plus(base[c], -1), 0, 0, "yes and no")
            if table.least and base[c].terms:
                ticks = total(yes[r, c] for r in table.row_keys)
                rule(ticks.plus(base[c], -table.least), 0, None, "all ticked something")
        out = {c: Expr({}, counts.cells[OUT, c]) for c in table.columns_counted()}
        if self.blind:
            out = {c: make("out", (by, c), 0, 0) for c in out}
        if table.by:
            # All people, also those of no stated group.
            k = inside.base(table.columns_counted()) if inside else 0
            everybody = sum(counts.bases.values())
            base[ALL] = make("base", ("", ALL), everybody, k)
            rule(total(base[c] for c in out).plus(base[ALL], -1), 0, 0, "all who answered")
            for r in table.row_keys:
                x = sum(counts.cells[r, c] for c in out)
                kx = sum(inside.cells[r, c] for c in out) if inside else 0
                yes[r, ALL] = make("yes", ("", r, ALL), x, kx)
                no[r, ALL] = make("no", ("", r, ALL), everybody - x, k - kx)
                rule(total(yes[r, c] for c in out).plus(yes[r, ALL], -1), 0, 0, "all yes")
                rule(yes[r, ALL].plus(no[r, ALL]).plus(base[ALL], -1), 0, 0, "yes and no")
            self.inside_known = self.insiders_out(release, table)
            for c in out:
                self.margin(release, margins, table.by, c, [base[c], out[c]])
        whole = total(out.values()).plus(base[ALL]).plus(Expr({("N", n): 1}), -1)
        rule(whole, 0, 0, "all people of " + table.id)
        self.keep(release, table, yes, (no, base))

    def keep(self, release, table, cells, pairs):
        if not hasattr(self, "exprs"):
            self.exprs = {}
        self.exprs[release.number, table.id] = (cells, pairs)

    def grow(self, before, after):
        """Answers are added, never taken away."""
        for name in list(self.system.truth):
            if name[1] == after.number:
                was = (name[0], before.number) + name[2:]
                if was in self.system.truth:
                    inside = self.inside[name] - self.inside[was]
                    step = Expr({name: 1, was: -1})
                    self.system.rule(step, inside, None, "growth of %s" % (name,))

    # ---- what is printed -----------------------------------------------------------------

    def count(self, n, table, rows, line):
        cells, _ = self.exprs[n, table.id]
        columns = [ALL] if line.key == ALL else line.of
        return total(cells[r, c] for r in rows for c in columns)

    def no(self, n, table, rows, line):
        no, _ = self.exprs[n, table.id][1]
        columns = [ALL] if line.key == ALL else line.of
        return total(no[r, c] for r in rows for c in columns)

    def base(self, n, table, line):
        if table.kind == "one":
            return self.count(n, table, table.row_keys, line)
        base = self.exprs[n, table.id][1][1]
        return total(base[c] for c in ([ALL] if line.key == ALL else line.of))

    def insiders_in(self, expr):
        return sum(f * self.inside[n] for n, f in expr.terms.items())

    def hide(self, where, expr, most=None, line=None):
        """The others' number: insiders take their own answers away, and are no cover."""
        k = self.insiders[-1].responses if self.insiders else 0
        own = self.insiders_in(expr)
        if most is None:
            most = self.plan.t - 1 - k
        self.hidden.append(Hidden(where, expr.plus(Expr({}, -own)), most, line))

    def halves(self, n, table, row, line):
        """A count, or both halves of a pair."""
        yes = self.count(n, table, row.of, line)
        if table.kind == "one":
            return [("", yes)]
        return [(" (yes)", yes), (" (no)", self.no(n, table, row.of, line))]

    def printed_responses(self, release, n):
        """n as printed; held where people have grown by too few since it was printed."""
        plan = self.plan
        people = Expr({("N", release.number): 1})
        if n is None:
            if self.wise:
                self.system.rule(people, None, plan.whole - 1, "too few people")
            return
        before = self.fresh_responses
        if before and release.responses - before.responses < plan.increment:
            grown = people.plus(Expr({("N", before.number): 1}), -1)
            self.system.rule(grown, 0, plan.increment - 1, "people, held")
            return
        if before and self.wise:
            grown = people.plus(Expr({("N", before.number): 1}), -1)
            self.system.rule(grown, plan.increment, None, "people, fresh")
        self.fresh_responses = release
        self.system.rule(people, max(n - plan.h, plan.whole), n + plan.h, "people")

    def printed(self, release, table, given):
        """One table as it was published in that release."""
        n = release.number
        if (n, table.id) not in self.exprs:
            return
        rows, columns = lines_of(given, table.columns_counted())
        whole = held_whole(given)
        for j, line in enumerate(columns):
            cells = [row["cells"][j] for row in given["rows"]]
            if line.key in given["held"]:
                self.held_line(release, table, rows, line, cells, given["held"][line.key], whole)
            else:
                self.fresh_line(release, table, rows, line, cells)
        if not columns and self.wise and [p["why"] for p in given["passed"]] == ["base"]:
            everybody = Line(ALL, table.columns_counted())
            base = self.base(n, table, everybody)
            self.system.rule(base, None, self.plan.base - 1, table.id + ": too small a base")

    def fresh_line(self, release, table, rows, line, cells):
        n, plan = release.number, self.plan
        words = "%s in release %d: column %s" % (table.id, n, line.key)
        base = self.base(n, table, line)
        if cells[0]["n"] is None:
            self.system.rule(base, None, plan.base - 1, words)
            self.hide((n, table.id, ALL, line.key, ""), base)
        else:
            p = cells[0]["n"]
            self.system.rule(base, max(p - plan.h, plan.base), p + plan.h, words)
            self.step(release, table, line, base)
        for row, cell in zip(rows, cells[1:]):
            halves = self.halves(n, table, row, line)
            if cell["marker"] == "z":
                self.system.rule(halves[0][1], 0, 0, "%s, row %s: nobody" % (words, row.key))
            if cell["marker"] == "z" or rules.is_zero(table, row, line):
                continue  # known to all
            if cell["n"] is not None:
                p = cell["n"]
                at = "%s, row %s" % (words, row.key)
                self.system.rule(halves[0][1], max(p - plan.h, plan.t), p + plan.h, at)
                if table.kind == "any":
                    self.system.rule(halves[1][1], plan.t, None, at + " (no)")
                continue
            for half, expr in halves:
                if cells[0]["n"] is not None and table.kind == "one":
                    self.system.rule(expr, None, plan.t - 1, words + ", row " + row.key)
                self.hide((n, table.id, row.key, line.key, half), expr)

    def step(self, release, table, line, base):
        """A line that is printed anew: the wise know that it has grown by enough."""
        key = (table.rows, table.by if line.key != ALL else None, frozenset(line.of))
        if line.key == ALL:
            key = (table.rows, None, ALL)
        before = self.lines_fresh.get(key)
        if before and self.wise and before[0] < release.number:
            grown = base.plus(before[1], -1)
            self.system.rule(grown, self.plan.increment, None, "a fresh line's growth")
        self.lines_fresh[key] = (release.number, base)

    def held_line(self, release, table, rows, line, cells, since, whole):
        n, plan = release.number, self.plan
        if (since, table.id) not in self.exprs:
            return
        words = "%s in release %d: column %s, held" % (table.id, n, line.key)
        grown = self.base(n, table, line).plus(self.base(since, table, line), -1)
        if not whole:
            self.system.rule(grown, 0, plan.increment - 1, words)
        if release is not self.releases[-1]:
            # What a later release, of enough people, tells of these few is not told by this one.
            return
        if grown.value(self.system.truth) >= plan.increment:
            return  # held with the whole table; other tables may tell of enough people
        true = grown.value(self.system.truth)
        k = self.insiders_in(grown)
        for row, cell in zip(rows, cells[1:]):
            if cell["marker"] == "z":
                continue
            now = self.halves(n, table, row, line)
            then = self.halves(since, table, row, line)
            for (half, expr), (_, was) in zip(now, then):
                step = expr.plus(was, -1)
                where = (n, table.id, row.key, line.key, half + " (growth)")
                self.hide(where, step, true - k, grown)

    def read(self, published):
        """A whole release: published[i] is of self.releases[i]."""
        for release, one in zip(self.releases, published):
            self.printed_responses(release, one["responses"])
            found = {table["id"]: table for table in one["tables"]}
            for table in self.use:
                if table.id in found and table.id in release.counts:
                    self.printed(release, table, found[table.id])


# ---- the attack ------------------------------------------------------------------------------


class Attack:
    """
    Tries every hidden number.  A point that fits all rules is a witness for all numbers at once:
    so first for the least sum of all that are not witnessed yet, and only those that no sum
    brings down are tried alone.  What is called safe is so by a point; what is called betrayed,
    by glpsol's own optimum for that number.
    """

    def __init__(self, world, glpsol):
        self.system, self.glpsol = world.system, glpsol
        self.hidden = world.hidden
        if world.blind:
            self.system.truth = self.system.solve(glpsol, "min", Expr())[1]  # any will do
        self.low = [h.expr.value(self.system.truth) for h in self.hidden]
        self.high = list(self.low)

    def seen(self, point):
        for i, h in enumerate(self.hidden):
            value = h.expr.value(point)
            self.low[i] = min(self.low[i], value)
            self.high[i] = max(self.high[i], value)

    def low_open(self, i):
        return self.low[i] > CLOSE

    def high_open(self, i):
        return self.high[i] < self.hidden[i].most - CLOSE

    def drive(self, still_open, together, alone, betrayed):
        left = [i for i in range(len(self.hidden)) if still_open(i)]
        while left:
            self.seen(together(left))
            now = [i for i in left if still_open(i)]
            if len(now) == len(left):
                i = now.pop()
                value, point = alone(i)
                self.seen(point)
                if still_open(i) and value is not None:
                    betrayed.setdefault(i, {})[still_open.__name__] = value
            left = [i for i in now if still_open(i)]

    def run(self, first=False):
        """[(hidden, least, most)] of what is betrayed; least or most None where it is fine."""
        solve, hidden, betrayed = self.system.solve, self.hidden, {}
        self.drive(
            self.low_open,
            lambda left: solve(self.glpsol, "min", total(hidden[i].expr for i in left))[1],
            lambda i: solve(self.glpsol, "min", hidden[i].expr),
            betrayed,
        )
        if first and betrayed:
            return self.told(betrayed)
        self.drive(
            self.high_open,
            lambda left: solve(
                self.glpsol, "max", Expr(), [(hidden[i].expr, hidden[i].most) for i in left]
            )[1],
            lambda i: solve(self.glpsol, "max", hidden[i].expr),
            betrayed,
        )
        return self.told(betrayed)

    def told(self, betrayed):
        return [
            (self.hidden[i], found.get("low_open"), found.get("high_open"))
            for i, found in sorted(betrayed.items())
        ]


def known_before(bare, glpsol, hidden, least, most):
    """
    Whether somebody who reads nothing, but knows who left what out and how much the line has
    grown, could narrow a growth just as far: then it is not the release that tells.  bare: a
    world in which nothing was read.
    """
    system = bare.system
    system.rules.append((hidden.line.terms, None, hidden.line.value(system.truth) - hidden.line.known))
    system.ready = None
    ends = [system.solve(glpsol, sense, hidden.expr)[0] for sense in ("min", "max")]
    system.rules.pop()
    system.ready = None
    return (least is None or ends[0] >= least - CLOSE) and (most is None or ends[1] <= most + CLOSE)
