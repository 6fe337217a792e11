#!/bin/sh
# All shell scripts pass shellcheck.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/style/files.sh"

if ! command -v shellcheck >/dev/null; then
	skip "shellcheck is not installed"
	tap_done
fi
for file in $(own_files '.'); do
	case $(head -c 100 "$TOP_SRCDIR/$file" | tr -d '\0' | head -n 1) in
	'#!/bin/sh'* | '#!/bin/bash'* | '#!/usr/bin/env bash'* | '# shellcheck shell='*) ;;
	*) continue ;;
	esac
	# Sourced files are checked on their own; their names are made at run time.
	found=$(cd "$TOP_SRCDIR" && shellcheck -f gcc -e SC1090,SC1091,SC2154 "$file" 2>&1)
	is "$found" "" "$file"
done
# shellcheck disable=SC2016 # meant as it stands: a mistake to be found
printf '#!/bin/sh\nrm -rf $1/x\n' >"$work/bad.sh"
! shellcheck "$work/bad.sh" >/dev/null 2>&1
ok "$?" "a careless script would be seen"
tap_done
