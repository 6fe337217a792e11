/*
 * The unknowns behind printed numbers: which there are, which are shared, how printed lines are
 * sums of them, and that the truth fits all that always holds.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/model.h"
#include "tests/tap.h"
#include "tests/unit/summary/laid_words.h"

/* The weight of a column in a sum. */
static double
weight(const struct lp_sum *sum, size_t column)
{
	double out = 0;

	for (size_t i = 1; i <= sum->count; i++)
		if (sum->column[i] == (int)column + 1)
			out += sum->weight[i];
	return out;
}

static struct figs *
linked(struct arena *a)
{
	struct figs *f = figs_new(3, a);

	figs_variable(f, "q", "q0 q1");
	figs_variable(f, "g", "a b c");
	figs_variable(f, "h", "d e");
	figs_variable(f, "m", "m0 m1");
	figs_table(f, "q-by-g", TABLE_ONE, "q", "g");
	figs_table(f, "q", TABLE_ONE, "q", NULL);
	figs_table(f, "g-by-q", TABLE_ONE, "g", "q");
	figs_table(f, "m-by-g", TABLE_ANY, "m", "g");
	figs_table(f, "g-by-h", TABLE_ONE, "g", "h");
	return f;
}

/* Twenty of them, then thirty. */
static void
count(struct figs *f, bool more)
{
	figs_count(f, "q-by-g",
		   more ? "7 5 1 1 / 6 3 2 0 / 2 1 1 1" : "4 3 1 0 / 5 2 1 0 / 2 1 0 1",
		   NULL);
	figs_count(f, "q", more ? "14 / 11 / 5" : "8 / 8 / 4", NULL);
	figs_count(f, "g-by-q",
		   more ? "7 6 2 / 5 3 1 / 1 2 1 / 1 0 1"
			: "4 5 2 / 3 2 1 / 1 1 0 / 0 0 1",
		   NULL);
	figs_count(f, "m-by-g",
		   more ? "9 4 1 1 / 3 3 1 0 / 3 1 1 0" : "6 3 0 0 / 2 2 0 0 / 2 1 1 0",
		   more ? "12 8 3 2" : "9 5 1 1");
	figs_count(f, "g-by-h",
		   more ? "9 5 1 / 4 4 1 / 2 2 0 / 1 0 1"
			: "6 4 1 / 3 2 1 / 1 1 0 / 1 0 0",
		   NULL);
}

static void
test_blocks(struct arena *a)
{
	struct figs *f = linked(a);
	struct figures *g;
	struct err err = { .code = ERR_NONE };
	struct model *m;

	count(f, false);
	g = figs_figures(f);
	ok(figures_check(g, &err), "the figures are good: %s", err.text);
	m = model_new(g);
	is_int((long long)m->release_count, 1, "one release");
	is_int((long long)m->block_count, 3, "three questions: q, m and g");
	ok(m->at[0].block == m->at[1].block && m->at[1].grid == -1,
	   "tables of one question are in one block");
	ok(m->at[2].block == m->at[0].block && m->at[2].turned &&
		   m->at[2].grid == m->at[0].grid && !m->at[0].turned,
	   "turned round: the same cells");
	ok(m->blocks[m->at[4].block].own_shared && m->blocks[m->at[0].block].own_shared &&
		   !m->blocks[m->at[3].block].own_shared,
	   "a group that is asked about shares its own counts");
	is_int((long long)m->shared, 1 + 3 + 2 + 2, "N, three groups, two, and two");
	is_int((long long)m->truth[shared_responses(m, 0)], 20, "the true N");
	is_int((long long)m->truth[shared_margin(m, 1, 0, 0)], 11, "of group a");
	is_int((long long)m->low[shared_margin(m, 1, 0, 0)], 2,
	       "no fewer than left a question out");
	ok(m->margins[3] == -1, "rows of several are no groups");
	model_free(m);
	model_free(NULL);
}

