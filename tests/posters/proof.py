"""What must hold of each printed code, whoever drew it, and where a sheet says what it is.

SPDX-License-Identifier: AGPL-3.0-or-later
"""
import os
import re

import numpy as np

import finder
import readers

# Millimetres: wide, high, side of the code, what stays empty at the edge.
PAPERS = {"a3": (297, 420, 120, 10), "a4": (210, 297, 70, 10), "a5": (148, 210, 30, 10),
          "card": (85, 55, 20, 3), "cards": (210, 297, 20, 10), "slips": (210, 297, 20, 10)}
MODULE_LEAST, QUIET_LEAST, CONTRAST_LEAST, VERSION_MOST = 0.5, 4, 7, 4
CODE = r"\b([0-9A-HJKMNP-TV-Z]{4}) ([0-9A-HJKMNP-TV-Z]{4})\b"


def measure_faults(grey, dpi, code, side_least):
    """Against the least measures, each within one pixel of the raster."""
    pixel = 25.4 / dpi
    quiet = finder.quiet_zone(grey, code)
    contrast = finder.contrast(grey, code)
    out = []
    if code.version > VERSION_MOST:
        out.append(f"version {code.version}")
    if (code.side + 1) * pixel < side_least:
        out.append(f"side {code.side * pixel:.1f} mm")
    if (code.side + 1) * pixel / code.modules < MODULE_LEAST:
        out.append(f"module {code.module * pixel:.2f} mm")
    if quiet + 1 / code.module < QUIET_LEAST:
        out.append(f"quiet zone {quiet:.1f}")
    if contrast < CONTRAST_LEAST:
        out.append(f"contrast {contrast:.1f}")
    return out


def picture_faults(grey, dpi, said, side_least, encoder, count=1, codes=None):
    """said: the address that stands in words beside it; count: how often its code is drawn."""
    codes = finder.find(grey) if codes is None else codes
    if len(codes) != count:
        return [f"{len(codes)} codes, not {count}"]
    out = []
    for code in codes:
        out += measure_faults(grey, dpi, code, side_least)
        wrong = finder.modules_wrong(grey, code, encoder.modules(said))
        if wrong:
            out.append(f"{wrong} modules differ from its address")
    return list(dict.fromkeys(out))


def reading_faults(read, path, said, count=1):
    """read: what readers.read_all gave."""
    return [f"{name} read {texts[path] or 'nothing'}" for name, texts in read.items()
            if texts[path] != [said] * count]


def edge_faults(grey, dpi, empty):
    """Anything but white within so many millimetres of the sheet's edge (one pixel of leave)."""
    wide = int(empty / 25.4 * dpi) - 1
    inside = grey.copy()
    inside[wide:-wide, wide:-wide] = 255
    dirty = np.argwhere(inside < 250)
    if not len(dirty):
        return []
    y, x = dirty[0] / dpi * 25.4
    return [f"something within {empty} mm of the edge, at {x:.0f}, {y:.0f} mm"]


def page_texts(pdf):
    return readers.run(["pdftotext", "-enc", "UTF-8", pdf, "-"]).decode().split("\f")[:-1]


def codes_said(text):
    """Codes of eight that a page says in two groups of four, each once."""
    return list(dict.fromkeys(a + b for a, b in re.findall(CODE, text)))


def page_sizes(pdf):
    """Millimetres, of each page."""
    text = readers.run(["pdfinfo", "-f", "1", "-l", "99999", pdf]).decode()
    return [(float(w) / 72 * 25.4, float(h) / 72 * 25.4)
            for w, h in re.findall(r"^Page +\d+ size: +([\d.]+) x ([\d.]+) pts", text, re.M)]


def pages(pdf, wanted, dpi, stem, crop=None):
    """Rasters of some pages (numbers from 1): {number: path}.  crop: x, y, wide, high in pixels."""
    out = {}
    part = [] if crop is None else [str(v) for pair in zip(("-x", "-y", "-W", "-H"), crop)
                                    for v in pair]
    for first, last in stretches(sorted(wanted)):
        readers.run(["pdftoppm", "-gray", "-r", f"{dpi:.4f}", "-f", str(first), "-l", str(last),
                     *part, pdf, stem])
        folder = os.path.dirname(stem)
        for name in os.listdir(folder):
            found = re.fullmatch(re.escape(os.path.basename(stem)) + r"-(\d+)\.pgm", name)
            if found and first <= int(found[1]) <= last:
                out[int(found[1])] = os.path.join(folder, name)
    return out


def stretches(numbers):
    out = []
    for n in numbers:
        if out and out[-1][1] == n - 1:
            out[-1][1] = n
        else:
            out.append([n, n])
    return out
