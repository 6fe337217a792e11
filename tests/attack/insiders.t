#!/bin/sh
# One, two or three people who know their own answers, against all others.  CANVASS_LONG tries
# many more.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/attack/lib.sh"

count=60
[ -z "${CANVASS_LONG:-}" ] || count=2000
[ -z "${CANVASS_AGAIN:-}" ] || count=10
for k in 1 2 3; do
	attack "insiders: $k, surveys: $count: of the others nothing is narrowed" insiders 1 "$count" "$k"
done
caught insider "a table that the audit refused, printed in full"
tap_done
