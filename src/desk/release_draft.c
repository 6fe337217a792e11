/*
 * The draft of a release: each question as it would leave, why parts of it would not, people's
 * words, and the report as readers would see it.  All of it is published cells.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "desk/release.h"
#include "desk/surveys.h"
#include "out/report.h"

/* ---- what must be read first ------------------------------ */

static void
put_warnings(struct desk_visit *v, const struct trial *t)
{
	const struct release_made *made = &t->made;

	if (t->s->invented)
		notice_put(
			v,
			"Invented answers. A program made them up to try things out. They say "
			"nothing about any force.");
	if (t->s->unconfirmed)
		notice_put(v,
			   "Rehearsal. The survey was opened before each key holder had "
			   "confirmed the key.");
	if (made->unopened)
		trouble_put(
			v,
			arena_printf(
				v->arena,
				"%zu of the sealed answers do not open and would not be "
				"counted",
				made->unopened),
			made->why);
	if (made->again)
		notice_put(
			v,
			"Nothing is new since the last release, so there is nothing to "
			"propose: that release stands.");
	said_put(v, t->said.data ? t->said.data : "");
}

static void
put_facts(struct desk_visit *v, const struct trial *t)
{
	const struct summary *s = t->s;
	struct html *h = v->body;

	html_lit(h, "<dl class=\"facts\">\n<dt>Responses, rounded</dt><dd>");
	if (s->responses < 0) {
		html_lit(h, "too few to show: under ");
		html_num(h, s->policy.whole);
	} else {
		html_num(h, s->responses);
		if (s->expected) {
			html_lit(h, " of ");
			html_num(h, s->expected);
			html_lit(h, " invited");
		}
	}
	html_lit(h, "</dd>\n<dt>Closed batches</dt><dd>");
	html_num(h, t->made.batches);
	html_lit(h, ", of which ");
	html_num(h, t->made.since);
	html_text(h, t->made.since == 1 ? " is" : " are");
	html_lit(h, " new</dd>\n<dt>Smallest number shown</dt><dd>");
	html_num(h, s->policy.threshold);
	html_lit(h, "</dd>\n<dt>Fingerprint of what would leave</dt><dd><code>");
	html_text_len(h, t->made.print, 16);
	html_lit(h, "</code></dd>\n</dl>\n");
}

/* ---- questions ------------------------------ */

static const char *
leaves_words(const struct summary *s, const struct table *t)
{
	bool hidden = false;

	for (size_t r = 0; r < t->row_count; r++)
		for (size_t c = 0; c < t->rows[r].cell_count; c++)
			hidden |= t->rows[r].cells[c].marker == MARK_C ||
				  t->rows[r].cells[c].marker == MARK_CU;
	if (t->level != LEVEL_FULL)
		return level_words(s, t);
	return hidden ? "All answers; small numbers are hidden." : "All answers.";
}

/* How many of its break-downs show groups. */
static void
put_breaks(struct html *h, const struct summary *s, const struct table *own)
{
	long all = 0, shown = 0;

	for (size_t i = 0; i < s->table_count; i++) {
		const struct table *t = &s->tables[i];

		if (!t->by[0] || !str_same(t->question, own->question))
			continue;
		all++;
		shown += is_broken_down(t);
	}
	if (!all)
		return;
	html_num(h, shown);
	html_lit(h, " of ");
	html_num(h, all);
}

static void
put_question_row(struct desk_visit *v, const struct trial *t, const struct table *own)
{
	struct html *h = v->body;

	html_lit(h, "<tr><th scope=\"row\">");
	desk_link(
		v,
		desk_path(v, "/surveys/:/release/draft/question/:", v->part[0], own->id),
		arena_printf(v->arena, "%s%s%s", own->lead, *own->lead ? " " : "",
			     own->question_title));
	html_lit(h, "</th><td>");
	html_text(h, leaves_words(t->s, own));
	html_lit(h, "</td><td class=\"num\">");
	put_breaks(h, t->s, own);
	html_lit(h, "</td></tr>\n");
}

