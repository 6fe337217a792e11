#!/bin/sh
# slips: a run is printed, each slip answers once, and a run can be withdrawn; with a door and without.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/app/lib.sh"

for program in curl pdftotext; do
	command -v "$program" >/dev/null || {
		skip "no $program: skipped, absent"
		tap_done
	}
done
tab=$(printf '\t')

# open_one WAVE [OPTIONS]: a survey of one page, which one POST answers.
open_one() {
	wave=$1
	shift
	cat >one.yaml <<'FORM'
canvass: form 1
id: one
title: One question
languages: [en]
privacy:
  smallest group: 10
pages:
  - title: Your view
    questions:
      - id: supported
        ask: Did you feel supported?
        type: choose one
        options:
          yes: Yes
          no: No
FORM
	"$canvass" -C ws survey open one.yaml --wave "$wave" --to team.key.pub --expected 200 "$@" \
		>/dev/null 2>&1 || exit 99
}

# codes_of FILE: as they are printed, without blanks.
codes_of() {
	pdftotext -layout "$1" - | grep -Eo '([0-9A-HJKMNP-TV-Z]{4} ){3}[0-9A-HJKMNP-TV-Z]{4}' | tr -d ' '
}

# picture FILE SHEET DOTS: of the slip in the row and column that are set.
picture() {
	pdftoppm -r "$3" -gray -png -singlefile -f "$2" -l "$2" \
		-x $(((118 + column * 748) * $3 / 300)) -y $(((118 + row * 654) * $3 / 300)) \
		-W $((748 * $3 / 300)) -H $((654 * $3 / 300)) "$1" slip
}

# cut_out FILE: the codes of its 30 slips, each cut out along the lines at 300 dots an inch.  One
# that is not read gets a second picture, as a camera takes it; what was wrong goes to cut.err.
cut_out() {
	for at in 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14; do
		row=$((at / 3)) column=$((at % 3))
		for sheet in 2 3; do
			for dots in 300 400; do
				picture "$1" "$sheet" "$dots" 2>>cut.err
				zbarimg -q --raw --nodbus -Sdisable -Sqrcode.enable slip.png >code.txt 2>>cut.err &&
					break
				printf 'sheet %s, slip %s, %s dots\n' "$sheet" "$at" "$dots" >>cut.err
			done
			sed "s|.*/S/||" code.txt
		done
	done
}

# send CODE TICKET: leaves the page, and prints its status.
send() {
	curl -s -o page -w '%{http_code}' -d "ticket=$2&supported=yes&go=send" "$base/S/$1"
}
tickets=0
# fresh: leaves a new $ticket, 26 characters, of which the last counts in part only.
fresh() {
	tickets=$((tickets + 1))
	ticket=$(printf '%06d%020d' "$tickets" 0)
}

# use FILE: each code of it once, and how many of them went through.
use() {
	went=0
	while read -r slip <&3; do
		fresh
		[ "$(send "$slip" "$ticket")" = 200 ] && went=$((went + 1))
	done 3<"$1"
}

make_workspace ws
open_one w --unconfirmed

# ---- what is refused -------------------------------------------------------------------------

run -C ws slips one@w -o a.pdf
exits 64 "slips without a count"
run -C ws slips one@w --count 30
exits 64 "slips without a file"
run -C ws slips one@w --count 20001 -o a.pdf
exits 64 "more than a run may have"
run -C ws slips one@w --count 30 -o picture.PNG
exits 64 "slips as a picture"
says "-o picture.PNG: a print run is a PDF" "in these words"
run -C ws slips one@w --count 30 -o -
exits 64 "slips down a pipe"
run -C ws slips one@none --count 30 -o a.pdf
exits 66 "slips of a survey that is not there"
run -C ws slips one@w --count 9 -o a.pdf
exits 65 "fewer than the smallest group"
says "smallest group, 10" "with the limit"
run -C ws slips one@w --count 30 -o nowhere/a.pdf
exits 73 "a folder that is not there"
printf 'mine\n' >there.pdf
run -C ws slips one@w --count 30 -o there.pdf
exits 73 "a file that is there already"
is "$(cat there.pdf)" mine "is left alone"
run -C ws slips withdraw one@w --run 1
exits 66 "there is no run to withdraw"
run -C ws slips list one@w
exits 0 "and none to list"
is "$(cat out)" "" "which is nothing"
is "$(ls)" "$(printf '%s\n' err one.yaml out pass team.key team.key.pub there.pdf ws)" "nothing is left of all this"

# ---- a run, without a door -------------------------------------------------------------------

