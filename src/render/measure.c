/*
 * What a code in a raster measures, from the raster alone: zbar's word is where to begin to look.
 * Pure geometry.
 *
 * How: the number of modules is the one whose finder and timing patterns (ISO/IEC 18004, section
 * 6.3) fit best; the outer edges of the three finder patterns, found to a part of a pixel, give the
 * frame that all else is measured in.  Ink that spreads widens both edges of a pattern alike, so
 * its middle stays where it is.  Where the fourth corner is not where flat paper would have it (a
 * photograph), the alignment pattern is the frame's fourth point.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <math.h>

#include "render/reading.h"

enum { FINDER = 7, VERSIONS = 40, MODULES_MOST = 177 };

/* ---- places ----------------------------------------------------------------------- */

struct point
frame_at(const struct frame *f, double u, double v)
{
	double w = f->m[6] * u + f->m[7] * v + 1;

	return (struct point){ (f->m[0] * u + f->m[1] * v + f->m[2]) / w,
			       (f->m[3] * u + f->m[4] * v + f->m[5]) / w };
}

/* Gauss's elimination with pivots, of the eight equations of four pairs of points. */
bool
frame_fit(const struct point from[4], const struct point to[4], struct frame *out)
{
	double a[8][9];

	for (unsigned i = 0; i < 4; i++) {
		double u = from[i].x, v = from[i].y, x = to[i].x, y = to[i].y;
		const double rows[2][9] = { { u, v, 1, 0, 0, 0, -u * x, -v * x, x },
					    { 0, 0, 0, u, v, 1, -u * y, -v * y, y } };

		memcpy(a[2 * i], rows, sizeof(rows));
	}
	for (unsigned column = 0; column < 8; column++) {
		unsigned best = column;

		for (unsigned i = column + 1; i < 8; i++)
			if (fabs(a[i][column]) > fabs(a[best][column]))
				best = i;
		if (fabs(a[best][column]) < 1e-9)
			return false;
		for (unsigned k = 0; best != column && k < 9; k++) {
			double kept = a[best][k];

			a[best][k] = a[column][k];
			a[column][k] = kept;
		}
		for (unsigned i = 0; i < 8; i++) {
			double times = a[i][column] / a[column][column];

			for (unsigned k = column; i != column && k < 9; k++)
				a[i][k] -= times * a[column][k];
		}
	}
	for (unsigned i = 0; i < 8; i++)
		out->m[i] = a[i][8] / a[i][i];
	return true;
}

static double
distance(struct point a, struct point b)
{
	return hypot(a.x - b.x, a.y - b.y);
}

double
grey_at(const struct raster *r, struct point at)
{
	double x = at.x - 0.5, y = at.y - 0.5;
	double right = (double)r->wide - 1, foot = (double)r->high - 1;
	const unsigned char *row, *next;
	size_t left, step;
	double over;

	x = !(x > 0) ? 0 : x > right ? right : x;
	y = !(y > 0) ? 0 : y > foot ? foot : y;
	left = (size_t)x;
	step = left + 1 < r->wide;
	row = r->pixels + (size_t)y * r->wide + left;
	next = (size_t)y + 1 < r->high ? row + r->wide : row;
	over = x - (double)left;
	y -= floor(y);
	return (row[0] * (1 - over) + row[step] * over) * (1 - y) +
	       (next[0] * (1 - over) + next[step] * over) * y;
}

/* ---- how many modules ------------------------------------------------------------- */

static bool
finder_dark(int u, int v)
{
	int ring = abs(u - 3) > abs(v - 3) ? abs(u - 3) : abs(v - 3);

	return ring == 3 || ring < 2;
}

/* The share of the modules of finder and timing patterns that are as they must. */
static double
patterns_share(const struct raster *r, const struct frame *f, unsigned side,
	       double threshold)
{
	const unsigned at[3][2] = { { 0, 0 },
				    { side - FINDER, 0 },
				    { 0, side - FINDER } };
	unsigned good = 0, all = 0;

	for (unsigned k = 0; k < 3; k++)
		for (int v = 0; v < FINDER; v++)
			for (int u = 0; u < FINDER; u++, all++)
				good += finder_dark(u, v) ==
					(grey_at(r, frame_at(f, at[k][0] + u + 0.5,
							     at[k][1] + v + 0.5)) <
					 threshold);
	for (unsigned i = FINDER + 1; i + FINDER + 1 < side; i++, all += 2) {
		bool dark = i % 2 == 0;

		good += dark == (grey_at(r, frame_at(f, i + 0.5, 6.5)) < threshold);
		good += dark == (grey_at(r, frame_at(f, 6.5, i + 0.5)) < threshold);
	}
	return (double)good / all;
}

