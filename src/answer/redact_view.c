/*
 * The text as finders read it, each byte knowing which characters it came from.
 *
 * People paste from phones, word processors and PDF files, and some try to hide what they write:
 * one number can be spelt in a hundred ways.  Here they become one way, so that no pattern need
 * know of more.  Digits in words and spoken addresses: redact_spoken.c.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/redact_internal.h"

enum {
	CHUNK_MOST =
		32, /* a character and its marks; Unicode's own limit is about that */
	CHUNK_ROOM = 512, /* bytes of it */
	GROWTH_MOST =
		4, /* a sign that would grow more stays as it is: U+FDFA makes 18 letters */
};

struct writer {
	struct view v;
	size_t room;
	struct arena *a;
};

/* Room for so many bytes more, and the NUL. */
static void
writer_room(struct writer *w, size_t more)
{
	struct view grown = w->v;
	size_t want = w->v.len + more + 1;

	if (want <= w->room)
		return;
	w->room = want > w->room * 2 ? want : w->room * 2;
	grown.text = arena_array(w->a, char, w->room);
	grown.start = arena_array(w->a, uint32_t, w->room);
	grown.end = arena_array(w->a, uint32_t, w->room);
	if (w->v.len) {
		memcpy(grown.text, w->v.text, w->v.len);
		memcpy(grown.start, w->v.start, w->v.len * sizeof(*grown.start));
		memcpy(grown.end, w->v.end, w->v.len * sizeof(*grown.end));
	}
	w->v = grown;
}

static void
writer_put(struct writer *w, const char *bytes, size_t len, uint32_t start, uint32_t end)
{
	writer_room(w, len);
	memcpy(w->v.text + w->v.len, bytes, len);
	for (size_t i = w->v.len; i < w->v.len + len; i++) {
		w->v.start[i] = start;
		w->v.end[i] = end;
	}
	w->v.len += len;
}

/* What shows nothing goes with what stands before it, so that no mark leaves it behind. */
static void
writer_swallow(struct writer *w, uint32_t end)
{
	uint32_t start;

	if (!w->v.len)
		return;
	start = w->v.start[w->v.len - 1];
	for (size_t i = w->v.len; i > 0 && w->v.start[i - 1] == start; i--)
		w->v.end[i - 1] = end;
}

/* ---- single characters ---------------------------------------------------- */

static bool
within(uint32_t point, uint32_t first, uint32_t last)
{
	return point >= first && point <= last;
}

/* The ASCII fellow of a sign, blank or line end that NFKC leaves alone or makes worse; 0: none. */
static char
fellow(uint32_t p)
{
	if (within(p, 0x2018, 0x201b) || p == 0x2032 || p == 0x2035 || p == 0xb4 ||
	    p == '`' || within(p, 0x2b9, 0x2bd) || p == 0x2039 || p == 0x203a ||
	    p == 0xff40 || p == 0x384 || p == 0x1fbd || p == 0x1fbf || p == 0x5f3 ||
	    p == 0xa78c)
		return '\'';
	if (within(p, 0x201c, 0x201f) || p == 0x2033 || p == 0x2036 || p == 0xab ||
	    p == 0xbb || within(p, 0x301d, 0x301f) || p == 0x2ba || p == 0x2ee ||
	    p == 0x5f4)
		return '"';
	if (within(p, 0x2010, 0x2015) || p == 0x2212 || p == 0x2043 || p == 0x2d7 ||
	    p == 0xfe58 || p == 0x2e3a || p == 0x2e3b || p == 0x58a || p == 0x30a0)
		return '-';
	if (p == 0x2044 || p == 0x2215 || p == 0x29f8)
		return '/';
	if (p == 0x3002 || p == 0xff61 || p == 0x2024 || p == 0x6d4)
		return '.';
	if (p == 0x2236 || p == 0xa789)
		return ':';
	if (p == 0x85 || p == 0x2028 || p == 0x2029)
		return '\n';
	if (p == '\t' || p < 0x20 || within(p, 0x7f, 0x9f) || p == 0x2800 ||
	    utf8_is_blank(p))
		return ' ';
	return 0;
}

/* NFKC leaves these alone if no mark follows: accented Latin, Cyrillic, Han. */
static bool
is_settled(uint32_t p)
{
	return within(p, 0xc0, 0x131) || within(p, 0x134, 0x13e) ||
	       within(p, 0x141, 0x148) || within(p, 0x14a, 0x17e) ||
	       within(p, 0x400, 0x482) || within(p, 0x48a, 0x52f) ||
	       within(p, 0x4e00, 0x9fff);
}

