/*
 * Closed batches piece by piece: at the borders of pieces, while the file changes between two, in a
 * file that was altered, and how much of it is in memory.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "store/read.h"
#include "tests/memory.h"
#include "tests/unit/store/fixture.h"

#define FILE_DB "answers/" SURVEY ".db"

/* ---- piece by piece ------------------------------------------------------------------ */

/* A file with so many answers in a first closed batch, and what a reader has of it. */
struct half_read {
	struct place_to_try p;
	struct store_lock *lock;
	struct answers_file *f;
	struct batches *b;
	struct pass *pass;
	struct piece *piece;
	bool *seen;
	unsigned n, known;
	struct err err;
};

static void
half_begin(struct half_read *r, unsigned expected, unsigned n)
{
	*r = (struct half_read){ .p = place_make(), .n = n };
	r->lock = lock_or_die(&r->p);
	r->f = file_make_open(r->lock, expected, BOX);
	if (!answers_close_batch(r->f, 100, false, &r->err) ||
	    !answers_fill(r->f, 7, 0, n, 64, &r->err) ||
	    !answers_close_batch(r->f, 101, false, &r->err) ||
	    !(r->b = batches_open(r->p.dir, SURVEY, &r->err)) ||
	    !(r->pass = pass_begin(r->b, &r->err)))
		die("half_begin: %s", r->err.text);
	r->piece = piece_new(r->b);
	r->seen = mem_new(n + 1, sizeof(*r->seen));
}

/* Reads pieces, at most so many; false at the end or after an error. */
static bool
half_read(struct half_read *r, unsigned pieces)
{
	for (; pieces; pieces--) {
		if (!pass_next(r->pass, r->piece, &r->err) || !r->piece->count)
			return false;
		for (size_t i = 0; i < r->piece->count; i++) {
			const unsigned char *box = r->piece->boxes + i * BOX;
			struct made_up a;
			unsigned at;

			if (sscanf((const char *)box, "<<answer %*u %u>>", &at) != 1 ||
			    at >= r->n || r->seen[at])
				continue;
			answer_make_up(&a, 7, at);
			r->known += memcmp(a.box, box, BOX) == 0;
			r->seen[at] = true;
		}
	}
	return true;
}

static void
half_end(struct half_read *r)
{
	free(r->seen);
	piece_free(r->piece);
	pass_end(r->pass);
	batches_free(r->b);
	answers_close(r->f);
	store_unlock(r->lock);
	place_drop(&r->p);
}

/* Around the size of a piece, and far fewer answers than slots: none is lost at a border. */
static void
borders(void)
{
	static const unsigned counts[] = { 10, 255, 256, 257, 511, 512, 513, 700 };

	for (size_t i = 0; i < ARRAY_LEN(counts); i++) {
		struct half_read r;

		half_begin(&r, counts[i] < 300 ? 5000 : 400, counts[i]);
		while (half_read(&r, 1))
			;
		ok(r.known == counts[i] && !r.err.code, "%u answers, read in pieces: %s",
		   counts[i], r.err.text);
		half_end(&r);
	}
}

/* Answers come in between two pieces, push others on and have the table doubled; a batch closes. */
static void
changed_between(void)
{
	struct half_read r;
	bool busy = true;

	half_begin(&r, 700, 600);
	if (!half_read(&r, 1))
		die("changed_between: %s", r.err.text);
	ok(answers_checkpoint(r.f, &busy, &r.err) && !busy,
	   "between two pieces the writer can empty its log");
	ok(answers_fill(r.f, 7, 600, 1300, 50, &r.err) &&
		   answers_close_batch(r.f, 102, false, &r.err),
	   "700 come, more than the table takes, and a batch closes: %s", r.err.text);
	while (half_read(&r, 1))
		;
	ok(r.known == 600 && !r.err.code, "%u of 600 are read, and nothing of the new: %s",
	   r.known, r.err.text);
	half_end(&r);

	/* Before anything left: the last few join the batch that is being read. */
	half_begin(&r, 700, 600);
	if (!half_read(&r, 1) || !answers_fill(r.f, 7, 600, 604, 4, &r.err) ||
	    !answers_close_batch(r.f, 101, true, &r.err))
		die("changed_between: %s", r.err.text);
	while (half_read(&r, 1))
		;
	ok(r.err.code == ERR_BUSY, "the batch grows while it is read: %s", r.err.text);
	half_end(&r);

	/* The same after they left: they leave alone. */
	half_begin(&r, 700, 600);
	if (!batches_leave(r.p.dir, SURVEY, 1, &r.err) || !half_read(&r, 1) ||
	    !answers_fill(r.f, 7, 600, 604, 4, &r.err) ||
	    !answers_close_batch(r.f, 101, true, &r.err))
		die("changed_between: %s", r.err.text);
	while (half_read(&r, 1))
		;
	ok(r.known == 600 && !r.err.code, "it does not once it has left: %s", r.err.text);
	half_end(&r);
}

