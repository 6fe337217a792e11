#!/bin/sh
# The list of hard cases: none may miss.  And the runner sees what it should.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"

if ! command -v python3 >/dev/null; then
	skip "python3 is not installed"
	tap_done
fi
hard="$TOP_SRCDIR/tests/redact/hard"
CANVASS=$TOP_BUILDDIR/canvass
export CANVASS

# A redactor of one pattern: each run of capitals and digits is a NAME.
cat >"$work/fake" <<'EOF'
#!/usr/bin/env python3
import json, re, sys
for line in sys.stdin:
    print(json.dumps([{"start": m.start(), "end": m.end(), "class": "NAME"}
                      for m in re.finditer("[A-Z0-9]+", json.loads(line))]))
EOF
chmod +x "$work/fake"
sees() {
	printf '%b\n' "$1" >"$work/cases"
	"$hard" --canvass "$work/fake" "$work/cases" >"$work/out" 2>&1
	is "$?" "$2" "$3"
}
sees 'the {NAME:ABC} of it' 0 "what is expected and marked is no miss"
sees 'the {NAME:ABC def} of it' 1 "half of it is one"
sees 'the {NAME:abc} of it' 1 "so is what is not marked"
sees 'the ABC of it' 1 "and what should not be"
sees 'the {PHONE:ABC} of it' 1 "and another label"
sees 'any\tthe {PHONE:ABC} of it' 0 "if the label counts"
sees 'the {NAME|PHONE:ABC} of it' 0 "one of several labels will do"
sees 'more\tthe {NAME:ABC} of IT' 0 "more marks may be allowed"
sees 'the {?:ABC} of it' 0 "and parts that are free either way"
sees 'the {?:abc} of it' 0 "marked or not"
sees 'the {NAME:AB}Cs of it' 0 "the rest of a word is free"
sees 'the \\{NAME:abc\\} \\ud83d\\ude00 {NAME:A\\u0031B}' 1 "an escaped brace is a brace"
sees 'the \\{x\\} \\ud83d\\ude00 {NAME:A\\u0031B}' 0 "codes are characters, a pair is one"
sees 'the {NAME:ABC of it' 2 "a part without its end is a mistake"
sees 'odd\tthe {NAME:ABC}' 2 "so is an unknown flag"

"$hard" --count >"$work/count"
read -r cases clean <"$work/count"
[ "$cases" -ge 330 ] && [ "$clean" -ge 90 ]
ok "$?" "the list has $cases cases, $clean of them with nothing to mark"
for mode in normal strict; do
	"$hard" --mode "$mode" >"$work/out" 2>&1
	ok "$?" "hard cases, $mode: $(tail -n 1 "$work/out")" || note "$(head -n 200 "$work/out")"
done
tap_done
