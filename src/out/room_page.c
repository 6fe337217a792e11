/*
 * A room's report as one page, in the style of a survey's: the theme grid first, then each theme.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "out/room_inside.h"

void
room_page_head(struct html *h, const char *title, const char *language, bool invented)
{
	html_lit(h, "<!DOCTYPE html>\n<html");
	html_attr(h, "lang", language);
	html_lit(h, ">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
		    "content=\"width=device-width, initial-scale=1\">\n"
		    "<meta name=\"color-scheme\" content=\"light dark\">\n<title>");
	html_text(h, title);
	html_lit(h, "</title>\n<link rel=\"icon\" href=\"data:,\">\n");
	report_style(h);
	html_lit(
		h,
		"</head>\n<body>\n<a class=\"skip\" href=\"#main\">Skip to the report</a>\n"
		"<div class=\"sheet\">\n");
	if (invented)
		html_lit(
			h,
			"<p class=\"strip\" aria-hidden=\"true\">INVENTED ANSWERS</p>\n");
	html_lit(h, "<div class=\"all\">\n<main id=\"main\" class=\"wide\">\n<h1>");
	html_text(h, title);
	html_lit(h, "</h1>\n");
}

void
room_page_foot(struct html *h)
{
	html_lit(h, "</main>\n</div>\n</div>\n</body>\n</html>\n");
}

bool
room_page_out(struct html *h, struct buf *out, struct err *err)
{
	bool good = html_ok(h);
	size_t len;
	const char *bytes = html_bytes(h, &len);

	if (good)
		buf_put(out, bytes, len);
	html_free(h);
	return good || err_set(err, ERR_INPUT, "the page is too large");
}

/* ---- parts -------------------------------------------------------------------------- */

static void
put_notes(struct html *h, const struct room_report *r)
{
	const char *notes[6];
	size_t n = room_notes(r, notes);

	for (size_t i = 0; i < n; i++) {
		bool warning =
			(r->invented && i == 0) || strstr(notes[i], "Draft:") == notes[i];

		if (warning)
			html_lit(h, "<p class=\"warning\">");
		else
			html_lit(h, "<p class=\"hint\">");
		html_text(h, notes[i]);
		html_lit(h, "</p>\n");
	}
}

/* How many ideas of a kind stand in a cell of the grid; the page below has all. */
enum { GRID_IDEAS = 3 };

static void
put_grid_cell(struct html *h, const struct room_section *s, enum bucket bucket)
{
	size_t shown = 0, more = 0;

	html_lit(h, "<td>");
	for (size_t i = 0; i < s->idea_count; i++) {
		if (s->ideas[i].bucket != bucket)
			continue;
		if (shown == GRID_IDEAS) {
			more++;
			continue;
		}
		if (!shown++)
			html_lit(h, "<ul>");
		html_lit(h, "<li><bdi>");
		html_text(h, s->ideas[i].text);
		html_lit(h, "</bdi></li>");
	}
	if (shown)
		html_lit(h, "</ul>");
	if (more)
		html_lit(h, "<span class=\"hint\">and more below</span>");
	if (!shown)
		html_lit(h, "<span class=\"hint\" title=\"nothing was said here\">-</span>");
	html_lit(h, "</td>");
}

static void
put_grid(struct html *h, const struct room_report *r)
{
	html_lit(h, "<h2 id=\"grid\">The five themes at a glance</h2>\n");
	table_open(h, "Theme grid",
		   "What works, what concerns people, and what could be better");
	html_lit(
		h,
		"<thead><tr><th scope=\"col\">Theme</th><th scope=\"col\">What works</th>"
		"<th scope=\"col\">Concern</th><th scope=\"col\">Opportunity</th></tr></thead>\n"
		"<tbody>\n");
	for (size_t i = 0; i < r->section_count; i++) {
		html_lit(h, "<tr><th scope=\"row\">");
		html_text(h, r->sections[i].title);
		html_lit(h, "</th>");
		for (int b = BUCKET_WORKS; b < BUCKET__COUNT; b++)
			put_grid_cell(h, &r->sections[i], (enum bucket)b);
		html_lit(h, "</tr>\n");
	}
	html_lit(h, "</tbody>\n");
	table_close(h);
}

