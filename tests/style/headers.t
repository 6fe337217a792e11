#!/bin/sh
# Each header compiles alone, so that the order of includes never matters.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/style/files.sh"

# alone HEADER: compiled twice over, which also shows a missing guard.
alone() {
	printf '#include "%s"\n#include "%s"\n' "$1" "$1" >"$work/alone.c"
	# shellcheck disable=SC2086 # CC may bear options
	${CC:-cc} -std=gnu17 -D_GNU_SOURCE -Wall -Wextra -Werror -fsyntax-only -I"$TOP_SRCDIR/src" \
		-I"$TOP_BUILDDIR/src" -I"$TOP_SRCDIR" -I"$work" "$work/alone.c" >"$work/log" 2>&1
}

for header in $(own_files '^src/.*\.h$'); do
	alone "${header#src/}"
	ok "$?" "$header compiles alone" || note "$(head -n 20 "$work/log")"
done
printf 'size_t lost(void);\n' >"$work/bad.h"
! alone bad.h
ok "$?" "a header that needs another first would be seen"
tap_done
