# shellcheck shell=sh
# What the tests of rooms share: a door beside the desk, phones at it, the facilitator's hand.
# Source it after tests/desk/lib.sh, with $room ("/rooms/NAME") and $code set, and lea signed in.
#
#   start_door ws [PORT]             leaves $door_url and $door (its process)
#   opened 3                         opens the current step, the third, and waits for the door
#   phones 3 1 5 words=care          five phones answer; prints how many were thanked
#   soon "$room/wall/now" care "..." the page has it within three seconds
#   queue show 'Note of one'         presses the button beside a note
#
# $lead is whose browser it is: lea, unless set.
#
# SPDX-License-Identifier: AGPL-3.0-or-later

lead=lea

# start_door DIR [PORT]
start_door() {
	: >door.out
	"$canvass" -C "$1" serve --listen "127.0.0.1:${2:-0}" >door.out 2>door.err &
	door=$!
	at_end "kill $door 2>/dev/null"
	until door_url=$(sed -n 's/^listening on //p' door.out) && [ -n "$door_url" ]; do
		kill -0 "$door" 2>/dev/null || exit 99
		sleep 0.05
	done
}

# phones STEP FIRST LAST FIELD=VALUE...: prints how many were thanked.
phones() {
	python3 "$TOP_SRCDIR/tests/desk/phones.py" "$door_url/R/$code" "$@" 2>phones.err
}

# state: that the facilitator's page bears.
state() {
	sed -n 's/.*name="state" value="\([^"]*\)".*/\1/p' page | head -1
}

# act NAME: as the facilitator's page has it.
act() {
	visit "$lead" "$room"
	post "$lead" "$room/act" "$(token_of page "$room/act")" "act=$1" "state=$(state)"
	[ "$status" = 303 ] || note "$1 gave $status: $(sed -n 's/.*role="alert"><p>\([^<]*\).*/\1/p' page)"
}

# at_door TEXT: phones see what was done here within a second.
at_door() {
	tries=0
	until curl -s "$door_url/R/$code?t=00000000000000000000000000" | grep -qF -- "$1"; do
		tries=$((tries + 1))
		[ "$tries" -lt 40 ] || break
		sleep 0.1
	done
}

# opened STEP: opens it, and waits for the door.
opened() {
	act open
	at_door "name=\"step\" value=\"$1\""
}

# soon PATH TEXT WORDS: the page has the text within three seconds.
soon() {
	tries=0
	until visit "$lead" "$1" && grep -qF -- "$2" page; do
		tries=$((tries + 1))
		[ "$tries" -lt 30 ] || break
		sleep 0.1
	done
	grep -qF -- "$2" page
	ok "$?" "$3" || note "it shows: $(tail -c 900 page)"
}

# never PATH TEXT WORDS: not after half a second either.
never() {
	sleep 0.5
	visit "$lead" "$1"
	[ "$status" = 200 ] && ! grep -qF -- "$2" page
	ok "$?" "$3" || note "it shows: $(grep -F -- "$2" page | head -3)"
}

# button TEXT: the value of the button beside the note that says this.
button() {
	python3 - "$1" "$2" <<'PY'
import re, sys
page = open("page", encoding="utf-8").read()
for item in re.split(r"<li", page):
    said = re.search(r'class="said">(.*?)</p>', item, re.S)
    if said and sys.argv[2] in re.sub(r"<[^>]*>", "", said.group(1)):
        value = re.search(r'value="(%s\.[^"]*)"' % sys.argv[1], item)
        print(value.group(1) if value else "")
        break
PY
}

# queue ACT TEXT [FIELD=VALUE]
queue() {
	visit "$lead" "$room"
	queue_do=$(button "$1" "$2")
	shift 2
	post "$lead" "$room/queue" "$(token_of page "$room/queue")" "do=$queue_do" "$@"
}
