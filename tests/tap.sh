# shellcheck shell=sh
# The test harness for shell tests, in the Test Anything Protocol.  Source it, then:
#
#   some command; ok "$?" "what should hold"       0 is good, as for the shell
#   is "$got" "$want" "what should be the same"
#   skip "why nothing was tested"
#   tap_done                                       the last line of each test
#
# TOP_SRCDIR and TOP_BUILDDIR say where the source and the build are; run by hand, both
# are guessed.  $work is a folder of the test's own, removed at the end.
#
# SPDX-License-Identifier: AGPL-3.0-or-later

LC_ALL=C.UTF-8
export LC_ALL

: "${TOP_SRCDIR:=$(CDPATH='' cd -- "$(dirname -- "$0")" && git rev-parse --show-toplevel)}"
: "${TOP_BUILDDIR:=$TOP_SRCDIR/build}"
TOP_SRCDIR=$(CDPATH='' cd -- "$TOP_SRCDIR" && pwd)
TOP_BUILDDIR=$(CDPATH='' cd -- "$TOP_BUILDDIR" && pwd)

tap_run=0
tap_failed=0
tap_finished=no
tap_cleanups=
work=$(mktemp -d "${TMPDIR:-/tmp}/canvass-test.XXXXXX") || exit 99

# at_end COMMAND: run at the end, however the test ends; the last one given runs first.
at_end() {
	tap_cleanups="$1
$tap_cleanups"
}

# A test that stops half-way prints no plan, and so counts as failed.
tap_leave() {
	tap_status=$?
	trap - EXIT
	eval "$tap_cleanups"
	rm -rf "$work"
	[ "$tap_finished" = yes ] || exit 1
	exit "$tap_status"
}
trap tap_leave EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

note() {
	printf '%s\n' "$*" | sed 's/^/# /'
}

ok() {
	tap_run=$((tap_run + 1))
	tap_words=$(printf '%s' "$2" | tr '#\n' '  ')
	if [ "$1" -eq 0 ]; then
		printf 'ok %d - %s\n' "$tap_run" "$tap_words"
		return 0
	fi
	tap_failed=$((tap_failed + 1))
	printf 'not ok %d - %s\n' "$tap_run" "$tap_words"
	return 1
}

is() {
	[ "$1" = "$2" ]
	ok "$?" "$3" && return 0
	note "got:  $1"
	note "want: $2"
	return 1
}

skip() {
	tap_run=$((tap_run + 1))
	printf 'ok %d # SKIP %s\n' "$tap_run" "$1"
}

tap_done() {
	printf '1..%d\n' "$tap_run"
	tap_finished=yes
	[ "$tap_run" -gt 0 ] && [ "$tap_failed" -eq 0 ] && exit 0
	note "$tap_failed of $tap_run failed"
	exit 1
}
