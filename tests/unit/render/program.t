#!/bin/sh
# canvass-render as others see its files: whole, with all fonts in them, the same each time, and
# drawn alike by programs that are not ours.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"

render=$TOP_BUILDDIR/canvass-render
address=HTTPS://SURVEY.FORCE.EXAMPLE.ORG/S/K7QX3MRR

# job FORMAT: the first line.
job() {
	printf '{"canvass":"render 1","format":"%s","day":"2026-12-01","title":"Posters & more",' "$1"
	printf '"author":"The force"}\n'
}

# poster PAPER: a sheet.
poster() {
	printf '{"sheet":"poster","paper":"%s","address":"%s","code":"K7QX 3MRR",' "$1" "$address"
	printf '"words":"amber ferry","host":"survey.force.example.org","langs":[{"lang":"en",'
	printf '"force":"The force","title":"After an assault","call":"Tell us what happened.",'
	printf '"how":"Point the camera here.","small":"Closes on 1 January."}]}\n'
}

# here PROGRAM: whether it is there; says so if not.
here() {
	command -v "$1" >/dev/null 2>&1 || {
		skip "$2: $1 is absent"
		return 1
	}
}

{
	job pdf
	poster a3
	poster a4
	poster a5
} >"$work/pdf.lines"
"$render" <"$work/pdf.lines" >"$work/a.pdf" 2>"$work/said"
ok "$?" "a PDF of three sheets" || note "$(cat "$work/said")"
"$render" <"$work/pdf.lines" >"$work/b.pdf"
cmp -s "$work/a.pdf" "$work/b.pdf"
ok "$?" "byte for byte the same in another run"
if here qpdf "the PDF's structure"; then
	qpdf --check "$work/a.pdf" >"$work/log" 2>&1
	ok "$?" "qpdf finds nothing wrong" || note "$(cat "$work/log")"
fi
if here pdfinfo "what the PDF says of itself"; then
	TZ=UTC pdfinfo -l 3 "$work/a.pdf" >"$work/info"
	is "$(sed -n 's/^Title: *//p' "$work/info")" "Posters & more" "its title"
	is "$(sed -n 's/^Author: *//p' "$work/info")" "The force" "its author"
	is "$(sed -n 's/^CreationDate: *//p; s/^ModDate: *//p' "$work/info" | uniq)" \
		"Tue Dec  1 00:00:00 2026 UTC" "the day and no more"
	is "$(sed -n 's/^Page .* size: *\([0-9]*\)[.0-9]* x \([0-9]*\).*/\1x\2/p' "$work/info" | tr '\n' ' ')" \
		"841x1190 595x841 419x595 " "each page of its own size"
	pdffonts "$work/a.pdf" | tail -n +3 >"$work/fonts"
	[ -s "$work/fonts" ] && ! awk '$(NF - 4) != "yes"' "$work/fonts" | grep -q .
	ok "$?" "all fonts are embedded" || note "$(cat "$work/fonts")"
	pdftotext -layout "$work/a.pdf" - | grep -q 'Closes on 1 January'
	ok "$?" "its words are text"
	is "$(pdfimages -list "$work/a.pdf" | tail -n +3 | wc -l)" 0 "nothing in it is pixels"
fi

for format in svg png; do
	{
		job "$format"
		poster a4
	} >"$work/lines"
	"$render" <"$work/lines" >"$work/a.$format" && "$render" <"$work/lines" | cmp -s - "$work/a.$format"
	ok "$?" "$format: the same in another run"
done
if here xmllint "the SVG's form"; then
	xmllint --noout --nonet "$work/a.svg" 2>"$work/log"
	ok "$?" "the SVG is well formed" || note "$(cat "$work/log")"
fi
if here pngcheck "the PNG's form"; then
	pngcheck -q "$work/a.png" >"$work/log" 2>&1
	ok "$?" "pngcheck finds nothing wrong" || note "$(cat "$work/log")"
fi
if here rsvg-convert "SVG and PDF side by side" && here pdftocairo "SVG and PDF side by side" &&
	here compare "SVG and PDF side by side"; then
	rsvg-convert --keep-aspect-ratio -h 1123 -o "$work/svg.png" "$work/a.svg" 2>"$work/log"
	pdftocairo -png -singlefile -f 2 -l 2 -scale-to-x -1 -scale-to-y 1123 "$work/a.pdf" "$work/pdf"
	width=$(identify -format '%[fx:w]x1123' "$work/pdf.png")
	# Edges of letters are smoothed in other ways; a word elsewhere would be ten times that.
	far=$(compare -metric MAE -extract "$width" "$work/svg.png" "$work/pdf.png" null: 2>&1 |
		sed 's/.*(\([0-9.e-]*\)).*/\1/')
	awk -v far="$far" 'BEGIN { exit !(far != "" && far < 0.01) }'
	ok "$?" "SVG and PDF show the same (mean difference $far)"
fi

# Its own words; where sanitizers lack a program to name functions with, they say so at the end.
said() {
	grep -v '^==[0-9]*==' "$work/said"
}
"$render" --version >"$work/said"
grep -Eq '^canvass-render [0-9.]+, cairo [0-9.]+, Pango [0-9.]+, .*librsvg [0-9.]+, .*; font: [A-Z]' \
	"$work/said"
ok "$?" "--version names libraries and font" || note "$(cat "$work/said")"
"$render" --read <"$work/a.png" >"$work/said"
grep -q "\"text\":\"$address\"" "$work/said"
ok "$?" "--read finds the code" || note "$(cat "$work/said")"
"$render" --read --version >"$work/out" 2>"$work/said"
is "$?" 64 "what it does not know is a usage error"
is "$(said | wc -l)" 1 "in one line"
printf '{"sheet":"poster","paper":"a4"}\n' | { job pdf && cat; } | "$render" >"$work/out" 2>"$work/said"
is "$?" 65 "a sheet without words is bad input"
grep -q '^canvass-render: sheet 1 (poster): ' "$work/said"
ok "$?" "which is named with its number and kind" || note "$(cat "$work/said")"
is "$(said | wc -l)" 1 "in one line"
# Signs that no file may say of itself, and a logo of which a reader would print warnings.
for key in title author; do
	job pdf | sed "s/\"$key\":\"[^\"]*/&\\\\uFFFE/" >"$work/lines"
	poster a4 >>"$work/lines"
	"$render" <"$work/lines" >"$work/out" 2>"$work/said"
	is "$?" 65 "U+FFFE in the $key"
	is "$(said)" "canvass-render: job: $key: the sign U+FFFE may not stand in it" "is named"
done
printf '{"canvass":"render 1","format":"a\\n\\u001b[2Jb"}\n' | "$render" >"$work/out" 2>"$work/said"
is "$(said)" 'canvass-render: job: the format "a<0A><1B>[2Jb" is none of pdf, svg, png' \
	"what it quotes stays in one line"
if [ -c /dev/full ]; then
	"$render" <"$work/pdf.lines" >/dev/full 2>"$work/said"
	is "$?" 74 "a full disk"
	is "$(said)" "canvass-render: standard output: No space left on device" "is told"
fi
tap_done
