#!/bin/sh
# canvass user: invitations printed once, roles that go together, people shut out.
# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck source=tests/tap.sh
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/app/lib.sh"

make_workspace ws
tab=$(printf '\t')
until=$(date -u -d '+7 days' +%F)

run -C ws user add ann --role evaluator
exits 0 "somebody is invited"
grep -qE "^ann${tab}http://127\.0\.0\.1:8081/invite/[A-Za-z0-9_-]{43}${tab}until $until\$" out
ok "$?" "name, link and last day" || note "$(cat out)"
is "$(wc -l <out)" 1 "on one line"
token=$(sed -n 's|.*/invite/\([^	]*\).*|\1|p' out)
is "$(stat -c %a ws/desk.db)" 600 "desk.db is its owner's alone"
grep -qaF "$token" ws/desk.db
ok "$((! $?))" "the link's token is kept nowhere"
run -C ws user add ann --role evaluator
exits 73 "a second one of that name"
says "there is a ann at the desk already" "is told"

run -C ws user add bob --role facilitator --role evaluator --for pulse@w1 --for room@x --for room@x \
	--url https://desk.example/ --json
exits 0 "with two roles, two scopes and an address"
python3 -c "
import json, sys
o = json.load(open('out'))
assert o['name'] == 'bob' and o['until'] == '$until', o
assert o['url'].startswith('https://desk.example/invite/'), o" 2>err
ok "$?" "as JSON" || note "$(cat err)"
run -C ws user add carol --role evaluator --role 'second evaluator'
exits 64 "nobody is evaluator and second evaluator"
says "the second looks at what the first did" "with the reason"
run -C ws user add carol --role boss
exits 64 "a role that is none"
says "evaluator, second evaluator, facilitator or visiting lead" "and which there are"
run -C ws user add carol
exits 64 "nobody is without a role"
for name in Carol 'carol king' .carol -c carol/.. "$(printf 'c%.0s' $(seq 41))" ''; do
	run -C ws user add -- "$name" --role evaluator
	[ "$status" -eq 64 ]
	ok "$?" "no name: '$name'" || note "$status $(cat err)"
done
run -C ws user add carol --role evaluator --url 'javascript:1'
exits 64 "an address that is none"
run -C ws user totp nobody
exits 66 "nobody cannot be invited anew"
run -C nowhere user list
exits 66 "where there is no workspace"

run -C ws user list
exits 0 "the list"
is "$(cat out)" "ann${tab}evaluator${tab}all${tab}invited
bob${tab}evaluator, facilitator${tab}pulse@w1, room@x${tab}invited" "says who is at the desk"
run -C ws user list --json
python3 -c "
import json
o = json.load(open('out'))
assert [p['name'] for p in o] == ['ann', 'bob'], o
assert o[0] == {'name': 'ann', 'roles': ['evaluator'], 'for': None, 'state': 'invited'}, o
assert o[1]['roles'] == ['evaluator', 'facilitator'] and o[1]['for'] == ['pulse@w1', 'room@x'], o" 2>err
ok "$?" "as JSON too" || note "$(cat err)"

run -C ws user totp ann
exits 0 "somebody is invited anew"
[ "$(sed -n 's|.*/invite/\([^	]*\).*|\1|p' out)" != "$token" ]
ok "$?" "with another link"
run -C ws user disable ann
exits 0 "somebody is shut out"
run -C ws user list
prints "ann${tab}evaluator${tab}all${tab}disabled" "which shows"
run -C ws user totp ann
exits 65 "who is shut out gets no link"
run -C ws user disable nobody
exits 66 "nobody cannot be shut out"
run -C ws audit
exits 0 "and audit finds nothing amiss"
tap_done
