/*
 * Choose-any tables: each option is a pair, yes and no, of the same base.  The pairs hang
 * together, and everybody knows how: who answered has ticked at least one option (or as
 * many as the form asks for, and no more than it allows), and who ticked an option that
 * stands only on its own has ticked no other.  So
 *
 *	- with E people on options of their own, the others are R = base - E, and every
 *	  other option was ticked by at most R;
 *	- all ticks on other options together are least * R to most * R.
 *
 * Any numbers that keep to these can come from real answers: ticks dealt out in turn give
 * each of the R people as many as the next, or one more.
 *
 * Of a hidden pair either half is in the class 0 .. t - 1.  It is protected if each half
 * that can be there at all can be every number of the class.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/internal.h"

static int64_t
least_of(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

static int64_t
most_of(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

struct ticks
ticks_from(const struct table_plan *plan)
{
	return (struct ticks){
		.rows = plan->row_count,
		.alone = plan->alone,
		.least = plan->least ? plan->least : 1,
		.most = plan->most ? plan->most : most_of((int64_t)plan->row_count, 1),
	};
}

bool
ticks_fit(const struct ticks *ticks, int64_t base)
{
	int64_t low = 0, greatest = 0, cover = 0, others;
	struct span alone = { 0, 0 };

	for (size_t r = 0; r < ticks->rows; r++) {
		if (ticks->yes[r].low > ticks->yes[r].high)
			return false;
		if (ticks->alone >> r & 1) {
			alone.low += ticks->yes[r].low;
			alone.high += ticks->yes[r].high;
			continue;
		}
		low += ticks->yes[r].low;
		greatest = most_of(greatest, ticks->yes[r].low);
	}
	/* the fewer others there are, the easier each has ticked enough: take the fewest */
	others = most_of(most_of(base - alone.high, 0),
			 most_of(greatest, (low + ticks->most - 1) / ticks->most));
	for (size_t r = 0; r < ticks->rows; r++)
		if (!(ticks->alone >> r & 1))
			cover += least_of(ticks->yes[r].high, others);
	return others <= base - alone.low && cover >= ticks->least * others;
}

/* A printed pair says that at least t said no as well; a hidden one, which half is small. */
static struct span
range_in(const struct told *one, size_t row, bool most_said_yes, int64_t base, int64_t t)
{
	struct span yes = one->ticks.yes[row];

	if (!(one->closed >> row & 1))
		return (struct span){ yes.low, least_of(yes.high, base - t) };
	if (most_said_yes)
		return (struct span){ most_of(base - t + 1, 0), base };
	return (struct span){ 0, least_of(t - 1, base) };
}

/*
 * Whether the base is possible with `yes` for the given row (row = rows: with anything for
 * all).  Hidden pairs are alike, so it is enough to try how many of them nearly everybody
 * ticked; of those that stand on their own, at most one.
 */
static bool
fits(const struct told *one, size_t row, int64_t yes, int64_t base, int64_t t)
{
	size_t many = (size_t)__builtin_popcountll(one->closed), left, alone_left;
	struct ticks ticks = one->ticks;
	bool alone;

	for (size_t tried = 0; tried < 2 * (many + 1); tried++) {
		left = tried / 2;
		alone_left = tried % 2;
		for (size_t r = 0; r < ticks.rows; r++) {
			size_t *stock = (one->ticks.alone >> r & 1) ? &alone_left : &left;
			bool hidden = one->closed >> r & 1 && r != row;

			alone = hidden && *stock > 0;
			*stock -= alone;
			ticks.yes[r] = range_in(one, r, alone, base, t);
		}
		if (row < ticks.rows)
			ticks.yes[row] = (struct span){ yes, yes };
		if (ticks_fit(&ticks, base))
			return true;
	}
	return false;
}

struct span
pairs_base(const struct told *one, struct span base, const struct policy *policy)
{
	struct span fit = { base.high + 1, base.low - 1 };

	for (int64_t b = base.low; b <= base.high; b++) {
		if (!fits(one, one->ticks.rows, 0, b, policy->threshold))
			continue;
		fit.low = least_of(fit.low, b);
		fit.high = most_of(fit.high, b);
	}
	return fit.low <= fit.high ? fit : base;
}

/* How many numbers of the class one half of a hidden pair can be. */
static int64_t
class_size(const struct told *one, size_t row, bool no_half, struct span base, int64_t t)
{
	int64_t size = 0;

	for (int64_t x = 0; x < t; x++)
		for (int64_t b = base.low; b <= base.high; b++)
			if (fits(one, row, no_half ? b - x : x, b, t)) {
				size++;
				break;
			}
	return size;
}

bool
pairs_protect(const struct told *one, struct span base, const struct policy *policy)
{
	int64_t t = policy->threshold, yes, no;

	for (size_t r = 0; r < one->ticks.rows; r++) {
		if (!(one->closed >> r & 1))
			continue;
		yes = class_size(one, r, false, base, t);
		no = class_size(one, r, true, base, t);
		if ((yes && yes < t) || (no && no < t) || (!yes && !no))
			return false;
	}
	return true;
}
