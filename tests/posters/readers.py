"""Decoders that are not ours, over many pictures in one process each, and what they should read.

SPDX-License-Identifier: AGPL-3.0-or-later
"""
import os
import re
import subprocess

import numpy as np

AT_ONCE = 200  # files a process
DECODERS = ("zbarimg", "ZXingReader")


def run(command, good=(0,), **more):
    done = subprocess.run(command, capture_output=True, check=False, **more)
    if done.returncode not in good:
        raise RuntimeError(f"{command[0]}: status {done.returncode}: {done.stderr[-400:]!r}")
    return done.stdout


def picture_load(path):
    """A binary PGM, as pdftoppm writes it."""
    with open(path, "rb") as file:
        data = file.read()
    head = re.match(rb"P5\s(?:#.*\s)*(\d+)\s+(\d+)\s+255\s", data)
    wide, high = int(head[1]), int(head[2])
    return np.frombuffer(data, np.uint8, wide * high, head.end()).reshape(high, wide)


def picture_save(path, grey):
    with open(path, "wb") as file:
        file.write(b"P5 %d %d 255\n" % (grey.shape[1], grey.shape[0]))
        file.write(np.ascontiguousarray(grey, dtype=np.uint8).tobytes())


def zbarimg(paths):
    text = run(["zbarimg", "-q", "--nodbus", "--xml", "-Sdisable", "-Sqrcode.enable", *paths],
               good=(0, 4)).decode("utf-8", "replace")
    out = {}
    for source in text.split("<source href='")[1:]:
        out[source[:source.index("'")]] = re.findall(r"<!\[CDATA\[(.*?)\]\]>", source, re.S)
    return out


def ZXingReader(paths):  # named as the program is
    text = run(["ZXingReader", "-format", "QRCode", "-1", *paths],
               good=(0, 255)).decode("utf-8", "replace")
    out = {}
    for line in text.splitlines():
        path, _, rest = line.partition(".pgm ")
        found = re.fullmatch(r'QRCode "(.*)"', rest.strip())
        out.setdefault(path + ".pgm", []).extend([found[1]] if found else [])
    return out


def read_all(paths):
    """{decoder: {path: [text, ...]}} of PGM files; a picture that was not looked at is an error."""
    out = {}
    for name in DECODERS:
        out[name] = {}
        for i in range(0, len(paths), AT_ONCE):
            out[name].update(globals()[name](paths[i:i + AT_ONCE]))
        missing = set(paths) - set(out[name])
        if missing:
            raise RuntimeError(f"{name} said nothing of {sorted(missing)[0]}")
    return out


class Encoder:
    """The modules that an address should have, from the helper code.c."""

    def __init__(self, program):
        self.program, self.known = program, {}

    def modules(self, address, version=0):
        self.learn([address], version)
        return self.known[version, address]

    def learn(self, addresses, version=0):
        new = [a for a in dict.fromkeys(addresses) if (version, a) not in self.known]
        if not new:
            return
        text = run([self.program], input="".join(f"{version} {a}\n" for a in new).encode())
        for address, line in zip(new, text.decode().splitlines(), strict=True):
            bits = np.frombuffer(line.split()[1].encode(), np.uint8) == ord("1")
            side = int(round(len(bits) ** 0.5))
            self.known[version, address] = bits.reshape(side, side)


def drawn(modules, pixels, quiet=4, border=0):
    """A picture of a code by the book: pixels a module, its quiet zone, white round it."""
    grey = np.where(np.kron(modules, np.ones((pixels, pixels), bool)), 0, 255).astype(np.uint8)
    return np.pad(grey, int((quiet + border) * pixels), constant_values=255)


def folder(path):
    os.makedirs(path, exist_ok=True)
    return path
