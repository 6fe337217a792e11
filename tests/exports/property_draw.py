"""Random forms, answers and what else a release is made of, for tests/exports/property.py.

All texts are made of letters alone, so that each digit in a release is one of its figures, or one of
the few that the formats themselves bring along.  The same seed draws the same case.

SPDX-License-Identifier: AGPL-3.0-or-later
"""
import json
import random

FIRST = ["amber", "basic", "common", "daily", "early", "fair", "gentle", "honest", "inner", "joint", "kind"]
SECOND = ["advice", "backing", "contact", "debrief", "effort", "follow", "giving", "help", "input", "jargon"]
THIRD = ["arrives", "begins", "counts", "delays", "ends", "fails", "grows", "holds", "improves", "lasts"]
SPICE = ["", "", "", " & more", " <b>", " it's", ' "so"', " \u20ac \u0175", " \u2067\u05e9\u05dc\u2069"]
MARKS = ["kettle", "lantern", "bicycle", "umbrella"]  # words by which coders know a theme


class Texts:
    """Three words that no other text of the form has, and signs that mean something somewhere."""

    def __init__(self, rng):
        self.rng, self.used = rng, set()

    def draw(self, end=""):
        while True:
            words = " ".join(self.rng.choice(part) for part in (FIRST, SECOND, THIRD))
            if words not in self.used:
                self.used.add(words)
                return (words + self.rng.choice(SPICE) + end).capitalize()


