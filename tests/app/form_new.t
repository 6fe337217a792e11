#!/bin/sh
# form new: a form to begin with.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/app/lib.sh"

run form new first.yaml
exits 0 "without a terminal it goes by defaults"
says "first.yaml is begun" "says what was written"
[ ! -s out ]
ok "$?" "and prints nothing"
run form check first.yaml
exits 0 "what it wrote passes form check"
says "first.yaml: no errors; 23 tables" "without a warning"
cp first.yaml kept.yaml
run form new first.yaml --title Other
exits 73 "a file that is there"
cmp -s first.yaml kept.yaml
ok "$?" "is left as it is"

mkdir -p forms
run form new "forms/2nd Staff Survey.form.yaml" --title "It's: ours" --lang cy
exits 0 "with a title and a language"
is "$(sed -n 's/^\(id\|title\|languages\): //p' "forms/2nd Staff Survey.form.yaml")" \
	"nd-staff-survey
'It''s: ours'
[cy]" "they stand in the file, and its id comes from its name"
run form check "forms/2nd Staff Survey.form.yaml"
exits 0 "and that passes too"
run form new two.yaml --lang en --lang cy
exits 0 "two languages"
run form check two.yaml
exits 1 "the texts of the second are missing"
is "$(grep -c 'E090' out)" "$(grep -c ': error ' out)" "and no other error"

run form new bad.yaml --lang xx
exits 64 "no language"
run form new bad.yaml --lang en --lang en
exits 64 "a language twice"
run form new bad.yaml --title "A title that goes on and on, over sixty characters, so that no poster holds it"
exits 64 "a title that is too long"
says "at most 60 characters" "says how long it may be"
run form new "bad.yaml" --title "$(printf 'two\nlines')"
exits 64 "a title of two lines"
[ ! -e bad.yaml ]
ok "$?" "none of them wrote a file"
run form new nowhere/x.yaml
exits 73 "a folder that is not there"
run form new ""
exits 64 "a file without a name"

# On a terminal it asks.  script(1) gives it one.
if command -v script >/dev/null && script -qec true /dev/null </dev/null >/dev/null 2>&1; then
	export canvass
	# $1: what is typed; the file is asked.yaml
	typed() {
		rm -f asked.yaml
		printf '%b' "$1" |
			script -qec "stty -echo; \"\$canvass\" form new asked.yaml" /dev/null >asked.out 2>&1
	}
	typed 'Our survey\nThe board\n\nen, xx\nen\n12\n500\n'
	is "$(sed -n '/^[#]*\(title\|run by\|read by\|languages\|expected\): /p' asked.yaml)" \
		"title: Our survey
run by: The board
#read by: The evaluation team, which sits outside the chain of command
languages: [en]
expected: 500" "what was typed stands in the file; a wrong answer is asked for again"
	grep -q 'a code of two letters' asked.out
	ok "$?" "a wrong language is told"
	grep -q 'fewer than 30 answers are never shown' asked.out
	ok "$?" "and so are too few people"
	typed '\n\n\n\n\n'
	sed 's/^id: first/id: asked/; s/first\.yaml/asked.yaml/' first.yaml | cmp -s - asked.yaml
	ok "$?" "Enter alone takes the defaults" || diff first.yaml asked.yaml | sed 's/^/# /'
	typed 'Half\n\004'
	[ ! -e asked.yaml ]
	ok "$?" "an end in the middle writes nothing"
else
	skip "no terminal to ask on"
fi

tap_done
