# SPDX-License-Identifier: AGPL-3.0-or-later

EXTRA_DIST += %D%/forms.h %D%/xpath_says.h %D%/imports.h %D%/rules.txt %D%/rules.yaml

check_PROGRAMS += tests/unit/form/diff.t
tests_unit_form_diff_t_SOURCES = %D%/diff.t.c
tests_unit_form_diff_t_LDADD = $(form_deps)

check_PROGRAMS += tests/unit/form/guide.t
tests_unit_form_guide_t_SOURCES = %D%/guide.t.c
tests_unit_form_guide_t_LDADD = $(form_deps)

check_PROGRAMS += tests/unit/form/import.t
tests_unit_form_import_t_SOURCES = %D%/import.t.c
tests_unit_form_import_t_LDADD = $(form_deps)

check_PROGRAMS += tests/unit/form/import_whole.t
tests_unit_form_import_whole_t_SOURCES = %D%/import_whole.t.c
tests_unit_form_import_whole_t_LDADD = $(form_deps)

check_PROGRAMS += tests/unit/form/import_lost.t
tests_unit_form_import_lost_t_SOURCES = %D%/import_lost.t.c
tests_unit_form_import_lost_t_LDADD = $(form_deps)

check_PROGRAMS += tests/unit/form/model.t
tests_unit_form_model_t_SOURCES = %D%/model.t.c
tests_unit_form_model_t_LDADD = $(form_deps)

check_PROGRAMS += tests/unit/form/privacy.t
tests_unit_form_privacy_t_SOURCES = %D%/privacy.t.c
tests_unit_form_privacy_t_LDADD = $(form_deps)

check_PROGRAMS += tests/unit/form/prove.t
tests_unit_form_prove_t_SOURCES = %D%/prove.t.c
tests_unit_form_prove_t_LDADD = $(form_deps)

check_PROGRAMS += tests/unit/form/read.t
tests_unit_form_read_t_SOURCES = %D%/read.t.c
tests_unit_form_read_t_LDADD = $(form_deps)

check_PROGRAMS += tests/unit/form/sheet.t
tests_unit_form_sheet_t_SOURCES = %D%/sheet.t.c tests/unit/base/zip_made.h
tests_unit_form_sheet_t_LDADD = $(form_deps)

check_PROGRAMS += tests/unit/form/show_if.t
tests_unit_form_show_if_t_SOURCES = %D%/show_if.t.c
tests_unit_form_show_if_t_LDADD = $(form_deps)

check_PROGRAMS += tests/unit/form/schema.t
tests_unit_form_schema_t_SOURCES = %D%/schema.t.c
tests_unit_form_schema_t_LDADD = $(form_deps)

check_PROGRAMS += tests/unit/form/skeleton.t
tests_unit_form_skeleton_t_SOURCES = %D%/skeleton.t.c
tests_unit_form_skeleton_t_LDADD = $(form_deps)

check_PROGRAMS += tests/unit/form/values.t
tests_unit_form_values_t_SOURCES = %D%/values.t.c
tests_unit_form_values_t_LDADD = $(form_deps)

check_PROGRAMS += tests/unit/form/language.t
tests_unit_form_language_t_SOURCES = %D%/language.t.c
tests_unit_form_language_t_LDADD = $(form_deps)

check_PROGRAMS += tests/unit/form/wording.t
tests_unit_form_wording_t_SOURCES = %D%/wording.t.c
tests_unit_form_wording_t_LDADD = $(form_deps)

check_PROGRAMS += tests/unit/form/words.t
tests_unit_form_words_t_SOURCES = %D%/words.t.c
tests_unit_form_words_t_LDADD = $(form_deps)

check_PROGRAMS += tests/unit/form/whole.t
tests_unit_form_whole_t_SOURCES = tests/unit/whole.c
tests_unit_form_whole_t_LDADD = $(WHOLE) libform.a $(NO_WHOLE) $(form_deps)

check_PROGRAMS += tests/unit/form/xpath.t
tests_unit_form_xpath_t_SOURCES = %D%/xpath.t.c
tests_unit_form_xpath_t_LDADD = $(form_deps)

check_PROGRAMS += tests/unit/form/xpath_meaning.t
tests_unit_form_xpath_meaning_t_SOURCES = %D%/xpath_meaning.t.c
tests_unit_form_xpath_meaning_t_LDADD = $(form_deps)

check_PROGRAMS += tests/unit/form/sides.t
tests_unit_form_sides_t_SOURCES = %D%/sides.t.c
tests_unit_form_sides_t_LDADD = $(form_deps)

check_PROGRAMS += tests/unit/form/translate.t
tests_unit_form_translate_t_SOURCES = %D%/translate.t.c
tests_unit_form_translate_t_LDADD = $(form_deps)

check_PROGRAMS += tests/unit/form/export.t
tests_unit_form_export_t_SOURCES = %D%/export.t.c
tests_unit_form_export_t_LDADD = $(form_deps)

check_PROGRAMS += tests/unit/form/export_back.t
tests_unit_form_export_back_t_SOURCES = %D%/export_back.t.c
tests_unit_form_export_back_t_LDADD = $(form_deps)

check_PROGRAMS += tests/unit/form/frozen.t
tests_unit_form_frozen_t_SOURCES = %D%/frozen.t.c
tests_unit_form_frozen_t_LDADD = $(form_deps)
