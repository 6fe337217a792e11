/*
 * A table laid out at a level, in the words that figs.h has for a published one.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_TEST_LAID_WORDS_H
#define CANVASS_TEST_LAID_WORDS_H

#include "summary/rules.h"
#include "tests/unit/disclose/figs.h"

static inline struct laid *
laid_of(struct figs *f, const char *table, enum ladder_level level)
{
	struct figures *g = figs_figures(f);
	struct err err = { .code = ERR_NONE };

	if (!figures_check(g, &err))
		die("figures made wrong: %s", err.text);
	return lay_out(g, &g->policy, figs_find_table(f, table), level, f->a);
}

static inline const char *
laid_say(struct figs *f, const struct laid *laid)
{
	struct printed_table *tables =
		arena_array(f->a, struct printed_table, f->table_count);
	struct disclosed d = { .tables = tables, .table_count = f->table_count };

	tables[laid->table] = (struct printed_table){ .level = laid->level,
						      .rows = laid->rows,
						      .columns = laid->columns,
						      .row_count = laid->row_count,
						      .column_count = laid->column_count,
						      .cells = laid->cells };
	return figs_words(f, &d, f->tables[laid->table].id);
}

static inline const char *
laid_words(struct figs *f, const char *table, enum ladder_level level)
{
	return laid_say(f, laid_of(f, table, level));
}

/* A survey of 131: who was told, and who was contacted by which role. */
static inline struct figs *
laid_example(struct arena *a)
{
	struct figs *f = figs_new(10, a);

	figs_variable(f, "told", "supervisor colleague nobody");
	figs_variable(f, "contacted", "yes no unsure");
	figs_variable(f, "role", "officer staff special volunteer");
	figs_fold(f, "role", "other", "special volunteer");
	figs_merge(f, "role", "not_officer", "staff special volunteer");
	figs_table(f, "told", TABLE_ANY, "told", NULL);
	figs_table(f, "contacted-by-role", TABLE_ONE, "contacted", "role");
	f->responses = 131;
	figs_count(f, "told", "64 / 103 / 6 / 21", "110");
	figs_count(f, "contacted-by-role",
		   "43 14 6 3 1 / 19 9 4 2 0 / 11 6 4 1 0 / 4 2 0 0 2", NULL);
	return f;
}

#endif