static void
square(double from, double to, struct point out[4])
{
	const struct point corners[4] = {
		{ from, from }, { to, from }, { to, to }, { from, to }
	};

	memcpy(out, corners, sizeof(corners));
}

static unsigned
side_find(const struct raster *r, const struct point corner[4], double threshold,
	  struct frame *out)
{
	double best = 0.8; /* below it, nothing there looks like a code */
	unsigned found = 0;

	for (unsigned version = 1; version <= VERSIONS; version++) {
		unsigned side = 17 + 4 * version;
		struct point from[4];
		struct frame f;
		double share;

		square(0, side, from);
		if (!frame_fit(from, corner, &f))
			return 0;
		share = patterns_share(r, &f, side, threshold);
		if (share > best) {
			best = share;
			found = side;
			*out = f;
		}
	}
	return found;
}

/* ---- levels ----------------------------------------------------------------------- */

static int
by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double
median(double *values, size_t count)
{
	qsort(values, count, sizeof(*values), by_value);
	return values[count / 2];
}

/* Between the darkest and the lightest tenth of what lies within the corners. */
static double
threshold_find(const struct raster *r, const struct point corner[4])
{
	enum { GRID = 64 };
	double *values = mem_new(GRID * GRID, sizeof(*values));
	struct point from[4];
	struct frame f;
	double threshold = -1;

	square(0, GRID, from);
	if (frame_fit(from, corner, &f)) {
		for (unsigned i = 0; i < GRID * GRID; i++)
			values[i] =
				grey_at(r, frame_at(&f, i % GRID + 0.5, i / GRID + 0.5));
		qsort(values, GRID * GRID, sizeof(*values), by_value);
		threshold = (values[GRID * GRID / 10] + values[GRID * GRID * 9 / 10]) / 2;
	}
	free(values);
	return threshold;
}

/* ---- the frame -------------------------------------------------------------------- */

/*
 * How far, in modules, the edge between light and dark lies from where it is looked for, on the
 * line of a row (or column): the one nearest to it within `reach`.  inward: 1 if the dark lies
 * towards larger places, -1 if towards smaller.
 */
static bool
edge_find(const struct raster *r, const struct frame *f, bool column, double row,
	  double place, int inward, double reach, double threshold, double *out)
{
	enum { STEPS = 32 };
	double last = 0, best = 2 * reach;

	for (int i = -STEPS; i <= STEPS; i++) {
		double t = reach * i / STEPS;
		double along = place + inward * t;
		double level = grey_at(r, column ? frame_at(f, row, along)
						 : frame_at(f, along, row));

		if (i > -STEPS && last >= threshold && level < threshold) {
			double at =
				t - reach / STEPS * (threshold - level) / (last - level);

			if (fabs(at) < fabs(best))
				best = at;
		}
		last = level;
	}
	*out = inward * best;
	return best < reach;
}

/* The median of what many lines across a square of `size` modules say of one of its edges. */
static bool
side_edge(const struct raster *r, const struct frame *f, bool column, double cross,
	  double size, double place, int inward, double reach, double threshold,
	  double *out)
{
	enum { LINES = 13 };
	double found[LINES];
	size_t count = 0;

	for (unsigned i = 0; i < LINES; i++) {
		double row = cross + size * (i + 1.0) / (LINES + 1);

		if (edge_find(r, f, column, row, place, inward, reach, threshold,
			      &found[count]))
			count++;
	}
	if (count < LINES / 2)
		return false;
	*out = median(found, count);
	return true;
}

/* The middle of a dark square, in pixels; where an edge is not to be seen, as the frame has it. */
static struct point
square_middle(const struct raster *r, const struct frame *f, double u, double v,
	      double size, double reach, double threshold)
{
	double shift[2] = { 0, 0 };

	for (unsigned axis = 0; axis < 2; axis++) {
		double place = axis ? v : u, cross = axis ? u : v, one, two;

		if (side_edge(r, f, axis, cross, size, place, 1, reach, threshold,
			      &one) &&
		    side_edge(r, f, axis, cross, size, place + size, -1, reach, threshold,
			      &two))
			shift[axis] = (one + two) / 2;
	}
	return frame_at(f, u + size / 2 + shift[0], v + size / 2 + shift[1]);
}

