#!/bin/sh
# Releases that follow one another: the ledger in the workspace and away from it, what it refuses,
# and that a release is made whole or not at all.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/app/lib.sh"

if ! command -v python3 >/dev/null; then
	skip "no python3 to let days go by with"
	tap_done
fi

# next_day DIR WAVE: what was checked today was checked yesterday.
next_day() {
	python3 - "$1/answers/pulse@$2.db" <<'PYTHON'
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
assert db.execute("UPDATE head SET day = day - 1 WHERE day > 0").rowcount == 1
db.commit()
db.close()
PYTHON
}
add() {
	answers "$3" >add.jsonl
	"$canvass" -C "$1" submit "pulse@$2" add.jsonl 2>/dev/null || exit 99
}
# The n-th of January.
day() {
	SOURCE_DATE_EPOCH=$((1767139200 + $1 * 86400))
	export SOURCE_DATE_EPOCH
}
tell() {
	run -C ws summary pulse@w --key team.key --passphrase-file pass "$@"
}
# away ARGS...: as on another machine: no workspace, the key, and what was carried there.
away() {
	run summary pulse@w --key team.key --passphrase-file pass "$@"
}
# query SQL: of the workspace's canvass.db.
query() {
	python3 -c 'import sqlite3, sys
for row in sqlite3.connect(sys.argv[1]).execute(sys.argv[2]): print(row[0])' ws/canvass.db "$1"
}
json() {
	python3 -c 'import json, sys
value = json.load(open(sys.argv[1]))
for key in sys.argv[2].split("."): value = value[key]
print(json.dumps(value))' "$1" "$2"
}
# responses FILE: as printed.
responses() {
	json "$1" responses
}

make_workspace ws
open_pulse ws w
add ws w 90
next_day ws w
add ws w 60

# ---- the first release, and the same again ---------------------------------------------
day 1
tell --draft
exits 0 "a draft before any release"
grep -q "^ws/exports/draft/pulse@w/summary.json$" out
ok "$?" "stands apart from releases"
is "$(query 'SELECT count(*) FROM ledger')" 0 "and does not enter the ledger"
is "$(json ws/exports/draft/pulse@w/MANIFEST.json ledger)" null "nor does its manifest say so"
for file in summary.html README.txt tables/metadata.json summary.json; do
	grep -qi draft "ws/exports/draft/pulse@w/$file"
	ok "$?" "$file is marked as a draft"
done
[ ! -e ws/exports/pulse@w ]
ok "$?" "there is no release"

tell
exits 0 "the first release"
[ ! -s err ]
ok "$?" "without a word"
is "$(query 'SELECT count(*) FROM ledger')" 1 "has an entry"
is "$(json ws/exports/pulse@w/MANIFEST.json ledger.release)" 1 "its manifest names it"
hash=$(query 'SELECT line FROM ledger' | sed 's/.*"hash": "\(.*\)"}$/\1/')
is "$(json ws/exports/pulse@w/MANIFEST.json ledger.hash)" "\"$hash\"" "by its hash"
is "$(query 'SELECT line FROM ledger' | tr -d '\n' | head -c -77 | sed 's/$/}/' | tr -d '\n' | sha256sum | cut -d' ' -f1)" \
	"$hash" "which anybody can compute"
is "$(json ws/exports/pulse@w/MANIFEST.json policy.threshold)" 10 "the policy is told"
is "$(json ws/exports/pulse@w/summary.json batches)" 1 "of one batch"
is "$(responses ws/exports/pulse@w/summary.json)" 90 "of the batch that is closed, no more"
cp -r ws/exports/pulse@w first
query 'SELECT line FROM ledger' >ledger.first
day 2
tell
exits 0 "nothing is new on the next day"
diff -r first ws/exports/pulse@w
ok "$?" "the same release, byte for byte, the day included"
is "$(query 'SELECT line FROM ledger')" "$(cat ledger.first)" "the ledger is as it was"
tell -o again
diff -r first again/pulse@w
ok "$?" "elsewhere too"
for format in csv html json ods xlsx sav qdpx ddi zip; do
	tell -o parts --format "$format"
done
diff -r first parts/pulse@w
ok "$?" "format by format too"
tell --draft -o again
exits 73 "a draft is never written over a release"
diff -r first again/pulse@w
ok "$?" "which stays as it was"

