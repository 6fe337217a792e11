# The program: one file a command.  The only floor that knows files, settings and people.
# SPDX-License-Identifier: AGPL-3.0-or-later

bin_PROGRAMS += canvass
canvass_SOURCES = %D%/app.h %D%/audit.h %D%/canary.h %D%/demo.h %D%/door.h %D%/form_file.h %D%/guide_file.h %D%/invent.h \
	%D%/places.h %D%/release.h %D%/sink.h %D%/batch_file.h %D%/batch_format.h %D%/counting.h %D%/opening.h %D%/ledger.h %D%/plan_hash.h \
	%D%/main.c %D%/commands.c %D%/commands_poster.rows %D%/commands_desk.rows %D%/args.c %D%/settings.c %D%/files.c %D%/passphrase.c \
	%D%/workspace.c %D%/form_file.c %D%/form_sizes.c %D%/guide_file.c %D%/check_files.c %D%/canary.c %D%/places.c %D%/places_csv.c %D%/places_merge.c %D%/places_names.c %D%/places_links.c %D%/preview.c %D%/sink.c \
	%D%/release_inside.h %D%/release.c %D%/release_ledger.c %D%/release_words.c %D%/release_files.c %D%/release_folder.c %D%/counting.c %D%/opening.c %D%/plan_hash.c %D%/batch_file.c %D%/batch_bytes.c %D%/batch_put.c %D%/ledger.c %D%/ledger_file.c \
	%D%/demo.c %D%/demo_comments.c %D%/demo_posters.c %D%/demo_desk.c %D%/invent.c %D%/invent_words.c %D%/invent_hampshire.c %D%/invent_sayings.c \
	%D%/audit_classes.c %D%/audit_marker.c \
	%D%/cmd_init.c %D%/cmd_key_new.c %D%/cmd_key_confirm.c \
	%D%/cmd_form_check.c %D%/cmd_form_show.c %D%/cmd_form_new.c %D%/cmd_form_diff.c \
	%D%/cmd_form_schema.c %D%/cmd_form_translate.c %D%/cmd_form_import.c %D%/cmd_form_export.c \
	%D%/cmd_guide_check.c \
	%D%/cmd_survey_open.c %D%/cmd_survey_list.c %D%/cmd_survey_close.c \
	%D%/cmd_link_issue.c %D%/cmd_link_list.c %D%/cmd_link_close.c \
	%D%/cmd_link_replace.c %D%/cmd_poster_make.c %D%/cmd_poster_pack.c %D%/pack.h %D%/pack_make.c %D%/pack_draw.c %D%/pack_refuse.c %D%/cmd_poster_said.c %D%/cmd_poster_check.c %D%/poster_check.h %D%/poster_check_file.c %D%/poster_check_pdf.c %D%/poster_check_tool.c %D%/poster_check_leads.c %D%/poster_check_judge.c %D%/poster_check_say.c \
	%D%/cmd_slips.c %D%/cmd_slips_list.c %D%/cmd_slips_withdraw.c %D%/slips.h %D%/slips.c %D%/render.h %D%/render.c %D%/poster_job.h %D%/poster_job.c %D%/cmd_submit.c %D%/cmd_serve.c %D%/cmd_summary.c %D%/summary_file.h %D%/summary_file.c %D%/cmd_compare.c \
	%D%/cmd_batch_list.c %D%/cmd_batch_export.c %D%/cmd_disclose.c \
	%D%/cmd_redact.c %D%/cmd_quote_list.c %D%/cmd_quote_tick.c %D%/cmd_quote_untick.c \
	%D%/quotes.h %D%/quotes.c %D%/quotes_text.c %D%/quotes_tick.c %D%/quotes_store.c \
	%D%/vouch.h %D%/vouch.c %D%/codes.h %D%/codes_note.h %D%/codes_note.c %D%/codes_store.c %D%/codes_sheet.h %D%/codes_sheet.c \
	%D%/cmd_code.h %D%/cmd_code.c %D%/code_work.c %D%/code_keep.c %D%/code_show.c %D%/code_list.c \
	%D%/code_take.c %D%/code_agree.c %D%/code_book.c \
	%D%/quotes_judge.c %D%/quotes_source.c %D%/quotes_call.c %D%/quotes_pass.c %D%/quotes_release.c %D%/codes_release.c %D%/codes_told.c \
	%D%/cmd_desk.c %D%/user.h %D%/user.c %D%/cmd_user_add.c %D%/cmd_user_totp.c %D%/cmd_user_disable.c %D%/cmd_user_list.c \
	%D%/room.h %D%/room.c %D%/cmd_room_open.c %D%/cmd_room_close.c %D%/cmd_room_list.c %D%/cmd_room_export.c %D%/room_report.h %D%/room_report.c %D%/room_files.c %D%/compare_rooms.h %D%/compare_rooms.c \
	%D%/cmd_audit.c %D%/cmd_doctor.c %D%/cmd_demo.c $(desk_sources)
nodist_canvass_SOURCES = src/app/shipped_forms.c
canvass_CPPFLAGS = $(AM_CPPFLAGS) -DBINDIR='"$(bindir)"'
canvass_LDADD = $(web_deps)

# What init puts into forms/ of a new workspace.
shipped_forms = forms/hampshire.yaml forms/page-feedback.yaml forms/supervisor-pledge.yaml \
	forms/champions-feedback.yaml forms/hampshire-peer-review.guide.yaml \
	forms/hampshire-peer-review-others.guide.yaml forms/hampshire.words
EXTRA_DIST += $(shipped_forms) exports/.gitignore
CLEANFILES += src/app/shipped_forms.c
src/app/shipped_forms.c: $(shipped_forms) tools/embed
	$(make_embedded)

dist_man_MANS += man/canvass.1 man/canvass.yaml.5
EXTRA_DIST += README.md docs/architecture.md docs/disclose-format.md docs/disclosure.md docs/extending.md docs/privacy.md docs/redaction.md docs/tutorial.md docs/xlsform.md
