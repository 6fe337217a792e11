/*
 * Lines of text on a poster.  Fonts cannot be measured here, so lines are broken by
 * widths that are a little too large for any plain sans serif.  What does not fit is
 * refused by name; nothing shrinks.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "out/poster.h"

/* Hundredths of the font's size, rather too wide than too narrow. */
static unsigned
letter_width(const char *s)
{
	static const char narrow[] = " iljtfI.,:;'|!()[]", wide[] = "mwMW@%";
	unsigned char c = (unsigned char)*s;

	if ((c & 0xc0) == 0x80)
		return 0; /* the rest of a character */
	if (c >= 0x80)
		return 80;
	if (strchr(narrow, c))
		return 38;
	if (strchr(wide, c))
		return 98;
	return c >= 'A' && c <= 'Z' ? 76 : 64;
}

/* Tenths of a millimetre; size in tenths of a point (72 to an inch). */
static unsigned
text_width(const char *s, size_t len, unsigned size)
{
	unsigned long sum = 0;

	for (size_t i = 0; i < len; i++)
		sum += letter_width(s + i);
	return (unsigned)(sum * size * 254 / 72 / 1000);
}

static unsigned
line_height(unsigned size)
{
	return size * 254 / 720 * 125 / 100;
}

/* Breaks at blanks.  False if it takes more lines than there may be, or a word is too wide. */
static bool
break_lines(struct block_of_text *b, unsigned width)
{
	const char *s = b->text, *end;
	size_t fits;

	b->count = 0;
	while (*s) {
		fits = 0;
		for (end = s;;) {
			end += strcspn(end + (*end == ' '), " ") + (*end == ' ');
			if (text_width(s, (size_t)(end - s), b->size) > width)
				break;
			fits = (size_t)(end - s);
			if (!*end)
				break;
		}
		if (!fits || b->count == b->lines_most || b->count == LINES_MOST)
			return false;
		b->lines[b->count++] = (struct line_of_text){ s, fits };
		s += fits;
		s += strspn(s, " ");
	}
	return true;
}

bool
block_fit(struct block_of_text *b, unsigned width, struct err *err)
{
	size_t letters = utf8_count(b->text, strlen(b->text));

	if (b->most && letters > b->most)
		return err_set(err, ERR_INPUT, "%s: %zu characters, at most %u", b->name,
			       letters, b->most);
	if (!break_lines(b, width))
		return err_set(err, ERR_INPUT,
			       "%s: %zu characters do not fit this size of paper",
			       b->name, letters);
	return true;
}

unsigned
block_height(const struct block_of_text *b)
{
	return b->count ? b->count * line_height(b->size) + b->gap : 0;
}

void
put_attr_units(struct html *h, unsigned long tenths)
{
	html_num(h, (long)tenths);
	html_lit(h, "\"");
}

void
put_block(struct html *h, const struct block_of_text *b, unsigned x, unsigned y,
	  bool middle)
{
	y += b->gap;
	for (unsigned i = 0; i < b->count; i++) {
		html_lit(h, "<text x=\"");
		put_attr_units(h, x);
		html_lit(h, " y=\"");
		put_attr_units(h, y + b->size * 254 / 720);
		html_lit(h, " font-size=\"");
		put_attr_units(h, b->size * 254 / 720);
		if (middle)
			html_lit(h, " text-anchor=\"middle\"");
		if (b->bold)
			html_lit(h, " font-weight=\"700\"");
		if (b->white)
			html_lit(h, " fill=\"#ffffff\"");
		html_lit(h, ">");
		html_text_len(h, b->lines[i].start, b->lines[i].len);
		html_lit(h, "</text>\n");
		y += line_height(b->size);
	}
}
