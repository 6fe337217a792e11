"""Themes of small surveys, released several times, held against the answers they were made of.

The test draws what everybody writes, decides as two coders would, releases, and knows the truth.
Whoever knows all rules, and reads all releases, may find no hidden number narrowed, no line that
grew by a few, and no difference between nobody and somebody.

SPDX-License-Identifier: AGPL-3.0-or-later
"""
import json
import os
import random
import sqlite3
import subprocess
import sys

T, BASE, WHOLE, HALF = 10, 20, 30, 2
THEMES = {"care": ["helps"], "lead": ["helps", "change"], "kit": ["change"], "rare": ["further"]}
MARKS = {"care": "visit", "lead": "listen", "kit": "radio", "rare": "custody"}
FORM = """canvass: form 1
id: theme
title: Themes attacked
languages: [en]
privacy:
  smallest group: 10
  break down by: [role]
themes:
  care: Care
  lead: Leadership
  kit: Kit
  rare: Rare
pages:
  - title: You
    questions:
      - id: role
        ask: What is your role?
        type: choose one
        options:
          officer: Police officer
          staff: Police staff
  - title: Words
    questions:
      - id: helps
        ask: What helps?
        type: long text
        up to: 200 characters
        themes: [care, lead]
      - id: change
        ask: What should change?
        type: long text
        up to: 200 characters
        themes: [lead, kit]
      - id: further
        ask: What else?
        type: long text
        up to: 200 characters
        themes: [rare]
"""


class World:
    """One survey in a workspace of its own, and all that was answered, coded and released."""

    def __init__(self, canvass, folder, survey="theme@w", form=FORM):
        self.canvass, self.folder, self.survey = canvass, folder, survey
        self.people, self.released, self.closed, self.truth = [], [], 0, {}
        self.run("init", folder, at=None)
        with open(f"{folder}.yaml", "w", encoding="utf-8") as file:
            file.write(form)
        self.run("survey", "open", f"{folder}.yaml", "--wave", "w", "--to", "one.key.pub", "--to", "two.key.pub",
                 "--expected", "1000", "--unconfirmed")

    def run(self, *args, at="", may_fail=False, data=None):
        where = [] if at is None else ["-C", self.folder]
        done = subprocess.run([self.canvass] + where + list(args), capture_output=True, text=True, input=data,
                              check=False)
        if done.returncode and not may_fail:
            raise SystemExit(f"{args}: {done.returncode}\n{done.stderr}")
        return done

    def answer(self, people, close=False):
        """What was answered before is a batch from now on."""
        db = sqlite3.connect(f"{self.folder}/answers/{self.survey}.db", isolation_level=None)
        db.execute("UPDATE head SET day = day - 1 WHERE day > 0")
        db.close()
        if self.people:
            self.closed = len(self.people)
        if people:
            self.run("submit", self.survey, "-", data="".join(json.dumps(p) + "\n" for p in people))
        self.people += people
        if close:
            self.run("survey", "close", self.survey)
            self.closed = len(self.people)

    def code(self, key, coder, decide, may_fail=False, again=False):
        """decide: from the text's themes to what this coder says, or None for later."""
        flags = ["--key", f"{key}.key", "--passphrase-file", "pass"]
        path = f"{self.folder}.sheet.jsonl"
        if os.path.exists(path):
            os.remove(path)
        done = self.run("code", self.survey, "sheet", "--coder", coder, "-o", path, *flags, *(["--all"] if again else []),
                        may_fail=True)
        if not os.path.exists(path):
            return done
        lines = []
        with open(path, encoding="utf-8") as file:
            sheet = [json.loads(line) for line in file]
        for line in sheet:
            if "id" in line:
                themes = decide([t for t, word in MARKS.items() if word in line["text"]], line["question"])
                if themes is not None:
                    lines.append(json.dumps({"id": line["id"], "themes": themes or ["none"]}))
        if not lines:
            return done
        return self.run("code", self.survey, "take", "-", "--coder", coder, *flags, may_fail=may_fail,
                        data="\n".join(lines) + "\n")

    def code_all(self, first=lambda themes, question: themes, second=lambda themes, question: themes):
        self.code("one", "first", first)
        self.code("two", "second", second)

    def settle(self):
        flags = ["--key", "one.key", "--passphrase-file", "pass"]
        differ = self.run("code", self.survey, "settle", *flags).stdout
        lines = [json.dumps({"id": line["id"], "themes": [t for t, word in MARKS.items() if word in line["text"]]
                             or ["none"]})
                 for line in map(json.loads, differ.splitlines()) if "id" in line]
        if lines:
            self.run("code", self.survey, "settle", "-", *flags, data="\n".join(lines) + "\n")

    def release(self, out, *more, may_fail=False):
        where = f"{self.folder}.{out}"
        done = self.run("summary", self.survey, "--key", "one.key", "--passphrase-file", "pass", "--format", "json",
                        "-o", where, *more, may_fail=may_fail)
        if done.returncode:
            return None
        with open(f"{where}/{self.survey}/summary.json", "rb") as file:
            return file.read()


