/*
 * Whether the numbers of a published summary.json follow from each other, as those of a release do:
 * shares from printed counts, counts from the rounding, answers from their base.  Who alters one of
 * them by hand must alter all that hang on it.  It proves nothing of a file that was altered with
 * care: that is what SHA256SUMS is for.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/summary_take.h"

static unsigned
half(const struct summary *s)
{
	return (s->policy.rounding - 1) / 2;
}

static bool
is_rounded(const struct summary *s, int n)
{
	return (unsigned)n % s->policy.rounding == 0;
}

/* ---- one cell --------------------------------------------------------------------- */

/* fresh: printed by this release's policy, and not by that of an earlier one. */
static void
check_cell(struct take *t, const struct summary *s, const struct cell *cell,
	   const struct cell *base, bool fresh)
{
	bool few = base->n < (int)s->policy.whole;
	int want;

	if (cell->n < 0)
		return;
	if (base->n < 0) {
		part_wrong(t, "n is %d where the base is hidden", cell->n);
		return;
	}
	want = base->n ? published_percent((unsigned)cell->n, (unsigned)base->n) : -1;
	if (cell->n > base->n)
		part_wrong(t, "n is %d, of a base of %d", cell->n, base->n);
	else if (cell->pct != want)
		part_wrong(t, "pct is %d where %d of %d gives %d", cell->pct, cell->n,
			   base->n, want);
	else if (fresh && !is_rounded(s, cell->n))
		part_wrong(t, "n is %d, which is not rounded to %u", cell->n,
			   s->policy.rounding);
	else if (fresh && (unsigned)cell->n + half(s) < s->policy.threshold)
		part_wrong(t, "n is %d, which is too small to be printed", cell->n);
	else if (fresh && few != (cell->marker == MARK_U))
		part_wrong(t, "its marker does not follow from a base of %d", base->n);
}

static void
check_base(struct take *t, const struct summary *s, const struct cell *base, bool fresh)
{
	if (base->pct >= 0)
		part_wrong(t, "a base has no share");
	else if (base->n >= 0 && fresh && !is_rounded(s, base->n))
		part_wrong(t, "n is %d, which is not rounded to %u", base->n,
			   s->policy.rounding);
	else if (base->n >= 0 && fresh && (unsigned)base->n + half(s) < s->policy.base)
		part_wrong(t, "n is %d, which is too small for a base", base->n);
	else if (base->marker == MARK_U || base->marker == MARK_CU)
		part_wrong(t, "a base bears no [u]");
}

/* ---- one table -------------------------------------------------------------------- */

static bool
is_fresh(const struct table *table, size_t column)
{
	return !table->held || !table->held[column];
}

/* One answer each: they sum to the base, as far as rounding and what is hidden allow. */
static void
check_sum(struct take *t, const struct summary *s, const struct table *table,
	  size_t column)
{
	long sum = 0, hidden = 0, off = (long)half(s),
	     base = table->rows[0].cells[column].n;
	long count = (long)table->row_count;

	if (table->kind != TABLE_ONE || base < 0 || count < 2 || !is_fresh(table, column))
		return;
	for (size_t r = 1; r < table->row_count; r++) {
		const struct cell *cell = &table->rows[r].cells[column];

		sum += cell->n > 0 ? cell->n : 0;
		hidden += cell->n < 0 && cell->marker != MARK_Z;
	}
	if (sum > base + off * count)
		part_wrong(t, "the answers sum to %ld, of a base of %ld", sum, base);
	else if (sum + hidden * ((long)s->policy.threshold - 1) < base - off * count)
		part_wrong(t, "the answers sum to %ld only, of a base of %ld", sum, base);
}

static void
check_level(struct take *t, const struct summary *s, const struct table *table)
{
	size_t rows = table->row_count, columns = rows ? table->rows[0].cell_count : 0;
	enum ladder_level level = table->level;
	bool answers =
		level == LEVEL_FULL || level == LEVEL_MERGED || level == LEVEL_ROWS;
	bool groups = *table->by && (level == LEVEL_FULL || level == LEVEL_MERGED ||
				     level == LEVEL_GROUPS);

	if (level == LEVEL_NOTHING || s->responses < 0) {
		if (rows)
			part_wrong(t, s->responses < 0
					      ? "it has rows under too few responses"
					      : "it has rows at level \"nothing\"");
		return;
	}
	if (answers != (rows > 1))
		part_wrong(t, "level \"%s\" does not have %zu rows", level_names[level],
			   rows);
	else if (groups != (columns > 1))
		part_wrong(t, "level \"%s\" does not have %zu columns",
			   level_names[level], columns);
}

