#!/bin/sh
# tools/slots: frames become pieces and slots; a misspelt hole does not compile.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/tools/compile.sh"
slots=$TOP_SRCDIR/tools/slots

mkdir "$work/web"
printf '<title>{{title}}</title>\n\t<p class="\\é">{{{body}}}{{title}}\n' >"$work/plain-page.html"
printf 'no holes { } here\n' >"$work/still.html"
cat >"$work/main.c" <<'EOF'
#include <stdio.h>
#include "web/frames.h"
static void show(const struct frame *f)
{
	for (size_t i = 0; i < f->part_count; i++) {
		fwrite(f->parts[i].text, 1, f->parts[i].len, stdout);
		if (f->parts[i].slot >= 0)
			printf("[%s%s]", f->slots[f->parts[i].slot].name,
				f->slots[f->parts[i].slot].html ? " html" : "");
	}
}
int main(void)
{
	show(&frame_plain_page);
	show(&frame_still);
	return PLAIN_PAGE_TITLE != 0 || PLAIN_PAGE_BODY != 1 || PLAIN_PAGE__SLOTS != 2 || STILL__SLOTS != 0;
}
EOF
sh "$slots" header "$work/plain-page.html" "$work/still.html" >"$work/web/frames.h" &&
	sh "$slots" source "$work/plain-page.html" "$work/still.html" >"$work/frames.c"
ok "$?" "two frames are taken apart"
compile "$work/frames.c" "$work/main.c"
ok "$?" "and the result compiles without warnings"
want='<title>[title]</title>
	<p class="\é">[body html][title]
no holes { } here'
is "$("$work/program")" "$want" "put together again, each hole is in its place"

sed 's/PLAIN_PAGE_BODY/PLAIN_PAGE_BDOY/' "$work/main.c" >"$work/misspelt.c"
! compile "$work/frames.c" "$work/misspelt.c" >/dev/null
ok "$?" "a misspelt hole does not compile"

# refused FILE-IN-PRINTF'S-WORDS WORDS
refused() {
	# shellcheck disable=SC2059 # the text is a format
	printf -- "$1" >"$work/bad.html"
	shift
	if sh "$slots" header "$work/bad.html" >/dev/null 2>"$work/said"; then
		ok 1 "refused: $1"
	else
		is "$(sed "s|^$work/||" "$work/said")" "$1" "refused: $1"
	fi
}
refused 'x\n{{title\n}}\n' \
	'bad.html:2: a hole that does not end on its line'
refused '{{Title}}\n' \
	'bad.html:1: "Title" is no name for a hole: small letters, digits and _ only'
refused 'x }} y\n' \
	'bad.html:1: the end of a hole without its beginning'
refused '{{a}}\n{{{a}}}\n' \
	'bad.html:2: the hole a takes text in one place and HTML in another'
tap_done
