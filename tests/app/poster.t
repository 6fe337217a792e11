#!/bin/sh
# poster make: an SVG for an open link, and a refusal for all else.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/app/lib.sh"

make_workspace ws
printf 'url: https://ask.example\nforce: Anyshire Police\n' >ws/canvass.yaml
open_pulse ws w
code=$("$canvass" -C ws link issue pulse@w 2>/dev/null | cut -f1)
words=$("$canvass" -C ws link list pulse@w | cut -f4)
for size in a3 a4 a5 card; do
	run -C ws poster make "$code" --size $size -o "$size.svg"
	exits 0 "$size"
	is "$(cat out)" "$size.svg" "its path is printed"
done
grep -q '<svg' a4.svg
ok "$?" "it is an SVG"
grep -q "$words" a4.svg && grep -q REHEARSAL a4.svg
ok "$?" "it has the check words, and says that this is a rehearsal"
grep -q 'About 1 minute\. We do not record' a4.svg
ok "$?" "and about how long it takes: three questions"
grep -q '<script\|javascript:\|<image\|href="http' a4.svg
is "$?" 1 "it runs nothing and fetches nothing"
if command -v rsvg-convert >/dev/null && command -v zbarimg >/dev/null; then
	for size in a3 a4 a5 card; do
		rsvg-convert -z 0.8 -o "$size.png" "$size.svg"
		is "$(zbarimg -q --raw "$size.png" 2>/dev/null)" "HTTPS://ASK.EXAMPLE/S/$code" \
			"a decoder reads the address off the $size poster"
	done
else
	skip "no rsvg-convert and zbarimg to read it with"
fi
run -C ws poster make "$code" -o -
exits 0 "to standard output"
cmp -s out a4.svg
ok "$?" "the same bytes"
second=$("$canvass" -C ws link issue pulse@w --place "Station north" --headcount 90 2>/dev/null | cut -f1)
run -C ws poster make --all pulse@w -o all
exits 0 "all links of a survey"
[ -s "all/$code.svg" ] && [ -s "all/$second.svg" ]
ok "$?" "are files in a folder"
grep -q "Station north" "all/$second.svg"
ok "$?" "with the place on its poster"

run -C ws poster make "$code" -o x.pdf --format pdf
exits 64 "a format of a later version, as summary has it"
says 'there is no format "pdf" in this version; it has: svg' "in the same words"
run -C ws poster make "$code" -o x.gif --format gif
exits 64 "a format that is none"
run -C ws poster make "$code" -o x.svg --size b5
exits 64 "a size that is none"
run -C ws poster make -o x.svg
exits 64 "no code"
run -C ws poster make "$code"
exits 64 "no file"
run -C ws poster make 7Y2H9CT0 -o x.svg
exits 66 "an unknown link"
says "7Y2H9CT0 is not an open link" "in these words"
"$canvass" -C ws link close "$second" 2>/dev/null
run -C ws poster make "$second" -o x.svg
exits 66 "a closed link"
run -C ws poster make "$code" -o nowhere/x.svg
exits 73 "a folder that is missing"
printf 'url: https://ask.example/surveys\n' >ws/canvass.yaml
run -C ws poster make "$code" -o x.svg
exits 65 "a base address with a path in small letters"
printf 'url: https://a-very-long-host-name-that-goes-on-and-on.police.a-force-with-a-long-name.example\n' \
	>ws/canvass.yaml
run -C ws poster make "$code" -o x.svg
exits 65 "a host name too long"
[ ! -e x.svg ]
ok "$?" "what is refused leaves no file"
printf 'url: https://ask.example\n' >ws/canvass.yaml
"$canvass" -C ws survey close pulse@w 2>/dev/null
run -C ws poster make "$code" -o x.svg
exits 65 "a closed survey"
says "closed on" "says since when"

tap_done
