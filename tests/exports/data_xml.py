#!/usr/bin/env python3
"""Holds quotes.qdpx, themes.qdc and codebook.xml against summary.json and against the rules of their
standards, written down here as tables: REFI-QDA 1.5 and DDI Codebook 2.5.

    data_xml.py qda RELEASE [QUOTES]    QUOTES: the texts that went in, as a JSON list
    data_xml.py ddi RELEASE LANGUAGE...

Prints a line for each difference; exits 1 if there is one.

SPDX-License-Identifier: AGPL-3.0-or-later
"""
import hashlib
import json
import os
import re
import sys
import zipfile
from xml.etree import ElementTree

GUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
LOCATION = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"
differences = 0
same = 0


def check(good, *words):
    global differences, same
    same += bool(good)
    if not good:
        differences += 1
        if differences <= 20:
            print("DIFFERS", *[w if isinstance(w, str) else repr(w) for w in words])


def released(folder):
    with open(os.path.join(folder, "summary.json"), encoding="utf-8") as f:
        return json.load(f)


def bare(element):
    return element.tag.split("}")[1]


def check_order(element, orders):
    """Children as the schema has them, one kind after the other; what is not there may not be."""
    order = orders.get(bare(element), [])
    places = []
    for child in element:
        check(bare(child) in order, bare(element), "holds", bare(child))
        places.append(order.index(bare(child)) if bare(child) in order else -1)
        check_order(child, orders)
    check(places == sorted(places), bare(element), "order", [bare(c) for c in element])


def check_attributes(root, required, allowed):
    for element in root.iter():
        name = bare(element)
        for attribute in required.get(name, []):
            check(attribute in element.attrib, name, "lacks", attribute)
        for attribute in element.attrib:
            check(attribute in required.get(name, []) + allowed.get(name, []), name, "has", attribute)


# ---- REFI-QDA ------------------------------------------------------------------------------

PROJECT_ORDER = {
    "Project": ["Users", "CodeBook", "Variables", "Cases", "Sources", "Notes", "Links", "Sets", "Graphs",
                "Description", "NoteRef"],
    "Users": ["User"], "CodeBook": ["Codes"], "Codes": ["Code"],
    "Code": ["Description", "NoteRef", "Code"], "Sources": ["TextSource"],
    "TextSource": ["Description", "PlainTextContent", "PlainTextSelection", "Coding", "NoteRef",
                   "VariableValue"],
    "PlainTextSelection": ["Description", "Coding", "NoteRef"], "Coding": ["CodeRef", "NoteRef"],
}
PROJECT_REQUIRED = {
    "Project": ["name"], "User": ["guid"], "Code": ["guid", "name", "isCodable"],
    "TextSource": ["guid"], "PlainTextSelection": ["guid", "startPosition", "endPosition"],
    "Coding": ["guid"], "CodeRef": ["targetGUID"],
}
MADE = ["creatingUser", "creationDateTime", "modifyingUser", "modifiedDateTime"]
PROJECT_ALLOWED = {
    "Project": ["origin", "creatingUserGUID", "creationDateTime", "modifyingUserGUID",
                "modifiedDateTime", "basePath", LOCATION],
    "User": ["name", "id"], "Code": ["color"], "CodeBook": ["origin"],
    "TextSource": ["name", "richTextPath", "plainTextPath"] + MADE,
    "PlainTextSelection": ["name"] + MADE, "Coding": MADE[:2],
}
FOUND = ["Nights \u2013 \u0175", "=Parking <&>"]  # as release.c says
LISTS = ["Users", "Codes", "Sources"]  # at least one in each


