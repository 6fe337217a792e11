/*
 * canvass slips withdraw SURVEY: a whole print run leads no further.  One slip cannot be withdrawn:
 * the server cannot tell them apart.  Answers that were given with a run's slips stay.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/slips.h"

static const struct slip_run *
run_find(const struct slip_run *runs, size_t count, unsigned long number)
{
	for (size_t i = 0; i < count; i++)
		if (runs[i].number == number)
			return &runs[i];
	return NULL;
}

static bool
withdraw(const struct call *call, struct store *st, const struct survey *survey,
	 unsigned long number, struct arena *a, struct err *err)
{
	const struct slip_run *run;
	struct slip_run *runs;
	size_t count;

	if (!slips_runs(call->dir, survey, &runs, &count, a, err))
		return false;
	run = run_find(runs, count, number);
	if (!run)
		return err_set(err, ERR_MISSING, "%s has no print run %lu", survey->name,
			       number);
	if (run->withdrawn) {
		say("run %lu of %s was withdrawn already", number, survey->name);
		return true;
	}
	if (survey->state == SURVEY_CLOSED) {
		say("%s is closed: none of its slips can be used", survey->name);
		return true;
	}
	if (!slips_withdraw(st, survey->name, run->number, err))
		return false;
	say("run %lu of %s is withdrawn: what is left of it can be used no more; answers that "
	    "were given stay",
	    number, survey->name);
	return true;
}

bool
cmd_slips_withdraw(struct call *call, struct err *err)
{
	struct arena *a = arena_new(0);
	struct store *st = NULL;
	struct survey survey;
	unsigned long number = 0;
	bool good = flag_needed(call, "run", err) &&
		    flag_number(call, "run", 1, UINT32_MAX, &number, err) &&
		    (st = store_open(call->dir, STORE_READS, err)) &&
		    survey_get(st, call->args[0], &survey, a, err) &&
		    withdraw(call, st, &survey, number, a, err);

	store_close(st);
	arena_free(a);
	return good;
}
