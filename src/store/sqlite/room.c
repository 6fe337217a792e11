/*
 * Rooms in canvass.db: a guide and its form as they were frozen, where the room stands, and what
 * was approved in it.  Every change is one transaction that raises the room's version, so that of
 * two who change it at once the second notices.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "store/room.h"
#include "store/sqlite/internal.h"
#include "store/sqlite/workspace.h"

enum { VERSION_WITH_ROOMS = 6, SHOWN_MOST = 1 << 20 /* bytes */ };

void
room_file(const char *name, unsigned step, char out[SURVEY_NAME])
{
	snprintf(out, SURVEY_NAME, "%s.s%u", name, step);
}

void
room_about(const char *name, unsigned step, char *out, size_t size)
{
	snprintf(out, size, "canvass room 1 %s.s%u", name, step);
}

/* ---- adding ---------------------------------------------------------------------- */

static bool
room_insert(struct store *st, const struct room *room, struct err *err)
{
	SCOPED(stmt) add = stmt_use(st->sql, STMT_ROOM_ADD);

	stmt_text(&add, ":name", room->name);
	stmt_text(&add, ":code", room->code);
	stmt_blob(&add, ":guide_text", room->guide_text, room->guide_len);
	stmt_blob(&add, ":form_text", room->form_text, room->form_len);
	stmt_blob(&add, ":form_hash", room->form_hash, sizeof(room->form_hash));
	stmt_blob(&add, ":recipients", room->recipients,
		  (size_t)room->recipient_count * STORE_KEY);
	stmt_int(&add, ":closed", room->closed);
	stmt_int(&add, ":invented", room->invented);
	stmt_day(&add, ":opened", room->opened);
	stmt_day(&add, ":closed_day", room->closed_day);
	stmt_int(&add, ":padded", room->padded);
	stmt_int(&add, ":box_len", room->box_len);
	stmt_int(&add, ":page_size", room->page_size);
	stmt_int(&add, ":phase", room->phase);
	stmt_int(&add, ":step", room->step);
	stmt_int(&add, ":hands", room->hands);
	return stmt_run(&add, err);
}

/* Whether a statement that takes one text finds a row. */
static bool
found(struct store *st, enum stmt_id id, const char *name, const char *value, bool *out,
      struct err *err)
{
	SCOPED(stmt) get = stmt_use(st->sql, id);

	stmt_text(&get, name, value);
	return stmt_row(&get, out, err);
}

bool
room_exists(struct store *st, const char *name, bool *out, struct err *err)
{
	return found(st, STMT_ROOM_BRIEF, ":name", name, out, err);
}

bool
room_code_taken(struct store *st, const char *code, bool *out, struct err *err)
{
	return found(st, STMT_ROOM_CODE, ":code", code, out, err);
}

/* People at the desk are let in by names, so that no room bears a survey's. */
static bool
room_free(struct store *st, const struct room *room, struct err *err)
{
	bool name, survey, code, link;

	if (!room_exists(st, room->name, &name, err) ||
	    !found(st, STMT_SURVEY_GET, ":name", room->name, &survey, err) ||
	    !room_code_taken(st, room->code, &code, err) ||
	    !found(st, STMT_LINK_GET, ":code", room->code, &link, err))
		return false;
	if (name || survey)
		return err_set(err, ERR_CREATE, "there is a %s %s already",
			       name ? "room" : "survey", room->name);
	if (code || link)
		return err_set(err, ERR_BUSY, "the code %s is in use", room->code);
	return true;
}

