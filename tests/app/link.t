#!/bin/sh
# link issue, list and close.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/app/lib.sh"

make_workspace ws
open_pulse ws w
tab=$(printf '\t')
run -C ws link issue pulse@w
exits 0 "a general link"
grep -Eqx "[0-9A-HJKMNP-TV-Z]{8}${tab}http://127\.0\.0\.1:8080/S/[0-9A-HJKMNP-TV-Z]{8}${tab}" out
ok "$?" "is code, address and place, with tabs between"
[ "$(cut -f1 out)" = "$(cut -f2 out | sed 's|.*/||')" ]
ok "$?" "the address ends in the code"
[ ! -s err ]
ok "$?" "no QR code goes into a pipe, and no warning comes"
general=$(cut -f1 out)
run -C ws link issue pulse@w --place "Custody suites, east" --headcount 50
exits 0 "a place of 50"
is "$(cut -f3 out)" "Custody suites, east" "its name stands behind the address"
place=$(cut -f1 out)
run -C ws link issue pulse@w --place "Custody suites, west" --headcount 49
exits 65 "a place of 49 is refused"
says "50 people or more" "with the limit"
run -C ws link issue pulse@w --place "Custody suites, east" --headcount 60
exits 65 "a place's name twice"
run -C ws link issue pulse@w --place "Somewhere"
exits 64 "a place without a headcount"
run -C ws link issue pulse@w --headcount 60
exits 64 "a headcount without a place"
run -C ws link issue pulse@w --place "0123456789012345678901234567890123456789+" --headcount 60
exits 65 "a name of 41 characters"
run -C ws link issue pulse@w --place "$(printf 'two\tcolumns')" --headcount 60
exits 65 "a tab in a name would break the columns"
run -C ws link issue pulse@none
exits 66 "a survey that is not there"

printf 'place,headcount,paper\n"Station, north",120,a4\nStation south,50,a3\n' >places.csv
run -C ws link issue pulse@w --places places.csv
exits 0 "many places at once"
is "$(cut -f3 out)" "Station, north
Station south" "one line each, in the file's order"
rows() {
	printf '%s\n' "$@" >bad.csv
	run -C ws link issue pulse@w --places bad.csv
}
rows place,headcount "New one,60" "Small one,49"
exits 65 "one row is too small"
says "bad.csv:3" "its line is told"
printf 'place,headcount\nNew one,60\nNew\0two,70\n' >bad.csv
run -C ws link issue pulse@w --places bad.csv
exits 65 "a NUL byte in a name, which would cut it"
says "bad.csv:3: a NUL byte" "its line is told"
rows place,headcount "New one,60" "New one,70"
exits 65 "a name twice in the file"
rows place,headcount "New one,60" "Station south,70"
exits 65 "a name that is in use already"
rows place,heads "New one,60"
exits 65 "a column that is none"
rows place,headcount "New one"
exits 65 "a field too few"
rows place,headcount '"New one,60'
exits 65 "a quote that is never closed"
rows place,headcount "New one,sixty"
exits 65 "a headcount in words"
rows place,headcount
exits 65 "no place at all"
says "its first line is place,headcount" "what is wanted is told"
run -C ws link list pulse@w
is "$(cut -f3 out | sort)" "
Custody suites, east
Station south
Station, north" "of refused files not one row was taken"

# ---- files of places, as people make them
# row TEXT: a file of a header and this.
row() {
	rows place,headcount,parent,paper,copies,language "Fine,60,,,," "$1"
}
row "Fine,70,,,,"
exits 65 "a name twice"
says 'bad.csv:2: "Fine" stands in line 3 again' "the first line is told"
says 'bad.csv:3: "Fine" stands in line 2 already' "and the other"
row " FINE ,70,,,,"
exits 65 "a name twice, in capitals and with blanks"
row "$(printf '\357\274\246ine'),70,,,,"
exits 65 "a name twice, in wide letters"
rows place,headcount "Custody  East,60" "custody east,60"
exits 65 "a name twice, with more blanks"
row '"=HYPERLINK(""http://x"")",60,,,,'
exits 65 "a formula"
says "a spreadsheet takes for a formula" "which it is not for long"
for cell in +44 -1 @x; do
	row "Good,60,$cell,,,"
	exits 65 "a cell that begins with $(printf '%s' "$cell" | cut -c1)"
