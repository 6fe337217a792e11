"""What stands in an SVG or a PDF itself, before anybody rasters it.

SPDX-License-Identifier: AGPL-3.0-or-later
"""
import re
import xml.etree.ElementTree as tree

import numpy as np

import readers

SVG = "{http://www.w3.org/2000/svg}"
CODE_LEAST = 40  # parts of a path: letters have fewer
NUMBER = r"-?(?:\d+\.?\d*|\.\d+)"


def inside(parts, modules):
    """Whether each module lies within closed contours of level and upright edges (in modules)."""
    edges = np.zeros((modules, modules + 1), bool)
    for part in parts:
        for (x1, y1), (x2, y2) in zip(part, part[1:] + part[:1]):
            if x1 == x2:
                edges[min(y1, y2):max(y1, y2), x1] ^= True
    return np.logical_xor.accumulate(edges, axis=1)[:, :modules]


def pdf_pages(pdf):
    """Of each page the codes' paths: a list of (colour, contours in points)."""
    text = readers.run(["qpdf", "--qdf", "--object-streams=disable", pdf, "-"], good=(0, 3))
    out = []
    for page in text.split(b"\n%% Contents for page ")[1:]:
        stream = page[page.index(b"\nstream\n") + 8:page.index(b"endstream")]
        out.append([path for path in pdf_paths(stream.decode("latin-1"))
                    if len(path[1]) >= CODE_LEAST])
    return out


def pdf_paths(stream):
    """All filled paths; text, and what is drawn otherwise, is passed over."""
    stream = re.sub(r"\bBT\b.*?\bET\b", " ", stream, flags=re.S)
    stack, colour, parts, saved = [], None, [], []
    for word in stream.split():
        if re.fullmatch(NUMBER, word):
            stack.append(float(word))
            continue
        if word in ("rg", "g", "k"):
            colour = tuple(stack[-3:]) if word != "g" else (stack[-1],) * 3
        elif word == "q":
            saved.append(colour)
        elif word == "Q":
            colour = saved.pop()
        elif word == "m":
            parts.append([tuple(stack[-2:])])
        elif word in ("l", "c"):
            parts[-1].append(tuple(stack[-2:]))
        elif word == "re":
            x, y, wide, high = stack[-4:]
            parts.append([(x, y), (x + wide, y), (x + wide, y + high), (x, y + high)])
        elif word in ("f", "f*", "F"):
            yield colour, parts
            parts = []
        elif word in ("S", "s", "n", "B", "b", "B*", "b*"):
            parts = []
        stack = []


def svg_codes(path):
    """(colour, contours in units, units of its white ground, its side in mm) of each code."""
    root = tree.parse(path).getroot()
    wide = float(re.fullmatch(rf"({NUMBER})mm", root.get("width"))[1])
    per_unit = wide / float(root.get("viewBox").split()[2])
    out = []
    for box in root.iter(SVG + "svg"):
        for found in box.findall(SVG + "path"):
            parts = svg_contours(found.get("d"))
            if len(parts) < CODE_LEAST or box is root:
                continue
            ground = box.find(SVG + "rect")
            units = float(box.get("viewBox").split()[2])
            white = ground is not None and ground.get("fill") in ("#fff", "#ffffff", "white") \
                and float(ground.get("width")) == units
            out.append((found.get("fill"), parts, units if white else 0,
                        float(box.get("width")) * per_unit))
    return out


def svg_contours(data):
    """Contours of a path that goes level or upright, by whole units; others give none."""
    if re.search(r"[^MmHhVvZz0-9 ,\-]", data):
        return []
    x = y = 0
    parts = []
    for letter, rest in re.findall(r"([MmHhVvZz])([^MmHhVvZz]*)", data):
        numbers = [int(n) for n in re.findall(r"-?\d+", rest)]
        if letter == "M":
            x, y = numbers
        elif letter == "m":
            x, y = x + numbers[0], y + numbers[1]
        elif letter in "Hh":
            x = numbers[0] + (x if letter == "h" else 0)
        elif letter in "Vv":
            y = numbers[0] + (y if letter == "v" else 0)
        else:
            x, y = parts[-1][0]
            continue
        if letter in "Mm":
            parts.append([(x, y)])
        else:
            parts[-1].append((x, y))
    return parts


def contour_modules(parts, modules):
    """The modules that contours draw, True for dark; their side, and what is wrong with them.

    A PDF counts upwards, but its matrix may turn that round: they may come upside down.
    """
    points = np.array([point for part in parts for point in part])
    low, side = points.min(axis=0), (points.max(axis=0) - points.min(axis=0)).mean()
    on_grid = (points - low) / side * modules
    off = np.abs(on_grid - np.round(on_grid)).max()
    whole = iter(np.round(on_grid).astype(int).tolist())
    dark = inside([[next(whole) for _ in part] for part in parts], modules)
    return dark, side, [f"its corners lie {off:.2f} modules off"] if off > 0.01 else []


def is_drawn(dark, modules):
    """Whether they are these modules, as they are or upside down."""
    return bool((dark == modules).all() or (dark[::-1] == modules).all())
