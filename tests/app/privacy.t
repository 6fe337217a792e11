#!/bin/sh
# docs/privacy.md says of every column what it is: the schema's columns, and no others.
# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck disable=SC2016,SC2094 # the backquotes are Markdown's
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/app/lib.sh"

awk '
	/^CREATE TABLE/ { table = $3; next }
	/^\)/ { table = "" }
	table && /^\t[a-z_]+ / { print table "." $1 }
' "$TOP_SRCDIR"/src/store/schema/*.sql | sort >columns
[ "$(wc -l <columns)" -gt 20 ]
ok "$?" "the schema is read"
sed -n 's/^| `\([a-z_]*\.[a-z_]*\)` |.*/\1/p' "$TOP_SRCDIR/docs/privacy.md" | grep -v '^canvass\.' |
	sort >told
is "$(cat told)" "$(cat columns)" "the page has every column of the schema, and no other"

# Who can read a column is said alike by the page and by audit.
"$canvass" init ws 2>/dev/null
"$canvass" -C ws audit >audit
differ=
while read -r column; do
	page=$(sed -n "s/^| \`$column\` |.*| \([a-z]*\) |\$/\1/p" "$TOP_SRCDIR/docs/privacy.md")
	program=$(grep -A1 "^  $column " audit | sed -n 's/^ *read by: //p')
	case $page:$program in
	host:host | anybody:anybody* | recipient:holders*) ;;
	*) differ="$differ $column($page:$program)" ;;
	esac
done <columns
is "$differ" "" "page and audit agree on who can read it"

# Nothing that is kept is a time, an address or an agent; but of people at the desk, when they did
# something: a file of their own, of which nothing else knows.
grep -E '\.(time|stamp|at|date|hour|address|ip|agent|browser|cookie|ticket|session|user)$' columns |
	grep -vxE '(act|proposal)\.at'
is "$?" 1 "no column is named for what must not be kept"

# What is not promised is said here and at the door in the same words.
flat() {
	sed 's/<[^>]*>//g; s/\*//g; s/&#39;/'"'"'/g' "$1" | tr '\n' ' ' | tr -s ' '
}
if command -v curl >/dev/null; then
	start ws
	curl -s "$base/privacy" >page.html
	stop
	flat page.html >door.txt
	flat "$TOP_SRCDIR/docs/privacy.md" >page.txt
	while read -r limit; do
		grep -qF "$limit" page.txt && grep -qF "$limit" door.txt
		ok "$?" "both say: $limit"
	done <<'LIMITS'
could see your answer. Later, nothing here shows it.
Use your own phone and mobile data.
can tell who you are.
Do not tell people when you answered: with that, a person who runs the computer could narrow it down.
There is no receipt that anyone could ask for.
answering twice; a slip works once. We publish responses, not people.
can count the answers stored exactly
only the mixing with nine other answers protects you.
If every key is lost, so are the answers.
LIMITS
else
	skip "no curl"
fi

tap_done
