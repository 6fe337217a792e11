#!/bin/sh
# A summary that is killed at any moment: either there is no entry and no release, or there is an
# entry and the next summary writes that very release.  Two at once: one of them has the number.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/app/lib.sh"

if ! command -v python3 >/dev/null; then
	skip "no python3 to look into the ledger with"
	tap_done
fi
# shellcheck disable=SC2086 # CC may bear options
if ! ${CC:-cc} -std=gnu17 -D_GNU_SOURCE -shared -fPIC -Wall -Wextra -o kill_at.so \
	"$TOP_SRCDIR/tests/app/kill_at.c" 2>compiler; then
	note "$(cat compiler)"
	ok 1 "what kills compiles"
	tap_done
fi
case $ASAN_OPTIONS in
*verify*) ;;
*) ASAN_OPTIONS=$ASAN_OPTIONS:verify_asan_link_order=0 ;;
esac
export ASAN_OPTIONS

entries() {
	python3 -c 'import sqlite3, sys
for row in sqlite3.connect(sys.argv[1] + "/canvass.db").execute("SELECT line FROM ledger"):
    print(row[0])' "$1"
}
day() {
	SOURCE_DATE_EPOCH=$((1767139200 + $1 * 86400))
	export SOURCE_DATE_EPOCH
}
# released DIR ARGS...: with what kills before it.
released() {
	dir=$1
	shift
	LD_PRELOAD=$work/kill_at.so "$canvass" -C "$dir" summary pulse@w --key team.key \
		--passphrase-file pass --format csv "$@" >out 2>err
	status=$?
}
killed_at() {
	KILL_AT=$1
	export KILL_AT
	shift
	released "$@" 2>/dev/null
	unset KILL_AT
}

make_workspace ws
open_pulse ws w
answers 90 >a.jsonl
"$canvass" -C ws submit pulse@w a.jsonl 2>/dev/null
"$canvass" -C ws survey close pulse@w 2>/dev/null
cp -r ws fresh
KILL_COUNT=$work/calls
export KILL_COUNT
day 1
released fresh
exits 0 "a release that nobody kills"
unset KILL_COUNT
calls=$(cat calls)
[ "$calls" -gt 20 ]
ok "$?" "has moments at which it could be killed" || note "$calls"
entries fresh >whole

neither=0 entered=0 torn='' wrong='' left=''
at=1
while [ "$at" -le "$calls" ]; do
	rm -rf one
	cp -r ws one
	day 1
	killed_at "$at" one
	[ "$status" = 137 ] || wrong="$wrong $at:not-killed"
	there=$(entries one)
	if [ -z "$there" ]; then
		neither=$((neither + 1))
		[ ! -e one/exports/pulse@w ] || torn="$torn $at"
	else
		entered=$((entered + 1))
		[ "$there" = "$(cat whole)" ] || torn="$torn $at"
		# On the day after it is still the release of then.
		day 2
	fi
	released one
	[ "$status" = 0 ] || wrong="$wrong $at:$status"
	diff -r fresh/exports/pulse@w one/exports/pulse@w >/dev/null || wrong="$wrong $at"
	[ "$(entries one)" = "$(cat whole)" ] || wrong="$wrong $at:ledger"
	[ -z "$(find one/exports -name '.pulse*')" ] || left="$left $at"
	# Many files are alike; what comes after them is looked at step by step.
	if [ "$at" -lt "$((calls - 24))" ]; then at=$((at + 3)); else at=$((at + 1)); fi
done
note "$calls moments: $neither before the entry, $entered after it"
is "$torn" "" "killed at any moment: no entry and no release, or the whole entry"
is "$wrong" "" "and the next summary writes that very release"
is "$left" "" "and clears away what was left"
[ "$neither" -gt 5 ] && [ "$entered" -gt 1 ]
ok "$?" "both have happened"

# In place of a draft, where each file is moved by itself.
wrong=''
day 1
"$canvass" -C ws batch export pulse@w -o batches 2>/dev/null
at=$((calls - 12))
while [ "$at" -le "$((calls + 4))" ]; do
	rm -rf one
	cp -r ws one
	released one --draft -o one/exports
	killed_at "$at" one
	released one
	diff -r fresh/exports/pulse@w one/exports/pulse@w >/dev/null || wrong="$wrong $at"
	at=$((at + 1))
done
is "$wrong" "" "killed while it takes the place of a draft: the next one is whole"

# Away from the workspace the ledger is a file.
wrong='' neither=0 entered=0
at=$((calls - 16))
while [ "$at" -le "$calls" ]; do
	rm -rf there
	mkdir there
	cp batches there/
	killed_at "$at" . --from there/batches -o there/out
	if [ -e there/pulse@w.ledger ]; then
		entered=$((entered + 1))
		[ "$(cat there/pulse@w.ledger)" = "$(cat whole)" ] || wrong="$wrong $at:torn"
	else
		neither=$((neither + 1))
		[ ! -e there/out/pulse@w ] || wrong="$wrong $at:early"
	fi
	released . --from there/batches -o there/out
	diff -r fresh/exports/pulse@w there/out/pulse@w >/dev/null || wrong="$wrong $at"
	[ "$(cat there/pulse@w.ledger)" = "$(cat whole)" ] || wrong="$wrong $at:ledger"
	at=$((at + 1))
done
is "$wrong" "" "the same of a ledger in a file"
[ "$neither" -gt 0 ] && [ "$entered" -gt 0 ]
ok "$?" "killed before and after its entry"

# Two at once, on the same day and on different ones.
rm -rf one
cp -r ws one
day 1
"$canvass" -C one summary pulse@w --key team.key --passphrase-file pass -o first >out1 2>err1 &
first=$!
day 2
"$canvass" -C one summary pulse@w --key team.key --passphrase-file pass -o second >out2 2>err2 &
second=$!
wait "$first"
one=$?
wait "$second"
two=$?
is "$(entries one | wc -l)" 1 "two at once: one entry"
case $one:$two in
0:0 | 0:75 | 75:0) true ;;
*) false ;;
esac
ok "$?" "one has it, the other is told to try again or makes the same" || note "$one:$two $(cat err1 err2)"

tap_done
