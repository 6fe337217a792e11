#!/bin/sh
# Every source file says its licence, and COPYING holds the text.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/style/files.sh"

line='SPDX-License-Identifier: AGPL-3.0-or-later'
unmarked() {
	while read -r path; do
		head -n 40 "$path" | grep -q -F "$line" || printf '%s\n' "$path"
	done
}

own_files '(\.(c|h|t|sh|mk|sql|ac|am|mjs|css)|^tools/[a-z]+|^bench/[a-z-]+|^bootstrap)$' >"$work/list"
[ "$(wc -l <"$work/list")" -gt 30 ]
ok "$?" "source files are found"
is "$(cd "$TOP_SRCDIR" && unmarked <"$work/list")" "" "each says its licence near the top"
echo 'int x;' >"$work/bad.c"
is "$(echo "$work/bad.c" | unmarked)" "$work/bad.c" "a file that does not would be seen"
grep -q 'GNU AFFERO GENERAL PUBLIC LICENSE' "$TOP_SRCDIR/COPYING"
ok "$?" "COPYING is the licence"
tap_done
