/*
 * What the files that draw forms share.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_TEST_DRAW_FORM_INTERNAL_H
#define CANVASS_TEST_DRAW_FORM_INTERNAL_H

#include "tests/web/draw_form.h"

struct drawing {
	struct model *model;
	struct dice *dice;
	struct arena *arena;
	unsigned page; /* that is being drawn */
};

/* low and high both belong. */
unsigned draw_from(struct drawing *w, unsigned low, unsigned high);
unsigned draw_bands(struct drawing *w, struct m_band *bands, unsigned step);

/* Conditions and what is made of several answers (draw_form_cond.c). */

/* A condition on earlier pages, of at most so many tests deep; NULL where there are none. */
struct m_cond *draw_cond(struct drawing *w, unsigned depth);
/* A condition on a question of the same page, as a follow-up may have it. */
struct m_cond *draw_same_page(struct drawing *w, unsigned question);
void draw_named(struct drawing *w);
/* False if there is nothing to make a score of. */
bool draw_score(struct drawing *w);

#endif
