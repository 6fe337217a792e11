#!/bin/sh
# form import: workbooks and folders of CSV, the report, exit statuses and words.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/app/lib.sh"

seeds=$TOP_SRCDIR/tests/fuzz/corpus/xlsform
# The python on the path need not be the one that has what Debian packages.
for python in python3 /usr/bin/python3 ""; do
	[ -z "$python" ] || "$python" -c "import openpyxl" 2>/dev/null && break
done

mkdir -p "My survey"
cat >"My survey/survey.csv" <<'CSV'
type,name,label,required,default
deviceid,deviceid,,,
select_one yes_no,LikesPizza,Do you like pizza?,,
date,birth,When were you born?,,
CSV
cat >"My survey/choices.csv" <<'CSV'
list_name,name,label
yes_no,yes,Yes
yes_no,no,No
CSV

# A folder, and where things go.
run form import "My survey"
exits 0 "a folder of CSV files, without settings"
is "$(sed -n 1,3p out | tr '\n' ' ')" "canvass: form 1 id: my-survey title: My survey " \
	"is written to standard output, called like the folder"
says "canvass: 7 rows: 4 mapped, 2 approximated, 1 refused" "the sums are on standard error"
says "row 2: deviceid would record the device; an anonymous form has no place for it" \
	"tracking is refused aloud"
says "renamed: LikesPizza is now likespizza" "renamed ids are told"
[ ! -e report.json ]
ok "$?" "no report unless asked for"
run form import "My survey" -o form.yaml --report report.json
exits 0 "-o and --report"
[ ! -s out ]
ok "$?" "leave standard output empty"
"$canvass" form check form.yaml 2>/dev/null
is "$?" 0 "and the form is right"
grep -q '^{"canvass": "import 1", "file": "My survey", "form": "form.yaml",$' report.json
ok "$?" "the report names both files"
grep -q '"totals": {"mapped": 4, "approximated": 2, "refused": 1}' report.json
ok "$?" "and has the sums"
grep -q '{"sheet": "survey", "row": 2, "what": "deviceid deviceid", "outcome": "refused", "reason": "this would record the device; an anonymous form has no place for it"}' report.json
ok "$?" "and each row"
run form import "My survey" -o strict.yaml --strict
exits 1 "--strict, with something refused"
says "1 row was refused" "says so"
[ -s strict.yaml ]
ok "$?" "the form is written all the same"
sed -i 1p "My survey/survey.csv" && sed -i '1d;/deviceid/d' "My survey/survey.csv"
run form import "My survey" --strict
exits 0 "--strict, with nothing refused"

# A workbook.
run form import "$seeds/small.xlsx" -o small.yaml --report small.json
exits 0 "a workbook"
"$canvass" form check small.yaml 2>/dev/null
is "$?" 0 "its form is right"
cp "$seeds/small.xlsx" small.xlsm
run form import small.xlsm
exits 0 "one called .xlsm"
if [ -n "$python" ]; then
	"$python" - "$seeds/small.xlsx" macros.xlsm <<'PY'
import sys, zipfile
old, new = zipfile.ZipFile(sys.argv[1]), zipfile.ZipFile(sys.argv[2], "w")
for name in old.namelist():
    data = old.read(name)
    if name == "[Content_Types].xml":
        data = data.replace(b"</Types>", b'<Override PartName="/xl/vbaProject.bin" '
                            b'ContentType="application/vnd.ms-office.vbaProject"/></Types>')
    new.writestr(name, data)
new.writestr("xl/vbaProject.bin", b"Sub AutoOpen()")
new.close()
PY
	run form import macros.xlsm
	exits 0 "one with macros"
	says "macros.xlsm holds macros; they were ignored" "says that they were ignored"
else
	skip "no python3-openpyxl: workbooks with macros"
fi

