#!/bin/sh
# How strong themes are: told once all is coded and coders agree; held, and standing from then on.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/app/lib.sh"

if ! command -v python3 >/dev/null; then
	skip "no python3 to fill in sheets with"
	tap_done
fi
tool() {
	python3 "$TOP_SRCDIR/tests/app/strength.py" "$@"
}
release() {
	run -C ws summary voice@w --key one.key --passphrase-file pass --format json "$@"
}
# code KEY STEP ARGS...
code() {
	key=$1
	shift
	run -C ws code voice@w "$@" --key "$key.key" --passphrase-file pass
}
# both HOW: what is left to code, coded by both; the second as it says.
both() {
	rm -f first.jsonl second.jsonl first.done second.done
	code one sheet -o first.jsonl
	tool fill first.jsonl first.done right
	code one take first.done
	code two sheet -o second.jsonl --coder second
	tool fill second.jsonl second.done "$1"
	[ ! -s second.done ] || code two take second.done --coder second
}
next_day() {
	python3 -c 'import sqlite3
db = sqlite3.connect("ws/answers/voice@w.db", isolation_level=None)
db.execute("UPDATE head SET day = day - 1 WHERE day > 0")' || exit 99
}
submit() {
	tool answers "$1" "$2" >some.jsonl
	"$canvass" -C ws submit voice@w some.jsonl 2>submit.err || { cat submit.err; exit 99; }
}
SOURCE_DATE_EPOCH=1767225600
export SOURCE_DATE_EPOCH

make_keys one.key two.key
"$canvass" init ws 2>/dev/null || exit 99
tool form >voice.yaml
"$canvass" -C ws survey open voice.yaml --wave w --to one.key.pub --to two.key.pub \
	--expected 1000 --unconfirmed >/dev/null 2>open.err || { cat open.err; exit 99; }
submit 1 100
next_day
submit 101 60

# ---- before anything is coded ------------------------------------------------------------------
release -o r1
exits 0 "a release before anybody has coded"
is "$(tool strength r1/voice@w aftercare)" "None/None None x" "tells no strength"
is "$(tool member r1/voice@w aftercare why)" "Comments have not been sorted yet." "and says why"
is "$(tool top r1/voice@w agreement)" null "there is no agreement"

code one settle
exits 0 "settling before anybody has coded"
says "nothing is coded by both yet" "is told what to do first"

# ---- coded in part --------------------------------------------------------------------------------
code one sheet -o first.jsonl
tool fill first.jsonl first.done part
code one take first.done
code two sheet -o second.jsonl --coder second
tool fill second.jsonl second.done right
code two take second.done --coder second
release -o part
exits 0 "a release while one comment is not coded"
is "$(tool strength part/voice@w aftercare)" "None/None None x" "tells no strength either"
tool tables r1/voice@w >r1.tables
tool tables part/voice@w >part.tables
cmp -s r1.tables part.tables
ok "$?" "and repeats its numbers word for word"

# ---- coded ----------------------------------------------------------------------------------------
both right
exits 0 "the last comment is coded"
release -o r2
exits 0 "the next release"
for theme in aftercare leadership; do
	is "$(tool strength r2/voice@w $theme)" "$(tool expected 100 $theme)" "tells $theme as counted from the answers"
done
is "$(tool strength r2/voice@w kit)" "$(tool expected 100 kit) c" "and hides what fewer than ten carry"
is "$(tool member r2/voice@w kit strength)" "too few to say" "in words too"
is "$(tool member r2/voice@w aftercare strength)" most "words first"
tool tables r2/voice@w >r2.tables
cmp -s r1.tables r2.tables
ok "$?" "while the tables are those of before, cell by cell"
tool top r2/voice@w agreement | grep -q '"id": "kit", "coded": true, "band": ""'
ok "$?" "how well coders agree on what is hidden is not told: it hangs on how many carry it"
is "$(tool member r2/voice@w kit terms)" '[]' "none of a theme that is hidden"
release -o r2b
exits 0 "once more"
cmp -s r2/voice@w/summary.json r2b/voice@w/summary.json
ok "$?" "it is the same release, byte for byte"

# ---- what was told stands ----------------------------------------------------------------------------
code one sheet --all -o again.jsonl
sed -n '2,$p' again.jsonl | sed 's/.*"id": "\([^"]*\)".*/{"id": "\1", "themes": ["kit"]}/' | head -1 >change.jsonl
code one take change.jsonl
[ "$status" -ne 0 ]
ok "$?" "a comment that was told of cannot be coded anew"
release -o r2c
cmp -s r2/voice@w/summary.json r2c/voice@w/summary.json
ok "$?" "and nothing is released that was not before"

# ---- more people ----------------------------------------------------------------------------------------
next_day
submit 161 30
release -o r3
exits 0 "sixty more people, whose comments nobody has coded"
is "$(tool strength r3/voice@w aftercare)" "None/None None x" "no strength is told beside them"
is "$(tool member r3/voice@w aftercare why)" \
	"Its comments are not all sorted and settled yet, a sample of them by two people." "and why"
both poor
exits 0 "they are coded, and the second sees who leads otherwise"
release -o r4
exits 0 "then it tells"
says "the second is missing or differs" "what is to be done, to those who release"
is "$(tool member r4/voice@w aftercare why)" \
	"Its comments are not all sorted and settled yet, a sample of them by two people." "and readers why"
