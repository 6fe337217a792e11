/*
 * Surveys in canvass.db: a form as it was frozen, its state, and the keys to which its answers
 * are sealed.  A survey never goes back to an earlier state.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "store/sqlite/internal.h"
#include "store/sqlite/workspace.h"

const char *const survey_state_names[SURVEY__COUNT] = {
	[SURVEY_WAITING] = "waiting",
	[SURVEY_OPEN] = "open",
	[SURVEY_CLOSED] = "closed",
};

/* ---- adding ---------------------------------------------------------------------- */

static bool
survey_insert(struct store *st, const struct survey *survey, struct err *err)
{
	SCOPED(stmt) add = stmt_use(st->sql, STMT_SURVEY_ADD);

	stmt_text(&add, ":name", survey->name);
	stmt_blob(&add, ":form_text", survey->form_text, survey->form_len);
	stmt_blob(&add, ":form_hash", survey->form_hash, sizeof(survey->form_hash));
	stmt_int(&add, ":state", survey->state);
	stmt_int(&add, ":expected", survey->expected);
	stmt_int(&add, ":unconfirmed", survey->unconfirmed);
	stmt_int(&add, ":invented", survey->invented);
	stmt_day(&add, ":opened", survey->opened);
	stmt_day(&add, ":closed", survey->closed);
	stmt_int(&add, ":page_size", survey->page_size);
	stmt_int(&add, ":box_len", survey->box_len);
	stmt_int(&add, ":padded", survey->padded);
	stmt_blob(&add, ":check_key", survey->check_key, sizeof(survey->check_key));
	return stmt_run(&add, err);
}

static bool
recipient_insert(struct store *st, const struct survey *survey, unsigned number,
		 struct err *err)
{
	const struct store_recipient *r = &survey->recipients[number];
	SCOPED(stmt) add = stmt_use(st->sql, STMT_RECIPIENT_ADD);

	stmt_text(&add, ":survey", survey->name);
	stmt_int(&add, ":number", number);
	stmt_blob(&add, ":key", r->key, sizeof(r->key));
	stmt_int(&add, ":confirmed", r->confirmed);
	stmt_blob(&add, ":canary", r->canary, r->canary_len);
	stmt_blob(&add, ":canary_hash", r->canary_hash, sizeof(r->canary_hash));
	return stmt_run(&add, err);
}

static bool
survey_exists(struct store *st, const char *name, bool *out, struct err *err)
{
	SCOPED(stmt) get = stmt_use(st->sql, STMT_SURVEY_GET);

	stmt_text(&get, ":name", name);
	return stmt_row(&get, out, err);
}

bool
survey_add(struct store *st, const struct survey *survey, struct err *err)
{
	SCOPED(txn) txn = { 0 };
	bool there;

	if (!survey_name_good(survey->name))
		return err_set(err, ERR_INPUT, "\"%s\" is no survey's name: FORM@WAVE",
			       survey->name);
	if (survey->recipient_count > STORE_RECIPIENTS)
		die("survey_add: %u recipients", survey->recipient_count);
	txn = txn_begin(st->sql, STMT_BEGIN_WRITE, err);
	if (!txn.open || !survey_exists(st, survey->name, &there, err))
		return err_add(err, "adding survey %s", survey->name);
	if (there)
		return err_set(err, ERR_CREATE, "there is a survey %s already",
			       survey->name);
	if (!room_exists(st, survey->name, &there, err))
		return err_add(err, "adding survey %s", survey->name);
	if (there) /* people at the desk are let in by names */
		return err_set(err, ERR_CREATE, "there is a room %s already",
			       survey->name);
	if (!survey_insert(st, survey, err))
		return err_add(err, "adding survey %s", survey->name);
	for (unsigned i = 0; i < survey->recipient_count; i++)
		if (!recipient_insert(st, survey, i, err))
			return err_add(err, "adding survey %s", survey->name);
	return txn_keep(&txn, err);
}

/* ---- reading --------------------------------------------------------------------- */

