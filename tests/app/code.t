#!/bin/sh
# Comments coded by two people: through sheets and at a terminal; blind, agreed, settled, sealed.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/app/lib.sh"

if ! command -v python3 >/dev/null; then
	skip "no python3 to fill in sheets with"
	tap_done
fi
tool() {
	python3 "$TOP_SRCDIR/tests/app/code.py" "$@"
}
# code STEP ARGS...: with the first key; code2: with the second.
code() {
	run -C ws code quip@w "$@" --key one.key --passphrase-file pass
}
code2() {
	run -C ws code quip@w "$@" --key two.key --passphrase-file pass
}
# line ID THEMES: one decision.
line() {
	printf '{"id": "%s", "themes": [%s]}\n' "$1" "$2"
}
make_keys one.key two.key six.key
"$canvass" init ws 2>/dev/null || exit 99
tool form >quip.yaml
# open_survey WAVE: with two keys.
open_survey() {
	"$canvass" -C ws survey open quip.yaml --wave "$1" --to one.key.pub --to two.key.pub \
		--expected 1000 --unconfirmed >/dev/null 2>open.err || { cat open.err; exit 99; }
}
open_survey w
code suggest
exits 75 "nothing is coded while no batch is closed"
code book
exits 0 "but the codebook can be looked at"
tool answers 200 >all.jsonl
"$canvass" -C ws submit quip@w all.jsonl 2>/dev/null || exit 99
"$canvass" -C ws survey close quip@w 2>/dev/null || exit 99

# ---- usage --------------------------------------------------------------------------------
for wrong in "sugest" "suggest more" "suggest --coder second" "take" "sheet" "sheet -o x.txt" \
	"next --coder third" "agree --reason x" "book add" "book burn kit --reason x"; do
	# shellcheck disable=SC2086 # words
	code $wrong
	exits 64 "code $wrong"
done
run -C ws code next quip@w --key one.key --passphrase-file pass
exits 0 "the survey may stand behind the step"
run -C ws code quip@w next --key six.key --passphrase-file pass
exits 77 "a key that is no recipient's"
echo wrong >other
run -C ws code quip@w next --key one.key --passphrase-file other
exits 77 "a wrong passphrase"
run -C ws code quip@x next --key one.key --passphrase-file pass
exits 66 "a survey that is not there"

# ---- suggestions ----------------------------------------------------------------------------
code suggest --json
exits 0 "suggestions"
grep -v candidates out >lines.jsonl
is "$(grep -c . lines.jsonl)" 229 "one line a comment"
grep 'more tea' lines.jsonl | head -1 >tea
grep -q '"themes": \["aftercare"\], "why": \[{"theme": "aftercare", "word": "tea"}\]' tea
ok "$?" "a theme by its word, and why"
grep -v 'tea\|rest\|radio' lines.jsonl | grep -vc '"themes": \[\], "why": \[\]' >none
is "$(cat none)" 0 "and nothing without"
! grep -q Zedwick out
ok "$?" "the text is redacted"
tail -1 out | grep -q '^{"candidates": \[.*"boots"'
ok "$?" "what no theme covers is proposed"
! tail -1 out | grep -q '"tea"\|"radio"'
ok "$?" "and what one covers is not"
is "$(tool sql ws/canvass.db 'SELECT count(*) FROM note')" 0 "a suggestion counts for nothing"

