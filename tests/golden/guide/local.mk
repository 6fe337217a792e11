# Guides with what is said about them.
# SPDX-License-Identifier: AGPL-3.0-or-later

check_PROGRAMS += tests/golden/guide/guide.t
tests_golden_guide_guide_t_SOURCES = %D%/guide.t.c tests/golden/golden.h
tests_golden_guide_guide_t_LDADD = $(form_deps)
bless_tests += tests/golden/guide/guide.t
EXTRA_DIST += %D%/cases
