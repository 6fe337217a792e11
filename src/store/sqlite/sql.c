/*
 * Opening and closing connections: limits, settings that are set and read back, statements
 * prepared, everything else refused; and what SQLite's results mean for us.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "store/sqlite/internal.h"

enum { OPEN_WAIT = 5000 }; /* milliseconds */

/* ---- what results mean ----------------------------------------------------------- */

static const struct {
	enum trouble trouble;
	int rc; /* primary */
} troubles[] = {
	{ TROUBLE_FULL, SQLITE_FULL },	     { TROUBLE_BUSY, SQLITE_BUSY },
	{ TROUBLE_BUSY, SQLITE_LOCKED },     { TROUBLE_MEMORY, SQLITE_NOMEM },
	{ TROUBLE_ITEM, SQLITE_CONSTRAINT }, { TROUBLE_ITEM, SQLITE_TOOBIG },
	{ TROUBLE_ITEM, SQLITE_MISMATCH },   { TROUBLE_ITEM, SQLITE_RANGE },
	{ TROUBLE_DENIED, SQLITE_READONLY }, { TROUBLE_DENIED, SQLITE_PERM },
	{ TROUBLE_DENIED, SQLITE_AUTH },
};

static const enum err_code trouble_codes[] = {
	[TROUBLE_FULL] = ERR_FULL,	    [TROUBLE_BUSY] = ERR_BUSY,
	[TROUBLE_MEMORY] = ERR_UNAVAILABLE, [TROUBLE_ITEM] = ERR_BUG,
	[TROUBLE_DENIED] = ERR_DENIED,	    [TROUBLE_DISK] = ERR_IO,
};

/*
 * A full disk comes as SQLITE_FULL, a full quota as a failed write.  A failed *sync* is never
 * harmless, whatever its number: Linux may call the page clean afterwards.
 */
enum trouble
sql_trouble(int rc, int system)
{
	bool full = system == ENOSPC || system == EDQUOT;

	if (rc == SQLITE_IOERR_NOMEM)
		return TROUBLE_MEMORY;
	if (full && (rc == SQLITE_IOERR_WRITE || rc == SQLITE_IOERR_SHMSIZE))
		return TROUBLE_FULL;
	for (size_t i = 0; i < ARRAY_LEN(troubles); i++)
		if (troubles[i].rc == (rc & 0xff))
			return troubles[i].trouble;
	return TROUBLE_DISK;
}

bool
sql_fail(struct sql *sql, int rc, struct err *err)
{
	enum trouble trouble;

	sql->failed = rc;
	sql->failed_system = sqlite3_system_errno(sql->db);
	trouble = sql_trouble(rc, sql->failed_system);
	return err_set(err, trouble_codes[trouble], "%s: %s (SQLite %d)", sql->name,
		       rc == sqlite3_extended_errcode(sql->db) ? sqlite3_errmsg(sql->db)
							       : sqlite3_errstr(rc),
		       rc);
}

/* ---- least authority ------------------------------------------------------------- */

static bool
rule_fits(const char *rule, const char *given)
{
	return !rule || (given && strcmp(rule, given) == 0);
}

static bool
rules_pass(const struct sql_rule *r, int action, const char *first, const char *second)
{
	for (; r && r->action; r++)
		if (r->action == action && rule_fits(r->first, first) &&
		    rule_fits(r->second, second))
			return true;
	return false;
}

static int
sql_authorize(void *data, int action, const char *first, const char *second,
	      const char *database, const char *trigger)
{
	const struct sql *sql = data;

	(void)database, (void)trigger;
	if (action == SQLITE_PRAGMA && !sql->settled)
		return SQLITE_OK;
	if (rules_pass(sql->role->rules, action, first, second) ||
	    (sql->upgrading && rules_pass(sql->role->upgrade, action, first, second)))
		return SQLITE_OK;
	return SQLITE_DENY;
}

