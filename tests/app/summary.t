#!/bin/sh
# summary: statuses, files, checksums, sameness; and that what does not open is said.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/app/lib.sh"

SOURCE_DATE_EPOCH=1767225600
export SOURCE_DATE_EPOCH
make_workspace ws
make_keys other.key
printf 'wrong\n' >wrong
open_pulse ws w
tell() {
	run -C ws summary pulse@w --key team.key --passphrase-file pass "$@"
}
answers 200 >a.jsonl
"$canvass" -C ws submit pulse@w a.jsonl 2>/dev/null
tell
exits 75 "nothing is closed yet"
says "no batch of pulse@w is closed yet" "and that is said"
"$canvass" -C ws survey close pulse@w 2>/dev/null
cp -r ws unreleased
run -C ws summary pulse@w --key team.key --passphrase-file wrong
exits 77 "a wrong passphrase"
run -C ws summary pulse@w --key other.key --passphrase-file pass
exits 65 "a key that is no recipient"
run -C ws summary pulse@w
exits 64 "no key"
run -C ws summary pulse@none --key team.key --passphrase-file pass
exits 66 "no such survey"
tell --format html,pdf
exits 64 "a format that is none"
says 'there is no format "pdf" in this version' "is named"

tell
exits 0 "the summary"
[ ! -s err ]
ok "$?" "without a word on standard error"
for path in summary.html summary.json tables/supported.csv tables/metadata.json README.txt \
	MANIFEST.json SHA256SUMS; do
	grep -qx "ws/exports/pulse@w/$path" out && [ -s "ws/exports/pulse@w/$path" ]
	ok "$?" "$path is printed, and is there"
done
is "$(sort -u out | wc -l)" "$(wc -l <out)" "each path once"
is "$(find ws/exports -type f | sort)" "$(sort out)" "and no other file"
(cd ws/exports/pulse@w && sha256sum --status --strict -c SHA256SUMS)
ok "$?" "the checksums hold"
is "$(cut -c67- ws/exports/pulse@w/SHA256SUMS | sort)" \
	"$(cd ws/exports/pulse@w && find . -type f ! -name SHA256SUMS | sed 's|^\./||' | sort)" \
	"and cover every file"
grep -q '"released": *"2026-01-01"' ws/exports/pulse@w/summary.json
ok "$?" "SOURCE_DATE_EPOCH sets the day"
cp -r ws/exports/pulse@w first
tell
diff -r first ws/exports/pulse@w
ok "$?" "twice gives the same bytes"
tell -o elsewhere --format csv
exits 0 "-o and --format"
[ -s elsewhere/pulse@w/tables/role.csv ] && [ ! -e elsewhere/pulse@w/summary.html ]
ok "$?" "only what was asked for, there"
[ -s elsewhere/pulse@w/summary.json ] && grep -qx elsewhere/pulse@w/summary.json out
ok "$?" "and always the release itself"
[ ! -s err ]
ok "$?" "nothing was in the way"
grep -qx "elsewhere/pulse@w/tables/role.csv" out
ok "$?" "paths begin as -o was given"
tell -o elsewhere --format html
[ -s elsewhere/pulse@w/tables/role.csv ] && [ -s elsewhere/pulse@w/summary.html ]
ok "$?" "another format of the same release stands beside it"
(cd elsewhere/pulse@w && sha256sum --status --strict -c SHA256SUMS) &&
	grep -q tables/role.csv elsewhere/pulse@w/SHA256SUMS
