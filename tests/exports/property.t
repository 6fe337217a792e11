#!/bin/sh
# Random forms, answers, codings, ticks, words and waves, released in every format: no format holds a
# figure that summary.json lacks, and each cell of its tables stands in each format with its marker.
# Then a hundred texts that a program could take for a formula or a script, as options, quotes and words.
#
# CANVASS_SEED=N begins with another seed, CASES=N says how many; so CANVASS_SEED=N CASES=1 draws one case
# again that was complained of.  Usually as many as fit a quarter of a minute; CANVASS_LONG=1: four minutes.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/app/lib.sh"

if ! command -v python3 >/dev/null; then
	skip "no python3: skipped, absent"
	tap_done
fi
# A copy, so that Python leaves nothing in the source.
mkdir readers
cp "$TOP_SRCDIR"/tests/exports/*.py readers
# python_with MODULE: Debian's modules are Debian's Python's, whichever comes first.
python_with() {
	for python in python3 /usr/bin/python3; do
		"$python" -c "import $1" 2>/dev/null && echo "$python" && return
	done
}
PYTHON_ODS=$(python_with odf)
PYTHON_XLSX=$(python_with openpyxl)
PSPP=$(command -v pspp)
SOURCE_DATE_EPOCH=1767225600
export PYTHON_ODS PYTHON_XLSX PSPP SOURCE_DATE_EPOCH
for missing in "$PYTHON_ODS:python3-odf" "$PYTHON_XLSX:openpyxl" "$PSPP:pspp"; do
	[ -n "${missing%:*}" ] || skip "no ${missing##*:}: skipped, absent"
done

# ---- what looks like a formula or a script ------------------------------------------------------

make_keys one.key two.key
"$canvass" init ws 2>/dev/null || exit 99
python3 readers/property_hostile.py >hostile 2>&1
ok "$?" "a hundred formulas and scripts lie still as options, quotes and words ($(tail -1 hostile))" ||
	note "$(head -20 hostile)"
[ -z "$(find . -name pwned)" ]
ok "$?" "and nothing that was written ran"

# ---- random cases ---------------------------------------------------------------------------------

seconds=15
cases=${CASES:-8}
if [ -n "${CANVASS_LONG:-}" ]; then
	seconds=240
	cases=${CASES:-1000}
fi
[ -z "${CASES:-}" ] || seconds=100000
seed=${CANVASS_SEED:-$(od -An -N3 -tu4 /dev/urandom | tr -d ' ')}
note "CANVASS_SEED=$seed"
begin=$(date +%s)
at=0
while [ "$at" -lt "$cases" ] && [ $(($(date +%s) - begin)) -lt "$seconds" ]; do
	[ "$tap_failed" -lt 3 ] || break
	python3 readers/property_case.py $((seed + at)) >said 2>&1
	ok "$?" "seed $((seed + at)): $(tail -1 said)" || note "$(head -20 said)"
	at=$((at + 1))
done
tap_done
