"""Posters that the program itself draws, with random codes: is every one read by both decoders?

    decode.py CANVASS ENCODER WORKSPACE SURVEY COUNT EACH

COUNT codes over lengths of host and three papers, all in packs (PDF), some of them as SVG, PNG and
cards too; EACH distortions of each code in turn, besides those of matrix.ALWAYS if COUNT is large.
Prints lines "ok WORDS" or "bad WORDS"; others begin with "#".  Pictures that were not read are kept
in the folder $CANVASS_POSTERS_KEEP.

SPDX-License-Identifier: AGPL-3.0-or-later
"""
import collections
import json
import os
import random
import re
import shutil
import subprocess
import sys

import numpy as np
from PIL import Image

import finder
import matrix
import proof
import readers

HOSTS = (8, 14, 19, 20, 31, 42, 43, 71)  # either side of where a version ends
BLANK = "[\\s\u200b]+"  # the last: where a long host name may be broken
PAPERS = ("a3", "a4", "a5")  # of a pack
CARD_HOST = 71  # characters that always stand beside a card's code; longer ones may be refused
FRAMES = 3  # pictures of a distortion, each a little different, before a code counts as unread
LOCATE = {"a3": 40, "a4": 60, "a5": 150, "cards": 200}  # dots an inch: 5 pixels a module or more


class Told:
    def __init__(self):
        self.seen, self.bad, self.examples = collections.Counter(), collections.Counter(), {}
        self.later = collections.Counter()  # read, but not in the first picture

    def add(self, what, faults, path=None):
        """Another picture of a kind, and what is wrong with it."""
        self.seen[what] += 1
        if not faults:
            return
        self.bad[what] += 1
        self.examples.setdefault(what, faults)
        keep = os.environ.get("CANVASS_POSTERS_KEEP")
        if keep and path and self.bad[what] <= 20:
            shutil.copy(path, os.path.join(readers.folder(keep), what.replace("/", "-") + " "
                                           + os.path.basename(path)))

    def print(self):
        for what, count in self.seen.items():
            words = f"{what}: {count - self.bad[what]} of {count}"
            if self.later[what]:
                words += f", {self.later[what]} not in the first picture"
            if self.bad[what]:
                words += f"; {self.examples[what]}"[:200]
            print("bad" if self.bad[what] else "ok", words, flush=True)


