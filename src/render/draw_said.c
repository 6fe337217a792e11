/*
 * "You said, we did": what people told a survey, and what was done about it, pair by pair.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "render/draw.h"

enum { PAIRS_MOST = 6 };

struct measures { /* points, but for pad and gap: millimetres */
	double force, title, survey, head, pair, who, foot, pad, gap;
};

/* Where a column stands; in Arabic what was said is at the right. */
static double
half_x(const struct page *p, unsigned column, double wide)
{
	return (column == 1) != p->langs[0].rtl ? p->right - wide : p->left;
}

static void
heads_add(struct flow *f, double wide, const struct measures *m)
{
	static const char *const parts[] = { "said", "did" };
	struct page *p = f->p;

	flow_block(f, m->gap * 1.2, 0.6);
	for (unsigned k = 0; k < ARRAY_LEN(parts); k++)
		flow_text(f,
			  page_part(p, &p->langs[0], parts[k], 30, wide,
				    letters_in(m->head, WEIGHT_BOLD, p->job->colour)),
			  half_x(p, k, wide), 0);
	double y = f->now->high + m->head * 0.12;
	for (unsigned k = 0; k < ARRAY_LEN(parts); k++)
		flow_box(f,
			 (struct box){ .x = half_x(p, k, wide),
				       .y = y,
				       .wide = wide,
				       .high = m->head * 0.05 },
			 p->job->colour);
}

static void
pair_add(struct flow *f, const struct json *pair, size_t i, double wide,
	 const struct measures *m)
{
	struct page *p = f->p;
	const struct language *l = &p->langs[0];
	struct arena *a = sheet_arena(p->s);
	struct text *said = page_words(p, arena_printf(a, "pair %zu, said", i + 1),
				       text_of(pair, "said"), l->tag, 140, wide,
				       letters(m->pair, WEIGHT_HALF));
	struct pile did[] = {
		{ page_words(p, arena_printf(a, "pair %zu, did", i + 1),
			     text_of(pair, "did"), l->tag, 180, wide,
			     letters(m->pair, WEIGHT_PLAIN)),
		  0 },
		{ page_words(p, arena_printf(a, "pair %zu, who", i + 1),
			     text_of(pair, "who"), l->tag, 60, wide,
			     letters_in(m->who, WEIGHT_PLAIN, grey)),
		  m->gap * 0.3 },
	};

	if (i > 0) {
		flow_block(f, m->gap * 0.8, 0.6);
		flow_rule(f, p->left, 0, p->right - p->left, m->pair * 0.015, grey);
	}
	flow_block(f, m->gap * 0.7, i > 0 ? 0.6 : 0.2);
	flow_text(f, said, half_x(p, 0, wide), 0);
	pile_put(f, did, ARRAY_LEN(did), half_x(p, 1, wide), 0);
}

static struct sheet *
said_try(const struct job *job, const struct json *map, double step, struct err *err)
{
	const struct paper *paper = paper_of(map, NULL);
	double k = paper->scale, top = MARGIN;
	struct measures m = { .force = 13 * k,
			      .title = 30 * k * (step + 1) / 2,
			      .survey = 13 * k,
			      .head = 17 * k,
			      .pair = 13 * k * step,
			      .who = 10 * k,
			      .foot = 10 * k,
			      .pad = 7 * k,
			      .gap = 6 * k };
	struct page p;
	struct flow f;

	if (!page_begin(&p, job, map, paper->wide, paper->high, err))
		return NULL;
	if (str_same(paper->name, "a5")) {
		m.force = m.survey = 9.5;
		m.pair = 9.5 * step;
		m.who = m.foot = 8;
	}
	const struct language *l = &p.langs[0];
	const struct json *pairs = json_get(l->map, "pairs");
	double whole = p.right - p.left, wide = (whole - m.pad) / 2;
	sheet_describe(p.s, text_of(l->map, "title"), text_of(l->map, "survey"));
	double mark = mark_draw(&p, MARGIN, top, paper->wide - 2 * MARGIN, 20 * k);
	if (mark > 0)
		top += mark + 2.5 * k;
	flow_init(&f, &p);
	band_add(&f, &(struct band){ .force = m.force,
				     .title = m.title,
				     .pad = m.pad,
				     .gutter = m.pad });
	struct text *survey =
		page_part(&p, l, "survey", 90, whole, letters(m.survey, WEIGHT_PLAIN));
	if (text_high(survey) > 0) {
		flow_block(&f, m.gap * 1.1, 0.4);
		flow_text(&f, survey, p.left, 0);
	}
	heads_add(&f, wide, &m);
	size_t i = 0;
	const struct json *one = pairs && pairs->type == JSON_LIST ? pairs->first : NULL;
	for (; one && i < PAIRS_MOST; one = one->next, i++)
		pair_add(&f, one->type == JSON_MAP ? one : NULL, i, wide, &m);
	if (i == 0 || one)
		sheet_fail(p.s, ERR_INPUT, "a sheet has 1 to %d pairs", PAIRS_MOST);
	flow_block(&f, m.gap, 1);
	flow_rule(&f, p.left, 0, whole, m.foot * 0.017, grey);
	flow_text(&f, page_part(&p, l, "foot", 160, whole, letters(m.foot, WEIGHT_PLAIN)),
		  p.left, m.gap * 0.5);
	flow_draw(&f, top, paper->high - MARGIN - 2 * k, p.paper);
	return page_end(&p, err);
}

struct sheet *
draw_said(const struct job *job, const struct json *map, struct err *err)
{
	static const double steps[] = { 1.4, 1.2, 1 };
	struct sheet *s = NULL;
	struct err why = { 0 };

	for (size_t i = 0; !s && i < ARRAY_LEN(steps); i++) {
		s = said_try(job, map, steps[i], &why);
		if (!s && why.code != ERR_INPUT)
			break;
	}
	if (!s && err)
		*err = why;
	return s;
}
