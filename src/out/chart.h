/*
 * What the charts share: a drawing 400 units wide, its words and its marks.  Each chart is one
 * whole <svg> that needs nothing beside it, so that it can leave the page too.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_OUT_CHART_H
#define CANVASS_OUT_CHART_H

#include "out/report.h"

enum {
	WIDE = 400,
	EDGE = 8,      /* white around all */
	INDENT = 6,    /* of the words over a bar, off the line that bars start from */
	LINE = 18,     /* of text */
	THICK = 16,    /* a bar */
	GAP_WIDE = 34, /* a hidden value */
	LETTERS = 56,  /* that fit into one line */
};

struct pen {
	struct html *h;
	struct arena *a;
	long y;
};

/* about: the description, in a sentence or two.  id must be new on the page. */
void chart_open(struct html *h, const char *id, const char *title, const char *about,
		long height);
void chart_close(struct html *h);
/* A number and the quote that ends its attribute. */
void put_attr_num(struct html *h, long n);
/* A text whose words and end the caller writes; y is of its foot. */
void open_text(struct html *h, long x, long y);
/* Leaves the tag open, for fill and stroke. */
void put_rect(struct html *h, long x, long y, long width, long height);
/* anchor: "start", "middle", "end". */
void put_words(struct html *h, long x, long y, const char *anchor, const char *words);
/* From one point to another; dashed: "" or the pattern of dashes. */
void put_stroke(struct html *h, long x1, long y1, long x2, long y2, const char *colour,
		const char *width, const char *dashed);
/* filled: what is now; else a ring. */
void put_dot(struct html *h, long x, long y, bool filled);
/* A hidden value: hatched, one width, whatever it hides. */
void put_gap(struct html *h, long x, long y);
/* How many lines a text takes, and the lines: p->y moves down. */
unsigned lines_of(const char *text, size_t letters);
void put_lines(struct pen *p, const char *text, long indent, size_t letters);
/* "60 %", and at the ends "\u226410 %", "\u226590 %": short, for beside a mark. */
const char *short_share(int pct, struct arena *a);

#endif