static void
put_questions(struct desk_visit *v, const struct trial *t)
{
	static const char *const heads[] = { "Question", "What leaves", "#By group" };
	const struct summary *s = t->s;

	html_lit(
		v->body,
		"<h2>Questions</h2>\n<p>Each leads to its tables as they would leave, and why "
		"anything in them is held back. \"By group\" says how many of its break-downs "
		"show groups.</p>\n");
	for (int theme = 0; theme <= (int)s->theme_count; theme++) {
		int now = theme < (int)s->theme_count ? theme : -1;
		const char *title = now < 0 ? "Other questions" : s->themes[now].title;
		bool any = false;

		for (size_t i = 0; i < s->table_count; i++) {
			if (s->tables[i].by[0] || s->tables[i].theme != now)
				continue;
			if (!any)
				desk_table(v, title, heads, ARRAY_LEN(heads));
			any = true;
			put_question_row(v, t, &s->tables[i]);
		}
		if (any)
			desk_table_end(v);
	}
}

/* ---- people's words ------------------------------ */

static void
put_quotes(struct desk_visit *v, const struct summary *s)
{
	struct html *h = v->body;

	if (!s->quote_count)
		return;
	html_lit(
		h,
		"<h2>People's own words</h2>\n<p>Redacted, and passed by two people.</p>\n");
	for (size_t i = 0; i < s->theme_count; i++) {
		const struct theme_result *theme = &s->themes[i];

		if (!theme->quote_count)
			continue;
		html_lit(h, "<details>\n<summary>");
		html_text(h, theme->title);
		html_lit(h, ": ");
		html_num(h, (long)theme->quote_count);
		html_lit(h, "</summary>\n");
		for (size_t q = 0; q < theme->quote_count; q++) {
			html_lit(h, "<blockquote class=\"quote\"><p>");
			html_text(h, theme->quotes[q]);
			html_lit(h, "</p></blockquote>\n");
		}
		html_lit(h, "</details>\n");
	}
}

static void
put_notes(struct html *h, const struct summary *s)
{
	html_lit(h, "<details>\n<summary>What readers are told</summary>\n<ul>\n");
	for (size_t i = 0; i < s->note_count; i++) {
		html_lit(h, "<li>");
		html_text(h, s->notes[i]);
		html_lit(h, "</li>\n");
	}
	html_lit(h, "</ul>\n</details>\n");
}

void
draft_put(struct desk_visit *v, const struct trial *t)
{
	struct report r = { .s = t->s, .h = v->body, .a = v->arena };

	report_sheet(v);
	put_warnings(v, t);
	put_facts(v, t);
	html_lit(v->body, "<p>");
	desk_link(v, desk_path(v, "/surveys/:/release/draft/report", v->part[0]),
		  "The report as readers would see it");
	html_lit(v->body, ", with all charts and tables.</p>\n");
	put_notes(v->body, t->s);
	if (t->s->responses < 0)
		return;
	report_headlines(&r);
	report_strengths(&r);
	if (t->s->scorecard_count) {
		html_lit(v->body, "<h2>Scorecard</h2>\n");
		report_scorecard(&r);
	}
	put_quotes(v, t->s);
	put_questions(v, t);
}

/* ---- pages ------------------------------ */

static void
put_propose(struct desk_visit *v, const struct trial *t, const struct desk_order *o)
{
	struct html *h = v->body;

	html_lit(h, "<h2>Propose it</h2>\n");
	if (t->made.again) {
		html_lit(h, "<p>There is nothing new to propose.</p>\n");
		return;
	}
	if (!desk_may(v, MAY_EVALUATE)) {
		html_lit(h, "<p>An evaluator proposes a release; you confirm it.</p>\n");
		return;
	}
	html_lit(
		h,
		"<p>A second evaluator makes this draft anew, compares it with yours by its "
		"fingerprint, and confirms or refuses it.</p>\n");
	desk_form(v, desk_path(v, "/surveys/:/release/propose", v->part[0]));
	desk_order_hidden(v, o);
	html_lit(h, "<input type=\"hidden\" name=\"print\"");
	html_attr(h, "value", t->made.print);
	html_lit(h, ">\n");
	desk_button(v, "go", "propose",
		    arena_printf(v->arena, "Propose release %u", t->made.number));
	desk_form_end(v);
}

