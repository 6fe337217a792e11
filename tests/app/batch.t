#!/bin/sh
# batch list and export: only what is closed leaves, whole, sealed and in no order.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/app/lib.sh"

# The day goes by: what was checked today was checked yesterday.
next_day() {
	python3 - "ws/answers/$1.db" <<'PYTHON'
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
assert db.execute("UPDATE head SET day = day - 1 WHERE day > 0").rowcount == 1
db.commit()
db.close()
PYTHON
}
add() {
	answers "$2" >add.jsonl
	"$canvass" -C ws submit "pulse@$1" add.jsonl 2>/dev/null || exit 99
}

make_workspace ws
write_pulse
"$canvass" -C ws survey open pulse.yaml --wave wait --to team.key.pub --expected 200 \
	>/dev/null 2>&1
run -C ws batch export pulse@wait -o wait.batches
exits 75 "a survey that waits for its keys"
run -C ws batch list pulse@wait
exits 0 "its list is empty"
is "$(cat out)" "" "and prints nothing"

open_pulse ws w
add w 9
next_day pulse@w
add w 4
run -C ws batch list pulse@w
exits 0 "nine answers on the first day, four more on the next"
is "$(cat out)" "" "nine close no batch"
says "pulse@w: 0 batches are closed" "and that is said"
run -C ws batch export pulse@w -o none.batches
exits 75 "nothing can leave"
says "no batch of pulse@w is closed yet" "and the reason is said"
[ ! -e none.batches ]
ok "$?" "there is no file"

next_day pulse@w
add w 25
run -C ws batch list pulse@w
is "$(cat out)" "$(printf '1\t10 or more')" "thirteen are a batch, told in tens; of the open one nothing"
run -C ws batch list pulse@w --json
is "$(cat out)" '{"survey":"pulse@w","state":"open","closed":1,"batches":[{"batch":1,"at_least":10}]}' \
	"and as JSON"
