#!/bin/sh
# poster check: what it says of our own drawings, and that it refuses all that a forger, a bad
# printer or a careless designer does to one.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/app/lib.sh"

if ! ${CC:-cc} -std=gnu17 -D_GNU_SOURCE -O1 -Wall -Wextra -o draw "$TOP_SRCDIR/tests/app/draw_code.c" \
	-lqrencode -lm 2>compiler; then
	note "$(cat compiler)"
	ok 1 "the program that draws codes is built"
fi

# has FIELD VALUE WORDS: each "FIELD":VALUE of the codes in out.
has() {
	is "$(sed -n "/\"alike\"/s/.*\"$1\":\(\"[^\"]*\"\|[^,}]*\).*/\1/p" out | sort -u | tr '\n' ' ')" "$2 " "$3" ||
		note "it printed: $(cat out)"
}

# finds NAMES WORDS: the problems, by name, in order, and nothing else.
finds() {
	is "$(grep -q '"problems":\[' out || printf 'no answer,'; sed -n 's/.*"problem":"\([^"]*\)".*/\1/p' out | tr '\n' ',')" "$1" "$2" ||
		note "it printed: $(cat out)"
}

# between FIELD LEAST MOST WORDS
between() {
	sed -n "s/.*\"$1\":\([0-9.-]*\).*/\1/p" out |
		awk -v least="$2" -v most="$3" '$1 < least || $1 > most { bad = 1 } END { exit bad || !NR }'
	ok "$?" "$4" || note "it printed: $(cat out)"
}

# try FILE, drawn with the settings that follow: text is the link's address if they bring none.
try() {
	./draw "text=$address" mm=2.8 pixels=8 "$@" out=x.png || exit 99
	run -C ws poster check --json x.png
}

make_workspace ws
printf 'url: https://ask.example\nforce: Anyshire Police\n' >ws/canvass.yaml
open_pulse ws w
code=$("$canvass" -C ws link issue pulse@w --place "Station north" --headcount 90 2>/dev/null | cut -f1)
words=$("$canvass" -C ws link list pulse@w | cut -f4)
address=HTTPS://ASK.EXAMPLE/S/$code

# ---- as it should be ----------------------------------------------------------------
try mm=2.8
exits 0 "a code as it should be, 70 mm a side"
finds "" "no problem"
has leads '"open link"' "it leads to an open link"
has survey '"pulse@w"' "of this survey"
has place '"Station north"' "for this place"
has words "\"$words\"" "and has its check words"
has version 2 "its version"
has level '"M"' "its error correction"
has ours true "drawn by our rule"
has wrong 0 "every module right"
has quiet 4.00 "the quiet zone, exactly"
has contrast 21.00 "black on white"
between side_mm 69.8 70.2 "70 mm a side"
between module_mm 2.79 2.81 "2.8 mm a module"
run -C ws poster check x.png
exits 0 "in words"
prints "check words: $words (the poster and the page should both say so)" "with the check words"
prints "leads to: ask.example; open link of pulse@w, Station north" "and where it leads"
prints "scans from about 0.7 m" "and from how far it scans"
try turn=10
exits 0 "turned by 10 degrees"
between turned 9.8 10.2 "and says so"
between side_mm 69.5 70.5 "the same size"
try turn=10 blur=0.3 noise=5
has words "\"$words\"" "a blurred scan with specks is read"
between side_mm 63 77 "its size is right within a tenth"
between quiet 3.5 4.5 "its quiet zone too"
try blur=0.3 noise=12
between side_mm 63 77 "so is one of which every eighth pixel is a speck"
try mm=0
exits 0 "a picture that does not say how large it is printed"
has side_mm null "has no size in millimetres"
run -C ws poster check x.png
prints "how large it is printed is not said in the file" "and that is said"

# ---- as it should not be --------------------------------------------------------------
try dark=255 light=0 around=0
exits 1 "light on dark"
finds "light on dark," "is refused"
try quiet=3 around=0
finds "quiet zone," "a quiet zone of 3 modules is refused"
has quiet 3.00 "and measured"
try around=0
finds "" "one of 4 is not, with a dark wall behind it"
try mm=0.4
finds "module,side," "a module of 0.4 mm is refused, and a side of 10 mm"
try mm=0.81 "text=HTTPS://ASK.EXAMPLE/S/$code"
finds "" "a card's code of 20 mm is well"
try mm=0.7
finds "side," "17.5 mm are not"
try flip=1
exits 1 "one module is another"
finds "modules," "which a phone reads, and we refuse"
has wrong 1 "it is one"
has words "\"$words\"" "the address is right all the same"
try version=5
finds "version," "version 5 is refused"
has version 5 "and told"
try level=H
finds "encoding," "another error correction is refused"
has level '"H"' "and told"
try mode=8 "text=https://ask.example/S/$code"
finds "encoding," "small letters are refused"
has leads '"open link"' "though they lead to the same link"
try dark=110
finds "contrast," "grey on white is refused"
try quiet=-4
exits 1 "a blank page"
finds "no code," "has no code"
try pixels=4 count=2
finds "" "the same code twice is no problem"

# ---- where it leads ---------------------------------------------------------------------
try "text=HTTPS://ASK.EXAMPL3/S/$code"
exits 1 "a fake: our code at another host"
finds "host," "is refused"
has words '""' "without check words"
run -C ws poster check x.png
prints "no check words: this code does not lead to a survey of this workspace" "which is said"
prints "this leads to ask.exampl3, not to ask.example" "and where it leads"
try mode=8 "text=HTTPS://ASK.EXAMPLE@EVIL.EXAMPLE/S/$code"
has host '"evil.example"' "a host in front of an @ is none"
has words '""' "and gets no check words"
try mode=8 "text=HTTPS://EVIL.EXAMPLE\\.ASK.EXAMPLE/S/$code"
has host '"evil.example"' "nor is one behind a backslash"
try mode=8 "text=HTTPS://ASK.EXAMPLE/S/$code
$(printf '\033')[2J"
has words '""' "an address with control characters gets none"
run -C ws poster check x.png
is "$(tr -d '\n' <out | tr -dc '\000-\037' | wc -c)" 0 "and they do not reach the terminal"
try "text=HTTP://ASK.EXAMPLE/S/$code"
finds "scheme," "http is told from https"
try "text=HTTPS://ASK.EXAMPLE/S/$code/X"
finds "address," "an address that goes on"
try "text=HTTPS://ASK.EXAMPLE/"
finds "address," "and one that leads to no survey"
first=$(printf '%s' "$code" | cut -c1)
[ "$first" = A ] && other=B || other=A
try "text=HTTPS://ASK.EXAMPLE/S/$other${code#?}"
finds "check character," "an altered character shows"
has words '""' "and gets no check words"
try text=HTTPS://ASK.EXAMPLE/S/7Y2H9CT0
finds "link," "a code that nobody has"
has words '""' "gets none either"
try text=HTTPS://ASK.EXAMPLE/S/7Y2H9CT07Y2H9CT0 mm=0.81
has words '""' "a foreign slip gets none, but for one in 32,768"
"$canvass" -C ws link close "$code" 2>/dev/null
try mm=2.8
exits 1 "a closed link"
finds "link," "is refused"
has leads '"closed link"' "by name"
code=$("$canvass" -C ws link issue pulse@w 2>/dev/null | cut -f1)
address=HTTPS://ASK.EXAMPLE/S/$code
mkdir empty
./draw "text=$address" mm=2.8 out=x.png
run -C empty poster check --json ../x.png
[ "$status" = 66 ] && run -C empty poster check --json "$work/x.png"
exits 0 "without a workspace it measures all the same"
has leads '"not known"' "and does not guess whose code it is"

# ---- files ------------------------------------------------------------------------------
for format in pdf svg png; do
	"$canvass" -C ws poster make "$code" --format "$format" -o "ours.$format" >/dev/null 2>err || note "$(cat err)"
	case $format in
	pdf) needs=pdftoppm ;;
	svg) needs=rsvg-convert ;;
	png) needs= ;;
	esac
	if [ -n "$needs" ] && ! command -v "$needs" >/dev/null; then
		run -C ws poster check "ours.$format"
		exits 69 "$needs is absent, and named"
		continue
	fi
	run -C ws poster check --json "ours.$format"
	exits 0 "our own $format"
	finds "" "has no problem"
	has wrong 0 "every module is right"
	between side_mm 69.5 71.5 "it is as large as it must be"
	has version 2 "of version 2"
