/*
 * canvass batch export SURVEY -o FILE: closed batches, sealed and shuffled, for another machine.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/batch_file.h"

static void
told(const char *path, const struct batch_file *file)
{
	size_t answers = file->batches ? batches_count(file->batches) : 0;
	unsigned closed = file->batches ? batches_closed(file->batches) : 0;

	if (answers < 10)
		say("%s: %u batch%s of %s, fewer than 10 answers, still sealed", path,
		    closed, closed == 1 ? "" : "es", file->survey.name);
	else
		say("%s: %u batch%s of %s, %zu answers or more, still sealed", path,
		    closed, closed == 1 ? "" : "es", file->survey.name,
		    answers / 10 * 10);
	say("what is released from it elsewhere is not known here: bring its ledger back, and "
	    "name it with --ledger before anything is released from this computer");
}

static bool export(const struct call *call, struct store *st, const char *path,
		   struct arena *a, struct err *err)
{
	struct batch_file file = { .batches = NULL };
	bool good = survey_get(st, call->args[0], &file.survey, a, err);

	/* The ledger first: of what it tells, every batch is in the file then. */
	good = good &&
	       release_all(st, file.survey.name, &file.releases, &file.release_count, a,
			   err) &&
	       batches_of_survey(call->dir, &file.survey, &file.batches, err) &&
	       batch_file_write(path, &file, err);
	if (good)
		told(path, &file);
	batches_free(file.batches);
	return good;
}

bool
cmd_batch_export(struct call *call, struct err *err)
{
	const char *path = flag_needed(call, "o", err);
	struct arena *a;
	struct store *st;
	bool good;

	if (!path)
		return false;
	a = arena_new(0);
	st = store_open(call->dir, STORE_READS, err);
	good = st && export(call, st, path, a, err);
	store_close(st);
	arena_free(a);
	return good;
}
