/*
 * An attempt: a table is taken as printed, and kept if all that is hidden anywhere stays
 * protected.  Else everything is as before.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/audit.h"

/* Three quarters of a minute of one core in 2026, or so; a third of it for one attempt. */
#define WORK_ALL UINT64_C(1500000000)

enum { ATTEMPT_PART = 3 };

void
audit_free(struct audit *au)
{
	if (!au)
		return;
	for (size_t i = 0; i < au->hidden_count; i++)
		lp_sum_free(&au->hidden[i].sum);
	for (size_t i = 0; i < au->cut_count; i++)
		free(au->cuts[i].price);
	for (size_t i = 1; i < au->point_count; i++)
		free(au->points[i].at);
	free(au->hidden);
	free(au->cuts);
	free(au->points);
	free(au->witnesses_kept);
	free(au->low_kept);
	free(au->high_kept);
	free(au->bounds);
	model_free(au->model);
	free(au);
}

/* ---- beginning and ending an attempt -------------------------------------------------- */

static void
begin(struct audit *au, size_t block)
{
	struct model *m = au->model;
	size_t size = m->shared * sizeof(double);

	au->hidden_kept = au->hidden_count;
	au->cuts_kept = au->cut_count;
	au->points_kept = au->point_count;
	au->bound_count = 0;
	au->witnesses_kept =
		mem_grow(au->witnesses_kept, 2 * au->hidden_count + 1, sizeof(int));
	for (size_t i = 0; i < au->hidden_count; i++) {
		au->witnesses_kept[2 * i] = au->hidden[i].low_witness;
		au->witnesses_kept[2 * i + 1] = au->hidden[i].high_witness;
	}
	for (size_t p = 1; p < au->point_count; p++)
		au->points[p].good_kept = au->points[p].good;
	memcpy(au->low_kept, m->low, size);
	memcpy(au->high_kept, m->high, size);
	lp_mark(m->blocks[block].lp);
	m->blocks[block].marked = true;
	m->blocks[block].cuts_marked = m->blocks[block].cuts_known;
	au->trying = true;
	au->work_most = au->work + au->work_all / ATTEMPT_PART;
	if (au->work_most > au->work_all)
		au->work_most = au->work_all;
}

static void
keep(struct audit *au)
{
	au->trying = false;
	for (size_t b = 0; b < au->model->block_count; b++)
		au->model->blocks[b].marked = false;
}

static void
forget(struct audit *au)
{
	struct model *m = au->model;
	size_t size = m->shared * sizeof(double);

	au->trying = false;
	for (size_t i = au->bound_count; i-- > 0;)
		lp_bound(m->blocks[au->bounds[i].block].lp, au->bounds[i].column,
			 au->bounds[i].low, au->bounds[i].high);
	for (size_t b = 0; b < m->block_count; b++) {
		if (!m->blocks[b].marked)
			continue;
		lp_back(m->blocks[b].lp);
		m->blocks[b].marked = false;
		m->blocks[b].cuts_known = m->blocks[b].cuts_marked;
	}
	while (au->hidden_count > au->hidden_kept)
		lp_sum_free(&au->hidden[--au->hidden_count].sum);
	while (au->cut_count > au->cuts_kept)
		free(au->cuts[--au->cut_count].price);
	while (au->point_count > au->points_kept)
		free(au->points[--au->point_count].at);
	for (size_t p = 1; p < au->point_count; p++)
		au->points[p].good = au->points[p].good_kept;
	for (size_t i = 0; i < au->hidden_count; i++) {
		au->hidden[i].low_witness = au->witnesses_kept[2 * i];
		au->hidden[i].high_witness = au->witnesses_kept[2 * i + 1];
	}
	memcpy(m->low, au->low_kept, size);
	memcpy(m->high, au->high_kept, size);
}

/* ---- whether all stay protected ---------------------------------------------------------- */

static void
lose_witness(struct audit *au, int point)
{
	for (size_t i = 0; i < au->hidden_count; i++) {
		if (au->hidden[i].low_witness == point)
			au->hidden[i].low_witness = WITNESS_NONE;
		if (au->hidden[i].high_witness == point)
			au->hidden[i].high_witness = WITNESS_NONE;
	}
}