def letters(number):
    return "abcdefghijklmnopqrstuvwxyz"[number // 26] + "abcdefghijklmnopqrstuvwxyz"[number % 26]


class Case:
    """kind: whole, one, none, strict, bare, or any; it bends what is drawn."""

    def __init__(self, seed, kind):
        self.seed, self.kind = seed, kind
        self.rng = random.Random(seed)
        self.texts = Texts(self.rng)
        self.name = "case" + letters(seed % 676) + kind
        self.title = self.texts.draw()
        self.threshold = self.rng.choice([5, 10])
        self.expected = self.rng.choice([400, 1000, 2000])
        self.strict = kind == "strict" or self.chance(15)
        self.themes = {} if kind == "bare" else {
            "theme_" + "abcd"[i]: self.texts.draw() for i in range(self.rng.randint(1, 4))}
        self.draw_questions()
        self.law = {q["id"]: [self.rng.random() ** 3 + 0.01 for _ in q["keys"]] for q in self.questions}

    def chance(self, percent):
        return self.rng.random() * 100 < percent

    # ---- the form ----------------------------------------------------------------------------

    def options(self, count):
        return [("o" + letters(i), self.texts.draw()) for i in range(count)]

    def question(self, kind, at):
        rng = self.rng
        q = {"id": "q" + letters(at), "kind": kind, "ask": self.texts.draw("?"), "when": None, "lead": "",
             "theme": rng.choice(list(self.themes)) if self.themes and self.chance(70) else None}
        if kind in ("scale", "statement"):
            q["options"] = [(str(i + 1), self.texts.draw()) for i in range(rng.choice([3, 4, 5, 5]))]
        elif kind == "number":
            top = rng.randint(2, 4)
            q["bands"] = rng.choice([["0", "1-%d" % top, "%d+" % (top + 1)],
                                     ["0-%d" % top, "%d-%d" % (top + 1, top + 4), "%d+" % (top + 5)]])
            q["options"] = [(band, None) for band in q["bands"]]
        else:
            q["options"] = self.options(rng.randint(2, 7))
        if kind == "one" and self.chance(25):
            q["options"][0] = ("yes", q["options"][0][1])
        q["keys"] = [key for key, _ in q["options"]]
        return q

    def draw_questions(self):
        rng = self.rng
        self.groups = [self.question("one", i) for i in range(rng.randint(0 if self.kind == "bare" else 1, 2))]
        for g in self.groups:
            g["theme"] = None
        self.questions = list(self.groups)
        for _ in range(rng.randint(2, 5)):
            self.questions.append(self.question(rng.choice(["one", "any", "scale", "number"]),
                                                len(self.questions)))
            if self.groups and self.chance(20):
                group = rng.choice(self.groups)
                self.questions[-1]["when"] = (group["id"], rng.choice(group["keys"]))
        if self.chance(40):
            lead, first = self.texts.draw(), self.question("statement", len(self.questions))
            for _ in range(rng.randint(2, 3)):
                q = dict(first, id="q" + letters(len(self.questions)), ask=self.texts.draw(), lead=lead)
                self.questions.append(q)
        self.scored = [q["id"] for q in self.questions if q["kind"] in ("scale", "statement") or "yes" in q["keys"]]

    def merges(self, name, of):
        lines = []
        for q in of:
            if len(q["keys"]) >= 4 and q["kind"] in ("one", "any"):
                lines += ["    %s:" % q["id"]]
                lines += ["      m_%s:" % q["id"], "        label: " + json.dumps(self.texts.draw(), ensure_ascii=False),
                          "        of: [%s]" % ", ".join(q["keys"][-2:])]
        return ["  %s:" % name] + lines if lines else []

    def form(self):
        def quoted(text):
            return json.dumps(text, ensure_ascii=False)
        out = ["canvass: form 1", "id: " + self.name, "title: " + quoted(self.title), "languages: [en]",
               "expected: %d" % self.expected, "privacy:", "  smallest group: %d" % self.threshold]
        if self.groups:
            out.append("  break down by: [%s]" % ", ".join(g["id"] for g in self.groups))
        if self.strict:
            out.append("  strict: yes")
        if self.chance(60):
            out += self.merges("merges", self.questions)
        elif self.chance(60):
            out += self.merges("fallback groups", self.groups)
        if self.themes:
            out += ["themes:"] + ["  %s: %s" % (key, quoted(title)) for key, title in self.themes.items()]
        if self.scored and self.chance(90):
            out.append("scorecard: [%s]" % ", ".join(self.scored[:4]))
        out.append("pages:")
        lead = None
        for q in self.questions:
            if q["lead"] and q["lead"] == lead:
                out.append("          %s: %s" % (q["id"], quoted(q["ask"])))
                continue
            out += ["  - title: " + quoted(self.texts.draw()), "    questions:"]
            lead = q["lead"]
            if lead:
                out += ["      - type: statements", "        ask: " + quoted(lead), "        options:"]
            else:
                kind = {"one": "choose one", "any": "choose any"}.get(q["kind"], q["kind"])
                out += ["      - id: " + q["id"], "        ask: " + quoted(q["ask"]), "        type: " + kind]
                out.append("        store as: [%s]" % ", ".join(q["bands"]) if q["kind"] == "number"
                           else "        options:")
            out += ["          %s: %s" % (json.dumps(key), quoted(label)) for key, label in q["options"] if label]
            if q["theme"]:
                out.append("        theme: " + q["theme"])
            if q["when"]:
                out.append("        show if: %s is %s" % q["when"])
            if lead:
                out += ["        statements:", "          %s: %s" % (q["id"], quoted(q["ask"]))]
        if self.themes:
            out += ["  - title: " + quoted(self.texts.draw()), "    questions:", "      - id: words",
                    "        ask: " + quoted(self.texts.draw("?")), "        type: long text",
                    "        up to: 400 characters", "        themes: [%s]" % ", ".join(self.themes)]
        return "\n".join(out) + "\n"

    # ---- answers ----------------------------------------------------------------------------

    def people(self):
        if self.kind in ("one", "none"):
            return int(self.kind == "one")
        if self.kind == "whole":
            return self.rng.randint(10, 3 * self.threshold - 4)
        return self.rng.choice([self.rng.randint(40, 90), self.rng.randint(90, 260)])

    def person(self):
        rng, said = self.rng, {}
        for q in self.questions:
            if self.chance(4) or q["when"] and said.get(q["when"][0]) != q["when"][1]:
                continue
            if q["kind"] == "any":
                said[q["id"]] = [k for k, w in zip(q["keys"], self.law[q["id"]]) if rng.random() < w]
                if not said[q["id"]]:
                    del said[q["id"]]
                continue
            key = rng.choices(q["keys"], self.law[q["id"]])[0]
            said[q["id"]] = int(key) if q["kind"] in ("scale", "statement") else key
        if self.themes and self.chance(75):
            words = [mark for i, mark in zip(range(len(self.themes)), MARKS) if self.chance([70, 40, 12, 55][i])]
            said["words"] = " and ".join(words or ["nothing comes"]) + " " + rng.choice(SECOND) + " " + letters(
                rng.randint(0, 675)) + "x"
        return said

    def changed(self):
        """The form's earlier wave: some questions in other words, with other options, or not there."""
        other = Case(self.seed, self.kind)
        for q in other.questions:
            if self.chance(25):
                q["ask"] = other.texts.draw("?")
            elif self.chance(35) and q["kind"] in ("one", "any"):
                q["options"][-1] = (q["options"][-1][0], other.texts.draw())
        other.rng = random.Random(self.seed + 1)
        other.law = {key: [w * (0.3 + other.rng.random()) for w in law] for key, law in other.law.items()}
        return other

    def carried(self, text):
        return [theme for theme, mark in zip(self.themes, MARKS) if mark in text]


def counts(questions, people):
    """(table, group, key) to the exact number, for questions by themselves and by their groups."""
    exact = {}
    for q in questions:
        for said in people:
            given = said.get(q["id"])
            if given is None:
                continue
            for key in ["*"] + (given if isinstance(given, list) else [str(given)]):
                exact[q["id"], "*", key] = exact.get((q["id"], "*", key), 0) + 1
                for by, group in said.items():
                    if isinstance(group, str):
                        at = (q["id"] + "-by-" + by, group, key)
                        exact[at] = exact.get(at, 0) + 1
    return exact
