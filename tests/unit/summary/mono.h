/*
 * The audit's question as one large linear program, written down a second time and another way:
 * every table has cells of its own at every release, and what tables share is said by equations.
 * No blocks, no cuts, no witnesses: each hidden number's two ends are simply asked for.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_TEST_MONO_H
#define CANVASS_TEST_MONO_H

#include "summary/lp.h"
#include "summary/rules.h"

enum { MONO_RELEASES = 8, MONO_HIDDEN = 2000 };

struct mono_hidden {
	struct lp_sum sum;
	size_t row; /* of the program, for its class */
	double class_high, most;
	size_t table, k;
	enum ladder_level level;
	unsigned release;
	const struct printed_line *line, *column;
	const char *half;
};
struct mono {
	const struct figures *f;
	struct lp *lp;
	size_t releases[MONO_RELEASES], release_count; /* those that printed something */
	size_t cells[64], bases[64],
		margins[64];	/* first columns; by table; by variable */
	size_t each, responses; /* columns of one release; the one of N */
	struct mono_hidden hidden[MONO_HIDDEN];
	size_t hidden_count;
};

static inline const struct counts *
mono_counts(const struct mono *m, size_t table, size_t k)
{
	size_t release = m->releases[k];

	return release == m->f->earlier_count ? &m->f->counts[table]
					      : &m->f->earlier[release].tables[table];
}

static inline bool
mono_any(const struct mono *m, size_t table)
{
	return m->f->tables[table].kind == TABLE_ANY;
}

/* ---- sums of finest cells ------------------------------------------------------------ */

static inline void
mono_cell(const struct mono *m, struct lp_sum *sum, size_t table, size_t k, size_t row,
	  size_t column, double weight)
{
	lp_sum_add(sum,
		   k * m->each + m->cells[table] + row * table_columns(m->f, table) +
			   column,
		   weight);
}

/* Those of one column, or of no stated group, who answered. */
static inline void
mono_base(const struct mono *m, struct lp_sum *sum, size_t table, size_t k, size_t column,
	  double weight)
{
	size_t rows = table_rows(m->f, table), wide = table_wide(m->f, table);
	const struct counts *counts = mono_counts(m, table, k);

	if (column == table_columns(m->f, table)) {
		for (size_t r = 0; r < rows && !counts->answered; r++)
			sum->constant += weight * counts->cells[r * wide + column];
		if (counts->answered)
			sum->constant += weight * counts->answered[column];
	} else if (mono_any(m, table)) {
		lp_sum_add(sum, k * m->each + m->bases[table] + column, weight);
	} else {
		for (size_t r = 0; r < rows; r++)
			mono_cell(m, sum, table, k, r, column, weight);
	}
}

static inline void
mono_row(const struct mono *m, struct lp_sum *sum, size_t table, size_t k, size_t row,
	 size_t column, double weight)
{
	size_t wide = table_wide(m->f, table);

	if (column == table_columns(m->f, table))
		sum->constant +=
			weight * mono_counts(m, table, k)->cells[row * wide + column];
	else
		mono_cell(m, sum, table, k, row, column, weight);
}

/* What a printed line counts.  row NULL or "*": the base. */
static inline void
mono_add(const struct mono *m, struct lp_sum *sum, size_t table, size_t k,
	 const struct printed_line *row, const struct printed_line *column, double weight)
{
	size_t wide = table_wide(m->f, table);

	for (size_t j = 0; j < (column->of ? column->of_count : wide); j++) {
		size_t c = column->of ? column->of[j] : j;

		if (!row || !row->of)
			mono_base(m, sum, table, k, c, weight);
		for (size_t i = 0; row && row->of && i < row->of_count; i++)
			mono_row(m, sum, table, k, row->of[i], c, weight);
	}
}

/* ---- what always holds ---------------------------------------------------------------- */

static inline void
mono_end_row(struct mono *m, struct lp_sum *sum, double low, double high)
{
	lp_row(m->lp, sum, low, high);
	lp_sum_clear(sum);
}

static inline double
mono_left(const struct mono *m, size_t table, size_t k, size_t column)
{
	size_t wide = table_wide(m->f, table);

	return mono_counts(m, table, k)->cells[table_rows(m->f, table) * wide + column];
}

