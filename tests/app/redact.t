#!/bin/sh
# redact: text in, text out without what could tell who somebody is; a filter that keeps nothing.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/app/lib.sh"

# redact ARGS...: of the file in; leaves $status, and the files out and err.
redact() {
	"$canvass" redact "$@" <in >out 2>err
	# shellcheck disable=SC2034 # exits looks at it
	status=$?
}

# same WANT WORDS: what came out, byte for byte, last line ends too.
same() {
	printf '%b' "$1" >want
	cmp -s want out
	ok "$?" "$2" || note "it printed: $(od -c out | head -20)"
}

# ---- one text ------------------------------------------------------------------------------

printf 'Ring Sgt Smith on 07700 900123.\r\nPC 1234 knows.\n\n\nNo end' >in
redact
exits 0 "a text"
same 'Ring Sgt [NAME] on [PHONE].\r\n[COLLAR] knows.\n\n\nNo end' \
	"loses marked words alone, all else stays byte for byte"
is "$(cat err)" "" "without a word"
redact --json
same '[{"start":9,"end":14,"class":"NAME"},{"start":18,"end":30,"class":"PHONE"},{"start":33,"end":40,"class":"COLLAR"}]\n' \
	"as JSON its spans, offsets going on behind CR LF"
printf 'Sgt Smith' >in
redact --json
same '[{"start":4,"end":9,"class":"NAME"}]\n' "the span of a short text"
printf '\303\251\360\237\231\202 Sgt Smith' >in
redact --json
same '[{"start":7,"end":12,"class":"NAME"}]\n' "is told in code points"
: >in
redact
same '' "an empty text stays empty"
redact --json
same '[]\n' "and has no spans"
printf 'plain words\n' >in
touch before after
ls -A >before
redact
ls -A >after
is "$(diff before after)" "" "no workspace is needed, and nothing is left behind"

# ---- a text a line --------------------------------------------------------------------------

printf 'Sgt Smith\r\n\n"Sgt Smith\\nate in a caf\\u00e9"\nno end' >in
redact --lines
exits 0 "a text a line"
same 'Sgt [NAME]\r\n\n"Sgt [NAME]\\nate in a caf\303\251"\nno end' \
	"keeps line ends, empty lines and what is a JSON string"
redact --lines --json
same '[{"start":4,"end":9,"class":"NAME"}]\n[]\n[{"start":4,"end":9,"class":"NAME"}]\n[]\n' \
	"and gives an array a line"
printf '\357\273\277"Sgt Smith"\n' >in
redact --lines
same '"Sgt [NAME]"\n' "a mark of byte order in front of a JSON string is no part of it"
printf '""\n' >in
redact --lines
same '""\n' "an empty JSON string"

for bad in '"Sgt Smith' '"a" b' '"\ud800"' '"a\u0000b"' '"\x"'; do
	printf '%s\n' "first Sgt Smith" "$bad" third >in
	redact --lines
	exits 65 "no JSON string: $bad"
	same 'first Sgt [NAME]\n' "what came before is there"
	is "$(grep -c '^canvass: standard input, line 2 begins with ", but is not one JSON string: .' err)" 1 \
		"the line is named"
	grep -q Smith err
	is "$?" 1 "and not repeated"
done

# ---- what is no text -------------------------------------------------------------------------

printf 'one\ntwo caf\351 Sgt Smith\n' >in
redact
exits 65 "what is not UTF-8"
says 'standard input, byte 12, on line 2: not UTF-8 (0xe9); turn it into UTF-8 first, for example with iconv -f WINDOWS-1252 -t UTF-8' \
	"says where, and what to do"
same '' "and nothing is printed of it"
redact --lines
exits 65 "the same by lines"
says 'byte 12, on line 2: not UTF-8 (0xe9)' "says the same"
same 'one\n' "and has told the line before"
redact --json
same '' "no half of an array"
printf '\377\376a\0' >in
redact
says 'iconv -f UTF-16 -t UTF-8' "UTF-16 is known by its first bytes"
printf 'ok\na\0b\n' >in
redact
exits 65 "a NUL byte"
says "byte 5, on line 2: a NUL byte, which no text has: take it out" \
	"is told as one"
for bad in '\355\240\200' '\300\257' '\364\220\200\200' 'a\303'; do
	printf '%b' "$(printf %s "$bad" | sed 's/\\/\\0/g')" >in
	redact
	exits 65 "bytes $bad"
done

# ---- long input --------------------------------------------------------------------------------

# 3 MB of paragraphs, each with one mark; and as one line without an end.
awk 'BEGIN { for (i = 0; i < 30000; i++)
	printf "It rained on the whole of our shift and nobody minded. PC 1234 wrote it down.%s",
		i % 7 ? "\n" : "\n\n" }' >in
redact
sed 's/PC 1234/[COLLAR]/' in >want
cmp -s want out
ok "$?" "3 MB of text are cut where nothing is lost"
redact --json
python3 - <<'CHECK'
import json
text = open("in", encoding="utf-8", newline="").read()
want, at = [], text.find("PC 1234")
while at >= 0:
    want.append({"start": at, "end": at + 7, "class": "COLLAR"})
    at = text.find("PC 1234", at + 7)
raise SystemExit(json.load(open("out")) != want)
CHECK
ok "$?" "and the offsets go on from piece to piece"
tr '\n' ' ' <in >line
mv line in
for how in "" --lines; do
	# shellcheck disable=SC2086 # nothing is meant by nothing
	redact $how
	sed 's/PC 1234/[COLLAR]/g' in >want
	cmp -s want out
	ok "$?" "the same as a single line ${how:-of a text}"