def one(role=0, **texts):
    return {"role": ["officer", "staff"][role % 2], **texts}


def crowd(count, says=3):
    """People of whom each first of three commented, on care and leadership by turns; kit is rare."""
    return [one(i, **({"helps": ["a visit helps", "they should listen", "nothing"][i % 3]} if i % says else {}))
            for i in range(count)]


def pair(canvass, name, before, after, how):
    """Two surveys that differ in what may not show: the last releases, themes and all."""
    out = []
    for side in (before, after):
        world = World(canvass, f"{name}.{len(out)}")
        how(world, side)
        out.append(themes_of(world.release("last")))
    return out


def themes_of(release):
    summary = json.loads(release)
    return {name: summary[name] for name in ("responses", "themes", "agreement", "found", "notes")}


# ---- what may not show ----------------------------------------------------------------------


def few_wrote(world, more):
    """Nobody, or some, wrote of what is rare; all of it is coded."""
    people = crowd(60)
    for i in range(more):
        people[i]["further"] = "custody was fine"
    world.answer(people)
    world.answer([], close=True)
    world.code_all()


def few_uncoded(world, more):
    people = crowd(60)
    for i in range(more):
        people[i]["further"] = "custody was fine"
    world.answer(people)
    world.answer([], close=True)
    later = lambda themes, question: None if question == "further" else themes
    world.code_all(later, later)


def newcomers(coded):
    """Of twelve who come after a release nobody commented, or some did; they are coded, or not."""
    def how(world, more):
        world.answer(crowd(60))
        world.answer([one(i, **({"helps": "a visit"} if i < more else {})) for i in range(12)])
        world.code_all()
        world.release("r1")
        world.answer([], close=True)
        if coded:
            world.code_all()
    return how


def carrier(world, more):
    """Of nine who comment after a release none, or all, are coded otherwise by the two, and settled."""
    world.answer(crowd(60))
    world.answer([one(i, **({"helps": "a visit"} if i < 9 else {})) for i in range(12)])
    world.code_all()
    world.release("r1")
    world.answer([], close=True)
    odd = lambda themes, question: ["lead"] if more and themes == ["care"] else themes
    world.code("one", "first", lambda themes, question: themes)
    world.code("two", "second", odd)
    if more:
        world.settle()


PAIRS = {
    "zero": (few_wrote, 0, 3),
    "uncoded": (few_uncoded, 0, 3),
    "newcomers": (newcomers(True), 0, 4),
    "later": (newcomers(False), 0, 4),
    "band": (carrier, 0, 1),
}


def twins(canvass, name):
    how, before, after = PAIRS[name]
    one_side, other = pair(canvass, f"twin-{name}", before, after, how)
    if one_side != other:
        for member, value in one_side.items():
            if value != other[member]:
                print(f"{member}:\n  {value}\n  {other[member]}")
        raise SystemExit("the two are told apart")
    if all(theme["n"] is None for theme in one_side["themes"]):
        raise SystemExit("nothing is told at all: that proves nothing")


# ---- surveys drawn at random ----------------------------------------------------------------


def carried(person, theme):
    """0: wrote nothing that may carry it; 1: does not; 2: carries it."""
    texts = [person[q] for q in THEMES[theme] if q in person]
    return 0 if not texts else 2 if any(MARKS[theme] in text for text in texts) else 1


