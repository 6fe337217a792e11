/*
 * Making an answers file: all its slots at once, so that it does not grow as it fills.  It gets
 * its name only when it is whole and on the disk.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/sqlite/internal.h"

static const struct {
	unsigned size;
	enum stmt_id set;
} pages[] = {
	{ 4096, STMT_SET_PAGE_4 },
	{ 8192, STMT_SET_PAGE_8 },
	{ 16384, STMT_SET_PAGE_16 },
	{ 32768, STMT_SET_PAGE_32 },
};

static bool
page_set(struct sql *sql, unsigned page_size, struct err *err)
{
	int64_t now;

	for (size_t i = 0; i < ARRAY_LEN(pages); i++)
		if (pages[i].size == page_size)
			return sql_once(sql, pages[i].set, NULL, 0, err) &&
			       sql_number(sql, STMT_GET_PAGE, &now, err) &&
			       (now == page_size ||
				err_set(err, ERR_CONFIG, "%s: pages of %u do not hold",
					sql->name, page_size));
	die("answers_make: pages of %u", page_size);
}

/* ---- what stands in it from the beginning ---------------------------------------- */

static bool
head_make(struct sql *sql, const char *survey, uint64_t homes, unsigned box_len,
	  struct err *err)
{
	SCOPED(stmt) add = stmt_use(sql, STMT_HEAD_ADD);

	stmt_text(&add, ":survey", survey);
	stmt_int(&add, ":box_len", box_len);
	stmt_int(&add, ":homes", (int64_t)homes);
	stmt_int(&add, ":slots", (int64_t)(homes + place_tail(homes)));
	return stmt_run(&add, err);
}

static bool
secret_make(struct sql *sql, const struct answers_secrets *secrets, struct err *err)
{
	SCOPED(stmt) add = stmt_use(sql, STMT_SECRET_ADD);

	stmt_blob(&add, ":ticket_key", secrets->ticket_key, sizeof(secrets->ticket_key));
	stmt_blob(&add, ":draft_key", secrets->draft_key, sizeof(secrets->draft_key));
	stmt_int(&add, ":gone", secrets->ticket_gone);
	return stmt_run(&add, err);
}

static bool
tables_make(struct sql *sql, unsigned page_size, struct err *err)
{
	if (!page_set(sql, page_size, err))
		return false;
	for (int id = 0; id < STMT__COUNT; id++)
		if ((str_same(stmt_texts[id].group, "answers-0001") ||
		     str_same(stmt_texts[id].group, "answers-0002")) &&
		    !sql_once(sql, id, NULL, 0, err))
			return false;
	return sql_once(sql, STMT_SET_APPLICATION_ANSWERS, NULL, 0, err) &&
	       sql_once(sql, STMT_SET_VERSION_2, NULL, 0, err);
}

/* The statements of the writer can be prepared only now that its tables are there. */
static bool
rows_make(struct sql *sql, const char *survey, uint64_t homes, unsigned page_size,
	  unsigned box_len, const struct answers_secrets *secrets, struct err *err)
{
	SCOPED(txn) txn = { 0 };

	if (!sql_prepare_group(sql, "transaction", err) ||
	    !sql_prepare_group(sql, "answers_make", err) ||
	    !sql_prepare_group(sql, "answers_write", err))
		return false;
	txn = txn_begin(sql, STMT_BEGIN_WRITE, err);
	return txn.open && head_make(sql, survey, homes, box_len, err) &&
	       secret_make(sql, secrets, err) &&
	       slots_add(sql, 0, homes + place_tail(homes), cell_length(page_size),
			 err) &&
	       txn_keep(&txn, err);
}

/* ---- the file -------------------------------------------------------------------- */

static bool
file_fill(const char *made, const char *survey, unsigned expected, unsigned page_size,
	  unsigned box_len, const struct answers_secrets *secrets, struct err *err)
{
	struct sql *sql;
	char now[16];
	bool good;

	if (!file_make(made, err))
		return false;
	sql = sql_open(made, ROLE_ANSWERS_MAKE, err);
	if (!sql)
		return false;
	good = tables_make(sql, page_size, err) &&
	       rows_make(sql, survey, place_homes(expected), page_size, box_len, secrets,
			 err) &&
	       sql_once(sql, STMT_SET_JOURNAL_WAL, now, sizeof(now), err) &&
	       (str_same(now, "wal") ||
		err_set(err, ERR_CONFIG, "%s: no write-ahead log here", sql->name));
	sql_close(sql);
	return good && path_sync(made, err);
}

static void
answers_remove(const char *dir, const char *survey)
{
	static const char *const suffixes[] = { "",	"-wal",	    "-shm",
						".new", ".new-wal", ".new-shm" };

	for (size_t i = 0; i < ARRAY_LEN(suffixes); i++) {
		struct path path;

		if (path_answers(&path, dir, survey, suffixes[i], NULL))
			unlink(path.text);
	}
}

/* Opened once, so that a log lies beside it: readers who may not write could not make one. */
static bool
answers_first(const struct store_lock *lock, const char *survey, struct err *err)
{
	struct answers_file *f = answers_open(lock, survey, err);

	answers_close(f);
	return f != NULL;
}

static bool
answers_fit(const struct store_lock *lock, unsigned expected, unsigned page_size,
	    struct err *err)
{
	uint64_t homes = place_homes(expected), space;
	uint64_t needs = (homes + place_tail(homes) + 16) * (page_size + 64);

	if (!store_space(lock_dir(lock), &space, err))
		return false;
	if (space < needs)
		return err_set(err, ERR_FULL,
			       "the table of slots needs %llu MiB; %llu MiB are free",
			       (unsigned long long)(needs >> 20) + 1,
			       (unsigned long long)(space >> 20));
	return true;
}

bool
answers_make(const struct store_lock *lock, const char *survey, unsigned expected,
	     unsigned page_size, unsigned box_len, const struct answers_secrets *secrets,
	     struct err *err)
{
	struct path path, made, folder;
	struct stat there;

	if (!path_answers(&path, lock_dir(lock), survey, "", err) ||
	    !path_answers(&made, lock_dir(lock), survey, ".new", err) ||
	    !path_put(&folder, err, "%s/answers", lock_dir(lock)))
		return false;
	if (!box_len || box_len > slot_room(page_size))
		die("answers_make: boxes of %u on pages of %u", box_len, page_size);
	if (!lstat(path.text, &there))
		return err_set(err, ERR_CREATE, "%s is there already", path.text);
	if (!answers_fit(lock, expected, page_size, err))
		return false;
	answers_remove(lock_dir(lock),
		       survey); /* a log without its file would be played into it */
	if (file_fill(made.text, survey, expected, page_size, box_len, secrets, err)) {
		if (rename(made.text, path.text))
			err_system(err, errno, path.text);
		else if (answers_first(lock, survey, err) && path_sync(folder.text, err))
			return true;
	}
	answers_remove(lock_dir(lock), survey);
	return false;
}
