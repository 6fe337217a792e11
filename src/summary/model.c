/*
 * Makes the blocks and what always holds in them: cells add up to their margins, nobody leaves
 * between two releases, a yes is never more than its base.  People who left a question out
 * stand at their true number.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/model.h"

/* ---- who left it out --------------------------------------------------------------- */

static uint32_t
cell_at(const struct model *m, size_t table, size_t k, size_t row, size_t column)
{
	return model_counts(m, table, k)->cells[row * table_wide(m->f, table) + column];
}

/* Everybody who left the question out, whatever their group. */
static double
left_out(const struct model *m, size_t table, size_t k)
{
	size_t rows = table_rows(m->f, table);
	double sum = 0;

	for (size_t c = 0; c < table_wide(m->f, table); c++)
		sum += cell_at(m, table, k, rows, c);
	return sum;
}

/* Those of one group who left it out. */
static double
group_left_out(const struct model *m, const struct grid *g, size_t k, size_t column)
{
	return cell_at(m, g->table, k, table_rows(m->f, g->table), column);
}

/* Those who gave the answer, but no group. */
static double
row_without_group(const struct model *m, const struct grid *g, size_t k, size_t row)
{
	return cell_at(m, g->table, k, row, table_columns(m->f, g->table));
}

/* ---- columns of a block ------------------------------------------------------------ */

static size_t
keys_of(const struct model *m, int variable)
{
	return m->f->variables[variable].key_count;
}

static size_t
own_column(const struct model *m, const struct part *b, size_t k, size_t row)
{
	if (b->own_shared)
		return shared_margin(m, b->variable, row, k);
	return b->first + k * keys_of(m, b->variable) + row;
}

static size_t
grid_column(const struct model *m, const struct grid *g, size_t k, size_t row, size_t column)
{
	size_t wide = keys_of(m, g->by);

	return g->first + (k * keys_of(m, g->rows) + row) * wide + column;
}

static void
add_base(const struct model *m, struct lp_sum *sum, size_t table, size_t k,
	 const struct printed_line *column, double weight)
{
	size_t rows = table_rows(m->f, table);

	if (line_all(column)) {
		lp_sum_add(sum, shared_responses(m, k), weight);
		sum->constant -= weight * left_out(m, table, k);
		return;
	}
	for (size_t i = 0; i < column->of_count; i++) {
		lp_sum_add(sum,
			   shared_margin(m, m->f->tables[table].by, column->of[i], k),
			   weight);
		sum->constant -= weight * cell_at(m, table, k, rows, column->of[i]);
	}
}

void
model_add(const struct model *m, struct lp_sum *sum, size_t table, size_t k,
	  const struct printed_line *row, const struct printed_line *column, double weight)
{
	const struct at *at = &m->at[table];
	const struct part *b = &m->blocks[at->block];
	const struct grid *g;
	size_t i, j;

	if (!row || line_all(row)) {
		add_base(m, sum, table, k, column, weight);
		return;
	}
	if (line_all(column)) {
		for (i = 0; i < row->of_count; i++)
			lp_sum_add(sum,
				   at->turned ? shared_margin(m, m->f->tables[table].rows,
							      row->of[i], k)
					      : own_column(m, b, k, row->of[i]),
				   weight);
		return;
	}
	g = &b->grids[at->grid];
	for (i = 0; i < row->of_count; i++)
		for (j = 0; j < column->of_count; j++)
			lp_sum_add(sum,
				   at->turned
					   ? grid_column(m, g, k, column->of[j], row->of[i])
					   : grid_column(m, g, k, row->of[i], column->of[j]),
				   weight);
}

/* ---- what always holds -------------------------------------------------------------- */

struct making { /* one block's rows */
	const struct model *m;
	struct part *b;
	struct lp_sum sum;
};

static void
term(struct making *mk, size_t column, double weight)
{
	lp_sum_add(&mk->sum, column, weight);
}

/* Ends the row that was begun with terms. */
static void
holds(struct making *mk, double low, double high)
{
	lp_row(mk->b->lp, &mk->sum, low, high);
	lp_sum_clear(&mk->sum);
}