code one agree
says "not settled: canvass code voice@w settle; until then no strength is told" "agree says what to do"
is "$(tool strength r4/voice@w aftercare)" "None/None None x" "nothing while they differ and have settled nothing"
code one settle >differ.jsonl
cp out differ.jsonl
tool fill differ.jsonl settled.jsonl right
code one settle settled.jsonl
exits 0 "they settle it"
code one sheet -o empty.jsonl
[ "$status" -eq 0 ] && [ ! -e empty.jsonl ]
ok "$?" "a sheet without a comment is not written"
release -o r5
is "$(tool strength r5/voice@w aftercare)" "$(tool expected 160 aftercare)" "then what all of them carry is told"
is "$(tool strength r5/voice@w leadership)" "None/None None x" "but not a theme on which they agreed too little"
is "$(tool member r5/voice@w leadership why)" \
	"The two people who sorted a sample of its comments agree too little." "and it says why"
is "$(tool member r5/voice@w aftercare terms)" '["visit"]' "the words that mark it"
tool tables r3/voice@w >r3.tables
tool tables r5/voice@w >r4.tables
cmp -s r3.tables r4.tables
ok "$?" "beside the numbers of the release before"

# ---- codings that are gone ---------------------------------------------------------------------------------
cp ws/canvass.db saved.db
python3 -c 'import sqlite3
db = sqlite3.connect("ws/canvass.db", isolation_level=None)
db.execute("DELETE FROM note")' || exit 99
release -o gone
exits 65 "codings of a told release that are gone"
says "the codings are no more those that it counted" "stop the next"
cp saved.db ws/canvass.db
release -o r5b
exits 0 "with them it is the last release"
cmp -s r5/voice@w/summary.json r5b/voice@w/summary.json
ok "$?" "again, byte for byte"

# ---- words and waves beside the numbers -----------------------------------------------------------------------
cat >board.yaml <<'WORDS'
canvass: words 1
headlines:
  - "{aftercare} speak of visits, and {told.yes} were told about support."
last quarter:
  - All supervisors were asked to visit.
you said, we did:
  - said: "{told.yes} were told about support."
    did: A card with all of it goes out on the first day.
WORDS
release -o r6 --words board.yaml
exits 0 "the team's words make the next release"
tool top r6/voice@w headlines | grep -q 'speak of visits'
ok "$?" "which bears them"
! tool top r6/voice@w headlines | grep -q '{'
ok "$?" "with its numbers filled in"
tool top r6/voice@w you_said_we_did >pairs.json
grep -q '"said": "[0-9][0-9].*% were told about support\."' pairs.json &&
	grep -q '"did": "A card with all' pairs.json
ok "$?" "and so is its pair for a poster"
tool tables r6/voice@w >r6.tables
cmp -s r4.tables r6.tables
ok "$?" "and the tables of the last"
release -o r6b --words board.yaml
cmp -s r6/voice@w/summary.json r6b/voice@w/summary.json
ok "$?" "the same words give the same release"
sed 's/{aftercare}/{kit}/' board.yaml >hidden.yaml
release -o r7 --words hidden.yaml
exits 65 "a number that is hidden"
says "hidden.yaml:3:" "is refused at its line"
sed 's/All supervisors/PC 4471 John Smith/' board.yaml >named.yaml
release -o r7 --words named.yaml
exits 65 "a name in the team's words"
says "named.yaml:5:" "is refused at its line"
sed 's/A card/PC 4471 John Smith/' board.yaml >named.yaml
release -o r7 --words named.yaml
exits 65 "a name in what was done"
says "named.yaml:8:" "is refused at its line"
[ ! -e r7 ]
ok "$?" "and nothing is written"
release -o r8 --since r6/voice@w/summary.json --words board.yaml
exits 65 "against a release of this very survey"
says "is of wave w, as this survey is" "which says nothing of how it moved"
# wave FILE EXPRESSION: what another wave told, as FILE/summary.json.
wave() {
	mkdir "$1"
	sed 's/"survey": "voice@w"/"survey": "voice@v"/; s/"wave": "w"/"wave": "v"/; '"$2" \
		r6/voice@w/summary.json >"$1/summary.json"
}
wave before ''
wave twice 's/"batches": /"batches":  /'
wave other 's/"run_by": "[^"]*"/"run_by": "East"/'
wave made 's/"invented": false/"invented": true/'
wave draft 's/"release": \([0-9]*\),/"release": \1, "draft": true,/'
wave sums ''
echo "$(printf %064d 0)  summary.json" >sums/SHA256SUMS
# refuses WAVES... TEXT WORDS: --since for each of them.
refuses() {
	since=
	while [ $# -gt 2 ]; do
		since="$since --since $1/summary.json"
		shift
	done
	# shellcheck disable=SC2086
	release -o r8 $since --words board.yaml
	exits 65 "$2 is refused"
	says "$1" "which it says"
}
refuses before before "are the same release" "a wave that stands there twice"
refuses before twice "are both wave v of voice" "a wave under another name"
refuses other 'was run by "East"' "another force's wave"
refuses made "holds invented answers" "a wave of invented answers"
refuses draft "is a draft" "a draft of a wave"
refuses sums "is not what the SHA256SUMS beside it says" "a wave that was changed"
[ ! -e r8 ]
ok "$?" "and nothing is written"
release -o r8 --since before/summary.json --words board.yaml
exits 0 "against an earlier wave"
tool member r8/voice@w aftercare change | grep -q '"class": "same"'
ok "$?" "each theme says how it moved"

# ---- a theme that was found -----------------------------------------------------------------
code one suggest
says "no theme has words that could suggest it" "who asks for suggestions hears what they need"
code one book add rosters --title Rosters --reason "some wrote of them"
code one agree
grep -Eq '^rosters .*found: named, never a number$' out
ok "$?" "what was found stands without a band"
tap_done
