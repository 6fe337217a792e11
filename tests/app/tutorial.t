#!/bin/sh
# docs/tutorial.md: every block of commands, one after the other, as it stands there.
# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck disable=SC2016 # the backquotes are Markdown's
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/app/lib.sh"

command -v curl >/dev/null || {
	skip "no curl"
	tap_done
}
PATH=$TOP_BUILDDIR:$PATH
awk '/^```sh$/ { on = 1; print "echo block " ++n " >at"; next } /^```$/ { on = 0 } on' \
	"$TOP_SRCDIR/docs/tutorial.md" >all.sh
is "$(grep -c '^echo block' all.sh)" 15 "all blocks are found"
# A shell that is stopped half-way must not leave its door behind.
printf 'door=\ntrap "kill \\$door 2>/dev/null || :" EXIT\n' | cat - all.sh >run.sh
sh -e run.sh >out 2>err
ok "$?" "every block does its work" || note "stopped in $(cat at): $(tail -3 err)"
grep -q '^pulse@2026-1$' out
ok "$?" "the survey's name was printed"
grep -q 'I felt supported' out
ok "$?" "the form was shown"
grep -q '<h1>' out
ok "$?" "the door answered"
grep -q "No findings" out && grep -q "no problems" out
ok "$?" "audit and doctor are content"
grep -q '"responses": *60' pulse-ws/exports/pulse@2026-1/summary.json &&
	grep -q '"unconfirmed": *false' pulse-ws/exports/pulse@2026-1/summary.json
ok "$?" "the summary tells of 60 answers, with keys that were tried"
flat() {
	tr -d '\n' <"pulse-ws/exports/pulse@2026-$1/summary.json" | tr -s ' '
}
flat 1 | grep -q '"id": "aftercare"[^]]*"n": 30, "base": 60, "pct": 50,'
ok "$?" "half of those who commented speak of aftercare"
flat 2 | grep -q '"from": "2026-1"[^}]*"say": "up"'
ok "$?" "and in the second wave something went up"
grep -q '60 %, up: ' out
ok "$?" "compare holds the waves against each other"
[ -e pulse-ws/exports/pulse@2026-1/summary.html ]
ok "$?" "the page that the tutorial names is there"

# The README's commands exist, and so do the files that it leads to.
missing=
for path in $(sed -n 's/.*](\([^)]*\)).*/\1/p' "$TOP_SRCDIR/README.md" | grep -v -e '^http') demo.sh test.sh; do
	[ -e "$TOP_SRCDIR/$path" ] || missing="$missing $path"
done
is "$missing" "" "every file that README.md leads to is there"

# So does every path that a document names between backquotes.
cd "$TOP_SRCDIR" || exit 99
missing=
for path in $(grep -ohE '`(src|tests|tools|man|docs|forms|public)/[A-Za-z0-9_./-]+`' README.md docs/*.md |
	tr -d '`' | sort -u); do
	[ -e "$path" ] || missing="$missing $path"
done
is "$missing" "" "every path that a document names is there"

tap_done
