#!/usr/bin/env python3
"""Makes one random case with the program, from form to release, and has property.py look at it.

    property_case.py SEED

works in the folder that it is called in, where a workspace ws, keys one.key and two.key and their
passphrase in pass are.  The seed draws form, answers, codings, ticks, words and waves; the turn that it
falls on, one of eight, says what is sure to be in the case.

SPDX-License-Identifier: AGPL-3.0-or-later
"""
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys

sys.dont_write_bytecode = True

from property_draw import Case, counts

HERE = os.path.dirname(os.path.abspath(__file__))
CANVASS = os.environ["canvass"]
# what a turn is sure to be, and to have
TURNS = [("any", {"codes", "quotes", "words", "since"}), ("whole", {"words"}), ("strict", {"codes", "again"}),
         ("bare", {"since", "twice"}), ("any", {"draft", "codes", "words"}), ("one", set()), ("none", set()),
         ("any", {"codes", "quotes", "since", "twice", "again"})]


class Failed(Exception):
    pass


def canvass(*arguments, exits=(0,)):
    done = subprocess.run([CANVASS, "-C", "ws", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          stdin=subprocess.DEVNULL, timeout=120)
    if done.returncode not in exits:
        raise Failed("canvass %s: %d %s" % (" ".join(arguments), done.returncode,
                                            done.stderr.decode(errors="replace")[:900]))
    return done


def keyed(name):
    return ["--key", name + ".key", "--passphrase-file", "pass"]


def write(path, text):
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)


class Wave:
    """A survey that is open, or closed."""

    def __init__(self, case, wave):
        self.case, self.survey, self.people = case, "%s@%s" % (case.name, wave), []
        write("form.yaml", case.form())
        canvass("survey", "open", "form.yaml", "--wave", wave, "--to", "one.key.pub", "--to", "two.key.pub",
                "--unconfirmed")

    def submit(self, count):
        some = [self.case.person() for _ in range(count)]
        some = [said for said in some if said]
        self.people += some
        if some:
            write("answers.jsonl", "".join(json.dumps(said) + "\n" for said in some))
            canvass("submit", self.survey, "answers.jsonl")

    def day_passes(self):
        with sqlite3.connect("ws/answers/%s.db" % self.survey) as db:
            db.execute("UPDATE head SET day = day - 1 WHERE day > 0")

    def close(self):
        canvass("survey", "close", self.survey)

    def release(self, *arguments, exits=(0,)):
        return canvass("summary", self.survey, *keyed("one"), *arguments, exits=exits).returncode

    # ---- what people decide ---------------------------------------------------------------------

    def code(self):
        """Two coders, who differ here and there, and settle it."""
        for coder, mistakes in (("one", 0), ("two", self.case.rng.choice([0, 0, 3, 25]))):
            second = ["--coder", "second"] if coder == "two" else []
            canvass("code", self.survey, "sheet", "-o", "sheet.jsonl", *second, *keyed(coder))
            if not os.path.exists("sheet.jsonl"): # nobody wrote a comment
                return
            self.fill("sheet.jsonl", "filled.jsonl", mistakes)
            os.remove("sheet.jsonl")
            if os.path.getsize("filled.jsonl"):
                canvass("code", self.survey, "take", "filled.jsonl", *second, *keyed(coder))
        write("differ.jsonl", canvass("code", self.survey, "settle", *keyed("one")).stdout.decode())
        self.fill("differ.jsonl", "settled.jsonl", 0)
        if os.path.getsize("settled.jsonl"):
            canvass("code", self.survey, "settle", "settled.jsonl", *keyed("one"))

    def fill(self, path, to, mistakes):
        case, out = self.case, []
        with open(path, encoding="utf-8") as f:
            for line in map(json.loads, f):
                if "id" in line:
                    themes = set(case.carried(line["text"])) ^ {t for t in case.themes if case.chance(mistakes)}
                    out.append(json.dumps({"id": line["id"], "themes": sorted(themes) or ["none"]}))
        write(to, "".join(line + "\n" for line in out))

    def tick(self):
        listed = json.loads(canvass("quote", "list", self.survey, "--json", *keyed("one")).stdout)
        for theme in self.case.themes:
            ids = [q["id"] for q in listed if self.case.chance(6) and theme in q["themes"]][:9]
            listed = [q for q in listed if q["id"] not in ids]
            for key in ("one", "two"):
                if ids:
                    canvass("quote", "tick", self.survey, *ids, "--theme", theme, *keyed(key))

    def words(self):
        """A page of the team's words; its shares are those that a draft shows."""
        self.release("--draft", "--format", "json", "-o", "drafted")
        with open("drafted/%s/summary.json" % self.survey, encoding="utf-8") as f:
            summary = json.load(f)
        told = ["{%s.%s}" % (t["id"], r["key"]) for t in summary["tables"] if not t["by"] for r in t["rows"][1:]
                if r["cells"][-1]["pct"] is not None and "of" not in r]
        told += ["{%s}" % t["id"] for t in summary["themes"] if t["pct"] is not None]
        draw = self.case.texts.draw
        out = ["canvass: words 1"]
        if told:
            out += ["headlines:"] + ["  - " + json.dumps("%s: %s" % (draw(), self.case.rng.choice(told)),
                                                         ensure_ascii=False) for _ in range(3)]
        for part in ("last quarter", "next quarter", "actions"):
            out += [part + ":", "  - " + json.dumps(draw(), ensure_ascii=False)]
        if self.case.themes:
            out += ["opportunities:", "  - theme: " + list(self.case.themes)[0],
                    "    said: " + json.dumps(draw(), ensure_ascii=False), "    department: Training"]
        if told:
            out += ["you said, we did:", "  - said: " + json.dumps(self.case.rng.choice(told) + " said so."),
                    "    did: " + json.dumps(draw()[:100], ensure_ascii=False)]
        write("words.yaml", "\n".join(out) + "\n")
        return ["--words", "words.yaml"]


