/*
 * Prepared pages: each sheet of a form in each language is laid out once and cut into pieces
 * of fixed bytes with holes between them.  Serving one is copying.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "web/page.h"

struct cutting { /* a piece of fixed bytes, and the hole behind it */
	const char *bytes;
	size_t len;
	enum hole hole; /* HOLE__COUNT: the end */
	unsigned a, b;
	size_t end; /* where the hole's HOLE_END is, if it has one */
};

struct sheet {
	struct cutting *cuttings;
	size_t count, bytes;
	struct hashes hashes;
};

struct prepared {
	struct arena *arena;
	const struct form *form;
	struct sheet *sheets; /* language by language */
	size_t per_language;
	struct redactor *redactor; /* made at the first text that is looked through */
	bool unlooked;		   /* it could not be made */
};

unsigned
sheet_at(const struct form *form, struct place at)
{
	switch ((enum stage)at.stage) {
	case STAGE_START:
		return SHEET_START;
	case STAGE_ANOTHER:
		return SHEET_ANOTHER + (unsigned)form->pages[at.page].repeat;
	case STAGE_PAGE:
		return SHEET_PAGE + at.page;
	case STAGE_CHECK:
		break;
	}
	return SHEET_CHECK;
}

/* ---- cutting -------------------------------------------------------------------------- */

static unsigned
hex(const char *p, size_t digits)
{
	unsigned n = 0;

	for (size_t i = 0; i < digits; i++)
		n = n * 16 + (unsigned)(p[i] <= '9' ? p[i] - '0' : p[i] - 'a' + 10);
	return n;
}

/* Sets, for each hole that may leave pieces out, where they end. */
static void
match_ends(struct sheet *s)
{
	size_t open[8], depth = 0;

	for (size_t i = 0; i < s->count; i++) {
		struct cutting *c = &s->cuttings[i];

		if (c->hole == HOLE_IF || c->hole == HOLE_PIPED) {
			if (depth == ARRAY_LEN(open))
				die("holes of a sheet are nested too deep");
			open[depth++] = i;
		} else if (c->hole == HOLE_END) {
			if (!depth)
				die("a hole of a sheet ends that never began");
			s->cuttings[open[--depth]].end = i;
		}
	}
	if (depth)
		die("a hole of a sheet never ends");
}

/* Cuts a sheet at its marks (layout_text.c): U+FDD0, 2 + 4 + 4 hexadecimal digits, U+FDD1. */
static void
cut_sheet(struct sheet *s, const char *bytes, size_t len, struct arena *a)
{
	const char *at = bytes, *end = bytes + len, *mark;
	size_t most = 1;

	for (const char *p = bytes; (p = strstr(p, "\xef\xb7\x90")); p++)
		most++;
	s->cuttings = arena_array(a, struct cutting, most);
	s->bytes = len;
	while ((mark = strstr(at, "\xef\xb7\x90"))) {
		struct cutting *c = &s->cuttings[s->count++];

		*c = (struct cutting){ .bytes = at,
				       .len = (size_t)(mark - at),
				       .hole = (enum hole)hex(mark + 3, 2),
				       .a = hex(mark + 5, 4),
				       .b = hex(mark + 9, 4) };
		if (end - mark < 16 || c->hole >= HOLE__COUNT)
			die("a sheet has a hole that there is not");
		at = mark + 16;
	}
	s->cuttings[s->count++] = (struct cutting){ .bytes = at,
						    .len = (size_t)(end - at),
						    .hole = HOLE__COUNT };
	match_ends(s);
}

static void
sheet_write(struct html *h, const struct sheet *s, const struct form *form,
	    const struct fill *fill)
{
	for (size_t i = 0; i < s->count; i++) {
		const struct cutting *c = &s->cuttings[i];

		html_put_(h, c->bytes, c->len); /* laid out through the escapers */
		if (c->hole != HOLE__COUNT &&
		    hole_fill(h, c->hole, c->a, c->b, form, fill))
			i = c->end;
	}
}

/* ---- laying out ------------------------------------------------------------------------- */

static void
lay_out(struct layout *l, unsigned sheet)
{
	if (sheet == SHEET_START)
		layout_start(l);
	else if (sheet == SHEET_CHECK)
		layout_check(l);
	else if (sheet == SHEET_SENT)
		layout_sent(l);
	else if (sheet == SHEET_SAVED)
		layout_saved(l);
	else if (sheet < SHEET_PAGE)
		layout_another(l, sheet - SHEET_ANOTHER);
	else
		layout_page(l, sheet - SHEET_PAGE);
}

static void
prepare(struct prepared *p, struct sheet *s, unsigned sheet, unsigned lang,
	const struct door_settings *settings, const struct door_survey *survey)
{
	struct html *out = html_new(0);
	struct layout l;
	const char *bytes;
	size_t len;

	layout_init(&l, p->form, settings, survey, lang);
	lay_out(&l, sheet);
	layout_frame(&l, out, &s->hashes);
	bytes = html_bytes(out, &len);
	cut_sheet(s, arena_copy(p->arena, bytes, len), len, p->arena);
	layout_done(&l);
	html_free(out);
}

