#!/bin/sh
# The desk's pages of surveys, forms, links and posters: what they show, what they never show, and
# what they change.
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

# has TEXT WORDS, lacks TEXT WORDS: the page that was visited.
has() {
	grep -qF -- "$1" page
	ok "$?" "$2" || note "status $status: $(sed -n '/<main/,$p' page | head -c 600)"
}
lacks() {
	! grep -qF -- "$1" page
	ok "$?" "$2"
}
# What a page says, without the tokens that are new each time.
plain() {
	sed 's/name="token" value="[^"]*"//g' page
}

# well_made WORDS: every element of the page is closed where it was opened, and no id is there twice.
well_made() {
	python3 - <<'PY' >told
import html.parser, sys
VOID = set("area br col hr img input link meta wbr".split())
class Page(html.parser.HTMLParser):
    open, ids, wrong = [], set(), []
    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            if name == "id" and value in self.ids:
                self.wrong.append(f"id {value} twice")
            if name == "id":
                self.ids.add(value)
    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> at {self.getpos()}")
    def handle_data(self, data):
        if '="' in data:
            self.wrong.append(f"markup as text: {data.strip()[:60]}")
page = Page()
page.feed(open("page", encoding="utf-8").read())
page.close()
print("\n".join(page.wrong + page.open))
sys.exit(bool(page.wrong or page.open))
PY
	ok "$?" "$1" || note "$(cat told)"
}

make_workspace ws
write_pulse
open_pulse ws w1
"$canvass" -C ws survey open pulse.yaml --wave w2 --to team.key.pub --expected 200 \
	--unconfirmed 2>opened >/dev/null
print=$(sed -n 's/.*first page shows it: //p' opened)
cp pulse.yaml ws/forms/pulse.yaml
start_desk ws
join ann evaluator
join bob "second evaluator"
join fay facilitator
join sid evaluator --for pulse@w2

# ---- who may see what --------------------------------------------------------------------

for path in /surveys /surveys/pulse@w1 /surveys/pulse@w1/form /surveys/pulse@w1/links \
	/surveys/pulse@w1/posters /forms /forms/pulse.yaml /backup; do
	visit ann "$path"
	is "$status" 200 "an evaluator sees $path"
	well_made "and it is well made"
	visit fay "$path"
	is "$status" 403 "a facilitator does not"
done
visit fay /
is "$status" 200 "a facilitator has a first page"
lacks /surveys "and no survey is named there"
visit sid /surveys
has pulse@w2 "who sees one survey finds it in the list"
lacks pulse@w1 "and no other"
visit sid "/forms/pulse.yaml/diff?with=pulse@w1"
is "$status" 404 "nor is a form held against another's"
visit sid /forms/pulse.yaml
lacks pulse@w1 "which is not offered either"

# ---- counts --------------------------------------------------------------------------------

visit ann /surveys
plain >before
visit ann /surveys/pulse@w1
plain >before1
answers 27 | "$canvass" -C ws submit pulse@w1 - >/dev/null 2>&1
visit ann /surveys
plain | cmp -s - before
ok "$?" "answers of a batch that fills change nothing in the list"
visit ann /surveys/pulse@w1
plain | cmp -s - before1
ok "$?" "nor on the survey's page"
visit ann /surveys/pulse@w2
has "$print" "the readers' fingerprint is the one that survey open told"
has "Groups smaller than 10 are never shown." "the policy in words"
has "nearest 5" "with its rounding"

# ---- forms ---------------------------------------------------------------------------------

visit ann /surveys/pulse@w1/form
well_made "the form is well made"
has "I felt supported after the assault" "the frozen form has its questions"
has "Strongly disagree · Disagree" "and their options"
has "Post-assault supervision and aftercare" "and its themes"
visit ann "/surveys/pulse@w1/form/preview?show=page.2"
well_made "the preview is well made"
is "$(grep -ci "frame-src 'self'" head)" 1 "the preview may frame our own pages"
visit ann /surveys/pulse@w1/form/preview/page.2
is "$status" 200 "a page by itself"
grep -qi "^Content-Security-Policy: .*form-action 'none'.*frame-ancestors 'self'" head
ok "$?" "whose buttons lead nowhere"
python3 - <<'PY'
import base64, hashlib, re, sys
style = re.search(r"<style>(.*?)</style>", open("page", encoding="utf-8").read(), re.S).group(1)
hash = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
policy = [l for l in open("head") if l.lower().startswith("content-security-policy:")][0]
sys.exit(0 if f"style-src 'sha256-{hash}'" in policy else 1)
PY
ok "$?" "its own style is the only one that its policy lets in"
has "REHEARSAL" "it says that the survey is a rehearsal, as the door does"
visit ann "/surveys/pulse@w1/form/preview/page.1?errors=yes"
is "$status" 200 "a page with its errors"
visit ann /surveys/pulse@w1/form/preview/page.9
is "$status" 404 "a page that the form does not have"