/* A group that answers decide: at least each sum, at most all together. */
static void
tie_implied(struct making *mk, size_t implied, size_t k)
{
	const struct model *m = mk->m;
	const struct implied *i = &m->f->implied[implied];
	size_t group = shared_margin(m, i->by, i->key, k);

	for (size_t j = 0; j < i->sum_count; j++) {
		term(mk, group, 1);
		term(mk, shared_sum(m, implied, j, k), -1);
		holds(mk, 0, INFINITY);
	}
	term(mk, group, 1);
	for (size_t j = 0; j < i->sum_count; j++)
		term(mk, shared_sum(m, implied, j, k), -1);
	holds(mk, -INFINITY, 0);
}

/* The sums that are this block's own counts. */
static void
own_sums(struct making *mk, size_t k)
{
	const struct model *m = mk->m;
	const struct figures *f = m->f;

	for (size_t i = 0; i < f->implied_count; i++)
		for (size_t j = 0; j < f->implied[i].sum_count; j++) {
			if (f->implied[i].sums[j].variable != mk->b->variable)
				continue;
			for (size_t r = 0; r < keys_of(m, mk->b->variable); r++)
				if (f->implied[i].sums[j].keys[r])
					term(mk, own_column(m, mk->b, k, r), 1);
			term(mk, shared_sum(m, i, j, k), -1);
			holds(mk, 0, 0);
		}
}

/* N is the sum of each group variable. */
static void
tie_shared(struct making *mk)
{
	const struct model *m = mk->m;
	const struct figures *f = m->f;
	size_t n;

	for (size_t k = 0; k < m->release_count; k++)
		for (size_t v = 0; v < f->variable_count; v++) {
			if (m->margins[v] < 0)
				continue;
			n = shared_responses(m, k);
			double rest = m->truth[n];

			term(mk, n, -1);
			for (size_t c = 0; c < keys_of(m, (int)v); c++) {
				size_t margin = shared_margin(m, (int)v, c, k);

				term(mk, margin, 1);
				rest -= m->truth[margin];
			}
			holds(mk, -rest, -rest);
		}
	for (size_t i = 0; i < f->implied_count; i++)
		for (size_t k = 0; k < m->release_count; k++)
			tie_implied(mk, i, k);
	for (size_t j = m->shared_each; j < m->shared; j++) {
		term(mk, j, 1);
		term(mk, j - m->shared_each, -1);
		holds(mk, 0, INFINITY);
	}
}

/* Each shared unknown, less what it is above the chosen point, plus what it is below. */
static void
measure_shared(struct making *mk)
{
	size_t shared = mk->m->shared;

	mk->b->apart = lp_rows(mk->b->lp);
	for (size_t j = 0; j < shared; j++) {
		term(mk, j, 1);
		term(mk, shared + j, -1);
		term(mk, 2 * shared + j, 1);
		holds(mk, mk->m->truth[j], mk->m->truth[j]);
	}
}

static void
own_counts(struct making *mk, size_t k)
{
	const struct model *m = mk->m;
	const struct part *b = mk->b;
	double left = left_out(m, b->table, k);

	if (b->own_shared)
		return; /* tied already */
	for (size_t r = 0; r < keys_of(m, b->variable); r++) {
		term(mk, own_column(m, b, k, r), 1);
		if (b->kind == TABLE_ANY) {
			term(mk, shared_responses(m, k), -1);
			holds(mk, -INFINITY, -left);
		}
	}
	if (b->kind == TABLE_ONE) {
		term(mk, shared_responses(m, k), -1);
		holds(mk, -left, -left);
	}
}

static void
grid_adds_up(struct making *mk, const struct grid *g, size_t k)
{
	const struct model *m = mk->m;
	size_t rows = keys_of(m, g->rows), columns = keys_of(m, g->by);
	double rest, left;

	for (size_t r = 0; r < rows; r++) {
		for (size_t c = 0; c < columns; c++)
			term(mk, grid_column(m, g, k, r, c), 1);
		term(mk, own_column(m, mk->b, k, r), -1);
		rest = -row_without_group(m, g, k, r);
		holds(mk, rest, rest);
	}
	for (size_t c = 0; c < columns; c++) {
		left = group_left_out(m, g, k, c);
		for (size_t r = 0; r < rows; r++) {
			term(mk, grid_column(m, g, k, r, c), 1);
			if (g->kind == TABLE_ANY) {
				term(mk, shared_margin(m, g->by, c, k), -1);
				holds(mk, -INFINITY, -left);
			}
		}
		if (g->kind == TABLE_ONE) {
			term(mk, shared_margin(m, g->by, c, k), -1);
			holds(mk, -left, -left);
		}
	}
}

