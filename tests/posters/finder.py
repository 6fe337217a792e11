"""Finds upright QR codes in a picture and measures them, by their finder marks alone.

Knows nothing of how posters are drawn: what it says is measured in pixels.  Dark and light are
parted half-way; a picture is an array of 8 bits a pixel, 0 black.

SPDX-License-Identifier: AGPL-3.0-or-later
"""
import math

import numpy as np

QUIET_MOST = 8  # measured up to so many modules
SIDES = (21, 25, 29, 33, 37, 41)  # modules of version 1 to 6


class Code:
    """A code in a picture: x, y, side and module in pixels; corner: the one without a mark."""

    def __init__(self, x, y, side, modules, corner):
        self.x, self.y, self.side, self.modules, self.corner = x, y, side, modules, corner

    @property
    def module(self):
        return self.side / self.modules

    @property
    def version(self):
        return (self.modules - 17) // 4


def runs(dark):
    """Marks that a line crosses as 1:1:3:1:1: (line, first, last edge) along each row."""
    flat = np.flatnonzero(dark[:, 1:] != dark[:, :-1])  # several times quicker than nonzero
    line, at = np.divmod(flat, dark.shape[1] - 1)
    if len(at) < 6:
        return np.empty((0, 3))
    edges = np.stack([at[i:len(at) - 5 + i] for i in range(6)])
    whole = (line[5:] == line[:len(line) - 5]) & ~dark[line[:len(line) - 5], edges[0]]
    unit = (edges[5] - edges[0]) / 7
    for i, wide in enumerate((1, 1, 3, 1, 1)):
        whole &= np.abs(edges[i + 1] - edges[i] - wide * unit) <= 0.4 * unit + 0.5
    return np.stack([line[:len(line) - 5], edges[0] + 1, edges[5] + 1], axis=1)[whole].astype(float)


def heaps(found):
    """Rows of runs() that belong to one mark: its middle line, first and last edge, how many."""
    out = []
    for line, first, last in found[np.argsort(found[:, 0], kind="stable")]:
        wide = last - first
        for heap in out:
            if line - heap[-1][0] <= wide / 7 + 1 and abs(first - heap[-1][1]) < wide / 7 \
                    and abs(last - heap[-1][2]) < wide / 7:
                heap.append((line, first, last))
                break
        else:
            out.append([(line, first, last)])
    return [(sum(r[0] for r in heap) / len(heap) + 0.5, np.median([r[1] for r in heap]),
             np.median([r[2] for r in heap])) for heap in out
            if len(heap) >= (heap[0][2] - heap[0][1]) / 7]


def marks(grey):
    """Finder marks: (left, top, right, bottom), seen both along rows and along columns."""
    dark = grey < 128
    across, down = heaps(runs(dark)), heaps(runs(np.ascontiguousarray(dark.T)))
    out = []
    for y, left, right in across:
        for x, top, bottom in down:
            near = (right - left) / 7
            if abs((left + right) / 2 - x) < near and abs((top + bottom) / 2 - y) < near \
                    and abs((bottom - top) - (right - left)) < near:
                out.append((left, top, right, bottom))
    return out


def find(grey):
    """All upright codes, from the top: three marks of one size at three corners of a square."""
    found = marks(grey)
    out = []
    for a in found:
        near = (a[2] - a[0]) / 7
        level = [b for b in found if b is not a and abs(b[1] - a[1]) < near and alike(a, b)]
        below = [c for c in found if c is not a and abs(c[0] - a[0]) < near and alike(a, c)]
        for b in level:
            for c in below:
                code = square(a, b, c, near)
                if code:
                    out.append(code)
    return sorted(out, key=lambda code: (round(code.y), code.x))


def alike(a, b):
    return abs((b[2] - b[0]) - (a[2] - a[0])) < (a[2] - a[0]) / 7


def square(a, b, c, near):
    """a: the mark between the two others, b beside it, c above or below it."""
    wide, high = abs(b[0] - a[0]), abs(c[1] - a[1])
    if abs(wide - high) > near:
        return None
    left, right = min(a[0], b[0]), max(a[2], b[2])
    top, bottom = min(a[1], c[1]), max(a[3], c[3])
    side = ((right - left) + (bottom - top)) / 2
    modules = wide / ((a[2] - a[0] + b[2] - b[0] + c[2] - c[0]) / 21) + 7
    best = min(SIDES, key=lambda n: abs(n - modules))
    if abs(best - modules) > 1.5:
        return None
    corner = ("right" if b[0] > a[0] else "left") + ("bottom" if c[1] > a[1] else "top")
    return Code(left, top, side, best, corner)


def modules_of(grey, code):
    """The code's modules as they are seen at their middles, True for dark, turned upright."""
    at = (np.arange(code.modules) + 0.5) * code.module
    seen = sum(grey[np.ix_((code.y + at + dy).astype(int), (code.x + at + dx).astype(int))]
               .astype(float) for dy in (-1, 0, 1) for dx in (-1, 0, 1)) / 9
    dark = seen < 128
    return np.rot90(dark, {"rightbottom": 0, "leftbottom": 1, "lefttop": 2, "righttop": 3}
                    [code.corner])


def quiet_zone(grey, code):
    """The narrowest of its four sides, corners too, in modules; the paper's edge ends it."""
    far = int(math.ceil(QUIET_MOST * code.module))
    left, top = int(round(code.x)) - far, int(round(code.y)) - far
    span = int(round(code.side)) + 2 * far
    rows, columns = np.arange(top, top + span), np.arange(left, left + span)
    high, wide = grey.shape
    part = np.zeros((span, span), grey.dtype)
    inside = np.ix_((rows >= 0) & (rows < high), (columns >= 0) & (columns < wide))
    part[inside] = grey[max(0, top):top + span, max(0, left):left + span]
    at = np.arange(span)
    away = np.maximum(far - at, at - (span - far) + 1)  # 1: the first pixel beside the code
    away = np.maximum(away[:, None], away[None, :])
    dirty = away[(part < 250) & (away > 1)]  # its own edge may be smoothed over one pixel
    return min((dirty.min() - 1) / code.module if len(dirty) else QUIET_MOST, QUIET_MOST)


def contrast(grey, code):
    """Of the lightest dark module to the darkest light one: the ratio of WCAG."""
    at = ((np.arange(code.modules) + 0.5) * code.module).astype(int)
    seen = grey[np.ix_(int(code.y) + at, int(code.x) + at)]
    dark, light = seen[seen < 128].max(initial=0), seen[seen >= 128].min(initial=255)
    return (luminance(light) + 0.05) / (luminance(dark) + 0.05)


def luminance(level):
    part = level / 255
    return part / 12.92 if part <= 0.03928 else math.pow((part + 0.055) / 1.055, 2.4)


def modules_wrong(grey, code, want):
    """How many modules are not those of want (an array, True for dark); all, if sizes differ."""
    seen = modules_of(grey, code)
    return int((seen != want).sum()) if seen.shape == want.shape else want.size
