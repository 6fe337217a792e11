/*
 * S8: two releases must not differ by a few people.  A line whose base has grown by less than
 * the increment since it was last printed anew is held: printed again as it was then.  Where
 * that cannot be, because the level has other rows, or because the line is the sum of lines
 * that would be printed anew, the level cannot be used.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/rules.h"

enum { NEVER = SIZE_MAX };

/* The column of a table in which a release printed the line fresh, or its column count. */
static size_t
fresh_column(const struct figures *f, size_t release, size_t table,
	     const struct printed_line *line)
{
	const struct printed_table *t = &f->earlier[release].published->tables[table];
	size_t c = line_find(t->columns, t->column_count, line);

	return c < t->column_count && t->columns[c].held ? t->column_count : c;
}

static bool
printed_fresh(const struct figures *f, size_t release, size_t table,
	      const struct printed_line *line)
{
	const struct printed_table *t = &f->earlier[release].published->tables[table];

	return fresh_column(f, release, table, line) < t->column_count;
}

/* The latest release in which any table of the question printed the line fresh, or NEVER. */
static size_t
last_fresh(const struct figures *f, size_t table, const struct printed_line *line)
{
	for (size_t r = f->earlier_count; r-- > 0;)
		for (size_t u = 0; u < f->table_count; u++)
			if (tables_kin(f, table, u, line_all(line)) &&
			    printed_fresh(f, r, u, line))
				return r;
	return NEVER;
}

static uint32_t
growth_since(const struct figures *f, size_t table, size_t release,
	     const struct printed_line *line)
{
	return line_count(f, table, &f->counts[table], NULL, line) -
	       line_count(f, table, &f->earlier[release].tables[table], NULL, line);
}

/* Whether a release was the last to print the line fresh, and it has grown too little since. */
static bool
hardly_grown(const struct figures *f, size_t release, size_t table,
	     const struct printed_line *line)
{
	return last_fresh(f, table, line) == release &&
	       growth_since(f, table, release, line) < f->policy.increment;
}

/* ---- copying what was printed ------------------------------------------------------ */

/*
 * What was printed under lower numbers may be too small by those of today.  That hangs on
 * printed numbers alone, so it tells nothing.
 */
static void
raise_column(const struct policy *now, const struct policy *then, bool pair,
	     struct printed_cell *cells, size_t rows, size_t wide)
{
	int half = ((int)then->rounding - 1) / 2, base = cells[0].n;
	bool gone = base >= 0 && base + half < (int)now->base;
	struct printed_cell *cell = cells;

	for (size_t r = 0; r < rows; r++, cell += wide) {
		bool small = cell->n + half < (int)now->threshold ||
			     (pair && base - cell->n + 2 * half < (int)now->threshold);

		if (cell->n >= 0 && (gone || (r && small)))
			*cell = (struct printed_cell){ .n = -1, .pct = -1, .marker = MARK_C };
	}
}

static bool
copy_column(const struct figures *f, struct laid *laid, size_t column, size_t release,
	    size_t table)
{
	const struct disclosed *then = f->earlier[release].published;
	const struct printed_table *t = &then->tables[table];
	size_t from = fresh_column(f, release, table, &laid->columns[column]), row;

	if (from == t->column_count)
		return false;
	for (size_t r = 0; r < laid->row_count; r++) {
		row = line_find(t->rows, t->row_count, &laid->rows[r]);
		if (row == t->row_count)
			return false;
		laid->cells[r * laid->column_count + column] =
			t->cells[row * t->column_count + from];
	}
	raise_column(&f->policy, &then->policy, f->tables[laid->table].kind == TABLE_ANY,
		     &laid->cells[column], laid->row_count, laid->column_count);
	return true;
}

/* The same table if it can, else another of the question that has all rows of this level. */
static bool
hold_line(const struct figures *f, struct laid *laid, size_t column, size_t release)
{
	const struct printed_line *line = &laid->columns[column];
	bool found = copy_column(f, laid, column, release, laid->table);

	for (size_t u = 0; u < f->table_count && !found; u++)
		found = u != laid->table &&
			tables_kin(f, laid->table, u, line_all(line)) &&
			copy_column(f, laid, column, release, u);
	laid->columns[column].held = found ? (unsigned)release + 1 : 0;
	return found;
}

/* ---- lines that were printed as one -------------------------------------------------- */

static bool
line_has(const struct printed_line *line, uint16_t key)
{
	for (size_t i = 0; i < line->of_count; i++)
		if (line->of[i] == key)
			return true;
	return false;
}

/* Whether the line is the sum of two or more columns of the level. */
static bool
is_sum(const struct laid *laid, const struct printed_line *line)
{
	size_t covered = 0, parts = 0, inside;

	for (size_t c = 0; c + 1 < laid->column_count; c++) {
		inside = 0;
		for (size_t i = 0; i < laid->columns[c].of_count; i++)
			inside += line_has(line, laid->columns[c].of[i]);
		if (inside < laid->columns[c].of_count)
			continue;
		covered += inside;
		parts++;
	}
	return parts > 1 && covered == line->of_count;
}

