#!/bin/sh
# Every code that the program prints is read by two decoders that are not ours, from paper to
# photograph; and the proof fails when it should.  Usually 48 codes; CANVASS_POSTERS=1000, or
# CANVASS_LONG, has so many, each with more distortions (a quarter of an hour).
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/app/lib.sh"
. "$TOP_SRCDIR/tests/posters/lib.sh"

proven "$python" "$here/self.py" "$encoder" "$work/self"

count=48 each=4
[ -z "${CANVASS_LONG:-}" ] || count=1000 each=5
[ -z "${CANVASS_POSTERS:-}" ] || count=$CANVASS_POSTERS each=5
survey_open
proven "$python" "$here/decode.py" "$canvass" "$encoder" ws hampshire@w "$count" "$each"

tap_done
