#!/bin/sh
# What leaves a room: its report at the desk and by command, the same in both; rooms side by side.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/app/lib.sh"
. "$TOP_SRCDIR/tests/desk/lib.sh"

for program in curl python3; do
	command -v "$program" >/dev/null || {
		skip "no $program"
		tap_done
	}
done

make_workspace ws
guide=ws/forms/hampshire-peer-review.guide.yaml
for label in one two; do
	"$canvass" -C ws room open "$guide" --key team.key --name "$label" >/dev/null 2>&1 || exit 99
done
room=hampshire-peer-review@one
start_desk ws
join lea "visiting lead"
join eve evaluator
join sid facilitator --for "$room"

# ---- a room that is still open -----------------------------------------------------------------

visit lea "/rooms/$room/files"
is "$status" 200 "what leaves is listed"
grep -q 'room\.xlsx' page
ok "$?" "a workbook among it"
visit lea "/rooms/$room/report"
is "$status" 200 "the report is shown"
grep -q "Draft: the room is still open" page
ok "$?" "as a draft"
grep -qi "chatham house rule" page
ok "$?" "with the rule that everybody must know"
visit eve "/rooms/$room/report"
is "$status" 403 "an evaluator sees no room"
visit lea "/rooms/$room/files/passwd"
is "$status" 404 "a file that a room does not have"
run -C ws room export "$room"
exits 0 "room export of an open room"
says "this is a draft" "is called a draft"
grep -qx "ws/exports/$room/room.json" out
ok "$?" "it says what was written" || note "$(cat out)"
run -C ws room export "$room" --format html
exits 0 "a draft is written over"
is "$(sed -n 's/.*"held": "\(.*\)",/\1/p' "ws/exports/$room/room.json")" "" "it has no day"

# ---- closed --------------------------------------------------------------------------------------

run -C ws room close
exits 64 "of two open rooms neither is closed unnamed"
says "hampshire-peer-review@two" "they are named"
code=$("$canvass" -C ws room list --json | python3 -c 'import json, sys
print(next(r["code"] for r in json.load(sys.stdin) if r["room"].endswith("@one")))')
run -C ws room close "$(printf '%s' "$code" | tr '[:upper:]' '[:lower:]')"
exits 0 "the room is closed, by its code"
run -C ws room export "$room"
exits 0 "and exported"
visit lea "/rooms/$room/files/room.json"
is "$status" 200 "the desk has the same file"
cmp -s page "ws/exports/$room/room.json"
ok "$?" "byte for byte" || note "$(diff page "ws/exports/$room/room.json" | head -n 5)"
(cd "ws/exports/$room" && sha256sum -c --quiet SHA256SUMS) >sums 2>&1
ok "$?" "the checksums fit" || note "$(cat sums)"
sed -i 's/"group": "victims"/"group": "others"/' "ws/exports/$room/room.json"
run -C ws room export "$room"
exits 73 "a report that was handed out is not written over"
run -C ws room export "$room" -o elsewhere --json
exits 0 "elsewhere it can be written"
python3 -c 'import json,sys; json.load(open("out"))'
ok "$?" "its list is JSON"
run -C ws room export "$room" -o other --format pdf
exits 64 "a format that there is not"
run -C ws room export nobody@one
exits 66 "a room that there is not"

# ---- side by side ---------------------------------------------------------------------------------

run -C ws room close
exits 0 "the only one that is open need not be named"
run -C ws room close
exits 66 "and then there is none"
run -C ws room export hampshire-peer-review@two
one=elsewhere/$room/room.json
two=ws/exports/hampshire-peer-review@two/room.json
run compare "$one" "$two"
exits 0 "two rooms are compared"
prints "hampshire-peer-review@two:" "by their names"
run compare "$one" "$two" -o both.html
exits 0 "as a page too"
grep -q "2 rooms, side by side" both.html
ok "$?" "which says what it is"
run compare "$one" "$two" --json
exits 64 "words are no figures for programs"
run compare "$one" ws/canvass.yaml
exits 65 "a room beside something else"
mkdir -p ws/imports
cp "$one" ws/imports/other-force.json
visit lea /compare-rooms
grep -q 'imports/other-force.json' page
ok "$?" "the desk offers what was imported"
visit lea "/compare-rooms?file=imports%2Fother-force.json&file=exports%2Fhampshire-peer-review%40two%2Froom.json"
grep -q "2 rooms, side by side" page
ok "$?" "and puts it beside its own" || note "$status $(head -c 400 page)"
visit lea "/compare-rooms?file=canvass.yaml&file=imports%2Fother-force.json"
is "$status" 422 "no other file is opened"
visit lea "/compare-rooms?file=imports%2F..%2Fcanvass.db&file=imports%2Fother-force.json"
is "$status" 422 "nor by a detour"
visit sid /compare-rooms
! grep -q 'exports/hampshire-peer-review@two' page
ok "$?" "nobody is offered a room that is not theirs"
visit eve /compare-rooms
is "$status" 403 "and evaluators none"
tap_done
