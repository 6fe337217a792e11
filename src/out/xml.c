/*
 * XML 1.0, escaped.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "out/xml.h"

#define NO_CHARACTER "\xef\xbf\xbd"

/* Bytes of the character of UTF-8 at s, or 0 if none begins there. */
static size_t
character_length(const char *s)
{
	for (size_t len = 1; len <= 4 && s[len - 1]; len++)
		if (utf8_valid(s, len))
			return len;
	return 0;
}

/* What XML 1.0 allows beyond ASCII: all but the two at the end of the first plane. */
static bool
allowed(const char *s, size_t len)
{
	return !(len == 3 && (memcmp(s, "\xef\xbf\xbe", 3) == 0 ||
			      memcmp(s, "\xef\xbf\xbf", 3) == 0));
}

/* What must not stand as it is; NULL: it may. */
static const char *
escape(char c, bool attribute)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return attribute ? "&quot;" : NULL;
	case '\t':
		return attribute ? "&#9;" : NULL;
	case '\n':
		return attribute ? "&#10;" : NULL;
	case '\r':
		return "&#13;"; /* else a reader takes it for a line end */
	default:
		return (unsigned char)c < ' ' ? NO_CHARACTER : NULL;
	}
}

void
xml_put(struct buf *out, const char *text, bool attribute)
{
	while (*text) {
		size_t len = character_length(text);
		const char *instead = len == 1 ? escape(*text, attribute) : NULL;

		if (!len || (len == 3 && !allowed(text, len)))
			instead = NO_CHARACTER;
		if (instead)
			buf_puts(out, instead);
		else
			buf_put(out, text, len);
		text += len ? len : 1;
	}
}

static void
end_tag(struct xml *x)
{
	if (x->tag)
		buf_putc(x->out, '>');
	x->tag = false;
}

static void
new_line(struct xml *x)
{
	buf_putc(x->out, '\n');
	for (size_t i = 0; i < x->depth; i++)
		buf_puts(x->out, "  ");
}

void
xml_start(struct xml *x, struct buf *out)
{
	*x = (struct xml){ .out = out };
	buf_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
}

void
xml_open(struct xml *x, const char *name)
{
	if (x->depth == XML_DEEP)
		die("XML too deep: %s", name);
	end_tag(x);
	if (!x->words)
		new_line(x);
	buf_putc(x->out, '<');
	buf_puts(x->out, name);
	x->open[x->depth++] = name;
	x->tag = true;
	x->words = false;
}

void
xml_attr(struct xml *x, const char *name, const char *value)
{
	if (!x->tag)
		die("an attribute outside a tag: %s", name);
	buf_printf(x->out, " %s=\"", name);
	xml_put(x->out, value, true);
	buf_putc(x->out, '"');
}

void
xml_text(struct xml *x, const char *text)
{
	if (!*text)
		return;
	end_tag(x);
	xml_put(x->out, text, false);
	x->words = true;
}

void
xml_close(struct xml *x)
{
	const char *name;

	if (!x->depth)
		die("XML closed too often");
	name = x->open[--x->depth];
	if (x->tag) {
		buf_puts(x->out, "/>");
	} else {
		if (!x->words)
			new_line(x);
		buf_printf(x->out, "</%s>", name);
	}
	x->tag = x->words = false;
	if (!x->depth)
		buf_putc(x->out, '\n');
}

void
xml_leaf_in(struct xml *x, const char *name, const char *language, const char *text)
{
	xml_open(x, name);
	if (*language)
		xml_attr(x, "xml:lang", language);
	xml_text(x, text);
	xml_close(x);
}

void
xml_leaf(struct xml *x, const char *name, const char *text)
{
	xml_leaf_in(x, name, "", text);
}
