# shellcheck shell=sh
# What the tests of the desk share: a desk, people, their browsers (curl with a cookie jar) and
# their code generators.  Source it after tests/tap.sh and tests/app/lib.sh.
#
#   make_workspace ws; open_pulse ws w1
#   start_desk ws [OPTIONS]              leaves $desk_url and $desk (its process)
#   join ann evaluator                   invited, enrolled and signed in
#   join bob "second evaluator" --for pulse@w1
#   visit ann /surveys                   leaves $status, and the files page and head
#   send ann /people /sign-out [x=y]...  a form: gets the page, posts to the action with its token
#   again ann                            passphrase and code as two more arguments for send:
#                                        send ann PAGE ACTION $(again ann)
#   sign_in ann                          anew, in a fresh jar
#   stop_desk
#
# SPDX-License-Identifier: AGPL-3.0-or-later

desk_words='correct-horse-battery-staple'

# start_desk DIR [OPTIONS]: with the key team.key, unless told otherwise; at $desk_port, if set.
start_desk() {
	desk_dir=$1
	shift
	: >desk.out
	case " $* " in
	*" --key "*) ;;
	*) set -- --key team.key "$@" ;;
	esac
	"$canvass" -C "$desk_dir" desk --listen "127.0.0.1:${desk_port:-0}" "$@" >desk.out 2>desk.err &
	desk=$!
	at_end "kill $desk 2>/dev/null"
	tries=0
	until desk_url=$(sed -n 's/^listening on //p' desk.out) && [ -n "$desk_url" ]; do
		tries=$((tries + 1))
		if [ "$tries" -gt 200 ] || ! kill -0 "$desk" 2>/dev/null; then
			note "the desk did not start: $(cat desk.err)"
			exit 99
		fi
		sleep 0.05
	done
}

# stop_desk: leaves its status in $status.
stop_desk() {
	kill -TERM "$desk"
	wait "$desk"
	status=$?
}

# totp SECRET [STEP]: the code of a half-minute (base32), by RFC 6238; now, if none is said.
totp() {
	python3 - "$@" <<'PY'
import base64, hashlib, hmac, struct, sys, time
secret = base64.b32decode(sys.argv[1])
step = int(sys.argv[2]) if len(sys.argv) > 2 else int(time.time()) // 30
mac = hmac.new(secret, struct.pack(">Q", step), hashlib.sha1).digest()
at = mac[19] & 15
print("%06d" % ((struct.unpack(">I", mac[at:at + 4])[0] & 0x7fffffff) % 1000000))
PY
}

# fresh_code NAME: one that has not been used; waits for it if it must.
fresh_code() {
	fresh_last=$(cat "$1.step" 2>/dev/null || echo 0)
	while :; do
		fresh_seconds=$(date +%s)
		fresh_now=$((fresh_seconds / 30))
		fresh_step=$((fresh_now - 1)) # unless it is over before it arrives
		[ $((fresh_seconds % 30)) -lt 20 ] || fresh_step=$fresh_now
		[ "$fresh_last" -ge "$fresh_step" ] && fresh_step=$((fresh_last + 1))
		[ "$fresh_step" -le $((fresh_now + 1)) ] && break
		sleep 1
	done
	echo "$fresh_step" >"$1.step"
	totp "$(cat "$1.totp")" "$fresh_step"
}

# browse NAME ARGS...: curl as that person; leaves $status, page and head.
browse() {
	browse_name=$1
	shift
	: >page
	status=$(curl -s -m 60 -b "$browse_name.jar" -c "$browse_name.jar" -o page -D head \
		-w '%{http_code}' "$@")
}

# visit NAME PATH
visit() {
	browse "$1" "$desk_url$2"
}

# Whose browser says that its own page sends this.
from_us() {
	from_us_name=$1
	shift
	browse "$from_us_name" -H 'Sec-Fetch-Site: same-origin' -H "Origin: $desk_url" "$@"
}

# token_of PAGE-FILE ACTION: of the form that posts there.
token_of() {
	python3 - "$1" "$2" <<'PY'
import html, re, sys
text = open(sys.argv[1], encoding="utf-8").read()
for form in re.findall(r'<form method="post" action="[^"]*">.*?</form>', text, re.S):
    action = html.unescape(re.match(r'<form method="post" action="([^"]*)"', form).group(1))
    token = re.search(r'name="token" value="([^"]*)"', form)
    if action == sys.argv[2] and token:
        print(token.group(1))
        break
PY
}

# post NAME ACTION TOKEN [FIELD=VALUE...]: with this very token.
post() {
	post_name=$1
	post_action=$2
	post_token=$3
	shift 3
	for post_field; do
		set -- "$@" --data-urlencode "$post_field"
		shift
	done
	from_us "$post_name" --data-urlencode "token=$post_token" "$@" "$desk_url$post_action"
}

# send NAME PAGE ACTION [FIELD=VALUE...]: as a person does, page first.
send() {
	send_name=$1
	send_page=$2
	send_action=$3
	shift 3
	visit "$send_name" "$send_page"
	post "$send_name" "$send_action" "$(token_of page "$send_action")" "$@"
}

# again NAME: two fields for send.
again() {
	printf 'passphrase=%s code=%s' "$desk_words" "$(fresh_code "$1")"
}

# invite NAME ROLE [OPTIONS]: prints the path of the invitation.
invite() {
	invite_name=$1
	invite_role=$2
	shift 2
	"$canvass" -C "$desk_dir" user add "$invite_name" --role "$invite_role" "$@" |
		sed -n 's|^[^	]*	http://[^/]*\([^	]*\)	.*|\1|p'
}

# enrol NAME PATH: takes an invitation up; signed in after it.
enrol() {
	enrol_name=$1
	enrol_path=$2
	rm -f "$enrol_name.jar" "$enrol_name.step"
	visit "$enrol_name" "$enrol_path"
	sed -n 's/.*Secret: <code>\([^<]*\)<.*/\1/p' page | tr -d ' ' >"$enrol_name.totp"
	from_us "$enrol_name" --data-urlencode "new1=$desk_words" \
		--data-urlencode "new2=$desk_words" --data-urlencode "code=$(fresh_code "$enrol_name")" \
		--data-urlencode "secret=$(sed -n 's/.*name="secret" value="\([^"]*\)".*/\1/p' page)" \
		"$desk_url$enrol_path"
}

# join NAME ROLE [OPTIONS]
join() {
	join_name=$1
	enrol "$join_name" "$(invite "$@")"
	[ "$status" = 303 ] || {
		note "$join_name could not join: $status $(sed -n 's/.*role="alert"><p>\([^<]*\).*/\1/p' page)"
		exit 99
	}
}

# sign_in NAME [PASSPHRASE [CODE]]: in a fresh jar; leaves $status.
sign_in() {
	rm -f "$1.jar"
	from_us "$1" --data-urlencode "name=$1" --data-urlencode "passphrase=${2-$desk_words}" \
		--data-urlencode "code=${3-$(fresh_code "$1")}" "$desk_url/sign-in"
}
