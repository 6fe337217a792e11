/*
 * One share over three waves or more.  The line ends where the wording changed, and it has a gap
 * for a wave that did not ask, or whose number is hidden: those stand below the lines, where their
 * place tells nothing of a number.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "out/chart.h"

enum {
	LEFT = 54,  /* behind the scale's words */
	INSET = 24, /* of the first and last wave */
	RIGHT = 376,
	PLOT = 110,	 /* 100 per cent */
	LANE = 24,	 /* for what has no number */
	LETTER_WIDE = 8, /* of a wave's name, generously */
};

static long
wave_x(size_t i, size_t count)
{
	return LEFT + INSET +
	       (long)i * (RIGHT - LEFT - 2 * INSET) / (long)(count > 1 ? count - 1 : 1);
}

static long
share_y(long top, int pct)
{
	return top + PLOT - pct * PLOT / 100;
}

/* Names that would run into each other stand on several lines in turn. */
static size_t
name_lines(const struct series_point *points, size_t count)
{
	size_t longest = 0, slot = (size_t)((RIGHT - LEFT - 2 * INSET) /
					    (long)(count > 1 ? count - 1 : 1));

	for (size_t i = 0; i < count; i++)
		if (utf8_count(points[i].wave, strlen(points[i].wave)) > longest)
			longest = utf8_count(points[i].wave, strlen(points[i].wave));
	return longest * LETTER_WIDE / slot + 1;
}

static void
put_scale(struct html *h, long top)
{
	static const char *const words[] = { "0\u00a0%", "50\u00a0%", "100\u00a0%" };

	for (int i = 0; i < 3; i++) {
		put_stroke(h, LEFT, share_y(top, i * 50), RIGHT, share_y(top, i * 50),
			   i ? "#b1b4b6" : "#0b0c0c", "1", "");
		put_words(h, LEFT - 6, share_y(top, i * 50) + 4, "end", words[i]);
	}
}

static void
put_points(struct pen *p, const struct series_point *points, size_t count)
{
	struct html *h = p->h;
	long x, y;

	for (size_t i = 1; i < count; i++) {
		if (points[i].there && points[i - 1].there && !points[i].comparable) {
			x = (wave_x(i - 1, count) + wave_x(i, count)) / 2;
			put_stroke(h, x, p->y, x, p->y + PLOT + LANE, "#505a5f", "1",
				   "4 3");
		}
		if (points[i].comparable && points[i].pct >= 0 && points[i - 1].pct >= 0)
			put_stroke(h, wave_x(i - 1, count),
				   share_y(p->y, points[i - 1].pct), wave_x(i, count),
				   share_y(p->y, points[i].pct), "#12436D", "3", "");
	}
	for (size_t i = 0; i < count; i++) {
		x = wave_x(i, count);
		y = share_y(p->y, points[i].pct);
		if (points[i].pct >= 0) {
			put_dot(h, x, y, true);
			/* under the dot where its line would run through the number */
			put_words(h, x, points[i].pct > 80 ? y + 20 : y - 10, "middle",
				  short_share(points[i].pct, p->a));
		} else if (points[i].there && points[i].marker != MARK_X) {
			put_gap(h, x - GAP_WIDE / 2, p->y + PLOT + 5);
		} else {
			put_words(h, x, p->y + PLOT + 18, "middle", "[x]");
		}
	}
}

void
chart_line(struct report *r, const char *id, const char *title,
	   const struct series_point *points, size_t count)
{
	size_t lines = name_lines(points, count);
	struct pen pen = { .h = r->h, .a = r->a, .y = EDGE + LINE };
	long height = 2 * EDGE + LINE + PLOT + LANE + (long)lines * LINE;

	chart_open(
		r->h, id, title,
		"A line over the waves, from 0 to 100 per cent. It ends where the wording "
		"changed. The table below has the same numbers.",
		height);
	put_scale(r->h, pen.y);
	put_points(&pen, points, count);
	for (size_t i = 0; i < count; i++)
		put_words(r->h, wave_x(i, count),
			  pen.y + PLOT + LANE + (long)(i % lines) * LINE + 14, "middle",
			  points[i].wave);
	chart_close(r->h);
}
