#!/bin/sh
# poster pack: links and posters for a file of places, together or not at all.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/app/lib.sh"

SOURCE_DATE_EPOCH=1796083200
export SOURCE_DATE_EPOCH
tab=$(printf '\t')
readers=yes
for program in zbarimg pdftoppm pdftotext qpdf; do
	command -v $program >/dev/null 2>&1 || readers=
done
[ -n "$readers" ] || skip "no zbarimg, pdftoppm, pdftotext and qpdf to read packs with"
# texts FILE.pdf [FIRST LAST]: words of sheets, blanks aside.
texts() {
	pdftotext -f "${2:-1}" -l "${3:-9999}" -layout "$1" - 2>/dev/null | tr -s ' \n' ' '
}
# links: of the survey, that are open: code and place.
links() {
	"$canvass" -C ws link list pulse@w | grep -v closed | cut -f1,3 | sort
}
# places LINE...: a file with a header.
places() {
	printf '%s\n' place,headcount,parent,paper,copies "$@" >places.csv
}

make_workspace ws
printf 'url: https://ask.example\nforce: Anyshire Police\ncontact: Extension 101\n' >ws/canvass.yaml
open_pulse ws w
general=$("$canvass" -C ws link issue pulse@w 2>/dev/null | cut -f1)
kept=$("$canvass" -C ws link issue pulse@w --place "Custody Suite" --headcount 60 2>/dev/null | cut -f1)

# ---- nothing is made of a file that is wrong
pack() {
	run -C ws poster pack pulse@w --places places.csv -o pack.pdf "$@"
}
before=$(links)
places "Station north,120,,," "Tiny,5,,,"
pack
exits 65 "a row that is refused"
says "places.csv:3: a place needs 50 people or more, and this one has 5" "its line and the reason"
says "1 of 2 rows are refused; nothing was made" "and what became of the others"
places "Station north,120,,," "custody suite,61,,,"
pack
exits 65 "a headcount that has changed"
says "places.csv:3: Custody Suite was issued with 60 people, and 61 stand here" "both are told"
places "$(printf '%s,200,,,500' A)" "B,200,,,500" "C,200,,,500" "D,200,,,500" "E,200,,,500" "F,200,,,500" \
	"G,200,,,500" "H,200,,,500" "I,200,,,500" "J,200,,,500" "K,200,,,500"
pack
exits 65 "5,500 posters with copies"
says "at most 5000" "are too many"
places "Tiny,5,,,"
pack --leave-out
exits 65 "nothing is left"
places "Station north,120,,,"
pack --size card
exits 64 "a pack of cards"
pack --language cy
exits 65 "a language that the form has not"
run -C ws poster pack pulse@w --places places.csv -o -
exits 64 "links and a PDF into one stream"
run -C ws poster pack pulse@w --places places.csv -o places.csv
exits 64 "over its own list"
grep -q '^Station north,120' places.csv
ok "$?" "which is still there"
run -C ws poster pack pulse@w -o pack.pdf
exits 64 "no places"
run -C ws poster pack pulse@w --places places.csv -o pack.png
exits 64 "a pack as a picture"
says "-o pack.png: a print run is a PDF" "in these words"
run -C ws poster pack pulse@w --places nothing.csv -o pack.pdf
exits 66 "a file that is not there"
run -C ws poster pack pulse@none --places places.csv -o pack.pdf
exits 66 "a survey that is not there"
run -C ws poster pack pulse@w --places places.csv -o nowhere/pack.pdf
exits 73 "a folder that is missing"
printf 'broken' >broken.png
pack --logo broken.png
exits 65 "a logo that is none"
is "$(links)" "$before" "no link was issued by any of these"
[ ! -e pack.pdf ] && [ -z "$(ls -d pack.pdf.* 2>/dev/null)" ]
ok "$?" "and no PDF stands there"

# ---- a drawing that fails issues nothing, and the other way round
mkdir alone
cp "$canvass" alone/canvass
real=$canvass
drawer() {
	printf '%s\n' '#!/bin/sh' "$@" >alone/canvass-render
	chmod +x alone/canvass-render
	canvass=$work/alone/canvass
	pack
	canvass=$real
}
drawer 'cat >/dev/null; echo "canvass-render: paper jam" >&2; exit 73'
exits 73 "the drawing fails at its end"
says "paper jam" "as it is told"
is "$(links)" "$before" "no link was issued"
# Closes the survey's door to new links while it draws.
cat >meanwhile.py <<'PY'
import sqlite3, sys
db = sqlite3.connect("ws/canvass.db")
db.execute("UPDATE survey SET name = 'gone@w' WHERE name = 'pulse@w'") if sys.argv[1] == "away" else \
    db.execute("UPDATE survey SET name = 'pulse@w' WHERE name = 'gone@w'")
