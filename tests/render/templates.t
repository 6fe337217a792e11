#!/bin/sh
# Every kind of sheet, drawn from the samples: in one and two languages, from the right, with
# marks, logos and strips, with short texts and with texts as long as they may be.
#
# SPDX-License-Identifier: AGPL-3.0-or-later

# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

render=$TOP_BUILDDIR/canvass-render
here=$TOP_SRCDIR/tests/render
samples=$here/samples

has() {
	for tool; do
		command -v "$tool" >/dev/null 2>&1 || return 1
	done
}

py() {
	python3 "$here/templates.py" "$@"
}

if ! has python3; then
	skip "python3 is absent"
	tap_done
fi

# What was said, without what sanitizers say where they lack a program to name functions with.
told() {
	grep -v '^==[0-9]*==' "$work/err"
}

# ---- one PDF of all -------------------------------------------------------------------
py all "$samples"/*.jsonl >"$work/all.jsonl"
"$render" <"$work/all.jsonl" >"$work/all.pdf" 2>"$work/err"
is "$?$(told)" 0 "all samples are drawn into one PDF"
for logo in "$samples"/*logo.jsonl "$samples"/*mark.jsonl; do
	"$render" <"$logo" >"$work/logo.pdf" 2>"$work/err"
	is "$?$(told)" 0 "$(basename "$logo" .jsonl) is drawn"
done

if has qpdf; then
	qpdf --check "$work/all.pdf" >"$work/out" 2>&1
	ok "$?" "qpdf finds nothing wrong with it" || note "$(tail -3 "$work/out")"
else
	skip "qpdf is absent"
fi
if has pdffonts pdftotext pdftoppm; then
	pdffonts "$work/all.pdf" | sed 1,2d >"$work/fonts"
	[ -s "$work/fonts" ] && ! grep -v ' yes yes \| yes no ' "$work/fonts" >"$work/out"
	ok "$?" "every font is embedded" || note "$(cat "$work/out")"
	pdftotext -bbox "$work/all.pdf" "$work/all.bbox"
	py apart "$work/all.bbox" >"$work/apart"
	[ "$(sed -n 's/^pages \([0-9]*\) words.*/\1/p' "$work/apart")" -eq \
		"$(find "$samples" -name '*.jsonl' | wc -l)" ]
	ok "$?" "a page for each sample: $(sed 1q "$work/apart")"
	is "$(sed 1d "$work/apart")" "" "no text lies over another"
else
	skip "pdffonts, pdftotext and pdftoppm are absent"
fi

