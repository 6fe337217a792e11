/*
 * One comment that two coders decided differently: both decisions side by side, and a third, which
 * both should make together.  Whoever of them is signed in writes it down.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "desk/coding.h"
#include "desk/surveys.h"

struct settling {
	const struct comment *c;
	const struct coding *first, *second;
	struct theme_boxes boxes;
	const char *problem;
};

static void
put_side(struct coding_visit *cv, const char *who, const struct coding *said)
{
	struct html *h = cv->v->body;

	html_lit(h, "<tr><th scope=\"row\">");
	html_text(h, who);
	html_lit(h, "</th><td>");
	part_titles(h, cv->w.codes.book, said->themes);
	html_lit(h, "</td></tr>\n");
}

static void
put_sides(struct coding_visit *cv, const struct settling *s)
{
	static const char *const heads[] = { "Coder", "Themes" };
	const struct coding *mine = code_mine(&cv->w, s->c);

	desk_table(cv->v, "What each decided", heads, ARRAY_LEN(heads));
	put_side(cv, "First", s->first);
	put_side(cv, "Second", s->second);
	if (mine)
		put_side(cv, "Settled", mine);
	desk_table_end(cv->v);
}

static struct console_reply *
settle_page(struct coding_visit *cv, struct settling *s, unsigned status)
{
	struct desk_visit *v = cv->v;
	struct html *h = v->body;
	static const char *const scripts[] = { "coding.js", NULL };
	char name[QUOTE_SHOWN];

	quote_show(s->c->name, name);
	s->boxes.w = &cv->w;
	s->boxes.c = s->c;
	if (s->problem)
		part_error(h, s->problem, "#themes");
	html_lit(h, "<p>");
	desk_link(v, desk_path(v, "/surveys/:/coding", cv->survey), "All comments");
	html_lit(
		h,
		"</p>\n<div id=\"coding\" class=\"card split\" role=\"group\" tabindex=\"-1\" "
		"aria-label=\"Comment and its themes\">\n<div>\n<p class=\"hint\">Asked: ");
	html_text(h, code_asked(&cv->w, s->c));
	html_lit(h, "</p>\n<blockquote class=\"quote\"><p>");
	part_typed(h, code_text_lines(&cv->w, s->c, cv->arena), NULL);
	html_lit(h, "</p></blockquote>\n");
	put_sides(cv, s);
	html_lit(
		h,
		"</div>\n<div>\n<p>Decide together. What both of you ticked is ticked here.</p>\n");
	desk_form(v, coding_path(cv, "settle", s->c));
	part_themes(h, &s->boxes);
	html_lit(h, "<p>");
	desk_button(v, "go", "save", "Settle and next");
	html_lit(h, "</p>\n");
	desk_form_end(v);
	html_lit(h, "</div>\n</div>\n");
	return desk_page_with(v, status,
			      arena_printf(v->arena, "Settle %s of %s", name, cv->survey),
			      scripts);
}

/* Blind until both are done; and only what they decided differently. */
static struct console_reply *
settle_find(struct coding_visit *cv, struct settling *s)
{
	struct console_reply *reply = NULL;
	struct coding_progress p;

	s->c = coding_named(cv, &reply);
	if (!s->c)
		return reply;
	if (!coding_both(cv, &p))
		return desk_refused(
			cv->v, 403,
			"Not both coders have coded the whole sample yet. What "
			"they decided is shown once they have.");
	cv->w.coder = CODER_SETTLED;
	if (!code_differ(&cv->w, s->c, &s->first, &s->second))
		return desk_refused(
			cv->v, 404,
			"The two coders do not differ on this comment: there is "
			"nothing to settle.");
	return NULL;
}

struct console_reply *
desk_settle(struct desk_visit *v)
{
	struct coding_visit cv;
	struct console_reply *reply = coding_begin(v, NEEDS_CODES, &cv);
	struct settling s = { .problem = NULL };
	const struct coding *mine;

	if (reply)
		return reply;
	reply = settle_find(&cv, &s);
	if (reply)
		return coding_end(&cv, reply);
	mine = code_mine(&cv.w, s.c);
	s.boxes.ticked = codebook_now_bits(cv.w.codes.book,
					   mine ? mine->themes
						: s.first->themes & s.second->themes);
	s.boxes.none = mine && !mine->themes;
	return coding_end(&cv, settle_page(&cv, &s, 200));
}

/* The next that is to be settled behind this one, by their names. */
static struct console_reply *
settle_next(struct coding_visit *cv, const struct comment *done)
{
	const struct comment *next = NULL;

	for (size_t i = cv->w.count; i-- > 0;) {
		const struct comment *c = cv->w.by_name[i];

		if (code_to_settle(&cv->w, c) &&
		    (!next || strcmp(c->name, done->name) > 0 ||
		     strcmp(next->name, done->name) < 0))
			next = c;
	}
	if (!next)
		return desk_moved(cv->v, "Kept. All is settled.", "%s",
				  desk_path(cv->v, "/surveys/:/agreement", cv->survey));
	return desk_moved(cv->v, "Kept.", "%s", coding_path(cv, "settle", next));
}

struct console_reply *
desk_settle_decide(struct desk_visit *v)
{
	struct coding_visit cv;
	struct console_reply *reply = coding_begin(v, NEEDS_CODES, &cv);
	struct err err = { .code = ERR_NONE };
	struct settling s = { .problem = NULL };
	struct coding one;
	uint64_t themes;
	bool good;

	if (reply)
		return reply;
	reply = settle_find(&cv, &s);
	if (reply)
		return coding_end(&cv, reply);
	good = part_themes_read(&cv, s.c, &themes, &s.boxes.none, &err) &&
	       code_allowed(&cv.w, s.c, themes, &err);
	one = code_decision(&cv.w, s.c, themes);
	if (good && code_keep(&cv.w, &one, 1, &err)) {
		if (!desk_act(v, "difference settled", cv.survey, "", &err))
			return coding_end(&cv, desk_failed(v, &err));
		return coding_end(&cv, settle_next(&cv, s.c));
	}
	if (err.code != ERR_INPUT && err.code != ERR_BUSY)
		return coding_end(&cv, desk_failed(v, &err));
	s.boxes.ticked = themes;
	s.problem =
		err.code == ERR_BUSY
			? "Somebody else was writing just now. Nothing is lost: what you "
			  "ticked still stands here. Press Settle again"
			: err.text;
	/* What was read is what stands now, should the other have written meanwhile. */
	if (!code_differ(&cv.w, s.c, &s.first, &s.second))
		return coding_end(
			&cv, desk_moved(v, "The other has changed a decision.", "%s",
					desk_path(v, "/surveys/:/coding", cv.survey)));
	return coding_end(&cv, settle_page(&cv, &s, err.code == ERR_BUSY ? 503 : 422));
}
