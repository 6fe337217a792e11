/*
 * Cards of 85 x 55 mm: one by itself, ten on A4 with cut marks, and their backs.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "render/draw.h"

enum { CARD_WIDE = 85, CARD_HIGH = 55, CARD_SIDE = 20, ACROSS = 2, DOWN = 5 };
static const double edge = 3,
		    inset = 5; /* of fills and of texts: cutting is never exact */

/* The strip of colour with the title, along the top; returns where it ends. */
static double
title_draw(struct page *p, double x, double y)
{
	double wide = CARD_WIDE - 2 * inset, size = p->lang_count > 1 ? 7.5 : 10,
	       high = 0;
	double each = wide / (double)p->lang_count - (p->lang_count > 1 ? 1.5 : 0);
	double pad = p->lang_count > 1 ? 1.1 : 1.6;
	struct text *title[LANGUAGES];

	for (size_t i = 0; i < p->lang_count; i++) {
		struct style style = letters_in(size, WEIGHT_BOLD, white);
		style.leading = 1.15;
		title[i] = page_balanced(p, &p->langs[i], "title", 60, each, style);
		high = text_high(title[i]) > high ? text_high(title[i]) : high;
	}
	high += 2 * pad;
	if (high > CARD_HIGH / 2.0) { /* before anything is drawn off the card */
		page_refuse(p, high - CARD_HIGH / 3.0, "a card");
		return y;
	}
	put_box(p->s,
		(struct box){ .x = x + edge,
			      .y = y,
			      .wide = CARD_WIDE - 2 * edge,
			      .high = high },
		p->job->colour);
	for (size_t i = 0; i < p->lang_count; i++)
		put_text(p->s, title[i], x + inset + (double)i * (wide - each),
			 y + (high - text_high(title[i])) / 2);
	return y + high;
}

/* What is said beside the code, in one language or one after the other. */
struct beside {
	struct pile visit[LANGUAGES + 1], check[LANGUAGES], stop[LANGUAGES];
	struct text *words;
	double check_wide, high;
};

static const double beside_gap = 1.3;

static double
check_high(const struct page *p, const struct beside *b)
{
	double high = pile_high(b->check, p->lang_count), words = text_high(b->words);

	if (p->lang_count == 1)
		return high + words;
	return words > high ? words : high;
}

static struct beside
beside_make(struct page *p, double wide, double size, bool stop)
{
	struct style plain = letters(size, WEIGHT_PLAIN);
	struct style code = letters(p->lang_count > 1 ? 10 : 12, WEIGHT_BOLD);
	struct style words = letters(p->lang_count > 1 ? 8 : 10, WEIGHT_BOLD);
	struct beside b = { .check_wide = 0 };
	size_t n = p->lang_count;

	code.align = words.align = align_of(&p->langs[0]);
	code.spacing = 0.5;
	words.leading = 1.15;
	for (size_t i = 0; i < n; i++) {
		const struct language *l = &p->langs[i];
		b.visit[i] =
			(struct pile){ page_part(p, l, "visit", 50, wide, plain), 0.2 };
		b.check[i] =
			(struct pile){ page_part(p, l, "check", 30, wide, plain), 0.2 };
		b.stop[i] = (struct pile){
			stop ? page_part(p, l, "stop", 50, wide, plain)
			     : page_words(p, "stop", "", "", 50, wide, plain),
			0.2
		};
		double w = text_wide(b.check[i].text);
		b.check_wide = w > b.check_wide ? w : b.check_wide;
	}
	b.visit[n] = (struct pile){
		page_words(p, "code", text_of(p->map, "code"), "", 0, wide, code), 0.2
	};
	/* Two languages have the words once, beside what both say of them. */
	double room = n > 1 ? wide - b.check_wide - 2 : wide;
	b.words = page_words(p, "check words", text_of(p->map, "words"), "en", 0, room,
			     words);
	b.high = pile_high(b.visit, n + 1) + check_high(p, &b) + pile_high(b.stop, n) +
		 2 * beside_gap;
	return b;
}