done
if [ -n "${SANITIZED:-}" ]; then
	skip "a sanitizer's shadow is larger than any limit"
else
	# shellcheck disable=SC3045 # dash and bash both have it
	(ulimit -v 40000 && "$canvass" redact <in >out 2>err)
	ok "$?" "in 40 MB of memory, code and libraries included" || note "$(head -3 err)"
fi
head -c 17000000 /dev/zero | tr '\0' a >in
redact --lines
exits 65 "a line of 17 MB"
says "standard input, line 1 is over 16 MiB" "is told"
# Characters of several bytes wherever a piece may end.
for shift in "" a ab abc; do
	{
		printf '%s' "$shift"
		awk 'BEGIN { for (i = 0; i < 60000; i++) printf "\360\237\231\202" }'
	} >in
	redact
	cmp -s in out
	ok "$?" "no character is cut in two, behind \"$shift\""
done

# Whoever feeds line by line gets each answer before the next line.
mkfifo to
"$canvass" redact --lines <to >answers &
filter=$!
at_end "kill $filter 2>/dev/null"
exec 9>to
echo "Sgt Smith" >&9
tries=0
until [ -s answers ] || [ "$tries" -gt 200 ]; do
	tries=$((tries + 1))
	sleep 0.05
done
is "$(cat answers)" "Sgt [NAME]" "a line is answered while the next is still to come"
exec 9>&-
wait "$filter"
is "$?" 0 "and the filter ends with its input"

# ---- local words --------------------------------------------------------------------------------

printf '\357\273\277# ours\r\nPLACE\tHedge End\r\n\r\nNAME\tXanthe\nSHIP\tBlue Boat\n' >locals
printf 'xanthe saw us at hedge\nend, on the blue boat\n' >in
redact --locals locals
exits 0 "local words"
same '[NAME] saw us at [PLACE], on the [LOCAL]\n' "are marked with their labels, others as LOCAL"
is "$(cat err)" "" "without a word"
redact --locals nowhere
exits 66 "a file that is missing"
same '' "prints nothing"
printf 'PLACE Hedge End\nNothing here\nPLACE\t...\n\tHedge\n' >locals
redact --locals locals
exits 65 "wrong lines"
same '' "print nothing"
says 'locals:1:6: error R03: blanks stand between label and words' "blanks for a TAB"
says 'put one TAB here, no blanks' "with what to do"
says 'locals:2:1: error R02: no TAB stands between a label and words' "no TAB"
says 'locals:3:10: error R06: no letter or digit stands behind the TAB' "no words"
says 'locals:4:1: error R04: no label stands before the TAB' "no label"
says 'canvass: locals: 4 problems; nothing was read' "and their number"
printf 'PLACE\tBarri\351\n' >locals
redact --locals locals
exits 65 "local words that are not UTF-8"
says 'locals:1:1: error R01: this line is not UTF-8' "say so"
printf 'PLCE\tHedge End\nNAME\tthe\n' >locals
redact --locals locals
exits 0 "a label that is nearly one"
says 'locals:1:1: warning W01: this is none of our labels: its words become [LOCAL]' "is a warning"
says 'did you mean PLACE?' "with the label"
says 'locals:2:6: warning W02: this word stands in nearly every text' "and so is a word like the"
redact --locals -
exits 64 "local words from standard input"

# ---- strict ---------------------------------------------------------------------------------------

printf 'we met Qwertzuiop there\n' >in
redact --strict
same 'we met [NAME] there\n' "with --strict a word nobody knows is marked"

# ---- the log ---------------------------------------------------------------------------------------

printf 'Sgt Smith and Sgt Brown\nthe stabbing at the petrol station last weekend\nall well\n' >in
redact --lines --log log
exits 0 "a log"
python3 - <<'CHECK'
import json
log = json.load(open("log"))
assert log["texts"] == 3 and log["events"] == 1, log
assert log["classes"]["NAME"] == 2 and log["classes"]["REMOVED"] == 0, log
assert set(log) == {"texts", "marked", "events", "classes"}, log
assert len(log["classes"]) == 28, log
CHECK
ok "$?" "counts texts, events and marks by class" || note "$(cat log)"
grep -qi -e smith -e stabbing log
is "$?" 1 "and holds no word of them"
redact --log log
is "$(sed 's/,.*//' log)" '{"texts": 1' "all of a text without --lines is one"
is "$(find . -name 'log*' | wc -l | tr -d ' ')" 1 "nothing stays beside it"
cp log before
printf '\377' >in
redact --log log
exits 65 "when it goes wrong"
cmp -s log before
ok "$?" "the log of before stands"
printf 'x\n' >in
redact --log nowhere/log
exits 73 "a log where there is no folder"
mkdir folder
redact --log folder
exits 73 "a log that is a folder"
redact --log -
exits 64 "a log on standard output"
printf 'PLACE\tHedge End\n' >locals
redact --locals locals --log locals
exits 64 "a log over the local words"
is "$(cat locals)" "$(printf 'PLACE\tHedge End')" "which stay"

# ---- output that does not go through -----------------------------------------------------------------

awk 'BEGIN { for (i = 0; i < 30000; i++) print "nothing is in this line" }' >in
{
	"$canvass" redact --lines <in 2>err
	echo "$?" >status
} | head -1 >out
is "$(cat status)" 74 "a reader that has seen enough"
if [ -c /dev/full ]; then
	"$canvass" redact <in >/dev/full 2>err
	is "$?" 74 "a full disk"
	says "the disk is full" "is told"
else
	skip "no /dev/full"
	skip "no /dev/full"
fi
"$canvass" redact <. >out 2>err
is "$?" 74 "standard input that cannot be read"
run redact a
exits 64 "an argument"

tap_done
