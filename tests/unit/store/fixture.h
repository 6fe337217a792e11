/*
 * A workspace to try things in, below $TMPDIR, and answers to put into it.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_TEST_STORE_FIXTURE_H
#define CANVASS_TEST_STORE_FIXTURE_H

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include "store/add.h"
#include "store/read.h"
#include "store/store.h"
#include "tests/tap.h"

#define FIXTURE __attribute__((unused)) static

/* Of a workspace that is to be of a version before rooms. */
#define WITHOUT_ROOMS "DROP TABLE room_item; DROP TABLE room_step; DROP TABLE room; "

enum { PAGE = 4096 };
#define SURVEY "pulse@w1"

struct place_to_try {
	char dir[600];
};

FIXTURE struct place_to_try
place_make(void)
{
	const char *tmp = getenv("TMPDIR");
	struct place_to_try p;
	struct err err;

	snprintf(p.dir, sizeof(p.dir), "%s/canvass-store-XXXXXX",
		 tmp && *tmp ? tmp : "/tmp");
	if (!mkdtemp(p.dir))
		die("mkdtemp: %s", strerror(errno));
	if (!store_make(p.dir, &err))
		die("store_make: %s", err.text);
	return p;
}

FIXTURE const char *
place_path(const struct place_to_try *p, const char *name)
{
	static char paths[4][1200];
	static unsigned next;
	char *path = paths[next++ % 4];

	snprintf(path, sizeof(paths[0]), "%s/%s", p->dir, name);
	return path;
}

FIXTURE void
place_drop(const struct place_to_try *p)
{
	static const char *const folders[] = { "answers", "." };

	for (size_t i = 0; i < ARRAY_LEN(folders); i++) {
		DIR *d = opendir(place_path(p, folders[i]));
		struct dirent *e;

		while (d && (e = readdir(d))) {
			char name[300];

			snprintf(name, sizeof(name), "%s/%s", folders[i], e->d_name);
			unlink(place_path(p, name));
		}
		if (d)
			closedir(d);
	}
	rmdir(place_path(p, "answers"));
	rmdir(p->dir);
}

FIXTURE struct store_lock *
lock_or_die(const struct place_to_try *p)
{
	struct err err;
	struct store_lock *lock = store_lock(p->dir, &err);

	if (!lock)
		die("store_lock: %s", err.text);
	return lock;
}

FIXTURE struct answers_file *
open_or_die(const struct store_lock *lock)
{
	struct err err;
	struct answers_file *f = answers_open(lock, SURVEY, &err);

	if (!f)
		die("answers_open: %s", err.text);
	return f;
}

/* A lock, a file for `expected` people, opened. */
FIXTURE struct answers_file *
file_make_open(const struct store_lock *lock, unsigned expected, unsigned box_len)
{
	struct answers_secrets secrets;
	struct err err;

	memset(secrets.ticket_key, 0x51, sizeof(secrets.ticket_key));
	memset(secrets.draft_key, 0x52, sizeof(secrets.draft_key));
	secrets.ticket_gone = false;
	if (!answers_make(lock, SURVEY, expected, PAGE, box_len, &secrets, &err))
		die("answers_make: %s", err.text);
	return open_or_die(lock);
}

/* The n-th made-up answer: an id that is spread evenly, a box that says which it is. */
enum { BOX = 1500 };
struct made_up {
	unsigned char id[16], box[BOX], slip[SLIP_BYTES];
};

FIXTURE void
answer_make_up(struct made_up *out, uint64_t seed, unsigned n)
{
	struct dice d;

	dice_seed(&d, seed * 1000003 + n);
	for (int i = 0; i < 16; i++)
		out->id[i] = (unsigned char)dice_next(&d);
	for (int i = 0; i < BOX; i++)
		out->box[i] = (unsigned char)dice_next(&d);
	for (int i = 0; i < SLIP_BYTES; i++)
		out->slip[i] = (unsigned char)dice_next(&d);
	snprintf((char *)out->box, 32, "<<answer %llu %u>>", (unsigned long long)seed, n);
}