/* On flat paper three middles say it all. */
static bool
frame_flat(const struct raster *r, unsigned side, double threshold, struct frame *f)
{
	double far = side - FINDER / 2.0;
	struct point from[4], to[4];

	square(FINDER / 2.0, far, from);
	to[0] = square_middle(r, f, 0, 0, FINDER, 1, threshold);
	to[1] = square_middle(r, f, side - FINDER, 0, FINDER, 1, threshold);
	to[3] = square_middle(r, f, 0, side - FINDER, FINDER, 1, threshold);
	to[2] = (struct point){ to[1].x + to[3].x - to[0].x,
				to[1].y + to[3].y - to[0].y };
	return frame_fit(from, to, f);
}

/* The alignment pattern next to the fourth corner: its dark middle, in a light ring. */
static bool
frame_warped(const struct raster *r, unsigned side, double threshold, struct frame *f)
{
	double far = side - FINDER / 2.0, mark = side - 7.0;
	const struct point from[4] = {
		{ 3.5, 3.5 }, { far, 3.5 }, { mark + 0.5, mark + 0.5 }, { 3.5, far }
	};
	struct point to[4];

	to[0] = square_middle(r, f, 0, 0, FINDER, 1, threshold);
	to[1] = square_middle(r, f, side - FINDER, 0, FINDER, 1, threshold);
	to[2] = square_middle(r, f, mark, mark, 1, 0.9, threshold);
	to[3] = square_middle(r, f, 0, side - FINDER, FINDER, 1, threshold);
	return frame_fit(from, to, f);
}

/* ---- module by module ------------------------------------------------------------- */

/* The mean of a module's middle. */
static double
module_grey(const struct raster *r, const struct frame *f, unsigned u, unsigned v)
{
	double sum = 0;

	for (int i = 0; i < 9; i++)
		sum += grey_at(r, frame_at(f, u + 0.5 + 0.15 * (i % 3 - 1),
					   v + 0.5 + 0.15 * (i / 3 - 1)));
	return sum / 9;
}

struct grid {
	unsigned side;
	double grey[MODULES_MOST * MODULES_MOST];
	double sorted[MODULES_MOST * MODULES_MOST];
	double threshold;
	struct levels levels;
};

static bool
is_speck(const struct raster *r, struct point at, double span)
{
	unsigned x, y;

	if (!(at.x >= 0 && at.y >= 0 && at.x < r->wide && at.y < r->high))
		return false;
	x = (unsigned)at.x;
	y = (unsigned)at.y;
	return fabs((double)r->pixels[(size_t)y * r->wide + x] - raster_median(r, x, y)) >
	       span / 4;
}

/* Dark and light are the medians of those below the threshold and above it. */
static bool
grid_read(const struct raster *r, const struct frame *f, unsigned side, double threshold,
	  struct grid *g)
{
	size_t count = (size_t)side * side, dark = 0, light = 0, specks = 0;
	double sum = 0;

	g->side = side;
	for (size_t i = 0; i < count; i++)
		g->grey[i] =
			module_grey(r, f, (unsigned)(i % side), (unsigned)(i / side));
	for (size_t i = 0; i < count; i++)
		if (g->grey[i] < threshold)
			g->sorted[dark++] = g->grey[i];
	if (!dark || dark == count)
		return false;
	g->levels.dark = median(g->sorted, dark);
	for (size_t i = 0; i < count; i++)
		if (g->grey[i] >= threshold) {
			g->sorted[light++] = g->grey[i];
			sum += g->grey[i];
		}
	g->levels.light = median(g->sorted, light);
	g->levels.light_mean = sum / (double)light;
	g->threshold = (g->levels.dark + g->levels.light) / 2;
	for (size_t i = 0; i < count; i++)
		specks += is_speck(
			r,
			frame_at(f, (double)(i % side) + 0.5, (double)(i / side) + 0.5),
			g->levels.light - g->levels.dark);
	g->levels.specks = (double)specks / (double)count;
	return true;
}

static int
grid_wrong(const struct grid *g, const struct qr *expect)
{
	int wrong = 0;

	for (size_t i = 0; i < (size_t)g->side * g->side; i++)
		wrong += (g->grey[i] < g->threshold) != (expect->modules[i] != 0);
	return wrong;
}