/* Whether the level's lines add up to one that was printed, and has hardly grown since. */
static bool
sums_betray(const struct figures *f, const struct laid *laid)
{
	const struct printed_table *t;

	if (laid->column_count < 3)
		return false;
	for (size_t r = 0; r < f->earlier_count; r++)
		for (size_t u = 0; u < f->table_count; u++) {
			t = &f->earlier[r].published->tables[u];
			if (!tables_kin(f, laid->table, u, false))
				continue;
			for (size_t c = 0; c + 1 < t->column_count; c++)
				if (!t->columns[c].held && is_sum(laid, &t->columns[c]) &&
				    hardly_grown(f, r, laid->table, &t->columns[c]))
					return true;
		}
	return false;
}

/* Whether the two tables are the same cells, one turned round. */
static bool
tables_mirror(const struct figures *f, size_t a, size_t b)
{
	const struct figure_table *x = &f->tables[a], *y = &f->tables[b];

	return x->rows == y->by && x->by == y->rows && x->kind == TABLE_ONE &&
	       y->kind == TABLE_ONE;
}

/* A line of the mirror that has hardly grown would stand here as a fresh row. */
static bool
mirror_betrays(const struct figures *f, const struct laid *laid)
{
	const struct printed_table *t;

	for (size_t r = 0; r < f->earlier_count; r++)
		for (size_t u = 0; u < f->table_count; u++) {
			t = &f->earlier[r].published->tables[u];
			if (!tables_mirror(f, laid->table, u))
				continue;
			for (size_t c = 0; c + 1 < t->column_count; c++)
				if (!t->columns[c].held &&
				    hardly_grown(f, r, u, &t->columns[c]))
					return true;
		}
	return false;
}

static bool
all_held(const struct laid *laid)
{
	for (size_t c = 0; c < laid->column_count; c++)
		if (!laid->columns[c].held)
			return false;
	return true;
}

/*
 * Where groups are shown and some line is fresh: all people may not be held, since they are the
 * sum of the groups and of those who are known to have left it out; nor may a mirror be.
 */
static bool
fresh_betrays(const struct figures *f, const struct laid *laid)
{
	size_t all = laid->column_count - 1;

	return all && !all_held(laid) &&
	       (laid->columns[all].held || mirror_betrays(f, laid));
}

bool
hold_lines(const struct figures *f, struct laid *laid)
{
	size_t release;
	uint32_t growth;

	if (rule_off(8))
		return true;
	for (size_t c = 0; c < laid->column_count; c++) {
		release = last_fresh(f, laid->table, &laid->columns[c]);
		if (release == NEVER)
			continue;
		growth = growth_since(f, laid->table, release, &laid->columns[c]);
		if (growth >= f->policy.increment)
			continue;
		if (!hold_line(f, laid, c, release))
			return false;
		laid->growth[c] = growth;
	}
	return !sums_betray(f, laid) && !fresh_betrays(f, laid);
}

int
hold_responses(const struct figures *f, unsigned *out_held)
{
	const struct disclosed *then;

	*out_held = 0;
	if (f->responses < f->policy.whole)
		return -1;
	for (size_t r = f->earlier_count; r-- > 0 && !rule_off(8);) {
		then = f->earlier[r].published;
		if (then->responses < 0 || then->responses_held)
			continue;
		if (f->responses - f->earlier[r].responses >= f->policy.increment)
			break;
		*out_held = (unsigned)r + 1;
		return then->responses;
	}
	return (int)policy_round(&f->policy, f->responses);
}

struct laid *
hold_whole(const struct figures *f, size_t table, struct arena *a)
{
	const struct figures_release *last =
		f->earlier_count ? &f->earlier[f->earlier_count - 1] : NULL;
	const struct printed_table *t = last ? &last->published->tables[table] : NULL;
	struct laid *laid;
	size_t cells;

	if (!t || !t->row_count)
		return NULL;
	laid = arena_one(a, struct laid);
	*laid = (struct laid){ .table = table,
			       .level = t->level,
			       .rows = t->rows,
			       .row_count = t->row_count,
			       .column_count = t->column_count };
	cells = t->row_count * t->column_count;
	laid->cells = arena_array(a, struct printed_cell, cells);
	memcpy(laid->cells, t->cells, cells * sizeof(*t->cells));
	laid->columns = arena_array(a, struct printed_line, t->column_count);
	laid->growth = arena_array(a, uint32_t, t->column_count);
	for (size_t c = 0; c < t->column_count; c++) {
		laid->columns[c] = t->columns[c];
		if (!t->columns[c].held)
			laid->columns[c].held = (unsigned)f->earlier_count;
		laid->growth[c] = growth_since(f, table, laid->columns[c].held - 1,
					       &laid->columns[c]);
		raise_column(&f->policy, &last->published->policy,
			     f->tables[table].kind == TABLE_ANY, &laid->cells[c],
			     t->row_count, t->column_count);
	}
	return laid;
}