done
row "New,60,,a6,,"
exits 65 "a paper that is none"
row "New,60,,card,,"
exits 65 "a card, which hangs nowhere"
row "New,60,,,0,"
exits 65 "no copies"
row "New,60,,,501,"
exits 65 "501 copies"
row "New,60,,,,cy"
exits 65 "a language that the form has not"
row 'New,"1,200",,,,'
exits 65 "a comma in a number"
says '"1,200" is no headcount: plain digits, such as 1200' "what helps is told"
row "New,1e3,,,,"
exits 65 "a number with an exponent"
row "New,1000001,,,,"
exits 65 "more people than there are"
row "New,99999999999999999999999,,,,"
exits 65 "a number of 23 digits"
row "New,60,,,,,"
exits 65 "a field too many"
says "bad.csv:3: 7 fields; the header has 6" "its line is told"
row '"New" one,60,,,,'
exits 65 "letters behind a closing quote"
row "$(printf 'New\342\200\213one'),60,,,,"
exits 65 "a character that shows nothing"
row "$(printf 'New\033[31m'),60,,,,"
exits 65 "a name that colours a terminal"
grep -q "$(printf '\033')" err
is "$?" 1 "which is not told raw"
row ",60,,,,"
exits 65 "a row without a name"
row "Annexe,20,,,,"
exits 65 "a small place alone"
says "this one has 20; join it to a larger one, or name that as its parent" "what helps is told"
row "Annexe,20,Somewhere,,,"
exits 65 "a small place under a parent that is no larger"
says "Annexe has 20 people, and nothing else hangs under its parent Somewhere; 50 are needed" \
	"is told with its parent"
rows place,headcount,parent "Custody east,30,Custody" "Custody west,10,custody"
exits 65 "two small places under one that is too small"
says "Custody east (30) and Custody west (10) have 40 people together; their parent Custody needs 50" \
	"are told together"
rows place,headcount,parent "A,20,B" "B,30,C" "C,100,"
exits 65 "a parent that is merged itself"
says "parents do not hang under others" "is told why"
rows place,headcount,parent,paper "A,20,B,a3" "B,100,,a4"
exits 65 "a small place on another paper than its parent's"
i=0
while [ "$i" -lt 25 ]; do
	printf 'Place %d,7\n' "$i"
	i=$((i + 1))
done | sed '1i place,headcount' >bad.csv
run -C ws link issue pulse@w --places bad.csv
exits 65 "25 bad rows"
is "$(grep -c '^bad.csv:' err)" 20 "20 of them are told"
says "and 5 more" "and how many more"
printf 'place,headcount\nCaf\351,60\n' >bad.csv
run -C ws link issue pulse@w --places bad.csv
exits 65 "Latin-1"
says 'bad.csv:2: a character here is not UTF-8; save it as "CSV UTF-8"' "what helps is told"
for code in UTF-16 UTF-16LE UTF-16BE UTF-32; do
	printf 'place,headcount\nStation,60\n' | iconv -t $code >bad.csv
	run -C ws link issue pulse@w --places bad.csv
	exits 65 "$code"
	says 'save it as "CSV UTF-8"' "what helps is told"
done
printf 'PK\003\004rest' >bad.csv
run -C ws link issue pulse@w --places bad.csv
exits 65 "a workbook"
: >bad.csv
run -C ws link issue pulse@w --places bad.csv
exits 65 "an empty file"
says "bad.csv is empty: its first line is place,headcount" "what is wanted is told"
rows headcount 60
exits 65 "no column for the place"
says "the header has no column place" "it is named"
rows place,people "A,60"
says '"people" is no column' "one that is none is named"
rows place,headcout "A,60"
says 'did you mean "headcount"?' "and what it may have been"
rows place,headcount,Place "A,60,B"
exits 65 "a column twice"
awk 'BEGIN { print "place,headcount"; for (i = 0; i < 100000; i++) print "P" i ",60" }' >bad.csv
before=$(date +%s)
run -C ws link issue pulse@w --places bad.csv
exits 65 "100,000 places"
says "bad.csv:20002: over 20000 places" "are too many"
awk 'BEGIN { print "place,headcount"; for (i = 0; i < 20000; i++) print "P,6" }' >bad.csv
run -C ws link issue pulse@w --places bad.csv
exits 65 "20,000 times the same place"
[ $(($(date +%s) - before)) -lt 10 ]
ok "$?" "it does not take for ever"
awk 'BEGIN { print "place,headcount"; for (i = 0; i < 900000; i++) print "P" i ",60" }' >bad.csv
run -C ws link issue pulse@w --places bad.csv
exits 65 "a file of ten million bytes"
run -C ws link list pulse@w
is "$(cut -f3 out | sort | tr '\n' '|')" "|Custody suites, east|Station south|Station, north|" \
	"of all these not one was taken"

