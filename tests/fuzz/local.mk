# Fuzz targets, one a parser.  A target is a file with one function,
#
#   int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);
#
# which never prints, keeps nothing from call to call, and aborts where a promise is broken.
# With --enable-fuzzers it is linked with libFuzzer; elsewhere with replay.c, and `make
# check` replays its seeds: the files in corpus/<target>/, and the files and folders that
# <target>.seeds names, one a line, from the top of the source.  To add one:
#
#   fuzz_targets += tests/fuzz/form
#   tests_fuzz_form_SOURCES = %D%/form.c $(fuzz_main)
#   tests_fuzz_form_LDFLAGS = $(fuzz_ldflags)
#   tests_fuzz_form_LDADD = $(form_deps)
#   EXTRA_DIST += %D%/corpus/form %D%/form.seeds
#
# SPDX-License-Identifier: AGPL-3.0-or-later

EXTRA_PROGRAMS += $(fuzz_targets)
check_DATA += $(fuzz_targets)
CLEANFILES += $(fuzz_targets)
EXTRA_DIST += %D%/replay.c
if FUZZERS
fuzz_main =
fuzz_ldflags = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
else
fuzz_main = %D%/replay.c
fuzz_ldflags = $(AM_LDFLAGS)
endif

dist_check_SCRIPTS += %D%/replay.t

# The json reader of the ground floor.
fuzz_targets += tests/fuzz/json
tests_fuzz_json_SOURCES = %D%/json.c $(fuzz_main)
tests_fuzz_json_LDFLAGS = $(fuzz_ldflags)
tests_fuzz_json_LDADD = $(base_deps)
EXTRA_DIST += %D%/corpus/json

# The form reader, its proofs and conditions.
fuzz_targets += tests/fuzz/form
tests_fuzz_form_SOURCES = %D%/form.c $(fuzz_main)
tests_fuzz_form_LDFLAGS = $(fuzz_ldflags)
tests_fuzz_form_LDADD = $(form_deps)
EXTRA_DIST += %D%/form.seeds %D%/form.dict

# Guides, with a form that they may name and without.
fuzz_targets += tests/fuzz/guide
tests_fuzz_guide_SOURCES = %D%/guide.c $(fuzz_main)
tests_fuzz_guide_LDFLAGS = $(fuzz_ldflags)
tests_fuzz_guide_LDADD = $(form_deps)
EXTRA_DIST += %D%/guide.seeds

# The team's own words for a release.
fuzz_targets += tests/fuzz/board
tests_fuzz_board_SOURCES = %D%/board.c $(fuzz_main)
tests_fuzz_board_LDFLAGS = $(fuzz_ldflags)
tests_fuzz_board_LDADD = $(form_deps)
EXTRA_DIST += %D%/board.seeds

# A form with a side file, freezing, and what translators get.
fuzz_targets += tests/fuzz/texts
tests_fuzz_texts_SOURCES = %D%/texts.c $(fuzz_main)
tests_fuzz_texts_LDFLAGS = $(fuzz_ldflags)
tests_fuzz_texts_LDADD = $(form_deps)
EXTRA_DIST += %D%/corpus/texts

# Posted bodies, drafts, records and boxes, key files.  Their forms: forms/hampshire.yaml,
# and one with each kind of question.
fuzz_targets += tests/fuzz/body tests/fuzz/draft tests/fuzz/record tests/fuzz/key
fuzz_answer_deps = libseal.a $(SODIUM_LIBS) $(answer_deps)
tests_fuzz_body_SOURCES = %D%/body.c %D%/answer_forms.h $(fuzz_main)
tests_fuzz_body_LDFLAGS = $(fuzz_ldflags)
tests_fuzz_body_LDADD = $(answer_deps)
tests_fuzz_draft_SOURCES = %D%/draft.c %D%/answer_forms.h $(fuzz_main)
tests_fuzz_draft_LDFLAGS = $(fuzz_ldflags)
tests_fuzz_draft_LDADD = $(fuzz_answer_deps)
tests_fuzz_record_SOURCES = %D%/record.c %D%/answer_forms.h $(fuzz_main)
tests_fuzz_record_LDFLAGS = $(fuzz_ldflags)
tests_fuzz_record_LDADD = $(fuzz_answer_deps)
tests_fuzz_key_SOURCES = %D%/key.c $(fuzz_main)
tests_fuzz_key_LDFLAGS = $(fuzz_ldflags)
tests_fuzz_key_LDADD = $(seal_deps)
EXTRA_DIST += %D%/corpus/body %D%/corpus/draft %D%/corpus/record %D%/corpus/key

