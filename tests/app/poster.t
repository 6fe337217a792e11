#!/bin/sh
# poster make: PDF, SVG and PNG of open links, and a refusal for all else.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/app/lib.sh"

SOURCE_DATE_EPOCH=1796083200
export SOURCE_DATE_EPOCH
have() {
	command -v "$1" >/dev/null 2>&1
}
# texts FILE.pdf: its words, blanks aside.
texts() {
	pdftotext -layout "$1" - 2>/dev/null | tr -s ' \n' ' '
}
# sheets FILE.pdf: how many.
sheets() {
	qpdf --show-npages "$1" 2>/dev/null
}
# codes FILE [OPTIONS]: what a decoder reads off a picture or the first sheet.
codes() {
	case $1 in
	*.pdf) pdftoppm -r 150 -png -singlefile "$1" shot && set -- shot.png ;;
	*.svg) rsvg-convert -z 1.5 -o shot.png "$1" && set -- shot.png ;;
	esac
	zbarimg -q --raw "$1" 2>/dev/null | sort -u
}
readers=yes
have zbarimg && have pdftoppm && have rsvg-convert && have qpdf && have pdftotext || readers=

make_workspace ws
plain='url: https://ask.example
force: Anyshire Police
contact: Force control room, extension 101'
printf '%s\n' "$plain" >ws/canvass.yaml
open_pulse ws w
code=$("$canvass" -C ws link issue pulse@w 2>/dev/null | cut -f1)
second=$("$canvass" -C ws link issue pulse@w --place "Station north" --headcount 90 2>/dev/null | cut -f1)
address=HTTPS://ASK.EXAMPLE/S/

for format in pdf svg png; do
	for size in a3 a4 a5 card; do
		run -C ws poster make "$code" --size $size --format $format -o "$size.$format"
		exits 0 "$size as $format"
		is "$(cat out)" "$size.$format" "its path is printed"
		[ -z "$readers" ] || is "$(codes "$size.$format")" "$address$code" \
			"a decoder reads the address off it"
	done
done
[ -n "$readers" ] || skip "no zbarimg, pdftoppm, rsvg-convert and qpdf to read them with"
[ ! -s err ]
ok "$?" "nothing is warned of: all is set" || note "$(cat err)"
for format in svg png; do
	run -C ws poster make "$code" -o "again.$(printf %s $format | tr '[:lower:]' '[:upper:]')"
	exits 0 "a name in .$format"
	cmp -s again.[SP][VN]G a4.$format
	ok "$?" "is the format"
	rm -f again.*
done
run -C ws poster make "$code" --size A3 -o again.pdf
cmp -s again.pdf a3.pdf
ok "$?" "A3 is a3"
run -C ws poster make "$code" --format pdf -o again.png
exits 64 "a name that contradicts --format"
says "-o again.png: its name says png, and --format says pdf" "both are told"
run -C ws poster make "$code" -o again.pdf
cmp -s again.pdf a4.pdf
ok "$?" "PDF is the default, A4 too, and the same bytes come twice"
run -C ws poster make "$code" -o -
exits 0 "to standard output"
cmp -s out a4.pdf
ok "$?" "the same bytes, and no path among them"
grep -q '<script\|javascript:\|<image\|href="http' a4.svg
is "$?" 1 "the SVG runs nothing and fetches nothing"
if [ -n "$readers" ]; then
	words=$("$canvass" -C ws link list pulse@w | grep "^$code" | cut -f4)
	pretty=$(printf '%s' "$code" | sed 's/..../& /;s/ $//')
	texts a4.pdf >words.txt
	for text in "$words" "$pretty" "R E H E A R S A L" "Anyshire Police" "About 1 minute" \
		"Force control room, extension 101" "ask.example" "How to put this up"; do
		grep -qF "$text" words.txt || grep -qF "$(printf '%s' "$text" | tr -d ' ')" words.txt
		ok "$?" "it says: $text" || note "$(cat words.txt)"
	done
	is "$(sheets a4.pdf)" 2 "a poster, and how to put it up"
	is "$(sheets card.pdf)" 1 "ten cards, and no backs: the form names no support"
	run -C ws poster make "$code" "$second" -o two.pdf
	is "$(sheets two.pdf)" 3 "two posters, and how to put them up once"
	run -C ws poster make "$second" -o place.pdf
	texts place.pdf >words.txt
	grep -q 'Station north' words.txt && grep -q "$pretty" words.txt
	ok "$?" "a place's poster names it, and the code that keeps it back"
	run -C ws poster make --all pulse@w -o all.pdf
	exits 0 "all links of a survey"
	is "$(sheets all.pdf)" 4 "behind a cover sheet"
	run -C ws poster make --all pulse@w --size card -o cards.pdf
	is "$(sheets cards.pdf)" 2 "cards have none: nobody hangs them up"
	pdftoppm -r 100 -png all.pdf sheet
	is "$(zbarimg -q --raw sheet-*.png 2>/dev/null | sort)" \
		"$(printf '%s\n' "$address$code" "$address$second" | sort)" "each is read"
	run -C ws poster make "$code" --strips -o strips.pdf
	exits 0 "with strips"
	is "$(pdftoppm -r 200 -l 1 -png -singlefile strips.pdf shot; zbarimg -q --raw shot.png | uniq -c |
		tr -s ' ')" " 8 $address$code" "eight times the same code"
