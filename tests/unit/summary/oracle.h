/*
 * For tests that try every set of whole numbers that fits what was printed.  A small
 * policy (t = b = 3) keeps that possible.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_TEST_ORACLE_H
#define CANVASS_TEST_ORACLE_H

#include "made.h"

static const struct policy small = {
	.threshold = 3, .rounding = 3, .base = 6, .whole = 9, .increment = 3
};
enum { MOST = 14, CELLS = 3 }; /* cells are tried from 0 to MOST */

struct seen {		 /* what a reader has of one table of kind one */
	bool table;	 /* printed at full */
	bool base_shown; /* the base at least */
	int base, left_out;
	int n[CELLS]; /* -1: hidden */
	size_t cells;
};

static inline struct seen
seen_from(const struct table *t, size_t cells, int left_out)
{
	struct seen seen = { .left_out = left_out, .cells = cells };

	seen.table = t->level == LEVEL_FULL;
	seen.base_shown = t->row_count > 0;
	if (seen.base_shown)
		seen.base = t->rows[0].cells[0].n;
	for (size_t i = 0; seen.table && i < cells; i++)
		seen.n[i] = t->rows[i + 1].cells[0].n;
	return seen;
}

static inline bool
near(int x, int printed, int least)
{
	return x >= least && x >= printed - 1 && x <= printed + 1;
}

#endif
