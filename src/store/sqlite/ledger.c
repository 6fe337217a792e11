/*
 * The ledger in canvass.db: one line a release, in order, and none is ever changed.  What a line
 * says is nothing to this floor.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "store/sqlite/internal.h"
#include "store/sqlite/workspace.h"

static bool
ledger_last(struct store *st, const char *survey, unsigned *out, struct err *err)
{
	SCOPED(stmt) get = stmt_use(st->sql, STMT_LEDGER_LAST);
	bool row;

	stmt_text(&get, ":survey", survey);
	if (!stmt_row(&get, &row, err))
		return false;
	*out = row ? (unsigned)stmt_get_int(&get, 0) : 0;
	return true;
}

bool
release_add(struct store *st, const char *survey, const struct release_line *line,
	    struct err *err)
{
	SCOPED(txn) txn = txn_begin(st->sql, STMT_BEGIN_WRITE, err);
	SCOPED(stmt) add = stmt_use(st->sql, STMT_LEDGER_ADD);
	unsigned last;

	if (!txn.open || !survey_known(st, survey, err) ||
	    !ledger_last(st, survey, &last, err))
		return false;
	if (line->number <= last)
		return err_set(err, ERR_BUSY, "%s has a release %u already", survey,
			       line->number);
	if (line->number != last + 1)
		return err_set(err, ERR_INPUT, "release %u of %s can't follow release %u",
			       line->number, survey, last);
	stmt_text(&add, ":survey", survey);
	stmt_int(&add, ":number", line->number);
	stmt_text(&add, ":line", line->text);
	return (stmt_run(&add, err) ||
		err_add(err, "release %u of %s", line->number, survey)) &&
	       txn_keep(&txn, err);
}

static void
line_take(struct stmt *get, struct release_line *out, struct arena *a)
{
	const void *text = stmt_get_blob(get, 1, &out->len);

	out->text = arena_copy(a, text ? text : "", out->len);
	out->number = (unsigned)stmt_get_int(get, 0);
}

bool
release_all(struct store *st, const char *survey, struct release_line **out,
	    size_t *out_count, struct arena *a, struct err *err)
{
	struct release_line *lines = arena_array(a, struct release_line, 1);
	size_t count = 0, room = 1;
	bool row;

	if (!survey_known(st, survey, err))
		return false;
	if (st->sql->version < 2) {
		*out = lines;
		*out_count = 0;
		return true;
	}
	SCOPED(stmt) get = stmt_use(st->sql, STMT_LEDGER_ALL);
	stmt_text(&get, ":survey", survey);
	while (stmt_row(&get, &row, err)) {
		if (!row) {
			*out = lines;
			*out_count = count;
			return true;
		}
		if (count == room) {
			struct release_line *more =
				arena_array(a, struct release_line, room * 2);

			memcpy(more, lines, count * sizeof(*lines));
			lines = more;
			room *= 2;
		}
		line_take(&get, &lines[count++], a);
	}
	return false;
}