bool
room_add(struct store *st, const struct room *room, struct err *err)
{
	SCOPED(txn) txn = { 0 };

	if (!survey_name_good(room->name))
		return err_set(err, ERR_INPUT, "\"%s\" is no room's name: GUIDE@LABEL",
			       room->name);
	if (!room->recipient_count || room->recipient_count > STORE_RECIPIENTS)
		die("room_add: %u recipients", room->recipient_count);
	txn = txn_begin(st->sql, STMT_BEGIN_WRITE, err);
	if (!txn.open || !room_free(st, room, err))
		return false;
	if (!room_insert(st, room, err))
		return err_add(err, "adding room %s", room->name);
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
recipients_from_row(struct stmt *get, struct room *out, struct err *err)
{
	size_t len;
	const void *keys = stmt_get_blob(get, 3, &len);

	if (!keys || !len || len % STORE_KEY || len > sizeof(out->recipients))
		return err_set(err, ERR_IO, "%s: the keys are damaged", out->name);
	memcpy(out->recipients, keys, len);
	out->recipient_count = (unsigned)(len / STORE_KEY);
	return true;
}

static bool
room_from_row(struct stmt *get, bool brief, struct room *out, struct arena *a,
	      struct err *err)
{
	stmt_copy_text(get, 0, out->name, sizeof(out->name));
	stmt_copy_text(get, 1, out->code, sizeof(out->code));
	if (!stmt_copy(get, 2, out->form_hash, sizeof(out->form_hash), err) ||
	    !recipients_from_row(get, out, err))
		return false;
	out->closed = stmt_get_int(get, 4);
	out->invented = stmt_get_int(get, 5);
	out->opened = get_day(get, 6);
	out->closed_day = get_day(get, 7);
	out->padded = (unsigned)stmt_get_int(get, 8);
	out->box_len = (unsigned)stmt_get_int(get, 9);
	out->page_size = (unsigned)stmt_get_int(get, 10);
	out->phase = (unsigned)stmt_get_int(get, 11);
	out->step = (unsigned)stmt_get_int(get, 12);
	out->hands = (unsigned)stmt_get_int(get, 13);
	out->version = (uint64_t)stmt_get_int(get, 14);
	if (!brief) {
		const void *guide = stmt_get_blob(get, 15, &out->guide_len);
		const void *form;

		out->guide_text = arena_copy(a, guide ? guide : "", out->guide_len);
		form = stmt_get_blob(get, 16, &out->form_len);
		out->form_text = arena_copy(a, form ? form : "", out->form_len);
	}
	return true;
}

static bool
steps_read(struct store *st, bool brief, struct room *out, struct arena *a,
	   struct err *err)
{
	SCOPED(stmt)
	get = stmt_use(st->sql, brief ? STMT_ROOM_STEPS_BRIEF : STMT_ROOM_STEPS);
	bool row;

	stmt_text(&get, ":room", out->name);
	while (stmt_row(&get, &row, err)) {
		struct room_step *step;
		const void *shown;
		size_t len;

		if (!row)
			return true;
		/* The schema keeps it in bounds. */
		step = &out->steps[(uint64_t)stmt_get_int(&get, 0) % ROOM_STEPS];
		step->state = (unsigned)stmt_get_int(&get, 1);
		step->revealed = stmt_get_int(&get, 2);
		step->enough = stmt_get_int(&get, 3);
		shown = brief ? NULL : stmt_get_blob(&get, 4, &len);
		step->shown = shown ? arena_copy(a, shown, len) : NULL;
	}
	return false;
}

/* Within somebody's transaction, so that the steps are those of the row. */
static bool
room_read(struct store *st, const char *name, bool brief, struct room *out,
	  struct arena *a, bool *out_there, struct err *err)
{
	struct room *made = arena_one(a, struct room);
	SCOPED(stmt) get = stmt_use(st->sql, brief ? STMT_ROOM_BRIEF : STMT_ROOM_GET);

	stmt_text(&get, ":name", name);
	if (!stmt_row(&get, out_there, err))
		return false;
	if (!*out_there)
		return true;
	if (!room_from_row(&get, brief, made, a, err) ||
	    !steps_read(st, brief, made, a, err))
		return err_add(err, "reading room %s", name);
	*out = *made;
	return true;
}

/* All names, in the arena. */
static bool
room_names(struct store *st, const char ***out, size_t *out_count, struct arena *a,
	   struct err *err)
{
	SCOPED(stmt) get = { 0 };
	const char **names = NULL;
	size_t count = 0, room = 0;
	bool row = true;

	*out = NULL;
	*out_count = 0;
	if (st->sql->version < VERSION_WITH_ROOMS)
		return true;
	get = stmt_use(st->sql, STMT_ROOM_NAMES);
	for (;;) {
		char name[ROOM_NAME];

		if (!stmt_row(&get, &row, err))
			return false;
		if (!row)
			break;
		if (count == room) {
			const char **more =
				arena_array(a, const char *, room = room * 2 + 8);

			if (count)
				memcpy(more, names, count * sizeof(*names));
			names = more;
		}
		stmt_copy_text(&get, 0, name, sizeof(name));
		names[count++] = arena_str(a, name);
	}
	*out = names;
	*out_count = count;
	return true;
}

static bool
room_missing(struct store *st, const char *name, struct err *err)
{
	struct arena *a = arena_new(0);
	const char **names, *near = NULL;
	size_t count;

	if (room_names(st, &names, &count, a, NULL) && count)
		near = str_nearest(name, names, count);
	if (near)
		err_set(err, ERR_MISSING, "there is no room %.80s; did you mean %s?",
			name, near);
	else
		err_set(err, ERR_MISSING, "there is no room %.80s", name);
	arena_free(a);
	return false;
}

bool
room_get(struct store *st, const char *name, struct room *out, struct arena *a,
	 struct err *err)
{
	SCOPED(txn) txn = { 0 };
	bool there;

	if (st->sql->version < VERSION_WITH_ROOMS)
		return room_missing(st, name, err);
	txn = txn_begin(st->sql, STMT_BEGIN, err);
	if (!txn.open || !room_read(st, name, false, out, a, &there, err))
		return false;
	return there || room_missing(st, name, err);
}

bool
room_all(struct store *st, bool brief, struct room **out, size_t *out_count,
	 struct arena *a, struct err *err)
{
	SCOPED(txn) txn = txn_begin(st->sql, STMT_BEGIN, err);
	const char **names;
	struct room *all;
	size_t count;
	bool there;

	if (!txn.open || !room_names(st, &names, &count, a, err))
		return false;
	all = arena_array(a, struct room, count + 1);
	for (size_t i = 0; i < count; i++)
		if (!room_read(st, names[i], brief, &all[i], a, &there, err))
			return false;
	*out = all;
	*out_count = count;
	return true;
}

/* ---- items ----------------------------------------------------------------------- */

static bool
item_from_row(struct stmt *get, struct room_item *out, struct arena *a, struct err *err)
{
	const void *text;
	size_t len;

	if (!stmt_copy(get, 0, out->id, sizeof(out->id), err))
		return false;
	out->kind = (enum room_item_kind)stmt_get_int(get, 1);
	out->step = (unsigned)stmt_get_int(get, 2);
	text = stmt_get_blob(get, 3, &len);
	out->text = arena_copy(a, text ? text : "", len);
	text = stmt_get_blob(get, 4, &len);
	out->note = arena_copy(a, text ? text : "", len);
	out->number = (unsigned)stmt_get_int(get, 5);
	out->rank = (unsigned)stmt_get_int(get, 6);
	return true;
}

static bool
room_known(struct store *st, const char *name, struct err *err)
{
	bool there = false;

	if (st->sql->version >= VERSION_WITH_ROOMS && !room_exists(st, name, &there, err))
		return false;
	return there || room_missing(st, name, err);
}

static bool
items_read(struct store *st, const char *name, struct room_item **out, size_t *out_count,
	   struct arena *a, struct err *err)
{
	SCOPED(stmt) get = stmt_use(st->sql, STMT_ROOM_ITEMS);
	struct room_item *items = NULL;
	size_t count = 0, room = 0;
	bool row;

	stmt_text(&get, ":room", name);
	while (stmt_row(&get, &row, err)) {
		if (!row) {
			*out = items;
			*out_count = count;
			return true;
		}
		if (count == room) {
			struct room_item *more =
				arena_array(a, struct room_item, room = room * 2 + 32);

			if (count)
				memcpy(more, items, count * sizeof(*items));
			items = more;
		}
		if (!item_from_row(&get, &items[count++], a, err))
			return false;
	}
	return false;
}

bool
room_items(struct store *st, const char *name, struct room_item **out, size_t *out_count,
	   struct arena *a, struct err *err)
{
	SCOPED(txn) txn = txn_begin(st->sql, STMT_BEGIN, err);

	return txn.open && room_known(st, name, err) &&
	       items_read(st, name, out, out_count, a, err);
}

/* ---- changing -------------------------------------------------------------------- */

/* That the room is there, and of the version that its reader saw. */
static bool
version_take(struct store *st, const char *name, uint64_t want, uint64_t *out,
	     struct err *err)
{
	SCOPED(stmt) get = stmt_use(st->sql, STMT_ROOM_BRIEF);
	bool row;

	stmt_text(&get, ":name", name);
	if (!stmt_row(&get, &row, err))
		return false;
	if (!row)
		return room_missing(st, name, err);
	*out = (uint64_t)stmt_get_int(&get, 14);
	if (want && *out != want)
		return err_set(err, ERR_BUSY,
			       "somebody else changed the room %s in the meantime; look "
			       "again",
			       name);
	return true;
}

static bool
version_put(struct store *st, const char *name, uint64_t version, struct err *err)
{
	SCOPED(stmt) set = stmt_use(st->sql, STMT_ROOM_VERSION);

	stmt_int(&set, ":version", (int64_t)version);
	stmt_text(&set, ":name", name);
	return stmt_run(&set, err);
}

static bool
head_put(struct store *st, const char *name, const struct room *head, struct err *err)
{
	SCOPED(stmt) set = stmt_use(st->sql, STMT_ROOM_HEAD);

	stmt_int(&set, ":phase", head->phase);
	stmt_int(&set, ":step", head->step);
	stmt_int(&set, ":hands", head->hands);
	stmt_int(&set, ":closed", head->closed);
	stmt_day(&set, ":closed_day", head->closed_day);
	stmt_text(&set, ":name", name);
	return stmt_run(&set, err);
}

static bool
step_put(struct store *st, const char *name, unsigned number,
	 const struct room_step *step, struct err *err)
{
	SCOPED(stmt) put = stmt_use(st->sql, STMT_ROOM_STEP_PUT);

	stmt_text(&put, ":room", name);
	stmt_int(&put, ":number", number);
	stmt_int(&put, ":state", step->state);
	stmt_int(&put, ":revealed", step->revealed);
	stmt_int(&put, ":enough", step->enough);
	stmt_text(&put, ":shown", step->shown);
	return stmt_run(&put, err);
}

static bool
item_put(struct store *st, const char *name, const struct room_item *item,
	 struct err *err)
{
	SCOPED(stmt) put = stmt_use(st->sql, STMT_ROOM_ITEM_PUT);

	stmt_text(&put, ":room", name);
	stmt_blob(&put, ":id", item->id, sizeof(item->id));
	stmt_int(&put, ":kind", item->kind);
	stmt_int(&put, ":step", item->step);
	stmt_text(&put, ":text", item->text ? item->text : "");
	stmt_text(&put, ":note", item->note ? item->note : "");
	stmt_int(&put, ":number", item->number);
	stmt_int(&put, ":rank", item->rank);
	return stmt_run(&put, err);
}

static bool
item_remove(struct store *st, const char *name, const unsigned char id[ROOM_ITEM_ID],
	    struct err *err)
{
	SCOPED(stmt) remove = stmt_use(st->sql, STMT_ROOM_ITEM_REMOVE);

	stmt_text(&remove, ":room", name);
	stmt_blob(&remove, ":id", id, ROOM_ITEM_ID);
	return stmt_run(&remove, err);
}

/* What people wrote is bounded before; what this program makes of it must be, too. */
static bool
change_fits(const struct room_change *change, struct err *err)
{
	for (size_t i = 0; i < change->step_count; i++) {
		unsigned n = change->steps[i];

		if (!change->head || !n || n >= ROOM_STEPS)
			die("room_change: step %u", n);
		if (change->head->steps[n].shown &&
		    strlen(change->head->steps[n].shown) > SHOWN_MOST)
			return err_set(err, ERR_INPUT, "step %u would show over %d bytes",
				       n, SHOWN_MOST);
	}
	for (size_t i = 0; i < change->put_count; i++) {
		const struct room_item *item = &change->put[i];

		if ((item->text && strlen(item->text) > ROOM_ITEM_TEXT) ||
		    (item->note && strlen(item->note) > ROOM_ITEM_TEXT))
			return err_set(err, ERR_INPUT, "a text has over %d bytes",
				       ROOM_ITEM_TEXT);
	}
	return true;
}

static bool
change_put(struct store *st, const char *name, const struct room_change *c,
	   struct err *err)
{
	bool good = !c->head || head_put(st, name, c->head, err);

	for (size_t i = 0; good && i < c->step_count; i++)
		good = step_put(st, name, c->steps[i], &c->head->steps[c->steps[i]], err);
	for (size_t i = 0; good && i < c->gone_count; i++)
		good = item_remove(st, name, c->gone[i], err);
	for (size_t i = 0; good && i < c->put_count; i++)
		good = item_put(st, name, &c->put[i], err);
	return good;
}

bool
room_change(struct store *st, const char *name, const struct room_change *change,
	    uint64_t *out_version, struct err *err)
{
	SCOPED(txn) txn = { 0 };
	uint64_t version = 0;

	if (!change_fits(change, err))
		return err_add(err, "room %s", name);
	txn = txn_begin(st->sql, STMT_BEGIN_WRITE, err);
	if (!txn.open || !version_take(st, name, change->version, &version, err))
		return false;
	if (!change_put(st, name, change, err) ||
	    !version_put(st, name, version + 1, err))
		return err_add(err, "room %s", name);
	if (!txn_keep(&txn, err))
		return false;
	if (out_version)
		*out_version = version + 1;
	return true;
}