/* The format information beside the first finder pattern: 15 bits, of which two are the level. */
static char
grid_level(const struct grid *g)
{
	unsigned bits = 0, best = 16;
	char level = '?';

	for (unsigned i = 0; i < 15; i++) {
		unsigned u = i < 8 ? 8 : i == 8 ? 7 : 14 - i;
		unsigned v = i < 6 ? i : i < 8 ? i + 1 : 8;

		bits |= (unsigned)(g->grey[v * g->side + u] < g->threshold) << i;
	}
	for (unsigned data = 0; data < 32; data++) {
		unsigned word = data << 10, differ = 0;

		for (unsigned i = 5; i-- > 0;)
			if (word >> (10 + i) & 1)
				word ^= 0x537u << i;
		word = (data << 10 | word) ^ 0x5412u ^ bits;
		for (; word; word &= word - 1)
			differ++;
		if (differ < best && differ <= 3) {
			best = differ;
			level = "MLHQ"[data >> 3];
		}
	}
	return level;
}

/* ---- all together ----------------------------------------------------------------- */

static void
put_lengths(const struct frame *f, unsigned side, struct measured *out)
{
	struct point corner[4];
	const double ends[4][2] = { { 0, 0 }, { side, 0 }, { side, side }, { 0, side } };
	double sum = 0;

	for (unsigned i = 0; i < 4; i++)
		corner[i] = frame_at(f, ends[i][0], ends[i][1]);
	for (unsigned i = 0; i < 4; i++)
		sum += distance(corner[i], corner[(i + 1) % 4]);
	out->side = sum / 4;
	out->module = out->side / side;
	out->middle = frame_at(f, side / 2.0, side / 2.0);
	out->turned =
		atan2(corner[1].y - corner[0].y, corner[1].x - corner[0].x) * 180 / M_PI;
	if (fabs(out->turned) < 0.05)
		out->turned = 0;
}

/* WCAG 2.1, contrast ratio. */
static double
contrast(const struct levels *levels, bool inverted)
{
	double light = grey_luminance(inverted ? 255 - levels->dark : levels->light);
	double dark = grey_luminance(inverted ? 255 - levels->light : levels->dark);

	return (light + 0.05) / (dark + 0.05);
}

/*
 * A text fits many codes: other modes, levels and masks.  What reads as the text though it has been
 * drawn otherwise differs in about half of its modules; what was drawn by our rule and altered can
 * differ in 15 of 100 at most, or it would not have been read.
 */
static void
compare(const struct grid *g, const struct qr *expect, struct measured *out)
{
	int wrong;

	out->level = grid_level(g);
	out->ours = false;
	out->wrong = -1;
	if (!expect || expect->side != g->side)
		return;
	wrong = grid_wrong(g, expect);
	out->ours = wrong * 5 <= (int)(g->side * g->side);
	if (out->ours)
		out->wrong = wrong;
}

static bool
measure_in(const struct raster *r, const struct frame *f, unsigned side, double threshold,
	   const struct seen *seen, const struct qr *expect, struct measured *out)
{
	struct grid *g = mem_new(1, sizeof(*g));
	bool good = grid_read(r, f, side, threshold, g);

	if (good) {
		out->modules = side;
		out->version = (side - 17) / 4;
		put_lengths(f, side, out);
		out->contrast = contrast(&g->levels, seen->light);
		out->quiet = quiet_measure(r, f, side, &g->levels);
		compare(g, expect, out);
	}
	free(g);
	return good;
}

bool
code_measure(const struct raster *r, const struct seen *seen, const struct qr *expect,
	     struct measured *out)
{
	double threshold = threshold_find(r, seen->corner);
	struct frame first, flat, warped;
	struct measured other;
	unsigned side = threshold < 0 ? 0 : side_find(r, seen->corner, threshold, &first);

	if (!side)
		return false;
	flat = first;
	/* Twice: the second time from where the edges truly are. */
	if (!frame_flat(r, side, threshold, &flat) ||
	    !frame_flat(r, side, threshold, &flat) ||
	    !measure_in(r, &flat, side, threshold, seen, expect, out))
		return false;
	warped = first;
	if (side > 21 && out->wrong &&
	    distance(frame_at(&flat, side, side), seen->corner[2]) > 0.5 * out->module &&
	    frame_warped(r, side, threshold, &warped) &&
	    measure_in(r, &warped, side, threshold, seen, expect, &other) &&
	    (unsigned)other.wrong < (unsigned)out->wrong) /* -1 is the most */
		*out = other;
	return true;
}
