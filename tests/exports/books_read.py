#!/usr/bin/env python3
"""Holds a workbook, as some program reads it, against its release's summary.json, cell by cell, and
against the rules for accessible spreadsheets.  Prints each difference and how many cells were the same;
exits 1 if there is a difference or no cell.

    books_read.py ods RELEASE FILE         by python3-odf
    books_read.py xlsx RELEASE FILE        by openpyxl
    books_read.py copy RELEASE FILE        the same, of a file that another program wrote: cells alone
    books_read.py gnumeric RELEASE FILE

SPDX-License-Identifier: AGPL-3.0-or-later
"""
import re
import sys
import warnings
import zipfile

from cells import ANY, clean, load, tables

warnings.simplefilter("ignore")
kind, folder, path = sys.argv[1:4]
gnumeric = kind == "gnumeric"
differences = 0
same = 0


def check(good, *words):
    global differences, same
    if good:
        same += 1
        return
    differences += 1
    if differences <= 20:
        print("DIFFERS", *[repr(w)[:160] for w in words])


# ---- python3-odf ---------------------------------------------------------------------------


def odf_text(node):
    out = ""
    for child in node.childNodes:
        name = getattr(child, "qname", ("", ""))[1]
        if child.nodeType == child.TEXT_NODE:
            out += re.sub(r"[ \t\n]+", " ", child.data)
        elif name == "s":
            out += " " * int(child.getAttribute("c") or 1)
        elif name == "tab":
            out += "\t"
        else:
            out += odf_text(child)
    return out


def odf_row(row, tell):
    from odf.table import TableCell, CoveredTableCell
    from odf.text import P
    cells = []
    if tell:
        check(not row.getElementsByType(CoveredTableCell), "merged cells")
    for cell in row.getElementsByType(TableCell):
        check(not cell.getAttribute("formula"), "a formula", cell.getAttribute("formula"))
        check(not cell.getAttribute("numbercolumnsspanned"), "a cell over several columns")
        kind = cell.getAttribute("valuetype")
        check(kind in ("string", "float"), "a cell of type", kind)
        words = "\n".join(odf_text(p) for p in cell.getElementsByType(P))
        if kind == "float":
            check(float(words.replace(",", "")) == float(cell.getAttribute("value")),
                  "shown and meant", words, cell.getAttribute("value"))
            cells.append(float(cell.getAttribute("value")))
        else:
            cells.append(words)
    return cells


def odf_book(path, tell, author):
    from odf.opendocument import load as odf_load
    from odf.table import Table, TableRow, TableHeaderRows, DatabaseRange
    from odf import dc
    doc = odf_load(path)
    ranges = {r.getAttribute("targetrangeaddress"): r for r in
              doc.spreadsheet.getElementsByType(DatabaseRange)}
    sheets = []
    for sheet in doc.spreadsheet.getElementsByType(Table):
        name = sheet.getAttribute("name")
        rows = [odf_row(row, tell) for row in sheet.getElementsByType(TableRow)]
        sheets.append((name, rows))
        heads = sheet.getElementsByType(TableHeaderRows)
        check(len(heads) == (name != "Cover"), name, "header rows", len(heads))
        if name == "Cover" or not heads:
            continue
        at = sheet.getElementsByType(TableRow).index(heads[0].getElementsByType(TableRow)[0])
        want = f"{name}.A{at + 1}:{name}.{chr(64 + len(rows[at]))}{len(rows)}"
        check(want in ranges, name, "no database range", want)
    check(len(ranges) == len(sheets) - 1, "ranges", len(ranges))
    for kind, word in ((dc.Title, "title"), (dc.Language, "language")):
        check(len(doc.meta.getElementsByType(kind)) == 1, "no", word)
    check([str(c) for c in doc.meta.getElementsByType(dc.Creator)] == [clean(author)] * bool(author), "author")
    with zipfile.ZipFile(path) as z:
        first = z.infolist()[0]
        check((first.filename, first.compress_type, first.extra) == ("mimetype", 0, b""), "mimetype first")
        check(z.read("mimetype") == b"application/vnd.oasis.opendocument.spreadsheet", "mimetype")
    return sheets


# ---- openpyxl ------------------------------------------------------------------------------


def xlsx_value(cell):
    value = cell.value
    check(cell.data_type in ("s", "n"), "a cell of type", cell.data_type, value)
    if isinstance(value, str):
        # gnumeric shows how the format writes what looks like a character's number
        return value.replace("_x005F_x", "_x") if gnumeric else value
    return float(value) if value is not None else None