/* N, margins of rows and sizes of groups: unknowns, to which each table is tied. */
static inline void
mono_ties(struct mono *m, struct lp_sum *sum, size_t table, size_t k)
{
	const struct figure_table *t = &m->f->tables[table];
	size_t wide = table_wide(m->f, table), columns = table_columns(m->f, table);
	size_t at = k * m->each;

	for (size_t c = 0; c < wide; c++) {
		mono_base(m, sum, table, k, c, 1);
		sum->constant += mono_left(m, table, k, c);
	}
	lp_sum_add(sum, at + m->responses, -1);
	mono_end_row(m, sum, 0, 0);
	for (size_t r = 0; r < table_rows(m->f, table); r++) {
		for (size_t c = 0; c < wide; c++)
			mono_row(m, sum, table, k, r, c, 1);
		lp_sum_add(sum, at + m->margins[t->rows] + r, -1);
		mono_end_row(m, sum, 0, 0);
	}
	for (size_t c = 0; t->by >= 0 && c < columns; c++) {
		mono_base(m, sum, table, k, c, 1);
		sum->constant += mono_left(m, table, k, c);
		lp_sum_add(sum, at + m->margins[t->by] + c, -1);
		mono_end_row(m, sum, 0, 0);
	}
}

/* Two tables of the same two variables have the same cells. */
static inline void
mono_same_cells(struct mono *m, struct lp_sum *sum, size_t a, size_t b, size_t k)
{
	const struct figure_table *x = &m->f->tables[a], *y = &m->f->tables[b];
	bool same = x->rows == y->rows && x->by == y->by;
	bool turned = x->rows == y->by && x->by == y->rows;

	if (x->by < 0 || y->by < 0 || (!same && !turned))
		return;
	for (size_t r = 0; r < table_rows(m->f, a); r++)
		for (size_t c = 0; c < table_columns(m->f, a); c++) {
			mono_cell(m, sum, a, k, r, c, 1);
			mono_cell(m, sum, b, k, same ? r : c, same ? c : r, -1);
			mono_end_row(m, sum, 0, 0);
		}
}

/* Of those of one column: some ticked one of `alone`, the rest least to most others each. */
static inline void
mono_ticks(struct mono *m, struct lp_sum *sum, size_t table, size_t k, size_t column)
{
	const struct figure_table *t = &m->f->tables[table];
	size_t rows = table_rows(m->f, table);

	for (size_t which = 0; which < rows + 3; which++) {
		double times = which == 0 ? t->least : which == 1 ? t->most : 1;

		if (which > 2 && t->alone >> (which - 3) & 1)
			continue;
		mono_base(m, sum, table, k, column, -times);
		for (size_t r = 0; r < rows; r++)
			if (t->alone >> r & 1)
				mono_row(m, sum, table, k, r, column, times);
			else if (which < 2 || r == which - 3)
				mono_row(m, sum, table, k, r, column, 1);
		mono_end_row(m, sum, which == 0 ? 0 : -INFINITY,
			     which == 0 ? INFINITY : 0);
	}
}

static inline void
mono_pairs(struct mono *m, struct lp_sum *sum, size_t table, size_t k, size_t row,
	   size_t column)
{
	if (!mono_any(m, table))
		return;
	mono_base(m, sum, table, k, column, 1);
	mono_cell(m, sum, table, k, row, column, -1);
	mono_end_row(m, sum, 0, INFINITY);
	if (!k)
		return;
	for (int then = 0; then < 2; then++) {
		mono_base(m, sum, table, k - (size_t)then, column, then ? -1 : 1);
		mono_cell(m, sum, table, k - (size_t)then, row, column, then ? 1 : -1);
	}
	mono_end_row(m, sum, 0, INFINITY);
}

static inline void
mono_table(struct mono *m, struct lp_sum *sum, size_t table, size_t k)
{
	const struct figure_table *t = &m->f->tables[table];
	size_t columns = table_columns(m->f, table);

	mono_ties(m, sum, table, k);
	for (size_t u = 0; u < table; u++)
		mono_same_cells(m, sum, u, table, k);
	for (size_t c = 0; c < columns; c++) {
		if (t->least)
			mono_ticks(m, sum, table, k, c);
		for (size_t r = 0; r < table_rows(m->f, table); r++) {
			mono_pairs(m, sum, table, k, r, c);
			mono_cell(m, sum, table, k, r, c, 1);
			if (t->zeros && t->zeros[r * columns + c])
				lp_row(m->lp, sum, 0, 0);
			if (k) {
				mono_cell(m, sum, table, k - 1, r, c, -1);
				lp_row(m->lp, sum, 0, INFINITY);
			}
			lp_sum_clear(sum);
		}
	}
}

/* Who is in a group gave one of some answers to a question, or to several. */
static inline void
mono_implied(struct mono *m, struct lp_sum *sum, const struct implied *implied, size_t k)
{
	size_t at = k * m->each, group = at + m->margins[implied->by] + implied->key;

	for (size_t which = 0; which <= implied->sum_count; which++) {
		lp_sum_add(sum, group, -1);
		for (size_t j = 0; j < implied->sum_count; j++) {
			const struct implied_sum *s = &implied->sums[j];

			if (which < implied->sum_count && which != j)
				continue;
			for (size_t r = 0; r < m->f->variables[s->variable].key_count;
			     r++)
				if (s->keys[r])
					lp_sum_add(sum, at + m->margins[s->variable] + r,
						   1);
		}
		mono_end_row(m, sum, which < implied->sum_count ? -INFINITY : 0,
			     which < implied->sum_count ? 0 : INFINITY);
	}
}

