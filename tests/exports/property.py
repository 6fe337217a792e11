#!/usr/bin/env python3
"""Holds every file of a release against its summary.json: no format holds a figure that the JSON lacks,
and each cell of the JSON's tables stands in each format with its marker.

    property.py check RELEASE [EXACT] [EARLIER...]
    property.py inert RELEASE       cells and elements alone: its texts are full of digits

EXACT is a JSON list of [table, group, key, exact number]; EARLIER are summaries of earlier waves, whose
own texts may be told.  Each difference is printed; exits 1 if there is one.

The cells of workbooks, CSV, SAV, QDPX and DDI are read by the other readers of this folder.

SPDX-License-Identifier: AGPL-3.0-or-later
"""
import csv
import glob
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from xml.etree import ElementTree

sys.dont_write_bytecode = True

import property_figures as figures
from property_html import Report, plain

HERE = os.path.dirname(os.path.abspath(__file__))
faults = []
seen = {}
inert = sys.argv[1] == "inert"


def check(good, *words):
    seen["checks"] = seen.get("checks", 0) + 1
    if not good:
        faults.append(" ".join(w if isinstance(w, str) else repr(w)[:300] for w in words))


def only(where, text, allowed, words):
    """All figures of a text are among those allowed, once the summary's own texts are taken out."""
    for number in [] if inert else figures.numbers(words.out_of(plain(text))):
        seen["figures"] = seen.get("figures", 0) + 1
        check(number in allowed, where, "has a figure that summary.json lacks:", "%g" % number, "in", text[:200])


# ---- the report ------------------------------------------------------------------------------


