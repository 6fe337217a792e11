#!/bin/sh
# Builds canvass and runs all its tests.  On Debian 12, as root, it first installs what is
# missing.  The last line says `N passed, N failed`, with `, N skipped` if some were.
#
#	./test.sh           gcc build, sanitizer build with clang, a real browser, the release
#	./test.sh --long    and then fuzzing, and the tests that take their time:
#	                    FUZZ_SECONDS for each target (14400 if not set), CANVASS_LONG=1 for tests
#
# Builds lie in build/, build-asan/ and build-fuzz/; a second run makes only what changed.
#
# SPDX-License-Identifier: AGPL-3.0-or-later
set -u
LC_ALL=C.UTF-8
export LC_ALL
unset MAKEFLAGS MAKELEVEL CDPATH
cd "$(dirname -- "$0")" || exit 74
. ./tools/packages.sh

long=no
seconds=300 # for one test
case ${1:-} in
'') ;;
--long)
	long=yes
	seconds=86400
	TEST_SECONDS=${TEST_SECONDS:-86400}
	;;
*)
	printf 'usage: ./test.sh [--long]\n' >&2
	exit 64
	;;
esac

passed=0
failed=0
skipped=0
jobs=$(nproc)
started=$(date +%s)

say() {
	printf '\n== %s (%d s)\n' "$*" "$(($(date +%s) - started))"
}

# one NAME STATUS: a step that is a test in itself.
one() {
	if [ "$2" -eq 0 ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		printf 'FAIL: %s\n' "$1"
	fi
}

# add PASSED FAILED SKIPPED: counts of a whole suite.
add() {
	passed=$((passed + $1))
	failed=$((failed + $2))
	skipped=$((skipped + $3))
}

# results FOLDER WORDS: how often make check wrote one of the results.
results() {
	find "$1/tests" -name '*.trs' -exec cat {} + | grep -c -E "^:test-result: ($2)"
}

# bad_results FOLDER: all that failed.  A test that failed says so once more by its status 1,
# which the driver reports as an error of its own; that one is not counted again.
bad_results() {
	again=$(grep -r -l --include='*.trs' '^:test-result: FAIL' "$1/tests" | sed 's/trs$/log/' |
		xargs -r -d '\n' grep -l '^ERROR: .* - exited with status 1$' | wc -l)
	printf '%d\n' "$(($(results "$1" 'FAIL|XPASS|ERROR') - again))"
}

# build FOLDER OPTION...: false if it cannot be built, which counts as a failure.
build() {
	folder=$1
	shift
	prepare "$folder" "$@" && make -s -C "$folder" -j "$jobs" >"$folder/build.log" 2>&1
	status=$?
	[ "$status" -eq 0 ] || tail -n 40 "$folder/build.log"
	one "$folder: build without warnings" "$status"
	return "$status"
}

# check FOLDER TARGET: runs a suite of make check, and counts what it did.
check() {
	find "$1/tests" -name '*.trs' -exec rm -f {} +
	timeout -k 10 "${TEST_SECONDS:-1500}" make -k -s -C "$1" -j "$jobs" test_seconds="$seconds" "$2" >"$1/check.log" 2>&1
	status=$?
	bad=$(bad_results "$1")
	add "$(results "$1" 'PASS|XFAIL')" "$bad" "$(results "$1" SKIP)"
	if [ "$bad" -gt 0 ]; then
		grep -E '^(FAIL|XPASS|ERROR):' "$1/check.log"
	elif [ "$status" -ne 0 ]; then
		# A test that did not build or did not end leaves no result behind.
		tail -n 40 "$1/check.log"
		one "$1: make $2 ended with status $status" 1
	fi
}

# Each target over its corpus and then on its own, all the time it is given.  What it finds
# stays in build-fuzz/found/.
fuzz() {
	say "fuzzing, ${FUZZ_SECONDS:-14400} s a target"
	build build-fuzz CC=clang --enable-werror --enable-sanitizers --enable-fuzzers || return
	check build-fuzz check-fuzz
	targets=$(make -s -C build-fuzz print-fuzz-targets)
	for target in $targets; do
		name=${target##*/}
		mkdir -p "build-fuzz/found/$name" "build-fuzz/corpus/$name"
		more=
		[ -d "tests/fuzz/corpus/$name" ] && more=tests/fuzz/corpus/$name
		case $name in
		form | texts | guide) more="$more -dict=tests/fuzz/form.dict" ;;
		esac
		# What else a target is to start from, one path a line.
		[ ! -f "tests/fuzz/$name.seeds" ] || while read -r seed; do
			find "$seed" -type f -exec cp {} "build-fuzz/corpus/$name" \;
		done <"tests/fuzz/$name.seeds"
		# shellcheck disable=SC2086 # none, one or two
		"build-fuzz/$target" -max_total_time="${FUZZ_SECONDS:-14400}" -rss_limit_mb=2048 -timeout=10 \
			-artifact_prefix="build-fuzz/found/$name/" "build-fuzz/corpus/$name" $more \
			>"build-fuzz/$name.log" 2>&1
		status=$?
		[ "$status" -eq 0 ] || tail -n 30 "build-fuzz/$name.log"
		one "fuzzing $name" "$status"
	done
}

# shellcheck disable=SC2086 # lists
install_missing $build_packages $test_packages

say "gcc build"
if build build CC=gcc --enable-werror; then
	say "tests"
	[ "$long" = no ] || export CANVASS_LONG=1
	# The browser must be there: its walks are not skipped here.
	export CANVASS_BROWSER=1
	check build check
	unset CANVASS_BROWSER
fi
say "clang build with sanitizers"
if build build-asan CC=clang --enable-werror --enable-sanitizers; then
	say "tests under sanitizers"
	# What takes its time in other programs than ours is not tried at length once more.
	export CANVASS_AGAIN=1
	check build-asan check-code
fi
say "the release builds and passes its tests"
# The browser has walked this source already.
export CANVASS_AGAIN=1
CHROMIUM=none timeout -k 10 "${TEST_SECONDS:-1500}" make -s -C build -j "$jobs" distcheck >build/distcheck.log 2>&1
status=$?
[ "$status" -eq 0 ] || grep -v '^PASS: ' build/distcheck.log | tail -n 30
one "make distcheck" "$status"
if [ "$status" -eq 0 ] && git rev-parse --is-inside-work-tree >/dev/null 2>&1; then
	# shellcheck disable=SC2012 # the name is ours
	tar -tf "$(ls build/canvass-*.tar.xz | head -n 1)" | sed 's|^[^/]*/||' | sort >build/released
	git ls-files | sort | comm -23 - build/released >build/forgotten
	[ ! -s build/forgotten ]
	status=$?
	[ "$status" -eq 0 ] || head -n 30 build/forgotten
	one "the release holds every file that git knows" "$status"
fi
[ "$long" = no ] || fuzz

say "done"
if [ "$skipped" -gt 0 ]; then
	printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
else
	printf '%d passed, %d failed\n' "$passed" "$failed"
fi
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
