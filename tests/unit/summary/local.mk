# SPDX-License-Identifier: AGPL-3.0-or-later

EXTRA_DIST += %D%/first.h %D%/release.h %D%/small.h \
	%D%/laid_words.h %D%/mono.h %D%/mono_play.h

check_PROGRAMS += tests/unit/summary/interval.t
tests_unit_summary_interval_t_SOURCES = %D%/interval.t.c
tests_unit_summary_interval_t_LDADD = $(summary_deps)

check_PROGRAMS += tests/unit/summary/plan.t
tests_unit_summary_plan_t_SOURCES = %D%/plan.t.c
tests_unit_summary_plan_t_LDADD = $(summary_deps)

check_PROGRAMS += tests/unit/summary/summary.t
tests_unit_summary_summary_t_SOURCES = %D%/summary.t.c
tests_unit_summary_summary_t_LDADD = $(summary_deps)

check_PROGRAMS += tests/unit/summary/themes.t
tests_unit_summary_themes_t_SOURCES = %D%/themes.t.c
tests_unit_summary_themes_t_LDADD = $(summary_deps)

check_PROGRAMS += tests/unit/summary/tally.t
tests_unit_summary_tally_t_SOURCES = %D%/tally.t.c
tests_unit_summary_tally_t_LDADD = $(summary_deps)

check_PROGRAMS += tests/unit/summary/whole.t
tests_unit_summary_whole_t_SOURCES = tests/unit/whole.c
tests_unit_summary_whole_t_LDADD = $(WHOLE) libsummary.a $(NO_WHOLE) $(summary_deps)

check_PROGRAMS += tests/unit/summary/explain.t
tests_unit_summary_explain_t_SOURCES = %D%/explain.t.c
tests_unit_summary_explain_t_LDADD = $(summary_deps)

check_PROGRAMS += tests/unit/summary/plan_write.t
tests_unit_summary_plan_write_t_SOURCES = %D%/plan_write.t.c
tests_unit_summary_plan_write_t_LDADD = $(summary_deps)

check_PROGRAMS += tests/unit/summary/promises.t
tests_unit_summary_promises_t_SOURCES = %D%/promises.t.c
tests_unit_summary_promises_t_LDADD = $(summary_deps)

check_PROGRAMS += tests/unit/summary/publish.t
tests_unit_summary_publish_t_SOURCES = %D%/publish.t.c
tests_unit_summary_publish_t_LDADD = $(summary_deps)

check_PROGRAMS += tests/unit/summary/figures.t
tests_unit_summary_figures_t_SOURCES = %D%/figures.t.c
tests_unit_summary_figures_t_LDADD = $(summary_deps)

check_PROGRAMS += tests/unit/summary/pairs.t
tests_unit_summary_pairs_t_SOURCES = %D%/pairs.t.c
tests_unit_summary_pairs_t_LDADD = $(summary_deps)

check_PROGRAMS += tests/unit/summary/policy.t
tests_unit_summary_policy_t_SOURCES = %D%/policy.t.c
tests_unit_summary_policy_t_LDADD = $(summary_deps)

check_PROGRAMS += tests/unit/summary/lp.t
tests_unit_summary_lp_t_SOURCES = %D%/lp.t.c
tests_unit_summary_lp_t_LDADD = $(summary_deps)

check_PROGRAMS += tests/unit/summary/lines.t
tests_unit_summary_lines_t_SOURCES = %D%/lines.t.c
tests_unit_summary_lines_t_LDADD = $(summary_deps)

check_PROGRAMS += tests/unit/summary/hold.t
tests_unit_summary_hold_t_SOURCES = %D%/hold.t.c
tests_unit_summary_hold_t_LDADD = $(summary_deps)

check_PROGRAMS += tests/unit/summary/ladder.t
tests_unit_summary_ladder_t_SOURCES = %D%/ladder.t.c
tests_unit_summary_ladder_t_LDADD = $(summary_deps)

check_PROGRAMS += tests/unit/summary/model.t
tests_unit_summary_model_t_SOURCES = %D%/model.t.c
tests_unit_summary_model_t_LDADD = $(summary_deps)

check_PROGRAMS += tests/unit/summary/search.t
tests_unit_summary_search_t_SOURCES = %D%/search.t.c
tests_unit_summary_search_t_LDADD = $(summary_deps)

check_PROGRAMS += tests/unit/summary/attempt.t
tests_unit_summary_attempt_t_SOURCES = %D%/attempt.t.c
tests_unit_summary_attempt_t_LDADD = $(summary_deps)

check_PROGRAMS += tests/unit/summary/quotes.t
tests_unit_summary_quotes_t_SOURCES = %D%/quotes.t.c
tests_unit_summary_quotes_t_LDADD = $(summary_deps)

check_PROGRAMS += tests/unit/summary/change.t
tests_unit_summary_change_t_SOURCES = %D%/change.t.c
tests_unit_summary_change_t_LDADD = $(summary_deps)

check_PROGRAMS += tests/unit/summary/board.t
tests_unit_summary_board_t_SOURCES = %D%/board.t.c
tests_unit_summary_board_t_LDADD = $(summary_deps)

check_PROGRAMS += tests/unit/summary/summary_read.t
tests_unit_summary_summary_read_t_SOURCES = %D%/summary_read.t.c
tests_unit_summary_summary_read_t_LDADD = $(summary_deps)

EXTRA_DIST += %D%/coded.h

check_PROGRAMS += tests/unit/summary/codebook.t
tests_unit_summary_codebook_t_SOURCES = %D%/codebook.t.c
tests_unit_summary_codebook_t_LDADD = $(summary_deps)

check_PROGRAMS += tests/unit/summary/codebook_file.t
tests_unit_summary_codebook_file_t_SOURCES = %D%/codebook_file.t.c
tests_unit_summary_codebook_file_t_LDADD = $(summary_deps)

check_PROGRAMS += tests/unit/summary/coding.t
tests_unit_summary_coding_t_SOURCES = %D%/coding.t.c
tests_unit_summary_coding_t_LDADD = $(summary_deps)

check_PROGRAMS += tests/unit/summary/agree.t
tests_unit_summary_agree_t_SOURCES = %D%/agree.t.c
tests_unit_summary_agree_t_LDADD = $(summary_deps)

check_PROGRAMS += tests/unit/summary/suggest.t
tests_unit_summary_suggest_t_SOURCES = %D%/suggest.t.c
tests_unit_summary_suggest_t_LDADD = $(summary_deps)

check_PROGRAMS += tests/unit/summary/terms.t
tests_unit_summary_terms_t_SOURCES = %D%/terms.t.c
tests_unit_summary_terms_t_LDADD = $(summary_deps)

check_PROGRAMS += tests/unit/summary/compare.t
tests_unit_summary_compare_t_SOURCES = %D%/compare.t.c
tests_unit_summary_compare_t_LDADD = $(summary_deps)
EXTRA_DIST += %D%/wave_made.h
