/*
 * The clear ground round a code.  Reading does not prove it: decoders read codes with a quarter of
 * what phones need.  Here it is measured, along the code's own frame.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "render/reading.h"

enum { ACROSS = 3, ALONG = 9, STEP = 4 /* of a module */ };

/* A place at `away` from one of four sides, `along` it; outside of the picture nothing is clear. */
static bool
place_grey(const struct raster *r, const struct frame *f, unsigned side, unsigned which,
	   double along, double away, double *out)
{
	double u = which == 0	? along
		   : which == 1 ? side + away
		   : which == 2 ? along
				: -away;
	double v = which == 0	? -away
		   : which == 1 ? along
		   : which == 2 ? side + away
				: along;
	struct point at = frame_at(f, u, v);

	if (!(at.x >= 0 && at.y >= 0 && at.x < r->wide && at.y < r->high))
		return false;
	*out = r->pixels[(size_t)at.y * r->wide + (size_t)at.x];
	return true;
}

/*
 * Whether a line at a distance of `away` (and a quarter of a module deep) is clear from corner to
 * corner, looked at in cells of a module.  In a clean picture whatever is dark counts; among the
 * specks of a scan, what darkens about half of a cell.  A hair's line counts because it darkens the
 * whole line.
 */
static bool
line_clear(const struct raster *r, const struct frame *f, unsigned side, unsigned which,
	   double away, const struct levels *levels)
{
	double span = levels->light - levels->dark, speck = levels->light - span * 0.25;
	bool clean = !(levels->specks > 0);
	unsigned most = ACROSS * ALONG * (clean ? 12 : 45) / 100, points = 0;
	double sum = 0, from = -away, to = side + away;

	for (double along = from; along + 1 < to + 0.01; along += 0.25) {
		unsigned dark = 0;

		for (unsigned i = 0; i < ACROSS * ALONG; i++) {
			double level, at = along + (i % ALONG + 0.5) / ALONG;

			if (!place_grey(r, f, side, which, at,
					away + (i / ALONG + 0.5) / ACROSS / STEP, &level))
				return false;
			dark += level < speck;
			sum += level;
		}
		if (dark > most)
			return false;
		points += ACROSS * ALONG;
	}
	return sum / points > levels->light_mean - span * 0.08;
}

/* A blurred edge reaches out of the code; that is not yet something else. */
static double
side_clear(const struct raster *r, const struct frame *f, unsigned side, unsigned which,
	   const struct levels *levels)
{
	unsigned k = 0;

	while (k < STEP && !line_clear(r, f, side, which, (double)k / STEP, levels))
		k++;
	if (k == STEP)
		return 0;
	while (k < QUIET_MOST * STEP &&
	       line_clear(r, f, side, which, (double)k / STEP, levels))
		k++;
	return (double)k / STEP;
}

double
quiet_measure(const struct raster *r, const struct frame *f, unsigned side,
	      const struct levels *levels)
{
	double least = QUIET_MOST;

	for (unsigned which = 0; which < 4; which++) {
		double clear = side_clear(r, f, side, which, levels);

		if (clear < least)
			least = clear;
	}
	return least;
}
