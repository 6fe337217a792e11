#!/bin/sh
# How fast words that identify are found: MB a second on one core, the time of a text of 500 words
# and of a set of answers of 20 KB, and how long a redactor takes to be ready.  To be run by hand
# on an idle machine, for about a minute; docs/redaction.md has its figures.
#
#	bench/redact.sh BUILD [FILE...]
#
# BUILD: a build folder, configured with optimisation (CFLAGS=-O2) and without sanitizers.
# FILE: texts; else the clean police prose of tests/redact, and then what its generator makes.
#
# SPDX-License-Identifier: AGPL-3.0-or-later
set -eu
build=$(CDPATH='' cd -- "$1" && pwd)
shift
top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/canvass-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

# shellcheck disable=SC2046 # the libraries are many words
${CC:-cc} -std=gnu17 -D_GNU_SOURCE -O2 -I"$top/src" -o "$work/redact" "$top/bench/redact.c" \
	"$build/libanswer.a" "$build/libform.a" "$build/libbase.a" \
	$(sed -n 's/^\(YAML\|EXPAT\|JANSSON\|PCRE2\|MINIZIP\|UNISTRING\|ZLIB\)_LIBS = //p' \
		"$build/Makefile" | tr '\n' ' ')

if [ $# -gt 0 ]; then
	"$work/redact" "$@"
	exit
fi
echo 'clean prose of tests/redact/clean: hardly anything to mark'
"$work/redact" "$top"/tests/redact/clean/*.txt
echo 'texts of tests/redact/make: full of what is to be marked'
python3 "$top/tests/redact/make" --seed 1 >"$work/made.json"
python3 -c 'import json, sys
print("\n".join(text["full_text"] for text in json.load(open(sys.argv[1]))))' \
	"$work/made.json" >"$work/made"
"$work/redact" "$work/made"
echo 'texts made to hurt'
"$work/redact" -h 1
