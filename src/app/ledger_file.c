/*
 * The ledger on disk: a file away from the workspace, or rows of canvass.db.  It grows by whole
 * entries, and never over what somebody else has put there in the meantime.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <unistd.h>

#include "app/ledger.h"

bool
ledger_file_read(struct ledger *out, struct arena *a, struct err *err)
{
	SCOPED(buf) text;
	const char *copy;

	buf_init(&text, 0);
	if (!file_read(out->from, LEDGER_FILE, &text, err))
		return false;
	copy = arena_copy(a, text.data ? text.data : "", text.len);
	return ledger_parse(out, copy, text.len, a, err);
}

static void
put_lines(const struct ledger *l, size_t count, struct buf *out)
{
	for (size_t i = 0; i < count; i++) {
		buf_put(out, l->entries[i].line.text, l->entries[i].line.len);
		buf_putc(out, '\n');
	}
}

static bool
beaten(const struct ledger *l, struct err *err)
{
	return err_set(err, ERR_BUSY,
		       "%s: somebody else added a release in the meantime; try again",
		       l->from);
}

/* Whether the file is as it was when it was read. */
static bool
file_same(const struct ledger *l, size_t known, struct err *err)
{
	SCOPED(buf) was;
	SCOPED(buf) now;
	struct err why = { .code = ERR_NONE };

	buf_init(&was, 0);
	buf_init(&now, 0);
	put_lines(l, known, &was);
	if (!file_read(l->from, LEDGER_FILE, &now, &why)) {
		if (why.code == ERR_MISSING && !known)
			return true;
		return why.code == ERR_MISSING ? beaten(l, err)
					       : err_set(err, why.code, "%s", why.text);
	}
	return (known && was.len == now.len &&
		memcmp(was.data, now.data, was.len) == 0) ||
	       beaten(l, err);
}

bool
ledger_file_write(const struct ledger *l, size_t known, struct arena *a, struct err *err)
{
	SCOPED(buf) text;
	int lock;
	bool good;

	buf_init(&text, 0);
	put_lines(l, l->count, &text);
	/* Where a file system has no locks, the comparison alone must do. */
	lock = folder_lock(l->from, a);
	good = file_same(l, known, err) &&
	       file_write(l->from, text.data, text.len, 0644, err);
	if (lock >= 0)
		close(lock);
	return good;
}

bool
ledger_store_write(const struct ledger *l, size_t known, const char *workspace,
		   struct err *err)
{
	struct store *st = store_open(workspace, STORE_WRITES, err);
	bool good = st != NULL;

	for (size_t i = known; good && i < l->count; i++)
		good = release_add(st, l->survey, &l->entries[i].line, err);
	store_close(st);
	return good ||
	       (err && err->code == ERR_BUSY
			? err_add(err,
				  "somebody else released in the meantime; try again")
			: false);
}
