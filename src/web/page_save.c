/*
 * go=save: the walk as a file, finish-later.html; and a saved one that comes back by the box
 * on the first page.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "web/page.h"

struct reply *
caller_save(struct caller *c)
{
	struct fill fill;
	struct reply *reply;

	if (!caller_seal(c))
		return caller_too_long(c, FORM_QUESTIONS);
	fill = caller_fill(c);
	reply = sheet_reply(c->survey->prepared, SHEET_SAVED, 200, &fill, c->arena);
	reply->file_name = "finish-later.html";
	return reply;
}

/* The text of a saved file, "TICKET.DRAFT", from the box on the first page. */
static const char *
pasted_text(const struct pairs *fields)
{
	const char *text = pairs_get(fields, "draft.saved");

	return text && *text ? text : NULL;
}

bool
caller_paste(struct caller *c)
{
	const char *text = pasted_text(&c->request->fields);
	char *clean, *dot;
	size_t len = 0;

	c->walk = walk_new(c->survey->form, c->arena);
	if (!text)
		return true;
	clean = arena_alloc(c->arena, strlen(text) + 1, 1);
	for (; *text; text++) /* what a copy may have put in between */
		if (*text != ' ' && *text != '\n' && *text != '\t')
			clean[len++] = *text;
	c->pasted = true;
	dot = strchr(clean, '.');
	if (!dot)
		return false;
	*dot = '\0';
	c->draft = dot + 1;
	return ticket_read(clean, c->ticket) &&
	       str_fit(c->ticket_text, sizeof(c->ticket_text), clean);
}
