#!/bin/sh
# compare: waves and forces side by side, from what they published and nothing else.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/app/lib.sh"

SOURCE_DATE_EPOCH=1767225600
export SOURCE_DATE_EPOCH
make_workspace ws

# form RUN_BY: questions that stay, and those that the lines on standard input add.
form() {
	{ cat <<-EOT
		canvass: form 1
		id: pulse
		title: Five-minute pulse
		run by: $1
		languages: [en]
		privacy:
		  smallest group: 10
		themes:
		  aftercare: Aftercare
		scorecard: [seen]
		pages:
		  - title: Your view
		    questions:
		      - id: seen
		        ask: Were you seen by a supervisor?
		        type: choose one
		        options: {yes: Yes, no: No}
		        theme: aftercare
	EOT
	cat
	} | sed -E 's/^( *)options: \{([a-z]+): ([^,]*), ([a-z]+): ([^}]*)\}/\1options:\n\1  \2: \3\n\1  \4: \5/'
}

first() {
	form "$1" <<-'EOT'
		      - id: told
		        ask: Were you told what happened?
		        type: choose one
		        options: {yes: Yes, no: No}
		      - id: rank
		        ask: Which rank?
		        type: choose one
		        options: {pc: Constable, sgt: Sergeant}
		      - id: old
		        ask: Asked once
		        type: choose one
		        options: {yes: Yes, no: No}
	EOT
}

second() {
	form "$1" <<-'EOT'
		      - id: told
		        ask: Did anybody tell you what happened?
		        type: choose one
		        options: {yes: Yes, no: No}
		      - id: rank
		        ask: Which rank?
		        type: choose one
		        options: {pc: Constable, sgt: Sergeant or above}
		      - id: fresh
		        ask: Asked from now on
		        type: choose one
		        options: {yes: Yes, no: No}
	EOT
}

# release DIR WAVE FORM N M: of N answers each M-th said no; leaves DIR/<wave>.
release() {
	cp "$3" form.yaml
	"$canvass" -C ws survey open form.yaml --wave "$2" --to team.key.pub --expected 400 \
		--unconfirmed >/dev/null 2>&1 || exit 99
	i=0
	while [ "$i" -lt "$4" ]; do
		i=$((i + 1))
		a=yes
		[ $((i % $5)) -eq 0 ] && a=no
		b=pc
		[ $((i % 3)) -eq 0 ] && b=sgt
		printf '{"seen": "%s", "told": "%s", "rank": "%s"}\n' $a $a $b
	done >answers.jsonl
	"$canvass" -C ws submit "pulse@$2" answers.jsonl 2>/dev/null
	"$canvass" -C ws survey close "pulse@$2" 2>/dev/null
	"$canvass" -C ws summary "pulse@$2" --key team.key --passphrase-file pass --format json \
		-o "$1" >/dev/null 2>&1 || exit 99
}

first North >one.yaml
second North >two.yaml
release rel w1 one.yaml 160 2
release rel w2 two.yaml 150 5
release rel w3 two.yaml 150 6
first East >east.yaml
release rel e1 east.yaml 180 3
w1=rel/pulse@w1/summary.json
w2=rel/pulse@w2/summary.json
w3=rel/pulse@w3/summary.json
e1=rel/pulse@e1/summary.json

run compare $w1 $w2
exits 0 "two waves, without a workspace"
[ ! -s err ]
ok "$?" "without a word on standard error"
prints "2 waves of Five-minute pulse" "they are waves"
grep -Eq '^  Yes +50 % +80 %, up: \+30 \(\+1[0-9] to \+4[0-9]\)$' out
ok "$?" "the same question has a change with its range" || note "$(cat out)"
grep -Eq '^  Yes +50 % +80 %, reworded$' out
ok "$?" "a reworded one has both numbers, and no up or down"
grep -Eq '^  Sergeant +35 % +\[x\]' out && grep -Eq '^  Sergeant or above +\[x\] +35 %, options changed$' out
ok "$?" "other answers stand in tables of their own"
grep -A3 '^fresh: ' out | grep -Eq '\[x\]'
ok "$?" "a new question has [x] for the other"
prints "old: Asked once" "one that is gone stands there too"
prints "measures chance alone: not who chose to answer" "what a range is"
prints "rehearsal" "a rehearsal is marked"
run compare $w1 $w2 $w3
exits 0 "three waves"
grep -Eq '^  Yes +50 % +80 %, up.* +85 %, no clear change' out
ok "$?" "each from the one before"
cp out text
run compare $w1 $w2 $w3
cmp -s out text
ok "$?" "twice gives the same bytes"