static void
beside_draw(struct page *p, const struct beside *b, double x, double y, double wide)
{
	size_t n = p->lang_count;
	bool rtl = p->langs[0].rtl;

	y = pile_draw(p->s, b->visit, n + 1, x, y) + beside_gap;
	double high = check_high(p, b);
	if (n == 1) {
		put_text(p->s, b->words, x, pile_draw(p->s, b->check, n, x, y));
	} else {
		double words_wide = wide - b->check_wide - 2;
		pile_draw(p->s, b->check, n, x, y + (high - pile_high(b->check, n)) / 2);
		put_text(p->s, b->words, rtl ? x : x + wide - words_wide,
			 y + (high - text_high(b->words)) / 2);
	}
	pile_draw(p->s, b->stop, n, x, y + high + (n == 1 ? 0.3 : beside_gap));
}

/* The promise, and in small print what the code tells; returns how many texts there are. */
static size_t
foot_make(struct page *p, bool promise, bool general, double size,
	  struct pile foot[2 * LANGUAGES])
{
	const double wide = CARD_WIDE - 2 * inset;
	struct style fine = letters(6, WEIGHT_PLAIN);
	size_t n = 0;

	fine.leading = 1.15;
	if (p->lang_count > 1 && given(text_of(p->langs[0].map, "small")))
		size = fine.size; /* four lines have the room of three */
	for (size_t i = 0; promise && i < p->lang_count; i++)
		foot[n++] = (struct pile){ page_part(p, &p->langs[i], "promise", 90, wide,
						     letters(size, WEIGHT_HALF)),
					   0.2 };
	for (size_t i = 0; i < p->lang_count; i++) {
		const struct language *l = &p->langs[i];
		const char *small = text_of(l->map, "small"),
			   *more = general ? text_of(l->map, "general") : "";
		const char *both = arena_printf(sheet_arena(p->s), "%s%s%s", small,
						given(more) ? " " : "", more);
		foot[n++] = (struct pile){ page_words(p, part_name(p, l, "small"), both,
						      l->tag, 100, wide, fine),
					   0.3 };
	}
	return n;
}

static void
card_draw(struct page *p, double x, double y)
{
	const char *address = text_of(p->map, "address");
	double outside = code_outside(p->s, address, CARD_SIDE), top = y + edge;
	double quiet = (outside - CARD_SIDE) / 2, size = p->lang_count > 1 ? 6.2 : 7.5;
	bool rtl = p->langs[0].rtl, marked = given(text_of(p->map, "mark"));
	struct pile foot[2 * LANGUAGES];

	if (marked)
		top += mark_draw(p, x + edge, top, CARD_WIDE - 2 * edge, 7) + 0.6;
	top = title_draw(p, x, top);
	double aside = CARD_SIDE + quiet + 1.5, wide = CARD_WIDE - 2 * inset - aside;
	struct beside b;
	double needed = 0, under = 0, room = 0;
	size_t made = p->made_count, foot_count = 0;
	/*
	 * What a card's code tells must be said.  The other code gives way, then "stop", and where
	 * the bar of a rehearsal takes the room, the promise.
	 */
	for (int spare = 3; spare >= (marked ? 0 : 1); spare--) {
		p->made_count = made;
		b = beside_make(p, wide, size, spare > 1);
		needed = b.high + 2 > outside ? b.high + 2 : outside;
		foot_count = foot_make(p, spare > 0, spare > 2, size, foot);
		under = y + CARD_HIGH - edge - pile_high(foot, foot_count);
		room = under - top;
		if (needed <= room)
			break;
	}
	if (needed > room + 0.01) {
		page_refuse(p, needed - room, "a card");
		return;
	}
	double middle = (top + under) / 2;
	put_code(p->s, address, rtl ? x + CARD_WIDE - inset - CARD_SIDE : x + inset,
		 middle - CARD_SIDE / 2.0, CARD_SIDE);
	beside_draw(p, &b, rtl ? x + inset : x + inset + aside, middle - b.high / 2,
		    wide);
	pile_draw(p->s, foot, foot_count, x + inset, under);
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
			double below =
				y + arm > p->high - MARGIN ? p->high - MARGIN : y + arm;
			put_line(p->s, x - arm, y, x + arm, y, line, grey, false);
			put_line(p->s, x, above, x, below, line, grey, false);
		}
}

