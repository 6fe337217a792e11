/*
 * Parts of an address, read off tokens.  Each reader takes the token where its part begins and
 * returns the one behind it, or that same token if there is no such part.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_REDACT_ADDRESS_H
#define CANVASS_REDACT_ADDRESS_H

#include "answer/redact_shape.h"

enum street_kind {
	STREET_NONE,
	STREET_WEAK,   /* park, close, view: words of every day too */
	STREET_STRONG, /* street, road, ulica */
};
enum street_kind street_kind(const struct scan *s, size_t i);
/* Hauptstrasse, Koskikatu: a street within one word.  sure: no number need stand beside it. */
bool street_within(const struct scan *s, size_t i, bool *out_sure);
/* rue, via, calle: the name stands behind. */
bool street_leads(const struct scan *s, size_t i);

/* A word that may be of a name of a place: with a capital, and no rank, month, "the". */
bool name_word(const struct scan *s, size_t i);
/* de la, van, upon: between words of a name. */
bool joining_word(const struct scan *s, size_t i);

/* Behind a comma that stands there. */
size_t past_comma(const struct scan *s, size_t i);
size_t house_number_end(const struct scan *s, size_t i); /* 12, 12b, 14-16, 12/3 */
size_t unit_end(const struct scan *s, size_t i, bool *out_sure); /* Flat 3B, PO Box 12 */
size_t zip_end(const struct scan *s, size_t i); /* 48104, 394 13, 7412 SL, a postcode */
size_t military_end(const struct scan *s,
		    size_t i); /* PSC 12, Box 3; USS Name / FPO AE 123 */
size_t town_end(const struct scan *s, size_t i); /* one to four words with capitals */
/* A number, words and a street; or words and a street; or a street of other languages. */
size_t street_end(const struct scan *s, size_t i, bool *out_sure);
/* "the corner of X and Y" */
size_t corner_end(const struct scan *s, size_t i);

/* ---- runs: what goes on beside a part that is known --------------------------------- */

bool run_digits(const struct scan *s, size_t i);  /* a number, or letters and digits */
bool run_capital(const struct scan *s, size_t i); /* a word whose capital says something */
bool run_foreign(const struct scan *s, size_t i);
bool run_line(const struct scan *s, size_t i); /* a line begins there, or the text is over */
bool run_class(int class);		       /* of what may stand in a run */
bool run_free(const struct scan *s, size_t i);
bool run_year(const struct scan *s, size_t i);	  /* 1955, 2024 */
bool run_ordinal(const struct scan *s, size_t i); /* 5th */
/* The clause ends before token k, or goes on with a word that no number counts. */
bool run_ends_clause(const struct scan *s, size_t k);
/* The end of the run from `first` on that is known up to `end`; how many parts behind it hold
 * numbers. */
size_t run_end(const struct scan *s, size_t first, size_t end, unsigned *out_numbers);

#endif
