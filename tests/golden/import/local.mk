# Workbooks of our own, as CSV, with the form and the report that come of them.
# SPDX-License-Identifier: AGPL-3.0-or-later

check_PROGRAMS += tests/golden/import/import.t
tests_golden_import_import_t_SOURCES = %D%/import.t.c
tests_golden_import_import_t_LDADD = $(form_deps)
bless_tests += tests/golden/import/import.t
EXTRA_DIST += %D%/everyday.survey.csv %D%/everyday.choices.csv %D%/everyday.settings.csv \
	%D%/everyday.form.yaml %D%/everyday.report.json \
	%D%/languages.survey.csv %D%/languages.choices.csv \
	%D%/languages.form.yaml %D%/languages.report.json \
	%D%/tables.survey.csv %D%/tables.choices.csv \
	%D%/tables.form.yaml %D%/tables.report.json \
	%D%/tangled.survey.csv %D%/tangled.choices.csv \
	%D%/tangled.form.yaml %D%/tangled.report.json
