#!/bin/sh
# Speed and size of the door beside bare probes, in one run, as ratios: medians of alternating
# rounds, with least and most.  To be run by hand on an idle machine; no test depends on it.
#
#	bench/run.sh BUILD [ROUNDS [SECONDS]]
#
# BUILD: a build folder, configured with optimisation (CFLAGS=-O2) and without sanitizers.
#
# SPDX-License-Identifier: AGPL-3.0-or-later
set -eu
# shellcheck disable=SC2034 # site.sh uses it
build=$(CDPATH='' cd -- "$1" && pwd)
rounds=${2:-7}
seconds=${3:-3}
work=$(mktemp -d "${TMPDIR:-/tmp}/canvass-bench.XXXXXX")
door='' get='' seal='' nginx_main=''
# shellcheck disable=SC1091
. "$(dirname -- "$0")/site.sh"
trap 'stop $door $get $seal $nginx_main; rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

fields='go=send&role=officer&supported=2&change=Aftercare+that+does+not+wait+for+me+to+ask.'
mark='were received'

# One round each of ours and theirs, in turn: a line of ratios and figures.
pages_round() {
	ours=$("$work/load" -p "$door_port" -c "$1" -t "$seconds" -s "$door" get "/S/$form_code")
	bare=$("$work/load" -p "$get_port" -c "$1" -t "$seconds" -s "$get" get /)
	echo "$ours $bare" | awk '{ print $1 / $7, $6 / $12, $1, $7, $3, $9, $6, $12, $5 }' >>"$work/pages.$1"
}

answers_round() {
	ours=$("$work/load" -p "$door_port" -c "$1" -t "$seconds" -s "$door" -d "$fields" -m "$mark" \
		post "/S/$pulse_code")
	bare=$("$work/load" -p "$seal_port" -c "$1" -t "$seconds" -s "$seal" -d "$fields" -m "$mark" \
		post /)
	echo "$ours $bare" | awk '{ print $1 / $7, $3 / $9, $1, $7, $3, $9, $6, $12, $5 }' >>"$work/answers.$1"
}

fresh_site() {
	stop "$door"
	make_site
	start_door
}

table() {
	printf '\n%s\n' "$2"
	printf '%12s  %-22s  %-22s  %9s  %9s  %8s  %8s  %7s  %7s\n' connections \
		"$3" "$4" ours/s probe/s 'p99 us' 'probe' 'CPU us' 'probe'
	for n in 1 16 64 256; do
		f=$work/$1.$n
		printf '%12s  %-22s  %-22s  %9.0f  %9.0f  %8.0f  %8.0f  %7.1f  %7.1f\n' "$n" \
			"$(middle 1 "$f")" "$(middle 2 "$f")" "$(median 3 "$f")" "$(median 4 "$f")" \
			"$(median 5 "$f")" "$(median 6 "$f")" "$(median 7 "$f")" "$(median 8 "$f")"
	done
	awk '{ bad += $9 } END { printf "replies that were not good: %d\n", bad }' "$work/$1".*
}

build_probes
make_site
start_door
start_get
start_seal

printf 'canvass beside bare probes: %s rounds of %s s each, %s processors\n' "$rounds" "$seconds" \
	"$(nproc)"
awk '/VmRSS/ { printf "resident, idle: %.1f MiB\n", $2 / 1024 }' "/proc/$door/status"
printf 'the page: %s bytes\n' "$(wc -c <"$work/body")"

r=0
while [ "$r" -lt "$rounds" ]; do
	for n in 1 16 64 256; do
		pages_round "$n"
		answers_round "$n"
	done
	fresh_site
	r=$((r + 1))
done
table pages 'A form page, beside the same bytes from a bare libmicrohttpd (get.c)' \
	'rate, ratio' 'CPU each, ratio'
table answers 'A sealed, synced answer, beside bare sealing and storing (seal.c)' \
	'rate, ratio' 'p99, ratio'

