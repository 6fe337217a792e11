# SPDX-License-Identifier: AGPL-3.0-or-later

EXTRA_DIST += %D%/made.h %D%/oracle.h %D%/release.h %D%/small.h

check_PROGRAMS += tests/unit/summary/audit.t
tests_unit_summary_audit_t_SOURCES = %D%/audit.t.c
tests_unit_summary_audit_t_LDADD = $(summary_deps)

check_PROGRAMS += tests/unit/summary/between.t
tests_unit_summary_between_t_SOURCES = %D%/between.t.c
tests_unit_summary_between_t_LDADD = $(summary_deps)

check_PROGRAMS += tests/unit/summary/disclose.t
tests_unit_summary_disclose_t_SOURCES = %D%/disclose.t.c
tests_unit_summary_disclose_t_LDADD = $(summary_deps)

check_PROGRAMS += tests/unit/summary/interval.t
tests_unit_summary_interval_t_SOURCES = %D%/interval.t.c
tests_unit_summary_interval_t_LDADD = $(summary_deps)

check_PROGRAMS += tests/unit/summary/pairs.t
tests_unit_summary_pairs_t_SOURCES = %D%/pairs.t.c
tests_unit_summary_pairs_t_LDADD = $(summary_deps)

check_PROGRAMS += tests/unit/summary/plan.t
tests_unit_summary_plan_t_SOURCES = %D%/plan.t.c
tests_unit_summary_plan_t_LDADD = $(summary_deps)

check_PROGRAMS += tests/unit/summary/summary.t
tests_unit_summary_summary_t_SOURCES = %D%/summary.t.c
tests_unit_summary_summary_t_LDADD = $(summary_deps)

check_PROGRAMS += tests/unit/summary/tally.t
tests_unit_summary_tally_t_SOURCES = %D%/tally.t.c
tests_unit_summary_tally_t_LDADD = $(summary_deps)

check_PROGRAMS += tests/unit/summary/whole.t
tests_unit_summary_whole_t_SOURCES = tests/unit/whole.c
tests_unit_summary_whole_t_LDADD = $(WHOLE) libsummary.a $(NO_WHOLE) $(summary_deps)
