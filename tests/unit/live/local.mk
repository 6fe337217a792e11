# SPDX-License-Identifier: AGPL-3.0-or-later

noinst_HEADERS += %D%/room.h
check_PROGRAMS += tests/unit/live/agenda.t tests/unit/live/contribution.t tests/unit/live/pool.t \
	tests/unit/live/shown.t tests/unit/live/rules.t tests/unit/live/leaving.t tests/unit/live/whole.t
tests_unit_live_agenda_t_SOURCES = %D%/agenda.t.c
tests_unit_live_agenda_t_LDADD = $(live_deps)
tests_unit_live_contribution_t_SOURCES = %D%/contribution.t.c
tests_unit_live_contribution_t_LDADD = $(live_deps)
tests_unit_live_pool_t_SOURCES = %D%/pool.t.c
tests_unit_live_pool_t_LDADD = $(live_deps)
tests_unit_live_shown_t_SOURCES = %D%/shown.t.c
tests_unit_live_shown_t_LDADD = $(live_deps)
tests_unit_live_rules_t_SOURCES = %D%/rules.t.c
tests_unit_live_rules_t_LDADD = $(live_deps)
tests_unit_live_leaving_t_SOURCES = %D%/leaving.t.c
tests_unit_live_leaving_t_LDADD = $(live_deps)

tests_unit_live_whole_t_SOURCES = tests/unit/whole.c
tests_unit_live_whole_t_LDADD = $(WHOLE) liblive.a $(NO_WHOLE) $(live_deps)
