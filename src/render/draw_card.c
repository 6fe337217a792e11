/*
 * Cards of 85 x 55 mm: one by itself, ten on A4 with cut marks, and their backs.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "render/draw.h"

enum { CARD_WIDE = 85, CARD_HIGH = 55, CARD_SIDE = 20, ACROSS = 2, DOWN = 5 };
static const double inset = 4.5; /* from a card's edge: cutting is never exact */

/* The strip of colour with the title, along the top; returns its height. */
static double
title_draw(struct page *p, double x, double y)
{
	double wide = CARD_WIDE - 2 * inset, size = p->lang_count > 1 ? 8 : 10, high = 0;
	double each = wide / (double)p->lang_count - (p->lang_count > 1 ? 1.5 : 0);
	struct text *title[LANGUAGES];

	for (size_t i = 0; i < p->lang_count; i++) {
		struct style style = letters_in(size, WEIGHT_BOLD, white);
		style.leading = 1.15;
		title[i] = page_part(p, &p->langs[i], "title", 60, each, style);
		page_room(p, part_name(p, &p->langs[i], "title"), title[i], 10.5);
		high = text_high(title[i]) > high ? text_high(title[i]) : high;
	}
	high += 3.4;
	put_box(p->s, (struct box){ .x = x, .y = y, .wide = CARD_WIDE, .high = high },
		p->job->colour);
	for (size_t i = 0; i < p->lang_count; i++)
		put_text(p->s, title[i], x + inset + (double)i * (wide - each), y + 1.7);
	return high;
}

/* What is said beside the code, in one language or one after the other. */
static size_t
card_pile(struct page *p, struct pile *pile, double wide, double size)
{
	size_t n = 0;
	struct style plain = letters(size, WEIGHT_PLAIN);
	struct style code = letters(p->lang_count > 1 ? 10 : 12, WEIGHT_BOLD);
	struct style words = letters(p->lang_count > 1 ? 8 : 9.5, WEIGHT_BOLD);

	code.align = words.align = align_of(&p->langs[0]);
	code.spacing = 0.5;
	for (size_t i = 0; i < p->lang_count; i++)
		pile[n++] = (struct pile){ page_part(p, &p->langs[i], "visit", 50, wide, plain),
					   0.3 };
	pile[n++] = (struct pile){ page_words(p, "code", text_of(p->map, "code"), "", 0, wide,
					      code),
				   0.4 };
	for (size_t i = 0; i < p->lang_count; i++)
		pile[n++] = (struct pile){ page_part(p, &p->langs[i], "check", 30, wide, plain),
					   i == 0 ? 1.6 : 0.3 };
	pile[n++] = (struct pile){ page_words(p, "check words", text_of(p->map, "words"), "en", 0,
					      wide, words),
				   0.2 };
	for (size_t i = 0; i < p->lang_count; i++)
		pile[n++] = (struct pile){ page_part(p, &p->langs[i], "stop", 50, wide, plain),
					   0.3 };
	return n;
}

static void
card_draw(struct page *p, double x, double y)
{
	const char *address = text_of(p->map, "address");
	double outside = code_outside(p->s, address, CARD_SIDE), top = y, bottom = y + CARD_HIGH;
	double quiet = (outside - CARD_SIDE) / 2, size = p->lang_count > 1 ? 6.2 : 7.5;
	bool rtl = p->langs[0].rtl;
	struct pile pile[16], foot[LANGUAGES];

	if (given(text_of(p->map, "mark"))) {
		top += 0.8;
		top += mark_draw(p, x + inset, top, CARD_WIDE - 2 * inset, 7) + 0.8;
	}
	top += title_draw(p, x, top);
	for (size_t i = 0; i < p->lang_count; i++)
		foot[i] = (struct pile){ page_part(p, &p->langs[i], "promise", 90,
						   CARD_WIDE - 2 * inset,
						   letters(size, WEIGHT_HALF)),
					 0.3 };
	double foot_high = pile_high(foot, p->lang_count);
	double under = bottom - (foot_high > 0 ? foot_high + 3 : 1);
	double wide = CARD_WIDE - 2 * inset - CARD_SIDE - quiet - 2;
	size_t n = card_pile(p, pile, wide, size);
	double high = pile_high(pile, n), room = under - top - 1.6;
	if (high > room || outside > under - top) {
		page_refuse(p, high > room ? high - room : outside - (under - top), "a card");
		return;
	}
	double middle = (top + under) / 2, code_x = x + inset;
	put_code(p->s, address, rtl ? x + CARD_WIDE - inset - CARD_SIDE : code_x,
		 middle - CARD_SIDE / 2.0, CARD_SIDE);
	pile_draw(p->s, pile, n, rtl ? x + inset : code_x + CARD_SIDE + quiet + 2,
		  middle - high / 2);
	pile_draw(p->s, foot, p->lang_count, x + inset, bottom - foot_high - 2.6);
}

