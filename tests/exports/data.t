#!/bin/sh
# Formats for data, read by programs that are not ours and held against summary.json, cell by cell:
# PSPP and R (sav, sps, R, csv), csvkit and Python (csv), xmllint and unzip (qdpx, qdc, codebook.xml).
#
# REFI_QDA_SCHEMAS and DDI_SCHEMAS name folders with the standards' schemas (Project.xsd, Codebook.xsd;
# codebook.xsd): they are not ours to hand on.  Without them their rules stand in data_xml.py.
#
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/app/lib.sh"

if ! command -v python3 >/dev/null; then
	skip "no python3: skipped, absent"
	tap_done
fi
here=$TOP_SRCDIR/tests/exports
release=$TOP_BUILDDIR/tests/exports/release
# A copy, so that Python leaves nothing in the source.
cp "$here"/data_*.py .

has() {
	command -v "$1" >/dev/null && return 0
	skip "no $1: skipped, absent"
	return 1
}
# agrees WORDS ARGS...: of data_read.py
agrees() {
	words=$1
	shift
	python3 data_read.py "$@" >said 2>&1
	ok "$?" "$words ($(tail -1 said))" || note "$(head -20 said)"
}
xml_agrees() {
	words=$1
	shift
	python3 data_xml.py "$@" >said 2>&1
	ok "$?" "$words ($(tail -1 said))" || note "$(head -20 said)"
}
# empty FILE WORDS: nothing was complained of.
empty() {
	[ ! -s "$1" ]
	ok "$?" "$2" || note "$(head -5 "$1")"
}

for form in form bare; do
	python3 data_made.py $form $form.yaml
done
python3 data_made.py quotes quotes.json
"$release" form.yaml 3000 odd quotes.json && "$release" "$forms/hampshire.yaml" 400 whole &&
	"$release" form.yaml 0 none && "$release" form.yaml 1 single && "$release" bare.yaml 100 bare
ok "$?" "releases of odd texts, of the whole survey, of nobody, of one answer, and without themes"

# ---- CSV ---------------------------------------------------------------------------------

for at in odd whole none single bare; do
	agrees "$at: Python's strict reader finds what summary.json says" csv $at