done
if command -v pdftoppm >/dev/null; then
	run -C ws poster check --json ours.pdf
	grep -q '"fonts":"[A-Z]' out && ! grep -q 'not embedded' out
	ok "$?" "the PDF's fonts are named, and are in it"
	head -c 3000 ours.pdf >cut.pdf
	run -C ws poster check cut.pdf
	exits 65 "half a PDF"
fi
if command -v rsvg-convert >/dev/null; then
	sed 's/fill="#000" d="M4/fill="#ff0" d="M4/' ours.svg >yellow.svg
	run -C ws poster check --json yellow.svg
	finds "contrast," "an SVG of ours in yellow on white has too little contrast"
	sed 's/fill="#000" d="M4/fill="#b00" d="M4/' ours.svg >red.svg
	run -C ws poster check --json red.svg
	finds "contrast," "one in red too, by its luminance"
	between contrast 6.5 6.99 "which is measured as WCAG does"
	sed 's/fill="#000" d="M4 4h7v1h-7z/&M5 11h1v1h-1z/' ours.svg >dirty.svg
	run -C ws poster check --json dirty.svg
	exits 1 "one with a module more"
	finds "modules," "is told from ours"
	has wrong 1 "by that module"
	printf '<svg xmlns="http://www.w3.org/2000/svg" width="9mm" height="9mm"/>' >none.svg
	run -C ws poster check --json none.svg
	finds "no code," "an SVG without a code"
	PATH=$work/nothing "$canvass" -C ws poster check ours.svg >out 2>err
	is "$?" 69 "without rsvg-convert"
	says "librsvg2-bin" "its package is named"