class Html:
    """What may stand where: each place of the report has figures of its own."""

    def __init__(self, summary, earlier):
        self.summary = summary
        self.tables = {t["id"]: t for t in summary["tables"]}
        self.themes = {"theme-" + t["id"]: t for t in summary["themes"]}
        self.policy = figures.of_policy(summary) | figures.coverage(summary)
        self.then = {}
        for wave in earlier:
            self.then = {t["id"]: t for t in wave["tables"]}

    def own(self):
        return [t for t in self.summary["tables"] if not t["by"]]

    def asked(self):
        everybody = [t for t in self.own() if t["everyone"]]
        return {float(len(everybody)), float(len(self.own()) - len(everybody))}

    def moved(self):
        """How many shares went up or down, and how many of them by chance: counted from the JSON."""
        said = [row["change"]["say"] for t in self.own() if len(t["rows"]) > 1 for row in t["rows"][1:]
                if row.get("change") and row["change"]["points"] is not None]
        counts = {float(said.count(way)) for way in ("up", "down", "no clear change")}
        return counts | {float(len(said)), float(max(1, (len(said) + 10) // 20))}

    def changed(self, table):
        """Beside its own figures: those of the wave before, where the answers were others."""
        labels = self.then.get(table["id"])
        return figures.of_table(table) | figures.of_answers_then(self.summary, table) | (
            figures.of_labels(labels) if labels else set())

    def axis(self, table):
        """A chart of changes has a scale of whole tens around the farthest point."""
        far = [abs(row["change"][name]) for row in table["rows"][1:] if row.get("change")
               for name in ("points", "low", "high") if row["change"][name] is not None]
        return {float(k) for k in range(10, 201, 10) if k >= max(far, default=0) - 0.05}

    def allowed(self, h2, h3, element, chart, text):
        table = self.tables.get(h3[len("change-"):] if h2 == "part-change" else h3)
        if h2 == "part-change" and table:
            axis = self.axis(table) if chart and re.fullmatch("[\u2212+]\\d+", text) else set()
            return self.changed(table) | axis | ({0.0, 100.0} if chart else set())
        if table:
            found = set(figures.of_table(table))
            for other in self.summary["tables"]:
                if table["lead"] and other["lead"] == table["lead"] and other["by"] == table["by"]:
                    found |= figures.of_table(other)
            return found
        if h2 in self.themes:
            return figures.of_theme(self.themes[h2])
        if h2 == "part-strengths":
            return {100.0}.union(*[figures.of_theme(t) for t in self.summary["themes"]])
        if h2 == "part-scorecard":
            return set().union(*[figures.of_point(p) for p in self.summary["scorecard"]])
        if h2 == "part-change":
            return self.moved().union(*[figures.of_table(t) for t in self.own()])
        if h2 == "part-lines":
            found = figures.of_waves(self.summary).union(
                *[figures.of_cell(one) for one in self.summary["themes"] + self.summary["scorecard"]])
            return found | ({0.0, 50.0, 100.0} if chart else set())
        if h2 == "part-method":
            book = {float((self.summary["agreement"] or {}).get("book", 0))}
            return self.policy | self.asked() | book | {0.80, 0.667, 1.96, 16.0, 2008.0}  # the alphas; sources
        return self.policy


def read_html(folder, summary, words, earlier):
    with open(os.path.join(folder, "summary.html"), encoding="utf-8") as f:
        page = Report(f.read())
    for fault in page.faults:
        check(False, "summary.html", fault)
    for tag, attrs in page.tags:
        check(tag not in ("script", "iframe", "object", "embed", "form", "base"), "summary.html has a", tag)
        check(not any(name.startswith("on") for name in attrs), "summary.html: a handler", attrs)
        for name in ("href", "src", "xlink:href", "action"):
            link = attrs.get(name) or ""
            check(re.match(r"(#|tables/[\w-]+\.csv$|data:,$|$)", link), "summary.html leads to", link)
    html = Html(summary, earlier)
    for h2, h3, element, chart, text in page.blocks:
        only("summary.html, %s %s <%s>" % (h2, h3, element), text, html.allowed(h2, h3, element, chart, text), words)
    read_html_tables(page, html)


def html_rows(table):
    """The rows of a question's own table."""
    for row in table["rows"][1:]:
        cell = row["cells"][-1]
        ranged = figures.MARKERS[cell["marker"]] if cell["low"] is None else (cell["low"], cell["high"])
        yield [plain(row["label"]), figures.count(cell["n"], cell["marker"]), figures.share(cell), ranged]


def cross_rows(table):
    for row in table["rows"][1:] + table["rows"][:1]:
        base = row["key"] == "*"
        yield [plain(row["label"]) if not base else "All who answered"] + [
            figures.count(c["n"], c["marker"]) if base else figures.share(c) for c in row["cells"]]


def block_row(table):
    base = table["rows"][0]["cells"][0]
    return [plain(table["title"])] + [figures.share(r["cells"][0]) for r in table["rows"][1:]] + [
        figures.count(base["n"], base["marker"])]


def same(want, got):
    if isinstance(want, str):
        return want == got
    found = re.fullmatch(r"(\d+) to (\d+) %", got)
    return bool(found) and all(float(n) in figures.limits(of) for n, of in zip(found.groups(), want))


def read_html_tables(page, html):
    there = {}
    for h2, h3, rows in page.tables:
        if h2 != "part-change":
            there.setdefault(h3 or h2, []).append(rows)
    for table in html.summary["tables"]:
        shown = table["level"] in ("full", "merged", "groups")
        if len(table["rows"]) < (1 if table["by"] else 2) or (table["by"] and not shown):
            continue
        found = there.get(table["id"], [[]])[0][1:]
        if table["lead"] and not found:  # statements share a table under the first one's heading
            found = [r for h2, h3, rows in page.tables for r in rows
                     if h2 != "part-change" and h3 in html.tables and r[0] == plain(table["title"])]
            want = [block_row(table)]
        elif table["lead"] and not table["by"] and found[0][0] != plain(table["rows"][1]["label"]):
            found, want = [r for r in found if r[0] == plain(table["title"])], [block_row(table)]
        else:
            want = list(cross_rows(table) if table["by"] else html_rows(table))
        check(len(found) == len(want) and all(len(w) == len(g) and all(map(same, w, g)) for w, g in zip(want, found)),
              "summary.html,", table["id"], "says", found, "not", want)
    for theme, row in zip(html.summary["themes"], there.get("part-strengths", [[]])[0][1:]):
        check(row[0] == plain(theme["title"]) and row[2] == figures.share(theme) and
              row[4] == figures.count(theme["base"], theme["marker"] or "x"), "summary.html, strength", row, theme)
    for point, row in zip(html.summary["scorecard"], there.get("part-scorecard", [[]])[0][1:]):
        check(row[2] == figures.share(point) and row[3] == figures.count(point["base"], point["marker"]),
              "summary.html, scorecard", row, point)


# ---- texts and data -----------------------------------------------------------------------------


def xml_texts(data):
    """Texts and attributes, without what names or places things: ids, positions, addresses."""
    for element in ElementTree.fromstring(data).iter():
        tag = element.tag.split("}")[-1]
        for text in (element.text, element.tail):
            yield tag, text or ""
        for name, value in element.attrib.items():
            if not re.search(r"(?i)(guid|user$|^id$|position|schemalocation|path|^var$|^catgry$|version)", name):
                yield tag + "@" + name.split("}")[-1], value


def read_xml(name, data, summary, words):
    allowed = figures.of_all(summary)
    quotes = sum(len(t["quotes"]) for t in summary["themes"])
    for where, text in xml_texts(data):
        exact = re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z|Quote \d+", text)
        if text.startswith("Quote ") and exact:
            check(int(text[6:]) <= quotes, name, where, text)
        elif not (exact and text.startswith(summary["released"])):
            only("%s, <%s>" % (name, where), text, allowed, words)


def zip_parts(path, pattern):
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if re.search(pattern, name):
                yield name, archive.read(name)


def read_book(name, texts, summary, words):
    """Cells of a workbook, one after the other; counts of sheets and notes are its own."""
    sheets = len(summary["tables"]) + 6
    for text in texts:
        text = re.sub(r"\b(Table[ _]|data_|note )(\d+)", lambda m: "" if int(m[2]) <= sheets + len(
            summary["notes"]) else m[0], text)
        only(name, text, figures.of_all(summary), words)


def read_ods(path, summary, words):
    (_, data), = zip_parts(path, r"^content\.xml$")
    texts = []
    for cell in ElementTree.fromstring(data).iter("{urn:oasis:names:tc:opendocument:xmlns:table:1.0}table-cell"):
        texts.append("\n".join("".join(p.itertext()) for p in cell))
        for key, value in cell.attrib.items():
            check(not key.endswith("formula"), "summary.ods has a formula", value)
            if key.endswith("}value"):
                texts.append(value)
    read_book("summary.ods", texts, summary, words)


def read_xlsx(path, summary, words):
    m = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    texts = []
    for name, data in zip_parts(path, r"^xl/(sharedStrings|worksheets/sheet\d+|tables/table\d+)\.xml$"):
        root = ElementTree.fromstring(data)
        texts += ["".join(t.itertext()) for t in root.iter(m + "si")]
        texts += [c.get("name") for c in root.iter(m + "tableColumn")]
        for cell in root.iter(m + "c"):
            check(cell.find(m + "f") is None, "summary.xlsx has a formula", cell.get("r"))
            if cell.get("t", "n") == "n" and cell.find(m + "v") is not None:
                texts.append(cell.find(m + "v").text)
    read_book("summary.xlsx", texts, summary, words)


def read_csv(path, summary, words):
    with open(path, encoding="utf-8", newline="") as f:
        rows = list(csv.reader(f, strict=True))
    ids = {t["id"]: t for t in summary["tables"]}
    for row in rows[1:]:
        table = ids.get(row[0])
        allowed = figures.of_table(table) if table else figures.of_all(summary)
        for text in row:
            check(not re.match("[=+@\t\r\n\uff1d\uff0b\uff0d\uff20-]", text), path, "begins like a formula", text)
            only(os.path.basename(path), text, allowed, words)


# What is no figure of the survey: codes of what is missing, the 95 per cent, the nearest 5, SPSS's width.
SCRIPT = {"summary.sps": {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 95}, "summary.R": {0, 1, 5, 95}}


def read_script(path, summary, words):
    """Strings and bare numbers alike; tables are numbered."""
    name = os.path.basename(path)
    with open(path, encoding="utf-8") as f:
        text = f.read()
    labels = set().union(*[figures.of_labels(t) | set(figures.numbers(t["title"])) for t in summary["tables"]], set())
    numbered = {float(i + 1) for i in range(len(summary["tables"]) + 1)} if name == "summary.sps" else set()
    allowed = {float(n) for n in SCRIPT[name]} | numbered | labels
    text = re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), text).replace("UTF-8", "").replace("\\\\1", "")
    for line in text.split("\n"):
        only(name, line, allowed, words)


def read_manifest(path, folder, summary):
    with open(path, encoding="utf-8") as f:
        manifest = json.load(f)
    policy = manifest.pop("policy")
    policy.pop("rehearsal")
    check(policy == summary["policy"], "MANIFEST.json: policy", policy)
    for name, value in (("survey", summary["survey"]), ("form", summary["form"]["hash"]),
                        ("released", summary["released"]), ("invented", summary["invented"]),
                        ("unconfirmed", summary["unconfirmed"]), ("canvass", "manifest 1")):
        check(manifest.pop(name) == value, "MANIFEST.json:", name)
    ledger = manifest.pop("ledger", None)
    check(not ledger or ledger["release"] == summary["release"] and set(ledger) == {"release", "hash"},
          "MANIFEST.json: ledger", ledger)
    for one in manifest.pop("files"):
        check(one["bytes"] == os.path.getsize(os.path.join(folder, one["path"])), "MANIFEST.json:", one)
        check(set(one) == {"path", "bytes", "sha256"}, "MANIFEST.json:", one)
    for name, value in manifest.items():
        check(name == "release" and re.fullmatch("[0-9a-f]{64}", value) or isinstance(value, bool),
              "MANIFEST.json has more:", name, value)


# ---- the other readers of this folder ---------------------------------------------------------------


def other(words, *command):
    done = subprocess.run(command, cwd=HERE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300)
    said = done.stdout.decode(errors="replace").strip().split("\n")
    check(done.returncode == 0 or said[-1].startswith("0 the same, 0"), words, " | ".join(said[:6]))


def read_others(folder, summary):
    if any(t["rows"] for t in summary["tables"]) or summary["themes"]:
        other("tables/*.csv", sys.executable, "data_read.py", "csv", folder)
    for kind, file in (("ods", "summary.ods"), ("xlsx", "summary.xlsx")):
        python = os.environ.get("PYTHON_" + kind.upper())
        if python:
            other(file, python, "books_read.py", kind, folder, os.path.join(folder, file))
    other("quotes.qdpx", sys.executable, "data_xml.py", "qda", folder)
    other("codebook.xml", sys.executable, "data_xml.py", "ddi", folder, "en")
    if os.environ.get("PSPP"):
        copy = folder + ".sav.csv"
        script = "GET FILE='%s/summary.sav'.\nSAVE TRANSLATE /OUTFILE='%s' /TYPE=CSV /FIELDNAMES /CELLS=VALUES /REPLACE.\n"
        done = subprocess.run([os.environ["PSPP"], "-O", "format=txt", "-"], input=(script % (folder, copy)).encode(),
                              stdout=subprocess.PIPE, timeout=300)
        check(done.returncode == 0, "pspp reads no summary.sav:", done.stdout[-300:])
        if done.returncode == 0 and any(t["rows"] for t in summary["tables"]):
            other("summary.sav", sys.executable, "data_read.py", "sav", folder, copy)


# ---- a release ---------------------------------------------------------------------------------------


def hidden(summary, exact):
    """Hidden numbers are hidden for a reason, and their true ones are nowhere told as theirs."""
    cells = {(t["id"], c["key"], r["key"]): c for t in summary["tables"] for r in t["rows"] for c in r["cells"]}
    for table, group, key, n in exact:
        cell = cells.get((table, group, key))
        if cell is None or cell["n"] is None:
            seen["hidden"] = seen.get("hidden", 0) + (cell is not None)
            check(cell is None or cell["pct"] is None and cell["low"] is None and "c" in cell["marker"],
                  "summary.json:", table, group, key, "tells of", n, cell)
        else:
            check(cell["n"] % summary["policy"]["rounding"] == 0 and n >= summary["policy"]["threshold"] - 2,
                  "summary.json:", table, group, key, "is", cell["n"], "for", n)


def read_release(folder, exact, earlier):
    with open(os.path.join(folder, "summary.json"), encoding="utf-8") as f:
        summary = json.load(f)
    days = figures.day_words(summary)
    words = figures.Words(days, summary, [w["tables"] for w in earlier])
    hidden(summary, exact)
    read_html(folder, summary, words, earlier)
    read_ods(os.path.join(folder, "summary.ods"), summary, words)
    read_xlsx(os.path.join(folder, "summary.xlsx"), summary, words)
    for path in sorted(glob.glob(os.path.join(folder, "**", "*.csv"), recursive=True)):
        read_csv(path, summary, words)
    for name in ("summary.sps", "summary.R"):
        read_script(os.path.join(folder, name), summary, words)
    for name in ("codebook.xml", "themes.qdc"):
        path = os.path.join(folder, name)
        if os.path.exists(path):
            with open(path, "rb") as f:
                read_xml(name, f.read(), summary, words)
    for name, data in zip_parts(os.path.join(folder, "quotes.qdpx"), ""):
        if name.endswith(".qde"):
            read_xml("quotes.qdpx", data, summary, words)
        else:
            check(data.decode() in {" ".join(q.split()) for t in summary["themes"] for q in t["quotes"]},
                  "quotes.qdpx, a text that is no quote", data[:200])
    with open(os.path.join(folder, "README.txt"), encoding="utf-8") as f:
        for line in f:
            only("README.txt", line.replace("SHA256SUMS", "").replace("sha256sum", "").replace(
                "DDI Codebook 2.5", ""), set(), words)
    with open(os.path.join(folder, "tables", "metadata.json"), encoding="utf-8") as f:
        for text in figures.texts_in(json.load(f)):
            if not re.match(r"https?://", text):
                only("metadata.json", text, {5.0, 10.0, 90.0, 95.0} | figures.of_policy(summary), words)
    read_manifest(os.path.join(folder, "MANIFEST.json"), folder, summary)
    with zipfile.ZipFile(os.path.join(folder, "bundle.zip")) as bundle:
        for name in bundle.namelist():
            if name != "SHA256SUMS":
                with open(os.path.join(folder, name), "rb") as f:
                    check(bundle.read(name) == f.read(), "bundle.zip has another", name)
    read_others(folder, summary)


def load(path):
    with open(path, encoding="utf-8") as f:
        return json.load(f)


if __name__ == "__main__":
    read_release(os.path.abspath(sys.argv[2]), load(sys.argv[3]) if len(sys.argv) > 3 else [],
                 [load(path) for path in sys.argv[4:]])
    for fault in faults[:15]:
        print(fault)
    print("%(checks)d checks, %(figures)d figures, %(hidden)d hidden numbers," % {
        "figures": 0, "hidden": 0, **seen}, len(faults), "wrong")
    sys.exit(1 if faults else 0)
