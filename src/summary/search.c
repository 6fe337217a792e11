/*
 * Whether a hidden number may be 0, and may be t - 1.
 *
 * The search begins at the true shared unknowns, where every block fits: mostly the block alone
 * shows there that its hidden numbers are protected.  Where it does not, they are moved, as
 * little as may be; each other block is asked whether it fits there, and if not, what it says
 * (the price of each shared unknown) becomes a cut, after J. F. Benders (Numerische Mathematik 4
 * (1962) 238-252).  That ends with a point at which all fit, or with the proof that there is none:
 * the same as one large program would say.
 *
 * Where it begins decides only how long it takes, never what comes out; but for what grows too
 * large, which counts as not protected.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/audit.h"

enum { ROUNDS_MOST = 200, POINTS_TRIED = 4 };

/* ---- one block's program ------------------------------------------------------------ */

/* What other blocks and base lines have said since this block was last asked. */
static void
take_news(struct audit *au, size_t block)
{
	const struct model *m = au->model;
	struct part *b = &au->model->blocks[block];
	struct lp_sum sum = { 0 };

	if (au->trying && !b->marked) {
		lp_mark(b->lp);
		b->marked = true;
		b->cuts_marked = b->cuts_known;
	}
	for (size_t j = 0; j < m->shared; j++)
		lp_bound(b->lp, j, m->low[j], m->high[j]);
	for (; b->cuts_known < au->cut_count; b->cuts_known++) {
		if (au->cuts[b->cuts_known].block == block)
			continue;
		lp_sum_clear(&sum);
		for (size_t j = 0; j < m->shared; j++)
			if (fabs(au->cuts[b->cuts_known].price[j]) > 1e-9)
				lp_sum_add(&sum, j, au->cuts[b->cuts_known].price[j]);
		lp_row(b->lp, &sum, -INFINITY, au->cuts[b->cuts_known].limit);
	}
	lp_sum_free(&sum);
}

/* Measures the shared unknowns from a point; fixed: they cannot leave it. */
static void
stand_at(struct audit *au, size_t block, const double *point, bool fixed)
{
	const struct model *m = au->model;
	struct part *b = &au->model->blocks[block];

	for (size_t j = 0; j < m->shared; j++) {
		lp_row_bound(b->lp, b->apart + j, point[j], point[j]);
		lp_bound(b->lp, m->shared + j, 0, fixed ? 0 : INFINITY);
		lp_bound(b->lp, 2 * m->shared + j, 0, fixed ? 0 : INFINITY);
	}
}

static void
cost_nothing(struct audit *au, size_t block)
{
	struct part *b = &au->model->blocks[block];

	for (size_t c = 0; c < b->columns; c++)
		lp_cost(b->lp, c, 0);
}

/* How far the shared unknowns are from the point. */
static void
cost_distance(struct audit *au, size_t block)
{
	const struct model *m = au->model;

	cost_nothing(au, block);
	for (size_t j = m->shared; j < 3 * m->shared; j++)
		lp_cost(m->blocks[block].lp, j, 1);
}

static enum lp_end
solve(struct audit *au, size_t block, bool most, bool dual)
{
	struct lp *lp = au->model->blocks[block].lp;
	uint64_t before = lp_work(lp);
	enum lp_end end;

	if (au->work > au->work_most)
		return LP_LOST;
	end = lp_solve(lp, most, dual);
	au->work += lp_work(lp) - before;
	return end;
}

/* ---- the other blocks ------------------------------------------------------------------ */

static void
add_cut(struct audit *au, size_t block, const double *point, double distance)
{
	const struct model *m = au->model;
	const struct part *b = &m->blocks[block];
	struct shared_cut *cut;

	if (au->cut_count == au->cut_room) {
		au->cut_room = au->cut_room ? 2 * au->cut_room : 16;
		au->cuts = mem_grow(au->cuts, au->cut_room, sizeof(*au->cuts));
	}
	cut = &au->cuts[au->cut_count++];
	cut->block = block;
	cut->price = mem_new(m->shared, sizeof(*cut->price));
	cut->limit = -distance;
	for (size_t j = 0; j < m->shared; j++) {
		cut->price[j] = lp_price(b->lp, b->apart + j);
		cut->limit += cut->price[j] * point[j];
	}
}

bool
search_fits(struct audit *au, size_t block, const double *point)
{
	double distance;

	take_news(au, block);
	stand_at(au, block, point, false);
	cost_distance(au, block);
	if (solve(au, block, false, true) != LP_FOUND)
		return false;
	distance = lp_objective(au->model->blocks[block].lp);
	if (distance <= NEAR)
		return true;
	add_cut(au, block, point, distance);
	return false;
}

/* Whether all other blocks fit; each that does not has made a cut. */
static bool
others_fit(struct audit *au, size_t block, const double *point)
{
	bool fit = true;

	for (size_t b = 0; b < au->model->block_count; b++)
		if (b != block)
			fit &= search_fits(au, b, point);
	return fit;
}

static void
read_point(const struct audit *au, size_t block, double *point)
{
	for (size_t j = 0; j < au->model->shared; j++)
		point[j] = lp_value(au->model->blocks[block].lp, j);
}

static int
keep_point(struct audit *au, const double *point)
{
	size_t size = au->model->shared;

	if (au->point_count == au->point_room) {
		au->point_room = au->point_room ? 2 * au->point_room : 16;
		au->points = mem_grow(au->points, au->point_room, sizeof(*au->points));
	}
	au->points[au->point_count] =
		(struct point){ .at = mem_new(size, sizeof(double)), .good = true };
	memcpy(au->points[au->point_count].at, point, size * sizeof(double));
	return (int)au->point_count++;
}

