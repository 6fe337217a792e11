/*
 * An answers file: opened in a fixed order, checked after an unclean stop, checkpointed by
 * nobody but its writer, and closed with a mark.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "store/sqlite/internal.h"

enum {
	WAIT_AT_START = 5000,
	WAIT_TO_FORGET = 2500
}; /* milliseconds; readers take up to 2,000 */

/* ---- the head row ---------------------------------------------------------------- */

bool
head_read(struct sql *sql, struct head *out, char *survey, size_t size, struct err *err)
{
	SCOPED(stmt) get = stmt_use(sql, STMT_HEAD_GET);
	bool row;

	if (!stmt_row(&get, &row, err))
		return false;
	if (!row)
		return err_set(err, ERR_IO, "%s has no head: it is damaged", sql->name);
	stmt_copy_text(&get, 0, survey, size);
	*out = (struct head){
		.box_len = (unsigned)stmt_get_int(&get, 1),
		.homes = (uint64_t)stmt_get_int(&get, 2),
		.slots = (uint64_t)stmt_get_int(&get, 3),
		.filled = (uint64_t)stmt_get_int(&get, 4),
		.open_batch = (uint64_t)stmt_get_int(&get, 5),
		.open_filled = (uint64_t)stmt_get_int(&get, 6),
		.day = (int)stmt_get_int(&get, 7),
		.clean = stmt_get_int(&get, 8),
	};
	return true;
}

bool
head_write(struct answers_file *f, const struct head *h, struct err *err)
{
	SCOPED(stmt) put = stmt_use(f->sql, STMT_HEAD_PUT);

	stmt_int(&put, ":homes", (int64_t)h->homes);
	stmt_int(&put, ":slots", (int64_t)h->slots);
	stmt_int(&put, ":filled", (int64_t)h->filled);
	stmt_int(&put, ":open_batch", (int64_t)h->open_batch);
	stmt_int(&put, ":open_filled", (int64_t)h->open_filled);
	stmt_int(&put, ":day", h->day);
	stmt_int(&put, ":clean", h->clean);
	return stmt_run(&put, err);
}

void
head_take(struct answers_file *f, const struct head *h)
{
	f->head = *h;
	f->logged = true;
	atomic_store(&f->count, h->filled);
}

uint64_t
answers_count(const struct answers_file *f)
{
	return atomic_load(&f->count);
}

bool
answers_stopped(const struct answers_file *f)
{
	return f->stopped;
}

void
answers_secrets(const struct answers_file *f, struct answers_secrets *out)
{
	*out = f->secrets;
}

/* ---- trouble --------------------------------------------------------------------- */

/* Memory that runs short now and then passes; ten times in a minute it does not. */
static bool
nomem_too_often(struct answers_file *f)
{
	uint64_t now = clock_ms();

	if (!f->nomem || now - f->nomem_since > 60000) {
		f->nomem = 0;
		f->nomem_since = now;
	}
	return ++f->nomem >= NOMEM_MOST;
}

bool
answers_trouble(struct answers_file *f, const struct err *why, struct err *err)
{
	int rc = f->sql->failed;
	enum trouble trouble = sql_trouble(rc, f->sql->failed_system);

	if (!rc && why->code == ERR_FULL)
		return err_set(err, ERR_FULL, "%s", why->text);
	if (rc && trouble == TROUBLE_FULL) {
		lock_spend(f->lock);
		return err_set(err, ERR_FULL, "%s: the disk is full", f->sql->name);
	}
	if (rc && trouble == TROUBLE_MEMORY && !nomem_too_often(f))
		return err_set(err, ERR_UNAVAILABLE, "%s: out of memory", f->sql->name);
	f->stopped = true;
	if (rc && trouble == TROUBLE_BUSY)
		return err_set(
			err, ERR_BUSY,
			"%s: something else writes to this file; stopped, so that nothing "
			"is lost (SQLite %d)",
			f->sql->name, rc);
	return err_set(err, ERR_IO, "%s; stopped: no answer is taken until a restart",
		       why->text);
}

/* ---- the log --------------------------------------------------------------------- */

bool
answers_checkpoint(struct answers_file *f, bool *out_busy, struct err *err)
{
	int rc, left = -1, moved = -1;
	struct err why;

	if (f->stopped)
		return err_set(err, ERR_IO, "%s is stopped", f->sql->name);
	*out_busy = false;
	if (!f->logged)
		return true;
	rc = sqlite3_wal_checkpoint_v2(f->sql->db, NULL, SQLITE_CHECKPOINT_TRUNCATE,
				       &left, &moved);
	if (rc == SQLITE_BUSY) {
		*out_busy = true;
		return true;
	}
	if (rc != SQLITE_OK) {
		sql_fail(f->sql, rc, &why);
		return answers_trouble(f, &why, err);
	}
	if (left != 0 || moved != 0) {
		f->stopped = true;
		return err_set(err, ERR_IO, "%s: the log was not emptied (%d, %d)",
			       f->sql->name, left, moved);
	}
	if (!log_wipe_index(f->sql, err)) {
		f->stopped = true;
		return false;
	}
	f->logged = false;
	return true;
}

/* With patience, where nobody waits for a thank-you page. */
static bool
checkpoint_surely(struct answers_file *f, int wait_ms, struct err *err)
{
	bool busy, good;

	sqlite3_busy_timeout(f->sql->db, wait_ms);
	f->logged = true;
	good = answers_checkpoint(f, &busy, err);
	sqlite3_busy_timeout(f->sql->db, f->sql->role->busy_ms);
	if (good && busy)
		return err_set(err, ERR_BUSY,
			       "%s: a reader keeps the log from being emptied",
			       f->sql->name);
	return good;
}

/* ---- opening --------------------------------------------------------------------- */