# held KIND FILES...: text, JSON and page of the same files against the files.
held() {
	kind=$1
	shift
	run compare "$@"
	cp out held.txt
	run compare "$@" --json
	cp out held.json
	run compare "$@" -o held.html
	exits 0 "a page of $kind"
	prints "held.html" "its path is printed"
	if command -v python3 >/dev/null; then
		is "$(python3 "$TOP_SRCDIR/tests/app/compare.py" held.json held.txt held.html "$@")" \
			"0 wrong; some cells and changes" "$kind: every number is in a file or follows"
		sed 's/80 %/75 %/' held.txt >bad.txt
		python3 "$TOP_SRCDIR/tests/app/compare.py" held.json bad.txt held.html "$@" | grep -q '^0 wrong'
		is "$?" 1 "$kind: another number would be seen"
	else
		skip "no python3 to count again with"
		skip "no python3 to count again with"
	fi
	if command -v tidy >/dev/null; then
		is "$(tidy -q -e held.html 2>&1)" "" "$kind: the page is clean HTML"
	else
		skip "tidy is absent"
	fi
}
held waves $w1 $w2 $w3

run compare $w1 $e1
exits 0 "two forces"
prints "2 forces: Five-minute pulse" "run by others: forces"
grep -Eq 'pool: Yes: 200 of 340 in 2 forces, 60 %; each number up to 4 off' out
ok "$?" "a pool says how many are in it, and its bound" || note "$(grep pool out)"
prints "There is no ranking" "nobody is ranked"
sed -n 's/^  file [12]: \(.*\): .*/\1/p' out >order
is "$(cat order)" "North, w1
East, e1" "in the order given"
run compare $e1 $w1
sed -n 's/^  file [12]: \(.*\): .*/\1/p' out >order
is "$(cat order)" "East, e1
North, w1" "whatever it is"
grep -q -i 'best force\|worst\|first place\|rank ' out
is "$?" 1 "and no word of ranking"
held forces $w2 $e1
mkdir folder
run compare $w1 $e1 -o folder
prints "folder/compare.html" "a folder gets compare.html"
[ -s folder/compare.html ]
ok "$?" "which is there"

# What is refused.
run compare $w1
exits 64 "one file alone"
says "compare needs two summaries or more" "is told what is missing"
run compare $w1 $w1
exits 65 "a file twice"
says "are the same release" "is told"
run compare $w1 none.json
exits 66 "no such file"
run compare $w1 team.key.pub
exits 65 "no summary"
says "team.key.pub is no summary.json" "is named"
cp $w1 copy.json
sed 's/"canvass": "summary 1"/"canvass": "summary 9"/' $w1 >later.json
run compare $w2 later.json
exits 65 "another version"
says 'of a version that is not known here, "summary 9"' "is told"
sed 's/"invented": false/"invented": true/' $w1 >invented.json
run compare $w2 invented.json
exits 65 "invented answers beside real ones"
says "invented.json holds invented answers and $w2 does not" "are never mixed"
sed 's/"release": 1,/"release": 1, "draft": true,/; s/"release": 1$/"release": 1, "draft": true/' $w1 >draft.json
run compare $w2 draft.json
exits 65 "a draft"
says "draft.json is a draft" "is no release"
run compare copy.json $w1 $w2
exits 65 "a copy beside it"
cp -r rel/pulse@w1 altered
sed 's/"pct": 50/"pct": 55/' $w1 >altered/summary.json
run compare altered/summary.json $w2
exits 65 "a file that its SHA256SUMS does not fit"
says "is not what the SHA256SUMS beside it says" "is told"
rm altered/SHA256SUMS
run compare altered/summary.json $w2
exits 65 "and without the sums its numbers betray it"
says 'altered/summary.json: tables[0] "seen", row "yes": pct is 55 where 80 of 160 gives 50' "with where"
cp $w1 altered/summary.json
run compare altered/summary.json $w2
exits 0 "a whole file without sums is fine"
sed 's/"id": "\(seen\|told\|rank\|old\)"/"id": "x\1"/; s/"tables": \["seen"\]/"tables": ["xseen"]/' $w1 >other.json
run compare other.json $w2
exits 65 "nothing in common"
says "no question in common" "is told"
sed 's/"wave": "w1"/"wave": "w2"/' $w1 >same.json
run compare same.json $w2
exits 65 "one wave twice"
says "are both wave w2 of pulse" "is told"
run compare $w1 $w2 $e1
exits 65 "two waves of one force beside another"
says "compare forces with one file each" "what to do is said"
run compare $w1 $w2 -o $w2
exits 64 "a page over a file that is read"
run compare $w1 $w2 -o x.html --json
exits 64 "a page and --json"
run compare $w2 $w1
exits 0 "the later wave first"
sed 's/2026-01-01/2025-12-01/' $w2 >early.json
run compare $w1 early.json
says "wave w2 was released before wave w1" "is told where the days say so"

{
	sleep 0.3
	"$canvass" compare $w1 $w2 2>pipe.err
	echo $? >pipe.rc
} | :
[ ! -s pipe.err ] && [ "$(cat pipe.rc)" -ne 0 ]
ok "$?" "a reader that has gone is no news, but not success either"

tap_done
