/*
 * How far chance alone may have moved a share.  Only published numbers go in.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <math.h>

#include "summary/internal.h"

static const double z = 1.95996; /* 95 per cent, both sides */

/*
 * Wilson's score interval at 95 per cent (E. B. Wilson, J. Am. Stat. Assoc. 22, 1927).
 * With expected > 0 everybody else might have answered too: n becomes n (N - 1) / (N -
 * n), the score test with the variance of a draw without replacement (W. G. Cochran,
 * Sampling Techniques). hits, asked, expected: people; hits <= asked.  Not known if
 * nobody was asked, or if all were.
 */
struct interval
tally_interval(unsigned hits, unsigned asked, unsigned expected)
{
	struct interval out = { .known = false };
	double n = asked, p, middle, reach, under;

	if (!asked || hits > asked || (expected && asked >= expected))
		return out;
	p = hits / n;
	if (expected)
		n *= ((double)expected - 1) / ((double)expected - asked);
	under = 1 + z * z / n;
	middle = p + z * z / (2 * n);
	reach = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n));
	out.low = (middle - reach) / under;
	out.high = (middle + reach) / under;
	if (out.low < 0)
		out.low = 0;
	if (out.high > 1)
		out.high = 1;
	out.known = true;
	return out;
}

static void
take_corner(struct interval *out, int64_t hits, int64_t asked, unsigned expected)
{
	struct interval corner;

	if (expected && asked >= (int64_t)expected)
		asked = (int64_t)expected - 1;
	if (asked < 1)
		asked = 1;
	hits = hits < 0 ? 0 : hits > asked ? asked : hits;
	corner = tally_interval((unsigned)hits, (unsigned)asked, expected);
	if (!corner.known)
		return;
	if (!out->known || corner.low < out->low)
		out->low = corner.low;
	if (!out->known || corner.high > out->high)
		out->high = corner.high;
	out->known = true;
}

/*
 * The same for rounded counts, either of which may be `off` away from the truth: the
 * least and the greatest limit over the four corners, kept within 0 <= hits <= asked <
 * expected.
 */
struct interval
tally_interval_rounded(unsigned hits, unsigned asked, unsigned expected, unsigned off)
{
	struct interval out = { .known = false };
	int64_t x = hits, n = asked, d = off;

	if (!asked || (expected && asked >= expected))
		return out;
	take_corner(&out, x - d, n - d, expected);
	take_corner(&out, x - d, n + d, expected);
	take_corner(&out, x + d, n - d, expected);
	take_corner(&out, x + d, n + d, expected);
	return out;
}
