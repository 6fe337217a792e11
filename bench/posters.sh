#!/bin/sh
# How fast posters and slips are drawn, and in how much memory.  To be run by hand on an idle
# machine; docs/performance.md has its figures.
#
#	bench/posters.sh BUILD [ROUNDS [MANY]]
#
# BUILD: a build folder, configured with optimisation (CFLAGS=-O2) and without sanitizers.
# ROUNDS: of which the medians are printed (5).  MANY: places of the large pack (10000).
#
# A pack is drawn by canvass and by canvass-render, its child; then canvass-render alone draws the
# same description, as it is and with a stand-in for reading codes back; and poster_probe.c draws as
# many pages of a like poster with cairo and Pango alone.  All on one core.
#
# SPDX-License-Identifier: AGPL-3.0-or-later
set -eu
build=$(CDPATH='' cd -- "$1" && pwd)
rounds=${2:-5}
many=${3:-10000}
top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/canvass-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
core='taskset -c 0'
command -v taskset >/dev/null || core=
cd "$work"

# measured NAME COMMAND...: wall and CPU seconds, and megabytes resident at most, into NAME.
measured() {
	name=$1
	shift
	# shellcheck disable=SC2086 # none or several words
	$core /usr/bin/time -o "$name" -f '%e %U %S %M' "$@" >/dev/null 2>"$name.err" || {
		cat "$name" "$name.err" >&2
		exit 1
	}
	awk '{ printf "%.3f %.3f %.1f\n", $1, $2 + $3, $4 / 1024 }' "$name" >"$name.line"
	mv "$name.line" "$name"
}

median() { # COLUMN FILE
	sort -g -k "$1,$1" "$2" | awk -v c="$1" '{ v[NR] = $c } END { print v[int((NR + 1) / 2)] }'
}

# canvass beside a canvass-render that keeps what it was told, and says what it took.
mkdir bin
cp "$build/canvass" bin/canvass
cp "$build/canvass-render" bin/real
cat >bin/canvass-render <<'RENDER'
#!/bin/sh
here=$(dirname "$0")
[ -e "$here/keep" ] || exec /usr/bin/time -o "$here/../render" -f '%e %U %S %M' "$here/real" "$@"
tee "$here/../told" | "$here/real" "$@"
RENDER
sed -i "s|^here=.*|here=$work/bin|" bin/canvass-render
chmod +x bin/canvass-render

# The same program, but that every sheet is taken for read.
cat >unread.c <<'UNREAD'
#include <stdbool.h>
bool __wrap_sheet_reads(const void *sheet, void *err);
bool
__wrap_sheet_reads(const void *sheet, void *err)
{
	(void)sheet, (void)err;
	return true;
}
UNREAD
flags=$(pkg-config --cflags --libs pangocairo cairo-pdf libqrencode)
libraries=$(awk '$1 ~ /^(CAIRO|PANGO|RSVG|ZBAR|PNG|QRENCODE)_LIBS$/ { $1 = $2 = ""; print }' \
	"$build/Makefile" | tr '\n' ' ')
base=$(awk '$1 ~ /^(JANSSON|UNISTRING|PCRE2|MINIZIP|ZLIB)_LIBS$/ { $1 = $2 = ""; print }' \
	"$build/Makefile" | tr '\n' ' ')
# shellcheck disable=SC2086 # several words
${CC:-cc} -O2 -o bin/unread -Wl,--wrap=sheet_reads unread.c "$build"/src/render/main.o \
	"$build/librender.a" "$build/libout.a" "$build/libbase.a" $libraries $base -lm
# shellcheck disable=SC2086 # several words
${CC:-cc} -O2 -o bin/probe "$top/bench/poster_probe.c" $flags

"$build/canvass" init ws 2>/dev/null
printf 'correct horse battery staple\n' >pass
"$build/canvass" key new team.key --passphrase-file pass 2>/dev/null
printf 'url: https://survey.anyshire.police.uk\nforce: Anyshire Police\n' >ws/canvass.yaml

