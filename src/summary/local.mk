# SPDX-License-Identifier: AGPL-3.0-or-later
# What may be told: counts become published cells here, and nowhere else.

noinst_LIBRARIES += libsummary.a
libsummary_a_SOURCES = %D%/summary.h %D%/disclose.h %D%/coding.h %D%/internal.h \
	%D%/figures.h %D%/figures.c %D%/figures_agree.c %D%/figures_take.c %D%/figures_read.c \
	%D%/figures_counts.c %D%/disclosed_check.c %D%/disclosed_read.c %D%/disclosed_write.c \
	%D%/policy.c \
	%D%/ladder.c %D%/lines.c %D%/hold.c %D%/model.c %D%/model_shared.c %D%/lp.c %D%/rules.h %D%/model.h %D%/lp.h \
	%D%/audit.h %D%/printed.c %D%/search.c %D%/attempt.c \
	%D%/board.c %D%/cross.c %D%/interval.c %D%/months.c %D%/notes.c %D%/plan.c %D%/plan_figures.c %D%/plan_implied.c \
	%D%/plan_write.c %D%/quotes.c %D%/publish.c %D%/explain.c %D%/scorecard.c \
	%D%/summary.c %D%/tally.c %D%/themes.c %D%/change.c \
	%D%/summary_take.h %D%/summary_take.c %D%/summary_read.c %D%/summary_read_table.c \
	%D%/summary_read_parts.c %D%/summary_check.c \
	%D%/compare.h %D%/compare_rows.h %D%/compare.c %D%/compare_rows.c
libsummary_a_SOURCES += %D%/codebook.h %D%/codebook.c %D%/codebook_change.c %D%/codebook_file.c %D%/coding.c \
	%D%/terms.h %D%/words.c %D%/stem.c %D%/stop.c %D%/vocabulary.c %D%/terms.c %D%/agree.c \
	%D%/suggest.h %D%/suggest.c %D%/suggest_words.c %D%/suggest_literal.c
libsummary_a_CPPFLAGS = $(AM_CPPFLAGS)