/* Ordered ones as a list with places, the others below it. */
static void
put_rows(struct html *h, const struct room_row *rows, size_t n, bool ideas)
{
	size_t ordered = 0;

	while (ordered < n && rows[ordered].order)
		ordered++;
	for (size_t i = 0; i < n; i++) {
		if (i == 0 && ordered)
			html_lit(h, "<ol>\n");
		if (i == ordered) {
			if (ordered)
				html_lit(h,
					 "</ol>\n<p class=\"hint\">In no order:</p>\n");
			html_lit(h, "<ul>\n");
		}
		html_lit(h, "<li");
		if (rows[i].order) {
			html_lit(h, " value=\"");
			html_num(h, (long)rows[i].order);
			html_lit(h, "\"");
		}
		html_lit(h, "><bdi>");
		html_text(h, rows[i].text);
		html_lit(h, "</bdi>");
		if (ideas && rows[i].bucket != BUCKET_NONE) {
			html_lit(h, " <span class=\"hint\">(");
			html_text(h, bucket_names[rows[i].bucket]);
			html_lit(h, ")</span>");
		}
		html_lit(h, "</li>\n");
	}
	if (n && ordered == n)
		html_lit(h, "</ol>\n");
	else if (n)
		html_lit(h, "</ul>\n");
}

static void
put_section(struct html *h, const struct room_section *s, size_t number)
{
	html_lit(h, "<h2 id=\"theme-");
	html_num(h, (long)number);
	html_lit(h, "\">");
	html_text(h, s->title);
	html_lit(h, "</h2>\n<p class=\"hint\">");
	html_text(h, s->ask);
	html_lit(h, "</p>\n");
	if (*s->summary) {
		html_lit(h, "<p>");
		html_text(h, s->summary);
		html_lit(h, "</p>\n");
	}
	if (s->idea_count) {
		html_lit(h, "<h3>Ideas</h3>\n");
		put_rows(h, s->ideas, s->idea_count, true);
	}
	for (size_t i = 0; i < s->asked_count; i++) {
		html_lit(h, "<h3>");
		html_text(h, s->asked[i].ask);
		html_lit(h, "</h3>\n");
		put_rows(h, s->asked[i].rows, s->asked[i].row_count, false);
	}
	for (size_t i = 0; i < s->quote_count; i++) {
		html_lit(h, "<blockquote><p><bdi>");
		html_text(h, s->quotes[i]);
		html_lit(h, "</bdi></p></blockquote>\n");
	}
}

static void
put_actions(struct html *h, const struct room_report *r)
{
	if (!r->action_count)
		return;
	html_lit(h, "<h2 id=\"actions\">What is to be done</h2>\n");
	table_open(h, "Actions", "Actions, with department and quarter");
	html_lit(
		h,
		"<thead><tr><th scope=\"col\">Action</th><th scope=\"col\">Department</th>"
		"<th scope=\"col\">Quarter</th></tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < r->action_count; i++) {
		html_lit(h, "<tr><th scope=\"row\">");
		html_text(h, r->actions[i].text);
		html_lit(h, "</th><td>");
		html_text(h, r->actions[i].department);
		html_lit(h, "</td><td>");
		html_text(h, r->actions[i].quarter);
		html_lit(h, "</td></tr>\n");
	}
	html_lit(h, "</tbody>\n");
	table_close(h);
}

bool
export_room_html(const struct room_report *r, struct export_files *out, struct arena *a,
		 struct err *err)
{
	struct buf *file = export_open(out, "room.html", err);
	struct html *h;

	if (!file)
		return false;
	h = html_new(ROOM_REPORT_BYTES);
	room_page_head(h, r->title, r->language, r->invented);
	html_lit(h, "<p>");
	html_text(h, arena_printf(a, "Focus group for %s. %s%s", r->group,
				  *r->held ? "Held until " : "",
				  *r->held ? released_words(r->held, a) : "Still open"));
	html_lit(h, ".</p>\n");
	put_notes(h, r);
	put_grid(h, r);
	for (size_t i = 0; i < r->section_count; i++)
		put_section(h, &r->sections[i], i + 1);
	put_actions(h, r);
	room_page_foot(h);
	return room_page_out(h, file, err);
}
