/*
 * Themes: how strong each is in what people wrote, in words first; the words that mark it, its
 * closed questions, and what people said in their own words.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "out/report.h"

bool
has_strengths(const struct summary *s)
{
	if (s->responses < 0 || !s->theme_count)
		return false;
	for (size_t i = 0; i < s->theme_count; i++)
		if (s->themes[i].n >= 0 || s->themes[i].marker == MARK_C ||
		    s->themes[i].marker == MARK_CU)
			return true;
	return s->coding && s->coding->any;
}

bool
has_found(const struct summary *s)
{
	return s->responses >= 0 && s->coding && s->coding->found_count;
}

bool
has_others(const struct summary *s)
{
	for (size_t i = 0; i < s->table_count; i++)
		if (s->tables[i].theme < 0)
			return true;
	return false;
}

static const char *
in_words(const struct theme_result *t)
{
	return t->strength ? t->strength : "";
}

/* "Most", "About half": as a sentence begins. */
static void
put_capital(struct html *h, const char *words)
{
	char first[2] = { words[0], '\0' };

	if (words[0] >= 'a' && words[0] <= 'z')
		first[0] = (char)(words[0] - 'a' + 'A');
	html_text(h, first);
	html_text(h, words[0] ? words + 1 : "");
}

/* ---- all themes ------------------------------------------------------------------------- */

static void
put_strength_row(struct report *r, const struct theme_result *t)
{
	const struct summary *then = wave_before(r->s);
	struct html *h = r->h;

	html_lit(h, "<tr><th scope=\"row\"><a href=\"#theme-");
	html_value(h, t->id);
	html_lit(h, "\">");
	html_text(h, t->title);
	html_lit(h, "</a></th><td>");
	html_text(h, *in_words(t) ? in_words(t) : "not available");
	html_lit(h, "</td><td class=\"n\">");
	put_share_of(h, t->pct, t->marker);
	html_lit(h, "</td><td class=\"n\">");
	if (t->n >= 0 && t->range.known)
		put_interval(h, t->range);
	else
		put_marker(h, t->marker == MARK_NONE ? MARK_X : t->marker);
	html_lit(h, "</td><td class=\"n\">");
	if (t->base >= 0)
		html_num(h, t->base);
	else
		put_marker(h, t->marker == MARK_NONE ? MARK_X : t->marker);
	html_lit(h, "</td>");
	if (then) {
		const char *moved = change_short(&t->change, r->a);

		html_lit(h, "<td>");
		html_text(h, t->change.class == CHANGE_NEW ? "new"
			     : t->change.class == CHANGE_REWORDED
				     ? "reworded: not compared"
				     : moved);
		if (!*moved && t->change.class != CHANGE_NEW &&
		    t->change.class != CHANGE_REWORDED)
			put_marker(h, MARK_X);
		html_lit(h, "</td>");
	}
	html_lit(h, "</tr>\n");
}

