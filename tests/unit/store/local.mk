# SPDX-License-Identifier: AGPL-3.0-or-later

noinst_HEADERS += %D%/fixture.h
store_test_flags = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)

check_PROGRAMS += tests/unit/store/place.t
tests_unit_store_place_t_SOURCES = %D%/place.t.c
tests_unit_store_place_t_CPPFLAGS = $(store_test_flags)
tests_unit_store_place_t_LDADD = $(store_deps)

check_PROGRAMS += tests/unit/store/slots.t
tests_unit_store_slots_t_SOURCES = %D%/slots.t.c
tests_unit_store_slots_t_CPPFLAGS = $(store_test_flags)
tests_unit_store_slots_t_LDADD = $(store_deps)

check_PROGRAMS += tests/unit/store/answers.t
tests_unit_store_answers_t_SOURCES = %D%/answers.t.c
tests_unit_store_answers_t_CPPFLAGS = $(store_test_flags)
tests_unit_store_answers_t_LDADD = $(store_deps)

check_PROGRAMS += tests/unit/store/add.t
tests_unit_store_add_t_SOURCES = %D%/add.t.c
tests_unit_store_add_t_CPPFLAGS = $(store_test_flags)
tests_unit_store_add_t_LDADD = $(store_deps)
# This test decides how much space there is.
tests_unit_store_add_t_LDFLAGS = $(AM_LDFLAGS) -Wl,--wrap=store_space

noinst_HEADERS += %D%/slips_fixture.h
check_PROGRAMS += tests/unit/store/slip_runs.t
tests_unit_store_slip_runs_t_SOURCES = %D%/slip_runs.t.c
tests_unit_store_slip_runs_t_CPPFLAGS = $(store_test_flags)
tests_unit_store_slip_runs_t_LDADD = $(store_deps)
check_PROGRAMS += tests/unit/store/slips.t
tests_unit_store_slips_t_SOURCES = %D%/slips.t.c
tests_unit_store_slips_t_CPPFLAGS = $(store_test_flags)
tests_unit_store_slips_t_LDADD = $(store_deps)
check_PROGRAMS += tests/unit/store/pieces.t
tests_unit_store_pieces_t_SOURCES = %D%/pieces.t.c
tests_unit_store_pieces_t_CPPFLAGS = $(store_test_flags)
tests_unit_store_pieces_t_LDADD = $(store_deps)
check_PROGRAMS += tests/unit/store/batch.t
tests_unit_store_batch_t_SOURCES = %D%/batch.t.c
tests_unit_store_batch_t_CPPFLAGS = $(store_test_flags)
tests_unit_store_batch_t_LDADD = $(store_deps)

check_PROGRAMS += tests/unit/store/role.t
tests_unit_store_role_t_SOURCES = %D%/role.t.c
tests_unit_store_role_t_CPPFLAGS = $(store_test_flags)
tests_unit_store_role_t_LDADD = $(store_deps)

check_PROGRAMS += tests/unit/store/workspace.t
tests_unit_store_workspace_t_SOURCES = %D%/workspace.t.c
tests_unit_store_workspace_t_CPPFLAGS = $(store_test_flags)
tests_unit_store_workspace_t_LDADD = $(store_deps)

check_PROGRAMS += tests/unit/store/survey.t
tests_unit_store_survey_t_SOURCES = %D%/survey.t.c
tests_unit_store_survey_t_CPPFLAGS = $(store_test_flags)
tests_unit_store_survey_t_LDADD = $(store_deps)

check_PROGRAMS += tests/unit/store/link.t
tests_unit_store_link_t_SOURCES = %D%/link.t.c
tests_unit_store_link_t_CPPFLAGS = $(store_test_flags)
tests_unit_store_link_t_LDADD = $(store_deps)

check_PROGRAMS += tests/unit/store/ledger.t
tests_unit_store_ledger_t_SOURCES = %D%/ledger.t.c
tests_unit_store_ledger_t_CPPFLAGS = $(store_test_flags)
tests_unit_store_ledger_t_LDADD = $(store_deps)
# This test kills itself between statements.
tests_unit_store_ledger_t_LDFLAGS = $(AM_LDFLAGS) -Wl,--wrap=sqlite3_step

check_PROGRAMS += tests/unit/store/desk.t
tests_unit_store_desk_t_SOURCES = %D%/desk.t.c
tests_unit_store_desk_t_CPPFLAGS = $(store_test_flags)
tests_unit_store_desk_t_LDADD = $(store_deps)

check_PROGRAMS += tests/unit/store/tick.t
tests_unit_store_tick_t_SOURCES = %D%/tick.t.c
tests_unit_store_tick_t_CPPFLAGS = $(store_test_flags)
tests_unit_store_tick_t_LDADD = $(store_deps)

check_PROGRAMS += tests/unit/store/note.t
tests_unit_store_note_t_SOURCES = %D%/note.t.c
tests_unit_store_note_t_CPPFLAGS = $(store_test_flags)
tests_unit_store_note_t_LDADD = $(store_deps)

check_PROGRAMS += tests/unit/store/room.t
tests_unit_store_room_t_SOURCES = %D%/room.t.c
tests_unit_store_room_t_CPPFLAGS = $(store_test_flags)
tests_unit_store_room_t_LDADD = $(store_deps)

check_PROGRAMS += tests/unit/store/replace.t
tests_unit_store_replace_t_SOURCES = %D%/replace.t.c
tests_unit_store_replace_t_CPPFLAGS = $(store_test_flags)
tests_unit_store_replace_t_LDADD = $(store_deps)

check_PROGRAMS += tests/unit/store/live.t
tests_unit_store_live_t_SOURCES = %D%/live.t.c
tests_unit_store_live_t_CPPFLAGS = $(store_test_flags)
tests_unit_store_live_t_LDADD = $(store_deps)

check_PROGRAMS += tests/unit/store/whole.t
tests_unit_store_whole_t_SOURCES = tests/unit/whole.c
tests_unit_store_whole_t_LDADD = $(WHOLE) libstore.a $(NO_WHOLE) $(store_deps)

# The store when things break.
include tests/fault/local.mk
