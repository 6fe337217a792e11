/*
 * canvass survey close SURVEY: no more answers; the last batch closes, and the key that ties
 * a phone's page to a slot is destroyed.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/app.h"

bool
cmd_survey_close(struct call *call, struct err *err)
{
	struct arena *a = arena_new(0);
	struct store *st = store_open(call->dir, STORE_WRITES, err);
	struct survey survey;
	bool good = st && survey_get(st, call->args[0], &survey, a, err) &&
		    survey_may_end(call->dir, &survey, err) &&
		    survey_end(st, &survey, day_today(), err);

	if (good)
		say("%s is closed; canvass summary %s --key FILE tells what was said",
		    survey.name, survey.name);
	store_close(st);
	arena_free(a);
	return good;
}
