/*
 * summary.html: the report, one page that stands by itself: no script, no second file.
 * Everything in it is also in its tables, and every table has a caption and scopes.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "out/report.h"

static const char *
day_of(const char *released, struct arena *a)
{
	char words[40];
	int day;

	if (!day_parse(released, &day))
		return released;
	day_words(day, words, sizeof(words));
	return arena_str(a, words);
}

/* What must stand on each page: on paper the strip is repeated. */
static void
put_strip(struct report *r)
{
	struct html *h = r->h;

	html_lit(h, "<div class=\"sheet\">\n");
	if (r->s->draft && r->s->invented)
		html_lit(
			h,
			"<p class=\"strip\" aria-hidden=\"true\">DRAFT OF INVENTED ANSWERS: "
			"NOT TO BE PASSED ON</p>\n");
	else if (r->s->draft)
		html_lit(
			h,
			"<p class=\"strip\" aria-hidden=\"true\">DRAFT: NO RELEASE, NOT TO "
			"BE PASSED ON</p>\n");
	else if (r->s->invented)
		html_lit(
			h,
			"<p class=\"strip\" aria-hidden=\"true\">INVENTED ANSWERS</p>\n");
	else if (r->s->unconfirmed)
		html_lit(h, "<p class=\"strip\" aria-hidden=\"true\">REHEARSAL</p>\n");
	html_lit(h, "<div class=\"all\">\n");
}

static void
put_warning(struct report *r)
{
	struct html *h = r->h;

	if (r->s->draft)
		html_lit(
			h,
			"<p class=\"warning\">A draft. It is no release and may not be passed "
			"on.</p>\n");
	if (r->s->invented)
		html_lit(h,
			 "<p class=\"warning\">Invented answers. A program made them up "
			 "to try "
			 "things out. They say nothing about any force.</p>\n");
	if (r->s->unconfirmed)
		html_lit(h,
			 "<p class=\"warning\">Rehearsal. The survey was opened before "
			 "each key "
			 "holder had confirmed the key.</p>\n");
}

static void
put_head(struct report *r)
{
	struct html *h = r->h;

	html_lit(h, "<!DOCTYPE html>\n<html");
	html_attr(h, "lang", r->s->language);
	html_lit(h, ">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
		    "content=\"width=device-width, initial-scale=1\">\n"
		    "<meta name=\"color-scheme\" content=\"light dark\">\n<title>");
	if (r->s->draft)
		html_lit(h, "Draft: ");
	if (r->s->invented)
		html_lit(h, "Invented: ");
	html_text(h, r->s->form_title);
	html_lit(h, ", wave ");
	html_text(h, r->s->wave);
	html_lit(h, "</title>\n<link rel=\"icon\" href=\"data:,\">\n");
	report_style(h);
	html_lit(h, "</head>\n<body>\n<a class=\"skip\" href=\"#main\">Skip to the "
		    "report</a>\n");
	put_strip(r);
	html_lit(h, "<header class=\"band\"><div class=\"wide\">");
	html_text(h, r->s->run_by);
	html_lit(h, "</div></header>\n<main id=\"main\" class=\"wide\">\n");
	chart_defs(h);
	put_warning(r);
	html_lit(h, "<h1>");
	html_text(h, r->s->form_title);
	html_lit(h, "</h1>\n<p>What the responses of wave ");
	html_text(h, r->s->wave);
	html_lit(h, " say, theme by theme. ");
	html_text(h, r->s->draft ? "A draft of " : "Released on ");
	html_text(h, day_of(r->s->released, r->a));
	if (!r->s->draft && r->s->release > 1) {
		html_lit(h, ": release ");
		html_num(h, r->s->release);
	}
	html_lit(h, ".</p>\n");
}

static void
put_fact_number(struct html *h, const char *name, long number, const char *rest)
{
	html_lit(h, "<div><dt>");
	html_text(h, name);
	html_lit(h, "</dt><dd>");
	html_num(h, number);
	html_text(h, rest);
	html_lit(h, "</dd></div>\n");
}

static void
put_facts(struct report *r)
{
	const struct summary *s = r->s;
	struct html *h = r->h;

	html_lit(h, "<h2 id=\"headline\">At a glance</h2>\n<dl class=\"facts\">\n");
	if (s->responses >= 0) {
		put_fact_number(h,
				arena_printf(r->a, "Responses, to the nearest %u",
					     s->policy.rounding),
				s->responses, "");
	} else {
		html_lit(h, "<div><dt>Responses</dt><dd>fewer than ");
		html_num(h, s->policy.whole);
		html_lit(h, "</dd></div>\n");
	}
	if (s->expected)
		put_fact_number(h, "People invited", s->expected, "");
	put_fact_number(h, "Closed batches", s->batches, "");
	put_fact_number(h, "Smallest number shown", s->policy.threshold, "");
	html_lit(
		h,
		"</dl>\n<p>These are responses, not people. Every number is rounded, and "
		"small "
		"numbers are hidden: see <a href=\"#hidden\">what is hidden, and "
		"why</a>.</p>\n");
	if (s->responses_held) {
		html_lit(h, "<p>The number of responses is as in release ");
		html_num(h, s->responses_held);
		html_lit(h, ": too few have come since to tell it again.</p>\n");
	}
	if (s->responses < 0)
		html_lit(h, "<p>Too few responses can be counted so far. Nothing else is "
			    "shown.</p>\n");
}

