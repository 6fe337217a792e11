/*
 * What moved between two waves: on the left each share then and now, on the right the difference
 * with its range, and where no difference would be.  Only questions that were asked in the same
 * words come here.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "out/chart.h"

enum {
	SHARES = EDGE + 6,  /* 0 per cent */
	SHARES_WIDE = 196,  /* to 100 per cent */
	ZERO = 314,	    /* no difference */
	HALF_WIDE = 60,	    /* on either side of it */
	LABEL_LETTERS = 36, /* beside them stands what moved */
	LEAST_SCALE = 20,   /* points; a small move must not look large */
	HEAD = 2 * LINE + 4,
	KEY_LETTERS = 22,
	BELOW = 5, /* white under a row */
};

/* The points that half of the right side stands for: whole tens. */
static long
scale_of(const struct change_line *lines, size_t count)
{
	long most = LEAST_SCALE, far;

	for (size_t i = 0; i < count; i++) {
		const struct change *c = lines[i].change;
		double low = c->ranged ? c->low : c->points,
		       high = c->ranged ? c->high : c->points;

		if (!c->known)
			continue;
		far = (long)(high > -low ? high : -low) + 1;
		if (far > most)
			most = (far + 9) / 10 * 10;
	}
	return most;
}

static long
points_x(double points, long scale)
{
	double units = points * HALF_WIDE / (double)scale;

	return ZERO + (long)(units < 0 ? units - 0.5 : units + 0.5);
}

/* Both waves' names fit on one line, beside the words over the differences. */
static bool
one_line(const char *then, const char *now)
{
	return utf8_count(then, strlen(then)) + utf8_count(now, strlen(now)) <=
	       KEY_LETTERS;
}

static void
put_head(struct pen *p, const char *then, const char *now, long scale)
{
	struct html *h = p->h;
	long x = EDGE + 6;

	put_dot(h, x, p->y + 9, false);
	put_words(h, x + 10, p->y + 13, "start", then);
	if (one_line(then, now))
		x += 26 + 8 * (long)utf8_count(then, strlen(then));
	else
		p->y += LINE;
	put_dot(h, x, p->y + 9, true);
	put_words(h, x + 10, p->y + 13, "start", now);
	put_words(h, ZERO, p->y + 13, "middle", "Difference, in points");
	p->y += LINE;
	put_words(h, SHARES, p->y + 13, "start", "0");
	put_words(h, SHARES + SHARES_WIDE, p->y + 13, "end", "100\u00a0%");
	put_words(h, ZERO - HALF_WIDE, p->y + 13, "middle",
		  arena_printf(p->a, "\u2212%ld", scale));
	put_words(h, ZERO, p->y + 13, "middle", "0");
	put_words(h, ZERO + HALF_WIDE, p->y + 13, "middle",
		  arena_printf(p->a, "+%ld", scale));
	p->y += LINE + 4;
}

/* By the printed numbers, so that the way from dot to dot is the difference. */
static long
share_x(int n, int base)
{
	long x = (long)n * SHARES_WIDE / base;

	return SHARES + (x > SHARES_WIDE ? SHARES_WIDE : x);
}

enum { LETTER_WIDE = 7, CLOSE = 24, LABEL_ROOM = 44, BOTH_ROOM = 84 };

/* Words on white, so that the line behind them does not run through. */
static void
put_on_line(struct pen *p, long x, bool ends_here, const char *words)
{
	long wide = LETTER_WIDE * (long)utf8_count(words, strlen(words)) + 4;

	put_rect(p->h, ends_here ? x - wide : x - 2, p->y, wide + 2, THICK);
	html_lit(p->h, " fill=\"#fff\"/>\n");
	put_words(p->h, x, p->y + 13, ends_here ? "end" : "start", words);
}

