#!/bin/sh
# demo: from nothing to an address and two summaries, and again from the same folder.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/app/lib.sh"

finish() {
	kill -INT "$demo"
	wait "$demo"
	is "$?" 0 "Ctrl-C ends it in good order"
}
begin_demo --listen 127.0.0.1:0
is "$(sed -n 1p demo.out | cut -d: -f1,2)" "listening on http://127.0.0.1" "where it listens comes first"
grep -q '█' demo.out
ok "$?" "a QR code is drawn, though this is no terminal"
! grep -q "$(printf '\033')" demo.out
ok "$?" "and then without escapes"
[ -s canvass-demo/exports/hampshire@spring/summary.html ]
ok "$?" "the summary of the earlier wave is there"
grep -q 'canvass-demo/exports/hampshire@spring/summary.html' demo.out
ok "$?" "and is named"
grep -q '"invented": *true' canvass-demo/exports/hampshire@spring/summary.json &&
	grep -q '"responses": *400' canvass-demo/exports/hampshire@spring/summary.json
ok "$?" "400 answers, marked as invented"
for wave in winter spring; do
	for file in summary.html README.txt; do
		grep -qi 'invented' "canvass-demo/exports/hampshire@$wave/$file"
		ok "$?" "$file of $wave says that they are invented"
	done
done
if command -v curl >/dev/null; then
	is "$(curl -s -o page -w '%{http_code}' "$address")" 200 "the address leads to the survey"
else
	skip "no curl"
fi
run -C canvass-demo survey list
prints "hampshire@spring	closed" "the earlier wave is closed"
prints "hampshire@winter	closed" "and the one before that"
prints "hampshire@autumn	open" "the other is open"
run -C canvass-demo summary hampshire@autumn --key canvass-demo/demo.key \
	--passphrase-file canvass-demo/demo.passphrase
exits 75 "and empty"
run -C canvass-demo audit
exits 0 "audit finds nothing"
prints "a recipient's secret key lies on this computer" "but notes the demo's keys"

# ---- themes, words, quotes and waves ---------------------------------------------------------
if command -v python3 >/dev/null; then
	python3 - canvass-demo/exports >themes.out <<'PYTHON'
import json, sys

def load(wave):
    return json.load(open(f"{sys.argv[1]}/hampshire@{wave}/summary.json", encoding="utf-8"))

winter, spring = load("winter"), load("spring")
for wave in (winter, spring):
    for theme in wave["themes"]:
        print(wave["wave"], "strength" if theme["marker"] in ("", "u") and theme["n"] else "none",
              "terms" if theme["terms"] else "mute")
print("quoted", min(len(theme["quotes"]) for theme in spring["themes"]))
print("redacted", sum("[NAME]" in q for theme in spring["themes"] for q in theme["quotes"]) > 0)
print("named", any(name in json.dumps(wave) for wave in (winter, spring)
                   for name in ("Bramwell", "Ashdown", "Holloway")))
said = [row["change"]["say"] for table in spring["tables"] for row in table["rows"]
        if row.get("change")]
print("moved", "up" in said, "no clear change" in said)
print("headlines", len(spring["headlines"]), len(spring["opportunities"]))
print("before", winter["headlines"], [t["change"] for t in winter["themes"] if t["change"]])
PYTHON
	ok "$?" "both are read"
	is "$(grep -c ' strength terms' themes.out)" 10 "in both waves each theme has its strength, and words that mark it"
	is "$(sed -n 's/^quoted //p' themes.out)" 4 "each theme is quoted"
	is "$(sed -n 's/^redacted //p' themes.out)" True "names in quotes are taken out"
	is "$(sed -n 's/^named //p' themes.out)" False "and stand nowhere"
	is "$(sed -n 's/^moved //p' themes.out)" "True True" "some shares went up, of others it cannot be said"
	is "$(sed -n 's/^headlines //p' themes.out)" "5 3" "the team's words stand beside the second wave"
	is "$(sed -n 's/^before //p' themes.out)" "[] []" "and the first stands alone"
else
	skip "no python3 to read the summaries with"
fi
for key in demo second; do
	run -C canvass-demo code hampshire@spring next --coder second --key "canvass-demo/$key.key" \
		--passphrase-file "canvass-demo/$key.passphrase" --json
	exits 0 "the $key key opens the comments"
