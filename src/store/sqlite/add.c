/*
 * Adding a group of answers: one transaction, synced before anybody is thanked, and inside it a
 * savepoint for each answer, so that a bad one is undone alone.
 *
 * Only a commit that SQLite calls good acknowledges; nothing here tells anything of an answer
 * but whether its id is there.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "store/sqlite/internal.h"

enum {
	FILL_DOUBLE = 70, /* per cent of the homes: the table is doubled past it */
	FILL_MOST = 90,	  /* if there is no room for that: past it nothing is taken */
	DOUBLE_SPACE = 6, /* times the table's bytes that must be free to double it */
};

static bool
past(const struct head *h, unsigned percent)
{
	return (h->filled + 1) * 100 > h->homes * percent;
}

static bool
double_fits(struct answers_file *f, const struct head *h)
{
	uint64_t table = h->slots * (f->cell_len + SLOT_ON_PAGE), space;

	return h->homes < 1ull << 32 && store_space(lock_dir(f->lock), &space, NULL) &&
	       space / DOUBLE_SPACE >= table;
}

/* Sees to it that there is a slot for one more; the spot may then be another. */
static bool
make_room(struct answers_file *f, struct head *h, const unsigned char id[16],
	  struct spot *at, struct err *err)
{
	while (past(h, FILL_DOUBLE) || !at->room) {
		if (!double_fits(f, h)) {
			if (at->room && !past(h, FILL_MOST))
				return true;
			f->table_full = true;
			return err_set(err, ERR_FULL,
				       "%s is full, and there is no room to enlarge it",
				       f->sql->name);
		}
		if (!slots_double(f, h, err) || !slot_find(f, h, id, at, err))
			return false;
	}
	return true;
}

static bool
item_step(struct answers_file *f, enum stmt_id id, struct err *err)
{
	SCOPED(stmt) st = stmt_use(f->sql, id);

	return stmt_run(&st, err);
}

/* The slot's own things: what is put there, or written over what is. */
static bool
slot_fill(struct answers_file *f, struct head *h, const struct slot_add *item,
	  const struct spot *at, uint32_t slip, struct err *err)
{
	if (at->there)
		return slot_replace(f, h, at->place, item->box, err);
	if (!slot_insert(f, h, at, item->id, item->box, err) ||
	    (item->slip && !slips_strike(f, slip, slip + 1, err)))
		return false;
	h->filled++;
	h->open_filled++;
	return true;
}

/* *out: FAILED if this answer alone was refused; it and its slip are then as they were. */
static bool
item_store(struct answers_file *f, struct head *h, const struct slot_add *item,
	   const struct spot *at, uint32_t slip, enum slot_result *out, struct err *err)
{
	if (!item_step(f, STMT_ITEM_BEGIN, err))
		return false;
	if (slot_fill(f, h, item, at, slip, err)) {
		h->clean = false;
		*out = SLOT_STORED;
		return item_step(f, STMT_ITEM_KEEP, err);
	}
	if (!f->sql->failed || sql_trouble(f->sql->failed, 0) != TROUBLE_ITEM ||
	    sqlite3_get_autocommit(f->sql->db))
		return false;
	f->sql->failed = 0;
	*out = SLOT_FAILED;
	return item_step(f, STMT_ITEM_UNDO, err) && item_step(f, STMT_ITEM_KEEP, err);
}

static bool
item_do(struct answers_file *f, struct head *h, const struct slot_add *item,
	enum slot_result *out, struct err *err)
{
	struct spot at;
	uint32_t slip = 0;
	bool there = true;

	if (!slot_find(f, h, item->id, &at, err))
		return false;
	if (at.there && item->box && item->replace)
		return item_store(f, h, item, &at, 0, out, err);
	if (at.there || !item->box) {
		*out = at.there ? SLOT_THERE : SLOT_ABSENT;
		return true;
	}
	if (item->slip && !slip_find(f, item->slip, &there, &slip, err))
		return false;
	if (!there) {
		*out = SLOT_SPENT;
		return true;
	}
	return make_room(f, h, item->id, &at, err) &&
	       item_store(f, h, item, &at, slip, out, err);
}

static bool
group_do(struct answers_file *f, const struct slot_add *items, enum slot_result *results,
	 size_t n, struct err *err)
{
	SCOPED(txn) txn = txn_begin(f->sql, STMT_BEGIN_WRITE, err);
	struct head h = f->head;
	bool stored = false;

	if (!txn.open)
		return false;
	for (size_t i = 0; i < n; i++)
		if (!item_do(f, &h, &items[i], &results[i], err))
			return false;
	for (size_t i = 0; i < n; i++)
		stored = stored || results[i] == SLOT_STORED;
	if (stored && !head_write(f, &h, err))
		return false;
	if (!txn_keep(&txn, err))
		return false;
	if (stored)
		head_take(f, &h);
	for (size_t i = 0; i < n; i++)
		if (items[i].slip && results[i] == SLOT_STORED)
			slip_forget(f, items[i].slip);
	return true;
}

bool
answers_add(struct answers_file *f, struct slot_add *items, size_t n, struct err *err)
{
	enum slot_result *results = mem_new(n + 1, sizeof(*results));
	struct err why = { 0 };
	bool good;

	f->table_full = false;
	for (size_t i = 0; i < n; i++)
		items[i].result = results[i] = SLOT_FAILED;
	if (f->stopped)
		good = err_set(err, ERR_IO, "%s is stopped", f->sql->name);
	else
		good = group_do(f, items, results, n, &why) ||
		       answers_trouble(f, &why, err);
	for (size_t i = 0; good && i < n; i++)
		items[i].result = results[i];
	free(results);
	return good;
}

bool
answers_table_full(const struct answers_file *f)
{
	return f->table_full;
}
