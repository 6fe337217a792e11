/*
 * Print runs of slips: how they come and go, into files of version 1 too, and what is refused.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/unit/store/slips_fixture.h"

/* ---- print runs ---------------------------------------------------------------------- */

static void
test_runs(void)
{
	struct err err = { 0 };
	unsigned run = 77;
	bool busy;
	int64_t pages;

	begin(200);
	ok(!run_make(0, 0, &run, &err) && err.code == ERR_INPUT, "none: %s", err.text);
	ok(!run_make(0, SLIPS_MOST + 1, &run, &err) && err.code == ERR_INPUT,
	   "too many: %s", err.text);
	ok(run_make(0, SLIPS_MOST, &run, &err) && run == 1, "the most: %s", err.text);
	run = 77;
	ok(!run_make(SLIPS_MOST - 1, 5, &run, &err) && err.code == ERR_BUSY && run == 77,
	   "one that is there already: %s", err.text);
	is_int(there(SLIPS_MOST, 4), 0, "then none of them is taken");
	ok(run_make(SLIPS_MOST, 40, &run, &err) && run == 2, "others are");
	ok(!answers_slips_withdraw(f, 0, &err) && err.code == ERR_MISSING &&
		   !answers_slips_withdraw(f, 3, &err) && err.code == ERR_MISSING,
	   "no such run: %s", err.text);
	is_int(use(1, 5), SLOT_STORED, "one of the first run is used");
	ok(answers_checkpoint(f, &busy, &err), "the log is emptied");
	pages = ask(place_path(&p, FILE_DB), "PRAGMA page_count");
	ok(answers_slips_withdraw(f, 1, &err), "the first is withdrawn: %s", err.text);
	is_int(there(0, SLIPS_MOST), 0, "none of it can be used");
	is_int(there(SLIPS_MOST, 40), 40, "all of the second can");
	is_int(use(2, 6), SLOT_SPENT, "a withdrawn one is as a used one");
	ok(answers_slips_withdraw(f, 1, &err), "withdrawn again: the same");
	ok(answers_checkpoint(f, &busy, &err), "the log is emptied");
	ok(!bytes_hold(place_path(&p, FILE_DB), hash_of(6), SLIP_BYTES),
	   "nothing is left of them");
	is_int(ask(place_path(&p, FILE_DB), "PRAGMA page_count"), pages,
	       "written over in place: the file has not grown");
	is_int(ask(place_path(&p, FILE_DB), "PRAGMA freelist_count"), 0,
	       "and has no page that is free");
	reopen(false);
	is_int(there(0, SLIPS_MOST + 40), 40, "as before");
	ok(answers_slips_withdraw(f, 1, &err), "also that it was withdrawn");
	is_int(use(3, SLIPS_MOST), SLOT_STORED, "one of the second run is used");
	end();
}

/* Places follow the hashes, not the order in which slips are handed over. */
static void
test_order(void)
{
	unsigned char forth[40][SLIP_BYTES], back[40][SLIP_BYTES];
	unsigned char *one, *two;
	struct err err = { 0 };
	size_t len, other;
	unsigned run;

	for (unsigned i = 0; i < 40; i++) {
		memcpy(forth[i], hash_of(i), SLIP_BYTES);
		memcpy(back[39 - i], hash_of(i), SLIP_BYTES);
	}
	begin(20);
	ok(answers_slips_add(f, (const unsigned char(*)[SLIP_BYTES])forth, 40, &run,
			     &err),
	   "in one order: %s", err.text);
	answers_close(f);
	one = bytes_read(place_path(&p, FILE_DB), &len);
	store_unlock(lock);
	place_drop(&p);
	begin(20);
	ok(answers_slips_add(f, (const unsigned char(*)[SLIP_BYTES])back, 40, &run, &err),
	   "in the other: %s", err.text);
	answers_close(f);
	two = bytes_read(place_path(&p, FILE_DB), &other);
	ok(len == other && !memcmp(one, two, len), "the same file, byte for byte");
	free(one);
	free(two);
	f = open_or_die(lock);
	end();
}

static void
test_most_runs(void)
{
	struct err err = { 0 };
	unsigned run = 0, good = 0;

	begin(20);
	for (unsigned i = 0; i < SLIP_RUNS_MOST; i++)
		good += run_make(3 * i, 3, &run, &err) && run == i + 1;
	is_int(good, SLIP_RUNS_MOST, "as many runs as there may be");
	ok(!run_make(5000, 3, &run, &err) && err.code == ERR_INPUT, "not one more: %s",
	   err.text);
	is_int(use(1, 1), SLOT_STORED, "the first of them is used");
	is_int(use(2, 598), SLOT_STORED, "and the last");
	reopen(false);
	is_int(there(0, 600), 598, "opened again");
	end();
}

