#!/bin/sh
# What redaction promises, measured: recall on a public set and on our own police texts, precision,
# and false marks in clean prose.  CANVASS_SETS names a folder with public sets; else the one beside
# the source is looked for.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"

if ! command -v python3 >/dev/null; then
	skip "python3 is not installed"
	tap_done
fi
here="$TOP_SRCDIR/tests/redact"
CANVASS=$TOP_BUILDDIR/canvass
export CANVASS

# A TAP line for each target, with its figure; the table for who looks at the log.  Never in a pipe:
# what a subshell counts is lost.
measure() {
	words=$1
	targets=$2
	shift 2
	"$here/score" --check "$targets" "$@" >"$work/out" 2>&1
	[ "$?" -lt 2 ]
	ok "$?" "$words: measured" || note "$(cat "$work/out")"
	grep -E '^(met|MISSED): ' "$work/out" >"$work/told"
	while read -r verdict figure; do
		[ "$verdict" = met: ]
		ok "$?" "$words: $figure"
	done <"$work/told"
	note "$(grep -v -E '^(met|MISSED): ' "$work/out")"
}

set=${CANVASS_SETS:-$TOP_SRCDIR/../shared/corpora/redaction}/synth_dataset_v2.json
if [ -e "$set" ]; then
	measure "public set" "$here/targets-public" "$set"
	echo 'words precision 0.75' >"$work/strict"
	measure "public set, strict" "$work/strict" --strict "$set"
else
	skip "synth_dataset_v2: skipped, absent"
fi

# Frames that finders were tuned on, and frames that they were not.
police() {
	"$here/make" --frames "$1" --seed "$3" >"$work/police.json"
	ok "$?" "texts are made"
	{
		echo 'RANK_NAME recall 0.97'
		sed 's/$/ recall 0.99/' "$work/classes"
	} >"$work/goals"
	measure "$2" "$work/goals" "$work/police.json"
	least=$("$here/score" --json "$work/police.json" | python3 -c '
import json, sys
print(min(kind["n"] for kind in json.load(sys.stdin)["all"]["types"].values()))')
	[ "$least" -ge 600 ]
	ok "$?" "$2: each class has at least 600 spans ($least)"
}
python3 -B -c '
import sys
sys.path.insert(0, sys.argv[1])
import values
print("\n".join(kind for kind in values.VALUES if kind != "RANK_NAME"))' "$here" >"$work/classes"
is "$(wc -l <"$work/classes")" 26 "every label has texts, but for local words and limits"
fewest=$(python3 -B -c '
import sys
sys.path.insert(0, sys.argv[1])
import frames
print(min(len(frames.lines(words)) for _, words in frames.FAMILIES.values()))' "$here")
[ "$fewest" -ge 40 ]
ok "$?" "each family of classes has at least 40 frames of its own ($fewest)"
police tune "police texts, tuned" 1
police held "police texts, held" 2

# Paragraphs of clean prose, each a text without spans.
python3 - "$here"/clean/*.txt >"$work/clean.json" <<'EOF'
import json, sys
for path in sys.argv[1:]:
    for text in open(path, encoding="utf-8").read().split("\n\n"):
        if text.strip():
            print(json.dumps({"full_text": text.strip(), "spans": [], "held": False}))
EOF
words=$(cat "$here"/clean/*.txt | wc -w)
[ "$words" -ge 6000 ]
ok "$?" "clean prose: $words words"
echo 'words false 1' >"$work/few"
measure "clean prose" "$work/few" --misses 40 "$work/clean.json"
tap_done