# ---- two coders, through sheets ---------------------------------------------------------------
code sheet -o first.jsonl
exits 0 "a sheet for the first coder"
is "$(stat -c %a first.jsonl)" 600 "for its owner alone"
is "$(tool keys first.jsonl)" "asked id question suggested text themes" "with suggestions"
is "$(wc -l <first.jsonl)" 230 "of all comments"
tail -n +2 first.jsonl | sed 's/.*"id": "\([^"]*\)".*/\1/' >ids
sort -c ids
ok "$?" "in the order of their names"
code2 sheet -o second.csv --coder second
exits 0 "a sheet for the second"
is "$(tool keys second.csv)" "id question text themes" "without suggestions"
is "$(tool nth second.csv 0 themes)" "" "and without codes"
grep -q "\"'=more" second.csv
ok "$?" "a text that looks like a formula is inert"
head -150 ids | cmp -s - "$(sed -n '2,$s/^\([0-9A-Z-]\{14\}\),.*/\1/p' second.csv >sample; echo sample)"
ok "$?" "of the sample alone: 150"
tool fill first.jsonl first.done.jsonl one
tool fill second.csv second.done.csv two
code take first.done.jsonl
exits 0 "the first comes back"
says "stored 229 of the first coder" "and is stored"
code2 sheet -o blind.jsonl --coder second
is "$(tool keys blind.jsonl)" "asked id question text themes" "the second sees nothing of it"
cut -d'"' -f4- blind.jsonl | tail -n +2 | grep -c 'aftercare\|leadership' >seen
is "$(cat seen)" 0 "in no line"
code2 next --coder second --json
! grep -q 'suggested\|before\|aftercare' out
ok "$?" "nor in the next comment"
code2 take second.done.csv
exits 0 "a sheet as a spreadsheet saves it: mark, semicolons, quotes, apostrophes, capitals, other order"
says "stored 150 of the second coder" "is read by its own word for whose it is"
code agree --json
exits 0 "agreement"
cp out agree.json
is "$(tool agreed first.done.jsonl second.done.csv agree.json)" "the same" \
	"is what the two sheets give by the textbook"
says "never released" "and said to be exact"
code next
says "has coded all" "nothing is left"

# ---- bad lines ------------------------------------------------------------------------------
a=$(tool of first.jsonl change id)
b=$(tool of first.jsonl lead id)
is "$(tool sql ws/canvass.db 'SELECT length(sealed) FROM note WHERE kind = 1')" \
	"$(tool sql ws/canvass.db 'SELECT length(sealed) FROM note WHERE kind = 2')" \
	"how much was coded is hardly told"
edited=$(printf '%s' "$a" | sed 's/.$/0/')
[ "$edited" != "$a" ] || edited=$(printf '%s' "$a" | sed 's/.$/1/')
good=$(sed -n 5p ids)
{
	line AAAA-AAAA-AAAA '"kit"'
	line "$edited" '"kit"'
	line "$a" '"kitt"'
	line "$b" '"kit"'
	line "$a" '"kit", "none"'
	printf '{"id": "%s", "themes": ["kit"], "coder": "third"}\n' "$a"
	printf '{"id": "%s", "themes": ["kit"], "coder": "second"}\n' "$a"
	printf '{"id": "%s", "themes": 7}\n' "$a"
	printf '{"id": "%s"\n' "$a"
	line "$a" '"kit"'
	line "$a" '"none"'
} >bad.jsonl
cp bad.jsonl mixed.jsonl
line "$good" '"leadership"' >>mixed.jsonl
line "$a" '' >>mixed.jsonl
code take mixed.jsonl
exits 65 "bad lines"
cmp -s out bad.jsonl
ok "$?" "come out as they went in"
says "stored 1 of the first coder, 1 left for later, rejected 11" "the good one is stored"
while IFS='|' read -r number words; do
	says "mixed.jsonl:$number: " "line $number is named"
	says "$words" "and why: $words"
done <<'WHY'
1|there is no comment AAAA-AAAA-AAAA in quip@w
2|did you mean
3|did you mean "kit"?
4|answers to "lead" cannot carry "kit"
5|"none" means none of these
6|there is no coder "third"
7|this is what the second coder decided
8|"themes" is a list of codes
9|JSON, line 1
10|line 11 says something else of the same comment
11|line 10 says something else of the same comment
WHY
code take second.done.csv --coder first
exits 65 "another coder's sheet"
says "this is the sheet of the second coder" "is refused whole"
printf 'what;is;this\n1;2;3\n' >odd.csv
code take odd.csv
exits 65 "no sheet at all"
says "columns must be called id and themes" "is told what it needs"
code take missing.csv
exits 66 "a file that is not there"
: >empty.csv
code take empty.csv
exits 65 "an empty one"
printf 'PK\003\004' >book.csv
code take book.csv
says 'save it as "CSV UTF-8"' "a workbook is told what to do"
sed 's/quip@w/quip@x/' first.done.jsonl >strange.jsonl
code take strange.jsonl
exits 65 "a sheet of another survey"
printf 'id,themes\r\n"%s","kit' "$a" >open.csv
code take open.csv
exits 65 "a quote that is never closed"
printf 'sep=\t\r\nthemes\tid\r%s\t%s\r' kit "$a" >old.csv
code take old.csv
exits 0 "tabs, CR alone, a line for the divider"