ok "$?" "and the checksums cover both"
echo mine >elsewhere/pulse@w/notes.txt
SOURCE_DATE_EPOCH=1769904000 tell -o elsewhere --format html
[ -s elsewhere/pulse@w/tables/role.csv ] && [ -s elsewhere/pulse@w/notes.txt ]
ok "$?" "on another day it is the same release; what people put there stays"
grep -q '"released": *"2026-01-01"' elsewhere/pulse@w/summary.json
ok "$?" "of the day on which it was released"
echo '{"canvass": "manifest 1", "release": "other", "released": "2025-11-20"}' >elsewhere/pulse@w/MANIFEST.json
tell -o elsewhere
exits 73 "another release is not written over"
says "elsewhere/pulse@w holds a release of 2025-11-20, which is not written over" "it is named"
echo '[1, 2]' >elsewhere/pulse@w/MANIFEST.json
tell -o elsewhere
exits 73 "nor is a manifest of something else"
says "that canvass did not write" "which is told"
tell --smallest-group 2
exits 64 "a smallest group that can never be"
tell --json --format json
exits 0 "--json"
if command -v python3 >/dev/null; then
	is "$(python3 -c 'import json; print(json.load(open("out"))[0])')" \
		"ws/exports/pulse@w/summary.json" "prints the paths as an array"
else
	skip "no python3 to read JSON with"
fi

# Whatever stands in the answers file, an answer that does not open is never passed over.
cp -r unreleased broken
if python3 - 2>/dev/null <<'EOT'
path = "broken/answers/pulse@w.db"
data = bytearray(open(path, "rb").read())
size = int.from_bytes(data[16:18], "big") or 65536
done = 0
for page in range(1, len(data) // size):
    at = page * size + size // 2
    if done < 3 and any(data[at - 400:at + 400]) and sum(b != 0 for b in data[at - 400:at + 400]) > 700:
        data[at] ^= 1
        done += 1
open(path, "wb").write(data)
raise SystemExit(0 if done == 3 else 1)
EOT
then
	run -C broken summary pulse@w --key team.key --passphrase-file pass
	exits 1 "three damaged answers"
	says "3 of the sealed answers did not open and are not counted" "are told"
	grep -q '"responses": *195' broken/exports/pulse@w/summary.json
	ok "$?" "and not counted"
	cp broken/answers/pulse@w.db ws/answers/pulse@w.db
	tell -o later
	exits 65 "damaged after they were released"
	says "the ledger does not fit the answers: 3 of them do not open any more" "that is told"
	cp unreleased/answers/pulse@w.db ws/answers/pulse@w.db
else
	skip "no python3 to damage answers with"
fi

# Nobody answered: said in a release too, once it is certain.
open_pulse ws empty
run -C ws summary pulse@empty --key team.key --passphrase-file pass
exits 75 "an open survey without an answer"
"$canvass" -C ws survey close pulse@empty 2>/dev/null
run -C ws summary pulse@empty --key team.key --passphrase-file pass
exits 0 "a closed survey without an answer"
grep -q '"responses": *null' ws/exports/pulse@empty/summary.json
ok "$?" "has a release"
grep -q '"batches": *0' ws/exports/pulse@empty/summary.json
ok "$?" "of no batch"
grep -q '"rows": *\[[^]]' ws/exports/pulse@empty/summary.json
is "$?" 1 "without a row in any table"
[ -s ws/exports/pulse@empty/summary.html ] && [ -s ws/exports/pulse@empty/tables/role.csv ]
ok "$?" "in every format"
run -C ws summary pulse@empty --key other.key --passphrase-file pass
exits 65 "for its recipients alone"
run -C ws survey open pulse.yaml --wave never --to team.key.pub --expected 200
"$canvass" -C ws survey close pulse@never 2>/dev/null
run -C ws summary pulse@never --key team.key --passphrase-file pass
exits 66 "one that was closed before it opened"
says "closed before it opened" "is told as that"

# Fewer than 30: a release that says so, and shows none.
open_pulse ws few
answers 29 >few.jsonl
"$canvass" -C ws submit pulse@few few.jsonl 2>/dev/null
"$canvass" -C ws survey close pulse@few 2>/dev/null
run -C ws summary pulse@few --key team.key --passphrase-file pass
exits 0 "29 answers"
grep -q '"responses": *null' ws/exports/pulse@few/summary.json
ok "$?" "no number of them"
grep -q '"rows": *\[[^]]' ws/exports/pulse@few/summary.json
is "$?" 1 "no row of any table"

tap_done
