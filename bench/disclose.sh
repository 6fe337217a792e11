#!/bin/sh
# Time and memory of disclosure control: the shipped survey with five earlier releases, and how it
# grows with tables, cells and releases.  To be run by hand on an idle machine, for about ten
# minutes; docs/disclosure.md has its figures.
#
#	bench/disclose.sh BUILD [PART...]    parts: survey tables cells earlier
#
# BUILD: a build folder, configured with optimisation (CFLAGS=-O2) and without sanitizers.
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

[ $# -gt 0 ] || set -- survey tables cells earlier
for part; do
	printf '\n%s\n' "$part"
	case $part in
	survey) python3 "$top/bench/disclose.py" survey "$probe" "$form" ;;
	*) python3 "$top/bench/disclose.py" "$part" "$canvass" "$probe" ;;
	esac
done