printf '\357\273\277Headcount;PLACE;Paper\r\n1 200;"Gate; A";A3\r\n;;\r\n' >good.csv
run -C ws link issue pulse@w --places good.csv
exits 0 "semicolons, capitals, another order, a mark at the start, CRLF, a blank row"
is "$(cut -f3 out)" "Gate; A" "the place is what it says"
printf 'place,headcount,parent,copies\nShort,70\nShorter,80,\n' >good.csv
run -C ws link issue pulse@w --places good.csv
exits 0 "rows that end before the header does"
is "$(cut -f3 out | tr '\n' ' ')" "Short Shorter " "have blanks there"
printf 'place\theadcount\nGate B, east\t60\n' >good.csv
run -C ws link issue pulse@w --places good.csv
exits 0 "tabs"
printf 'place,headcount,parent\nLodge,20,Gate C\nGate C,90,\nShed,5,gate c\nHut,30,Row\nCabin,25,Row\n' >good.csv
run -C ws link issue pulse@w --places good.csv
exits 0 "small places under larger ones"
is "$(cut -f3 out)" "Gate C
Row" "one link for each of those"
says "merged into Gate C: Lodge, Shed" "what is merged is told"
run -C ws link issue pulse@w --place " row" --headcount 60
exits 65 "a name in use, written otherwise"
"$canvass" -C ws link list pulse@w --json | grep -q '"place":"Row","headcount":55,'
ok "$?" "a parent without a row has the people of all"

# ---- replacing
run -C ws link list pulse@w
row=$(grep "${tab}Row$tab" out | cut -f1)
run -C ws link replace "$row"
exits 0 "a link is replaced"
grep -Eqx "[0-9A-HJKMNP-TV-Z]{8}${tab}http://127\.0\.0\.1:8080/S/[0-9A-HJKMNP-TV-Z]{8}${tab}Row" out
ok "$?" "what is new is printed as link issue does"
new=$(cut -f1 out)
[ "$new" != "$row" ]
ok "$?" "by another code"
says "$row is closed" "what is old is told"
run -C ws link list pulse@w
grep -q "^$row.*${tab}closed$" out && grep "^$new" out | grep -vq closed
ok "$?" "the old one is closed, the new one open"
run -C ws link replace "$row"
exits 66 "the old one again"
says "Row has the link $new now" "what leads there is told"
run -C ws link replace 7Y2H9CT0
exits 66 "a code that was never issued"
run -C ws link replace rubbish
exits 66 "no code at all"
run -C ws link replace "$new" --json
grep -Eqx '\[\{"code":"[0-9A-Z]{8}","url":"http://127.0.0.1:8080/S/[0-9A-Z]{8}","place":"Row"\}\]' out
ok "$?" "--json"
last=$("$canvass" -C ws link list pulse@w | grep "${tab}Row$tab" | grep -v closed | cut -f1)
"$canvass" -C ws link close "$last" 2>/dev/null
run -C ws link issue pulse@w --place Row --headcount 80
exits 65 "a place whose link is closed is not issued anew"
says "use \`canvass link replace" "but replaced"
run -C ws link replace "$last"
exits 0 "then it has a link again"
answers 2 >two.jsonl
run -C ws submit pulse@w two.jsonl --link "$(cut -f1 out)"
exits 0 "through which answers come"
run -C ws submit pulse@w two.jsonl --link "$last"
exits 65 "and not through the old one"
run -C ws link list pulse@w

grep -Eq "^$place${tab}[^$tab]*${tab}Custody suites, east${tab}[a-z]+ [a-z]+\$" out
ok "$?" "the list has code, address, place and two check words, and no count"
words=$(grep "^$place" out | cut -f4)
run -C ws link list pulse@w --json
exits 0 "link list --json"
grep -qF "\"words\":\"$words\"" out
ok "$?" "has the same check words"
pretty=$(printf '%s' "$place" | sed 's/..../& /' | tr '[:upper:]' '[:lower:]')
run -C ws link close "$pretty"
exits 0 "a code may be typed as people type it"
grep -q "leave the place out" err
is "$?" 1 "a place's link is named on no other poster"
run -C ws link list pulse@w
grep -q "^$place.*${tab}closed$" out
ok "$?" "and is closed then"
spare=$("$canvass" -C ws link issue pulse@w 2>/dev/null | cut -f1)
run -C ws link close "$spare"
exits 0 "a link that tells no place"
says "posters of places that were made before name $spare for those who would leave the place out" \
	"posters that may name it are told of"
run -C ws link close 7Y2H9CT0
exits 66 "a code that was never issued"
run -C ws link close 7Y2H9CT1
exits 66 "a code whose check character is wrong"
answers 2 >two.jsonl
run -C ws submit pulse@w two.jsonl --link "$general"
exits 0 "answers through a link"
run -C ws submit pulse@w two.jsonl --link "$place"
exits 65 "answers through a closed link"
run -C ws slips pulse@w --count 30 -o slips.pdf
exits 0 "slips beside links"
run -C ws link issue pulse@w
exits 0 "and a link beside slips"
says "pulse@w has slips, that count once each" "with a warning"
open_pulse ws v
run -C ws submit pulse@v two.jsonl --link "$general"
exits 65 "answers through another survey's link"
"$canvass" -C ws survey close pulse@v 2>/dev/null
run -C ws link issue pulse@v
exits 65 "a link to a closed survey"
run -C ws link list pulse@v --json
is "$(cat out)" "[]" "no links is an empty array"

tap_done