static int
get_day(struct stmt *st, int column)
{
	return sqlite3_column_type(st->s, column) == SQLITE_NULL
		       ? -1
		       : (int)stmt_get_int(st, column);
}

static bool
survey_from_row(struct stmt *get, struct survey *out, struct arena *a, struct err *err)
{
	const void *text;

	stmt_copy_text(get, 0, out->name, sizeof(out->name));
	text = stmt_get_blob(get, 1, &out->form_len);
	out->form_text = arena_copy(a, text ? text : "", out->form_len);
	if (!stmt_copy(get, 2, out->form_hash, sizeof(out->form_hash), err) ||
	    !stmt_copy(get, 12, out->check_key, sizeof(out->check_key), err))
		return false;
	out->state = (enum survey_state)stmt_get_int(get, 3);
	out->expected = (unsigned)stmt_get_int(get, 4);
	out->unconfirmed = stmt_get_int(get, 5);
	out->invented = stmt_get_int(get, 6);
	out->opened = get_day(get, 7);
	out->closed = get_day(get, 8);
	out->page_size = (unsigned)stmt_get_int(get, 9);
	out->box_len = (unsigned)stmt_get_int(get, 10);
	out->padded = (unsigned)stmt_get_int(get, 11);
	return true;
}

static bool
recipients_read(struct store *st, struct survey *out, struct arena *a, struct err *err)
{
	SCOPED(stmt) get = stmt_use(st->sql, STMT_RECIPIENT_ALL);
	bool row;

	stmt_text(&get, ":survey", out->name);
	while (stmt_row(&get, &row, err)) {
		struct store_recipient *r = &out->recipients[out->recipient_count];
		const void *canary;

		if (!row)
			return true;
		if (out->recipient_count++ == STORE_RECIPIENTS)
			return err_set(err, ERR_IO, "%s has too many keys", out->name);
		if (!stmt_copy(&get, 0, r->key, sizeof(r->key), err) ||
		    !stmt_copy(&get, 3, r->canary_hash, sizeof(r->canary_hash), err))
			return false;
		r->confirmed = stmt_get_int(&get, 1);
		canary = stmt_get_blob(&get, 2, &r->canary_len);
		r->canary = (unsigned char *)arena_copy(a, canary ? canary : "",
							r->canary_len);
	}
	return false;
}

/* All names, for suggestions and lists; in the arena. */
static bool
survey_names(struct store *st, char (**out)[SURVEY_NAME], size_t *out_count,
	     struct arena *a, struct err *err)
{
	SCOPED(stmt) get = stmt_use(st->sql, STMT_SURVEY_NAMES);
	char(*names)[SURVEY_NAME] = NULL;
	size_t count = 0, room = 0;
	bool row;

	while (stmt_row(&get, &row, err)) {
		if (!row) {
			*out = names;
			*out_count = count;
			return true;
		}
		if (count == room) {
			char(*more)[SURVEY_NAME] =
				arena_alloc(a, room = room * 2 + 8, SURVEY_NAME);

			if (count)
				memcpy(more, names, count * SURVEY_NAME);
			names = more;
		}
		stmt_copy_text(&get, 0, names[count++], SURVEY_NAME);
	}
	return false;
}

static bool
survey_missing(struct store *st, const char *name, struct err *err)
{
	struct arena *a = arena_new(0);
	char(*names)[SURVEY_NAME];
	const char **list, *near = NULL;
	size_t count;

	if (survey_names(st, &names, &count, a, NULL) && count) {
		list = arena_array(a, const char *, count);
		for (size_t i = 0; i < count; i++)
			list[i] = names[i];
		near = str_nearest(name, list, count);
	}
	if (near)
		err_set(err, ERR_MISSING, "there is no survey %.80s; did you mean %s?",
			name, near);
	else
		err_set(err, ERR_MISSING, "there is no survey %.80s", name);
	arena_free(a);
	return false;
}

bool
survey_known(struct store *st, const char *name, struct err *err)
{
	bool there;

	if (!survey_exists(st, name, &there, err))
		return false;
	return there || survey_missing(st, name, err);
}

