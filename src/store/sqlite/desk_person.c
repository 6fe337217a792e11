/*
 * People at the desk: who they are to it, what they may see, and that each code counts once.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "store/sqlite/desk.h"

/* ---- reading ------------------------------------------------------------------------- */

/* Columns in the order of the statements of desk_read.sql. */
static bool
person_take(struct stmt *get, struct person *out, struct arena *a, struct err *err)
{
	stmt_copy_text(get, 0, out->name, sizeof(out->name));
	out->roles = (unsigned)stmt_get_int(get, 1);
	out->disabled = stmt_get_int(get, 2) != 0;
	out->enrolled = stmt_get_int(get, 3) != 0;
	out->password = stmt_arena_text(get, 4, a);
	out->totp_last = (uint64_t)stmt_get_int(get, 6);
	out->invite_until = (int)stmt_get_int(get, 8);
	return stmt_copy(get, 5, out->totp, sizeof(out->totp), err) &&
	       stmt_copy(get, 7, out->invite, sizeof(out->invite), err);
}

static bool
scopes_take(struct desk_store *d, struct person *out, struct arena *a, struct err *err)
{
	SCOPED(stmt) get = stmt_use(d->sql, STMT_PERSON_SCOPES);
	bool row;

	stmt_text(&get, ":person", out->name);
	out->scope_count = 0;
	for (;;) {
		if (!stmt_row(&get, &row, err))
			return false;
		if (!row)
			return true;
		if (out->scope_count == PERSON_SCOPES)
			return err_set(err, ERR_IO, "desk.db: %s has too many scopes",
				       out->name);
		out->scopes[out->scope_count++] = stmt_arena_text(&get, 0, a);
	}
}

static bool
no_person(struct err *err, const char *name)
{
	return err_set(err, ERR_MISSING, "there is no person \"%.60s\" at the desk",
		       name);
}

bool
person_get(struct desk_store *d, const char *name, struct person *out, struct arena *a,
	   struct err *err)
{
	SCOPED(held) held = desk_held(d);
	SCOPED(stmt) get = stmt_use(d->sql, STMT_PERSON_GET);
	struct person p = { 0 };
	bool row;

	(void)held;
	stmt_text(&get, ":name", name);
	if (!stmt_row(&get, &row, err))
		return false;
	if (!row)
		return no_person(err, name);
	if (!person_take(&get, &p, a, err) || !scopes_take(d, &p, a, err))
		return false;
	*out = p;
	return true;
}

bool
person_by_invite(struct desk_store *d, const unsigned char hash[32], struct person *out,
		 struct arena *a, struct err *err)
{
	static const unsigned char none[32];
	SCOPED(held) held = desk_held(d);
	SCOPED(stmt) get = stmt_use(d->sql, STMT_PERSON_BY_INVITE);
	struct person p = { 0 };
	bool row = false;

	(void)held;
	stmt_blob(&get, ":invite", hash, 32);
	if (memcmp(hash, none, 32) != 0 && !stmt_row(&get, &row, err))
		return false;
	if (!row)
		return err_set(err, ERR_MISSING, "there is no such invitation");
	if (!person_take(&get, &p, a, err) || !scopes_take(d, &p, a, err))
		return false;
	*out = p;
	return true;
}

bool
person_all(struct desk_store *d, struct person **out, size_t *out_count, struct arena *a,
	   struct err *err)
{
	SCOPED(held) held = desk_held(d);
	SCOPED(stmt) get = stmt_use(d->sql, STMT_PERSON_ALL);
	struct person *people = arena_array(a, struct person, 1);
	size_t count = 0, room = 1;
	bool row;

	(void)held;
	for (;;) {
		if (!stmt_row(&get, &row, err))
			return false;
		if (!row)
			break;
		if (count == room) {
			struct person *grown = arena_array(a, struct person, room * 2);

			memcpy(grown, people, count * sizeof(*people));
			people = grown;
			room *= 2;
		}
		if (!person_take(&get, &people[count], a, err) ||
		    !scopes_take(d, &people[count], a, err))
			return false;
		count++;
	}
	*out = people;
	*out_count = count;
	return true;
}