places() { # COUNT FILE
	awk -v n="$1" 'BEGIN { print "place,headcount"
		for (i = 1; i <= n; i++) printf "Station %05d,%d\n", i, 50 + i % 400 }' >"$2"
}
survey() { # WAVE
	"$build/canvass" -C ws survey open "$top/forms/hampshire.yaml" --wave "$1" --to team.key.pub \
		--expected 4000 --unconfirmed >/dev/null 2>&1
}
row() {
	printf '%-44s %8s s %8s s CPU %7s MB   %s\n' "$@"
}
rate() { # COUNT SECONDS
	awk -v n="$1" -v s="$2" 'BEGIN { printf "%.0f a second", n / s }'
}
per_page() { # FILE COUNT
	stat -c %s "$1" | awk -v n="$2" '{ printf "%.1f MB, %.1f kB a page", $1 / 1e6, $1 / n / 1e3 }'
}

printf '%s rounds on one core; medians\n\n' "$rounds"
places 1000 thousand.csv
survey warm
: >bin/keep
bin/canvass -C ws poster pack hampshire@warm --places thousand.csv -o thousand.pdf >/dev/null 2>&1
rm bin/keep
pages=$(pdfinfo thousand.pdf | awk '/^Pages/ { print $2 }')
r=0
while [ "$r" -lt "$rounds" ]; do
	# The links are there now, so each round draws the same.
	measured one bin/canvass -C ws poster pack hampshire@warm --places thousand.csv -o again.pdf
	cat one >>pack
	awk '{ print $1, $2 + $3, $4 / 1024 }' render >>pack_render
	measured one sh -c 'bin/real <told >alone.pdf'
	cat one >>alone
	measured one sh -c 'bin/unread <told >unread.pdf'
	cat one >>unread
	measured one bin/probe "$pages" probe.pdf
	cat one >>probe
	r=$((r + 1))
done
cmp -s thousand.pdf again.pdf || echo 'a pack drawn twice is not the same bytes'
cmp -s alone.pdf unread.pdf || echo 'without reading back it is not the same drawing'
for what in pack pack_render alone unread probe; do
	case $what in
	pack) words='canvass poster pack, 1000 places' ;;
	pack_render) words='  its canvass-render' ;;
	alone) words='canvass-render alone, the same' ;;
	unread) words='  without reading codes back' ;;
	probe) words='cairo and Pango alone, as many pages' ;;
	esac
	row "$words" "$(median 1 $what)" "$(median 2 $what)" "$(median 3 $what)" \
		"$(rate "$pages" "$(median 1 $what)")"
done
paste -d ' ' probe alone unread | awk '{ print $2 / $5, $2 / $8 }' >ratio
printf '%s pages, %s; probe: %s\n' "$pages" "$(per_page thousand.pdf "$pages")" \
	"$(per_page probe.pdf "$pages")"
printf 'CPU of the probe to ours: %.2f; without reading back %.2f\n\n' "$(median 1 ratio)" \
	"$(median 2 ratio)"

places "$many" many.csv
survey many
measured one bin/canvass -C ws poster pack hampshire@many --places many.csv -o many.pdf
# shellcheck disable=SC2046 # three words
row "canvass poster pack, $many new places" $(cat one) "$(rate "$many" "$(cut -d ' ' -f 1 one)")"
# shellcheck disable=SC2046
row '  its canvass-render' $(awk '{ printf "%s %.3f %.1f", $1, $2 + $3, $4 / 1024 }' render) \
	"$(per_page many.pdf "$many")"
measured one bin/canvass -C ws poster make --all hampshire@many -o all.pdf
# shellcheck disable=SC2046
row "canvass poster make --all, $many links" $(cat one) "$(rate "$many" "$(cut -d ' ' -f 1 one)")"
survey slips
measured one bin/canvass -C ws slips hampshire@slips --count 10000 -o slips.pdf
# shellcheck disable=SC2046
row 'canvass slips --count 10000' $(cat one) "$(rate 10000 "$(cut -d ' ' -f 1 one)")"
# shellcheck disable=SC2046
row '  its canvass-render' $(awk '{ printf "%s %.3f %.1f", $1, $2 + $3, $4 / 1024 }' render) \
	"$(per_page slips.pdf "$(pdfinfo slips.pdf | awk '/^Pages/ { print $2 }')")"
