/*
 * Coding: where one stands, and one comment after the other.
 *
 * A decision lies in the workspace before the next comment is shown.  The second coder's pages
 * have no suggestion, and nothing that the first decided.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "desk/coding.h"
#include "desk/surveys.h"

enum { LISTED = 60 }; /* comments on a page of the list */

static const char *const scripts[] = { "coding.js", NULL };

/* ---- how far it is ------------------------------------------------------------------------- */

static void
put_who(struct coding_visit *cv, size_t count)
{
	struct html *h = cv->v->body;

	if (cv->w.coder == CODER_FIRST) {
		html_lit(h,
			 "<p>You are the <b>first</b> coder. You read every comment, "
			 "with suggestions that count for nothing by themselves.</p>\n");
		return;
	}
	html_lit(h, "<p>You are the <b>second</b> coder. You read ");
	if (count < cv->w.count) {
		html_lit(h, "a sample of ");
		part_how_many(h, count, "comment", "comments");
	} else {
		html_lit(h, "all comments");
	}
	html_lit(
		h,
		", without suggestions. What the first coder decided is not shown to you "
		"before both of you are done.</p>\n");
}

/* Of each question: how many comments, and how many of them are coded. */
static void
put_progress(struct coding_visit *cv, const struct comment **list, size_t count)
{
	static const char *const heads[] = { "Question", "#Comments", "#Coded by you",
					     "#Still to code" };
	const struct form *form = cv->w.of.form;
	struct html *h = cv->v->body;

	desk_table(cv->v, "How far you are", heads, ARRAY_LEN(heads));
	for (size_t q = 0; q < form->question_count; q++) {
		size_t all = 0, left = 0;

		for (size_t i = 0; i < count; i++) {
			all += list[i]->question == q;
			left += list[i]->question == q && code_left(&cv->w, list[i]);
		}
		if (!all)
			continue;
		html_lit(h, "<tr><th scope=\"row\">");
		html_text(h, text_in(&form->questions[q].ask, 0));
		html_lit(h, "</th><td class=\"num\">");
		html_num(h, (long)all);
		html_lit(h, "</td><td class=\"num\">");
		html_num(h, (long)(all - left));
		html_lit(h, "</td><td class=\"num\">");
		html_num(h, (long)left);
		html_lit(h, "</td></tr>\n");
	}
	desk_table_end(cv->v);
	html_lit(h, "<p class=\"hint\">These are exact counts, for those who evaluate. "
		    "They are never released.</p>\n");
}

/* ---- lists ---------------------------------------------------------------------------------- */

static void
put_item(struct coding_visit *cv, const struct comment *c, const char *page)
{
	struct html *h = cv->v->body;
	struct arena *a = arena_new(0);
	char name[QUOTE_SHOWN];

	quote_show(c->name, name);
	html_lit(h, "<li class=\"row\">");
	desk_link(cv->v, coding_path(cv, page, c), name);
	html_lit(h, " <span>");
	part_short(h, code_text(&cv->w, c, a));
	html_lit(h, "</span></li>\n");
	arena_free(a);
}

static void
put_list(struct coding_visit *cv, const struct comment **list, size_t count, bool done)
{
	struct html *h = cv->v->body;
	const struct comment **some =
		arena_array(cv->arena, const struct comment *, count + 1);
	size_t n = 0, from = part_page(cv->v) * LISTED;
	const char *here = desk_path(cv->v, "/surveys/:/coding", cv->survey);

	for (size_t i = 0; i < count; i++)
		if (code_left(&cv->w, list[i]) != done)
			some[n++] = list[i];
	html_lit(h, "<h2>");
	html_text(h, done ? "Coded by you" : "Still to code");
	html_lit(h, "</h2>\n");
	if (!n)
		html_lit(h, "<p>None.</p>\n");
	else
		html_lit(h, "<ul class=\"thread\">\n");
	for (size_t i = from; i < n && i < from + LISTED; i++)
		put_item(cv, some[i], "coding");
	if (n)
		html_lit(h, "</ul>\n");
	part_pages(cv->v, done ? arena_printf(cv->arena, "%s?show=coded", here) : here, n,
		   LISTED);
	html_lit(h, "<p>");
	if (done)
		desk_link(cv->v, here, "Show those still to code");
	else
		desk_link(cv->v, arena_printf(cv->v->arena, "%s?show=coded", here),
			  "Show those that you have coded");
	html_lit(h, "</p>\n");
}