db.commit()
PY
drawer 'cat' "cd '$work' && python3 meanwhile.py away"
exits 66 "the survey is gone once the drawing is ready"
python3 meanwhile.py back
[ ! -e pack.pdf ] && [ -z "$(ls -d pack.pdf.* 2>/dev/null)" ]
ok "$?" "no PDF of links that lead nowhere"
is "$(links)" "$before" "and no link"
drawer 'cat' "mkdir '$work/pack.pdf'"
exits 73 "the PDF cannot take its place"
says "the links are issued and kept for the next try" "what has happened is told"
rmdir pack.pdf
station=$(links | grep "${tab}Station north" | cut -f1)

# ---- the pack
places "Station north,120,,a3,2" "Tiny,5,,," "Custody east,30,Cells,," '"Custody ""west""",25,cells,,' \
	"custody suite,60,,," "Yard,70,,a5,"
pack --leave-out
exits 0 "a pack"
is "$(cut -f3 out)" "Station north
Cells
Custody Suite
Yard" "a line each, in the file's order, a parent where its first place stands"
is "$(grep "^$station$tab" out | cut -f3)$(grep "^$kept$tab" out | cut -f3)" "Station northCustody Suite" \
	"places that had a link keep it"
says "places.csv:3: a place needs 50 people or more" "what is left out is told"
says 'merged into Cells: Custody east, Custody "west"' "and what is merged"
is "$(links)" "$( (cut -f1,3 out; printf '%s\t\n' "$general") | sort)" "these are the survey's links"
cp out first.out
cp pack.pdf first.pdf
if [ -n "$readers" ]; then
	is "$(qpdf --show-npages pack.pdf)" 9 "cover, list, one how-to, four posters with copies"
	texts pack.pdf 1 1 >words.txt
	for text in "Station north" "Cells" "Custody Suite" "Yard"; do
		grep -qF "$text" words.txt
		ok "$?" "the cover has $text"
	done
	grep -qF "$(printf '%s' "$station" | sed 's/..../& /;s/ $//')" words.txt
	ok "$?" "and its code"
	texts pack.pdf 2 2 >words.txt
	grep -qF "Tiny" words.txt && grep -qF "Line 3: A place needs 50 people" words.txt &&
		grep -qF "this one has 5" words.txt &&
		grep -qF 'Custody "west"' words.txt && grep -qF "Hangs under Cells" words.txt
	ok "$?" "the list has what was left out and merged, and why"
	pdftoppm -r 80 -png pack.pdf sheet
	is "$(for sheet in sheet-*.png; do zbarimg -q --raw "$sheet" 2>/dev/null; done)" \
		"$(sed -n '1{s/\t.*//;p;p};2{s/\t.*//;p;p};3{s/\t.*//;p};4{s/\t.*//;p}' first.out |
			sed 's|^|HTTPS://ASK.EXAMPLE/S/|')" "each poster is read, in order, with its copies"
	is "$(pdfinfo -f 1 -l 99 pack.pdf | sed -n 's/^Page.* size: *\([0-9]*\).*/\1/p' | tr '\n' ' ')" \
		"595 595 595 841 841 595 595 595 419 " "on their papers: A4, A3, A5"
fi
pack --leave-out
exits 0 "the same again"
cmp -s pack.pdf first.pdf && cmp -s out first.out
ok "$?" "is the same, byte for byte: no link is issued twice"
cp places.csv good.csv
sign=$(printf '\360\223\200\200')
places "Station north,120,,a3,2" "Sign $sign,80,,," "Custody suite,60,,," "Annexe $sign,20,Custody suite,,"
before=$(links)
pack
exits 65 "signs that no font has"
says "places.csv:3: Sign $sign cannot be drawn" "are told with their line and place"
says "places.csv:5: Custody suite cannot be drawn" "a small place's too, and whose poster names it"
says "3 of 4 rows are refused; nothing was made" "and what became of the others"
is "$(links)" "$before" "no link was issued"
pack --leave-out
exits 0 "they can be left out"
is "$(cut -f3 out)" "Station north" "the others are made"
[ -z "$readers" ] || {
	texts pack.pdf 2 2 | grep -qF "Line 3: What stands there cannot be drawn"
	ok "$?" "and they are listed by their lines" || note "$(texts pack.pdf 2 2)"
}
places "Sign $sign,80,,,"
pack --leave-out
exits 65 "nothing else is there"
says "places.csv:2: Sign $sign cannot be drawn" "its line is told"
says "no row is left; nothing was made" "and that no other is there"
cp good.csv places.csv
cp first.pdf pack.pdf
pack --leave-out --json
grep -q '^\[{"code":"[0-9A-Z]*","url":"https://ask.example/S/[0-9A-Z]*","place":"Station north"},$' out
ok "$?" "--json"
"$canvass" -C ws link close "$station" 2>/dev/null
pack --leave-out
exits 0 "a place whose link is closed"
says "is closed: use \`canvass link replace $station\`" "is left out, and what helps is told"
"$canvass" -C ws survey close pulse@w 2>/dev/null
pack --leave-out
exits 65 "a survey that is closed"

