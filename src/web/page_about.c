/*
 * The pages about the pages: privacy, accessibility, cookies.  They say what this program
 * does, with its limits; what a force adds to them it says elsewhere.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "web/page.h"

struct stored { /* one class of bytes, as docs/privacy.md has it */
	const char *what, *how;
};

static const struct stored stored[] = {
	{ "Your answers",
	  "Sealed before they are stored, to keys that this server does not hold. Numbers and "
	  "months are kept as ranges where the survey says so." },
	{ "The place on your poster",
	  "Inside the sealed answer, if your poster names one. Everyone there shares its link." },
	{ "The batch",
	  "Answers are handed on in whole batches, mixed anew: ten or more wherever there are so "
	  "many. Nothing finer says when one came." },
	{ "A place in the file",
	  "It comes from a random ticket in your page, so that the same form sent twice counts "
	  "once. When the survey has closed, the key to it is destroyed." },
};

static const char *const never[] = {
	"Your name, collar number, device or network address",
	"What browser you use, and what language it asks for",
	"When you answered, or in which order people answered",
	"What you typed before you press Send: until then it is in your page alone",
	"Cookies, or anything else on your device",
};

static struct reply *
about_reply(struct door *door, struct arena *a, const char *title,
	    void (*write)(struct layout *))
{
	struct layout l;
	struct reply *reply;

	layout_init(&l, NULL, door_settings(door), NULL, 0);
	html_text(l.title, title);
	html_lit(l.body, "<h1>");
	html_text(l.body, title);
	html_lit(l.body, "</h1>\n");
	write(&l);
	reply = layout_reply(&l, 200, a);
	layout_done(&l);
	return reply;
}

static void
privacy_put(struct layout *l)
{
	struct html *h = l->body;

	html_lit(h, "<h2>What is stored</h2>\n<dl class=\"who\">\n");
	for (size_t i = 0; i < ARRAY_LEN(stored); i++) {
		html_lit(h, "<dt>");
		html_text(h, stored[i].what);
		html_lit(h, "</dt>\n<dd>");
		html_text(h, stored[i].how);
		html_lit(h, "</dd>\n");
	}
	html_lit(h, "</dl>\n<h2>What is never stored</h2>\n<ul>\n");
	for (size_t i = 0; i < ARRAY_LEN(never); i++) {
		html_lit(h, "<li>");
		html_text(h, never[i]);
		html_lit(h, "</li>\n");
	}
	html_lit(h, "</ul>\n<h2>");
	layout_word(l, WORD_NOT_TITLE);
	html_lit(h, "</h2>\n");
	layout_promises(l);
}

struct reply *
page_privacy(struct door *door, const struct request *request, struct arena *a)
{
	(void)request;
	return about_reply(door, a, "Privacy", privacy_put);
}

/* A heading and a paragraph of a page that has no holes. */
static void
section(struct html *h, const char *title, const char *text)
{
	html_lit(h, "<h2>");
	html_text(h, title);
	html_lit(h, "</h2>\n<p>");
	html_text(h, text);
	html_lit(h, "</p>\n");
}

static void
accessibility_put(struct layout *l)
{
	struct html *h = l->body;

	html_lit(h, "<p>");
	html_text(h, "These pages aim at the Web Content Accessibility Guidelines 2.2, level AA. "
		     "They need no script, and work with a keyboard alone, at 200 per cent text "
		     "size and on a screen 320 pixels wide.");
	html_lit(h, "</p>\n");
	section(h, "How they are tested",
		"Each page of the shipped survey is checked by machine, in light, dark and forced "
		"colours. Machines find less than half of what can be wrong.");
	section(h, "What is not known yet",
		"Whether every screen reader announces the list of errors as soon as it appears. A "
		"question that another answer opens is not announced; it follows right after that "
		"answer.");
	section(h, "If something is in your way",
		"Tell the people named on the poster. You can also ask them for the questions on "
		"paper.");
	section(h, "If that does not help",
		"The Equality and Human Rights Commission enforces the accessibility regulations "
		"of 2018. The Equality Advisory and Support Service advises you:");
	html_lit(h, "<p><a href=\"https://www.equalityadvisoryservice.com/\" "
		    "rel=\"noreferrer\">www.equalityadvisoryservice.com</a></p>\n");
}

struct reply *
page_accessibility(struct door *door, const struct request *request, struct arena *a)
{
	(void)request;
	return about_reply(door, a, "Accessibility", accessibility_put);
}

static void
cookies_put(struct layout *l)
{
	html_lit(
		l->body,
		"<p>None. These pages set no cookie, keep nothing on your device, and ask "
		"no other site for anything.</p>\n");
}

struct reply *
page_cookies(struct door *door, const struct request *request, struct arena *a)
{
	(void)request;
	return about_reply(door, a, "Cookies", cookies_put);
}
