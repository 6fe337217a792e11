/*
 * Can a hidden cell be worked out by taking the printed ones away from the printed base?
 * For tables without a break-down this has an exact answer in a few sums, and no linear
 * program is needed.  With N respondents, of whom m left the question out (m is taken as
 * known to everybody, so it gives no cover), the base is N - m, and the answers of a
 * choose-one table add up to it:
 *
 *	least a hidden cell can be:  base - (the most that all other cells can be), or 0
 *	most a hidden cell can be:   base - (the least that all other cells can be)
 *
 * A printed P means max(P - h, f) .. P + h, where f is the least that is ever printed;
 * another hidden cell means 0 .. t - 1.  N is known as well as the printed total and all
 * other printed tables make it known; tables without a break-down share nothing but N, so
 * this is the best that any reader can do.  A cell is protected if it can still be 0 and
 * can still be t - 1.
 *
 * An answer of a choose-any table is a pair, yes and no, which adds up to the base by
 * itself; what links the pairs of one table is in pairs.c.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/internal.h"

#define FAR (INT64_C(1) << 40) /* more respondents than there are */

static int64_t
most_of(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

struct span
span_meet(struct span a, struct span b)
{
	return (struct span){ most_of(a.low, b.low), a.high < b.high ? a.high : b.high };
}

struct span
printed_span(uint32_t count, unsigned least, const struct policy *policy)
{
	int64_t printed = policy_round(policy, count), half = (policy->rounding - 1) / 2;

	return (struct span){ most_of(printed - half, least), printed + half };
}

static void
add_cells(struct told *told, const struct view *v, size_t star,
	  const struct policy *policy)
{
	struct span cell;

	for (size_t r = 0; r < v->row_count; r++) {
		cell = (struct span){ 0, policy->threshold - 1 };
		if (view_hidden(v, r, star, policy)) {
			told->hidden++;
			told->closed |= UINT64_C(1) << r;
		} else {
			cell = printed_span(view_count(v, r, star), policy->threshold,
					    policy);
		}
		told->ticks.yes[r] = cell;
		told->sum_low += cell.low;
		told->sum_high += cell.high;
	}
	if (!v->row_count)
		return;
	told->cells = (struct span){ told->sum_low, told->sum_high };
	if (told->pairs)
		told->cells = pairs_base(told, told->base, policy);
	told->cells.low += told->left_out;
	told->cells.high += told->left_out;
}

struct told
told_from(const struct view *v, uint32_t responses, const struct policy *policy)
{
	size_t star = v->column_count - 1;
	uint32_t base = view_base(v, star);
	struct told told = {
		.left_out = (int64_t)responses - base,
		.base = printed_span(base, policy->base, policy),
		.cells = { 0, FAR },
		.pairs = v->exact->plan->kind == TABLE_ANY,
		.ticks = ticks_from(v->exact->plan),
	};

	add_cells(&told, v, star, policy);
	told.base.low += told.left_out;
	told.base.high += told.left_out;
	return told;
}

struct told
told_base_hidden(const struct exact *exact, uint32_t responses,
		 const struct policy *policy)
{
	int64_t left_out = (int64_t)responses - exact->answered_all;

	return (struct told){
		.left_out = left_out,
		.base = { left_out, left_out + policy->base - 1 },
		.cells = { 0, FAR },
	};
}

/* Both ends of what one hidden cell of a choose-one table can be, for bases low .. high. */
static bool
covers_class(const struct told *told, int64_t low, int64_t high,
	     const struct policy *policy)
{
	int64_t top = policy->threshold - 1;

	return low - (told->sum_high - top) <= 0 && high - told->sum_low >= top;
}

bool
told_protects(const struct told *all, size_t count, size_t which, struct span window,
	      const struct policy *policy)
{
	const struct told *one = &all[which];
	struct span base;

	if (!one->hidden)
		return true;
	window = span_meet(window, one->base);
	for (size_t i = 0; i < count; i++)
		if (i != which)
			window = span_meet(window, span_meet(all[i].base, all[i].cells));
	base = (struct span){ window.low - one->left_out, window.high - one->left_out };
	if (one->pairs)
		return pairs_protect(one, base, policy);
	return covers_class(one, base.low, base.high, policy);
}

bool
told_protects_each(const struct told *one, struct span window,
		   const struct policy *policy)
{
	int64_t low = window.low - one->left_out, high = window.high - one->left_out;

	if (!one->hidden)
		return true;
	for (int64_t base = low; one->pairs && base <= high; base++)
		if (!pairs_protect(one, (struct span){ base, base }, policy))
			return false;
	if (one->pairs)
		return true;
	/* the worst for each end is the other end of the window */
	return covers_class(one, high, high, policy) &&
	       covers_class(one, low, low, policy);
}
