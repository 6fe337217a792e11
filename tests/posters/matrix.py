"""What happens to a code between the printer and a phone, done to its picture.

Each distortion takes a Source (a code as it was rastered, with what stands round it) and a
generator of random numbers, and gives a picture.  The same seed gives the same bytes.

SPDX-License-Identifier: AGPL-3.0-or-later
"""
import math

import numpy as np
from PIL import Image

BORDER = 8  # modules round the code that stay in the picture


class Source:
    """grey: the raster; code: where it is in it (finder.Code)."""

    def __init__(self, grey, code):
        room = int(math.ceil((BORDER + 2) * code.module))
        self.grey = Image.fromarray(np.pad(grey, room, constant_values=255))
        self.x, self.y = code.x + room, code.y + room
        self.module, self.modules, self.corner = code.module, code.modules, code.corner


def scaled(src, pixels, rng=None):
    """So many pixels a module, each the mean of what it covers; at any offset to the modules."""
    side = int(round((src.modules + 2 * BORDER) * pixels))
    shift = rng.random(2) if rng else (0, 0)
    step = src.module / pixels
    left = src.x - (BORDER * pixels + shift[0]) * step
    top = src.y - (BORDER * pixels + shift[1]) * step
    box = (left, top, left + side * step, top + side * step)
    return np.asarray(src.grey.resize((side, side), Image.BOX, box), np.float32)


def sampled(grey, x, y):
    """grey at x, y (arrays, pixels), between its pixels; white beyond."""
    high, wide = grey.shape
    grey = np.pad(grey, 1, constant_values=255)
    x, y = np.clip(x + 1, 0, wide + 0.999), np.clip(y + 1, 0, high + 0.999)
    left, top = x.astype(int), y.astype(int)
    right, below = x - left, y - top
    return (grey[top, left] * (1 - right) + grey[top, left + 1] * right) * (1 - below) \
        + (grey[top + 1, left] * (1 - right) + grey[top + 1, left + 1] * right) * below