static bool
other_questions(const struct summary *s)
{
	for (size_t i = 0; i < s->table_count; i++)
		if (s->tables[i].theme < 0)
			return true;
	return false;
}

static void
put_contents(struct report *r)
{
	const struct summary *s = r->s;
	struct html *h = r->h;

	html_lit(h, "<nav aria-labelledby=\"contents\">\n<h2 "
		    "id=\"contents\">Contents</h2>\n<ol>\n"
		    "<li><a href=\"#headline\">At a glance</a></li>\n");
	if (s->scorecard_count && s->responses >= 0)
		html_lit(h, "<li><a href=\"#scorecard\">Scorecard</a></li>\n");
	for (size_t i = 0; i < s->theme_count && s->responses >= 0; i++) {
		html_lit(h, "<li><a href=\"#theme-");
		html_value(h, s->themes[i].id);
		html_lit(h, "\">");
		html_text(h, s->themes[i].title);
		html_lit(h, "</a></li>\n");
	}
	if (other_questions(s) && s->responses >= 0)
		html_lit(h, "<li><a href=\"#other\">Other questions</a></li>\n");
	for (size_t i = 0; i < s->table_count; i++) {
		if (s->responses < 0 || !opens_group(s, i))
			continue;
		html_lit(h, "<li><a href=\"#by-");
		html_value(h, s->tables[i].by);
		html_lit(h, "\">By group: ");
		html_text(h, s->tables[i].by_title);
		html_lit(h, "</a></li>\n");
	}
	html_lit(h,
		 "<li><a href=\"#hidden\">What is hidden, and why</a></li>\n"
		 "<li><a href=\"#method\">How this was made</a></li>\n</ol>\n</nav>\n");
}

/* ---- by group -------------------------------------------------------------------- */

static void
put_not_shown(struct report *r, const char *by)
{
	const struct summary *s = r->s;
	struct html *h = r->h;
	bool any = false;

	for (size_t i = 0; i < s->table_count; i++) {
		const struct table *t = &s->tables[i];

		if (!str_same(t->by, by) || is_broken_down(t))
			continue;
		if (!any)
			html_lit(h,
				 "<h3>Not shown by this group</h3>\n<p>Otherwise a small "
				 "number "
				 "could be worked out.</p>\n<ul class=\"hint\">\n");
		any = true;
		html_lit(h, "<li>");
		html_text(h, t->question_title);
		html_lit(h, "</li>\n");
	}
	if (any)
		html_lit(h, "</ul>\n");
}

static void
put_group(struct report *r, const struct table *first)
{
	const struct summary *s = r->s;
	struct html *h = r->h;

	html_lit(h, "<section class=\"by\">\n<h2 id=\"by-");
	html_value(h, first->by);
	html_lit(h, "\">By group: ");
	html_text(h, first->by_title);
	html_lit(h, "</h2>\n<p>Shares of those in each group who answered the question. "
		    "<q>All</q> "
		    "also counts those of no stated group.</p>\n");
	for (size_t i = 0; i < s->table_count; i++) {
		if (!is_broken_down(&s->tables[i]) ||
		    !str_same(s->tables[i].by, first->by))
			continue;
		put_heading(r, &s->tables[i]);
		report_cross(r, &s->tables[i]);
		put_csv_link(h, &s->tables[i]);
	}
	put_not_shown(r, first->by);
	html_lit(h, "</section>\n");
}

/* ---- the end --------------------------------------------------------------------- */

static void
put_shorter(struct report *r, const struct table *t)
{
	struct html *h = r->h;

	html_lit(h, "<li>");
	html_text(h, t->title);
	html_lit(h, ": ");
	html_text(h, level_words(r->s, t));
	html_lit(h, "</li>\n");
}

static void
put_hidden(struct report *r)
{
	const struct summary *s = r->s;
	struct html *h = r->h;
	bool any = false;

	html_lit(
		h,
		"<h2 id=\"hidden\">What is hidden, and why</h2>\n"
		"<p>Nobody should be able to find out what one person, or a small group, "
		"said. "
		"So small numbers are hidden, and all others are rounded.</p>\n<ul>\n");
	for (size_t i = 0; i < s->note_count; i++) {
		html_lit(h, "<li>");
		html_text(h, s->notes[i]);
		html_lit(h, "</li>\n");
	}
	html_lit(h, "</ul>\n");
	for (size_t i = 0; i < s->table_count && s->responses >= 0; i++) {
		if (s->tables[i].by[0] || s->tables[i].level == LEVEL_FULL)
			continue;
		if (!any)
			html_lit(h, "<p>These questions show less than all their "
				    "answers:</p>\n<ul>\n");
		any = true;
		put_shorter(r, &s->tables[i]);
	}
	if (any)
		html_lit(h, "</ul>\n");
}