fi
for format in svg png; do
	run -C ws poster make --all pulse@w --format $format -o all
	exits 0 "all links as $format"
	run -C ws poster make --all pulse@w -o all.$format
	exits 64 "into a file of that name"
	says "-o names a folder" "what is needed is told"
	[ ! -e all.$format ]
	ok "$?" "and no folder is called so"
	run -C ws poster make --all pulse@w --format $format -o all
	[ -s "all/$code.$format" ] && [ -s "all/$second.$format" ]
	ok "$?" "are files in a folder"
	is "$(wc -l <out)" 2 "with a line each"
done
[ -e "all/$code.pdf" ] || [ -e "$(ls -d all/*.?????? 2>/dev/null)" ]
is "$?" 1 "and nothing else is there"
run -C ws poster make --all pulse@w --format svg -o -
exits 64 "two SVGs into one stream"
two=$TOP_SRCDIR/forms/supervisor-pledge.yaml
"$canvass" -C ws survey open "$two" --wave p --to team.key.pub --expected 300 --unconfirmed >/dev/null 2>&1
pledge=$("$canvass" -C ws link issue supervisor-pledge@p 2>/dev/null | cut -f1)
run -C ws poster make "$pledge" --pledge -o pledge.pdf
exits 0 "a pledge"
run -C ws poster make "$pledge" -o both.pdf
exits 0 "a form in two languages"
if [ -n "$readers" ]; then
	is "$(codes pledge.pdf)" "$address$pledge" "has its code"
	texts both.pdf >words.txt
	grep -q 'Asked by' words.txt && grep -q 'Pwy sy.n gofyn' words.txt
	ok "$?" "has a poster in both" || note "$(cat words.txt)"
	run -C ws poster make "$pledge" --language en -o one.pdf
	texts one.pdf | grep -q 'Pwy sy.n gofyn'
	is "$?" 1 "--language en leaves the other out"
fi
run -C ws poster make "$pledge" --language cy,en -o cy.pdf
exits 0 "Welsh first"
cmp -s cy.pdf both.pdf
is "$?" 1 "is another poster"

# ---- logos and colours
cat >logo.svg <<'SVG'
<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><circle cx="20" cy="20" r="18"/></svg>
SVG
run -C ws poster make "$code" --logo logo.svg --colour '#5a1846' -o logo.pdf
exits 0 "a logo and a colour"
cmp -s logo.pdf a4.pdf
is "$?" 1 "change it"
cp logo.svg ws/mine.svg
printf '%s\nlogo: mine.svg\n' "$plain" >ws/canvass.yaml
run -C ws poster make "$code" --colour '#5a1846' -o set.pdf
cmp -s set.pdf logo.pdf
ok "$?" "a logo in the settings is the same, seen from the workspace"
printf '%s\n' "$plain" >ws/canvass.yaml
printf '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="http://127.0.0.1:9/x.png" width="9" height="9"/></svg>' \
	>remote.svg
printf '\211PNG\r\n\032\nnothing' >broken.png
: >empty.png
printf 'GIF89a' >other.gif
python3 - <<'PY'
import struct, zlib
def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
open("huge.png", "wb").write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 60000, 60000, 8, 2, 0, 0, 0))
    + chunk(b"IDAT", zlib.compress(bytes(60000))) + chunk(b"IEND", b""))
