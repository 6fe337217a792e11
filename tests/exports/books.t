#!/bin/sh
# Workbooks and bundles, opened by programs that are not ours and held against summary.json, cell by
# cell: python3-odf, openpyxl, LibreOffice, gnumeric, unzip, sha256sum.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/app/lib.sh"

here=$TOP_SRCDIR/tests/exports
release=$TOP_BUILDDIR/tests/exports/release

# python_with MODULE: Debian's modules are Debian's Python's, whichever comes first.
python_with() {
	for python in python3 /usr/bin/python3; do
		"$python" -c "import $1" 2>/dev/null && echo "$python" && return
	done
}
openpyxl=$(python_with openpyxl)
odf=$(python_with odf)
# A copy, so that Python leaves nothing in the source.
cp "$here"/cells.py "$here"/books_read.py "$here"/data_made.py .

# agrees PYTHON WORDS ARGS...: of books_read.py
agrees() {
	python=$1
	words=$2
	shift 2
	if [ -z "$python" ]; then
		skip "$words: the Python module is missing: skipped, absent"
		return
	fi
	"$python" books_read.py "$@" >said 2>&1
	ok "$?" "$words ($(tail -1 said))" || note "$(head -20 said)"
}

# ---- releases of odd texts, of the whole survey, of nobody, of one answer, without themes ----

if ! command -v python3 >/dev/null; then
	skip "no python3: skipped, absent"
	tap_done
fi
python3 data_made.py form form.yaml && python3 data_made.py bare bare.yaml &&
	python3 data_made.py quotes some.json
python3 - <<'EOT'
import json
quotes = json.load(open("some.json"))
quotes += ["\U0001f600" * 20000, "x" * 40000, "_x0041_ _x000a_", " two  blanks ", "{=1+1}", "1234", "TRUE",
           "2026-01-01", "50%", "+44 20", "=", "'", "DDE(\"cmd\";\"/C touch pwned\")", "[c]", "a\r\nb\rc"]
json.dump(quotes, open("quotes.json", "w"))
EOT
"$release" form.yaml 3000 odd quotes.json && "$release" "$forms/hampshire.yaml" 400 whole &&
	"$release" form.yaml 0 none && "$release" form.yaml 1 single && "$release" bare.yaml 100 bare
ok "$?" "releases are made"
for at in odd whole none single bare; do
	agrees "$odf" "$at: python3-odf finds what summary.json says in summary.ods" ods $at $at/summary.ods
	agrees "$openpyxl" "$at: openpyxl finds it in summary.xlsx" xlsx $at $at/summary.xlsx
done

unzip -p whole/summary.ods content.xml | grep -o 'Table [0-9]*: Incident: Did you report it?' >loop
[ -s loop ]
ok "$?" "a question that is asked several times is told from the one asked once"

# ---- LibreOffice and gnumeric: they read the file, and write what they read ------------------

mkdir in office
cp odd/summary.ods in/ods.ods
cp odd/summary.xlsx in/xlsx.xlsx
if command -v soffice >/dev/null; then
	# One start for all: it takes seconds.  Its home is ours, so that nothing of the user's counts.
	HOME=$work timeout 200 soffice "-env:UserInstallation=file://$work/profile" --headless \
		--convert-to xlsx --outdir office in/ods.ods in/xlsx.xlsx >office.txt 2>&1
	ok "$?" "LibreOffice converts both" || note "$(tail -3 office.txt)"
	agrees "$openpyxl" "LibreOffice finds what summary.json says in the ods" copy odd office/ods.xlsx
	agrees "$openpyxl" "and in the xlsx" copy odd office/xlsx.xlsx
	[ ! -e pwned ] && [ ! -e in/pwned ] && [ ! -e office/pwned ]
	ok "$?" "and nothing that was written ran"
else
	skip "no soffice: skipped, absent"
