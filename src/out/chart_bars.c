/*
 * Bars from zero for answers and for themes, and stacked bars for scales.  Every length is made of
 * published numbers.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "out/chart.h"

enum { FULL_BAR = 280 }; /* 100 per cent */

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
put_bar(struct pen *p, int n, int base, int pct)
{
	struct html *h = p->h;
	long width = n < 0 ? GAP_WIDE : (long)n * FULL_BAR / base;

	if (n < 0) {
		put_gap(h, EDGE, p->y);
		return;
	}
	if (width > FULL_BAR)
		width = FULL_BAR; /* rounded numbers can pass their rounded base */
	put_rect(h, EDGE, p->y, width, THICK);
	html_lit(h, " fill=\"#12436D\"/>\n");
	open_text(h, EDGE + width + 5, p->y + 13);
	put_share_words(h, pct);
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
		height += (long)lines_of(rows[i]->label, LETTERS) * LINE + THICK + 7;
	chart_open(
		r->h, t->id, *finding ? finding : t->title,
		"Horizontal bars from zero, one for each answer. The table below has the "
		"same "
		"numbers.",
		height);
	for (size_t i = 0; i + 1 < t->row_count; i++) {
		put_lines(&pen, rows[i]->label, INDENT, LETTERS);
		put_bar(&pen, all_of(rows[i])->n, all_of(&t->rows[0])->n, all_of(rows[i])->pct);
		pen.y += THICK + 7;
	}
	put_baseline(r->h, EDGE, pen.y);
	chart_close(r->h);
}

/* ---- strengths ----------------------------------------------------------------------- */

/* By size; what is hidden or not available stands last, in the form's order. */
static const struct theme_result **
theme_order(const struct summary *s, struct arena *a)
{
	const struct theme_result **out = arena_array(a, const struct theme_result *,
						      s->theme_count + 1);
	size_t at;

	for (size_t i = 0; i < s->theme_count; i++) {
		for (at = i; at > 0 && out[at - 1]->pct < s->themes[i].pct; at--)
			out[at] = out[at - 1];
		out[at] = &s->themes[i];
	}
	return out;
}

void
chart_strengths(struct report *r)
{
	const struct summary *s = r->s;
	const struct theme_result **themes = theme_order(s, r->a), *t;
	struct pen pen = { .h = r->h, .a = r->a, .y = EDGE };
	long height = 2 * EDGE;

	for (size_t i = 0; i < s->theme_count; i++)
		height += (long)lines_of(themes[i]->title, LETTERS) * LINE + THICK + 7;
	chart_open(r->h, "all-strengths", strengths_words(s, r->a),
		   "Horizontal bars from zero, one for each theme, the strongest first. The table "
		   "below has the same numbers.",
		   height);
	for (size_t i = 0; i < s->theme_count; i++) {
		t = themes[i];
		put_lines(&pen, t->title, INDENT, LETTERS);
		if (t->n < 0 && (t->marker == MARK_X || t->marker == MARK_NONE))
			put_words(r->h, EDGE + INDENT, pen.y + 13, "start", "[x] not available");
		else
			put_bar(&pen, t->n, t->base, t->pct);
		pen.y += THICK + 7;
	}
	put_baseline(r->h, EDGE, pen.y);
	chart_close(r->h);
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
		height += (count > 1 ? (long)lines_of(tables[i]->title, LETTERS) * LINE : 0) +
			  THICK + 10;
	chart_open(
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
			put_lines(&pen, tables[i]->title, 0, LETTERS);
		put_stack(&pen, tables[i]);
		pen.y += THICK + 10;
	}
	chart_close(r->h);
}
