/*
 * Intervals against published examples and worked vectors.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <math.h>

#include "base/base.h"
#include "summary/summary.h"
#include "tests/tap.h"

static void
is_interval(struct interval got, double low, double high, const char *what)
{
	if (!ok(got.known && fabs(got.low - low) < 0.00005 &&
			fabs(got.high - high) < 0.00005,
		"%s", what))
		note("got %.5f to %.5f, want %.4f to %.4f", got.low, got.high, low, high);
}

int
main(void)
{
	struct interval all = tally_interval(20, 20, 0), none = tally_interval(0, 20, 0);

	is_interval(tally_interval(81, 263, 0), 0.2553, 0.3662,
		    "81 of 263, a published example");
	is_interval(tally_interval(60, 150, 0), 0.3250, 0.4800, "60 of 150");
	is_interval(tally_interval(60, 150, 400), 0.3400, 0.4632,
		    "60 of 150, of 400 invited");
	is_interval(tally_interval_rounded(60, 150, 400, 2), 0.3230, 0.4829,
		    "the same, and each count may be 2 off");
	ok(!tally_interval(3, 0, 0).known, "nobody asked: not known");
	ok(!tally_interval(5, 4, 0).known, "more hits than asked: not known");
	ok(!tally_interval(30, 400, 400).known, "all invited answered: no chance in it");
	ok(!tally_interval_rounded(30, 405, 400, 2).known,
	   "nor when rounding takes it past all");
	ok(tally_interval_rounded(30, 399, 400, 2).known, "one short of all has one");
	ok(all.known && all.high <= 1 && all.low < 1, "all of 20 stays within 0 and 1");
	ok(none.known && none.low >= 0 && none.high > 0, "none of 20 too");
	return tap_done();
}
