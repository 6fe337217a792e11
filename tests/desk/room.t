#!/bin/sh
# A room led from the desk: phones answer at a real door, the facilitator opens, shows, holds, and the
# wall follows.
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

make_workspace ws
guide=ws/forms/hampshire-peer-review.guide.yaml
"$canvass" -C ws room open "$guide" --key team.key --name one >room.out 2>room.err || exit 99
code=$(cut -f1 room.out)
name=$(cut -f3 room.out)
room=/rooms/$name
"$canvass" -C ws room open "$guide" --key team.key --name two >two.out 2>/dev/null || exit 99

start_door ws
start_desk ws --passphrase-file pass

# ---- who may ------------------------------------------------------------------------------

join lea "visiting lead" --for "$name"
join ann evaluator
visit ann "$room"
is "$status" 403 "an evaluator does not see a room"
visit ann "$room/wall"
is "$status" 403 "nor its wall"
visit lea /rooms
is "$status" 200 "the list of rooms"
grep -qF "$name" page
ok "$?" "has the lead's room"
! grep -qF "review@two" page
ok "$?" "and no other"
visit lea "/rooms/hampshire-peer-review@two"
is "$status" 404 "another room is not there for her"

# ---- gathering -----------------------------------------------------------------------------

visit lea "$room/wall"
is "$status" 200 "the wall"
grep -q '<svg class="qr"' page && grep -qF "$(echo "$code" | cut -c1-4) $(echo "$code" | cut -c5-)" page
ok "$?" "shows the code in letters and as a picture while people gather"
grep -qF "data-follow=\"$room/wall/now\"" page
ok "$?" "and is followed by the small script"
visit lea "$room/wall?refresh=5"
grep -q 'http-equiv="refresh"' page
ok "$?" "or refreshes by itself"
for n in 0 -1 x 2001 ""; do
	send lea "$room" "$room/hands" "hands=$n"
	is "$status" 422 "\"$n\" is no number of hands"
done
send lea "$room" "$room/hands" hands=3
is "$status" 303 "hands are noted"
soon "$room/now" "Fewer than 6 people" "too few hands: phones are left aside"
send lea "$room" "$room/hands" hands=8

visit lea "$room"
token=$(token_of page "$room/act")
state=$(state)
post lea "$room/act" "$token" act=open "state=$state"
is "$status" 409 "nothing is opened before the room begins"
act start
is "$status" 303 "the room begins"
post lea "$room/act" "$(visit lea "$room"; token_of page "$room/act")" act=next "state=$state"
is "$status" 303 "who acts on a room that has moved on"
visit lea "$room"
grep -q 'Somebody else has just changed the room' page && grep -q 'step 1 of' page
ok "$?" "is told so, sees where it stands, and changes nothing"

# ---- the timer ------------------------------------------------------------------------------

soon "$room/wall/now" "Operation Hampshire focus group" "the opening has its title"
soon "$room/now" "7:5" "and eight minutes, which run"
send lea "$room" "$room/timer" do=more
soon "$room/now" "8:5" "one more minute"
send lea "$room" "$room/timer" do=stop
soon "$room/now" "stands still" "stopped"

# ---- a vote: warm-up ------------------------------------------------------------------------

act next
opened 2
soon "$room/wall/now" "Collecting answers" "the wall says that answers come in"
is "$(phones 2 1 4 vote=yes)" 4 "four phones vote"
act reveal
soon "$room/now" "Fewer than 5" "the lead is told that fewer than five have answered"
never "$room/wall/now" 'class="bar"' "four answers: the wall shows no number"
curl -s "$door_url/R/$code" >page
! grep -q '"n":[1-9]' page
ok "$?" "nor does a phone"
grep -aq '"rows":\[{' ws/canvass.db
is "$?" 1 "and nothing of it lies in the store"
is "$(phones 2 5 5 vote=name)" 1 "the fifth votes"
soon "$room/wall/now" '<b>4</b>' "five answers: shown"
soon "$room/now" '<b>5</b> of 8 have answered' "and the lead is told how many"
is "$(phones 2 5 5 vote=yes)" 1 "the fifth changes its mind"
soon "$room/wall/now" '<b>5</b>' "and the wall follows"
act hide
never "$room/wall/now" '<b>5</b></li>' "hidden again"
act reveal
act shut
sleep 1.2
is "$(phones 2 6 6 vote=no)" 0 "who comes too late is not thanked"
never "$room/wall/now" 'width="200"' "and not counted"
is "$(phones 2 5 5 vote=no)" 0 "and nobody changes a vote any more"
soon "$room/wall/now" '<b>5</b>' "in a step that is shut"

