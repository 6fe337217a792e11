/*
 * Answers files: made, filled, found again, closed, opened, refused when they are damaged or
 * not ours.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/unit/store/fixture.h"

#define FILE_DB "answers/" SURVEY ".db"

static void
made_and_filled(void)
{
	struct place_to_try p = place_make();
	struct store_lock *lock = lock_or_die(&p);
	struct answers_file *f = file_make_open(lock, 100, BOX);
	struct made_up a[3];
	struct slot_add items[4];
	struct answers_secrets secrets;
	struct answers_state state;
	struct err err = { 0 };
	bool busy = true;
	struct stat st;

	answers_secrets(f, &secrets);
	ok(secrets.ticket_key[31] == 0x51 && secrets.draft_key[0] == 0x52 &&
		   !secrets.ticket_gone,
	   "the keys come back");
	is_int((long long)answers_count(f), 0, "a new file is empty");
	for (unsigned i = 0; i < 3; i++) {
		answer_make_up(&a[i], 1, i);
		items[i] = slot_of(&a[i]);
	}
	items[3] = slot_of(&a[0]);
	items[2].box = NULL;
	ok(answers_add(f, items, 4, &err), "a group is stored: %s", err.text);
	ok(items[0].result == SLOT_STORED && items[1].result == SLOT_STORED,
	   "two are stored");
	ok(items[2].result == SLOT_ABSENT, "one was only looked for, and is not there");
	ok(items[3].result == SLOT_THERE,
	   "the second copy in one group is there already");
	is_int((long long)answers_count(f), 2, "two are counted");
	items[0].box = NULL;
	items[1].box = a[2].box;
	ok(answers_add(f, items, 2, &err) && items[0].result == SLOT_THERE &&
		   items[1].result == SLOT_THERE,
	   "both are there; the first copy stands");
	ok(bytes_hold(place_path(&p, FILE_DB "-wal"), "<<answer 1 0>>", 14),
	   "the log has it");
	ok(answers_checkpoint(f, &busy, &err) && !busy, "the log is emptied: %s",
	   err.text);
	ok(stat(place_path(&p, FILE_DB "-wal"), &st) == 0 && st.st_size == 0,
	   "the log is there, and has no byte");
	ok(bytes_hold(place_path(&p, FILE_DB), "<<answer 1 1>>", 14), "the file has it");
	ok(!bytes_hold(place_path(&p, FILE_DB), "<<answer 1 2>>", 14),
	   "the second copy left nothing");
	answers_close(f);
	ok(answers_look(p.dir, SURVEY, &state, &err) && state.clean && state.filled == 2,
	   "closed clean: %s", err.text);
	is_int(state.page_size, PAGE, "pages are as asked for");
	is_int((long long)state.slots, 256 + 64,
	       "twice the people, a power of two, and a tail");
	f = open_or_die(lock);
	is_int((long long)answers_count(f), 2, "opened again, two are counted");
	ok(answers_add(f, items, 1, &err) && items[0].result == SLOT_THERE, "and found");
	answers_close(f);
	ok(stat(place_path(&p, FILE_DB), &st) == 0 && (st.st_mode & 07777) == 0640,
	   "mode 0640");
	ok(stat(place_path(&p, FILE_DB "-wal"), &st) == 0 && (st.st_mode & 07777) == 0640,
	   "the log too");
	store_unlock(lock);
	place_drop(&p);
}

/* What cannot be opened, and what is said then. */
static void
refused(void)
{
	struct place_to_try p = place_make();
	struct store_lock *lock = lock_or_die(&p), *second;
	struct answers_secrets secrets = { .ticket_gone = false };
	struct answers_file *f = file_make_open(lock, 0, BOX);
	struct answers_state state;
	struct err err = { 0 };

	answers_close(f);
	second = store_lock(p.dir, &err);
	ok(!second && err.code == ERR_BUSY, "a second lock: busy: %s", err.text);
	ok(!answers_make(lock, SURVEY, 0, PAGE, BOX, &secrets, &err) &&
		   err.code == ERR_CREATE,
	   "made twice: refused: %s", err.text);
	ok(!answers_open(lock, "other@w1", &err) && err.code == ERR_MISSING,
	   "no such survey: missing: %s", err.text);
	ok(!answers_look(p.dir, "other@w1", &state, &err) && err.code == ERR_MISSING,
	   "to look too");
	ok(!answers_open(lock, "../canvass@db", &err) && err.code == ERR_INPUT,
	   "a name with a path in it: refused: %s", err.text);
	meddle(place_path(&p, FILE_DB), "PRAGMA user_version = 3");
	ok(!answers_open(lock, SURVEY, &err) && err.code == ERR_CONFIG,
	   "newer: refused: %s", err.text);
	meddle(place_path(&p, FILE_DB), "PRAGMA user_version = 0");
	ok(!answers_open(lock, SURVEY, &err) && err.code == ERR_CONFIG,
	   "no version: refused: %s", err.text);
	meddle(place_path(&p, FILE_DB),
	       "PRAGMA user_version = 1; PRAGMA application_id = 7");
	ok(!answers_open(lock, SURVEY, &err) && err.code == ERR_CONFIG,
	   "not ours: refused: %s", err.text);
	ok(!answers_look(p.dir, SURVEY, &state, &err) && err.code == ERR_CONFIG,
	   "by a reader too");
	store_unlock(lock);
	second = store_lock(p.dir, &err);
	ok(second != NULL, "the lock is free again");
	store_unlock(second);
	place_drop(&p);
	ok(!store_lock(p.dir, &err) && err.code == ERR_MISSING, "no workspace: %s",
	   err.text);
}

