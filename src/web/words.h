/*
 * Our own words (form/wording.h) on a page: written as text, their holes filled.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_WORDS_H
#define CANVASS_WORDS_H

#include "form/wording.h"
#include "out/out.h"

/* Writes a word as text; {1} and {2} become one and two, each NULL where there is none. */
void word_put(struct html *h, enum word word, const struct speech *speech,
	      const char *one, const char *two);
/* The same with a number. */
void word_put_num(struct html *h, enum word word, const struct speech *speech, long one,
		  long two);

#endif