/* Marks that strike out, underline or frame a letter, and tell nothing of it. */
static bool
is_ornament(uint32_t p)
{
	return p == 0x305 || within(p, 0x332, 0x338) || p == 0x33f ||
	       within(p, 0x20d0, 0x20f0);
}

/* Whether a code point belongs to the character before it. */
static bool
is_attached(uint32_t p)
{
	return utf8_is_mark(p) || within(p, 0x1160, 0x11ff) || within(p, 0xff9e, 0xff9f);
}

/* ---- a character and its marks ---------------------------------------------------- */

struct chunk {
	char bytes[CHUNK_ROOM]; /* without what shows nothing, and ornaments */
	size_t len;
	uint32_t base; /* the first code point */
	uint32_t start, end;
	size_t marks; /* kept */
};

/* Reads the chunk at p, which is not the end.  Returns what follows it. */
static const char *
chunk_read(struct chunk *c, const char *p, const char *end, uint32_t at)
{
	const char *next;
	size_t taken = 1;

	c->base = utf8_next(p, end, &next);
	c->start = at;
	c->len = (size_t)(next - p);
	c->marks = 0;
	memcpy(c->bytes, p, c->len);
	for (p = next; p < end && (*p & 0x80) && taken < CHUNK_MOST; p = next, taken++) {
		uint32_t point = utf8_next(p, end, &next);

		if (utf8_is_hidden(point) || is_ornament(point))
			continue;
		if (!is_attached(point))
			break;
		memcpy(c->bytes + c->len, p, (size_t)(next - p));
		c->len += (size_t)(next - p);
		c->marks++;
	}
	c->end = at + (uint32_t)taken;
	return p;
}

/* The composed chunk, its signs and digits as their ASCII fellows. */
static void
chunk_write(struct writer *w, const struct chunk *c)
{
	char made[CHUNK_ROOM], out[CHUNK_ROOM];
	size_t len = utf8_compose(made, sizeof(made), c->bytes, c->len), n = 0;
	const char *from = made;

	/* a lone accent would become a blank with a mark on it */
	if (!len || len > c->len * GROWTH_MOST || made[0] == ' ') {
		from = c->bytes;
		len = c->len;
	}
	for (const char *p = from, *next; p < from + len; p = next) {
		uint32_t point = utf8_next(p, from + len, &next);
		int digit = utf8_digit(point);
		char plain = digit >= 0 ? (char)('0' + digit) : fellow(point);

		if (plain) {
			out[n++] = plain;
		} else {
			memcpy(out + n, p, (size_t)(next - p));
			n += (size_t)(next - p);
		}
	}
	writer_put(w, out, n, c->start, c->end);
}

/* One chunk from p on; what follows it.  *inout_at: code points so far. */
static const char *
chunk_pass(struct writer *w, const char *p, const char *end, uint32_t *inout_at)
{
	struct chunk c;
	const char *next = chunk_read(&c, p, end, *inout_at);
	char plain = fellow(c.base);
	int digit = utf8_digit(c.base);

	*inout_at = c.end;
	if (utf8_is_hidden(c.base)) {
		writer_swallow(w, c.end);
	} else if (plain || digit >= 0) {
		/* a framed digit is a digit, a blank with an accent a blank */
		if (!plain)
			plain = (char)('0' + digit);
		writer_put(w, &plain, 1, c.start, c.end);
	} else if (c.base < 0x80 && !utf8_is_letter(c.base)) {
		writer_put(w, c.bytes, 1, c.start, c.end);
	} else if (!c.marks && (c.base < 0x80 || is_settled(c.base))) {
		writer_put(w, c.bytes, c.len, c.start, c.end);
	} else {
		chunk_write(w, &c);
	}
	return next;
}

void
view_plain(struct view *out, const char *text, size_t len, struct arena *a)
{
	struct writer w = { .a = a };
	const char *p = text, *end = text + len;
	uint32_t at = 0;

	writer_room(&w, len);
	while (p < end) {
		/* plain ASCII, with more of it behind: nearly all that is ever written */
		if (*p >= ' ' && *p < 0x7f && *p != '`' &&
		    (p + 1 == end || !(p[1] & 0x80))) {
			writer_put(&w, p++, 1, at, at + 1);
			at++;
		} else if (*p == '\r' || *p == '\n') {
			uint32_t used = *p == '\r' && p + 1 < end && p[1] == '\n' ? 2 : 1;

			writer_put(&w, "\n", 1, at, at + used);
			p += used;
			at += used;
		} else {
			p = chunk_pass(&w, p, end, &at);
		}
	}
	writer_room(&w, 0);
	w.v.text[w.v.len] = '\0';
	*out = w.v;
}
