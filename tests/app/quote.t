#!/bin/sh
# Quotes: listed redacted, passed by two people, released by theme alone; and what does not leave.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/app/lib.sh"

if ! command -v python3 >/dev/null; then
	skip "no python3 to read lists with"
	tap_done
fi
# sql FILE STATEMENTS: rows on standard output.
sql() {
	python3 -c 'import sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
for statement in sys.argv[2].split(";"):
    for row in db.execute(statement):
        print(*row, sep="|")' "$@"
}
tool() {
	python3 "$TOP_SRCDIR/tests/app/quote.py" "$@"
}
# as KEY COMMAND ARGS...: on the host, with that key.
as() {
	key=$1
	command=$2
	shift 2
	run -C ws quote "$command" quip@w --key "$key" --passphrase-file pass "$@"
}
# id WORDS: of the comment that has them, as the first key sees it.
id() {
	"$canvass" -C ws quote list quip@w --key one.key --passphrase-file pass --json >list.json \
		2>/dev/null || exit 99
	tool id list.json "$1"
}
# state KEY ID
state() {
	"$canvass" -C ws quote list quip@w --key "$1" --passphrase-file pass --json >list.json \
		2>/dev/null || exit 99
	tool state list.json "$2"
}
release() {
	run -C ws summary quip@w --key one.key --passphrase-file pass "$@"
}
# quotes FOLDER THEME: as released, a line each.
quotes() {
	tool quotes "$1/quip@w/summary.json" "$2"
}
next_day() {
	sql ws/answers/quip@w.db "UPDATE head SET day = day - 1 WHERE day > 0" || exit 99
}
SOURCE_DATE_EPOCH=1767225600
export SOURCE_DATE_EPOCH

make_keys one.key two.key six.key
"$canvass" init ws 2>/dev/null || exit 99
tool form >quip.yaml
"$canvass" -C ws survey open quip.yaml --wave w --to one.key.pub --to two.key.pub --expected 100 \
	--unconfirmed >/dev/null 2>open.err || { cat open.err; exit 99; }
tool answers 1 30 >one.jsonl
"$canvass" -C ws submit quip@w one.jsonl 2>/dev/null || exit 99

# ---- before anything is closed -----------------------------------------------------------
as one.key list
exits 75 "nothing is listed while no batch is closed"
next_day
tool answers 31 12 >two.jsonl
"$canvass" -C ws submit quip@w two.jsonl 2>/dev/null || exit 99

# ---- the list ------------------------------------------------------------------------------
as one.key list
exits 0 "one of the keys lists what the closed batch says"
cp out first.out
is "$(grep -c '^[0-9A-Z]\{4\}-[0-9A-Z]\{4\}-[0-9A-Z]\{4\}  ' out)" 60 "both comments of thirty people, blank ones left out"
says "in 60 comments: " "how much was marked is told"
says "NAME 2" "by class"
! grep -q Zedwick out err
ok "$?" "never what was marked"
prints "told by [NAME 1] to go home" "the label stands in its place, with its number"
! grep -q 'officer\|role\|@w' out
ok "$?" "no group, no question, nothing of the survey"
as one.key list
! cmp -s out first.out
ok "$?" "in another order each time"
sort out >one.sorted
sort first.out | cmp -s - one.sorted
ok "$?" "of the same quotes"
as one.key list --json
near=$(tool near out)
[ "$near" -lt 8 ]
ok "$?" "and a person's two comments do not stand together: $near of 30 do by chance"
as two.key list
sort out | cmp -s - one.sorted
ok "$?" "all recipients see the same names"
as one.key list --theme leadership
is "$(grep -c '^[0-9A-Z-]\{14\} ' out)" 30 "of one theme alone"
as one.key list --theme nothing
exits 65 "a theme that there is not"
as six.key list
exits 77 "a key that is no recipient's"
says "this key is no recipient of quip@w" "is told so"
as one.key list --json
exits 0 "the list for programs"
tool whole out
ok "$?" "is JSON, each with its marks"
is "$(tool joined out)" 60 "no two have a part of their names in common"