def reduced(grey, by):
    high, wide = (n // by * by for n in grey.shape)
    return grey[:high, :wide].reshape(high // by, by, wide // by, by).mean(axis=(1, 3))


def turned(grey, degrees, by=1):
    """Turned about its middle on a sheet that holds it whole, then `by` pixels made one."""
    if degrees % 90 == 0:
        return reduced(np.rot90(grey, degrees // 90), by)
    angle = math.radians(degrees)
    cos, sin = math.cos(angle), math.sin(angle)
    high, wide = grey.shape
    side = int(math.ceil((abs(cos) + abs(sin)) * max(high, wide) / by)) * by
    at = np.arange(side) + 0.5 - side / 2
    x, y = at[None, :], at[:, None]
    return reduced(sampled(grey, cos * x - sin * y + wide / 2 - 0.5,
                           sin * x + cos * y + high / 2 - 0.5), by)


def blurred(grey, sigma):
    """Gaussian; sigma in pixels."""
    reach = max(1, int(math.ceil(3 * sigma)))
    weights = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2)
    weights /= weights.sum()
    grey = np.pad(grey, reach, mode="edge")
    wide = grey.shape[1] - 2 * reach
    grey = sum(w * grey[:, i:i + wide] for i, w in enumerate(weights))
    high = grey.shape[0] - 2 * reach
    return sum(w * grey[i:i + high] for i, w in enumerate(weights))


def paler(grey, part):
    return grey * (1 - part) + 255 * part


def noisy(grey, part, rng):
    """Each pixel turned to its opposite with this chance."""
    return np.where(rng.random(grey.shape) < part, 255 - grey, grey)


def blotted(grey, pixels, src, size, rng):
    """A black square of size modules, anywhere off the finder, timing and alignment marks."""
    n = src.modules
    while True:
        column, row = (int(v) for v in rng.integers(0, n - size + 1, 2))
        ends = [(0, 0), (0, n - 9), (n - 9, 0)]  # with their white edge and the format
        near = [(n - 9, n - 9)]
        bad = any(hits(column, row, size, x, y, 9) for x, y in ends) \
            or any(hits(column, row, size, x, y, 5) for x, y in near) \
            or column <= 6 < column + size or row <= 6 < row + size
        if not bad:
            break
    upright = np.array(np.rot90(grey, {"rightbottom": 0, "leftbottom": 1, "lefttop": 2,
                                       "righttop": 3}[src.corner]))
    top, left = (int(round((BORDER + v) * pixels)) for v in (row, column))
    upright[top:top + int(size * pixels), left:left + int(size * pixels)] = 0
    return upright


def hits(column, row, size, x, y, wide):
    return column < x + wide and x < column + size and row < y + wide and y < row + size


def walled(grey, pixels, src):
    """Black all round, right up to the quiet zone of four modules."""
    out = np.zeros_like(grey)
    inside = slice(int(round((BORDER - 4) * pixels)),
                   int(round((BORDER + src.modules + 4) * pixels)))
    out[inside, inside] = grey[inside, inside]
    return out


def photographed(src, rng, pixels=5):
    """Paper on a pillar, photographed from one side: bent, tilted, unevenly lit, a little soft.

    The code takes a sixth to a tenth of the distance, the camera stands up to 40 degrees to one
    side and 20 above or below, the pillar is two to eight times as wide as the code.
    """
    fine = 2
    grey = scaled(src, pixels * fine)
    side = grey.shape[0]
    out = int(side * 1.15) // fine * fine
    angle = math.radians(rng.uniform(-12, 12))
    aside, above = math.radians(rng.uniform(-40, 40)), math.radians(rng.uniform(-20, 20))
    away = 2 * rng.uniform(6, 10) * src.modules / (src.modules + 2 * BORDER)  # half pictures
    pillar = rng.uniform(2, 8) * src.modules / (src.modules + 2 * BORDER)  # its radius, likewise
    at = (np.arange(out) + 0.5 - out / 2) / (side / 2)
    x, y = np.broadcast_arrays(at[None, :], at[:, None])
    x, y = math.cos(angle) * x - math.sin(angle) * y, math.sin(angle) * x + math.cos(angle) * y
    # A ray through x, y meets the tilted sheet: what is farther away is smaller.
    far = 1 / (1 - (x * math.tan(aside) + y * math.tan(above)) / away)
    x, y = x * far / math.cos(aside), y * far / math.cos(above)
    bent = np.arcsin(np.clip(x / pillar, -1, 1)) * pillar
    seen = sampled(grey, (bent + 1) * side / 2 - 0.5, (y + 1) * side / 2 - 0.5)
    dim = rng.uniform(0.3, 0.45)  # of the light, from one corner to the other
    light = 1 - dim * (0.5 + 0.25 * (at[None, :] + at[:, None]).clip(-2, 2))
    seen = reduced(blurred((seen * 0.8 + 25) * light, 0.2 * pixels * fine), fine)
    return seen + rng.normal(0, 4, seen.shape)


def dirty(src, pixels, rng):
    """What noise and blots are added to: blurred by 0.3 modules."""
    return blurred(scaled(src, pixels * 2, rng), 0.6 * pixels)


DISTORTIONS = {}
ALWAYS = ("2 pixels a module", "turned by 10°, 3 pixels", "blur 0.3, 4 pixels",
          "black at 50 % grey", "photographed")  # of each code, where there is time


def distortion(name):
    def add(function):
        DISTORTIONS[name] = function
        return function
    return add


# Two pixels lie on the modules' edges, as on a screen: off them it is below what both read.
distortion("2 pixels a module")(lambda src, rng: scaled(src, 2))
distortion("2.5 pixels a module")(lambda src, rng: scaled(src, 2.5, rng))
for _n in (3, 4, 8):
    distortion(f"{_n} pixels a module")(lambda src, rng, n=_n: scaled(src, n, rng))
for _n in (5, 10, 30, 45, 90, 180, 270):
    distortion(f"turned by {_n}°, 3 pixels")(
        lambda src, rng, n=_n: turned(scaled(src, 6, rng), n, 2))
for _n in (3, 4, 8):
    distortion(f"blur 0.3, {_n} pixels")(
        lambda src, rng, n=_n: blurred(scaled(src, n, rng), 0.3 * n))
for _n in (15, 30, 50):
    distortion(f"black at {_n} % grey")(
        lambda src, rng, n=_n: paler(blurred(scaled(src, 4, rng), 1.2), n / 100))
# Dirt is on the print: the camera blurs it with the rest.
distortion("noise 5 %")(
    lambda src, rng: blurred(noisy(turned(scaled(src, 12, rng), 10, 2), 0.05, rng), 1.8))
for _n in (4, 6):
    distortion(f"blot {_n} × {_n}")(
        lambda src, rng, n=_n: turned(blotted(dirty(src, 6, rng), 12, src, n, rng), 10, 2))
distortion("dark wall")(lambda src, rng: walled(scaled(src, 4), 4, src))
distortion("photographed")(photographed)


def fits(name, src):
    """Of version 2 a blot of 6 × 6 may spoil 12 of 44 codewords, of which 8 can be mended."""
    return not (name == "blot 6 × 6" and src.modules < 29)


def distort(name, src, seed):
    rng = np.random.default_rng([seed, sum(name.encode())])
    return DISTORTIONS[name](src, rng).clip(0, 255).astype(np.uint8)
