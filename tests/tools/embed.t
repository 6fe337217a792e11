#!/bin/sh
# tools/embed: every byte of a file comes back from the program.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/tools/compile.sh"
embed=$TOP_SRCDIR/tools/embed

# Each byte there is, and the beginnings of escapes and trigraphs.
awk 'BEGIN { for (i = 0; i < 256; i++) printf "%c", i }' >"$work/all.bin"
printf '\\n??/"%%d0123' >>"$work/all.bin"
: >"$work/empty.css"
cat >"$work/main.c" <<'EOF'
#include "base/base.h"
extern const struct embedded shipped[];
int main(int argc, char **argv)
{
	for (const struct embedded *e = shipped; e->name; e++) {
		if (e->data[e->len])
			return 3;
		if (argc > 1 && str_same(e->name, argv[1]))
			return fwrite(e->data, 1, e->len, stdout) != e->len;
		if (argc == 1)
			puts(e->name);
	}
	return argc > 1;
}
bool str_same(const char *a, const char *b)
{
	return strcmp(a, b) == 0;
}
EOF

sh "$embed" shipped "$work/all.bin" "$work/empty.css" >"$work/shipped.c"
ok "$?" "two files are embedded"
compile "$work/shipped.c" "$work/main.c"
ok "$?" "and the result compiles without warnings"
is "$("$work/program" | tr '\n' ' ')" "all.bin empty.css " "names are in order and without folders"
"$work/program" all.bin | cmp -s - "$work/all.bin"
ok "$?" "each byte comes back"
is "$("$work/program" empty.css | wc -c)" 0 "an empty file is empty"
! sh "$embed" shipped "$work/missing" >/dev/null 2>"$work/said"
ok "$?" "a missing file stops it"
is "$(cat "$work/said")" "embed: cannot read $work/missing" "and is named"
tap_done