/* The first row and the last column are all people, and no other is. */
static void
check_keys(struct take *t, const struct table *table)
{
	size_t rows = table->row_count, columns = table->rows[0].cell_count;

	for (size_t r = 0; r < rows && !t->bad; r++)
		if (str_same(table->rows[r].key, "*") != (r == 0))
			part_wrong(t, "its first row must be \"*\", and no other");
	for (size_t c = 0; c < columns && !t->bad; c++)
		if (str_same(table->rows[0].cells[c].key, "*") != (c + 1 == columns))
			part_wrong(t, "its last column must be \"*\", and no other");
	for (size_t r = 1; r < rows && !t->bad; r++)
		if (table_row(table, table->rows[r].key) != &table->rows[r])
			part_wrong(t, "it has two rows \"%s\"", NAME(table->rows[r].key));
	for (size_t c = 1; c < columns && !t->bad; c++)
		for (size_t d = 0; d < c; d++)
			if (str_same(table->rows[0].cells[c].key,
				     table->rows[0].cells[d].key))
				part_wrong(t, "it has two columns \"%s\"",
					   NAME(table->rows[0].cells[c].key));
}

static const struct key_text *
option_of(const struct table *table, const char *key)
{
	for (size_t i = 0; i < table->option_count; i++)
		if (str_same(table->options[i].key, key))
			return &table->options[i];
	return NULL;
}

/* What is printed is among the answers that the table says there are. */
static void
check_options(struct take *t, const struct table *table)
{
	const struct key_text *option;

	for (size_t i = 0; i < table->option_count && !t->bad; i++)
		if (option_of(table, table->options[i].key) != &table->options[i])
			part_wrong(t, "two options \"%s\"", NAME(table->options[i].key));
	for (size_t r = 1; table->options && r < table->row_count && !t->bad; r++) {
		const struct row *row = &table->rows[r];

		option = row->of ? NULL : option_of(table, row->key);
		if (!row->of && (!option || !str_same(option->label, row->label)))
			part_wrong(t, "row \"%s\" is none of its options",
				   NAME(row->key));
		for (size_t i = 0; i < row->of_count && !t->bad; i++)
			if (!option_of(table, row->of[i]))
				part_wrong(t, "\"%s\" is none of its options",
					   NAME(row->of[i]));
	}
}

static void
check_table(struct take *t, const struct summary *s, const struct table *table)
{
	const char *where = t->where;

	check_level(t, s, table);
	if (t->bad || !table->row_count)
		return;
	check_keys(t, table);
	check_options(t, table);
	for (size_t r = 0; r < table->row_count && !t->bad; r++) {
		const struct row *row = &table->rows[r];

		t->where = arena_printf(t->a, "%s, row \"%s\"", where, NAME(row->key));
		for (size_t c = 0; c < row->cell_count && !t->bad; c++) {
			if (row->cell_count > 1)
				t->where = arena_printf(
					t->a, "%s, row \"%s\", column \"%s\"", where,
					NAME(row->key), NAME(row->cells[c].key));
			if (r)
				check_cell(t, s, &row->cells[c], &table->rows[0].cells[c],
					   is_fresh(table, c));
			else
				check_base(t, s, &row->cells[c], is_fresh(table, c));
		}
	}
	if (!t->bad)
		t->where = where;
	for (size_t c = 0; c < table->rows[0].cell_count && !t->bad; c++)
		check_sum(t, s, table, c);
}

/* ---- shares that stand outside tables ---------------------------------------------- */

static void
check_share(struct take *t, int n, int base, int pct, enum marker marker)
{
	bool shown = marker == MARK_NONE || marker == MARK_U;

	if (shown != (n >= 0) || (n < 0 && pct >= 0))
		part_wrong(t, "a number and its marker do not go together");
	else if (n >= 0 && base <= 0)
		part_wrong(t, "n is %d, and there is no base", n);
	else if (n > base && n >= 0)
		part_wrong(t, "n is %d, of a base of %d", n, base);
	else if (n >= 0 && pct != published_percent((unsigned)n, (unsigned)base))
		part_wrong(t, "pct is %d where %d of %d gives %d", pct, n, base,
			   published_percent((unsigned)n, (unsigned)base));
}

