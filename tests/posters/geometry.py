"""Each kind of sheet, measured in its raster and in its file: sizes, white, edges, fonts, bytes.

    geometry.py CANVASS ENCODER WORKSPACE SURVEY CHROMIUM

Prints lines "ok WORDS" or "bad WORDS"; others begin with "#".

SPDX-License-Identifier: AGPL-3.0-or-later
"""
import filecmp
import json
import os
import re
import subprocess
import sys

import numpy as np
from PIL import Image

import finder
import matrix
import proof
import readers
import vector

HOST = "survey.anyshire.police.uk"
STRIPS = 7
SLIP = r"\b" + r" ".join([r"([0-9A-HJKMNP-TV-Z]{4})"] * 4) + r"\b"


def say(words, faults):
    faults = list(dict.fromkeys(faults))
    print("bad" if faults else "ok", f"{words}{': ' if faults else ''}{'; '.join(faults)[:250]}",
          flush=True)


class Sheets:
    def __init__(self, canvass, encoder, workspace, survey):
        self.canvass, self.workspace, self.survey = canvass, workspace, survey
        self.encoder = readers.Encoder(encoder)

    def try_run(self, *words):
        return subprocess.run([self.canvass, "-C", self.workspace, *words], capture_output=True,
                              check=False, stdin=subprocess.DEVNULL)

    def run(self, *words):
        done = self.try_run(*words)
        if done.returncode:
            raise RuntimeError(f"canvass {' '.join(words)[:200]}: status {done.returncode}: "
                               f"{done.stderr.decode()[-400:]}")
        return done.stdout.decode()

    def twice(self, name, kind, *words):
        """Draws a file, and again: the same bytes.  Gives its path."""
        path, again = f"{name}.{kind}", f"{name}-again.{kind}"
        for out in (path, again):
            self.run(*words, "-o", out)
        say(f"{path}: two runs, the same bytes",
            [] if filecmp.cmp(path, again, shallow=False) else ["they differ"])
        return path

    def address(self, code):
        return f"HTTPS://{HOST.upper()}/S/{code}"

    def sheet_faults(self, grey, dpi, said, side, path):
        """A raster with so many codes: all found, measured, read one by one and all together."""
        # A phone sees the whole sheet with fewer dots than its code alone.
        readers.picture_save(path, matrix.reduced(grey, 2))
        codes = finder.find(grey)
        out = [] if len(codes) == len(said) else [f"{len(codes)} codes, not {len(said)}"]
        paths = []
        for i, code in enumerate(codes):
            out += proof.measure_faults(grey, dpi, code, side)
            room = int(4 * code.module)
            x, y = max(0, int(code.x) - room), max(0, int(code.y) - room)
            far = int(code.side) + 2 * room
            paths.append(f"{path}-{i}.pgm")
            readers.picture_save(paths[-1], grey[y:y + far, x:x + far])
        # Marks of several codes in one picture are taken for one; a phone sees one or two.
        read = readers.read_all([path, *paths] if len(said) == 1 else paths)
        for decoder, texts in read.items():
            if len(said) == 1 and texts[path] != said:
                out.append(f"{decoder} read {texts[path]} on the whole sheet")
        for code, one in zip(codes, paths):
            texts = {tuple(texts[one]) for texts in read.values()}
            text = next(iter(texts))
            if len(texts) > 1 or len(text) != 1 or text[0] not in said:
                out.append(f"one code says {texts}")
            elif finder.modules_wrong(grey, code, self.encoder.modules(text[0])):
                out.append("a code is not that of its address")
        return out

    # ---- PDF -----------------------------------------------------------------------

    def pdf(self, path, wanted, paper):
        """wanted(text of a page): addresses of the codes that should be on it."""
        name = os.path.basename(path)
        check = subprocess.run(["qpdf", "--check", path], capture_output=True, check=False)
        say(f"{name}: qpdf --check", [check.stderr.decode()] if check.returncode else [])
        rows = readers.run(["pdffonts", path]).decode().splitlines()[2:]
        say(f"{name}: {len(rows)} fonts, all embedded",
            [row for row in rows if row.split()[-5:-4] != ["yes"]] or ([] if rows else ["none"]))
        texts = proof.page_texts(path)
        low = proof.pages(path, range(1, len(texts) + 1), 100, os.path.abspath(name) + "-low")
        say(f"{name}: nothing within 10 mm of the edge", [
            f"page {n}: {fault}" for n, picture in low.items()
            for fault in proof.edge_faults(readers.picture_load(picture), 100, 10)])
        said = {n: wanted(text) for n, text in enumerate(texts, 1)}
        coded = [n for n in said if said[n]]
        high = proof.pages(path, coded, 300, os.path.abspath(name) + "-high")
        side = proof.PAPERS[paper][2]
        faults = [f"page {n}: {fault}" for n, picture in high.items() for fault in
                  self.sheet_faults(readers.picture_load(picture), 300, said[n], side, picture)]
        say(f"{name}: {sum(map(len, said.values()))} codes on {len(coded)} of {len(texts)} pages",
            faults if coded else ["none"])
        say(f"{name}: none on any other page", [
            f"page {n}" for n, picture in low.items() if n not in coded
            and finder.find(readers.picture_load(picture))])
        faults = []
        for n, paths in enumerate(vector.pdf_pages(path), 1):
            faults += [f"page {n}: {f}" for f in self.path_faults(paths, said[n], side)]
        say(f"{name}: each code is one black path on its grid", faults)

    def path_faults(self, paths, said, side_least):
        out = [] if len(paths) == len(said) else [f"{len(paths)} paths for {len(said)} codes"]
        codes = [self.encoder.modules(address) for address in said]
        for colour, parts in paths:
            if colour is None or any(colour):
                out.append(f"colour {colour}")
            if not codes:
                continue
            dark, side, faults = vector.contour_modules(parts, len(codes[0]))
            out += faults
            if not any(vector.is_drawn(dark, modules) for modules in codes):
                out.append("a path that is the code of no address")
            if side / 72 * 25.4 < side_least - 0.005:
                out.append(f"side {side / 72 * 25.4:.2f} mm")
        return out

    # ---- SVG and PNG ---------------------------------------------------------------

    def svg(self, path, said, paper):
        wide, _, side, empty = proof.PAPERS[paper]
        check = subprocess.run(["xmllint", "--noout", "--nonet", path], capture_output=True,
                               check=False)
        say(f"{path}: xmllint", [check.stderr.decode()] if check.returncode else [])
        with open(path, encoding="utf-8") as file:
            text = file.read()
        say(f"{path}: a title, the address, outlines for letters, nothing from elsewhere",
            [f"no {part}" for part in ("<title>", "<desc>", said[0]) if part not in text]
            + re.findall(r"<(?:text|image|script|style|use)\b|href=|url\((?!#)", text))
        codes = vector.svg_codes(path)
        faults = [] if len(codes) == len(said) else [f"{len(codes)} codes, not {len(said)}"]
        for colour, parts, units, drawn in codes:
            modules = self.encoder.modules(said[0])
            dark, _, wrong = vector.contour_modules(parts, len(modules))
            faults += wrong
            if not vector.is_drawn(dark, modules):
                faults.append("its path is not the code of its address")
            least = min(p for part in parts for point in part for p in point)
            if units < len(modules) + 8 or least < 4:
                faults.append(f"{units:.0f} units of white, the code from {least}")
            if colour not in ("#000", "#000000", "black"):
                faults.append(f"colour {colour}")
            least = 20 if len(said) > 1 else side
            if drawn * len(modules) / (units or 1) < least - 0.005:
                faults.append(f"side {drawn * len(modules) / (units or 1):.2f} mm")
        say(f"{path}: the code is one path on whole units, on white", faults)
        readers.run(["rsvg-convert", "-d", "300", "-p", "300", "-o", path + ".png", path])
        grey = load(path + ".png")
        say(f"{path}: as wide as its paper, at 300 dpi", [] if abs(
            grey.shape[1] - wide / 25.4 * 300) <= 1 else [f"{grey.shape[1]} pixels"])
        say(f"{path}: codes in its raster",
            self.sheet_faults(grey, 300, said, 20 if len(said) > 1 else side, path + ".pgm"))
        say(f"{path}: nothing near the edge", proof.edge_faults(grey, 300, empty))
        return grey

    def png(self, path, said, paper):
        wide, _, side, empty = proof.PAPERS[paper]
        check = subprocess.run(["pngcheck", "-q", path], capture_output=True, check=False)
        say(f"{path}: pngcheck", [check.stdout.decode()] if check.returncode else [])
        with Image.open(path) as picture:
            dpi = picture.info.get("dpi", (0, 0))[0]
        grey = load(path)
        say(f"{path}: {dpi:.1f} dots an inch, as wide as its paper",
            [] if dpi >= 299.9 and abs(grey.shape[1] / dpi * 25.4 - wide) < 0.2 else [str(dpi)])
        codes = finder.find(grey)
        faults = [] if len(codes) == len(said) else [f"{len(codes)} codes"]
        for code in codes:
            if code.side % code.modules:
                faults.append(f"{code.module:.3f} pixels a module")
            x, y, side_pixels = int(code.x), int(code.y), int(code.side)
            part = grey[y:y + side_pixels, x:x + side_pixels]
            if set(np.unique(part)) - {0, 255}:
                faults.append("smoothed")
            step = np.repeat(np.arange(code.modules), int(code.module))
            rough = part[::int(code.module), ::int(code.module)]
            if len(step) == len(part) and (rough[np.ix_(step, step)] != part).any():
                faults.append("modules are not whole")
        say(f"{path}: a whole number of pixels a module, black and white alone", faults)
        say(f"{path}: codes in it",
            self.sheet_faults(grey, dpi, said, 20 if len(said) > 1 else side, path + ".pgm"))
        say(f"{path}: nothing near the edge", proof.edge_faults(grey, dpi, empty))
        return grey

    # ---- all kinds -----------------------------------------------------------------

    def links(self):
        with open(f"{self.workspace}/canvass.yaml", "w", encoding="utf-8") as file:
            file.write(f"url: https://{HOST}\nforce: Anyshire Police\n"
                       "contact: People Services, 0300 000 0000\n")
        with open("places.csv", "w", encoding="utf-8") as file:
            file.write("place,headcount,parent,paper,copies\nHeadquarters,620,,a3,4\n"
                       "Custody east,34,Custody suites,a4,1\nCustody west,28,Custody suites,a4,1\n"
                       "Station north,90,,a4,2\nStation south,70,,a5,1\nDogs,55,,,1\n")
        pack = self.twice("pack", "pdf", "poster", "pack", self.survey, "--places", "places.csv")
        links = json.loads(self.run("link", "list", self.survey, "--json"))
        return pack, {link["code"]: link["place"] for link in links if link["place"]}

    def wanted(self, known, count=1):
        """Which codes a page of posters should bear: that of its own text, so often."""
        def addresses(text):
            said = [code for code in proof.codes_said(text) if code in known]
            if len(said) != 1 or HOST not in "".join(re.split("[\\s\\u200b]+", text)):
                return []
            return [self.address(said[0])] * count
        return addresses

    def posters(self, code, known):
        greys = {}
        for paper in ("a3", "a4", "a5", "card"):
            make = ("poster", "make", code, "--size", paper, "--format")
            sheet = "cards" if paper == "card" else paper
            self.pdf(self.twice(paper, "pdf", *make, "pdf"),
                     self.wanted(known, 10 if paper == "card" else 1), sheet)
            said = [self.address(code)]
            greys[paper] = (self.svg(self.twice(paper, "svg", *make, "svg"), said, paper),
                            self.png(self.twice(paper, "png", *make, "png"), said, paper))
        return greys

    def strips(self, code):
        make = ("poster", "make", code, "--strips", "--format")
        said = [self.address(code)] * (1 + STRIPS)
        path = self.twice("strips", "pdf", *make, "pdf")
        picture = proof.pages(path, [1], 300, os.path.abspath("strips-high"))[1]
        grey = readers.picture_load(picture)
        say("strips.pdf: eight codes", self.sheet_faults(grey, 300, said, 20, picture))
        sides = sorted(c.side / 300 * 25.4 for c in finder.find(grey))
        say("strips.pdf: that of the poster has its full size",
            [] if sides and sides[-1] > 69.9 else [str(sides)])
        say("strips.pdf: nothing near the edge", proof.edge_faults(grey, 300, 10))
        self.svg(self.twice("strips", "svg", *make, "svg"), said, "a4")
        self.png(self.twice("strips", "png", *make, "png"), said, "a4")

    def slips(self):
        self.run("slips", self.survey, "--count", "20", "-o", "slips.pdf")

        def addresses(text):
            return [self.address("".join(groups)) for groups in re.findall(SLIP, text)]
        self.pdf("slips.pdf", addresses, "slips")
        all_said = [a for text in proof.page_texts("slips.pdf") for a in addresses(text)]
        say("slips.pdf: twenty codes, all different",
            [] if len(set(all_said)) == len(all_said) == 20 else [f"{len(all_said)}"])