/* Both numbers beside two dots that leave no room between or before them. */
static void
put_both(struct pen *p, long left, long right, int then, int now)
{
	const char *words = arena_printf(
		p->a, "%s%d\u00a0\u2192\u00a0%s",
		then == 10   ? "\u2264"
		: then == 90 ? "\u2265"
			     : "",
		then, short_share(now, p->a));
	bool before = right + 9 + BOTH_ROOM > SHARES + SHARES_WIDE + 30;

	put_on_line(p, before ? left - 9 : right + 9, before, words);
}

/* Each number stands on the outer side of its dot. */
static void
put_shares(struct pen *p, const struct change_line *line)
{
	int then = line->change->pct, now = line->pct;
	long y = p->y + THICK / 2, from = share_x(line->change->n, line->change->base),
	     to = share_x(line->n, line->base), left = from < to ? from : to,
	     right = from < to ? to : from;
	const char *then_words = short_share(then, p->a),
		   *now_words = short_share(now, p->a);
	struct html *h = p->h;

	put_stroke(h, SHARES, y, SHARES + SHARES_WIDE, y, "#b1b4b6", "1", "");
	if (right - left < CLOSE || left < SHARES + LABEL_ROOM) {
		put_both(p, left, right, then, now);
	} else {
		put_on_line(p, right + 9, false, from < to ? now_words : then_words);
		put_on_line(p, left - 9, true, from < to ? then_words : now_words);
	}
	put_stroke(h, from, y, to, y, "#12436D", "3", "");
	put_dot(h, from, y, false);
	put_dot(h, to, y, true);
}

static void
put_difference(struct pen *p, const struct change *c, long scale)
{
	long y = p->y + THICK / 2, low, high;
	struct html *h = p->h;

	put_stroke(h, ZERO, p->y - 1, ZERO, p->y + THICK + 1, "#0b0c0c", "1", "");
	if (c->ranged) {
		low = points_x(c->low, scale);
		high = points_x(c->high, scale);
		put_stroke(h, low, y, high, y, "#801650", "3", "");
		put_stroke(h, low, y - 5, low, y + 5, "#801650", "2", "");
		put_stroke(h, high, y - 5, high, y + 5, "#801650", "2", "");
	}
	html_lit(h, "<circle cx=\"");
	put_attr_num(h, points_x(c->points, scale));
	html_lit(h, " cy=\"");
	put_attr_num(h, y);
	html_lit(h, " r=\"4\" fill=\"#801650\"/>\n");
}

static bool
hides(enum marker marker)
{
	return marker == MARK_C || marker == MARK_CU;
}

static void
put_row(struct pen *p, const struct change_line *line, long scale)
{
	const struct change *c = line->change;
	long first = p->y + 13;

	put_lines(p, line->label, INDENT, LABEL_LETTERS);
	put_words(p->h, WIDE - EDGE, first, "end", change_short(c, p->a));
	if (c->known) {
		put_shares(p, line);
		put_difference(p, c, scale);
	} else if (hides(line->marker) || hides(c->marker)) {
		put_gap(p->h, SHARES, p->y);
	} else {
		put_words(p->h, SHARES, p->y + 13, "start", "[x] not available");
	}
	p->y += THICK + BELOW;
}

void
chart_changes(struct report *r, const char *id, const char *title,
	      const struct change_line *lines, size_t count, const char *then,
	      const char *now)
{
	struct pen pen = { .h = r->h, .a = r->a, .y = EDGE };
	long scale = scale_of(lines, count), height = 2 * EDGE + HEAD;

	height += one_line(then, now) ? 0 : LINE;

	for (size_t i = 0; i < count; i++)
		height += (long)lines_of(lines[i].label, LABEL_LETTERS) * LINE + THICK +
			  BELOW;
	chart_open(
		r->h, id, title,
		"For each answer a line from the earlier share, a ring, to the share now, a dot. "
		"Beside it the difference in points with its range by chance; where the range "
		"holds zero, there is no clear change. The table below has the same numbers.",
		height);
	put_head(&pen, then, now, scale);
	for (size_t i = 0; i < count; i++)
		put_row(&pen, &lines[i], scale);
	chart_close(r->h);
}