run -C ws batch export pulse@w -o one.batches
exits 0 "one batch leaves"
is "$(cat out)" "" "nothing goes to standard output"
says "1 batch of pulse@w, 10 answers or more, still sealed" "what left is told in tens"
is "$(stat -c %a one.batches)" 600 "for its owner's eyes"
# 25 answers of the open batch would make the file three times as long.
box=$(python3 -c '
import sqlite3
print(sqlite3.connect("ws/canvass.db").execute(
    "SELECT box_len FROM survey WHERE name = ?", ["pulse@w"]).fetchone()[0])')
long=$(stat -c %s one.batches)
[ "$long" -gt $((13 * box)) ] && [ "$long" -lt $((14 * box)) ]
ok "$?" "13 answers are in it, and no 14th" || note "$long bytes, a box has $box"
run -C ws batch export pulse@w -o two.batches
cmp -s one.batches two.batches
is "$?" 1 "two exports differ"
is "$(stat -c %s two.batches)" "$long" "by their order alone: as many bytes"

next_day pulse@w
add w 3
run -C ws batch list pulse@w
is "$(cat out)" "$(printf '1\t10 or more\n2\t20 or more')" "a second batch, beside the first"
"$canvass" -C ws survey close pulse@w 2>/dev/null
run -C ws batch list pulse@w
says "pulse@w: 2 batches are closed" "three more at the end are no batch of their own"
run -C ws batch export pulse@w -o all.batches
says "2 batches of pulse@w, 40 answers or more" "they leave with those before"

# No secret of the door, no canary, no answer.
python3 - ws pulse@w all.batches <<'PYTHON'
import sqlite3, sys
ws, survey, name = sys.argv[1:]
data = open(name, "rb").read()
db = sqlite3.connect(ws + "/canvass.db")
bad = [what for what, value in [
    ("check key", db.execute("SELECT check_key FROM survey WHERE name = ?", [survey]).fetchone()[0]),
    ("canary", db.execute("SELECT canary FROM recipient WHERE survey = ?", [survey]).fetchone()[0]),
    ("canary's hash", db.execute("SELECT canary_hash FROM recipient WHERE survey = ?",
                                 [survey]).fetchone()[0]),
    ("an answer", b"more tea")] if value in data]
form = db.execute("SELECT form_text FROM survey WHERE name = ?", [survey]).fetchone()[0]
key = db.execute("SELECT key FROM recipient WHERE survey = ?", [survey]).fetchone()[0]
if form not in data or key not in data:
    bad.append("it lacks form or key")
slots = sqlite3.connect(ws + "/answers/" + survey + ".db").execute("SELECT cell FROM slot")
ids = [cell[4:20] for cell, in slots if cell[:4] != bytes(4)]
if len(ids) != 41 or any(i in data for i in ids):
    bad.append("an id, or %d answers" % len(ids))
print("# " + ", ".join(bad) if bad else "# none", file=sys.stderr)
sys.exit(1 if bad else 0)
PYTHON
ok "$?" "no key of the door, canary, ticket's id or clear answer is in the file"

# What has left does not grow: the few at the end then leave alone.
open_pulse ws grow
add grow 12
next_day pulse@grow
add grow 3
run -C ws batch list pulse@grow
[ ! -e ws/answers/pulse@grow.db.left ]
ok "$?" "to list batches is not to let them leave"
run -C ws batch export pulse@grow -o grow.batches
exits 0 "a batch leaves"
run -C ws audit
exits 0 "that it has is noted in a file that audit knows"
"$canvass" -C ws survey close pulse@grow 2>/dev/null
run -C ws batch list pulse@grow
is "$(cat out)" "$(printf '1\t10 or more\n2\tfewer than 10')" "the three at the end do not join it"
run -C ws batch export pulse@grow -o grow.batches
exits 0 "and leave with the closed survey"

# Away from the host; and on the way there a byte is lost, or the end.
from() {
	run summary pulse@w --from "$1" --key team.key --passphrase-file pass -o away
}
from all.batches
exits 0 "the file is enough for a summary, without a workspace"
head -c -40 all.batches >cut.batches
from cut.batches
exits 65 "cut short"
says "answer 41, at byte" "with the place"
printf 'X' | dd of=cut.batches bs=1 seek=300 conv=notrunc 2>/dev/null
from cut.batches
exits 65 "altered"
says "the survey, at byte 18: the file was altered or damaged here" "with the place"

open_pulse ws quiet
"$canvass" -C ws survey close pulse@quiet 2>/dev/null
run -C ws batch export pulse@quiet -o quiet.batches
exits 0 "a closed survey that nobody answered gives a file"
says "0 batches of pulse@quiet" "with none"
run -C ws batch list pulse@quiet
exits 0 "and a list of none"

open_pulse ws few
add few 3
"$canvass" -C ws survey close pulse@few 2>/dev/null
run -C ws batch list pulse@few
is "$(cat out)" "$(printf '1\tfewer than 10')" "three answers in all leave alone once it is closed"
run -C ws batch export pulse@few -o few.batches
exits 0 "as a file"
says "1 batch of pulse@few, fewer than 10 answers" "whose number is not told"

run -C ws batch export pulse@w
exits 64 "export without -o"
run -C ws batch export pulse@none -o x
exits 66 "no such survey"
run -C ws batch list pulse@none
exits 66 "nor for a list"
run -C ws batch export pulse@w -o no/such/folder/x
exits 73 "a folder that is not there"
cp all.batches kept
mkdir shut && cp all.batches shut/ && chmod 500 shut
if [ "$(id -u)" -eq 0 ]; then
	skip "root may write anywhere"
else
	run -C ws batch export pulse@w -o shut/all.batches
	exits 77 "a folder that takes nothing"
fi
cmp -s kept shut/all.batches
ok "$?" "what was there stays"
chmod 700 shut
is "$(find . -name '*.batches.*' | wc -l)" 0 "nothing half-written is left"
tap_done
