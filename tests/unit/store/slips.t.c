/*
 * Slips: one answer each and no trace of it, whatever goes wrong in between.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <pthread.h>

#include "tests/unit/store/slips_fixture.h"

/* ---- the table in memory ------------------------------------------------------------- */

static void
test_set(void)
{
	struct slip_set s = { 0 };
	bool model[400] = { false };
	unsigned wrong = 0;
	uint32_t place;
	struct dice d;

	dice_seed(&d, 5);
	ok(!slip_set_find(&s, hash_of(1), &place), "an empty set has nothing");
	slip_set_drop(&s, hash_of(1));
	for (unsigned i = 0; i < 20000; i++) {
		unsigned n = (unsigned)(dice_next(&d) % 400);

		if (dice_next(&d) % 2) {
			wrong += slip_set_put(&s, hash_of(n), n) == model[n];
			model[n] = true;
		} else {
			slip_set_drop(&s, hash_of(n));
			model[n] = false;
		}
		n = (unsigned)(dice_next(&d) % 400);
		place = n;
		wrong += slip_set_find(&s, hash_of(n), &place) != model[n] || place != n;
	}
	is_int(wrong, 0, "20,000 puts and drops: as a plain list says");
	slip_set_drop_places(&s, 100, 300);
	for (unsigned n = 0; n < 400; n++)
		wrong += slip_set_find(&s, hash_of(n), &place) !=
			 (model[n] && (n < 100 || n >= 300));
	is_int(wrong, 0, "places 100 to 299 are dropped, no other");
	slip_set_done(&s);
}

/* ---- one slip, one answer ------------------------------------------------------------ */

static void
test_use(void)
{
	struct slip_run *runs;
	struct arena *a = arena_new(0);
	struct err err = { 0 };
	unsigned run = 0;
	size_t count = 9;
	bool busy;

	begin(200);
	ok(!answers_slips_any(f) && slip_runs(p.dir, SURVEY, &runs, &count, a, &err) &&
		   !count,
	   "a new file has no slips: %s", err.text);
	ok(run_make(0, 50, &run, &err) && run == 1, "a print run of 50: %s", err.text);
	ok(answers_slips_any(f) && there(0, 60) == 50, "they can be used, and no other");
	ok(run_make(50, 30, &run, &err) && run == 2 && there(0, 100) == 80,
	   "another of 30: %s", err.text);
	is_int(use(1, 7), SLOT_STORED, "one is used");
	is_int(use(1, 7), SLOT_THERE, "the same ticket again: it is there");
	is_int(use(2, 7), SLOT_SPENT, "the same slip with another ticket: spent");
	is_int(use(1, 8), SLOT_THERE,
	       "a ticket that is stored, with another slip: there");
	ok(answers_slip_there(f, hash_of(8)), "and that slip can still be used");
	is_int(use(3, 1000), SLOT_SPENT, "a slip that nobody printed");
	is_int(use(3, 79), SLOT_STORED, "one of the second run");
	is_int((long long)answers_count(f), 2, "two answers are stored");
	is_int(there(0, 80), 78, "two slips are gone");
	ok(bytes_hold(place_path(&p, FILE_DB "-wal"), hash_of(8), SLIP_BYTES),
	   "until the log is emptied it holds hashes");
	ok(answers_checkpoint(f, &busy, &err) && !busy, "then: %s", err.text);
	ok(!bytes_hold(place_path(&p, FILE_DB), hash_of(7), SLIP_BYTES) &&
		   !bytes_hold(place_path(&p, FILE_DB), hash_of(79), SLIP_BYTES),
	   "no byte of a used slip is in the file");
	ok(!bytes_hold(place_path(&p, FILE_DB "-wal"), hash_of(7), SLIP_BYTES),
	   "nor in the log");
	ok(bytes_hold(place_path(&p, FILE_DB), hash_of(8), SLIP_BYTES),
	   "one that is left can be found so");
	for (int clean = 1; clean >= 0; clean--) {
		reopen(clean);
		is_int(there(0, 80), 78, "opened again, %s",
		       clean ? "cleanly" : "checked");
		is_int(use(9, 7), SLOT_SPENT, "what is used stays used");
	}
	ok(slip_runs(p.dir, SURVEY, &runs, &count, a, &err) && count == 2 &&
		   runs[0].number == 1 && runs[0].slips == 50 && !runs[0].withdrawn &&
		   runs[1].number == 2 && runs[1].slips == 30,
	   "the runs are told, while the file is written too");
	arena_free(a);
	end();
}