class Posters:
    def __init__(self, canvass, encoder, workspace, survey):
        self.canvass, self.workspace, self.survey = canvass, workspace, survey
        self.encoder = readers.Encoder(encoder)
        self.told = Told()
        self.sources = []  # (name, said, Source)
        self.drawn = self.tried = 0
        self.always = False
        self.singles = {}  # (code, kind): which of them it is
        self.here = readers.folder(os.path.join(os.getcwd(), "drawn"))

    def run(self, *words):
        done = subprocess.run([self.canvass, "-C", self.workspace, *words], capture_output=True,
                              check=False, stdin=subprocess.DEVNULL)
        if done.returncode:
            raise RuntimeError(f"canvass {' '.join(words)[:200]}: status {done.returncode}: "
                               f"{done.stderr.decode()[-400:]}")
        return done.stdout.decode()

    def draw(self, what, host, *words):
        """Whether it is drawn; a refusal is a fault, but no reason to stop."""
        try:
            self.run(*words)
        except RuntimeError as wrong:
            if "card" in what and len(host) > CARD_HOST:
                print(f"# {what}, host of {len(host)}: refused, {str(wrong)[-150:].strip()}")
                return False
            self.told.add(f"{what}: drawn", [f"host of {len(host)}: {wrong}"[-150:]])
            return False
        self.told.add(f"{what}: drawn", [])
        return True

    def settings(self, host):
        with open(os.path.join(self.workspace, "canvass.yaml"), "w", encoding="utf-8") as file:
            file.write(f"url: https://{host.lower()}\nforce: Anyshire Police\n"
                       "contact: People Services, 0300 000 0000\n")

    def pack(self, number, host, count):
        """A pack of so many places: {code: (address, paper)} and its PDF."""
        self.settings(host)
        places = {f"Station {number}-{i:04}": PAPERS[i * len(PAPERS) // count]
                  for i in range(count)}
        table, pdf = f"{self.here}/{number}.csv", f"{self.here}/{number}.pdf"
        with open(table, "w", encoding="utf-8") as file:
            file.write("place,headcount,paper\n")
            file.writelines(f"{place},{60 + i},{paper}\n" for i, (place, paper)
                            in enumerate(places.items()))
        if not self.draw("PDF pack", host, "poster", "pack", self.survey, "--places", table, "-o",
                         pdf):
            return {}, pdf
        links = json.loads(self.run("link", "list", self.survey, "--json"))
        mine = {link["code"]: places[link["place"]] for link in links
                if link["place"] in places}
        if len(mine) != count:
            raise RuntimeError(f"{len(mine)} links of {count} places")
        return mine, pdf

    def rastered(self, kind, name, said, path, dpi, paper, count):
        """Measures a raster, cuts its codes out, and gives them as items to be read.

        With ten cards in one picture decoders take marks of different cards for one code; a
        phone never sees ten.
        """
        grey = readers.picture_load(path)
        codes = finder.find(grey)
        faults = proof.picture_faults(grey, dpi, said, proof.PAPERS[paper][2], self.encoder, count,
                                      codes)
        self.told.add(f"{kind} {paper}: measures and modules", [f"{name}: {f}" for f in faults],
                      path)
        items, sources = [], []
        for i, code in enumerate(codes):
            room = int(code.module * (matrix.BORDER + 2)) if count == 1 else int(code.module * 4)
            x, y = max(0, int(code.x) - room), max(0, int(code.y) - room)
            cut = grey[y:y + int(code.side) + 2 * room, x:x + int(code.side) + 2 * room]
            code.x, code.y = code.x - x, code.y - y
            sources.append((name, said, matrix.Source(cut, code)))
            items.append((f"{path[:-4]}-{i}.pgm", name, said, 1, paper))
            readers.picture_save(items[-1][0], cut)
        self.sources += sources[len(self.sources) % 10 % (len(sources) or 1):][:1]
        return items

    def read(self, kind, items):
        """items: (path, name, said, count, paper)"""
        read = readers.read_all([item[0] for item in items])
        for path, name, said, count, paper in items:
            self.told.add(f"{kind} {paper}", [f"{name}: {f}" for f in
                                              proof.reading_faults(read, path, said, count)], path)

    def cards(self, number, host, some):
        """Sheets of ten cards, a sheet a code."""
        pdf = f"{self.here}/{number}-cards.pdf"
        if self.draw("PDF cards", host, "poster", "make", *some, "--size", "card", "-o", pdf):
            self.pdf(host, dict.fromkeys(some, "cards"), pdf)

    def pdf(self, host, mine, pdf):
        """All poster pages, at 2 pixels a module and at 300 dots an inch."""
        texts, sizes = proof.page_texts(pdf), proof.page_sizes(pdf)
        groups, seen = collections.defaultdict(dict), set()
        for number, (text, size) in enumerate(zip(texts, sizes, strict=True), 1):
            said = [code for code in proof.codes_said(text) if code in mine]
            if len(said) != 1 or host.lower() not in "".join(re.split(BLANK, text)):
                continue  # an index, or how to put it up
            paper = mine[said[0]]
            groups[paper][number] = said[0]
            seen.add(said[0])
            wide, high = proof.PAPERS[paper][:2]
            self.told.add("PDF: paper's size", [] if abs(size[0] - wide) < 1
                          and abs(size[1] - high) < 1 else [f"page {number}: {size}"])
        self.told.add("PDF: each place has its page", [f"none: {sorted(set(mine) - seen)[:3]}"]
                      if seen != set(mine) else [])
        for paper, wanted in groups.items():
            self.pdf_paper(host, pdf, paper, wanted)

    def pdf_paper(self, host, pdf, paper, wanted):
        stem = f"{self.here}/{os.path.basename(pdf)[:-4]}-{paper}"
        count = 10 if paper == "cards" else 1
        said = {n: f"HTTPS://{host.upper()}/S/{code}" for n, code in wanted.items()}
        dpi = LOCATE[paper]
        low = proof.pages(pdf, wanted, dpi, stem + "-low")
        boxes, module = [], 0
        for n, path in low.items():
            for code in finder.find(readers.picture_load(path)):
                room = code.module * (matrix.BORDER + 2)
                boxes.append((code.x - room, code.y - room, code.x + code.side + room,
                              code.y + code.side + room))
                module = code.module
        if not boxes:
            self.told.add(f"PDF {paper}", ["no code on any page"], next(iter(low.values())))
            return
        two = {}
        if count == 1:  # ten cards at once are for scissors, not for a camera
            two = proof.pages(pdf, wanted, 2.5 * dpi / module, stem + "-two")
            self.read("PDF 2.5 pixels a module, whole page",
                      [(p, wanted[n], said[n], count, paper) for n, p in two.items()])
        x, y = (max(0, int(min(b[i] for b in boxes) / dpi * 300)) for i in (0, 1))
        crop = (x, y, int(max(b[2] for b in boxes) / dpi * 300) - x,
                int(max(b[3] for b in boxes) / dpi * 300) - y)
        high = proof.pages(pdf, wanted, 300, stem + "-high", crop)
        items = []
        for n, path in high.items():
            items += self.rastered("PDF", wanted[n], said[n], path, 300, paper, count)
        self.read("PDF 300 dpi", items)
        for path in (*low.values(), *two.values(), *high.values(), *(item[0] for item in items)):
            os.unlink(path)

    def single(self, kind, host, some):
        """One file a code, in turn on each paper: SVG by rsvg-convert at 300 dpi, PNG as it is."""
        papers = (*PAPERS, "card")
        for paper in papers:
            mine = [code for code in some if papers[self.singles[code, kind] % 4] == paper]
            if not mine:
                continue
            folder = readers.folder(f"{self.here}/{kind}-{paper}")
            if not self.draw(f"{kind.upper()} {paper}", host, "poster", "make", *mine, "--size",
                             paper, "--format", kind, "-o",
                             folder if len(mine) > 1 else f"{folder}/{mine[0]}.{kind}"):
                continue
            items = []
            for code in mine:
                path, dpi = self.grey(f"{folder}/{code}.{kind}", kind)
                said = f"HTTPS://{host.upper()}/S/{code}"
                items += self.rastered(kind.upper(), code, said, path, dpi, paper, 1)
            self.read(f"{kind.upper()} 300 dpi", items)
            shutil.rmtree(folder)

    @staticmethod
    def grey(path, kind):
        if kind == "svg":
            readers.run(["rsvg-convert", "-d", "300", "-p", "300", "-o", path + ".png", path])
        with Image.open(path + ".png" if kind == "svg" else path) as picture:
            dpi = 300 if kind == "svg" else picture.info["dpi"][0]
            readers.picture_save(path + ".pgm", np.asarray(picture.convert("L")))
        return path + ".pgm", dpi

    def distortions(self, each):
        """Some for each code drawn since the last time: those of ALWAYS, and `each` in turn."""
        names = list(matrix.DISTORTIONS)
        rest = [n for n in names if not self.always or n not in matrix.ALWAYS]
        items = collections.defaultdict(list)
        for name, said, src in self.sources:
            turn = [rest[(self.tried + i) % len(rest)] for i in range(each)]
            for kind in (*matrix.ALWAYS, *turn) if self.always else turn:
                self.tried += 1
                if not matrix.fits(kind, src):
                    continue
                path = f"{self.here}/{self.tried:06}-{name}.pgm"
                items[kind].append((path, name, said, src, self.tried))
        self.drawn += len(self.sources)
        self.sources.clear()
        self.distorted(items)

    def distorted(self, items):
        """A camera takes many pictures a second: what is not read in one is in the next two.

        What is read wrongly gets no second try.
        """
        for kind in (k for k in matrix.DISTORTIONS if k in items):
            todo = items[kind]
            for frame in range(FRAMES):
                for path, _, _, src, seed in todo:
                    readers.picture_save(path, matrix.distort(kind, src, seed + frame * 1000003))
                read = readers.read_all([item[0] for item in todo])
                faults = {item[0]: [f"{item[1]}: {f}" for f in
                                    proof.reading_faults(read, item[0], item[2])]
                          for item in todo}
                unread = [item for item in todo if faults[item[0]] and frame < FRAMES - 1
                          and all(texts[item[0]] in ([], [item[2]]) for texts in read.values())]
                for item in todo:
                    if item not in unread:
                        self.told.add(kind, faults[item[0]], item[0])
                self.told.later[kind] += len(unread) if frame == 0 else 0
                todo = unread
                if not todo:
                    break
            for item in items[kind]:
                os.unlink(item[0])


def host_make(length):
    """Labels of up to ten characters, the last of two."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    host = [random.choice(letters) for _ in range(length - 3)] + list(".UK")
    for i in range(length - 14, 1, -11):
        host[i] = "."
    return "".join(host)


def main(canvass, encoder, workspace, survey, count, each):
    random.seed(int(os.environ.get("CANVASS_SEED", 20261201)))
    posters = Posters(canvass, encoder, workspace, survey)
    few = count < 400
    posters.always = not few
    hosts = HOSTS[1::3] if few else HOSTS  # few: one of each version
    for number, length in enumerate(hosts):
        host = host_make(length)
        mine, pdf = posters.pack(number, host, count // len(hosts))
        if not mine:
            continue
        posters.pdf(host, mine, pdf)
        fourth = list(mine)[number % 4::4 if few else 8]
        for code in fourth:
            posters.singles[code, "svg"] = len(posters.singles) // 2
            posters.singles[code, "png"] = posters.singles[code, "svg"]
        posters.cards(number, host, fourth[:1] if few else fourth[::2])
        posters.single("svg", host, fourth[:1] if few else fourth)
        posters.single("png", host, fourth[1:2] if few else fourth)
        posters.distortions(each)
        print(f"{posters.drawn} drawings, hosts up to {length} characters: {posters.told.bad}",
              file=sys.stderr, flush=True)
    posters.told.print()
    print(f"# {posters.drawn} drawings of {count} codes")


if __name__ == "__main__":
    main(*sys.argv[1:5], int(sys.argv[5]), int(sys.argv[6]))
