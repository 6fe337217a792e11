"""Linear systems, and glpsol, which says how far an expression can go.

SPDX-License-Identifier: AGPL-3.0-or-later
"""
import os
import subprocess
import tempfile


class Expr:
    """A sum of unknowns, each with its factor, and a known number."""

    __slots__ = ("terms", "known")

    def __init__(self, terms=None, known=0):
        self.terms, self.known = terms or {}, known

    def plus(self, other, times=1):
        terms = dict(self.terms)
        for name, factor in other.terms.items():
            terms[name] = terms.get(name, 0) + times * factor
            if terms[name] == 0:
                del terms[name]
        return Expr(terms, self.known + times * other.known)

    def value(self, point):
        return self.known + sum(f * point.get(name, 0) for name, f in self.terms.items())


def total(exprs):
    terms, known = {}, 0
    for e in exprs:
        known += e.known
        for name, factor in e.terms.items():
            terms[name] = terms.get(name, 0) + factor
    return Expr(terms, known)


class Unsolved(Exception):
    """glpsol found no optimum, though the truth is a solution: the judge is at fault."""


class Glpsol:
    """Counts its runs; its files lie in one folder that goes with it."""

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory(prefix="attack.")
        self.model = os.path.join(self.folder.name, "model")
        self.answer = os.path.join(self.folder.name, "answer")
        self.runs = 0

    def run(self, text):
        """The best value and the values of the columns, or None if there is no bound."""
        self.runs += 1
        with open(self.model, "w") as out:
            out.write(text)
        for more in [], ["--nopresol"], ["--nopresol", "--dual"], ["--exact"]:
            done = subprocess.run(
                ["glpsol", "--glp", self.model, "-w", self.answer] + more,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
            )
            said = done.stdout.decode()
            if done.returncode != 0:
                raise Unsolved(said[-500:])
            with open(self.answer) as lines:
                parts = [line.split() for line in lines]
            # s bas ROWS COLUMNS PRIMAL DUAL VALUE
            solution = next(part for part in parts if part[0] == "s")
            if solution[4] == "f" and solution[5] == "f":
                return float(solution[6]), [float(p[3]) for p in parts if p[0] == "j"]
            if "UNBOUNDED" in said and "--nopresol" in more:
                return None
            if "NO PRIMAL FEASIBLE" in said and more:
                break
        raise Unsolved(said[-500:])


def bound(least, most):
    if least is None:
        return "u %.12g" % most if most is not None else "f"
    if most is None:
        return "l %.12g" % least
    return "s %.12g" % least if least == most else "d %.12g %.12g" % (least, most)


class System:
    """Rules over unknowns of which none is below 0, and the truth, which must fit them."""

    def __init__(self, blind=False):
        self.blind = blind  # the truth is not known
        self.rules = []  # (terms, least, most)
        self.truth = {}
        self.least = {}  # of single unknowns, where it is not 0
        self.wrong = []  # rules that the truth itself breaks
        self.ready = None

    def rule(self, expr, least, most, words):
        """least <= expr <= most; either may be None."""
        true = expr.value(self.truth)
        if self.blind:
            pass
        elif (least is not None and true < least) or (most is not None and true > most):
            self.wrong.append("%s: %s is not in %s..%s" % (words, true, least, most))
        if expr.terms:
            known = expr.known
            least = None if least is None else least - known
            most = None if most is None else most - known
            self.rules.append((expr.terms, least, most))

    def prepare(self):
        """The part of the model that all goals share."""
        self.number = {}
        for terms, _, _ in self.rules:
            for name in terms:
                self.number.setdefault(name, len(self.number) + 1)
        rows, matrix = [], []
        for i, (terms, least, most) in enumerate(self.rules, 1):
            rows.append("i %d %s" % (i, bound(least, most)))
            matrix.extend("a %d %d %d" % (i, self.number[n], f) for n, f in terms.items())
        columns = [
            "j %d l %d" % (j, self.least.get(name, 0)) for name, j in self.number.items()
        ]
        self.ready = (rows, columns, matrix)

    def solve(self, glpsol, sense, expr, capped=()):
        """
        The best value of expr and a point where it is reached; (None, {}) if there is no bound.
        With `capped`, pairs of an expression and a number: the best sum of them, each counted up
        to its number only.
        """
        if self.ready is None:
            self.prepare()
        rows, columns, matrix = (list(part) for part in self.ready)
        number = dict(self.number)
        goal = {}
        for name, factor in expr.terms.items():
            if name not in number:  # nothing is said of it
                number[name] = len(number) + 1
                columns.append("j %d l %d" % (number[name], self.least.get(name, 0)))
            goal[number[name]] = factor
        for what, cap in capped:
            # what + known - share >= 0, share <= cap
            for name in what.terms:
                if name not in number:
                    number[name] = len(number) + 1
                    columns.append("j %d l %d" % (number[name], self.least.get(name, 0)))
            share = len(columns) + 1
            number[share] = share
            columns.append("j %d u %d" % (share, cap))
            goal[share] = 1
            rows.append("i %d l %d" % (len(rows) + 1, -what.known))
            matrix.append("a %d %d -1" % (len(rows), share))
            matrix.extend("a %d %d %d" % (len(rows), number[n], f) for n, f in what.terms.items())
        head = "p lp %s %d %d %d" % (sense, len(rows), len(columns), len(matrix))
        matrix.extend("a 0 %d %d" % (j, f) for j, f in goal.items())
        found = glpsol.run("\n".join([head] + rows + columns + matrix + ["e o f", ""]))
        if found is None:
            return None, {}
        value, values = found
        return value + expr.known, {name: values[j - 1] for name, j in number.items()}
