#!/bin/sh
# submit: good lines stored, bad ones handed back, with a door and without.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/app/lib.sh"

make_workspace ws
open_pulse ws w
cat >mixed.jsonl <<'EOT'
{"role": "officer", "supported": 4, "change": "More people"}
{"role": "constable"}

  {"role":"staff","nope":1}  
{"role": "staff", "supported": 2}
{"role": "staff",
[1, 2]
{"role": "staff", "role": "officer"}
EOT
printf '{"role": "officer", "supported": 9}' >>mixed.jsonl
run -C ws submit pulse@w mixed.jsonl
exits 65 "a file with bad lines"
says "stored 2 answers of mixed.jsonl, rejected 6" "the count is told"
is "$(cat out)" "$(sed -n '2p;4p;6,9p' mixed.jsonl)" "rejected lines come out unchanged, in order"
for line in 2 4 6 7 8 9; do
	says "mixed.jsonl:$line: " "line $line has a reason"
done
cp out again.jsonl
run -C ws submit pulse@w again.jsonl
exits 65 "what came out can be sent in again, and is still wrong"
: >empty.jsonl
run -C ws submit pulse@w empty.jsonl
exits 0 "an empty file"
says "stored 0 answers" "stores nothing, and says so"
answers 5 | "$canvass" -C ws submit pulse@w - 2>err
is "$?" 0 "from standard input"
says "stored 5 answers of -" "all five"
run -C ws submit pulse@w nowhere.jsonl
exits 66 "a file that is missing"
run -C ws submit pulse@none empty.jsonl
exits 66 "a survey that is missing"
printf '{"change": "%s"}\n' "$(head -c 2001 /dev/zero | tr '\0' x)" >long.jsonl
run -C ws submit pulse@w long.jsonl
exits 65 "a text over its limit"
run -C ws submit "$(printf 'pulse@w/../../x')" empty.jsonl
[ "$status" = 65 ] || [ "$status" = 66 ]
ok "$?" "a survey's name is no path"

printf '\357\273\277{"role": "staff"}\n\357\273\277{"role": "staff"}\n' >bom.jsonl
run -C ws submit pulse@w bom.jsonl
exits 65 "a mark before the first line, as some editors write it, and one before the second"
says "stored 1 answer of bom.jsonl, rejected 1" "the first alone is taken"
printf '{"role": "staff"}\0\n\0\n{"role": "sta\0ff"}\n' >nul.jsonl
run -C ws submit pulse@w nul.jsonl
exits 65 "lines with a NUL byte"
says "stored 0 answers of nul.jsonl, rejected 3" "are none of them taken"
cmp -s out nul.jsonl
ok "$?" "and come out unchanged"
says "nul.jsonl:2: a NUL byte stands in this line" "with the reason"

# A month is held against the calendar, as at the door.
sed 's/^      - id: change$/      - id: when\n        ask: When was it?\n        type: month\n        last: 12 months\n&/' \
	pulse.yaml >months.yaml
run -C ws survey open months.yaml --wave m --to team.key.pub --expected 200 --unconfirmed
exits 0 "a form with a month"
year=$(date +%Y)
printf '{"when": "%s-01"}\n{"when": "%d-02"}\n{"when": "%d-12"}\n' "$year" $((year - 2)) $((year + 1)) >when.jsonl
run -C ws submit pulse@m when.jsonl
exits 65 "months that cannot be"
is "$(cat out)" "$(sed -n '2,3p' when.jsonl)" "come out again, and the one that can is stored"
says 'when.jsonl:2: "when": Enter a month of the last 12 months' "what is too long ago is told"
says 'when.jsonl:3: "when": Enter a month that has begun' "and what is to come"

# What a form refuses at the door it refuses here; else words are stored as they are, and counted.
marked() { # marked KEYS NAME: a pulse whose privacy has these keys, opened as wave NAME
	sed "s/^privacy:/privacy:\\n  own patterns:\\n    COLLAR: zq[a-k]{4}\\n$1/" pulse.yaml >"$2.yaml"
	"$canvass" -C ws survey open "$2.yaml" --wave "$2" --to team.key.pub --unconfirmed \
		--expected 100 >/dev/null 2>&1
}
cat >marked.jsonl <<'EOT'
{"role": "officer", "change": "See zqabcd, and zqdcba"}
{"role": "officer", "change": "See nothing"}
EOT
marked '' shown
ok "$?" "a form with a pattern of its own"
run -C ws submit pulse@shown marked.jsonl
exits 0 "words that are marked"
says "stored 2 answers of marked.jsonl, rejected 0" "are stored as they are"
says "1 of them has words that could tell who somebody is; stored as they are" "and counted"
marked '  when found: refuse\n' refused
run -C ws submit pulse@refused marked.jsonl
exits 65 "words that a form refuses"
is "$(cat out)" "$(sed -n 1p marked.jsonl)" "come out unchanged, and the other line is stored"
says 'marked.jsonl:1: "change" has what looks like a collar number: take it out' \
	"the reason names question and kind"
! grep -q 'zq[a-k]' err
ok "$?" "and never the words"

# More than one group, and through a door's hatch while it runs.
answers 600 >many.jsonl
run -C ws submit pulse@w many.jsonl
exits 0 "600 answers"
start ws
run -C ws submit pulse@w many.jsonl
exits 0 "600 more, while a door runs"
says "stored 600 answers" "are stored through it"
run -C ws submit pulse@w mixed.jsonl
exits 65 "bad lines are handed back just so"
is "$(cat out)" "$(sed -n '2p;4p;6,9p' mixed.jsonl)" "and unchanged"
run -C ws survey close pulse@w
exits 0 "closed through the door"
run -C ws submit pulse@w many.jsonl
exits 65 "a closed survey takes no answers"
stop
is "$status" 0 "the door ends in good order"
run -C ws summary pulse@w --key team.key --passphrase-file pass -o told --format json
exits 0 "the summary"
# 2 + 5 + 1 + 600 + 600 + 2 = 1,210 were stored, and 1,210 is the nearest that may be told.
grep -q '"responses": *1210' told/pulse@w/summary.json
ok "$?" "counts each stored answer, once"

tap_done
