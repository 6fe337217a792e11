/*
 * The poster: band, call, promise, the code with what is said of it, and the small print.  Large
 * letters come in steps: the largest with which all fits is taken, and the smallest step is the
 * floor, under which a text is refused.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "render/draw.h"

/* The floors on A4, in one language and in two. */
static const struct sizes a4[LANGUAGES] = {
	{ .force = 13,
	  .title = 22,
	  .call = 32,
	  .promise = 14,
	  .how = 14,
	  .body = 12,
	  .host = 16,
	  .code = 24,
	  .words = 18,
	  .small = 9,
	  .pad = 6,
	  .gap = 6,
	  .gutter = 8 },
	{ .force = 12,
	  .title = 17,
	  .call = 24.5,
	  .promise = 12,
	  .how = 12.5,
	  .body = 12,
	  .host = 16,
	  .code = 24,
	  .words = 16,
	  .small = 9,
	  .pad = 5,
	  .gap = 5,
	  .gutter = 8 },
};
/* On A5 letters do not go down with the paper: it is read from the hand. */
static const struct sizes a5[LANGUAGES] = {
	{ .force = 10,
	  .title = 17,
	  .call = 23,
	  .promise = 11,
	  .how = 11,
	  .body = 9.5,
	  .host = 13,
	  .code = 17,
	  .words = 14,
	  .small = 7.5,
	  .pad = 4.5,
	  .gap = 4.2,
	  .gutter = 6 },
	{ .force = 9.5,
	  .title = 13,
	  .call = 16.5,
	  .promise = 9.5,
	  .how = 9.5,
	  .body = 9.5,
	  .host = 12,
	  .code = 15,
	  .words = 12,
	  .small = 7.2,
	  .pad = 4,
	  .gap = 3.6,
	  .gutter = 5 },
};
/* How much larger than their floor the call and its fellows are, and how wide the gaps. */
static const struct step {
	double letters, gaps;
	double rise; /* of letters on A3 over those on A4, as a share of what it should be */
	bool last;   /* the small print is one paragraph */
} steps[] = {
	{ 1.75, 1, 1, false },	  { 1.5, 1, 1, false },	   { 1.3, 1, 1, false },
	{ 1.15, 0.85, 1, false }, { 1.05, 0.7, 1, false }, { 1, 0.5, 1, false },
	{ 1, 0.35, 1, false },	  { 1, 0.35, 1, true },
	/* What A4 takes, A3 must take. */
	{ 1, 0.5, 0.5, false },	  { 1, 0.5, 0, false },	   { 1, 0.35, 0, true },
};

/* The sizes of a step: what is read from afar grows most, small print least. */
static struct sizes
sizes_of(const struct page *p, const struct paper *paper, const struct step *step)
{
	struct sizes z = str_same(paper->name, "a5") ? a5[p->lang_count - 1]
						     : a4[p->lang_count - 1];

	if (str_same(paper->name, "a3")) {
		double *each[] = { &z.force, &z.title,	&z.call,  &z.promise, &z.how,
				   &z.body,  &z.host,	&z.words, &z.small,   &z.pad,
				   &z.gap,   &z.gutter, &z.code };
		/* The code takes more of an A3 than of an A4: two languages get less. */
		double rise = 1 + step->rise * (p->lang_count > 1 ? 0.26 : 0.42);
		for (size_t i = 0; i < ARRAY_LEN(each); i++)
			*each[i] *= each[i] == &z.code ? paper->scale : rise;
	}
	double more = step->letters, some = (1 + more) / 2, little = (9 + more) / 10;
	z.call *= more;
	z.title *= some;
	z.promise *= some;
	z.how *= little;
	z.words *= little;
	z.body *= little;
	z.small *= little;
	z.little = little;
	z.gap *= step->gaps;
	z.side = paper->side;
	z.joined = step->last;
	/* Where the paper has room for it, the code is larger than it must be. */
	if (str_same(paper->name, "a5")) {
		if (p->lang_count > 1)
			z.side = step->letters > 1 ? 34 : 30;
		else
			z.side = step->letters >= 1.3 ? 46 : 40;
	}
	return z;
}

/* Each language's call with its promise under it, in columns side by side. */
static void
call_add(struct flow *f, const struct sizes *z)
{
	struct page *p = f->p;
	double wide = column_wide(p, z->gutter);

	flow_block(f, z->gap * 1.5, 1);
	for (size_t i = 0; i < p->lang_count; i++) {
		const struct language *l = &p->langs[i];
		struct style large = letters(z->call, WEIGHT_BOLD);
		large.leading = 1.1;
		struct pile pile[] = {
			{ page_balanced(p, l, "call", 40, wide, large), 0 },
			{ page_balanced(p, l, "promise", 90, wide,
					letters(z->promise, WEIGHT_PLAIN)),
			  z->gap * 0.6 },
		};
		pile_put(f, pile, ARRAY_LEN(pile), column_x(p, i, z->gutter), 0);
	}
}

/* Parts as sentences of one paragraph. */
static const char *
joined(struct page *p, const struct language *l, const char *const *parts, size_t count)
{
	SCOPED(buf) all = { 0 };

	for (size_t i = 0; i < count; i++) {
		const char *words = text_of(l->map, parts[i]);
		if (!given(words))
			continue;
		char end = words[strlen(words) - 1];
		buf_puts(&all, words);
		buf_puts(&all, end == '.' || end == '?' || end == '!' ? " " : ". ");
	}
	return arena_copy(sheet_arena(p->s), all.data ? all.data : "",
			  all.len ? all.len - 1 : 0);
}

