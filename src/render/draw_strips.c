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

/* Lines of one strip, turned: across its width they are centred. */
static void
strip_texts(struct page *p, const struct strip *strip, double x, double y)
{
	struct text *lines[LANGUAGES + 3];
	size_t count = 0;
	double high = 0, gap = 0.6, room = strip->words - 1;
	double size = p->lang_count > 1 ? 8 : 9;
	const char *host = text_of(p->map, "host");
	struct style code = letters(p->lang_count > 1 ? 12 : 14.5, WEIGHT_BOLD);

	for (size_t i = 0; i < p->lang_count; i++)
		lines[count++] = page_part(p, &p->langs[i], "strip", 40, room,
					   letters(size, WEIGHT_HALF));
	lines[count++] = page_host(p, host, room,
				   letters(strlen(host) > 24 ? 7 : size, WEIGHT_PLAIN));
	lines[count++] =
		page_words(p, "code", text_of(p->map, "code"), "", 0, room, code);
	lines[count++] = page_words(p, "check words", text_of(p->map, "words"), "en", 0,
				    room, letters(size, WEIGHT_PLAIN));
	for (size_t i = 0; i < count; i++)
		high += text_high(lines[i]) + (i && text_high(lines[i]) > 0 ? gap : 0);
	if (high > strip->wide - 2) {
		page_refuse(p, high - strip->wide + 2, "a strip 26 mm wide");
		return;
	}
	x += (strip->wide - high) / 2;
	for (size_t i = 0; i < count; i++) {
		if (text_high(lines[i]) <= 0)
			continue;
		/* It begins at the foot of its room, beside the code. */
		put_text_turned(p->s, lines[i], x, y + room - text_wide(lines[i]));
		x += text_high(lines[i]) + gap;
	}
}

void
strips_draw(struct page *p)
{
	struct strip strip = strip_of(p);
	const char *address = text_of(p->map, "address");
	p->made_count = 0; /* what is refused from here on is said of the strips */
	double left = (p->wide - STRIPS * strip.wide) / 2, bottom = p->high - MARGIN;
	double top = bottom - strip.high;

	for (unsigned i = 0; i < STRIPS; i++) {
		double x = left + i * strip.wide;
		double inset = (strip.wide - STRIP_SIDE) / 2;
		put_code(p->s, address, x + inset,
			 bottom - (strip.outside + STRIP_SIDE) / 2, STRIP_SIDE);
		strip_texts(p, &strip, x, top + 1);
	}
	for (unsigned i = 0; i <= STRIPS; i++)
		put_line(p->s, left + i * strip.wide, top, left + i * strip.wide, bottom,
			 strip_line, grey, true);
	put_line(p->s, MARGIN, top, p->wide - MARGIN, top, strip_line, grey, true);
}
