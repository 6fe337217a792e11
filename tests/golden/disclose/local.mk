# Plans of figures, what is published of them, and what is said of broken ones.
# SPDX-License-Identifier: AGPL-3.0-or-later

check_PROGRAMS += tests/golden/disclose/disclose.t
tests_golden_disclose_disclose_t_SOURCES = %D%/disclose.t.c
tests_golden_disclose_disclose_t_LDADD = $(summary_deps)
bless_tests += tests/golden/disclose/disclose.t
EXTRA_DIST += %D%/cases

check_PROGRAMS += tests/golden/disclose/broken.t
tests_golden_disclose_broken_t_SOURCES = %D%/broken.t.c tests/golden/edits.h
tests_golden_disclose_broken_t_LDADD = $(summary_deps)
bless_tests += tests/golden/disclose/broken.t
EXTRA_DIST += %D%/broken
