/*
 * The table of slots: after any insertions, every id stands where the set of ids says, nothing
 * is lost when the table is doubled, and one row fills one page.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "store/sqlite/internal.h"
#include "tests/unit/store/fixture.h"

#define FILE_DB "answers/" SURVEY ".db"

enum { MOST = 1200 };

static int
ids_compare(const void *a, const void *b)
{
	return memcmp(a, b, 16);
}

/* How many of n ids stand at the place that their set gives them: max(home, last + 1). */
static unsigned
ids_in_place(const struct place_to_try *p, unsigned char (*ids)[16], unsigned n)
{
	struct answers_state state;
	struct sql *sql;
	unsigned right = 0;
	uint64_t homes = 64, next = 0;
	struct err err;

	if (!answers_look(p->dir, SURVEY, &state, &err))
		return 0;
	while (homes + place_tail(homes) < state.slots)
		homes *= 2;
	sql = sql_open(place_path(p, FILE_DB), ROLE_ANSWERS_READ, &err);
	if (!sql)
		die("sql_open: %s", err.text);
	qsort(ids, n, 16, ids_compare);
	{
		SCOPED(stmt) all = stmt_use(sql, STMT_SLOT_ALL);
		unsigned i = 0;
		bool row;

		while (stmt_row(&all, &row, &err) && row) {
			size_t len;
			const unsigned char *cell = stmt_get_blob(&all, 1, &len);
			uint64_t at = (uint64_t)stmt_get_int(&all, 0), home;

			if (!cell_batch(cell))
				continue;
			home = i < n ? place_home(ids[i], homes) : 0;
			right += i < n && memcmp(cell + 4, ids[i], 16) == 0 &&
				 at == (home > next ? home : next);
			next = at + 1;
			i++;
		}
		if (i != n)
			right = 0;
	}
	sql_close(sql);
	return right;
}

/* Adds n ids, some in a group; shape says how they are spread. */
static bool
ids_add(struct answers_file *f, unsigned char (*ids)[16], unsigned n, int shape,
	struct err *err)
{
	static unsigned char box[BOX];
	struct slot_add items[8];
	struct dice d;
	bool good = true;

	dice_seed(&d, (uint64_t)shape + 77);
	for (unsigned i = 0; good && i < n;) {
		unsigned group = 1 + dice_below(&d, ARRAY_LEN(items)), k = 0;

		for (; k < group && i < n; k++, i++) {
			for (int at = 0; at < 16; at++)
				ids[i][at] = (unsigned char)dice_next(&d);
			if (shape ==
			    1) /* all want the same home, at the end of the table */
				memset(ids[i], 0xff, 4);
			else if (shape == 2) /* a few crowded homes */
				ids[i][0] &= 0x81;
			items[k] = (struct slot_add){ .box = box };
			memcpy(items[k].id, ids[i], 16);
		}
		good = answers_add(f, items, k, err);
		while (good && k > 0)
			good = items[--k].result == SLOT_STORED;
	}
	return good;
}

static void
canonical(void)
{
	static const struct {
		const char *words;
		unsigned expected, n;
		int shape;
		uint64_t slots;
	} rows[] = {
		{ "spread evenly", 300, 400, 0, 1024 + 64 },
		{ "70 per cent", 32, 44, 0, 64 + 64 },
		{ "one more: doubled", 32, 45, 0, 128 + 64 },
		{ "doubled again and again", 0, MOST, 0, 2048 + 64 },
		{ "crowded", 300, 300, 2, 1024 + 64 },
		{ "the last home and the whole tail", 300, 65, 1, 1024 + 64 },
		{ "past the tail: doubled", 1200, 66, 1, 8192 + 128 },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		static unsigned char ids[MOST][16];
		struct place_to_try p = place_make();
		struct store_lock *lock = lock_or_die(&p);
		struct answers_file *f = file_make_open(lock, rows[i].expected, BOX);
		struct answers_state state = { 0 };
		struct err err = { 0 };
		bool added = ids_add(f, ids, rows[i].n, rows[i].shape, &err);

		ok(added, "%s: added %s", rows[i].words, err.text);
		answers_close(f);
		is_int(ids_in_place(&p, ids, rows[i].n), rows[i].n, "%s: all in place",
		       rows[i].words);
		ok(answers_look(p.dir, SURVEY, &state, &err), "looked at");
		is_int((long long)state.slots, (long long)rows[i].slots, "%s: slots",
		       rows[i].words);
		store_unlock(lock);
		place_drop(&p);
	}
}

