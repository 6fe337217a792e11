#!/bin/sh
# Releases at the desk: one proposes, another confirms; what leaves is what both saw, and it says
# that two people released it.  Nothing is released twice, or by one person, or after a change.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/app/lib.sh"
. "$TOP_SRCDIR/tests/desk/lib.sh"

if ! command -v python3 >/dev/null || ! command -v curl >/dev/null; then
	skip "no python3 or no curl to sit at a desk with"
	tap_done
fi

# next_day WAVE: what was checked today was checked yesterday, so that the next answers close a batch.
next_day() {
	python3 - "ws/answers/pulse@$1.db" <<'PYTHON'
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
assert db.execute("UPDATE head SET day = day - 1 WHERE day > 0").rowcount == 1
db.commit()
db.close()
PYTHON
}
# add WAVE N
add() {
	answers "$2" >add.jsonl
	"$canvass" -C ws submit "pulse@$1" add.jsonl 2>/dev/null || exit 99
}
# query FILE SQL
query() {
	python3 -c 'import sqlite3, sys
for row in sqlite3.connect(sys.argv[1]).execute(sys.argv[2]): print(row[0])' "$1" "$2"
}
json() {
	python3 -c 'import json, sys
print(json.dumps(json.load(open(sys.argv[1]))[sys.argv[2]]))' "$1" "$2"
}
releases() {
	query ws/canvass.db "SELECT count(*) FROM ledger WHERE survey = 'pulse@$1'"
}
# field NAME: the value of a hidden field of the page.
field() {
	sed -n "s/.*name=\"$1\" value=\"\([^\"]*\)\".*/\1/p" page | head -1
}
# has TEXT WORDS
has() {
	grep -qF -- "$1" page
	ok "$?" "$2" || note "$status: $(sed 's/<[^>]*>//g' page | grep . | head -12)"
}
# where: the path that the last reply leads to.
where() {
	tr -d '\r' <./head | sed -n 's/^[Ll]ocation: //p'
}
# propose NAME WAVE [QUERY]: looks at a draft and proposes it; leaves $proposal, its path.
propose() {
	visit "$1" "/surveys/pulse@$2/release/draft${3-}"
	print=$(field print)
	proposing=$1
	action=/surveys/pulse@$2/release/propose
	token=$(token_of page "$action")
	set -- "print=$print"
	[ -z "$(field words)" ] || set -- "$@" "words=$(field words)"
	[ -z "$(field since)" ] || set -- "$@" "since=$(field since)"
	post "$proposing" "$action" "$token" "$@"
	proposal=$(where)
}
# confirm NAME: that proposal, page first.
confirm() {
	# shellcheck disable=SC2046 # two words
	send "$1" "$proposal" "$proposal/confirm" $(again "$1")
}

make_workspace ws
make_keys other.key
open_pulse ws w1
add w1 120
start_desk ws --passphrase-file pass
join eve evaluator
join ann evaluator
join sam 'second evaluator'
join sue 'second evaluator'
join tom 'second evaluator'
join una 'second evaluator'
join fay facilitator

# ---- before anything is closed ------------------------------------------------------------------
visit eve /surveys/pulse@w1/release
is "$status" 200 "where the release stands"
has "No batch is closed yet" "nothing is closed"
visit eve /surveys/pulse@w1/release/draft
is "$status" 409 "and there is no draft"
has "no batch of pulse@w1 is closed yet" "which is said in words"
visit eve /surveys/pulse@w1/release/draft/report
is "$status $(where)" "303 /surveys/pulse@w1/release" "nor a report of one"

