/*
 * One wave for tests: a summary with one question of two answers, a theme and a point.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_TEST_WAVE_MADE_H
#define CANVASS_TEST_WAVE_MADE_H

#include "summary/summary.h"

static const struct key_text wave_answers[] = { { "yes", "Yes" }, { "no", "No" } };

struct wave { /* a summary with one table of two answers */
	struct cell base, cells[2];
	struct row rows[3];
	struct table table;
	struct theme_result theme;
	struct score_point point;
	struct summary s;
};

static inline struct cell
wave_cell(int n, int base)
{
	return (struct cell){ .key = "*",
			      .label = "All",
			      .n = n,
			      .pct = n < 0 || base <= 0 ? -1 : 50,
			      .marker = n < 0 ? MARK_C : MARK_NONE };
}

static inline void
wave_make(struct wave *w, const char *name, int yes, int no, int base)
{
	*w = (struct wave){ .base = wave_cell(base, 0),
			    .cells = { wave_cell(yes, base), wave_cell(no, base) } };
	w->rows[0] = (struct row){ .key = "*",
				   .label = "All who answered",
				   .cells = &w->base,
				   .cell_count = 1 };
	for (int i = 0; i < 2; i++)
		w->rows[i + 1] = (struct row){ .key = wave_answers[i].key,
					       .label = wave_answers[i].label,
					       .cells = &w->cells[i],
					       .cell_count = 1 };
	w->table = (struct table){ .id = "seen",
				   .title = "Were you seen?",
				   .question = "seen",
				   .by = "",
				   .lead = "",
				   .when = "",
				   .options = wave_answers,
				   .option_count = 2,
				   .level = LEVEL_FULL,
				   .theme = -1,
				   .rows = w->rows,
				   .row_count = 3 };
	w->theme = (struct theme_result){
		.id = "care",
		.title = "Care",
		.n = yes,
		.base = base,
		.pct = yes < 0 ? -1 : 50,
		.marker = yes < 0 ? MARK_C : MARK_NONE,
		.range = yes < 0 ? (struct interval){ .known = false }
				 : tally_interval_rounded((unsigned)yes, (unsigned)base,
							  0, 2)
	};
	w->point = (struct score_point){ .id = "seen",
					 .title = "Were you seen?",
					 .best = "Yes",
					 .n = yes,
					 .base = base,
					 .pct = yes < 0 ? -1 : 50,
					 .marker = yes < 0 ? MARK_C : MARK_NONE };
	w->s = (struct summary){ .wave = name,
				 .policy = policy_make(10),
				 .responses = base,
				 .tables = &w->table,
				 .table_count = 1,
				 .themes = &w->theme,
				 .theme_count = 1,
				 .scorecard = &w->point,
				 .scorecard_count = 1 };
}

#endif
