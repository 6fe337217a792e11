#!/bin/sh
# room open, list and close: a guide becomes a room, and nothing ties phones to it once it is over.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/app/lib.sh"

guide=forms/hampshire-peer-review.guide.yaml
make_workspace ws
make_keys spare.key
tab=$(printf '\t')

# ---- opening
CANVASS_URL=https://survey.example.org run -C ws room open "$guide" --key team.key.pub --name spring
exits 0 "a room is opened"
is "$(sed "s/^[0-9A-Z]\{8\}$tab/CODE$tab/; s|/R/[0-9A-Z]\{8\}$tab|/R/CODE$tab|" out)" \
	"CODE${tab}https://survey.example.org/R/CODE${tab}hampshire-peer-review@spring" \
	"code, address and name are all that it prints"
code=$(cut -f1 out)
is "$(cut -f2 out)" "https://survey.example.org/R/$code" "the address has the code"
says "warning: one key only" "one key is warned of"
says "phones are for 6 people or more; results are shown once 5 have answered" "what the guide asks is told"
run -C ws room open "$guide" --key team.key.pub --key spare.key.pub --name json --json
exits 0 "with two keys, as JSON"
is "$(sed 's/[0-9A-Z]\{8\}"/CODE"/g' out)" \
	'{"code":"CODE","url":"http://127.0.0.1:8080/R/CODE","name":"hampshire-peer-review@json"}' "the same as JSON"
! grep -q "one key only" err
ok "$?" "two keys are not warned of"
run -C ws room open "$guide" --key team.key.pub
exits 0 "without a label"
is "$(cut -f3 out)" "hampshire-peer-review@$(date -u +%Y-%m-%d)" "it is named for the day"

# The public half lies beside a secret, or is made of it.
run -C ws room open "$guide" --key team.key --name beside
exits 0 "a secret with its public half beside it needs no passphrase"
cp team.key alone.key
run -C ws room open "$guide" --key alone.key --name alone --passphrase-file pass
exits 0 "a secret alone is opened"
printf 'wrong\n' >wrong
run -C ws room open "$guide" --key alone.key --name wrong --passphrase-file wrong
exits 77 "a wrong passphrase opens nothing"
run -C ws room open "$guide" --key team.key.pub --key team.key --name twice
exits 65 "a key named twice is refused"
run -C ws room open "$guide" --key ws/canvass.yaml --name none --passphrase-file pass
exits 65 "a file that is no key is refused"
run -C ws room open "$guide" --name none
exits 64 "without a key there is no room"
run -C ws room open "$guide" --key team.key.pub --name "Spring 1"
exits 64 "a label that is none is refused"

run -C ws room open "$guide" --key team.key.pub --name spring
exits 73 "a second room of one name is refused"
says "there is a room hampshire-peer-review@spring already; choose another --name" "with the way out"
[ ! -s out ]
ok "$?" "and nothing on standard output"

# Guides that are wrong.
sed 's/^lasts: 90/lasts: 91/' "ws/$guide" >ws/forms/wrong.guide.yaml
run -C ws room open forms/wrong.guide.yaml --key team.key.pub --name wrong
exits 65 "minutes that don't add up open no room"
says "forms/wrong.guide.yaml:8:8: error E110" "and are told with their place"
says "has 1 error; no room was opened" "and how many"
mkdir lonely
cp "ws/$guide" lonely/
run -C ws room open "$work/lonely/hampshire-peer-review.guide.yaml" --key team.key.pub --name wrong
exits 65 "so does a guide without its form"
says "error E051" "which says what is missing"
run -C ws room open forms/hampshire.yaml --key team.key.pub --name wrong
exits 65 "a form is no guide"
says "this is a form" "and is told so"
run -C ws room open forms/nothing.yaml --key team.key.pub --name wrong
exits 66 "no file"
! "$canvass" -C ws room list | grep -q "@wrong"
ok "$?" "none of them left a room"

# ---- listing
run -C ws room list
exits 0 "rooms are listed"
is "$(grep -c . out)" 5 "each in a line"
prints "hampshire-peer-review@spring$tab$code${tab}gathering$tab-${tab}1 key" "name, code, phase, step, keys"
prints "@json" "all of them"
run -C ws room open "$guide" --key team.key.pub --name dry --invented
says "a rehearsal: everything that leaves it says so" "a rehearsal is told"
run -C ws room list
prints "gathering$tab-${tab}1 key, rehearsal" "and listed as one"
run -C ws survey list
is "$(cat out)" "" "rooms are no surveys"

# A guide is frozen: what becomes of its file is nothing to the room.
rm "ws/$guide"
run -C ws room list --json
exits 0 "a guide whose file is gone is still read"
cp "$TOP_SRCDIR/$guide" ws/forms/

# ---- closing
run -C ws room close hampshire-peer-review@sprang
exits 66 "no such room"
says "did you mean hampshire-peer-review@spring?" "and the nearest is named"
if command -v python3 >/dev/null; then
	# A step that phones answered: a survey's file, under the step's name.
	open_pulse ws w1
	python3 - "$work/ws" <<'STEP'
