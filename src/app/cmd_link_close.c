/*
 * canvass link close CODE: one poster leads no further.  Answers given through it stay.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/app.h"

/* Posters of places name the oldest open link that tells no place; those that hang do so on. */
static void
general_warn(struct store *st, const struct link *closed)
{
	struct arena *a = arena_new(0);
	struct err why = { .code = ERR_NONE };
	struct link *links;
	size_t count, places = 0;

	if (!closed->place[0] &&
	    link_all(st, closed->survey, &links, &count, a, &why))
		for (size_t i = 0; i < count; i++)
			places += links[i].place[0] && !links[i].closed;
	if (places)
		say("warning: posters of places that were made before name %s for those who "
		    "would leave the place out; make them anew: canvass poster make --all "
		    "%s",
		    closed->code, closed->survey);
	arena_free(a);
}

bool
cmd_link_close(struct call *call, struct err *err)
{
	struct store *st;
	struct link link;
	char code[CODE_CHARS + 1];
	bool good;

	if (!code_read(call->args[0], code))
		return err_set(
			err, ERR_MISSING,
			"%s is no code: eight letters and digits, the last one a check",
			call->args[0]);
	st = store_open(call->dir, STORE_WRITES, err);
	good = st && link_get(st, code, &link, err) && link_close(st, code, err);
	if (good) {
		say("%s is closed; take its poster down", code);
		general_warn(st, &link);
	}
	store_close(st);
	return good;
}
