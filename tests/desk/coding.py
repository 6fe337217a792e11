"""What tests/desk/coding.t asks of pages, and a browser that codes one comment after another.

SPDX-License-Identifier: AGPL-3.0-or-later
"""
import html
import http.client
import json
import re
import sys
import urllib.parse

FORM = """canvass: form 1
id: quip
title: Small things
languages: [en]
privacy:
  smallest group: 5
  own patterns:
    NAME:
      - "Zed[a-z]+"
themes:
  aftercare: Aftercare
  leadership: Leadership
theme words:
  aftercare: [tea, rest]
  leadership: [listen*]
pages:
  - title: You
    questions:
      - id: role
        ask: What is your role?
        type: choose one
        options:
          officer: Police officer
          staff: Police staff
  - title: In your words
    questions:
      - id: change
        ask: What should change?
        type: long text
        up to: 400 characters
        themes: [aftercare, leadership]
"""

HOSTILE = """<script>alert(1)</script> & </textarea>'"><img src=x onerror=alert(2)>
on a new line \u202emore tea\u202c for us"""


def said(number):
    if number == 1:
        return HOSTILE
    if number == 2:
        return "i was told by Zedwick to go home and rest"
    if number == 3:
        return "please repair the Quonkle kettle for tea"
    if number % 4 == 0:
        return f"they should listen to us {number}"
    if number % 4 == 1:
        return f"we need more tea after an assault {number}"
    if number % 4 == 2:
        return f"we need more tea and they should listen {number}"
    return f"paint the walls {number}"


def answers(count):
    for number in range(1, count + 1):
        print(json.dumps({"role": ["officer", "staff"][number % 2], "change": said(number)}))


def first_says(text):
    themes = [name for name, word in (("aftercare", "tea"), ("leadership", "listen")) if word in text]
    return [("theme", name) for name in themes] or [("none", "yes")]


def second_says(text):
    """The same, but for two comments."""
    if "tea after an assault 5" in text and "53" not in text and "57" not in text:
        return [("none", "yes")]
    if "paint the walls 11" in text:
        return [("theme", "leadership")]
    return first_says(text)


class Browser:
    def __init__(self, jar, url):
        self.base = urllib.parse.urlsplit(url)
        self.url = f"{self.base.scheme}://{self.base.netloc}"
        self.link = http.client.HTTPConnection(self.base.hostname, self.base.port, timeout=30)
        self.cookie = ""
        for line in open(jar, encoding="utf-8"):
            parts = line.rstrip("\n").split("\t")
            if len(parts) == 7:
                self.cookie = f"{parts[5]}={parts[6]}"

    def ask(self, method, path, fields=None):
        head = {"Cookie": self.cookie}
        body = None
        if fields is not None:
            body = urllib.parse.urlencode(fields)
            head["Content-Type"] = "application/x-www-form-urlencoded"
            head["Sec-Fetch-Site"] = "same-origin"
            head["Origin"] = self.url
        self.link.request(method, path, body, head)
        reply = self.link.getresponse()
        return reply.status, reply.getheader("Location"), reply.read().decode("utf-8")


def comment_of(page):
    found = re.search(r'<blockquote class="quote"><p>(.*?)</p></blockquote>', page, re.S)
    return html.unescape(re.sub(r"</?(bdi|mark)>", "", found.group(1)))


def token_of(page, action):
    form = re.search(r'<form method="post" action="%s">\s*<input type="hidden" name="token" value="([^"]*)"'
                     % re.escape(html.escape(action)), page)
    return form.group(1)


def drive(jar, url, start, rule, seen):
    """From the page START's button on: decides by RULE till the desk shows another kind of page.
    Keeps each page in SEEN, prints how many were decided."""
    rule = {"first": first_says, "second": second_says}[rule]
    browser = Browser(jar, url)
    page = browser.ask("GET", start)[2]
    button = re.search(r'<a class="button" href="([^"]*)"', page)
    path = html.unescape(button.group(1)) if button else None
    kind = path.rsplit("/", 1)[0] if path else ""
    count = 0
    with open(seen, "a", encoding="utf-8") as pages:
        while path and path.rsplit("/", 1)[0] == kind and count < 500:
            page = browser.ask("GET", path)[2]
            pages.write(page)
            fields = [("token", token_of(page, path)), ("go", "save")] + rule(comment_of(page))
            status, path, page = browser.ask("POST", path, fields)
            if status != 303:
                sys.exit(f"{status} for a decision: {page}")
            count += 1
    print(count)


def main():
    what, args = sys.argv[1], sys.argv[2:]
    if what == "form":
        print(FORM, end="")
    elif what == "answers":
        answers(int(args[0]))
    elif what == "drive":
        drive(*args)
    elif what == "find":  # PAGE WORDS: the address of the listed comment that has them
        page = open(args[0], encoding="utf-8").read()
        for path, rest in re.findall(r'<li class="row"><a href="([^"]*)">[0-9A-Z-]{14}</a>(.*?)</li>', page, re.S):
            if args[1] in html.unescape(re.sub(r"<[^>]*>", "", rest)):
                print(html.unescape(path))
                break
    elif what == "text":  # PAGE: of the first comment on it
        print(comment_of(open(args[0], encoding="utf-8").read()))
    elif what == "theme":  # SUMMARY THEME FIELD
        for theme in json.load(open(args[0], encoding="utf-8"))["themes"]:
            if theme["id"] == args[1]:
                print(json.dumps(theme[args[2]]))


main()