sed 's/type: scale/type: skale/' pulse.yaml >ws/forms/broken.yaml
sed 's/I felt supported/I was supported/; s/staff: Police staff/staff: Other staff/' pulse.yaml \
	>ws/forms/next.yaml
hostile='<img src=x onerror=alert(1)>.yaml'
cp pulse.yaml "ws/forms/$hostile"
visit ann /forms
has "broken.yaml" "a form with errors is in the list"
has "&lt;img src=x" "a file's name is a text"
lacks "<img src=x" "and never markup"
lacks 'href="/forms/%3C' "nor the address of a page"
has "rename it" "it says how to open it here"
visit ann /forms/broken.yaml
has "line 23" "the checker names the line"
for path in ..%2Fcanvass.yaml %2e%2e%2f%2e%2e%2fpass ..%2Fforms%2Fpulse.yaml canvass.yaml; do
	visit ann "/forms/$path"
	is "$status" 404 "no file outside forms/: $path"
done
visit ann "/forms/next.yaml/diff?with=pulse@w1"
well_made "the comparison is well made"
has "reworded" "what is reworded"
has "options changed" "whose options changed"
has "same" "and what is the same"
visit ann "/forms/broken.yaml/diff?with=pulse@w1"
is "$status" 422 "a form with errors is not compared"

# ---- links ---------------------------------------------------------------------------------

# open_links: how many there are.
open_links() {
	"$canvass" -C ws link list pulse@w1 | grep -vc 'closed$'
}
links=/surveys/pulse@w1/links
visit bob "$links"
lacks "<form method=\"post\" action=\"$links" "a second evaluator is offered no new link"
visit ann "$links"
token=$(token_of page "$links")
post bob "$links" "$token" what=general
[ "$status" = 403 ] && [ "$(open_links)" = 0 ]
ok "$?" "nor can make one"
send ann "$links" "$links" what=general
is "$status" 303 "an evaluator makes a link for everybody"
is "$(open_links)" 1 "it is there"
send ann "$links" "$links" what=place "place=Station <b>north" headcount=49
is "$status" 422 "49 people are too few for a place"
well_made "the page that says so is well made"
has 'value="Station &lt;b&gt;north"' "what was typed is kept, as a text"
has "50 people or more" "and why"
is "$(open_links)" 1 "nothing was made"
send ann "$links" "$links" what=place "place=Station <b>north" headcount=50
is "$status" 303 "50 are enough"
visit ann "$links"
has "Station &lt;b&gt;north" "the place is in the list, as a text"
lacks "<b>north" "and never as markup"
send ann "$links" "$links" what=place "place=station <B>NORTH" headcount=70
is "$status" 422 "the same place is refused however it is written"
code=$("$canvass" -C ws link list pulse@w1 | sed -n 's/^\([^	]*\).*north.*/\1/p')
visit ann "$links/$code"
well_made "a link's page is well made"
visit ann "/surveys/pulse@w2/links/$code"
is "$status" 404 "a link is no other survey's"
visit sid "/surveys/pulse@w2/links/$code"
is "$status" 404 "whoever asks"
send ann "$links/$code" "$links/$code/replace"
is "$status" 303 "a link is replaced"
next=$(sed -n 's/.*links\/\([0-9A-Z]*\).*/\1/p' head | tr -d '\r')
"$canvass" -C ws link list pulse@w1 | grep -q "^$next	.*north" &&
	"$canvass" -C ws link list pulse@w1 | grep -q "^$code	.*closed$"
ok "$?" "by another for its place, and is closed"
send ann "$links/$next" "$links/$next/close"
is "$status" 303 "a link is closed"
is "$(open_links)" 1 "one is left"

