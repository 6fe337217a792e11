#!/bin/sh
# The example of docs/disclosure.md is what the program makes of it.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/app/lib.sh"

page=$TOP_SRCDIR/docs/disclosure.md

# The plan stands between the fences; each number and percentage that the last table of the
# example shows must be printed, in its order.
# shellcheck disable=SC2016 # fences of the page
sed -n '/^```json$/,/^```$/p' "$page" | sed '/^```/d' >plan.json
[ -s plan.json ]
ok "$?" "the page has a plan"
run disclose plan.json --explain tried.json
exits 0 "and it is one"
cp out printed.json

# level TABLE: at which it is printed.
level() {
	tr -d '\n' <printed.json | grep -o "\"id\": \"$1\", \"level\": \"[a-z]*\"" | cut -d'"' -f8
}
is "$(level debrief)" full "the question alone: full"
is "$(level debrief-by-shift)" merged "by shift: merged"

# said FIRST LAST: numbers of the page's rows, then of the program's.
page_numbers() {
	sed -n '/By shift, merged/,/^In truth/p' "$page" | grep '^| \(base\|soon\|not soon\)' |
		grep -o '[0-9][0-9]*' | tr '\n' ' '
}
printed_numbers() {
	tr -d '\n' <printed.json | sed 's/.*"id": "debrief-by-shift"//' |
		grep -o '"n": [0-9]*, "pct": [0-9nul]*' | grep -o '[0-9][0-9]*' | tr '\n' ' '
}
is "$(printed_numbers)" "$(page_numbers)" "number by number as on the page"
is "$(page_numbers | wc -w | tr -d ' ')" 20 "which are 20"

# What could be narrowed at full, and to what.
narrowed() {
	grep '"ok": *false' tried.json | tr -d ' "{}' | tr ',' '\n' |
		sed -n 's/^\(row\|column\|min\|max\)://p' | tr '\n' ' '
}
is "$(narrowed)" "unsure late 0 6 late other 4 15 never other 4 12 " \
	"three numbers would be narrowed at full"
tap_done
