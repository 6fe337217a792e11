#!/bin/sh
# The wall clock jumps while a room runs; and a wall that is left open after its lead went away.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/app/lib.sh"
. "$TOP_SRCDIR/tests/desk/lib.sh"
. "$TOP_SRCDIR/tests/desk/room.sh"

faketime=$(find /usr/lib /usr/local/lib -name libfaketime.so.1 2>/dev/null | head -1)
for program in curl python3; do
	command -v "$program" >/dev/null || {
		skip "no $program"
		tap_done
	}
done

make_workspace ws
"$canvass" -C ws room open forms/hampshire-peer-review.guide.yaml --key team.key --name one >room.out \
	2>/dev/null || exit 99
name=$(cut -f3 room.out)
room=/rooms/$name

# shows TIMER WORDS: "up", "" for none, or minutes, of which ten seconds may be over.
shows() {
	visit lea "$room/now"
	is "$status" 200 "$2"
	left=$(sed -n 's/.*role="timer">\(time is \)\{0,1\}\([0-9]*:[0-9]*\|up\).*/\2/p' page)
	case $1,$left in
	up,* | ,*) ;;
	"$1,$1:00" | "$1,$(($1 - 1)):5"?) left=$1 ;;
	esac
	is "$left" "$1" "as the timer says"
}

# jump OFFSET: the desk's clock, from now on.
jump() {
	echo "$1" >clock.new
	mv clock.new clock
}

if [ -n "$faketime" ] && [ -z "$(printf '%s' "$SANITIZED" | tr -d ' ')" ]; then
	jump +0
	FAKETIME_TIMESTAMP_FILE=$work/clock
	FAKETIME_NO_CACHE=1 FAKETIME_DONT_FAKE_MONOTONIC=1 LD_PRELOAD=$faketime
	export FAKETIME_TIMESTAMP_FILE FAKETIME_NO_CACHE FAKETIME_DONT_FAKE_MONOTONIC LD_PRELOAD
	start_desk ws --passphrase-file pass
	unset LD_PRELOAD
	join lea facilitator
	act start
	shows 8 "the opening has eight minutes, which run"
	jump +5m
	shows 3 "the desk's clock is what runs it"
	jump +3d
	shows up "three days on: time is up, not less than nothing, and nobody is signed out"
	act next
	is "$status" 303 "the room goes on"
	shows 12 "with a timer of its own"
	jump -2d
	shows "" "set back by five days: no timer rather than one of days"
	send lea "$room" "$room/timer" do=whole
	shows 12 "it can be set anew"
	send lea "$room" "$room/timer" do=start
	jump -40y
	visit lea "$room/wall/now"
	is "$status" 200 "a clock before the beginning of time stops no wall"
	jump +40y
	visit lea "$room/wall/now"
	is "$status" 200 "nor one long after it"
	jump +0
	act pause
	is "$status" 303 "the room can be paused"
else
	skip "no libfaketime, or sanitizers that go before it"
	start_desk ws --passphrase-file pass
	join lea facilitator
	act start
fi

visit lea "$room/wall/now"
is "$status" 200 "the wall follows while its lead is signed in"
cp lea.jar left.jar
send lea / /sign-out
is "$status" 303 "the lead signs out"
visit left "$room/wall/now"
[ "$status" -ge 300 ] && ! grep -q "focus group\|pause" page
ok "$?" "a wall that is left open is told nothing more" || note "$status $(head -c 300 page)"
visit left "$room/wall"
is "$status" 303 "and leads to the page to sign in when it is loaded anew"
stop_desk
is "$status" 0 "the desk stops"
tap_done