import shutil, sqlite3, sys
ws = sys.argv[1]
name = "hampshire-peer-review@spring"
path = ws + "/answers/%s.s2.db" % name
shutil.copy(ws + "/answers/pulse@w1.db", path)
db = sqlite3.connect(path)
db.execute("UPDATE head SET survey = ?", (name + ".s2",))
db.commit()
db.close()
shown = ('{"canvass":"shown 1","kind":"warm-up","step":2,"few":false,"ordered":false,"rows":['
         '{"id":"yes","text":"Yes","n":7,"parts":[]},{"id":"name","text":"Only by name","n":2,"parts":[]},'
         '{"id":"no","text":"No","n":11,"parts":[]}]}')
db = sqlite3.connect(ws + "/canvass.db")
db.execute("UPDATE room SET phase = 1, step = 2 WHERE name = ?", (name,))
db.execute("INSERT INTO room_step VALUES (?, 2, 1, 1, 1, ?)", (name, shown))
db.commit()
db.close()
STEP
	ask() {
		python3 -c 'import sqlite3, sys
for row in sqlite3.connect("file:" + sys.argv[1] + "?mode=ro", uri=True).execute(sys.argv[2]):
	print(*[v.hex() if isinstance(v, bytes) else v for v in row])' "$1" "$2"
	}
	step=ws/answers/hampshire-peer-review@spring.s2.db
	is "$(ask "$step" "SELECT gone FROM secret")" 0 "phones can answer a step"
	run -C ws room list
	prints "${tab}running${tab}step 2, warm-up$tab" "which is listed by its name, and without a count"
	run -C ws audit
	exits 0 "audit finds nothing amiss in a room that runs"
	prints "room_step.shown" "and says what is stored of rooms"
	python3 -c 'import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.execute("UPDATE room_step SET state = 2")
db.commit()' ws/canvass.db
	run -C ws audit
	exits 1 "but in a step that is closed"
	prints "hampshire-peer-review@spring.s2.db: closed, but its keys are still there" "whose keys are still there"
	python3 -c 'import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.execute("UPDATE room_step SET state = 1")
db.commit()' ws/canvass.db
	run -C ws room close hampshire-peer-review@spring
	exits 0 "the room is closed"
	is "$(ask ws/canvass.db "SELECT state FROM room_step")" 2 "with the step that was open"
	zeros=0000000000000000000000000000000000000000000000000000000000000000
	is "$(ask "$step" "SELECT gone, ticket_key FROM secret")" "1 $zeros" "and its step's ticket key is gone"
	is "$(ask ws/canvass.db "SELECT phase, closed FROM room WHERE name LIKE '%@spring'")" "3 1" "it is over for good"
	is "$(ask ws/canvass.db "SELECT shown FROM room_step" | sed 's/"text":"[^"]*",//g')" \
		'{"canvass":"shown 1","kind":"warm-up","step":2,"few":false,"ordered":true,"rows":[{"id":"yes","n":2,"parts":[]},{"id":"name","n":0,"parts":[]},{"id":"no","n":1,"parts":[]}]}' \
		"what was shown keeps its order, and no count"
	run -C ws audit
	exits 0 "audit is content"
	cp "$step" ws/answers/hampshire-peer-review@spring.s103.db
	run -C ws audit
	exits 1 "a file of a step that no guide can have"
	prints "s103.db: a stray file: it belongs to no survey and no room" "is a stray one"
	rm ws/answers/hampshire-peer-review@spring.s103.db
	cp "$step" ws/answers/hampshire-peer-review@again.s2.db
	run -C ws room open "$guide" --key team.key.pub --name again
	exits 73 "answers without a room are not taken over"
	rm ws/answers/hampshire-peer-review@again.s2.db
else
	skip "no python3"
	run -C ws room close hampshire-peer-review@spring
fi
run -C ws room close hampshire-peer-review@spring
exits 65 "a room that is closed is not closed again"
says "is closed already, since" "and it says since when"
run -C ws room list
prints "hampshire-peer-review@spring$tab$code${tab}over" "it is listed as over"
run -C ws room close hampshire-peer-review@json
exits 0 "a room that never began can be closed"

# Beside a running door: it follows, and the command waits for it.
start ws
if command -v python3 >/dev/null; then
	python3 -c 'import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
name = "hampshire-peer-review@beside"
db.execute("UPDATE room SET phase = 1, step = 2, version = version + 1 WHERE name = ?", (name,))
db.execute("INSERT INTO room_step VALUES (?, 2, 1, 0, 0, NULL)", (name,))
db.commit()' ws/canvass.db
	step=ws/answers/hampshire-peer-review@beside.s2.db
	tries=0
	until [ -e "$step" ] || [ "$tries" -gt 100 ]; do
		tries=$((tries + 1))
		sleep 0.1
	done
	[ -e "$step" ]
	ok "$?" "the door opens the step that is open"
fi
run -C ws room close hampshire-peer-review@beside
exits 0 "a room is closed while a door runs"
[ ! -e "$step" ] || is "$(ask "$step" "SELECT gone FROM secret")" 1 "and its step's ticket key is gone by then"
stop

tap_done
