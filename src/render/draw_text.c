/*
 * Sheets for those who put posters up or hand slips out: numbered steps.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "render/draw.h"

enum { STEPS_MOST = 16 };

struct measures { /* points, but for gap: millimetres */
	double title, lead, step, foot, gap;
};

static void
steps_add(struct flow *f, size_t i, double gutter, const struct measures *m)
{
	struct page *p = f->p;
	const struct language *l = &p->langs[i];
	const struct json *list = json_get(l->map, "steps");
	const struct json *one = list && list->type == JSON_LIST ? list->first : NULL;
	double wide = column_wide(p, gutter), x = column_x(p, i, gutter),
	       number = m->step * 0.8;
	struct arena *a = sheet_arena(p->s);
	double y = 0;

	for (size_t k = 0; one && k < STEPS_MOST; one = one->next, k++) {
		struct style bold = letters_in(m->step, WEIGHT_BOLD, p->job->colour);
		bold.align = align_of(l);
		struct text *n = page_words(p, "number", arena_printf(a, "%zu", k + 1),
					    "", 0, number, bold);
		struct text *t =
			page_even(p, part_name(p, l, arena_printf(a, "step %zu", k + 1)),
				  one->type == JSON_STRING_ ? one->text : "", l, 160,
				  wide - number, letters(m->step, WEIGHT_PLAIN));
		flow_text(f, n, l->rtl ? x + wide - number : x, y);
		flow_text(f, t, l->rtl ? x : x + number, y);
		y += text_high(t) + m->gap;
	}
}

static struct sheet *
text_try(const struct job *job, const struct json *map, double more, struct err *err)
{
	const struct paper *paper = paper_of(map, NULL);
	double k = paper->scale, small = str_same(paper->name, "a5") ? 9.5 : 0;
	struct measures m = { .title = 26 * k,
			      .lead = 14 * k,
			      .step = 13 * k,
			      .foot = 10 * k,
			      .gap = 4.5 * k };
	struct page p;
	struct flow f;

	if (!page_begin(&p, job, map, paper->wide, paper->high, err))
		return NULL;
	if (p.lang_count > 1) {
		m.title = 20 * k;
		m.lead = 13 * k;
		m.step = 12 * k;
	}
	if (small > 0) {
		m.step = small;
		m.lead = small + 0.5;
		m.foot = 8;
	}
	m.step *= more;
	m.lead *= more;
	m.gap *= more * more;
	double gutter = 10 * k, wide = column_wide(&p, gutter), top = MARGIN + 8 * k;
	sheet_describe(p.s, text_of(p.langs[0].map, "title"),
		       text_of(p.langs[0].map, "lead"));
	/* A line of the accent colour, not a band: these sheets do not hang on walls. */
	put_box(p.s,
		(struct box){ .x = MARGIN,
			      .y = MARGIN,
			      .wide = paper->wide - 2 * MARGIN,
			      .high = 2.4 * k },
		job->colour);
	flow_init(&f, &p);
	static const char *const parts[] = { "title", "lead" };
	for (size_t n = 0; n < ARRAY_LEN(parts); n++) {
		flow_block(&f, 4.5 * k, 0);
		for (size_t i = 0; i < p.lang_count; i++)
			flow_text(&f,
				  page_part(&p, &p.langs[i], parts[n], n == 0 ? 60 : 120,
					    wide,
					    n == 0 ? letters(m.title, WEIGHT_BOLD)
						   : letters(m.lead, WEIGHT_PLAIN)),
				  column_x(&p, i, gutter), 0);
	}
	flow_block(&f, 9 * k, 0);
	for (size_t i = 0; i < p.lang_count; i++)
		steps_add(&f, i, gutter, &m);
	flow_block(&f, m.gap, 1);
	for (size_t i = 0; i < p.lang_count; i++)
		flow_text(&f,
			  page_part(&p, &p.langs[i], "foot", 160, wide,
				    letters_in(m.foot, WEIGHT_PLAIN, grey)),
			  column_x(&p, i, gutter), 0);
	flow_draw(&f, top, paper->high - MARGIN - 2 * k, p.paper);
	return page_end(&p, err);
}

struct sheet *
draw_text(const struct job *job, const struct json *map, struct err *err)
{
	static const double steps[] = { 1.4, 1.25, 1.1, 1 };
	struct sheet *s = NULL;
	struct err why = { 0 };

	for (size_t i = 0; !s && i < ARRAY_LEN(steps); i++) {
		s = text_try(job, map, steps[i], &why);
		if (!s && why.code != ERR_INPUT)
			break;
	}
	if (!s && err)
		*err = why;
	return s;
}