# ---- one tick -------------------------------------------------------------------------------
tea=$(id 'more tea after')
as one.key tick "$tea"
exits 0 "one person ticks"
prints "we need more tea after an assault" "and reads what was passed"
is "$(state one.key "$tea")" yours "who ticked sees it"
is "$(state two.key "$tea")" another "the other sees that somebody did"
as one.key tick "$tea"
exits 0 "the same key again"
is "$(state one.key "$tea")" yours "is one tick still"
is "$(sql ws/canvass.db 'SELECT count(*) FROM tick')" 1 "and one row"
strings -n 4 ws/canvass.db >seen
! grep -q 'more tea' seen
ok "$?" "which does not show what it is about"
release -o o1
exits 0 "a release with one tick"
is "$(quotes o1 aftercare)" "" "quotes nobody"
! grep -q quotes ws/canvass.db
ok "$?" "and its entry in the ledger says nothing of quotes"
[ ! -e o1/quip@w/quotes.csv ]
ok "$?" "nor is there a file of them"
grep -q "nobody's own words" o1/quip@w/summary.json
ok "$?" "which the notes say"

# ---- two ticks ------------------------------------------------------------------------------
lower=$(printf '%s' "$tea" | tr '[:upper:]' '[:lower:]' | tr -d -)
as two.key tick "$lower"
exits 0 "the second, who types it in small letters and without dashes"
prints "passed by two" "it is passed"
is "$(state one.key "$tea")" passed "as both see"
release -o o2 --draft
is "$(quotes o2 aftercare)" "we need more tea after an assault" "a draft shows it"
rm -r o2
release -o o2
exits 0 "a release"
is "$(quotes o2 aftercare)" "we need more tea after an assault" "quotes it, in its theme"
is "$(quotes o2 leadership)" "" "and in no other"
is "$(tool get o2/quip@w/summary.json release)" 2 "as release 2, for the first was without"
tool same o1/quip@w/summary.json o2/quip@w/summary.json
ok "$?" "whose tables are those of release 1, byte for byte"
for file in o1/quip@w/tables/*.csv; do
	cmp -s "$file" "o2/quip@w/tables/${file##*/}" || break
done
ok "$?" "as files too"
grep -q '<blockquote><p>we need more tea after an assault</p></blockquote>' o2/quip@w/summary.html
ok "$?" "in the report"
is "$(tr -d '\r' <o2/quip@w/quotes.csv)" "theme,title,quote
aftercare,Aftercare,we need more tea after an assault" "and as a table of its own"
grep -q '"path": "quotes.csv"' o2/quip@w/MANIFEST.json
ok "$?" "named in the manifest"
! grep -rq "$tea\|$lower" o2
ok "$?" "without its name"
release -o o3
exits 0 "the same once more"
diff -r o2 o3 >/dev/null
ok "$?" "is the same release, byte for byte"
is "$(sql ws/canvass.db 'SELECT count(*) FROM ledger')" 2 "of which the ledger knows no third"
rest=$(id 'more rest after')
"$canvass" -C ws quote tick quip@w "$rest" --key one.key --passphrase-file pass >/dev/null
"$canvass" -C ws quote tick quip@w "$rest" --key two.key --passphrase-file pass >/dev/null
release -o o4
is "$(quotes o4 aftercare)" "we need more rest after an assault
we need more tea after an assault" "a new quote makes the next release, sorted by its words"
tool same o1/quip@w/summary.json o4/quip@w/summary.json
ok "$?" "with the same tables"
is "$(tool get o4/quip@w/summary.json release)" 3 "under its own number"
release -o o4
exits 0 "and again"
release -o o2
exits 73 "it is not written over another"

# ---- untick ---------------------------------------------------------------------------------
as two.key untick "$rest"
exits 0 "a tick is taken back"
is "$(state one.key "$rest")" yours "the other's stands"
as two.key untick "$rest"
exits 65 "but once only"
says "is not ticked by you" "as it is told"
release -o o5
is "$(quotes o5 aftercare)" "we need more tea after an assault" "what is not passed any more does not leave"
is "$(tool get o5/quip@w/summary.json release)" 4 "in the release after it"

# ---- names that are none ----------------------------------------------------------------------
wrong=$(printf '%s' "$tea" | sed 's/..$/00/')
as one.key tick "$wrong"
exits 65 "a name that is nobody's"
says "did you mean $tea?" "the nearest is named"
as one.key tick "$rest" what
exits 65 "one wrong name"
is "$(state two.key "$rest")" another "changes nothing"
as one.key tick "$tea" "$rest" --keep 1
exits 64 "--keep speaks of one quote"

