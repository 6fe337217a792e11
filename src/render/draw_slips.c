/*
 * Fifteen slips on A4, each with a code of its own that works once; cut along the dashed lines.
 * Slips have no number and no order: nothing on one tells it from the next but its code.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "render/draw.h"

enum { ACROSS = 3, DOWN = 5, SLIP_SIDE = 20 };

struct slip {
	const struct json *map;
	double x, y, wide, high;
};

static struct text *
slip_code(struct page *p, const char *code, double wide)
{
	struct style style = letters(9.5, WEIGHT_BOLD);

	style.spacing = 0.3;
	style.align = ALIGN_MIDDLE;
	return page_words(p, "code", code, "", 0, wide, style);
}

/* Beside the code: where to go, and what the page should say. */
static size_t
beside(struct page *p, const struct slip *slip, struct pile *pile, double wide)
{
	double size = p->lang_count > 1 ? 6 : 6.8;
	struct style plain = letters(size, WEIGHT_PLAIN), heavy = letters(8.5, WEIGHT_BOLD);
	size_t n = 0;

	heavy.align = align_of(&p->langs[0]);
	for (size_t i = 0; i < p->lang_count; i++)
		pile[n++] = (struct pile){ page_part(p, &p->langs[i], "visit", 50, wide, plain),
					   0.5 };
	for (size_t i = 0; i < p->lang_count; i++)
		pile[n++] = (struct pile){ page_part(p, &p->langs[i], "check", 30, wide, plain),
					   i == 0 ? 1.4 : 0.3 };
	pile[n++] = (struct pile){ page_words(p, "check words", text_of(slip->map, "words"), "en",
					      0, wide, heavy),
				   0.2 };
	return n;
}

/* Title above, "works once" and the closing date below. */
static void
around(struct page *p, double wide, struct pile *head, struct pile *foot, size_t *out_foot)
{
	bool two = p->lang_count > 1;
	size_t n = 0;

	for (size_t i = 0; i < p->lang_count; i++) {
		struct style style = letters(two ? 7 : 8.5, WEIGHT_BOLD);
		style.leading = 1.15;
		head[i] = (struct pile){ page_part(p, &p->langs[i], "title", 60, wide, style),
					 0.3 };
	}
	for (size_t i = 0; i < p->lang_count; i++) {
		const struct language *l = &p->langs[i];
		const char *once = text_of(l->map, "once"), *small = text_of(l->map, "small");
		/* Half a line each: together they take one. */
		const char *both = arena_printf(sheet_arena(p->s), "%s%s%s", once,
						given(once) && given(small) ? " " : "", small);
		foot[n++] = (struct pile){ page_words(p, part_name(p, l, "small"), both, l->tag, 80,
						      wide, letters(6, WEIGHT_PLAIN)),
					   0.2 };
	}
	*out_foot = n;
}

static void
slip_draw(struct page *p, const struct slip *slip)
{
	static const double inset = 4, gap = 1;
	double wide = slip->wide - 2 * inset, top = slip->y + 2.6;
	double bottom = slip->y + slip->high - 2.4, x = slip->x + inset;
	const char *address = text_of(slip->map, "address");
	double outside = code_outside(p->s, address, SLIP_SIDE);
	double quiet = (outside - SLIP_SIDE) / 2;
	struct pile head[LANGUAGES], foot[LANGUAGES], pile[8];
	size_t foot_count = 0;

	if (given(text_of(p->map, "mark")))
		top += mark_draw(p, x, slip->y + 1.4, wide, 6.5) - 0.2;
	around(p, wide, head, foot, &foot_count);
	top = pile_draw(p->s, head, p->lang_count, x, top);
	struct text *code = slip_code(p, text_of(slip->map, "code"), wide);
	bottom -= pile_high(foot, foot_count);
	double foot_y = bottom;
	bottom -= text_high(code) + 0.3;
	double code_y = bottom;
	double aside = wide - SLIP_SIDE - quiet - gap;
	size_t n = beside(p, slip, pile, aside);
	double high = pile_high(pile, n), room = bottom - top;
	if (high > room || outside > room) {
		page_refuse(p, (high > outside ? high : outside) - room, "a slip");
		return;
	}
	bool rtl = p->langs[0].rtl;
	double middle = (top + bottom) / 2;
	put_code(p->s, address, rtl ? x + wide - SLIP_SIDE : x, middle - SLIP_SIDE / 2.0,
		 SLIP_SIDE);
	pile_draw(p->s, pile, n, rtl ? x : x + SLIP_SIDE + quiet + gap, middle - high / 2);
	put_text(p->s, code, x, code_y);
	pile_draw(p->s, foot, foot_count, x, foot_y);
}

struct sheet *
draw_slips(const struct job *job, const struct json *map, struct err *err)
{
	const struct json *items = json_get(map, "items");
	struct page p;
	const double wide = 210, high = 297;

	if (!items || items->type != JSON_LIST || items->count == 0 ||
	    items->count > ACROSS * DOWN) {
		err_set(err, ERR_INPUT, "a sheet has 1 to %d slips", ACROSS * DOWN);
		return NULL;
	}
	if (!page_begin(&p, job, map, wide, high, err))
		return NULL;
	sheet_describe(p.s, text_of(p.langs[0].map, "title"), "");
	double each_wide = (wide - 2 * MARGIN) / ACROSS, each_high = (high - 2 * MARGIN) / DOWN;
	unsigned i = 0;
	for (const struct json *one = items->first; one; one = one->next, i++) {
		struct slip slip = { .map = one->type == JSON_MAP ? one : NULL,
				     .x = MARGIN + i % ACROSS * each_wide,
				     .y = MARGIN + i / ACROSS * each_high,
				     .wide = each_wide,
				     .high = each_high };
		p.made_count = 0; /* what is refused is said of the slip that it stands on */
		slip_draw(&p, &slip);
	}
	for (unsigned c = 0; c <= ACROSS; c++)
		put_line(p.s, MARGIN + c * each_wide, MARGIN, MARGIN + c * each_wide,
			 high - MARGIN, 0.2, grey, true);
	for (unsigned r = 0; r <= DOWN; r++)
		put_line(p.s, MARGIN, MARGIN + r * each_high, wide - MARGIN,
			 MARGIN + r * each_high, 0.2, grey, true);
	return page_end(&p, err);
}