def check_project(root):
    check_order(root, PROJECT_ORDER)
    check_attributes(root, PROJECT_REQUIRED, PROJECT_ALLOWED)
    guids = [e.attrib["guid"] for e in root.iter() if "guid" in e.attrib]
    check(all(GUID.fullmatch(g) for g in guids), "GUIDs")
    check(len(set(guids)) == len(guids), "a GUID stands twice")
    for element in root.iter():
        if bare(element) in LISTS:
            check(len(element), bare(element), "empty")
        for name, value in element.attrib.items():
            if name.endswith("DateTime"):
                check(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", value), name, value)
            if name == "isCodable":
                check(value in ("true", "false"), name, value)


def guid_of(survey, kind, name):
    data = bytearray(hashlib.blake2b(f"{survey}\n{kind}\n{name}".encode(), digest_size=16).digest())
    data[6] = data[6] & 0x0f | 0x80
    data[8] = data[8] & 0x3f | 0x80
    text = data.hex()
    return "-".join([text[:8], text[8:12], text[12:16], text[16:20], text[20:]])


def one_line(quote):
    text = re.sub("[\n\x0b\x0c\r\x85\u2028\u2029]", " ", quote)
    text = re.sub("^\ufeff|[\x00-\x08\x0e-\x1f\ufffe\uffff]", "\ufffd", text)
    return text


def shape(element):
    return [(bare(e), len(e), (e.text or "").strip()) for e in element.iter()]


def codes_of(root, namespace):
    return [(c.attrib["guid"], c.attrib["name"]) for c in root.iter(namespace + "Code")]


def read_sources(archive, project, q, summary, folder):
    codes = dict(codes_of(project, q))
    quotes = []
    names = set(archive.namelist())
    for source in project.iter(q + "TextSource"):
        path = source.attrib["plainTextPath"]
        check(path == f"internal://{source.attrib['guid']}.txt", "path", path)
        data = archive.read("sources/" + path[len("internal://"):])
        names.discard("sources/" + path[len("internal://"):])
        text = data.decode("utf-8")
        check(not data.startswith(b"\xef\xbb\xbf") and len((text + "x").splitlines()) == 1, "one line", path)
        selections = source.findall(q + "PlainTextSelection")
        check(len(selections) == 1, "selections", len(selections))
        ends = (selections[0].attrib["startPosition"], selections[0].attrib["endPosition"])
        check(ends == ("0", str(len(text))), "positions", ends, len(text))
        references = [c.attrib["targetGUID"] for c in selections[0].iter(q + "CodeRef")]
        check(len(references) == 1 and references[0] in codes, "reference", references)
        quotes.append((codes.get(references[0]), text))
    want = [(t["title"], one_line(quote)) for t in summary["themes"] for quote in t["quotes"]]
    check(quotes == want, "quotes", len(quotes), len(want))
    check(names == {"project.qde"}, "other files", names)
    return quotes


def read_qda(folder, sent):
    summary = released(folder)
    q = "{urn:QDA-XML:project:1.0}"
    with zipfile.ZipFile(os.path.join(folder, "quotes.qdpx")) as archive:
        check(archive.testzip() is None, "damaged")
        check(archive.namelist()[0] == "project.qde", archive.namelist()[0])
        check(archive.namelist()[1:] == sorted(archive.namelist()[1:]), "sorted")
        day = tuple(int(part) for part in summary["released"].split("-")) + (0, 0, 0)
        check(all(entry.date_time == day for entry in archive.infolist()), "days")
        project = ElementTree.fromstring(archive.read("project.qde"))
        check(project.tag == q + "Project", project.tag)
        check_project(project)
        quotes = read_sources(archive, project, q, summary, folder)
        users = [u.attrib for u in project.iter(q + "User")]
        check([u["name"] for u in users] == ["canvass"], "users", users)
        makers = {e.attrib["creatingUser"] for e in project.iter() if "creatingUser" in e.attrib}
        check(makers <= {users[0]["guid"]}, "makers", makers)
        check(project.attrib["creationDateTime"] == summary["released"] + "T00:00:00Z", "day")
    if sent:
        with open(sent, encoding="utf-8") as f:
            check(sorted(text for _, text in quotes) == sorted(one_line(t) for t in json.load(f)), "sent")
    themes = [(guid_of(summary["survey"], "theme", t["id"]), t["title"]) for t in summary["themes"]]
    check(codes_of(project, q)[:len(themes)] == themes, "themes")
    path = os.path.join(folder, "themes.qdc")
    if not themes:
        check(not os.path.exists(path) and project.find(q + "CodeBook") is None, "a codebook of nothing")
        return
    book = ElementTree.parse(path).getroot()
    c = "{urn:QDA-XML:codebook:1.0}"
    check(book.tag == c + "CodeBook", book.tag)
    check_project(book)
    check(codes_of(book, c) == codes_of(project, q), "the codebooks")
    check(shape(book.find(c + "Codes")) == shape(project.find(q + "CodeBook/" + q + "Codes")),
          "nesting and descriptions")
    found = [code for code in book.iter(c + "Code") if code.findall(c + "Code")]
    check(sent is None or [f.attrib["isCodable"] for f in found] == ["false"], "found by coders")
    for code in found:
        names = [child.attrib["name"] for child in code.findall(c + "Code")]
        check(names == FOUND, "found by coders", names)


# ---- DDI -----------------------------------------------------------------------------------

CITATION = ["titlStmt", "rspStmt", "prodStmt", "distStmt", "serStmt", "verStmt", "biblCit", "holdings",
            "notes"]
DDI_ORDER = {
    "codeBook": ["docDscr", "stdyDscr", "fileDscr", "dataDscr", "otherMat"],
    "docDscr": ["citation", "guide", "docStatus", "docSrc", "notes"], "citation": CITATION,
    "titlStmt": ["titl", "subTitl", "altTitl", "parTitl", "IDNo"], "rspStmt": ["AuthEnty", "othId"],
    "prodStmt": ["producer", "copyright", "prodDate", "prodPlac", "software", "fundAg", "grantNo"],
    "verStmt": ["version", "verResp", "notes"],
    "stdyDscr": ["citation", "studyAuthorization", "stdyInfo", "studyDevelopment", "method", "dataAccs",
                 "othrStdyMat", "notes"],
    "stdyInfo": ["studyBudget", "subject", "abstract", "sumDscr", "qualityStatement", "notes"],
    "sumDscr": ["timePrd", "collDate", "nation", "geogCover", "geogUnit", "geogBndBox", "boundPoly",
                "anlyUnit", "universe", "dataKind"],
    "method": ["dataColl", "notes", "anlyInfo", "stdyClas"], "dataColl": ["timeMeth", "collMode"],
    "dataAccs": ["typeOfAccess", "setAvail", "useStmt", "notes"],
    "useStmt": ["confDec", "specPerm", "restrctn", "contact", "citReq", "deposReq", "conditions"],
    "dataDscr": ["varGrp", "nCubeGrp", "var", "nCube", "notes"],
    "varGrp": ["labl", "txt", "concept", "defntn", "universe", "notes"],
    "var": ["location", "labl", "imputation", "security", "embargo", "respUnit", "anlysUnit", "qstn",
            "valrng", "invalrng", "undocCod", "universe", "TotlResp", "sumStat", "txt", "stdCatgry",
            "catgryGrp", "catgry", "codInstr", "verStmt", "concept", "derivation", "varFormat", "geoMap",
            "catLevel", "notes"],
    "qstn": ["preQTxt", "qstnLit", "postQTxt", "forward", "backward", "ivuInstr"],
    "catgryGrp": ["labl", "catStat", "txt"], "catgry": ["catValu", "labl", "txt", "catStat"],
    "derivation": ["drvdesc", "drvcmd"],
}


def texts(element, name, d):
    return {e.attrib.get(XML_LANG): e.text for e in element.findall(d + name)}


def stats(element, d):
    return {s.attrib["type"]: int(s.text) for s in element.findall(d + "catStat")}


def printed(cell):
    made = {"freq": cell["n"], "percent": cell["pct"]}
    return {name: n for name, n in made.items() if n is not None}


def check_numbers(element, row, d, where):
    cell = row["cells"][-1]
    check(stats(element, d) == printed(cell), where, row["key"], stats(element, d), printed(cell))
    said = " ".join(t.text for t in element.findall(d + "txt"))
    for part in cell["marker"]:
        check(f"[{part}]" in said, where, row["key"], "marker", said)
    check(bool(said) == bool(cell["marker"]), where, row["key"], said)


def check_table(variable, table, languages, d):
    """All printed numbers of a table of all people, and no others."""
    where = table["id"]
    rows = {row["key"]: row for row in table["rows"]}
    base = variable.find(d + "TotlResp")
    want = rows["*"]["cells"][-1]["n"] if rows else None
    check((int(base.text) if base is not None else None) == want, where, "base")
    ids, told = {}, set()
    for category in variable.findall(d + "catgry"):
        if category.attrib.get("missing") == "Y":
            check(not stats(category, d), where, "a number of no answer")
            continue
        key = category.find(d + "catValu").text
        ids[category.attrib["ID"]] = key
        check(list(texts(category, "labl", d)) == languages, where, key, "languages")
        row = rows.get(key)
        if row and "of" not in row:
            told.add(key)
            check_numbers(category, row, d, where)
            check(row["label"] == texts(category, "labl", d)[languages[0]], where, key, "label")
        else:
            check(not stats(category, d), where, key, "a number that the JSON lacks")
    for group in variable.findall(d + "catgryGrp"):
        members = [ids.get(i) for i in group.attrib["catgry"].split()]
        row = [r for r in table["rows"] if r.get("of") == members]
        check(len(row) == 1, where, "group", members)
        for r in row:
            told.add(r["key"])
            check_numbers(group, r, d, where)
    check(told | {"*"} == set(rows) | {"*"}, where, "rows", told)


def read_ddi(folder, languages):
    summary = released(folder)
    d = "{ddi:codebook:2_5}"
    root = ElementTree.parse(os.path.join(folder, "codebook.xml")).getroot()
    check(root.tag == d + "codeBook" and root.attrib["version"] == "2.5", root.tag)
    check_order(root, DDI_ORDER)
    ids = [e.attrib["ID"] for e in root.iter() if "ID" in e.attrib]
    check(len(set(ids)) == len(ids) and all(re.fullmatch(r"[A-Za-z_][\w.-]*", i) for i in ids), "IDs")
    for element in root.iter():
        for name in ("var", "catgry"):
            if name in element.attrib:
                check(element.attrib[name] and set(element.attrib[name].split()) <= set(ids), "IDREFS")
        check(element.attrib.get("type", "freq") in ("freq", "percent", "subject", "numeric", "character"),
              "type", element.attrib)
    title = root.find(f"{d}stdyDscr/{d}citation/{d}titlStmt")
    draft = "Draft: " if summary.get("draft") else ""
    check(title.find(d + "titl").text == draft + summary["form"]["title"], "title")
    check([e.attrib[XML_LANG] for e in title.findall(d + "parTitl")] == languages[1:], "other titles")
    check(title.find(d + "IDNo").text == summary["survey"], "survey")
    notes = [e.text for e in root.findall(f"{d}stdyDscr/{d}stdyInfo/{d}notes")]
    check(notes == summary["notes"], "notes")
    variables = {v.attrib["name"]: v for v in root.iter(d + "var")}
    own = {t["id"]: t for t in summary["tables"] if not t["by"]}
    check(set(own) <= set(variables), "variables", set(own) - set(variables))
    for name, variable in variables.items():
        check(list(texts(variable, "labl", d)) == languages, name, "languages")
        question = variable.find(d + "qstn")
        if question is not None:
            check(list(texts(question, "qstnLit", d)) == languages, name, "question")
            check(variable.find(d + "universe") is not None, name, "universe")
        if name in own:
            check_table(variable, own[name], languages, d)
        else:
            check(not list(variable.iter(d + "catStat")), name, "a number")
    for table in own.values():
        if table["question"] == table["id"] and table["title"] and variables.get(table["id"]):
            check(texts(variables[table["id"]], "labl", d)[languages[0]] == table["title"], table["id"])


if sys.argv[1] == "qda":
    read_qda(sys.argv[2], sys.argv[3] if len(sys.argv) > 3 else None)
else:
    read_ddi(sys.argv[2], sys.argv[3:])
print(same, "the same,", differences, "different")
sys.exit(1 if differences or not same else 0)