/* A group: each item for itself, in its order. */
static void
test_group(void)
{
	struct made_up made[5];
	struct slot_add items[6];
	struct err err = { 0 };
	unsigned run;

	begin(200);
	ok(run_make(0, 10, &run, &err), "ten slips: %s", err.text);
	for (unsigned i = 0; i < 5; i++) {
		answer_make_up(&made[i], 3, i);
		items[i] = slot_of(&made[i]);
	}
	items[0].slip = hash_of(4);
	items[1].slip = hash_of(4); /* two phones, one slip */
	items[2].slip = NULL;	    /* by a link */
	items[3].slip = hash_of(5);
	items[4].slip = hash_of(6);
	items[4].box = NULL; /* only looks */
	items[5] = items[0]; /* the first once more */
	ok(answers_add(f, items, 6, &err), "a group: %s", err.text);
	is_int(items[0].result, SLOT_STORED, "the first phone's is stored");
	is_int(items[1].result, SLOT_SPENT, "the second's is not");
	is_int(items[2].result, SLOT_STORED, "without a slip");
	is_int(items[3].result, SLOT_STORED, "with another");
	is_int(items[4].result, SLOT_ABSENT, "who looks uses none");
	is_int(items[5].result, SLOT_THERE, "and a retry behind it is there");
	is_int((long long)answers_count(f), 3, "three answers");
	is_int(there(0, 10), 8, "two slips used");
	reopen(false);
	is_int(there(0, 10), 8, "on the disk too");
	end();
}

/* ---- when something goes wrong ------------------------------------------------------- */

/* SQLite refuses one answer, and then one strike: what belongs together stays together. */
static void
test_bad_item(void)
{
	unsigned char first[SLIP_BYTES] = { 0 };
	struct made_up made[3];
	struct slot_add items[3];
	struct err err = { 0 };
	unsigned run;

	begin(200);
	ok(run_make(0, 10, &run, &err), "ten slips: %s", err.text);
	answers_close(f);
	/* Rules that the tables have not got. */
	meddle(place_path(&p, FILE_DB),
	       "PRAGMA writable_schema = ON;"
	       "UPDATE sqlite_schema SET sql = replace(sql, 'cell BLOB NOT NULL',"
	       "	'cell BLOB NOT NULL CHECK (substr(cell, 21, 3) <> x''424144'')')"
	       "WHERE name = 'slot';"
	       "UPDATE sqlite_schema SET sql = replace(sql, 'cell BLOB NOT NULL',"
	       "	'cell BLOB NOT NULL CHECK (place <> 0 OR cell <> zeroblob(20))')"
	       "WHERE name = 'slip';"
	       "PRAGMA writable_schema = RESET");
	f = open_or_die(lock);
	for (unsigned i = 0; i < 3; i++) {
		answer_make_up(&made[i], 4, i);
		items[i] = slot_of(&made[i]);
		items[i].slip = hash_of(i);
	}
	memcpy(made[1].box, "BAD", 3);
	for (unsigned i = 0; i < 10; i++) { /* the last has the slip at place 0 */
		uint32_t place;

		if (slip_set_find(&f->slips->set, hash_of(i), &place) && !place)
			memcpy(first, hash_of(i), SLIP_BYTES);
	}
	items[2].slip = first;
	if (!memcmp(items[2].slip, items[0].slip, SLIP_BYTES))
		items[0].slip = hash_of(9);
	if (!memcmp(items[2].slip, items[1].slip, SLIP_BYTES))
		items[1].slip = hash_of(8);
	ok(answers_add(f, items, 3, &err), "a group with bad ones: %s", err.text);
	is_int(items[0].result, SLOT_STORED, "the good one is stored");
	is_int(items[1].result, SLOT_FAILED, "an answer that is refused is not");
	ok(answers_slip_there(f, items[1].slip), "and its slip is free");
	is_int(items[2].result, SLOT_FAILED, "nor one whose slip cannot be struck out");
	is_int((long long)answers_count(f), 1, "one answer");
	is_int(there(0, 10), 9, "nine slips");
	reopen(false);
	is_int((long long)answers_count(f), 1, "on the disk too: one answer");
	is_int(there(0, 10), 9, "and nine slips");
	end();
}