/* ---- what was printed ------------------------------------------------------------------ */

static inline void
mono_hide(struct mono *m, const struct laid *laid, size_t k, size_t row, size_t column,
	  const char *half, double class_high, double most, const struct lp_sum *sum)
{
	struct mono_hidden *h = &m->hidden[m->hidden_count++];

	if (m->hidden_count == MONO_HIDDEN)
		die("too many hidden numbers");
	*h = (struct mono_hidden){ .class_high = class_high,
				   .most = most,
				   .table = laid->table,
				   .k = k,
				   .level = laid->level,
				   .release = (unsigned)m->releases[k] + 1,
				   .line = &laid->rows[row],
				   .column = &laid->columns[column],
				   .half = half };
	for (size_t i = 1; i <= sum->count; i++)
		lp_sum_add(&h->sum, (size_t)sum->column[i] - 1, sum->weight[i]);
	h->sum.constant = sum->constant;
	h->row = lp_row(m->lp, sum, -INFINITY, class_high);
}

static inline const struct policy *
mono_policy(const struct mono *m, size_t k)
{
	size_t release = m->releases[k];

	return release == m->f->earlier_count ? &m->f->policy
					      : &m->f->earlier[release].published->policy;
}

static inline size_t
mono_release(const struct mono *m, unsigned number)
{
	for (size_t k = 0; k < m->release_count; k++)
		if (m->releases[k] + 1 == number)
			return k;
	die("no release %u", number);
}

/* The yes, or the no, of a printed cell. */
static inline void
mono_half(struct mono *m, struct lp_sum *sum, const struct laid *laid, size_t k,
	  size_t row, size_t column, bool no, double weight)
{
	if (no)
		mono_add(m, sum, laid->table, k, NULL, &laid->columns[column], weight);
	mono_add(m, sum, laid->table, k, &laid->rows[row], &laid->columns[column],
		 no ? -weight : weight);
}

static inline void
mono_fresh(struct mono *m, struct lp_sum *sum, const struct laid *laid, size_t k,
	   size_t row, size_t column)
{
	const struct policy *p = mono_policy(m, k);
	const struct printed_cell *cell = &laid->cells[row * laid->column_count + column];
	double h = (p->rounding - 1) / 2, t = p->threshold, least = row ? t : p->base;
	bool pair = row && mono_any(m, laid->table);
	bool line_hidden = laid->cells[column].n < 0;

	for (int no = 0; no < (pair ? 2 : 1) && cell->marker != MARK_Z; no++) {
		mono_half(m, sum, laid, k, row, column, no, 1);
		if (cell->n < 0)
			mono_hide(m, laid, k, row, column,
				  no	 ? "no"
				  : pair ? "yes"
					 : "",
				  !row			? p->base - 1.0
				  : pair || line_hidden ? INFINITY
							: t - 1,
				  t - 1, sum);
		else if (no)
			lp_row(m->lp, sum, t, INFINITY);
		else
			lp_row(m->lp, sum, fmax(cell->n - h, least), cell->n + h);
		lp_sum_clear(sum);
	}
}

static inline void
mono_held(struct mono *m, struct lp_sum *sum, const struct laid *laid, size_t k,
	  size_t column)
{
	const struct printed_line *line = &laid->columns[column];
	size_t since = mono_release(m, line->held);
	double growth = laid->growth ? laid->growth[column] : 0;
	bool pair = mono_any(m, laid->table);

	if (laid->whole)
		return;
	mono_add(m, sum, laid->table, k, NULL, line, 1);
	mono_add(m, sum, laid->table, since, NULL, line, -1);
	mono_end_row(m, sum, 0, mono_policy(m, k)->increment - 1.0);
	for (size_t r = 1; growth > 0 && r < laid->row_count; r++) {
		if (laid->cells[r * laid->column_count + column].marker == MARK_Z)
			continue;
		for (int no = 0; no < (pair ? 2 : 1); no++) {
			mono_half(m, sum, laid, k, r, column, no, 1);
			mono_half(m, sum, laid, since, r, column, no, -1);
			mono_hide(m, laid, k, r, column, no ? "growth no" : "growth",
				  INFINITY, growth, sum);
			lp_sum_clear(sum);
		}
	}
}

static inline void
mono_tell(struct mono *m, const struct laid *laid, size_t k)
{
	struct lp_sum sum = { 0 };

	for (size_t c = 0; c < laid->column_count; c++) {
		if (laid->columns[c].held)
			mono_held(m, &sum, laid, k, c);
		for (size_t r = 0; !laid->columns[c].held && r < laid->row_count; r++)
			mono_fresh(m, &sum, laid, k, r, c);
	}
	lp_sum_free(&sum);
}