static void
put_strengths_table(struct report *r)
{
	const struct summary *s = r->s, *then = wave_before(s);
	bool hidden = false, few = false, absent = false;
	struct html *h = r->h;

	for (size_t i = 0; i < s->theme_count; i++) {
		enum marker m = s->themes[i].marker;

		hidden |= m == MARK_C || m == MARK_CU;
		few |= m == MARK_U || m == MARK_CU;
		absent |= m == MARK_X || (then && !s->themes[i].change.known &&
					  s->themes[i].change.class == CHANGE_SAME);
	}
	put_markers_legend(h, hidden, few, absent);
	table_open(h, "Strength of each theme",
		   "Of those who commented, the share whose comment raises the theme");
	html_lit(
		h,
		"<thead><tr><th scope=\"col\">Theme</th><th scope=\"col\">In words</th>");
	table_head(h, "Share");
	table_head(h, "Range by chance");
	table_head(h, "People who commented");
	if (then) {
		html_lit(h, "<th scope=\"col\">Since wave ");
		html_text(h, then->wave);
		html_lit(h, "</th>");
	}
	html_lit(h, "</tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < s->theme_count; i++)
		put_strength_row(r, &s->themes[i]);
	table_close(h);
}

void
report_strengths(struct report *r)
{
	struct html *h = r->h;

	if (!has_strengths(r->s))
		return;
	html_lit(
		h,
		"<section>\n<h2 id=\"part-strengths\">What people wrote about</h2>\n<p>People read "
		"every comment and noted which themes it raises. A comment may raise "
		"several, so the shares do not add up to 100.</p>\n<figure>\n<figcaption>");
	html_text(h, strengths_words(r->s, r->a));
	html_lit(
		h,
		"<span class=\"counted\">Of the people who wrote a comment that could raise "
		"the theme, the share whose comment does</span></figcaption>\n");
	chart_strengths(r);
	html_lit(h, "</figure>\n<div class=\"roomy\">\n");
	put_strengths_table(r);
	html_lit(h, "</div>\n</section>\n");
}

/* ---- one theme ----------------------------------------------------------------------------- */

static void
put_moved(struct report *r, const struct theme_result *t)
{
	const struct change *c = &t->change;
	struct html *h = r->h;

	if (!wave_before(r->s) || !c->known)
		return;
	html_lit(h, "<p>Since wave ");
	html_text(h, c->from);
	html_lit(h, ": ");
	html_text(h, change_short(c, r->a));
	html_lit(h, ", from ");
	html_text(h, share_words(c->pct, r->a));
	html_lit(h, " to ");
	html_text(h, share_words(t->pct, r->a));
	if (c->ranged) {
		html_lit(h, ". Range of the difference by chance: ");
		html_text(h, change_range(c, r->a));
	}
	html_lit(h, ".</p>\n");
}

static void
put_strength(struct report *r, const struct theme_result *t)
{
	struct html *h = r->h;

	if (t->pct < 0) {
		html_lit(h, "<p>Strength: ");
		put_marker(h, t->marker == MARK_NONE ? MARK_X : t->marker);
		if (t->marker == MARK_C || t->marker == MARK_CU)
			html_lit(h, " hidden to protect people. ");
		else
			html_lit(h, " not available. ");
		if (t->why && *t->why) {
			html_text(h, t->why);
		} else if (t->marker == MARK_X && !(r->s->coding && r->s->coding->any)) {
			html_lit(h, "Comments have not been ");
			if (!t->quote_count)
				html_lit(h, "read and ");
			html_lit(h,
				 "sorted yet; these are the theme's closed questions.");
		}
		html_lit(h, "</p>\n");
		return;
	}
	html_lit(h, "<p class=\"strength\"><strong>");
	put_capital(h, in_words(t));
	html_lit(h, "</strong> of those who commented raised this: ");
	put_share_of(h, t->pct, t->marker);
	html_lit(h, " of ");
	html_num(h, t->base);
	html_lit(h, " people.</p>\n");
	if (t->range.known) {
		html_lit(h, "<p>Range by chance: ");
		put_interval(h, t->range);
		html_lit(h, ".</p>\n");
	}
	if (t->why && *t->why) {
		html_lit(h, "<p>");
		html_text(h, t->why);
		html_lit(h, "</p>\n");
	}
	if (t->held) {
		html_lit(h, "<p class=\"legend\">As in release ");
		html_num(h, t->held);
		html_lit(h, ". Too few comments have come since to tell it again.</p>\n");
	}
	put_moved(r, t);
}

static void
put_terms(struct html *h, const struct theme_result *t)
{
	if (!t->term_count)
		return;
	html_lit(h, "<p>Words that mark these comments: <b>");
	for (size_t i = 0; i < t->term_count; i++) {
		if (i)
			html_lit(h, ", ");
		html_text(h, t->terms[i]);
	}
	html_lit(
		h,
		"</b>. They stand out against other comments on the same questions; their order "
		"is that of the alphabet. <a href=\"#part-method\">How this was made</a> says "
		"how they are found.</p>\n");
}

/* In people's own words; what stands in square brackets is said among the notes too. */
static void
put_quotes(struct report *r, const struct theme_result *theme)
{
	struct html *h = r->h;

	if (!theme->quote_count)
		return;
	html_lit(
		h,
		"<h3>In people's own words</h3>\n<p>Two people passed each quote. A word in "
		"square brackets stands where something was taken out.</p>\n");
	for (size_t i = 0; i < theme->quote_count; i++) {
		html_lit(h, "<blockquote><p>");
		html_text(h, theme->quotes[i]);
		html_lit(h, "</p></blockquote>\n");
	}
}

void
report_themes(struct report *r)
{
	const struct summary *s = r->s;
	struct html *h = r->h;

	for (size_t i = 0; i < s->theme_count; i++) {
		html_lit(h, "<section>\n<h2 id=\"theme-");
		html_value(h, s->themes[i].id);
		html_lit(h, "\">");
		html_text(h, s->themes[i].title);
		html_lit(h, "</h2>\n");
		put_strength(r, &s->themes[i]);
		put_terms(h, &s->themes[i]);
		report_questions(r, (int)i);
		put_quotes(r, &s->themes[i]);
		html_lit(h, "</section>\n");
	}
	if (has_others(s)) {
		html_lit(h, "<section>\n<h2 id=\"part-other\">Other questions</h2>\n");
		report_questions(r, -1);
		html_lit(h, "</section>\n");
	}
}

void
report_found(struct report *r)
{
	const struct coding_told *coding = r->s->coding;
	struct html *h = r->h;

	if (!has_found(r->s))
		return;
	html_lit(
		h,
		"<section>\n<h2 id=\"part-found\">Found in this wave</h2>\n<p>Those who read the "
		"comments met these themes, which the form does not have. They are named "
		"here without a number. Ask about them in the next wave.</p>\n<ul>\n");
	for (size_t i = 0; i < coding->found_count; i++) {
		html_lit(h, "<li>");
		html_text(h, coding->found[i]);
		html_lit(h, "</li>\n");
	}
	html_lit(h, "</ul>\n</section>\n");
}
