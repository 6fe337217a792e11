/*
 * GET /: a box for the code, for those who cannot scan.  GET /?code=X leads to /S/X, or to /R/X for
 * a room, in the language of the box.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "web/page.h"

static struct reply *
lead_to(const char *code, bool room, int lang, struct arena *a)
{
	struct reply *reply = arena_one(a, struct reply);

	reply->status = 303;
	/* checked characters, and a language of ours */
	reply->location = lang < 0 ? arena_printf(a, "/%c/%s", room ? 'R' : 'S', code)
				   : arena_printf(a, "/%c/%s?lang=%s", room ? 'R' : 'S',
						  code,
						  speech_of(NULL, (unsigned)lang).code);
	reply->body = "";
	return reply;
}

static void
problem_put(struct layout *l)
{
	struct html *h = l->body;

	html_text(l->title, word_in(WORD_ERROR_TITLE, l->language));
	html_lit(l->title, " ");
	html_lit(h, "<div class=\"box\" role=\"alert\" tabindex=\"-1\" autofocus "
		    "aria-labelledby=\"problem\">\n<h2 id=\"problem\">");
	layout_word(l, WORD_PROBLEM);
	html_lit(h, "</h2>\n<ul>\n<li><a href=\"#code\">");
	layout_word(l, WORD_HOME_ERROR);
	html_lit(h, "</a></li>\n</ul>\n</div>\n");
}

/* What the code is and looks like; typed: what was no code, or NULL. */
static void
question_put(struct layout *l, const char *typed)
{
	struct html *h = l->body;

	html_lit(h, "<h1><label for=\"code\">");
	layout_word(l, WORD_HOME_TITLE);
	html_lit(h, "</label></h1>\n<p class=\"hint\" id=\"code-hint\">");
	word_put(h, WORD_HOME_HINT, l->language, "K7QX\u00a03MRR", NULL);
	html_lit(h, "</p>\n");
	if (!typed)
		return;
	html_lit(h, "<p class=\"error\" id=\"code-error\"><span class=\"vh\">");
	layout_word(l, WORD_ERROR_HIDDEN);
	html_lit(h, " </span>");
	layout_word(l, WORD_HOME_ERROR);
	html_lit(h, "</p>\n");
}

static void
box_put(struct layout *l, const char *typed)
{
	struct html *h = l->body;

	html_lit(h, "<form action=\"/\">\n");
	if (l->lang) {
		html_lit(h, "<input type=\"hidden\" name=\"lang\"");
		html_attr(h, "value", l->speech.code);
		html_lit(h, ">\n");
	}
	question_put(l, typed);
	html_lit(
		h,
		"<p class=\"n\"><input class=\"code\" type=\"text\" id=\"code\" name=\"code\" "
		"autocomplete=\"off\" autocapitalize=\"characters\" spellcheck=\"false\" "
		"maxlength=\"40\"");
	if (typed) {
		html_lit(
			h,
			" aria-invalid=\"true\" aria-describedby=\"code-hint code-error\"");
		html_attr(h, "value", typed);
	} else {
		html_lit(h, " aria-describedby=\"code-hint\"");
	}
	html_lit(h, "></p>\n<p><button>");
	layout_word(l, WORD_CONTINUE);
	html_lit(h, "</button></p>\n</form>\n<p>");
	layout_word(l, WORD_HOME_BLANKS);
	html_lit(h, "</p>\n");
}

struct reply *
page_home(struct door *door, const struct request *request, struct arena *a)
{
	const char *typed = pairs_get(&request->query, "code");
	int lang = ours_asked(request);
	char code[SLIP_CHARS + 1];
	struct reply *reply;
	struct layout l;

	if (typed && (code_read(typed, code) || slip_read(typed, code)))
		return lead_to(code, door_is_room(door, code), lang, a);
	layout_init(&l, NULL, door_settings(door), NULL, lang < 0 ? 0 : (unsigned)lang);
	ours_link(&l);
	if (typed)
		problem_put(&l);
	html_text(l.title, word_in(WORD_HOME_TITLE, l.language));
	box_put(&l, typed);
	reply = layout_reply(&l, typed ? 422 : 200, a);
	layout_done(&l);
	return reply;
}
