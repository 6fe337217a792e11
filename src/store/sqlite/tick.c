/*
 * Ticks of quotes in canvass.db: sealed rows in no order, put and taken out in one transaction.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "store/sqlite/internal.h"
#include "store/sqlite/workspace.h"

enum { VERSION_WITH_TICKS = 3 };

static bool
row_take(struct stmt *get, struct tick_row *out, struct arena *a, struct err *err)
{
	const void *sealed;

	if (!stmt_copy(get, 0, out->id, TICK_ID, err))
		return false;
	sealed = stmt_get_blob(get, 1, &out->len);
	out->sealed =
		(const unsigned char *)arena_copy(a, sealed ? sealed : "", out->len);
	return true;
}

bool
tick_all(struct store *st, const char *survey, struct tick_row **out, size_t *out_count,
	 struct arena *a, struct err *err)
{
	struct tick_row *rows = arena_array(a, struct tick_row, 1);
	size_t count = 0, room = 1;
	bool more = true;

	if (!survey_known(st, survey, err))
		return false;
	if (st->sql->version >= VERSION_WITH_TICKS) {
		SCOPED(stmt) get = stmt_use(st->sql, STMT_TICK_ALL);

		stmt_text(&get, ":survey", survey);
		for (;;) {
			if (!stmt_row(&get, &more, err))
				return false;
			if (!more)
				break;
			if (count == room) {
				struct tick_row *grown =
					arena_array(a, struct tick_row, room * 2);

				memcpy(grown, rows, count * sizeof(*rows));
				rows = grown;
				room *= 2;
			}
			if (!row_take(&get, &rows[count], a, err))
				return false;
			count++;
		}
	}
	*out = rows;
	*out_count = count;
	return true;
}

static bool
remove_one(struct store *st, const char *survey, const unsigned char *id, struct err *err)
{
	SCOPED(stmt) remove = stmt_use(st->sql, STMT_TICK_REMOVE);

	stmt_blob(&remove, ":id", id, TICK_ID);
	stmt_text(&remove, ":survey", survey);
	return stmt_run(&remove, err);
}

static bool
add_one(struct store *st, const char *survey, const struct tick_row *row, struct err *err)
{
	SCOPED(stmt) add = stmt_use(st->sql, STMT_TICK_ADD);

	stmt_blob(&add, ":id", row->id, TICK_ID);
	stmt_text(&add, ":survey", survey);
	stmt_blob(&add, ":sealed", row->sealed, row->len);
	return stmt_run(&add, err);
}

bool
tick_change(struct store *st, const char *survey, const unsigned char (*gone)[TICK_ID],
	    size_t gone_count, const struct tick_row *rows, size_t row_count,
	    struct err *err)
{
	SCOPED(txn) txn = txn_begin(st->sql, STMT_BEGIN_WRITE, err);

	if (!txn.open || !survey_known(st, survey, err))
		return false;
	for (size_t i = 0; i < gone_count; i++)
		if (!remove_one(st, survey, gone[i], err))
			return err_add(err, "taking a tick back");
	for (size_t i = 0; i < row_count; i++)
		if (!add_one(st, survey, &rows[i], err))
			return err_add(err, "putting a tick");
	return txn_keep(&txn, err);
}
