/*
 * What printed numbers say of the unknowns.  A printed P means max(P - h, f) .. P + h, where f is
 * the least that is ever printed; a hidden cell is at most t - 1, a hidden base at most 2t - 1;
 * of a line that is held only that it has grown by less than the increment.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/audit.h"

/* ---- bounds ------------------------------------------------------------------------ */

static void
keep_bound(struct audit *au, size_t block, size_t column, double low, double high)
{
	if (au->bound_count == au->bound_room) {
		au->bound_room = au->bound_room ? 2 * au->bound_room : 64;
		au->bounds = mem_grow(au->bounds, au->bound_room, sizeof(*au->bounds));
	}
	au->bounds[au->bound_count++] = (struct bound_kept){ block, column, low, high };
}

/* One column alone: its own bounds grow narrower.  Shared ones are so for all blocks. */
static void
narrow(struct audit *au, size_t block, size_t column, double low, double high)
{
	struct model *m = au->model;
	double was_low, was_high;

	if (column < m->shared) {
		m->low[column] = fmax(m->low[column], low);
		m->high[column] = fmin(m->high[column], high);
		return;
	}
	lp_bounds(m->blocks[block].lp, column, &was_low, &was_high);
	if (low <= was_low && high >= was_high)
		return;
	if (au->trying)
		keep_bound(au, block, column, was_low, was_high);
	lp_bound(m->blocks[block].lp, column, fmax(low, was_low), fmin(high, was_high));
}

static void
says(struct audit *au, size_t block, const struct lp_sum *sum, double low, double high)
{
	if (sum->count == 1 && sum->weight[1] > 0)
		narrow(au, block, (size_t)sum->column[1] - 1, low - sum->constant,
		       high - sum->constant);
	else if (sum->count)
		lp_row(au->model->blocks[block].lp, sum, low, high);
}

/* ---- hidden numbers ------------------------------------------------------------------ */

/* The same number of all people, hidden in another table of the question. */
static bool
known_already(const struct audit *au, const struct hidden *h)
{
	const struct figures *f = au->model->f;
	const struct hidden *o;

	for (size_t i = 0; line_all(h->column) && i < au->hidden_count; i++) {
		o = &au->hidden[i];
		if (o->block == h->block && o->k == h->k && line_all(o->column) &&
		    str_same(o->half, h->half) && o->class_high <= h->class_high &&
		    o->most >= h->most &&
		    f->tables[o->table].rows == f->tables[h->table].rows &&
		    lines_same(o->line, h->line))
			return true;
	}
	return false;
}

static void
hide(struct audit *au, struct hidden h, const struct lp_sum *sum)
{
	struct hidden *at;

	if (!sum->count || known_already(au, &h))
		return;
	if (au->hidden_count == au->hidden_room) {
		au->hidden_room = au->hidden_room ? 2 * au->hidden_room : 64;
		au->hidden = mem_grow(au->hidden, au->hidden_room, sizeof(*au->hidden));
	}
	at = &au->hidden[au->hidden_count++];
	*at = h;
	at->sum = (struct lp_sum){ 0 };
	for (size_t i = 1; i <= sum->count; i++)
		lp_sum_add(&at->sum, (size_t)sum->column[i] - 1, sum->weight[i]);
	at->sum.constant = sum->constant;
	at->low_witness = at->high_witness = WITNESS_NONE;
	at->row = lp_row(au->model->blocks[h.block].lp, sum, -INFINITY, h.class_high);
}

/* ---- one column of a table ------------------------------------------------------------ */

struct telling { /* a column as it was printed at the k-th release */
	struct audit *au;
	const struct laid *laid;
	size_t k, column, block;
	const struct policy *policy;
	bool pair;
	struct lp_sum sum;
};

static struct hidden
hidden_as(const struct telling *t, size_t row, const char *half, double class_high,
	  double most)
{
	return (struct hidden){ .block = t->block,
				.class_high = class_high,
				.most = most,
				.table = t->laid->table,
				.k = t->k,
				.level = t->laid->level,
				.line = &t->laid->rows[row],
				.column = &t->laid->columns[t->column],
				.half = half };
}

/* The sum of a cell at a release; no: of the other half of its pair. */
static void
add_cell(struct telling *t, size_t k, size_t row, bool no, double weight)
{
	const struct model *m = t->au->model;
	const struct printed_line *line = &t->laid->rows[row],
				  *column = &t->laid->columns[t->column];

	if (no)
		model_add(m, &t->sum, t->laid->table, k, NULL, column, weight);
	model_add(m, &t->sum, t->laid->table, k, line, column, no ? -weight : weight);
}

static void
set_cell(struct telling *t, size_t row, bool no)
{
	lp_sum_clear(&t->sum);
	add_cell(t, t->k, row, no, 1);
}

static void
tell_printed(struct telling *t, size_t row, int n, unsigned least)
{
	double half = (t->policy->rounding - 1) / 2;

	if (rule_off(5))
		half = 0;
	if (rule_off(2) && !row)
		least = 0;
	set_cell(t, row, false);
	says(t->au, t->block, &t->sum, fmax(n - half, least), n + half);
	if (!t->pair || !row || rule_off(3))
		return;
	set_cell(t, row, true);
	says(t->au, t->block, &t->sum, least, INFINITY);
}

