/*
 * Statements and transactions.  A bad bind is remembered and shows at the run, so that callers
 * test one result; a transaction that nobody kept is rolled back when its scope ends.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "store/sqlite/internal.h"

struct stmt
stmt_use(struct sql *sql, enum stmt_id id)
{
	if (!sql->stmts[id])
		die("%s is no statement of a connection for %s", stmt_texts[id].name,
		    sql->role->name);
	if (sqlite3_stmt_busy(sql->stmts[id]))
		die("%s is used twice at once", stmt_texts[id].name);
	return (struct stmt){ .sql = sql, .s = sql->stmts[id], .rc = SQLITE_OK };
}

void
stmt_cleanup(struct stmt *st)
{
	if (!st->s)
		return;
	sqlite3_reset(st->s); /* its result was given when it was run */
	sqlite3_clear_bindings(st->s);
}

static int
stmt_index(struct stmt *st, const char *name)
{
	int i = sqlite3_bind_parameter_index(st->s, name);

	if (!i)
		die("no %s in %s", name, sqlite3_sql(st->s));
	return i;
}

static void
stmt_note(struct stmt *st, int rc)
{
	if (st->rc == SQLITE_OK)
		st->rc = rc;
}

void
stmt_int(struct stmt *st, const char *name, int64_t value)
{
	stmt_note(st, sqlite3_bind_int64(st->s, stmt_index(st, name), value));
}

void
stmt_text(struct stmt *st, const char *name, const char *text)
{
	stmt_note(st, sqlite3_bind_text(st->s, stmt_index(st, name), text, -1,
					SQLITE_STATIC));
}

void
stmt_blob(struct stmt *st, const char *name, const void *data, size_t len)
{
	stmt_note(st, sqlite3_bind_blob64(st->s, stmt_index(st, name), len ? data : "",
					  len, SQLITE_STATIC));
}

void
stmt_null(struct stmt *st, const char *name)
{
	stmt_note(st, sqlite3_bind_null(st->s, stmt_index(st, name)));
}

void
stmt_day(struct stmt *st, const char *name, int day)
{
	if (day < 0)
		stmt_null(st, name);
	else
		stmt_int(st, name, day);
}

bool
stmt_row(struct stmt *st, bool *out_row, struct err *err)
{
	if (st->rc == SQLITE_OK || st->rc == SQLITE_ROW)
		st->rc = sqlite3_step(st->s);
	if (st->rc == SQLITE_ROW || st->rc == SQLITE_DONE) {
		*out_row = st->rc == SQLITE_ROW;
		return true;
	}
	return sql_fail(st->sql, st->rc, err);
}

bool
stmt_run(struct stmt *st, struct err *err)
{
	bool row = true;

	while (row)
		if (!stmt_row(st, &row, err))
			return false;
	return true;
}

bool
stmt_change(struct stmt *st, int *out, struct err *err)
{
	if (!stmt_run(st, err))
		return false;
	*out = sqlite3_changes(st->sql->db);
	return true;
}

int64_t
stmt_get_int(struct stmt *st, int column)
{
	return sqlite3_column_int64(st->s, column);
}

const void *
stmt_get_blob(struct stmt *st, int column, size_t *out_len)
{
	const void *data = sqlite3_column_blob(st->s, column);

	*out_len = (size_t)sqlite3_column_bytes(st->s, column);
	return data;
}

bool
stmt_copy(struct stmt *st, int column, void *to, size_t len, struct err *err)
{
	size_t has;
	const void *data = stmt_get_blob(st, column, &has);

	if (!data || has != len)
		return err_set(
			err, ERR_IO, "%s: %s has %zu bytes, not %zu: the file is damaged",
			st->sql->name, sqlite3_column_name(st->s, column), has, len);
	memcpy(to, data, len);
	return true;
}

void
stmt_copy_text(struct stmt *st, int column, char *to, size_t size)
{
	const char *text = (const char *)sqlite3_column_text(st->s, column);

	str_fit(to, size, text ? text : "");
}

struct txn
txn_begin(struct sql *sql, enum stmt_id begin, struct err *err)
{
	struct txn txn = { .sql = sql };
	SCOPED(stmt) st = stmt_use(sql, begin);

	sql->failed = sql->failed_system = 0;
	txn.open = stmt_run(&st, err);
	return txn;
}

/* After an error SQLite may have rolled back already: it is asked, never assumed. */
void
txn_cleanup(struct txn *txn)
{
	if (txn->open && !sqlite3_get_autocommit(txn->sql->db)) {
		SCOPED(stmt) st = stmt_use(txn->sql, STMT_ROLLBACK);

		if (!stmt_run(&st, NULL) && !sqlite3_get_autocommit(txn->sql->db))
			die("%s: a transaction can neither be kept nor undone",
			    txn->sql->name);
	}
	txn->open = false;
}

bool
txn_keep(struct txn *txn, struct err *err)
{
	SCOPED(stmt) st = stmt_use(txn->sql, STMT_COMMIT);

	if (!txn->open)
		die("%s: a transaction is kept that is not open", txn->sql->name);
	if (!stmt_run(&st, err)) {
		txn_cleanup(txn);
		return false;
	}
	txn->open = false;
	return true;
}
