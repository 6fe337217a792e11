# The form: reading, checking, conditions, and what one person said.
# SPDX-License-Identifier: AGPL-3.0-or-later

noinst_LIBRARIES += libform.a
libform_a_SOURCES = %D%/form.h %D%/board.h %D%/author.h %D%/guide.h %D%/wording.h %D%/internal.h %D%/cond.h %D%/problems.h \
	%D%/bands.c %D%/board.c %D%/check.c %D%/cond_hints.c %D%/conditions.c %D%/diff.c %D%/diff_cond.c %D%/export_names.c %D%/export_question.c %D%/export_sheet.c %D%/export_xlsform.c %D%/export_xlsform.h %D%/guide.c \
	%D%/freeze.c %D%/guide_internal.h %D%/guide_section.c %D%/guide_show.c %D%/import.h %D%/import.c %D%/import_choices.c %D%/import_identity.c \
	%D%/import_columns.c %D%/import_limits.c %D%/import_matrix.c %D%/import_pages.c %D%/import_report.c \
	%D%/import_settings.c %D%/import_survey.c %D%/import_texts.c %D%/import_types.c %D%/import_words.c \
	%D%/import_write.c %D%/import_write.h %D%/import_write_question.c %D%/kind.c %D%/kind_choose_any.c %D%/kind_choose_one.c \
	%D%/kind_long_text.c %D%/kind_month.c %D%/kind_note.c %D%/kind_number.c \
	%D%/kind_rank.c %D%/kind_scale.c %D%/kind_short_text.c %D%/kind_statements.c \
	%D%/keys.c %D%/language.c %D%/merge.c %D%/model.c %D%/node.c %D%/options.c %D%/pages.c %D%/privacy.c \
	%D%/problems.c %D%/prove.c %D%/prove_form.c %D%/markup.c %D%/mend.c %D%/read_yaml.c %D%/schema.c %D%/scores.c \
	%D%/sheet.h %D%/sheet.c %D%/sheet_csv.c %D%/sheet_other.c %D%/sheet_styles.c %D%/sheet_xlsx.c %D%/show.c %D%/show_if.c %D%/show_report.c \
	%D%/show_if_read.c %D%/sides.c %D%/skeleton.c %D%/source.c %D%/take.c %D%/texts.c %D%/themes.c %D%/translate.c %D%/values.c %D%/plural.c %D%/poster.c %D%/wording.c %D%/words.c %D%/words_read.c %D%/xpath.c %D%/xpath.h \
	%D%/xpath_limits.c %D%/xpath_tree.c %D%/xpath_tree.h %D%/xpath_write.c
libform_a_CPPFLAGS = $(AM_CPPFLAGS) $(YAML_CFLAGS) $(EXPAT_CFLAGS)
EXTRA_DIST += %D%/wording_answers.rows %D%/wording_ours.rows %D%/wording_pages.rows %D%/wording_posters.rows %D%/wording_rooms.rows
dist_man_MANS += man/canvass-form.5

# What `form new` begins a form with, and the shapes of values for `form schema`.
nodist_libform_a_SOURCES = src/form/skeleton_text.c src/form/schema_shapes.c
EXTRA_DIST += src/form/skeleton.yaml src/form/schema.json
CLEANFILES += src/form/skeleton_text.c src/form/schema_shapes.c
src/form/schema_shapes.c: src/form/schema.json tools/embed
	$(make_embedded)
src/form/skeleton_text.c: src/form/skeleton.yaml tools/embed
	$(make_embedded)