/* A pair has no class of its own: either half may be the small one. */
static void
tell_hidden(struct telling *t, size_t row, bool line_hidden)
{
	double t1 = t->policy->threshold - 1.0;
	bool free_ends = t->pair || line_hidden;

	if (row == 0) {
		set_cell(t, 0, false);
		hide(t->au, hidden_as(t, 0, "", t->policy->base - 1.0, t1), &t->sum);
		return;
	}
	set_cell(t, row, false);
	hide(t->au, hidden_as(t, row, t->pair ? "yes" : "", free_ends ? INFINITY : t1, t1),
	     &t->sum);
	if (!t->pair)
		return;
	set_cell(t, row, true);
	hide(t->au, hidden_as(t, row, "no", INFINITY, t1), &t->sum);
}

static void
tell_fresh(struct telling *t)
{
	const struct laid *laid = t->laid;
	bool line_hidden = laid->cells[t->column].n < 0;
	const struct printed_cell *cell;

	for (size_t r = 0; r < laid->row_count; r++) {
		cell = &laid->cells[r * laid->column_count + t->column];
		if (cell->n >= 0)
			tell_printed(t, r, cell->n,
				     r ? t->policy->threshold : t->policy->base);
		else if (cell->marker != MARK_Z)
			tell_hidden(t, r, line_hidden);
	}
}

/* S8: each cell of a held line may have grown by nothing, or by all that the line has grown. */
static void
tell_growth(struct telling *t, size_t since)
{
	const struct laid *laid = t->laid;
	double growth = laid->growth ? laid->growth[t->column] : 0;

	for (size_t r = 1; growth > 0 && r < laid->row_count; r++) {
		if (laid->cells[r * laid->column_count + t->column].marker == MARK_Z)
			continue;
		for (int no = 0; no <= (t->pair ? 1 : 0); no++) {
			lp_sum_clear(&t->sum);
			add_cell(t, t->k, r, no, 1);
			add_cell(t, since, r, no, -1);
			hide(t->au,
			     hidden_as(t, r, no ? "growth no" : "growth", INFINITY, growth),
			     &t->sum);
		}
	}
}

static void
tell_held(struct telling *t, unsigned from)
{
	const struct model *m = t->au->model;
	const struct printed_line *column = &t->laid->columns[t->column];
	size_t since = model_release(m, from);

	if (since == m->release_count || t->laid->whole)
		return;
	lp_sum_clear(&t->sum);
	model_add(m, &t->sum, t->laid->table, t->k, NULL, column, 1);
	model_add(m, &t->sum, t->laid->table, since, NULL, column, -1);
	says(t->au, t->block, &t->sum, 0, t->policy->increment - 1.0);
	tell_growth(t, since);
}

void
printed_add(struct audit *au, const struct laid *laid, size_t k)
{
	const struct model *m = au->model;
	struct telling t = { .au = au,
			     .laid = laid,
			     .k = k,
			     .block = m->at[laid->table].block,
			     .policy = model_policy(m, k),
			     .pair = m->f->tables[laid->table].kind == TABLE_ANY };

	for (t.column = 0; t.column < laid->column_count; t.column++) {
		if (laid->columns[t.column].held)
			tell_held(&t, laid->columns[t.column].held);
		else
			tell_fresh(&t);
	}
	lp_sum_free(&t.sum);
}

/* ---- earlier releases ------------------------------------------------------------------ */

void
printed_responses(struct audit *au, size_t k, int printed, unsigned held)
{
	struct model *m = au->model;
	const struct policy *policy = model_policy(m, k);
	double half = rule_off(5) ? 0 : (policy->rounding - 1) / 2;
	size_t at = shared_responses(m, k), since = model_release(m, held);
	struct lp_sum sum = { 0 };

	if (!held) {
		m->low[at] = fmax(m->low[at], fmax(printed - half, policy->whole));
		m->high[at] = fmin(m->high[at], printed + half);
	} else if (since < m->release_count) {
		lp_sum_add(&sum, at, 1);
		lp_sum_add(&sum, shared_responses(m, since), -1);
		for (size_t b = 0; b < m->block_count; b++)
			lp_row(m->blocks[b].lp, &sum, 0, policy->increment - 1.0);
	}
	lp_sum_free(&sum);
}

/* Its own level is among those that could not be used. */
static bool
held_whole(const struct printed_table *t)
{
	for (size_t i = 0; i < t->passed_count; i++)
		if (t->passed[i].level == t->level)
			return true;
	return false;
}

void
printed_earlier(struct audit *au)
{
	struct model *m = au->model;
	const struct disclosed *d;
	const struct printed_table *t;
	struct laid laid;

	for (size_t k = 0; k + 1 < m->release_count; k++) {
		d = m->f->earlier[m->releases[k]].published;
		printed_responses(au, k, d->responses, d->responses_held);
		for (size_t i = 0; i < d->table_count; i++) {
			t = &d->tables[i];
			laid = (struct laid){ .table = i,
					      .level = t->level,
					      .rows = t->rows,
					      .columns = t->columns,
					      .row_count = t->row_count,
					      .column_count = t->column_count,
					      .cells = t->cells,
					      .whole = held_whole(t) };
			if (t->row_count)
				printed_add(au, &laid, k);
		}
	}
}