# ---- marks ------------------------------------------------------------------------------------
told=$(id 'told by')
as one.key tick "$told" --keep 1
exits 65 "what is certain cannot be kept"
says "only guesses can" "as it is told"
as one.key tick "$told" --keep 7
exits 65 "nor a mark that is not there"
as one.key tick "$told" --hide canteen
exits 65 "nor can be hidden what does not stand there"
as one.key tick "$told" --hide GO
exits 0 "words are hidden in any case"
prints "told by [NAME] to [REMOVED] home and not gone" "whole words alone"
as two.key list
prints "told by [NAME] to [REMOVED] home" "the other reads it as it was passed"
as two.key tick "$told" --hide home
exits 0 "the second hides another word"
says "another passed it otherwise" "and is told"
prints "to [REMOVED] home" "what the first passed"
is "$(state one.key "$told")" differs "so neither counts"
release -o o6
! quotes o6 aftercare | grep -q 'told by'
ok "$?" "nor leaves"
as two.key tick "$told" --hide go
is "$(state one.key "$told")" passed "until they agree"
release -o o7
quotes o7 aftercare | grep -q 'told by \[NAME\] to \[REMOVED\] home'
ok "$?" "and it leaves"
grep -q 'taken out: NAME 1, REMOVED 1' o7/quip@w/summary.json
ok "$?" "with what was taken out, by class"
! grep -rq Zedwick o7 ws/canvass.db
ok "$?" "and never what"
guess=$(id 'kettle')
as one.key list
grep -q 'NAME "Quonkle"' out
ok "$?" "a guess is listed with its word"
number=$(sed -n 's/^ *\([0-9]*\) NAME "Quonkle"$/\1/p' out)
as one.key tick "$guess" --keep "${number:-0}"
exits 0 "and can be kept"
prints "the Quonkle kettle" "it stands"
as two.key tick "$guess"
prints "the Quonkle kettle" "who ticks without a word of his own passes what the other did"
is "$(state one.key "$guess")" passed "and so it is passed"

# ---- themes, and one a person --------------------------------------------------------------------
both=$(id 'listen to lamp light')
as one.key tick "$both"
exits 65 "one that may carry several themes"
says "say which with --theme" "needs one named"
as one.key tick "$both" --theme nothing
exits 65 "not just any"
as one.key tick "$both" --theme leadership
exits 0 "one that it may carry"
as two.key tick "$both" --theme aftercare
is "$(state one.key "$both")" differs "the other names another: neither counts"
as two.key tick "$both"
exits 0 "without a theme of one's own it is the other's"
is "$(state one.key "$both")" passed "so both say the same"
twin=$(id 'listen to tea')
as one.key tick "$twin" --theme aftercare
exits 65 "a second comment of one person in the same theme"
says "another comment of the same person is ticked in aftercare" "is refused"
! grep -q "$tea" err
ok "$?" "and which is its twin is not told"
as two.key tick "$twin" --theme leadership
exits 0 "in another theme it may be quoted"

# ---- rows that somebody made up ----------------------------------------------------------------------
before=$(state one.key "$rest")
sql ws/canvass.db "INSERT INTO tick SELECT randomblob(16), survey, randomblob(length(sealed)) FROM tick LIMIT 1;
	INSERT INTO tick SELECT randomblob(16), survey, substr(sealed, 1, 100) FROM tick LIMIT 1;
	INSERT INTO tick SELECT randomblob(16), survey, CAST(substr(sealed, 1, length(sealed) - 1) || x'00' AS BLOB) FROM tick
		WHERE length(sealed) > 1000 LIMIT 1" || exit 99
as one.key list
exits 0 "rows that somebody made up"
says "3 ticks are ignored" "are counted and ignored"
is "$(state one.key "$rest")" "$before" "and pass nothing"
# A row that is there twice passes nothing either: it is the same person's.
sql ws/canvass.db "INSERT INTO tick SELECT randomblob(16), survey, sealed FROM tick" || exit 99
is "$(state two.key "$rest")" another "nor does a tick that is there twice"
sql ws/canvass.db "DELETE FROM tick" || exit 99

