#!/bin/sh
# Words that have no place in the project: paths of one computer, notes to oneself, and the
# spellings that the words on the pages do not use.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/style/files.sh"

private='(^|[^a-zA-Z0-9_.-])/(work|root|home/[a-z]+)/|(^|[^A-Za-z])(TODO|FIXME|XXX)([^A-Za-z]|$)|later session|[Ii]ssue #?[0-9]|(^|[^a-z])(sub-?agent|chatbot|language model)'
spelling='(^|[^a-z_-])(behavior|favorite|honor|labeled|canceled|neighbor|organization|anonymized|anonymization)'

check() {
	xargs -d '\n' grep -n -I -E "$1" | grep -v '^tests/style/words\.t:' | head -n 20
}

own_files '.' | grep -v -E '^(COPYING|tests/browser/package-lock\.json|tests/fuzz/corpus/)' >"$work/list"
is "$(cd "$TOP_SRCDIR" && check "$private" <"$work/list")" "" "no private paths, no notes to oneself"
grep -E '^(src|forms|public|docs|man)/|^[A-Z]+(\.md)?$' "$work/list" >"$work/read"
is "$(cd "$TOP_SRCDIR" && check "$spelling" <"$work/read")" "" "British spelling"
for bad in 'see /work/x' 'TODO: mend' 'a chatbot' 'issue 3'; do
	echo "$bad" | grep -q -E "$private"
	ok "$?" "would be seen: $bad"
done
echo 'its behavior' | grep -q -E "$spelling"
ok "$?" "would be seen: another spelling"
tap_done