def rounded(count):
    return 5 * ((count + HALF) // 5)


def draw_people(dice, count, shares):
    people = []
    for i in range(count):
        person = one(i)
        for question, share in shares.items():
            if dice.random() < share:
                marks = [MARKS[t] for t, where in THEMES.items() if question in where and dice.random() < shares[question] / 2]
                person[question] = " and ".join(marks) or "nothing to say"
        people.append(person)
    return people


def counts(people, theme):
    codes = [carried(p, theme) for p in people]
    return codes.count(2), codes.count(1)


class Reader:
    """What somebody can work out who reads all releases of one theme: pairs (carries, does not)."""

    def __init__(self, theme):
        self.theme, self.windows, self.fresh = theme, [], []

    def take(self, shown, truth, number):
        """shown: the theme in summary.json; truth: exact counts by then."""
        say = f"release {number}, {self.theme}: "
        n, base, held = shown["n"], shown["base"], shown.get("held")
        if held:
            then = next(f for f in self.fresh if f["number"] == held)
            if [shown[m] for m in ("n", "base", "pct", "low", "high", "terms")] != then["shown"]:
                raise SystemExit(say + "held, and not what was printed then")
            if sum(truth) - sum(then["truth"]) >= T:
                print("note: held whole")
            return
        if base is None:
            if n is not None:
                raise SystemExit(say + "n without a base")
            return
        if self.fresh and sum(truth) - sum(self.fresh[-1]["truth"]) < T:
            raise SystemExit(say + f"a step of {sum(truth) - sum(self.fresh[-1]['truth'])}")
        if base != rounded(sum(truth)) or sum(truth) < BASE:
            raise SystemExit(say + f"base {base} of {sum(truth)}")
        if n is not None and (n != rounded(truth[0]) or min(truth) < T):
            raise SystemExit(say + f"{n} of {truth}")
        if n is not None and shown["pct"] != min(90, max(10, 5 * ((40 * n + base) // (2 * base)))):
            raise SystemExit(say + f"{shown['pct']} % for {n} of {base}")
        self.fresh.append({"number": number, "truth": truth, "hidden": n is None,
                           "shown": [shown[m] for m in ("n", "base", "pct", "low", "high", "terms")],
                           "window": (n, base)})

    def fits(self, at, yes, no):
        n, base = self.fresh[at]["window"]
        if not max(BASE, base - HALF) <= yes + no <= base + HALF:
            return False
        return n is None or (max(T, n - HALF) <= yes <= n + HALF and no >= T)

    def audit(self):
        """Each hidden half must be able to be 0 and t - 1, whatever the other releases printed."""
        most = max([f["window"][1] for f in self.fresh], default=0) + HALF
        size = range(most + 1)
        spots = [[(y, n) for y in size for n in size if self.fits(r, y, n)] for r in range(len(self.fresh))]
        for r, fresh in enumerate(self.fresh):
            if not fresh["hidden"]:
                continue
            alive = set(spots[r])
            for others in (range(r - 1, -1, -1), range(r + 1, len(self.fresh))):
                reach = spots[r]
                for o in others:
                    sign = 1 if o > r else -1
                    near = {}
                    for y, n in reach:
                        near.setdefault(y, []).append(n)
                    edge = min if sign > 0 else max
                    near = {y: edge(all_n) for y, all_n in near.items()}
                    reach = [(y, n) for y, n in spots[o]
                             if any(sign * (y - a) >= 0 and sign * (n - b) >= 0 for a, b in near.items())]
                    if not reach:
                        raise SystemExit(f"{self.theme}: nothing fits at all")
                    alive &= {(a, b) for a, b in spots[r]
                              if o != r + sign or any(sign * (y - a) >= 0 and sign * (n - b) >= 0 for y, n in reach)}
            for half in (0, 1):
                found = {pair[half] for pair in alive}
                if min(found) > 0 or max(found) < T - 1:
                    raise SystemExit(f"{self.theme}: hidden in release {fresh['number']}, and between "
                                     f"{min(found)} and {max(found)}")


def play(canvass, seed):
    dice = random.Random(seed)
    world = World(canvass, f"play-{seed}")
    readers = {theme: Reader(theme) for theme in THEMES}
    shares = {q: dice.choice([0.2, 0.5, 0.9]) for q in ("helps", "change", "further")}
    rounds, told, number, seen = dice.choice([2, 3]), 0, 0, set()
    world.answer(draw_people(dice, dice.choice([24, 31, 45, 70]), shares))
    for turn in range(rounds):
        last = turn + 1 == rounds
        world.answer([] if last else draw_people(dice, dice.choice([10, 12, 25, 40]), shares), close=last)
        for step in dice.choice([["code", "read"], ["read", "code", "read"], ["read"], ["part", "read"]]):
            if step == "code":
                odd = dice.choice([0, 0, 0.1, 0.5])
                flip = lambda themes, question: sorted(set(themes) ^ {"lead"}) if question != "further" and \
                    dice.random() < odd else themes
                world.code_all(second=flip)
                world.settle()
            if step == "part":
                later = lambda themes, question: None if dice.random() < 0.2 else themes
                world.code_all(later, later)
            if step != "read":
                continue
            number += 1
            release = json.loads(world.release(f"r{number}"))
            again = json.loads(world.release(f"r{number}again"))
            if release != again:
                raise SystemExit(f"seed {seed}, release {number}: written once more, it is another")
            if release["release"] in seen:
                continue
            seen.add(release["release"])
            here = world.people[:world.closed]
            for theme in release["themes"]:
                told += theme["n"] is not None
                readers[theme["id"]].take(theme, counts(here, theme["id"]), release["release"])
                check_terms(theme, here)
    for reader in readers.values():
        reader.audit()
    return told


def check_terms(theme, people):
    for term in theme["terms"]:
        users = sum(carried(p, theme["id"]) == 2 and term[:4] in " ".join(str(v) for v in p.values()) for p in people)
        if users < T:
            raise SystemExit(f"{theme['id']}: {term} is told, of {users} people")


def one_base(canvass):
    """Two themes of one question: the second is told only once enough have come since the first was.

    Else its base beside the first one's, which is held, would tell how many newcomers commented.
    """
    form = FORM.replace("  kit: Kit\n  rare: Rare\n", "  kit: Kit\n").replace("[lead, kit]", "[kit]") \
               .replace("themes: [rare]", "themes: [kit]")
    texts = ["a visit helps", "they should listen", "both visit and listen", "nothing"]
    told = []
    for newcomers in (0, 4, 12):
        world = World(canvass, f"base-{newcomers}", form=form)
        world.answer([one(i, helps=texts[i % 4]) for i in range(60)])
        world.answer([one(i, **({"helps": "a visit"} if i < newcomers else {})) for i in range(newcomers and 14)],
                     close=not newcomers)
        odd = lambda themes, question: [t for t in themes if t != "lead"]
        world.code_all(second=odd)
        world.settle()
        first = json.loads(world.release("r1"))
        if newcomers:
            world.answer([], close=True)
            world.code("one", "first", lambda themes, question: themes)
        world.code("two", "second", lambda themes, question: themes, again=True)
        last = json.loads(world.release("r2"))
        told.append([[(t["n"] is not None, t["base"]) for t in r["themes"] if t["id"] in ("care", "lead")]
                     for r in (first, last)])
    print(told)
    alone = [(True, 60), (False, None)]
    if [t[0] for t in told] != [alone] * 3:
        raise SystemExit("at first one theme is told")
    if told[0][1] != [(True, 60), (True, 60)]:
        raise SystemExit("of the same people the other is told later: nobody has come in between")
    if told[1][1] != alone:
        raise SystemExit("the base of the other tells of those who came")
    if told[2][1] != [(True, 70), (True, 70)]:
        raise SystemExit("once enough have come, both are told")


if __name__ == "__main__":
    binary, command, *rest = sys.argv[1:]
    if command == "twins":
        twins(binary, rest[0])
    elif command == "base":
        one_base(binary)
    else:
        worlds = range(int(rest[0]), int(rest[0]) + int(rest[1]))
        strengths = [play(binary, world) for world in worlds]
        print(f"{len(strengths)} surveys, {sum(strengths)} strengths told")
        if not any(strengths):
            raise SystemExit("no strength is told: that proves nothing")
