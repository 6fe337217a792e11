#!/bin/sh
# The summary of the demo, with the shipped survey, attacked as its readers can.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/app/lib.sh"
. "$TOP_SRCDIR/tests/attack/lib.sh"

reader=$TOP_SRCDIR/tests/attack/reader.py
for count in 120 400; do
	begin_demo "demo$count" --answers "$count" --seed 7 --listen 127.0.0.1:0
	kill -INT "$demo"
	wait "$demo"
	summary=demo$count/exports/hampshire@spring/summary.json
	python3 "$reader" "$summary" >said 2>&1
	ok "$?" "$count answers: what is printed betrays nothing"
	note "$(tail -n 20 said)"
done
python3 "$reader" doctored "$summary" >said 2>&1
ok "$?" "would be seen: hidden numbers printed, all but one"
note "$(tail -n 1 said)"
tap_done
