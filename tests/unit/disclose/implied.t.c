/*
 * Groups that are made of answers: a named condition "a is not never or b is not never".  Who
 * knows the form knows that its group is no smaller than either sum, and no larger than both
 * together.  A reader of our own, one linear program for everything, tries what he can make of it.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "figs.h"
#include "summary/lp.h"
#include "tests/tap.h"

static const bool hit[3] = { false, true, true };

static void
make_implied(struct figures *f, bool both, struct arena *a)
{
	struct implied_sum *sums = arena_array(a, struct implied_sum, 2);
	struct implied *implied = arena_one(a, struct implied);

	sums[0] = (struct implied_sum){ .variable = 0, .keys = hit };
	sums[1] = (struct implied_sum){ .variable = 1, .keys = hit };
	*implied = (struct implied){
		.by = 3, .key = 0, .sums = sums, .sum_count = both ? 2 : 1
	};
	f->implied = implied;
	f->implied_count = 1;
}

static struct figs *
make_plan(unsigned threshold, struct arena *a)
{
	struct figs *f = figs_new(threshold, a);

	figs_variable(f, "a", "never once more");
	figs_variable(f, "b", "never once more");
	figs_variable(f, "x", "good bad");
	figs_variable(f, "hurt", "yes no");
	figs_table(f, "a", TABLE_ONE, "a", NULL);
	figs_table(f, "b", TABLE_ONE, "b", NULL);
	figs_table(f, "x", TABLE_ONE, "x", NULL);
	figs_table(f, "x-by-hurt", TABLE_ONE, "x", "hurt");
	return f;
}

/* 12 once, 12 twice or so, 8 more often: the group of 32 would betray the 8. */
static void
one_question(struct arena *a)
{
	const char *tables[] = { "a", "b", "x-by-hurt" };
	const struct disclosed *d;
	struct figures *g;
	struct figs *f = figs_new(10, a);

	figs_variable(f, "a", "never once twice more less");
	figs_variable(f, "b", "never once more");
	figs_variable(f, "x", "good bad");
	figs_variable(f, "hurt", "yes no");
	figs_table(f, "a", TABLE_ONE, "a", NULL);
	figs_table(f, "b", TABLE_ONE, "b", NULL);
	figs_table(f, "x-by-hurt", TABLE_ONE, "x", "hurt");
	figs_count(f, "a", "35 12 12 8 33 0", NULL);
	figs_count(f, "b", "60 20 20 0", NULL);
	figs_count(f, "x-by-hurt", "16 34 0 / 16 34 0 / 0 0 0", NULL);
	g = figs_figures(f);
	d = disclose(g, NULL, a);
	is_str(figs_words(f, d, tables[2]),
	       "full: * yes=30 no=70 *=100 | good yes=15/50 no=35/50 *=50/50 | "
	       "bad yes=15/50 no=35/50 *=50/50",
	       "where nobody knows who the group is, it is shown");
	{
		static const bool keys[5] = { false, true, true, true, false };
		const struct implied_sum sum = { .variable = 0, .keys = keys };
		const struct implied implied = { .by = 3, .sums = &sum, .sum_count = 1 };

		g->implied = &implied;
		g->implied_count = 1;
		d = disclose(g, NULL, a);
	}
	is_str(figs_words(f, d, tables[0]),
	       "full: * 100 | never 35/35 | once 10/10 | twice 10/10 | more c | less 35/35",
	       "eight are hidden,");
	is_str(figs_words(f, d, tables[2]),
	       "rows: * 100 | good 50/50 | bad 50/50; full audit",
	       "and a group of 32 that they are part of is not shown beside them");
}

/* ---- a reader of our own --------------------------------------------------------------- */

enum { N, YES, NO, A, B = A + 3, GOOD = B + 3, CELL = GOOD + 2, COLUMNS = CELL + 4 };

struct reader {
	struct lp *lp;
	const struct figures *f;
	const struct disclosed *d;
	size_t hidden[16]; /* columns */
	size_t count;
};

static void
row(struct reader *r, double low, double high, double constant, size_t n, const int *columns,
    const int *weights)
{
	struct lp_sum sum = { .constant = constant };

	for (size_t i = 0; i < n; i++)
		lp_sum_add(&sum, (size_t)columns[i], weights[i]);
	lp_row(r->lp, &sum, low, high);
	lp_sum_free(&sum);
}

static double
at(const struct reader *r, size_t table, size_t i)
{
	return r->f->counts[table].cells[i];
}

/* All that the form and "-" tell. */
static void
knows_form(struct reader *r, bool both)
{
	const double gone = at(r, 3, 2) + at(r, 3, 5) + at(r, 3, 8);

	row(r, 0, 0, -at(r, 0, 3), 4, (int[]){ N, A, A + 1, A + 2 }, (int[]){ 1, -1, -1, -1 });
	row(r, 0, 0, -at(r, 1, 3), 4, (int[]){ N, B, B + 1, B + 2 }, (int[]){ 1, -1, -1, -1 });
	row(r, 0, 0, -at(r, 2, 2), 3, (int[]){ N, GOOD, GOOD + 1 }, (int[]){ 1, -1, -1 });
	row(r, 0, 0, -gone, 3, (int[]){ N, YES, NO }, (int[]){ 1, -1, -1 });
	for (int i = 0; i < 2; i++) {
		row(r, 0, 0, -at(r, 3, (size_t)(3 * i + 2)), 3,
		    (int[]){ GOOD + i, CELL + 2 * i, CELL + 2 * i + 1 }, (int[]){ 1, -1, -1 });
		row(r, 0, 0, -at(r, 3, (size_t)(6 + i)), 3,
		    (int[]){ YES + i, CELL + i, CELL + 2 + i }, (int[]){ 1, -1, -1 });
	}
	row(r, 0, INFINITY, 0, 3, (int[]){ YES, A + 1, A + 2 }, (int[]){ 1, -1, -1 });
	if (both)
		row(r, 0, INFINITY, 0, 3, (int[]){ YES, B + 1, B + 2 }, (int[]){ 1, -1, -1 });
	row(r, -INFINITY, 0, 0, both ? 5 : 3, (int[]){ YES, A + 1, A + 2, B + 1, B + 2 },
	    (int[]){ 1, -1, -1, -1, -1 });
}