done
agrees "odd: the metadata name each column, key and language" csvw odd en cy
agrees "whole: the metadata name each column and key" csvw whole en
if has csvjson && has csvclean && has csvstat; then
	mkdir json
	for table in odd/tables/*.csv; do
		csvjson -I -y 0 "$table" >"json/$(basename "$table" .csv).json" 2>>csvkit.err || break
	done
	empty csvkit.err "csvkit reads each table"
	agrees "odd: csvkit finds what summary.json says" json odd json
	csvclean -n odd/tables/part2.csv >clean 2>&1
	is "$(cat clean)" "No errors." "csvclean has no complaint"
	want=$(python3 -c 'import csv, sys
print(sum(1 for _ in csv.reader(open(sys.argv[1], newline="", encoding="utf-8"))) - 1)' odd/tables/part2.csv)
	is "$(csvstat -y 0 --count odd/tables/part2.csv | grep -o '[0-9]*$')" "$want" "csvstat counts as many rows"
	is "$(csvstat -y 0 -c n,pct,low,high --type odd/tables/part2.csv | grep -c 'Number')" 4 \
		"and takes the numbers for numbers, hidden ones too"
fi

# ---- SPSS, PSPP, R -------------------------------------------------------------------------

# Folders of releases whose scripts run: what a text could do, it would do there.
if has pspp; then
	cat >read.sps <<'EOF'
INSERT FILE='summary.sps'.
SAVE TRANSLATE /OUTFILE='pspp.out' /TYPE=CSV /FIELDNAMES /CELLS=VALUES /REPLACE.
DISPLAY DICTIONARY.
DISPLAY DOCUMENTS.
FREQUENCIES marker.
DESCRIPTIVES n.
EOF
	for at in odd whole none single bare; do
		rm -rf run && cp -r $at run
		(cd run && pspp -O format=txt ../read.sps >pspp.txt 2>&1)
		ok "$?" "$at: PSPP runs summary.sps" || note "$(head -5 run/pspp.txt)"
		! grep -qi 'error:\|warning:' run/pspp.txt
		ok "$?" "$at: and has no complaint" || note "$(grep -i -A3 'error:\|warning:' run/pspp.txt | head -5)"
		agrees "$at: PSPP finds what summary.json says" sav $at run/pspp.out
		cp run/pspp.txt "$at.txt"
	done
	python3 -c 'import sys; open(sys.argv[1], encoding="utf-8").read()' odd.txt
	ok "$?" "PSPP prints whole characters alone"
	tr -s ' |\n' ' ' <whole.txt >flat
	for words in 'Hidden to protect people' '\[c\] hidden to protect people' 'Prefer not to say' \
		'The answers are invented' 'Lower end of the 95 per cent interval'; do
		grep -qi -- "$words" flat
		ok "$?" "PSPP shows: $words"
	done
	grep -q -- '-9 thru -6\|-9 THRU -6' flat
	ok "$?" "PSPP takes the codes for missing"
fi
if has Rscript; then
	for at in odd whole none single bare; do
		rm -rf run R && cp -r $at run && mkdir R
		Rscript "$here/sav.R" run R >R.txt 2>&1
		ok "$?" "$at: R reads it" || note "$(head -5 R.txt)"
		agrees "$at: summary.R finds what summary.json says" rows $at R/rows.csv
		agrees "$at: R alone finds it in the tables" raw $at R/base.csv
		if [ -e R/haven.csv ]; then
			agrees "$at: haven finds it in summary.sav" sav $at R/haven.csv
			agrees "$at: and summary.R without tables" rows_sav $at R/rows_sav.csv
			agrees "$at: haven finds labels and missing codes" labels $at R
		else
			skip "no haven: skipped, absent"
		fi
	done
fi
is "$(find . -name pwned)" "" "no text became a command"
! grep -q Zq7marker odd/summary.sav odd/summary.sps odd/summary.R odd/codebook.xml odd/tables/*.csv
ok "$?" "what people wrote is in none of the numbers' files"

# ---- QDPX, DDI -----------------------------------------------------------------------------

xml_agrees "odd: the project holds the quotes and themes, by the rules of REFI-QDA" qda odd quotes.json
xml_agrees "odd: the codebook holds what was printed, by the rules of DDI" ddi odd en cy
for at in whole none single bare; do
	xml_agrees "$at: a project by the rules" qda $at
	case $at in none | single) languages='en cy' ;; *) languages=en ;; esac
	# shellcheck disable=SC2086 # a list
	xml_agrees "$at: a codebook by the rules" ddi $at $languages
done
if has unzip; then
	unzip -tq odd/quotes.qdpx >unzip.txt 2>&1
	ok "$?" "unzip finds nothing damaged" || note "$(head -3 unzip.txt)"
fi
# valid WORDS SCHEMA FILE
valid() {
	if [ ! -e "$2" ]; then
		skip "$1: no schema $(basename "$2"): skipped, absent"
		return
	fi
	xmllint --nonet --noout --schema "$2" "$3" >xmllint.txt 2>&1
	ok "$?" "$1: valid" || note "$(head -5 xmllint.txt)"
}
if has xmllint; then
	for at in odd whole none single bare; do
		python3 -c 'import sys, zipfile
open(sys.argv[2], "wb").write(zipfile.ZipFile(sys.argv[1]).read("project.qde"))' $at/quotes.qdpx $at.qde
		set -- $at.qde $at/codebook.xml
		[ ! -e $at/themes.qdc ] || set -- "$@" $at/themes.qdc
		xmllint --nonet --noout "$@" 2>xmllint.txt
		ok "$?" "$at: xmllint reads project, themes and codebook" || note "$(head -5 xmllint.txt)"
		valid "$at: the project" "${REFI_QDA_SCHEMAS:-/nowhere}/Project.xsd" $at.qde
		[ ! -e $at/themes.qdc ] ||
			valid "$at: the themes" "${REFI_QDA_SCHEMAS:-/nowhere}/Codebook.xsd" $at/themes.qdc
		valid "$at: the codebook" "${DDI_SCHEMAS:-/nowhere}/codebook.xsd" $at/codebook.xml
	done
	text=$(xmllint --xpath 'string(//*[local-name()="var"][@name="part1"]/*[local-name()="universe"])' \
		odd/codebook.xml)
	is "$text" 'Answer this only if your answer to "Your role?" is "Officer".' "routing is in words"
fi

# ---- the same bytes, and the program itself --------------------------------------------------

mkdir away
(cd away && TZ=Pacific/Kiritimati LC_ALL=cy_GB.UTF-8 LANG=de_DE "$release" ../form.yaml 3000 ../again \
	../quotes.json)
diff -r odd again >different 2>&1
ok "$?" "another time zone, locale and folder give the same bytes" || note "$(head -5 different)"
"$release" form.yaml 2900 other quotes.json
! cmp -s odd/summary.sav other/summary.sav
ok "$?" "other answers give other bytes"

SOURCE_DATE_EPOCH=1767225600
export SOURCE_DATE_EPOCH
make_workspace ws
open_pulse ws w
answers 60 >sixty.jsonl
"$canvass" -C ws submit pulse@w sixty.jsonl >/dev/null 2>&1
"$canvass" -C ws survey close pulse@w >/dev/null 2>&1
run -C ws summary pulse@w --key team.key --passphrase-file pass --format csv,sav,qdpx,ddi -o first
exits 0 "canvass summary writes them"
for file in summary.sav summary.sps summary.R quotes.qdpx themes.qdc codebook.xml; do
	grep -q "$file\$" out && grep -q "^$file\$" first/pulse@w/README.txt && [ -s "first/pulse@w/$file" ]
	ok "$?" "$file is written, told and explained"
done
export TZ=Pacific/Kiritimati
run -C ws summary pulse@w --key team.key --passphrase-file pass --format csv,sav,qdpx,ddi -o second
unset TZ
diff -r first second >different 2>&1
ok "$?" "and writes the same bytes again" || note "$(head -5 different)"
agrees "the program's tables" csv 'first/pulse@w'
xml_agrees "the program's project" qda 'first/pulse@w'
xml_agrees "the program's codebook" ddi 'first/pulse@w' en
tap_done
