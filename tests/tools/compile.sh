# shellcheck shell=sh
# Compiles and runs what a tool wrote.  Source it after tests/tap.sh.
# SPDX-License-Identifier: AGPL-3.0-or-later

# compile SOURCE...: makes $work/program; includes are looked for in $work first.
compile() {
	# shellcheck disable=SC2086,SC2154 # CC may bear options; work comes from tap.sh
	${CC:-cc} -std=gnu17 -Wall -Wextra -Werror -I"$work" -I"$TOP_SRCDIR/src" -o "$work/program" \
		"$@" >"$work/compiler" 2>&1 || {
		note "$(cat "$work/compiler")"
		return 1
	}
}
