#!/bin/sh
# guide check, and guides given to form check and form show.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/app/lib.sh"

victims=$forms/hampshire-peer-review.guide.yaml
others=$forms/hampshire-peer-review-others.guide.yaml
run guide check "$victims" "$others"
exits 0 "the shipped guides are right"
[ ! -s out ]
ok "$?" "with nothing on standard output"
says "hampshire-peer-review.guide.yaml: no errors; 5 sections in 90 minutes, phones for 6 people or more" \
	"and what the room will be like on standard error"

set -- "$forms"/*.yaml
run form check "$@"
exits 0 "form check takes every form and guide that is shipped"
says "hampshire.yaml: no errors; 164 tables" "the forms with their tables"
says "hampshire-peer-review-others.guide.yaml: no errors; 5 sections" "the guides with their sections"
! grep -q "no errors, " err
ok "$?" "without a warning"
run form check "$@" --json
exits 0 "the same with --json"
is "$(cat out)" "[]" "is an empty array"

# A guide that is wrong, with its form and without.
mkdir beside
cp "$victims" beside/room.guide.yaml
run guide check beside/room.guide.yaml
exits 1 "a guide whose form is missing"
prints 'beside/room.guide.yaml:4:7: error E051: there is no form "hampshire"' "is told where it names it"
prints "it must stand beside this guide as hampshire.yaml" "and where the form should be"
cp "$forms/hampshire.yaml" beside/
run guide check beside/room.guide.yaml
exits 0 "the form beside it is found from anywhere"
(cd beside && "$canvass" guide check room.guide.yaml 2>/dev/null)
is "$?" 0 "also from its own folder"
(cd beside && "$canvass" guide check - <room.guide.yaml 2>/dev/null)
is "$?" 0 "and for standard input from the current one"
sed 's/minutes: 18/minutes: 17/; s/phones: words/phones: word/; s/theme: justice/theme: justic/' \
	"$victims" >beside/bad.guide.yaml
for command in "guide check" "form check"; do
	# shellcheck disable=SC2086
	run $command beside/bad.guide.yaml
	exits 1 "$command of a guide with errors"
	prints 'beside/bad.guide.yaml:8:8: error E110: the minutes add up to 89, not 90' "tells the sum of the minutes"
	prints 'error E111: there is no activity "word"' "the activity that is none"
	prints 'did you mean "words"?' "with the nearest"
	prints 'error E080: there is no theme "justic"' "and the theme that the form has not"
	says "3 errors" "and counts them"
done
run guide check beside/bad.guide.yaml --json
exits 1 "--json"
if command -v python3 >/dev/null; then
	is "$(python3 -c 'import json
print(sorted(d["code"] for d in json.load(open("out"))))')" "['E080', 'E110', 'E111']" "has the codes"
else
	skip "no python3 to read JSON with"
fi
sed 's/type: scale/type: scales/' "$forms/hampshire.yaml" >beside/hampshire.yaml
run guide check beside/room.guide.yaml
exits 1 "a guide whose form has errors"
says "beside/hampshire.yaml has errors: see canvass form check beside/hampshire.yaml" "says how to see them"
run guide check "$forms/hampshire.yaml"
exits 1 "a form is no guide"
# shellcheck disable=SC2016 # meant as it stands
prints 'error E020: the first line must be `canvass: guide 1`' "and that is said"
prints "this is a form" "and what it is"
run guide check nowhere.guide.yaml "$victims"
exits 66 "a guide that is missing"
says "nowhere.guide.yaml" "is named"
says "hampshire-peer-review.guide.yaml: no errors" "and the others are checked"
run guide check
exits 64 "no guide named"

# A guide cannot lead the program to a file elsewhere.
mkdir elsewhere
cp "$forms/hampshire.yaml" elsewhere/
for name in ../elsewhere/hampshire "$work/elsewhere/hampshire" ./hampshire; do
	sed "s|^form: .*|form: $name|" "$victims" >beside/lead.guide.yaml
	run guide check beside/lead.guide.yaml
	exits 1 "form: ${name#"$work"}"
	prints "error E024: an id has small letters, digits and -" "is no id"
done

# What init writes can be checked where it was written.
run init ws
for name in supervisor-pledge.yaml champions-feedback.yaml hampshire-peer-review.guide.yaml \
	hampshire-peer-review-others.guide.yaml; do
	cmp -s "ws/forms/$name" "$forms/$name"
	ok "$?" "init writes $name as it is shipped"
done
run -C ws guide check forms/hampshire-peer-review.guide.yaml
exits 0 "a guide in the workspace, named from there"
run -C ws survey open forms/hampshire-peer-review.guide.yaml --wave 1 --to nobody.pub --unconfirmed
exits 65 "no survey can be opened with a guide"

run form show "$victims"
exits 0 "form show of a guide"
prints "0:20  Post-assault supervision and aftercare, 20 minutes" "runs by the clock"
prints "( ) Strongly disagree" "has the form's own options"
prints "1:30  End" "and ends in time"
run form show "$victims" --lang cy
exits 64 "a language that the guide lacks"
cp "$forms/hampshire.yaml" beside/
run form show beside/bad.guide.yaml
exits 65 "form show of a guide with errors"
says "E111" "says which"

tap_done
