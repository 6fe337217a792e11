"""What tests/render/templates.t asks of drawings and of the samples that they are drawn from.

    templates.py all SAMPLES... > job     every sample as a sheet of one PDF
    templates.py as FORMAT SAMPLE > job   a sample as svg or png
    templates.py codes SAMPLES...         PAGE ADDRESS COUNT, a line for each address of a page
    templates.py read PDF SAMPLES...      the same, of what zbarimg reads
    templates.py apart FILE.bbox          texts of a PDF (pdftotext -bbox) that lie over each other
    templates.py pairs COUNT SAMPLE > job   "you said, we did" with so many pairs
    templates.py unseen SAMPLE > job        with a logo that is a white field
    templates.py plates SVG...              how many white boxes are in the band of each
    templates.py long PART SAMPLE [LANG] > job    a sample with a part far too long

SPDX-License-Identifier: AGPL-3.0-or-later
"""

import base64
import json
import re
import subprocess
import sys
from collections import Counter


def load(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def dump(job, *sheets):
    for line in (job, *sheets):
        print(json.dumps(line, ensure_ascii=False))


def codes_of(sheet):
    if sheet["sheet"] == "slips":
        return Counter(item["address"] for item in sheet["items"])
    if "address" not in sheet:
        return Counter()
    count = {"cards": 10}.get(sheet["sheet"], 8 if sheet.get("strips") else 1)
    return Counter({sheet["address"]: count})


def codes(paths):
    for page, path in enumerate(paths, 1):
        for address, count in sorted(codes_of(load(path)[1]).items()):
            print(page, address, count)


# Dots an inch.  At 150 a module of a code of 20 mm is less than five pixels, with blurred edges, and
# zbar 0.23.92 misses about one of two hundred such codes among others on a sheet.
COARSE, FINE = 150, 200


def read(pdf, paths):
    for page, path in enumerate(paths, 1):
        sheet = load(path)[1]
        small = sheet["sheet"] in ("card", "cards", "slips") or sheet.get("strips")
        where = ["-f", str(page), "-l", str(page), "-r", str(FINE if small else COARSE)]
        picture = subprocess.run(
            ["pdftoppm", "-gray", *where, pdf], capture_output=True, check=True
        ).stdout
        out = subprocess.run(
            ["zbarimg", "-q", "--xml", "--nodbus", "-Sdisable", "-Sqrcode.enable", "pgm:-"],
            input=picture, capture_output=True, check=False,
        ).stdout.decode()
        found = Counter(re.findall(r"<!\[CDATA\[(.*?)\]\]>", out))
        for address, count in sorted(found.items()):
            print(page, address, count)


WORD = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>')


def middle(word):
    """The box of a word's small letters: lines may stand closer than their fonts' boxes."""
    left, top, right, bottom = (float(n) for n in word[:4])
    quarter = (bottom - top) / 3.4
    return left + 0.4, top + quarter, right - 0.4, bottom - quarter, word[4]


def apart(path):
    with open(path, encoding="utf-8") as file:
        pages = file.read().split("<page ")[1:]
    print("pages", len(pages), "words", sum(len(WORD.findall(page)) for page in pages))
    for number, page in enumerate(pages, 1):
        # Turned words, on strips, are higher than wide.
        words = [middle(word) for word in WORD.findall(page)]
        words = sorted((w for w in words if w[2] - w[0] > 0.4 * (w[3] - w[1])), key=lambda w: w[1])
        for i, a in enumerate(words):
            for b in words[i + 1 :]:
                if b[1] >= a[3]:
                    break
                if a[0] < b[2] and b[0] < a[2]:
                    print(f"page {number}: {a[4]!r} and {b[4]!r}")


def stretched(words):
    """As long as a text may be before it is measured at all."""
    return " ".join([words] * (3900 // (len(words) + 1)))


def too_long(part, path, tag=None):
    job, sheet = load(path)
    languages = sheet.get("langs", [sheet])
    one = next(lang for lang in languages if tag in (None, lang["lang"]))
    name, _, index = part.partition(".")
    if not index:
        one[name] = stretched(one[name])
    else:
        number, _, key = index.partition(".")
        if key:
            key = int(key) if key.isdigit() else key
            one[name][int(number)][key] = stretched(one[name][int(number)][key])
        else:
            one[name][int(number)] = stretched(one[name][int(number)])
    dump(job, sheet)


def pairs(count, path):
    job, sheet = load(path)
    pair = sheet["langs"][0]["pairs"][0]
    sheet["langs"][0]["pairs"] = [pair] * int(count)
    dump(job, sheet)


def unseen(path):
    """White all over: seen neither on white nor, as a drawing, on the band."""
    svg = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><path fill='#fff' d='M0 0h9v9H0z'/></svg>"
    job, sheet = load(path)
    dump(dict(job, logo=base64.urlsafe_b64encode(svg.encode()).decode().rstrip("=")), sheet)


BOX = re.compile(r'<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)" fill="#fff(?:fff)?"')


def plates(paths):
    """White boxes in the upper quarter of an A4, but for the sheet itself."""
    counts = []
    for path in paths:
        with open(path, encoding="utf-8") as file:
            boxes = [[float(n) for n in box] for box in BOX.findall(file.read())]
        counts.append(sum(1 for x, y, wide, high in boxes if y + high < 75))
    print(*counts)


def main(what, *rest):
    if what == "all":
        # A logo of one sample is the job's, and so stands on every sheet of it.
        jobs = [load(path) for path in rest]
        dump(jobs[0][0], *(sheet for _, sheet in jobs))
    elif what == "as":
        job, sheet = load(rest[1])
        dump(dict(job, format=rest[0]), sheet)
    elif what == "codes":
        codes(rest)
    elif what == "read":
        read(rest[0], rest[1:])
    elif what == "pairs":
        pairs(*rest)
    elif what == "unseen":
        unseen(*rest)
    elif what == "plates":
        plates(rest)
    elif what == "apart":
        apart(rest[0])
    else:
        too_long(*rest)


main(*sys.argv[1:])
