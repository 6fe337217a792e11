/*
 * What an SVG logo may not contain: anything that refers to something outside of it, anything that
 * runs or moves, and other documents within.  librsvg and browsers would not follow it in a picture
 * either; this is so that a logo stays as it was looked at, wherever the poster is shown.
 *
 * The text is searched, not parsed, after all spellings of one letter have been made one.  That may
 * refuse what is harmless, and then says what to take out.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "render/internal.h"

static int
digit_of(char c, int base)
{
	int v = c >= '0' && c <= '9'   ? c - '0'
		: c >= 'a' && c <= 'f' ? c - 'a' + 10
		: c >= 'A' && c <= 'F' ? c - 'A' + 10
				       : 99;

	return v < base ? v : -1;
}

/* Up to `most` digits of a number; the character that follows, or NULL if there is none. */
static const char *
number_read(const char *p, const char *end, int base, unsigned most, unsigned *out)
{
	const char *from = p;

	for (*out = 0; p < end && most && digit_of(*p, base) >= 0; p++, most--)
		*out = *out * (unsigned)base + (unsigned)digit_of(*p, base);
	return p > from ? p : NULL;
}

/* &#117; and &#x75; of XML, \75 and \u of CSS: *out is the sign.  NULL: it is none of them. */
static const char *
escape_read(const char *p, const char *end, unsigned *out)
{
	const char *behind;

	if (end - p > 3 && p[0] == '&' && p[1] == '#') {
		bool hex = p[2] == 'x';

		behind = number_read(p + 2 + hex, end, hex ? 16 : 10, 9, out);
		return behind && behind < end && *behind == ';' ? behind + 1 : behind;
	}
	if (end - p > 1 && p[0] == '\\') {
		behind = number_read(p + 1, end, 16, 6, out);
		if (behind)
			return behind < end && *behind == ' ' ? behind + 1 : behind;
		*out = (unsigned char)p[1];
		return p + 2;
	}
	return NULL;
}

/* The text in small letters, each ASCII sign spelt plainly, blanks as one kind. */
static void
plain_make(const char *text, size_t len, struct buf *out)
{
	const char *end = text + len, *behind;
	unsigned sign;

	for (const char *p = text; p < end; p = behind) {
		behind = escape_read(p, end, &sign);
		if (!behind) {
			behind = p + 1;
			sign = (unsigned char)*p;
		} else if (sign >= 0x80) {
			sign = '?';
		}
		if (sign >= 'A' && sign <= 'Z')
			sign += 'a' - 'A';
		buf_putc(out, sign && sign <= ' ' ? ' ' : (char)sign);
	}
}

static bool
has(const struct buf *b, const char *word)
{
	return memmem(b->data, b->len, word, strlen(word));
}

static const char *
skip_to_value(const char *p, const char *end)
{
	while (p < end && (*p == ' ' || *p == '"' || *p == '\''))
		p++;
	if (end - p >= 6 && !memcmp(p, "&quot;", 6))
		return skip_to_value(p + 6, end);
	if (end - p >= 6 && !memcmp(p, "&apos;", 6))
		return skip_to_value(p + 6, end);
	return p;
}

/* A part of itself, or a picture or font that holds nothing else. */
static bool
inside(const char *p, const char *end)
{
	static const char *const kinds[] = {
		"#",
		"data:image/png",
		"data:image/jpeg",
		"data:image/jpg",
		"data:image/gif",
		"data:image/webp",
		"data:font/",
		"data:application/font-",
		"data:application/x-font-",
	};

	p = skip_to_value(p, end);
	for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
		size_t len = strlen(kinds[i]);

		if ((size_t)(end - p) >= len && !memcmp(p, kinds[i], len))
			return true;
	}
	return false;
}

/* The first thing behind any `word` that is not of this file, as far as the message has room. */
static bool
refers_outside(const struct buf *b, const char *word, bool attribute, char *what,
	       size_t size)
{
	const char *end = b->data + b->len, *p = b->data;
	size_t len = strlen(word), n = 0;

	while ((p = memmem(p, (size_t)(end - p), word, len))) {
		p += len;
		while (attribute && p < end && *p == ' ')
			p++;
		if (attribute && (p == end || *p != '='))
			continue; /* a word that happens to be there */
		p += attribute;
		if (inside(p, end))
			continue;
		p = skip_to_value(p, end);
		while (p + n < end && n + 1 < size && p[n] > ' ' && p[n] != '"' &&
		       p[n] != '\'' && p[n] != ')' && (unsigned char)p[n] < 0x7f)
			n++;
		memcpy(what, p, n);
		what[n] = '\0';
		return true;
	}
	return false;
}

