#!/bin/sh
# kill -9 of the door, then of the desk, in the middle of each kind of activity: what phones were
# thanked for is there once, they carry on with their tickets, and the room is as it was.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/app/lib.sh"
. "$TOP_SRCDIR/tests/desk/lib.sh"
. "$TOP_SRCDIR/tests/desk/room.sh"

for program in curl python3; do
	command -v "$program" >/dev/null || {
		skip "no $program"
		tap_done
	}
done
PYTHONDONTWRITEBYTECODE=1
export PYTHONDONTWRITEBYTECODE

make_workspace ws
write_pulse
cp pulse.yaml ws/forms/
cat >ws/forms/short.guide.yaml <<'GUIDE'
canvass: guide 1
id: short
form: pulse
title: A short talk
group: everybody
languages: [en]
lasts: 42 minutes
smallest room: 6
show from: 5
pause word: blue
ground rules:
  - Say what happened, not to whom.
opening:
  minutes: 1
  read: Welcome.
sections:
  - theme: aftercare
    minutes: 10
    warm up:
      ask: Is it warm here?
      options:
        yes: Yes
        name: So they say
        no: No
    ask: In a few words?
    phones: words
  - theme: aftercare
    minutes: 10
    ask: Who made a difference?
    phones: notes
    then: two votes each
  - theme: aftercare
    minutes: 10
    ask: Was this done?
    phones: scorecard
    options:
      yes: Yes
      no: No
    statements:
      seen: Somebody saw me
      heard: Somebody heard me
  - theme: aftercare
    minutes: 10
    ask: More or less of it?
    phones: votes
    options:
      twice: More
      half: Less
closing:
  minutes: 1
  read: Thank you.
GUIDE
"$canvass" -C ws room open forms/short.guide.yaml --key team.key --name one >room.out 2>room.err || {
	note "$(cat room.err)"
	exit 99
}
code=$(cut -f1 room.out)
name=$(cut -f3 room.out)
room=/rooms/$name
crowd=16 # of at most twenty notes: so many wait on a page

