#!/bin/sh
# tools/sqltab: named statements become a table, and mistakes are told by place.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/tools/compile.sh"
sqltab=$TOP_SRCDIR/tools/sqltab

mkdir "$work/store"
cat >"$work/door.sql" <<'EOF'
-- What the door may do.

-- name: link_add
-- A comment; with a semicolon;
INSERT INTO link (code, "place")
	VALUES (:code, 'a\b');
-- name: link_get
SELECT 1; -- at the end
EOF
printf -- '-- name: wipe\nDELETE FROM link;\n' >"$work/desk.sql"
cat >"$work/main.c" <<'EOF'
#include <stdio.h>
#include "store/sql_table.h"
int main(void)
{
	for (int i = 0; i < STMT__COUNT; i++)
		printf("%s %s %s|", stmt_texts[i].group, stmt_texts[i].name, stmt_texts[i].sql);
	return STMT_LINK_ADD != 0 || STMT_LINK_GET != 1 || STMT_WIPE != 2;
}
EOF
sh "$sqltab" header "$work/door.sql" "$work/desk.sql" >"$work/store/sql_table.h" &&
	sh "$sqltab" source "$work/door.sql" "$work/desk.sql" >"$work/table.c"
ok "$?" "two files make a table"
compile "$work/table.c" "$work/main.c"
ok "$?" "which compiles without warnings"
want='door link_add INSERT INTO link (code, "place")
	VALUES (:code, '"'a\\b'"');
|door link_get SELECT 1; -- at the end
|desk wipe DELETE FROM link;
|'
is "$("$work/program")" "$want" "texts come back as they were, without comment lines"

# refused FILE-IN-PRINTF'S-WORDS WORDS
refused() {
	# shellcheck disable=SC2059 # the text is a format
	printf -- "$1" >"$work/bad.sql"
	shift
	if sh "$sqltab" header "$work/bad.sql" >/dev/null 2>"$work/said"; then
		ok 1 "refused: $1"
	else
		is "$(sed "s|^$work/||" "$work/said")" "$1" "refused: $1"
	fi
}
refused 'SELECT 1;\n' \
	'bad.sql:1: a statement without a name'
refused '-- name: Bad\nSELECT 1;\n' \
	'bad.sql:1: "Bad" is no name: small letters, digits and _ only'
refused '-- name: a\nSELECT 1;\n-- name: a\nSELECT 2;\n' \
	'bad.sql:3: the name a is taken'
refused '-- name: a\nSELECT 1;\nSELECT 2;\n' \
	'bad.sql:3: a second statement under the name a'
refused '-- name: a\nSELECT 1\n-- name: b\nSELECT 2;\n' \
	'bad.sql:3: the statement a does not end with a semicolon'
refused '-- name: a\nSELECT 1\n' \
	'bad.sql:2: the statement a does not end with a semicolon'
refused '-- nothing\n' \
	'bad.sql:1: no statement in any file'
tap_done
