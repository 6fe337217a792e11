# shellcheck shell=sh
# shellcheck disable=SC2034 # what is set here is used by the script that sources it
# What the scripts here share: a workspace with two surveys, a door, the probes, medians.
# Source it with $build (a build folder with an optimised canvass) and $work (a folder) set.
#
# SPDX-License-Identifier: AGPL-3.0-or-later

top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
canvass=$build/canvass
door_port=$((20000 + $$ % 3000 * 4)) # somewhere of its own
get_port=$((door_port + 1))
seal_port=$((door_port + 2))
nginx_port=$((door_port + 3))

build_probes() {
	for probe in load get seal; do
		${CC:-cc} -std=gnu17 -D_GNU_SOURCE -O2 -w "$top/bench/$probe.c" -o "$work/$probe" \
			-lmicrohttpd -lsodium -lsqlite3 -pthread || exit 1
	done
}

# make_site: a fresh workspace with two open surveys, $form_code of many pages and $pulse_code of
# one; large enough that no round fills its table to where it would be rebuilt.
make_site() {
	rm -rf "$work/site"
	"$canvass" init "$work/site" >/dev/null 2>&1
	echo the bench has a passphrase >"$work/passphrase"
	for key in team recovery; do
		[ -e "$work/$key.key" ] || "$canvass" -C "$work/site" key new \
			--passphrase-file "$work/passphrase" "$work/$key.key" >/dev/null 2>&1
	done
	form_code=$(open_survey "$work/site/forms/hampshire.yaml" 2000)
	pulse_code=$(open_survey "$top/bench/pulse.yaml" 60000)
}

open_survey() {
	survey=$("$canvass" -C "$work/site" survey open "$1" --wave bench --unconfirmed \
		--expected "$2" --to "$work/team.key.pub" --to "$work/recovery.key.pub" 2>/dev/null)
	"$canvass" -C "$work/site" link issue "$survey" | cut -f1
}

start_door() {
	"$canvass" -C "$work/site" serve --listen "127.0.0.1:$door_port" >"$work/door.out" 2>"$work/door.err" &
	door=$!
	i=0
	until grep -q listening "$work/door.out"; do
		i=$((i + 1))
		[ "$i" -lt 200 ] || { cat "$work/door.err"; exit 1; }
		sleep 0.05
	done
}

# The probe sends what the door sends.
start_get() {
	curl -s -D "$work/headers" -o "$work/body" "http://127.0.0.1:$door_port/S/$form_code"
	"$work/get" "$get_port" "$work/headers" "$work/body" &
	get=$!
	sleep 0.3
}

start_seal() {
	"$work/seal" "$seal_port" "$work/probe.db" >"$work/seal.out" &
	seal=$!
	until grep -q listening "$work/seal.out"; do sleep 0.1; done
}

# nginx with the same bytes as a file, one worker; sets $nginx to the worker's pid.
start_nginx() {
	command -v nginx >/dev/null || return 1
	mkdir -p "$work/www"
	cp "$work/body" "$work/www/index.html"
	cat >"$work/nginx.conf" <<-END
		worker_processes 1; daemon off; pid $work/nginx.pid; error_log /dev/null;
		events { worker_connections 4096; }
		http {
			access_log off; keepalive_requests 1000000000; sendfile on; tcp_nodelay on;
			client_body_temp_path $work; proxy_temp_path $work; fastcgi_temp_path $work;
			uwsgi_temp_path $work; scgi_temp_path $work;
			server { listen 127.0.0.1:$nginx_port; root $work/www; }
		}
	END
	nginx -c "$work/nginx.conf" 2>/dev/null &
	nginx_main=$!
	sleep 0.5
	nginx=$(pgrep -P "$nginx_main" | head -n 1)
	[ -n "$nginx" ]
}

stop() {
	for pid in "$@"; do
		[ -z "$pid" ] || kill "$pid" 2>/dev/null || continue
		wait "$pid" 2>/dev/null || :
	done
	return 0
}

# middle COLUMN FILE: "median (least .. most)" of a column
middle() {
	awk -v c="$1" '{ print $c }' "$2" | sort -n | awk '{ v[NR] = $1 }
		END { m = NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2
		printf "%.2f (%.2f .. %.2f)", m, v[1], v[NR] }'
}

# median COLUMN FILE: the figure alone
median() {
	middle "$1" "$2" | cut -d' ' -f1
}