fi
printf 'hello\n' >x.txt
run -C ws poster check x.txt
exits 65 "a text file"
says "PDF, SVG and PNG files are read" "in these words"
printf '\377\330\377\340' >x.jpg
run -C ws poster check x.jpg
exits 65 "a JPEG picture"
says "JPEG" "by name"
head -c 200 ours.png >cut.png
run -C ws poster check cut.png
exits 65 "half a PNG"
run -C ws poster check nowhere.png
exits 66 "no file"
: >empty.png
run -C ws poster check empty.png
exits 65 "an empty file"

mkfifo fifo
run -C ws poster check fifo
exits 65 "a pipe is not waited for"
says "fifo is no regular file" "and is named"
run -C ws poster check --json - <x.png
exits 65 "nothing on standard input"
if command -v rsvg-convert >/dev/null; then
	{
		printf '<?xml version="1.0"?><!-- <svg width="9000mm" height="9000mm"> -->'
		sed 's/^<?xml[^>]*>//' ours.svg
	} >comment.svg
	run -C ws poster check ours.svg
	size=$(sed -n '1s/.*page, //p' out)
	run -C ws poster check comment.svg
	is "$(sed -n '1s/.*page, //p' out)" "$size" "a size in a comment is none"
fi

# ---- addresses that look like ours ------------------------------------------------------------
try mode=8 "text=HTTPS://X@ASK.EXAMPLE/S/$code"
finds "address,encoding," "a name before our host"
has words '""' "gets no check words"
run -C ws poster check x.png
prints "this address leads to ask.example, but is written as no address of ours is" "which is said"
printf 'hosts: "other.example, more.example"\n' >>ws/canvass.yaml
try "text=HTTPS://MORE.EXAMPLE/S/$code"
finds "" "one of our other hosts is no problem"
has leads '"open link"' "and leads to the link"
run -C ws poster check x.png
prints "note: that host is one of \`hosts\`" "which is told"
try "text=HTTPS://RE.EXAMPLE/S/$code"
finds "host," "the end of one is none"

# ---- slips -------------------------------------------------------------------------------------
try text=HTTPS://ASK.EXAMPLE/S/7Y2H9CT07Y2H9CT0 mm=0.81
has words '""' "while no survey has slips, nobody's slip gets words"
run -C ws poster check x.png
has_none=$(grep -c 'may be a slip' out)
is "$has_none" 0 "and is nobody's"
if command -v pdftoppm >/dev/null; then
	"$canvass" -C ws slips pulse@w --count 10 -o slips.pdf 2>/dev/null >/dev/null
	run -C ws poster check --json slips.pdf
	exits 0 "ten slips of ours"
	has survey '"pulse@w"' "are the survey's that printed some"
	open_pulse ws w2
	run -C ws poster check --json slips.pdf
	has survey '"pulse@w"' "and not of one that never did"
fi

# ---- many pages ---------------------------------------------------------------------------------
if command -v pdftoppm >/dev/null && command -v qpdf >/dev/null; then
	gone=$("$canvass" -C ws link issue pulse@w --place "Station south" --headcount 90 2>/dev/null | cut -f1)
	"$canvass" -C ws poster make "$code" -o one.pdf >/dev/null 2>&1
	"$canvass" -C ws poster make "$gone" --size card -o last.pdf >/dev/null 2>&1
	"$canvass" -C ws link close "$gone" 2>/dev/null
	qpdf --empty --pages one.pdf 1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1 \
		one.pdf 1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1 last.pdf 1 -- many.pdf
	run -C ws poster check --json many.pdf
	exits 1 "43 pages, of which the last bears a closed link"
	grep -q '"page":43,.*"problem":"link"' out
	ok "$?" "which is found" || note "$(tail -5 out)"
	is "$(grep -c '"alike"' out)" 43 "and a code on each"
	grep -q '"page":43.*"wrong":0' out
	ok "$?" "the last measured as finely as it needs" || note "$(tail -5 out)"
else
	skip "no pdftoppm or qpdf: skipped, absent"
fi

tap_done
