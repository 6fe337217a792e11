#!/bin/sh
# tools/squeeze and tools/parts: a style sheet and a script lose what nobody reads, and nothing
# else; and are cut into parts at what a page needs of them.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
squeeze=$TOP_SRCDIR/tools/squeeze parts=$TOP_SRCDIR/tools/parts tab=$(printf '\t')

cat >"$work/a.css" <<'EOF'
/* A comment. */
:root {
	--on: #fff;
	--only: 1px;
	color-scheme: light dark
}
p, .a > b:not(.c, .d) { margin: 0.5rem 10.5px 0; color: var(--on); border: var(--only) solid transparent }
[type=text], select { top: 0 }
.q::before { content: "a b"; }
@media print {
	.x { width: calc(1px + 0.25rem) }
	.x, i:first-child { top: var(--on, 0.5px) }
}
@media screen {
	u { top: 0 }
	:focus-visible { top: 0 }
}
EOF
want=':root{--a:#fff;--b:1px;color-scheme:light dark}'
want="$want"'p,.a>b:not(.c,.d){margin:.5rem 10.5px 0;color:var(--a);border:var(--b) solid #0000}'
want="$want"'[type=text],select{top:0}.q::before{content:"a b"}'
want="$want"'@media print{.x{width:calc(1px + .25rem)}.x,i:first-child{top:var(--a,.5px)}}'
want="$want"'@media screen{u{top:0}:focus-visible{top:0}}'
sh "$squeeze" "$work/a.css" >"$work/b.css"
is "$(cat "$work/b.css")" "$want" "a sheet without comments, blanks and long names"
sh "$squeeze" "$work/b.css" >"$work/c.css" 2>"$work/said"
is "$?" 1 "names of one letter are refused: two could meet"
is "$(sh "$squeeze" -k "$work/b.css")" "$want" "with -k a sheet keeps all its names"
is "$(sh "$squeeze" -k "$work/a.css" | grep -c -e '--a:')" 0 "and gets no short ones"

sh "$parts" "$work/b.css" >"$work/b.parts"
is "$(cut -f2- "$work/b.parts" | tr -d '\n')" "$want" "its parts in a row are the sheet"
is "$(cut -f1 "$work/b.parts" | tr '\n' ';')" ";p|.a b;[type=text]|select;.q;.x|i;.x;.x|i;;u;;" \
	"each behind what a page must have: all words of an alternative; a block, any of its rules"
printf 'p{top:0' >"$work/d.css"
! sh "$parts" "$work/d.css" >/dev/null
ok "$?" "a sheet that breaks off is refused"

cat >"$work/a.js" <<'EOF'
/* A comment. */
{
	const all = (what) => document.querySelectorAll(what);
	/* only with textarea [type=text] */
	if (all("a b") != 0) {
		all("x");
	}
	/* always */
	all("p");
}
EOF
sh "$squeeze" "$work/a.js" >"$work/b.js"
is "$(sh "$parts" "$work/b.js")" "$tab{const all=(what)=>document.querySelectorAll(what);
textarea [type=text]${tab}if(all(\"a b\")!=0){all(\"x\")}
${tab}all(\"p\")}" "a script, in the parts that its marks say"
tap_done
