#!/bin/sh
# form export-xlsform: a workbook that other programs open, and what it does not say.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/app/lib.sh"

# A python with a module, or nothing.
python_with() {
	for python in python3 /usr/bin/python3; do
		"$python" -c "import $1" 2>/dev/null && echo "$python" && return
	done
}
openpyxl=$(python_with openpyxl)
pyxform=$(python_with pyxform)

# cell FILE SHEET ROW COLUMN: read by another program.
cell() {
	"$openpyxl" -W ignore -c 'import openpyxl, sys
sheet = openpyxl.load_workbook(sys.argv[1])[sys.argv[2]]
print(sheet.cell(int(sys.argv[3]), int(sys.argv[4])).value)' "$@"
}

run form export-xlsform "$forms/page-feedback.yaml" -o feedback.xlsx --report feedback.json
exits 0 "a form becomes a workbook"
[ ! -s out ]
ok "$?" "nothing is on standard output"
says "refused: privacy: " "what it cannot say is on standard error"
says "approximated: row 8: select_one reason or_other reason: " "and what a row does not say"
if [ -n "$openpyxl" ]; then
	is "$(cell feedback.xlsx survey 1 1) $(cell feedback.xlsx survey 1 4)" \
		"type label::Welsh (cy)" "another program opens it"
	is "$(cell feedback.xlsx survey 7 4)" "A oedd y dudalen hon yn ddefnyddiol?" "its languages stand side by side"
	is "$(cell feedback.xlsx survey 8 5)" "\${useful} = 'no'" "a condition is there"
	is "$(cell feedback.xlsx choices 3 2) $(cell feedback.xlsx choices 3 4)" "no Nac oedd" "the options too"
	is "$(cell feedback.xlsx settings 2 2) $(cell feedback.xlsx settings 2 3)" \
		"page-feedback English (en)" "and the settings"
	is "$("$openpyxl" -W ignore -c 'import json, openpyxl
report = json.load(open("feedback.json"))
book = openpyxl.load_workbook("feedback.xlsx")
rows = [(s.title, i + 1) for s in book for i in range(s.max_row)]
print([(r["sheet"], r["row"]) for r in report["rows"] if r["row"]] == rows,
      sum(report["totals"].values()) == len(report["rows"]),
      all((r["outcome"] == "mapped") == (r["reason"] == "") for r in report["rows"]),
      report["canvass"], report["file"], report["form"].split("/")[-1])')" \
		"True True True export 1 feedback.xlsx page-feedback.yaml" \
		"the report has each row of it once, in order"
else
	skip "no python with openpyxl"
fi

cp feedback.xlsx once.xlsx
sleep 1
run form export-xlsform "$forms/page-feedback.yaml" -o feedback.xlsx
cmp -s once.xlsx feedback.xlsx
ok "$?" "the same form gives the same bytes at another time"
find . -name '*.xlsx?*' -o -name '.*xlsx*' | grep -q .
is "$?" 1 "nothing is left beside it"

for form in "$forms"/*.yaml; do
	name=$(basename "$form" .yaml)
	case $name in *.guide) continue ;; esac
	run form export-xlsform "$form" -o "$name.xlsx"
	exits 0 "$name is written"
	run form import "$name.xlsx" -o "$name.back.yaml"
	exits 0 "$name is read again"
	# a workbook's title is of one language: the author supplies the others
	grep -q '^languages: .*cy' "$name.back.yaml" &&
		sed -i 's/^languages:/title (cy): Teitl\n&/' "$name.back.yaml"
	run form check "$name.back.yaml"
	exits 0 "$name passes the checker then"
	if [ -n "$pyxform" ]; then
		"$pyxform" -c 'import sys
from pyxform.xls2xform import xls2xform_convert
xls2xform_convert(sys.argv[1], sys.argv[2], validate=False)' "$name.xlsx" "$name.xml" 2>err
		ok "$?" "pyxform takes $name" || note "$(tail -3 err)"
	else
		skip "pyxform is absent: $name"
	fi
done

run form export-xlsform "$forms/page-feedback.yaml"
exits 64 "without -o"
run form export-xlsform "$forms/page-feedback.yaml" -o same --report same
exits 64 "both into one file"
cp "$forms/page-feedback.yaml" mine.yaml
run form export-xlsform mine.yaml -o ./mine.yaml
exits 64 "over the form itself"
says "mine.yaml would be lost" "says what would be lost"
cmp -s mine.yaml "$forms/page-feedback.yaml"
ok "$?" "and leaves it"
run form export-xlsform nowhere.yaml -o new.xlsx
exits 66 "a form that is missing"
printf 'canvass: form 1\nid: BAD\n' >bad.yaml
run form export-xlsform bad.yaml -o new.xlsx
exits 65 "a form with errors"
says "error E024" "they are told"
run form export-xlsform "$forms/hampshire-peer-review.guide.yaml" -o new.xlsx
exits 65 "a guide"
says "is a guide, not a form" "is called what it is"
[ ! -e new.xlsx ]
ok "$?" "and nothing is written"
run form export-xlsform "$forms/page-feedback.yaml" -o nowhere/new.xlsx
exits 73 "a folder that is missing"
run form export-xlsform "$forms/page-feedback.yaml" -o new.xlsx --report nowhere/new.json
exits 73 "a report that cannot be written"
[ ! -e new.xlsx ]
ok "$?" "leaves no workbook without its report"
tap_done
