# What is kept on disk.  sqlite/ is the only door to SQLite.
# SPDX-License-Identifier: AGPL-3.0-or-later

store_sql = %D%/schema/0001.sql %D%/schema/0002.sql %D%/schema/0003.sql %D%/schema/0004.sql %D%/schema/0005.sql %D%/schema/0006.sql %D%/schema/answers-0001.sql %D%/schema/answers-0002.sql %D%/schema/desk-0001.sql \
	%D%/sql/settings.sql %D%/sql/transaction.sql \
	%D%/sql/workspace_read.sql %D%/sql/workspace_write.sql \
	%D%/sql/ledger_read.sql %D%/sql/ledger_write.sql \
	%D%/sql/desk_read.sql %D%/sql/desk_write.sql %D%/sql/tick_read.sql %D%/sql/tick_write.sql %D%/sql/note_read.sql %D%/sql/note_write.sql \
	%D%/sql/room_read.sql %D%/sql/room_write.sql \
	%D%/sql/slips_read.sql %D%/sql/slips_write.sql \
	%D%/sql/answers_make.sql %D%/sql/answers_read.sql %D%/sql/answers_write.sql

noinst_LIBRARIES += libstore.a
libstore_a_SOURCES = %D%/store.h %D%/add.h %D%/read.h %D%/room.h %D%/internal.h \
	%D%/left.c %D%/lock.c %D%/paths.c %D%/pass.c %D%/place.c %D%/slip_set.c \
	%D%/sqlite/internal.h %D%/sqlite/sql.c %D%/sqlite/role.c %D%/sqlite/stmt.c \
	%D%/sqlite/workspace.h %D%/sqlite/workspace.c %D%/sqlite/survey.c %D%/sqlite/link.c \
	%D%/desk.h %D%/sqlite/desk.h %D%/sqlite/desk.c %D%/sqlite/desk_person.c %D%/sqlite/desk_act.c %D%/sqlite/ledger.c %D%/sqlite/tick.c %D%/sqlite/note.c %D%/sqlite/room.c %D%/sqlite/live.c \
	%D%/sqlite/answers.c %D%/sqlite/answers_make.c %D%/sqlite/add.c %D%/sqlite/slips.c %D%/sqlite/slots.c \
	%D%/sqlite/batch.c %D%/sqlite/log.c %D%/sqlite/batches.c
nodist_libstore_a_SOURCES = src/store/sql_table.h src/store/sql_table.c
libstore_a_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)

EXTRA_DIST += $(store_sql)
BUILT_SOURCES += src/store/sql_table.h
$(libstore_a_OBJECTS): src/store/sql_table.h
CLEANFILES += src/store/sql_table.h src/store/sql_table.c
src/store/sql_table.h: $(store_sql) tools/sqltab
	$(make_sql_header)
src/store/sql_table.c: $(store_sql) tools/sqltab
	$(make_sql_source)
