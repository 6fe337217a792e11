/*
 * Results of a step as the wall shows them: text, and a drawing of it.  Numbers stand here
 * alone, in the room.  They are those that the store holds as shown, or the follower's newer
 * copy.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "desk/room.h"

enum { CLOUD_SIZES = 5, CLOUD_MOST = 48, RANKED_MOST = 8, BAR_WIDE = 1000, BAR_HIGH = 40 };

bool
room_results_get(struct desk_visit *v, const struct room_view *r, unsigned step,
		 struct shown *out)
{
	const struct room_step *at = &r->room.steps[step];
	struct room_told told;
	const char *text = at->shown;

	if (!at->revealed)
		return false;
	room_tell(v, r->room.name, step, &told);
	if (told.shown)
		text = told.shown;
	return text && shown_read(text, strlen(text), out, v->arena);
}

/* ---- words -------------------------------------------------------------------------------- */

/* From 1, the smallest, to CLOUD_SIZES; equal counts have equal sizes. */
static int
cloud_size(unsigned n, unsigned least, unsigned most)
{
	if (most == least)
		return 3;
	return 1 + (int)((n - least) * (CLOUD_SIZES - 1) / (most - least));
}

static void
cloud_word(struct html *h, const struct shown_row *row, int size)
{
	static const char *const classes[CLOUD_SIZES + 1] = { "",   "w1", "w2",
							      "w3", "w4", "w5" };

	html_lit(h, "<span");
	html_attr(h, "class", classes[size]);
	html_lit(h, ">");
	html_text(h, row->text);
	html_lit(h, "</span>\n");
}

/* The most frequent in the middle, the others by turns before and behind it: the same words always
 * give the same cloud.  Screen readers have the list beneath. */
static void
cloud_put(struct html *h, const struct shown *s)
{
	size_t n = s->count < CLOUD_MOST ? s->count : CLOUD_MOST;
	unsigned most = s->rows[0].n, least = s->rows[n - 1].n;

	html_lit(h, "<p class=\"cloud\" aria-hidden=\"true\">\n");
	for (size_t i = 0; i < n; i++) {
		/* Odd ones fall towards the middle, then even ones rise from it. */
		size_t odd = n / 2;
		size_t at = i < odd ? 2 * (odd - 1 - i) + 1 : 2 * (i - odd);

		cloud_word(h, &s->rows[at], cloud_size(s->rows[at].n, least, most));
	}
	html_lit(h, "</p>\n");
}

static void
words_put(struct html *h, const struct shown *s)
{
	size_t n = s->count < CLOUD_MOST ? s->count : CLOUD_MOST;

	cloud_put(h, s);
	html_lit(h, "<ol class=\"words\">\n");
	for (size_t i = 0; i < n; i++) {
		html_lit(h, "<li>");
		html_text(h, s->rows[i].text);
		if (s->rows[i].n > 1 && !s->ordered) {
			html_lit(h, " <b>");
			html_num(h, (long)s->rows[i].n);
			html_lit(h, "</b>");
		}
		html_lit(h, "</li>\n");
	}
	html_lit(h, "</ol>\n");
	if (s->count > n) {
		html_lit(h, "<p class=\"more\">and ");
		html_num(h, (long)(s->count - n));
		html_lit(h, " more</p>\n");
	}
}

/* ---- ideas -------------------------------------------------------------------------------- */

/* Each way to set cards, as room.css has it; heights in hundredths of a wall's width. */
static const struct cards_way {
	const char *class;
	size_t most; /* cards; 0: as many as fit */
	size_t columns, chars; /* in a row; in a line, with what breaking between words costs */
	double line, rest; /* a line; padding, border and gap of a row */
} cards_ways[] = {
	{ "cards few", 4, 2, 27, 3.6, 4.3 },
	{ "cards some", 9, 3, 24, 2.6, 4.0 },
	{ "cards many", 12, 4, 20, 2.25, 3.9 },
	{ "cards crowd", 0, 5, 22, 1.65, 2.3 },
};
static const double cards_high = 36; /* between the heading of two lines and the foot */

