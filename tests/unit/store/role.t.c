/*
 * Least authority: what each kind of connection may prepare, whatever text of SQL reached it;
 * and every named statement belongs somewhere.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "store/sqlite/internal.h"
#include "tests/unit/store/fixture.h"

#define FILE_DB "answers/" SURVEY ".db"

/* VACUUM is refused only when it runs; what may be done is not tried out. */
static bool
passes(struct sql *sql, const char *text, bool run)
{
	sqlite3_stmt *s = NULL;
	int rc = sqlite3_prepare_v2(sql->db, text, -1, &s, NULL);

	if (rc == SQLITE_OK && run) {
		rc = sqlite3_step(s);
		rc = rc == SQLITE_ROW || rc == SQLITE_DONE ? SQLITE_OK : rc;
	}
	sqlite3_finalize(s);
	return rc == SQLITE_OK;
}

static void
refused(void)
{
	/* Who may: r reader of the workspace, w writer; R reader of answers, W writer. */
	static const struct {
		const char *sql, *may;
	} rows[] = {
		{ "SELECT name FROM survey", "rw" },
		{ "SELECT headcount FROM link", "rw" },
		{ "INSERT INTO link VALUES ('a','b','c',1,1,0)", "w" },
		{ "UPDATE link SET closed = 1", "w" },
		{ "UPDATE link SET survey = 'x'", "" },
		{ "UPDATE survey SET form_text = x'00'", "" },
		{ "UPDATE survey SET state = 1", "w" },
		{ "DELETE FROM link", "" },
		{ "DELETE FROM survey", "" },
		{ "SELECT line FROM ledger", "rw" },
		{ "INSERT INTO ledger VALUES ('a', 1, 'b')", "w" },
		{ "UPDATE ledger SET line = 'x'", "" },
		{ "DELETE FROM ledger", "" },
		{ "DROP TABLE ledger", "" },
		{ "SELECT sealed FROM tick", "rw" },
		{ "INSERT INTO tick VALUES (x'00000000000000000000000000000000', 'a', "
		  "x'00')",
		  "w" },
		{ "DELETE FROM tick", "w" },
		{ "UPDATE tick SET sealed = x'01'", "" },
		{ "SELECT sealed FROM note", "rw" },
		{ "INSERT INTO note VALUES ('a', 0, x'01')", "w" },
		{ "UPDATE note SET sealed = x'01'", "w" },
		{ "UPDATE note SET kind = 1", "" },
		{ "DELETE FROM note", "" },
		{ "DROP TABLE tick", "" },
		{ "SELECT guide_text FROM room", "rw" },
		{ "SELECT shown FROM room_step", "rw" },
		{ "SELECT text FROM room_item", "rw" },
		{ "UPDATE room SET phase = 1", "w" },
		{ "UPDATE room SET guide_text = x'00'", "" },
		{ "UPDATE room SET recipients = zeroblob(32)", "" },
		{ "UPDATE room SET code = 'AAAA0001'", "" },
		{ "DELETE FROM room", "" },
		{ "UPDATE room_step SET shown = 'x'", "w" },
		{ "DELETE FROM room_step", "" },
		{ "UPDATE room_item SET text = 'x'", "w" },
		{ "DELETE FROM room_item", "w" },
		{ "DROP TABLE room", "" },
		{ "SELECT cell FROM slot", "RW" },
		{ "SELECT ticket_key FROM secret", "W" },
		{ "SELECT draft_key FROM secret", "W" },
		{ "SELECT gone FROM secret", "RW" },
		{ "UPDATE slot SET cell = x'00'", "W" },
		{ "UPDATE slot SET place = 1", "" },
		{ "DELETE FROM slot", "" },
		{ "DELETE FROM head", "" },
		{ "INSERT INTO head VALUES (1,'a',1,1,2,0,1,0,0,0)", "" },
		{ "DROP TABLE slot", "" },
		{ "SELECT cell FROM slip", "W" },
		{ "SELECT slips FROM slip_run", "RW" },
		{ "INSERT INTO slip VALUES (9, x'00')", "W" },
		{ "UPDATE slip SET cell = x'00'", "W" },
		{ "UPDATE slip SET place = 1", "" },
		{ "UPDATE slip_run SET withdrawn = 1", "W" },
		{ "UPDATE slip_run SET slips = 2", "" },
		{ "DELETE FROM slip", "" },
		{ "DROP TABLE slip", "" },
		{ "CREATE TABLE slip (a)", "" },
		{ "DROP TABLE survey", "" },
		{ "CREATE TABLE t (a)", "" },
		{ "CREATE TEMP TABLE t (a)", "" },
		{ "CREATE VIEW v AS SELECT 1", "" },
		{ "CREATE TRIGGER t AFTER UPDATE ON slot BEGIN SELECT 1; END", "" },
		{ "CREATE INDEX i ON slot (cell)", "" },
		{ "ALTER TABLE slot ADD COLUMN came_at INTEGER", "" },
		{ "ALTER TABLE link ADD COLUMN visits INTEGER", "" },
		{ "ATTACH 'x.db' AS x", "" },
		{ "VACUUM", "" },
		{ "SELECT load_extension('x')", "" },
		{ "SELECT random()", "" },
		{ "SELECT * FROM dbstat", "" },
		{ "SELECT sql FROM sqlite_schema", "" },
		{ "PRAGMA journal_mode = DELETE", "" },
		{ "PRAGMA synchronous = OFF", "" },
		{ "PRAGMA writable_schema = ON", "" },
		{ "PRAGMA wal_checkpoint", "" },
		{ "PRAGMA secure_delete = OFF", "" },
		{ "PRAGMA user_version = 1", "" },
		{ "PRAGMA data_version", "rwRW" },
	};
	static const struct {
		enum sql_role role;
		char letter;
		const char *file;
	} roles[] = {
		{ ROLE_WORKSPACE_READ, 'r', "canvass.db" },
		{ ROLE_WORKSPACE_WRITE, 'w', "canvass.db" },
		{ ROLE_ANSWERS_READ, 'R', FILE_DB },
		{ ROLE_ANSWERS_WRITE, 'W', FILE_DB },
	};
	struct place_to_try p = place_make();
	struct store_lock *lock = lock_or_die(&p);

	answers_close(file_make_open(lock, 0, BOX));
	for (size_t r = 0; r < ARRAY_LEN(roles); r++) {
		struct err err = { 0 };
		struct sql *sql =
			sql_open(place_path(&p, roles[r].file), roles[r].role, &err);

		if (!ok(sql != NULL, "opened as %s: %s", sql_roles[roles[r].role].name,
			err.text))
			continue;
		for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
			bool may = strchr(rows[i].may, roles[r].letter) != NULL;

			ok(passes(sql, rows[i].sql, !may) == may, "%s: %s: %s",
			   sql_roles[roles[r].role].name, may ? "may" : "may not",
			   rows[i].sql);
		}
		sql_close(sql);
	}
	store_unlock(lock);
	place_drop(&p);
}

