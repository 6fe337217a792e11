#!/bin/sh
# A full disk: exit 74, words that say so, and nothing lost or left half-made.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/app/lib.sh"

if [ "$(id -u)" != 0 ]; then
	skip "only root can mount a small disk to fill"
	tap_done
fi
mkdir disk
if ! mount -t tmpfs -o size=4m none disk 2>/dev/null; then
	skip "a small disk could not be mounted here"
	tap_done
fi
at_end "umount '$work/disk'"
make_keys team.key
fill() {
	dd if=/dev/zero of=disk/filler bs=4096 2>/dev/null
}

fill
run init disk/ws
exits 74 "init on a full disk"
says "full" "says so"
rm -rf disk/ws disk/filler
make_workspace disk/ws
write_pulse
fill
run -C disk/ws survey open pulse.yaml --wave w --to team.key.pub --expected 200 --unconfirmed
exits 74 "survey open on a full disk"
[ ! -e disk/ws/answers/pulse@w.db ]
ok "$?" "leaves no half of an answers file"
rm disk/filler
run -C disk/ws survey open pulse.yaml --wave w --to team.key.pub --expected 200 --unconfirmed
exits 0 "with room it works, under the same name"
answers 60 >a.jsonl
run -C disk/ws submit pulse@w a.jsonl
exits 0 "answers are stored"
fill
run -C disk/ws submit pulse@w a.jsonl
exits 74 "submit on a full disk"
says "full" "says so"
rm disk/filler
run -C disk/ws submit pulse@w a.jsonl
exits 0 "with room it takes them"
fill
run key new disk/full.key --passphrase-file pass
exits 74 "key new on a full disk"
[ ! -e disk/full.key ] && [ ! -e disk/full.key.pub ]
ok "$?" "leaves no key"
rm disk/filler
run -C disk/ws survey close pulse@w
exits 0 "closed"
run -C disk/ws summary pulse@w --key team.key --passphrase-file pass
exits 0 "a summary"
grep -q '"responses": *120' disk/ws/exports/pulse@w/summary.json
ok "$?" "counts each once: twice 60, and none of the refused"
run -C disk/ws code pulse@w sheet -o sheet.jsonl --key team.key --passphrase-file pass
exits 0 "a sheet for coding"
sed 's/"themes": \[\]/"themes": ["aftercare"]/' sheet.jsonl >coded.jsonl
fill
run -C disk/ws code pulse@w sheet -o disk/sheet.csv --key team.key --passphrase-file pass
exits 74 "a sheet onto a full disk"
[ ! -e disk/sheet.csv ]
ok "$?" "leaves no half of one"
run -C disk/ws code pulse@w take coded.jsonl --key team.key --passphrase-file pass
exits 74 "codings onto a full disk"
says "full" "says so"
rm disk/filler
run -C disk/ws code pulse@w sheet -o again.jsonl --key team.key --passphrase-file pass
cmp -s sheet.jsonl again.jsonl
ok "$?" "nothing of them was stored"
cp -r disk/ws/exports before
fill
SOURCE_DATE_EPOCH=1767225600 run -C disk/ws summary pulse@w --key team.key --passphrase-file pass
exits 74 "a summary on a full disk"
says "the disk is full" "says so"
rm disk/filler
is "$(find disk/ws -name '*.[A-Za-z0-9][A-Za-z0-9][A-Za-z0-9][A-Za-z0-9][A-Za-z0-9][A-Za-z0-9]' | head -1)" "" "no half-written file is left beside"
run -C disk/ws summary pulse@w --key team.key --passphrase-file pass
diff -r before disk/ws/exports
ok "$?" "and with room it is whole again"
# A poster is drawn by another program, into a file that it is given.
make_workspace ws
open_pulse ws p
code=$("$canvass" -C ws link issue pulse@p 2>/dev/null | cut -f1)
fill
run -C ws poster make "$code" -o disk/poster.pdf
exits 74 "a poster on a full disk"
says "the disk is full" "says so"
[ -z "$(ls -d disk/poster.pdf* 2>/dev/null)" ]
ok "$?" "leaves nothing"
rm disk/filler
run -C ws poster make "$code" -o disk/poster.pdf
exits 0 "with room it is drawn"

tap_done