done
run -C canvass-demo code hampshire@spring agree --key canvass-demo/second.key \
	--passphrase-file canvass-demo/second.passphrase --json
exits 0 "agreement of the two"
grep -q '"first": *[1-9]\|"second": *[1-9]' out
ok "$?" "they differed now and then"
run -C canvass-demo code hampshire@spring settle --key canvass-demo/demo.key \
	--passphrase-file canvass-demo/demo.passphrase
is "$(grep -c . out)" 0 "and nothing is left to settle"
run demo other --listen "$(sed -n '1s|listening on http://||p' demo.out)"
exits 69 "a port in use"
rm -rf other
# What the demo says to try next works as it stands there.
sed 's/{knows_champion.yes}/{knows_champion.perhaps}/' canvass-demo/forms/hampshire.words >other.yaml
run -C canvass-demo summary hampshire@spring --key canvass-demo/demo.key \
	--passphrase-file canvass-demo/demo.passphrase -o elsewhere --words other.yaml
exits 65 "words that name a number which is not there"
says "other.yaml:13:" "are refused with their line"
PATH=$TOP_BUILDDIR:$PATH
sum_before=$(cat canvass-demo/exports/hampshire@spring/SHA256SUMS)
sed -n '/^Try next/,/^$/p' demo.out | sed -n 's/^  *\(.*\)/\1/p' >next.sh
sh -e next.sh >next.out 2>next.err
ok "$?" "what to try next works as printed" || note "$(tail -3 next.err)"
grep -q 'winter' next.out && grep -q 'alpha\|agree' next.out
ok "$?" "it compares the waves, and the coders"
is "$(cat canvass-demo/exports/hampshire@spring/SHA256SUMS)" "$sum_before" \
	"the summary made once more is the same"
finish

before=$(cat canvass-demo/exports/hampshire@spring/SHA256SUMS)
first=$address
begin_demo --listen 127.0.0.1:0
is "${address##*/}" "${first##*/}" "the second time the link is the same"
is "$(cat canvass-demo/exports/hampshire@spring/SHA256SUMS)" "$before" "and so is the summary"
finish

# The seed decides the answers, and nothing else does.
figures() {
	sed 's/"released": *"[^"]*"//' "$1/exports/hampshire@spring/summary.json" \
		"$1/exports/hampshire@winter/summary.json"
}
SOURCE_DATE_EPOCH=1767225600
export SOURCE_DATE_EPOCH
begin_demo one --seed 7 --answers 120 --listen 127.0.0.1:0
finish
begin_demo two --seed 7 --answers 120 --listen 127.0.0.1:0
finish
begin_demo three --seed 8 --answers 120 --listen 127.0.0.1:0
finish
is "$(figures one | cksum)" "$(figures two | cksum)" "the same seed gives the same figures"
[ "$(figures one | cksum)" != "$(figures three | cksum)" ]
ok "$?" "another seed gives others"
is "$(find . -maxdepth 1 -name '*.[A-Za-z0-9][A-Za-z0-9][A-Za-z0-9][A-Za-z0-9][A-Za-z0-9][A-Za-z0-9]' -type d)" "" "nothing is left beside"

begin_demo empty --answers 0 --listen 127.0.0.1:0
finish
grep -q '"responses": *null' empty/exports/hampshire@spring/summary.json
ok "$?" "a demo without an answer has its release too"
grep -q 'they are left out' demo.err && ! grep -q -- '--words' demo.out
ok "$?" "without the team's words, whose numbers are hidden there"
run demo many --answers 1000 --no-serve
exits 0 "a thousand answers"
[ ! -e many/exports/hampshire@winter ] && ! grep -q '"book": *[1-9]' many/exports/hampshire@spring/summary.json
ok "$?" "are of one wave, and not coded"

mkdir full && : >full/file
run demo full --listen 127.0.0.1:0
exits 73 "a folder that is somebody's"
[ -e full/file ] && [ ! -e full/canvass.db ]
ok "$?" "is left as it was"
make_workspace ws
run demo ws --listen 127.0.0.1:0
exits 73 "a real workspace is never taken for a demo"
run demo new --answers 10000001 --no-serve
exits 64 "too many answers"

tap_done
