/*
 * Invented answers for the demo: varied, plausible, and the same for the same seed.  They are
 * made as JSON lines and go through the same checks as anybody's; every survey that holds
 * them is marked as invented.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_INVENT_H
#define CANVASS_INVENT_H

#include "base/base.h"
#include "form/form.h"

/* What makes invented people differ, each from 0 to 1 with most near a half. */
enum trait { TRAIT_EXPOSED, TRAIT_SUPPORTED, TRAIT_INFORMED, TRAIT_HURT, TRAIT__COUNT };

/* Something a person is before any question is asked; it shifts the traits. */
struct fact {
	const char *question, *code;
	const char *given; /* only after this code of the first fact; NULL: always */
	double weight;
	double shift[TRAIT__COUNT];
};

/* How readily an option is chosen: weight, times e to the power of slope by trait. */
struct leaning {
	const char *about; /* a question's id, or "list:" and an option list's name */
	const char *code;
	double weight; /* choose any: per cent; else relative to the other options */
	double slope[TRAIT__COUNT];
};

struct comment {
	const char *question;
	enum trait
		trait; /* said rather by those who are low in it; TRAIT__COUNT: by anybody */
	const char *text;
};

struct profile {
	const struct fact *facts;
	size_t fact_count;
	const struct leaning *leanings;
	size_t leaning_count;
	const struct comment *comments;
	size_t comment_count;
};
extern const struct profile invent_hampshire;

/* One person's answers as a JSON object, by the form's own conditions.  No line feed. */
void invent_answer(const struct form *form, const struct profile *profile,
		   struct dice *dice, struct buf *out);

#endif
