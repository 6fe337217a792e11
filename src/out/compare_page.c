/*
 * A comparison as one page in the report's style: what a lead of several forces looks at.  No
 * script, no second file; every table has a caption and scopes.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "out/compare.h"
#include "out/report.h"

struct benchmark {
	const struct comparison *c;
	struct html *h;
	struct arena *a;
};

static void
put_cell(struct benchmark *p, const char *words)
{
	html_lit(p->h, "<td>");
	html_text(p->h, words);
	html_lit(p->h, "</td>");
}

static void
put_number_cell(struct benchmark *p, const char *words)
{
	html_lit(p->h, "<td class=\"n\">");
	html_text(p->h, words);
	html_lit(p->h, "</td>");
}

/* ---- tables ------------------------------------------------------------------------- */

static void
open_table(struct benchmark *p, const char *label, const char *caption)
{
	html_lit(p->h, "<div class=\"scroll\" role=\"group\" tabindex=\"0\"");
	html_attr(p->h, "aria-label", label);
	html_lit(p->h, ">\n<table>\n<caption>");
	html_text(p->h, caption);
	html_lit(p->h, "</caption>\n");
}

/* A column for each file, and from the second on one for how it differs. */
static void
put_heads(struct benchmark *p, const char *first, const char *best, bool pool)
{
	const struct comparison *c = p->c;

	html_lit(p->h, "<thead><tr><th scope=\"col\">");
	html_text(p->h, first);
	html_lit(p->h, "</th>");
	if (best) {
		html_lit(p->h, "<th scope=\"col\">");
		html_text(p->h, best);
		html_lit(p->h, "</th>");
	}
	for (size_t i = 0; i < c->count; i++) {
		html_lit(p->h, "<th scope=\"col\" class=\"n\">");
		html_text(p->h, c->labels[i]);
		html_lit(p->h, "</th>");
		if (!i)
			continue;
		html_lit(p->h, "<th scope=\"col\">");
		html_text(p->h, c->labels[i]);
		html_lit(p->h, ", ");
		html_text(p->h, compare_since(c, i, p->a));
		html_lit(p->h, "</th>");
	}
	if (pool)
		html_lit(p->h, "<th scope=\"col\">Pool</th>");
	html_lit(p->h, "</tr></thead>\n<tbody>\n");
}

static bool
any_pool(const struct compare_row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (rows[i].pool.files)
			return true;
	return false;
}

static void
put_row(struct benchmark *p, const struct compare_row *row, const char *best, bool pool)
{
	html_lit(p->h, "<tr><th scope=\"row\">");
	html_text(p->h, row->label);
	html_lit(p->h, "</th>");
	if (best)
		put_cell(p, best);
	for (size_t i = 0; i < p->c->count; i++) {
		put_number_cell(p, compare_share(&row->sides[i], p->a));
		if (i)
			put_cell(p, compare_said(p->c, &row->sides[i], p->a));
	}
	if (pool)
		put_cell(p, compare_pooled(row, p->a));
	html_lit(p->h, "</tr>\n");
}

static void
close_table(struct benchmark *p)
{
	html_lit(p->h, "</tbody>\n</table>\n</div>\n");
}

static void
put_bases(struct benchmark *p, const struct compare_table *t, bool pool)
{
	html_lit(p->h, "<tr class=\"base\"><th scope=\"row\">All who answered</th>");
	for (size_t i = 0; i < p->c->count; i++) {
		put_number_cell(p, compare_base(&t->bases[i], p->a));
		if (i)
			put_cell(p, "");
	}
	if (pool)
		put_cell(p, "");
	html_lit(p->h, "</tr>\n");
}

/* ---- sections ------------------------------------------------------------------------ */

static void
put_question(struct benchmark *p, const struct compare_table *t, size_t at)
{
	bool pool = any_pool(t->rows, t->row_count);

	html_lit(p->h, "<h3 id=\"q");
	html_num(p->h, (long)at + 1);
	html_lit(p->h, "\">");
	if (*t->lead) {
		html_text(p->h, t->lead);
		html_lit(p->h, " ");
	}
	html_text(p->h, t->title);
	html_lit(p->h, "</h3>\n");
	open_table(p, t->title, "Shares of all who answered");
	put_heads(p, "Answer", NULL, pool);
	for (size_t r = 0; r < t->row_count; r++)
		put_row(p, &t->rows[r], NULL, pool);
	put_bases(p, t, pool);
	close_table(p);
}

static void
put_rows(struct benchmark *p, const char *id, const char *title, const char *caption,
	 const struct compare_row *rows, size_t count, const char *const *best)
{
	bool pool = any_pool(rows, count);

	if (!count)
		return;
	html_lit(p->h, "<h2");
	html_attr(p->h, "id", id);
	html_lit(p->h, ">");
	html_text(p->h, title);
	html_lit(p->h, "</h2>\n");
	open_table(p, title, caption);
	put_heads(p, best ? "Point" : "Theme", best ? "Best answers" : NULL, pool);
	for (size_t r = 0; r < count; r++)
		put_row(p, &rows[r], best ? best[r] : NULL, pool);
	close_table(p);
}