static void
test_sums(struct arena *a)
{
	static const uint16_t zero[] = { 0 }, two[] = { 1, 2 };
	struct printed_line all = { .key = "*" }, one = { .of = zero, .of_count = 1 },
			    pair = { .of = two, .of_count = 2 };
	struct figs *f = linked(a);
	struct lp_sum sum = { 0 }, other = { 0 };
	struct model *m;

	count(f, false);
	m = model_new(figs_figures(f));
	model_add(m, &sum, 0, 0, NULL, &all, 1);
	ok(sum.count == 1 && weight(&sum, shared_responses(m, 0)) == 1 &&
		   sum.constant == -4,
	   "the base of all: N less who left it out");
	lp_sum_clear(&sum);
	model_add(m, &sum, 0, 0, &all, &pair, 2);
	ok(sum.count == 2 && weight(&sum, shared_margin(m, 1, 1, 0)) == 2 &&
		   weight(&sum, shared_margin(m, 1, 2, 0)) == 2 && sum.constant == -2,
	   "the base of two groups, twice");
	lp_sum_clear(&sum);
	model_add(m, &sum, 0, 0, &one, &pair, 1);
	model_add(m, &other, 2, 0, &pair, &one, 1);
	ok(sum.count == 2 && other.count == 2 && sum.constant == 0 &&
		   weight(&other, (size_t)sum.column[1] - 1) == 1 &&
		   weight(&other, (size_t)sum.column[2] - 1) == 1,
	   "two cells, and the same the other way round");
	lp_sum_clear(&sum);
	model_add(m, &sum, 2, 0, &pair, &all, 1);
	ok(weight(&sum, shared_margin(m, 1, 1, 0)) == 1 &&
		   weight(&sum, shared_margin(m, 1, 2, 0)) == 1,
	   "a row of a turned table is the group's size");
	lp_sum_clear(&sum);
	lp_sum_clear(&other);
	model_add(m, &sum, 0, 0, &one, &all, 1);
	model_add(m, &other, 1, 0, &one, &all, 1);
	ok(sum.count == 1 && other.count == 1 && sum.column[1] == other.column[1],
	   "a row of all people is one number for all tables of the question");
	lp_sum_free(&sum);
	lp_sum_free(&other);
	model_free(m);
}

static void
test_releases(struct arena *a)
{
	struct figs *f = linked(a);
	struct model *m;
	double *point;
	size_t off = 0;

	f->policy.whole = 9;
	for (size_t i = 0; i < 5; i++)
		figs_ladder(f, f->tables[i].id, "total nothing");
	figs_count(f, "q-by-g", "2 0 0 0 / 0 0 0 0 / 0 0 0 0", NULL);
	figs_count(f, "q", "2 / 0 / 0", NULL);
	figs_count(f, "g-by-q", "2 0 0 / 0 0 0 / 0 0 0 / 0 0 0", NULL);
	figs_count(f, "m-by-g", "2 0 0 0 / 0 0 0 0 / 0 0 0 0", "2 0 0 0");
	figs_count(f, "g-by-h", "2 0 0 / 0 0 0 / 0 0 0 / 0 0 0", NULL);
	is_int(figs_release(f)->responses, -1, "a release that tells nothing");
	count(f, false);
	is_int(figs_release(f)->responses, 21, "one that does");
	count(f, true);
	m = model_new(figs_figures(f));
	is_int((long long)m->release_count, 2, "the first does not count");
	ok(model_release(m, 2) == 0 && model_release(m, 3) == 1 &&
		   model_release(m, 1) == 2,
	   "releases by number");
	is_int((long long)m->shared, 2 * 8, "all shared unknowns twice");
	is_int((long long)m->truth[shared_responses(m, 1)], 30, "the true N of now");
	ok(model_counts(m, 1, 0)->cells[0] == 8 && model_counts(m, 1, 1)->cells[0] == 14,
	   "counts of then and now");
	ok(model_policy(m, 0) == &f->earlier[1].published->policy, "the policy of then");
	point = mem_new(m->shared, sizeof(*point));
	for (size_t b = 0; b < m->block_count;
	     b++) { /* moved nowhere: the truth must fit */
		for (size_t j = m->shared; j < 3 * m->shared; j++)
			lp_cost(m->blocks[b].lp, j, 1);
		off += lp_solve(m->blocks[b].lp, false, false) != LP_FOUND ||
		       lp_objective(m->blocks[b].lp) > 1e-6;
	}
	is_int((long long)off, 0, "the true shared numbers fit each block");
	for (size_t b = 0; b < m->block_count; b++) { /* one person less than before */
		size_t n = shared_responses(m, 1);

		lp_row_bound(m->blocks[b].lp, m->blocks[b].apart + n, 19, 19);
		off += lp_solve(m->blocks[b].lp, false, true) != LP_FOUND ||
		       lp_objective(m->blocks[b].lp) < 1;
	}
	is_int((long long)off, 0, "fewer people than before fit none");
	free(point);
	model_free(m);
}

