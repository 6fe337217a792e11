/*
 * The outline of a code: filled once, it is the dark modules, and no border lies within them.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "out/out.h"
#include "render/internal.h"
#include "tests/tap.h"

enum { SIDE_MOST = 40 };

/* Each upright step adds to all that lies right of it: the winding number of each module. */
struct winding {
	int at[SIDE_MOST][SIDE_MOST];
	unsigned starts, turns, slanted, x0, y0, x, y;
};

static void
line_to(struct winding *w, unsigned x, unsigned y)
{
	int way = y > w->y ? 1 : -1;
	unsigned from = y > w->y ? w->y : y, to = y > w->y ? y : w->y;

	w->slanted += (x != w->x) == (y != w->y);
	for (unsigned row = from; row < to; row++)
		for (unsigned column = x; column < SIDE_MOST; column++)
			w->at[row][column] += way;
	w->x = x;
	w->y = y;
}

static void
step(void *with, unsigned x, unsigned y, bool starts)
{
	struct winding *w = with;

	w->turns++;
	if (!starts) {
		line_to(w, x, y);
		return;
	}
	if (w->starts++)
		line_to(w, w->x0, w->y0);
	w->x0 = w->x = x;
	w->y0 = w->y = y;
}

static void
outline_is(const struct qr *qr, const char *what, unsigned outlines)
{
	struct winding *w = mem_new(1, sizeof(*w));
	unsigned wrong = 0;

	code_outline(qr, step, w);
	if (w->starts)
		line_to(w, w->x0, w->y0);
	for (unsigned y = 0; y < SIDE_MOST; y++)
		for (unsigned x = 0; x < SIDE_MOST; x++)
			wrong += w->at[y][x] != -(x < qr->side && y < qr->side &&
						  qr->modules[y * qr->side + x]);
	is_int(wrong, 0, "%s: the outline holds the dark modules", what);
	is_int(w->slanted, 0, "%s: its sides are upright or level", what);
	if (outlines)
		is_int(w->starts, outlines, "%s: so many outlines", what);
	free(w);
}

static void
small(const char *what, unsigned side, const char *picture, unsigned outlines)
{
	unsigned char modules[SIDE_MOST * SIDE_MOST];
	struct qr qr = { .side = side, .modules = modules };

	for (unsigned i = 0; i < side * side; i++)
		modules[i] = picture[i] == '#';
	outline_is(&qr, what, outlines);
}

int
main(void)
{
	static const char *const addresses[] = {
		"HTTPS://A.ORG/S/K7QX3MRR", "HTTPS://SURVEY.FORCE.EXAMPLE.ORG/S/7Y2H9CT0"
	};
	struct arena *a = arena_new(0);
	struct err err = { .code = ERR_NONE };
	struct qr qr;

	small("one module", 1, "#", 1);
	small("a square", 2, "####", 1);
	small("a ring", 3, "####.####", 2);
	small("touching corners", 2, "#..#", 2);
	small("the other corners", 2, ".##.", 2);
	small("a ring that is open at a corner", 3,
	      "###"
	      "#.#"
	      "##.",
	      0);
	small("a ring in a ring", 5,
	      "#####"
	      "#...#"
	      "#.#.#"
	      "#...#"
	      "#####",
	      3);
	for (size_t i = 0; i < ARRAY_LEN(addresses); i++) {
		if (!qr_make(addresses[i], &qr, a, &err))
			die("%s", err.text);
		outline_is(&qr, addresses[i], 0);
	}
	arena_free(a);
	return tap_done();
}
