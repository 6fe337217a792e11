#!/bin/sh
# Comments at the desk: coded by two people who do not see each other's codes, agreed on, settled;
# quotes passed with two keys; and what a release then tells.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/app/lib.sh"
. "$TOP_SRCDIR/tests/desk/lib.sh"

for needed in python3 curl; do
	if ! command -v "$needed" >/dev/null; then
		skip "no $needed to ask the desk with"
		tap_done
	fi
done
tool() {
	python3 "$TOP_SRCDIR/tests/desk/coding.py" "$@"
}
# unlock NAME KEY: the number of the key among the desk's.
unlock() {
	send "$1" /unlock /unlock "key=$2" "passphrase=$(cat pass)"
	[ "$status" = 303 ] || exit 99
}
# shows TEXT WORDS: the page has it.
shows() {
	grep -qF -- "$1" page
	ok "$?" "$2" || note "$status: $(grep -o 'role="alert".*' page | head -3)"
}
# hides TEXT WORDS
hides() {
	! grep -qF -- "$1" page
	ok "$?" "$2"
}
# leads PATH WORDS: the reply sends there.
leads() {
	is "$(sed -n 's/^[Ll]ocation: //p' head | tr -d '\r')" "$1" "$2"
}
on=/surveys/quip@w
make_keys one.key two.key
"$canvass" init ws 2>/dev/null || exit 99
tool form >quip.yaml
# open_survey WAVE KEYS...
open_survey() {
	wave=$1
	shift
	for key; do
		set -- "$@" --to "$key"
		shift
	done
	"$canvass" -C ws survey open quip.yaml --wave "$wave" "$@" --expected 1000 --unconfirmed \
		>/dev/null 2>open.err || { cat open.err; exit 99; }
}
open_survey w one.key.pub two.key.pub
open_survey alone one.key.pub
tool answers 60 >all.jsonl
for wave in w alone; do
	"$canvass" -C ws submit "quip@$wave" all.jsonl 2>/dev/null || exit 99
done
start_desk ws --key one.key --key two.key
join ann evaluator
join bob "second evaluator"
join fay facilitator

# ---- a key, and closed batches -----------------------------------------------------------------
visit ann $on/coding
is "$status" 303 "without a key nothing is opened"
leads "/unlock?back=%2Fsurveys%2Fquip@w%2Fcoding" "a page asks for one and comes back"
unlock ann 0
unlock bob 1
visit ann $on/coding
is "$status" 200 "no batch has closed yet"
shows "Nothing to read yet" "which is said, and is no error"
visit ann $on/codebook
is "$status" 200 "the codebook can be looked at before"
for wave in w alone; do
	"$canvass" -C ws survey close "quip@$wave" 2>/dev/null || exit 99
done
visit fay $on/coding
is "$status" 403 "a facilitator codes nothing"
visit ann /surveys/quip@x/coding
is "$status" 404 "nor is there anything of a survey that is not there"

# ---- the first coder ------------------------------------------------------------------------
visit ann $on/coding
is "$status" 200 "the first coder's page"
shows "You are the <b>first</b> coder" "says who one is"
is "$(grep -c '<li class="row"><a href="/surveys/quip@w/coding/' page)" 60 "and lists what is to be coded"
hides Zedwick "redacted"
size=$(wc -c <page)
[ "$size" -lt 60000 ]
ok "$?" "in at most 60 kB: $size"
cp page list
hostile=$(tool find list '<script>')
visit ann "$hostile"
is "$status" 200 "a hostile comment"
hides "<script>alert" "is escaped"
tool text page | sed -n '2p' | grep -q '^on a new line more tea for us$'
ok "$?" "keeps its lines, and has lost what turns letters round"
shows "<bdi>" "and is isolated from the words beside it"
shows "more <mark>tea</mark> for us" "a word that suggests a theme is shaded"
shows 'value="aftercare" data-key="1"' "a theme has a key"
shows "Aftercare (tea)" "the suggestion stands beside the text"
hides " checked" "and ticks nothing"
shows "/public/coding.js" "the script is on this page"
visit ann $on/coding/0000-0000-0000
is "$status" 404 "a comment that is not there"
near=$(printf '%s' "${hostile##*/}" | sed 's/.$//')
visit ann "$on/coding/${near}0"
shows "did you mean ${hostile##*/}" "the nearest is named"