FIXTURE struct slot_add
slot_of(const struct made_up *a)
{
	struct slot_add item = { .box = a->box, .result = SLOT_ABSENT };

	memcpy(item.id, a->id, 16);
	return item;
}

/* A print run: the slips of the answers from..to-1. */
FIXTURE bool
slips_print(struct answers_file *f, uint64_t seed, unsigned from, unsigned to, struct err *err)
{
	unsigned char(*hashes)[SLIP_BYTES] = mem_new(to - from, SLIP_BYTES);
	unsigned run;
	bool good;

	for (unsigned i = from; i < to; i++) {
		struct made_up a;

		answer_make_up(&a, seed, i);
		memcpy(hashes[i - from], a.slip, SLIP_BYTES);
	}
	good = answers_slips_add(f, (const unsigned char(*)[SLIP_BYTES])hashes, to - from,
				 &run, err);
	free(hashes);
	return good;
}

/* Adds answers from..to-1, `group` of them in one transaction; by their slips if it has any. */
FIXTURE bool
answers_fill(struct answers_file *f, uint64_t seed, unsigned from, unsigned to,
	     unsigned group, struct err *err)
{
	struct made_up *made = mem_new(group, sizeof(*made));
	struct slot_add *items = mem_new(group, sizeof(*items));
	bool good = true;

	while (good && from < to) {
		unsigned n = 0;

		for (; n < group && from < to; n++, from++) {
			answer_make_up(&made[n], seed, from);
			items[n] = slot_of(&made[n]);
			if (answers_slips_any(f))
				items[n].slip = made[n].slip;
		}
		good = answers_add(f, items, n, err);
		for (unsigned i = 0; good && i < n; i++)
			good = items[i].result == SLOT_STORED;
	}
	free(made);
	free(items);
	return good;
}

FIXTURE unsigned char *
bytes_read(const char *path, size_t *out_len)
{
	FILE *in = fopen(path, "rb");
	unsigned char *data;
	long len;

	*out_len = 0;
	if (!in)
		return NULL;
	if (fseek(in, 0, SEEK_END) || (len = ftell(in)) < 0)
		die("%s: no size", path);
	rewind(in);
	data = mem_new((size_t)len + 1, 1);
	if (fread(data, 1, (size_t)len, in) != (size_t)len)
		die("%s: short", path);
	fclose(in);
	*out_len = (size_t)len;
	return data;
}

FIXTURE bool
bytes_hold(const char *path, const void *what, size_t len)
{
	size_t size;
	unsigned char *data = bytes_read(path, &size);
	bool found = data && memmem(data, size, what, len);

	free(data);
	return found;
}

/* One number out of a file, by a plain connection: for what no statement of ours would tell. */
FIXTURE int64_t
ask(const char *path, const char *sql)
{
	sqlite3_stmt *s = NULL;
	sqlite3 *db = NULL;
	int64_t got = -1;

	if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK &&
	    sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (int *)NULL) ==
		    SQLITE_OK &&
	    sqlite3_prepare_v2(db, sql, -1, &s, NULL) == SQLITE_OK &&
	    sqlite3_step(s) == SQLITE_ROW)
		got = sqlite3_column_int64(s, 0);
	sqlite3_finalize(s);
	sqlite3_close(db);
	return got;
}

/* Changes a file as no program of ours would; leave: what was written stays in the log. */
FIXTURE void
meddle_and(const char *path, const char *sql, bool leave)
{
	char *words = NULL;
	sqlite3 *db = NULL;
	int persist = 1;

	if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
		die("%s: %s", path, sqlite3_errmsg(db));
	sqlite3_file_control(db, "main", SQLITE_FCNTL_PERSIST_WAL, &persist);
	sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, leave, (int *)NULL);
	if (sqlite3_exec(db, sql, NULL, NULL, &words) != SQLITE_OK)
		die("%s: %s", sql, words);
	sqlite3_close(db);
}

FIXTURE void
meddle(const char *path, const char *sql)
{
	meddle_and(path, sql, false);
}

#endif
