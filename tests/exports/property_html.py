"""Reads a report as a browser would, for tests/exports/property.py: blocks of text, each with the
headings that it stands under, and tables.

SPDX-License-Identifier: AGPL-3.0-or-later
"""
import re
from html.parser import HTMLParser

BLOCKS = {"p", "li", "td", "th", "caption", "figcaption", "text", "title", "desc", "dt", "dd", "h1", "h2", "h3",
          "h4", "tr", "table", "style", "script", "div", "svg", "ul", "ol", "section", "blockquote", "figure", "body", "main"}
VOID = {"meta", "link", "br", "img", "input", "hr"}
SHOWN = {"aria-label", "alt", "title", "content", "placeholder", "value", "summary", "aria-description"}
IDLE = {"width=device-width, initial-scale=1"}  # for browsers, not for people


def plain(text):
    return re.sub(r"\s+", " ", text.replace("\u00a0", " ")).strip()


class Report(HTMLParser):
    """blocks: (h2's id, h3's id, element, in a chart, text); tables: (h2's id, h3's id, rows)."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.blocks, self.tables, self.tags, self.faults = [], [], [], []
        self.h2 = self.h3 = ""
        self.stack, self.said = [], ""
        self.feed(text)
        self.close()
        self.end_block()
        if self.stack:
            self.faults.append("never closed: " + " ".join(self.stack))

    def end_block(self):
        text = plain(self.said)
        self.said = ""
        if text and "style" not in self.stack:
            self.put(self.stack[-1] if self.stack else "", text)

    def put(self, element, text):
        self.blocks.append((self.h2, self.h3, element, "svg" in self.stack, text))

    def handle_starttag(self, tag, given):
        attrs = dict(given)
        if tag in BLOCKS:
            self.end_block()
        if tag in ("h2", "h3"):
            self.h3 = attrs.get("id", "") if tag == "h3" else ""
            self.h2 = attrs.get("id", "") if tag == "h2" else self.h2
        if tag in ("table", "tr"):
            if tag == "table":
                self.tables.append((self.h2, self.h3, []))
            else:
                self.tables[-1][2].append([])
        self.tags.append((tag, attrs))
        for name, value in attrs.items():
            if name in SHOWN and value not in IDLE:
                self.put("@" + name, plain(value or ""))
        if tag not in VOID and not self.get_starttag_text().endswith("/>"):
            self.stack.append(tag)
        if tag == "br":
            self.said += " "

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self.tables[-1][2][-1].append(plain(self.said))
        if tag in BLOCKS:
            self.end_block()
        if not self.stack or self.stack.pop() != tag:
            self.faults.append("closed out of turn: " + tag)

    def handle_data(self, data):
        self.said += data
