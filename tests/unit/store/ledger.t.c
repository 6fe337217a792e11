/*
 * The ledger: it only grows, by one, of its own survey; and a workspace of version 1 goes on
 * working, and becomes one of version 2 whole or not at all, wherever the program is killed.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <signal.h>

#include "store/sqlite/internal.h"
#include "tests/unit/store/fixture.h"

enum { MOST_STEPS = 200 };

/* ---- killing between statements ---------------------------------------------------- */

/* The program kills itself when so many steps are done; 0: never. */
static int kill_after;

int __real_sqlite3_step(sqlite3_stmt *s);
int __wrap_sqlite3_step(sqlite3_stmt *s);

int
__wrap_sqlite3_step(sqlite3_stmt *s)
{
	int rc = __real_sqlite3_step(s);

	if (kill_after && --kill_after == 0)
		kill(getpid(), SIGKILL);
	return rc;
}

/* ---- a workspace as version 1 made it ---------------------------------------------- */

static const char version_1[] =
	"PRAGMA user_version = 0;"
	"CREATE TABLE survey (name TEXT NOT NULL PRIMARY KEY, form_text BLOB NOT NULL,"
	" form_hash BLOB NOT NULL CHECK (length(form_hash) = 32),"
	" state INTEGER NOT NULL CHECK (state IN (0, 1, 2)),"
	" expected INTEGER NOT NULL CHECK (expected >= 0),"
	" unconfirmed INTEGER NOT NULL CHECK (unconfirmed IN (0, 1)),"
	" invented INTEGER NOT NULL CHECK (invented IN (0, 1)), opened INTEGER, closed INTEGER,"
	" page_size INTEGER NOT NULL CHECK (page_size IN (4096, 8192, 16384, 32768)),"
	" box_len INTEGER NOT NULL CHECK (box_len > 0),"
	" padded INTEGER NOT NULL CHECK (padded > 0),"
	" check_key BLOB NOT NULL CHECK (length(check_key) = 32)) STRICT, WITHOUT ROWID;"
	"CREATE TABLE recipient (survey TEXT NOT NULL REFERENCES survey (name),"
	" number INTEGER NOT NULL CHECK (number BETWEEN 0 AND 7),"
	" key BLOB NOT NULL CHECK (length(key) = 32),"
	" confirmed INTEGER NOT NULL CHECK (confirmed IN (0, 1)), canary BLOB NOT NULL,"
	" canary_hash BLOB NOT NULL CHECK (length(canary_hash) = 32),"
	" PRIMARY KEY (survey, number)) STRICT, WITHOUT ROWID;"
	"CREATE TABLE link (code TEXT NOT NULL PRIMARY KEY CHECK (length(code) = 8),"
	" survey TEXT NOT NULL REFERENCES survey (name), place TEXT NOT NULL,"
	" place_number INTEGER NOT NULL CHECK ((place_number = 0) = (place = '')),"
	" headcount INTEGER NOT NULL CHECK (headcount >= 0),"
	" closed INTEGER NOT NULL CHECK (closed IN (0, 1))) STRICT, WITHOUT ROWID;"
	"CREATE UNIQUE INDEX link_place ON link (survey, place) WHERE place <> '';"
	"CREATE UNIQUE INDEX link_place_number ON link (survey, place_number)"
	" WHERE place_number <> 0;"
	"INSERT INTO survey VALUES ('a@1', x'78', zeroblob(32), 1, 0, 0, 0, NULL, NULL, 4096, 1,"
	" 1, zeroblob(32));"
	"INSERT INTO link VALUES ('AAAA0001', 'a@1', '', 0, 0, 0);"
	"PRAGMA application_id = 1668708211;"
	"PRAGMA user_version = 1;";

static struct place_to_try
old_place(void)
{
	struct place_to_try p = place_make();
	const char *path = place_path(&p, "canvass.db");
	sqlite3 *db = NULL;
	char *words = NULL;

	if (truncate(path, 0) || sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL))
		die("%s: not opened", path);
	if (sqlite3_exec(db, version_1, NULL, NULL, &words) != SQLITE_OK)
		die("version 1: %s", words);
	sqlite3_close(db);
	return p;
}

static struct store *
reach(const struct place_to_try *p, enum store_role role)
{
	struct err err = { 0 };
	struct store *st = store_open(p->dir, role, &err);

	ok(st != NULL, "opened as role %d: %s", (int)role, err.text);
	if (!st)
		exit(tap_done());
	return st;
}

static struct release_line
some_line(unsigned number, const char *text)
{
	return (struct release_line){ .number = number,
				      .text = text,
				      .len = strlen(text) };
}

/* ---- what is promised -------------------------------------------------------------- */

