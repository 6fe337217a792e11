#!/bin/sh
# Settings: option, then environment, then canvass.yaml, then default; doctor says which.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/app/lib.sh"

make_workspace ws
run -C ws doctor
exits 0 "doctor on a healthy workspace"
grep -Eq '^  listen +127\.0\.0\.1:8080  \(default\)' out
ok "$?" "defaults are marked so"
printf '# mine\nlisten: "127.0.0.1:9001" # a comment\nhosts: [a.example, b.example]\nforce: A force: ours\n' \
	>ws/canvass.yaml
run -C ws doctor
grep -Eq '^  listen +127\.0\.0\.1:9001  \(canvass\.yaml, line 2\)' out
ok "$?" "canvass.yaml wins over the default, and its line is told"
prints "a.example, b.example  (canvass.yaml, line 3)" "a list is read"
prints "A force: ours  (canvass.yaml, line 4)" "a colon inside a value is part of it"
CANVASS_LISTEN=127.0.0.1:9002 "$canvass" -C ws doctor >out 2>err
grep -Eq '^  listen +127\.0\.0\.1:9002  \(CANVASS_LISTEN\)' out
ok "$?" "the environment wins over canvass.yaml"
CANVASS_LISTEN=nonsense "$canvass" -C ws doctor >out 2>err
is "$?" 78 "a wrong value there is refused"
grep -q CANVASS_LISTEN err
ok "$?" "and the variable is named"
cp ws/canvass.yaml mine.yaml
printf 'nonsense: 1\nlisten: nowhere\nforce: Still read\n' >ws/canvass.yaml
run -C ws doctor
exits 78 "settings that are wrong"
prints "ws/canvass.yaml:1: there is no setting" "the first is told"
prints "ws/canvass.yaml:2: listen: " "and the second"
prints "Still read  (canvass.yaml, line 3)" "what is good is shown"
prints "  SQLite" "and all the rest"
says "ws/canvass.yaml:1: there is no setting" "and the command says why it failed"
rm ws/canvass.yaml
run -C ws doctor
grep -Eq '^  url +http://127\.0\.0\.1:8080  \(from listen\)' out
ok "$?" "without a url, the address that links bear is shown"
mv mine.yaml ws/canvass.yaml
open_pulse ws w
CANVASS_URL=https://env.example/ run -C ws link issue pulse@w
prints "https://env.example/S/" "the address of a link follows the setting, without a double slash"
CANVASS_LISTEN=nonsense run -C ws serve --listen alsonone
exits 78 "what the environment says is checked even if an option wins"
CANVASS_LISTEN=127.0.0.1:1 start ws
is "${base%:*}" "http://127.0.0.1" "an option wins over the environment"
stop

run -C ws doctor --json
exits 0 "doctor --json"
if command -v python3 >/dev/null; then
	is "$(python3 -c 'import json,sys
d=json.load(open("out"))
print([s["from"] for s in d["settings"] if s["name"]=="listen"][0], sorted(d))')" \
		"canvass.yaml, line 2 ['notes', 'problems', 'settings', 'versions']" "is JSON, and says the same"
else
	skip "no python3 to read JSON with"
fi
for library in SQLite libsodium libmicrohttpd libyaml jansson libqrencode; do
	grep -q "\"name\": \"$library\", \"value\": \"[0-9]" out
	ok "$?" "the version of $library is told"
done
printf 'scripts: yes\n' >ws/canvass.yaml
run -C ws doctor
exits 0 "scripts is a setting"
prints "yes  (canvass.yaml, line 1)" "and is shown"
code=$("$canvass" -C ws link issue pulse@w 2>/dev/null | cut -f1)
if command -v curl >/dev/null && command -v openssl >/dev/null; then
	start ws
	curl -s -D head -o with "$base/S/$code"
	hash=$(sed -n 's,.*<script>\(.*\)</script>.*,\1,p' with | tr -d '\n' | openssl dgst -sha256 -binary | openssl base64)
	grep -qF "script-src 'sha256-$hash';" head
	ok "$?" "then pages bring their script, and the policy allows that one by its hash" || note "$(cat head)"
	curl -s -o about "$base/privacy"
	! grep -q '<script' about
	ok "$?" "but only the pages of a survey"
	stop
	printf 'scripts: no\n' >ws/canvass.yaml
	start ws
	curl -s -D head -o without "$base/S/$code"
	! grep -q '<script' without && ! grep -q 'script-src' head
	ok "$?" "no is the default: no script, and none is allowed"
	plain() { sed '/<script>/d; s/value="[0-9A-Z]\{26\}"/value=""/' "$1"; }
	is "$(plain with)" "$(plain without)" "and there is no other difference"
	stop
else
	skip "no curl or no openssl"
fi
printf 'scripts: maybe\n' >ws/canvass.yaml
run -C ws serve --listen 127.0.0.1:0
exits 78 "but yes or no it is"
if [ -x "$TOP_BUILDDIR/canvass-render" ] && command -v fc-list >/dev/null; then
	printf 'fonts: No Such Face, Nor This\n' >ws/canvass.yaml
	run -C ws doctor
	exits 1 "fonts of which none is installed"
	prints "none of fonts is installed: No Such Face, Nor This" "are a problem, and named"
	face=$(fc-list : family | sed 's/,.*//' | sort | head -1)
	printf 'fonts: No Such Face, %s\n' "$face" >ws/canvass.yaml
	run -C ws doctor
	grep -Eq "posters' font +$face\$" out
	ok "$?" "else the one that is used is told: $face" || note "$(grep font out)"
else
	skip "no canvass-render or no fc-list"
fi
rm ws/canvass.yaml
chmod o+r ws/canvass.db
run -C ws doctor
exits 1 "a database that everybody may read is a problem"
says "1 problem" "and is counted"
prints "ws/canvass.db is open to everybody: chmod o-rwx ws/canvass.db" "with what to do"
chmod o-r ws/canvass.db
printf 'url: https://ask.example\n' >ws/canvass.yaml
run -C ws doctor
prints "switch off its access log" "behind https there is a proxy, and its log is warned of"

tap_done
