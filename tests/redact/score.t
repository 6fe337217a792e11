#!/bin/sh
# The measure is measured: a corpus of four texts, a redactor that marks what it is told to, and
# sums done by hand.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"

if ! command -v python3 >/dev/null; then
	skip "python3 is not installed"
	tap_done
fi
score="$TOP_SRCDIR/tests/redact/score"

# What stands beyond the first plane counts as one character: the face in the second text.
cat >"$work/tiny.json" <<'EOF'
[{"full_text": "Ask Ann Other today", "spans": [
   {"entity_type": "PERSON", "start_position": 4, "end_position": 13}]},
 {"full_text": "\ud83d\ude00 Bob, ring 123", "spans": [
   {"entity_type": "PERSON", "start_position": 2, "end_position": 5},
   {"entity_type": "PHONE", "start_position": 12, "end_position": 15}]},
 {"full_text": "Only half Smith-Jones here", "spans": [
   {"entity_type": "PERSON", "start_position": 10, "end_position": 21}]},
 {"full_text": "Nothing at all", "spans": []}]
EOF
# One mark over a name with its blank, but as two marks in the first text (the blank is bare);
# one exact, the telephone missed; half a name; one false mark.
cat >"$work/fake" <<'EOF'
#!/bin/sh
[ "$1 $2 $3" = "redact --lines --json" ] || exit 64
case ${4-} in --strict) cat >/dev/null; printf '[]\n[]\n[]\n[]\n'; exit 0 ;; esac
cat >"${0%/*}/given"
echo '[{"start":4,"end":7,"class":"NAME"},{"start":8,"end":13,"class":"NAME"}]'
echo '[{"start":2,"end":5,"class":"PLACE"}]'
echo '[{"start":10,"end":15,"class":"NAME"}]'
echo '[{"start":0,"end":7,"class":"NAME"}]'
EOF
chmod +x "$work/fake"
run() { "$score" --canvass "$work/fake" "$@"; }
figure() { python3 -c 'import json,sys; print(eval(sys.argv[1], {"d": json.load(sys.stdin)}))' "$1"; }

run --json "$work/tiny.json" >"$work/out"
ok "$?" "a corpus is scored"
is "$(sed -n 2p "$work/given")" '"😀 Bob, ring 123"' "each text goes in as one JSON string a line"
got() { figure "$1" <"$work/out"; }
is "$(got 'd["all"]["types"]["PERSON"]["n"], d["all"]["types"]["PERSON"]["found"]')" "(3, 2)" \
	"a bare blank is no miss, half a name is one"
is "$(got 'd["all"]["types"]["PHONE"]["found"]')" 0 "what no mark covers is missed"
is "$(got 'd["all"]["types"]["PERSON"]["labels"]')" "{'NAME': 1, 'PLACE': 1}" "labels are told"
is "$(got 'd["all"]["words"]')" 15 "words are runs of non-blank characters"
is "$(got 'd["all"]["covered"], d["all"]["right"]')" "(5, 4)" \
	"a word covered in part is one word, right where it is labelled"
is "$(got 'd["all"]["precision"]')" 0.8 "precision is the share of the covered words"
is "$(got 'd["all"]["false"], round(d["all"]["false_per_1000"], 2)')" "(1, 66.67)" \
	"false marks in 1,000 words"
is "$(got 'd["even"]["texts"], d["even"]["types"]["PERSON"]["found"]')" "(2, 1)" \
	"the even half apart"
is "$(got 'd["odd"]["types"]["PERSON"]["n"], d["odd"]["false"]')" "(1, 1)" "the odd half apart"
# By hand: p = 2/3, n = 3, z = 1.96: (0.6667 + 0.6402 +- 1.96 sqrt(0.2222/3 + 0.1067)) / 2.2805
is "$(got '"%.3f %.3f" % (d["all"]["types"]["PERSON"]["low"], d["all"]["types"]["PERSON"]["high"])')" \
	"0.208 0.939" "Wilson's bounds"

run "$work/tiny.json" >"$work/out"
grep -q '^PERSON  *3  *2  *0.6667 0.2077 - 0.9385  0.5000  1.0000  NAME 1, PLACE 1$' "$work/out"
ok "$?" "the table says the same"
run --misses 9 "$work/tiny.json" >"$work/out"
is "$(grep -c '^  missed PERSON "Smith-Jones" in 2' "$work/out")" 1 "misses of the even half are shown"
is "$(grep -c -E '^  (missed PHONE|false)' "$work/out")" 0 "those of the odd half never are"

python3 -c 'import json,sys; [print(json.dumps(x)) for x in json.load(open(sys.argv[1]))]' \
	"$work/tiny.json" >"$work/tiny.jsonl"
is "$(run --json "$work/tiny.jsonl" | figure 'd["all"]["right"]')" 4 "JSON lines are read alike"
is "$(run --json --strict "$work/tiny.json" | figure 'd["all"]["covered"], d["strict"]')" \
	"(0, True)" "strict is handed on"
is "$(run "$work/none.json")" "$work/none.json: skipped, absent" "a file that is absent is told"

target() {
	echo "$1" >"$work/targets"
	run --check "$work/targets" "$work/tiny.json" >"$work/out"
	is "$?" "$2" "target: $1: exit $2"
}
target 'PERSON recall 0.66' 0
target 'PERSON recall 0.67' 1
target 'each recall 0.5' 1
target 'AGE recall 0.1' 1
target 'words precision 0.8' 0
target 'words precision 0.81' 1
target 'words false 70' 0
target 'words false 60' 1
target 'PERSON recoil 1' 2 2>/dev/null

printf '#!/bin/sh\ncat >/dev/null\necho "[]"\n' >"$work/fake"
run "$work/tiny.json" >"$work/out" 2>&1
is "$?" 2 "a redactor that loses lines is no score"
printf '#!/bin/sh\ncat >/dev/null\nfor i in 1 2 3 4; do echo "[{\\"start\\":1,\\"end\\":99,\\"class\\":\\"NAME\\"}]"; done\n' \
	>"$work/fake"
run "$work/tiny.json" >"$work/out" 2>&1
is "$?" 2 "nor is one that marks beyond the text"
tap_done
