/*
 * The outline of a code's dark modules.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "out/out.h"
#include "render/internal.h"

enum { EAST, SOUTH, WEST, NORTH };

static bool
dark(const struct qr *qr, int x, int y)
{
	int side = (int)qr->side;

	return x >= 0 && y >= 0 && x < side && y < side && qr->modules[y * side + x];
}

/* Whether a border leaves the corner x, y in that direction, with dark on its right hand. */
static bool
border(const struct qr *qr, int x, int y, unsigned way)
{
	/* The modules right and left of it, from the corner. */
	static const int right[4][2] = { { 0, 0 }, { -1, 0 }, { -1, -1 }, { 0, -1 } };
	static const int left[4][2] = { { 0, -1 }, { 0, 0 }, { -1, 0 }, { -1, -1 } };

	return dark(qr, x + right[way][0], y + right[way][1]) &&
	       !dark(qr, x + left[way][0], y + left[way][1]);
}

/*
 * From the top left corner of a module eastwards and round.  Where two dark modules touch by a
 * corner the border turns right, so that each keeps an outline of its own.
 */
static void
walk(const struct qr *qr, int x, int y, unsigned char *seen, outline_fn *step, void *with)
{
	static const int dx[4] = { 1, 0, -1, 0 }, dy[4] = { 0, 1, 0, -1 };
	int x0 = x, y0 = y, side = (int)qr->side;
	unsigned way = EAST, before = EAST;
	bool starts = true;

	do {
		if (starts || way != before)
			step(with, (unsigned)x, (unsigned)y, starts);
		starts = false;
		before = way;
		if (way == EAST)
			seen[y * (side + 1) + x] = 1;
		x += dx[way];
		y += dy[way];
		way = border(qr, x, y, (way + 1) & 3) ? (way + 1) & 3
		      : border(qr, x, y, way)	      ? way
						      : (way + 3) & 3;
	} while (x != x0 || y != y0 || way != EAST);
}

void
code_outline(const struct qr *qr, outline_fn *step, void *with)
{
	int side = (int)qr->side;
	unsigned char *seen = mem_new((size_t)(side + 1) * (size_t)(side + 1), 1);

	for (int y = 0; y <= side; y++)
		for (int x = 0; x <= side; x++)
			if (!seen[y * (side + 1) + x] && border(qr, x, y, EAST))
				walk(qr, x, y, seen, step, with);
	free(seen);
}
