/*
 * The pages about the pages: privacy, accessibility, cookies, in each of our own languages.
 * They say what this program does, with its limits; what a force adds to them it says elsewhere.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "web/page.h"

/* One class of bytes each, as docs/privacy.md has it, and how it is stored. */
static const enum word stored[][2] = {
	{ WORD_STORED_ANSWERS, WORD_STORED_ANSWERS_HOW },
	{ WORD_STORED_PLACE, WORD_STORED_PLACE_HOW },
	{ WORD_STORED_BATCH, WORD_STORED_BATCH_HOW },
	{ WORD_STORED_SLOT, WORD_STORED_SLOT_HOW },
	{ WORD_STORED_SLIP, WORD_STORED_SLIP_HOW },
};

/* ---- languages of pages of no survey -------------------------------------------------- */

int
ours_asked(const struct request *request)
{
	const char *code = pairs_get(&request->query, "lang");

	for (unsigned lang = 0; code && lang < 2; lang++)
		if (str_same(speech_of(NULL, lang).code, code))
			return (int)lang;
	return -1;
}

void
ours_put(struct html *h, const struct speech *speech)
{
	if (!speech_ours(speech->code) || str_same(speech->code, "en"))
		return;
	html_lit(h, "?lang=");
	html_value(h, speech->code);
}

void
ours_link(struct layout *l)
{
	struct speech other = speech_of(NULL, l->lang ? 0 : 1);

	html_lit(l->body, "<div class=\"nav\"><a href=\"?lang=");
	html_value(l->body, other.code);
	html_lit(l->body, "\"");
	html_attr(l->body, "hreflang", other.code);
	html_attr(l->body, "lang", other.code);
	html_lit(l->body, ">");
	html_text(l->body, language_find(other.code)->own);
	html_lit(l->body, "</a></div>\n");
}

/* ---- pages ------------------------------------------------------------------------------ */

static struct reply *
about_reply(struct door *door, const struct request *request, struct arena *a,
	    enum word title, void (*write)(struct layout *))
{
	int lang = ours_asked(request);
	struct layout l;
	struct reply *reply;

	layout_init(&l, NULL, door_settings(door), NULL, lang < 0 ? 0 : (unsigned)lang);
	html_text(l.title, word_in(title, l.language));
	ours_link(&l);
	html_lit(l.body, "<h1>");
	layout_word(&l, title);
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

	layout_heading(l, WORD_STORED_TITLE);
	html_lit(h, "<dl class=\"who\">\n");
	for (size_t i = 0; i < ARRAY_LEN(stored); i++) {
		html_lit(h, "<dt>");
		layout_word(l, stored[i][0]);
		html_lit(h, "</dt>\n<dd>");
		layout_word(l, stored[i][1]);
		html_lit(h, "</dd>\n");
	}
	html_lit(h, "</dl>\n");
	layout_heading(l, WORD_NEVER_TITLE);
	html_lit(h, "<ul>\n");
	for (enum word word = WORD_NEVER_NAME; word <= WORD_NEVER_COOKIES; word++) {
		html_lit(h, "<li>");
		layout_word(l, word);
		html_lit(h, "</li>\n");
	}
	html_lit(h, "</ul>\n");
	layout_heading(l, WORD_NOT_TITLE);
	layout_promises(l);
}

struct reply *
page_privacy(struct door *door, const struct request *request, struct arena *a)
{
	return about_reply(door, request, a, WORD_PRIVACY, privacy_put);
}

/* The aim, then headings with a paragraph each. */
static void
accessibility_put(struct layout *l)
{
	layout_paragraph(l, WORD_ACCESSIBLE_AIM);
	for (enum word word = WORD_ACCESSIBLE_TESTED; word < WORD_ACCESSIBLE_LAW_HOW;
	     word += 2) {
		layout_heading(l, word);
		layout_paragraph(l, word + 1);
	}
	html_lit(l->body, "<p><a href=\"https://www.equalityadvisoryservice.com/\" "
			  "rel=\"noreferrer\">www.equalityadvisoryservice.com</a></p>\n");
}

struct reply *
page_accessibility(struct door *door, const struct request *request, struct arena *a)
{
	return about_reply(door, request, a, WORD_ACCESSIBILITY, accessibility_put);
}

static void
cookies_put(struct layout *l)
{
	layout_paragraph(l, WORD_COOKIES_NONE);
}

struct reply *
page_cookies(struct door *door, const struct request *request, struct arena *a)
{
	return about_reply(door, request, a, WORD_COOKIES, cookies_put);
}
