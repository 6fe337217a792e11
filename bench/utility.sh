#!/bin/sh
# How much of the shipped survey is told at 120, 400, 1,000 and 3,000 invented answers, and how far
# the percentages are from the truth.  To be run by hand; docs/disclosure.md has its figures.
#
#	bench/utility.sh BUILD [SETS [COUNT...]]    medians of 20 sets of invented answers
#	bench/utility.sh BUILD tables [SEED [COUNT]]    each table: its level, and why none above it
#
# BUILD: a build folder, without sanitizers.  FORM in the environment: another form than the
# shipped one, such as a copy with other merges; its questions must be the same.
#
# SPDX-License-Identifier: AGPL-3.0-or-later
set -eu
# shellcheck disable=SC2034 # probe.sh uses it
build=$(CDPATH='' cd -- "$1" && pwd)
shift
work=$(mktemp -d "${TMPDIR:-/tmp}/canvass-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
# shellcheck disable=SC1091
. "$(dirname -- "$0")/probe.sh"
build_probe
form=${FORM:-$form}

if [ "${1:-}" = tables ]; then
	python3 "$top/bench/utility.py" "$probe" "$form" "${2:-1}" "${3:-400}" --tables
	exit
fi
sets=${1:-20}
[ $# -eq 0 ] || shift
[ $# -gt 0 ] || set -- 120 400 1000 3000
python3 "$top/bench/utility.py" "$probe" "$form" "$sets" "$@"