post ann "$hostile" "$(visit ann "$hostile"; token_of page "$hostile")" go=save
is "$status" 422 "nothing ticked is no decision"
shows 'href="#themes"' "the way to the field is told"
visit ann "$hostile"
post ann "$hostile" "$(token_of page "$hostile")" go=save theme=aftercare none=yes
is "$status" 422 "nor are a theme and none of them"
shows 'value="aftercare" data-key="1" id="themes" checked' "what was ticked is still ticked"
visit ann "$hostile"
post ann "$hostile" "$(token_of page "$hostile")" go=save theme=nonsense
is "$status" 422 "nor a theme that there is not"
visit ann "$hostile"
token=$(token_of page "$hostile")
post ann "$hostile" "$token" go=save theme=aftercare
is "$status" 303 "a decision"
post ann "$hostile" "$token" go=save theme=leadership
is "$status" 409 "is not made twice by one form"
visit ann "$hostile"
shows "You coded it before: Aftercare." "it stands when looked at again"
visit ann $on/agreement
is "$status" 200 "agreement"
shows "The second coder has coded 0 of 60" "is not told before both are done"
hides "Alpha</th>" "with no figure"

# ---- the second, who codes blind ---------------------------------------------------------------
is "$(tool drive bob.jar "$desk_url" $on/coding second seen.bob)" 60 "the second coder codes the sample"
is "$(tool drive ann.jar "$desk_url" $on/coding first seen.ann)" 59 "and the first what is left"
grep -q 'suggested' seen.ann
ok "$?" "the first saw suggestions"
! grep -q 'suggest\|<mark>\| checked\|[Cc]oded it before\|data-suggested' seen.bob
ok "$?" "the second saw no suggestion, and nothing that somebody had decided"
[ "$(grep -c '<blockquote class="quote">' seen.bob)" = 60 ]
ok "$?" "on sixty pages"
grep -q "paint the walls" seen.bob
ok "$?" "with comments on them"
visit bob $on/codebook
hides "listen*" "nor the words that suggest, in the codebook"
hides "<form method=\"post\" action=\"$on/codebook\"" "which a second coder does not change"
visit ann $on/codebook
shows "listen*" "the first sees them"
post bob $on/codebook x act=title theme=aftercare title=Mine reason=why
is "$status" 403 "the gate keeps a second coder from changing it"

