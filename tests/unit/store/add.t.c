/*
 * Groups of answers when something goes wrong: one bad answer, no memory, a full file, a second
 * writer, a disk that fails.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <sys/resource.h>

#include "store/sqlite/internal.h"
#include "tests/unit/store/fixture.h"

#define FILE_DB "answers/" SURVEY ".db"

/* Stands in for the store's own in this program: what is free on the disk. */
static uint64_t space = UINT64_MAX;
bool __wrap_store_space(const char *dir, uint64_t *out_free, struct err *err);

bool
__wrap_store_space(const char *dir, uint64_t *out_free, struct err *err)
{
	(void)dir, (void)err;
	*out_free = space;
	return true;
}

/* The n-th of several that all want slot 7. */
static void
crowd(struct made_up *out, unsigned n, const char *begins)
{
	answer_make_up(out, 1, n);
	memset(out->id, 0, 16);
	out->id[0] = (unsigned char)(7 * 256 / 64);
	out->id[15] = (unsigned char)n;
	memcpy(out->box, begins, 3);
}

/*
 * One answer of a group that SQLite refuses: it alone is not stored, and what it had moved
 * already is moved back.
 */
static void
bad_item(void)
{
	struct place_to_try p = place_make();
	struct store_lock *lock = lock_or_die(&p);
	struct answers_file *f = file_make_open(lock, 0, BOX);
	struct slot_add items[3];
	struct made_up made[3];
	struct err err = { 0 };

	answers_close(f);
	/* A rule that the table has not got: slot 9 takes no answer that begins so. */
	meddle(place_path(&p, FILE_DB),
	       "PRAGMA writable_schema = ON;"
	       "UPDATE sqlite_schema SET sql = replace(sql, 'cell BLOB NOT NULL',"
	       "	'cell BLOB NOT NULL"
	       "	CHECK (place <> 9 OR substr(cell, 21, 3) <> x''424144'')')"
	       "WHERE name = 'slot';"
	       "PRAGMA writable_schema = RESET");
	f = open_or_die(lock);
	for (unsigned i = 0; i < 3; i++) {
		crowd(&made[i], i + 1, i == 1 ? "BAD" : "<<a");
		items[i] = slot_of(&made[i]);
	}
	ok(answers_add(f, items, 3, &err) && answers_count(f) == 3, "slots 7, 8, 9: %s",
	   err.text);
	crowd(&made[0], 0, "<<a"); /* pushes 9 to 10, then 8 to 9: there it is refused */
	answer_make_up(&made[1], 2, 1);
	answer_make_up(&made[2], 2, 2);
	items[0] = slot_of(&made[1]);
	items[1] = slot_of(&made[0]);
	items[2] = slot_of(&made[2]);
	ok(answers_add(f, items, 3, &err), "a group with a bad answer: %s", err.text);
	is_int(items[0].result, SLOT_STORED, "the one before is stored");
	is_int(items[1].result, SLOT_FAILED, "the bad one is not");
	is_int(items[2].result, SLOT_STORED, "the one after is");
	is_int((long long)answers_count(f), 5, "five are counted");
	ok(!answers_stopped(f), "the file is not stopped");
	answers_close(f);
	meddle(place_path(&p, FILE_DB), "UPDATE head SET clean = 0");
	f = answers_open(lock, SURVEY, &err);
	ok(f != NULL, "every slot is in order: %s", err.text);
	answers_close(f);
	store_unlock(lock);
	place_drop(&p);
}

static void
full_file(void)
{
	struct place_to_try p = place_make();
	struct store_lock *lock = lock_or_die(&p);
	struct answers_file *f = file_make_open(lock, 0, BOX);
	struct answers_state state;
	struct err err = { 0 };

	space = 6 * 128 * PAGE - 1;
	ok(answers_fill(f, 1, 0, 44, 1, &err), "70 per cent of 64");
	ok(answers_fill(f, 1, 44, 57, 1, &err) && answers_count(f) == 57,
	   "no space to double it: it goes on to 90 per cent");
	ok(!answers_fill(f, 1, 57, 58, 1, &err) && err.code == ERR_FULL &&
		   !answers_stopped(f),
	   "then it is full, not stopped: %s", err.text);
	ok(answers_table_full(f), "and that is this table's trouble, not the disk's");
	space = 6 * 128 * PAGE;
	ok(answers_fill(f, 1, 57, 80, 1, &err) && answers_count(f) == 80,
	   "space: it goes on");
	answers_close(f);
	ok(answers_look(p.dir, SURVEY, &state, &err) && state.slots == 128 + 64,
	   "in a table of twice the size");
	space = UINT64_MAX;
	store_unlock(lock);
	place_drop(&p);
}

