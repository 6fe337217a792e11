/*
 * A supervisor's pledge: numbered points, lines to sign on, and at the foot a code by which people
 * can say whether it was kept.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "render/draw.h"

enum { POINTS_MOST = 8 };

struct measures { /* points, but for pad and gap: millimetres */
	double force, title, point, body, code, words, pad, gap, side;
};

static struct measures
measures_of(const struct paper *paper, bool two, double step)
{
	double k = paper->scale * (step < 1 ? step : 1);
	struct measures m = { .force = 13 * k,
			      .title = (two ? 21 : 28) * k,
			      .point = (two ? 12 : 12.5) * k,
			      .body = 12 * k,
			      .code = 24 * k,
			      .words = 17 * k,
			      .pad = 6 * k,
			      .gap = 5.5 * k,
			      .side = paper->side };
	bool hand = str_same(paper->name, "a5");

	if (hand) {
		m.body = m.force = 9.5;
		m.point = two ? 9.5 : 11.5;
		m.side = 30;
	}
	if (step <= 1) {
		m.gap *= 0.6;
		return m;
	}
	m.point *= step;
	m.title *= (step + 1) / 2;
	return m;
}

static size_t
points_of(const struct language *l, const char *out[POINTS_MOST])
{
	const struct json *list = json_get(l->map, "points");
	size_t n = 0;

	if (list && list->type == JSON_LIST)
		for (const struct json *one = list->first; one && n < POINTS_MOST;
		     one = one->next)
			if (one->type == JSON_STRING_ && given(one->text))
				out[n++] = one->text;
	return n;
}

/* A number in the band's colour, and what is promised beside it. */
static void
point_add(struct flow *f, const struct language *l, const char *words, size_t i, double x,
	  double wide, const struct measures *m)
{
	struct page *p = f->p;
	struct arena *a = sheet_arena(p->s);
	double number = m->point * 0.6;
	struct style large = letters_in(m->point, WEIGHT_BOLD, p->job->colour);

	large.align = align_of(l);
	struct text *n = page_words(p, "number", arena_printf(a, "%zu", i + 1), "", 0,
				    number, large);
	struct text *t = page_even(
		p, part_name(p, l, arena_printf(a, "pledge point %zu", i + 1)), words, l,
		120, wide - number, letters(m->point, WEIGHT_PLAIN));
	flow_text(f, n, l->rtl ? x + wide - number : x, 0);
	flow_text(f, t, l->rtl ? x : x + number, 0);
}

static void
points_add(struct flow *f, const struct measures *m)
{
	struct page *p = f->p;
	const char *points[LANGUAGES][POINTS_MOST];
	size_t counts[LANGUAGES] = { 0 }, most = 0;
	double gutter = m->pad, wide = column_wide(p, gutter);

	for (size_t i = 0; i < p->lang_count; i++) {
		counts[i] = points_of(&p->langs[i], points[i]);
		most = counts[i] > most ? counts[i] : most;
	}
	for (size_t k = 0; k < most; k++) {
		flow_block(f, m->gap * (k == 0 ? 1.6 : 0.55), k == 0 ? 1 : 0.6);
		for (size_t i = 0; i < p->lang_count; i++)
			if (k < counts[i])
				point_add(f, &p->langs[i], points[i][k], k,
					  column_x(p, i, gutter), wide, m);
	}
}

/* Two lines to write on, with their words beneath. */
static void
sign_add(struct flow *f, const struct measures *m)
{
	static const char *const parts[] = { "sign", "date" };
	struct page *p = f->p;
	double whole = p->right - p->left, gutter = m->pad, y = m->body * 0.9;

	flow_block(f, m->gap, 1.2);
	for (size_t k = 0; k < ARRAY_LEN(parts); k++) {
		double wide = k == 0 ? (whole - gutter) * 0.64 : (whole - gutter) * 0.36;
		bool after = (k == 1) != p->langs[0].rtl;
		double x = after ? p->right - wide : p->left, below = y + m->body * 0.1;
		bool any = false;
		for (size_t i = 0; i < p->lang_count; i++) {
			struct text *t = page_part(p, &p->langs[i], parts[k], 30, wide,
						   letters(m->body, WEIGHT_PLAIN));
			flow_text(f, t, x, below);
			below += text_high(t);
			any |= text_high(t) > 0;
		}
		if (any)
			flow_rule(f, x, y, wide, m->body * 0.025, black);
	}
}