static const struct {
	const char *word, *say;
} refused[] = {
	{ "<script", "a script" },
	{ ":script", "a script" },
	{ "foreignobject", "foreignObject, a piece of a web page" },
	{ "<!entity", "an entity of its own" },
	{ "@import", "a style sheet from elsewhere (@import)" },
	{ "image-set", "pictures from elsewhere (image-set)" },
	{ "1999/xhtml", "a piece of a web page (XHTML)" },
	{ "attributename", "something that moves (attributeName)" },
	{ "animatemotion", "something that moves (animateMotion)" },
	{ "@keyframes", "something that moves (@keyframes)" },
	{ "@-webkit-keyframes", "something that moves (@keyframes)" },
};

/*
 * An attribute that runs something: onload and its like.  Copied as far as there is room.  Words of
 * a text are none, unless they stand before a "=".
 */
static bool
has_handler(const struct buf *b, char *what, size_t size)
{
	const char *end = b->data + b->len, *p = b->data;

	while ((p = memmem(p, (size_t)(end - p), "on", 2))) {
		const char *from = p, *name;
		bool first = p > b->data && strchr(" \"'/", p[-1]) && p[-1];

		for (p += 2, name = p; p < end && *p >= 'a' && *p <= 'z';)
			p++;
		if (!first || p - name < 3)
			continue;
		snprintf(what, size, "%.*s", (int)(p - from), from);
		while (p < end && *p == ' ')
			p++;
		if (p < end && *p == '=')
			return true;
	}
	return false;
}

/* An internal subset may define anything; a plain DOCTYPE, as Illustrator writes it, does not. */
static bool
has_subset(const struct buf *b)
{
	const char *end = b->data + b->len;
	const char *p = memmem(b->data, b->len, "<!doctype", 9);

	while (p && p < end && *p != '>') {
		if (*p++ == '[')
			return true;
	}
	return false;
}

static bool
encoding_good(const struct buf *b)
{
	const char *p, *head = memmem(b->data, b->len, "?>", 2);
	size_t len = head ? (size_t)(head - b->data) : 0;

	if (!has(b, "<?xml ") || !(p = memmem(b->data, len, "encoding", 8)))
		return true;
	return memmem(p, len - (size_t)(p - b->data), "utf-8", 5) ||
	       memmem(p, len - (size_t)(p - b->data), "us-ascii", 8);
}

static bool
plain_check(const struct buf *b, struct err *err)
{
	char what[64];

	if (!encoding_good(b))
		return err_set(err, ERR_INPUT, "the SVG is not in UTF-8; save it so");
	for (size_t i = 0; i < ARRAY_LEN(refused); i++)
		if (has(b, refused[i].word))
			return err_set(err, ERR_INPUT,
				       "the SVG contains %s; take it out, or save the "
				       "drawing as a PNG",
				       refused[i].say);
	if (has_handler(b, what, sizeof(what)))
		return err_set(err, ERR_INPUT,
			       "the SVG contains something that runs (%s); take it out, or "
			       "save the drawing as a PNG",
			       what);
	if (has_subset(b))
		return err_set(
			err, ERR_INPUT,
			"the SVG contains a document type of its own; take it out, "
			"or save the drawing as a PNG");
	if (refers_outside(b, "href", true, what, sizeof(what)) ||
	    refers_outside(b, "url(", false, what, sizeof(what))) {
		if (str_starts(what, "data:"))
			return err_set(err, ERR_INPUT,
				       "the SVG holds another document (%.40s); embed it as a "
				       "PNG, or save the drawing as a PNG",
				       what);
		return err_set(
			err, ERR_INPUT,
			"the SVG refers to \"%s\", outside of itself; embed that, or "
			"save the drawing as a PNG",
			what);
	}
	return true;
}

bool
logo_svg_safe(const char *text, size_t len, struct err *err)
{
	SCOPED(buf) plain = { 0 };

	if (!utf8_valid(text, len))
		return err_set(err, ERR_INPUT, "the SVG is not in UTF-8; save it so");
	plain_make(text, len, &plain);
	return plain_check(&plain, err);
}