/* Each group of statements is somebody's, or is run once; each role's groups exist. */
static void
complete(void)
{
	static const char *const once[] = { "0001", "0002", "0003", "0004", "0005", "0006",
					    "answers-0001", "answers-0002",
					    "answers_make", "desk-0001", "settings" };

	for (int id = 0; id < STMT__COUNT; id++) {
		const char *group = stmt_texts[id].group;
		bool known = false;

		for (size_t i = 0; i < ARRAY_LEN(once); i++)
			known |= str_same(group, once[i]);
		for (int r = 0; r < ROLE__COUNT; r++)
			for (size_t g = 0; g < ARRAY_LEN(sql_roles[r].groups); g++)
				known |= sql_roles[r].groups[g] &&
					 str_same(group, sql_roles[r].groups[g]);
		for (int r = 0; r < ROLE__COUNT; r++)
			for (size_t g = 0; g < ARRAY_LEN(sql_roles[r].later); g++)
				known |= sql_roles[r].later[g].group &&
					 str_same(group, sql_roles[r].later[g].group);
		ok(known, "%s belongs to somebody", stmt_texts[id].name);
	}
	for (int r = 0; r < ROLE__COUNT; r++)
		ok(sql_roles[r].name && sql_roles[r].settings && sql_roles[r].rules,
		   "role %d is whole", r);
}

int
main(void)
{
	refused();
	complete();
	return tap_done();
}
