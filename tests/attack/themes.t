#!/bin/sh
# Themes of comments, over several releases: no hidden number is narrowed, no newcomer shows, and
# nobody is not told apart from somebody.  CANVASS_LONG tries many more.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/app/lib.sh"
if ! command -v python3 >/dev/null; then
	skip "python3 is not installed"
	tap_done
fi
SOURCE_DATE_EPOCH=1767225600
export SOURCE_DATE_EPOCH
make_keys one.key two.key

# attack WORDS ARGS...
attack() {
	words=$1
	shift
	python3 "$TOP_SRCDIR/tests/attack/themes.py" "$canvass" "$@" >said 2>&1
	ok "$?" "$words"
	note "$(tail -n 12 said)"
}
attack "nobody commented, or three did: the same" twins zero
attack "nobody commented, or three did whom nobody has coded: the same" twins uncoded
attack "of those who came after a release nobody commented, or four did: the same" twins newcomers
attack "and while nobody has coded them" twins later
attack "and if the coders differ on one of them" twins band
attack "two themes of one question: no base beside another tells of newcomers" base
count=2
[ -z "${CANVASS_LONG:-}" ] || count=100
[ -z "${CANVASS_AGAIN:-}" ] || count=1
attack "surveys drawn at random, coded and released as it comes" play 3 "$count"
tap_done