fi
if command -v ssconvert >/dev/null; then
	mkdir gnumeric
	for from in ods.ods xlsx.xlsx; do
		HOME=$work timeout 100 ssconvert "in/$from" "gnumeric/${from#*.}.xlsx" >gnumeric.txt 2>&1
		ok "$?" "gnumeric reads $from" || note "$(tail -3 gnumeric.txt)"
		agrees "$openpyxl" "and finds what summary.json says" gnumeric odd "gnumeric/${from#*.}.xlsx"
	done
else
	skip "no ssconvert: skipped, absent"
fi
if command -v xmllint >/dev/null && command -v unzip >/dev/null; then
	mkdir parts && unzip -q odd/summary.ods -d parts/ods && unzip -q odd/summary.xlsx -d parts/xlsx
	ok "$?" "unzip takes both apart"
	find parts -type f ! -name mimetype -exec xmllint --noout --huge {} + 2>xml
	ok "$?" "each part of them is XML" || note "$(head -3 xml)"
	grep -c 'formula\|<f>\|ddeLink\|externalLink\|vba' parts/ods/content.xml parts/xlsx/xl/workbook.xml \
		parts/xlsx/xl/worksheets/*.xml | grep -qv ':0$'
	is "$?" 1 "without a formula, a link to outside or a macro in any"
else
	skip "no xmllint, or no unzip: skipped, absent"
fi

# ---- the same bytes wherever they are made ------------------------------------------------------

mkdir there
(cd there && TZ=Pacific/Auckland LC_ALL=tr_TR.UTF-8 LANG=de_DE.UTF-8 \
	"$release" ../form.yaml 3000 again ../quotes.json)
for file in summary.ods summary.xlsx; do
	cmp -s odd/$file there/again/$file
	ok "$?" "$file: the same bytes elsewhere, at another hour, in another locale"
done

# ---- bundle.zip -----------------------------------------------------------------------------------

SOURCE_DATE_EPOCH=1767225600
export SOURCE_DATE_EPOCH
make_workspace ws
open_pulse ws w
answers 200 >a.jsonl
"$canvass" -C ws submit pulse@w a.jsonl 2>/dev/null
"$canvass" -C ws survey close pulse@w 2>/dev/null
tell() {
	run -C ws summary pulse@w --key team.key --passphrase-file pass "$@"
}
at=ws/exports/pulse@w

# holds WORDS: the bundle has what stands beside it, and no more.
holds() {
	rm -rf opened && mkdir opened && unzip -q "$at/bundle.zip" -d opened
	ok "$?" "$1: the bundle opens" || return
	(cd opened && sha256sum --status --strict -c SHA256SUMS)
	ok "$?" "its checksums hold in it"
	is "$(cd opened && find . -type f | sort)" \
		"$(cd $at && find . -type f ! -name bundle.zip | sort)" "it holds all that stands beside it"
	(cd $at && sha256sum --status --strict -c SHA256SUMS)
	ok "$?" "the checksums beside it hold"
	is "$(diff -rq opened $at | grep -v 'SHA256SUMS differ$')" "Only in $at: bundle.zip" "byte for byte"
	is "$(diff opened/SHA256SUMS $at/SHA256SUMS | sed -n 's/^[<>].*  //p')" bundle.zip \
		"and only its own checksum is new there"
}
if command -v unzip >/dev/null; then
	tell --format csv
	[ ! -e $at/bundle.zip ]
	ok "$?" "no bundle where none was asked for"
	tell --format zip,html
	exits 0 "a bundle, later"
	holds "csv and html"
	tell --format ods
	exits 0 "another format, later still"
	holds "ods too"
	tell
	exits 0 "all formats"
	holds "all"
	grep -qx "$at/bundle.zip" out
	ok "$?" "its path is printed"
	grep -q '^bundle.zip$' $at/README.txt
	ok "$?" "the readme names it"
	grep -q bundle $at/MANIFEST.json
	is "$?" 1 "the manifest, which is in it, does not"
	is "$(unzip -Z1 $at/bundle.zip)" "$(unzip -Z1 $at/bundle.zip | LC_ALL=C sort)" "sorted"
	unzip -Zv $at/bundle.zip | grep 'file last modified' | grep -qv '2026 Jan 1 00:00:00'
	is "$?" 1 "with the release's day for each file"
	cp -r $at first
	TZ=Pacific/Auckland LC_ALL=tr_TR.UTF-8 tell -o "$work/elsewhere"
	diff -r first elsewhere/pulse@w
	ok "$?" "the same bytes elsewhere, at another hour, in another locale"
	rm -rf $at && mkdir -p $at
	tell --draft --format zip
	exits 0 "a bundle of a draft"
	tell --draft --format html -o ws/exports
	cp -r ws/exports/draft/pulse@w/. $at/
	tell --format json
	exits 0 "a release where its draft stood"
	[ ! -e $at/bundle.zip ] && grep -q '"ledger": {' $at/MANIFEST.json
	ok "$?" "takes the draft's bundle away"
else
	skip "no unzip: skipped, absent"
fi

# ---- an earlier wave, and what the team says ------------------------------------------------------

cat >words.yaml <<'WORDS'
canvass: words 1
headlines:
  - "=Support has grown: {supported.4} said that they agree."
opportunities:
  - theme: aftercare
    said: "+More time with those who were hurt"
    department: "=Training"
    quarter: Jan to Mar 2026
you said, we did:
  - said: "={supported.4} said that they agree."
    did: "+We went on <i>listening</i>."
last quarter:
  - "-We listened <b>more</b>."
benefits:
  - Fewer are away for long.
WORDS
open_pulse ws later
answers 150 >b.jsonl
"$canvass" -C ws submit pulse@later b.jsonl 2>/dev/null
"$canvass" -C ws survey close pulse@later 2>/dev/null
run -C ws summary pulse@later --key team.key --passphrase-file pass --words "$work/words.yaml" \
	--since "$work/elsewhere/pulse@w/summary.json"
exits 0 "a release with an earlier wave, and with the team's words"
at=ws/exports/pulse@later
agrees "$odf" "with changes and the board's page: python3-odf finds them in summary.ods" ods $at $at/summary.ods
agrees "$openpyxl" "openpyxl finds them in summary.xlsx" xlsx $at $at/summary.xlsx
if [ -n "$openpyxl" ]; then
	"$openpyxl" -W ignore - $at/summary.xlsx >shown 2>&1 <<'EOT'
import openpyxl, sys
for sheet in openpyxl.load_workbook(sys.argv[1]):
    for row in sheet.iter_rows(values_only=True):
        print(*row, sep="|")
EOT
	for words in '=Support has grown: ' 'For the quarterly board' '+More time with those who were hurt|' \
		'|-We listened <b>more</b>.' '|+We went on <i>listening</i>.|' 'Change, points|'; do
		grep -qF -- "$words" shown
		ok "$?" "it shows: $words"
	done
fi

# ---- a full disk -----------------------------------------------------------------------------------

mkdir disk
pages=$(find elsewhere -type f -printf '%s\n' | awk '{ n += int(($1 + 4095) / 4096) } END { print n }')
room=$((4 * (pages - $(wc -c <elsewhere/pulse@w/bundle.zip) / 8192)))
if [ "$(id -u)" = 0 ] && mount -t tmpfs -o "size=${room}k" none disk 2>/dev/null; then
	at_end "umount '$work/disk'"
	tell -o "$work/disk"
	exits 74 "the disk is full before the bundle is whole"
	says "full" "which is told"
	is "$(find disk -mindepth 1)" "" "and nothing of the release is there"
	mount -o "remount,size=$((room * 4))k" disk
	tell -o "$work/disk"
	diff -r elsewhere disk
	ok "$?" "with room it is whole"
else
	skip "a small disk could not be mounted here"
fi
tap_done
