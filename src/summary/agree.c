/*
 * How far two coders agree on one theme: alpha, kappa, positive agreement, and the band that
 * follows.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <math.h>

#include "summary/coding.h"

enum {
	CARRIED_FEW = 10
}; /* under it one comment more or less moves alpha by far too much */

/*
 * Whether alpha is at least `thousandths`, in whole numbers: a share that is 0.8 exactly must not
 * fall on either side of the line by how a machine rounds.
 */
static bool
alpha_from(unsigned thousandths, uint64_t n, uint64_t odd, uint64_t yes, uint64_t no)
{
	typedef unsigned __int128 wide;

	return (wide)(n - 1) * odd * 1000 <= (wide)yes * no * (1000 - thousandths);
}

struct agreement
agreement_of(uint32_t both, uint32_t first, uint32_t second, uint32_t neither)
{
	uint64_t odd = (uint64_t)first + second, carried = both + odd;
	/* The margins of the coincidence matrix: each comment brings two codings. */
	uint64_t yes = 2 * (uint64_t)both + odd, no = 2 * (uint64_t)neither + odd;
	uint64_t n = yes + no;
	struct agreement a = { .both = both,
			       .first = first,
			       .second = second,
			       .neither = neither,
			       .agree = NAN,
			       .alpha = NAN,
			       .kappa = NAN,
			       .positive = NAN,
			       .band = AGREE_NOT };
	double units = (double)n / 2, chance;

	if (!n)
		return a;
	a.agree = ((double)both + neither) / units;
	if (yes)
		a.positive = 2.0 * both / (double)yes;
	/* o(0,1) and o(1,0) are `odd` each, and so are both products of the margins alike. */
	if (yes && no)
		a.alpha = 1 - ((double)n - 1) * (double)odd / ((double)yes * (double)no);
	chance = (((double)both + first) * ((double)both + second) +
		  ((double)neither + first) * ((double)neither + second)) /
		 (units * units);
	if (yes && no)
		a.kappa = (a.agree - chance) / (1 - chance);
	if (!yes || !no)
		a.band = AGREE_FAIR;
	else if (carried >= CARRIED_FEW && alpha_from(800, n, odd, yes, no))
		a.band = AGREE_GOOD;
	else if (carried < CARRIED_FEW || alpha_from(667, n, odd, yes, no))
		a.band = AGREE_FAIR;
	else
		a.band = AGREE_LOW;
	return a;
}
