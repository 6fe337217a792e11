/*
 * The audit log: what people at the desk did, the newest first.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <limits.h>
#include <time.h>

#include "desk/page.h"

enum { ROWS_A_PAGE = 50, SUBJECT_MOST = 200 };

/* "12 June 2026, 14:05", by the clock of the place where the desk runs. */
static void
put_time(struct html *h, int64_t at)
{
	time_t when = (time_t)at;
	struct tm parts;
	char text[64];

	if (!localtime_r(&when, &parts) ||
	    !strftime(text, sizeof(text), "%e %B %Y, %H:%M", &parts))
		return;
	html_text(h, text + (text[0] == ' '));
}

static const char *
query_encoded(struct desk_visit *v, const char *text)
{
	return desk_path(v, "/audit?subject=:", text);
}

/* Who may see some surveys and rooms alone learns nothing of the others here. */
static bool
may_see(const struct desk_visit *v, const struct act_row *row)
{
	return desk_in_scope(v, row->subject) || str_same(row->person, v->person) ||
	       str_same(row->subject, v->person);
}

static void
put_row(struct desk_visit *v, const struct act_row *row)
{
	struct html *h = v->body;

	html_lit(h, "<tr><td class=\"whole\">");
	put_time(h, row->at);
	html_lit(h, "</td><td>");
	html_text(h, *row->person ? row->person : "somebody unknown");
	html_lit(h, "</td><td>");
	html_text(h, row->act);
	html_lit(h, "</td><td>");
	if (*row->subject)
		desk_link(v, query_encoded(v, row->subject), row->subject);
	html_lit(h, "</td><td>");
	html_text(h, row->words);
	html_lit(h, "</td></tr>\n");
}

static void
put_filter(struct desk_visit *v, const char *subject)
{
	struct html *h = v->body;

	html_lit(h, "<form method=\"get\" action=\"/audit\"><p class=\"field\">"
		    "<label for=\"subject\">Only what was done to one survey, room or "
		    "person</label>\n<input id=\"subject\" name=\"subject\" "
		    "maxlength=\"120\"");
	html_attr(h, "value", subject);
	html_lit(h, "></p>\n<button>Show</button>\n</form>\n");
}

static void
put_older(struct desk_visit *v, const char *subject, uint64_t before)
{
	const char *number = arena_printf(v->arena, "%llu", (unsigned long long)before);

	html_lit(v->body, "<p>");
	desk_link(v,
		  *subject ? desk_path(v, "/audit?before=:&subject=:", number, subject)
			   : desk_path(v, "/audit?before=:", number),
		  "Older");
	html_lit(v->body, "</p>\n");
}

struct console_reply *
desk_audit_page(struct desk_visit *v)
{
	static const char *const heads[] = { "When", "Who", "What", "Of what", "More" };
	const char *subject = pairs_get(&v->request->query, "subject");
	const char *from = pairs_get(&v->request->query, "before");
	unsigned long before = 0;
	struct act_row *rows;
	size_t count;
	struct err err;

	if (!subject || strlen(subject) > SUBJECT_MOST)
		subject = "";
	if (from && !str_to_uint(from, LONG_MAX, &before))
		before = 0;
	if (!act_about(desk_people(v), *subject ? subject : NULL, before, ROWS_A_PAGE + 1,
		       &rows, &count, v->arena, &err))
		return desk_failed(v, &err);
	put_filter(v, subject);
	if (!count)
		html_lit(v->body, "<p>There is nothing to show.</p>\n");
	else
		desk_table(v, "What people at the desk did, the newest first", heads,
			   ARRAY_LEN(heads));
	for (size_t i = 0; i < count && i < ROWS_A_PAGE; i++)
		if (may_see(v, &rows[i]))
			put_row(v, &rows[i]);
	if (count)
		desk_table_end(v);
	if (count > ROWS_A_PAGE)
		put_older(v, subject, rows[ROWS_A_PAGE - 1].number);
	return desk_page(v, 200, "Audit log");
}