# ---- before the keys are confirmed
"$canvass" -C ws survey open "$work/pulse.yaml" --wave waits --to team.key.pub --expected 200 >/dev/null 2>&1
places "Station north,120,,,"
run -C ws poster pack pulse@waits --places places.csv -o waits.pdf
exits 0 "a pack for a survey that waits for its keys"
says "pulse@waits waits for its keys: the links work once it is open" "with that word"
run -C ws link issue pulse@waits
exits 0 "and a link for it"
says "pulse@waits waits for its keys" "with the same"

# ---- many
open_pulse ws many
awk 'BEGIN { print "place,headcount"; for (i = 0; i < 300; i++) print "Building " i "," 50 + i }' >places.csv
run -C ws poster pack pulse@many --places places.csv -o many.pdf
exits 0 "300 places"
is "$(cut -f1 out | sort -u | wc -l | tr -d ' ')" 300 "300 codes"
[ -z "$readers" ] || is "$(qpdf --show-npages many.pdf)" 314 "13 cover sheets, one how-to, 300 posters"
awk 'BEGIN { print "place,headcount"; for (i = 0; i < 20000; i++) print "Site " i "," 50 + i }' >places.csv
drawer_memory=$work/alone/canvass
printf '%s\n' '#!/bin/sh' 'cat >/dev/null' 'echo %PDF' >alone/canvass-render
open_pulse ws most
# Sanitizers take terabytes of addresses.
# shellcheck disable=SC3045 # dash and bash have it
([ -n "$SANITIZED" ] || ulimit -v 200000
"$drawer_memory" -C ws poster pack pulse@most --places places.csv -o most.pdf >out 2>err)
is "$?" 0 "20,000 places in bounded memory" || note "$(head -3 err)"
is "$(wc -l <out | tr -d ' ')" 20000 "are as many links"

# ---- what a summary says
open_pulse ws told
answers 90 >a.jsonl
"$canvass" -C ws submit pulse@told a.jsonl 2>/dev/null
"$canvass" -C ws survey close pulse@told 2>/dev/null
cat >said.yaml <<'WORDS'
canvass: words 1
you said, we did:
  - said: Support was slow to come.
    did: A sergeant calls on the same day.
    department: Response
WORDS
"$canvass" -C ws summary pulse@told --key team.key --passphrase-file pass --format json --words said.yaml \
	-o told >/dev/null 2>err || note "$(cat err)"
for format in pdf svg png; do
	run -C ws poster said told/pulse@told/summary.json --format $format -o said.$format
	exits 0 "you said, we did, as $format"
	is "$(cat out)" "said.$format" "its path is printed"
done
[ -z "$readers" ] || {
	pdftotext said.pdf - 2>/dev/null | tr -s ' \n' ' ' >words.txt
	grep -qF "Support was slow to come." words.txt && grep -qF "A sergeant calls on the same day." words.txt
	ok "$?" "with the team's words" || note "$(cat words.txt)"
}
run -C ws poster said told/pulse@told/summary.json --size card -o x.pdf
exits 64 "on a card"
sed 's/Support was slow/Support was quick/' told/pulse@told/summary.json >forged.json
mv forged.json told/pulse@told/summary.json
run -C ws poster said told/pulse@told/summary.json -o x.pdf
exits 65 "a summary that was changed since"
rm -f said.pdf
run -C ws poster said nothing.json -o said.pdf
exits 66 "a summary that is not there"
printf '\211PNG\r\n\032\n' >bad.json
run -C ws poster said bad.json -o said.pdf
exits 65 "a picture"
says "bad.json is no summary.json" "is told so"
printf '{}' >bad.json
run -C ws poster said bad.json -o said.pdf
exits 65 "a file that is no summary"
run -C ws poster said "$TOP_SRCDIR/tests/golden/summary/summary.json" -o said.pdf
exits 65 "a summary without such words"
[ ! -e said.pdf ]
ok "$?" "leaves no PDF"

tap_done