# ---- words, with marks that wait -------------------------------------------------------------

act next
opened 3
act reveal
is "$(phones 3 1 4 words=care)" 4 "four phones write a word"
is "$(phones 3 5 5 'words=ask Tom Baker')" 1 "one writes a name"
soon "$room/wall/now" '>care</span>' "the cloud has the word"
never "$room/wall/now" 'Baker' "and not the name"
soon "$room/waiting" 'Baker</mark>' "which waits, marked"
queue hold 'ask Tom Baker'
soon "$room/waiting" 'Held back' "and is held back"
never "$room/wall/now" 'Baker' "from the wall"

# ---- notes and their queue ---------------------------------------------------------------------

act next
act next
act next
visit lea "$room"
grep -q 'step 6 of' page
ok "$?" "notes are the sixth step" || note "$(grep -o 'step [0-9]* of' page)"
opened 6
is "$(phones 6 1 4 'note=Note of phone {n}')" 4 "four notes"
never "$room/waiting" 'Note of phone' "four: not even the queue has them"
is "$(phones 6 5 5 'note=Sergeant Tom Baker 4711 never rang me' 'note_2=Second thought of five')" 1 \
	"a fifth phone writes two, one with a name"
soon "$room/waiting" 'Note of phone 3' "then they wait"
soon "$room/waiting" '<mark' "with marks"
act reveal
never "$room/wall/now" 'Note of phone' "nothing is shown before somebody looked"
queue show 'Note of phone 1'
soon "$room/wall/now" 'Note of phone 1' "shown once it was approved"
queue clean 'Baker'
soon "$room/wall/now" 'never rang me' "without the marked words"
never "$room/wall/now" 'Baker' "which are gone"
queue edit 'Second thought' "text_$(visit lea "$room"; button edit 'Second thought' | cut -d. -f3)=A second thought"
soon "$room/wall/now" 'A second thought' "edited words are shown as edited"
queue show 'Note of phone 2'
soon "$room/wall/now" 'Note of phone 2' "a second one"
queue hold 'Note of phone 2'
soon "$room/waiting" 'Held back' "is taken off"
never "$room/wall/now" 'Note of phone 2' "and gone from the wall"
is "$(phones 6 1 1 'note=Another thought of one')" 1 "a phone changes its note"
soon "$room/waiting" 'More comes in once' "which waits: alone it would tell whose it is"
never "$room/waiting" 'Another thought of one' "so it is not in the queue"
soon "$room/wall/now" 'Note of phone 1' "and what is on the wall stays there"
is "$(phones 6 5 5 'note=Sergeant Tom Baker 4711 never rang me' 'note_2=')" 1 "one of two notes is taken back"
soon "$room/wall/now" 'never rang me' "the other stays on the wall, unchanged"
soon "$room/wall/now" 'A second thought' "and for now so does the one that was taken back"

# ---- the desk is killed in the middle ------------------------------------------------------------

act hide
act reveal
before=$(visit lea "$room"; state)
kill -9 "$desk"
wait "$desk" 2>/dev/null
is "$(phones 6 3 3 'note=While the desk was away')" 1 "phones carry on without the desk"
start_desk ws --passphrase-file pass
visit lea "$room/wall"
is "$status" 303 "nobody is signed in after it"
sign_in lea
soon "$room/waiting" 'While the desk was away' "what was sent meanwhile waits"
soon "$room/wall/now" 'never rang me' "the wall is as it was"
is "$(visit lea "$room"; state)" "$before" "and so is the room"
queue show 'While the desk'

# ---- the scribe ------------------------------------------------------------------------------------