# ---- posters -------------------------------------------------------------------------------

posters=/surveys/pulse@w1/posters
code=$("$canvass" -C ws link list pulse@w1 | grep -v 'closed$' | cut -f1)
visit ann "$posters/$next/preview.svg"
is "$status" 404 "a closed link has no poster"
visit ann "$posters?size=a5&strips=yes"
is "$status" 422 "strips are for a4"
visit ann "$posters?size=a9"
is "$status" 422 "there is no such size"
visit ann "$posters?contact=%22%3E%3Cscript%3E"
lacks '"><script>' "who can say that it is genuine is a text"
visit ann "$posters/$code/preview.svg?size=a4"
if [ "$status" = 200 ]; then
	grep -qi '^Content-Type: image/svg+xml' head && head -c 300 page | grep -q '<svg'
	ok "$?" "a poster's picture"
	visit bob "$posters/$code/file?format=pdf&size=card"
	is "$(head -c 5 page)" "%PDF-" "cards as PDF, for a second evaluator too"
	grep -qi "^Content-Disposition: attachment; filename=\"cards-$code.pdf\"" head
	ok "$?" "under their own name"
	visit ann "$posters/$code/file?format=png"
	head -c 4 page | grep -q PNG
	ok "$?" "a poster as PNG"
	visit ann "$posters/all?format=pdf"
	is "$(head -c 5 page)" "%PDF-" "all posters"
	mkdir -p ws/imports
	printf 'place,headcount\nYard east,80\nHut,7\n' >ws/imports/places.csv
	send ann "$posters" "$posters/pack" places=places.csv
	is "$status" 422 "a file with a small place makes nothing"
	well_made "the page that says so is well made"
	has "Line 3" "and the page names the line"
	lacks "$work" "but no path of this computer"
	is "$(open_links)" 1 "no link was made"
	send ann "$posters" "$posters/pack" places=../pulse.yaml
	is "$status" 422 "a file outside imports/ is none"
	send ann "$posters" "$posters/pack" places=places.csv leave-out=yes
	is "$status" 303 "without the small place the pack is made"
	is "$(open_links)" 2 "with a link for the other"
	visit ann "$posters/pack.pdf"
	is "$(head -c 5 page)" "%PDF-" "and can be downloaded"
else
	skip "no posters can be drawn: $status"
fi

# ---- closing -------------------------------------------------------------------------------

# shellcheck disable=SC2046 # two words
send bob /surveys/pulse@w1 /surveys/pulse@w1/close $(again bob)
is "$status" 403 "a second evaluator closes no survey"
send ann /surveys/pulse@w1 /surveys/pulse@w1/close "passphrase=$desk_words" code=000000
[ "$status" != 303 ] && "$canvass" -C ws survey list | grep -q '^pulse@w1	open'
ok "$?" "nor is it closed with a wrong code"
# shellcheck disable=SC2046
send ann /surveys/pulse@w1 /surveys/pulse@w1/close $(again ann)
is "$status" 303 "an evaluator closes it, with passphrase and code"
"$canvass" -C ws survey list | grep -q '^pulse@w1	closed'
ok "$?" "it is closed"
visit ann /surveys
has "about 20" "27 answers are told as about 20"
lacks 27 "and as nothing else"
visit ann /
well_made "the first page is well made"
lacks "comments to code" "nothing is claimed of comments"
has "pulse@w1/coding" "but the way to them is shown"
has "no release holds yet" "and answers to be released"
visit ann /surveys/pulse@w1
lacks /close\" "what is closed is not closed again"
visit ann "$posters"
has "is closed" "and needs no posters"
"$canvass" -C ws survey list --json >/dev/null
visit ann /audit
for act in "survey closed" "link issued" "link replaced" "link closed"; do
	has "$act" "the audit log has: $act"
done

# ---- backup --------------------------------------------------------------------------------

visit ann /backup
has "canvass.db" "what the workspace is made of"
has "not told" "when answers last came in is not told"
lacks "There is a key file" "no key lies there"
cp team.key ws/team.key
visit ann /backup
has "There is a key file" "one that does is told of"
stop_desk
is "$status" 0 "the desk ends"
is "$(cat desk.err)" "" "and had nothing to complain of"
tap_done