# ---- the codebook ----------------------------------------------------------------------------
code book add quibblefish --title "Quibbles" --under kit --words "boots,/vis(it|its)/" --reason "often said"
exits 0 "a part of a theme"
code book add kit --title "Kit again" --reason "why not"
exits 65 "an id that was used"
code book define kit --definition "What you carry"
exits 64 "no reason"
says "needs --reason" "and the flag is named"
line "$a" '"quibblefish"' >one.jsonl
code take one.jsonl
exits 0 "coders use it"
code suggest
grep -q '"themes": \["quibblefish"\], "why": \[{"theme": "quibblefish", "word": "boots"}\]' out
ok "$?" "and its words suggest it"
code book merge quibblefish --into kit --reason "the same"
exits 0 "merged"
code take one.jsonl
exits 65 "a theme that was merged"
says '"quibblefish" was merged into "kit" in version 3: write that' "says into which"
code book define leadership --definition "Those who lead, by name or rank" --reason "unclear"
exits 0 "a new definition"
says "another look: code next and code sheet have them" "asks for another look"
code sheet -o again.jsonl
again=$(grep -c '"before"' again.jsonl)
[ "$again" -gt 20 ] && [ "$(($(wc -l <again.jsonl) - 1))" -eq "$again" ]
ok "$?" "at those that carry it, with what was said before: $again"
code book --json
is "$(tool get out look_again first)" "$again" "as the book says"
is "$(tool get out book version)" 4 "in version 4"
code book
prints "version 2: add quibblefish kit: often said" "each change has its reason"

# ---- settling ----------------------------------------------------------------------------------
code settle
exits 0 "where they differ"
differ=$(wc -l <out)
cp out differ.jsonl
head -1 out | grep -q '"first": \[.*"second": \[.*"themes": \[\]'
ok "$?" "stands with what each said"
sed 's/"themes": \[\]/"themes": ["none"]/' differ.jsonl >settled.jsonl
code settle settled.jsonl
exits 0 "what both agree on comes in"
code settle
is "$(wc -c <out)" 0 "and nothing is left to settle"
code agree --json
is "$(tool get out settled)" "$differ" "agreement knows how many"
late=$(tail -1 ids)
line "$late" '"none"' | "$canvass" -C ws code quip@w settle - --key one.key --passphrase-file pass >out 2>err
is "$?" 65 "outside of the sample there is nothing to settle"

# ---- at a terminal ------------------------------------------------------------------------------
open_survey t
tool answers 12 | sed 's/, "lead".*/}/' >few.jsonl
"$canvass" -C ws submit quip@t few.jsonl 2>/dev/null || exit 99
"$canvass" -C ws survey close quip@t 2>/dev/null || exit 99
# terminal TYPED ARGS...
terminal() {
	typed=$1
	shift
	tool talk "$typed" "$canvass" -C ws code quip@t "$@" --passphrase-file pass >talk.out
}
# said CODER AT: what was decided of the at-th comment.
said() {
	"$canvass" -C ws code quip@t sheet -o said.jsonl --all --coder "$1" --key one.key --passphrase-file pass \
		2>/dev/null || exit 99
	sed -n "$(($2 + 1))s/.*\"before\": \[\([^]]*\)\].*/\1/p" said.jsonl
}
if python3 -c 'import pty; pty.openpty()' 2>/dev/null; then
	terminal "1,2/9/0/s/b/1/q" next --key one.key
	grep -q '^1 of 12 ' talk.out && grep -q '  1 Aftercare' talk.out
	ok "$?" "themes stand numbered beneath the comment"
	grep -q 'That is none of these' talk.out
	ok "$?" "a number that there is not is told"
	[ -n "$(said first 1)" ]
	ok "$?" "the first is decided"
	is "$(said first 2)" '"none"' "0 is none of these"
	is "$(said first 4)" "" "skipped"
	[ -n "$(said first 3)" ]
	ok "$?" "and back"
	grep -q '^3 kept' talk.out
	ok "$?" "three are kept"
	terminal "1/KILL" next --key two.key --coder second
	[ -n "$(said second 1)" ]
	ok "$?" "what was taken stands, even if the next moment kills"
	! grep -q 'suggested\|as you said' talk.out
	ok "$?" "the second is shown no suggestion"
