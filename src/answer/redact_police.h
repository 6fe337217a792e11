/*
 * A number as police write it, and what stands beside it; for redact_police*.c and redact_date*.c.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_REDACT_POLICE_H
#define CANVASS_REDACT_POLICE_H

#include "answer/redact_internal.h"

/* Tokens first..last: 1234, 56TW, 01/CD/1234/24, "four five two one". */
struct number {
	size_t first, last;
	unsigned digits, letters, strokes;
	bool spelt; /* in words */
};
/* The number that begins at token i (letters before a stroke may lie before it). */
bool number_read(const struct scan *s, size_t i, struct number *out) MUST_USE;
/* Whether it counts something ("24 hours") or numbers a thing ("section 39"). */
bool number_counts(const struct scan *s, const struct number *n);
/* 1999, 2024: a year, if nothing calls it a number. */
bool year_like(const struct scan *s, const struct number *n);

/* Each marks what it knows, and says whether it did. */
bool callsign_mark(struct scan *s, const struct number *n);
bool rank_mark(struct scan *s, const struct number *n);
bool cue_joined_mark(struct scan *s, size_t i); /* CAD1234 */
bool cue_mark(struct scan *s, const struct number *n);
/* A call sign that token i announces: "call sign Viper 2". */
void callsign_named(struct scan *s, size_t i);
/* The first token of a rank whose last word is token i: T/DC, Acting Detective Sergeant. */
size_t rank_first(const struct scan *s, size_t i);

/* How many tokens from i on are a day: 12/03/24, 1st May, Friday 12th; 0: they are none. */
size_t date_read(const struct scan *s, size_t i);
/* Ages that a word begins ("aged", "dob", "forty-five years old"), or a figure tells. */
void age_word(struct scan *s, size_t i);
void age_number(struct scan *s, size_t i);

#endif
