# SPDX-License-Identifier: AGPL-3.0-or-later

noinst_HEADERS += %D%/fixture.h
store_test_flags = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)

check_PROGRAMS += tests/unit/store/answers.t
tests_unit_store_answers_t_SOURCES = %D%/answers.t.c
tests_unit_store_answers_t_CPPFLAGS = $(store_test_flags)
tests_unit_store_answers_t_LDADD = $(store_deps)

check_PROGRAMS += tests/unit/store/whole.t
tests_unit_store_whole_t_SOURCES = tests/unit/whole.c
tests_unit_store_whole_t_LDADD = $(WHOLE) libstore.a $(NO_WHOLE) $(store_deps)