/* ---- many hidden numbers at once ------------------------------------------------------- */

/* Gives each hidden number of the block its witness, as far as this solution is one. */
static size_t
harvest(struct audit *au, size_t block, int point)
{
	size_t found = 0;
	struct hidden *h;
	double value;

	for (size_t i = 0; i < au->hidden_count; i++) {
		h = &au->hidden[i];
		if (h->block != block)
			continue;
		value = lp_row_value(au->model->blocks[block].lp, h->row) + h->sum.constant;
		if (h->low_witness == WITNESS_NONE && value <= NEAR) {
			h->low_witness = point;
			found++;
		}
		if (h->high_witness == WITNESS_NONE && value >= h->most - NEAR) {
			h->high_witness = point;
			found++;
		}
	}
	return found;
}

/* Those that still lack the end are to be as large, or as small, as can be. */
static bool
cost_lacking(struct audit *au, size_t block, bool most, bool no)
{
	struct lp *lp = au->model->blocks[block].lp;
	bool any = false;
	const struct hidden *h;
	double *cost = mem_new(au->model->blocks[block].columns, sizeof(*cost));

	for (size_t i = 0; i < au->hidden_count; i++) {
		h = &au->hidden[i];
		if (h->block != block || (h->half[0] == 'n') != no ||
		    (most ? h->high_witness : h->low_witness) != WITNESS_NONE)
			continue;
		any = true;
		for (size_t j = 1; j <= h->sum.count; j++)
			cost[h->sum.column[j] - 1] += h->sum.weight[j];
	}
	for (size_t c = 0; any && c < au->model->blocks[block].columns; c++)
		lp_cost(lp, c, cost[c]);
	free(cost);
	return any;
}

static void
sweep(struct audit *au, size_t block, int point)
{
	const double *at = point ? au->points[point].at : au->model->truth;
	bool first = true;

	for (int way = 0; way < 4; way++)
		for (;;) {
			if (!cost_lacking(au, block, !(way & 1), way & 2))
				break;
			if (first)
				stand_at(au, block, at, true);
			if (solve(au, block, !(way & 1), first) != LP_FOUND ||
			    !harvest(au, block, point))
				break;
			first = false;
		}
}

/* ---- one hidden number ------------------------------------------------------------------ */

static bool
prove_end(struct audit *au, struct hidden *h, bool most, double *point)
{
	struct lp *lp = au->model->blocks[h->block].lp;
	int witness;

	for (int round = 0; round < ROUNDS_MOST; round++) {
		take_news(au, h->block);
		stand_at(au, h->block, au->model->truth, false);
		cost_distance(au, h->block);
		if (most)
			lp_row_bound(lp, h->row, h->most - h->sum.constant,
				     fmax(h->most, h->class_high) - h->sum.constant);
		else
			lp_row_bound(lp, h->row, -INFINITY, -h->sum.constant);
		if (solve(au, h->block, false, true) != LP_FOUND)
			return false;
		if (lp_objective(lp) <= NEAR) {
			harvest(au, h->block, 0);
			return true;
		}
		read_point(au, h->block, point);
		if (!others_fit(au, h->block, point))
			continue;
		witness = keep_point(au, point);
		harvest(au, h->block, witness);
		return true;
	}
	return false;
}

static bool
search_one(struct audit *au, size_t which, bool most)
{
	struct hidden *h = &au->hidden[which];
	struct lp *lp = au->model->blocks[h->block].lp;
	double *point = mem_new(au->model->shared, sizeof(*point));
	bool found = prove_end(au, h, most, point);

	lp_row_bound(lp, h->row, -INFINITY, h->class_high - h->sum.constant);
	free(point);
	return found;
}

bool
search_block(struct audit *au, size_t block)
{
	size_t before, tried = 0;

	take_news(au, block);
	sweep(au, block, 0);
	for (size_t p = au->point_count; p-- > 1 && tried < POINTS_TRIED;)
		if (au->points[p].good) {
			sweep(au, block, (int)p);
			tried++;
		}
	for (size_t i = 0; i < au->hidden_count; i++) {
		if (au->hidden[i].block != block)
			continue;
		before = au->point_count;
		if ((au->hidden[i].high_witness == WITNESS_NONE &&
		     !search_one(au, i, true)) ||
		    (au->hidden[i].low_witness == WITNESS_NONE && !search_one(au, i, false)))
			return false;
		if (au->point_count > before)
			sweep(au, block, (int)au->point_count - 1);
	}
	return true;
}

/* ---- to the very end, for testers --------------------------------------------------------- */

double
search_end(struct audit *au, const struct hidden *h, bool most)
{
	struct lp *lp = au->model->blocks[h->block].lp;
	double *point = mem_new(au->model->shared, sizeof(*point));
	double end = most ? -INFINITY : INFINITY;

	for (int round = 0; round < ROUNDS_MOST; round++) {
		take_news(au, h->block);
		stand_at(au, h->block, au->model->truth, false);
		cost_nothing(au, h->block);
		for (size_t j = 1; j <= h->sum.count; j++)
			lp_cost(lp, (size_t)h->sum.column[j] - 1, h->sum.weight[j]);
		lp_row_bound(lp, h->row, -INFINITY, INFINITY);
		if (solve(au, h->block, most, false) != LP_FOUND)
			break;
		end = lp_objective(lp) + h->sum.constant;
		read_point(au, h->block, point);
		if (others_fit(au, h->block, point))
			break;
	}
	lp_row_bound(lp, h->row, -INFINITY, h->class_high - h->sum.constant);
	free(point);
	return end;
}