static void
test_forget(void)
{
	struct err err = { 0 };
	unsigned run;

	begin(20);
	ok(run_make(0, 30, &run, &err) && use(1, 3) == SLOT_STORED, "30 slips, one used");
	ok(answers_forget(f, &err), "the survey's keys go: %s", err.text);
	is_int(there(0, 30), 0, "and every slip");
	ok(answers_slips_any(f), "though it had some");
	ok(!bytes_hold(place_path(&p, FILE_DB), hash_of(9), SLIP_BYTES) &&
		   !bytes_hold(place_path(&p, FILE_DB "-wal"), hash_of(9), SLIP_BYTES),
	   "no byte of them is left");
	ok(!run_make(50, 3, &run, &err) && err.code == ERR_MISSING, "none come: %s",
	   err.text);
	reopen(false);
	ok(there(0, 30) == 0 && answers_slips_any(f), "also when it is opened again");
	end();
}

/* ---- files of version 1 -------------------------------------------------------------- */

static void
pages_most(int64_t most)
{
	char text[60];

	snprintf(text, sizeof(text), "PRAGMA max_page_count = %lld", (long long)most);
	sqlite3_set_authorizer(f->sql->db, NULL, NULL);
	sqlite3_exec(f->sql->db, text, NULL, NULL, NULL);
}

static void
test_older(void)
{
	static const char *const back = "DROP TABLE slip; DROP TABLE slip_run;"
					"PRAGMA user_version = 1";
	struct arena *a = arena_new(0);
	struct slip_run *runs;
	struct answers_state state;
	struct err err = { 0 };
	size_t count = 9;
	unsigned run = 0;

	begin(200);
	ok(answers_fill(f, 9, 0, 20, 20, &err), "20 answers");
	answers_close(f);
	meddle(place_path(&p, FILE_DB), back);
	f = open_or_die(lock);
	is_int((long long)answers_count(f), 20, "a file of version 1 is opened");
	ok(!answers_slips_any(f) && !answers_slip_there(f, hash_of(1)) &&
		   !answers_slips_withdraw(f, 1, &err),
	   "without slips");
	is_int(use(1, 1), SLOT_SPENT, "none can be used");
	ok(answers_fill(f, 9, 20, 30, 10, &err), "answers are taken as ever");
	ok(slip_runs(p.dir, SURVEY, &runs, &count, a, &err) && !count,
	   "readers see none");
	reopen(false);
	is_int(ask(place_path(&p, FILE_DB), "PRAGMA user_version"), 1,
	       "it is left as it is");
	pages_most(ask(place_path(&p, FILE_DB), "PRAGMA page_count") + 4);
	ok(!run_make(0, 5000, &run, &err) && err.code == ERR_FULL,
	   "a print run for which there is no room: %s", err.text);
	pages_most(100000);
	is_int(ask(place_path(&p, FILE_DB), "PRAGMA user_version"), 1,
	       "leaves it so too");
	ok(!answers_slips_any(f) && answers_fill(f, 9, 30, 40, 10, &err), "and in use");
	ok(run_make(0, 50, &run, &err) && run == 1, "its first print run: %s", err.text);
	is_int(ask(place_path(&p, FILE_DB), "PRAGMA user_version"), 2, "upgrades it");
	is_int(use(1, 1), SLOT_STORED, "a slip is used");
	ok(run_make(50, 5, &run, &err) && run == 2, "another run");
	reopen(false);
	ok(there(0, 55) == 54 && answers_count(f) == 41, "opened again: all as it was");
	ok(slip_runs(p.dir, SURVEY, &runs, &count, a, &err) && count == 2, "readers too");
	ok(answers_look(p.dir, SURVEY, &state, &err) && state.filled == 41, "and others");
	arena_free(a);
	end();
}

/* ---- damage -------------------------------------------------------------------------- */

static void
test_damage(void)
{
	static const struct {
		const char *what, *sql;
	} rows[] = {
		{ "a slip too many", "INSERT INTO slip VALUES (30, zeroblob(20))" },
		{ "one too few", "DELETE FROM slip WHERE place = 29" },
		{ "one that is missing between", "DELETE FROM slip WHERE place = 3" },
		{ "one of another run",
		  "UPDATE slip SET cell = (SELECT cell FROM slip WHERE place = 25) "
		  "WHERE place = 3" },
		{ "two that are out of order",
		  "UPDATE slip SET cell = (SELECT cell FROM slip WHERE place = 9) "
		  "WHERE place = 3" },
		{ "a short one", "UPDATE slip SET cell = zeroblob(19) WHERE place = 3" },
		{ "a run that is missing", "DELETE FROM slip_run WHERE number = 1" },
		{ "a run of another size",
		  "UPDATE slip_run SET slips = 9 WHERE number = 1" },
		{ "slips of a withdrawn run",
		  "UPDATE slip_run SET withdrawn = 1 WHERE number = 2" },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct err err = { 0 };
		unsigned run;

		begin(20);
		if (!run_make(0, 20, &run, &err) || !run_make(20, 10, &run, &err))
			die("no runs: %s", err.text);
		answers_close(f);
		meddle(place_path(&p, FILE_DB), rows[i].sql);
		f = answers_open(lock, SURVEY, &err);
		ok(!f && err.code == ERR_IO, "%s: %s", rows[i].what, err.text);
		end();
	}
}

int
main(void)
{
	test_runs();
	test_order();
	test_most_runs();
	test_forget();
	test_older();
	test_damage();
	return tap_done();
}