else
	skip "no terminal to code at"
fi

# ---- both at once ---------------------------------------------------------------------------------
"$canvass" -C ws code quip@t sheet -o t1.jsonl --key one.key --passphrase-file pass 2>/dev/null
"$canvass" -C ws code quip@t sheet -o t2.jsonl --coder second --key two.key --passphrase-file pass 2>/dev/null
tool fill t1.jsonl t1.done.jsonl one
tool fill t2.jsonl t2.done.jsonl two
sed -n '1p;2,6p' t1.done.jsonl >t1a.jsonl
sed -n '1p;7,$p' t1.done.jsonl >t1b.jsonl
for sheet in t1a t1b t2.done; do
	"$canvass" -C ws code quip@t take $sheet.jsonl --key one.key --passphrase-file pass 2>$sheet.err &
done
wait
cat t1a.err t1b.err t2.done.err >all.err
is "$(grep -c 'stored [1-9]' all.err)" 3 "three who write at once"
run -C ws code quip@t agree --json --key one.key --passphrase-file pass
is "$(tool get out both)" 12 "lose nothing of each other"

# ---- what the host sees -------------------------------------------------------------------------
is "$(tool sql ws/canvass.db "SELECT count(*) FROM note WHERE length(sealed) % 16384 > 300")" 0 \
	"notes are whole 16 KiB"
! grep -rqa 'quibblefish\|wobblewick\|Quibbles\|often said' ws
ok "$?" "no theme that was found, no reason, no word of a comment"
plain=$(printf '%s' "$a" | tr -d -)
! grep -rqa "$a\|$plain" ws
ok "$?" "nor any comment's name"
run -C ws audit
exits 0 "audit finds nothing"

# ---- what somebody altered ---------------------------------------------------------------------
cp ws/canvass.db kept.db
# altered WORDS: all steps refuse.
altered() {
	code agree
	exits 65 "$1: refused"
	says "cannot be believed" "and told"
	code take one.jsonl
	is "$status" 65 "nor is anything written over it"
	cp kept.db ws/canvass.db
}
tool flip ws/canvass.db 1
altered "a byte of what the first decided"
tool flip ws/canvass.db 0
altered "a byte of the codebook"
tool sql ws/canvass.db "UPDATE note SET sealed = (SELECT sealed FROM note WHERE kind = 1 AND survey = 'quip@w')
	WHERE kind = 2 AND survey = 'quip@w'"
altered "one coder's note in the other's place"
tool sql ws/canvass.db "UPDATE note SET sealed = (SELECT sealed FROM note WHERE kind = 1 AND survey = 'quip@t')
	WHERE kind = 1 AND survey = 'quip@w'"
altered "another survey's note"
tool sql ws/canvass.db "UPDATE note SET sealed = substr(sealed, 1, 5000) WHERE kind = 1"
altered "one that is cut"
tool sql ws/canvass.db "UPDATE note SET sealed = x'00' WHERE kind = 3"
altered "no note at all"