open("large.png", "wb").write(bytes(17 << 20))
PY
for logo in remote.svg broken.png empty.png other.gif huge.png large.png; do
	run -C ws poster make "$code" --logo $logo -o x.pdf
	exits 65 "$logo is no logo"
	[ -s err ] && [ "$(wc -l <err)" -eq 1 ]
	ok "$?" "one line says why: $(cut -c1-90 err)"
done
run -C ws poster make "$code" --logo nothing.png -o x.pdf
exits 66 "a logo that is not there"
run -C ws poster make "$code" --colour '#f5f5dc' -o x.pdf
exits 65 "white letters on beige"
run -C ws poster make "$code" --colour beige -o x.pdf
exits 64 "a colour by its name"

# ---- what may not be replaced ---------------------------------------------------------------
mkfifo node
mkdir folder.pdf
ln -s node to-node
: >plain.pdf
ln -s plain.pdf to-plain
for there in node folder.pdf to-node; do
	run -C ws poster make "$code" -o "$there"
	exits 73 "$there is there, and no regular file"
	says "$there is there already, and is no regular file; it is left as it is" "in these words"
done
[ -p node ] && [ -d folder.pdf ] && [ -h to-node ]
ok "$?" "each is what it was"
run -C ws poster make "$code" -o to-plain
exits 0 "a link to a file is replaced"
[ -f to-plain ] && [ ! -h to-plain ] && [ ! -s plain.pdf ]
ok "$?" "and the file that it led to is not"
# Ended in the middle: nothing is left, where a file can be without a name.
mkdir middle
"$canvass" -C ws poster make "$code" -o middle/x.pdf >out 2>err </dev/null &
ended=$!
sleep 0.02
kill -TERM "$ended"
wait "$ended"
is "$(find middle -name 'x.pdf.*')" "" "one that is ended leaves nothing beside"
# A sign that turns words round.
for name in FORCE CONTACT FONTS; do
	export "CANVASS_$name=a$(printf '\342\200\256')b"
	run -C ws poster make "$code" -o x.pdf
	unset "CANVASS_$name"
	exits 78 "U+202E in CANVASS_$name"
	says "CANVASS_$name: the sign U+202E may not stand in it" "is named"
done

# ---- refusals
run -C ws poster make "$code" -o x.gif --format gif
exits 64 "a format that is none"
says 'there is no format "gif" in this version; it has: pdf, svg, png' "in the usual words"
run -C ws poster make "$code" -o x.svg --size b5
exits 64 "a size that is none"
run -C ws poster make "$code" -o x.pdf --size a5 --strips
exits 64 "strips on a handout"
run -C ws poster make "$code" -o x.pdf --size card --pledge
exits 64 "a pledge on a card"
run -C ws poster make "$code" -o x.pdf --pledge
exits 65 "the pledge of a form that has none"
run -C ws poster make "$code" -o x.pdf --language cy
exits 65 "a language that the form has not"
says "the form has en" "its own are told"
run -C ws poster make "$pledge" -o x.pdf --language cy,cy
exits 65 "a language twice"
run -C ws poster make "$code" -o x.pdf --contact "$(printf '%091d' 0)"
exits 64 "a contact of 91 characters"
run -C ws poster make -o x.svg
exits 64 "no code"
run -C ws poster make "$code" --all pulse@w -o x.pdf
exits 64 "codes and --all"
says "codes, or --all SURVEY, not both" "in these words"
run -C ws poster make 7Y2H9CT1 -o x.svg
exits 66 "a code that is mistyped"
says "7Y2H9CT1 is no code: eight letters and digits, the last one a check" "in these words"
run -C ws poster make "$code"
exits 64 "no file"
run -C ws poster make 7Y2H9CT0 -o x.svg
exits 66 "an unknown link"
says "7Y2H9CT0 is not an open link" "in these words"
"$canvass" -C ws link close "$second" 2>/dev/null
run -C ws poster make "$second" -o x.svg
exits 66 "a closed link"
says "$second is not an open link" "in these words"
run -C ws poster make "$code" -o nowhere/x.svg
exits 73 "a folder that is missing"
run -C ws poster make --all pulse@none -o x.pdf
exits 66 "a survey that is not there"
printf 'url: https://ask.example/surveys\n' >ws/canvass.yaml
run -C ws poster make "$code" -o x.svg
exits 65 "a base address with a path in small letters"
printf 'url: https://ask_us~here.example\n' >ws/canvass.yaml
run -C ws poster make "$code" -o x.svg
exits 65 "a base address that a small code cannot hold"
printf 'url: https://a-very-long-host-name-that-goes-on-and-on.police.a-force-with-a-long-name.example\n' \
	>ws/canvass.yaml