/* How many cards fit on a wall, from the first on, about: a row is as high as its longest. */
static size_t
cards_fit(const struct cards_way *way, const struct shown *s)
{
	double high = 0;
	size_t n = 0;

	while (n < s->count) {
		size_t end = n + way->columns < s->count ? n + way->columns : s->count;
		size_t lines = 1;

		for (size_t i = n; i < end; i++) {
			size_t len = utf8_count(s->rows[i].text, strlen(s->rows[i].text));
			size_t mine = (len + way->chars - 1) / way->chars;

			lines = mine > lines ? mine : lines;
		}
		high += (double)lines * way->line + way->rest;
		if (n && high > cards_high)
			break;
		n = end;
	}
	return n;
}

/* Nobody scrolls a wall: those that fit, in the largest letters in which all do. */
static void
cards_put(struct html *h, const struct shown *s)
{
	const struct cards_way *way = cards_ways;
	size_t n;

	while (way->most && (s->count > way->most || cards_fit(way, s) < s->count))
		way++;
	n = cards_fit(way, s);
	html_lit(h, "<ul");
	html_attr(h, "class", way->class);
	html_lit(h, ">\n");
	for (size_t i = 0; i < n; i++) {
		html_lit(h, "<li>");
		html_text(h, s->rows[i].text);
		html_lit(h, "</li>\n");
	}
	html_lit(h, "</ul>\n");
	if (s->count > n) {
		html_lit(h, "<p class=\"more\">and ");
		html_num(h, (long)(s->count - n));
		html_lit(h, " more on phones</p>\n");
	}
}

/* ---- bars --------------------------------------------------------------------------------- */

static unsigned
most_of(const struct shown *s)
{
	unsigned most = 1;

	for (size_t i = 0; i < s->count; i++)
		if (s->rows[i].n > most)
			most = s->rows[i].n;
	return most;
}

static void
bar_svg(struct html *h, unsigned n, unsigned most)
{
	html_lit(
		h,
		"<svg class=\"bar\" viewBox=\"0 0 1000 40\" preserveAspectRatio=\"none\" "
		"aria-hidden=\"true\"><rect class=\"track\" width=\"1000\" height=\"40\"/>"
		"<rect class=\"fill\" height=\"40\" width=\"");
	html_num(h, (long)n * BAR_WIDE / (long)most);
	html_lit(h, "\"/></svg>");
}

static void
bars_put(struct html *h, const struct shown *s, bool ranked)
{
	unsigned most = most_of(s);
	/* Nobody scrolls a wall: the first of them, whole. */
	size_t n = ranked && s->count > RANKED_MOST ? RANKED_MOST : s->count;

	html_lit(h, "<ol");
	html_attr(h, "class",
		  !ranked	 ? "bars"
		  : s->count > 8 ? "bars ranked many"
				 : "bars ranked");
	html_lit(h, ">\n");
	for (size_t i = 0; i < n; i++) {
		html_lit(h, "<li><span class=\"label\">");
		html_text(h, s->rows[i].text);
		html_lit(h, "</span> ");
		if (!s->ordered) {
			bar_svg(h, s->rows[i].n, most);
			html_lit(h, " <b>");
			html_num(h, (long)s->rows[i].n);
			html_lit(h, "</b>");
		}
		html_lit(h, "</li>\n");
	}
	html_lit(h, "</ol>\n");
	if (s->count > n) {
		html_lit(h, "<p class=\"more\">and ");
		html_num(h, (long)(s->count - n));
		html_lit(h, " more</p>\n");
	}
}

/* ---- scorecards --------------------------------------------------------------------------- */