# A request's target and header, as the door checks them.
fuzz_targets += tests/fuzz/request
tests_fuzz_request_SOURCES = %D%/request.c $(fuzz_main)
tests_fuzz_request_LDFLAGS = $(fuzz_ldflags)
tests_fuzz_request_LDADD = $(web_deps)
EXTRA_DIST += %D%/corpus/request

# What a client of the hatch says to the door.
fuzz_targets += tests/fuzz/hatch
tests_fuzz_hatch_SOURCES = %D%/hatch.c $(fuzz_main)
tests_fuzz_hatch_LDFLAGS = $(fuzz_ldflags)
tests_fuzz_hatch_LDADD = $(web_deps)
EXTRA_DIST += %D%/corpus/hatch

# Conditions and limits of XLSForms.
fuzz_targets += tests/fuzz/xpath
tests_fuzz_xpath_SOURCES = %D%/xpath.c $(fuzz_main)
tests_fuzz_xpath_LDFLAGS = $(fuzz_ldflags)
tests_fuzz_xpath_LDADD = $(form_deps)
EXTRA_DIST += %D%/corpus/xpath

# A pattern of PCRE2, as a form's `own patterns` give it.
fuzz_targets += tests/fuzz/rx
tests_fuzz_rx_SOURCES = %D%/rx.c $(fuzz_main)
tests_fuzz_rx_LDFLAGS = $(fuzz_ldflags)
tests_fuzz_rx_LDADD = $(base_deps)
EXTRA_DIST += %D%/corpus/rx

# Workbooks, and the CSV of their sheets, all the way to a form.
fuzz_targets += tests/fuzz/xlsform
tests_fuzz_xlsform_SOURCES = %D%/xlsform.c $(fuzz_main)
tests_fuzz_xlsform_LDFLAGS = $(fuzz_ldflags)
tests_fuzz_xlsform_LDADD = $(form_deps)
EXTRA_DIST += %D%/corpus/xlsform

# The ledger of releases.
fuzz_targets += tests/fuzz/ledger
tests_fuzz_ledger_SOURCES = %D%/ledger.c src/app/ledger.c $(fuzz_main)
tests_fuzz_ledger_LDFLAGS = $(fuzz_ldflags)
tests_fuzz_ledger_LDADD = libseal.a $(SODIUM_LIBS) $(summary_deps)
EXTRA_DIST += %D%/corpus/ledger

# A file of closed batches, carried from another machine.
fuzz_targets += tests/fuzz/batch_file
tests_fuzz_batch_file_SOURCES = %D%/batch_file.c src/app/batch_bytes.c src/app/batch_put.c $(fuzz_main)
tests_fuzz_batch_file_LDFLAGS = $(fuzz_ldflags)
tests_fuzz_batch_file_LDADD = libseal.a $(SODIUM_LIBS) $(store_deps)
EXTRA_DIST += %D%/corpus/batch_file

# Plans of figures, with what earlier releases published.
fuzz_targets += tests/fuzz/figures
tests_fuzz_figures_SOURCES = %D%/figures.c $(fuzz_main)
tests_fuzz_figures_LDFLAGS = $(fuzz_ldflags)
tests_fuzz_figures_LDADD = $(summary_deps)
EXTRA_DIST += %D%/figures.seeds %D%/figures.dict

# Redaction of any text, and files of local words.
fuzz_targets += tests/fuzz/redact tests/fuzz/locals
tests_fuzz_redact_SOURCES = %D%/redact.c $(fuzz_main)
tests_fuzz_redact_LDFLAGS = $(fuzz_ldflags)
tests_fuzz_redact_LDADD = $(answer_deps)
tests_fuzz_locals_SOURCES = %D%/locals.c $(fuzz_main)
tests_fuzz_locals_LDFLAGS = $(fuzz_ldflags)
tests_fuzz_locals_LDADD = $(answer_deps)
EXTRA_DIST += %D%/corpus/redact %D%/corpus/locals

