#!/bin/sh
# form check and form show.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/app/lib.sh"

write_pulse
run form check pulse.yaml "$forms/hampshire.yaml" "$forms/page-feedback.yaml"
exits 0 "the shipped forms and the small one are right"
sed 's/type: scale/type: scales/' pulse.yaml >bad.yaml
run form check bad.yaml
exits 1 "a form with an error"
grep -Eq '^bad\.yaml:[0-9]+:[0-9]+: error E030: ' out
ok "$?" "file, line, column and code are on standard output"
prints "type: scales" "with the line itself"
says "1 error" "and the count on standard error"
run form check pulse.yaml bad.yaml
exits 1 "one bad form of two"
run form check bad.yaml bad.yaml --json
exits 1 "--json"
if command -v python3 >/dev/null; then
	is "$(python3 -c 'import json
d=json.load(open("out")); print(len(d), d[0]["code"], d[0]["file"], type(d[0]["line"]).__name__)')" \
		"2 E030 bad.yaml int" "is one array over all files"
else
	skip "no python3 to read JSON with"
fi
run form check pulse.yaml --json
exits 0 "--json of a good form"
is "$(cat out)" "[]" "is an empty array"
[ ! -s err ]
ok "$?" "and no more is said"
run form check pulse.yaml
[ ! -s out ]
ok "$?" "a good form has nothing on standard output"
sed 's/^languages/expected: 100\n&/' pulse.yaml >warned.yaml
run form check warned.yaml
exits 0 "a form with a warning"
says "warned.yaml: no errors, 1 warning; 3 tables, the smallest group 10; needs 40 answers" "is counted"
sed 's/^      - id: change$/      - id: when\n        ask: When was it?\n        type: month\n        last: 12 months\n&/' \
	pulse.yaml >months.yaml
run form check months.yaml
exits 0 "a month without opens and closes"
prints 'warning W077: "when" will have no table' "is warned of"
says "months.yaml: no errors, 1 warning; 3 tables," "and no table is promised"
sed 's/^languages/opens: 2026-12-01\ncloses: 2027-01-31\n&/' months.yaml >bounded.yaml
run form check bounded.yaml
says "bounded.yaml: no errors; 5 tables," "with both it has one, and one by role"
run form check nowhere.yaml
exits 66 "a form that is missing"
run form check nowhere.yaml bad.yaml nowhere2.yaml pulse.yaml
exits 66 "missing ones among others"
prints "error E030" "the others are checked"
says "nowhere.yaml" "the first that is missing is named"
says "nowhere2.yaml" "and the second"
says "pulse.yaml: no errors; 3 tables, the smallest group 10; needs 40 answers" "a good one has its sums"
run form check nowhere.yaml bad.yaml pulse.yaml --json
exits 66 "the same with --json"
if command -v python3 >/dev/null; then
	is "$(python3 -c 'import json; print([d["code"] for d in json.load(open("out"))])')" \
		"['E030']" "which still is an array"
else
	skip "no python3 to read JSON with"
fi
printf 'canvass: form 1\nid: x\377\n' >latin.yaml
run form check latin.yaml
exits 1 "a file that is not UTF-8"
: >nothing.yaml
run form check nothing.yaml
exits 1 "an empty file"
run form check
exits 64 "no form named"

# The manual's own example.
sed -n '/^A whole form/,/^\.Ed/p' "$TOP_SRCDIR/man/canvass-form.5" | sed '1,2d; /^\.Ed/d' >example.yaml
run form check example.yaml
exits 0 "the manual's example is right" || note "$(head -3 out)"
says "example.yaml: no errors; 3 tables" "without a warning"

# A page that would not go out in one piece: told with its line, and never opened.
{
	sed '/^pages:/q' pulse.yaml
	printf '  - title: Much\n    questions:\n'
	for i in 1 2 3 4 5 6 7 8; do
		printf '      - type: statements\n        ask: Block %d\n        options:\n' "$i"
		for k in a b c d e f; do
			printf '          %s: Answer %s with many words that make it long enough %s\n' "$k" "$k" "$i"
		done
		printf '        statements:\n'
		for k in 1 2 3 4 5; do
			printf '          s%d_%d: A statement that goes on for a while, number %d of %d\n' "$i" "$k" "$k" "$i"
		done
	done
} | sed '/break down by/d' >large.yaml
run form check large.yaml
exits 1 "a page over 14,600 bytes"
grep -Eq '^large\.yaml:[0-9]+:1: error E101: this page has [0-9]+ bytes' out
ok "$?" "is E101, with the page's line"

# A check page that would not fit whatever is left out of the texts: very many long questions.
{
	sed '/^pages:/q' pulse.yaml
	for i in $(seq 1 190); do
		printf '  - title: Page %d\n    questions:\n      - id: q%d\n        ask: >-\n' "$i" "$i"
		printf '          Number %d, which goes on and on with many words, one after the other, so\n' "$i"
		printf '          that nobody can tell at its end how it began, or why it was ever asked?\n'
		printf '        type: choose one\n        options:\n          a: Yes\n          b: No\n'
	done
} | sed '/break down by/d' | awk '
	# Sixty pages are the most: three questions a page.
	/^  - title: / { n++; if (n % 4 != 1) { getline; next } }
	{ print }' >many.yaml
run form check many.yaml
exits 1 "a check page over 64 KiB"
prints 'error E101: the check page may have ' "is E101 too"
run form check "$forms/hampshire.yaml"
grep -Eq 'hampshire.yaml: largest page 1[0-9],[0-9]{3} of 14,600 bytes \(page [0-9]+\); check page at most [0-9]{2},[0-9]{3} of 65,536; fullest draft [0-9],[0-9]{3} of 32,768$' err
ok "$?" "the sizes of a good form are told" || note "$(cat err)"

run form show "$forms/hampshire.yaml"
exits 0 "form show"
prints "Do you supervise other people?" "has the questions"
prints "Police staff or PCSO" "and the options"
prints "Smallest number shown 10" "and the limits of a release"
grep -Eq '^  SHA-256 of the plan: [0-9a-f]{64}$' out
ok "$?" "and the hash of the plan of tables"
sed -n 's/.*SHA-256 of the plan: //p' out >plan.hash
sed 's/^  smallest group: .*/  smallest group: 12/' "$forms/hampshire.yaml" >higher.yaml
run form show higher.yaml
exits 0 "form show with another smallest group"
[ "$(sed -n 's/.*SHA-256 of the plan: //p' out)" != "$(cat plan.hash)" ]
ok "$?" "which is another plan"
sed 's/Police staff or PCSO/Police staff/' "$forms/hampshire.yaml" >words.yaml
run form show words.yaml
is "$(sed -n 's/.*SHA-256 of the plan: //p' out)" "$(cat plan.hash)" "other words are not"
run form show "$forms/page-feedback.yaml" --lang cy
exits 0 "form show in Welsh"
prints "dudalen" "is in Welsh"
run form show "$forms/page-feedback.yaml" --lang fr
exits 64 "a language that the form lacks"
run form show bad.yaml
exits 65 "form show of a form with errors"
says "E030" "says which"

tap_done
