"""The proof must fail when it should: codes drawn wrongly on purpose, and what is said of each.

SPDX-License-Identifier: AGPL-3.0-or-later
"""
import sys

import numpy as np

import finder
import matrix
import proof
import readers

SAID = "HTTPS://ASK.EXAMPLE/S/K7QX3MRR"
OTHER = "HTTPS://ASK.EXAMPLE/S/7Y2H9CT0"
DPI = 300


def page(modules, pixels=10, quiet=4, beside=0):
    """A sheet with a code, and a bar of ink right beside its quiet zone."""
    grey = np.full((900, 900), 255, np.uint8)
    code = readers.drawn(modules, pixels, quiet)
    at, end = 200, 200 + len(code)
    grey[at - 10:end + 10, at - 10:end + 10] = beside
    grey[at:end, at:end] = code
    return grey


def cases(encoder):
    good = encoder.modules(SAID)
    flipped = good.copy()
    flipped[12, 12] ^= True
    low = page(good)
    low = np.where(low < 128, 110, low).astype(np.uint8)
    cut = page(good)
    cut[:, 200 + (4 + len(good) // 2) * 10:] = 255
    yield "a good one", page(good), []
    yield "turned a quarter", np.rot90(page(good)), []
    yield "light on dark", 255 - page(good), ["0 codes", "zbarimg read nothing"]
    yield "a quiet zone of 3", page(good, quiet=3), ["quiet zone 3.0"]
    yield "a bar of grey within it", page(good, quiet=3, beside=200), ["quiet zone 3.0"]
    yield "a module of 0.4 mm", page(good, pixels=5), ["module 0.42 mm", "side 10.6 mm"]
    yield "one module flipped", page(flipped), ["1 modules differ"]
    yield "version 5", page(encoder.modules(SAID, 5)), ["version 5"]
    yield "a blank page", np.full((900, 900), 255, np.uint8), \
        ["0 codes", "zbarimg read nothing", "ZXingReader read nothing"]
    yield "another survey's code", page(encoder.modules(OTHER)), \
        ["modules differ", "zbarimg read ['" + OTHER, "ZXingReader read ['" + OTHER]
    yield "black at 43 % grey", low, ["contrast"]
    yield "half a code", cut, ["0 codes", "zbarimg read nothing", "ZXingReader read nothing"]
    yield "two codes where one should be", \
        np.concatenate([page(good), page(good)]), ["2 codes, not 1", "zbarimg read ["]


def main(encoder, folder):
    drawn = list(cases(encoder))
    paths = [f"{folder}/{i}.pgm" for i in range(len(drawn))]
    for path, (_, grey, _) in zip(paths, drawn):
        readers.picture_save(path, grey)
    read = readers.read_all(paths)
    for path, (name, grey, wanted) in zip(paths, drawn):
        faults = proof.picture_faults(grey, DPI, SAID, 20, encoder)
        faults += proof.reading_faults(read, path, SAID)
        seen = all(any(w in f for f in faults) for w in wanted) and bool(faults) == bool(wanted)
        print("ok" if seen else "bad", f"self: {name}: {'; '.join(faults)[:150] or 'no fault'}")

    # A matrix that nothing fails proves nothing: beyond its limits nobody reads.
    sheet = page(encoder.modules(SAID), quiet=8, beside=255)
    src = matrix.Source(sheet, finder.find(sheet)[0])
    rng = np.random.default_rng(1)
    beyond = {
        "0.8 pixels a module": matrix.scaled(src, 0.8),
        "blur of 0.7 modules": matrix.blurred(matrix.scaled(src, 4), 2.8),
        "12 × 12 modules blotted": blotted(matrix.scaled(src, 8)),
        "no white round it": unquiet(matrix.scaled(src, 4)),
        "every third pixel flipped": matrix.noisy(matrix.scaled(src, 6), 0.33, rng),
        "black at 98 % grey, with noise": matrix.paler(matrix.scaled(src, 4), 0.98)
        + rng.normal(0, 4, matrix.scaled(src, 4).shape),
    }
    paths = []
    for i, grey in enumerate(beyond.values()):
        paths.append(f"{folder}/beyond{i}.pgm")
        readers.picture_save(paths[-1], grey.clip(0, 255))
    read = readers.read_all(paths)
    for name, path in zip(beyond, paths):
        faults = proof.reading_faults(read, path, SAID)
        print("ok" if len(faults) == 2 else "bad", f"self: {name}: {'; '.join(faults) or 'read'}")
    grey = np.full((900, 700), 255, np.uint8)
    inside = int(10 / 25.4 * DPI) + 1
    grey[inside:-inside, inside:-inside] = 0
    print("ok" if not proof.edge_faults(grey, DPI, 10) else "bad", "self: ink up to 10 mm")
    grey[450, inside - 4] = 200
    print("ok" if proof.edge_faults(grey, DPI, 10) else "bad", "self: a grey dot nearer than that")


def blotted(grey):
    grey[120:216, 120:216] = 0
    return grey


def unquiet(grey):
    inside = slice(matrix.BORDER * 4, -matrix.BORDER * 4)
    out = np.zeros_like(grey)
    out[inside, inside] = grey[inside, inside]
    return out


if __name__ == "__main__":
    main(readers.Encoder(sys.argv[1]), readers.folder(sys.argv[2]))