run -C ws slips one@w --count 30 -o a.pdf
exits 0 "thirty slips"
is "$(cat out)" "run 1${tab}30${tab}a.pdf" "it says which run, how many, and where"
says "whoever has a.pdf can answer" "and what the file is worth"
! grep -q "warning: .*\(handful\|link\)" err
ok "$?" "thirty are no handful, and there is no link" || note "$(cat err)"
is "$(stat -c %a a.pdf)" 600 "it is for its owner's eyes alone"
is "$(ls a.pdf*)" a.pdf "and nothing stands beside it"
is "$(pdfinfo a.pdf 2>/dev/null | sed -n 's/^Pages: *//p')" 3 "how to hand them out, and two sheets"
pdftotext a.pdf - | grep -q REHEARSAL
ok "$?" "an unconfirmed survey prints REHEARSAL"
codes_of a.pdf >a.codes
is "$(sort -u a.codes | wc -l)" 30 "thirty codes, all different"
if command -v pdftoppm >/dev/null && command -v zbarimg >/dev/null; then
	cut_out a.pdf | sort >seen.codes
	sort a.codes | cmp -s - seen.codes
	ok "$?" "and zbarimg reads the same from each slip, cut out" ||
		note "$(sort a.codes | comm -3 - seen.codes)" "$(cat cut.err)"
else
	skip "no pdftoppm, or no zbarimg: skipped, absent"
fi
found=
while read -r slip; do
	grep -rqa "$slip" ws && found="$found $slip"
done <a.codes
is "$found" "" "no code stands in any file of the workspace"
run -C ws slips list one@w
is "$(cat out)" "run 1${tab}30${tab}" "the run is listed"

# ---- each answers once -----------------------------------------------------------------------

start ws
first=$(head -1 a.codes)
is "$(curl -s -o page -w '%{http_code}' "$base/S/$first")" 200 "a slip leads to the first page"
grep -q "One question" page
ok "$?" "of its survey"
use a.codes
is "$went" 30 "each slip answers once"
is "$(send "$(tail -1 a.codes)" "$ticket")" 200 "the same ticket again is thanked again"
again=0 told=0
while read -r slip <&3; do
	fresh
	[ "$(send "$slip" "$ticket")" = 410 ] && again=$((again + 1))
	grep -q "has been used" page && told=$((told + 1))
done 3<a.codes
is "$again" 30 "none of them answers twice"
is "$told" 30 "and each says that it has been used"
is "$(curl -s -o page -w '%{http_code}' "$base/S/$first")" 410 "nor does one lead to the first page any more"
grep -q "has been used" page
ok "$?" "which says why"
run -C ws submit one@w /dev/null --link "$(tail -1 a.codes)"
exits 65 "submit takes no slip"
says "a slip is used on its own page; leave --link out" "which it says"

# ---- through the door ------------------------------------------------------------------------

run -C ws slips one@w --count 20 -o b.pdf
exits 0 "a second run, while the door runs"
is "$(cut -f1 out)" "run 2" "has the next number"
says "a handful of slips" "and a warning: twenty are few"
codes_of b.pdf >b.codes
is "$(sort -u b.codes | wc -l)" 20 "twenty codes, on a whole sheet and a part of one"
head -8 b.codes >some.codes
use some.codes
is "$went" 8 "they answer at once"
run -C ws slips withdraw one@w --run 2
exits 0 "the run is withdrawn through the door"
says "answers that were given stay" "and its answers stay"
sed 1,8d b.codes >rest.codes
use rest.codes
is "$went" 0 "what was left of it answers no more"
grep -q "has been used\|withdrawn" page
ok "$?" "which is said kindly" || note "$(sed 's/<[^>]*>//g' page | grep . | head -20)"
run -C ws slips withdraw one@w --run 2
exits 0 "withdrawn twice is fine"
says "was withdrawn already" "and said"
run -C ws slips withdraw one@w --run 3
exits 66 "a run that is not there"
run -C ws slips list one@w
is "$(cat out)" "run 1${tab}30${tab}
run 2${tab}20${tab}withdrawn" "both are listed; how many were used is not"
run -C ws slips list one@w --json
is "$(tr -d '\n' <out)" '[{"run":1,"slips":30,"withdrawn":false},{"run":2,"slips":20,"withdrawn":true}]' \
	"as JSON too"
stop

# ---- without it again ------------------------------------------------------------------------

"$canvass" -C ws link issue one@w >/dev/null 2>&1
run -C ws slips one@w --count 30 -o c.pdf
exits 0 "a third run"
says "one@w has 1 open link too" "and a warning: a link answers as often as one likes"
run -C ws slips withdraw one@w --run 3
exits 0 "is withdrawn under the lock"
codes_of c.pdf >c.codes
start ws
fresh
is "$(send "$(head -1 c.codes)" "$ticket")" 410 "and answers nothing"
stop

# ---- what goes wrong half-way ------------------------------------------------------------------