if has pdftoppm zbarimg; then
	py codes "$samples"/*.jsonl >"$work/want"
	py read "$work/all.pdf" "$samples"/*.jsonl >"$work/got"
	diff "$work/want" "$work/got" >"$work/diff"
	ok "$?" "zbarimg reads every code at 150 dots an inch (200 where they are small)" ||
		note "$(cat "$work/diff")"
else
	skip "pdftoppm or zbarimg is absent"
fi

# ---- SVG and PNG: one of each kind ------------------------------------------------------
for name in poster-a3 poster-a4-two poster-a4-strips poster-a5-logo poster-a4-arabic card cards \
	backs slips-two pledge said table text; do
	for format in svg png; do
		py as "$format" "$samples/$name.jsonl" >"$work/job"
		"$render" <"$work/job" >"$work/$name.$format" 2>"$work/err"
		is "$?$(told)" 0 "$name is drawn as $format"
	done
	if has xmllint; then
		xmllint --noout --nonet "$work/$name.svg" 2>"$work/err"
		ok "$?" "$name.svg is well formed" || note "$(head -3 "$work/err")"
	else
		skip "xmllint is absent"
	fi
	if has pngcheck; then
		pngcheck -q "$work/$name.png" >"$work/out"
		ok "$?" "pngcheck finds nothing wrong with $name.png" || note "$(cat "$work/out")"
	else
		skip "pngcheck is absent"
	fi
done

# ---- what is too long is refused by its name ---------------------------------------------
# refused SAMPLE PART NAME [LANGUAGE]
refused() {
	py long "$2" "$samples/$1.jsonl" ${4:+"$4"} >"$work/job"
	"$render" <"$work/job" >"$work/out" 2>"$work/err"
	status=$?
	[ "$status" -eq 65 ] && [ ! -s "$work/out" ] && grep -q ": $3 \(is\|does\)" "$work/err" &&
		grep -q 'characters, and about [0-9]* fit' "$work/err"
	ok "$?" "$1: a long $3 is refused" || note "$status $(cat "$work/err")"
}

for part in title force call promise how phone small; do
	refused poster-a4 "$part" "$part"
done
refused poster-a4 asks "run by"
refused poster-a4 reads "read by"
refused poster-a4 genuine contact
for part in title call promise how phone; do
	refused poster-a5-two "$part" "$part (cy)" cy
	refused poster-a3-two "$part" "$part (en)" en
done
refused poster-a4-strips strip_small strip_small
refused card title title
refused card promise promise
refused cards-two visit "visit (cy)" cy
refused backs support.1.contact support
refused slips title title
refused slips small small
refused slips-two visit "visit (en)" en
refused pledge points.2 "pledge point 3"
refused pledge ask ask
refused said pairs.1.did "pair 2, did"
refused said foot foot
refused table title title
refused table intro.1 intro
refused text steps.3 "step 4"
refused text-two steps.3 "step 4 (cy)" cy

# And a row too many.
py long rows.3.0 "$samples/table.jsonl" >"$work/job"
"$render" <"$work/job" >"$work/out" 2>"$work/err"
is "$?" 65 "rows that do not fit are refused"
grep -q "3 of 24 rows fit" "$work/err"
ok "$?" "with their number" || note "$(cat "$work/err")"

# A word that is wider than its column is not cut.
sed 's/"call": "[^"]*"/"call": "Donaudampfschifffahrtsgesellschaftskapitaensanwaerter"/' \
	"$samples/poster-a4.jsonl" >"$work/job"
"$render" <"$work/job" >"$work/out" 2>"$work/err"
is "$?" 65 "a word wider than the sheet is refused"
grep -q call "$work/err" && [ ! -s "$work/out" ]
ok "$?" "by the name of its part" || note "$(cat "$work/err")"

# What is long by its number and not by its words.
py pairs 12 "$samples/said-a3.jsonl" >"$work/job"
"$render" <"$work/job" >"$work/out" 2>"$work/err"
is "$?$(told | sed 's/.*: //')" "6512 pairs; a sheet has 1 to 6" "12 pairs on a sheet are refused"
sed 's/"paper": "a3"/"paper": "a5"/' "$samples/said-a3-six.jsonl" >"$work/job"
"$render" <"$work/job" >"$work/out" 2>"$work/err"
is "$?" 65 "six long pairs on A5 are refused"
grep -q '6 pairs; [1-5] of this length fit A5$' "$work/err"
ok "$?" "with how many fit" || note "$(cat "$work/err")"

# What A4 takes, A3 takes.
for name in poster-a4-two-full poster-a4-full poster-a4-two-wide-logo; do
	sed 's/"paper": "a4"/"paper": "a3"/' "$samples/$name.jsonl" >"$work/job"
	"$render" <"$work/job" >"$work/out" 2>"$work/err"
	is "$?$(told)" 0 "$name fits A3 as it fits A4"
done

for name in pledge-two pledge-two-long; do
	sed 's/"paper": "a4"/"paper": "a3"/' "$samples/$name.jsonl" >"$work/job"
	"$render" <"$work/job" >"$work/out" 2>"$work/err"
	is "$?$(told)" 0 "$name fits A3 as it fits A4"
done
sed 's/"paper": "a4"/"paper": "a5"/' "$samples/pledge-two-long.jsonl" >"$work/job"
"$render" <"$work/job" >"$work/out" 2>"$work/err"
is "$?$(told | sed 's/.*: //')" "65a pledge in two languages needs A4 or A3" \
	"a pledge that is too long for A5 in two languages says what it needs"

# A sign without a font is found by its row.
sed 's/"Control room"/"Control \\udb80\\udc41 room"/' "$samples/table.jsonl" >"$work/job"
"$render" <"$work/job" >"$work/out" 2>"$work/err"
is "$?" 65 "a sign that no font has is refused in a table"
grep -q 'row "Control.*": no font' "$work/err"
ok "$?" "by its row's first cell" || note "$(cat "$work/err")"

# White paper suits most logos; a white one stands on the band, one of the band's colour on white.
for name in poster-a4-white-logo poster-a4-wide-logo; do
	py as svg "$samples/$name.jsonl" >"$work/job"
	"$render" <"$work/job" >"$work/$name.svg" 2>"$work/err"
done
is "$(py plates "$work/poster-a4-white-logo.svg" "$work/poster-a4-wide-logo.svg")" "0 1" \
	"a white logo has no plate, a dark one has"
py unseen "$samples/poster-a4-logo.jsonl" >"$work/job"
"$render" <"$work/job" >"$work/out" 2>"$work/err"
is "$?" 65 "a logo that is one white field is refused"
grep -q 'the logo cannot be seen on white nor on #7a1f3d' "$work/err"
ok "$?" "in words" || note "$(cat "$work/err")"

# Two languages or fewer, a pair or more.
sed 2d "$samples/poster-a4.jsonl" >"$work/job"
python3 - "$samples/poster-a4.jsonl" >>"$work/job" <<'END'
import json, sys
sheet = json.loads(open(sys.argv[1], encoding="utf-8").readlines()[1])
sheet["langs"] *= 3
print(json.dumps(sheet))
END
"$render" <"$work/job" >"$work/out" 2>"$work/err"
is "$?" 65 "three languages are refused"
sed 's/"paper": "a4"/"paper": "a5"/' "$samples/poster-a4-strips.jsonl" >"$work/job"
"$render" <"$work/job" >"$work/out" 2>"$work/err"
is "$?" 65 "strips on A5 are refused"
grep -q 'A4' "$work/err"
ok "$?" "and it says where they stand"

# ---- the same twice -----------------------------------------------------------------------
"$render" <"$work/all.jsonl" >"$work/again.pdf"
cmp -s "$work/all.pdf" "$work/again.pdf"
ok "$?" "the same samples give the same bytes"

tap_done