/*
 * Nobody's answer goes away.  g NULL: the own counts.  Of a pair neither half does: its base is N
 * or the group, less those who left it out.
 */
static void
only_grows(struct making *mk, const struct grid *g, size_t k, size_t row, size_t column)
{
	const struct model *m = mk->m;
	const struct part *b = mk->b;
	size_t now = g ? grid_column(m, g, k, row, column) : own_column(m, b, k, row);
	size_t then = g ? grid_column(m, g, k - 1, row, column)
			: own_column(m, b, k - 1, row);
	double left = g ? group_left_out(m, g, k, column) - group_left_out(m, g, k - 1, column)
			: left_out(m, b->table, k) - left_out(m, b->table, k - 1);

	term(mk, now, 1);
	term(mk, then, -1);
	holds(mk, 0, INFINITY);
	if (b->kind != TABLE_ANY)
		return;
	term(mk, g ? shared_margin(m, g->by, column, k) : shared_responses(m, k), 1);
	term(mk, g ? shared_margin(m, g->by, column, k - 1) : shared_responses(m, k - 1), -1);
	term(mk, now, -1);
	term(mk, then, 1);
	holds(mk, left, INFINITY);
}

/*
 * Everybody in the base ticked from least to most options, or one of `alone` and nothing else.
 * A form tells that; a plan from outside does not.
 */
static void
ticked(struct making *mk, const struct grid *g, size_t k, size_t column)
{
	const struct model *m = mk->m;
	const struct part *b = mk->b;
	const struct figure_table *t = &m->f->tables[b->table];
	size_t rows = keys_of(m, b->variable);
	size_t base = g ? shared_margin(m, g->by, column, k) : shared_responses(m, k);
	double left = g ? group_left_out(m, g, k, column) : left_out(m, b->table, k);
	double times[2] = { t->least, t->most };

	for (int end = 0; end < 2; end++) {
		for (size_t r = 0; r < rows; r++)
			term(mk, g ? grid_column(m, g, k, r, column) : own_column(m, b, k, r),
			     t->alone >> r & 1 ? times[end] : 1);
		term(mk, base, -times[end]);
		if (end == 0)
			holds(mk, -times[0] * left, INFINITY);
		else
			holds(mk, -INFINITY, -times[1] * left);
	}
	for (size_t r = 0; r < rows && t->alone; r++) {
		for (size_t i = 0; i < rows; i++)
			if (i == r || t->alone >> i & 1)
				term(mk,
				     g ? grid_column(m, g, k, i, column)
				       : own_column(m, b, k, i),
				     1);
		term(mk, base, -1);
		holds(mk, -INFINITY, -left);
	}
}

static void
grid_holds(struct making *mk, const struct grid *g, size_t k)
{
	const struct model *m = mk->m;
	const struct figure_table *t = &m->f->tables[mk->b->table];

	grid_adds_up(mk, g, k);
	for (size_t c = 0; c < keys_of(m, g->by); c++) {
		if (t->least)
			ticked(mk, g, k, c);
		for (size_t r = 0; k && r < keys_of(m, g->rows); r++)
			only_grows(mk, g, k, r, c);
	}
}

static void
block_fill(const struct model *m, struct part *b)
{
	struct making mk = { .m = m, .b = b };

	b->lp = lp_new(b->columns);
	measure_shared(&mk);
	tie_shared(&mk);
	for (size_t k = 0; k < m->release_count; k++) {
		own_counts(&mk, k);
		own_sums(&mk, k);
		if (m->f->tables[b->table].least)
			ticked(&mk, NULL, k, 0);
		for (size_t r = 0; k && !b->own_shared && r < keys_of(m, b->variable); r++)
			only_grows(&mk, NULL, k, r, 0);
		for (size_t g = 0; g < b->grid_count; g++)
			grid_holds(&mk, &b->grids[g], k);
	}
	lp_sum_free(&mk.sum);
}

/* ---- blocks -------------------------------------------------------------------------- */

static int
grid_find(const struct part *b, int rows, int by)
{
	for (size_t g = 0; g < b->grid_count; g++)
		if (b->grids[g].rows == rows && b->grids[g].by == by)
			return (int)g;
	return -1;
}

