#!/bin/sh
# The command line: strict, and kind about slips.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/app/lib.sh"

run
exits 64 "no command at all"
says "which command?" "and it says where to look"
run --version
exits 0 "--version"
grep -Eq '^canvass [0-9]+\.[0-9]+\.[0-9]+$' out
ok "$?" "prints name and version alone"
run --help
exits 0 "--help"
prints "survey open" "lists the commands on standard output"
[ ! -s err ]
ok "$?" "and nothing on standard error"

cp out all
for words in "help" "-C . help"; do
	# shellcheck disable=SC2086 # several words
	run $words
	exits 0 "canvass $words"
	cmp -s out all
	ok "$?" "is --help"
done
for words in "help poster" "poster --help" "poster -h" "-C . poster --help"; do
	# shellcheck disable=SC2086
	run $words
	exits 0 "canvass $words"
	is "$(sed -n 's/^  \([a-z]* [a-z]*\) .*/\1/p' out | tr '\n' ' ')" \
		"poster make poster pack poster said poster check " "lists what begins so"
done
run link --help
exits 0 "canvass link --help"
prints "link replace" "too"
run help poster make
prints "usage: canvass [-C DIR] poster make CODE" "help of one command"
run help postre
exits 64 "help of none"
run help slips extra
exits 64 "help of one, and a word more"

for command in backup restore verify; do
	run $command
	exits 64 "$command is not there"
	says "there is no command \"$command\" in this version" "and that is said plainly"
done
run sumary x
exits 64 "a slip"
says 'did you mean "summary"?' "the nearest command is named"
run survey
exits 64 "half a command"
says "It has: open, list, close" "its other halves are named"
run survey shut
exits 64 "a wrong second word"
says 'there is no command "survey shut" in this version; survey has: open, list, close' \
	"the right ones are named"

run survey open x.yaml --wav w
exits 64 "an unknown option"
says "survey open has no option --wav; did you mean --wave?" "the nearest is named"
says "usage: canvass [-C DIR] survey open FORM.yaml --wave W --to PUB..." "the usage line follows"
run survey open x.yaml --wave
exits 64 "an option without its value"
says "--wave needs a value: W" "is told so"
run survey open x.yaml --wave a --wave b
exits 64 "an option twice"
says "--wave stands here twice" "is told so"
run survey open x.yaml --unconfirmed=yes
exits 64 "a value for an option that takes none"
run survey list extra
exits 64 "an argument too many"
says 'survey list takes no "extra"' "is named"
run link close
exits 64 "an argument too few"
says "link close needs CODE" "is named"
run -o x survey list
exits 64 "an option before the command"
run survey list -C
exits 64 "-C without a folder"
run init -- --odd-name
exits 0 "-- ends the options"
[ -e ./--odd-name/canvass.db ]
ok "$?" "and what follows is a name"

# --help of every command is made of the table's row, and each command has it.
"$canvass" --help | sed -n 's/^  \([a-z]*\( [a-z][a-z-]*\)\{0,1\}\)  .*/\1/p' >names
is "$(wc -l <names | tr -d ' ')" 50 "the list names every command"
bad=
while read -r name; do
	# shellcheck disable=SC2086 # two words are two arguments
	run $name --help
	{ [ "$status" = 0 ] && grep -qF "usage: canvass [-C DIR] $name" out && [ ! -s err ]; } ||
		bad="$bad $name"
	awk 'length > 100 { exit 1 }' out || bad="$bad $name(wide)"
done <names
is "$bad" "" "every command has --help, on standard output, of readable width"

tap_done