/* 1,200 boxes of 30 KB are 36 MB, of which a piece is in memory. */
static void
memory(void)
{
	enum { LARGE = 30000, MANY = 1200, GROUP = 100, LARGE_PAGE = 32768 };
	struct place_to_try p = place_make();
	struct store_lock *lock = lock_or_die(&p);
	struct answers_secrets secrets = { .ticket_gone = false };
	unsigned char *box = mem_new(LARGE, 1);
	struct answers_file *f;
	struct batches *b;
	struct pass *pass;
	struct piece *piece;
	struct err err = { 0 };
	size_t came = 0;
	long before;
	bool good = answers_make(lock, SURVEY, 1000, LARGE_PAGE, LARGE, &secrets, &err);

	f = good ? answers_open(lock, SURVEY, &err) : NULL;
	good = f && answers_close_batch(f, 100, false, &err);
	for (unsigned i = 0; good && i < MANY; i += GROUP) {
		struct slot_add items[GROUP];

		for (unsigned k = 0; k < GROUP; k++) {
			struct made_up a;

			answer_make_up(&a, 3, i + k);
			items[k] = (struct slot_add){ .box = box };
			memcpy(items[k].id, a.id, sizeof(a.id));
		}
		good = answers_add(f, items, GROUP, &err);
	}
	good = good && answers_close_batch(f, 101, true, &err);
	answers_close(f);
	if (!good)
		die("memory: %s", err.text);
	good = memory_begin();
	before = memory_most();
	b = batches_open(p.dir, SURVEY, &err);
	pass = b ? pass_begin(b, &err) : NULL;
	if (!pass)
		die("memory: %s", err.text);
	piece = piece_new(b);
	while (pass_next(pass, piece, &err) && piece->count)
		came += piece->count;
	is_int((long long)came, MANY, "large boxes are all read");
	if (!good)
		skip("memory cannot be measured here");
	else
		ok(memory_most() - before < 8192, "and never more than a piece is kept: %ld kB",
		   memory_most() - before);
	piece_free(piece);
	pass_end(pass);
	batches_free(b);
	free(box);
	store_unlock(lock);
	place_drop(&p);
}

/* An id that was altered, a cell that is too short: never a box twice, never one too few unseen. */
static void
damaged_slots(void)
{
	static const struct {
		const char *words, *sql;
	} rows[] = {
		{ "an id is lower than its place",
		  "UPDATE slot SET cell = CAST(substr(cell, 1, 4) || zeroblob(16) || "
		  "substr(cell, 21) AS BLOB) "
		  "WHERE place = (SELECT max(place) FROM slot WHERE substr(cell, 1, 1) <> x'00')" },
		{ "an id is higher than its place",
		  "UPDATE slot SET cell = CAST(substr(cell, 1, 4) || "
		  "x'ffffffffffffffffffffffffffffffff' || substr(cell, 21) AS BLOB) WHERE place = "
		  "(SELECT min(place) FROM slot WHERE substr(cell, 1, 1) <> x'00')" },
		{ "a slot is too short",
		  "UPDATE slot SET cell = x'01000000' WHERE place = "
		  "(SELECT max(place) FROM slot WHERE substr(cell, 1, 1) <> x'00')" },
		{ "a batch number is altered",
		  "UPDATE slot SET cell = CAST(x'09000000' || substr(cell, 5) AS BLOB) "
		  "WHERE place = "
		  "(SELECT max(place) FROM slot WHERE substr(cell, 1, 1) <> x'00')" },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct half_read r;

		half_begin(&r, 700, 600);
		answers_close(r.f);
		meddle(place_path(&r.p, FILE_DB), rows[i].sql);
		while (half_read(&r, 1))
			;
		ok(r.err.code == ERR_IO, "%s: %s", rows[i].words, r.err.text);
		r.f = NULL;
		half_end(&r);
	}
}

int
main(void)
{
	borders();
	changed_between();
	damaged_slots();
	memory();
	return tap_done();
}
