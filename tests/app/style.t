#!/bin/sh
# Each page brings the rules of the style sheet that its markup needs, whatever its state.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/app/lib.sh"

command -v python3 >/dev/null || {
	skip "no python3"
	tap_done
}
mkdir here
CANVASS_FORCE='Test Constabulary' CANVASS_EXIT_URL=https://www.example.org/
export CANVASS_FORCE CANVASS_EXIT_URL
for form in "$forms"/*.yaml "$TOP_SRCDIR/tests/golden/form/cases/kinds.form.yaml" \
	"$TOP_SRCDIR/tests/browser/forms/rtl.yaml"; do
	grep -q '^canvass: form ' "$form" || continue
	name=$(basename "$form")
	cp "$form" here/
	start here --preview "here/$name"
	code=$(curl -s "$base/" | sed -n 's,.*href="/S/\([0-9A-Z]*\)?lang=.*,\1,p' | head -1)
	python3 "$TOP_SRCDIR/tests/app/style.py" "$TOP_BUILDDIR/src/web/page.css" "$base" "$code" \
		>found 2>&1
	is "$(grep -vE '^[0-9]+ pages, [0-9]+ of [0-9]+ rules needed$' found)" "" \
		"$name: no page lacks a rule that it needs"
	note "$name: $(tail -1 found)"
	pages=$(sed -n 's/^\([0-9]*\) pages.*/\1/p' found)
	[ "${pages:-0}" -ge 15 ]
	ok "$?" "$name: all its pages were looked at"
	stop
done
tap_done
