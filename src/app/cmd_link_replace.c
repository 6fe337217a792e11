/*
 * canvass link replace CODE: closes one poster and makes another for the same place, as when a
 * poster was spoilt, pasted over or carried away.  The place stays what it was to the answers.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/places.h"

static bool
not_closed(const struct survey *survey, struct err *err)
{
	return survey->state != SURVEY_CLOSED ||
	       err_set(err, ERR_INPUT, "%s is closed: a link would lead nowhere",
		       survey->name);
}

bool
cmd_link_replace(struct call *call, struct err *err)
{
	struct arena *a = arena_new(0);
	struct store *st;
	struct settings settings;
	struct survey survey;
	struct link next, old;
	char code[CODE_CHARS + 1];
	SCOPED(buf) out;
	bool good;

	buf_init(&out, 0);
	if (!code_read(call->args[0], code)) {
		arena_free(a);
		return err_set(
			err, ERR_MISSING,
			"%s is no code: eight letters and digits, the last one a check",
			call->args[0]);
	}
	st = store_open(call->dir, STORE_WRITES, err);
	good = st && settings_read(call, &settings, a, err) &&
	       link_get(st, code, &old, err) &&
	       survey_get(st, old.survey, &survey, a, err) && not_closed(&survey, err) &&
	       link_swap(st, code, &next, err);
	if (good) {
		links_put(call, &settings, &next, 1, &out, a);
		good = output_put(&out, err);
		say("%s is closed; take its poster down", code);
	}
	store_close(st);
	arena_free(a);
	return good;
}
