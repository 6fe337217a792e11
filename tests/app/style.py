#!/usr/bin/env python3
"""Whether each page of a form brings the rules of the style sheet that it needs.

style.py SHEET ADDRESS CODE

SHEET: the whole style sheet; ADDRESS: of a door with --preview; CODE: of its link.

A page brings only a part of the sheet.  This reads both with rules of its own: each page, as it is
served in each state, must have every rule whose selectors its elements could match, in the sheet's
order.  Prints a line for each trouble, and last how many pages were looked at.

SPDX-License-Identifier: AGPL-3.0-or-later
"""
import html.parser
import re
import sys
import urllib.error
import urllib.parse
import urllib.request


def rules(css):
    """(media, selector, declarations) of each rule, in order."""
    media, at = "", 0
    while at < len(css):
        open_, close = css.find("{", at), css.find("}", at)
        if media and close < open_ or open_ < 0:
            media, at = "", close + 1
        elif css[at] == "@" and css.startswith(("@media", "@supports"), at):
            media, at = media + css[at:open_], open_ + 1
        else:
            yield media, css[at:open_], css[open_ + 1 : close]
            at = close + 1


def split(text, signs):
    """Parts of a selector between signs that stand outside of brackets."""
    parts, depth = [""], 0
    for sign in text:
        depth += (sign in "([") - (sign in ")]")
        if sign in signs and not depth:
            parts.append("")
        else:
            parts[-1] += sign
    return [p.strip() for p in parts if p.strip()]


def could_be(simple, element):
    """Whether an element could match "p.hint[type=text]:focus"; states count as possible."""
    tag, attributes = element
    for what in re.findall(r"::?[a-z-]+(?:\([^)]*\))?|\[[^]]*\]|[.#]?[A-Za-z][\w-]*|\*", simple):
        if what[0] == ".":
            good = what[1:] in (attributes.get("class") or "").split()
        elif what[0] == "#":
            good = attributes.get("id") == what[1:]
        elif what[0] == "[":
            name, sign, value = re.match(r"\[([\w-]+)(\*?=)?\"?([^]\"]*)", what).groups()
            has = (attributes.get(name) or "") if name in attributes else None
            good = has is not None and (not sign or has == value or sign == "*=" and value in has)
        elif what[0] == ":":
            inner = re.match(r":not\(([^:)]*)\)$", what)
            good = not (inner and could_be(inner.group(1), element))
        else:
            good = what in ("*", tag)
        if not good:
            return False
    return True


class Page(html.parser.HTMLParser):
    """The elements of a page, with their attributes, and its style."""

    def __init__(self, text):
        super().__init__()
        self.elements = []
        self.feed(text)
        self.style = re.search(r"<style>(.*?)</style>", text, re.S).group(1)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def needs(self, selector):
        """Each simple selector of one of the alternatives is some element's, wherever it stands."""
        return any(
            all(any(could_be(simple, e) for e in self.elements) for simple in split(one, " >+~"))
            for one in split(selector, ",")
        )


def fetch(address, fields=None):
    data = urllib.parse.urlencode(fields).encode() if fields else None
    try:
        with urllib.request.urlopen(address, data, timeout=10) as reply:
            return reply.read().decode()
    except urllib.error.HTTPError as error:
        return error.read().decode()


def pages(address, code):
    """Names and texts of all pages, in all the states that a door gives them."""
    index = fetch(address + "/")
    yield "the list", index
    about = ["/privacy?lang=cy", "/accessibility", "/cookies"]
    for to in ["/?home=yes", "/?code=0", "/S/0", "/nowhere", *about]:
        yield to, fetch(address + to)
    for to in re.findall(r'href="(/S/[^"]*show=[^"]*)"', index):
        to = to.replace("&amp;", "&")
        yield to, fetch(address + to)
    first = fetch(f"{address}/S/{code}")
    yield "the first page", first
    ticket = re.search(r'name="ticket" value="([^"]*)"', first).group(1)
    for go in ["next", "send", "save"]:
        lost = {"ticket": ticket, "draft": "A" * 200, "go": go}
        yield "a lost draft, " + go, fetch(f"{address}/S/{code}", lost)
    # A walk with nothing said, to the check page or as far as the form lets it.
    page, fields = first, {"ticket": ticket, "go": "next"}
    for step in range(60):
        page = fetch(f"{address}/S/{code}", fields)
        yield f"step {step + 1}", page
        draft = re.search(r'name="draft" value="([^"]*)"', page)
        if not draft or 'class="rows"' in page:
            break
        fields = {"ticket": ticket, "draft": draft.group(1), "go": "next"}


def main():
    sheet_path, address, code = sys.argv[1:]
    with open(sheet_path, encoding="utf-8") as file:
        sheet = list(rules(file.read()))
    if len(sheet) < 60:
        print(f"the sheet has {len(sheet)} rules alone")
    met, count, least = set(), 0, len(sheet)
    for name, text in pages(address, code):
        if "<style>" not in text:
            continue
        page, count = Page(text), count + 1
        own = list(rules(page.style))
        for rule in sheet:
            if page.needs(rule[1]):
                met.add(rule)
                if rule not in own:
                    print(f"{name}: lacks {rule[0]} {rule[1]}")
        known = [rule for rule in own if rule in sheet]
        least = min(least, len(known))
        if known != sorted(known, key=sheet.index):
            print(f"{name}: rules out of order")
        if re.search(r"@[^{}]*\{\}", page.style):
            print(f"{name}: an empty block")
    if least == len(sheet):
        print("every page brings every rule")
    print(f"{count} pages, {len(met)} of {len(sheet)} rules needed")


main()