/* A disk that is full while the table is doubled: SQLite itself says so. */
static void
full_disk(void)
{
	struct place_to_try p = place_make();
	struct store_lock *lock = lock_or_die(&p);
	struct answers_file *f = file_make_open(lock, 0, BOX);
	struct err err = { 0 };

	ok(answers_fill(f, 1, 0, 44, 11, &err), "70 per cent of 64");
	ok(access(place_path(&p, "answers/reserve"), F_OK) == 0, "there is a reserve");
	sqlite3_set_authorizer(f->sql->db, NULL, NULL);
	sqlite3_exec(f->sql->db, "PRAGMA max_page_count = 160", NULL, NULL, NULL);
	ok(!answers_fill(f, 1, 44, 54, 10, &err) && err.code == ERR_FULL, "full: %s",
	   err.text);
	ok(!answers_table_full(f), "by the disk, which is everybody's trouble");
	ok(!answers_stopped(f) && answers_count(f) == 44,
	   "not stopped, nothing of the group taken");
	ok(access(place_path(&p, "answers/reserve"), F_OK) != 0,
	   "the reserve is given back");
	sqlite3_exec(f->sql->db, "PRAGMA max_page_count = 100000", NULL, NULL, NULL);
	ok(answers_fill(f, 1, 44, 54, 10, &err),
	   "there is room: it goes on by itself: %s", err.text);
	ok(access(place_path(&p, "answers/reserve"), F_OK) != 0,
	   "the reserve's time is not an answer's");
	ok(answers_touch(f, &err) && access(place_path(&p, "answers/reserve"), F_OK) == 0,
	   "and the reserve is made anew");
	answers_close(f);
	store_unlock(lock);
	place_drop(&p);
}

static void
second_writer(void)
{
	struct place_to_try p = place_make();
	struct store_lock *lock = lock_or_die(&p);
	struct answers_file *f = file_make_open(lock, 0, BOX);
	struct made_up a;
	struct slot_add item;
	struct err err = { 0 };
	sqlite3 *db = NULL;
	bool busy;
	uint64_t start = clock_ms();

	answer_make_up(&a, 1, 0);
	item = slot_of(&a);
	ok(answers_add(f, &item, 1, &err), "one is stored");
	sqlite3_open_v2(place_path(&p, FILE_DB), &db, SQLITE_OPEN_READWRITE, NULL);
	ok(sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL) == SQLITE_OK,
	   "another writes");
	ok(!answers_add(f, &item, 1, &err) && err.code == ERR_BUSY && answers_stopped(f),
	   "a second writer: stopped: %s", err.text);
	is_int(item.result, SLOT_FAILED, "even what is there is not acknowledged");
	ok(clock_ms() - start < 1000, "without waiting");
	sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
	sqlite3_close(db);
	ok(!answers_add(f, &item, 1, &err) && err.code == ERR_IO,
	   "and it stays stopped: %s", err.text);
	ok(!answers_checkpoint(f, &busy, &err) && !answers_forget(f, &err) &&
		   !answers_close_batch(f, 5, true, &err),
	   "for everything");
	answers_close(f);
	f = open_or_die(lock);
	ok(answers_add(f, &item, 1, &err) && item.result == SLOT_THERE,
	   "a restart finds it");
	answers_close(f);
	store_unlock(lock);
	place_drop(&p);
}

/* The log may not grow: a write fails, which is no full disk, so nothing more is written. */
static void
failing_disk(void)
{
	struct place_to_try p = place_make();
	struct store_lock *lock = lock_or_die(&p);
	struct answers_file *f = file_make_open(lock, 100, BOX);
	struct rlimit was, now;
	struct answers_state state;
	struct err err = { 0 };
	struct stat st;
	bool good;

	ok(answers_fill(f, 1, 0, 20, 1, &err), "20 are stored");
	stat(place_path(&p, FILE_DB "-wal"), &st);
	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &was);
	now = was;
	now.rlim_cur = (rlim_t)st.st_size + 5000;
	setrlimit(RLIMIT_FSIZE, &now);
	good = answers_fill(f, 1, 20, 40, 5, &err);
	setrlimit(RLIMIT_FSIZE, &was);
	signal(SIGXFSZ, SIG_DFL);
	ok(!good && err.code == ERR_IO && answers_stopped(f),
	   "a failed write: stopped: %s", err.text);
	ok(!answers_fill(f, 1, 20, 40, 5, &err), "for good");
	answers_close(f);
	ok(stat(place_path(&p, FILE_DB "-wal"), &st) == 0 && st.st_size > 20 * PAGE,
	   "closed without a checkpoint: the log is as it was");
	ok(!bytes_hold(place_path(&p, FILE_DB), "<<answer 1 3>>", 14),
	   "and so is the file");
	ok(answers_look(p.dir, SURVEY, &state, &err) && !state.clean &&
		   state.filled == 20,
	   "what was acknowledged is there, what was not is not");
	f = open_or_die(lock);
	ok(answers_fill(f, 1, 20, 40, 5, &err) && answers_count(f) == 40,
	   "a restart goes on");
	answers_close(f);
	store_unlock(lock);
	place_drop(&p);
}