static void
grows(void)
{
	static const struct {
		const char *survey;
		unsigned number;
		enum err_code code;
		const char *words;
	} rows[] = {
		{ "a@1", 2, ERR_INPUT, "a gap at the beginning" },
		{ "a@1", 0, ERR_BUSY, "no number" },
		{ "a@1", 1, ERR_NONE, "the first" },
		{ "a@1", 1, ERR_BUSY, "the same number again" },
		{ "a@1", 3, ERR_INPUT, "a gap" },
		{ "a@1", 2, ERR_NONE, "the second" },
		{ "a@1", 1, ERR_BUSY, "one that is long past" },
		{ "b@1", 1, ERR_NONE, "another survey counts by itself" },
		{ "c@1", 1, ERR_MISSING, "a survey that is not there" },
	};
	struct place_to_try p = old_place();
	struct arena *a = arena_new(0);
	struct release_line *all;
	struct err err = { 0 };
	struct store *st;
	size_t count = 9;

	meddle(place_path(&p, "canvass.db"),
	       "INSERT INTO survey SELECT 'b@1', form_text, form_hash, 1, 0, 0, 0, NULL, NULL, "
	       "4096, 1, 1, check_key FROM survey");
	st = reach(&p, STORE_WRITES);
	ok(release_all(st, "a@1", &all, &count, a, &err) && count == 0,
	   "it begins empty");
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		char text[40];
		struct release_line line;
		bool added;

		snprintf(text, sizeof(text), "%s says %u", rows[i].survey,
			 rows[i].number);
		line = some_line(rows[i].number, text);
		added = release_add(st, rows[i].survey, &line, &err);
		ok(added ? rows[i].code == ERR_NONE : err.code == rows[i].code, "%s: %s",
		   rows[i].words, added ? "added" : err.text);
	}
	store_close(st);
	st = reach(&p, STORE_READS);
	ok(release_all(st, "a@1", &all, &count, a, &err), "read: %s", err.text);
	is_int((long long)count, 2, "two of a@1");
	is_int(all[0].number, 1, "the first is first");
	is_str(all[1].text, "a@1 says 2", "as it was added");
	is_int((long long)all[1].len, 10, "of that length");
	ok(release_all(st, "b@1", &all, &count, a, &err) && count == 1 &&
		   str_same(all[0].text, "b@1 says 1"),
	   "one of b@1");
	ok(!release_all(st, "c@1", &all, &count, a, &err) && err.code == ERR_MISSING,
	   "none of a survey that is not there: %s", err.text);
	store_close(st);
	arena_free(a);
	place_drop(&p);
}

static void
older(void)
{
	struct place_to_try p = old_place();
	struct arena *a = arena_new(0);
	struct release_line *all;
	struct err err = { 0 };
	struct link link;
	struct store *st = reach(&p, STORE_READS);
	size_t count = 9;

	ok(release_all(st, "a@1", &all, &count, a, &err) && count == 0,
	   "of version 1: an empty ledger: %s", err.text);
	ok(link_get(st, "AAAA0001", &link, &err), "all else is as it was: %s", err.text);
	is_int(ask(place_path(&p, "canvass.db"), "PRAGMA user_version"), 1,
	       "reading leaves the version alone");
	/* A door that has the old file open sees what commands do to the new one. */
	store_close(reach(&p, STORE_WRITES));
	is_int(ask(place_path(&p, "canvass.db"), "PRAGMA user_version"),
	       WORKSPACE_VERSION, "a command that writes brings it up to date");
	ok(store_changed(st), "whoever has it open notices");
	ok(link_get(st, "AAAA0001", &link, &err), "and goes on: %s", err.text);
	store_close(st);
	store_close(reach(&p, STORE_WRITES));
	is_int(ask(place_path(&p, "canvass.db"), "SELECT count(*) FROM sqlite_schema "
						 "WHERE name = 'ledger'"),
	       1, "once is enough");
	arena_free(a);
	place_drop(&p);
}

/* A new workspace and one that was brought up to date have the same tables. */
static void
alike(void)
{
	static const char all[] =
		"SELECT sum(length(sql) * unicode(substr(sql, -2))) FROM "
		"sqlite_schema WHERE name LIKE 'ledger%' OR name LIKE 'tick%' OR name LIKE 'note%'";
	struct place_to_try fresh = place_make(), old = old_place();

	store_close(reach(&old, STORE_WRITES));
	is_int(ask(place_path(&old, "canvass.db"), all),
	       ask(place_path(&fresh, "canvass.db"), all),
	       "the same ledger, ticks and notes in both");
	place_drop(&fresh);
	place_drop(&old);
}

/* Opens to write in a child that is killed after so many steps.  False: it came to its end. */
static bool
killed(const struct place_to_try *p, int steps)
{
	int status = 0;
	pid_t child = fork();

	if (!child) {
		kill_after = steps;
		_exit(store_open(p->dir, STORE_WRITES, NULL) ? 0 : 1);
	}
	waitpid(child, &status, 0);
	if (WIFEXITED(status))
		ok(WEXITSTATUS(status) == 0, "after %d steps it was done", steps - 1);
	return WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
}

static void
interrupted(void)
{
	unsigned before = 0, after = 0, odd = 0;

	for (int steps = 1; steps < MOST_STEPS; steps++) {
		struct place_to_try p = old_place();
		struct err err = { 0 };
		const char *path = place_path(&p, "canvass.db");
		bool was_killed = killed(&p, steps);
		struct store *st = store_open(p.dir, STORE_READS, &err);
		int64_t version, tables;
		struct link link;

		if (!st || !link_get(st, "AAAA0001", &link, &err)) {
			note("%s", err.text);
			odd++;
		}
		store_close(st);
		version = ask(path, "PRAGMA user_version");
		tables = ask(path, "SELECT count(*) FROM sqlite_schema WHERE name IN "
				   "('ledger', 'tick', 'note')");
		before += version == 1 && tables == 0;
		after += version == WORKSPACE_VERSION && tables == 3;
		odd += tables != (version == 1 ? 0 : 3);
		place_drop(&p);
		if (!was_killed)
			break;
	}
	note("%u times as it was, %u times new", before, after);
	is_int(odd, 0, "killed at any statement it is old or new");
	ok(before > 5, "it was killed before the end");
	ok(after > 1, "and after it");
}

int
main(void)
{
	grows();
	older();
	alike();
	interrupted();
	return tap_done();
}
