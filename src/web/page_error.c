/*
 * Error pages: one sentence on what happened and one on what to do, the same frame as all
 * others.  Nothing of the request is repeated on them.
 *
 * Where nobody knows in which language a person reads, they say it in all of ours.
 *
 * Unknown (404), closed (410), a used slip and an ended room (410) are of one size on the wire,
 * status line included, so that nobody who only sees lengths learns whether a code ever existed.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "web/page.h"

struct trouble {
	unsigned status;
	const char *phrase; /* of the status line, as RFC 9110 names it */
	enum word title, text;
};

#define WORDS(n) .status = n, .title = WORD_PAGE_##n##_TITLE, .text = WORD_PAGE_##n##_TEXT

static const struct trouble troubles[] = {
	{ WORDS(400), .phrase = "Bad Request" },
	{ WORDS(404), .phrase = "Not Found" },
	{ WORDS(405), .phrase = "Method Not Allowed" },
	{ WORDS(410), .phrase = "Gone" },
	{ WORDS(411), .phrase = "Length Required" },
	{ WORDS(413), .phrase = "Content Too Large" },
	{ WORDS(414), .phrase = "URI Too Long" },
	{ WORDS(415), .phrase = "Unsupported Media Type" },
	{ WORDS(421), .phrase = "Misdirected Request" },
	{ WORDS(422), .phrase = "Unprocessable Content" },
	{ WORDS(431), .phrase = "Request Header Fields Too Large" },
	{ WORDS(500), .phrase = "Internal Server Error" },
	{ WORDS(503), .phrase = "Service Unavailable" },
};

static const struct trouble spent = { .status = 410,
				      .phrase = "Gone",
				      .title = WORD_PAGE_SPENT_TITLE,
				      .text = WORD_PAGE_SPENT_TEXT };

static const struct trouble over = { .status = 410,
				     .phrase = "Gone",
				     .title = WORD_PAGE_OVER_TITLE,
				     .text = WORD_PAGE_OVER_TEXT };

static const struct trouble *
trouble_of(unsigned status)
{
	const struct trouble *found = NULL;

	for (size_t i = 0; i < ARRAY_LEN(troubles); i++)
		if (troubles[i].status == status || (!found && troubles[i].status == 500))
			found = &troubles[i];
	return found;
}

/* What happened and what to do, under a heading; lang: only where the page is in another. */
static void
trouble_put(struct html *h, const struct trouble *t, const struct speech *speech,
	    bool second)
{
	bool code = t->status == 404 || t->status == 410;

	if (second) {
		html_lit(h, "<div");
		html_attr(h, "lang", speech->code);
		html_lit(h, ">\n<h2>");
	} else {
		html_lit(h, "<h1>");
	}
	html_text(h, word_in(t->title, speech));
	if (second)
		html_lit(h, "</h2>\n<p>");
	else
		html_lit(h, "</h1>\n<p>");
	html_text(h, word_in(t->text, speech));
	html_lit(h, "</p>\n");
	if (code) {
		html_lit(h, "<p><a href=\"/");
		ours_put(h, speech);
		html_lit(h, "\">");
		html_text(h, word_in(WORD_TYPE_CODE, speech));
		html_lit(h, "</a></p>\n");
	}
	if (second)
		html_lit(h, "</div>\n");
}

/* All that differs from one trouble to another. */
static void
body_put(struct html *title, struct html *body, const struct trouble *t,
	 const struct speech *speech)
{
	struct speech english = speech_of(NULL, 0), welsh = speech_of(NULL, 1);

	html_text(title, word_in(t->title, speech ? speech : &english));
	trouble_put(body, t, speech ? speech : &english, false);
	if (!speech)
		trouble_put(body, t, &welsh, true);
}

/* The page, with blanks after its text: they change its size and nothing else. */
static struct reply *
trouble_reply(struct door *door, const struct trouble *t, const struct speech *speech,
	      size_t blanks, struct arena *a)
{
	struct layout l;
	struct reply *reply;

	layout_init(&l, NULL, door_settings(door), NULL, 0);
	if (speech)
		l.speech = *speech;
	body_put(l.title, l.body, t, speech);
	for (size_t i = 0; i < blanks; i++)
		html_lit(l.body, "\n");
	reply = layout_reply(&l, t->status, a);
	reply->retry_after = t->status == 503;
	layout_done(&l);
	return reply;
}

/* Bytes on the wire of all that differs. */
static size_t
trouble_weight(const struct trouble *t, const struct speech *speech)
{
	struct html *title = html_new(0), *body = html_new(0);
	size_t title_len, body_len;

	body_put(title, body, t, speech);
	html_bytes(title, &title_len);
	html_bytes(body, &body_len);
	html_free(title);
	html_free(body);
	return title_len + body_len + strlen(t->phrase);
}

/* What unknown, closed, used and ended codes get: all as large as the largest. */
static struct reply *
code_reply(struct door *door, const struct trouble *t, const struct speech *speech,
	   struct arena *a)
{
	const struct trouble *alike[] = { trouble_of(404), trouble_of(410), &spent,
					&over };
	size_t mine = trouble_weight(t, speech), most = 0;

	for (size_t i = 0; i < ARRAY_LEN(alike); i++) {
		size_t weight = trouble_weight(alike[i], speech);

		most = weight > most ? weight : most;
	}
	return trouble_reply(door, t, speech, most - mine, a);
}

struct reply *
page_spent_in(struct door *door, const struct speech *speech, struct arena *a)
{
	return code_reply(door, &spent, speech, a);
}

struct reply *
page_over_in(struct door *door, const struct speech *speech, struct arena *a)
{
	return code_reply(door, &over, speech, a);
}

struct reply *
page_error_in(struct door *door, unsigned status, const struct speech *speech,
	      struct arena *a)
{
	const struct trouble *t = trouble_of(status);

	/* A language that a form brought has only the words that forms need. */
	if (speech && !speech_ours(speech->code) &&
	    (!speech->own || t->title >= WORD__FORM))
		speech = NULL;
	if (status != 404 && status != 410)
		return trouble_reply(door, t, speech, 0, a);
	return code_reply(door, t, speech, a);
}

struct reply *
page_error(struct door *door, unsigned status, struct arena *a)
{
	return page_error_in(door, status, NULL, a);
}