# ---- the second -------------------------------------------------------------------------
cp -r ws forked
next_day ws w
add ws w 55
day 3
tell
exits 73 "a new release is not written over the old"
says "ws/exports/pulse@w holds release 1 of 2026-01-01, which is not written over" "which is named"
says "elsewhere with -o" "with what to do"
diff -r first ws/exports/pulse@w
ok "$?" "the old one is as it was"
is "$(query 'SELECT count(*) FROM ledger')" 1 "and nothing entered the ledger"
[ -z "$(find ws/exports -name '.*')" ]
ok "$?" "nor is anything left beside it"
tell --draft --explain -o drafts
exits 0 "a draft of the second"
is "$(query 'SELECT count(*) FROM ledger')" 1 "enters nothing"
[ -s err ] && ! grep -q drafts err
ok "$?" "--explain tells on standard error"
is "$(grep -vc '^drafts/pulse@w/' out)" 0 "and paths stand alone on standard output"
"$canvass" -C ws batch export pulse@w -o pulse.batches 2>/dev/null
cp -r ws before
echo mine >drafts/pulse@w/notes.txt
tell -o drafts
exits 0 "a release takes the place of a draft"
[ -s drafts/pulse@w/notes.txt ] && ! grep -qi 'draft' drafts/pulse@w/README.txt
ok "$?" "and leaves what people put there"
is "$(responses drafts/pulse@w/summary.json)" 150 "it tells of both batches"
is "$(query 'SELECT count(*) FROM ledger')" 2 "it is the second entry"
is "$(query 'SELECT line FROM ledger WHERE number = 2' | sed 's/.*"previous": "\([0-9a-f]*\)".*/\1/')" \
	"$hash" "which bears the hash of the first"
(cd drafts/pulse@w && sha256sum --status --strict -c SHA256SUMS)
ok "$?" "its checksums hold"
rm drafts/pulse@w/notes.txt
day 4
tell -o second
diff -r second/pulse@w drafts/pulse@w
ok "$?" "and it can be made again"

# ---- away from the workspace ------------------------------------------------------------
day 3
mkdir carried
cp pulse.batches carried/
away --from carried/pulse.batches -o away
exits 0 "on another machine, with the batches alone"
diff -r second/pulse@w away/pulse@w
ok "$?" "the files are the same, byte for byte"
[ ! -s err ]
ok "$?" "without a word, since the batches brought their ledger"
query 'SELECT line FROM ledger ORDER BY number' >ledger.second
is "$(cat carried/pulse@w.ledger)" "$(cat ledger.second)" "and so is the ledger beside the batches"
day 5
away --from carried/pulse.batches -o away
diff -r second/pulse@w away/pulse@w
ok "$?" "again: the same release"
is "$(cat carried/pulse@w.ledger)" "$(cat ledger.second)" "and the same ledger"
run -C ws summary pulse@other --from carried/pulse.batches --key team.key --passphrase-file pass -o no
exits 65 "batches of another survey"
says "holds batches of pulse@w, not of pulse@other" "are named"

# A ledger of before the batches brought one along: the first release is told as that.
"$canvass" -C ws survey close pulse@w 2>/dev/null
open_pulse ws lone
add ws lone 40
"$canvass" -C ws survey close pulse@lone 2>/dev/null
mkdir lone
"$canvass" -C ws batch export pulse@lone -o lone/b 2>/dev/null
run summary pulse@lone --from lone/b --key team.key --passphrase-file pass -o lone/out
exits 0 "a first release elsewhere"
says "this becomes release 1; if something was released before, name its ledger with --ledger FILE" \
	"is said to be one"
[ -s lone/pulse@lone.ledger ]
ok "$?" "and begins a ledger"
run -C ws summary pulse@lone --key team.key --passphrase-file pass --ledger lone/pulse@lone.ledger
exits 0 "the workspace learns of it by --ledger"
diff -r lone/out/pulse@lone ws/exports/pulse@lone
ok "$?" "and makes the very same release"
is "$(query "SELECT line FROM ledger WHERE survey = 'pulse@lone'")" "$(cat lone/pulse@lone.ledger)" \
	"which is in its own ledger then"
away --from carried/pulse.batches --ledger nowhere -o no
exits 66 "a ledger that is not there"