static void
put_files(struct benchmark *p)
{
	const struct comparison *c = p->c;

	html_lit(p->h, "<h2 id=\"files\">Coverage</h2>\n");
	open_table(p, "Coverage", "Responses, rounded; responses, not people");
	html_lit(
		p->h,
		"<thead><tr><th scope=\"col\">Release</th><th scope=\"col\">Responses</th>"
		"</tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < c->count; i++) {
		html_lit(p->h, "<tr><th scope=\"row\">");
		html_text(p->h, c->labels[i]);
		html_lit(p->h, "</th>");
		put_cell(p, compare_coverage(c, i, p->a));
		html_lit(p->h, "</tr>\n");
	}
	close_table(p);
}

static void
put_contents(struct benchmark *p)
{
	html_lit(
		p->h,
		"<nav aria-label=\"Contents\"><ol>\n<li><a href=\"#files\">Coverage</a></li>\n");
	if (p->c->point_count)
		html_lit(p->h, "<li><a href=\"#scorecard\">Scorecard</a></li>\n");
	if (p->c->theme_count)
		html_lit(p->h, "<li><a href=\"#themes\">Themes</a></li>\n");
	html_lit(p->h, "<li><a href=\"#questions\">Questions</a></li>\n"
		       "<li><a href=\"#notes\">How to read this</a></li>\n</ol></nav>\n");
}

void
compare_notes(const struct comparison *c, struct html *h)
{
	html_lit(h, "<h2 id=\"notes\">How to read this</h2>\n<ul>\n");
	for (size_t i = 0; i < c->note_count; i++) {
		html_lit(h, "<li>");
		html_text(h, c->notes[i]);
		html_lit(h, "</li>\n");
	}
	html_lit(h, "</ul>\n");
}

/* On paper the strip stands on each page. */
static void
put_head(struct benchmark *p)
{
	const struct comparison *c = p->c;
	const char *title = compare_title(c, p->a);
	bool invented = c->files[0]->invented, rehearsal = false;

	for (size_t i = 0; i < c->count; i++)
		rehearsal |= c->files[i]->unconfirmed;
	html_lit(p->h, "<!DOCTYPE html>\n<html");
	html_attr(p->h, "lang", "en");
	html_lit(p->h, ">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
		       "content=\"width=device-width, initial-scale=1\">\n"
		       "<meta name=\"color-scheme\" content=\"light dark\">\n<title>");
	html_text(p->h, title);
	html_lit(p->h, "</title>\n<link rel=\"icon\" href=\"data:,\">\n");
	report_style(p->h);
	html_lit(
		p->h,
		"</head>\n<body>\n<a class=\"skip\" href=\"#main\">Skip to the tables</a>\n"
		"<div class=\"sheet\">\n");
	if (invented)
		html_lit(
			p->h,
			"<p class=\"strip\" aria-hidden=\"true\">INVENTED ANSWERS</p>\n");
	else if (rehearsal)
		html_lit(p->h, "<p class=\"strip\" aria-hidden=\"true\">REHEARSAL</p>\n");
	html_lit(p->h, "<div class=\"all\">\n<main id=\"main\" class=\"wide\">\n");
	if (invented)
		html_lit(
			p->h,
			"<p class=\"warning\">Invented answers. A program made them up to "
			"try things out. They say nothing about any force.</p>\n");
	if (rehearsal)
		html_lit(
			p->h,
			"<p class=\"warning\">Rehearsal. At least one of these surveys was "
			"opened before each key holder had confirmed the key.</p>\n");
	html_lit(p->h, "<h1>");
	html_text(p->h, title);
	html_lit(p->h, "</h1>\n");
}

void
compare_question(const struct comparison *c, size_t table, struct html *h,
		 struct arena *a)
{
	struct benchmark p = { c, h, a };

	put_question(&p, &c->tables[table], table);
}

void
compare_front(const struct comparison *c, struct html *h, struct arena *a)
{
	struct benchmark p = { c, h, a };

	put_files(&p);
	html_lit(h, "<p class=\"legend\">");
	html_text(h, compare_legend(c, a));
	html_lit(h, "</p>\n");
	put_rows(&p, "scorecard", "Scorecard",
		 "The share of the best answers, among all who answered", c->points,
		 c->point_count, c->best);
	put_rows(&p, "themes", "Themes",
		 "The share of those who commented whose comment carries it", c->themes,
		 c->theme_count, NULL);
}

bool
compare_page(const struct comparison *c, struct buf *out, struct arena *a,
	     struct err *err)
{
	struct html *h = html_new(EXPORT_BYTES_MOST);
	struct benchmark p = { c, h, a };
	const char *bytes;
	size_t len;
	bool good;

	put_head(&p);
	put_contents(&p);
	compare_front(c, h, a);
	html_lit(h, "<h2 id=\"questions\">Questions</h2>\n");
	for (size_t i = 0; i < c->table_count; i++)
		put_question(&p, &c->tables[i], i);
	compare_notes(c, h);
	html_lit(h, "</main>\n</div>\n</div>\n</body>\n</html>\n");
	good = html_ok(h);
	bytes = html_bytes(h, &len);
	if (good)
		buf_put(out, bytes, len);
	html_free(h);
	return good || err_set(err, ERR_INPUT, "the page is too large");
}
