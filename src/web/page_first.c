/*
 * GET /S/CODE: the first page of a survey.  It costs a lookup, a ticket and copying; a draft
 * is sealed only where a language was chosen, since it has to travel somewhere.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "web/page.h"

/* The language asked for in the address, or 0, the form's first. */
static uint8_t
language_asked(const struct caller *c)
{
	const char *code = pairs_get(&c->request->query, "lang");
	int lang = code ? form_language(c->survey->form, code) : -1;

	return lang < 0 ? 0 : (uint8_t)lang;
}

struct reply *
page_first(struct door *door, const struct request *request, struct arena *a)
{
	struct caller c;
	struct fill fill;
	uint8_t lang;

	if (!caller_find(&c, door, request, a))
		return caller_error(&c, 404);
	if (c.link.closed || c.link.spent)
		return caller_error(&c, 410);
	if (c.link.later || !door_accepts(door))
		return caller_error(&c, 503);
	caller_open(&c);
	ticket_new(c.ticket_text);
	lang = language_asked(&c);
	if (!lang &&
	    c.survey->form->agree.in[0]) { /* the usual case: nothing but copying */
		fill = caller_fill(&c);
		return sheet_reply(c.survey->prepared, SHEET_START, 200, &fill, a);
	}
	c.walk = walk_new(c.survey->form, a);
	c.walk->lang = lang;
	if (lang && (!ticket_read(c.ticket_text, c.ticket) || !caller_seal(&c)))
		return caller_error(&c, 500);
	fill = caller_fill(&c);
	return sheet_reply(c.survey->prepared, sheet_at(c.survey->form, c.walk->at), 200,
			   &fill, a);
}