# What is no workbook: a clear word, no form, and a report if asked for.
# refused FILE WORDS WHAT
refused() {
	rm -f no.yaml no.json
	run form import "$1" -o no.yaml --report no.json
	exits 65 "$3"
	says "$2" "says: $2"
	[ ! -e no.yaml ]
	ok "$?" "no form is written"
	grep -q '{"sheet": "", "row": 0, "what": "workbook", "outcome": "refused", "reason": "' no.json &&
		grep -q '"form": null' no.json && grep -q '"refused": 1}' no.json
	ok "$?" "the report has the one entry"
}
printf '\320\317\021\340\241\261\032\341 and so on' >old.xls
refused old.xls "this is an old .xls workbook: save it as .xlsx" "an old workbook"
echo "type,name,label" >text.xlsx
refused text.xlsx "this is one sheet as text (CSV): put it into a folder as survey.csv" "a text"
echo "%PDF-1.7" >form.pdf
refused form.pdf "this is a PDF: save the workbook itself as .xlsx" "a PDF"
head -c 3000 "$seeds/small.xlsx" >short.xlsx
refused short.xlsx "the file is damaged, or was cut short" "a workbook cut short"
: >empty.xlsx
refused empty.xlsx "this is no zip archive" "an empty file"
mkdir nothing
refused nothing "has no survey.csv" "a folder without sheets"
mkdir bad
printf 'type,name\n"text,a\n' >bad/survey.csv
refused bad "survey: row 2: a quote is opened and never closed" "a broken CSV file"
if [ -n "$python" ]; then
	"$python" - <<'PY'
import zipfile
def book(name, sheet, **more):
    z = zipfile.ZipFile(name, "w", zipfile.ZIP_DEFLATED)
    z.writestr("[Content_Types].xml", "<Types/>")
    z.writestr("xl/workbook.xml", "<workbook><sheets><sheet name='survey' id='a'/></sheets></workbook>")
    z.writestr("xl/_rels/workbook.xml.rels",
               "<Relationships><Relationship Id='a' Target='worksheets/sheet1.xml'/></Relationships>")
    z.writestr("xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + sheet + "</sheetData></worksheet>")
    z.close()
book("million.xlsx", "".join("<row r='%d'><c t='str'><v>note%d</v></c></row>" % (i, i * 7919 % 99991)
                             for i in range(1, 600000)))
book("bomb.xlsx", "<row/>" * 4000000)
book("huge.xlsx", "".join("%d" % (i * 7919) for i in range(4200000)))
book("entity.xlsx", "</sheetData></worksheet><!DOCTYPE a>")
PY
	refused bomb.xlsx "this looks like a trap" "a bomb"
	refused huge.xlsx "unpacked it is over 32 MiB: too large" "more than 32 MiB"
	refused million.xlsx "it has over 20000 rows: too many" "a sheet without end"
	refused entity.xlsx "cannot be read" "broken XML"
else
	skip "no python3-openpyxl: bombs and sheets without end"
fi
mkdir settings
printf 'form_id\nx\n' >settings/settings.csv
rm -f no.yaml no.json
run form import settings -o no.yaml --report no.json
exits 65 "a workbook without a survey"
says "the workbook has no sheet called survey" "says so"
grep -q '{"sheet": "settings", "row": 2, "what": "settings", "outcome": "refused", ' no.json && [ ! -e no.yaml ]
ok "$?" "each of its rows is refused, and there is no form"
run form import nowhere.xlsx --report no2.json
exits 66 "a file that is missing"
[ ! -e no2.json ]
ok "$?" "has no report"
run form import small.xlsm -o /nowhere/form.yaml
exits 73 "a folder that is missing"
run form import
exits 64 "no file named"

# Every workbook of the corpora: as many entries as another reader finds rows, and a right form.
corpora=${CANVASS_CORPORA:-$TOP_SRCDIR/../shared/corpora}/xlsform
if [ ! -d "$corpora" ]; then
	skip "absent: the corpora of workbooks"
elif [ -z "$python" ]; then
	skip "absent: python3-openpyxl, to count rows with"
else
	for book in "$corpora"/*.xlsx; do
		name=${book##*/}
		rm -f got.yaml got.json
		run form import "$book" -o got.yaml --report got.json
		[ "$status" -eq 0 ] || { [ "$status" -eq 65 ] && [ ! -e got.yaml ]; }
		ok "$?" "$name is imported, or refused"
		"$python" "$TOP_SRCDIR/tests/app/rows.py" "$book" >rows.want
		"$python" "$TOP_SRCDIR/tests/app/rows.py" --report got.json >rows.got
		ok "$?" "$name: a report in order"
		cmp -s rows.want rows.got
		ok "$?" "$name: $(wc -l <rows.want) rows, each accounted for" || note "$(diff rows.want rows.got | head -5)"
		[ -e got.yaml ] || continue
		"$canvass" form check got.yaml --json >check.json 2>/dev/null
		is "$("$python" -c 'import json
print(sorted({d["code"] for d in json.load(open("check.json")) if d["code"][0] == "E"} - {"E090", "E094"}))')" \
			"[]" "$name: its form is right, but for texts of other languages"
	done
fi

tap_done