static void
bytes_write(const char *path, const void *data, size_t len)
{
	FILE *out = fopen(path, "wb");

	if (!out || fwrite(data, 1, len, out) != len || fclose(out))
		die("%s: not written", path);
}

static void
no_database(void)
{
	static const struct {
		const char *words;
		size_t len;
	} rows[] = { { "empty", 0 }, { "cut short", 3000 }, { "half", 5 * PAGE } };

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct place_to_try p = place_make();
		struct store_lock *lock = lock_or_die(&p);
		struct answers_file *f = file_make_open(lock, 0, BOX);
		struct err err = { 0 };
		unsigned char *data;
		size_t len;

		ok(answers_fill(f, 1, 0, 5, 5, &err), "filled");
		answers_close(f);
		data = bytes_read(place_path(&p, FILE_DB), &len);
		bytes_write(place_path(&p, FILE_DB), data, rows[i].len);
		f = answers_open(lock, SURVEY, &err);
		if (f) { /* it has its mark, so that only its head was read: a slot shows it */
			ok(!answers_fill(f, 1, 0, 200, 50, &err) && answers_stopped(f),
			   "%s: stopped: %s", rows[i].words, err.text);
		} else {
			ok(err.code == ERR_IO || err.code == ERR_CONFIG,
			   "%s: refused: %s", rows[i].words, err.text);
		}
		answers_close(f);
		memset(data, 'x', len);
		bytes_write(place_path(&p, FILE_DB), data, len);
		ok(!answers_open(lock, SURVEY, &err) && err.code == ERR_IO,
		   "no database: %s", err.text);
		free(data);
		store_unlock(lock);
		place_drop(&p);
	}
}

/* A writer that is killed: run in a child, which ends without closing anything. */
static void
killed_writer(const struct place_to_try *p, unsigned from, unsigned to)
{
	pid_t child = fork();
	int status;

	if (!child) {
		struct store_lock *lock = lock_or_die(p);
		struct answers_file *f = open_or_die(lock);
		struct err err;

		_exit(answers_fill(f, 1, from, to, 3, &err) ? 0 : 1);
	}
	waitpid(child, &status, 0);
	if (status)
		die("the child failed");
}

