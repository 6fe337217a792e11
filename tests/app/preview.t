#!/bin/sh
# serve --preview: every page of every shipped form, the walk, edits seen by reloading; nothing is
# stored, and no workspace is needed.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/app/lib.sh"

command -v curl >/dev/null || {
	skip "no curl"
	tap_done
}
mkdir here
pages=$work/pages
mkdir "$pages"

# preview FORM [OPTIONS]: a door for a file in here/; leaves $base and $door.
preview() {
	start here --preview "$@"
}

# get ADDRESS: leaves its status in $got, the page in $pages/page.
get() {
	got=$(curl -s -o "$pages/page" -w '%{http_code}' "$base$1")
}

# has TEXT WORDS: on the page.
has() {
	grep -qF -- "$1" "$pages/page"
	ok "$?" "$2" || note "it has: $(sed -n 's/.*<h1>//p' "$pages/page")"
}

# post FIELDS: to the page's own address, with its ticket and draft.
post() {
	ticket=$(sed -n 's/.*name="ticket" value="\([^"]*\)".*/\1/p' "$pages/page")
	draft=$(sed -n 's/.*name="draft" value="\([^"]*\)".*/\1/p' "$pages/page")
	got=$(curl -s -o "$pages/next" -w '%{http_code}' -d "ticket=$ticket&draft=$draft&$1" \
		"$base/S/$code")
	mv "$pages/next" "$pages/page"
}

# ---- every page of every shipped form, with errors too, each language ---------------------
for form in "$forms"/*.yaml; do
	grep -q '^canvass: form ' "$form" || continue
	name=$(basename "$form")
	cp "$form" "${form%.yaml}".*.yaml here/ 2>/dev/null || cp "$form" here/
	preview "here/$name"
	get /
	is "$got" 200 "$name: the list of its pages"
	has "Preview: nothing is stored" "$name: which says what it is"
	grep -o 'href="/S/[^"]*"' "$pages/page" | sed 's/href="//; s/"$//; s/&amp;/\&/g' |
		grep -v '^/S/0$' >"$pages/list"
	languages=$(sed -n 's/^languages: *\[\(.*\)\].*/\1/p' "$form" | tr ',' '\n' | grep -c .)
	shown=$(awk '/^[a-z]/ { pages = /^pages:/ } pages && /^  - / { n++ } END { print n }' "$form")
	is "$(grep -c 'show=page[^&]*&lang=[a-z]*$' "$pages/list") $(grep -c 'show=page.*&errors' "$pages/list")" \
		"$((languages * shown)) $((languages * shown))" \
		"$name: it lists $shown pages in $languages languages, each with its errors"
	while read -r page; do
		get "$page"
		case $page in
		*errors=yes) want=422 ;;
		*show=again*) want=503 ;;
		*) want=200 ;;
		esac
		[ "$got" = "$want" ] && grep -q '</html>' "$pages/page" &&
			grep -q 'Preview: nothing is stored' "$pages/page" || echo "$page: $got"
	done <"$pages/list" >"$pages/bad"
	is "$(cat "$pages/bad")" "" "$name: all of its $(grep -c . "$pages/list") pages come, and say that nothing is stored"
	stop
	is "$status" 0 "$name: and it ends in good order"
done

# ---- a walk: conditions hide and show, Send leads to the end ---------------------------------
cat >here/walk.yaml <<'FORM'
canvass: form 1
id: walk
title: A walk
languages: [en]
privacy:
  smallest group: 10
themes:
  things: Everything
pages:
  - title: First
    questions:
      - id: met
        ask: Were you there?
        type: choose one
        options:
          yes: Yes
          no: No
        theme: things
  - title: Second
    show if: met is yes
    questions:
      - id: said
        ask: What did you see?
        type: long text
        theme: things
