/*
 * The report's first pages and what the team says: headlines, who answered, what could be better,
 * and the page for the quarterly board.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "out/report.h"

bool
has_headlines(const struct summary *s)
{
	return s->board && s->board->headline_count;
}

bool
has_opportunities(const struct summary *s)
{
	return s->board && s->board->opportunity_count;
}

bool
has_pairs(const struct summary *s)
{
	return s->board && s->board->pair_count;
}

bool
has_plan(const struct summary *s)
{
	for (size_t i = 0; s->board && i < ARRAY_LEN(s->board->parts); i++)
		if (s->board->parts[i].line_count)
			return true;
	return false;
}

void
report_headlines(struct report *r)
{
	const struct board *board = r->s->board;
	struct html *h = r->h;

	if (!has_headlines(r->s))
		return;
	html_lit(
		h,
		"<section class=\"headlines\">\n<h2 id=\"part-headlines\">Headlines</h2>\n<ul>\n");
	for (size_t i = 0; i < board->headline_count; i++) {
		html_lit(h, "<li>");
		html_text(h, board->headlines[i]);
		html_lit(h, "</li>\n");
	}
	html_lit(
		h,
		"</ul>\n<p class=\"hint\">Written by the team that reads the answers. The "
		"shares in them were filled in from this release.</p>\n</section>\n");
}

/* ---- at a glance ----------------------------------------------------------------------- */

static void
put_fact_number(struct html *h, const char *name, long number)
{
	html_lit(h, "<div><dt>");
	html_text(h, name);
	html_lit(h, "</dt><dd>");
	html_num(h, number);
	html_lit(h, "</dd></div>\n");
}

/* How many of those who were invited may stand behind the responses, in words. */
static void
put_coverage(struct report *r)
{
	const struct summary *s = r->s;
	struct html *h = r->h;
	long share =
		s->expected ? (200L * s->responses / (long)s->expected + 5) / 10 * 5 : 0;

	html_lit(h, "<p>");
	if (s->responses >= 0 && s->expected && share <= 100) {
		html_lit(h, "That is about ");
		html_num(h, share < 5 ? 5 : share);
		html_lit(h, " responses for every 100 people invited. ");
	} else if (s->responses >= 0 && s->expected) {
		html_lit(
			h,
			"That is more than the people invited: some answered more than once, "
			"or others answered too. ");
	}
	html_lit(
		h,
		"These are responses, not people. Every number is rounded, and small numbers "
		"are hidden: see <a href=\"#part-hidden\">what is hidden, and why</a>.</p>\n");
}

void
report_glance(struct report *r)
{
	const struct summary *s = r->s;
	struct html *h = r->h;

	html_lit(h, "<h2 id=\"part-glance\">At a glance</h2>\n<dl class=\"facts\">\n");
	if (s->responses >= 0) {
		put_fact_number(h,
				arena_printf(r->a, "Responses, to the nearest %u",
					     s->policy.rounding),
				s->responses);
	} else {
		html_lit(h, "<div><dt>Responses</dt><dd>fewer than ");
		html_num(h, s->policy.whole);
		html_lit(h, "</dd></div>\n");
	}
	if (s->expected)
		put_fact_number(h, "People invited", s->expected);
	put_fact_number(h, "Batches of answers counted", s->batches);
	put_fact_number(h, "Smallest number shown", s->policy.threshold);
	html_lit(h, "</dl>\n");
	put_coverage(r);
	if (s->responses_held) {
		html_lit(h, "<p>The number of responses is as in release ");
		html_num(h, s->responses_held);
		html_lit(h, ": too few have come since to tell it again.</p>\n");
	}
	if (s->responses < 0)
		html_lit(h, "<p>Too few responses can be counted so far. Nothing else is "
			    "shown.</p>\n");
}

/* ---- what could be better ---------------------------------------------------------------- */

/* Nothing is left empty in a table. */
static void
put_or_none(struct html *h, const char *words)
{
	html_lit(h, "<td>");
	html_text(h, *words ? words : "not said");
	html_lit(h, "</td>");
}