# ---- a release with later batches -----------------------------------------------------------------
as one.key tick "$tea"
as two.key tick "$tea"
release -o p1
next_day
tool answers 43 1 >three.jsonl
"$canvass" -C ws submit quip@w three.jsonl 2>/dev/null || exit 99
late=$(id 'more boots after')
as one.key tick "$late"
as two.key tick "$late"
release -o p2
exits 0 "later batches"
is "$(quotes p2 aftercare)" "we need more boots after an assault
we need more tea after an assault" "are quoted with the release that counts them"
"$canvass" -C ws survey close quip@w 2>/dev/null || exit 99
last=$(id 'more scarves after')
as one.key tick "$last"
as two.key tick "$last"
exits 0 "an answer of a batch too small to be told"
release -o p3
is "$(quotes p3 aftercare)" "$(quotes p2 aftercare)" "is not quoted: the release stands without it"
diff -r p2 p3 >/dev/null
ok "$?" "as it was"

# ---- on another machine --------------------------------------------------------------------------
mkdir away
"$canvass" -C ws batch export quip@w -o away/quip.batches 2>/dev/null || exit 99
for k in one two; do
	run quote tick quip@w "$tea" --key "$k.key" --passphrase-file pass --from away/quip.batches
	exits 0 "away from the host key $k ticks"
done
is "$(wc -l <away/quip.batches.ticks | tr -d ' ')" 2 "ticks lie beside the batches"
run summary quip@w --key one.key --passphrase-file pass --from away/quip.batches -o elsewhere
exits 0 "a release away from the host"
is "$(quotes elsewhere aftercare)" "we need more tea after an assault" "quotes what was passed there"
printf 'nonsense\n' >>away/quip.batches.ticks
run quote untick quip@w "$tea" --key one.key --passphrase-file pass --from away/quip.batches
exits 0 "a tick is taken back there"
says "1 tick is ignored" "what is no tick is ignored"
is "$(wc -l <away/quip.batches.ticks | tr -d ' ')" 1 "and does not stay"
# One at a time: what somebody takes back while another ticks stays taken back.
if command -v flock >/dev/null; then
	flock away timeout 3 "$canvass" quote tick quip@w "$tea" --key two.key --passphrase-file pass \
		--from away/quip.batches >out 2>err
	is "$?" 124 "while somebody else changes the file a tick waits"
else
	skip "no flock"
fi

# ---- local words that one of the two has -------------------------------------------------------------
printf 'PLACE\tmusic\n' >locals
music=$(id 'more music after')
as one.key tick "$music"
as two.key tick "$music" --locals locals
exits 0 "who has local words ticks what another passed without them"
prints "more [PLACE] after" "with these taken out"
is "$(state one.key "$music")" differs "so the first tick alone does not do"
as one.key tick "$music"
is "$(state two.key "$music")" passed "until they agree"
as two.key tick "$music" --locals locals
prints "more [PLACE] after" "and nothing changes where all is taken out already"

# ---- a key that somebody put into the list -------------------------------------------------------------
as one.key list
fingerprint=$(sed -n 's/^canvass: fingerprint of the recipients, .*: //p' open.err)
says "${fingerprint:-none}" "the list says to whom the answers are sealed, by its fingerprint"
cp ws/canvass.db kept.db
sql ws/canvass.db "INSERT INTO recipient SELECT survey, 2, x'$(tool key six.key.pub)', 0, canary, canary_hash
	FROM recipient WHERE number = 0 AND survey = 'quip@w'" || exit 99
as one.key tick "$rest"
exits 65 "answers that were sealed to two can't be quoted by three"
as one.key list
says "43 of 43 sealed answers did not open" "as the list says"
mv kept.db ws/canvass.db

# ---- what is not seen ------------------------------------------------------------------------------------
"$canvass" -C ws survey open quip.yaml --wave odd --to one.key.pub --to two.key.pub --expected 100 \
	--unconfirmed >/dev/null 2>&1 || exit 99
