/*
 * Whether an earlier release printed what its counts give.  The audit takes what was printed for
 * true: if a number of it does not follow from the counts, then either is wrong, and what the
 * audit proves would be worth nothing.  So each column is laid out again as it must have been, or
 * looked up in the release that it was held from.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/figures.h"
#include "summary/rules.h"

struct past {
	const struct figures *f; /* as of that release: its counts, and those before it */
	const struct disclosed *printed;
	size_t table;
	const struct printed_table *t;
	struct err *err;
};

static bool
unfit(const struct past *p, const char *row, const char *column, const char *words)
{
	return figures_wrong(
		p->err, "D01", "published, table \"%s\", row \"%s\", column \"%s\": %s",
		NAME(p->f->tables[p->table].id), NAME(row), NAME(column), words);
}

static bool
cells_same(const struct printed_cell *a, const struct printed_cell *b)
{
	return a->n == b->n && a->pct == b->pct && a->marker == b->marker;
}

/* ---- a column that was fresh ----------------------------------------------- */

static bool
fresh_fits(const struct past *p, const struct laid *laid, size_t column)
{
	const struct printed_table *t = p->t;
	const struct printed_line *line = &t->columns[column];
	size_t from = line_find(laid->columns, laid->column_count, line), row;

	if (from == laid->column_count)
		return unfit(p, "*", line->key, "its counts do not give such a column");
	if (line_all(line) && t->cells[column].n < 0)
		return unfit(p, "*", line->key, "the base of all is hidden");
	for (size_t r = 0; r < t->row_count; r++) {
		row = line_find(laid->rows, laid->row_count, &t->rows[r]);
		if (row == laid->row_count)
			return unfit(p, t->rows[r].key, line->key,
				     "its level does not give such a row");
		if (!cells_same(&t->cells[r * t->column_count + column],
				&laid->cells[row * laid->column_count + from]))
			return unfit(p, t->rows[r].key, line->key,
				     "this is not what its counts give");
	}
	return t->row_count == laid->row_count ||
	       unfit(p, "*", line->key, "rows of its level are missing");
}

/* ---- a column that was held ----------------------------------------------- */

/* As it was printed then; hidden instead is less, which a policy that was raised may bring. */
static bool
held_as(const struct printed_table *t, size_t column, const struct printed_table *then,
	size_t from)
{
	for (size_t r = 0; r < t->row_count; r++) {
		const struct printed_cell *now = &t->cells[r * t->column_count + column];
		size_t row = line_find(then->rows, then->row_count, &t->rows[r]);

		if (row == then->row_count)
			return false;
		if (!cells_same(now, &then->cells[row * then->column_count + from]) &&
		    now->marker != MARK_C)
			return false;
	}
	return true;
}

/* Any table of the question may have printed it. */
static bool
held_fits(const struct past *p, size_t column)
{
	const struct figures *f = p->f;
	const struct printed_line *line = &p->t->columns[column];
	const struct disclosed *then = f->earlier[line->held - 1].published;

	for (size_t u = 0; u < f->table_count; u++) {
		const struct printed_table *t = &then->tables[u];
		size_t from = line_find(t->columns, t->column_count, line);

		if (tables_kin(f, p->table, u, line_all(line)) &&
		    from < t->column_count && !t->columns[from].held &&
		    held_as(p->t, column, t, from))
			return true;
	}
	return unfit(p, "*", line->key,
		     "this is not what the release that it is held from printed");
}

/* ---- all of it ----------------------------------------------- */

static bool
table_fits(const struct past *p)
{
	const struct printed_table *t = p->t;
	struct laid *laid = NULL;
	struct arena *a;
	bool good = true;

	if (t->level == LEVEL_NOTHING)
		return true;
	if (p->f->responses < p->printed->policy.whole)
		return unfit(p, "*", "*",
			     "there were too few responses to print anything");
	if (!level_applies(p->f, p->table, t->level))
		return unfit(p, "*", "*", "its ladder does not have this level");
	a = arena_new(0);
	laid = lay_out(p->f, &p->printed->policy, p->table, t->level, a);
	for (size_t c = 0; good && c < t->column_count; c++)
		good = t->columns[c].held ? held_fits(p, c) : fresh_fits(p, laid, c);
	arena_free(a);
	return good;
}

bool
disclosed_check(const struct figures *f, size_t which, struct err *err)
{
	const struct figures_release *past = &f->earlier[which];
	struct figures then = *f;
	struct past p = { .f = &then, .printed = past->published, .err = err };
	unsigned held;

	then.policy = past->published->policy;
	then.responses = past->responses;
	then.counts = past->tables;
	then.earlier_count = which;
	if (past->published->release != which + 1)
		return figures_wrong(err, "D01",
				     "published: it says that it is release %u",
				     past->published->release);
	if (past->published->responses != hold_responses(&then, &held))
		return figures_wrong(err, "D01",
				     "published: responses is not what its counts give");
	for (p.table = 0; p.table < f->table_count; p.table++) {
		p.t = &past->published->tables[p.table];
		if (!table_fits(&p))
			return false;
	}
	return true;
}
