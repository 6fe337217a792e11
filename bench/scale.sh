#!/bin/sh
# How a summary grows with the number of answers: time, memory, the share of each step, and the
# ratio to a bare probe that opens the same boxes and counts them (scan.c).  To be run by hand on an
# idle machine; docs/performance.md has its figures.
#
#	bench/scale.sh BUILD [MOST [ROUNDS]]
#
# BUILD: a build folder, configured with optimisation (CFLAGS=-O2) and without sanitizers.
# MOST: 1000, 10000 and so on up to so many answers (100000).  A million take 30 GB below $TMPDIR
# and about half an hour, most of it to seal and store them.
# ROUNDS: of canvass and the probe in turn (7); each line has their medians.
#
# SPDX-License-Identifier: AGPL-3.0-or-later
set -eu
build=$(CDPATH='' cd -- "$1" && pwd)
most=${2:-100000}
rounds=${3:-7}
top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
canvass=$build/canvass
survey=hampshire@spring
work=$(mktemp -d "${TMPDIR:-/tmp}/canvass-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

build_probe() { # NAME SOURCES... LIBRARIES...
	name=$1
	shift
	libraries=$(awk '$1 ~ /^(SODIUM|YAML|EXPAT|JANSSON|PCRE2|MINIZIP|UNISTRING|ZLIB|SQLITE|GLPK)_LIBS$/ ||
		$1 ~ /^(QRENCODE|MD4C|XLSXWRITER|STEMMER|READSTAT)_LIBS$/ { $1 = $2 = ""; print }' \
		"$build/Makefile" | tr '\n' ' ')
	# shellcheck disable=SC2086 # several words
	${CC:-cc} -std=gnu17 -D_GNU_SOURCE -O2 -I"$top/src" -I"$build/src" -o "$work/$name" "$@" \
		$libraries -lpthread -lm
}

# Runs a command: wall and CPU seconds, and the most megabytes that were resident (VmHWM).
measured() {
	python3 - "$@" <<'PYTHON'
import resource, subprocess, sys, time
start = time.monotonic()
quiet = subprocess.DEVNULL
status = subprocess.run(sys.argv[1:], stdout=quiet, stderr=quiet).returncode
wall = time.monotonic() - start
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(f"{wall:.3f} {used.ru_utime + used.ru_stime:.3f} {used.ru_maxrss / 1024:.0f}")
sys.exit(status)
PYTHON
}

median() { # COLUMN FILE
	sort -g -k "$1,$1" "$2" | awk -v c="$1" '{ v[NR] = $c } END { print v[int((NR + 1) / 2)] }'
}

size() {
	stat -c %s "$1" | awk '{ printf "%.0f", $1 / 1048576 }'
}

cd "$top"
build_probe scan bench/scan.c "$build/libseal.a" "$build/libform.a" "$build/libbase.a"
build_probe steps bench/steps.c src/app/counting.c src/app/opening.c "$build/libout.a" \
	"$build/libsummary.a" "$build/libanswer.a" "$build/libstore.a" "$build/libseal.a" \
	"$build/libform.a" "$build/libbase.a"

printf '%s rounds, %s processors.  Seconds; MB resident at most; MB of files.\n\n' "$rounds" "$(nproc)"
printf '%9s  %8s  %6s  %6s  %8s  %6s  %8s  %6s  %6s  %6s  %s\n' answers 'made in' store export summary \
	CPU scan ratio 'of CPU' memory 'CPU: read open count publish write'
n=1000
while [ "$n" -le "$most" ]; do
	site=$work/site
	key=$site/demo.key pass=$site/demo.passphrase
	made=$(measured "$canvass" demo "$site" --answers "$n" --no-serve)
	"$canvass" -C "$site" batch export "$survey" -o "$work/batches" 2>/dev/null
	: >"$work/rounds"
	r=0
	while [ "$r" -lt "$rounds" ]; do
		ours=$(measured "$canvass" -C "$site" summary "$survey" --key "$key" \
			--passphrase-file "$pass" --draft -o "$work/out")
		bare=$("$work/scan" "$(nproc)" "$work/batches" "$key" "$pass")
		echo "$ours $bare" | awk '{ print $1, $2, $3, $4, $4 / $1, $5 / $2 }' >>"$work/rounds"
		rm -rf "$work/out"
		r=$((r + 1))
	done
	steps=$("$work/steps" "$site" "$survey" "$key" "$pass")
	printf '%9s  %8.1f  %6s  %6s  %8.2f  %6.2f  %8.2f  %6.2f  %6.2f  %6.0f  %s\n' "$n" "${made%% *}" \
		"$(size "$site/answers/$survey.db")" "$(size "$work/batches")" \
		"$(median 1 "$work/rounds")" "$(median 2 "$work/rounds")" "$(median 4 "$work/rounds")" \
		"$(median 5 "$work/rounds")" "$(median 6 "$work/rounds")" "$(median 3 "$work/rounds")" "$steps"
	rm -rf "$site" "$work/batches"
	n=$((n * 10))
done
