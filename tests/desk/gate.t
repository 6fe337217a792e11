#!/bin/sh
# The gate of the desk: who may pass, what a form needs, how sessions begin and end, and that
# guessing leads nowhere.  Who may ask for what is taken from the table of addresses itself.
# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck source=tests/tap.sh
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/app/lib.sh"
. "$TOP_SRCDIR/tests/desk/lib.sh"

if ! command -v curl >/dev/null || ! command -v python3 >/dev/null; then
	skip "curl or python3 absent"
	tap_done
fi

# page_says TEXT WORDS: in what the desk answered.
page_says() {
	grep -qF -- "$1" page
	ok "$?" "$2" || note "$status: $(sed -n 's/.*role="alert"><p>\([^<]*\).*/\1/p' page)"
}
# goes_to PATH WORDS
goes_to() {
	is "$(tr -d '\r' <./head | sed -n 's/^Location: //p')" "$1" "$2"
}
cookie_of() {
	awk -F '\t' '$6 == "desk" { print $7 }' "$1.jar"
}

make_workspace ws
open_pulse ws own
open_pulse ws other
start_desk ws

# ---- the matrix --------------------------------------------------------------------------
for role in evaluator 'second evaluator' facilitator 'visiting lead'; do
	join "$(echo "$role" | tr ' ' -)" "$role" --for pulse@own
done
"$canvass" desk --routes >routes
python3 "$TOP_SRCDIR/tests/desk/matrix.py" "$desk_url" pulse@own pulse@other \
	evaluator=evaluator=evaluator.jar second='second evaluator=second-evaluator.jar' \
	facilitator=facilitator=facilitator.jar lead='visiting lead=visiting-lead.jar' \
	<routes >matrix
ok "$?" "every address was asked by every role, signed in and out" || note "$(cat matrix)"
is "$(grep -v '^rows' matrix)" "" "each answers as its row declares"
note "$(grep '^rows' matrix)"
is "$(sed -n 's/^rows \([0-9]*\) .*/\1/p' matrix)" "$(wc -l <routes)" "no row was left out"
# shellcheck disable=SC2046
[ $(sed -n 's/^rows .*asked //p' matrix) -gt $(($(wc -l <routes) * 4)) ]
ok "$?" "and each was asked by all"
cut -f 3 routes | grep -qv .
ok "$((! $?))" "no row is without roles"

# ---- addresses ---------------------------------------------------------------------------
join ann evaluator
visit ann /nowhere
is "$status" 404 "an address that is none"
visit ann /surveys/pulse@own/
is "$status" 404 "a slash too many"
visit ann "/surveys/%2e%2e%2fx"
is "$status" 404 "a part with a slash in it"
visit ann "/surveys/$(printf 'a%.0s' $(seq 81))"
is "$status" 404 "a part that is too long"
browse ann -X POST -d '' -H 'Sec-Fetch-Site: same-origin' "$desk_url/people"
is "$status" 405 "a post to what can only be read"
visit ann /sign-out
is "$status" 405 "reading what can only be posted to"
rm -f nobody.jar
visit nobody "/surveys/pulse@own"
goes_to "/sign-in?back=/surveys/pulse%40own" "who is signed out is sent to sign in, and back"

# ---- tokens ------------------------------------------------------------------------------
join bob 'second evaluator'
visit ann /people
good=$(token_of page /sign-out)
[ "${#good}" -eq 32 ]
ok "$?" "a form has a token"
post ann /sign-out ""
is "$status" 403 "a post without one is refused"
page_says "too old, or it was not made for you" "with words"
post ann /sign-out "$(printf 'A%.0s' $(seq 32))"
is "$status" 403 "a forged one is refused"
visit bob /people
post ann /sign-out "$(token_of page /sign-out)"
is "$status" 403 "one of another session is refused"
visit ann /people/me
post ann /sign-out "$(token_of page /people/me)"
is "$status" 403 "one of another form is refused"
visit ann /people
is "$status" 200 "and none of them did anything"
for header in 'Sec-Fetch-Site: cross-site' 'Sec-Fetch-Site: same-site' 'Origin: https://evil.example' \
	'Origin: null' 'X-None: none'; do
	browse ann -H "$header" --data-urlencode "token=$good" "$desk_url/sign-out"
	is "$status" 403 "a good token is not enough for $header"
