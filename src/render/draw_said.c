/*
 * "You said, we did": what people told a survey, and what was done about it, pair by pair.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "render/draw.h"

enum { PAIRS_MOST = 6, SAID_USUAL = 140, DID_USUAL = 180, WHO_USUAL = 60 };

struct measures { /* points, but for pad and gap: millimetres */
	double force, title, head, pair, who, foot, pad, gap;
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
	struct text *said = page_even(p, arena_printf(a, "pair %zu, said", i + 1),
				      text_of(pair, "said"), l, SAID_USUAL, wide,
				      letters(m->pair, WEIGHT_HALF));
	struct pile did[] = {
		{ page_even(p, arena_printf(a, "pair %zu, did", i + 1),
			    text_of(pair, "did"), l, DID_USUAL, wide,
			    letters(m->pair, WEIGHT_PLAIN)),
		  0 },
		{ page_words(p, arena_printf(a, "pair %zu, who", i + 1),
			     text_of(pair, "who"), l->tag, WHO_USUAL, wide,
			     letters(m->who, WEIGHT_PLAIN)),
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

static struct measures
measures_of(const struct paper *paper, double step)
{
	double k = paper->scale, rise = str_same(paper->name, "a3") ? 1.25 : 1;
	struct measures m = { .force = 13 * k,
			      .title = 30 * k * (step + 2) / 3,
			      .head = 17 * k * (step + 1) / 2,
			      .pair = 13 * rise * step,
			      .who = 10 * rise * (step + 1) / 2,
			      .foot = 10 * rise,
			      .pad = 7 * k,
			      .gap = 6 * k * (step + 1) / 2 };

	if (str_same(paper->name, "a5")) {
		m.force = 9.5;
		m.pair = 9.5 * step;
		m.who = 9;
		m.foot = 8;
	}
	if (step <= 1)
		m.gap *= 0.75;
	return m;
}

/* The sheet with so many of its pairs, in letters of a step. */
static struct sheet *
said_try(const struct job *job, const struct json *map, double step, size_t most,
	 bool rough, struct err *err)
{
	const struct paper *paper = paper_of(map, NULL);
	double k = paper->scale, top = MARGIN;
	struct measures m = measures_of(paper, step);
	struct page p;
	struct flow f;

	if (!page_begin(&p, job, map, paper->wide, paper->high, err))
		return NULL;
	p.rough = rough;
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
				     .gutter = m.pad,
				     .under = "survey" });
	heads_add(&f, wide, &m);
	size_t i = 0;
	const struct json *one = pairs && pairs->type == JSON_LIST ? pairs->first : NULL;
	for (; one && i < most; one = one->next, i++)
		pair_add(&f, one->type == JSON_MAP ? one : NULL, i, wide, &m);
	flow_block(&f, m.gap, 1);
	flow_rule(&f, p.left, 0, whole, m.foot * 0.017, grey);
	flow_text(&f, page_part(&p, l, "foot", 160, whole, letters(m.foot, WEIGHT_PLAIN)),
		  p.left, m.gap * 0.5);
	flow_draw(&f, top, paper->high - MARGIN - 2 * k, p.paper);
	return page_end(&p, err);
}

/* The texts of its language; NULL: none. */
static const struct json *
texts_of(const struct json *map)
{
	const struct json *langs = json_get(map, "langs");
	const struct json *one =
		langs && langs->type == JSON_LIST ? langs->first : NULL;

	return one && one->type == JSON_MAP ? one : NULL;
}

static const struct json *
pairs_of(const struct json *map)
{
	const struct json *texts = texts_of(map);
	const struct json *pairs = texts ? json_get(texts, "pairs") : NULL;

	return pairs && pairs->type == JSON_LIST ? pairs : NULL;
}

static bool
is_usual(const struct json *map, const char *key, size_t usual)
{
	const char *words = text_of(map, key);

	return utf8_count(words, strlen(words)) <= usual;
}

/* Whether no text is longer than such a text is on an ordinary sheet. */
static bool
all_usual(const struct json *texts, const struct json *pairs)
{
	bool good = is_usual(texts, "title", 60) && is_usual(texts, "force", 60) &&
		    is_usual(texts, "survey", 90) && is_usual(texts, "foot", 160);

	for (const struct json *one = pairs->first; good && one; one = one->next)
		good = one->type != JSON_MAP || (is_usual(one, "said", SAID_USUAL) &&
						 is_usual(one, "did", DID_USUAL) &&
						 is_usual(one, "who", WHO_USUAL));
	return good;
}

/* Where it is their number that is too large, says how many fit. */
static void
refuse_count(const struct job *job, const struct json *map, const struct json *pairs,
	     struct err *err)
{
	if (!all_usual(texts_of(map), pairs))
		return;
	for (size_t n = pairs->count; n-- > 1;) {
		struct err ignored = { 0 };
		struct sheet *s = said_try(job, map, 1, n, true, &ignored);
		if (!s)
			continue;
		sheet_free(s);
		err_set(err, ERR_INPUT, "%zu pairs; %zu of this length fit %s",
			pairs->count, n, paper_of(map, NULL)->shown);
		return;
	}
}

struct sheet *
draw_said(const struct job *job, const struct json *map, struct err *err)
{
	static const double steps[] = { 2, 1.8, 1.65, 1.5, 1.35, 1.2, 1.1, 1 };
	const struct json *pairs = pairs_of(map);
	struct err why = { 0 };

	if (!pairs || pairs->count == 0 || pairs->count > PAIRS_MOST) {
		err_set(err, ERR_INPUT, "%zu pairs; a sheet has 1 to %d",
			pairs ? pairs->count : (size_t)0, PAIRS_MOST);
		return NULL;
	}
	for (size_t i = 0; i < ARRAY_LEN(steps); i++) {
		struct sheet *s = said_try(job, map, steps[i], PAIRS_MOST, true, &why);
		if (!s && why.code != ERR_INPUT)
			break;
		if (s) {
			sheet_free(s);
			return said_try(job, map, steps[i], PAIRS_MOST, false, err);
		}
	}
	if (why.code == ERR_INPUT)
		refuse_count(job, map, pairs, &why);
	if (err)
		*err = why;
	return NULL;
}
