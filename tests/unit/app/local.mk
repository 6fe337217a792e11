# SPDX-License-Identifier: AGPL-3.0-or-later

# Parts of the program that need no workspace, with the objects that they call.
noinst_HEADERS += %D%/batch_made.h
app_batch_deps = libseal.a $(SODIUM_LIBS) $(store_deps)

check_PROGRAMS += tests/unit/app/batch_file.t
tests_unit_app_batch_file_t_SOURCES = %D%/batch_file.t.c src/app/batch_bytes.c src/app/batch_put.c
tests_unit_app_batch_file_t_LDADD = $(app_batch_deps)

noinst_HEADERS += %D%/ledger_made.h
check_PROGRAMS += tests/unit/app/ledger.t
tests_unit_app_ledger_t_SOURCES = %D%/ledger.t.c src/app/ledger.c
tests_unit_app_ledger_t_LDADD = libseal.a $(SODIUM_LIBS) $(summary_deps)

check_PROGRAMS += tests/unit/app/counting.t
tests_unit_app_counting_t_SOURCES = %D%/counting.t.c src/app/counting.c src/app/opening.c
tests_unit_app_counting_t_LDADD = libsummary.a $(GLPK_LIBS) $(STEMMER_LIBS) libseal.a $(SODIUM_LIBS) libstore.a \
	$(SQLITE_LIBS) $(answer_deps)

# Quotes: what is left of a comment, and ticks as bytes.
noinst_HEADERS += %D%/tick_made.h
app_quotes = src/app/quotes.c src/app/opening.c src/app/quotes_text.c src/app/quotes_tick.c src/app/vouch.c
app_quotes_deps = libsummary.a $(GLPK_LIBS) $(STEMMER_LIBS) libseal.a $(SODIUM_LIBS) libstore.a $(SQLITE_LIBS) \
	$(answer_deps)
check_PROGRAMS += tests/unit/app/quotes_tick.t tests/unit/app/quotes_text.t
tests_unit_app_quotes_tick_t_SOURCES = %D%/quotes_tick.t.c $(app_quotes)
tests_unit_app_quotes_tick_t_LDADD = $(app_quotes_deps)
tests_unit_app_quotes_text_t_SOURCES = %D%/quotes_text.t.c $(app_quotes)
tests_unit_app_quotes_text_t_LDADD = $(app_quotes_deps)
check_PROGRAMS += tests/unit/app/quotes_judge.t
tests_unit_app_quotes_judge_t_SOURCES = %D%/quotes_judge.t.c src/app/quotes_judge.c $(app_quotes)
tests_unit_app_quotes_judge_t_LDADD = $(app_quotes_deps)

# Coding: notes as bytes, sheets as they come back.
check_PROGRAMS += tests/unit/app/codes_note.t tests/unit/app/codes_sheet.t
tests_unit_app_codes_note_t_SOURCES = %D%/codes_note.t.c src/app/codes_note.c $(app_quotes)
tests_unit_app_codes_note_t_LDADD = $(app_quotes_deps)
tests_unit_app_codes_sheet_t_SOURCES = %D%/codes_sheet.t.c src/app/codes_sheet.c
tests_unit_app_codes_sheet_t_LDADD = $(base_deps)