done
browse ann -H 'Sec-Fetch-Site: same-origin' -H 'Origin: https://evil.example' \
	--data-urlencode "token=$good" "$desk_url/sign-out"
is "$status" 403 "nor if one header of two says another site"
visit ann /people
is "$status" 200 "which did nothing either"
browse nobody -H 'Sec-Fetch-Site: cross-site' -d 'name=ann&passphrase=x&code=1' "$desk_url/sign-in"
is "$status" 403 "nor can another site sign somebody in"

# ---- what asks again ---------------------------------------------------------------------
visit ann /people/me
token=$(token_of page /people/me)
code=$(fresh_code ann)
post ann /people/me "$token" "passphrase=not it at all" "code=$code" new1=x new2=x
is "$status" 403 "a wrong passphrase stops what asks again"
page_says "That did not fit" "with words"
post ann /people/me "$token" "passphrase=$desk_words" "code=$code" new1=x new2=x
is "$status" 422 "the same form can be sent again, and reaches its page"
post ann /people/me "$token" "passphrase=$desk_words" "code=$(fresh_code ann)" new1=x new2=x
is "$status" 409 "but once: a replayed token is told"
page_says "This was sent already" "in words"

# ---- codes -------------------------------------------------------------------------------
used=$(fresh_code bob)
sign_in bob "$desk_words" "$used"
is "$status" 303 "a passphrase and a fresh code sign in"
sign_in bob "$desk_words" "$used"
is "$status" 403 "the same code does not, a second time"
sed 's/ value="bob"//' page >used.page
sign_in bob "wrong-words-altogether" "000000"
is "$status" 403 "nor do a wrong passphrase and code"
sed 's/ value="bob"//' page >wrong.page
cmp -s used.page wrong.page
ok "$?" "and nothing tells which it was"
sign_in nobody "$desk_words" "000000"
is "$status" 403 "nor does a name that is nobody's"
sed 's/ value="nobody"//' page >nobody.page
cmp -s wrong.page nobody.page
ok "$?" "nor does that tell anything"

# ---- sessions ----------------------------------------------------------------------------
join carol evaluator
fixed=$(printf 'B%.0s' $(seq 43))
sign_in_with() { # NAME COOKIE
	: >page
	status=$(curl -s -c "$1.jar" -o page -D head -w '%{http_code}' -H "Cookie: desk=$2" \
		-H 'Sec-Fetch-Site: same-origin' --data-urlencode "name=$1" \
		--data-urlencode "passphrase=$desk_words" --data-urlencode "code=$(fresh_code "$1")" \
		"$desk_url/sign-in")
}
before=$(cookie_of carol)
sign_in_with carol "$fixed"
is "$status" 303 "with a cookie from outside one can sign in"
[ "$(cookie_of carol)" != "$fixed" ]
ok "$?" "but gets a session of another name"
is "$(curl -s -o page -w '%{http_code}' -H "Cookie: desk=$fixed" "$desk_url/people")" 303 \
	"and that cookie leads nowhere"
sign_in_with carol "$before"
[ "$(cookie_of carol)" != "$before" ]
ok "$?" "a session that there was is not taken over"
is "$(curl -s -o page -w '%{http_code}' -H "Cookie: desk=$before" "$desk_url/people")" 303 \
	"but ended"
grep -qi '^set-cookie: desk=[^;]*; Path=/; HttpOnly; SameSite=Strict' head
ok "$?" "a cookie is for this site alone, and for no script"
now=$(cookie_of carol)
send carol /people /sign-out
is "$status" 303 "signing out"
is "$(curl -s -o page -w '%{http_code}' -H "Cookie: desk=$now" "$desk_url/people")" 303 \
	"ends the session for good"
browse nobody -H 'Sec-Fetch-Site: same-origin' -d 'name=x&passphrase=x&code=1&back=//evil.example' "$desk_url/sign-in"
grep -q 'name="back" value="/"' page
ok "$?" "one goes back within the desk alone"

join dora evaluator
"$canvass" -C ws user disable dora 2>/dev/null
visit dora /people
is "$status" 303 "who is disabled is out with the next page"
join dave evaluator
"$canvass" -C ws user totp dave >/dev/null
visit dave /people
is "$status" 303 "and so is who is invited anew"
sign_in dave
is "$status" 403 "whose old passphrase and codes are worth nothing"

