/*
 * Seven strips to tear off, at the foot of an A4 poster: a code each, and what to type beside it,
 * turned so that a strip is read along its length.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "render/draw.h"

enum { STRIPS = 7, STRIP_WIDE = 26, STRIP_SIDE = 20 };
static const double strip_line = 0.2;

struct strip {
	double wide, high, outside;
	double words; /* how long the room for words is */
};

static struct strip
strip_of(struct page *p)
{
	struct strip strip = { .wide = STRIP_WIDE };

	strip.outside = code_outside(p->s, text_of(p->map, "address"), STRIP_SIDE);
	/* At version 2 four quiet modules are a little wider than the strip would be. */
	if (strip.wide < strip.outside + 2 * strip_line)
		strip.wide = strip.outside + 2 * strip_line;
	/* In two languages the poster needs what the strips can spare. */
	strip.words = p->lang_count > 1 ? 30 : 36;
	strip.high = strip.outside + strip.words + 2;
	return strip;
}

double
strips_high(struct page *p)
{
	return strip_of(p).high;
}

/* What is said on a strip: whose words it begins with, and how large they are. */
struct strip_try {
	const char *first; /* member */
	double size, code, leading;
	bool check;
};
enum { LINES = 3 * LANGUAGES + 3, FIRST_LINES = 2, WORD_MOST = 16 };
static const double strip_gap = 0.5;

/* A word that is wider than a strip is long fails the sheet. */
static bool
words_short(const char *text)
{
	size_t most = 0;

	for (; *text; text += strspn(text, " ")) {
		size_t len = strcspn(text, " ");
		most = len > most ? len : most;
		text += len;
	}
	return most <= WORD_MOST;
}

/* Its lines, and how much of its width they take; 0 if they begin with too long a text. */
static double
strip_lines(struct page *p, double room, const struct strip_try *t,
	    struct text *lines[LINES])
{
	const char *host = text_of(p->map, "host");
	double small = t->size < 7 ? t->size : 7, high = 0;
	struct style plain = letters(t->size, WEIGHT_PLAIN), fine = letters(small, WEIGHT_PLAIN);
	struct style first = letters(t->size, WEIGHT_HALF), code = letters(t->code, WEIGHT_BOLD);
	size_t n = 0;

	first.leading = plain.leading = fine.leading = code.leading = t->leading;
	p->made_count = 0;
	for (size_t i = 0; i < p->lang_count; i++) {
		const char *words = text_of(p->langs[i].map, t->first);
		bool ours = str_same(t->first, "strip");
		if (!ours && (!given(words) || !words_short(words)))
			return 0;
		lines[n] = page_part(p, &p->langs[i], t->first, 40, room, first);
		if (!ours && text_lines(lines[n]) > FIRST_LINES)
			return 0;
		n++;
	}
	lines[n++] = page_host(p, host, room, strlen(host) > 24 ? fine : plain);
	lines[n++] = page_words(p, "code", text_of(p->map, "code"), "", 0, room, code);
	for (size_t i = 0; i < p->lang_count && t->check; i++)
		lines[n++] = page_part(p, &p->langs[i], "check", 30, room, fine);
	lines[n++] = page_words(p, "check words", text_of(p->map, "words"), "en", 0, room,
				plain);
	for (size_t i = 0; i < p->lang_count; i++)
		lines[n++] = page_part(p, &p->langs[i], "strip_small", 40, room, fine);
	for (size_t i = 0; i < n; i++)
		high += text_high(lines[i]) + (high > 0 && text_high(lines[i]) > 0 ? strip_gap : 0);
	while (n < LINES)
		lines[n++] = NULL;
	return high;
}

/*
 * The survey's title, if it fits, else the call, else two words of ours; the letters as large as
 * they can be.  Returns how much of a strip's width the lines take.
 */
static double
strip_choose(struct page *p, const struct strip *strip, struct text *lines[LINES])
{
	static const struct {
		double size, code, leading;
	} steps[] = { { 9, 14.5, 1.25 }, { 8, 12, 1.25 }, { 7, 11, 1.15 }, { 6.5, 10.5, 1.1 },
		    { 6, 10, 1.02 } };
	static const char *const firsts[] = { "title", "call", "strip" };
	double room = strip->words - 1, most = strip->wide - 2, high = 0;

	for (size_t f = 0; f < ARRAY_LEN(firsts); f++)
		for (size_t k = 0; k < ARRAY_LEN(steps); k++)
			for (int check = 1; check >= 0; check--) {
				struct strip_try try = { firsts[f], steps[k].size, steps[k].code,
							 steps[k].leading, check };
				if (p->lang_count > 1 && k == 0)
					continue;
				high = strip_lines(p, room, &try, lines);
				if (high > 0 && high <= most)
					return high;
			}
	page_refuse(p, high - most, "a strip 26 mm wide");
	return 0;
}

static void
strip_texts(struct page *p, const struct strip *strip, struct text *const lines[LINES],
	    double high, double x, double y)
{
	double room = strip->words - 1;

	x += (strip->wide - high) / 2;
	for (size_t i = 0; i < LINES && lines[i]; i++) {
		if (text_high(lines[i]) <= 0)
			continue;
		/* It begins at the foot of its room, beside the code. */
		put_text_turned(p->s, lines[i], x, y + room - text_wide(lines[i]));
		x += text_high(lines[i]) + strip_gap;
	}
}

void
strips_draw(struct page *p)
{
	struct strip strip = strip_of(p);
	const char *address = text_of(p->map, "address");
	struct text *lines[LINES] = { 0 };
	double high = strip_choose(p, &strip, lines);
	double left = (p->wide - STRIPS * strip.wide) / 2, bottom = p->high - MARGIN;
	double top = bottom - strip.high;

	for (unsigned i = 0; i < STRIPS; i++) {
		double x = left + i * strip.wide;
		double inset = (strip.wide - STRIP_SIDE) / 2;
		put_code(p->s, address, x + inset,
			 bottom - (strip.outside + STRIP_SIDE) / 2, STRIP_SIDE);
		strip_texts(p, &strip, lines, high, x, top + 1);
	}
	for (unsigned i = 0; i <= STRIPS; i++)
		put_line(p->s, left + i * strip.wide, top, left + i * strip.wide, bottom,
			 strip_line, grey, true);
	put_line(p->s, MARGIN, top, p->wide - MARGIN, top, strip_line, grey, true);
}