struct console_reply *
desk_draft(struct desk_visit *v)
{
	struct err err = { .code = ERR_NONE };
	struct console_reply *reply = NULL;
	const struct trial *t;
	struct desk_order o;

	if (!desk_order_read(v, &v->request->query, &o, &err))
		return release_trouble(v, v->part[0], "", &err);
	desk_hold(v);
	t = trial_for_page(v, &o, release_day(), &reply);
	if (t) {
		survey_nav(v, v->part[0], "");
		draft_put(v, t);
		html_lit(v->body, "<h2>What it is made of</h2>\n<dl class=\"facts\">\n");
		desk_order_say(v, &o);
		html_lit(v->body, "</dl>\n");
		put_propose(v, t, &o);
		reply = desk_page(v, 200,
				  arena_printf(v->arena, "Draft of release %u of %s",
					       t->made.number, v->part[0]));
	}
	desk_let(v);
	return reply;
}

/* What was looked at last; a sitting that has none begins at the release's page. */
static struct console_reply *
no_draft(struct desk_visit *v)
{
	return desk_moved(v, "Make the draft first.", "%s",
			  desk_path(v, "/surveys/:/release", v->part[0]));
}

/* "full was not used: ..." for somebody who has not the names of levels in mind. */
static void
put_reason(struct desk_visit *v, const char *line)
{
	static const char *const plain[LEVEL__COUNT] = {
		[LEVEL_FULL] = "each answer by itself",
		[LEVEL_MERGED] = "answers or groups put together",
		[LEVEL_ROWS] = "answers of all people, without groups",
		[LEVEL_GROUPS] = "the sizes of groups alone",
		[LEVEL_TOTAL] = "the number who answered alone",
		[LEVEL_NOTHING] = "nothing",
	};
	static const char unused[] = " was not used: ";
	const char *rest = strstr(line, unused);
	struct html *h = v->body;

	html_lit(h, "<li>");
	for (size_t l = 0; rest && l < LEVEL__COUNT; l++)
		if (strlen(level_names[l]) == (size_t)(rest - line) &&
		    str_starts(line, level_names[l])) {
			html_lit(h, "Not ");
			html_text(h, plain[l]);
			html_lit(h, ": ");
			line = rest + sizeof(unused) - 1;
		}
	html_text(h, line);
	html_lit(h, "</li>\n");
}

/* The lines without the table's id, and without its level, which stands above in words. */
static size_t
put_reasons(struct desk_visit *v, const struct table *t, char *why, bool count)
{
	size_t id = strlen(t->id), lines = 0;

	for (char *line = why, *next; line && *line; line = next) {
		next = strchr(line, '\n');
		if (next && !count)
			*next = '\0';
		next = next ? next + 1 : NULL;
		if (strncmp(line, t->id, id) == 0 && strlen(line) > id + 2)
			line += id + 2;
		if (str_starts(line, "printed at "))
			continue;
		lines++;
		if (!count)
			put_reason(v, line);
	}
	return lines;
}

static void
put_explained(struct desk_visit *v, const struct summary *s, const struct table *t)
{
	struct html *h = v->body;
	SCOPED(buf) why;
	char *text;

	buf_init(&why, 0);
	summary_explain_table(s, t, &why);
	text = arena_copy(v->arena, why.data ? why.data : "", why.len);
	if (!put_reasons(v, t, text, true)) {
		html_lit(h, "<p class=\"hint\">Nothing in it is held back.</p>\n");
		return;
	}
	html_lit(h, "<details open>\n<summary>What is held back here, and by which rule"
		    "</summary>\n<ul>\n");
	put_reasons(v, t, text, false);
	html_lit(h, "</ul>\n</details>\n");
}

static void
put_own(struct desk_visit *v, const struct summary *s, const struct table *t)
{
	struct report r = { .s = s, .h = v->body, .a = v->arena };

	html_lit(v->body, "<p>");
	html_text(v->body, leaves_words(s, t));
	html_lit(v->body, "</p>\n");
	if (t->row_count > 1) {
		html_lit(v->body, "<figure>\n");
		chart_bars(&r, t);
		html_lit(v->body, "</figure>\n");
	}
	if (t->row_count)
		report_table(&r, t);
	put_explained(v, s, t);
}

static void
put_cross(struct desk_visit *v, const struct summary *s, const struct table *t)
{
	struct report r = { .s = s, .h = v->body, .a = v->arena };

	html_lit(v->body, "<h2>By group: ");
	html_text(v->body, t->by_title);
	html_lit(v->body, "</h2>\n");
	if (is_broken_down(t)) {
		report_cross(&r, t);
	} else {
		html_lit(v->body, "<p>");
		html_text(v->body, level_words(s, t));
		html_lit(v->body, "</p>\n");
	}
	put_explained(v, s, t);
}