/* N as printed at the k-th release. */
static inline void
mono_responses(struct mono *m, size_t k, int printed, unsigned held)
{
	const struct policy *p = mono_policy(m, k);
	double h = (p->rounding - 1) / 2;
	struct lp_sum sum = { 0 };

	lp_sum_add(&sum, k * m->each + m->responses, 1);
	if (held) {
		lp_sum_add(&sum, mono_release(m, held) * m->each + m->responses, -1);
		lp_row(m->lp, &sum, 0, p->increment - 1.0);
	} else {
		lp_row(m->lp, &sum, fmax(printed - h, p->whole), printed + h);
	}
	lp_sum_free(&sum);
}

static inline void
mono_earlier(struct mono *m, size_t k)
{
	const struct disclosed *d = m->f->earlier[m->releases[k]].published;

	mono_responses(m, k, d->responses, d->responses_held);
	for (size_t i = 0; i < d->table_count; i++) {
		const struct printed_table *t = &d->tables[i];
		struct laid laid = { .table = i,
				     .level = t->level,
				     .rows = t->rows,
				     .columns = t->columns,
				     .row_count = t->row_count,
				     .column_count = t->column_count,
				     .cells = t->cells };

		for (size_t p = 0; p < t->passed_count; p++)
			laid.whole |= t->passed[p].level == t->level;
		mono_tell(m, &laid, k);
	}
}

/* ---- the door --------------------------------------------------------------------------- */

static inline void
mono_free(struct mono *m)
{
	for (size_t i = 0; i < m->hidden_count; i++)
		lp_sum_free(&m->hidden[i].sum);
	lp_free(m->lp);
	free(m);
}

static inline void
mono_columns(struct mono *m)
{
	const struct figures *f = m->f;

	m->each = 1; /* N is the first */
	for (size_t v = 0; v < f->variable_count; v++) {
		m->margins[v] = m->each;
		m->each += f->variables[v].key_count;
	}
	for (size_t t = 0; t < f->table_count; t++) {
		m->cells[t] = m->each;
		m->each += table_rows(f, t) * table_columns(f, t);
		m->bases[t] = m->each;
		m->each += mono_any(m, t) ? table_columns(f, t) : 0;
	}
}

/* All that a reader knows once these tables are printed now. */
static inline struct mono *
mono_new(const struct figures *f, int responses, unsigned responses_held,
	 const struct laid *const *printed, size_t printed_count)
{
	struct mono *m = mem_new(1, sizeof(*m));
	struct lp_sum sum = { 0 };

	m->f = f;
	for (size_t r = 0; r <= f->earlier_count; r++)
		if (r == f->earlier_count || f->earlier[r].published->responses >= 0)
			m->releases[m->release_count++] = r;
	mono_columns(m);
	m->lp = lp_new(m->each * m->release_count);
	for (size_t k = 0; k < m->release_count; k++)
		for (size_t t = 0; t < f->table_count; t++)
			mono_table(m, &sum, t, k);
	for (size_t i = 0; i < m->release_count * f->implied_count; i++)
		mono_implied(m, &sum, &f->implied[i / m->release_count],
			     i % m->release_count);
	lp_sum_free(&sum);
	for (size_t k = 0; k + 1 < m->release_count; k++)
		mono_earlier(m, k);
	mono_responses(m, m->release_count - 1, responses, responses_held);
	for (size_t i = 0; i < printed_count; i++)
		mono_tell(m, printed[i], m->release_count - 1);
	return m;
}

/* The same number twice is no cover for itself: its class does not count against it. */
static inline void
mono_unbind(struct mono *m, const struct mono_hidden *h)
{
	lp_row_bound(m->lp, h->row, -INFINITY, INFINITY);
}

/* One end of a hidden number, rounded inwards; false: none. */
static inline bool
mono_end(struct mono *m, const struct mono_hidden *h, bool most, int64_t *out)
{
	bool found;
	double end;

	for (size_t c = 0; c < m->each * m->release_count; c++)
		lp_cost(m->lp, c, 0);
	for (size_t i = 1; i <= h->sum.count; i++)
		lp_cost(m->lp, (size_t)h->sum.column[i] - 1, h->sum.weight[i]);
	mono_unbind(m, h);
	found = lp_solve(m->lp, most, false) == LP_FOUND;
	end = lp_objective(m->lp) + h->sum.constant;
	lp_row_bound(m->lp, h->row, -INFINITY, h->class_high - h->sum.constant);
	*out = !found ? 0 : (int64_t)(most ? floor(end + 1e-6) : ceil(end - 1e-6));
	return found;
}

#endif
