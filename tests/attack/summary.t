#!/bin/sh
# The whole way from answers to summary.json: the test draws the answers, so it knows the truth.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/app/lib.sh"
. "$TOP_SRCDIR/tests/attack/lib.sh"

form=$TOP_SRCDIR/tests/attack/form.py
make_workspace ws
python3 "$form" form >small.yaml
seed=0
for count in 60 400 120 200 25 120 400 800 800 200; do
	seed=$((seed + 1))
	"$canvass" -C ws survey open small.yaml --wave "w$seed" --to team.key.pub --expected 900 \
		--unconfirmed >/dev/null 2>&1 || exit 99
	python3 "$form" answers "$seed" "$count" >a.jsonl
	"$canvass" -C ws submit "small@w$seed" a.jsonl 2>/dev/null
	"$canvass" -C ws survey close "small@w$seed" 2>/dev/null
	"$canvass" -C ws summary "small@w$seed" --key team.key --passphrase-file pass --format json \
		>out 2>err
	python3 "$form" judge "ws/exports/small@w$seed/summary.json" a.jsonl >said 2>&1
	ok "$?" "$count answers: the summary is right, and betrays nothing"
	note "$(tail -n 30 said)"
done
python3 "$form" doctored "ws/exports/small@w$seed/summary.json" a.jsonl >said 2>&1
ok "$?" "would be seen: bases that are exact, or in another window"
note "$(tail -n 1 said)"
tap_done
