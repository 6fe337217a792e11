# SPDX-License-Identifier: AGPL-3.0-or-later
# A whole release of a small form, to the byte.

check_PROGRAMS += tests/golden/summary/release.t
tests_golden_summary_release_t_SOURCES = %D%/release.t.c
tests_golden_summary_release_t_LDADD = $(out_deps)
bless_tests += tests/golden/summary/release.t
EXTRA_DIST += %D%/README.txt %D%/plan.json %D%/summary.html %D%/summary.json %D%/tables-colour-by-role.csv \
	%D%/tables-colour.csv %D%/tables-metadata.json %D%/tables-things.csv
