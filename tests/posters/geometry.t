#!/bin/sh
# Posters, cards, strips and slips, measured from outside: in rasters and in the files themselves,
# never by the program's own word.  CHROMIUM=none leaves the browser out.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/app/lib.sh"
. "$TOP_SRCDIR/tests/posters/lib.sh"
needs qpdf pdffonts pngcheck xmllint

: "${CHROMIUM:=/usr/bin/chromium}"
if ! command -v "$CHROMIUM" >/dev/null; then
	skip "skipped, absent: chromium"
	CHROMIUM=
fi
survey_open
proven "$python" "$here/geometry.py" "$canvass" "$encoder" ws hampshire@w "$CHROMIUM"

tap_done
