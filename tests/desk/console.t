#!/bin/sh
# The desk's HTTP: what every reply bears, what is refused, TLS, and how it starts and ends.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/app/lib.sh"
. "$TOP_SRCDIR/tests/desk/lib.sh"

for program in curl python3; do
	command -v "$program" >/dev/null || {
		skip "no $program"
		tap_done
	}
done
make_workspace ws

# head_has "Name: value" WORDS: the last reply's header has exactly this line, and once.
head_has() {
	is "$(tr -d '\r' <./head | grep -i "^${1%%:*}:")" "$1" "$2"
}

# bears WORDS: all that every reply must bear.
policy="default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
bears() {
	head_has "Content-Security-Policy: $policy" "$1: its policy"
	head_has "Referrer-Policy: no-referrer" "$1: no referrer"
	head_has "X-Content-Type-Options: nosniff" "$1: no guessing of types"
	head_has "Cross-Origin-Opener-Policy: same-origin" "$1: opener"
	head_has "Cross-Origin-Resource-Policy: same-origin" "$1: resource"
	grep -qi '^Permissions-Policy: .*camera=(), *\|^Permissions-Policy: .*camera=(),' head
	ok "$?" "$1: everything switched off"
	head_has "Cache-Control: ${2:-no-store}" "$1: kept by nobody, or for good"
}

# ask PATH [CURL OPTIONS]: as nobody; leaves $status, head and page.
ask() {
	ask_path=$1
	shift
	: >page
	status=$(curl -s -m 20 -o page -D head -w '%{http_code}' "$@" "$desk_url$ask_path")
}

# ---- what every reply bears -------------------------------------------------------------