/* Lines of the longest words on closing date, place and shared code; A5's are shorter. */
static unsigned
small_lines(const struct page *p)
{
	return p->wide < 200 ? 5 : 4;
}

/*
 * The room that the small print takes.  While a step is looked for it is that of the longest, so
 * that all posters of a survey have letters of one size, whatever their places are called.
 */
static double
small_spare(const struct page *p, const struct text *small)
{
	unsigned lines = text_lines(small), most = small_lines(p);

	if (!p->rough || p->tight || !lines || lines >= most)
		return 0;
	return text_high(small) / lines * (most - lines);
}

/* Who asks, who reads, who says that it is genuine; then closing date, place, shared code. */
static void
small_add(struct flow *f, const struct sizes *z)
{
	static const char *const parts[] = { "asks", "reads", "genuine", "small" };
	struct page *p = f->p;
	double line = z->small * 0.017;

	flow_block(f, z->gap, 0.9);
	flow_rule(f, p->left, 0, p->right - p->left, line, grey);
	/* One language has two columns too: lines across the whole sheet are too long to read. */
	double wide = (p->right - p->left - z->gutter) / 2;
	double top = z->gap * (z->joined ? 0.5 : 0.75);
	struct style style = letters(z->small, WEIGHT_PLAIN);
	style.leading = 1.25;
	for (size_t i = 0; i < p->lang_count; i++) {
		const struct language *l = &p->langs[i];
		struct pile pile[ARRAY_LEN(parts)];
		double apart = 0.2 + z->gap * 0.2, end;
		if (z->joined && p->lang_count == 2) {
			struct text *t = page_words(p, part_name(p, l, "small print"),
						    joined(p, l, parts, ARRAY_LEN(parts)),
						    l->tag, 400, wide, style);
			flow_text(f, t, i == 0 ? p->left : p->right - wide, top);
			continue;
		}
		for (size_t k = 0; k < ARRAY_LEN(parts); k++)
			pile[k] = (struct pile){ page_balanced(p, l, parts[k],
							       k == 3 ? 200 : 90, wide,
							       style),
						 apart };
		double first = p->left, second = p->right - wide;
		if (p->lang_count == 2) {
			end = pile_put(f, pile, 4, i == 0 ? first : second, top);
		} else if (l->rtl) {
			pile_put(f, pile, 2, second, top);
			end = pile_put(f, pile + 2, 2, first, top);
		} else {
			pile_put(f, pile, 2, first, top);
			end = pile_put(f, pile + 2, 2, second, top);
		}
		flow_need(f, end + small_spare(p, pile[3].text));
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
poster_try(const struct job *job, const struct json *map, const struct step *step,
	   bool rough, bool tight, struct err *err)
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
	p.rough = rough;
	p.tight = tight;
	struct sizes z = sizes_of(&p, paper, step);
	describe(&p);
	double top = MARGIN, bottom = paper->high - MARGIN;
	double mark = mark_draw(&p, MARGIN, top, paper->wide - 2 * MARGIN,
				(strips || p.lang_count > 1 ? 15 : 20) * paper->scale);
	if (mark > 0)
		top += mark + 2 * paper->scale;
	if (strips)
		bottom -= strips_high(&p) + 2.5;
	flow_init(&f, &p);
	band_add(&f, &(struct band){ .force = z.force,
				     .title = z.title,
				     .pad = z.pad,
				     .gutter = z.gutter });
	call_add(&f, &z);
	if (p.lang_count == 1)
		middle_one(&f, &z);
	else
		middle_two(&f, &z);
	small_add(&f, &z);
	flow_draw(&f, top, bottom,
		  arena_printf(sheet_arena(p.s), "%s%s%s%s", paper->shown,
			       p.lang_count > 1 ? " in two languages" : "",
			       strips ? " with strips" : "",
			       strips && p.lang_count > 1
				       ? " (one language has more room)"
				       : ""));
	if (strips)
		strips_draw(&p);
	return page_end(&p, err);
}

/* From a step on, the first with which all fits; NULL with err. */
static struct sheet *
poster_from(const struct job *job, const struct json *map, size_t i, bool tight,
	    struct err *err)
{
	for (; i < ARRAY_LEN(steps); i++) {
		struct sheet *s = poster_try(job, map, &steps[i], true, tight, err);
		if (s) {
			sheet_free(s);
			return poster_try(job, map, &steps[i], false, tight, err);
		}
		if (err->code != ERR_INPUT)
			break;
	}
	return NULL;
}

/* The first step of which the gaps are narrow: without spare room nothing larger is tried. */
enum { STEP_NARROW = 5 };

struct sheet *
draw_poster(const struct job *job, const struct json *map, struct err *err)
{
	struct err why = { 0 };
	struct sheet *s = poster_from(job, map, 0, false, &why);

	if (!s && why.code == ERR_INPUT)
		s = poster_from(job, map, STEP_NARROW, true, &why);
	if (!s && err)
		*err = why;
	return s;
}
