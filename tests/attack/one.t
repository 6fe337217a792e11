#!/bin/sh
# One release: each table alone, all tables together, and every figure against an own reading of
# the rules.  CANVASS_LONG tries many more surveys.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/attack/lib.sh"

count=160
[ -z "${CANVASS_LONG:-}" ] || count=4000
[ -z "${CANVASS_AGAIN:-}" ] || count=20
attack "$count surveys: no hidden number is narrowed, and all is decided as the judge would" one 1 "$count"
caught full "a table that the audit refused, printed in full"
caught base "an exact base instead of a rounded one"
caught cell "a hidden cell that is printed"
caught percent "a percentage that is not of the printed numbers"
tap_done