start_desk ws
is "$(cat desk.out)" "listening on $desk_url" "one line says where"
port=${desk_url##*:}
python3 "$TOP_SRCDIR/tests/desk/console.py" "$port" drip >dripped &
drip=$!

ask /sign-in
is "$status" 200 "a page for anyone"
bears "a page"
head_has "Content-Type: text/html; charset=utf-8" "it is HTML"
ask /people
is "$status" 303 "a page for those who are signed in leads to the sign-in"
bears "a redirect"
ask /sign-in -X DELETE
is "$status" 405 "a method that is none"
bears "a refusal"
head_has "Allow: GET, HEAD, POST" "which methods there are"
ask /sign-in -H 'Host: evil.example'
is "$status" 421 "another host"
bears "another host's"
ask /sign-in --data-urlencode a=b -H 'Sec-Fetch-Site: cross-site'
is "$status" 403 "a form of somebody else"
bears "a forbidden page"
ask /sign-in -I
is "$status" 200 "HEAD"
bears "HEAD"
[ ! -s page ] || grep -q '^HTTP' page
ok "$?" "without a body"

# ---- public files ------------------------------------------------------------------------

ask /sign-in
sheet=$(sed -n 's/.*<link rel="stylesheet" href="\([^"]*\)".*/\1/p' page)
ask "$sheet"
is "$status" 200 "the style sheet that pages name"
bears "the style sheet" "public, max-age=31536000, immutable"
head_has "Content-Type: text/css; charset=utf-8" "it is a style sheet"
[ "$(wc -c <page)" -gt 5000 ] && ! grep -q '/\*' page
ok "$?" "squeezed"
etag=$(tr -d '\r' <./head | sed -n 's/^ETag: //Ip')
ask "$sheet" -H "If-None-Match: $etag"
is "$status" 304 "the same once more is not sent again"
bears "a 304" "public, max-age=31536000, immutable"
[ ! -s page ]
ok "$?" "no byte of it"
ask "$sheet" -H 'If-None-Match: "other"'
is "$status" 200 "another etag gets the file"
ask /public/desk.css
bears "a file without its version"
ask "/public/desk.css?v=0000000000000000"
head_has "Cache-Control: no-store" "an old version does not last"
for script in coding.js follow.js; do
	ask "/public/$script"
	head_has "Content-Type: text/javascript; charset=utf-8" "$script is a script"
done
ask /public/page.css
is "$status" 404 "what is not named is not served"
bears "a page that is not there"

# ---- who sends a form ---------------------------------------------------------------------

# sent WORDS YES|NO [CURL OPTIONS]: whether a form with these headers is taken to be ours.
sent() {
	sent_words=$1
	sent_want=$2
	shift 2
	ask /sign-in "$@" --data-urlencode name=nobody
	grep -q 'came from another site' page && sent_got=no || sent_got=yes
	is "$sent_got" "$sent_want" "a form is ours ($sent_want): $sent_words"
}
sent "neither header" no
sent "same origin" yes -H 'Sec-Fetch-Site: same-origin'
sent "typed by hand" yes -H 'Sec-Fetch-Site: none'
sent "same site, another origin" no -H 'Sec-Fetch-Site: same-site'
sent "our origin alone" yes -H "Origin: $desk_url"
sent "another origin" no -H 'Origin: http://evil.example'
sent "our host by another scheme" no -H "Origin: https://127.0.0.1:$port"
sent "no origin said, none fetched" no -H 'Origin: null'
sent "no origin said by a page without referrer" yes -H 'Origin: null' -H 'Sec-Fetch-Site: same-origin'
sent "both, and they differ" no -H 'Origin: http://evil.example' -H 'Sec-Fetch-Site: same-origin'
sent "said twice" no -H 'Sec-Fetch-Site: same-origin' -H 'Sec-Fetch-Site: cross-site'

# ---- raw requests ---------------------------------------------------------------------------

tab=$(printf '\t')
compare() {
	while IFS=$tab read -r name got want; do
		is "$got" "$want" "$name"
	done
}
python3 "$TOP_SRCDIR/tests/desk/console.py" "$port" >raw
[ "$(wc -l <raw)" -gt 100 ]
ok "$?" "raw requests were sent"
compare <raw

# A cookie comes back from nobody but who set it, and only of its shape.
for cookie in 'desk=MARKMARKMARK' 'desk=a b<MARKMARKMARK>' '__Host-desk=MARKMARKMARK' \
	'other=MARKMARKMARK; desk=MARKMARKMARK; desk=MARKMARKMARK'; do
	for path in / /sign-in /people /nowhere /public/desk.css "/sign-in?back=/x"; do
		ask "$path" -H "Cookie: $cookie"
		! cat head page | grep -q MARKMARK
		ok "$?" "$path does not echo the cookie $cookie"
	done
done

# ---- a session ----------------------------------------------------------------------------------

join ann evaluator
grep -qi '^Set-Cookie: desk=[A-Za-z0-9_-]*; Path=/; HttpOnly; SameSite=Strict.\{0,1\}$' head
ok "$?" "the cookie: HttpOnly, SameSite=Strict, no Secure without TLS" || note "$(grep -i set-cookie head)"
visit ann /
is "$status" 200 "who is signed in sees the first page"
bears "it"
grep -q 'Sign out' page && grep -q '>ann<' page && grep -q '<nav ' page
ok "$?" "with name, ways and sign-out"
[ "$(wc -c <page)" -lt 60000 ]
ok "$?" "in less than 60 kB"
jar_cookie=$(sed -n 's/.*	desk	//p' ann.jar)
ask / -H "Cookie: desk=$jar_cookie; desk=$jar_cookie"
is "$status" 303 "a cookie that comes twice is none"
ask / -H "Cookie: desk=$jar_cookie"
is "$status" 200 "once it is"

# ---- a key for a sitting ---------------------------------------------------------------------------

visit ann /unlock
grep -q '>team.key<' page
ok "$?" "the key is named without its folder"
send ann /unlock /unlock key=0 passphrase=wrong
is "$status" 422 "a wrong passphrase"
! grep -q 'value="wrong"' page
ok "$?" "is not shown again"
send ann /unlock /unlock key=1 "passphrase=$(cat pass)"
is "$status" 422 "a key that the desk does not have"
# back_field ADDRESS: what the page makes of ?back=ADDRESS.
back_field() {
	visit ann "/unlock?back=$(python3 -c 'import sys, urllib.parse; print(urllib.parse.quote(sys.argv[1], safe=""))' "$1")"
	sed -n 's/.*name="back" value="\([^"]*\)".*/\1/p' page
}
is "$(back_field '/people/me?a=b%20c')" '/people/me?a=b%20c' "the page knows the way back"
for back in //evil.example '/\evil.example' https://evil.example 'javascript:alert(1)' '/x y' "/$tab/evil.example"; do
	is "$(back_field "$back")" / "which never leads away: $back"
done
send ann /unlock /unlock key=1 "passphrase=$(cat pass)" back=//evil.example
! grep -q evil page
ok "$?" "nor does a form's"
send ann "/unlock?back=/people?a=b" /unlock key=0 "passphrase=$(cat pass)" back=/people?a=b
is "$status" 303 "the right one"
head_has "Location: /people?a=b" "leads back"
visit ann /unlock
grep -q 'All keys of this desk are unlocked' page && grep -q 'The key is unlocked' page
ok "$?" "and says so once"
visit ann /unlock
! grep -q 'The key is unlocked' page
ok "$?" "not twice"
join bob facilitator
visit bob /unlock
grep -q 'name="passphrase"' page
ok "$?" "for one person alone"
visit ann /audit
grep -q 'key unlocked' page && grep -q 'team.key' page
ok "$?" "the log has it"

# ---- starting and ending -------------------------------------------------------------------------------

python3 "$TOP_SRCDIR/tests/desk/console.py" "$port" crowd >beside
compare <beside
wait "$drip"
compare <dripped
make_workspace other
run -C other desk --key team.key --listen "127.0.0.1:$port"
exits 69 "a port in use"
says "$port" "which is named"
stop_desk
is "$status" 0 "SIGTERM ends it in good order"
[ ! -s desk.err ]
ok "$?" "without complaints" || note "$(head -5 desk.err)"
start_desk ws
kill -INT "$desk"
wait "$desk"
is "$?" 0 "so does SIGINT"

run -C ws desk --listen 127.0.0.1:0
exits 64 "no key"
run -C ws desk --key nowhere.key --listen 127.0.0.1:0
exits 66 "a key that is not there"
run -C ws desk --key team.key.pub --listen 127.0.0.1:0
exits 65 "the public half"
says "wrapped" "and what to give instead"
printf 'wrong\n' >bad
run -C ws desk --key team.key --passphrase-file bad --listen 127.0.0.1:0
exits 77 "a wrong passphrase file"
run -C nowhere desk --key team.key --listen 127.0.0.1:0
exits 66 "no workspace"
run -C ws desk --key team.key --listen 192.0.2.1:8081
exits 69 "an address of another computer"
says "in clear" "beyond loopback without TLS there is a warning"
run -C ws desk --key team.key --listen 127.0.0.1:0 --certificate x.pem
exits 64 "a certificate without its key"
CANVASS_DESK_LISTEN=127.0.0.1 run -C ws desk --key team.key
exits 78 "an address without a port, in the setting"
printf 'no database\n' >other/desk.db
run -C other desk --key team.key --listen 127.0.0.1:0
[ "$status" -gt 64 ] && grep -q 'desk.db' err
ok "$?" "a desk.db that is none is named"

start_desk ws --passphrase-file pass
sign_in bob
visit bob /unlock
grep -q 'All keys of this desk are unlocked' page
ok "$?" "with a passphrase file the first key is everybody's"
stop_desk

# ---- TLS ---------------------------------------------------------------------------------------------------

if ! command -v openssl >/dev/null; then
	skip "no openssl to make a certificate"
	tap_done
fi
for name in cert other-cert; do
	openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost \
		-addext 'subjectAltName=DNS:localhost,IP:127.0.0.1' -keyout "$name.key" -out "$name.pem" 2>/dev/null ||
		exit 99
done
run -C ws desk --key team.key --listen 127.0.0.1:0 --certificate cert.pem --certificate-key other-cert.key
exits 78 "a certificate and another's key"
says "certificate" "which is said"
start_desk ws --certificate cert.pem --certificate-key cert.key
case $desk_url in https://*) ;; *) false ;; esac
ok "$?" "with a certificate the address is https"
CURL_CA_BUNDLE=$PWD/cert.pem
export CURL_CA_BUNDLE
ask /sign-in
is "$status" 200 "a page over TLS"
bears "it"
sign_in bob
grep -qi '^Set-Cookie: __Host-desk=[A-Za-z0-9_-]*; Path=/; HttpOnly; SameSite=Strict; Secure.\{0,1\}$' head
ok "$?" "the cookie: __Host-, Secure" || note "$status $(grep -i set-cookie head)"
visit bob /
is "$status" 200 "and it is known again"
ask / -H "Cookie: desk=$(sed -n 's/.*	__Host-desk	//p' bob.jar)"
is "$status" 303 "under the plain name it is none"
sent "the plain scheme" no -H "Origin: http://127.0.0.1:${desk_url##*:}"
for version in 1.2 1.3; do
	sleep 0.5 | openssl s_client -connect "127.0.0.1:${desk_url##*:}" "-tls$(echo $version | tr . _)" >tls 2>&1
	grep -q '^ *Protocol *: TLSv\|^New, TLSv' tls && ! grep -qi 'session ticket\( arrived\|:\)' tls
	ok "$?" "TLS $version, and no session ticket"
done
! openssl s_client -connect "127.0.0.1:${desk_url##*:}" -tls1_1 -cipher 'ALL@SECLEVEL=0' </dev/null >tls 2>&1
ok "$?" "no TLS 1.1"
is "$(curl -s -m 5 -o /dev/null -w '%{http_code}' "http://127.0.0.1:${desk_url##*:}/sign-in")" 000 \
	"no plain HTTP at that port"
stop_desk
is "$status" 0 "SIGTERM ends it in good order, under TLS too"
tap_done