start_door ws
door_port=${door_url##*:}
start_desk ws --passphrase-file pass
# shellcheck disable=SC2034 # lib.sh reads it
desk_port=${desk_url##*:}
# One for each time that the desk is killed: a code is good once, and the next half a minute off.
for person in lea max kim pat sam joe eve dan zoe; do
	join "$person" facilitator
done

py() {
	python3 "$TOP_SRCDIR/tests/desk/kill.py" "$@"
}

# flow KIND STEP SECONDS [IDEA...]: phones that send all the time.
flow() {
	flow_kind=$1
	flow_step=$2
	flow_seconds=$3
	shift 3
	py flow "$flow_kind.log" "$door_url/R/$code" "$flow_step" "$flow_kind" "$crowd" \
		"$flow_seconds" "$@" >flow.out 2>flow.err
}

# stored KIND STEP WORDS
stored() {
	py store "$1.log" "$TOP_BUILDDIR/tests/desk/said" ws "$name" "$2" team.key pass >check.out 2>&1
	ok "$?" "$1: $3" || note "$(head -5 check.out)"
}

# room_row: all that canvass.db has of where the room stands, but not its counter of changes.
room_row() {
	python3 - "$name" <<'PY'
import sqlite3, sys
db = sqlite3.connect("file:ws/canvass.db?mode=ro", uri=True)
print(db.execute("SELECT phase, step, hands, closed FROM room WHERE name = ?", sys.argv[1:]).fetchall(),
      db.execute("SELECT number, state, revealed, enough FROM room_step ORDER BY number").fetchall(),
      db.execute("SELECT text, rank FROM room_item WHERE kind = 0 ORDER BY text").fetchall())
PY
}

# seconds_left: on the timer of the page.
seconds_left() {
	visit "$lead" "$room/now"
	sed -n 's/.*role="timer">\([0-9]*\):\([0-9]*\).*/\1 \2/p' page | {
		read -r minutes seconds && echo $((minutes * 60 + ${seconds#0}))
	}
}

# kill_door KIND STEP [IDEA...]: while phones send, and sees to what must hold.
kill_door() {
	killed_kind=$1
	killed_step=$2
	shift 2
	rm -f "$killed_kind.log.going"
	flow "$killed_kind" "$killed_step" 60 "$@" &
	flows=$!
	tries=0
	until [ -e "$killed_kind.log.going" ] || [ "$tries" -gt 1000 ]; do
		tries=$((tries + 1))
		sleep 0.02
	done
	kill -9 "$door"
	wait "$door" 2>/dev/null
	wait "$flows"
	note "$killed_kind: $(cat flow.out flow.err)"
	grep -q "^$crowd of $crowd" flow.out
	ok "$?" "$killed_kind: the door was killed while every phone was sending"
	stored "$killed_kind" "$killed_step" "what phones were thanked for is there, once"
	start_door ws "$door_port"
	py seen "$killed_kind.log" "$door_url/R/$code" >check.out 2>&1
	ok "$?" "$killed_kind: each of them is told so by its ticket" || note "$(cat check.out)"
	is "$(room_row)" "$row" "$killed_kind: the room stands where it stood"
}

# kill_desk KIND STEP NEXT [IDEA...]: while phones send; NEXT is who leads after it.
kill_desk() {
	killed_kind=$1
	killed_step=$2
	next=$3
	shift 3
	before=$(seconds_left)
	from=$(date +%s)
	flow "$killed_kind" "$killed_step" 1.2 "$@" &
	flows=$!
	sleep 0.5
	kill -9 "$desk"
	wait "$desk" 2>/dev/null
	sleep 0.3
	start_desk ws --passphrase-file pass
	wait "$flows"
	grep -q "^0 of $crowd" flow.out
	ok "$?" "$killed_kind: phones carry on while the desk is killed" ||
		note "$(cat flow.out flow.err)"
	stored "$killed_kind" "$killed_step" "each phone's last answer is in its slot"
	is "$(room_row)" "$row" "$killed_kind: the desk's room stands where it stood"
	lead=$next
	sign_in "$lead"
	is "$status" 303 "$killed_kind: somebody signs in after it"
	after=$(seconds_left)
	passed=$(($(date +%s) - from))
	[ "$after" -le "$before" ] && [ "$after" -ge $((before - passed - 2)) ]
	ok "$?" "$killed_kind: the timer went on" || note "$before, and $passed s later $after"
}

# shown KIND STEP: what is shown becomes what phones sent last.
shown() {
	py shown "$1.log" ws "$name" "$2" "$1" >check.out 2>&1
	ok "$?" "$1: the results are those of the last answers, each phone once" ||
		note "$(tail -3 check.out)"
}

act start
send "$lead" "$room" "$room/hands" hands=30
act next

# ---- warm-up, words ------------------------------------------------------------------------

# both KIND STEP NEXT [IDEA...]
both() {
	kind=$1
	step=$2
	follows=$3
	shift 3
	opened "$step"
	act reveal
	flow "$kind" "$step" 0 "$@"
	shown "$kind" "$step"
	row=$(room_row)
	kill_door "$kind" "$step" "$@"
	flow "$kind" "$step" 0 "$@"
	stored "$kind" "$step" "phones change their answers, in the same slots"
	shown "$kind" "$step"
	kill_desk "$kind" "$step" "$follows" "$@"
	shown "$kind" "$step"
}
both warm-up 2 max
act next
both words 3 kim
act next
act next

# ---- notes, and the queue's decisions --------------------------------------------------------

opened 5
flow notes 5 0
soon "$room/waiting" 'The help was' "notes: they wait"
row=$(room_row)
kill_door notes 5
flow notes 5 0
stored notes 5 "phones change their notes, in the same slots"

# ideas: how many the store has.
ideas() {
	room_row | grep -o "('[^']*', 0)" | sort | uniq "$@"
}
act reveal
queue show 'The help was'
queue show 'The time was'
soon "$room/wall/now" 'The time was' "notes: approved, and on the wall"
row=$(room_row)
is "$(printf '%s' "$row" | grep -c 'The help was.*The time was')" 1 "notes: both are kept as ideas"
before=$(visit "$lead" "$room"; state)
kill -9 "$desk"
wait "$desk" 2>/dev/null
start_desk ws --passphrase-file pass
lead=pat
sign_in "$lead"
soon "$room/wall/now" 'The help was' "notes: the desk is killed: what was approved stays on the wall"
is "$(room_row)" "$row" "notes: and in the store"
is "$(visit "$lead" "$room"; state)" "$before" "notes: the room stands where it stood"
: >approved
for word in care home work team talk rest food; do
	echo "$word" >approving
	queue show "The $word was"
	[ "$status" = 303 ] && echo "$word" >>approved
done &
approver=$!
tries=0
until [ "$(wc -l <approved)" -ge 3 ] || [ "$tries" -gt 200 ]; do
	tries=$((tries + 1))
	sleep 0.02
done
kill -9 "$desk"
wait "$desk" 2>/dev/null
wait "$approver"
start_desk ws --passphrase-file pass
lead=sam
sign_in "$lead"
lost=0
while read -r word; do
	room_row | grep -q "The $word was" || lost=$((lost + 1))
done <approved
note "approved before the desk was killed: $(tr '\n' ' ' <approved)"
[ "$lost" = 0 ] && [ "$(wc -l <approved)" -lt 7 ]
ok "$?" "notes: killed while notes are approved: each that was answered is kept"
is "$(ideas -d)" "" "notes: and none is there twice"
soon "$room/waiting" 'The road was' "notes: the others wait as before"
queue show 'The road was'
is "$(room_row | grep -c 'The road was')" 1 "notes: and can be approved"
act next
act next

# ---- dots ---------------------------------------------------------------------------------------

dots=$(python3 -c 'import sqlite3
for row in sqlite3.connect("file:ws/canvass.db?mode=ro", uri=True).execute(
        "SELECT lower(hex(substr(id, 1, 8))) FROM room_item WHERE kind = 0"):
    print(*row)')
# shellcheck disable=SC2086 # each is a word
both dots 7 joe $dots
act next
both scorecard 8 eve
act next
act next
both votes 10 dan

# ---- a desk that has no key of its own ----------------------------------------------------------

row=$(room_row)
visit "$lead" "$room/wall/now"
bars=$(grep -o 'class="label">[^<]*\|<b>[0-9]*</b>' page)
kill -9 "$desk"
wait "$desk" 2>/dev/null
start_desk ws
lead=zoe
sign_in "$lead"
visit "$lead" "$room/wall/now"
is "$(grep -o 'class="label">[^<]*\|<b>[0-9]*</b>' page | grep -v "^<b>$crowd</b>")" \
	"$(printf '%s\n' "$bars" | grep -v "^<b>$crowd</b>")" "the wall shows what it showed, before any key"
is "$(room_row)" "$row" "and the room stands where it stood"
visit "$lead" "$room/now"
grep -q 'No key of this room is unlocked' page
ok "$?" "the lead is told that no key is unlocked"
flow votes 10 0
stored votes 10 "phones carry on meanwhile"
send "$lead" "/unlock" /unlock key=0 "passphrase=$(cat pass)" back=/
is "$status" 303 "once the key is unlocked"
shown votes 10
stop_desk
kill "$door"
tap_done