run -C ws poster make "$code" -o x.svg
exits 65 "a host name too long"
says "shorter" "what to do is told"
printf 'url: http://ask.example\n' >ws/canvass.yaml
run -C ws poster make "$code" -o plain.pdf
exits 0 "an address without a lock"
says "not secure" "is warned of"
says "set contact" "and so is a poster that nobody vouches for"
[ -z "$(ls -d x.* nowhere ./*.?????? 2>/dev/null)" ]
ok "$?" "what is refused leaves no file" || note "$(ls -d x.* ./*.??????)"
printf '%s\n' "$plain" >ws/canvass.yaml
write_pulse
sed 's/^title:.*/&\ncloses: 2024-01-31/' pulse.yaml >old.yaml
sed -i 's/^id: pulse/id: old/' old.yaml
"$canvass" -C ws survey open old.yaml --wave w --to team.key.pub --expected 200 --unconfirmed >/dev/null 2>&1
old=$("$canvass" -C ws link issue old@w 2>/dev/null | cut -f1)
run -C ws poster make "$old" -o x.svg
exits 65 "a survey whose last day is over"
says "closed on 31 January 2024" "says since when"
"$canvass" -C ws survey close pulse@w 2>/dev/null
run -C ws poster make "$code" -o x.svg
exits 65 "a closed survey"
says "closed on" "says since when"

# ---- the program that draws
mkdir -p alone
cp "$canvass" alone/canvass
canvass=$work/alone/canvass
# drawer LINE...: a canvass-render that does this.
drawer() {
	printf '%s\n' '#!/bin/sh' "$@" >alone/canvass-render
	chmod +x alone/canvass-render
	run -C ws poster make "$pledge" -o drawn.pdf
}
printf 'as it was\n' >drawn.pdf
if [ ! -x /usr/local/bin/canvass-render ]; then
	run -C ws poster make "$pledge" -o drawn.pdf
	exits 69 "without canvass-render"
	says "canvass-render is not here: it is built and installed beside canvass" "in these words"
	run -C ws doctor
	prints "canvass-render is not here" "doctor says so too"
fi
drawer 'cat >/dev/null' 'echo "noise" >&2' 'echo "canvass-render: sheet 1: too long" >&2' 'exit 65'
exits 65 "its status is ours"
says "canvass: sheet 1: too long" "and its last words"
drawer 'echo half' 'kill -9 $$'
exits 70 "it was killed"
says "signal 9" "says by what"
drawer 'exit 0'
exits 70 "it drew nothing"
drawer 'echo %PDF; head -c 300000 /dev/zero | tr "\0" x >&2; exit 73'
exits 73 "it says more than anybody reads"
drawer 'exec 0<&-; echo "canvass-render: enough" >&2; sleep 0.2; exit 65'
exits 65 "it does not listen to the end"
says "enough" "its words are told, not a broken pipe"
# shellcheck disable=SC2016 # expanded by the fake itself
drawer 'cat >/dev/null; echo "canvass-render: $LC_ALL $HOME" >&2; exit 65'
says "C.UTF-8 $HOME" "it has the environment of its caller, but UTF-8"
# shellcheck disable=SC2016
drawer 'cat >/dev/null; echo "canvass-render: $(ls /proc/$$/fd | tr "\n" " ")" >&2; exit 65'
is "$(sed 's/.*canvass: //' err)" \
	"$(alone/canvass-render </dev/null 2>&1 >/dev/null | sed 's/.*render: //')" \
	"and no file of ours but three"
is "$(cat drawn.pdf)" "as it was" "all that failed left the file as it was"
[ -z "$(ls drawn.pdf.* 2>/dev/null)" ]
ok "$?" "and nothing beside it"
drawer 'cat; exit 0'
exits 0 "it draws"
head -1 drawn.pdf | grep -q '^{"canvass":"render 1"'
ok "$?" "what it is told stands in the file in its place"
is "$(stat -c %a drawn.pdf)" "$(printf '%o' $((0644 & ~$(umask))))" "which everybody may read"

tap_done
