#!/bin/sh
# The manual's pages are clean under mandoc.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/style/files.sh"

if ! command -v mandoc >/dev/null; then
	skip "mandoc is not installed"
	tap_done
fi
for page in $(own_files '^man/.*\.[1-8]$'); do
	found=$(cd "$TOP_SRCDIR" && mandoc -Tlint -W warning "$page" 2>&1)
	is "$found" "" "$page is clean"
done
printf '.Dd Today\n.Dt X 1\n.Os\n.Sh NAME\n.Bogus\n' >"$work/bad.1"
! mandoc -Tlint -W warning "$work/bad.1" >/dev/null 2>&1
ok "$?" "a page with a mistake would be seen"
tap_done
