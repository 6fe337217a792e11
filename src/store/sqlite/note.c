/*
 * Notes of coders in canvass.db: sealed bytes, one of a kind for each survey, put together or not
 * at all, and never over one that somebody else has put in the meantime.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "store/sqlite/internal.h"
#include "store/sqlite/workspace.h"

enum { VERSION_WITH_NOTES = 4 };

bool
note_all(struct store *st, const char *survey, struct note_row out[NOTE_KINDS],
	 struct arena *a, struct err *err)
{
	struct note_row rows[NOTE_KINDS] = { { NULL, 0 } };
	bool more = true;

	if (!survey_known(st, survey, err))
		return false;
	if (st->sql->version >= VERSION_WITH_NOTES) {
		SCOPED(stmt) get = stmt_use(st->sql, STMT_NOTE_ALL);

		stmt_text(&get, ":survey", survey);
		for (;;) {
			struct note_row *row;
			const void *sealed;

			if (!stmt_row(&get, &more, err))
				return false;
			if (!more)
				break;
			/* The schema keeps it in bounds. */
			row = &rows[(uint64_t)stmt_get_int(&get, 0) % NOTE_KINDS];
			sealed = stmt_get_blob(&get, 1, &row->len);
			row->sealed = (const unsigned char *)arena_copy(
				a, sealed ? sealed : "", row->len);
		}
	}
	memcpy(out, rows, sizeof(rows));
	return true;
}

/* Whether what is there is still what was read. */
static bool
as_it_was(struct store *st, const char *survey, const struct note_change *c,
	  struct err *err)
{
	SCOPED(stmt) get = stmt_use(st->sql, STMT_NOTE_ONE);
	const void *there;
	size_t len;
	bool row, same;

	stmt_text(&get, ":survey", survey);
	stmt_int(&get, ":kind", c->kind);
	if (!stmt_row(&get, &row, err))
		return false;
	there = row ? stmt_get_blob(&get, 0, &len) : NULL;
	same = row ? c->was.sealed && c->was.len == len &&
			       memcmp(c->was.sealed, there, len) == 0
		   : !c->was.sealed;
	return same || err_set(err, ERR_BUSY,
			       "somebody else changed the codings of %s in the meantime; "
			       "try again",
			       survey);
}

static bool
put_one(struct store *st, const char *survey, const struct note_change *c,
	struct err *err)
{
	SCOPED(stmt) put = stmt_use(st->sql, STMT_NOTE_PUT);

	stmt_text(&put, ":survey", survey);
	stmt_int(&put, ":kind", c->kind);
	stmt_blob(&put, ":sealed", c->now.sealed, c->now.len);
	return stmt_run(&put, err);
}

bool
note_change(struct store *st, const char *survey, const struct note_change *changes,
	    size_t count, struct err *err)
{
	SCOPED(txn) txn = txn_begin(st->sql, STMT_BEGIN_WRITE, err);

	if (!txn.open || !survey_known(st, survey, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!as_it_was(st, survey, &changes[i], err))
			return false;
	for (size_t i = 0; i < count; i++)
		if (!put_one(st, survey, &changes[i], err))
			return err_add(err, "putting the codings");
	return txn_keep(&txn, err);
}
