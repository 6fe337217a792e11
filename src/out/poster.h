/*
 * A poster's texts: each has a size, the most characters it may have, and its lines.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_OUT_POSTER_H
#define CANVASS_OUT_POSTER_H

#include "out/internal.h"

enum { LINES_MOST = 8 };

struct line_of_text {
	const char *start;
	size_t len;
};
struct block_of_text {
	const char *name; /* for who must shorten it */
	const char *text;
	unsigned most; /* characters */
	unsigned size; /* tenths of a point */
	unsigned gap;  /* above it, tenths of a millimetre */
	unsigned lines_most;
	bool bold, white;
	struct line_of_text lines[LINES_MOST];
	unsigned count;
};

/* Breaks the text into lines; false and ERR_INPUT, with its name, if it is too long. */
bool block_fit(struct block_of_text *b, unsigned width, struct err *err);
/* Tenths of a millimetre, the gap above included; 0 if it is empty. */
unsigned block_height(const struct block_of_text *b);
/* middle: x is the middle of each line; else where it begins. */
void put_block(struct html *h, const struct block_of_text *b, unsigned x, unsigned y,
	       bool middle);
/* The number and the closing quote of an attribute. */
void put_attr_units(struct html *h, unsigned long units);

#endif
