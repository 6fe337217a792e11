/*
 * Charts as inline SVG: bars from zero, and stacked bars for scales.  A hidden value is a
 * hatched gap of one fixed width, wherever it stands and whatever it hides.  Every length
 * is made of published numbers.
 *
 * Lengths are in units of a drawing 400 wide, which is about what a phone shows; the page
 * lets it grow by half at most.  There are no fonts to measure here, so texts are wrapped
 * by an average width, and nothing depends on the exact one.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "out/report.h"

enum {
	WIDE = 400,
	EDGE = 8,	/* white around all */
	INDENT = 6,	/* of the words over a bar, off the line that bars start from */
	LINE = 18,	/* of text */
	THICK = 16,	/* a bar */
	FULL_BAR = 280, /* 100 per cent */
	GAP_WIDE = 34,	/* a hidden value */
	LETTERS = 56,	/* that fit into one line */
};

struct pen {
	struct html *h;
	struct arena *a;
	long y;
};

void
chart_defs(struct html *h)
{
	html_lit(
		h,
		"<svg width=\"0\" height=\"0\" aria-hidden=\"true\" focusable=\"false\" "
		"class=\"defs\"><defs><pattern id=\"hatch\" width=\"6\" height=\"6\" "
		"patternUnits=\"userSpaceOnUse\"><rect width=\"6\" height=\"6\" "
		"fill=\"#fff\"/><path d=\"M0 6 6 0\" stroke=\"#505a5f\" "
		"stroke-width=\"1\"/>"
		"</pattern></defs></svg>\n");
}

static void
put_attr_num(struct html *h, long n)
{
	html_num(h, n);
	html_lit(h, "\"");
}