/* ---- writing ------------------------------------------------------------------------- */

static void
person_bind(struct stmt *st, const struct person *p)
{
	stmt_text(st, ":name", p->name);
	stmt_int(st, ":roles", p->roles);
	stmt_int(st, ":disabled", p->disabled);
	stmt_int(st, ":enrolled", p->enrolled);
	stmt_text(st, ":password", p->password ? p->password : "");
	stmt_blob(st, ":totp", p->totp, sizeof(p->totp));
	stmt_int(st, ":totp_last", (int64_t)p->totp_last);
	stmt_blob(st, ":invite", p->invite, sizeof(p->invite));
	stmt_int(st, ":invite_until", p->invite_until);
}

static bool
scope_add(struct desk_store *d, const char *person, const char *name, struct err *err)
{
	SCOPED(stmt) add = stmt_use(d->sql, STMT_PERSON_SCOPE_ADD);

	stmt_text(&add, ":person", person);
	stmt_text(&add, ":name", name);
	return stmt_run(&add, err);
}

static bool
scopes_put(struct desk_store *d, const struct person *p, struct err *err)
{
	SCOPED(stmt) drop = stmt_use(d->sql, STMT_PERSON_SCOPE_DROP);

	stmt_text(&drop, ":person", p->name);
	if (!stmt_run(&drop, err))
		return false;
	for (size_t i = 0; i < p->scope_count; i++)
		if (!scope_add(d, p->name, p->scopes[i], err))
			return false;
	return true;
}

static bool
person_there(struct desk_store *d, const char *name, bool *out, struct err *err)
{
	SCOPED(stmt) get = stmt_use(d->sql, STMT_PERSON_GET);

	stmt_text(&get, ":name", name);
	return stmt_row(&get, out, err);
}

static bool
person_write(struct desk_store *d, const struct person *p, enum stmt_id id,
	     struct err *err)
{
	SCOPED(stmt) put = stmt_use(d->sql, id);

	person_bind(&put, p);
	return stmt_run(&put, err) && scopes_put(d, p, err);
}

bool
person_add(struct desk_store *d, const struct person *p, struct err *err)
{
	SCOPED(held) held = desk_held(d);
	SCOPED(txn) txn = txn_begin(d->sql, STMT_BEGIN_WRITE, err);
	bool there;

	(void)held;
	if (!txn.open || !person_there(d, p->name, &there, err))
		return false;
	if (there)
		return err_set(err, ERR_CREATE, "there is a %s at the desk already",
			       p->name);
	return person_write(d, p, STMT_PERSON_ADD, err) && txn_keep(&txn, err);
}

bool
person_put(struct desk_store *d, const struct person *p, struct err *err)
{
	SCOPED(held) held = desk_held(d);
	SCOPED(txn) txn = txn_begin(d->sql, STMT_BEGIN_WRITE, err);
	bool there;

	(void)held;
	if (!txn.open || !person_there(d, p->name, &there, err))
		return false;
	if (!there)
		return no_person(err, p->name);
	return person_write(d, p, STMT_PERSON_PUT, err) && txn_keep(&txn, err);
}

bool
person_totp_use(struct desk_store *d, const char *name, uint64_t step, bool *out_fresh,
		struct err *err)
{
	SCOPED(held) held = desk_held(d);
	SCOPED(stmt) use = stmt_use(d->sql, STMT_PERSON_TOTP_USE);
	int changed;

	(void)held;
	stmt_text(&use, ":name", name);
	stmt_int(&use, ":step", (int64_t)step);
	if (!stmt_change(&use, &changed, err))
		return false;
	*out_fresh = changed == 1;
	return true;
}