# ---- agreement, and what is settled ------------------------------------------------------------
visit bob $on/agreement
shows "They differ on 2, of which 0 are settled" "agreement is told once both are done"
"$canvass" -C ws code quip@w agree --key one.key --passphrase-file pass --json >agree.json 2>/dev/null
alpha=$(python3 -c 'import json; print("%.3f" % json.load(open("agree.json"))["themes"][0]["alpha"])')
shows "<td class=\"num\">$alpha</td>" "with the figures of the command: $alpha"
shows "good" "and what a release makes of it"
visit bob $on/coding
differ=$(tool find page "assault 5")
case $differ in
*/settle/*) ok 0 "both coders are shown where they differ" ;;
*) ok 1 "both coders are shown where they differ: $differ" ;;
esac
visit bob "$differ"
is "$status" 200 "a difference"
tr -d '\n' <page | grep -q 'First</th><td>Aftercare</td></tr><tr><th scope="row">Second</th><td>none of these'
ok "$?" "both decisions stand side by side"
is "$(tool drive bob.jar "$desk_url" $on/agreement first seen.settle)" 0 "there is no button to settle blindly"
send bob "$differ" "$differ" go=save theme=aftercare
is "$status" 303 "one is settled"
next=$(sed -n 's/^[Ll]ocation: //p' head | tr -d '\r')
send ann "$next" "$next" go=save none=yes
leads $on/agreement "the other by the other person, and then all is"
visit ann $on/agreement
shows "They differ on 2, of which 2 are settled" "which agreement says"
agreed=$(tool find list "assault 13" | sed 's/coding/settle/')
visit ann "$agreed"
is "$status" 404 "where they agree there is nothing to settle"

# ---- the codebook ---------------------------------------------------------------------------
send ann $on/codebook $on/codebook act=add theme=walls title="Walls & paint" words="paint*, wall*"
is "$status" 422 "a change without a reason"
shows 'value="Walls &amp; paint"' "loses nothing that was typed"
send ann $on/codebook $on/codebook act=add theme=walls title="Walls & paint" \
	definition="Buildings,
inside" words="paint*, wall*" reason="many ask for it"
is "$status" 303 "with one it is made"
visit ann $on/codebook
shows "Walls &amp; paint" "and stands there"
shows "Buildings, inside" "on one line"
shows "many ask for it" "with its reason"
send ann $on/codebook $on/codebook act=title theme=walls title=Walls reason=shorter
send ann $on/codebook $on/codebook act=split theme=aftercare parts="tea=Tea
rest=Rest" reason="two things"
is "$status" 422 "what the command refuses is refused"
shows "<details open" "in the part that was used"
send ann $on/codebook $on/codebook act=burn theme=walls reason=x
is "$status" 422 "an act that there is not"
visit bob $on/codebook
shows "Version 3." "the other sees the new version"

# ---- quotes ------------------------------------------------------------------------------------
visit ann $on/quotes
is "$status" 200 "quotes"
hides Zedwick "are redacted"
visit ann "$on/quotes?theme=leadership&page=2"
is "$status" 200 "by theme, in pages"
# quote WORDS: the page of the quote that has them.
quote() {
	tool find list "$1" | sed 's/coding/quotes/'
}
tea=$(quote "assault 9")
guess=$(quote kettle)
rest=$(quote "home and rest")
visit ann "$guess"
shows '<bdi>Quonkle</bdi>' "a guess can be kept, and is shown for that"
visit ann "$rest"
hides Zedwick "what is certain is not"
shows "looks like a name. It stays out" "but why it goes is told"
post ann "$guess" "$(visit ann "$guess"; token_of page "$guess")" go=look keep=1 hide="tea" theme=aftercare
is "$status" 200 "a look before a tick"
shows "please repair the Quonkle kettle for [REMOVED]" "shows what would leave"
visit bob "$guess"
shows "not ticked" "and ticks nothing"
send ann "$guess" "$guess" go=tick hide="nowhere to be found" theme=aftercare
is "$status" 422 "words that do not stand there"
shows "nowhere to be found</textarea>" "are given back"
send ann "$guess" "$guess" go=tick keep=1 hide=tea theme=aftercare
is "$status" 303 "a tick"
send ann "$tea" "$tea" go=tick theme=aftercare
visit bob "$guess"
shows "ticked by the other" "the other sees it"
send bob "$guess" "$guess" go=tick theme=aftercare
visit bob "$guess"
shows "ticked by both, with different words or themes" "who ticks other words differs"
send bob "$guess" "$guess" go=same
visit bob "$guess"
shows "ticked by both: it may leave" "and can tick the same"
visit bob $on/quotes
shows "1 ticked by the other" "the list says how many stand how"
send ann "$tea" "$tea" go=untick
visit ann "$tea"
shows "not ticked" "a tick is taken back"
send ann "$tea" "$tea" go=untick
is "$status" 422 "but once"
visit ann "/surveys/quip@alone/quotes"
shows "opened with one key" "a survey with one key says so"
lone=$(tool find page "tea")
visit ann "$lone"
hides 'value="tick"' "and offers no tick"

# ---- released --------------------------------------------------------------------------------
told=$(tool find list "assault 17")
visit ann "$told"
before=$(token_of page "$told") # a page that was open meanwhile
SOURCE_DATE_EPOCH=1767225600 "$canvass" -C ws summary quip@w --key one.key --passphrase-file pass -o out \
	>/dev/null 2>release.err
is "$?" 0 "a release by command" || note "$(cat release.err)"
is "$(tool theme out/quip@w/summary.json aftercare quotes)" '["please repair the Quonkle kettle for [REMOVED]"]' \
	"has the quote that two people passed at the desk"
[ "$(tool theme out/quip@w/summary.json aftercare n)" != null ]
ok "$?" "and the strength that two coders agreed on"
visit ann "$told"
shows "they stand, and cannot be changed" "what was released stands"
shows '<fieldset class="options" disabled>' "its boxes cannot be ticked"
shows '>Next</button>' "and the button only goes on"
hides "Save and next" "it saves nothing"
post ann "$told" "$before" go=save none=yes
is "$status" 422 "and is refused to change"
shows "they stand, and cannot be changed" "in so many words"

# ---- two at once, a batch more, and the end of a sitting ---------------------------------------
visit ann $on/codebook
token=$(token_of page $on/codebook)
python3 - ws/canvass.db <<'PY' &
import sqlite3, sys, time
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("BEGIN IMMEDIATE")
open("held", "w").close()
time.sleep(7)
db.execute("ROLLBACK")
PY
holder=$!
while [ ! -e held ]; do sleep 0.05; done
post ann $on/codebook "$token" act=title theme=walls title="Walls again" reason=again
is "$status" 503 "somebody else writes"
shows 'value="Walls again"' "and nothing typed is lost"
kill "$holder" 2>/dev/null
wait "$holder" 2>/dev/null
browse ann "$desk_url/audit"
shows "comment coded" "the audit log says what was done"
! grep -q 'Aftercare\|aftercare' page
ok "$?" "but not how"
send ann / /sign-out
sign_in ann
visit ann $on/coding
is "$status" 303 "who signs in anew"
leads "/unlock?back=%2Fsurveys%2Fquip@w%2Fcoding" "has no key and no comments left"
stop_desk
is "$status" 0 "and the desk stops"
tap_done