static struct sheet *
ten(const struct job *job, const struct json *map,
    void (*one)(struct page *, double, double), struct err *err)
{
	struct page p;
	const double wide = 210, high = 297;

	if (!page_begin(&p, job, map, wide, high, err))
		return NULL;
	sheet_describe(p.s, text_of(p.langs[0].map, "title"), text_of(map, "address"));
	double left = (wide - ACROSS * CARD_WIDE) / 2,
	       top = (high - DOWN * CARD_HIGH) / 2;
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

struct back {
	struct pile pile[1 + 2 * SUPPORT_MOST];
	size_t count;
	struct text *foot;
	double high;
};

static struct back
back_make(struct page *p, const struct language *l, double wide, double size)
{
	const struct json *list = json_get(l->map, "support");
	const struct json *one = list && list->type == JSON_LIST ? list->first : NULL;
	const char *part = part_name(p, l, "support");
	struct back b = { .count = 1 };

	b.pile[0] = (struct pile){
		page_part(p, l, "title", 50, wide, letters(size + 2, WEIGHT_BOLD)), 0
	};
	for (; one && b.count < 2 * SUPPORT_MOST; one = one->next) {
		const struct json *who = one->type == JSON_MAP ? one : NULL;
		b.pile[b.count++] =
			(struct pile){ page_words(p, part, text_of(who, "name"), l->tag,
						  40, wide, letters(size, WEIGHT_HALF)),
				       b.count == 1 ? 1.6 : 1 };
		b.pile[b.count++] =
			(struct pile){ page_words(p, part, text_of(who, "contact"),
						  l->tag, 60, wide,
						  letters(size, WEIGHT_PLAIN)),
				       0 };
	}
	b.foot = page_part(p, l, "foot", 120, wide,
			   letters(size > 7 ? 7 : size, WEIGHT_PLAIN));
	b.high = pile_high(b.pile, b.count) + text_high(b.foot) + 1;
	return b;
}

/* The largest letters with which all contacts fit. */
static void
back_draw(struct page *p, double x, double y)
{
	static const double sizes[] = { 8, 7.4, 6.8, 6.4, 6 };
	double n = (double)p->lang_count, gutter = 4, top = y + inset + 1;
	double wide = (CARD_WIDE - 2 * inset - gutter * (n - 1)) / n;
	double bottom = y + CARD_HIGH - inset + 1, over = 0;
	struct back backs[LANGUAGES];

	for (size_t k = 0; k < ARRAY_LEN(sizes); k++) {
		over = 0;
		p->made_count = 0;
		for (size_t i = 0; i < p->lang_count; i++) {
			backs[i] = back_make(p, &p->langs[i], wide, sizes[k]);
			double more = backs[i].high - (bottom - top);
			over = more > over ? more : over;
		}
		if (over <= 0)
			break;
	}
	if (over > 0) {
		page_refuse(p, over, "the back of a card");
		return;
	}
	put_box(p->s,
		(struct box){ .x = x + edge,
			      .y = y + edge,
			      .wide = CARD_WIDE - 2 * edge,
			      .high = 1.4 },
		p->job->colour);
	for (size_t i = 0; i < p->lang_count; i++) {
		double at = x + inset + (double)i * (wide + gutter);
		pile_draw(p->s, backs[i].pile, backs[i].count, at, top);
		put_text(p->s, backs[i].foot, at, bottom - text_high(backs[i].foot));
	}
}

struct sheet *
draw_backs(const struct job *job, const struct json *map, struct err *err)
{
	return ten(job, map, back_draw, err);
}
