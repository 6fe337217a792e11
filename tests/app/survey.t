#!/bin/sh
# survey open, list and close.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/app/lib.sh"

make_workspace ws
write_pulse
open() {
	run -C ws survey open pulse.yaml --to team.key.pub --expected 99 --unconfirmed "$@"
}
run form show pulse.yaml
hash=$(sed -n 's/.*SHA-256 of the plan: //p' out)
open --wave w1
exits 0 "a survey is opened at once with --unconfirmed"
is "$(cat out)" "pulse@w1" "standard output has exactly its name"
says "warning: one recipient only" "one recipient is warned of"
says "rehearsal" "and so is a rehearsal"
grep -Eq "plan of [0-9]+ tables, SHA-256 $hash\$" err
ok "$?" "opening tells the plan's hash, as form show does" || note "$(cat err)"
[ -e ws/answers/pulse@w1.db ]
ok "$?" "its answers file is made"
open --wave w1
exits 73 "the same wave again"
for wave in W1 -x "" a/b "a b" ../x abcdefghijabcdefghijabcdefghijabc; do
	open --wave "$wave"
	exits 64 "the wave \"$wave\""
done
run -C ws survey open pulse.yaml --wave w2 --expected 99
exits 64 "no recipient"
run -C ws survey open pulse.yaml --wave w2 --to team.key.pub
exits 64 "neither form nor command says how many are expected"
says "--expected" "and that is what is asked for"
for n in 0 -1 x 99999999999; do
	open --wave w2 --expected "$n" 2>/dev/null
	run -C ws survey open pulse.yaml --wave w2 --to team.key.pub --expected "$n"
	exits 64 "--expected $n"
done
run -C ws survey open pulse.yaml --wave w2 --to team.key.pub --to team.key.pub --expected 99
exits 65 "the same recipient twice"
run -C ws survey open pulse.yaml --wave w2 --to team.key --expected 99
exits 65 "a secret key in place of a public one"
run -C ws survey open pulse.yaml --wave w2 --to pulse.yaml --expected 99
exits 65 "a file that is no key"
run -C ws survey open pulse.yaml --wave w2 --to nowhere.pub --expected 99
exits 66 "a key that is missing"
for n in 12 39; do
	needed=$([ $n -lt 30 ] && echo 30 || echo 40)
	run -C ws survey open pulse.yaml --wave w2 --to team.key.pub --expected "$n"
	exits 65 "--expected $n, of which no group could be published"
	says "error E072: too small to publish even if all $n answer: $needed are needed" "says so"
	says "as many as --expected says" "and where the number comes from"
done
sed 's/^languages/expected: 39\n&/' pulse.yaml >few.yaml
run -C ws survey open few.yaml --wave few --to team.key.pub --unconfirmed
exits 65 "a form that expects too few"
run -C ws survey open few.yaml --wave few --to team.key.pub --unconfirmed --expected 60
exits 0 "--expected wins over the form"
says "warning W073: too small to publish if one in three of 60 answers" "a warning opens"
answers 1 | "$canvass" -C ws submit pulse@few - 2>err
is "$?" 0 "and what was frozen is read again"
"$canvass" -C ws survey list | grep -q '^pulse@few	open'
ok "$?" "the survey is open"
sed 's/type: scale/type: scales/' pulse.yaml >bad.yaml
run -C ws survey open bad.yaml --wave w2 --to team.key.pub --expected 99
exits 65 "a form with errors"
says "bad.yaml:" "its problems are on standard error"
says "nothing was opened" "and nothing was opened"
[ ! -s out ]
ok "$?" "standard output stays empty"
run -C ws survey open nowhere.yaml --wave w2 --to team.key.pub --expected 99
exits 66 "a form that is missing"
: >"ws/answers/pulse@w2.db"
open --wave w2
exits 73 "an answers file that belongs to nobody is not taken over"
rm "ws/answers/pulse@w2.db"
"$canvass" -C ws survey list >out
is "$(wc -l <out | tr -d ' ')" 2 "none of that left a survey behind"

run -C ws survey open forms/hampshire.yaml --wave w2 --to team.key.pub
exits 0 "a form is also found in the workspace, and may say what is expected"
run -C ws survey list --json
exits 0 "survey list --json"
if command -v python3 >/dev/null; then
	is "$(python3 -c 'import json
for s in json.load(open("out")): print(s["survey"], s["state"], s["unconfirmed"], s["expected"])')" \
		"hampshire@w2 waiting False 1500
pulse@few open True 60
pulse@w1 open True 99" "is JSON"
else
	skip "no python3 to read JSON with"
fi
# The form is frozen: what happens to the file later changes nothing.
cp pulse.yaml frozen.yaml
rm pulse.yaml
answers 3 >three.jsonl
run -C ws submit pulse@w1 three.jsonl
exits 0 "the file of the form may go once the survey is open"

run -C ws survey close pulse@w1
exits 0 "closing"
run -C ws survey close pulse@w1
exits 65 "closing twice"
says "closed already" "is told so"
run -C ws survey close hampshire@w2
exits 0 "closing one that still waits"
run -C ws key confirm hampshire@w2 --key team.key --passphrase-file pass
exits 0 "a key may be tried later"
"$canvass" -C ws survey list | grep -q '^hampshire@w2	closed'
ok "$?" "but opens nothing that was closed"
run -C ws survey close pulse@w9
exits 66 "closing one that is not there"
says "pulse@w1" "the near ones are named"

tap_done
