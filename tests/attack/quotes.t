#!/bin/sh
# T10: quotes with tables.  No id, order or file joins two quotes of one person, or a quote and a group.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/app/lib.sh"
if ! command -v python3 >/dev/null; then
	skip "python3 is not installed"
	tap_done
fi
tool() {
	python3 "$TOP_SRCDIR/tests/attack/quotes.py" "$@"
}
SOURCE_DATE_EPOCH=1767225600
export SOURCE_DATE_EPOCH
make_keys one.key two.key
tool form >tenth.yaml

# Each world in a workspace of its own: other slots, other boxes, other rows of ticks.
for kind in plain order pairs groups; do
	"$canvass" init "ws-$kind" 2>/dev/null
	"$canvass" -C "ws-$kind" survey open tenth.yaml --wave w --to one.key.pub --to two.key.pub \
		--expected 100 --unconfirmed >/dev/null 2>&1 || exit 99
	tool world "$kind" >"$kind.jsonl"
	"$canvass" -C "ws-$kind" submit tenth@w "$kind.jsonl" 2>/dev/null || exit 99
	"$canvass" -C "ws-$kind" survey close tenth@w 2>/dev/null || exit 99
	how=plain
	[ "$kind" = order ] && how=turned
	tool tick "$canvass" "ws-$kind" tenth@w "$how" 2>tick.err || note "$(cat tick.err)"
	run -C "ws-$kind" summary tenth@w --key one.key --passphrase-file pass -o "$kind"
	exits 0 "world $kind: a release"
	tool bare "$kind/tenth@w" 2>said
	ok "$?" "quotes what was passed, texts and themes alone"
	note "$(tail -n 1 said)"
done
is "$(sort ids | uniq -d | wc -l | tr -d ' ')" 0 "no name of a quote is the same in two workspaces"
for kind in plain order pairs groups; do
	tool names "$kind" 2>said
	ok "$?" "world $kind: none of the names is in any file"
	note "$(tail -n 1 said)"
done
diff -r plain order >differs
ok "$?" "the same people in another order: the same release, byte for byte"
note "$(head -n 5 differs)"
is "$(tool told pairs/tenth@w)" "$(tool told plain/tenth@w)" "one person's two comments told by two: the same quotes"
cmp -s pairs/tenth@w/quotes.csv plain/tenth@w/quotes.csv
ok "$?" "as a table too"
diff -r plain pairs >differs
ok "$?" "and all else, byte for byte: nothing joins two quotes of one person"
note "$(head -n 5 differs)"
is "$(tool told groups/tenth@w)" "$(tool told plain/tenth@w)" "said by people of other groups: the same quotes"
diff -r plain groups >differs
ok "$?" "and all else, byte for byte: no quote falls to a group"
note "$(head -n 5 differs)"
tap_done
