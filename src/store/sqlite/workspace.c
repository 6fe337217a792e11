/*
 * canvass.db itself: made whole or not at all, opened to read or to write, watched for changes.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/sqlite/internal.h"
#include "store/sqlite/workspace.h"

/* ---- making ---------------------------------------------------------------------- */

/* Each file of the schema, by the version that it leads to. */
static const char *const schema_groups[] = { "0001", "0002", "0003", "0004", "0005", "0006" };

static bool
schema_from(struct sql *sql, int64_t version, struct err *err)
{
	for (int64_t v = version; v < WORKSPACE_VERSION; v++)
		for (int id = 0; id < STMT__COUNT; id++)
			if (str_same(stmt_texts[id].group, schema_groups[v]) &&
			    !sql_once(sql, id, NULL, 0, err))
				return false;
	return version >= WORKSPACE_VERSION ||
	       sql_once(sql, STMT_SET_VERSION_6, NULL, 0, err);
}

static bool
workspace_fill(struct sql *sql, struct err *err)
{
	_Static_assert(ARRAY_LEN(schema_groups) == WORKSPACE_VERSION,
		       "a file of the schema for each version");

	return sql_once(sql, STMT_SET_APPLICATION_WORKSPACE, NULL, 0, err) &&
	       schema_from(sql, 0, err);
}

/* Setgid, so that what the door makes there stays readable for its group. */
static bool
answers_folder_make(const char *path, struct err *err)
{
	if (mkdir(path, 0750) && errno != EEXIST)
		return err_system(err, errno, path);
	if (chmod(path, 02750))
		return err_system(err, errno, path);
	return true;
}

static bool
workspace_put(const char *made, const char *path, const char *dir, struct err *err)
{
	struct sql *sql;
	bool good;

	if (!file_make(made, err))
		return false;
	sql = sql_open(made, ROLE_WORKSPACE_MAKE, err);
	if (!sql)
		return false;
	good = workspace_fill(sql, err);
	sql_close(sql);
	if (!good || !path_sync(made, err))
		return false;
	if (rename(made, path))
		return err_system(err, errno, path);
	return path_sync(dir, err);
}

bool
store_make(const char *dir, struct err *err)
{
	struct path path, made, answers;
	struct stat there;

	if (!path_put(&path, err, "%s/canvass.db", dir) ||
	    !path_put(&made, err, "%s/canvass.db.new", dir) ||
	    !path_put(&answers, err, "%s/answers", dir) || !file_system_check(dir, err))
		return false;
	if (!lstat(path.text, &there))
		return err_set(err, ERR_CREATE, "%s is there already", path.text);
	if (!answers_folder_make(answers.text, err))
		return false;
	if (!workspace_put(made.text, path.text, dir, err)) {
		unlink(made.text);
		return false;
	}
	return true;
}

/* ---- opening --------------------------------------------------------------------- */

/*
 * A writer that was killed leaves a journal, which only a connection that may write can undo.
 * Whoever may does it here; a door that may not is told what helps.
 */
static bool
workspace_mend(const char *path, struct err *err)
{
	struct err why;
	struct sql *sql = sql_open(path, ROLE_WORKSPACE_WRITE, &why);

	sql_close(sql);
	if (sql)
		return true;
	return err_set(
		err, ERR_DENIED,
		"%s: a command was stopped while it wrote. `canvass survey list`, run by a "
		"user who may write there, mends it",
		path);
}

static struct sql *
workspace_open(const char *path, enum sql_role role, struct err *err)
{
	struct sql *sql = sql_open(path, role, err);
	struct path journal;

	if (sql || role != ROLE_WORKSPACE_READ || !err || err->code != ERR_DENIED)
		return sql;
	if (!path_put(&journal, NULL, "%s-journal", path) || access(journal.text, F_OK))
		return NULL;
	return workspace_mend(path, err) ? sql_open(path, role, err) : NULL;
}

/* ---- an older workspace ---------------------------------------------------------- */

/*
 * In one transaction with the file's version, so that a file is of the one or of the other.
 * Whoever waited for another that did the same finds it done.
 */
static bool
upgrade_steps(struct sql *sql, struct err *err)
{
	SCOPED(txn) txn = txn_begin(sql, STMT_BEGIN_WRITE, err);
	int64_t version;

	if (!txn.open || !sql_number(sql, STMT_GET_VERSION, &version, err) ||
	    !schema_from(sql, version, err))
		return false;
	return txn_keep(&txn, err);
}

static bool
workspace_upgrade(const char *path, struct err *err)
{
	struct sql *sql = sql_open(path, ROLE_WORKSPACE_UPGRADE, err);
	bool good = sql && upgrade_steps(sql, err);

	sql_close(sql);
	return good || err_add(err, "bringing the workspace up to date");
}

/* What a command writes to is of this version; who only reads takes an older one as it is. */
static struct sql *
workspace_open_now(const char *path, enum sql_role role, struct err *err)
{
	struct sql *sql = workspace_open(path, role, err);

	if (!sql || role != ROLE_WORKSPACE_WRITE || sql->version == WORKSPACE_VERSION)
		return sql;
	sql_close(sql);
	return workspace_upgrade(path, err) ? workspace_open(path, role, err) : NULL;
}

struct store *
store_open(const char *dir, enum store_role role, struct err *err)
{
	struct store *st;
	struct path path;
	struct err why = { 0 };
	struct sql *sql;

	if (!path_put(&path, err, "%s/canvass.db", dir))
		return NULL;
	if (access(path.text, F_OK) && (errno == ENOENT || errno == ENOTDIR)) {
		err_set(err, ERR_MISSING, "%s is no workspace: `canvass init` makes one",
			dir);
		return NULL;
	}
	if (!file_system_check(dir, err))
		return NULL;
	sql = workspace_open_now(
		path.text,
		role == STORE_WRITES ? ROLE_WORKSPACE_WRITE : ROLE_WORKSPACE_READ, &why);
	if (!sql) {
		err_set(err, why.code, "%s", why.text);
		return NULL;
	}
	st = mem_new(1, sizeof(*st));
	st->sql = sql;
	st->writes = role == STORE_WRITES;
	str_fit(st->dir.text, sizeof(st->dir.text), dir);
	store_changed(st);
	return st;
}

void
store_close(struct store *st)
{
	if (!st)
		return;
	sql_close(st->sql);
	free(st);
}

const char *
store_dir(const struct store *st)
{
	return st->dir.text;
}

bool
store_changed(struct store *st)
{
	SCOPED(stmt) get = stmt_use(st->sql, STMT_DATA_VERSION);
	int64_t was = st->data_version;
	bool row;

	if (!stmt_row(&get, &row, NULL) || !row)
		return true; /* asked again is better than missed */
	st->data_version = stmt_get_int(&get, 0);
	return st->data_version != was;
}