static bool
secrets_read(struct sql *sql, struct answers_secrets *out, struct err *err)
{
	SCOPED(stmt) get = stmt_use(sql, STMT_SECRET_GET);
	bool row;

	if (!stmt_row(&get, &row, err))
		return false;
	if (!row)
		return err_set(err, ERR_IO, "%s has no keys: it is damaged", sql->name);
	if (!stmt_copy(&get, 0, out->ticket_key, sizeof(out->ticket_key), err) ||
	    !stmt_copy(&get, 1, out->draft_key, sizeof(out->draft_key), err))
		return false;
	out->ticket_gone = stmt_get_int(&get, 2);
	return true;
}

/* What the head says must be possible before anything is allocated or computed from it. */
static bool
head_sane(struct sql *sql, const struct head *h, const char *says, const char *survey,
	  unsigned page_size, struct err *err)
{
	bool power =
		h->homes >= 2 && h->homes <= 1ull << 32 && !(h->homes & (h->homes - 1));

	if (!str_same(says, survey))
		return err_set(err, ERR_CONFIG, "%s belongs to %s", sql->name, says);
	if (!power || h->slots != h->homes + place_tail(h->homes) ||
	    h->filled > h->slots || h->open_filled > h->filled || h->open_batch < 1 ||
	    h->open_batch > UINT32_MAX || page_size < 4096 ||
	    h->box_len > slot_room(page_size))
		return err_set(err, ERR_IO, "%s: its head is damaged", sql->name);
	return true;
}

/* After an unclean stop: what stands in the file, and nothing left in doubt in the log. */
static bool
answers_recover(struct answers_file *f, struct err *err)
{
	char check[100];

	if (!sql_once(f->sql, STMT_QUICK_CHECK, check, sizeof(check), err))
		return false;
	if (!str_same(check, "ok"))
		return err_set(err, ERR_IO, "%s is damaged: %s", f->sql->name, check);
	if (!slots_check(f->sql, &f->head, f->cell_len, err))
		return false;
	/* Also syncs what a killed writer wrote but did not sync: a retry finds it there. */
	return checkpoint_surely(f, WAIT_AT_START, err);
}

static bool
answers_read_in(struct answers_file *f, const char *survey, struct err *err)
{
	char says[SURVEY_NAME];

	if (!head_read(f->sql, &f->head, says, sizeof(says), err) ||
	    !head_sane(f->sql, &f->head, says, survey, f->sql->page_size, err) ||
	    !secrets_read(f->sql, &f->secrets, err))
		return false;
	f->cell_len = cell_length(f->sql->page_size);
	f->cell = mem_new(1, f->cell_len);
	atomic_store(&f->count, f->head.filled);
	/* Closed in good order: a hundred such files open in no time. */
	if (!(f->head.clean && log_empty(f->sql)) && !answers_recover(f, err))
		return false;
	f->slips = slips_load(f->sql, err);
	return f->slips != NULL;
}

static void
answers_free(struct answers_file *f)
{
	sql_close(f->sql);
	slips_free(f->slips);
	explicit_bzero(&f->secrets, sizeof(f->secrets));
	free(f->cell);
	free(f);
}

struct answers_file *
answers_open(const struct store_lock *lock, const char *survey, struct err *err)
{
	struct answers_file *f;
	struct path path;
	struct sql *sql;

	if (!path_answers(&path, lock_dir(lock), survey, "", err))
		return NULL;
	sql = sql_open(path.text, ROLE_ANSWERS_WRITE, err);
	if (!sql)
		return NULL;
	f = mem_new(1, sizeof(*f));
	f->sql = sql;
	f->lock = lock;
	if (!answers_read_in(f, survey, err)) {
		answers_free(f);
		return NULL;
	}
	return f;
}

/* ---- closing --------------------------------------------------------------------- */

/* The mark is set only when the log is empty: it says that nothing is in doubt. */
static bool
answers_mark(struct answers_file *f)
{
	SCOPED(txn) txn = txn_begin(f->sql, STMT_BEGIN_WRITE, NULL);
	struct head h = f->head;

	if (!txn.open)
		return false;
	h.clean = true;
	if (!head_write(f, &h, NULL) || !txn_keep(&txn, NULL))
		return false;
	head_take(f, &h);
	return true;
}

void
answers_close(struct answers_file *f)
{
	bool busy;

	if (!f)
		return;
	if (answers_checkpoint(f, &busy, NULL) && !busy &&
	    !f->head.clean && answers_mark(f))
		(void)!answers_checkpoint(f, &busy, NULL);
	answers_free(f);
}

static bool
secrets_wipe(struct answers_file *f, struct err *err)
{
	SCOPED(txn) txn = txn_begin(f->sql, STMT_BEGIN_WRITE, err);
	SCOPED(stmt) forget = stmt_use(f->sql, STMT_SECRET_FORGET);
	struct head h = f->head;

	h.clean = false;
	if (!txn.open || !stmt_run(&forget, err) || !slips_strike_all(f, err) ||
	    !head_write(f, &h, err) || !txn_keep(&txn, err))
		return false;
	head_take(f, &h);
	slips_forget(f, 0, UINT32_MAX); /* nothing can be opened with them any more */
	explicit_bzero(&f->secrets, sizeof(f->secrets));
	f->secrets.ticket_gone = true;
	return true;
}

bool
answers_forget(struct answers_file *f, struct err *err)
{
	struct err why;

	if (f->stopped)
		return err_set(err, ERR_IO, "%s is stopped", f->sql->name);
	if (!f->secrets.ticket_gone && !secrets_wipe(f, &why))
		return answers_trouble(f, &why, err);
	/* Until then the old page lies in the file, beneath the log. */
	return checkpoint_surely(f, WAIT_TO_FORGET, err);
}
