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
ok "$?" "no QR code goes into a pipe"
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
says "bad.csv:3: no link was made: a NUL byte" "its line is told"
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
run -C ws link list pulse@w
is "$(cut -f3 out | sort)" "
Custody suites, east
Station south
Station, north" "of refused files not one row was taken"

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
run -C ws link list pulse@w
grep -q "^$place.*${tab}closed$" out
ok "$?" "and is closed then"
run -C ws link close 7Y2H9CT0
exits 66 "a code that was never issued"
run -C ws link close 7Y2H9CT1
exits 66 "a code whose check character is wrong"
answers 2 >two.jsonl
run -C ws submit pulse@w two.jsonl --link "$general"
exits 0 "answers through a link"
run -C ws submit pulse@w two.jsonl --link "$place"
exits 65 "answers through a closed link"
open_pulse ws v
run -C ws submit pulse@v two.jsonl --link "$general"
exits 65 "answers through another survey's link"
"$canvass" -C ws survey close pulse@v 2>/dev/null
run -C ws link issue pulse@v
exits 65 "a link to a closed survey"
run -C ws link list pulse@v --json
is "$(cat out)" "[]" "no links is an empty array"

tap_done
