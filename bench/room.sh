#!/bin/sh
# A room of 300 phones, each refreshing every five seconds: how long pages and answers take, how long
# after its acknowledgement an answer is on the wall, and whether a storm of votes loses any.  To be run
# by hand on an idle machine; no test depends on it.  Needs curl and python3.
#
#	bench/room.sh BUILD [PHONES [SECONDS]]
#
# BUILD: a build folder, configured with optimisation (CFLAGS=-O2) and without sanitizers.
#
# SPDX-License-Identifier: AGPL-3.0-or-later
set -eu
build=$(CDPATH='' cd -- "$1" && pwd)
phones=${2:-300}
seconds=${3:-60}
top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
canvass=$build/canvass
work=$(mktemp -d "${TMPDIR:-/tmp}/canvass-bench.XXXXXX")
door='' desk='' get=''
# shellcheck disable=SC2317 # called by the trap
leave() {
	for pid in $door $desk $get; do
		kill "$pid" 2>/dev/null || continue
		wait "$pid" 2>/dev/null || :
	done
	rm -rf "$work"
}
trap leave EXIT
trap 'exit 130' INT TERM
make -C "$build" -s tests/desk/said >/dev/null
${CC:-cc} -std=gnu17 -D_GNU_SOURCE -O2 -w "$top/bench/get.c" -o "$work/get" -lmicrohttpd
cd "$work"

# What the tests' browsers use of a test's harness.
note() { echo "$*" >&2; }
at_end() { :; }
# shellcheck disable=SC2034 # room.sh uses it
TOP_SRCDIR=$top
# shellcheck source=../tests/desk/lib.sh
. "$top/tests/desk/lib.sh"
# shellcheck source=../tests/desk/room.sh
. "$top/tests/desk/room.sh"

"$canvass" init site >/dev/null 2>&1
echo the bench has a passphrase >pass
"$canvass" key new team.key --passphrase-file pass >/dev/null 2>&1
"$canvass" -C site room open forms/hampshire-peer-review.guide.yaml --key team.key --name bench \
	>room.out 2>/dev/null
code=$(cut -f1 room.out)
name=$(cut -f3 room.out)
room=/rooms/$name
start_door site
start_desk site --passphrase-file pass
join lea facilitator
cookie=$(awk '$6 == "desk" { print "desk=" $7 }' lea.jar)
act start
act next
opened 2
act reveal

get_port=$((20000 + $$ % 3000 * 4 + 1))
curl -s -D headers -o body "$door_url/R/$code?t=00000000000000000000000000"
./get "$get_port" headers body &
get=$!
sleep 0.3

echo "a room of $phones phones, each refreshing every 5 s, for $seconds s; $(nproc) processors; load" \
	"average $(cut -d' ' -f1-3 /proc/loadavg)"
used() { awk '{ print $14 + $15 }' "/proc/$1/stat"; }
door_used=$(used "$door") desk_used=$(used "$desk")
python3 "$top/bench/room.py" load "$door_url" "$code" 2 "$desk_url" "$cookie" "$room" "$phones" "$seconds" \
	"http://127.0.0.1:$get_port"
ticks=$(getconf CLK_TCK)
awk -v door=$(($(used "$door") - door_used)) -v desk=$(($(used "$desk") - desk_used)) -v ticks="$ticks" \
	-v seconds="$seconds" 'BEGIN { printf "of one core: door %.1f %%, desk %.1f %%\n",
		100 * door / ticks / seconds, 100 * desk / ticks / seconds }'

step=2
while [ "$step" -lt 10 ]; do
	act next
	step=$((step + 1))
done
opened 10
printf '\na storm: %s scorecards within one second; load average %s\n' "$phones" \
	"$(cut -d' ' -f1-3 /proc/loadavg)"
python3 "$top/bench/room.py" storm "$door_url" "$code" 10 "$phones"
sleep 1
visit lea "$room/now"
echo "the facilitator's page: $(sed -n 's/.*<p class="answered"><b>\([0-9]*\).*/\1/p' page)"
echo "in the store: $("$build/tests/desk/said" site "$name" 10 team.key pass | grep -vc '	-$')"
