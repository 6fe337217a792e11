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
	double leading; /* of what stands beside the code: less where a host is long */
};

static struct text *
slip_code(struct page *p, const char *code, double wide)
{
	struct style style = letters(p->lang_count > 1 ? 9 : 9.5, WEIGHT_BOLD);

	style.spacing = 0.3;
	style.align = align_of(&p->langs[0]);
	return page_words(p, "code", code, "", 0, wide, style);
}

/* Beside the code: where to go, and what the page should say. */
static size_t
beside(struct page *p, const struct slip *slip, struct pile *pile, double wide)
{
	double size = p->lang_count > 1 ? 6 : 7.2;
	struct style plain = letters(size, WEIGHT_PLAIN),
		     heavy = letters(8.5, WEIGHT_BOLD);
	size_t n = 0;

	plain.leading = heavy.leading = slip->leading;
	heavy.align = align_of(&p->langs[0]);
	for (size_t i = 0; i < p->lang_count; i++)
		pile[n++] = (struct pile){
			page_part(p, &p->langs[i], "visit", 50, wide, plain), 0.5
		};
	for (size_t i = 0; i < p->lang_count; i++)
		pile[n++] = (struct pile){ page_part(p, &p->langs[i], "check", 30, wide,
						     plain),
					   i == 0 ? 1.4 : 0.3 };
	pile[n++] =
		(struct pile){ page_words(p, "check words", text_of(slip->map, "words"),
					  "en", 0, wide, heavy),
			       0.2 };
	return n;
}

/* Title above, "works once" and the closing date below. */
static void
around(struct page *p, double wide, struct pile *head, struct pile *foot,
       size_t *out_foot)
{
	bool two = p->lang_count > 1;
	struct style fine = letters(6, WEIGHT_PLAIN);
	size_t n = 0;

	fine.leading = 1.15;
	for (size_t i = 0; i < p->lang_count; i++) {
		struct style style = letters(two ? 7 : 8.5, WEIGHT_BOLD);
		style.leading = 1.1;
		head[i] = (struct pile){
			page_part(p, &p->langs[i], "title", 60, wide, style), 0.3
		};
	}
	for (size_t i = 0; i < p->lang_count; i++) {
		const struct language *l = &p->langs[i];
		const char *once = text_of(l->map, "once"),
			   *small = text_of(l->map, "small");
		/* Half a line each: together they take one. */
		const char *both =
			arena_printf(sheet_arena(p->s), "%s%s%s", once,
				     given(once) && given(small) ? " " : "", small);
		foot[n++] = (struct pile){ page_words(p, part_name(p, l, "small"), both,
						      l->tag, 80, wide, fine),
					   0.3 };
	}
	*out_foot = n;
}

static void
slip_draw(struct page *p, const struct slip *slip)
{
	const bool two = p->lang_count > 1, mark = given(text_of(p->map, "mark"));
	const double inset = two ? 3.5 : 4.2, gap = 1;
	double wide = slip->wide - 2 * inset, top = slip->y + (two    ? 1.7
							       : mark ? 2.2
								      : 3);
	double bottom = slip->y + slip->high -
			(two	? 1.7
			 : mark ? 2.2
				: 3),
	       x = slip->x + inset;
	const char *address = text_of(slip->map, "address");
	double outside = code_outside(p->s, address, SLIP_SIDE);
	double quiet = (outside - SLIP_SIDE) / 2;
	struct pile head[LANGUAGES], foot[LANGUAGES], pile[8];
	size_t foot_count = 0;

	if (mark && !two)
		top += mark_draw(p, x, slip->y + 1.4, wide, 6.5) - 0.4;
	around(p, wide, head, foot, &foot_count);
	double head_y = top;
	top += pile_high(head, p->lang_count);
	struct text *code = slip_code(p, text_of(slip->map, "code"), wide);
	bottom -= pile_high(foot, foot_count);
	double foot_y = bottom;
	bottom -= text_high(code) + 0.3;
	double code_y = bottom;
	double aside = wide - SLIP_SIDE - quiet - gap;
	size_t made = p->made_count, n = beside(p, slip, pile, aside);
	bool rtl = p->langs[0].rtl;
	double aside_x = rtl ? x : x + SLIP_SIDE + quiet + gap, taken = 0;
	double high = pile_high(pile, n), room = bottom - top;
	if (mark && two && outside <= room) /* no room above two titles */
		taken = mark_draw(p, aside_x, top + 0.6, aside, 6) + 0.6;
	if (high + taken > room) { /* lines close together, for a long host */
		struct slip close = *slip;
		close.leading = 1.05;
		p->made_count = made;
		n = beside(p, &close, pile, aside);
		high = pile_high(pile, n);
	}
	if (high + taken > room || outside > room) {
		page_refuse(p, (high + taken > outside ? high + taken : outside) - room,
			    "a slip");
		return;
	}
	double middle = (top + bottom) / 2;
	pile_draw(p->s, head, p->lang_count, x, head_y);
	put_code(p->s, address, rtl ? x + wide - SLIP_SIDE : x, middle - SLIP_SIDE / 2.0,
		 SLIP_SIDE);
	pile_draw(p->s, pile, n, aside_x, middle + taken / 2 - high / 2);
	put_text(p->s, code, x, code_y);
	pile_draw(p->s, foot, foot_count, x, foot_y);
}

/* Dashed, to cut along; the outermost have their whole width within the margin. */
static void
lines_draw(struct page *p, double each_wide, double each_high)
{
	static const double line = 0.2;
	double right = p->wide - MARGIN, bottom = p->high - MARGIN;

	for (unsigned c = 0; c <= ACROSS; c++) {
		double x = MARGIN + c * each_wide;
		x += c == 0 ? line / 2 : c == ACROSS ? -line / 2 : 0;
		put_line(p->s, x, MARGIN, x, bottom, line, grey, true);
	}
	for (unsigned r = 0; r <= DOWN; r++) {
		double y = MARGIN + r * each_high;
		y += r == 0 ? line / 2 : r == DOWN ? -line / 2 : 0;
		put_line(p->s, MARGIN, y, right, y, line, grey, true);
	}
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
	double each_wide = (wide - 2 * MARGIN) / ACROSS,
	       each_high = (high - 2 * MARGIN) / DOWN;
	unsigned i = 0;
	for (const struct json *one = items->first; one; one = one->next, i++) {
		struct slip slip = { .map = one->type == JSON_MAP ? one : NULL,
				     .x = MARGIN + i % ACROSS * each_wide,
				     .y = MARGIN + i / ACROSS * each_high,
				     .wide = each_wide,
				     .high = each_high };
		p.made_count =
			0; /* what is refused is said of the slip that it stands on */
		slip_draw(&p, &slip);
	}
	lines_draw(&p, each_wide, each_high);
	return page_end(&p, err);
}
