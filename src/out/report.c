/*
 * summary.html: the report, one page that stands by itself: no script, no second file.  Everything
 * in it is also in its tables, and every table has a caption and scopes.
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

/* What must stand on each page, on paper too. */
static void
put_warning(struct report *r)
{
	struct html *h = r->h;

	if (r->s->invented)
		html_lit(h, "<p class=\"warning\">Invented answers. A program made them up to try "
			    "things out. They say nothing about any force.</p>\n"
			    "<p class=\"strip\" aria-hidden=\"true\">INVENTED ANSWERS</p>\n");
	else if (r->s->unconfirmed)
		html_lit(h, "<p class=\"strip\" aria-hidden=\"true\">REHEARSAL</p>\n");
	if (r->s->unconfirmed)
		html_lit(h, "<p class=\"warning\">Rehearsal. The survey was opened before each key "
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
	if (r->s->invented)
		html_lit(h, "Invented: ");
	html_text(h, r->s->form_title);
	html_lit(h, ", wave ");
	html_text(h, r->s->wave);
	html_lit(h, "</title>\n<link rel=\"icon\" href=\"data:,\">\n");
	report_style(h);
	html_lit(h, "</head>\n<body>\n<a class=\"skip\" href=\"#main\">Skip to the report</a>\n"
		    "<header class=\"band\"><div class=\"wide\">");
	html_text(h, r->s->run_by);
	html_lit(h, "</div></header>\n<main id=\"main\" class=\"wide\">\n");
	chart_defs(h);
	put_warning(r);
	html_lit(h, "<h1>");
	html_text(h, r->s->form_title);
	html_lit(h, "</h1>\n<p>What the responses of wave ");
	html_text(h, r->s->wave);
	html_lit(h, " say, theme by theme. Released on ");
	html_text(h, day_of(r->s->released, r->a));
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
		put_fact_number(h, "Responses, to the nearest 5", s->responses, "");
	} else {
		html_lit(h, "<div><dt>Responses</dt><dd>fewer than ");
		html_num(h, s->policy.whole);
		html_lit(h, "</dd></div>\n");
	}
	if (s->expected)
		put_fact_number(h, "People invited", s->expected, "");
	put_fact_number(h, "Closed batches", s->batches, "");
	put_fact_number(h, "Smallest number shown", s->policy.threshold, "");
	html_lit(h, "</dl>\n<p>These are responses, not people. Every number is rounded, and small "
		    "numbers are hidden: see <a href=\"#hidden\">what is hidden, and why</a>.</p>\n");
	if (s->responses < 0)
		html_lit(h, "<p>Too few responses can be counted so far. Nothing else is shown.</p>\n");
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

	html_lit(h, "<nav aria-labelledby=\"contents\">\n<h2 id=\"contents\">Contents</h2>\n<ol>\n"
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
	html_lit(h, "<li><a href=\"#hidden\">What is hidden, and why</a></li>\n"
		    "<li><a href=\"#method\">How this was made</a></li>\n</ol>\n</nav>\n");
}

/* ---- one question ------------------------------------------------------------------------------- */

/* A statement's heading has the words that stood above it, so that it reads alone. */
static void
put_heading(struct report *r, const struct table *t)
{
	struct html *h = r->h;

	html_lit(h, "<h3");
	html_attr(h, "id", t->id);
	html_lit(h, ">");
	if (*t->lead) {
		html_text(h, t->lead);
		html_lit(h, " ");
	}
	html_text(h, t->title);
	html_lit(h, "</h3>\n");
}

static void
put_csv_link(struct html *h, const struct table *t)
{
	html_lit(h, "<p class=\"hint\"><a href=\"tables/");
	html_value(h, t->id);
	html_lit(h, ".csv\">The same as CSV");
	html_lit(h, "</a></p>\n");
}

static void
put_who(struct html *h, const struct table *t)
{
	html_lit(h, "<p class=\"hint\">");
	if (t->row_count) {
		html_num(h, t->rows[0].cells[t->rows[0].cell_count - 1].n);
		html_lit(h, " answered. ");
	}
	if (t->kind == TABLE_ANY)
		html_lit(h, "Several answers could be given. ");
	if (!t->everyone)
		html_lit(h, "Not everybody was asked. ");
	html_lit(h, "</p>\n");
}

static bool
is_broken_down(const struct table *t)
{
	return t->by[0] && (t->level == LEVEL_FULL || t->level == LEVEL_MERGED);
}

/* The break-downs that can be shown, then the names of those that cannot. */
static void
put_crosses(struct report *r, const struct table *own)
{
	const struct summary *s = r->s;
	struct html *h = r->h;
	size_t missing = 0;

	for (size_t i = 0; i < s->table_count; i++) {
		const struct table *t = &s->tables[i];

		if (!t->by[0] || !str_same(t->question, own->question))
			continue;
		if (!is_broken_down(t)) {
			missing++;
			continue;
		}
		html_lit(h, "<h4>By: ");
		html_text(h, t->by_title);
		html_lit(h, "</h4>\n");
		report_cross(r, t);
	}
	if (!missing || own->level == LEVEL_NOTHING)
		return;
	html_lit(h, "<p class=\"hint\">Not broken down, so that no small number can be worked out. "
		    "By: ");
	for (size_t i = 0, shown = 0; i < s->table_count; i++) {
		const struct table *t = &s->tables[i];

		if (!t->by[0] || is_broken_down(t) || !str_same(t->question, own->question))
			continue;
		if (shown++)
			html_lit(h, "; ");
		html_text(h, t->by_title);
	}
	html_lit(h, "</p>\n");
}

static void
put_question(struct report *r, const struct table *t)
{
	const char *less = level_words(r->s, t);
	struct html *h = r->h;

	put_heading(r, t);
	if (t->row_count)
		put_who(h, t);
	if (*less) {
		html_lit(h, "<p>");
		html_text(h, less);
		html_lit(h, "</p>\n");
	}
	if (t->row_count > 1) {
		const char *finding = finding_words(t, r->a);

		html_lit(h, "<figure>\n");
		if (*finding) {
			html_lit(h, "<figcaption>");
			html_text(h, finding);
			html_lit(h, "</figcaption>\n");
		}
		if (t->asked_as == KIND_SCALE && t->row_count - 1 <= STACKED_MOST
		    && t->kind == TABLE_ONE)
			chart_stacked(r, t->id, &t, 1);
		else
			chart_bars(r, t);
		html_lit(h, "</figure>\n");
		report_table(r, t);
		put_csv_link(h, t);
	}
	put_crosses(r, t);
}

/* ---- a block of statements ------------------------------------------------------------------------ */

static bool
same_answers(const struct table *a, const struct table *b)
{
	if (a->row_count != b->row_count)
		return false;
	for (size_t i = 0; i < a->row_count; i++)
		if (!str_same(a->rows[i].key, b->rows[i].key))
			return false;
	return true;
}

static bool
fits_block(const struct table *t)
{
	return *t->lead && !t->by[0] && t->kind == TABLE_ONE && t->level == LEVEL_FULL
		&& t->row_count > 1 && t->row_count - 1 <= STACKED_MOST;
}

static void
put_block(struct report *r, const struct table *const *tables, size_t count)
{
	struct html *h = r->h;

	html_lit(h, "<h3");
	html_attr(h, "id", tables[0]->id);
	html_lit(h, ">");
	html_text(h, tables[0]->lead);
	html_lit(h, "</h3>\n");
	if (!tables[0]->everyone)
		html_lit(h, "<p class=\"hint\">Not everybody was asked.</p>\n");
	html_lit(h, "<figure>\n");
	chart_stacked(r, tables[0]->id, tables, count);
	html_lit(h, "</figure>\n");
	report_block_table(r, tables, count);
	html_lit(h, "<p class=\"hint\">The same as CSV: ");
	for (size_t i = 0; i < count; i++) {
		if (i)
			html_lit(h, ", ");
		html_lit(h, "<a href=\"tables/");
		html_value(h, tables[i]->id);
		html_lit(h, ".csv\">");
		html_text(h, tables[i]->title);
		html_lit(h, "</a>");
	}
	html_lit(h, "</p>\n");
	for (size_t i = 0; i < count; i++)
		put_crosses(r, tables[i]);
}

/* All questions of one theme (or of none), in the form's order. */
static void
put_tables(struct report *r, int theme)
{
	const struct summary *s = r->s;
	bool *done = arena_array(r->a, bool, s->table_count + 1);
	const struct table **block = arena_array(r->a, const struct table *, s->table_count + 1);
	const struct table *t;
	size_t count;

	for (size_t i = 0; i < s->table_count; i++) {
		t = &s->tables[i];
		if (t->theme != theme || t->by[0] || done[i])
			continue;
		count = 0;
		for (size_t j = i; fits_block(t) && j < s->table_count; j++)
			if (fits_block(&s->tables[j]) && s->tables[j].theme == theme
			    && str_same(s->tables[j].lead, t->lead) && same_answers(t, &s->tables[j])) {
				block[count++] = &s->tables[j];
				done[j] = true;
			}
		if (count > 1)
			put_block(r, block, count);
		else
			put_question(r, t);
	}
}

/* ---- the end ---------------------------------------------------------------------------------------- */

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

	html_lit(h, "<h2 id=\"hidden\">What is hidden, and why</h2>\n"
		    "<p>Nobody should be able to find out what one person, or a small group, said. "
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
			html_lit(h, "<p>These questions show less than all their answers:</p>\n<ul>\n");
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

	html_lit(h, "<h2 id=\"method\">How this was made</h2>\n<dl>\n<dt>Survey</dt><dd>");
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
	html_lit(h, " responses</dd>\n</dl>\n<p>Answers were sealed before they were stored. They were "
		    "opened with the evaluation team's key, counted, and only the counts that "
		    "passed these rules were written down.</p>\n");
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
		html_lit(h, "</h2>\n<p>Strength: [x] not available. Comments have not been read and "
			    "sorted yet; these are the theme's closed questions.</p>\n");
		put_tables(r, (int)i);
		html_lit(h, "</section>\n");
	}
	if (other_questions(s)) {
		html_lit(h, "<section>\n<h2 id=\"other\">Other questions</h2>\n");
		put_tables(r, -1);
		html_lit(h, "</section>\n");
	}
}

bool
export_html(const struct summary *s, struct export_files *out, struct arena *a, struct err *err)
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
	put_hidden(&r);
	put_method(&r);
	html_lit(h, "</main>\n</body>\n</html>\n");
	good = html_ok(h);
	bytes = html_bytes(h, &len);
	buf_put(b, bytes, len);
	html_free(h);
	return (good && buf_ok(b)) || err_set(err, ERR_INPUT, "summary.html: larger than %d bytes",
					      EXPORT_BYTES_MOST);
}
