/*
 * canvass survey close SURVEY: no more answers; the last batch closes, and the key that ties
 * a phone's page to a slot is destroyed.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/app.h"
#include "store/read.h"

/* A closing that was interrupted half-way is finished by asking for it again. */
static bool
already_closed(const struct call *call, const struct survey *survey, struct err *err)
{
	struct answers_state state;
	char day[11] = "";

	if (survey->state != SURVEY_CLOSED)
		return false;
	if (survey->opened >= 0 && answers_look(call->dir, survey->name, &state, NULL) &&
	    !state.ticket_gone)
		return false;
	if (survey->closed >= 0)
		day_format(survey->closed, day);
	err_set(err, ERR_INPUT, "%s is closed already, since %s", survey->name, day);
	return true;
}

bool
cmd_survey_close(struct call *call, struct err *err)
{
	struct arena *a = arena_new(0);
	struct store *st = store_open(call->dir, STORE_WRITES, err);
	struct survey survey;
	bool good = st && survey_get(st, call->args[0], &survey, a, err) &&
		    !already_closed(call, &survey, err) &&
		    survey_end(st, &survey, day_today(), err);

	if (good)
		say("%s is closed; canvass summary %s --key FILE tells what was said",
		    survey.name, survey.name);
	store_close(st);
	arena_free(a);
	return good;
}