/* A stacked bar for each statement, option by option in their order. */
static void
score_svg(struct html *h, const struct shown_row *row)
{
	static const char *const shades[2][5] = { { "s1", "s2", "s3", "s4", "s5" },
						  { "s1", "s3", "s5", "s5", "s5" } };
	unsigned whole = 0, at = 0;

	for (unsigned i = 0; i < row->part_count; i++)
		whole += row->parts[i];
	html_lit(
		h,
		"<svg class=\"stack\" viewBox=\"0 0 1000 40\" preserveAspectRatio=\"none\" "
		"aria-hidden=\"true\"><rect class=\"track\" width=\"1000\" height=\"40\"/>");
	for (unsigned i = 0; whole && i < row->part_count; i++) {
		unsigned wide = row->parts[i] * BAR_WIDE / whole;

		html_lit(h, "<rect");
		html_attr(h, "class", shades[row->part_count <= 3][i < 5 ? i : 4]);
		html_lit(h, " height=\"40\" x=\"");
		html_num(h, (long)at);
		html_lit(h, "\" width=\"");
		html_num(h, (long)wide);
		html_lit(h, "\"/>");
		at += wide;
	}
	html_lit(h, "</svg>");
}

static void
score_head(struct html *h, const struct options *o)
{
	static const char *const shades[2][5] = { { "s1", "s2", "s3", "s4", "s5" },
						  { "s1", "s3", "s5", "s5", "s5" } };

	html_lit(h, "<thead><tr><th scope=\"col\">Statement</th><th class=\"drawn\" "
		    "aria-hidden=\"true\"></th>");
	for (size_t i = 0; i < o->count; i++) {
		html_lit(h, "<th scope=\"col\"><i");
		html_attr(h, "class", shades[o->count <= 3][i < 5 ? i : 4]);
		html_lit(h, "></i>");
		html_text(h, text_in(&o->items[i].label, 0));
		html_lit(h, "</th>");
	}
	html_lit(h, "</tr></thead>\n");
}

static void
scorecard_put(struct html *h, const struct step *step, const struct shown *s)
{
	html_lit(h, "<table class=\"scorecard\">\n");
	if (step->options)
		score_head(h, step->options);
	html_lit(h, "<tbody>\n");
	for (size_t i = 0; i < s->count; i++) {
		const struct shown_row *row = &s->rows[i];

		html_lit(h, "<tr><th scope=\"row\">");
		html_text(h, row->text);
		html_lit(h, "</th><td class=\"drawn\">");
		if (!s->ordered)
			score_svg(h, row);
		html_lit(h, "</td>");
		for (unsigned k = 0; k < row->part_count; k++) {
			html_lit(h, "<td>");
			if (!s->ordered)
				html_num(h, (long)row->parts[k]);
			html_lit(h, "</td>");
		}
		html_lit(h, "</tr>\n");
	}
	html_lit(h, "</tbody></table>\n");
}

/* ---- all ---------------------------------------------------------------------------------- */

void
room_results_put(struct desk_visit *v, const struct room_text *t, const struct step *step,
		 const struct shown *shown)
{
	struct html *h = v->body;

	if (shown->few) {
		html_lit(h, "<p class=\"calm\">Results show once ");
		html_num(h, (long)t->guide->show_from);
		html_lit(h, " people have answered.</p>\n");
		return;
	}
	if (!shown->count) {
		html_lit(h, "<p class=\"calm\">Nothing to show yet.</p>\n");
		return;
	}
	switch (step->kind) {
	case STEP_WORDS:
		words_put(h, shown);
		break;
	case STEP_NOTES:
		cards_put(h, shown);
		break;
	case STEP_SCORECARD:
		scorecard_put(h, step, shown);
		break;
	case STEP_DOTS:
		bars_put(h, shown, true);
		break;
	case STEP_WARM_UP:
	case STEP_VOTES:
		bars_put(h, shown, false);
		break;
	case STEP_OPENING:
	case STEP_TALK:
	case STEP_READ_BACK:
	case STEP_CLOSING:
	case STEP__COUNT:
		break;
	}
}