static void
after_a_kill(void)
{
	struct place_to_try p = place_make();
	struct store_lock *lock = lock_or_die(&p);
	struct answers_file *f = file_make_open(lock, 50, BOX);
	struct answers_state state;
	struct made_up a;
	struct slot_add item;
	struct err err = { 0 };
	struct stat st;

	answers_close(f);
	store_unlock(lock);
	killed_writer(&p, 0, 40);
	ok(answers_look(p.dir, SURVEY, &state, &err) && state.filled == 40 &&
		   !state.clean,
	   "a killed writer's answers can be counted: %s", err.text);
	ok(stat(place_path(&p, FILE_DB "-wal"), &st) == 0 && st.st_size > 40 * PAGE,
	   "they are in the log");
	lock = lock_or_die(&p);
	f = open_or_die(lock);
	is_int((long long)answers_count(f), 40, "opened, all are there");
	ok(stat(place_path(&p, FILE_DB "-wal"), &st) == 0 && st.st_size == 0,
	   "and in the file: the log is empty");
	answer_make_up(&a, 1, 39);
	item = slot_of(&a);
	ok(answers_add(f, &item, 1, &err) && item.result == SLOT_THERE,
	   "a retry counts once");
	answers_close(f);
	ok(answers_look(p.dir, SURVEY, &state, &err) && state.clean, "closed clean");
	store_unlock(lock);
	killed_writer(&p, 40, 43);
	meddle(place_path(&p, FILE_DB), "DELETE FROM slot WHERE place = 11");
	lock = lock_or_die(&p);
	f = answers_open(lock, SURVEY, &err);
	ok(!f && err.code == ERR_IO, "without the mark the slots are checked: %s",
	   err.text);
	store_unlock(lock);
	place_drop(&p);
}

/* The mark of a clean stop counts only if the log is empty; without it all is looked at. */
static void
marked_but(void)
{
	struct place_to_try p = place_make();
	struct store_lock *lock = lock_or_die(&p);
	struct answers_file *f = file_make_open(lock, 0, BOX);
	const char *path = place_path(&p, FILE_DB);
	struct answers_state state;
	struct err err = { 0 };
	FILE *out;

	ok(answers_fill(f, 1, 0, 9, 9, &err), "filled");
	answers_close(f);
	meddle_and(path, "UPDATE head SET filled = filled + 1", true);
	ok(answers_look(p.dir, SURVEY, &state, &err) && !state.clean,
	   "the mark, but something in the log: not clean");
	f = answers_open(lock, SURVEY, &err);
	ok(!f && err.code == ERR_IO, "so it is checked: %s", err.text);
	meddle(path, "UPDATE head SET filled = filled - 1, clean = 0");
	out = fopen(path, "r+b");
	if (!out || fseek(out, 39, SEEK_SET) || fputc(1, out) == EOF || fclose(out))
		die("%s: not written", path);
	f = answers_open(lock, SURVEY, &err);
	ok(!f && err.code == ERR_IO, "a free page that is none: %s", err.text);
	store_unlock(lock);
	place_drop(&p);
}