# ---- a draft -----------------------------------------------------------------------------------
next_day w1
add w1 60
visit eve /surveys/pulse@w1/release
has "One batch is closed, and nothing was released yet." "a batch is closed"
visit eve /surveys/pulse@w1/release/draft
is "$status" 200 "a draft"
has "Draft of release 1 of pulse@w1" "of the first release"
is "$(field print | wc -c)" 65 "with a fingerprint"
drafted=$(field print)
[ "$(wc -c <page)" -le 60000 ]
ok "$?" "in a page that is not too large"
[ ! -e ws/exports/pulse@w1 ] && [ "$(releases w1)" = 0 ]
ok "$?" "nothing of it was written or entered"
visit eve /surveys/pulse@w1/release/draft/question/supported
is "$status" 200 "one question of it"
has '<svg' "has a chart"
has 'All who answered' "and its table beneath"
has 'By group' "and how groups would leave"
has 'What is held back here, and by which rule' "and why something does not"
visit eve /surveys/pulse@w1/release/draft/question/nonesuch
is "$status" 404 "no such question"
visit eve /surveys/pulse@w1/release/draft/report
has 'DRAFT' "its report says that it is a draft"
style=$(python3 -c 'import base64, hashlib, re
text = open("page", encoding="utf-8").read()
style = re.search("<style>(.*?)</style>", text, re.S).group(1)
print(base64.b64encode(hashlib.sha256(style.encode()).digest()).decode())')
grep -i '^content-security-policy' head | grep -qF "style-src 'sha256-$style'"
ok "$?" "and only its own style may be used"
visit eve /surveys/pulse@w1/release/draft/tables/supported.csv
is "$status" 200 "a table that it links to"
for path in release release/draft release/draft/report releases/1 ledger; do
	visit fay "/surveys/pulse@w1/$path"
	is "$status" 403 "a facilitator may not see $path"
done

# ---- proposing ----------------------------------------------------------------------------------
send eve /surveys/pulse@w1/release/draft /surveys/pulse@w1/release/propose print=0000
is "$status" 409 "what was not looked at is not proposed"
visit sam /surveys/pulse@w1/release/draft
is "$(token_of page /surveys/pulse@w1/release/propose)" "" "a second evaluator is offered no proposing"
propose eve w1
is "$status" 303 "an evaluator proposes"
is "$print" "$drafted" "what the same draft said before"
is "$(query ws/desk.db 'SELECT digest FROM proposal')" "$drafted" "the proposal bears the fingerprint"
first=$proposal
visit eve "$first"
has 'That cannot be you.' "the one who proposed waits"
is "$(token_of page "$first/confirm")" "" "and is offered no confirming"
for name in eve ann fay; do
	send "$name" "$first" "$first/confirm" "passphrase=$desk_words" code=000000
	is "$status" 403 "$name cannot confirm"
done
propose eve w1
is "$proposal $(query ws/desk.db 'SELECT count(*) FROM proposal')" "$first 1" \
	"the same is proposed but once"
send ann "$first" "$first/withdraw"
is "$status" 403 "another evaluator cannot withdraw it"

# ---- confirming ----------------------------------------------------------------------------------
proposal=$first
visit sam "$first"
is "$status" 200 "the second person looks at it"
has 'it has the fingerprint that was proposed' "made anew, it is the same"
has 'Questions' "with the draft itself"
send sam "$first" "$first/confirm" "passphrase=wrong words of mine" code=123456
[ "$status" -ge 400 ] && [ "$(releases w1)" = 0 ]
ok "$?" "a wrong passphrase releases nothing"
sleep 1
confirm sam
is "$status $(where)" "303 /surveys/pulse@w1/releases/1" "the second person confirms" ||
	note "$(sed 's/<[^>]*>//g' page | grep . | head -12)"
is "$(sha256sum ws/exports/pulse@w1/summary.json | cut -c1-64)" "$drafted" \
	"what lies there is what both saw, byte for byte"
(cd ws/exports/pulse@w1 && sha256sum --status --strict -c SHA256SUMS)
ok "$?" "its checksums hold"
is "$(json ws/exports/pulse@w1/summary.json released_by)" '"two people"' "it was released by two people"
for file in README.txt summary.html summary.json; do
	grep -qF 'Released by two people.' "ws/exports/pulse@w1/$file"
	ok "$?" "$file says so"
done
is "$(releases w1)" 1 "the ledger has one entry"
query ws/canvass.db "SELECT line FROM ledger" | grep -qF '"released_by": "two people"'
ok "$?" "which says by how many"
visit sam "$first"
has 'Confirmed by sam' "the proposal says who confirmed it"
cp -r ws/exports/pulse@w1 kept
run -C ws summary pulse@w1 --key team.key --passphrase-file pass
exits 0 "the command makes the same release again"
diff -r kept ws/exports/pulse@w1 >/dev/null
ok "$?" "byte for byte, by two people still"
visit sue "$first"
is "$(token_of page "$first/confirm")" "" "nor is it offered again"
visit eve /surveys/pulse@w1/release/draft
has 'Nothing is new since the last release' "the next draft says that nothing is new"
is "$(field print)" "" "and offers no proposing"

# ---- its files ------------------------------------------------------------------------------------
visit sue /surveys/pulse@w1/releases/1
is "$status" 200 "its files are listed"
has 'summary.json' "by name"
visit sue /surveys/pulse@w1/releases/1/files/summary.json
cmp -s page ws/exports/pulse@w1/summary.json
ok "$?" "and come down as they were released"
visit sue /surveys/pulse@w1/releases/1/tables/supported.csv
cmp -s page ws/exports/pulse@w1/tables/supported.csv
ok "$?" "tables too"
visit sue /surveys/pulse@w1/releases/1/report
is "$status" 200 "the report is shown"
echo mine >ws/exports/pulse@w1/notes.txt
for name in notes.txt ..%2Fsummary.json ..%2F..%2Fcanvass.db %2Fetc%2Fpasswd nonesuch; do
	visit sue "/surveys/pulse@w1/releases/1/files/$name"
	is "$status" 404 "$name is no file of it"
done
cp ws/exports/pulse@w1/README.txt readme
echo more >>ws/exports/pulse@w1/README.txt
visit sue /surveys/pulse@w1/releases/1/files/README.txt
is "$status" 422 "a file that was changed since is not given out"
cp readme ws/exports/pulse@w1/README.txt
visit sue /surveys/pulse@w1/releases/9
is "$status" 404 "no such release"
visit sue /surveys/pulse@w1/ledger
has 'The chain is whole.' "the ledger is whole"
has 'two people' "and says by whom"

# ---- a batch closes in between ---------------------------------------------------------------------
next_day w1
add w1 40
visit eve /surveys/pulse@w1/release
has 'One batch has closed since the last release.' "another batch"
propose eve w1
stale=$proposal
visit tom "$stale"
page_token=$(token_of page "$stale/confirm")
next_day w1
add w1 30
# shellcheck disable=SC2046
post tom "$stale/confirm" "$page_token" $(again tom)
is "$status" 409 "after another batch closed it cannot be confirmed"
has 'this is not what was proposed any more' "which is said"
is "$(releases w1)" 1 "and nothing was released"
visit sam "$stale"
has 'It cannot be confirmed' "nor is it offered"
send sam "$stale" "$stale/refuse" 'reason= '
is "$status" 422 "a refusal needs a reason"
send sam "$stale" "$stale/refuse" 'reason=A batch closed. <b>Again, please.</b>'
is "$status" 303 "it is refused"
visit eve "$stale"
has 'Again, please.&lt;/b&gt;' "and the reason reaches the one who proposed"

# ---- two confirm at once ------------------------------------------------------------------------------
propose eve w1
visit sam "$proposal"
sam_token=$(token_of page "$proposal/confirm")
visit sue "$proposal"
sue_token=$(token_of page "$proposal/confirm")
# confirm_now NAME TOKEN CODE
confirm_now() {
	curl -s -m 60 -b "$1.jar" -o "$1.page" -D "$1.head" -H 'Sec-Fetch-Site: same-origin' \
		--data-urlencode "token=$2" --data-urlencode "passphrase=$desk_words" \
		--data-urlencode "code=$3" "$desk_url$proposal/confirm"
}
sam_code=$(fresh_code sam)
sue_code=$(fresh_code sue)
confirm_now sam "$sam_token" "$sam_code" &
sam_process=$!
confirm_now sue "$sue_token" "$sue_code" &
sue_process=$!
wait "$sam_process"
wait "$sue_process"
is "$(tr -d '\r' <sam.head | cat - sue.head | tr -d '\r' | sed -n 's/^[Ll]ocation: //p' | sort)" \
	"$(printf '%s\n%s' "$proposal" /surveys/pulse@w1/releases/2 | sort)" \
	"of two who confirm at once one releases, and the other is told"
is "$(releases w1)" 2 "nothing is released twice"
[ -s ws/exports/release-2/pulse@w1/summary.json ]
ok "$?" "the second release stands beside the first, which is not written over"
is "$(sha256sum ws/exports/release-2/pulse@w1/summary.json | cut -c1-64)" "$print" "as both saw it"
visit sue /surveys/pulse@w1/releases/2
is "$status" 200 "and is found"

# ---- two people stand for what one released ---------------------------------------------------------------
cat >ws/said.words <<'WORDS'
canvass: words 1
headlines:
  - Support after an assault has to be there at night too.
you said, we did:
  - said: More tea.
    did: There is more tea.
WORDS
open_pulse ws w2
add w2 90
"$canvass" -C ws survey close pulse@w2 2>/dev/null
run -C ws summary pulse@w2 --key team.key --passphrase-file pass
is "$(json ws/exports/pulse@w2/summary.json released_by)" '"one key holder"' "a release by command"
visit eve /surveys/pulse@w2/ledger
has 'one key holder' "is marked in the ledger"
propose eve w2
confirm tom
is "$status $(where)" "303 /surveys/pulse@w2/releases/2" "two people stand for it"
is "$(json ws/exports/release-2/pulse@w2/summary.json released_by)" '"two people"' "as a release of its own"
is "$(json ws/exports/release-2/pulse@w2/summary.json tables)" \
	"$(json ws/exports/pulse@w2/summary.json tables)" "with the same numbers"

# ---- words and waves beside it ----------------------------------------------------------------------------
propose eve w2 '?words=said.words&since=exports/release-2/pulse@w1/summary.json&format=html&format=json'
is "$status" 303 "words and an earlier wave go along"
sed -i 's/at night too/by day too/' ws/said.words
visit sam "$proposal"
has 'It cannot be confirmed' "words that were changed since are seen"
send eve "$proposal" "$proposal/withdraw"
is "$status" 303 "the one who proposed withdraws it"
visit eve "$proposal"
has 'Withdrawn by eve' "which is noted"
propose eve w2 '?words=said.words&since=exports/release-2/pulse@w1/summary.json'
confirm una
is "$(where)" "/surveys/pulse@w2/releases/3" "with the new words it is confirmed"
for path in '?words=../team.key' '?words=canvass.yaml' '?since=exports/../canvass.db' '?format=pdf'; do
	visit eve "/surveys/pulse@w2/release/draft$path"
	is "$status" 422 "$path may not be picked"
done
printf 'canvass: words 1\nheadlines:\n  - PC Jane Smith of 12 High Street said so.\n' >ws/bad.words
visit eve '/surveys/pulse@w2/release/draft?words=bad.words'
is "$status" 422 "words that identify are refused"
has 'bad.words:3:' "with their place"

# ---- board, waves, comparison --------------------------------------------------------------------------------
visit eve '/board?file=exports/release-3/pulse@w2/summary.json'
has 'There is more tea.' "the board's page has the team's words"
visit eve '/board?file=canvass.db'
is "$status" 404 "and is made of releases alone"
visit eve /waves
has 'What changed between its waves' "waves of one form"
link=$(sed -n 's/.*href="\(\/compare?[^"]*\)".*/\1/p' page | sed 's/&amp;/\&/g')
visit eve "$link"
is "$status" 200 "lead to their comparison"
has '2 waves of Five-minute pulse' "which is that of canvass compare"
[ "$(wc -c <page)" -le 60000 ]
ok "$?" "and not too large"
visit eve "$link&question=2"
has 'id="q2"' "one question at a time"
visit eve '/compare?file=exports/pulse@w1/summary.json&file=exports/pulse@w1/../../canvass.db'
is "$status" 404 "only what was published is read"
visit eve '/compare?file=exports/pulse@w2/summary.json&file=exports/release-2/pulse@w2/summary.json'
is "$status" 422 "one wave twice is no comparison"
has 'They cannot be compared' "in words"
mkdir ws/imports
sed 's/"Five-minute pulse"/"Somebody else asked"/' ws/exports/pulse@w1/summary.json >ws/imports/north.json
visit eve /compare
has 'imports/north.json' "what other forces published can be picked"

# ---- scopes, and the key ------------------------------------------------------------------------------------------
join kim evaluator --for pulse@w2
visit kim /surveys/pulse@w1/release
is "$status" 404 "a person who may see one survey sees no release of another"
visit kim /compare
grep -q 'exports/pulse@w1' page
is "$?" 1 "not to compare it either"
visit kim '/board?file=exports/pulse@w1/summary.json'
is "$status" 404 "nor its words"
stop_desk
is "$status" 0 "the desk ends with nothing left over"
start_desk ws --key other.key
sign_in eve
visit eve /surveys/pulse@w1/release/draft
is "$status $(where | cut -d'?' -f1)" "303 /unlock" "without a key a draft asks for one"
stop_desk

# ---- the chain --------------------------------------------------------------------------------------------------------
python3 - ws/canvass.db <<'PYTHON'
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.execute("DELETE FROM ledger WHERE survey = 'pulse@w1' AND number = 1")
db.commit()
PYTHON
start_desk ws --passphrase-file pass
sign_in eve
visit eve /surveys/pulse@w1/ledger
has 'The chain is broken' "a release that was taken out is seen"
is "$(query ws/desk.db "SELECT count(*) FROM act WHERE act = 'release confirmed'")" 4 \
	"the audit log has each confirmation"
tap_done