/* What stood above it in the form, and the way back to the same draft. */
static void
put_question_head(struct desk_visit *v, const struct trial *t, const struct table *own)
{
	struct html *h = v->body;
	struct desk_order o;
	unsigned release;
	int day;

	if (*own->lead) {
		html_lit(h, "<p>");
		html_text(h, own->lead);
		html_lit(h, "</p>\n");
	}
	html_lit(h,
		 "<p class=\"hint\">A draft. It is no release and may not be passed on.");
	if (desk_order_parse(v, t->order, &o, &release, &day, NULL)) {
		html_lit(h, " ");
		desk_link(
			v,
			arena_printf(v->arena, "%s%s",
				     desk_path(v, "/surveys/:/release/draft", v->part[0]),
				     desk_order_query(v, &o)),
			"Back to the whole draft");
	}
	html_lit(h, "</p>\n");
}

struct console_reply *
desk_draft_question(struct desk_visit *v)
{
	struct console_reply *reply = NULL;
	const struct table *own = NULL;
	const struct trial *t;

	desk_hold(v);
	t = trial_kept(v, v->part[0]);
	if (t)
		own = summary_table(t->s, v->part[1]);
	if (own && !own->by[0]) {
		report_sheet(v);
		survey_nav(v, v->part[0], "");
		put_question_head(v, t, own);
		put_own(v, t->s, own);
		for (size_t i = 0; i < t->s->table_count; i++)
			if (t->s->tables[i].by[0] &&
			    str_same(t->s->tables[i].question, own->question))
				put_cross(v, t->s, &t->s->tables[i]);
		reply = desk_page(v, 200, own->title);
	}
	desk_let(v);
	if (reply)
		return reply;
	return t ? desk_refused(v, 404, "There is no such question.") : no_draft(v);
}

/* ---- the report as it stands ------------------------------ */

void
report_sheet(struct desk_visit *v)
{
	html_lit(v->body, "<link rel=\"stylesheet\" href=\"");
	html_url(v->body, public_address("report.css"));
	html_lit(v->body, "\">\n");
}

/* The report bears its own style: only that one may be used. */
static const char *
report_style_source(struct desk_visit *v, const char *html)
{
	static const char begin[] = "<style>", end[] = "</style>";
	const char *from = strstr(html, begin), *to;
	unsigned char hash[SEAL_HASH];
	char text[base64_size(SEAL_HASH)];

	if (!from || !(to = strstr(from, end)))
		return NULL;
	from += sizeof(begin) - 1;
	seal_sha256(hash, from, (size_t)(to - from));
	base64_encode(text, sizeof(text), hash, sizeof(hash));
	for (char *p = text; *p; p++)
		*p = *p == '-' ? '+' : *p == '_' ? '/' : *p;
	return arena_printf(v->arena, "'sha256-%s='", text);
}

struct console_reply *
report_reply(struct desk_visit *v, const char *html, size_t len)
{
	struct console_reply *reply = arena_one(v->arena, struct console_reply);

	*reply = (struct console_reply){ .status = 200,
					 .body = arena_copy(v->arena, html, len),
					 .len = len };
	reply->csp_style = report_style_source(v, reply->body);
	return reply;
}

struct console_reply *
desk_draft_report(struct desk_visit *v)
{
	struct console_reply *reply = NULL;
	const struct trial *t;

	desk_hold(v);
	t = trial_kept(v, v->part[0]);
	if (t)
		reply = report_reply(v, t->html.data, t->html.len);
	desk_let(v);
	return reply ? reply : no_draft(v);
}

/* The tables that the draft's report links to. */
struct console_reply *
desk_draft_table(struct desk_visit *v)
{
	const char *path = arena_printf(v->arena, "tables/%s", v->part[1]);
	struct console_reply *reply = NULL;
	const struct trial *t;

	desk_hold(v);
	t = trial_kept(v, v->part[0]);
	for (size_t i = 0; t && i < t->csv->count && !reply; i++) {
		const struct buf *body = &t->csv->items[i].body;

		if (str_same(t->csv->items[i].path, path))
			reply = desk_file(v, "text/csv; charset=utf-8",
					  arena_printf(v->arena, "draft-%s", v->part[1]),
					  arena_copy(v->arena, body->data, body->len),
					  body->len);
	}
	desk_let(v);
	if (reply)
		return reply;
	return t ? desk_refused(v, 404, "There is no such table.") : no_draft(v);
}
