/*
 * The poster: band, call, promise, the code with what is said of it, and the small print.  Large
 * letters come in steps: the largest with which all fits is taken, and the smallest step is the
 * floor, under which a text is refused.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "render/draw.h"

/* On A4, in one language and in two. */
static const struct sizes a4[LANGUAGES] = {
	{ .force = 13, .title = 25, .call = 34, .promise = 15, .how = 15, .body = 12, .host = 17,
	  .code = 24, .words = 19, .small = 9, .pad = 7, .gap = 6, .gutter = 8 },
	{ .force = 12, .title = 19, .call = 26, .promise = 13, .how = 13.5, .body = 12, .host = 17,
	  .code = 24, .words = 17, .small = 9, .pad = 6, .gap = 5, .gutter = 7 },
};
/* On A5 letters do not go down with the paper: it is read from the hand. */
static const struct sizes a5[LANGUAGES] = {
	{ .force = 10, .title = 18, .call = 25, .promise = 12, .how = 12, .body = 9.5, .host = 13,
	  .code = 17, .words = 14, .small = 7.5, .pad = 5, .gap = 4.2, .gutter = 6 },
	{ .force = 9.5, .title = 14, .call = 19, .promise = 10, .how = 10, .body = 9.5, .host = 12,
	  .code = 15, .words = 13, .small = 7.5, .pad = 4.5, .gap = 3.6, .gutter = 5 },
};
static const double steps[] = { 1.3, 1.15, 1 };

static struct sizes
sizes_of(const struct page *p, const struct paper *paper, double step, bool strips)
{
	struct sizes z = str_same(paper->name, "a5") ? a5[p->lang_count - 1]
						     : a4[p->lang_count - 1];

	if (str_same(paper->name, "a3")) {
		double *each[] = { &z.force, &z.title, &z.call, &z.promise, &z.how, &z.body,
				   &z.host, &z.code, &z.words, &z.small, &z.pad, &z.gap,
				   &z.gutter };
		for (size_t i = 0; i < ARRAY_LEN(each); i++)
			*each[i] *= paper->scale;
	}
	z.title *= (step + 1) / 2;
	z.call *= step;
	z.promise *= (step + 1) / 2;
	z.side = paper->side;
	if (p->lang_count > 1 && str_same(paper->name, "a5"))
		z.side = 34;
	z.tight = strips;
	if (strips)
		z.gap *= 0.6;
	return z;
}

/* Each language's call and promise, in columns side by side. */
static void
call_add(struct flow *f, const struct sizes *z)
{
	struct page *p = f->p;
	double wide = column_wide(p, z->gutter), high = 0;
	struct text *call[LANGUAGES], *promise[LANGUAGES];

	for (size_t i = 0; i < p->lang_count; i++) {
		struct style large = letters(z->call, WEIGHT_BOLD);
		large.leading = 1.12;
		call[i] = page_part(p, &p->langs[i], "call", 40, wide, large);
		promise[i] = page_part(p, &p->langs[i], "promise", 90, wide,
				       letters(z->promise, WEIGHT_PLAIN));
		high = text_high(call[i]) > high ? text_high(call[i]) : high;
	}
	flow_block(f, z->gap * (z->tight ? 1 : 1.5), 1);
	for (size_t i = 0; i < p->lang_count; i++)
		flow_text(f, call[i], column_x(p, i, z->gutter), 0);
	flow_need(f, high);
	flow_block(f, z->gap * 0.6, 0);
	for (size_t i = 0; i < p->lang_count; i++)
		flow_text(f, promise[i], column_x(p, i, z->gutter), 0);
}

/* Who asks, who reads, who says that it is genuine; then closing date, place, shared code. */
static void
small_add(struct flow *f, const struct sizes *z)
{
	static const char *const parts[] = { "asks", "reads", "genuine", "small" };
	struct page *p = f->p;
	double line = z->small * 0.017;

	flow_block(f, z->gap, 0.7);
	flow_rule(f, p->left, 0, p->right - p->left, line, grey);
	/* One language has two columns too: lines across the whole sheet are too long to read. */
	double wide = (p->right - p->left - z->gutter) / 2, top = z->gap * 0.55;
	struct style style = letters(z->small, WEIGHT_PLAIN);
	style.leading = 1.3;
	for (size_t i = 0; i < p->lang_count; i++) {
		const struct language *l = &p->langs[i];
		struct pile pile[ARRAY_LEN(parts)];
		double apart = z->small * 0.1;
		for (size_t k = 0; k < ARRAY_LEN(parts); k++)
			pile[k] = (struct pile){ page_part(p, l, parts[k], k == 3 ? 200 : 90, wide,
							   style),
						 apart };
		double first = p->left, second = p->right - wide;
		if (p->lang_count == 2) {
			pile_put(f, pile, 4, i == 0 ? first : second, top);
		} else if (l->rtl) {
			pile_put(f, pile, 2, second, top);
			pile_put(f, pile + 2, 2, first, top);
		} else {
			pile_put(f, pile, 2, first, top);
			pile_put(f, pile + 2, 2, second, top);
		}
	}
}

/* Words for who cannot see it, and for what indexes the file. */
static void
describe(struct page *p)
{
	const struct json *first = p->langs[0].map;

	sheet_describe(p->s, text_of(first, "title"),
		       arena_printf(sheet_arena(p->s), "%s %s", text_of(first, "call"),
				    text_of(p->map, "address")));
}

static struct sheet *
poster_try(const struct job *job, const struct json *map, double step, struct err *err)
{
	const struct paper *paper = paper_of(map, NULL);
	bool strips = truth_of(map, "strips");
	struct page p;
	struct flow f;

	if (strips && !str_same(paper->name, "a4")) {
		err_set(err, ERR_INPUT, "strips stand at the foot of an A4 poster only");
		return NULL;
	}
	if (!page_begin(&p, job, map, paper->wide, paper->high, err))
		return NULL;
	struct sizes z = sizes_of(&p, paper, step, strips);
	describe(&p);
	double top = MARGIN, bottom = paper->high - MARGIN;
	double mark = mark_draw(&p, MARGIN, top, paper->wide - 2 * MARGIN,
				(strips ? 15 : 20) * paper->scale);
	if (mark > 0)
		top += mark + 2.5 * paper->scale;
	if (strips)
		bottom -= strips_high(&p) + 1;
	flow_init(&f, &p);
	band_add(&f, &(struct band){ .force = z.force, .title = z.title, .pad = z.pad });
	call_add(&f, &z);
	if (p.lang_count == 1)
		middle_one(&f, &z);
	else
		middle_two(&f, &z);
	small_add(&f, &z);
	flow_draw(&f, top, bottom,
		  arena_printf(sheet_arena(p.s), "%s%s%s", paper->shown,
			       p.lang_count > 1 ? " in two languages" : "",
			       strips ? " with strips" : ""));
	if (strips)
		strips_draw(&p);
	return page_end(&p, err);
}

struct sheet *
draw_poster(const struct job *job, const struct json *map, struct err *err)
{
	struct sheet *s = NULL;
	struct err why = { 0 };

	for (size_t i = 0; !s && i < ARRAY_LEN(steps); i++) {
		s = poster_try(job, map, steps[i], &why);
		if (!s && why.code != ERR_INPUT)
			break;
	}
	if (!s && err)
		*err = why;
	return s;
}
