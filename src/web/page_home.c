/*
 * GET /: a box for the code, for those who cannot scan.  GET /?code=X leads to /S/X.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "web/page.h"

static struct reply *
lead_to(const char *code, struct arena *a)
{
	struct reply *reply = arena_one(a, struct reply);

	reply->status = 303;
	reply->location = arena_printf(a, "/S/%s", code); /* eight checked characters */
	reply->body = "";
	return reply;
}

static void
box_put(struct html *h, const char *typed)
{
	html_lit(
		h,
		"<form action=\"/\">\n<h1><label for=\"code\">What is your code?</label></h1>\n"
		"<p class=\"hint\" id=\"code-hint\">It stands on the poster and has eight "
		"letters and digits, for example K7QX&nbsp;3MRR.</p>\n");
	if (typed)
		html_lit(
			h,
			"<p class=\"error\" id=\"code-error\"><span class=\"vh\">Error: </span>"
			"Check the code, and type it again</p>\n");
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
	html_lit(h, "></p>\n<p><button>Continue</button></p>\n</form>\n"
		    "<p>Blanks, dashes and small letters do not matter.</p>\n");
}

struct reply *
page_home(struct door *door, const struct request *request, struct arena *a)
{
	const char *typed = pairs_get(&request->query, "code");
	char code[CODE_CHARS + 1];
	struct reply *reply;
	struct layout l;

	if (typed && code_read(typed, code))
		return lead_to(code, a);
	layout_init(&l, NULL, door_settings(door), NULL, 0);
	if (typed) {
		html_lit(l.title, "Error: ");
		html_lit(
			l.body,
			"<div class=\"box\" role=\"alert\" tabindex=\"-1\" autofocus "
			"aria-labelledby=\"problem\">\n<h2 id=\"problem\">There is a "
			"problem</h2>\n<ul>\n<li><a href=\"#code\">Check the code, and type "
			"it again</a></li>\n</ul>\n</div>\n");
	}
	html_lit(l.title, "What is your code?");
	box_put(l.body, typed);
	reply = layout_reply(&l, typed ? 422 : 200, a);
	layout_done(&l);
	return reply;
}
