#!/bin/sh
# Runs every fuzz target over its seeds: no crash, no sanitizer's complaint.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"

# The seeds of a target, one a line.
seeds_of() {
	seeds_list=$TOP_SRCDIR/tests/fuzz/$1.seeds
	[ -d "$TOP_SRCDIR/tests/fuzz/corpus/$1" ] && find "$TOP_SRCDIR/tests/fuzz/corpus/$1" -type f
	[ -r "$seeds_list" ] || return 0
	while read -r seed; do
		[ -n "$seed" ] && find "$TOP_SRCDIR/$seed" -type f
	done <"$seeds_list"
}

[ -n "${FUZZ_TARGETS:-}" ] || FUZZ_TARGETS=$(cd "$TOP_BUILDDIR" && find tests/fuzz -type f -perm -u+x ! -name '*.*')
for target in $FUZZ_TARGETS; do
	name=${target##*/}
	seeds_of "$name" | LC_ALL=C sort >"$work/seeds"
	[ -s "$work/seeds" ]
	ok "$?" "$name has seeds" || continue
	(cd "$work" && xargs -d '\n' "$TOP_BUILDDIR/$target" <seeds) >"$work/log" 2>&1
	ok "$?" "$name survives its $(wc -l <"$work/seeds") seeds" || note "$(tail -n 60 "$work/log")"
done
tap_done