static bool
in_bounds(const struct model *m, const double *point)
{
	for (size_t j = 0; j < m->shared; j++)
		if (point[j] < m->low[j] - NEAR || point[j] > m->high[j] + NEAR)
			return false;
	return true;
}

static bool
point_used(const struct audit *au, int point)
{
	for (size_t i = 0; i < au->hidden_count; i++)
		if (au->hidden[i].low_witness == point ||
		    au->hidden[i].high_witness == point)
			return true;
	return false;
}

/* Of the block itself all is asked anew; of others what stood on a point that fits no more. */
static void
doubt(struct audit *au, size_t block)
{
	for (size_t i = 0; i < au->hidden_count; i++)
		if (au->hidden[i].block == block)
			au->hidden[i].low_witness = au->hidden[i].high_witness =
				WITNESS_NONE;
	for (size_t p = 1; p < au->point_count; p++) {
		au->points[p].good = au->points[p].good &&
				     in_bounds(au->model, au->points[p].at) &&
				     point_used(au, (int)p) &&
				     search_fits(au, block, au->points[p].at);
		if (!au->points[p].good)
			lose_witness(au, (int)p);
	}
}

static bool
block_lacks(const struct audit *au, size_t block)
{
	for (size_t i = 0; i < au->hidden_count; i++)
		if (au->hidden[i].block == block &&
		    (au->hidden[i].low_witness == WITNESS_NONE ||
		     au->hidden[i].high_witness == WITNESS_NONE))
			return true;
	return false;
}

static bool
all_protected(struct audit *au)
{
	for (size_t b = 0; b < au->model->block_count; b++)
		if (block_lacks(au, b) && !search_block(au, b))
			return false;
	return true;
}

/* ---- for testers --------------------------------------------------------------------------- */

static void
explain(struct audit *au)
{
	struct audited a;
	const struct hidden *h;
	uint64_t work = au->work;
	double low, high;

	au->work_most = UINT64_MAX;
	for (size_t i = 0; i < au->hidden_count; i++) {
		h = &au->hidden[i];
		low = search_end(au, h, false);
		high = search_end(au, h, true);
		a = (struct audited){
			.table = h->table,
			.level = h->level,
			.release = (unsigned)au->model->releases[h->k] + 1,
			.row = h->line->key,
			.column = h->column->key,
			.half = h->half,
			.least = isinf(low) ? 0 : (int64_t)ceil(low - NEAR),
			.most = isinf(high) ? 0 : (int64_t)floor(high + NEAR),
		};
		a.ok = !isinf(low) && !isinf(high) && a.least <= 0 &&
		       (double)a.most >= h->most;
		au->watch->audited(au->watch->with, &a);
	}
	au->work = work;
}

/* ---- the doors ------------------------------------------------------------------------------- */

struct audit *
audit_new(const struct figures *f, const struct disclose_watch *watch, int responses,
	  unsigned responses_held)
{
	struct audit *au = mem_new(1, sizeof(*au));
	size_t shared;

	au->watch = watch;
	au->work_all = watch && watch->work_most ? watch->work_most : WORK_ALL;
	au->model = model_new(f);
	shared = au->model->shared;
	au->low_kept = mem_new(shared, sizeof(double));
	au->high_kept = mem_new(shared, sizeof(double));
	au->point_count = au->point_room = 1; /* the first is the true one */
	au->points = mem_new(1, sizeof(*au->points));
	printed_earlier(au);
	printed_responses(au, au->model->release_count - 1, responses, responses_held);
	return au;
}

bool
audit_try(struct audit *au, const struct laid *laid)
{
	size_t block = au->model->at[laid->table].block;
	bool good;

	begin(au, block);
	printed_add(au, laid, au->model->release_count - 1);
	doubt(au, block);
	good = all_protected(au);
	if (au->watch && au->watch->audited)
		explain(au);
	if (good)
		keep(au);
	else
		forget(au);
	return good;
}