/* A point of the scorecard has the base of its table, and one row of it or two. */
static void
check_point(struct take *t, const struct summary *s, const struct score_point *p)
{
	const struct table *table = summary_table(s, p->id);
	const struct row *rows = table ? table->rows : NULL;
	bool found = p->n < 0;
	size_t last;
	int sum;

	check_share(t, p->n, p->base, p->pct, p->marker);
	if (t->bad || p->base < 0)
		return;
	if (!table || !table->row_count) {
		part_wrong(t, "its question has no table that prints anything");
		return;
	}
	last = rows[0].cell_count - 1;
	if (p->base != rows[0].cells[last].n)
		part_wrong(t, "base is %d, and that of its table is not", p->base);
	for (size_t i = 1; i < table->row_count && !found; i++)
		for (size_t k = i; k < table->row_count && !found; k++) {
			if (rows[i].cells[last].n < 0 || rows[k].cells[last].n < 0)
				continue;
			sum = rows[i].cells[last].n + (k > i ? rows[k].cells[last].n : 0);
			found = p->n == (sum > p->base ? p->base : sum);
		}
	if (!found)
		part_wrong(t, "n is %d, which no answers of its table give", p->n);
}

static void
check_responses(struct take *t, const struct summary *s)
{
	if (s->responses < 0)
		return;
	if (!s->responses_held && !is_rounded(s, s->responses))
		part_wrong(t, "\"responses\" is %d, which is not rounded to %u",
			   s->responses, s->policy.rounding);
	else if (!s->responses_held && (unsigned)s->responses + half(s) < s->policy.whole)
		part_wrong(t, "\"responses\" is %d, and %u are needed to print anything",
			   s->responses, s->policy.whole);
}

void
check_numbers(struct take *t, const struct summary *s)
{
	check_responses(t, s);
	for (size_t i = 0; i < s->table_count && !t->bad; i++) {
		t->where = arena_printf(t->a, "tables[%zu] \"%s\"", i,
					NAME(s->tables[i].id));
		check_table(t, s, &s->tables[i]);
	}
	for (size_t i = 0; i < s->theme_count && !t->bad; i++) {
		const struct theme_result *theme = &s->themes[i];

		t->where = arena_printf(t->a, "themes[%zu] \"%s\"", i, NAME(theme->id));
		check_share(t, theme->n, theme->base, theme->pct, theme->marker);
	}
	for (size_t i = 0; i < s->scorecard_count && !t->bad; i++) {
		t->where = arena_printf(t->a, "scorecard[%zu] \"%s\"", i,
					NAME(s->scorecard[i].id));
		check_point(t, s, &s->scorecard[i]);
	}
}

/* ---- ranges --------------------------------------------------------------------------- */

/* Printed to a tenth of a per cent. */
static void
check_range(struct take *t, const struct json *from, const struct interval *want)
{
	const struct interval got = read_range(t, from);
	double low = got.low - want->low, high = got.high - want->high;

	if (t->bad || !json_get(from, "low"))
		return;
	if (got.known != want->known ||
	    (got.known && (low < -0.001 || low > 0.001 || high < -0.001 || high > 0.001)))
		part_wrong(t, "\"low\" and \"high\" are not the range of its numbers");
}

static void
check_table_ranges(struct take *t, const struct json *from, const struct summary *s,
		   const struct table *table)
{
	const struct json *row = json_get(from, "rows")->first;

	for (size_t r = 0; row && !t->bad; row = row->next, r++) {
		const struct json *cell = json_get(row, "cells")->first;

		for (size_t c = 0; cell && !t->bad; cell = cell->next, c++) {
			const struct interval want =
				summary_interval(s, table, &table->rows[r], c);

			t->where =
				arena_printf(t->a, "table \"%s\", row \"%s\"",
					     NAME(table->id), NAME(table->rows[r].key));
			check_range(t, cell, &want);
		}
	}
}

/* Sharper than it is printed, for changes. */
static void
check_theme_range(struct take *t, const struct summary *s, struct theme_result *theme)
{
	const struct interval want = tally_interval_rounded(
		(unsigned)theme->n, (unsigned)theme->base, 0, half(s));
	double low = theme->range.low - want.low, high = theme->range.high - want.high;

	if (low < -0.001 || low > 0.001 || high < -0.001 || high > 0.001)
		part_wrong(t, "\"low\" and \"high\" are not the range of its numbers");
	theme->range = want;
}

void
check_ranges(struct take *t, const struct json *top, struct summary *s)
{
	const struct json *at = json_get(top, "tables")->first;

	for (size_t i = 0; at && !t->bad; at = at->next, i++)
		check_table_ranges(t, at, s, &s->tables[i]);
	for (size_t i = 0; i < s->theme_count && !t->bad; i++) {
		struct theme_result *theme = &s->themes[i];

		if (!theme->range.known)
			continue;
		t->where = arena_printf(t->a, "themes[%zu] \"%s\"", i, NAME(theme->id));
		if (theme->n < 0) {
			part_wrong(t, "it has a range and no number");
			return;
		}
		check_theme_range(t, s, theme);
	}
	if (!t->bad)
		t->where = "";
}