struct sheet *
draw_card(const struct job *job, const struct json *map, struct err *err)
{
	struct page p;

	if (!page_begin(&p, job, map, CARD_WIDE, CARD_HIGH, err))
		return NULL;
	sheet_describe(p.s, text_of(p.langs[0].map, "title"), text_of(map, "address"));
	card_draw(&p, 0, 0);
	return page_end(&p, err);
}

/* Crosses where cards meet, kept off the sheet's edge. */
static void
marks_draw(struct page *p, double left, double top)
{
	static const double arm = 2, line = 0.15;

	for (unsigned c = 0; c <= ACROSS; c++)
		for (unsigned r = 0; r <= DOWN; r++) {
			double x = left + c * CARD_WIDE, y = top + r * CARD_HIGH;
			double above = y - arm < MARGIN ? MARGIN : y - arm;
			double below = y + arm > p->high - MARGIN ? p->high - MARGIN : y + arm;
			put_line(p->s, x - arm, y, x + arm, y, line, grey, false);
			put_line(p->s, x, above, x, below, line, grey, false);
		}
}

static struct sheet *
ten(const struct job *job, const struct json *map, void (*one)(struct page *, double, double),
    struct err *err)
{
	struct page p;
	const double wide = 210, high = 297;

	if (!page_begin(&p, job, map, wide, high, err))
		return NULL;
	sheet_describe(p.s, text_of(p.langs[0].map, "title"), text_of(map, "address"));
	double left = (wide - ACROSS * CARD_WIDE) / 2, top = (high - DOWN * CARD_HIGH) / 2;
	for (unsigned i = 0; i < ACROSS * DOWN; i++)
		one(&p, left + i % ACROSS * CARD_WIDE, top + i / ACROSS * CARD_HIGH);
	marks_draw(&p, left, top);
	return page_end(&p, err);
}

struct sheet *
draw_cards(const struct job *job, const struct json *map, struct err *err)
{
	return ten(job, map, card_draw, err);
}

/* ---- backs: whom to turn to ---------------------------------------------------------- */

enum { SUPPORT_MOST = 8 };

static double
support_draw(struct page *p, const struct language *l, double x, double y, double wide,
	     double size)
{
	const struct json *list = json_get(l->map, "support");
	const struct json *one = list && list->type == JSON_LIST ? list->first : NULL;

	for (unsigned i = 0; one && i < SUPPORT_MOST; one = one->next, i++) {
		const struct json *who = one->type == JSON_MAP ? one : NULL;
		struct pile pile[] = {
			{ page_words(p, part_name(p, l, "support"), text_of(who, "name"), l->tag,
				     40, wide, letters(size, WEIGHT_HALF)),
			  0 },
			{ page_words(p, part_name(p, l, "support"), text_of(who, "contact"),
				     l->tag, 60, wide, letters(size, WEIGHT_PLAIN)),
			  0 },
		};
		y = pile_draw(p->s, pile, ARRAY_LEN(pile), x, y) + 0.8;
	}
	return y - 0.8;
}

static void
back_draw(struct page *p, double x, double y)
{
	double n = (double)p->lang_count, gutter = 3, size = p->lang_count > 1 ? 6 : 7;
	double wide = (CARD_WIDE - 2 * inset - gutter * (n - 1)) / n;

	put_box(p->s, (struct box){ .x = x, .y = y, .wide = CARD_WIDE, .high = 1.6 },
		p->job->colour);
	for (size_t i = 0; i < p->lang_count; i++) {
		const struct language *l = &p->langs[i];
		double at = x + inset + (double)i * (wide + gutter);
		struct text *title = page_part(p, l, "title", 50, wide,
					       letters(size + 2, WEIGHT_BOLD));
		struct text *foot = page_part(p, l, "foot", 120, wide,
					      letters(size - (n > 1 ? 0 : 0.5), WEIGHT_PLAIN));
		double bottom = y + CARD_HIGH - inset - text_high(foot);
		put_text(p->s, title, at, y + inset);
		double end = support_draw(p, l, at, y + inset + text_high(title) + 1.5, wide,
					  size);
		if (end + 1 > bottom) {
			page_refuse(p, end + 1 - bottom, "the back of a card");
			return;
		}
		put_text(p->s, foot, at, bottom);
	}
}

struct sheet *
draw_backs(const struct job *job, const struct json *map, struct err *err)
{
	return ten(job, map, back_draw, err);
}