/* A structural zero is no one's cell; and groups may follow from answers. */
static void
test_told(struct arena *a)
{
	static const bool keys[] = { true, false };
	static const struct implied_sum sums[] = { { 0, keys } };
	static const struct implied implied = {
		.by = 2, .key = 0, .sums = sums, .sum_count = 1
	};
	static const uint16_t zero[] = { 0 }, two[] = { 2 };
	struct printed_line row = { .of = zero, .of_count = 1 },
			    column = { .of = two, .of_count = 1 };
	struct figs *f = figs_new(3, a);
	struct figures *g;
	struct lp_sum sum = { 0 };
	struct model *m;
	double low, high;

	figs_variable(f, "q", "q0 q1");
	figs_variable(f, "g", "a b c");
	figs_variable(f, "h", "d e");
	figs_table(f, "q-by-g", TABLE_ONE, "q", "g");
	figs_table(f, "q-by-h", TABLE_ONE, "q", "h");
	figs_zero(f, "q-by-g", "q0", "c");
	figs_count(f, "q-by-g", "4 4 0 0 / 3 3 3 0 / 0 0 0 0", NULL);
	figs_count(f, "q-by-h", "8 0 0 / 0 9 0 / 0 0 0", NULL);
	g = figs_figures(f);
	g->implied = &implied;
	g->implied_count = 1;
	m = model_new(g);
	model_add(m, &sum, 0, 0, &row, &column, 1);
	lp_bounds(m->blocks[0].lp, (size_t)sum.column[1] - 1, &low, &high);
	ok(low == 0 && high == 0, "a structural zero is 0");
	is_int((long long)m->truth[shared_sum(m, 0, 0, 0)], 8,
	       "a sum that decides a group");
	is_int((long long)m->shared, 1 + 3 + 2 + 1, "is shared");
	for (size_t c = 0; c < 3 * m->shared; c++)
		lp_cost(m->blocks[0].lp, c, 0);
	lp_sum_clear(&sum);
	model_add(m, &sum, 1, 0, &row, &(struct printed_line){ .key = "*" }, 1);
	lp_cost(m->blocks[0].lp, (size_t)sum.column[1] - 1, 1);
	for (size_t j = 0; j < m->shared; j++) /* only this group stays where it is */
		if (j != shared_margin(m, 2, 0, 0))
			lp_row_bound(m->blocks[0].lp, m->blocks[0].apart + j, -INFINITY,
				     INFINITY);
		else
			for (size_t up = 1; up < 3; up++)
				lp_bound(m->blocks[0].lp, up * m->shared + j, 0, 0);
	ok(lp_solve(m->blocks[0].lp, false, false) == LP_FOUND &&
		   fabs(lp_objective(m->blocks[0].lp) - 8) < 1e-6 &&
		   lp_solve(m->blocks[0].lp, true, false) == LP_FOUND &&
		   fabs(lp_objective(m->blocks[0].lp) - 8) < 1e-6,
	   "who gave the answer, and who stands in the group, are as many");
	lp_sum_free(&sum);
	model_free(m);
}

int
main(void)
{
	struct arena *a = arena_new(0);

	test_blocks(a);
	test_sums(a);
	test_releases(a);
	test_told(a);
	arena_free(a);
	return tap_done();
}
