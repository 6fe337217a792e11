/*
 * The reader's side: closed batches out of the slots, piece by piece, while a door may go on
 * writing.
 *
 * Slots bear ids in ascending order, however many answers come in between and even when the table
 * is doubled; and what stands in a closed batch stays.  So a reader remembers an id, not a slot:
 * each piece goes on behind the last id that was seen.  All ids behind it stand at its home or
 * later, wherever they were pushed meanwhile.  So each is read once, as if all of it had been
 * read in one transaction, and no transaction is longer than two thousand slots: while one is
 * open, the writer cannot empty its log, which holds the order of arrival.
 *
 * Never checkpoints, never writes, and never copies a box of the batch that is still open.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "store/read.h"
#include "store/sqlite/internal.h"

enum { SLOTS_AT_ONCE = 2048 }; /* in one transaction, empty ones too */

struct stored { /* what a reading is held against */
	char dir[STORE_PATH], survey[SURVEY_NAME];
	unsigned closed;
	size_t count, box_len;
};
struct stored_pass {
	const struct stored *of;
	struct sql *sql;
	unsigned char from[16]; /* the lowest id that is still to come */
	bool over;
};

static struct sql *
answers_sql(const char *dir, const char *survey, struct err *err)
{
	struct path path;

	if (!path_answers(&path, dir, survey, "", err))
		return NULL;
	return sql_open(path.text, ROLE_ANSWERS_READ, err);
}

static bool
head_fits(struct sql *sql, const struct head *h, const char *says, const char *survey,
	  struct err *err)
{
	if (!str_same(says, survey))
		return err_set(err, ERR_CONFIG, "%s belongs to %s", sql->name, says);
	if (!h->box_len || h->open_filled > h->filled || h->filled > h->slots ||
	    h->filled > UINT32_MAX || !h->open_batch)
		return err_set(err, ERR_IO, "%s: its head is damaged", sql->name);
	return true;
}

/* ---- one transaction --------------------------------------------------------------- */

/* The same survey and batches as at the opening, else *out is of no use. */
static bool
stored_head(const struct stored_pass *p, struct head *out, struct err *err)
{
	const struct stored *of = p->of;
	char says[SURVEY_NAME];

	if (!head_read(p->sql, out, says, sizeof(says), err) ||
	    !head_fits(p->sql, out, says, of->survey, err))
		return false;
	if (out->box_len != of->box_len || out->open_batch <= of->closed ||
	    out->filled - out->open_filled < of->count)
		return err_set(err, ERR_IO, "%s is another file than before",
			       p->sql->name);
	/* Only before they left: a small batch joined the last one (sqlite/batch.c). */
	if (out->open_batch == of->closed + 1 &&
	    out->filled - out->open_filled != of->count)
		return err_set(err, ERR_BUSY, "%s was closed while it was read; try again",
			       of->survey);
	return true;
}

static void
box_take(struct piece *into, uint32_t batch, const unsigned char *box)
{
	memcpy(into->boxes + into->count * into->box_len, box, into->box_len);
	into->batch[into->count++] = batch;
}

/* One slot; *out_on: false if nothing more is to be read in this transaction. */
static bool
slot_take(struct stored_pass *p, struct stmt *slots, const struct head *h, unsigned seen,
	  struct piece *into, bool *out_on, struct err *err)
{
	uint64_t place = (uint64_t)stmt_get_int(slots, 0);
	size_t len;
	const unsigned char *cell = stmt_get_blob(slots, 1, &len), *id;
	uint32_t batch;

	*out_on = true;
	if (!cell || len < SLOT_HEAD + into->box_len)
		return err_set(err, ERR_IO, "%s: slot %llu is damaged", p->sql->name,
			       (unsigned long long)place);
	batch = cell_batch(cell);
	id = cell + 4;
	if (!batch) {
		if (seen >= SLOTS_AT_ONCE) {
			p->over = !id_behind_slot(p->from, place, h->homes);
			*out_on = false;
		}
		return true;
	}
	if (memcmp(id, p->from, 16) < 0) /* of the piece before */
		return true;
	if (batch <= p->of->closed)
		box_take(into, batch, cell + SLOT_HEAD);
	p->over = !id_behind(p->from, id);
	*out_on = !p->over && into->count < into->room && seen < SLOTS_AT_ONCE;
	return true;
}

