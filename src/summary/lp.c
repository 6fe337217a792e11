/*
 * Linear programs: the only door to GLPK.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <glpk.h>

#include "summary/lp.h"

enum { PIVOTS_MOST = 20000 }; /* of one solution */

struct lp {
	glp_prob *prob;
	size_t columns;
	bool begun;
	int mark_rows; /* -1: none */
	unsigned char *mark; /* states of columns, then of rows */
	size_t mark_room;
	uint64_t work;
};

/* GLPK keeps things for each thread: they go with the last program, or a desk would gather them. */
static _Thread_local size_t living;

void
lp_free(struct lp *lp)
{
	if (!lp)
		return;
	glp_delete_prob(lp->prob);
	free(lp->mark);
	free(lp);
	if (!--living)
		glp_free_env();
}

struct lp *
lp_new(size_t columns)
{
	struct lp *lp = mem_new(1, sizeof(*lp));

	glp_term_out(GLP_OFF);
	lp->prob = glp_create_prob();
	living++;
	lp->columns = columns;
	lp->mark_rows = -1;
	if (columns)
		glp_add_cols(lp->prob, (int)columns);
	for (size_t c = 0; c < columns; c++)
		glp_set_col_bnds(lp->prob, (int)c + 1, GLP_LO, 0, 0);
	return lp;
}

/* ---- sums ------------------------------------------------------------------------ */

/* GLPK counts from 1: the first entry stays unused. */
void
lp_sum_add(struct lp_sum *sum, size_t column, double weight)
{
	if (sum->count + 2 > sum->room) {
		sum->room = sum->room ? 2 * sum->room : 16;
		sum->column = mem_grow(sum->column, sum->room, sizeof(*sum->column));
		sum->weight = mem_grow(sum->weight, sum->room, sizeof(*sum->weight));
	}
	sum->count++;
	sum->column[sum->count] = (int)column + 1;
	sum->weight[sum->count] = weight;
}

void
lp_sum_clear(struct lp_sum *sum)
{
	sum->count = 0;
	sum->constant = 0;
}

void
lp_sum_free(struct lp_sum *sum)
{
	free(sum->column);
	free(sum->weight);
	*sum = (struct lp_sum){ 0 };
}

/* ---- bounds ------------------------------------------------------------------------ */

static int
bound_type(double low, double high)
{
	if (isinf(low) && isinf(high))
		return GLP_FR;
	if (isinf(high))
		return GLP_LO;
	if (isinf(low))
		return GLP_UP;
	return low >= high ? GLP_FX : GLP_DB;
}

void
lp_bound(struct lp *lp, size_t column, double low, double high)
{
	glp_set_col_bnds(lp->prob, (int)column + 1, bound_type(low, high), low, high);
}

void
lp_bounds(const struct lp *lp, size_t column, double *low, double *high)
{
	int type = glp_get_col_type(lp->prob, (int)column + 1);

	*low = type == GLP_FR || type == GLP_UP ? -INFINITY
						: glp_get_col_lb(lp->prob, (int)column + 1);
	*high = type == GLP_FR || type == GLP_LO
			? INFINITY
			: glp_get_col_ub(lp->prob, (int)column + 1);
}

size_t
lp_row(struct lp *lp, const struct lp_sum *sum, double low, double high)
{
	int row = glp_add_rows(lp->prob, 1);

	glp_set_mat_row(lp->prob, row, (int)sum->count, sum->column, sum->weight);
	lp_row_bound(lp, (size_t)row - 1, low - sum->constant, high - sum->constant);
	return (size_t)row - 1;
}

void
lp_row_bound(struct lp *lp, size_t row, double low, double high)
{
	glp_set_row_bnds(lp->prob, (int)row + 1, bound_type(low, high), low, high);
}

size_t
lp_rows(const struct lp *lp)
{
	return (size_t)glp_get_num_rows(lp->prob);
}

void
lp_cost(struct lp *lp, size_t column, double cost)
{
	glp_set_obj_coef(lp->prob, (int)column + 1, cost);
}

/* ---- solving ----------------------------------------------------------------------- */

static int
simplex(struct lp *lp, bool dual)
{
	glp_smcp how;
	int before = glp_get_it_cnt(lp->prob), end;

	glp_init_smcp(&how);
	how.msg_lev = GLP_MSG_OFF;
	how.meth = dual ? GLP_DUALP : GLP_PRIMAL;
	how.it_lim = PIVOTS_MOST;
	end = glp_simplex(lp->prob, &how);
	lp->work += (uint64_t)(glp_get_it_cnt(lp->prob) - before + 1) *
		    (uint64_t)(lp->columns + lp_rows(lp));
	return end;
}

enum lp_end
lp_solve(struct lp *lp, bool most, bool dual)
{
	int end;

	glp_set_obj_dir(lp->prob, most ? GLP_MAX : GLP_MIN);
	if (!lp->begun)
		glp_adv_basis(lp->prob, 0);
	lp->begun = true;
	end = simplex(lp, dual);
	if (end && end != GLP_EITLIM) { /* a basis that went bad: begin anew */
		glp_std_basis(lp->prob);
		end = simplex(lp, false);
	}
	if (end)
		return LP_LOST;
	switch (glp_get_status(lp->prob)) {
	case GLP_OPT:
		return LP_FOUND;
	case GLP_NOFEAS:
		return LP_NONE;
	default:
		return LP_LOST;
	}
}

double
lp_objective(const struct lp *lp)
{
	return glp_get_obj_val(lp->prob);
}

double
lp_value(const struct lp *lp, size_t column)
{
	return glp_get_col_prim(lp->prob, (int)column + 1);
}

double
lp_row_value(const struct lp *lp, size_t row)
{
	return glp_get_row_prim(lp->prob, (int)row + 1);
}

double
lp_price(const struct lp *lp, size_t row)
{
	return glp_get_row_dual(lp->prob, (int)row + 1);
}

uint64_t
lp_work(const struct lp *lp)
{
	return lp->work;
}

/* ---- going back ---------------------------------------------------------------------- */

void
lp_mark(struct lp *lp)
{
	size_t rows = lp_rows(lp);

	if (lp->mark_room < lp->columns + rows) {
		free(lp->mark);
		lp->mark_room = 2 * (lp->columns + rows);
		lp->mark = mem_new(lp->mark_room, 1);
	}
	for (size_t c = 0; c < lp->columns; c++)
		lp->mark[c] = (unsigned char)glp_get_col_stat(lp->prob, (int)c + 1);
	for (size_t r = 0; r < rows; r++)
		lp->mark[lp->columns + r] =
			(unsigned char)glp_get_row_stat(lp->prob, (int)r + 1);
	lp->mark_rows = (int)rows;
}

void
lp_back(struct lp *lp)
{
	int rows = glp_get_num_rows(lp->prob), *gone;

	if (lp->mark_rows < 0)
		die("lp_back without lp_mark");
	gone = mem_new((size_t)(rows - lp->mark_rows) + 1, sizeof(*gone));
	for (int r = lp->mark_rows + 1; r <= rows; r++)
		gone[r - lp->mark_rows] = r;
	if (rows > lp->mark_rows)
		glp_del_rows(lp->prob, rows - lp->mark_rows, gone);
	free(gone);
	for (size_t c = 0; c < lp->columns; c++)
		glp_set_col_stat(lp->prob, (int)c + 1, lp->mark[c]);
	for (int r = 0; r < lp->mark_rows; r++)
		glp_set_row_stat(lp->prob, r + 1, lp->mark[lp->columns + (size_t)r]);
	lp->mark_rows = -1;
}