/* Words at the start, code at the end. */
static void
ask_add(struct flow *f, const struct measures *m)
{
	struct page *p = f->p;
	const char *address = text_of(p->map, "address");
	bool rtl = p->langs[0].rtl;

	if (!given(address))
		return;
	double outside = code_outside(p->s, address, m->side),
	       quiet = (outside - m->side) / 2;
	double wide = p->right - p->left - m->side - quiet - m->pad * 0.4,
	       ask = m->body * 1.35;
	struct style code = letters(m->code, WEIGHT_BOLD),
		     words = letters(m->words, WEIGHT_BOLD);
	struct pile pile[4 * LANGUAGES + 3];
	size_t n = 0;

	code.align = words.align = align_of(&p->langs[0]);
	code.spacing = m->code * 0.05;
	for (size_t i = 0; i < p->lang_count; i++)
		pile[n++] = (struct pile){ page_balanced(p, &p->langs[i], "ask", 90, wide,
							 letters(ask, WEIGHT_HALF)),
					   m->body * 0.1 };
	for (size_t i = 0; i < p->lang_count; i++)
		pile[n++] = (struct pile){ page_part(p, &p->langs[i], "visit", 60, wide,
						     letters(m->body, WEIGHT_PLAIN)),
					   i == 0 ? m->gap * 0.6 : 0.3 };
	pile[n++] = (struct pile){
		page_words(p, "code", text_of(p->map, "code"), "", 0, wide, code), 0.5
	};
	for (size_t i = 0; i < p->lang_count; i++)
		pile[n++] = (struct pile){ page_part(p, &p->langs[i], "check", 40, wide,
						     letters(m->body, WEIGHT_PLAIN)),
					   i == 0 ? m->gap * 0.6 : 0.3 };
	pile[n++] = (struct pile){ page_words(p, "check words", text_of(p->map, "words"),
					      "en", 0, wide, words),
				   0.5 };
	struct style small = letters(m->body * 0.75, WEIGHT_PLAIN);
	if (p->lang_count == 1)
		pile[n++] = (struct pile){ page_balanced(p, &p->langs[0], "small", 160,
							 wide, small),
					   m->gap * 0.5 };
	double high = pile_high(pile, n);
	high = high > m->side ? high : m->side;
	flow_block(f, m->gap * 1.3, 0.8);
	flow_rule(f, p->left, 0, p->right - p->left, m->body * 0.015, grey);
	/* The quiet zone begins under the rule. */
	double top = quiet > m->gap ? quiet + 0.5 : m->gap;
	flow_code(f, address, rtl ? p->left : p->right - m->side,
		  top + (high - m->side) / 2, m->side);
	pile_put(f, pile, n, rtl ? p->right - wide : p->left,
		 top + (high - pile_high(pile, n)) / 2);
	/* At the foot the quiet zone may reach as far as the margin, not into it. */
	flow_need(f, top + (high + m->side) / 2 + quiet);
	if (p->lang_count == 1)
		return;
	/* In two languages it has the whole width, since beside the code there is no room. */
	flow_block(f, 0.5, 0);
	for (size_t i = 0; i < p->lang_count; i++)
		flow_text(f,
			  page_balanced(p, &p->langs[i], "small", 160,
					column_wide(p, m->pad), small),
			  column_x(p, i, m->pad), 0);
}

static struct sheet *
pledge_try(const struct job *job, const struct json *map, double step, bool rough,
	   struct err *err)
{
	const struct paper *paper = paper_of(map, NULL);
	struct page p;
	struct flow f;
	double top = MARGIN;

	if (!page_begin(&p, job, map, paper->wide, paper->high, err))
		return NULL;
	p.rough = rough;
	struct measures m = measures_of(paper, p.lang_count > 1, step);
	sheet_describe(p.s, text_of(p.langs[0].map, "title"), text_of(map, "address"));
	double mark =
		mark_draw(&p, MARGIN, top, paper->wide - 2 * MARGIN, 20 * paper->scale);
	if (mark > 0)
		top += mark + 2.5 * paper->scale;
	flow_init(&f, &p);
	band_add(&f, &(struct band){ .force = m.force,
				     .title = m.title,
				     .pad = m.pad,
				     .gutter = m.pad });
	points_add(&f, &m);
	sign_add(&f, &m);
	ask_add(&f, &m);
	flow_draw(&f, top,
		  paper->high - MARGIN - (given(text_of(map, "address")) ? 0 : m.gap),
		  p.paper);
	return page_end(&p, err);
}

static bool
in_two(const struct json *map)
{
	const struct json *langs = json_get(map, "langs");

	return langs && langs->type == JSON_LIST && langs->count > 1;
}

struct sheet *
draw_pledge(const struct job *job, const struct json *map, struct err *err)
{
	/* Under 1 only A3, which then still has the letters of A4 and the code of A3. */
	static const double steps[] = { 1.5, 1.35, 1.2, 1.08, 1, 0.9, 0.8, 0.71 };
	bool large = str_same(text_of(map, "paper"), "a3");
	struct err why = { 0 };

	for (size_t i = 0; i < ARRAY_LEN(steps); i++) {
		if (steps[i] < 1 && !large)
			break;
		struct sheet *s = pledge_try(job, map, steps[i], true, &why);
		if (s) {
			sheet_free(s);
			return pledge_try(job, map, steps[i], false, err);
		}
		if (why.code != ERR_INPUT)
			break;
	}
	if (why.code == ERR_INPUT && in_two(map) &&
	    str_same(text_of(map, "paper"), "a5") && strstr(why.text, "do not fit"))
		err_set(&why, ERR_INPUT, "a pledge in two languages needs A4 or A3");
	if (err)
		*err = why;
	return NULL;
}