/* Within somebody's transaction, so that the keys are those of the row. */
static bool
survey_read(struct store *st, const char *name, struct survey *out, struct arena *a,
	    bool *out_there, struct err *err)
{
	struct survey made = { 0 };
	SCOPED(stmt) get = stmt_use(st->sql, STMT_SURVEY_GET);

	stmt_text(&get, ":name", name);
	if (!stmt_row(&get, out_there, err))
		return false;
	if (!*out_there)
		return true;
	if (!survey_from_row(&get, &made, a, err) || !recipients_read(st, &made, a, err))
		return err_add(err, "reading survey %s", name);
	*out = made;
	return true;
}

bool
survey_get(struct store *st, const char *name, struct survey *out, struct arena *a,
	   struct err *err)
{
	SCOPED(txn) txn = txn_begin(st->sql, STMT_BEGIN, err);
	bool there;

	if (!txn.open || !survey_read(st, name, out, a, &there, err))
		return false;
	return there || survey_missing(st, name, err);
}

bool
survey_all(struct store *st, struct survey **out, size_t *out_count, struct arena *a,
	   struct err *err)
{
	SCOPED(txn) txn = txn_begin(st->sql, STMT_BEGIN, err);
	char(*names)[SURVEY_NAME];
	struct survey *all;
	size_t count;
	bool there;

	if (!txn.open || !survey_names(st, &names, &count, a, err))
		return false;
	all = arena_array(a, struct survey, count + 1);
	for (size_t i = 0; i < count; i++)
		if (!survey_read(st, names[i], &all[i], a, &there, err))
			return false;
	*out = all;
	*out_count = count;
	return true;
}

/* ---- changing -------------------------------------------------------------------- */

static bool
survey_state_get(struct store *st, const char *name, enum survey_state *out,
		 struct err *err)
{
	SCOPED(stmt) get = stmt_use(st->sql, STMT_SURVEY_GET);
	bool row;

	stmt_text(&get, ":name", name);
	if (!stmt_row(&get, &row, err))
		return false;
	if (!row)
		return err_set(err, ERR_MISSING, "there is no survey %s", name);
	*out = (enum survey_state)stmt_get_int(&get, 3);
	return true;
}

bool
survey_set_state(struct store *st, const char *name, enum survey_state state, int day,
		 struct err *err)
{
	SCOPED(txn) txn = txn_begin(st->sql, STMT_BEGIN_WRITE, err);
	SCOPED(stmt) set = stmt_use(st->sql, STMT_SURVEY_STATE);
	enum survey_state now;

	if (!txn.open || !survey_known(st, name, err) ||
	    !survey_state_get(st, name, &now, err))
		return false;
	if (state <= now)
		return err_set(err, ERR_INPUT, "survey %s is %s: it cannot become %s",
			       name, survey_state_names[now], survey_state_names[state]);
	stmt_int(&set, ":state", state);
	stmt_day(&set, ":opened", state == SURVEY_OPEN ? day : -1);
	stmt_day(&set, ":closed", state == SURVEY_CLOSED ? day : -1);
	stmt_text(&set, ":name", name);
	if (!stmt_run(&set, err))
		return err_add(err, "survey %s", name);
	return txn_keep(&txn, err);
}

bool
survey_confirm(struct store *st, const char *name, const unsigned char key[STORE_KEY],
	       struct err *err)
{
	SCOPED(txn) txn = txn_begin(st->sql, STMT_BEGIN_WRITE, err);
	SCOPED(stmt) set = stmt_use(st->sql, STMT_RECIPIENT_CONFIRM);
	int changed;

	if (!txn.open || !survey_known(st, name, err))
		return false;
	stmt_text(&set, ":survey", name);
	stmt_blob(&set, ":key", key, STORE_KEY);
	if (!stmt_change(&set, &changed, err))
		return err_add(err, "survey %s", name);
	if (!changed)
		return err_set(err, ERR_INPUT, "that key is none of survey %s", name);
	return txn_keep(&txn, err);
}