/* A commit that fails takes both back; the file is stopped and says so. */
static void
test_rollback(void)
{
	struct err err = { 0 };
	sqlite3 *db = NULL;
	unsigned run;

	begin(200);
	ok(run_make(0, 10, &run, &err), "ten slips: %s", err.text);
	sqlite3_hard_heap_limit64(sqlite3_memory_used() + 2000);
	is_int(use(1, 3), SLOT_FAILED, "no memory: not stored");
	ok(!run_make(50, 2000, &run, &err) && err.code == ERR_UNAVAILABLE,
	   "nor printed: %s", err.text);
	sqlite3_hard_heap_limit64(0);
	ok(answers_slip_there(f, hash_of(3)) && !answers_stopped(f), "the slip is free");
	is_int(there(50, 2000), 0, "and none of the run is there");
	is_int(use(1, 3), SLOT_STORED, "memory: stored");
	ok(run_make(50, 2000, &run, &err) && run == 2 && there(50, 2000) == 2000,
	   "and printed: %s", err.text);
	sqlite3_open_v2(place_path(&p, FILE_DB), &db, SQLITE_OPEN_READWRITE, NULL);
	sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
	is_int(use(2, 4), SLOT_FAILED, "a second writer: not stored");
	ok(answers_stopped(f) && answers_slip_there(f, hash_of(4)),
	   "stopped, the slip free");
	ok(!run_make(3000, 10, &run, &err) && err.code == ERR_IO, "no run: %s", err.text);
	ok(!answers_slips_withdraw(f, 1, &err) && err.code == ERR_IO,
	   "nothing withdrawn: %s", err.text);
	sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
	sqlite3_close(db);
	reopen(true);
	is_int(there(0, 10), 9, "after a restart nine are free");
	is_int(there(50, 2000), 2000, "and the second run whole");
	end();
}

/* A table that is doubled, and one that cannot be: slips go on as they were. */
static void
test_doubling(void)
{
	struct err err = { 0 };
	unsigned run, stored = 0;

	begin(0);
	ok(run_make(0, 200, &run, &err), "200 slips: %s", err.text);
	for (unsigned i = 0; i < 200; i++)
		stored += use(i, 199 - i) == SLOT_STORED;
	is_int(stored, 200, "200 answers in a table begun with 64 slots");
	is_int(there(0, 200), 0, "no slip is left");
	is_int(use(500, 100), SLOT_SPENT, "spent is spent");
	reopen(false);
	is_int((long long)answers_count(f), 200, "and stays so");
	end();
}

/* ---- another thread asks while the writer writes ------------------------------------- */

static void *
asker(void *with)
{
	unsigned *seen = with;

	for (int i = 0; i < 20000; i++)
		*seen += answers_slip_there(f, (const unsigned char[SLIP_BYTES]){ 1 }) +
			 answers_slips_any(f);
	return NULL;
}

static void
test_threads(void)
{
	struct err err = { 0 };
	unsigned run, seen = 0, stored = 0;
	pthread_t other;

	begin(200);
	ok(run_make(0, 10, &run, &err), "a run");
	pthread_create(&other, NULL, asker, &seen);
	for (unsigned i = 1; i < 6; i++)
		stored += run_make(100 * i, 100, &run, &err) &&
			  use(i, 100 * i) == SLOT_STORED &&
			  answers_slips_withdraw(f, run, &err);
	pthread_join(other, NULL);
	is_int(stored, 5, "runs come, are used and go");
	is_int(seen, 20000, "while another thread asks");
	end();
}

/* ---- a closed survey of ten thousand ------------------------------------------------- */

static void
test_many(void)
{
	enum { MANY = 10000, GROUP = 250 };
	struct made_up *made = mem_new(GROUP, sizeof(*made));
	unsigned char(*slips)[SLIP_BYTES] = mem_new(MANY, SLIP_BYTES);
	struct slot_add items[GROUP];
	unsigned run, stored = 0, spent = 0;
	struct err err = { 0 };
	bool busy;

	for (unsigned i = 0; i < MANY; i++)
		memcpy(slips[i], hash_of(i), SLIP_BYTES);
	begin(MANY);
	ok(answers_slips_add(f, (const unsigned char(*)[SLIP_BYTES])slips, MANY, &run,
			     &err),
	   "10,000 slips: %s", err.text);
	for (unsigned round = 0; round < 2; round++)
		for (unsigned from = 0; from < MANY; from += GROUP) {
			for (unsigned i = 0; i < GROUP; i++) {
				answer_make_up(&made[i], 20 + round, from + i);
				items[i] = slot_of(&made[i]);
				items[i].slip = slips[MANY - 1 - from - i];
			}
			if (!answers_add(f, items, GROUP, &err))
				die("answers_add: %s", err.text);
			for (unsigned i = 0; i < GROUP; i++) {
				stored += items[i].result == SLOT_STORED;
				spent += items[i].result == SLOT_SPENT;
			}
			if (!answers_checkpoint(f, &busy, &err))
				die("answers_checkpoint: %s", err.text);
		}
	is_int(stored, MANY, "each lets one answer in");
	is_int(spent, MANY, "and no second");
	is_int((long long)answers_count(f), MANY, "10,000 answers are counted");
	is_int(ask(place_path(&p, FILE_DB),
		   "SELECT count(*) FROM slip WHERE cell <> zeroblob(20)"),
	       0, "every slip is struck out");
	free(made);
	free(slips);
	end();
}

int
main(void)
{
	test_set();
	test_use();
	test_group();
	test_bad_item();
	test_rollback();
	test_doubling();
	test_threads();
	test_many();
	return tap_done();
}