static void
put_settle(struct coding_visit *cv)
{
	struct html *h = cv->v->body;
	struct coding_progress p;
	size_t n = 0;

	html_lit(h, "<h2>To settle together</h2>\n");
	if (!coding_both(cv, &p)) {
		html_lit(h, "<p>What the two coders decided differently is shown here "
			    "once both have coded the whole sample.</p>\n");
		return;
	}
	for (size_t i = 0; i < cv->w.count; i++) {
		if (!code_to_settle(&cv->w, cv->w.by_name[i]))
			continue;
		if (!n++)
			html_lit(h, "<ul class=\"thread\">\n");
		if (n <= LISTED)
			put_item(cv, cv->w.by_name[i], "settle");
	}
	if (n)
		html_lit(h, "</ul>\n");
	else
		html_lit(h, "<p>You differ nowhere, or all is settled.</p>\n");
}

static const struct comment *
next_left(const struct coding_visit *cv, const struct comment **list, size_t count,
	  size_t from)
{
	for (size_t i = 0; i < count; i++)
		if (code_left(&cv->w, list[(from + i) % count]))
			return list[(from + i) % count];
	return NULL;
}

struct console_reply *
desk_coding(struct desk_visit *v)
{
	struct coding_visit cv;
	struct console_reply *reply = coding_begin(v, NEEDS_CODES, &cv);
	const struct comment **list, *next;
	struct html *h = v->body;
	size_t count;

	if (reply)
		return reply;
	list = coding_list(&cv, &count);
	next = next_left(&cv, list, count, 0);
	part_places(&cv, "coding");
	if (!count)
		html_lit(h, "<p>Nobody has written a comment yet.</p>\n");
	put_who(&cv, count);
	html_lit(h, "<p>");
	if (next) {
		html_lit(h, "<a class=\"button\" href=\"");
		html_url(h, coding_path(&cv, "coding", next));
		html_lit(h, "\">Code the next comment</a>");
	} else if (count) {
		html_lit(h, "<b>You have coded all of them.</b>");
	}
	html_lit(h, "</p>\n");
	put_progress(&cv, list, count);
	put_settle(&cv);
	put_list(&cv, list, count, str_same(visit_query(v, "show"), "coded"));
	return coding_end(
		&cv, desk_page(v, 200, arena_printf(v->arena, "Coding %s", cv.survey)));
}

/* ---- one comment ------------------------------------------------------------------------- */

struct shown { /* one comment as it is looked at */
	const struct comment *c;
	const struct comment **list;
	size_t count, at;
	struct theme_boxes boxes;
	const char *problem; /* NULL: none */
};

/* The words that speak for a theme, each once, behind its title. */
static void
put_suggestions(struct coding_visit *cv, const struct suggestion *list, size_t count,
		uint64_t themes)
{
	const struct codebook *book = cv->w.codes.book;
	struct html *h = cv->v->body;

	html_lit(h, "<p class=\"hint\">Suggested, by words of the codebook: ");
	if (!themes)
		html_lit(h, "nothing");
	for (size_t t = 0, n = 0; t < book->theme_count; t++) {
		const char *last = NULL;

		if (!(themes >> t & 1))
			continue;
		html_text(h, n++ ? "; " : "");
		html_text(h, book->themes[t].title);
		html_lit(h, " (");
		for (size_t i = 0; i < count; i++) {
			if (list[i].theme != (int)t ||
			    (last && str_same(last, list[i].word)))
				continue;
			html_text(h, last ? ", " : "");
			html_text(h, list[i].word);
			last = list[i].word;
		}
		html_lit(h, ")");
	}
	html_lit(h, ". You decide.</p>\n");
}

