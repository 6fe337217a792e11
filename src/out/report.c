/*
 * summary.html: the report, one page that stands by itself: no script, no second file.
 * Everything in it is also in its tables, and every table has a caption and scopes.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "out/report.h"

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
	html_lit(h, "</head>\n<body>\n<a class=\"skip\" href=\"#part-main\">Skip to the "
		    "report</a>\n");
	put_strip(r);
	html_lit(h, "<header class=\"band\"><div class=\"wide\">");
	html_text(h, r->s->run_by);
	html_lit(h, "</div></header>\n<main id=\"part-main\" class=\"wide\">\n");
	put_warning(r);
	html_lit(h, "<h1>");
	html_text(h, r->s->form_title);
	html_lit(h, "</h1>\n<p>What the responses of wave ");
	html_text(h, r->s->wave);
	html_lit(h, " say, theme by theme. ");
	html_text(h, r->s->draft ? "A draft of " : "Released on ");
	html_text(h, released_words(r->s->released, r->a));
	if (!r->s->draft && r->s->release > 1) {
		html_lit(h, ": release ");
		html_num(h, r->s->release);
	}
	html_lit(h, ".</p>\n");
}

static void
put_entry(struct html *h, bool there, const char *id, const char *title)
{
	if (!there)
		return;
	html_lit(h, "<li><a href=\"#");
	html_value(h, id);
	html_lit(h, "\">");
	html_text(h, title);
	html_lit(h, "</a></li>\n");
}

static void
put_contents(struct report *r)
{
	const struct summary *s = r->s, *then = wave_before(s);
	bool told = s->responses >= 0;
	struct html *h = r->h;

	html_lit(
		h,
		"<nav aria-labelledby=\"part-contents\">\n"
		"<h2 id=\"part-contents\">Contents</h2>\n<ol>\n");
	put_entry(h, has_headlines(s), "part-headlines", "Headlines");
	put_entry(h, true, "part-glance", "At a glance");
	put_entry(h, has_strengths(s), "part-strengths", "What people wrote about");
	put_entry(h, told && s->scorecard_count, "part-scorecard", "Scorecard");
	put_entry(h, has_opportunities(s), "part-better", "What could be better");
	put_entry(h, has_pairs(s), "part-did", "You said, we did");
	put_entry(h, has_plan(s), "part-plan", "For the quarterly board");
	for (size_t i = 0; i < s->theme_count && told; i++)
		put_entry(h, true, arena_printf(r->a, "theme-%s", s->themes[i].id),
			  s->themes[i].title);
	put_entry(h, told && has_others(s), "part-other", "Other questions");
	put_entry(h, has_found(s), "part-found", "Found in this wave");
	if (then && told)
		put_entry(h, true, "part-change",
			  arena_printf(r->a, "Change since wave %s", then->wave));
	put_entry(h, has_lines(s), "part-lines", "Over all waves");
	for (size_t i = 0; i < s->table_count; i++)
		if (told && opens_group(s, i))
			put_entry(h, true, arena_printf(r->a, "by-%s", s->tables[i].by),
				  arena_printf(r->a, "By group: %s",
					       s->tables[i].by_title));
	put_entry(h, true, "part-hidden", "What is hidden, and why");
	put_entry(h, true, "part-method", "How this was made");
	html_lit(h, "</ol>\n</nav>\n");
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
		html_text(h, full_title(r, t));
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

/* What matters most stands first; nothing but words under the smallest whole. */
static void
put_parts(struct report *r)
{
	const struct summary *s = r->s;

	report_headlines(r);
	report_glance(r);
	put_contents(r);
	report_strengths(r);
	if (s->scorecard_count && s->responses >= 0) {
		html_lit(
			r->h,
			"<h2 id=\"part-scorecard\">Scorecard</h2>\n<div class=\"roomy\">\n");
		report_scorecard(r);
		html_lit(r->h, "</div>\n");
	}
	report_board(r);
	if (s->responses >= 0)
		report_themes(r);
	report_found(r);
	report_changes(r);
	report_lines(r);
	for (size_t i = 0; i < s->table_count && s->responses >= 0; i++)
		if (opens_group(s, i))
			put_group(r, &s->tables[i]);
	report_hidden(r);
	report_method(r);
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
	put_parts(&r);
	html_lit(h, "</main>\n</div>\n</div>\n</body>\n</html>\n");
	good = html_ok(h);
	bytes = html_bytes(h, &len);
	buf_put(b, bytes, len);
	html_free(h);
	return (good && buf_ok(b)) ||
	       err_set(err, ERR_INPUT, "summary.html: larger than %d bytes",
		       EXPORT_BYTES_MOST);
}
