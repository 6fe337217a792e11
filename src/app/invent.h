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

/*
 * Something that people write, and what it is about.  {a|b} is one or the other, so that the same
 * thing is said in several ways; it is no more than one deep.
 */
struct saying {
	const char *question;
	const char *theme; /* its id; NULL: of none */
	enum trait
		trait; /* said rather by those who are low in it; TRAIT__COUNT: by anybody */
	const char *text;
};

struct profile {
	const struct fact *facts;
	size_t fact_count;
	const struct leaning *leanings;
	size_t leaning_count;
	const struct saying *sayings; /* up to one without a question */
	double shift[TRAIT__COUNT];   /* of everybody */
};
extern const struct profile invent_hampshire;
/* The wave before: the same people, worse informed and less supported. */
extern const struct profile invent_hampshire_before;

extern const struct saying invent_hampshire_sayings[];

/*
 * What somebody of these traits writes to a question, NUL-terminated in the arena: one saying,
 * often two.  NULL if the profile has none for it.
 */
const char *invent_text(const struct profile *profile, const char *question,
			const double trait[TRAIT__COUNT], struct dice *dice,
			struct arena *a);
/* Bits of the form's themes that an invented text was made for. */
uint32_t invented_themes(const struct form *form, const struct profile *profile,
			 const char *question, const char *text, size_t len) MUST_USE;

/* One person's answers as a JSON object, by the form's own conditions.  No line feed. */
void invent_answer(const struct form *form, const struct profile *profile,
		   struct dice *dice, struct buf *out);

#endif
