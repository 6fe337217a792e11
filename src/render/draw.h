/*
 * What the templates share: a page with its margins and languages, and a flow of blocks that stand
 * one below another, with what room is left over spread between them.  A text that does not fit is
 * refused by its part's name; nothing here makes letters smaller.
 *
 * Lengths are millimetres, sizes of letters points.  SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_RENDER_DRAW_H
#define CANVASS_RENDER_DRAW_H

#include "render/render.h"

enum { LANGUAGES = 2, MADE_MOST = 96 };

struct language {
	const struct json *map; /* its texts */
	const char *tag;	/* "cy" */
	bool rtl;
};

/* A text that was laid out, for the message if the sheet is too full. */
struct made {
	const char *part;
	size_t chars, usual; /* usual: how long that part may be on an ordinary sheet */
	double high;
	unsigned lines;
};

struct page {
	const struct job *job;
	const struct json *map;
	struct sheet *s;
	const char *host;   /* as texts have it, or "" */
	const char *paper;  /* "A4", for messages */
	double wide, high;  /* of the sheet */
	double left, right; /* edges of the texts */
	struct language langs[LANGUAGES];
	size_t lang_count;
	struct made made[MADE_MOST];
	size_t made_count;
	bool tight; /* no room is kept for what other sheets of a survey say */
	bool rough; /* only to see what fits: lines are not balanced, which changes no height */
};

/* Papers by their name in a description; A4 where it says nothing. */
struct paper {
	const char *name, *shown;
	double wide, high;
	double side;  /* of a poster's code: posters.md's table */
	double scale; /* of lengths, against A4 */
	double pad;   /* from the margin to the texts */
};
const struct paper *paper_of(const struct json *map, struct page *p);

/*
 * Begins a page: sheet and languages.  wide, high: of the sheet.  False, with err, if the
 * description has no text in any language.
 */
bool page_begin(struct page *p, const struct job *job, const struct json *map,
		double wide, double high, struct err *err) MUST_USE;
/* The sheet if all went well, else NULL with err; the page is not used any more. */
struct sheet *page_end(struct page *p, struct err *err) MUST_USE;

bool given(const char *s);
bool truth_of(const struct json *map, const char *key);
struct style letters(double size, enum weight weight);
struct style letters_in(double size, enum weight weight, struct colour colour);
/* For what has no language, such as an address, in a column of that language. */
enum align align_of(const struct language *l);

/* The text of a part in a language, laid out; empty if it is absent. */
struct text *page_part(struct page *p, const struct language *l, const char *key,
		       size_t usual, double wide, struct style style);
/* The same with lines of about one length, so that no word stands alone in the last. */
struct text *page_balanced(struct page *p, const struct language *l, const char *key,
			   size_t usual, double wide, struct style style);
struct text *page_even(struct page *p, const char *part, const char *words,
		       const struct language *l, size_t usual, double wide,
		       struct style style);
/* The same of words at hand.  tag: language, "" for none. */
struct text *page_words(struct page *p, const char *part, const char *words,
			const char *tag, size_t usual, double wide, struct style style);
/* A host by itself, which may break after its dots and hyphens (draw_host.c). */
struct text *page_host(struct page *p, const char *host, double wide, struct style style);
/* Words with what lets the page's host break, if it is wider than the room and among them. */
const char *host_soft(struct page *p, const char *words, double wide,
		      const struct style *style);
/* The host of a sheet: its own, or that of its first address; "" if it has none. */
const char *host_of(const struct json *map, struct arena *a);
/* "call (cy)" where there are two languages, else "call". */
const char *part_name(struct page *p, const struct language *l, const char *key);
/* Fails the sheet: texts are `over` millimetres too high, where is "on A4 with strips". */
void page_refuse(struct page *p, double over, const char *where);

/* ---- flow: blocks one below another ------------------------------------------------ */

struct item;
struct block {
	double gap;  /* before it, at least */
	double grow; /* its share of what room is left over */
	double high;
	struct item *first, **last;
	struct block *next;
};
struct flow {
	struct page *p;
	struct block *first, **last, *now;
};
void flow_init(struct flow *f, struct page *p);
/* Begins a block; items have their y from its top. */
void flow_block(struct flow *f, double gap, double grow);
void flow_text(struct flow *f, const struct text *t, double x, double y);
void flow_code(struct flow *f, const char *address, double x, double y, double side);
void flow_box(struct flow *f, struct box at, struct colour fill);
void flow_frame(struct flow *f, struct box at, double line, struct colour colour);
void flow_rule(struct flow *f, double x, double y, double wide, double line,
	       struct colour c);
void flow_logo(struct flow *f, struct box within);
void flow_need(struct flow *f, double high);
/* Draws all between top and bottom, or refuses. */
void flow_draw(struct flow *f, double top, double bottom, const char *where);

/* Texts one below another; a gap before a text counts only between two that are there. */
struct pile {
	const struct text *text;
	double gap;
};
double pile_high(const struct pile *pile, size_t count);
/* Adds them to the flow's block; what follows begins at the y returned. */
double pile_put(struct flow *f, const struct pile *pile, size_t count, double x,
		double y);
/* The same, straight on to the sheet. */
double pile_draw(struct sheet *s, const struct pile *pile, size_t count, double x,
		 double y);

/* ---- parts of several templates (draw_parts.c) ------------------------------------- */

/* The frame that says what this is not; returns how high it is, 0 without a mark. */
double mark_draw(struct page *p, double x, double y, double wide, double size);
/* A band with force and title in each language, and the logo at its end. */
struct band {
	double force, title, pad, gutter;
	const char *under; /* a part that stands under the title, or NULL */
};
void band_add(struct flow *f, const struct band *band);
/* Where columns of the languages begin, and how wide they are, in `within` with a gutter. */
double column_wide(const struct page *p, double gutter);
double column_x(const struct page *p, size_t i, double gutter);

/* ---- poster (draw_poster.c, draw_middle.c, draw_strips.c) --------------------------- */

struct sizes { /* points, but for pad, gap, side: millimetres */
	double force, title, call, promise, how, body, host, code, words, small;
	double pad, gap, side, gutter;
	double little; /* how much what stands beside the code is above its floor */
	bool joined; /* the small print is one paragraph */
};
/* The code with what is said of it beside it, in one language. */
void middle_one(struct flow *f, const struct sizes *z);
/* The code between two languages. */
void middle_two(struct flow *f, const struct sizes *z);
/* Seven strips at the foot; returns how much of the sheet they take, from the margin. */
double strips_high(struct page *p);
void strips_draw(struct page *p);

#endif