# ---- what is refused --------------------------------------------------------------------
# spoilt WORDS REASON: what --ledger bad says.
spoilt() {
	rm -rf no
	away --from pulse.batches --ledger bad -o no
	exits 65 "$1"
	says "$2" "is told by its place and reason"
	[ ! -e no ]
	ok "$?" "and nothing is written"
}
head -c 2000 carried/pulse@w.ledger >bad
spoilt "a ledger cut short" "bad: entry 1 is cut short: the file ends within it"
sed '2s/"batches": 2/"batches": 3/' carried/pulse@w.ledger >bad
spoilt "an altered one" "bad: entry 2 was altered: its hash is not that of what it says"
sed 1d carried/pulse@w.ledger >bad
spoilt "one without its beginning" "bad: entry 1 is missing: release 2 stands in its place"
cp lone/pulse@lone.ledger bad
spoilt "another survey's" "bad: this ledger belongs to pulse@lone, not to pulse@w"
: >bad
spoilt "an empty file" "bad: entry 1 is cut short: the file ends within it"
# Two machines released without knowing of each other.
add forked w 7
next_day forked w
add forked w 70
day 6
run -C forked summary pulse@w --key team.key --passphrase-file pass -o fork
exits 0 "another second release elsewhere"
python3 -c 'import sqlite3
for row in sqlite3.connect("forked/canvass.db").execute("SELECT line FROM ledger"): print(row[0])' >bad
rm -rf no
away --from carried/pulse.batches --ledger bad -o no
exits 65 "a ledger that the one beside the batches knows nothing of"
says "bad and carried/pulse@w.ledger went different ways at entry 2" "is told where"
mkdir apart
cp pulse.batches apart/
away --from apart/pulse.batches --ledger bad -o no
exits 65 "a ledger that tells of other answers"
says "the ledger does not fit the answers" "is told as that"
tell --ledger bad -o no
exits 65 "a ledger that went another way"
says "canvass.db and bad went different ways at entry 2" "is told where"
# An old ledger, named by mistake: the one beside the batches knows better.
head -1 carried/pulse@w.ledger >bad
away --from carried/pulse.batches --ledger bad --smallest-group 12 -o no
exits 65 "an older ledger than the one beside the batches"
says "bad is older than carried/pulse@w.ledger: it has 1 releases, not 2" "is told as that"
[ ! -e no ]
ok "$?" "and makes no other second release"
# Rows of the store are read as strictly.
cp -r ws gone
python3 -c 'import sqlite3
db = sqlite3.connect("gone/canvass.db")
db.execute("DELETE FROM ledger WHERE survey = ? AND number = 1", ("pulse@w",))
db.commit()'
run -C gone summary pulse@w --key team.key --passphrase-file pass -o no
exits 65 "a row of the store that is gone"
says "canvass.db: entry 1 is missing: release 2 stands in its place" "is named"
# The ledger of this survey, and other answers.
cp -r forked swapped
cp ws/canvass.db swapped/canvass.db
python3 -c 'import sqlite3
db = sqlite3.connect("swapped/answers/pulse@w.db")
db.execute("UPDATE slot SET cell = zeroblob(length(cell)) WHERE place % 2")
db.commit()'
run -C swapped summary pulse@w --key team.key --passphrase-file pass -o no
[ "$status" != 0 ]
ok "$?" "answers that are gone: no release"
[ ! -e no ]
ok "$?" "and none of these wrote anything"

# ---- the smallest group -----------------------------------------------------------------
day 7
tell --smallest-group 9 -o raised
exits 65 "the smallest group can't be lowered"
says "the smallest group is 10 by the last release: it can be raised, and not be lowered to 9" \
	"and that is said"
cp -r ws same
run -C same summary pulse@w --key team.key --passphrase-file pass --smallest-group 10 -o closed
exits 0 "nor raised to what it is"
[ -d closed ] || note "nothing"
tell --smallest-group 15 -o raised
exits 0 "it can be raised"
is "$(json raised/pulse@w/summary.json policy.threshold)" 15 "the release goes by it"
is "$(json raised/pulse@w/MANIFEST.json policy.whole)" 45 "and all that follows from it"
entries=$(query "SELECT count(*) FROM ledger WHERE survey = 'pulse@w'")
tell -o raised
exits 0 "from then on"
is "$(json raised/pulse@w/summary.json policy.threshold)" 15 "it stays"
is "$(query "SELECT count(*) FROM ledger WHERE survey = 'pulse@w'")" "$entries" \
	"and that is no new release"
tell --smallest-group 12
exits 65 "it can't be lowered again"

tell --draft --smallest-group 20
exits 64 "a draft is no way to try other numbers"
says "not tried out with --draft" "and that is said"

# ---- whole or not at all ----------------------------------------------------------------
ledger_of() {
	python3 -c 'import sqlite3, sys
for row in sqlite3.connect(sys.argv[1] + "/canvass.db").execute("SELECT line FROM ledger"):
    print(row[0])' "$1"
}
echo in the way >before/file
ledger_of before >ledger.before
run -C before summary pulse@w --key team.key --passphrase-file pass -o before/file
exits 73 "a file where the folder should be"
is "$(ledger_of before)" "$(cat ledger.before)" "leaves the ledger as it was"
if [ "$(id -u)" = 0 ] && mkdir disk && mount -t tmpfs -o size=300k none disk 2>/dev/null; then
	at_end "umount '$work/disk'"
	dd if=/dev/zero of=disk/filler bs=4096 count=65 2>/dev/null
	run -C before summary pulse@w --key team.key --passphrase-file pass -o disk
	exits 74 "a full disk"
	says full "is told"
	is "$(ledger_of before)" "$(cat ledger.before)" "and leaves the ledger as it was"
	is "$(find disk -mindepth 1)" disk/filler "and no file behind"
else
	skip "no small disk could be mounted"
fi

tap_done