static void
forgotten(void)
{
	struct place_to_try p = place_make();
	struct store_lock *lock = lock_or_die(&p);
	struct answers_file *f = file_make_open(lock, 0, BOX);
	static const char *const files[] = { FILE_DB, FILE_DB "-wal", FILE_DB "-shm" };
	unsigned char ticket[16], draft[16];
	struct answers_secrets secrets;
	struct answers_state state;
	struct err err = { 0 };

	memset(ticket, 0x51, sizeof(ticket));
	memset(draft, 0x52, sizeof(draft));
	ok(answers_fill(f, 1, 0, 12, 4, &err), "filled");
	ok(bytes_hold(place_path(&p, FILE_DB), ticket, 16),
	   "the ticket key is in the file");
	ok(!bytes_hold(place_path(&p, FILE_DB "-wal"), ticket, 16),
	   "but an answer does not copy it into the log");
	ok(answers_forget(f, &err), "forgotten: %s", err.text);
	for (size_t i = 0; i < ARRAY_LEN(files); i++)
		ok(!bytes_hold(place_path(&p, files[i]), ticket, 16) &&
			   !bytes_hold(place_path(&p, files[i]), draft, 16),
		   "%s has neither key", files[i]);
	answers_secrets(f, &secrets);
	ok(secrets.ticket_gone && !secrets.ticket_key[0] && !secrets.draft_key[31],
	   "nor has the door's memory");
	ok(answers_forget(f, &err), "again is no trouble");
	answers_close(f);
	ok(answers_look(p.dir, SURVEY, &state, &err) && state.ticket_gone &&
		   state.filled == 12,
	   "the answers stay");
	f = open_or_die(lock);
	answers_secrets(f, &secrets);
	ok(secrets.ticket_gone, "and it stays so");
	answers_close(f);
	store_unlock(lock);
	place_drop(&p);
}

static void
umask_and_touch(void)
{
	struct place_to_try p = place_make();
	struct store_lock *lock;
	struct answers_file *f;
	mode_t was = umask(0777);
	struct err err = { 0 };
	struct stat st;

	lock = lock_or_die(&p);
	f = file_make_open(lock, 0, BOX);
	umask(was);
	ok(stat(place_path(&p, FILE_DB), &st) == 0 && (st.st_mode & 07777) == 0640,
	   "the umask changes nothing for the file");
	ok(stat(place_path(&p, "answers/lock"), &st) == 0 && (st.st_mode & 07777) == 0640,
	   "nor the lock");
	utimensat(AT_FDCWD, place_path(&p, FILE_DB),
		  (struct timespec[2]){ { .tv_sec = 1000 }, { .tv_sec = 1000 } }, 0);
	ok(answers_touch(f, &err) && stat(place_path(&p, FILE_DB), &st) == 0 &&
		   st.st_mtim.tv_sec > 1000000000,
	   "touched: its time is now");
	answers_close(f);
	store_unlock(lock);
	place_drop(&p);
}

static void
no_room_to_make(void)
{
	struct place_to_try p = place_make();
	struct store_lock *lock = lock_or_die(&p);
	struct answers_secrets secrets = { .ticket_gone = false };
	struct err err = { 0 };

	ok(!answers_make(lock, SURVEY, 2000000000u, 32768, 20000, &secrets, &err) &&
		   err.code == ERR_FULL,
	   "a table larger than the disk: refused: %s", err.text);
	ok(access(place_path(&p, FILE_DB), F_OK) &&
		   access(place_path(&p, FILE_DB ".new"), F_OK),
	   "and nothing is left behind");
	store_unlock(lock);
	place_drop(&p);
}

/* A file is gone and its log is not: the log must not be played into the next file. */
static void
stale_log(void)
{
	struct place_to_try p = place_make();
	struct store_lock *lock = lock_or_die(&p);
	struct answers_file *f;

	answers_close(file_make_open(lock, 50, BOX));
	store_unlock(lock);
	killed_writer(&p, 0, 30);
	unlink(place_path(&p, FILE_DB));
	bytes_write(place_path(&p, FILE_DB ".new"), "half a file", 11);
	lock = lock_or_die(&p);
	f = file_make_open(lock, 50, BOX);
	is_int((long long)answers_count(f), 0, "a new file beside an old log is empty");
	answers_close(f);
	ok(!bytes_hold(place_path(&p, FILE_DB), "<<answer", 8), "and stays so");
	store_unlock(lock);
	place_drop(&p);
}

int
main(void)
{
	made_and_filled();
	refused();
	no_database();
	after_a_kill();
	marked_but();
	forgotten();
	umask_and_touch();
	no_room_to_make();
	stale_log();
	return tap_done();
}
