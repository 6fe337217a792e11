# shellcheck shell=sh
# What utility.sh and disclose.sh share: bench/disclose.c, built against the libraries of a build
# folder.  Source it with $build and $work (a folder) set.
#
# SPDX-License-Identifier: AGPL-3.0-or-later

top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
# shellcheck disable=SC2034 # the scripts that source this use them
canvass=$build/canvass probe=$work/disclose form=$top/forms/hampshire.yaml

build_probe() {
	for needed in canvass Makefile libsummary.a libanswer.a libform.a libbase.a; do
		[ -e "$build/$needed" ] || {
			echo "$build/$needed is missing: make the program there first" >&2
			exit 1
		}
	done
	libraries=$(sed -n 's/^\(GLPK\|YAML\|EXPAT\|JANSSON\|PCRE2\|MINIZIP\|UNISTRING\|ZLIB\)_LIBS = //p' \
		"$build/Makefile" | tr '\n' ' ')
	# shellcheck disable=SC2086 # several words
	${CC:-cc} -std=gnu17 -D_GNU_SOURCE -O2 -w -I"$top/src" -I"$build/src" \
		"$top/bench/disclose.c" "$top/src/app/invent.c" "$top/src/app/invent_hampshire.c" \
		-o "$probe" "$build/libsummary.a" "$build/libanswer.a" "$build/libform.a" \
		"$build/libbase.a" $libraries -lm || exit 1
}
