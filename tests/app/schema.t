#!/bin/sh
# docs/summary.schema.json fits every summary.json, and nothing that is not one.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/app/lib.sh"

SOURCE_DATE_EPOCH=1767225600
export SOURCE_DATE_EPOCH
if ! python3 -c 'import jsonschema' 2>/dev/null; then
	skip "python3-jsonschema is absent"
	tap_done
	exit
fi
schema=$TOP_SRCDIR/docs/summary.schema.json

# fits FILE: prints what is wrong, if anything.
fits() {
	python3 - "$schema" "$1" <<-'EOT'
		import json, sys
		from jsonschema import Draft202012Validator as V
		schema, text = (json.load(open(p, encoding="utf-8")) for p in sys.argv[1:])
		V.check_schema(schema)
		for e in list(V(schema).iter_errors(text))[:3]:
		    print("/".join(map(str, e.path)), e.message[:200])
	EOT
}

make_workspace ws
open_pulse ws w
answers 200 >a.jsonl
"$canvass" -C ws submit pulse@w a.jsonl 2>/dev/null
"$canvass" -C ws survey close pulse@w 2>/dev/null
tell() {
	"$canvass" -C ws summary "$@" --key team.key --passphrase-file pass --format json >/dev/null 2>&1
}
tell pulse@w --draft
is "$(fits ws/exports/draft/pulse@w/summary.json)" "" "a draft"
tell pulse@w
whole=ws/exports/pulse@w/summary.json
is "$(fits $whole)" "" "a release"
open_pulse ws few
answers 20 >b.jsonl
"$canvass" -C ws submit pulse@few b.jsonl 2>/dev/null
"$canvass" -C ws survey close pulse@few 2>/dev/null
tell pulse@few
is "$(fits ws/exports/pulse@few/summary.json)" "" "of too few responses"
is "$(fits "$TOP_SRCDIR/tests/golden/summary/summary.json")" "" "a form with each kind of question"

# strict WORDS PYTHON: after that change to d it no longer fits.
strict() {
	python3 - "$whole" "$2" >bad.json <<-'EOT'
		import json, sys
		d = json.load(open(sys.argv[1], encoding="utf-8"))
		cell = d["tables"][0]["rows"][1]["cells"][-1]
		exec(sys.argv[2])
		print(json.dumps(d))
	EOT
	[ -n "$(fits bad.json)" ]
	ok "$?" "$1"
}
strict "another member at the top is refused" 'd["more"] = 1'
strict "so it is in a cell" 'cell["exact"] = 66'
strict "in a theme" 'd["themes"][0]["alpha"] = 0.8'
strict "a hidden number that is told" 'cell["marker"] = "c"'
strict "a number that is hidden without a mark" 'cell["n"] = None; cell["pct"] = None'
strict "an exact share" 'cell["pct"] = 67'
strict "another version" 'd["canvass"] = "summary 2"'
strict "rows under too few responses" 'd["responses"] = None'
strict "rows at level nothing" 'd["tables"][0]["level"] = "nothing"'
strict "a missing member" 'del d["policy"]["whole"]'
tap_done
