#!/bin/sh
# SQL stands in files of its own, where it has a name: none in C.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/style/files.sh"

sql='"[^"]*(SELECT |INSERT (OR [A-Z]+ )?INTO |UPDATE [a-z_]+ SET|DELETE FROM |CREATE (TABLE|INDEX|TRIGGER)|DROP TABLE)'

found=$(cd "$TOP_SRCDIR" && own_files '^src/.*\.[ch]$' | xargs -d '\n' grep -n -E "$sql")
is "$found" "" "no C file holds a statement"
# shellcheck disable=SC2016 # no expansion is meant
echo 'exec(db, "SELECT box FROM slot");' | grep -q -E "$sql"
ok "$?" "a statement in C would be seen"
tap_done
