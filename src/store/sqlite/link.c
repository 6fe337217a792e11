/*
 * Links: the codes that posters show, and where they hang.  A place has a number, drawn at
 * random, so that a sealed answer does not tell in which order the posters were made.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "store/sqlite/internal.h"
#include "store/sqlite/workspace.h"

enum { PLACE_NUMBER_MOST = 999999, PLACE_DRAWS = 100 };

static void
link_from_row(struct stmt *get, struct link *out)
{
	stmt_copy_text(get, 0, out->code, sizeof(out->code));
	stmt_copy_text(get, 1, out->survey, sizeof(out->survey));
	stmt_copy_text(get, 2, out->place, sizeof(out->place));
	out->place_number = (unsigned)stmt_get_int(get, 3);
	out->headcount = (unsigned)stmt_get_int(get, 4);
	out->closed = stmt_get_int(get, 5);
}

static bool
code_taken(struct store *st, const char *code, bool *out, struct err *err)
{
	SCOPED(stmt) get = stmt_use(st->sql, STMT_LINK_GET);

	stmt_text(&get, ":code", code);
	if (!stmt_row(&get, out, err))
		return false;
	return *out || room_code_taken(st, code, out, err);
}

/* The place's link, the open one if it has one; else *out_code is "". */
static bool
place_taken(struct store *st, const struct link *link, char out_code[STORE_CODE],
	    bool *out_closed, struct err *err)
{
	SCOPED(stmt) get = stmt_use(st->sql, STMT_PLACE_TAKEN);
	bool row;

	stmt_text(&get, ":survey", link->survey);
	stmt_text(&get, ":place", link->place);
	if (!stmt_row(&get, &row, err))
		return false;
	out_code[0] = '\0';
	*out_closed = false;
	if (row) {
		stmt_copy_text(&get, 0, out_code, STORE_CODE);
		*out_closed = stmt_get_int(&get, 1);
	}
	return true;
}

static bool
number_taken(struct store *st, const struct link *link, unsigned number, bool *out,
	     struct err *err)
{
	SCOPED(stmt) get = stmt_use(st->sql, STMT_PLACE_NUMBER_TAKEN);

	stmt_text(&get, ":survey", link->survey);
	stmt_int(&get, ":place_number", number);
	return stmt_row(&get, out, err);
}

static bool
number_draw(struct store *st, const struct link *link, unsigned *out, struct err *err)
{
	if (!link->place[0]) {
		*out = 0;
		return true;
	}
	for (int i = 0; i < PLACE_DRAWS; i++) {
		unsigned number = 1 + rand_below(PLACE_NUMBER_MOST);
		bool taken;

		if (!number_taken(st, link, number, &taken, err))
			return false;
		if (!taken) {
			*out = number;
			return true;
		}
	}
	return err_set(err, ERR_FULL, "%s has no number left for a place", link->survey);
}

static bool
link_insert(struct store *st, const struct link *link, unsigned number, struct err *err)
{
	SCOPED(stmt) add = stmt_use(st->sql, STMT_LINK_ADD);

	stmt_text(&add, ":code", link->code);
	stmt_text(&add, ":survey", link->survey);
	stmt_text(&add, ":place", link->place);
	stmt_int(&add, ":place_number", number);
	stmt_int(&add, ":headcount", link->headcount);
	stmt_int(&add, ":closed", link->closed);
	return stmt_run(&add, err);
}

static bool
link_add_one(struct store *st, const struct link *link, unsigned *out_number,
	     struct err *err)
{
	char old[STORE_CODE];
	bool taken, closed;

	if (!survey_known(st, link->survey, err) ||
	    !code_taken(st, link->code, &taken, err))
		return false;
	if (taken)
		return err_set(err, ERR_BUSY, "the code %s is in use", link->code);
	if (!place_taken(st, link, old, &closed, err))
		return false;
	if (old[0] && closed)
		return err_set(err, ERR_INPUT,
			       "%s had a link for %s, which is closed: use `canvass link "
			       "replace %s`",
			       link->survey, link->place, old);
	if (old[0])
		return err_set(err, ERR_INPUT, "%s has a link for %s already",
			       link->survey, link->place);
	return number_draw(st, link, out_number, err) &&
	       link_insert(st, link, *out_number, err);
}

