/*
 * Print runs of slips handed to whoever writes answers files: a running door, or this process under
 * the lock.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/slips.h"

#include "web/hatch.h"

/* Read once more while nobody else writes: it may have been closed while slips were drawn. */
static bool
still_open(struct store *st, const char *name, struct err *err)
{
	struct arena *a = arena_new(0);
	struct survey survey;
	bool good = survey_get(st, name, &survey, a, err);

	if (good && survey.state != SURVEY_OPEN)
		good = err_set(err, ERR_INPUT, "%s was closed meanwhile", name);
	arena_free(a);
	return good;
}

bool
slips_hand_over(struct store *st, const char *survey,
		const unsigned char (*hashes)[SLIP_BYTES], size_t count,
		unsigned *out_run, struct err *err)
{
	SCOPED(writer) w = { NULL, NULL };
	struct answers_file *f;
	bool good;

	if (!writer_get(store_dir(st), &w, err) || !still_open(st, survey, err))
		return false;
	if (w.hatch)
		return hatch_slips_add(w.hatch, survey, hashes, count, out_run, err);
	f = answers_open(w.lock, survey, err);
	good = f && answers_slips_add(f, hashes, count, out_run, err);
	answers_close(f);
	return good;
}

bool
slips_withdraw(struct store *st, const char *survey, unsigned run, struct err *err)
{
	SCOPED(writer) w = { NULL, NULL };
	struct answers_file *f;
	bool good;

	if (!writer_get(store_dir(st), &w, err))
		return false;
	if (w.hatch)
		return hatch_slips_withdraw(w.hatch, survey, run, err);
	f = answers_open(w.lock, survey, err);
	good = f && answers_slips_withdraw(f, run, err);
	answers_close(f);
	return good;
}

bool
slips_runs(const char *dir, const struct survey *survey, struct slip_run **out,
	   size_t *out_count, struct arena *a, struct err *err)
{
	if (survey->opened >= 0)
		return slip_runs(dir, survey->name, out, out_count, a, err);
	*out = NULL;
	*out_count = 0;
	return true;
}
