/*
 * Error pages: one sentence on what happened and one on what to do, the same frame as all
 * others.  Nothing of the request is repeated on them.
 *
 * Unknown (404) and closed (410) are of one size on the wire, status line included, so that
 * nobody who only sees lengths learns whether a code ever existed.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "web/page.h"

struct trouble {
	unsigned status;
	const char *phrase; /* of the status line, as RFC 9110 names it */
	const char *title, *text;
};

static const struct trouble troubles[] = {
	{ .status = 400,
	  .phrase = "Bad Request",
	  .title = "What came here was not whole",
	  .text = "Go back one page and try again. If that does not help, scan the poster "
		  "again." },
	{ .status = 404,
	  .phrase = "Not Found",
	  .title = "We do not know this address",
	  .text = "Check the code on the poster, and type it again on the first page. "
		  "If it is not "
		  "accepted, ask the people named on the poster." },
	{ .status = 405,
	  .phrase = "Method Not Allowed",
	  .title = "This address does not take that",
	  .text = "Open the address on the poster in a browser." },
	{ .status = 410,
	  .phrase = "Gone",
	  .title = "This survey is not open",
	  .text = "It is closed, or has not begun yet. Nothing that was sent before is lost. The "
		  "people named on the poster know more." },
	{ .status = 411,
	  .phrase = "Length Required",
	  .title = "This form did not arrive whole",
	  .text = "Something between you and us changed it. Try another network, such as mobile "
		  "data." },
	{ .status = 413,
	  .phrase = "Content Too Large",
	  .title = "This form is too large",
	  .text = "Go back one page, shorten what you wrote, and send it again." },
	{ .status = 414,
	  .phrase = "URI Too Long",
	  .title = "This address is too long",
	  .text = "Scan the poster again, or type the address that stands on it." },
	{ .status = 415,
	  .phrase = "Unsupported Media Type",
	  .title = "This form came in a way we do not read",
	  .text = "Open the address on the poster in a browser, and answer there." },
	{ .status = 421,
	  .phrase = "Misdirected Request",
	  .title = "This is another address than ours",
	  .text = "Check the address against the poster, letter by letter. If they "
		  "differ, do not "
		  "answer." },
	{ .status = 422,
	  .phrase = "Unprocessable Content",
	  .title = "Check what you typed",
	  .text = "Go back one page, look at it again, and send it." },
	{ .status = 431,
	  .phrase = "Request Header Fields Too Large",
	  .title = "Your browser sent too much at once",
	  .text = "Open the address in a private window, and try again." },
	{ .status = 500,
	  .phrase = "Internal Server Error",
	  .title = "Something broke here",
	  .text = "It is not your fault. Go back one page and send it again: your answers count "
		  "once." },
	{ .status = 503,
	  .phrase = "Service Unavailable",
	  .title = "We cannot take new answers just now",
	  .text = "Please try again in a few minutes. Nothing of yours is lost: what "
		  "you sent before "
		  "counts once." },
};

static const struct trouble *
trouble_of(unsigned status)
{
	const struct trouble *found = NULL;

	for (size_t i = 0; i < ARRAY_LEN(troubles); i++)
		if (troubles[i].status == status || (!found && troubles[i].status == 500))
			found = &troubles[i];
	return found;
}

/* The page, with blanks after its text: they change its size and nothing else. */
static struct reply *
trouble_reply(struct door *door, const struct trouble *t, size_t blanks, struct arena *a)
{
	struct layout l;
	struct reply *reply;

	layout_init(&l, NULL, door_settings(door), NULL, 0);
	html_text(l.title, t->title);
	html_lit(l.body, "<h1>");
	html_text(l.body, t->title);
	html_lit(l.body, "</h1>\n<p>");
	html_text(l.body, t->text);
	html_lit(l.body, "</p>\n");
	if (t->status == 404 || t->status == 410)
		html_lit(l.body, "<p><a href=\"/\">Type a code</a></p>\n");
	for (size_t i = 0; i < blanks; i++)
		html_lit(l.body, "\n");
	reply = layout_reply(&l, t->status, a);
	reply->retry_after = t->status == 503;
	layout_done(&l);
	return reply;
}

struct reply *
page_error(struct door *door, unsigned status, struct arena *a)
{
	const struct trouble *t = trouble_of(status);
	const struct trouble *other = status == 404 ? trouble_of(410) : trouble_of(404);
	size_t mine, others;

	if (status != 404 && status != 410)
		return trouble_reply(door, t, 0, a);
	/* Title and heading hold the title, hence twice. */
	mine = 2 * strlen(t->title) + strlen(t->text) + strlen(t->phrase);
	others = 2 * strlen(other->title) + strlen(other->text) + strlen(other->phrase);
	return trouble_reply(door, t, others > mine ? others - mine : 0, a);
}