def load(path):
    with Image.open(path) as picture:
        return np.asarray(picture.convert("L"))


def unlike(one, other):
    """Of two pictures of a sheet: the share of cells of a millimetre that differ by a third."""
    size = (min(one.shape[1], other.shape[1]) // 12, min(one.shape[0], other.shape[0]) // 12)
    one, other = (np.asarray(Image.fromarray(p).resize(size, Image.BOX), float)
                  for p in (one, other))
    return float((np.abs(one - other) > 85).mean())


def same_picture(greys, chromium):
    for paper, (svg, png) in greys.items():
        picture = proof.pages(f"{paper}.pdf", [1], 300, os.path.abspath(f"{paper}-same")) \
            if paper != "card" else {}
        shares = {"PNG": unlike(svg, png)}
        if picture:
            shares["PDF"] = unlike(svg, readers.picture_load(picture[1]))
        if chromium and paper in ("a4", "card"):
            shares["Chromium"] = unlike(svg, browser(chromium, f"{paper}.svg", svg.shape))
        for other, share in shares.items():
            say(f"{paper}: SVG in rsvg-convert and {other}: the same picture",
                [f"{share:.2%} differ"] if share > 0.001 else [])
    a4, a5 = greys["a4"][0], greys["a5"][0]
    say("self: another sheet is not the same picture", [] if unlike(a4, a5) > 0.01 else ["it is"])
    less = a4.copy()
    less[int(less.shape[0] * 0.3):int(less.shape[0] * 0.4)] = 255
    say("self: nor one that lacks a line", [] if unlike(a4, less) > 0.001 else ["it is"])


def browser(chromium, path, shape):
    """The SVG as the browser shows it, at 288 dots an inch."""
    shot = os.path.abspath(path) + "-browser.png"
    wide, high = (int(np.ceil(n / 300 * 96)) for n in shape[::-1])
    readers.run(["timeout", "-k", "5", "60", chromium, "--headless", "--no-sandbox",
                 "--disable-gpu", "--hide-scrollbars", f"--user-data-dir={os.path.abspath('profile')}",
                 "--force-device-scale-factor=3", f"--window-size={wide},{high}",
                 f"--screenshot={shot}", "file://" + os.path.abspath(path)])
    return load(shot)[:int(shape[0] * 0.96), :int(shape[1] * 0.96)]


def attempt(words, function, *arguments):
    """One kind that is refused does not keep the others from being looked at."""
    try:
        function(*arguments)
    except RuntimeError as wrong:
        say(words, [str(wrong)[-200:]])


def main(canvass, encoder, workspace, survey, chromium):
    sheets = Sheets(canvass, encoder, workspace, survey)
    pack, known = sheets.links()
    sheets.pdf(pack, sheets.wanted(known), "a5")
    code = next(code for code, place in known.items() if place == "Station north")
    greys = sheets.posters(code, known)
    attempt("strips", sheets.strips, code)
    attempt("slips", sheets.slips)
    same_picture(greys, chromium)


if __name__ == "__main__":
    main(*sys.argv[1:])
