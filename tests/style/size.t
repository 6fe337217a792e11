#!/bin/sh
# The walls: files of 600 lines, functions of 120, lines of 100 columns.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/style/files.sh"

# A function is what stands between a { and a } in the first column.
cat >"$work/size.awk" <<'EOF'
# Columns: a tab goes to the next multiple of 8, a character of several bytes is one.
function columns(s, i, n, c) {
	n = 0
	for (i = 1; i <= length(s); i++) {
		c = substr(s, i, 1)
		if (c == "\t")
			n += 8 - n % 8
		else if (c < "\200" || c >= "\300")
			n++
	}
	return n
}
FNR == 1 { name = FILENAME; sub(/.*\/\.\//, "", name); start = 0 }
length($0) > 50 && columns($0) > 100 { print name ":" FNR ": " columns($0) " columns" }
/^{/ { start = FNR }
/^}/ {
	if (start && FNR - start + 1 > 120)
		print name ":" start ": a function of " FNR - start + 1 " lines"
	start = 0
}
FNR == 601 { print name ": more than 600 lines" }
EOF
too_big() {
	LC_ALL=C ${AWK:-awk} -f "$work/size.awk" "$@"
}

own_files '^(src|tests|tools|bench)/.*\.[ch]$' | sed "s|^|$TOP_SRCDIR/./|" >"$work/list"
found=$(xargs -d '\n' env LC_ALL=C "${AWK:-awk}" -f "$work/size.awk" <"$work/list")
is "$found" "" "no C file, function or line goes over its wall"

{
	printf 'int\nf(void)\n{\n'
	yes '	x();' | head -n 700
	printf '}\n//'
	printf 'x%.0s' $(seq 99)
	printf '\n'
} >"$work/bad.c"
is "$(too_big "$work/bad.c" | wc -l)" 3 "a file, a function and a line too large would be seen"
tap_done
