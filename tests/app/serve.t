#!/bin/sh
# serve: starts, says where, refuses a second one, ends in good order.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/app/lib.sh"

command -v curl >/dev/null || {
	skip "no curl"
	tap_done
}
make_workspace ws
open_pulse ws w
code=$("$canvass" -C ws link issue pulse@w 2>/dev/null | cut -f1)
start ws
is "$(cat door.out)" "listening on $base" "one line says where"
is "$(curl -s -o page -w '%{http_code}' "$base/S/$code")" 200 "a link leads to the first page"
grep -q "What is your role?" page
ok "$?" "with the first question"
is "$(curl -s -o page -w '%{http_code}' "$base/s/$(printf '%s' "$code" | tr '[:upper:]' '[:lower:]')")" 200 \
	"in small letters too"
run -C ws serve --listen 127.0.0.1:0
exits 75 "a second door on the same workspace"
make_workspace other
run -C other serve --listen "${base#http://}"
exits 69 "a port in use"
says "${base##*:}" "which is named"
run -C ws serve --listen 127.0.0.1
exits 64 "an address without a port"
run -C ws serve --listen 300.1.1.1:80
[ "$status" != 0 ]
ok "$?" "an address that is none"

# What commands change, a running door sees.
second=$("$canvass" -C ws link issue pulse@w 2>/dev/null | cut -f1)
sleep 1.5
is "$(curl -s -o page -w '%{http_code}' "$base/S/$second")" 200 "a link issued meanwhile works"
"$canvass" -C ws link close "$second" 2>/dev/null
sleep 1.5
is "$(curl -s -o page -w '%{http_code}' "$base/S/$second")" 410 "a link closed meanwhile does not"
run -C ws survey close pulse@w
exits 0 "a survey is closed through the door"
is "$(curl -s -o page -w '%{http_code}' "$base/S/$code")" 410 "and its link leads to the closed page"
stop
is "$status" 0 "SIGTERM ends it in good order"
start ws
kill -INT "$door"
wait "$door"
is "$?" 0 "so does SIGINT"
[ ! -s door.err ] || ! grep -qi "error\|fail" door.err
ok "$?" "without complaints"

tap_done
