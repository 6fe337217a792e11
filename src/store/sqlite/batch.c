/*
 * Batches: the answers that leave together.  An answer bears no time but its batch, and a batch
 * closes at the first check on a new day if ten people are in it, or when the survey closes.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>

#include "store/sqlite/internal.h"

enum { BATCH_LEAST = 10 };

/*
 * The survey closes: what is left becomes a batch, or joins the one before if it is small and that
 * one has not left.  left: how many batches have.
 */
static bool
batch_end(struct answers_file *f, struct head *h, unsigned left, struct err *err)
{
	uint32_t open = (uint32_t)h->open_batch;

	if (!h->open_filled)
		return true;
	if (h->open_filled < BATCH_LEAST && open > 1 && left < open - 1) {
		if (!slots_join(f, open, open - 1, h->open_filled, err))
			return false;
	} else {
		h->open_batch++;
	}
	h->open_filled = 0;
	return true;
}

/*
 * A day has one check that counts, its first: a restart at noon must not end a batch, or the
 * batch would tell when.  A clock that was put back only begins to count anew.
 */
static bool
batch_check(struct answers_file *f, struct head *h, int today, bool last, unsigned left,
	    struct err *err)
{
	bool new_day = h->day >= 0 && today > h->day;

	h->day = today;
	if (last)
		return batch_end(f, h, left, err);
	if (new_day && h->open_filled >= BATCH_LEAST) {
		h->open_batch++;
		h->open_filled = 0;
	}
	return true;
}

static bool
batch_do(struct answers_file *f, int today, bool last, unsigned left, struct err *err)
{
	SCOPED(txn) txn = txn_begin(f->sql, STMT_BEGIN_WRITE, err);
	struct head h = f->head;

	if (!txn.open || !batch_check(f, &h, today, last, left, err))
		return false;
	h.clean = false;
	if (!head_write(f, &h, err) || !txn_keep(&txn, err))
		return false;
	head_take(f, &h);
	return true;
}

bool
answers_close_batch(struct answers_file *f, int today, bool last, struct err *err)
{
	struct err why = { 0 };
	unsigned left = 0;
	int held = -1;
	bool good;

	if (f->stopped)
		return err_set(err, ERR_IO, "%s is stopped", f->sql->name);
	if (last ? !f->head.open_filled : today == f->head.day)
		return true;
	if (last)
		held = left_hold(f->sql->path.text, &left);
	good = batch_do(f, today, last, left, &why);
	left_release(held);
	return good || answers_trouble(f, &why, err);
}

/*
 * By name, never by a descriptor of our own: closing it would drop SQLite's locks.  A reserve
 * that was spent is made anew here, so that its time tells no more than the others'.
 */
bool
answers_touch(struct answers_file *f, struct err *err)
{
	static const char *const suffixes[] = { "", "-wal", "-shm" };

	for (size_t i = 0; i < ARRAY_LEN(suffixes); i++) {
		struct path path;

		if (!path_put(&path, err, "%s%s", f->sql->path.text, suffixes[i]))
			return false;
		if (utimensat(AT_FDCWD, path.text, NULL, 0) && errno != ENOENT)
			return err_system(err, errno, path.text);
	}
	lock_reserve(f->lock);
	return true;
}