/* The text, with what suggests something shaded: for the first coder alone. */
static void
put_text(struct coding_visit *cv, struct shown *s)
{
	const char *text = code_text_lines(&cv->w, s->c, cv->arena);
	bool *shaded = arena_array(cv->arena, bool, strlen(text) + 1);
	struct suggestion *list = NULL;
	struct html *h = cv->v->body;
	size_t count = 0;

	/* Places in the text on one line are places in this one. */
	s->boxes.suggested =
		code_suggested(&cv->w, s->c, code_text(&cv->w, s->c, cv->arena), &list,
			       &count, cv->arena);
	for (size_t i = 0; i < count; i++)
		for (size_t at = list[i].from; at < list[i].to; at++)
			shaded[at] = true;
	html_lit(h, "<p class=\"hint\">Asked: ");
	html_text(h, code_asked(&cv->w, s->c));
	html_lit(h, "</p>\n<blockquote class=\"quote\"><p>");
	part_typed(h, text, shaded);
	html_lit(h, "</p></blockquote>\n");
	if (cv->w.suggester)
		put_suggestions(cv, list, count, s->boxes.suggested);
}

static void
put_step(struct coding_visit *cv, const struct comment *c, const char *rel,
	 const char *words)
{
	struct html *h = cv->v->body;

	html_lit(h, " <a");
	html_attr(h, "rel", rel);
	html_lit(h, " href=\"");
	html_url(h, coding_path(cv, "coding", c));
	html_lit(h, "\">");
	html_text(h, words);
	html_lit(h, "</a>");
}

static void
put_steps(struct coding_visit *cv, const struct shown *s)
{
	struct html *h = cv->v->body;

	html_lit(h, "<p class=\"row\">Comment ");
	html_num(h, (long)s->at + 1);
	html_lit(h, " of ");
	html_num(h, (long)s->count);
	html_lit(h, ".");
	if (s->at)
		put_step(cv, s->list[s->at - 1], "prev", "Previous");
	if (s->at + 1 < s->count)
		put_step(cv, s->list[s->at + 1], "next", "Next, without saving");
	html_lit(h, " ");
	desk_link(cv->v, desk_path(cv->v, "/surveys/:/coding", cv->survey),
		  "All comments");
	html_lit(h, "</p>\n");
}

static void
put_before(struct coding_visit *cv, const struct comment *c)
{
	const struct coding *mine = code_mine(&cv->w, c);
	struct html *h = cv->v->body;

	if (!mine)
		return;
	html_lit(h, "<p>You coded it before: ");
	part_titles(h, cv->w.codes.book, mine->themes);
	html_lit(h, ".");
	if (code_left(&cv->w, c))
		html_lit(h, " The codebook has changed since, so look at it again.");
	if (code_told(&cv->w, c))
		html_lit(h, " A release has told the strength of its themes: they stand, "
			    "and cannot be changed.");
	html_lit(h, "</p>\n");
}

/* Nothing is to be kept: the button only goes on. */
static void
put_go_on(struct coding_visit *cv, const struct shown *s)
{
	struct html *h = cv->v->body;

	html_lit(h, "<form method=\"get\"");
	html_attr(h, "action",
		  s->at + 1 < s->count
			  ? coding_path(cv, "coding", s->list[s->at + 1])
			  : desk_path(cv->v, "/surveys/:/coding", cv->survey));
	html_lit(h, ">\n");
	part_themes(h, &s->boxes);
	html_lit(h, "<p>");
	desk_button(cv->v, "go", "next", "Next");
	html_lit(h, "</p>\n</form>\n");
}

static void
put_decide(struct coding_visit *cv, const struct shown *s)
{
	struct html *h = cv->v->body;

	desk_form(cv->v, coding_path(cv, "coding", s->c));
	part_themes(h, &s->boxes);
	html_lit(h, "<p>");
	desk_button(cv->v, "go", "save", "Save and next");
	html_lit(h, "</p>\n");
	desk_form_end(cv->v);
}

static struct console_reply *
comment_page(struct coding_visit *cv, struct shown *s, unsigned status)
{
	struct desk_visit *v = cv->v;
	struct html *h = v->body;
	char name[QUOTE_SHOWN];

	quote_show(s->c->name, name);
	s->boxes.w = &cv->w;
	s->boxes.c = s->c;
	if (s->problem)
		part_error(h, s->problem, "#themes");
	put_steps(cv, s);
	html_lit(h,
		 "<div id=\"coding\" class=\"card split\" role=\"group\" tabindex=\"-1\" "
		 "aria-label=\"Comment and its themes\">\n<div>\n");
	put_text(cv, s);
	put_before(cv, s->c);
	html_lit(h, "</div>\n<div>\n");
	if (part_fixed(&s->boxes))
		put_go_on(cv, s);
	else
		put_decide(cv, s);
	html_lit(
		h,
		"</div>\n</div>\n<p class=\"hint\" id=\"keys\" hidden>Keys, while you are "
		"in this box: the one beside a theme ticks it, Enter saves, "
		"<kbd>j</kbd> goes on without saving, <kbd>k</kbd> back.</p>\n");
	return desk_page_with(
		v, status, arena_printf(v->arena, "Comment %s of %s", name, cv->survey),
		scripts);
}