# ---- away from the host ----------------------------------------------------------------------------
mkdir away
"$canvass" -C ws batch export quip@t -o away/t.batches 2>/dev/null || exit 99
away() {
	run code quip@t "$@" --from away/t.batches --key one.key --passphrase-file pass
}
away take t1b.jsonl
exits 0 "away from the host"
is "$(stat -c %a away/t.batches.codes) $(wc -l <away/t.batches.codes)" "600 1" "codings lie beside the batches"
away take t2.done.jsonl
is "$(wc -l <away/t.batches.codes)" 2 "a line a note"
away agree --json
is "$(tool get out both)" "$(($(wc -l <t1b.jsonl) - 1))" "and are read from there"
if command -v flock >/dev/null; then
	flock away timeout 3 "$canvass" code quip@t take t1b.jsonl --from away/t.batches --key one.key \
		--passphrase-file pass >out 2>err
	is "$?" 124 "while somebody else changes the file it waits"
else
	skip "no flock"
fi
printf 'nonsense\n' >>away/t.batches.codes
away agree
exits 65 "a line that is no note is not passed over"
says "t.batches.codes:3:" "and named"

# ---- what a release has told -------------------------------------------------------------------------
open_survey told
tool answers 100 >many.jsonl
"$canvass" -C ws submit quip@told many.jsonl 2>/dev/null || exit 99
"$canvass" -C ws survey close quip@told 2>/dev/null || exit 99
told() {
	run -C ws code quip@told "$@" --key one.key --passphrase-file pass
}
told sheet -o told.jsonl
tool fill told.jsonl told.done.jsonl one
told take told.done.jsonl
told sheet -o told2.jsonl --coder second
tool fill told2.jsonl told2.done.jsonl one
told take told2.done.jsonl
a=$(tool of told.done.jsonl change id)
line "$a" "$(sed -n "s/.*\"id\": \"$a\".*\"themes\": \[\(.*\)\]}$/\1/p" told.done.jsonl)" >same.jsonl
line "$a" '"none"' >changed.jsonl
! grep -q none same.jsonl || line "$a" '"kit"' >changed.jsonl
told take changed.jsonl
exits 0 "before a release a coder may change"
told take same.jsonl
run -C ws summary quip@told --key one.key --passphrase-file pass --format json -o released
exits 0 "a release"
is "$(tool get released/quip@told/summary.json themes 0 marker)" "" "tells how strong themes are"
told take changed.jsonl
exits 65 "then what was told stands"
says "a release has told the strength of its themes" "as is said"
told settle changed.jsonl
exits 65 "by settling, too"
told take same.jsonl
exits 0 "the same again is no change"
cp ws/canvass.db kept.db
tool sql ws/canvass.db "DELETE FROM ledger" || exit 99
told take changed.jsonl
exits 0 "it is the ledger that says so"
cp kept.db ws/canvass.db

# ---- little or nothing to code ---------------------------------------------------------------------
# little WAVE ANSWERS
little() {
	open_survey "$1"
	tool answers "$2" >few.jsonl
	[ "$2" = 0 ] || "$canvass" -C ws submit "quip@$1" few.jsonl 2>/dev/null || exit 99
	"$canvass" -C ws survey close "quip@$1" 2>/dev/null || exit 99
}
little none 0
for step in suggest next agree settle; do
	run -C ws code quip@none $step --key one.key --passphrase-file pass
	exits 0 "nobody answered: $step"
	says "nothing to code" "and it is said"
done
little lone 1
run -C ws code quip@lone sheet -o lone.csv --key one.key --passphrase-file pass
exits 0 "one answer"
is "$(tool keys lone.csv)" "id question suggested text themes" "is coded like any"
sed '/^themes:/,/^pages:/{/^pages:/!d}; /themes:/d' quip.yaml >bare.yaml
"$canvass" -C ws survey open bare.yaml --wave bare --to one.key.pub --expected 100 --unconfirmed \
	>/dev/null 2>open.err || { cat open.err; exit 99; }
run -C ws code quip@bare suggest --key one.key --passphrase-file pass
exits 65 "a survey without themes"
says "nothing to code" "has nothing to code"

tap_done
