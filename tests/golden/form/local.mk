# Forms with what is said about them.
# SPDX-License-Identifier: AGPL-3.0-or-later

check_PROGRAMS += tests/golden/form/form.t
tests_golden_form_form_t_SOURCES = %D%/form.t.c
tests_golden_form_form_t_LDADD = $(form_deps)
bless_tests += tests/golden/form/form.t
EXTRA_DIST += %D%/cases

check_PROGRAMS += tests/golden/form/broken.t
tests_golden_form_broken_t_SOURCES = %D%/broken.t.c
tests_golden_form_broken_t_LDADD = $(form_deps)
bless_tests += tests/golden/form/broken.t
EXTRA_DIST += %D%/broken
