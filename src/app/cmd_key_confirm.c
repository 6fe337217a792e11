/*
 * canvass key confirm: shows before the first answer that a recipient's key works.  On one
 * machine, or in two halves: the canary carried to the key, its receipt carried back.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/app.h"
#include "app/canary.h"

#define CARRIED_MOST 65536u

/* Away from the host: needs no workspace, and makes none. */
static bool
away(struct call *call, const char *from, struct err *err)
{
	const char *to = flag_needed(call, "o", err);
	struct secret_key *key = NULL;
	SCOPED(buf) text;
	SCOPED(buf) receipt;
	bool good;

	buf_init(&text, 0);
	buf_init(&receipt, 0);
	if (!to)
		return false;
	if (call->arg_count || flag_value(call, "receipt"))
		return err_set(err, ERR_USAGE,
			       "key confirm --from takes --key and -o alone");
	/* Asked before the passphrase is; file_create asks again. */
	if (file_there(to))
		return err_set(err, ERR_CREATE,
			       "%s is there already, and is left as it is", to);
	good = file_read_named(call, from, CARRIED_MOST, &text, err) &&
	       (key = key_named(call, err));
	if (good &&
	    !canary_open(text.data ? text.data : "", text.len, key, &receipt, err))
		good = err_add(err, "%s", from);
	good = good && file_create(to, receipt.data, receipt.len, 0644, err);
	if (good)
		say("the key works; carry %s back to the host", to);
	secret_key_free(key);
	return good;
}

static bool
which_key(struct call *call, const struct survey *survey, unsigned *out_which,
	  struct err *err)
{
	const char *path = flag_value(call, "receipt");
	struct secret_key *key;
	SCOPED(buf) text;
	bool good;

	buf_init(&text, 0);
	if (!path) {
		key = key_named(call, err);
		good = key && canary_open_here(survey, key, out_which, err);
		secret_key_free(key);
		return good;
	}
	if (flag_value(call, "key"))
		return err_set(err, ERR_USAGE, "--key or --receipt, not both");
	if (!file_read_named(call, path, CARRIED_MOST, &text, err))
		return false;
	if (!receipt_read(text.data ? text.data : "", text.len, survey, out_which, err))
		return err_add(err, "%s", path);
	return true;
}

/* How many keys were not shown to work, the one of this call apart. */
static unsigned
still_waiting(const struct survey *survey, unsigned which)
{
	unsigned n = 0;

	for (unsigned i = 0; i < survey->recipient_count; i++)
		n += i != which && !survey->recipients[i].confirmed;
	return n;
}

static bool
confirm(struct call *call, struct store *st, const struct survey *survey, struct err *err)
{
	unsigned which, waiting;

	if (!which_key(call, survey, &which, err))
		return false;
	waiting = still_waiting(survey, which);
	if (!survey->recipients[which].confirmed &&
	    !survey_confirm(st, survey->name, survey->recipients[which].key, err))
		return false;
	if (survey->state != SURVEY_WAITING) {
		say("the key works; %s is %s", survey->name,
		    survey_state_names[survey->state]);
		return true;
	}
	if (waiting) {
		say("the key works; %s waits for %u more", survey->name, waiting);
		return true;
	}
	if (!survey_begin(st, survey, day_today(), err))
		return false;
	say("the key works, as all do: %s is open", survey->name);
	return true;
}

bool
cmd_key_confirm(struct call *call, struct err *err)
{
	const char *from = flag_value(call, "from");
	struct arena *a;
	struct store *st;
	struct survey survey;
	bool good;

	if (from)
		return away(call, from, err);
	if (!call->arg_count)
		return err_set(err, ERR_USAGE,
			       "key confirm needs the survey's name, or --from");
	if (flag_value(call, "o"))
		return err_set(err, ERR_USAGE, "-o belongs to --from");
	a = arena_new(0);
	st = store_open(call->dir, STORE_WRITES, err);
	good = st && survey_get(st, call->args[0], &survey, a, err) &&
	       confirm(call, st, &survey, err);
	store_close(st);
	arena_free(a);
	return good;
}
