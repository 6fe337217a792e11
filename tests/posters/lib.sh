# shellcheck shell=sh
# What the tests of posters share: decoders, Python with its libraries, the encoder to compare with.
# Source it after tests/tap.sh and tests/app/lib.sh; without what is needed the test ends here.
# SPDX-License-Identifier: AGPL-3.0-or-later

# shellcheck disable=SC2034 # for those who source this
here=$TOP_SRCDIR/tests/posters
# shellcheck disable=SC2034
encoder=$TOP_BUILDDIR/tests/posters/code

needs() {
	for tool; do
		command -v "$tool" >/dev/null || {
			skip "skipped, absent: $tool"
			tap_done
		}
	done
}

needs zbarimg ZXingReader pdftoppm pdftotext pdfinfo rsvg-convert
python=
for try in python3 /usr/bin/python3; do
	if "$try" -c 'import numpy, PIL' 2>/dev/null; then
		python=$try
		break
	fi
done
[ -n "$python" ] || {
	skip "skipped, absent: numpy and PIL for Python"
	tap_done
}
PYTHONDONTWRITEBYTECODE=1
export PYTHONDONTWRITEBYTECODE

# proven COMMAND...: each of its lines "ok WORDS" or "bad WORDS" is a test, and so is its end.
proven() {
	"$@" >"$work/proven" 2>"$work/proven.err"
	proven_status=$?
	while read -r verdict words; do
		case $verdict in
		ok) ok 0 "$words" ;;
		bad) ok 1 "$words" ;;
		*) note "$verdict $words" ;;
		esac
	done <"$work/proven"
	[ -s "$work/proven" ] || proven_status=1
	ok "$proven_status" "it came to its end" || note "$(tail -5 "$work/proven.err")"
}

# survey_open: the shipped survey, not confirmed, in the workspace ws.
survey_open() {
	make_workspace ws
	"$canvass" -C ws survey open "$forms/hampshire.yaml" --wave w --to team.key.pub \
		--expected 4000 --unconfirmed >/dev/null 2>open.err || {
		note "$(cat open.err)"
		exit 99
	}
}
