/*
 * The desk's look at one step of a room while phones write into it: all boxes, those of the open
 * batch too.  Slots bear ids in ascending order, so a reader goes on behind the last id that it
 * saw, even when the table is doubled meanwhile (see batches.c, which does the same for closed
 * batches); no transaction is longer than five hundred slots, and none is open while a box is
 * looked into, or the writer could not empty its log.
 *
 * Never checkpoints, never writes.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "store/read.h"
#include "store/sqlite/internal.h"

enum { SLOTS_AT_ONCE = 512 }; /* in one transaction, empty ones too */

struct live {
	struct sql *sql;
	char file[SURVEY_NAME];
	int64_t seen;		/* data_version before the last reading */
	bool read;		/* there was one */
	unsigned char from[16]; /* the lowest id that is still to come */
	size_t box_len, count;
	unsigned char *kept; /* id and box, one behind the other, of one transaction */
};

void
live_close(struct live *l)
{
	if (!l)
		return;
	sql_close(l->sql);
	free(l->kept);
	free(l);
}

struct live *
live_open(const char *dir, const char *file, struct err *err)
{
	struct path path;
	struct live *l;
	struct sql *sql;

	if (!path_answers(&path, dir, file, "", err))
		return NULL;
	sql = sql_open(path.text, ROLE_ANSWERS_READ, err);
	if (!sql)
		return NULL;
	l = mem_new(1, sizeof(*l));
	l->sql = sql;
	str_fit(l->file, sizeof(l->file), file);
	return l;
}

static bool
version_get(struct live *l, int64_t *out, struct err *err)
{
	SCOPED(stmt) get = stmt_use(l->sql, STMT_DATA_VERSION);
	bool row;

	if (!stmt_row(&get, &row, err))
		return false;
	*out = row ? stmt_get_int(&get, 0) : 0;
	return true;
}

bool
live_changed(struct live *l)
{
	int64_t now;

	/* asked again is better than missed */
	return !l->read || !version_get(l, &now, NULL) || now != l->seen;
}

/* ---- one transaction --------------------------------------------------------------- */

static bool
head_take_in(struct live *l, struct head *out, struct err *err)
{
	char says[SURVEY_NAME];

	if (!head_read(l->sql, out, says, sizeof(says), err))
		return false;
	if (!str_same(says, l->file))
		return err_set(err, ERR_CONFIG, "%s belongs to %s", l->sql->name, says);
	if (out->box_len < 1 || out->box_len > slot_room(l->sql->page_size) ||
	    out->homes < 2 || (l->kept && l->box_len != out->box_len))
		return err_set(err, ERR_IO, "%s: its head is damaged", l->sql->name);
	if (!l->kept) {
		l->box_len = out->box_len;
		l->kept = mem_new(SLOTS_AT_ONCE, 16 + l->box_len);
	}
	return true;
}

/* One slot; *out_over: nothing stands behind it.  Those that were seen before do not count. */
static bool
slot_take(struct live *l, struct stmt *slots, const struct head *h, unsigned *inout_seen,
	  bool *out_over, struct err *err)
{
	uint64_t place = (uint64_t)stmt_get_int(slots, 0);
	size_t len;
	const unsigned char *cell = stmt_get_blob(slots, 1, &len);
	unsigned char *to = l->kept + l->count * (16 + l->box_len);

	if (!cell || len < SLOT_HEAD + l->box_len)
		return err_set(err, ERR_IO, "%s: slot %llu is damaged", l->sql->name,
			       (unsigned long long)place);
	if (!cell_batch(cell)) {
		*out_over = !id_behind_slot(l->from, place, h->homes);
		++*inout_seen;
		return true;
	}
	if (memcmp(cell + 4, l->from, 16) < 0)
		return true;
	++*inout_seen;
	memcpy(to, cell + 4, 16);
	memcpy(to + 16, cell + SLOT_HEAD, l->box_len);
	l->count++;
	*out_over = !id_behind(l->from, cell + 4);
	return true;
}

/* *out_over: that was all. */
static bool
slots_some(struct live *l, bool *out_over, struct err *err)
{
	SCOPED(txn) txn = txn_begin(l->sql, STMT_BEGIN, err);
	SCOPED(stmt) slots = stmt_use(l->sql, STMT_SLOT_ONWARD);
	struct head h;
	bool row = true, over = false;
	unsigned seen = 0;

	if (!txn.open || !head_take_in(l, &h, err))
		return false;
	l->count = 0;
	stmt_int(&slots, ":place", (int64_t)place_home(l->from, h.homes));
	while (row && !over && seen < SLOTS_AT_ONCE)
		if (!stmt_row(&slots, &row, err) ||
		    (row && !slot_take(l, &slots, &h, &seen, &over, err)))
			return false;
	*out_over = over || !row;
	return true;
}

bool
live_read(struct live *l,
	  void (*take)(void *with, const unsigned char *id, const unsigned char *box,
		       size_t box_len),
	  void *with, struct err *err)
{
	bool over = false;

	/* Asked before, so that what comes meanwhile is a change. */
	if (!version_get(l, &l->seen, err))
		return false;
	l->read = true;
	memset(l->from, 0, sizeof(l->from));
	while (!over) {
		if (!slots_some(l, &over, err)) {
			l->read = false;
			return false;
		}
		for (size_t i = 0; i < l->count; i++) {
			const unsigned char *at = l->kept + i * (16 + l->box_len);

			take(with, at, at + 16, l->box_len);
		}
	}
	return true;
}