static void
put_method(struct report *r)
{
	const struct summary *s = r->s;
	struct html *h = r->h;

	html_lit(h,
		 "<h2 id=\"method\">How this was made</h2>\n<dl>\n<dt>Survey</dt><dd>");
	html_text(h, s->survey);
	html_lit(h, "</dd>\n<dt>Form, by its fingerprint</dt><dd><code>");
	html_text(h, s->form_hash);
	html_lit(h, "</code></dd>\n<dt>Asked by</dt><dd>");
	html_text(h, s->run_by);
	html_lit(h, "</dd>\n<dt>Answers are read by</dt><dd>");
	html_text(h, s->read_by);
	html_lit(h, "</dd>\n<dt>Keys</dt><dd>");
	if (s->unconfirmed)
		html_lit(h, "not all confirmed before the survey opened: a rehearsal");
	else
		html_lit(h, "all confirmed before the survey opened");
	html_lit(h, "</dd>\n<dt>Rules</dt><dd>smallest number shown ");
	html_num(h, s->policy.threshold);
	html_lit(h, ", rounded to ");
	html_num(h, s->policy.rounding);
	html_lit(h, ", smallest base ");
	html_num(h, s->policy.base);
	html_lit(h, ", nothing under ");
	html_num(h, s->policy.whole);
	html_lit(
		h,
		" responses</dd>\n</dl>\n<p>Answers were sealed before they were stored. "
		"They were "
		"opened with the evaluation team's key, counted, and only the counts that "
		"passed these rules were written down.</p>\n");
}

/* In people's own words; what stands in square brackets is said among the notes too. */
static void
put_quotes(struct report *r, const struct theme_result *theme)
{
	struct html *h = r->h;

	if (!theme->quote_count)
		return;
	html_lit(h, "<h3>In people's own words</h3>\n<p>Two people passed each quote. A word in "
		    "square brackets stands where something was taken out.</p>\n");
	for (size_t i = 0; i < theme->quote_count; i++) {
		html_lit(h, "<blockquote><p>");
		html_text(h, theme->quotes[i]);
		html_lit(h, "</p></blockquote>\n");
	}
}

static void
put_themes(struct report *r)
{
	const struct summary *s = r->s;
	struct html *h = r->h;

	for (size_t i = 0; i < s->theme_count; i++) {
		html_lit(h, "<section>\n<h2 id=\"theme-");
		html_value(h, s->themes[i].id);
		html_lit(h, "\">");
		html_text(h, s->themes[i].title);
		html_lit(h,
			 "</h2>\n<p>Strength: [x] not available. Comments have not been ");
		if (!s->themes[i].quote_count)
			html_lit(h, "read and ");
		html_lit(h, "sorted yet; these are the theme's closed questions.</p>\n");
		report_questions(r, (int)i);
		put_quotes(r, &s->themes[i]);
		html_lit(h, "</section>\n");
	}
	if (other_questions(s)) {
		html_lit(h, "<section>\n<h2 id=\"other\">Other questions</h2>\n");
		report_questions(r, -1);
		html_lit(h, "</section>\n");
	}
}

bool
export_html(const struct summary *s, struct export_files *out, struct arena *a,
	    struct err *err)
{
	struct html *h = html_new(EXPORT_BYTES_MOST);
	struct report r = { .s = s, .h = h, .a = a };
	struct buf *b = export_open(out, "summary.html", err);
	const char *bytes;
	size_t len;
	bool good;

	if (!b) {
		html_free(h);
		return false;
	}
	put_head(&r);
	put_contents(&r);
	put_facts(&r);
	if (s->scorecard_count && s->responses >= 0) {
		html_lit(h, "<h2 id=\"scorecard\">Scorecard</h2>\n");
		report_scorecard(&r);
	}
	if (s->responses >= 0)
		put_themes(&r);
	for (size_t i = 0; i < s->table_count && s->responses >= 0; i++)
		if (opens_group(s, i))
			put_group(&r, &s->tables[i]);
	put_hidden(&r);
	put_method(&r);
	html_lit(h, "</main>\n</div>\n</div>\n</body>\n</html>\n");
	good = html_ok(h);
	bytes = html_bytes(h, &len);
	buf_put(b, bytes, len);
	html_free(h);
	return (good && buf_ok(b)) ||
	       err_set(err, ERR_INPUT, "summary.html: larger than %d bytes",
		       EXPORT_BYTES_MOST);
}