def high_enough(sheet, cell):
    """A character takes 5 points at least of what is no narrow letter; a width counts 5.25 points."""
    wide = len(re.sub("[^a-hkm-qs-zA-Z0-9]", "", str(cell.value))) * 5.4
    lines = -(-wide // (sheet.column_dimensions[cell.column_letter].width * 5.25))
    height = sheet.row_dimensions[cell.row].height
    return height and height >= min(409, lines * 13.8)


def xlsx_rules(book):
    import datetime
    check(book.active.title == "Cover", "opens on", book.active.title)
    check(book.properties.language and book.properties.title, "no language, no title")
    check(book.properties.created.time() == datetime.time(0), "created", book.properties.created)
    check(not book.defined_names.definedName, "defined names")
    for sheet in book:
        check(not sheet.merged_cells.ranges, sheet.title, "merged cells")
        check(not sheet.freeze_panes, sheet.title, "frozen panes")
        check(not sheet.auto_filter.ref, sheet.title, "a filter")
        check(not sheet._images and not sheet._charts, sheet.title, "pictures")
        check(not any(d.hidden for d in sheet.row_dimensions.values()), sheet.title, "hidden rows")
        check(not any(d.hidden for d in sheet.column_dimensions.values()), sheet.title, "hidden columns")
        check(len(sheet.tables) == (sheet.title != "Cover"), sheet.title, "tables", len(sheet.tables))
        for table in sheet.tables.values():
            check(table.autoFilter is None, sheet.title, "a table's filter")
            check(table.ref.startswith("A") and table.ref.split(":")[1] == sheet.dimensions.split(":")[1],
                  sheet.title, table.ref, sheet.dimensions)
        head = min([int(re.search(r"\d+", t.ref)[0]) for t in sheet.tables.values()], default=0)
        for row in sheet.iter_rows():
            for cell in row:
                check(cell.fill.fill_type is None, sheet.title, "a fill")
                if cell.value is not None:
                    check(cell.font.name == "Arial" and cell.font.size >= 12, cell.coordinate, cell.font.name)
                    above = cell.row < head
                    check(bool(cell.alignment.wrap_text) != above, sheet.title, cell.coordinate, "wrapping")
                    check(above or high_enough(sheet, cell), sheet.title, cell.coordinate, "a low row")
                    number = cell.data_type == "n"
                    check(not number or cell.alignment.horizontal == "right", cell.coordinate, "a number at left")


def xlsx_book(path, tell):
    import openpyxl
    book = openpyxl.load_workbook(path)
    if tell:
        xlsx_rules(book)
    sheets = []
    for sheet in book:
        rows = [[xlsx_value(cell) for cell in row] for row in sheet.iter_rows()]
        for row in rows:
            while row and row[-1] in (None, ""):
                row.pop()
        sheets.append((sheet.title, rows))
    return sheets


# ---- what must hold of either ----------------------------------------------------------------


def split(name, rows):
    """Lines above, header, rows: one table from column A, and nothing below it."""
    head = next((i for i, row in enumerate(rows) if len(row) > 1), len(rows))
    for i, row in enumerate(rows[:head]):
        check(len(row) == 1 and row[0], name, "a blank line above the table", i)
    for row in rows[head:]:
        check(len(row) == len(rows[head]) and all(c not in (None, "") for c in row), name, "a gap", row)
    return [row[0] for row in rows[:head] if row], rows[head] if head < len(rows) else [], rows[head + 1:]


def agrees(want, got):
    if want is ANY:
        return got is not None
    if isinstance(want, float) and isinstance(got, float):
        return abs(want - got) < 0.001
    return want == got


def compare(summary, sheets):
    expected = tables(summary)
    names = [name for name, _ in sheets]
    check(names == ["Cover", "Contents", "Notes"] + [f"Table_{i + 1}" for i in range(len(expected))],
          "sheets", names[:6], len(names), len(expected))
    warnings_first = [n for n in summary["notes"] if re.match("A draft|The answers are inv|This is a reh", n)]
    for name, rows in sheets:
        lines, head, body = split(name, rows)
        check(len(set(head)) == len(head), name, "two columns of one title", head)
        for words in warnings_first:
            check(clean(words) in lines or clean(words) in " ".join(lines), name, "no warning", words)
        if name == "Cover":
            check(lines[0] == clean(summary["form"]["title"]), "the title", lines[0])
        else:
            check(any(l.startswith("This worksheet contains one table.") for l in lines), name, lines)
            check(len(body) > 0, name, "an empty table")
    _, head, body = split("Contents", sheets[1][1])
    check([row[1] for row in body if row[1] != "none"] == names[2:], "contents", len(body))
    _, head, body = split("Notes", sheets[2][1])
    check([row[1] for row in body] == [clean(n) for n in summary["notes"]], "notes")
    notes = {row[0] for row in body}
    for (name, rows), (title, want) in zip(sheets[3:], expected):
        lines, head, body = split(name, rows)
        if "Remark" in head and not any("why" in t for t in summary["themes"]):
            body = [row[:head.index("Remark")] + row[head.index("Remark") + 1:] for row in body]
        # what is asked several times has its pages' title before it, which summary.json has not
        check(re.match(r"Table \d+: ", lines[0]) and re.match("(Incident: )?" + re.escape(title),
                                                              lines[0].split(": ", 1)[1]),
              name, lines[0], title)
        for mention in re.findall(r"\[(note \d+)\]", " ".join([lines[0]] + head)):
            check(mention in notes, name, "no such note", mention)
        shown = {c for row in body for c in row if isinstance(c, str) and re.fullmatch(r"(\[[cuxz]\])+", c)}
        for marker in set(re.findall(r"\[[cuxz]\]", "".join(shown))):
            check(any(l.startswith("Markers: ") and marker in l for l in lines), name, "not explained", marker)
        check(len(body) == len(want), name, title, "rows", len(body), len(want))
        for w, g in zip(want, body):
            check(len(w) == len(g), name, "columns", g, w)
            for one, other in zip(w, g):
                check(agrees(one, other), name, other, one if one is not ANY else "any")


summary = load(folder)
compare(summary, odf_book(path, True, summary["run_by"]) if kind == "ods" else xlsx_book(path, kind == "xlsx"))
print(f"{same} the same, {differences} different")
sys.exit(differences > 0 or same == 0)