/* A row must fill a leaf page and spill into no other, at each page size. */
static void
one_row_one_page(void)
{
	static const unsigned sizes[] = { 4096, 8192, 16384, 32768 };

	for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
		struct place_to_try p = place_make();
		struct store_lock *lock = lock_or_die(&p);
		struct answers_secrets secrets = { .ticket_gone = false };
		unsigned char *box = mem_new(slot_room(sizes[i]), 1);
		struct slot_add item = { .id = { 1 }, .box = box };
		struct answers_file *f;
		struct err err = { 0 };

		memset(box, 0xee, slot_room(sizes[i]));
		ok(answers_make(lock, SURVEY, 0, sizes[i], (unsigned)slot_room(sizes[i]),
				&secrets, &err),
		   "pages of %u are made: %s", sizes[i], err.text);
		f = open_or_die(lock);
		ok(answers_add(f, &item, 1, &err), "the longest box is stored: %s",
		   err.text);
		answers_close(f);
		is_int(ask(place_path(&p, FILE_DB),
			   "SELECT count(*) FROM dbstat WHERE name = 'slot' "
			   "AND pagetype = 'leaf' AND ncell = 1"),
		       128, "pages of %u: 128 slots, 128 leaves", sizes[i]);
		is_int(ask(place_path(&p, FILE_DB),
			   "SELECT count(*) FROM dbstat WHERE pagetype = 'overflow'"),
		       0, "and nothing spilt");
		is_int(ask(place_path(&p, FILE_DB),
			   "SELECT max(unused) FROM dbstat WHERE "
			   "name = 'slot' AND pagetype = 'leaf'") <= 24,
		       1, "and the page is full");
		is_int(ask(place_path(&p, FILE_DB), "PRAGMA freelist_count"), 0,
		       "and none is free");
		free(box);
		store_unlock(lock);
		place_drop(&p);
	}
}

/* What a flipped byte or a moved row does to a file that was not closed in good order. */
static void
damage(void)
{
	static const struct {
		const char *words, *sql;
	} rows[] = {
		{ "an answer in the wrong slot",
		  "UPDATE slot SET cell = (SELECT cell FROM slot WHERE substr(cell, 1, 4) <> "
		  "zeroblob(4) ORDER BY place LIMIT 1) WHERE place = 120" },
		{ "an answer one slot further on than it must be",
		  "UPDATE slot SET cell = (SELECT cell FROM slot WHERE place = (SELECT "
		  "max(place) FROM slot WHERE substr(cell, 1, 4) <> zeroblob(4))) WHERE "
		  "place = 1 + (SELECT max(place) FROM slot WHERE substr(cell, 1, 4) <> "
		  "zeroblob(4)); UPDATE slot SET cell = zeroblob(length(cell)) WHERE place "
		  "= (SELECT max(place) - 1 FROM slot WHERE substr(cell, 1, 4) <> zeroblob(4))" },
		{ "a slot is missing", "DELETE FROM slot WHERE place = 70" },
		{ "an answer is missing",
		  "UPDATE slot SET cell = zeroblob(length(cell)) WHERE place = "
		  "(SELECT min(place) FROM slot WHERE substr(cell, 1, 4) <> "
		  "zeroblob(4))" },
		{ "a short cell",
		  "UPDATE slot SET cell = zeroblob(100) WHERE place = 3" },
		{ "a batch that is yet to come",
		  "UPDATE slot SET cell = CAST(x'09000000' || substr(cell, 5) AS BLOB) "
		  "WHERE place = (SELECT min(place) FROM slot WHERE substr(cell, 1, 4) "
		  "<> zeroblob(4))" },
		{ "a count that is wrong", "UPDATE head SET filled = filled + 1" },
		{ "homes that are no power of two", "UPDATE head SET homes = 60" },
		{ "slots that do not fit", "UPDATE head SET slots = slots + 1" },
		{ "no head", "DELETE FROM head" },
		{ "no keys", "DELETE FROM secret" },
		{ "another survey's", "UPDATE head SET survey = 'other@w1'" },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct place_to_try p = place_make();
		struct store_lock *lock = lock_or_die(&p);
		struct answers_file *f = file_make_open(lock, 0, BOX);
		struct err err = { 0 };

		ok(answers_fill(f, 3, 0, 20, 7, &err), "20 answers");
		answers_close(f);
		meddle(place_path(&p, FILE_DB), "UPDATE head SET clean = 0");
		f = answers_open(lock, SURVEY, &err);
		ok(f != NULL, "without the mark it is checked, and sound: %s", err.text);
		answers_close(f);
		meddle(place_path(&p, FILE_DB), "UPDATE head SET clean = 0");
		meddle(place_path(&p, FILE_DB), rows[i].sql);
		f = answers_open(lock, SURVEY, &err);
		ok(!f && (err.code == ERR_IO || err.code == ERR_CONFIG),
		   "%s: refused: %s", rows[i].words, err.text);
		answers_close(f);
		store_unlock(lock);
		place_drop(&p);
	}
}

int
main(void)
{
	canonical();
	one_row_one_page();
	damage();
	return tap_done();
}