static void
open_chart(struct html *h, const char *id, const char *title, const char *about,
	   long height)
{
	html_lit(h,
		 "<svg class=\"chart\" role=\"img\" xmlns=\"http://www.w3.org/2000/svg\" "
		 "viewBox=\"0 0 400 ");
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

static void
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

static void
open_text(struct html *h, long x, long y)
{
	html_lit(h, "<text x=\"");
	put_attr_num(h, x);
	html_lit(h, " y=\"");
	put_attr_num(h, y);
	html_lit(h, " font-size=\"13\" fill=\"#0b0c0c\">");
}

/* A place to break a text so that about LETTERS fit: its length if all does. */
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

static unsigned
lines_of(const char *text)
{
	unsigned lines = 0;
	size_t take;

	do {
		take = break_at(text, LETTERS);
		text += take;
		text += *text == ' ';
		lines++;
	} while (*text);
	return lines;
}

static void
put_lines(struct pen *p, const char *text, long indent)
{
	size_t take;

	do {
		take = break_at(text, LETTERS);
		open_text(p->h, EDGE + indent, p->y + 13);
		html_text_len(p->h, text, take);
		html_lit(p->h, "</text>\n");
		text += take;
		text += *text == ' ';
		p->y += LINE;
	} while (*text);
}

static void
put_gap(struct html *h, long x, long y)
{
	put_rect(h, x, y, GAP_WIDE, THICK);
	html_lit(h, " fill=\"url(#hatch)\" stroke=\"#0b0c0c\"/>\n");
	put_rect(h, x + 7, y + 1, 20, THICK - 2);
	html_lit(h, " fill=\"#fff\"/>\n");
	open_text(h, x + 9, y + 13);
	html_lit(h, "[c]</text>\n");
}

/* ---- bars ------------------------------------------------------------------------ */

static const struct cell *
all_of(const struct row *row)
{
	return &row->cells[row->cell_count - 1];
}

/* Several choices stand by size, hidden ones last; else the form's order holds. */
static const struct row **
bar_order(const struct table *t, struct arena *a)
{
	const struct row **rows = arena_array(a, const struct row *, t->row_count);
	const struct row *row;
	size_t at;

	for (size_t i = 1; i < t->row_count; i++) {
		row = &t->rows[i];
		for (at = i - 1; t->kind == TABLE_ANY && at > 0; at--) {
			if (all_of(rows[at - 1])->n >= all_of(row)->n)
				break;
			rows[at] = rows[at - 1];
		}
		rows[at] = row;
	}
	return rows;
}

static void
put_bar(struct pen *p, const struct cell *cell, int base)
{
	struct html *h = p->h;
	long width = cell->n < 0 ? GAP_WIDE : (long)cell->n * FULL_BAR / base;

	if (cell->n < 0) {
		put_gap(h, EDGE, p->y);
		return;
	}
	if (width > FULL_BAR)
		width = FULL_BAR; /* rounded numbers can pass their rounded base */
	put_rect(h, EDGE, p->y, width, THICK);
	html_lit(h, " fill=\"#12436D\"/>\n");
	open_text(h, EDGE + width + 5, p->y + 13);
	put_share_words(h, cell->pct);
	html_lit(h, "</text>\n");
}

static void
put_baseline(struct html *h, long top, long bottom)
{
	html_lit(h, "<path d=\"M");
	html_num(h, EDGE);
	html_lit(h, " ");
	html_num(h, top);
	html_lit(h, "V");
	html_num(h, bottom);
	html_lit(h, "\" stroke=\"#0b0c0c\"/>\n");
}

void
chart_bars(struct report *r, const struct table *t)
{
	const struct row **rows = bar_order(t, r->a);
	struct pen pen = { .h = r->h, .a = r->a, .y = EDGE };
	const char *finding = finding_words(t, r->a);
	long height = 2 * EDGE;

	for (size_t i = 0; i + 1 < t->row_count; i++)
		height += (long)lines_of(rows[i]->label) * LINE + THICK + 7;
	open_chart(
		r->h, t->id, *finding ? finding : t->title,
		"Horizontal bars from zero, one for each answer. The table below has the "
		"same "
		"numbers.",
		height);
	for (size_t i = 0; i + 1 < t->row_count; i++) {
		put_lines(&pen, rows[i]->label, INDENT);
		put_bar(&pen, all_of(rows[i]),
			t->rows[0].cells[t->rows[0].cell_count - 1].n);
		pen.y += THICK + 7;
	}
	put_baseline(r->h, EDGE, pen.y);
	html_lit(r->h, "</svg>\n");
}

/* ---- stacked bars ---------------------------------------------------------------- */

/* By number of answers, from the first; the middle of three and five is neutral. */
static void
put_colour(struct html *h, size_t answer, size_t answers)
{
	static const unsigned char which[STACKED_MOST + 1][STACKED_MOST] = {
		[1] = { 0 },	      [2] = { 0, 3 },	       [3] = { 0, 2, 4 },
		[4] = { 0, 1, 3, 4 }, [5] = { 0, 1, 2, 3, 4 },
	};

	switch (which[answers][answer]) {
	case 0:
		html_lit(h, "#12436D");
		break;
	case 1:
		html_lit(h, "#6BACE6");
		break;
	case 2:
		html_lit(h, "#BFBFBF");
		break;
	case 3:
		html_lit(h, "#D08FB4");
		break;
	default:
		html_lit(h, "#801650");
		break;
	}
}

static bool
dark_colour(size_t answer, size_t answers)
{
	return !answer || (answers > 2 && answer + 1 == answers);
}

/* The answers' names, each behind its colour. */
static void
put_key(struct pen *p, const struct table *t)
{
	size_t answers = t->row_count - 1;

	for (size_t i = 0; i < answers; i++) {
		put_rect(p->h, EDGE, p->y + 2, 12, 12);
		html_lit(p->h, " stroke=\"#0b0c0c\" fill=\"");
		put_colour(p->h, i, answers);
		html_lit(p->h, "\"/>\n");
		open_text(p->h, EDGE + 18, p->y + 13);
		html_text(p->h, t->rows[i + 1].label);
		html_lit(p->h, "</text>\n");
		p->y += LINE;
	}
	p->y += 6;
}

static void
put_segment(struct pen *p, long x, long width, int pct, size_t answer, size_t answers)
{
	struct html *h = p->h;

	put_rect(h, x, p->y, width, THICK);
	html_lit(h, " stroke=\"#0b0c0c\" fill=\"");
	put_colour(h, answer, answers);
	html_lit(h, "\"/>\n");
	if (width < 30)
		return;
	html_lit(h, "<text text-anchor=\"middle\" font-size=\"12\" x=\"");
	put_attr_num(h, x + width / 2);
	html_lit(h, " y=\"");
	put_attr_num(h, p->y + 12);
	if (dark_colour(answer, answers))
		html_lit(h, " fill=\"#fff\">");
	else
		html_lit(h, " fill=\"#0b0c0c\">");
	html_num(h, pct);
	if (width >= 44)
		html_lit(h, "\u00a0%");
	html_lit(h, "</text>\n");
}

/* Hidden answers take one fixed width each; the rest is shared out by printed numbers. */
static void
put_stack(struct pen *p, const struct table *t)
{
	long room = WIDE - 2 * EDGE, sum = 0, x = EDGE, before = 0, from, to;
	const struct cell *cell;

	for (size_t i = 1; i < t->row_count; i++) {
		cell = all_of(&t->rows[i]);
		room -= cell->n < 0 ? GAP_WIDE : 0;
		sum += cell->n < 0 ? 0 : cell->n;
	}
	for (size_t i = 1; i < t->row_count; i++) {
		cell = all_of(&t->rows[i]);
		if (cell->n < 0) {
			put_gap(p->h, x, p->y);
			x += GAP_WIDE;
			continue;
		}
		from = before * room / sum;
		to = (before + cell->n) * room / sum;
		put_segment(p, x, to - from, cell->pct, i - 1, t->row_count - 1);
		before += cell->n;
		x += to - from;
	}
}

void
chart_stacked(struct report *r, const char *id, const struct table *const *tables,
	      size_t count)
{
	struct pen pen = { .h = r->h, .a = r->a, .y = EDGE };
	const struct table *first = tables[0];
	const char *finding = count == 1 ? finding_words(first, r->a) : "";
	long height = 2 * EDGE + 6 + (long)(first->row_count - 1) * LINE;

	for (size_t i = 0; i < count; i++)
		height += (count > 1 ? (long)lines_of(tables[i]->title) * LINE : 0) +
			  THICK + 10;
	open_chart(
		r->h, id,
		*finding    ? finding
		: count > 1 ? first->lead
			    : first->title,
		"Stacked bars: each answer's part of all who answered, in per cent. The "
		"table "
		"below has the same numbers.",
		height);
	put_key(&pen, first);
	for (size_t i = 0; i < count; i++) {
		if (count > 1)
			put_lines(&pen, tables[i]->title, 0);
		put_stack(&pen, tables[i]);
		pen.y += THICK + 10;
	}
	html_lit(r->h, "</svg>\n");
}
