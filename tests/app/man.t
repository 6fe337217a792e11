#!/bin/sh
# The manual says what the program says: each command, each option, each setting.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/app/lib.sh"

page=$TOP_SRCDIR/man/canvass.1
"$canvass" --help | sed -n 's/^  \([a-z]*\( [a-z][a-z-]*\)\{0,1\}\)  .*/\1/p' >names
missing=
while read -r name; do
	# The part of the page from this command's .It to the next one's.
	awk -v name="$name" '
		/^\.It Xo/ { open = 1; next }
		/^\.It Ic / || (open && /^\.Ic /) {
			line = $0
			sub(/^\.(It )?Ic /, "", line)
			on = index(line " ", name " ") == 1
			open = 0
		}
		/^\.(El|Ss|Sh)/ { on = 0 }
		on
	' "$page" >part
	[ -s part ] || missing="$missing $name"
	# shellcheck disable=SC2086 # two words are two arguments
	"$canvass" $name --help | sed -n 's/^  \(-[a-zA-Z-]*\).*/\1/p' >flags
	while read -r flag; do
		[ "$flag" = --help ] || [ "$flag" = -C ] && continue
		grep -q -- "Fl ${flag#-}\( \|\$\)" part || missing="$missing $name$flag"
	done <flags
done <names
is "$missing" "" "canvass.1 has every command with every option"
# And nothing that is not there.
sed -n 's/^\.\(It \)\{0,1\}Ic \([a-z]* *[a-z-]*\).*/\2/p' "$page" | sed 's/ *$//' | sort -u >told
extra=
while read -r name; do
	grep -qx -e "$name" -e "${name%% *}" names || extra="$extra $name"
done <told
is "$extra" "" "and no other"
for status in 0 1 64 65 66 69 73 74 75 77 78; do
	grep -qx ".It $status" "$page"
	ok "$?" "exit status $status is told"
done

"$canvass" init ws 2>/dev/null
"$canvass" -C ws doctor | sed -n '/^settings/,/^versions/p' |
	sed -n 's/^  \([a-z]*\( [a-z][a-z]*\)\{0,1\}\)  .*/\1/p' >settings
missing=
while read -r setting; do
	grep -qx ".It Ic $setting" "$TOP_SRCDIR/man/canvass.yaml.5" || missing="$missing $setting"
	variable=CANVASS_$(printf '%s' "$setting" | tr '[:lower:] ' '[:upper:]_')
	grep -q "$variable" "$TOP_SRCDIR/man/canvass.yaml.5" || missing="$missing $variable"
done <settings
is "$missing" "" "canvass.yaml.5 has every setting and its variable"
is "$(grep -c '^\.It Ic' "$TOP_SRCDIR/man/canvass.yaml.5")" "$(wc -l <settings | tr -d ' ')" "and no other"

tap_done
