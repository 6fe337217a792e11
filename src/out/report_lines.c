/*
 * Three waves or more: a small line for each theme and each point of the scorecard, and one table
 * beneath with the same numbers.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "out/report.h"

enum { WAVES_SHOWN = 12 };

struct line_of { /* one theme or point */
	const char *id, *title;
	struct series_point points[WAVES_SHOWN];
	size_t count;
};

bool
has_lines(const struct summary *s)
{
	return s->responses >= 0 && s->wave_count >= 2 &&
	       (s->theme_count || s->scorecard_count);
}

/* The last waves, if there are more than are shown. */
static void
keep_last(struct line_of *line, const struct series_point *all, size_t count)
{
	size_t from = count > WAVES_SHOWN ? count - WAVES_SHOWN : 0;

	line->count = count - from;
	memcpy(line->points, all + from, line->count * sizeof(*all));
}

/* Whether any wave printed a number of it. */
static bool
says_anything(const struct line_of *line)
{
	for (size_t i = 0; i < line->count; i++)
		if (line->points[i].pct >= 0)
			return true;
	return false;
}

/* "From 45 % to 60 %", between the first and the last wave that can be compared. */
static const char *
line_words(const struct line_of *line, struct arena *a)
{
	size_t last = line->count - 1, first = last;

	while (first > 0 && line->points[first].comparable)
		first--;
	while (first < last && line->points[first].pct < 0)
		first++;
	if (line->points[last].pct < 0)
		return "No number for this wave";
	if (first == last)
		return arena_printf(a, "Now %s", share_words(line->points[last].pct, a));
	return arena_printf(a, "From %s to %s", share_words(line->points[first].pct, a),
			    share_words(line->points[last].pct, a));
}

static void
put_table(struct report *r, const struct line_of *lines, size_t count, const char *what)
{
	bool hidden = false, few = false, absent = false;
	struct html *h = r->h;

	for (size_t i = 0; i < count; i++)
		for (size_t p = 0; p < lines[i].count; p++) {
			enum marker m = lines[i].points[p].marker;

			hidden |= m == MARK_C || m == MARK_CU;
			few |= m == MARK_U || m == MARK_CU;
			absent |= m == MARK_X;
		}
	put_markers_legend(h, hidden, few, absent);
	table_open(h, arena_printf(r->a, "%s over all waves", what),
		   "Shares by wave; a bar before a number: the wording changed");
	html_lit(h, "<thead><tr><th scope=\"col\">");
	html_text(h, what);
	html_lit(h, "</th>");
	for (size_t p = 0; p < lines[0].count; p++)
		table_head(h, lines[0].points[p].wave);
	html_lit(h, "</tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < count; i++) {
		html_lit(h, "<tr><th scope=\"row\">");
		html_text(h, lines[i].title);
		html_lit(h, "</th>");
		for (size_t p = 0; p < lines[i].count; p++) {
			const struct series_point *point = &lines[i].points[p];

			html_lit(h, "<td class=\"n\">");
			if (p && point->there && lines[i].points[p - 1].there &&
			    !point->comparable)
				html_lit(h, "| ");
			put_share_of(h, point->pct,
				     point->pct < 0 && point->marker == MARK_NONE
					     ? MARK_X
					     : point->marker);
			html_lit(h, "</td>");
		}
		html_lit(h, "</tr>\n");
	}
	table_close(h);
}

static void
put_lines_of(struct report *r, const struct line_of *lines, size_t count,
	     const char *what, const char *counted)
{
	struct html *h = r->h;

	if (!count)
		return;
	html_lit(h, "<h3>");
	html_text(h, what);
	html_lit(h, "</h3>\n<p class=\"hint\">");
	html_text(h, counted);
	html_lit(h, "</p>\n<div class=\"small\">\n");
	for (size_t i = 0; i < count; i++) {
		const char *finding = line_words(&lines[i], r->a);

		html_lit(h, "<figure>\n<figcaption>");
		html_text(h, lines[i].title);
		html_lit(h, "<span class=\"counted\">");
		html_text(h, finding);
		html_lit(h, "</span></figcaption>\n");
		chart_line(r, arena_printf(r->a, "line-%s", lines[i].id),
			   arena_printf(r->a, "%s: %s", lines[i].title, finding),
			   lines[i].points, lines[i].count);
		html_lit(h, "</figure>\n");
	}
	html_lit(h, "</div>\n");
	put_table(r, lines, count, what);
}

void
report_lines(struct report *r)
{
	const struct summary *s = r->s;
	size_t most = s->wave_count + 1, count = 0, n;
	struct series_point *all = arena_array(r->a, struct series_point, most);
	struct line_of *lines = arena_array(r->a, struct line_of,
					    s->theme_count + s->scorecard_count + 1);

	if (!has_lines(s))
		return;
	html_lit(
		r->h,
		"<section class=\"by\">\n<h2 id=\"part-lines\">Over all waves</h2>\n<p>Each line "
		"ends where the wording changed, and has a gap where a wave did not ask or "
		"its number is hidden.</p>\n");
	for (size_t i = 0; i < s->theme_count; i++) {
		n = series_theme(s, s->themes[i].id, all, most);
		lines[count] = (struct line_of){ .id = arena_printf(r->a, "theme-%s",
								    s->themes[i].id),
						 .title = s->themes[i].title };
		keep_last(&lines[count], all, n);
		count += says_anything(&lines[count]);
	}
	put_lines_of(r, lines, count, "Theme",
		     "The share of those who commented whose comment raises the theme.");
	count = 0;
	for (size_t i = 0; i < s->scorecard_count; i++) {
		n = series_score(s, s->scorecard[i].id, all, most);
		lines[count] = (struct line_of){ .id = s->scorecard[i].id,
						 .title = s->scorecard[i].title };
		keep_last(&lines[count], all, n);
		count += says_anything(&lines[count]);
	}
	put_lines_of(r, lines, count, "Point of the scorecard",
		     "The share of the best answers, among all who answered.");
	html_lit(r->h, "</section>\n");
}