visit lea "$room"
post lea "$room/scribe" "$(token_of page "$room/scribe")" "state=$(state)" "note=Said to the scribe"
is "$status" 303 "the scribe puts a note in"
never "$room/waiting" 'Said to the scribe' "which waits for others, as all do"
visit lea "$room"
post lea "$room/scribe" "$(token_of page "$room/scribe")" "state=$(state)" "note="
is "$status" 422 "nothing is no note"

# ---- talk, dots, their order ---------------------------------------------------------------------------

act shut
soon "$room/waiting" 'Said to the scribe' "once the answers are shut all is in the queue"
soon "$room/waiting" 'Another thought of one' "the changed note too"
never "$room/wall/now" 'Note of phone 1' "and what it took the place of leaves the wall"
never "$room/wall/now" 'A second thought' "as does what was taken back"
queue show 'Said to the scribe'
queue show 'Another thought'
act next
soon "$room/wall/now" 'While the desk was away' "the talk has the ideas before it"
act next
opened 8
soon "$room/wall/now" 'Three votes each' "three votes each"
visit lea "$room"
ideas=$(grep -o 'name="dot" value="[0-9a-f]*"> [^<]*' page | sed 's/name="dot" value="//')
idea() {
	printf '%s\n' "$ideas" | grep -F "$1" | cut -c1-16
}
is "$(printf '%s\n' "$ideas" | wc -l)" 4 "four ideas can be voted on"
is "$(phones 8 1 5 "dot=$(idea away)" "dot=$(idea scribe)")" 5 "five vote for two"
is "$(phones 8 6 6 "dot=$(idea away)")" 1 "one for one"
act reveal
soon "$room/wall/now" '<b>6</b>' "dots are counted"
python3 - <<'PY'
import re
page = open("page", encoding="utf-8").read()
labels = re.findall(r'class="label">([^<]*)<', page)
raise SystemExit(not (len(labels) == 4 and "away" in labels[0] and "scribe" in labels[1]))
PY
ok "$?" "and stand in the order of votes"
is "$(phones 8 7 7 "dot=$(idea away)" "dot=$(idea scribe)" "dot=$(idea rang)" "dot=$(idea Another)")" 0 \
	"four votes of three are refused"
act next

# ---- read back, buckets, quotes, actions -------------------------------------------------------------------

python3 -c 'print("x" * 10000, end="")' >long
send lea "$room" "$room/summary" step=9 "summary=$(cat long)"
is "$status" 422 "ten thousand characters are no summary"
send lea "$room" "$room/summary" step=9 "summary=People want to be rung." approved=yes
is "$status" 303 "a summary is kept"
soon "$room/wall/now" 'People want to be rung.' "and stands on the wall"
visit lea "$room/record"
bucket=$(grep -o 'name="b_[0-9a-f]*"' page | head -1 | sed 's/name="//; s/"//')
send lea "$room/record" "$room/buckets" "$bucket=2"
is "$status" 303 "an idea goes into a bucket"
soon "$room/grid" 'While the desk was away' "and into the grid"
send lea "$room/record" "$room/quotes" "quote=They were there at once." step=4
is "$status" 422 "no quote without the room's approval"
for step in 0 ""; do
	send lea "$room/record" "$room/quotes" "quote=They were there." "step=$step" approved=yes
	is "$status" 422 "nor without a theme, under which a report would have it: \"$step\""
done
send lea "$room/record" "$room/quotes" "quote=They were there at once." step=4 approved=yes
is "$status" 303 "with it"
send lea "$room/record" "$room/actions" "action=Ring everybody within a day" "department=Response" \
	"quarter=2027 Q1" step=4
is "$status" 303 "an action with department and quarter"
soon "$room/record" '2027 Q1' "stands in the record"

# ---- a scorecard, and how long an answer's way to the wall is ---------------------------------------------

act next
opened 10
act reveal
is "$(phones 10 1 40 s_same_care=yes s_seen_early=no)" 40 "a storm of forty loses none"
soon "$room/now" '<b>40</b> of 8 have answered' "all forty are counted"
soon "$room/now" 'More phones have answered than hands' "more than hands were raised: the lead is told"
from=$(date +%s%N)
is "$(phones 10 41 41 s_same_care=no)" 1 "one more"
for _ in 1 2 3 4 5 6 7 8 9 10; do
	visit lea "$room/wall/now"
	grep -qF '<b>41</b> have' page && break
	sleep 0.1