static void
knows_cell(struct reader *r, const struct printed_cell *cell, int column, double least)
{
	if (cell->n >= 0)
		row(r, fmax(cell->n - 1, least), cell->n + 1, 0, 1, &column, (int[]){ 1 });
	else
		r->hidden[r->count++] = (size_t)column;
}

static void
knows_table(struct reader *r, size_t table, int first)
{
	const struct printed_table *t = &r->d->tables[table];
	int group[2] = { YES, NO };

	for (size_t c = 0; c < t->column_count && t->row_count; c++) {
		bool all = !t->columns[c].of;
		double left = 0;

		for (size_t i = 0; i < 3; i++)
			left += all && table == 3 ? at(r, 3, 6 + i) : 0;
		if (all && table < 3)
			left = at(r, table, table == 2 ? 2 : 3);
		if (!all)
			left = at(r, 3, 6 + t->columns[c].of[0]);
		if (t->cells[c].n >= 0)
			row(r, fmax(t->cells[c].n - 1, 6), t->cells[c].n + 1, -left, 1,
			    all ? (int[]){ N } : &group[t->columns[c].of[0]], (int[]){ 1 });
		for (size_t i = 1; i < t->row_count; i++)
			knows_cell(r, &t->cells[i * t->column_count + c],
				   all ? first + t->rows[i].of[0]
				       : CELL + 2 * t->rows[i].of[0] + t->columns[c].of[0],
				   3);
	}
}

/* How many hidden numbers he can narrow. */
static size_t
read_all(const struct figures *f, const struct disclosed *d, bool both, size_t *tried)
{
	struct reader r = { .lp = lp_new(COLUMNS), .f = f, .d = d };
	size_t narrowed = 0;
	double low, high;

	knows_form(&r, both);
	row(&r, fmax(d->responses - 1, 9), d->responses + 1, 0, 1, (int[]){ N }, (int[]){ 1 });
	knows_table(&r, 0, A);
	knows_table(&r, 1, B);
	knows_table(&r, 2, GOOD);
	knows_table(&r, 3, GOOD);
	for (size_t i = 0; i < r.count; i++)
		lp_bound(r.lp, r.hidden[i], 0, 2);
	for (size_t i = 0; i < r.count; i++) {
		lp_cost(r.lp, r.hidden[i], 1);
		low = lp_solve(r.lp, false, false) == LP_FOUND ? lp_objective(r.lp) : 99;
		high = lp_solve(r.lp, true, false) == LP_FOUND ? lp_objective(r.lp) : -1;
		lp_cost(r.lp, r.hidden[i], 0);
		narrowed += low > 1e-6 || high < 2 - 1e-6;
	}
	*tried += r.count;
	lp_free(r.lp);
	return narrowed;
}

/* ---- surveys drawn -------------------------------------------------------------------- */

static void
draw(struct figs *f, struct dice *dice)
{
	uint32_t a[4] = { 0 }, b[4] = { 0 }, x[3] = { 0 }, cross[9] = { 0 };
	uint32_t people = 16 + dice_below(dice, 30), rare = 2 + dice_below(dice, 5);

	while (people--) {
		uint32_t in_a = dice_below(dice, rare) ? 0 : 1 + !dice_below(dice, 3),
			 in_b = dice_below(dice, rare + 1) ? 0 : 1 + !dice_below(dice, 3),
			 in_x = dice_below(dice, 2);
		bool left_a = !dice_below(dice, 40), left_b = !dice_below(dice, 40);
		uint32_t group = left_a && left_b			      ? 2
				 : (!left_a && in_a) || (!left_b && in_b) ? 0
									      : 1;

		if (!dice_below(dice, 40))
			in_x = 2;
		a[left_a ? 3 : in_a]++;
		b[left_b ? 3 : in_b]++;
		x[in_x]++;
		cross[3 * in_x + group]++;
	}
	figs_cells(f, 0, a, NULL);
	figs_cells(f, 1, b, NULL);
	figs_cells(f, 2, x, NULL);
	figs_cells(f, 3, cross, NULL);
}

static void
drawn(struct arena *up)
{
	size_t tried = 0, narrowed = 0, betrayed = 0, groups = 0, ignored = 0;
	struct dice dice;

	(void)up;
	dice_seed(&dice, 12);
	for (size_t i = 0; i < 3000; i++) {
		struct arena *a = arena_new(0);
		struct figs *f = make_plan(3, a);
		struct figures *g;
		const struct disclosed *d;

		draw(f, &dice);
		g = figs_figures(f);
		d = disclose(g, NULL, a);
		betrayed += read_all(g, d, true, &ignored);
		make_implied(g, true, a);
		d = disclose(g, NULL, a);
		narrowed += read_all(g, d, true, &tried);
		groups += d->tables[3].column_count > 1;
		arena_free(a);
	}
	is_int((long long)narrowed, 0, "none of %zu hidden numbers is narrowed", tried);
	ok(betrayed > 20, "without what the form tells %zu would be", betrayed);
	ok(groups > 300, "the group is shown in %zu of 3000 surveys all the same", groups);
}

int
main(void)
{
	struct arena *a = arena_new(0);

	one_question(a);
	drawn(a);
	arena_free(a);
	return tap_done();
}