def earlier_wave(seed, kind, wave, number, since):
    case = Case(seed, kind).changed()
    for _ in range(number):
        case.person()  # so that no two waves hold the same people
    made = Wave(case, wave)
    made.submit(max(40, case.people()))
    made.close()
    if case.themes and case.chance(60):
        made.code()
    made.release("--format", "json", "-o", "earlier" + wave, *since)
    return ["--since", "earlier%s/%s/summary.json" % (wave, made.survey)]


def released(seed):
    """The folder of the release, the exact numbers, and the earlier summaries."""
    kind, has = TURNS[seed % len(TURNS)]
    dice = random.Random(seed * 7 + 1)
    has = has | {what for what in ("codes", "quotes", "words", "since") if dice.random() < 0.25}
    case = Case(seed, kind)
    since = earlier_wave(seed, kind, "before", 0, []) if "since" in has and kind != "whole" else []
    if "twice" in has:
        since += earlier_wave(seed, kind, "between", 50, since)
    wave = Wave(case, "now")
    wave.submit(case.people())
    if "again" in has:  # a first release, from the first batch alone
        wave.day_passes()
        wave.submit(10 + case.rng.randint(0, 30))
        wave.release("--format", "json", "-o", "first", exits=(0, 75))
    if kind == "none" and (wave.release("-o", "out", exits=(75,)) != 75 or os.path.exists("out")):
        raise Failed("a release of what is not closed")
    wave.close()
    if case.themes and "codes" in has:
        wave.code()
    if case.themes and "quotes" in has:
        wave.tick()
    words = wave.words() if "words" in has else []
    draft = ["--draft"] if "draft" in has else []
    wave.release("-o", "out", *since, *words, *draft)
    exact = [[*at, n] for at, n in counts(case.questions, wave.people).items()]
    return "out/" + wave.survey, exact, since[1::2]


def main(seed):
    for folder in ("out", "first", "drafted", "earlierbefore", "earlierbetween"):
        shutil.rmtree(folder, ignore_errors=True)
    try:
        folder, exact, earlier = released(seed)
    except Failed as failed:
        print(failed)
        return 1
    write("exact.json", json.dumps(exact))
    return subprocess.run([sys.executable, os.path.join(HERE, "property.py"), "check", folder, "exact.json",
                           *earlier], timeout=600).returncode


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
