/*
 * What charts are drawn with: an SVG that stands by itself, texts, lines, dots, and the hatched gap
 * of one fixed width that stands for a hidden value, wherever it is and whatever it hides.
 *
 * Lengths are in units of a drawing 400 wide, which is about what a phone shows; the page
 * lets it grow by half at most.  There are no fonts to measure here, so texts are wrapped
 * by an average width, and nothing depends on the exact one.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "out/chart.h"

void
put_attr_num(struct html *h, long n)
{
	html_num(h, n);
	html_lit(h, "\"");
}

void
chart_open(struct html *h, const char *id, const char *title, const char *about,
	   long height)
{
	html_lit(h,
		 "<svg class=\"chart\" role=\"img\" xmlns=\"http://www.w3.org/2000/svg\" "
		 "font-family=\"Liberation Sans, Arial, sans-serif\" viewBox=\"0 0 400 ");
	put_attr_num(h, height);
	html_lit(h, " aria-labelledby=\"t-");
	html_value(h, id);
	html_lit(h, " d-");
	html_value(h, id);
	html_lit(h, "\">\n<title id=\"t-");
	html_value(h, id);
	html_lit(h, "\">");
	html_text(h, title);
	html_lit(h, "</title>\n<desc id=\"d-");
	html_value(h, id);
	html_lit(h, "\">");
	html_text(h, about);
	html_lit(h, "</desc>\n<rect width=\"400\" height=\"");
	put_attr_num(h, height);
	html_lit(h, " fill=\"#fff\"/>\n");
}

void
chart_close(struct html *h)
{
	html_lit(h, "</svg>\n");
}

void
put_rect(struct html *h, long x, long y, long width, long height)
{
	html_lit(h, "<rect x=\"");
	put_attr_num(h, x);
	html_lit(h, " y=\"");
	put_attr_num(h, y);
	html_lit(h, " width=\"");
	put_attr_num(h, width);
	html_lit(h, " height=\"");
	put_attr_num(h, height);
}

void
open_text(struct html *h, long x, long y)
{
	html_lit(h, "<text x=\"");
	put_attr_num(h, x);
	html_lit(h, " y=\"");
	put_attr_num(h, y);
	html_lit(h, " font-size=\"13\" fill=\"#0b0c0c\">");
}

void
put_words(struct html *h, long x, long y, const char *anchor, const char *words)
{
	html_lit(h, "<text x=\"");
	put_attr_num(h, x);
	html_lit(h, " y=\"");
	put_attr_num(h, y);
	html_attr(h, "text-anchor", anchor);
	html_lit(h, " font-size=\"13\" fill=\"#0b0c0c\">");
	html_text(h, words);
	html_lit(h, "</text>\n");
}

void
put_stroke(struct html *h, long x1, long y1, long x2, long y2, const char *colour,
	   const char *width, const char *dashed)
{
	html_lit(h, "<path d=\"M");
	html_num(h, x1);
	html_lit(h, " ");
	html_num(h, y1);
	html_lit(h, "L");
	html_num(h, x2);
	html_lit(h, " ");
	html_num(h, y2);
	html_lit(h, "\"");
	html_attr(h, "stroke", colour);
	html_attr(h, "stroke-width", width);
	if (*dashed)
		html_attr(h, "stroke-dasharray", dashed);
	html_lit(h, "/>\n");
}

void
put_dot(struct html *h, long x, long y, bool filled)
{
	html_lit(h, "<circle cx=\"");
	put_attr_num(h, x);
	html_lit(h, " cy=\"");
	put_attr_num(h, y);
	html_lit(h, " r=\"5\" stroke=\"#12436D\" stroke-width=\"2\"");
	html_attr(h, "fill", filled ? "#12436D" : "#fff");
	html_lit(h, "/>\n");
}

/* A place to break a text so that about so many letters fit: its length if all does. */
static size_t
break_at(const char *text, size_t letters)
{
	size_t len = strlen(text), last = 0, count = 0;

	for (size_t i = 0; i < len; i++) {
		if (((unsigned char)text[i] & 0xc0) != 0x80)
			count++;
		if (count > letters)
			return last ? last : len;
		if (text[i] == ' ')
			last = i;
	}
	return len;
}

unsigned
lines_of(const char *text, size_t letters)
{
	unsigned lines = 0;
	size_t take;

	do {
		take = break_at(text, letters);
		text += take;
		text += *text == ' ';
		lines++;
	} while (*text);
	return lines;
}

void
put_lines(struct pen *p, const char *text, long indent, size_t letters)
{
	size_t take;

	do {
		take = break_at(text, letters);
		open_text(p->h, EDGE + indent, p->y + 13);
		html_text_len(p->h, text, take);
		html_lit(p->h, "</text>\n");
		text += take;
		text += *text == ' ';
		p->y += LINE;
	} while (*text);
}

/* The hatching is drawn, not pointed at, so that a chart stands by itself. */
void
put_gap(struct html *h, long x, long y)
{
	put_rect(h, x, y, GAP_WIDE, THICK);
	html_lit(h, " class=\"gap\" fill=\"#fff\" stroke=\"#0b0c0c\"/>\n<path d=\"M");
	html_num(h, x);
	html_lit(h, " ");
	html_num(h, y);
	html_lit(
		h,
		"m0 4l4-4m-4 10l10-10m-10 16l16-16m-10 16l16-16m-10 16l16-16m-10 16l16-16m-10 "
		"16l10-10m-4 10l4-4\" stroke=\"#505a5f\"/>\n");
	put_rect(h, x + 7, y + 1, 20, THICK - 2);
	html_lit(h, " fill=\"#fff\"/>\n");
	open_text(h, x + 9, y + 13);
	html_lit(h, "[c]</text>\n");
}

const char *
short_share(int pct, struct arena *a)
{
	return arena_printf(a, "%s%d\u00a0%%",
			    pct == 10	? "\u2264"
			    : pct == 90 ? "\u2265"
					: "",
			    pct);
}
