# What the measures of redaction share: labelled texts are read, the redactor is run over all of
# them at once, and marks are laid over characters and words.
# SPDX-License-Identifier: AGPL-3.0-or-later

import json
import math
import os
import subprocess


class Trouble(Exception):
    """Said in one line, without a traceback."""


def read(path):
    """The texts of a JSON list, or of JSON lines: {full_text, spans: [...]}."""
    with open(path, encoding="utf-8") as handle:
        words = handle.read()
    try:
        texts = json.loads(words)
    except json.JSONDecodeError:
        try:
            texts = [json.loads(line) for line in words.splitlines() if line.strip()]
        except json.JSONDecodeError as why:
            raise Trouble(f"{path}: neither JSON nor JSON lines: {why}") from None
    return texts if isinstance(texts, list) else [texts]


def canvass():
    """The program: $CANVASS, or the one of the build."""
    return os.environ.get("CANVASS") or os.path.join(
        os.environ.get("TOP_BUILDDIR", "build"), "canvass")


def redact(texts, program, strict=False, locals_file=None):
    """The spans of each text, as `canvass redact --lines --json` tells them."""
    if not texts:
        return []
    command = [program, "redact", "--lines", "--json"]
    if strict:
        command.append("--strict")
    if locals_file:
        command += ["--locals", locals_file]
    given = "".join(json.dumps(text, ensure_ascii=False) + "\n" for text in texts)
    try:
        ran = subprocess.run(command, input=given.encode(), stdout=subprocess.PIPE,
                             stderr=subprocess.PIPE, timeout=280, check=False)
    except (OSError, subprocess.TimeoutExpired) as why:
        raise Trouble(f"{program}: {why}") from None
    if ran.returncode != 0:
        said = ran.stderr.decode(errors="replace").strip().splitlines()[-1:]
        raise Trouble(f"{program} redact: exit {ran.returncode} {' '.join(said)}")
    lines = ran.stdout.decode().splitlines()
    if len(lines) != len(texts):
        raise Trouble(f"{program} redact: {len(texts)} texts gave {len(lines)} lines")
    all_marks = [json.loads(line) for line in lines]
    for text, marks in zip(texts, all_marks):
        end = 0
        for mark in marks:
            if not end <= mark["start"] < mark["end"] <= len(text):
                raise Trouble(f"{program} redact: spans out of order or out of the text: {marks}")
            end = mark["end"]
    return all_marks


def over(length, spans):
    """For each character the number of the span that lies over it, or -1."""
    number = [-1] * length
    for at, (start, end) in enumerate(spans):
        for i in range(max(start, 0), min(end, length)):
            number[i] = at
    return number


def words_of(text):
    """The runs of characters that are not blank: (start, end)."""
    start = None
    for i, c in enumerate(text):
        if c.isspace():
            if start is not None:
                yield start, i
            start = None
        elif start is None:
            start = i
    if start is not None:
        yield start, len(text)


def telling(text, start, end):
    """Where a word's letters and digits stand; all of it, if it has none."""
    return [i for i in range(start, end) if text[i].isalnum()] or list(range(start, end))


def wilson(hits, n):
    """
    The range in which the true share lies, at 95 per cent: Wilson's score interval
    (E. B. Wilson, J. Am. Stat. Assoc. 22, 1927).  Nothing is known of no tries.
    """
    if n == 0:
        return 0.0, 1.0
    z = 1.959963984540054
    share = hits / n
    middle = share + z * z / (2 * n)
    reach = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    below = 1 + z * z / n
    return max(0.0, (middle - reach) / below), min(1.0, (middle + reach) / below)
