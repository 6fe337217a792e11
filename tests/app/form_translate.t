#!/bin/sh
# form translate, and side files as every command finds them.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/app/lib.sh"

# fill FILE: puts words behind every key that is empty.
fill() {
	sed -i 's/^\( *\(- \)\{0,1\}[a-z_0-9][a-z_0-9 ]*\):$/\1: W/' "$1"
	# what has keys of its own below it stays empty
	awk '{ line[NR] = $0 }
		END {
			for (i = 1; i <= NR; i++) {
				for (j = i + 1; j <= NR && line[j] ~ /^ *#/; j++)
					continue
				match(line[i], /^ */); here = RLENGTH
				match(line[j], /^ */); below = RLENGTH
				text = line[i]
				if (text ~ /: W$/)
					sub(/ W$/, below > here ? "" : " W" i, text)
				print text
			}
		}' "$1" >filled && mv filled "$1"
}

write_pulse
cp pulse.yaml before.yaml
run form translate pulse.yaml --to cy
exits 0 "a form that has no Welsh yet"
prints "canvass: texts 1" "gives a side file"
prints "# What is your role?" "with the form's words as comments"
says "texts are missing in Welsh" "it says how many are to be translated"
says "does not name cy among its languages yet" "and that the form does not name the language"
cmp -s pulse.yaml before.yaml
ok "$?" "the form is not touched"
run form translate pulse.yaml --to cy -o pulse.cy.yaml
exits 0 "-o FILE"
[ ! -s out ] && [ -s pulse.cy.yaml ]
ok "$?" "writes it there"
run form check pulse.yaml
exits 0 "a side file that the form does not ask for"
says "1 warning" "is a warning"
prints "pulse.cy.yaml:1:1: warning W096: " "that names it"

sed -i 's/^languages: \[en\]/languages: [en, cy]/' pulse.yaml
run form check pulse.yaml
exits 1 "once the form names the language, its texts are wanted"
prints "fill in pulse.cy.yaml" "in that file"
sed -i 's/^title:$/title: "Pwls: byr"/' pulse.cy.yaml
run form translate pulse.yaml --to cy -o pulse.cy.yaml
exits 0 "translated again, half filled"
grep -qx "title: 'Pwls: byr'" pulse.cy.yaml
ok "$?" "what was there is kept"
fill pulse.cy.yaml
run form translate pulse.yaml --to cy
exits 0 "and filled"
says "all " "nothing is missing"
run form check pulse.yaml
exits 0 "the form is whole" || note "$(cat out)"
run form show pulse.yaml --lang cy
prints "Pwls: byr" "form show has its words"
(cd / && "$canvass" -C "$work" form show pulse.yaml --lang cy 2>/dev/null) >out
prints "Pwls: byr" "from another folder too"

run form translate pulse.yaml --to cy --merge -o whole.yaml
exits 0 "--merge"
[ ! -s err ]
ok "$?" "has nothing to say"
run form check whole.yaml
exits 0 "gives a form that needs no side file"
diff pulse.yaml whole.yaml | grep -q '^<'
is "$?" 1 "and keeps every line of the author's"
run form show whole.yaml --lang cy
prints "Pwls: byr" "with the words of the side file"
run form translate before.yaml --to cy --merge
exits 65 "--merge without the language among the form's"
says "does not name cy" "says so"
sed 's/^languages: .*/languages: [en, pl]/' before.yaml >gaps.yaml
run form translate gaps.yaml --to pl --merge
exits 65 "--merge with texts missing"
says "texts are missing in Polish; nothing was written" "says how many"

sed 's/^title:.*/titel: X/' pulse.cy.yaml >slip && cp pulse.cy.yaml good && mv slip pulse.cy.yaml
run form check pulse.yaml
exits 1 "a slip in a side file"
prints 'pulse.cy.yaml:' "is told with its file"
prints 'did you mean "title"?' "and what was meant"
if command -v python3 >/dev/null; then
	sed 's/^id: .*/&\nopns: 2026-12-01/' pulse.yaml >whole.yaml && mv whole.yaml pulse.yaml
	run form check pulse.yaml --json
	sed '/^opns:/d' pulse.yaml >whole.yaml && mv whole.yaml pulse.yaml
	is "$(python3 -c 'import json
print(*sorted({d["file"] for d in json.load(open("out"))}))')" "pulse.cy.yaml pulse.yaml" \
		"--json names both files"
else
	skip "no python3 to read JSON with"
fi
run form translate pulse.yaml --to cy -o pulse.cy.yaml
exits 65 "a file with slips is not written over"
grep -q '^titel: X' pulse.cy.yaml
ok "$?" "it stands as it was"
mv good pulse.cy.yaml
run form check pulse.cy.yaml
exits 1 "a side file is no form"
prints "name the form" "it says what to check instead"

make_workspace ws
run -C ws survey open pulse.yaml --wave w --to team.key.pub --expected 200 --unconfirmed
exits 0 "a survey opens with its translations"
is "$(cat out)" "pulse@w" "under its name"
rm pulse.cy.yaml
echo '{"role": "officer", "supported": 4, "change": "Less paper."}' >answers
run -C ws submit pulse@w answers
exits 0 "what is frozen does not need the files any more"
run -C ws survey open pulse.yaml --wave v --to team.key.pub --expected 200 --unconfirmed
exits 65 "without the side file the form has gaps"

run form translate pulse.yaml --to en
exits 65 "the form's own language"
run form translate pulse.yaml --to xx
exits 64 "no language at all"
run form translate pulse.yaml
exits 64 "--to is needed"
run form translate nowhere.yaml --to cy
exits 66 "a form that is not there"
sed 's/type: scale/type: scales/' before.yaml >bad.yaml
run form translate bad.yaml --to cy
exits 65 "a form with errors"
says "E030" "which are told"
touch pulse.pl.yaml
chmod 000 pulse.pl.yaml
if [ -r pulse.pl.yaml ]; then
	skip "this user may read everything"
else
	run form check pulse.yaml
	exits 77 "a side file that may not be read"
fi
cp "$forms/page-feedback.yaml" own.yaml
run form translate own.yaml --to cy -o own.yaml
exits 64 "a side file never takes the place of its form"
cmp -s own.yaml "$forms/page-feedback.yaml"
ok "$?" "which is left as it was"
run form translate own.yaml --to cy --merge -o own.yaml
exits 0 "the form with its texts may"
tap_done