bool
link_add(struct store *st, struct link *links, size_t count, struct err *err)
{
	SCOPED(txn) txn = txn_begin(st->sql, STMT_BEGIN_WRITE, err);
	unsigned *numbers = mem_new(count + 1, sizeof(*numbers));
	bool good = txn.open;

	for (size_t i = 0; good && i < count; i++)
		good = link_add_one(st, &links[i], &numbers[i], err) ||
		       err_add(err, "adding link %s", links[i].code);
	good = good && txn_keep(&txn, err);
	for (size_t i = 0; good && i < count; i++)
		links[i].place_number = numbers[i];
	free(numbers);
	return good;
}

bool
link_all(struct store *st, const char *survey, struct link **out, size_t *out_count,
	 struct arena *a, struct err *err)
{
	SCOPED(stmt) get = stmt_use(st->sql, STMT_LINK_ALL);
	struct link *links = arena_array(a, struct link, 1);
	size_t count = 0, room = 1;
	bool row;

	if (survey && !survey_known(st, survey, err))
		return false;
	stmt_text(&get, ":survey", survey);
	while (stmt_row(&get, &row, err)) {
		if (!row) {
			*out = links;
			*out_count = count;
			return true;
		}
		if (count == room) {
			struct link *more = arena_array(a, struct link, room * 2);

			memcpy(more, links, count * sizeof(*links));
			links = more;
			room *= 2;
		}
		link_from_row(&get, &links[count++]);
	}
	return false;
}

bool
link_get(struct store *st, const char *code, struct link *out, struct err *err)
{
	SCOPED(stmt) get = stmt_use(st->sql, STMT_LINK_GET);
	bool row;

	stmt_text(&get, ":code", code);
	if (!stmt_row(&get, &row, err))
		return false;
	if (!row)
		return err_set(err, ERR_MISSING, "there is no code %.20s", code);
	link_from_row(&get, out);
	return true;
}

bool
link_close(struct store *st, const char *code, struct err *err)
{
	SCOPED(txn) txn = txn_begin(st->sql, STMT_BEGIN_WRITE, err);
	SCOPED(stmt) set = stmt_use(st->sql, STMT_LINK_CLOSE);
	int changed;

	if (!txn.open)
		return false;
	stmt_text(&set, ":code", code);
	if (!stmt_change(&set, &changed, err))
		return err_add(err, "closing link %s", code);
	if (!changed)
		return err_set(err, ERR_MISSING, "there is no code %.20s", code);
	return txn_keep(&txn, err);
}

/* A closed one only if nothing else leads from its place. */
static bool
replaceable(struct store *st, const struct link *old, struct err *err)
{
	char open[STORE_CODE];
	bool closed;

	if (!old->closed)
		return true;
	if (!place_taken(st, old, open, &closed, err))
		return false;
	if (open[0] && closed)
		return true;
	if (!open[0])
		return err_set(err, ERR_MISSING, "%s is closed", old->code);
	return err_set(err, ERR_MISSING, "%s is closed; %s has the link %s now", old->code,
		       old->place, open);
}

static bool
link_shut(struct store *st, const char *code, struct err *err)
{
	SCOPED(stmt) set = stmt_use(st->sql, STMT_LINK_CLOSE);

	stmt_text(&set, ":code", code);
	return stmt_run(&set, err);
}

bool
link_replace(struct store *st, const char *code, struct link *next, struct err *err)
{
	SCOPED(txn) txn = txn_begin(st->sql, STMT_BEGIN_WRITE, err);
	struct link old;
	bool taken;

	if (!txn.open || !link_get(st, code, &old, err) || !replaceable(st, &old, err) ||
	    !code_taken(st, next->code, &taken, err))
		return false;
	if (taken)
		return err_set(err, ERR_BUSY, "the code %s is in use", next->code);
	old.closed = false;
	if (!link_shut(st, code, err))
		return err_add(err, "closing link %s", code);
	memcpy(old.code, next->code, sizeof(old.code));
	if (!link_insert(st, &old, old.place_number, err))
		return err_add(err, "adding link %s", old.code);
	if (!txn_keep(&txn, err))
		return false;
	*next = old;
	return true;
}