static struct part *
block_of(struct model *m, size_t table)
{
	const struct figure_table *t = &m->f->tables[table];
	struct part *b = m->blocks;

	for (size_t i = 0; i < m->block_count; i++, b++)
		if (b->variable == t->rows)
			return b;
	m->block_count++;
	*b = (struct part){ .variable = t->rows,
			     .table = table,
			     .kind = t->kind,
			     .own_shared = m->margins[t->rows] >= 0,
			     .columns = 3 * m->shared };
	b->first = b->columns;
	if (!b->own_shared)
		b->columns += m->release_count * keys_of(m, t->rows);
	b->grids = mem_new(m->f->table_count, sizeof(*b->grids));
	return b;
}

/* The same cells, asked for the other way round, are the same unknowns. */
static bool
turned_round(struct model *m, size_t table)
{
	const struct figure_table *t = &m->f->tables[table];
	int grid;

	for (size_t i = 0; i < m->block_count && t->by >= 0; i++) {
		grid = grid_find(&m->blocks[i], t->by, t->rows);
		if (grid < 0)
			continue;
		m->at[table] = (struct at){ .block = i, .grid = grid, .turned = true };
		return true;
	}
	return false;
}

static void
place_table(struct model *m, size_t table)
{
	const struct figure_table *t = &m->f->tables[table];
	struct part *b;
	int grid;

	if (turned_round(m, table))
		return;
	b = block_of(m, table);
	grid = t->by < 0 ? -1 : grid_find(b, t->rows, t->by);
	if (grid < 0 && t->by >= 0) {
		grid = (int)b->grid_count++;
		b->grids[grid] = (struct grid){ .rows = t->rows,
						.by = t->by,
						.table = table,
						.kind = t->kind,
						.first = b->columns };
		b->columns += m->release_count * keys_of(m, t->rows) * keys_of(m, t->by);
	}
	m->at[table] = (struct at){ .block = (size_t)(b - m->blocks), .grid = grid };
}

/* Where nobody can stand, nobody does. */
static void
close_impossible(struct model *m, size_t table)
{
	const bool *zeros = m->f->tables[table].zeros;
	size_t columns = table_columns(m->f, table), at;
	const struct part *b = &m->blocks[m->at[table].block];
	struct lp_sum cell = { 0 };
	uint16_t r, c;

	for (size_t i = 0; zeros && i < m->release_count * table_rows(m->f, table) * columns;
	     i++) {
		r = (uint16_t)(i / columns % table_rows(m->f, table));
		c = (uint16_t)(i % columns);
		if (!zeros[r * columns + c])
			continue;
		lp_sum_clear(&cell);
		model_add(m, &cell, table, i / columns / table_rows(m->f, table),
			  &(struct printed_line){ .key = "", .of = &r, .of_count = 1 },
			  m->f->tables[table].by < 0
				  ? &(struct printed_line){ .key = "*" }
				  : &(struct printed_line){ .key = "", .of = &c, .of_count = 1 },
			  1);
		at = (size_t)cell.column[1] - 1;
		if (at < m->shared)
			m->high[at] = 0;
		else
			lp_bound(b->lp, at, 0, 0);
	}
	lp_sum_free(&cell);
}

struct model *
model_new(const struct figures *f)
{
	struct model *m = mem_new(1, sizeof(*m));

	m->f = f;
	model_share(m);
	m->blocks = mem_new(f->table_count + 1, sizeof(*m->blocks));
	m->at = mem_new(f->table_count + 1, sizeof(*m->at));
	for (size_t t = 0; t < f->table_count; t++)
		place_table(m, t);
	for (size_t b = 0; b < m->block_count; b++)
		block_fill(m, &m->blocks[b]);
	for (size_t t = 0; t < f->table_count; t++)
		close_impossible(m, t);
	return m;
}

void
model_free(struct model *m)
{
	if (!m)
		return;
	for (size_t b = 0; b < m->block_count; b++) {
		lp_free(m->blocks[b].lp);
		free(m->blocks[b].grids);
	}
	free(m->blocks);
	free(m->at);
	free(m->releases);
	free(m->margins);
	free(m->sums);
	free(m->truth);
	free(m->low);
	free(m->high);
	free(m);
}
