#!/bin/sh
# audit: every byte class told, markers found in any shape, and what should not be there.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/app/lib.sh"

make_workspace ws
open_pulse ws w
answers 40 >a.jsonl
printf '{"change": "MARKER-ZEBRA-9173 was here"}\n' >>a.jsonl
"$canvass" -C ws submit pulse@w a.jsonl 2>/dev/null
run -C ws audit --marker MARKER-ZEBRA-9173 --marker 127.66.77.88
exits 0 "a healthy workspace: what was answered is in no file"
prints "No findings" "and that is said"

# The table in the program against the schema itself.
awk '
	/^CREATE TABLE/ { table = $3; next }
	/^\)/ { table = "" }
	table && /^\t[a-z_]+ / { print table "." $1 }
' "$TOP_SRCDIR"/src/store/schema/*.sql | sort >columns
sed -n '/column by column/,/^$/p' out | sed -n 's/^  \([a-z_]*\.[a-z_]*\) .*/\1/p' | sort >told
is "$(cat told)" "$(cat columns)" "every column of the schema is told, and no other"
run -C ws audit --json
exits 0 "--json"
if command -v python3 >/dev/null; then
	is "$(python3 -c 'import json
d=json.load(open("out")); print(d["findings"], d["door"], len([c for c in d["classes"] if c["read_by"]])==len(d["classes"]))')" \
		"[] False True" "is JSON"
else
	skip "no python3 to read JSON with"
fi

# found FILE CONTENT WORDS: the marker is found there.
found() {
	printf '%s' "$2" >"ws/$1"
	run -C ws audit --marker Zebra-Nine-173
	exits 1 "$3"
	prints "ws/$1: holds the marker" "and the file is named"
	rm "ws/$1"
}
found forms/x.yaml "a Zebra-Nine-173 b" "the marker as it is"
found forms/x.yaml "a ZEBRA-NINE-173 b" "in capitals"
found forms/x.yaml "a zebra-nine-173 b" "in small letters"
for before in "" a ab abc; do
	found forms/x.yaml "$(printf '%sZebra-Nine-173xyz' "$before" | base64)" \
		"in base64, with ${#before} before it"
done
found forms/x.yaml "$(printf 'Zebra-Nine-173' | od -An -tx1 | tr -d ' \n')" "in hexadecimal"
found exports/x.txt "$(printf 'Zebra-Nine-173' | od -An -tx1 | tr -d ' \n' | tr a-f A-F)" \
	"in hexadecimal capitals"
printf 'x' >"ws/forms/zebra-nine-173.txt"
run -C ws audit --marker Zebra-Nine-173
exits 1 "in a file's name"
rm ws/forms/zebra-nine-173.txt
{
	head -c 1048570 /dev/zero
	printf 'Zebra-Nine-173'
} >ws/exports/large
run -C ws audit --marker Zebra-Nine-173
exits 1 "across the edge of two pieces"
rm ws/exports/large
run -C ws audit --marker abc
exits 64 "a marker of three bytes would be found anywhere"

: >ws/answers/other@w.db
run -C ws audit
exits 1 "a file of no survey"
prints "ws/answers/other@w.db: a stray file" "is a finding"
rm ws/answers/other@w.db
chmod o+r ws/answers/pulse@w.db
run -C ws audit
exits 1 "an answers file that everybody may read"
chmod o-r ws/answers/pulse@w.db
cp ws/canvass.yaml keep && chmod o+w ws/canvass.yaml
run -C ws audit
exits 1 "a file that everybody may write"
chmod o-w ws/canvass.yaml
printf '\177ELF\002\001\001\000\000\000\000\000\000\000\000\000\004\000\076\000%32s' '' >ws/core.123
run -C ws audit
exits 1 "a dump of memory"
prints "ws/core.123: a dump of a program's memory" "is a finding"
rm ws/core.123
cp team.key ws/team.key
run -C ws audit
exits 0 "a secret key on the host"
prints "a recipient's secret key lies on this computer" "is noted"
rm ws/team.key
printf 'left' >"ws/answers/pulse@w.db-wal"
run -C ws audit
exits 1 "a log that was left behind"
rm "ws/answers/pulse@w.db-wal"
ln -s /etc/passwd ws/forms/link
run -C ws audit --marker root:x:0
exits 0 "a link to elsewhere is not followed"
prints "which was not followed" "but noted"
rm ws/forms/link
run -C ws audit
exits 0 "all mended"

start ws
run -C ws audit --marker MARKER-ZEBRA-9173
exits 0 "while a door runs"
prints "while a door runs" "which is said"
stop
"$canvass" -C ws survey close pulse@w 2>/dev/null
run -C ws audit --marker MARKER-ZEBRA-9173
exits 0 "after the survey is closed"
run -C ws summary pulse@w --key team.key --passphrase-file pass
run -C ws audit --marker MARKER-ZEBRA-9173
exits 0 "and after its summary: no comment leaves yet"

tap_done