# ---- invitations -------------------------------------------------------------------------
path=$(invite erin facilitator)
visit erin "$path"
is "$status" 200 "an invitation is shown"
grep -q '<svg class="qr"' page
ok "$?" "with a QR code"
form_secret=$(sed -n 's/.*name="secret" value="\([^"]*\)".*/\1/p' page)
sed -n 's/.*Secret: <code>\([^<]*\)<.*/\1/p' page | tr -d ' ' >erin.totp
take() { # NEW1 NEW2 CODE
	from_us erin --data-urlencode "new1=$1" --data-urlencode "new2=$2" \
		--data-urlencode "code=$3" --data-urlencode "secret=$form_secret" "$desk_url$path"
}
code=$(fresh_code erin)
take "short words" "short words" "$code"
is "$status" 422 "eleven characters are too few"
take "long enough words" "long enough word" "$code"
is "$status" 422 "two that differ are refused"
take "long enough words" "long enough words" "1$(echo "$code" | cut -c 2- | tr 0-9 1-90)"
is "$status" 422 "a code that does not fit is refused"
is "$(sed -n 's/.*name="secret" value="\([^"]*\)".*/\1/p' page)" "$form_secret" \
	"and the secret stays the same, for what was scanned"
take "long enough words" "long enough words" "$code"
is "$status" 303 "then it is taken up"
visit erin "$path"
is "$status" 404 "an invitation works once"
take "quite another one" "quite another one" "$(fresh_code erin)"
is "$status" 404 "for a post too"
sign_in erin "quite another one"
is "$status" 403 "so that nobody takes somebody's place"
path=$(invite abc.def-ghi-jkl facilitator)
visit long "$path"
form_secret=$(sed -n 's/.*name="secret" value="\([^"]*\)".*/\1/p' page)
take "ABC.def ghi.jkl" "ABC.def ghi.jkl" "$code"
page_says "Your name cannot be your passphrase" "a name is no passphrase"
python3 -c "
import sqlite3, time
db = sqlite3.connect('ws/desk.db')
db.execute('UPDATE person SET invite_until = ? WHERE name = ?', (int(time.time()) // 86400 - 1, 'abc.def-ghi-jkl'))
db.commit()"
visit long "$path"
is "$status" 404 "after its last day it is over"

# ---- what is kept ------------------------------------------------------------------------
is "$(stat -c %a ws/desk.db)" 600 "desk.db is its owner's alone"
grep -qaF "$desk_words" ws/desk.db
ok "$((! $?))" "no passphrase stands in it"
grep -qaF "$(cookie_of ann)" ws/desk.db
ok "$((! $?))" "no session"
grep -qaF nobody ws/desk.db
ok "$((! $?))" "no name that a stranger typed"
visit ann '/audit'
for words in 'signed in' 'signed out' 'sign-in refused' 'joined the desk' 'invited anew' disabled \
	'somebody unknown' 'passphrase or code wrong'; do
	page_says ">$words<" "the log tells: $words"
done
visit ann '/audit?subject=dora'
is "$(grep -c '<tr><td' page)" 2 "and of one person alone, if asked to"

# ---- 10,000 guesses ----------------------------------------------------------------------
join fay evaluator
python3 "$TOP_SRCDIR/tests/desk/guess.py" "$desk_url" fay "$desk_words" 10000 >guesses
note "$(cat guesses)"
is "$(sed -n 's/.* in \([0-9]*\)$/\1/p' guesses)" 0 "of 10,000 guessed codes none signs in"
[ "$(sed -n 's/.*looked at \([0-9]*\),.*/\1/p' guesses)" -le 12 ]
ok "$?" "nearly all are not even looked at"
sign_in fay "$desk_words" 123456
is "$status" 429 "meanwhile one is told to wait"
wait=$(tr -d '\r' <./head | sed -n 's/^Retry-After: //p')
page_says "Try again in $wait second" "and how long"
[ "$wait" -ge 1 ] && [ "$wait" -le 30 ]
ok "$?" "half a minute at most"
visit ann /people
is "$status" 200 "nobody else is held up"
sleep "$wait"
sign_in fay
is "$status" 303 "after that the right ones are let in"

stop_desk
is "$status" 0 "the desk ends in good order"
is "$(cat desk.err)" "" "and said nothing"
tap_done