# The lock is held while a folder takes the drawing's name: the run is stored, and cannot be kept.
if command -v flock >/dev/null; then
	flock ws/answers/lock sleep 3 &
	holder=$!
	sleep 0.2
	"$canvass" -C ws slips one@w --count 30 -o d.pdf >out 2>err </dev/null &
	slips=$!
	tries=0
	# It has no name while it is drawn, where the file system can do that.
	drawing() {
		for fd in "/proc/$slips/fd"/*; do
			case $(readlink "$fd") in
			"$PWD"/d.pdf.* | "$PWD"/#*) echo "$fd" ;;
			esac
		done
	}
	until [ -n "$(drawing)" ] && [ "$(stat -Lc %s "$(drawing)")" -gt 10000 ] || [ "$tries" -gt 100 ]; do
		tries=$((tries + 1))
		sleep 0.05
	done
	is "$(stat -Lc %a "$(drawing)")" 600 "while it is drawn nobody else can read it"
	mkdir d.pdf
	touch d.pdf/in-the-way
	wait "$holder"
	wait "$slips"
	is "$?" 73 "the drawing cannot get its name"
	says "run 4 of one@w was withdrawn" "so its run is withdrawn"
	run -C ws slips list one@w
	is "$(tail -1 out)" "run 4${tab}30${tab}withdrawn" "and listed so"
	is "$(find . -name 'd.pdf.*')" "" "the drawing is gone"
else
	skip "no flock: skipped, absent"
fi

# Killed after each call that changes the disk: a drawing that has its name is whole, and its run is
# there; a run without a drawing is listed, so that it can be withdrawn.
# killed VARIABLE=VALUE DIR: ten slips as k.pdf, with what kills or counts before it.
killed() {
	# shellcheck disable=SC2163 # it is a name with its value
	(export "$1" LD_PRELOAD="$work/kill_at.so"
		"$canvass" -C "$2" slips one@w --count 10 -o "$2/k.pdf" >out 2>err </dev/null)
}
case $ASAN_OPTIONS in
*verify*) ;;
*) ASAN_OPTIONS=$ASAN_OPTIONS:verify_asan_link_order=0 ;;
esac
export ASAN_OPTIONS
# shellcheck disable=SC2086 # CC may bear options
if ${CC:-cc} -std=gnu17 -D_GNU_SOURCE -shared -fPIC -Wall -Wextra -o kill_at.so \
	"$TOP_SRCDIR/tests/app/kill_at.c" 2>compiler; then
	kept=$("$canvass" -C ws slips list one@w | grep -cv withdrawn)
	cp -r ws whole
	killed "KILL_COUNT=$work/calls" whole
	calls=$(cat calls)
	at=0 before=0 between=0 after=0 torn=
	while [ "$at" -lt "$calls" ]; do
		at=$((at + 1))
		rm -rf one
		cp -r ws one
		killed "KILL_AT=$at" one 2>/dev/null
		now=$("$canvass" -C one slips list one@w | grep -cv withdrawn)
		if [ -e one/k.pdf ]; then
			after=$((after + 1))
			[ "$(codes_of one/k.pdf | sort -u | wc -l)" = 10 ] || torn="$torn $at"
		elif [ "$now" = "$kept" ]; then
			before=$((before + 1))
		else
			between=$((between + 1))
		fi
		[ -e one/k.pdf ] && [ "$now" = "$kept" ] && torn="$torn $at"
	done
	is "$torn" "" "killed at any moment, a drawing that has its name is whole, and its run is there"
	[ "$before" -gt 0 ] && [ "$between" -gt 0 ] && [ "$after" -gt 0 ]
	ok "$?" "moments before the run is stored, after, and with its drawing" ||
		note "$before before, $between between, $after after, of $calls"
	runs=$("$canvass" -C one slips list one@w | wc -l)
	rm -f one/k.pdf*
	run -C one slips one@w --count 30 -o e.pdf
	exits 0 "and the next run is printed as ever"
	is "$(cut -f1 out)" "run $((runs + 1))" "with the next number"
else
	note "$(cat compiler)"
	ok 1 "what kills compiles"
fi

# ---- the end ---------------------------------------------------------------------------------

run -C ws survey close one@w
exits 0 "the survey closes"
run -C ws slips one@w --count 30 -o f.pdf
exits 65 "then no slips are printed"
says "was closed on" "with the day"
[ ! -e f.pdf ]
ok "$?" "nor is there a file"
run -C ws slips withdraw one@w --run 1
exits 0 "nor is there anything to withdraw"
says "none of its slips can be used" "which is said"
run -C ws summary one@w --key team.key --passphrase-file pass --format json -o told
exits 0 "the release"
is "$(sed -n 's/.*"responses": \([0-9]*\),.*/\1/p' told/one@w/summary.json | head -1)" 40 \
	"counts 38 answers, rounded"
open_one waits
run -C ws slips one@waits --count 30 -o g.pdf
exits 65 "a survey that waits for its keys has no slips"
says "canvass key confirm" "which says what to do"
run -C ws slips list one@waits
exits 0 "and lists none"

tap_done