done
took=$((($(date +%s%N) - from) / 1000000))
grep -qF '<b>41</b> have' page
ok "$?" "is on the wall within a second or so"
note "after $took ms"

# ---- pause, end ---------------------------------------------------------------------------------------------

act pause
visit lea "$room/wall/now"
grep -q 'We pause' page && ! grep -q 'class="middle"' page
ok "$?" "the pause word covers the wall"
act resume
act end
is "$status" 303 "the room ends"
soon "$room/wall/now" 'Thank you' "the wall thanks"
sleep 1.2
is "$(curl -s -o /dev/null -w '%{http_code}' "$door_url/R/$code")" 410 "its code leads nowhere"
python3 - <<'PY'
import json, sqlite3
rows = sqlite3.connect("file:ws/canvass.db?mode=ro", uri=True).execute(
    "SELECT shown FROM room_step WHERE shown IS NOT NULL").fetchall()
shown = [json.loads(r[0]) for r in rows]
raise SystemExit(not shown or any(not s["ordered"] for s in shown))
PY
ok "$?" "and what was counted in it is an order now, without a number"
visit lea "$room"
! grep -qF "$room/act" page
ok "$?" "and nothing more can be done to it"
stop_desk
is "$status" 0 "the desk stops"

# ---- two facilitators at once, and an end when nobody's key is there ----------------------------------------

start_desk ws
code=$(cut -f1 two.out)
name=$(cut -f3 two.out)
room=/rooms/$name
join bob facilitator
join lea2 facilitator
send bob /unlock /unlock key=0 "passphrase=$(cat pass)"
is "$status" 303 "one of two facilitators unlocks the room's key"
lead=bob
pids=
act start
act next
opened 2
is "$(phones 2 1 4 vote=yes)" 4 "four say yes"
is "$(phones 2 5 7 vote=no)" 3 "three say no"
act reveal
soon "$room/wall/now" '<b>4</b>' "and the wall has it"
act next
act next
act next
act next
opened 6
is "$(phones 6 1 5 'note=Note of phone {n}')" 5 "five notes"
soon "$room/waiting" 'Note of phone 5' "wait"
visit bob "$room"
grep -o 'value="show\.[^"]*"' page | sed 's/value="//; s/"//' >shows
while read -r show; do
	visit bob "$room"
	one=$(token_of page "$room/queue")
	visit lea2 "$room"
	other=$(token_of page "$room/queue")
	for pair in "bob $one" "lea2 $other"; do
		curl -s -o /dev/null -b "desk=$(awk '/desk/ { print $NF }' "${pair% *}.jar")" \
			-H 'Sec-Fetch-Site: same-origin' --data-urlencode "token=${pair#* }" \
			--data-urlencode "do=$show" "$desk_url$room/queue" &
		pids="$pids $!"
	done
	# shellcheck disable=SC2086
	wait $pids
	pids=
done <shows
items() {
	python3 -c 'import sqlite3, sys
print(*sqlite3.connect("file:ws/canvass.db?mode=ro", uri=True).execute(
    "SELECT count(*) FROM room_item WHERE room = ? AND kind < 2 GROUP BY kind", sys.argv[1:]).fetchall())' "$name"
}
is "$(items)" "(5,) (5,)" "a note that two show at once is one idea"
send bob / /sign-out
# shellcheck disable=SC2034 # room.sh reads it
lead=lea2
act end
is "$status" 303 "the other ends the room, with no key at the desk"
python3 - "$name" <<'PY'
import json, sqlite3, sys
rows = sqlite3.connect("file:ws/canvass.db?mode=ro", uri=True).execute(
    "SELECT shown FROM room_step WHERE room = ? AND shown IS NOT NULL", sys.argv[1:]).fetchall()
shown = [json.loads(r[0]) for r in rows]
raise SystemExit(not shown or any(not s["ordered"] for s in shown))
PY
ok "$?" "and its counts end with it"
stop_desk
kill "$door"
tap_done
