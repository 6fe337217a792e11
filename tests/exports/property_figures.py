"""Which figures a release may show, from its summary.json alone; for tests/exports/property.py.

SPDX-License-Identifier: AGPL-3.0-or-later
"""
import datetime
import math
import re

MARKERS = {"": "", "c": "[c]", "z": "[z]", "x": "[x]", "u": "[u]", "cu": "[c][u]"}
NUMBER = re.compile(r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")


def once(work):
    """Tables are asked for again and again, and nobody changes them."""
    known = {}

    def kept(given):
        if id(given) not in known:
            known[id(given)] = (given, work(given))
        return known[id(given)][1]
    return kept


def numbers(text):
    return [float(found.replace(",", "")) for found in NUMBER.findall(text)]


def limits(fraction):
    """A limit of a range: per cent with one decimal, or whole, outwards."""
    if fraction is None:
        return set()
    return {round(100 * fraction, 1)} | {float(f(100 * fraction + d)) for f in (math.floor, math.ceil)
                                         for d in (-0.05, 0.05)}


def points(value):
    """A difference: with one decimal or whole; its sign is no figure."""
    if value is None:
        return set()
    size = abs(value)
    return {size} | {float(f(size + d)) for f in (math.floor, math.ceil) for d in (-0.05, 0.05)} | {
        float(math.floor(size + d)) for d in (0.45, 0.55)} | ({0.1} if size == 0 else set())


def of_cell(cell):
    found = {float(cell[name]) for name in ("n", "pct", "base") if cell.get(name) is not None}
    return found | limits(cell.get("low")) | limits(cell.get("high"))


def of_change(change):
    if not change:
        return set()
    found = {float(change[name]) for name in ("n", "base", "pct") if change.get(name) is not None}
    for name in ("points", "low", "high"):
        found |= points(change.get(name))
    return found


@once
def of_labels(table):
    """Bands of numbers are texts with figures in them."""
    found = set()
    for row in table["rows"]:
        for text in [row["label"]] + [cell["label"] for cell in row["cells"]]:
            found |= set(numbers(text))
    for option in table["options"]:
        found |= set(numbers(option["label"])) | set(numbers(option["key"]))
    return found


@once
def of_table(table):
    found = set(of_labels(table))
    for row in table["rows"]:
        found |= of_change(row.get("change"))
        for cell in row["cells"]:
            found |= of_cell(cell)
    return found | {float(release) for release in table["held"].values()}


def of_theme(theme):
    return of_cell(theme) | of_change(theme["change"]) | ({float(theme["held"])} if "held" in theme else set())


def of_point(point):
    return of_cell(point) | of_change(point.get("change"))


def of_policy(summary):
    found = {float(n) for n in summary["policy"].values() if not isinstance(n, bool)}
    found |= {float(summary[k]) for k in ("responses", "expected", "batches", "release", "responses_held")
              if summary.get(k) is not None}
    return found


def of_waves(summary):
    """Earlier waves, as far as the summary itself repeats them."""
    found = set()
    for wave in summary.get("waves") or []:
        for one in wave["themes"] + wave["scorecard"]:
            found |= of_cell(one)
    return found


def of_answers_then(summary, table):
    """The wave before, where the answers to choose from were others."""
    then = [t for wave in (summary.get("waves") or [])[-1:] for t in wave["tables"] if t["id"] == table["id"]]
    return set().union(*[of_cell(row) for t in then for row in t["rows"]], set())


@once
def of_all(summary):
    found = of_policy(summary) | of_waves(summary)
    for table in summary["tables"]:
        found |= of_table(table)
    for theme in summary["themes"]:
        found |= of_theme(theme)
    for point in summary["scorecard"]:
        found |= of_point(point)
    return found


def day_words(summary):
    day = datetime.date.fromisoformat(summary["released"])
    return [summary["released"], day.strftime("%-d %B %Y")]


def texts_in(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for one in value.values() if isinstance(value, dict) else value:
            yield from texts_in(one)


class Words:
    """The summary's own texts, to be taken out of others: what is left has to be figures of it."""

    def __init__(self, days, *values):
        found = {" ".join(t.replace("\u00a0", " ").split()) for value in values for t in texts_in(value)}
        # a code such as 1, or a band such as 0-3, is no text that may hide a figure
        found = {t for t in found if re.search(r"\d", t) and re.search(r"[A-Za-z]{2}", t)} | set(days)
        self.texts = sorted(found, key=len, reverse=True)

    def out_of(self, text):
        for known in self.texts:
            if known in text:
                text = text.replace(known, " ")
        return text


def share(cell):
    words = ""
    if cell["pct"] is not None:
        words = "%d %%" % cell["pct"] + {10: " or less", 90: " or more"}.get(cell["pct"], "")
    marker = MARKERS[cell["marker"]]
    return words + (" " if words and marker else "") + marker


def count(n, marker):
    return str(n) if n is not None else MARKERS[marker]


def coverage(summary):
    """Responses for every hundred who were invited, to the nearest five; none if there are more."""
    if summary["responses"] is None or not summary["expected"]:
        return set()
    nearest = 5 * math.floor(20 * summary["responses"] / summary["expected"] + 0.5)
    return {float(max(5, nearest)), 100.0} if nearest <= 100 else set()