static bool
slots_some(struct stored_pass *p, struct piece *into, struct err *err)
{
	SCOPED(txn) txn = txn_begin(p->sql, STMT_BEGIN, err);
	SCOPED(stmt) slots = stmt_use(p->sql, STMT_SLOT_ONWARD);
	struct head h;
	bool row = true, on = true;

	if (!txn.open || !stored_head(p, &h, err))
		return false;
	stmt_int(&slots, ":place", (int64_t)place_home(p->from, h.homes));
	for (unsigned seen = 1; on && row; seen++)
		if (!stmt_row(&slots, &row, err) ||
		    (row && !slot_take(p, &slots, &h, seen, into, &on, err)))
			return false;
	p->over |= !row;
	return true;
}

/* ---- a reading --------------------------------------------------------------------- */

static void *
stored_begin(void *with, struct err *err)
{
	const struct stored *of = with;
	struct sql *sql = answers_sql(of->dir, of->survey, err);
	struct stored_pass *p;

	if (!sql)
		return NULL;
	p = mem_new(1, sizeof(*p));
	p->of = of;
	p->sql = sql;
	return p;
}

static bool
stored_next(void *pass, struct piece *into, struct err *err)
{
	struct stored_pass *p = pass;

	while (!p->over && into->count < into->room)
		if (!slots_some(p, into, err))
			return false;
	return true;
}

static void
stored_end(void *pass)
{
	struct stored_pass *p = pass;

	sql_close(p->sql);
	free(p);
}

static const struct batches_source stored_source = { stored_begin, stored_next,
						     stored_end, free };

static bool
stored_look(struct stored *of, struct sql *sql, struct err *err)
{
	SCOPED(txn) txn = txn_begin(sql, STMT_BEGIN, err);
	char says[SURVEY_NAME];
	struct head h;

	if (!txn.open || !head_read(sql, &h, says, sizeof(says), err) ||
	    !head_fits(sql, &h, says, of->survey, err))
		return false;
	if (h.open_batch == 1)
		return err_set(
			err, ERR_BUSY,
			"no batch of %s is closed yet: the first closes on a new day with ten "
			"answers, or with the survey",
			of->survey);
	of->closed = (unsigned)h.open_batch - 1;
	of->box_len = h.box_len;
	of->count = (size_t)(h.filled - h.open_filled);
	return true;
}

struct batches *
batches_open(const char *dir, const char *survey, struct err *err)
{
	struct sql *sql = answers_sql(dir, survey, err);
	struct stored *of;
	bool good;

	if (!sql)
		return NULL;
	of = mem_new(1, sizeof(*of));
	str_fit(of->dir, sizeof(of->dir), dir);
	str_fit(of->survey, sizeof(of->survey), survey);
	good = stored_look(of, sql, err);
	sql_close(sql);
	if (good)
		return batches_from(&stored_source, of, of->box_len, of->closed,
				    of->count);
	free(of);
	return NULL;
}

/* ---- for audit and doctor -------------------------------------------------------- */

static bool
gone_read(struct sql *sql, bool *out, struct err *err)
{
	SCOPED(stmt) get = stmt_use(sql, STMT_SECRET_GONE);
	bool row;

	if (!stmt_row(&get, &row, err))
		return false;
	*out = row && stmt_get_int(&get, 0);
	return true;
}

static bool
state_read(struct sql *sql, const char *survey, struct answers_state *out,
	   struct err *err)
{
	SCOPED(txn) txn = txn_begin(sql, STMT_BEGIN, err);
	char says[SURVEY_NAME];
	struct head h;
	bool gone;

	if (!txn.open || !head_read(sql, &h, says, sizeof(says), err) ||
	    !head_fits(sql, &h, says, survey, err) || !gone_read(sql, &gone, err))
		return false;
	*out = (struct answers_state){
		.slots = h.slots,
		.filled = h.filled,
		.open_batch = (unsigned)h.open_batch,
		.page_size = sql->page_size,
		.clean = h.clean && log_empty(sql),
		.ticket_gone = gone,
	};
	return true;
}

bool
answers_look(const char *dir, const char *survey, struct answers_state *out,
	     struct err *err)
{
	struct sql *sql = answers_sql(dir, survey, err);
	bool good = sql && state_read(sql, survey, out, err);

	sql_close(sql);
	return good;
}
