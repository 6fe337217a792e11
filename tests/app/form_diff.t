#!/bin/sh
# form diff: two forms, question by question.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/app/lib.sh"

write_pulse
run form diff pulse.yaml pulse.yaml
exits 0 "a form against itself"
prints "safe: every question of the old form can be compared" "is safe"
is "$(grep -c ' same$' out)" 3 "each question is the same"

# One new question before the last keeps it comparable.
sed 's/^  - title: One change$/  - title: Kit\n    questions:\n      - id: kit\n        ask: Do you have kit?\n        type: choose one\n        options:\n          yes: Yes\n          no: No\n&/' \
	pulse.yaml >more.yaml
run form diff pulse.yaml more.yaml
exits 0 "a new question"
prints "kit        new" "is new"
prints "safe: " "and safe"

sed -e 's/What is your role?/What do you do?/' -e 's/3: Neither/3: Neither of them/' \
	-e 's/id: change/id: changes/' pulse.yaml >other.yaml
run form diff pulse.yaml other.yaml
exits 0 "changed questions: a report, and no failure"
cat >want <<'EOT'
role       reworded         other words: ask
supported  options changed  other labels: 3
changes    new
change     gone

breaking: 3 questions cannot be compared with the old form: role, supported, change
EOT
is "$(cat out)" "$(cat want)" "are told one by one"

run form diff pulse.yaml other.yaml --json
exits 0 "--json"
if command -v python3 >/dev/null; then
	is "$(python3 -c 'import json
for r in json.load(open("out")): print(r["id"], r["class"], r["moved"], r["what"], r["keys"], r["texts"], sep="|")')" \
		"role|reworded|False|other words: ask|['ask']|['ask']
supported|options changed|False|other labels: 3|['options']|['options']
changes|new|False||[]|[]
change|gone|False||[]|[]" "is an array with the class, what differs and which texts"
else
	skip "no python3 to read JSON with"
fi

# An old form may have been opened with its own number of people.
sed 's/^languages/expected: 5\n&/' pulse.yaml >small.yaml
run form check small.yaml
exits 1 "too few to publish"
run form diff small.yaml pulse.yaml
exits 0 "can still be compared"

sed 's/type: scale/type: scales/' pulse.yaml >bad.yaml
run form diff pulse.yaml bad.yaml
exits 65 "a form with errors"
says "error E030" "says which"
says "bad.yaml has errors" "and in which file"
[ ! -s out ]
ok "$?" "and compares nothing"
run form diff bad.yaml pulse.yaml
exits 65 "the same of the old one"
run form diff nowhere.yaml pulse.yaml
exits 66 "a form that is missing"
run form diff pulse.yaml
exits 64 "one form only"

tap_done