/* Which of this coder's comments it is.  Not one of them: the sample is told nobody's secret. */
static struct console_reply *
find_place(struct coding_visit *cv, struct shown *s)
{
	struct console_reply *reply = NULL;

	s->c = coding_named(cv, &reply);
	if (!s->c)
		return reply;
	s->list = coding_list(cv, &s->count);
	while (s->at < s->count && s->list[s->at] != s->c)
		s->at++;
	if (s->at == s->count)
		return desk_refused(cv->v, 404,
				    "This comment is not in the sample that both coders "
				    "read. The first coder reads it alone.");
	return NULL;
}

struct console_reply *
desk_coding_one(struct desk_visit *v)
{
	struct coding_visit cv;
	struct console_reply *reply = coding_begin(v, NEEDS_CODES, &cv);
	struct err err = { .code = ERR_NONE };
	struct shown s = { .at = 0 };
	const struct coding *mine;

	if (reply)
		return reply;
	reply = find_place(&cv, &s);
	if (!reply && !code_suggests(&cv.w, &err))
		reply = desk_failed(v, &err);
	if (reply)
		return coding_end(&cv, reply);
	mine = code_mine(&cv.w, s.c);
	s.boxes.ticked = mine ? codebook_now_bits(cv.w.codes.book, mine->themes) : 0;
	s.boxes.none = mine && !mine->themes;
	return coding_end(&cv, comment_page(&cv, &s, 200));
}

/* ---- a decision ----------------------------------------------------------------------------- */

/* The page once more, with what was ticked. */
static struct console_reply *
again(struct coding_visit *cv, struct shown *s, const struct err *why)
{
	struct err err = { .code = ERR_NONE };

	if (why->code != ERR_INPUT && why->code != ERR_BUSY)
		return desk_failed(cv->v, why);
	s->problem =
		why->code == ERR_BUSY
			? "Somebody else was writing just now. Nothing is lost: what you "
			  "ticked still stands here. Press Save again"
			: why->text;
	if (!code_suggests(&cv->w, &err))
		return desk_failed(cv->v, &err);
	return comment_page(cv, s, why->code == ERR_BUSY ? 503 : 422);
}

static struct console_reply *
go_on(struct coding_visit *cv, const struct shown *s)
{
	const struct comment *next = next_left(cv, s->list, s->count, s->at + 1);

	if (!next)
		return desk_moved(cv->v, "Kept. You have coded all of them.", "%s",
				  desk_path(cv->v, "/surveys/:/coding", cv->survey));
	return desk_moved(cv->v, "Kept.", "%s", coding_path(cv, "coding", next));
}

struct console_reply *
desk_coding_decide(struct desk_visit *v)
{
	struct coding_visit cv;
	struct console_reply *reply = coding_begin(v, NEEDS_CODES, &cv);
	struct err err = { .code = ERR_NONE };
	struct shown s = { .at = 0 };
	struct coding one;
	uint64_t themes;

	if (reply)
		return reply;
	reply = find_place(&cv, &s);
	if (reply)
		return coding_end(&cv, reply);
	if (!part_themes_read(&cv, s.c, &themes, &s.boxes.none, &err) ||
	    !code_allowed(&cv.w, s.c, themes, &err)) {
		s.boxes.ticked = themes;
		return coding_end(&cv, again(&cv, &s, &err));
	}
	s.boxes.ticked = themes;
	one = code_decision(&cv.w, s.c, themes);
	if (!code_keep(&cv.w, &one, 1, &err))
		return coding_end(&cv, again(&cv, &s, &err));
	/* Neither which comment nor which themes: how much was done is enough. */
	if (!desk_act(v, "comment coded", cv.survey, "", &err))
		return coding_end(&cv, desk_failed(v, &err));
	return coding_end(&cv, go_on(&cv, &s));
}