tool odd >odd.jsonl
"$canvass" -C ws submit quip@odd odd.jsonl 2>/dev/null || exit 99
"$canvass" -C ws survey close quip@odd 2>/dev/null || exit 99
# odd KEY COMMAND ARGS...
odd() {
	key=$1
	command=$2
	shift 2
	run -C ws quote "$command" quip@odd --key "$key" --passphrase-file pass "$@"
}
odd one.key list --json
cp out odd.json
is "$(tool state odd.json "$(tool id odd.json 'we say hi')")" none "signs without a shape are not in a quote"
! tool id odd.json '' >/dev/null 2>said
grep -q '^: 77 of them' said
ok "$?" "and what has nothing else is none"
led=$(tool id odd.json 'badly led')
odd one.key tick "$led" --hide "so badly led" --hide john
prints "we were [REMOVED] and [" "words are hidden as they are shown, across line ends"
typed=$(tool id odd.json 'from me')
odd one.key tick "$typed" --keep 1
[ "$status" -eq 0 ] || odd one.key tick "$typed"
odd two.key tick "$typed" --hide '[removed]'
prints "passed by two" "a label that somebody typed, hidden by one of two"
run -C ws summary quip@odd --key one.key --passphrase-file pass -o odd1
exits 0 "is released"
odd one.key tick "$typed" --hide '[removed]'
run -C ws summary quip@odd --key one.key --passphrase-file pass -o odd2
odd two.key untick "$typed"
odd two.key tick "$typed" --keep 1
[ "$status" -eq 0 ] || odd two.key tick "$typed"
run -C ws summary quip@odd --key one.key --passphrase-file pass -o odd3
diff -r odd1 odd2 >/dev/null && diff -r odd1 odd3 >/dev/null
ok "$?" "byte for byte the same, whoever passed it in which way"
grep -q 'taken out: REMOVED 1' odd1/quip@odd/summary.json
ok "$?" "the labels are counted as they stand"

# ---- what only some are asked ------------------------------------------------------------------------------
# asked WAVE SCRIPT: the form, changed by sed, with 30 answers.
asked() {
	sed "$2" quip.yaml >asked.yaml
	"$canvass" -C ws survey open asked.yaml --wave "$1" --to one.key.pub --to two.key.pub --expected 100 \
		--unconfirmed >/dev/null 2>asked.err || { cat asked.err; exit 99; }
	"$canvass" -C ws submit "quip@$1" one.jsonl 2>/dev/null || exit 99
	"$canvass" -C ws survey close "quip@$1" 2>/dev/null || exit 99
	run -C ws quote list "quip@$1" --key one.key --passphrase-file pass --json
}
asked page '/In your words/a\    show if: role is staff'
exits 65 "where only some are asked nobody is quoted: it would tell that so many were"
says "has no question for comments that everybody is asked" "as it is told"
asked one '/id: lead/a\        show if: role is staff'
exits 0 "where everybody is asked something"
is "$(tool themes out)" aftercare "that theme can be quoted, and no other"

# ---- surveys that cannot quote ----------------------------------------------------------------------
"$canvass" -C ws survey open quip.yaml --wave lone --to one.key.pub --expected 100 --unconfirmed \
	>/dev/null 2>&1 || exit 99
"$canvass" -C ws submit quip@lone one.jsonl 2>/dev/null || exit 99
"$canvass" -C ws survey close quip@lone 2>/dev/null || exit 99
run -C ws quote tick quip@lone "$tea" --key one.key --passphrase-file pass
exits 65 "a survey with one key"
says "a quote needs two people" "cannot quote"
run -C ws quote list quip@lone --key one.key --passphrase-file pass
exits 0 "it can be read all the same"
"$canvass" -C ws survey open quip.yaml --wave few --to one.key.pub --to two.key.pub --expected 100 \
	--unconfirmed >/dev/null 2>&1 || exit 99
tool few one.jsonl 4 >few.jsonl
"$canvass" -C ws submit quip@few few.jsonl 2>/dev/null || exit 99
"$canvass" -C ws survey close quip@few 2>/dev/null || exit 99
run -C ws quote list quip@few --key one.key --passphrase-file pass --json
few=$(tool id out 'more tea after')
for k in one two; do
	run -C ws quote tick quip@few "$few" --key "$k.key" --passphrase-file pass
	exits 0 "key $k passes one where four people wrote"
done
run -C ws summary quip@few --key one.key --passphrase-file pass -o few
is "$(tool quotes few/quip@few/summary.json aftercare)" "" "a theme in which four wrote is not quoted"
tap_done
