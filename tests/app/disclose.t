#!/bin/sh
# disclose: exact figures in, what may be printed out; nothing is stored.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/app/lib.sh"

cases=$TOP_SRCDIR/tests/golden/disclose/cases
plan=$cases/shipped.plan.json

run disclose "$plan"
exits 0 "the shipped plan"
cmp -s out "$cases/shipped.published.json"
ok "$?" "gives what is shipped, byte for byte"
is "$(cat err)" "" "without a word"
"$canvass" disclose - <"$plan" >out
cmp -s out "$cases/shipped.published.json"
ok "$?" "from standard input too"
cp "$plan" plan.json
mkdir ws
mv plan.json ws
run -C ws disclose plan.json
exits 0 "a plan in the workspace that -C names, which need be none"
is "$(ls ws)" plan.json "where nothing is left behind"

# What a plan gets wrong.
sed 's/"responses": 131/"responses": 132/' "$plan" >sum.json
run disclose sum.json
exits 65 "counts that do not sum"
is "$(cat err)" 'sum.json: error D02: table "told": answered and "-" sum to 131, but there are 132 responses' \
	"are told with file, code, table and numbers"
is "$(cat out)" "" "and nothing is printed"
"$canvass" disclose - <sum.json >out 2>err
is "$?" 65 "the same from standard input"
says '-: error D02: ' "has no name there"
printf 'no plan' >not.json
run disclose not.json
exits 65 "what is no JSON"
says 'not.json: error D01: JSON, line 1, ' "says where"
: >empty.json
run disclose empty.json
exits 65 "an empty file"
says 'empty.json: error D01: ' "is no plan"
printf '{"canvass": "disclose 1", "bell\\u0007\\u009b2J": 1}' >bell.json
run disclose bell.json
exits 65 "a name with control characters"
says 'there is no member "bell\x07\xc2\x9b2J" here' "has them spelt out"
head -c 70000000 /dev/zero | tr '\0' ' ' >large.json
run disclose large.json
exits 65 "a file that is too large"
says 'large.json: error D08: the file is over 64 MiB' "says so"

run disclose nowhere.json
exits 66 "a plan that is missing"
run disclose
exits 64 "no plan"
run disclose a b
exits 64 "two plans"

# One plan a line.
tr -d '\n' <"$plan" >one
echo >>one
tr -d '\n' <sum.json >bad
echo >>bad
cat one one >lines
run disclose --lines lines
exits 0 "a plan a line"
is "$(wc -l <out | tr -d ' ')" 2 "gives a result a line"
is "$(sed -n 1p out)" "$(sed -n 2p out)" "each by itself"
is "$(sed 's/, $/,/' out | sed -n 1p)" \
	"$(tr -d '\n' <"$cases/shipped.published.json" |
		sed -e 's/   *{/ {/g' -e 's/\[ {/[{/g' -e 's/, *"/, "/g' -e 's/\[ *"/["/g')" \
	"which is the same as on lines of its own"
{
	cat one
	echo
	cat bad
	printf '\0\n'
	printf '%s' "$(cat one)"
} >lines
run disclose --lines lines
exits 65 "with bad lines among them"
is "$(wc -l <out | tr -d ' ')" 4 "each line but a blank one gives one"
is "$(sed -n 2p out)" \
	'{"error": {"code": "D02", "words": "table \"told\": answered and \"-\" sum to 131, but there are 132 responses"}}' \
	"a bad one says why in its place"
is "$(sed -n 1p out)" "$(sed -n 4p out)" "and those behind it are good"
is "$(sed 's/words.*/words/' err | cut -d: -f1-3 | sed 's/ error//' | cut -d' ' -f1,2)" \
	'lines:3: D02
lines:4: D01' "and is told with its line"
"$canvass" disclose --lines - <one >out 2>err
is "$?" 0 "lines from standard input"
run disclose --lines nowhere
exits 66 "lines that are missing"

# Memory is that of one line.
i=0
while [ "$i" -lt 5000 ]; do
	cat bad
	i=$((i + 1))
done >many
if [ -z "$SANITIZED" ] && command -v python3 >/dev/null; then
	python3 - "$canvass" bad many >peaks <<'EOP'
import os, subprocess, sys
for plan in sys.argv[2:]:
    p = subprocess.Popen([sys.argv[1], "disclose", "--lines", plan],
                         stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    print(os.wait4(p.pid, 0)[2].ru_maxrss)
EOP
	[ "$(tail -1 peaks)" -lt "$(($(head -1 peaks) + 2000))" ]
	ok "$?" "5,000 lines take no more memory than one" || note "$(cat peaks)"
else
	skip "memory under sanitizers, or without python3"
fi

# What a reader could work out, for testers.
run disclose "$plan" --explain audit
exits 0 "--explain"
cmp -s out "$cases/shipped.published.json"
ok "$?" "changes nothing"
# shellcheck disable=SC2012 # the mode is what is looked at
is "$(ls -l audit | cut -c1-10)" -rw------- "for its owner alone"
if command -v python3 >/dev/null; then
	python3 - audit >seen <<'EOP'
import json, sys
rows = [json.loads(line) for line in open(sys.argv[1])]
want = ["table", "level", "release", "row", "column", "half", "min", "max", "ok"]
print(all(list(r) == want for r in rows))
print(sorted({(r["table"], r["level"]) for r in rows if not r["ok"]}))
print({(r["min"] <= 0, r["max"] >= 9) for r in rows
       if (r["table"], r["row"], r["half"]) == ("told", "nobody", "yes")})
narrow = [r for r in rows if not r["ok"]]
print(all(r["min"] > 0 or r["max"] < 9 for r in narrow if r["half"] != "growth"))
EOP
	is "$(cat seen)" "True
[('contacted-by-role', 'full')]
{(True, True)}
True" "one JSON line a number: what is narrowed, at which level"
else
	skip "no python3 to read JSON with"
fi
run disclose --lines lines --explain audit
exits 65 "--explain of lines, some bad"
is "$(sed 's/, .*//' audit | sort -u)" '{"line": 1
{"line": 5' "has those of the good ones, with their lines"
run disclose sum.json --explain audit
exits 65 "--explain of a bad plan"
is "$(sed 's/, .*//' audit | sort -u | wc -l | tr -d ' ')" 2 "leaves what was there"
run disclose one --explain one
exits 64 "--explain over the plan"
is "$(wc -l <one | tr -d ' ')" 1 "leaves it alone"
run disclose one --explain no/such
exits 73 "--explain into no folder"
run disclose one --explain -
exits 64 "--explain without a file"
is "$(find . -name 'audit.*' -o -name 'no*' -type d)" "" "nothing is left beside"

tap_done