if start_nginx; then
	r=0
	while [ "$r" -lt "$rounds" ]; do
		ours=$("$work/load" -p "$door_port" -c 64 -t "$seconds" -s "$door" get "/S/$form_code")
		file=$("$work/load" -p "$nginx_port" -c 64 -t "$seconds" -s "$nginx" get /)
		echo "$ours $file" | awk '{ print $6 / $12, $1 / $7 }' >>"$work/nginx"
		r=$((r + 1))
	done
	printf '\nA form page at 64 connections beside nginx with a file\n'
	printf 'CPU each, ratio: %s; rate, ratio: %s\n' "$(middle 1 "$work/nginx")" \
		"$(middle 2 "$work/nginx")"
fi

printf '\nA form page at more connections, beside the own rate at 64\n'
for n in 64 128 256 512; do
	r=0
	while [ "$r" -lt 3 ]; do
		"$work/load" -p "$door_port" -c "$n" -t "$seconds" -s "$door" get "/S/$form_code" >>"$work/many.$n"
		r=$((r + 1))
	done
	echo "$n $(median 1 "$work/many.$n") $(median 1 "$work/many.64")" |
		awk '{ printf "%5d connections: %.2f\n", $1, $2 / $3 }'
done

fresh_site
printf '\nA lone answer, p50, beside two seals and one synced append of 4 KiB (seal.c)\n'
r=0
while [ "$r" -lt "$rounds" ]; do
	ours=$("$work/load" -p "$door_port" -c 1 -t "$seconds" -d "$fields" -m "$mark" post "/S/$pulse_code")
	bare=$("$work/seal" lone "$work/lone")
	echo "$ours $bare" | awk '{ print $2 / $7, $2, $7 }' >>"$work/lone.all"
	r=$((r + 1))
done
printf 'ratio %s; %s us beside %s us\n' "$(middle 1 "$work/lone.all")" "$(median 2 "$work/lone.all")" \
	"$(median 3 "$work/lone.all")"

printf '\nPages while answers saturate the writer (p99 at 16 connections), beside an idle writer\n'
r=0
while [ "$r" -lt "$rounds" ]; do
	idle=$("$work/load" -p "$door_port" -c 16 -t "$seconds" get "/S/$form_code")
	"$work/load" -p "$door_port" -c 64 -t "$((seconds + 1))" -d "$fields" -m "$mark" post \
		"/S/$pulse_code" >/dev/null &
	sleep 0.5
	busy=$("$work/load" -p "$door_port" -c 16 -t "$seconds" get "/S/$form_code")
	wait $!
	fresh_site
	echo "$busy $idle" | awk '{ print $3 / $9, $3, $9 }' >>"$work/busy"
	r=$((r + 1))
done
printf 'ratio %s; %s us beside %s us\n' "$(middle 1 "$work/busy")" "$(median 2 "$work/busy")" \
	"$(median 3 "$work/busy")"

printf '\nA complete answer (page fetched, answer posted, thanked)\n'
for n in 1 64; do
	"$work/load" -p "$door_port" -c "$n" -t "$seconds" -s "$door" -d "$fields" -m "$mark" walk \
		"/S/$pulse_code" | awk -v n="$n" '{ printf "%5d connections: %d a second, p99 %d us, CPU %.0f us each\n", n, $1, $3, $6 }'
done

printf '\nStart after a clean stop, until it listens\n'
stop "$door"
r=0
while [ "$r" -lt "$rounds" ]; do
	from=$(date +%s%N)
	"$canvass" -C "$work/site" serve --listen "127.0.0.1:$door_port" >"$work/door.out" 2>"$work/door.err" &
	door=$!
	until grep -q listening "$work/door.out"; do :; done
	to=$(date +%s%N)
	echo $(((to - from) / 1000)) >>"$work/start"
	stop "$door"
	r=$((r + 1))
done
printf '%s us\n' "$(middle 1 "$work/start")"
