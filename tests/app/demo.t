#!/bin/sh
# demo: from nothing to an address and a summary, and again from the same folder.
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
for file in summary.html README.txt; do
	grep -qi 'invented' "canvass-demo/exports/hampshire@spring/$file"
	ok "$?" "$file says that they are invented"
done
if command -v curl >/dev/null; then
	is "$(curl -s -o page -w '%{http_code}' "$address")" 200 "the address leads to the survey"
else
	skip "no curl"
fi
run -C canvass-demo survey list
prints "hampshire@spring	closed" "the earlier wave is closed"
prints "hampshire@autumn	open" "the other is open"
run -C canvass-demo summary hampshire@autumn --key canvass-demo/demo.key \
	--passphrase-file canvass-demo/demo.passphrase
exits 75 "and empty"
run -C canvass-demo audit
exits 0 "audit finds nothing"
prints "a recipient's secret key lies on this computer" "but notes the demo's key"
run demo other --listen "$(sed -n '1s|listening on http://||p' demo.out)"
exits 69 "a port in use"
rm -rf other
# What the demo says to try next works as it stands there.
PATH=$TOP_BUILDDIR:$PATH
sed -n '/^Try next/,/^$/p' demo.out | sed -n 's/^  *\(.*\)/\1/p' >next.sh
sh -e next.sh >next.out 2>next.err
ok "$?" "what to try next works as printed" || note "$(tail -3 next.err)"
finish

before=$(cat canvass-demo/exports/hampshire@spring/SHA256SUMS)
first=$address
begin_demo --listen 127.0.0.1:0
is "${address##*/}" "${first##*/}" "the second time the link is the same"
is "$(cat canvass-demo/exports/hampshire@spring/SHA256SUMS)" "$before" "and so is the summary"
finish

# The seed decides the answers, and nothing else does.
figures() {
	sed 's/"released": *"[^"]*"//' "$1/exports/hampshire@spring/summary.json"
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

mkdir full && : >full/file
run demo full --listen 127.0.0.1:0
exits 73 "a folder that is somebody's"
[ -e full/file ] && [ ! -e full/canvass.db ]
ok "$?" "is left as it was"
make_workspace ws
run demo ws --listen 127.0.0.1:0
exits 73 "a real workspace is never taken for a demo"
run demo new --answers 100001
exits 64 "too many answers"

tap_done