/* SQLite's own bounds, far above what our statements need and far below what it would allow. */
static void
sql_limit(sqlite3 *db)
{
	static const struct {
		int what, most;
	} limits[] = {
		{ SQLITE_LIMIT_LENGTH, 4 << 20 },
		{ SQLITE_LIMIT_SQL_LENGTH, 4096 },
		{ SQLITE_LIMIT_COLUMN, 32 },
		{ SQLITE_LIMIT_EXPR_DEPTH, 20 },
		{ SQLITE_LIMIT_COMPOUND_SELECT, 4 },
		{ SQLITE_LIMIT_VDBE_OP, 25000 },
		{ SQLITE_LIMIT_FUNCTION_ARG, 8 },
		{ SQLITE_LIMIT_ATTACHED, 0 },
		{ SQLITE_LIMIT_VARIABLE_NUMBER, 32 },
		{ SQLITE_LIMIT_TRIGGER_DEPTH, 1 },
		{ SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 50 },
		{ SQLITE_LIMIT_WORKER_THREADS, 0 },
	};

	for (size_t i = 0; i < ARRAY_LEN(limits); i++)
		sqlite3_limit(db, limits[i].what, limits[i].most);
}

/* Switches of a connection; each answers with the state that it now has. */
static bool
sql_switch(struct sql *sql, struct err *err)
{
	static const struct {
		int what, want;
	} switches[] = {
		{ SQLITE_DBCONFIG_DEFENSIVE, 1 },
		{ SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
		{ SQLITE_DBCONFIG_DQS_DDL, 0 },
		{ SQLITE_DBCONFIG_DQS_DML, 0 },
		{ SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
		{ SQLITE_DBCONFIG_ENABLE_TRIGGER, 0 },
		{ SQLITE_DBCONFIG_ENABLE_VIEW, 0 },
		{ SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0 },
		{ SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1 },
	};

	for (size_t i = 0; i < ARRAY_LEN(switches); i++) {
		int now = -1, rc;

		rc = sqlite3_db_config(sql->db, switches[i].what, switches[i].want, &now);
		if (rc != SQLITE_OK || now != switches[i].want)
			return err_set(err, ERR_CONFIG,
				       "%s: SQLite's switch %d does not hold", sql->name,
				       switches[i].what);
	}
	if (sql->role
		    ->writes) { /* else a reader with read rights alone could not open it */
		int persist = 1;

		sqlite3_file_control(sql->db, "main", SQLITE_FCNTL_PERSIST_WAL, &persist);
	}
	return true;
}

/* ---- statements that are not kept ------------------------------------------------ */

bool
sql_once(struct sql *sql, enum stmt_id id, char *out, size_t size, struct err *err)
{
	sqlite3_stmt *s = NULL;
	bool named = false;
	int rc = sqlite3_prepare_v2(sql->db, stmt_texts[id].sql, -1, &s, NULL);

	while (rc == SQLITE_OK && (rc = sqlite3_step(s)) == SQLITE_ROW) {
		const char *text = (const char *)sqlite3_column_text(s, 0);

		if (out && !named)
			snprintf(out, size, "%s", text ? text : "");
		named = true;
		rc = SQLITE_OK;
	}
	if (out && !named && size)
		out[0] = '\0';
	if (rc != SQLITE_DONE)
		sql_fail(sql, rc, err);
	sqlite3_finalize(s);
	return rc == SQLITE_DONE;
}

bool
sql_number(struct sql *sql, enum stmt_id id, int64_t *out, struct err *err)
{
	char text[32];

	if (!sql_once(sql, id, text, sizeof(text), err))
		return false;
	*out = strtoll(text, NULL, 10);
	return true;
}

bool
sql_check_kind(struct sql *sql, struct err *err)
{
	int64_t application, version, page_size;

	if (!sql_number(sql, STMT_GET_APPLICATION, &application, err) ||
	    !sql_number(sql, STMT_GET_VERSION, &version, err) ||
	    !sql_number(sql, STMT_GET_PAGE, &page_size, err))
		return false;
	sql->page_size = (unsigned)page_size;
	if (application != sql->role->application)
		return err_set(err, ERR_CONFIG, "%s was not made by canvass",
			       sql->path.text);
	if (version > sql->role->version)
		return err_set(
			err, ERR_CONFIG,
			"%s is of version %lld; this program knows versions up to %d",
			sql->path.text, (long long)version, sql->role->version);
	if (version < 1)
		return err_set(err, ERR_CONFIG,
			       "%s has no version: it was never finished",
			       sql->path.text);
	sql->version = (int)version;
	return true;
}

static bool
sql_settle(struct sql *sql, struct err *err)
{
	for (const struct sql_setting *s = sql->role->settings; s->want; s++) {
		char now[32];

		if (!sql_once(sql, s->set, NULL, 0, err) ||
		    !sql_once(sql, s->get, now, sizeof(now), err))
			return false;
		if (!str_same(now, s->want))
			return err_set(err, ERR_CONFIG, "%s: %s gives \"%s\", not \"%s\"",
				       sql->name, stmt_texts[s->get].name, now, s->want);
	}
	return true;
}

bool
sql_prepare_group(struct sql *sql, const char *group, struct err *err)
{
	for (int id = 0; id < STMT__COUNT; id++) {
		int rc;

		if (!str_same(stmt_texts[id].group, group))
			continue;
		rc = sqlite3_prepare_v3(sql->db, stmt_texts[id].sql, -1,
					SQLITE_PREPARE_PERSISTENT, &sql->stmts[id], NULL);
		if (rc != SQLITE_OK) {
			sql_fail(sql, rc, err);
			return false;
		}
	}
	return true;
}

void
sql_drop_group(struct sql *sql, const char *group)
{
	for (int id = 0; id < STMT__COUNT; id++)
		if (str_same(stmt_texts[id].group, group)) {
			sqlite3_finalize(sql->stmts[id]);
			sql->stmts[id] = NULL;
		}
}

static bool
sql_prepare_all(struct sql *sql, struct err *err)
{
	for (size_t g = 0; g < ARRAY_LEN(sql->role->groups) && sql->role->groups[g]; g++)
		if (!sql_prepare_group(sql, sql->role->groups[g], err))
			return false;
	for (size_t g = 0;
	     g < ARRAY_LEN(sql->role->later) && sql->role->later[g].group; g++)
		if (sql->version >= sql->role->later[g].version &&
		    !sql_prepare_group(sql, sql->role->later[g].group, err))
			return false;
	return true;
}

/* ---- opening --------------------------------------------------------------------- */

/* SQLite says CANTOPEN for all of these, and opens read-only what it cannot write. */
static bool
sql_reach(const struct sql *sql, struct err *err)
{
	const char *path = sql->path.text;
	struct path folder = sql->path;
	char *slash = strrchr(folder.text, '/');

	if (faccessat(AT_FDCWD, path, sql->role->writes ? R_OK | W_OK : R_OK, AT_EACCESS))
		return err_system(err, errno, path);
	if (!sql->role->writes || !slash)
		return true;
	slash[slash == folder.text] = '\0'; /* a journal or log is made beside it */
	if (faccessat(AT_FDCWD, folder.text, W_OK | X_OK, AT_EACCESS))
		return err_system(err, errno, folder.text);
	return true;
}

static bool
sql_start(struct sql *sql, struct err *err)
{
	int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
		    SQLITE_OPEN_PRIVATECACHE,
	    rc;

	flags |= sql->role->writes ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY;
	if (!sql_reach(sql, err))
		return false;
	rc = sqlite3_open_v2(sql->path.text, &sql->db, flags, NULL);
	if (!sql->db)
		die("no memory for a connection");
	if (rc != SQLITE_OK)
		return sql_fail(sql, rc, err);
	sqlite3_busy_timeout(sql->db, OPEN_WAIT);
	sql_limit(sql->db);
	sqlite3_set_authorizer(sql->db, sql_authorize, sql);
	if (!sql_switch(sql, err))
		return false;
	if (sql->role->application && !sql_check_kind(sql, err))
		return false;
	if (!sql_settle(sql, err))
		return false;
	sql->settled = sql->role->application != 0;
	if (!sql_prepare_all(sql, err))
		return false;
	if (sql->role->application)
		sqlite3_busy_timeout(sql->db, sql->role->busy_ms);
	return true;
}

struct sql *
sql_open(const char *path, enum sql_role role, struct err *err)
{
	struct sql *sql = mem_new(1, sizeof(*sql));
	const char *slash;

	sql->role = &sql_roles[role];
	/* "file:..." would be read as a URI, with options in it. */
	if (!path_put(&sql->path, err, "%s%s", str_starts(path, "file:") ? "./" : "",
		      path)) {
		free(sql);
		return NULL;
	}
	slash = strrchr(sql->path.text, '/');
	sql->name = slash ? slash + 1 : sql->path.text;
	if (!sql_start(sql, err)) {
		sql_close(sql);
		return NULL;
	}
	return sql;
}

void
sql_close(struct sql *sql)
{
	if (!sql)
		return;
	for (int id = 0; id < STMT__COUNT; id++)
		sqlite3_finalize(sql->stmts[id]);
	if (sqlite3_close(sql->db) != SQLITE_OK)
		die("%s: closed while a statement runs", sql->name);
	free(sql);
}
