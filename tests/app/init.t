#!/bin/sh
# init, and what each command says of a workspace that is not as it should be.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/app/lib.sh"

run init ws --url https://ask.example
exits 0 "a workspace is made"
[ ! -s out ]
ok "$?" "without a word on standard output"
for path in canvass.yaml canvass.db forms/hampshire.yaml forms/page-feedback.yaml forms/hampshire.words exports answers; do
	[ -e "ws/$path" ]
	ok "$?" "it has $path"
done
cmp -s ws/forms/hampshire.yaml "$forms/hampshire.yaml"
ok "$?" "the shipped form is byte for byte the one that is shipped"
is "$(find ws -perm /007 | head -1)" "" "nothing in it is open to everybody"
grep -q '^url: https://ask.example$' ws/canvass.yaml
ok "$?" "the address is in canvass.yaml"
run init ws
exits 73 "a second time is refused"
says "is a workspace already" "and says why"
run init ""
exits 64 "a folder without a name"
run init other --url ask.example
exits 64 "an address that is none"
[ ! -e other ]
ok "$?" "makes nothing"
mkdir theirs && echo 'force: Ours' >theirs/canvass.yaml
run init theirs
exits 73 "somebody's own canvass.yaml"
is "$(cat theirs/canvass.yaml)" "force: Ours" "is not written over"
: >plain
run init plain
exits 73 "a file in the way"
run init plain/below
exits 73 "a file further up in the way"

# A workspace that is missing: 66, whatever is asked of it.
for command in "survey list" "link list x@y" "survey close x@y" "link issue x@y" "serve" "audit" \
	"doctor" "submit x@y -" "summary x@y --key k" "poster make 7Y2H9CT0 -o x.svg"; do
	# shellcheck disable=SC2086
	run -C nowhere $command
	exits 66 "$command without a workspace"
done
says "nowhere" "and the folder is named"
mkdir empty
run -C empty survey list
exits 66 "a folder that is none"

# One of a newer version: 78.  SQLite keeps user_version at offset 60, four bytes.
cp -r ws newer
printf '\000\000\000\143' | dd of=newer/canvass.db bs=1 seek=60 conv=notrunc 2>/dev/null
for command in "survey list" "serve" "audit" "link close 7Y2H9CT0"; do
	# shellcheck disable=SC2086
	run -C newer $command
	exits 78 "$command on a newer workspace"
done
says "newer" "and that is said"

# Damaged settings: 78, with the line.
cp -r ws bad
printf 'url: https://ask.example\nlisen: 127.0.0.1:9000\n' >bad/canvass.yaml
run -C bad serve
exits 78 "a setting that is none"
says 'bad/canvass.yaml:2: there is no setting "lisen"; did you mean "listen"?' "line and nearest"
printf 'listen: nine\n' >bad/canvass.yaml
run -C bad serve
exits 78 "a value that is none"
says "bad/canvass.yaml:1: listen" "line and name"
printf 'url: a\nurl: b\n' >bad/canvass.yaml
run -C bad doctor
exits 78 "an address that is none"
printf 'hosts: [a.example, "b\n' >bad/canvass.yaml
run -C bad doctor
exits 78 "a bracket that is never closed"

# Read-only: 77.  Root may write anywhere but on a read-only file system.
read_only() {
	run -C "$1" survey close pulse@w
	exits 77 "closing on a read-only workspace"
	run -C "$1" link issue pulse@w
	exits 77 "issuing on a read-only workspace"
	run -C "$1" survey list
	exits 0 "listing works all the same"
	prints "pulse@w" "and shows what is there"
}
make_workspace ro
open_pulse ro w
if [ "$(id -u)" != 0 ]; then
	chmod -R a-w ro
	at_end "chmod -R u+w '$work/ro'"
	read_only ro
elif mkdir mnt && mount -t tmpfs -o size=64m none mnt 2>/dev/null; then
	at_end "umount '$work/mnt'"
	cp -r ro mnt/ro && mount -o remount,ro mnt
	read_only mnt/ro
else
	skip "a read-only file system could not be mounted here"
fi

tap_done