struct prepared *
prepared_new(const struct form *form, const struct door_settings *settings,
	     const struct door_survey *survey)
{
	struct arena *arena = arena_new(0);
	struct prepared *p = arena_one(arena, struct prepared);

	p->arena = arena;
	p->form = form;
	p->per_language = SHEET_PAGE + form->page_count;
	p->sheets =
		arena_array(arena, struct sheet, p->per_language * form->language_count);
	for (unsigned lang = 0; lang < form->language_count; lang++)
		for (unsigned i = 0; i < p->per_language; i++)
			if (i < SHEET_ANOTHER + form->repeat_count || i >= SHEET_PAGE)
				prepare(p, &p->sheets[lang * p->per_language + i], i,
					lang, settings, survey);
	return p;
}

void
prepared_free(struct prepared *p)
{
	if (!p)
		return;
	redactor_free(p->redactor);
	arena_free(p->arena);
}

struct redactor *
prepared_redactor(struct prepared *p)
{
	const struct privacy *privacy = &p->form->privacy;
	const struct redact_options options = { .patterns = privacy->patterns,
						.pattern_count = privacy->pattern_count };
	struct err err = { 0 };

	if (!p->redactor && !p->unlooked) {
		p->redactor = redactor_new(&options, &err);
		p->unlooked = !p->redactor;
		if (p->unlooked)
			log_line("the form %s: its own patterns cannot be used any more; "
				 "people are told to look through their texts themselves: %s",
				 p->form->id, err.text);
	}
	return p->redactor;
}

/* ---- serving ------------------------------------------------------------------------------ */

static const struct sheet *
sheet_find(const struct prepared *p, unsigned sheet, const struct fill *fill)
{
	unsigned lang = fill->walk ? fill->walk->lang : 0;

	if ((fill->walk && fill->walk->form != p->form) ||
	    lang >= p->form->language_count || sheet >= p->per_language)
		die("a sheet of another form");
	return &p->sheets[lang * p->per_language + sheet];
}

struct reply *
sheet_reply(const struct prepared *p, unsigned sheet, unsigned status,
	    const struct fill *fill, struct arena *a)
{
	const struct sheet *s = sheet_find(p, sheet, fill);
	struct reply *reply = arena_one(a, struct reply);
	struct html *h = html_new_in(
		a, s->bytes + (fill->draft ? strlen(fill->draft) : 0) + 512, 0);

	sheet_write(h, s, p->form, fill);
	reply->status = status;
	reply->body = html_bytes(h, &reply->len);
	reply->csp = s->hashes.style;
	reply->script = s->hashes.script[0] ? s->hashes.script : NULL;
	return reply;
}

/* By how much the chosen options' labels may lengthen a sheet that pipes them. */
static size_t
piped_most(const struct prepared *p, const struct sheet *s, unsigned lang)
{
	size_t sum = 0;

	for (size_t i = 0; i < s->count; i++) {
		const struct question *q;
		size_t most = 0;

		if (s->cuttings[i].hole != HOLE_PIPED)
			continue;
		q = &p->form->questions[s->cuttings[i].a];
		for (size_t k = 0; q->options && k < q->options->count; k++) {
			struct html *h = html_new(0);
			size_t len;

			html_text(h, text_in(&q->options->items[k].label, lang));
			html_bytes(h, &len);
			most = len > most ? len : most;
			html_free(h);
		}
		sum += most;
	}
	return sum;
}

/*
 * What a sheet weighs at most when somebody meets it with nothing typed, with headers: all that
 * conditions may show, and the longest labels.
 */
static size_t
sheet_weight(const struct prepared *p, unsigned sheet, unsigned lang, struct arena *a)
{
	static const char word[] = "wwwwwww wwwwwww";
	struct walk *walk = walk_new(p->form, a);
	struct html *h = html_new_in(a, PAGE_BYTES, 0);
	struct fill fill = { .code = "0000000000000000",
			     .words = word,
			     .walk = walk,
			     .ticket = "00000000000000000000000000",
			     .all = true };
	const struct sheet *s;
	SCOPED(buf) draft = { 0 };
	size_t len;

	walk->lang = (uint8_t)lang;
	if (sheet >= SHEET_PAGE)
		walk->at = (struct place){ STAGE_PAGE, (uint8_t)(sheet - SHEET_PAGE), 0 };
	else if (sheet >= SHEET_ANOTHER)
		walk->at = (struct place){
			STAGE_ANOTHER,
			(uint8_t)p->form->repeats[sheet - SHEET_ANOTHER].first_page, 0
		};
	walk_write(walk, &draft);
	s = sheet_find(p, sheet, &fill);
	sheet_write(h, s, p->form, &fill);
	html_bytes(h, &len);
	len += piped_most(p, s, lang);
	/* The draft: version, nonce and tag around its clear text, in base64, in its field. */
	return len + HEADER_BYTES + (draft.len + 41) * 4 / 3 + 50;
}

size_t
prepared_largest(const struct prepared *p, unsigned *out_page)
{
	size_t largest = 0;

	for (unsigned lang = 0; lang < p->form->language_count; lang++) {
		for (unsigned i = 0; i < p->per_language; i++) {
			struct arena *a = arena_new(0);
			size_t weight = p->sheets[lang * p->per_language + i].count
						? sheet_weight(p, i, lang, a)
						: 0;

			if (i != SHEET_CHECK && weight > largest) {
				largest = weight;
				if (out_page)
					*out_page = i >= SHEET_PAGE ? i - SHEET_PAGE : 0;
			}
			arena_free(a);
		}
	}
	return largest;
}