# Ticks of quotes, as a workspace holds them.
fuzz_targets += tests/fuzz/tick
tests_fuzz_tick_SOURCES = %D%/tick.c $(app_quotes) $(fuzz_main)
tests_fuzz_tick_LDFLAGS = $(fuzz_ldflags)
tests_fuzz_tick_LDADD = $(app_quotes_deps)
EXTRA_DIST += %D%/corpus/tick

# A codebook, codings by it, and what its words suggest.
fuzz_targets += tests/fuzz/codes
tests_fuzz_codes_SOURCES = %D%/codes.c $(fuzz_main)
tests_fuzz_codes_LDFLAGS = $(fuzz_ldflags)
tests_fuzz_codes_LDADD = $(summary_deps)
EXTRA_DIST += %D%/corpus/codes

# A published summary.json, from anywhere.
fuzz_targets += tests/fuzz/summary
tests_fuzz_summary_SOURCES = %D%/summary.c $(fuzz_main)
tests_fuzz_summary_LDFLAGS = $(fuzz_ldflags)
tests_fuzz_summary_LDADD = $(summary_deps)
EXTRA_DIST += %D%/summary.seeds

# Sheets of decisions of coders, as spreadsheets save them.
fuzz_targets += tests/fuzz/code_sheet
tests_fuzz_code_sheet_SOURCES = %D%/code_sheet.c src/app/codes_sheet.c $(fuzz_main)
tests_fuzz_code_sheet_LDFLAGS = $(fuzz_ldflags)
tests_fuzz_code_sheet_LDADD = $(base_deps)
EXTRA_DIST += %D%/corpus/code_sheet

# Pictures from outside, and the codes in them.
fuzz_targets += tests/fuzz/raster
tests_fuzz_raster_SOURCES = %D%/raster.c $(fuzz_main)
tests_fuzz_raster_LDFLAGS = $(fuzz_ldflags)
tests_fuzz_raster_LDADD = $(render_deps)
EXTRA_DIST += %D%/corpus/raster

# Files of places, as spreadsheets save them.
fuzz_targets += tests/fuzz/places
tests_fuzz_places_SOURCES = %D%/places.c src/app/places.c src/app/places_csv.c src/app/places_merge.c src/app/places_names.c $(fuzz_main)
tests_fuzz_places_LDFLAGS = $(fuzz_ldflags)
tests_fuzz_places_LDADD = $(out_deps)
EXTRA_DIST += %D%/corpus/places

# Logos, and the lines that canvass-render draws.
fuzz_targets += tests/fuzz/logo tests/fuzz/description
tests_fuzz_logo_SOURCES = %D%/logo.c $(fuzz_main)
tests_fuzz_logo_LDFLAGS = $(fuzz_ldflags)
tests_fuzz_logo_LDADD = $(render_deps)
tests_fuzz_description_SOURCES = %D%/description.c $(fuzz_main)
tests_fuzz_description_LDFLAGS = $(fuzz_ldflags)
tests_fuzz_description_LDADD = $(render_deps)
EXTRA_DIST += %D%/corpus/logo %D%/corpus/description

# A room's report, for comparing rooms.
fuzz_targets += tests/fuzz/room_report
tests_fuzz_room_report_SOURCES = %D%/room_report.c $(fuzz_main)
tests_fuzz_room_report_LDFLAGS = $(fuzz_ldflags)
tests_fuzz_room_report_LDADD = $(out_deps)
EXTRA_DIST += %D%/corpus/room_report

# What phones send in a room, and what is shown of it.
fuzz_targets += tests/fuzz/contribution
tests_fuzz_contribution_SOURCES = %D%/contribution.c $(fuzz_main)
tests_fuzz_contribution_LDFLAGS = $(fuzz_ldflags)
tests_fuzz_contribution_LDADD = $(live_deps)
EXTRA_DIST += %D%/corpus/contribution