static void
no_memory(void)
{
	struct place_to_try p = place_make();
	struct store_lock *lock = lock_or_die(&p);
	struct answers_file *f = file_make_open(lock, 100, BOX);
	struct err err = { 0 };
	unsigned refused = 0;

	ok(answers_fill(f, 1, 0, 5, 5, &err), "five are stored");
	sqlite3_hard_heap_limit64(sqlite3_memory_used() + 2000);
	for (int i = 0; i < NOMEM_MOST - 1; i++) {
		refused += !answers_fill(f, 1, 5, 85, 80, &err) &&
			   err.code == ERR_UNAVAILABLE && !answers_stopped(f);
	}
	is_int(refused, NOMEM_MOST - 1, "no memory: refused, not stopped: %s", err.text);
	sqlite3_hard_heap_limit64(0);
	ok(answers_fill(f, 1, 5, 85, 80, &err) && answers_count(f) == 85,
	   "memory: it goes on");
	sqlite3_hard_heap_limit64(sqlite3_memory_used() + 2000);
	ok(!answers_fill(f, 1, 85, 165, 80, &err) && answers_stopped(f),
	   "ten times in a minute: stopped: %s", err.text);
	sqlite3_hard_heap_limit64(0);
	answers_close(f);
	f = open_or_die(lock);
	is_int((long long)answers_count(f), 85, "what was acknowledged is there");
	answers_close(f);
	store_unlock(lock);
	place_drop(&p);
}

/* What each result means: the table of reliability. */
static void
troubles(void)
{
	static const struct {
		int rc, system;
		enum trouble trouble;
	} rows[] = {
		{ SQLITE_FULL, 0, TROUBLE_FULL },
		{ SQLITE_IOERR_WRITE, ENOSPC, TROUBLE_FULL },
		{ SQLITE_IOERR_WRITE, EDQUOT, TROUBLE_FULL },
		{ SQLITE_IOERR_SHMSIZE, ENOSPC, TROUBLE_FULL },
		{ SQLITE_IOERR_WRITE, EIO, TROUBLE_DISK },
		{ SQLITE_IOERR_FSYNC, ENOSPC, TROUBLE_DISK },
		{ SQLITE_IOERR_FSYNC, EINTR, TROUBLE_DISK },
		{ SQLITE_IOERR_READ, 0, TROUBLE_DISK },
		{ SQLITE_CORRUPT, 0, TROUBLE_DISK },
		{ SQLITE_NOTADB, 0, TROUBLE_DISK },
		{ SQLITE_CANTOPEN, 0, TROUBLE_DISK },
		{ SQLITE_READONLY, 0, TROUBLE_DENIED },
		{ SQLITE_READONLY_ROLLBACK, 0, TROUBLE_DENIED },
		{ SQLITE_BUSY, 0, TROUBLE_BUSY },
		{ SQLITE_BUSY_SNAPSHOT, 0, TROUBLE_BUSY },
		{ SQLITE_NOMEM, 0, TROUBLE_MEMORY },
		{ SQLITE_IOERR_NOMEM, 0, TROUBLE_MEMORY },
		{ SQLITE_CONSTRAINT_CHECK, 0, TROUBLE_ITEM },
		{ SQLITE_TOOBIG, 0, TROUBLE_ITEM },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		is_int(sql_trouble(rows[i].rc, rows[i].system), rows[i].trouble,
		       "SQLite %d, errno %d", rows[i].rc, rows[i].system);
}

int
main(void)
{
	bad_item();
	full_file();
	full_disk();
	second_writer();
	failing_disk();
	no_memory();
	troubles();
	return tap_done();
}
