# shellcheck shell=sh
# What the tests of commands share.  Source it after tests/tap.sh.
# SPDX-License-Identifier: AGPL-3.0-or-later

unset CANVASS_URL CANVASS_LISTEN CANVASS_HOSTS CANVASS_FORCE CANVASS_EXIT_URL CANVASS_EXPORTS
unset CANVASS_DESK_LISTEN CANVASS_SCRIPTS CANVASS_CONTACT CANVASS_LOGO CANVASS_COLOUR CANVASS_FONTS
unset SOURCE_DATE_EPOCH NO_COLOR
canvass=$TOP_BUILDDIR/canvass
forms=$TOP_SRCDIR/forms
export canvass forms
cd "${work:?}" || exit 99

# run ARGS...: leaves $status, and the files out and err.
run() {
	"$canvass" "$@" >"$work/out" 2>"$work/err" </dev/null
	status=$?
}

# exits STATUS WORDS: of the last run.
exits() {
	is "$status" "$1" "$2" || note "it said: $(head -5 "$work/err")"
}

# says TEXT WORDS: somewhere on standard error.
says() {
	grep -qF -- "$1" "$work/err"
	ok "$?" "$2" || note "it said: $(head -5 "$work/err")"
}

# prints TEXT WORDS: somewhere on standard output.
prints() {
	grep -qF -- "$1" "$work/out"
	ok "$?" "$2" || note "it printed: $(head -5 "$work/out")"
}

# make_keys NAME...: NAME and NAME.pub, whose passphrase is in the file pass.
make_keys() {
	printf 'correct horse battery staple\n' >pass
	for name; do
		"$canvass" key new "$name" --passphrase-file pass 2>/dev/null || exit 99
	done
}

# make_workspace DIR: with a key beside it.
make_workspace() {
	"$canvass" init "$1" 2>/dev/null || exit 99
	[ -e team.key ] || make_keys team.key
}

# open_pulse DIR WAVE [OPTIONS]: a small survey, open at once.
open_pulse() {
	dir=$1
	wave=$2
	shift 2
	write_pulse
	"$canvass" -C "$dir" survey open pulse.yaml --wave "$wave" --to team.key.pub \
		--expected 200 --unconfirmed "$@" >/dev/null 2>&1 || exit 99
}

write_pulse() {
	cat >pulse.yaml <<'FORM'
canvass: form 1
id: pulse
title: Five-minute pulse
languages: [en]
privacy:
  smallest group: 10
  break down by: [role]
themes:
  aftercare: Post-assault supervision and aftercare
pages:
  - title: Your view
    questions:
      - id: role
        ask: What is your role?
        type: choose one
        options:
          officer: Police officer
          staff: Police staff
  - title: Support
    questions:
      - id: supported
        ask: I felt supported after the assault
        type: scale
        options:
          1: Strongly disagree
          2: Disagree
          3: Neither
          4: Agree
          5: Strongly agree
        theme: aftercare
  - title: One change
    questions:
      - id: change
        ask: What one thing should change?
        type: long text
        up to: 2000 characters
        themes: [aftercare]
FORM
}

# answers N: N good lines for it.
answers() {
	i=0
	while [ "$i" -lt "$1" ]; do
		i=$((i + 1))
		if [ $((i % 3)) -eq 0 ]; then role=staff; else role=officer; fi
		printf '{"role": "%s", "supported": %d, "change": "more tea %d"}\n' \
			"$role" $((i % 5 + 1)) "$i"
	done
}

# start DIR [OPTIONS]: a door on a free port; leaves $base and $door.
start() {
	dir=$1
	shift
	: >door.out
	"$canvass" -C "$dir" serve --listen 127.0.0.1:0 "$@" >door.out 2>door.err &
	door=$!
	at_end "kill $door 2>/dev/null"
	tries=0
	until base=$(sed -n 's/^listening on //p' door.out) && [ -n "$base" ]; do
		tries=$((tries + 1))
		if [ "$tries" -gt 200 ] || ! kill -0 "$door" 2>/dev/null; then
			note "the door did not start: $(cat door.err)"
			exit 99
		fi
		sleep 0.05
	done
}

# stop: ends the door and leaves its $status.
stop() {
	kill -TERM "$door"
	wait "$door"
	status=$?
}

# begin_demo ARGS...: a demo in the background; leaves $demo and its $address once it shows that.
begin_demo() {
	: >demo.out
	"$canvass" demo "$@" >demo.out 2>demo.err &
	demo=$!
	at_end "kill $demo 2>/dev/null"
	tries=0
	until grep -q 'Ctrl-C ends the demo' demo.out; do
		tries=$((tries + 1))
		if [ "$tries" -gt 1200 ] || ! kill -0 "$demo" 2>/dev/null; then
			note "no demo: $(cat demo.err)"
			exit 99
		fi
		sleep 0.05
	done
	# shellcheck disable=SC2034 # for those who source this
	address=$(sed -n 's|^  \(http://.*/S/.*\)|\1|p' demo.out)
}