FORM
find here | sort >before
preview here/walk.yaml
code=$(curl -s "$base/" | sed -n 's,.*href="/S/\([^?"]*\)?.*,\1,p' | head -1)
get "/S/$code"
post go=next
has "Check your answers" "who says nothing comes to the check page"
get "/S/$code"
post "go=next&met=yes"
has "What did you see?" "an answer opens its page"
post "go=next&said=a+marker+nobody+keeps"
has "a marker nobody keeps" "the check page shows what was typed"
post "go=change.said"
post "go=next&said=a+marker+nobody+keeps,+nor+PC+1234"
has "looks like a collar number" "and marks what redaction finds, as the door does"
post go=send
is "$got" 200 "Send comes to the end"
has "This was a preview: nothing was stored." "which says that nothing was stored"
find here | sort >after
is "$(cat after)" "$(cat before)" "no file was made"
if [ -d "/proc/$door/fd" ]; then
	# A regular file that is open would be a place to store to.  What this test has open itself
	# (whoever runs it may keep a log) the door was only handed.
	readlink /proc/$$/fd/* >handed || true
	for fd in "/proc/$door/fd"/*; do
		[ ! -f "$fd" ] || readlink "$fd"
	done | grep -v 'door\.\(out\|err\)$' | grep -v -x -F -f handed >open_files
	is "$(cat open_files)" "" "and none is open"
fi
get /privacy
is "$got" 200 "the other pages are there"
get /
is "$(curl -s -o /dev/null -w '%{http_code}' -H 'Host: elsewhere.example' "$base/")" 421 \
	"another host's name is refused, as at the door"

# ---- edits ------------------------------------------------------------------------------------
sed -i 's/Were you there?/Have you been there?/' here/walk.yaml
get "/S/$code"
has "Have you been there?" "an edit is seen by reloading"
sed -i 's/met is yes/mett is yes/' here/walk.yaml
get "/S/$code"
is "$got" 422 "a form with an error has no pages"
has "here/walk.yaml:20:14: error E051" "but the checker's words, with line and column"
get /
has "error E051" "in place of the list too"
sed -i 's/mett is yes/met is yes/' here/walk.yaml
get /
is "$got" 200 "and comes back when it is mended"
# Texts of another language stand in a file of their own, which is watched too.
sed -i 's/^languages: .*/languages: [en, cy]/' here/walk.yaml
get /
has "nothing is in Welsh yet" "a language that has no text yet is told"
cat >here/walk.cy.yaml <<'TEXTS'
canvass: texts 1
form: walk
language: cy
title: Taith
themes:
  things: Pethau
pages:
  met:
    title: Cyntaf
  said:
    title: Ail
questions:
  met:
    ask: Testun
    options:
      yes: Ie
      no: Na
  said:
    ask: Beth
TEXTS
get "/S/$code?show=page.1&lang=cy"
has "Testun" "once its file is there, so are its pages"
sed -i 's/Testun/Gair/' here/walk.cy.yaml
get "/S/$code?show=page.1&lang=cy"
has "Gair" "and an edit there is seen as well"
rm here/walk.yaml
get /
is "$got" 422 "a file that went away is told"
stop

# ---- how it is called -------------------------------------------------------------------------
run -C here serve --preview nothing.yaml
exits 66 "no such file"
printf 'listen: "0.0.0.0:0"\n' >here/canvass.yaml
write_pulse
"$canvass" -C here serve --preview pulse.yaml >door.out 2>door.err &
door=$!
at_end "kill $door 2>/dev/null"
tries=0
until grep -q . door.out door.err || [ "$tries" -gt 100 ]; do
	tries=$((tries + 1))
	sleep 0.05
done
# Where another program has the port, its message names the address just as well.
grep -q '127\.0\.0\.1' door.out door.err && ! grep -q '0\.0\.0\.0:' door.out door.err
ok "$?" "without --listen only this computer can look, whatever canvass.yaml says"
kill "$door" 2>/dev/null
wait "$door" 2>/dev/null

tap_done