static void
put_opportunities(struct report *r)
{
	const struct summary *s = r->s;
	struct html *h = r->h;

	if (!has_opportunities(s))
		return;
	html_lit(
		h,
		"<section>\n<h2 id=\"part-better\">What could be better</h2>\n<p>From what people "
		"wrote and answered, by the team that reads the answers: what could be "
		"better, who could see to it, and when.</p>\n");
	table_open(h, "What could be better", "Opportunities, one a row");
	html_lit(h, "<thead><tr><th scope=\"col\">What people said</th><th "
		    "scope=\"col\">Theme</th><th scope=\"col\">Department</th><th "
		    "scope=\"col\">Quarter</th></tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < s->board->opportunity_count; i++) {
		const struct opportunity *one = &s->board->opportunities[i];
		bool known = one->theme >= 0 && (size_t)one->theme < s->theme_count;

		html_lit(h, "<tr><th scope=\"row\">");
		html_text(h, one->said);
		html_lit(h, "</th>");
		put_or_none(h, known ? s->themes[one->theme].title : "none");
		put_or_none(h, one->department);
		put_or_none(h, one->quarter);
		html_lit(h, "</tr>\n");
	}
	table_close(h);
	html_lit(h, "</section>\n");
}

/* ---- you said, we did ------------------------------------------------------------------- */

static void
put_pairs(struct report *r)
{
	const struct summary *s = r->s;
	struct html *h = r->h;

	if (!has_pairs(s))
		return;
	html_lit(
		h,
		"<section>\n<h2 id=\"part-did\">You said, we did</h2>\n<p>What has been done "
		"about what people said, as the team that reads the answers tells it.</p>\n");
	table_open(h, "You said, we did", "Pairs, one a row");
	html_lit(h, "<thead><tr><th scope=\"col\">You said</th><th scope=\"col\">We "
		    "did</th><th scope=\"col\">Department</th></tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < s->board->pair_count; i++) {
		const struct did_pair *pair = &s->board->pairs[i];

		html_lit(h, "<tr><th scope=\"row\">");
		html_text(h, pair->said);
		html_lit(h, "</th>");
		put_or_none(h, pair->did);
		put_or_none(h, pair->who);
		html_lit(h, "</tr>\n");
	}
	table_close(h);
	html_lit(h, "</section>\n");
}

/* ---- the quarterly board --------------------------------------------------------------------- */

static void
put_plan(struct report *r)
{
	const struct board *board = r->s->board;
	struct html *h = r->h;

	if (!has_plan(r->s))
		return;
	html_lit(
		h,
		"<section class=\"plan\">\n<h2 id=\"part-plan\">For the quarterly board</h2>\n<p>");
	html_text(h, r->s->form_title);
	html_lit(h, ", wave ");
	html_text(h, r->s->wave);
	html_lit(
		h,
		". Written by the team that reads the answers.</p>\n<div class=\"parts\">\n");
	for (size_t i = 0; i < ARRAY_LEN(board->parts); i++) {
		const struct board_part *part = &board->parts[i];

		if (!part->line_count)
			continue;
		html_lit(h, "<div>\n<h3>");
		html_text(h, part->title);
		html_lit(h, "</h3>\n<ul>\n");
		for (size_t l = 0; l < part->line_count; l++) {
			html_lit(h, "<li>");
			html_text(h, part->lines[l]);
			html_lit(h, "</li>\n");
		}
		html_lit(h, "</ul>\n</div>\n");
	}
	html_lit(h, "</div>\n</section>\n");
}

/* On paper all stand on one sheet if they fit, and nothing else with them. */
void
report_board(struct report *r)
{
	bool sheet = has_plan(r->s);

	if (sheet)
		html_lit(r->h, "<div class=\"board\">\n");
	put_opportunities(r);
	put_pairs(r);
	put_plan(r);
	if (sheet)
		html_lit(r->h, "</div>\n");
}
