/*
 * The workspace: made once, opened by role, refused with the right words, watched for changes.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <sys/statvfs.h>

#include "tests/unit/store/fixture.h"

static struct survey
some_survey(const char *name)
{
	struct survey s = { .form_text = "x",
			    .form_len = 1,
			    .opened = -1,
			    .closed = -1,
			    .page_size = PAGE,
			    .box_len = BOX,
			    .padded = 1000 };

	str_fit(s.name, sizeof(s.name), name);
	return s;
}

static void
made(void)
{
	struct place_to_try p = place_make();
	struct store *st;
	struct err err = { 0 };
	struct stat info;
	uint64_t space = 0;

	ok(stat(place_path(&p, "canvass.db"), &info) == 0 &&
		   (info.st_mode & 07777) == 0640,
	   "canvass.db is made, mode 0640");
	ok(stat(place_path(&p, "answers"), &info) == 0 && (info.st_mode & 07777) == 02750,
	   "answers/, mode 2750");
	ok(access(place_path(&p, "canvass.db.new"), F_OK) != 0, "nothing else is left");
	ok(!store_make(p.dir, &err) && err.code == ERR_CREATE, "made twice: refused: %s",
	   err.text);
	st = store_open(p.dir, STORE_READS, &err);
	ok(st != NULL, "opened to read: %s", err.text);
	is_str(store_dir(st), p.dir, "it knows where it is");
	store_close(st);
	ok(store_space(p.dir, &space, &err) && space > 0, "there is space");
	ok(!store_space("/nowhere/at/all", &space, &err) && err.code == ERR_MISSING,
	   "none where nothing is: %s", err.text);
	is_int(ask(place_path(&p, "canvass.db"), "PRAGMA user_version"), WORKSPACE_VERSION,
	       "version");
	place_drop(&p);
	ok(!store_make(p.dir, &err) && err.code == ERR_MISSING, "no such folder: %s",
	   err.text);
}

static void
refused(void)
{
	static const struct {
		const char *words, *sql;
		enum err_code code;
	} rows[] = {
		{ "a newer workspace", "PRAGMA user_version = 7", ERR_CONFIG },
		{ "no version", "PRAGMA user_version = 0", ERR_CONFIG },
		{ "another program's file", "PRAGMA application_id = 0", ERR_CONFIG },
		{ "a table is missing", "DROP TABLE link", ERR_IO },
		{ "the ledger is missing", "DROP TABLE ledger", ERR_IO },
		{ "the ticks are missing", "DROP TABLE tick", ERR_IO },
		{ "a column is missing", "ALTER TABLE survey RENAME COLUMN padded TO p",
		  ERR_IO },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		for (int role = STORE_READS; role <= STORE_WRITES; role++) {
			struct place_to_try p = place_make();
			struct err err = { 0 };
			struct store *st;

			meddle(place_path(&p, "canvass.db"), rows[i].sql);
			st = store_open(p.dir, (enum store_role)role, &err);
			ok(!st && err.code == rows[i].code, "%s, role %d: refused: %s",
			   rows[i].words, role, err.text);
			place_drop(&p);
		}
}

static void
not_there(void)
{
	struct place_to_try p = place_make();
	struct err err = { 0 };
	FILE *out;

	ok(!store_open("/nowhere/at/all", STORE_READS, &err) && err.code == ERR_MISSING,
	   "no folder: %s", err.text);
	unlink(place_path(&p, "canvass.db"));
	ok(!store_open(p.dir, STORE_WRITES, &err) && err.code == ERR_MISSING,
	   "no workspace: %s", err.text);
	ok(access(place_path(&p, "canvass.db"), F_OK) != 0,
	   "and none is made by opening it");
	out = fopen(place_path(&p, "canvass.db"), "w");
	fputs("This is a letter, and no database at all. It goes on for a while. ", out);
	fclose(out);
	ok(!store_open(p.dir, STORE_READS, &err) && err.code == ERR_IO, "a letter: %s",
	   err.text);
	unlink(place_path(&p, "canvass.db"));
	mkdir(place_path(&p, "canvass.db"), 0755);
	ok(!store_open(p.dir, STORE_READS, &err), "a folder: %s", err.text);
	rmdir(place_path(&p, "canvass.db"));
	place_drop(&p);
}

/* The exit status of a child without rights: the code of the error, 0 if it could open. */
static int
as_nobody(const struct place_to_try *p, enum store_role role)
{
	pid_t child = fork();
	int status = 0;

	if (!child) {
		struct err err = { 0 };

		if (setgid(65534) || setuid(65534))
			_exit(99);
		_exit(store_open(p->dir, role, &err) ? 0 : (int)err.code);
	}
	waitpid(child, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 98;
}

/* A command that is killed while it writes: its journal is left, with the page as it was. */
static void
kill_a_command(const struct place_to_try *p)
{
	pid_t child = fork();
	int status;

	if (!child) {
		sqlite3 *db = NULL;

		sqlite3_open_v2(place_path(p, "canvass.db"), &db, SQLITE_OPEN_READWRITE,
				NULL);
		sqlite3_exec(
			db,
			"PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN; "
			"WITH RECURSIVE n (i) AS "
			"(SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000) "
			"INSERT INTO survey SELECT 'x@' || i, x'00', zeroblob(32), 0, 0, 0, 0, "
			"NULL, NULL, 4096, 1, 1, zeroblob(32) FROM n",
			NULL, NULL, NULL);
		_exit(0);
	}
	waitpid(child, &status, 0);
}

static void
rights(void)
{
	struct place_to_try p;
	struct store *st;
	struct err err = { 0 };

	if (geteuid() != 0) {
		skip("only root can become a user without rights");
		return;
	}
	p = place_make();
	chmod(p.dir, 0755);
	chmod(place_path(&p, "canvass.db"), 0644);
	is_int(as_nobody(&p, STORE_READS), 0, "who may read can read");
	is_int(as_nobody(&p, STORE_WRITES), ERR_DENIED, "who may not write: denied");
	chmod(place_path(&p, "canvass.db"), 0666);
	is_int(as_nobody(&p, STORE_WRITES), ERR_DENIED,
	       "nor where no journal can be made beside it");
	chmod(place_path(&p, "canvass.db"), 0640);
	is_int(as_nobody(&p, STORE_READS), ERR_DENIED, "who may not read: denied");
	chmod(place_path(&p, "canvass.db"), 0644);
	kill_a_command(&p);
	ok(access(place_path(&p, "canvass.db-journal"), F_OK) == 0,
	   "a command was killed");
	chmod(place_path(&p, "canvass.db-journal"), 0644);
	is_int(as_nobody(&p, STORE_READS), ERR_DENIED, "who may not mend it: denied");
	st = store_open(p.dir, STORE_READS, &err);
	ok(st != NULL, "who may, does: %s", err.text);
	store_close(st);
	is_int(ask(place_path(&p, "canvass.db"), "SELECT count(*) FROM survey"), 0,
	       "and half a command is undone");
	is_int(as_nobody(&p, STORE_READS), 0, "then all can read again");
	place_drop(&p);
}

static void
changes(void)
{
	struct place_to_try p = place_make();
	struct err err = { 0 };
	struct store *reads = store_open(p.dir, STORE_READS, &err);
	struct store *writes = store_open(p.dir, STORE_WRITES, &err);
	struct survey s = some_survey("a@1");

	ok(!store_changed(reads), "nothing changed yet");
	ok(survey_add(writes, &s, &err), "a survey: %s", err.text);
	ok(store_changed(reads), "another connection changed something");
	ok(!store_changed(reads), "since then nothing");
	ok(!store_changed(writes), "one's own changes do not count");
	store_close(reads);
	store_close(writes);
	place_drop(&p);
}

/* A second command waits for the first, five seconds long, and then says so. */
static void
busy(void)
{
	struct place_to_try p = place_make();
	struct err err = { 0 };
	struct store *st = store_open(p.dir, STORE_WRITES, &err);
	struct survey s = some_survey("a@1");
	sqlite3 *db = NULL;
	uint64_t start;

	sqlite3_open_v2(place_path(&p, "canvass.db"), &db, SQLITE_OPEN_READWRITE, NULL);
	sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
	start = clock_ms();
	ok(!survey_add(st, &s, &err) && err.code == ERR_BUSY,
	   "another command writes: %s", err.text);
	ok(clock_ms() - start >= 4000, "it waited for it");
	sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
	ok(survey_add(st, &s, &err), "and goes on after it");
	sqlite3_close(db);
	store_close(st);
	place_drop(&p);
}

int
main(void)
{
	made();
	refused();
	not_there();
	rights();
	changes();
	busy();
	return tap_done();
}
