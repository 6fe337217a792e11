/*
 * desk.db itself: made whole or not at all, for its owner alone, and opened.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/sqlite/desk.h"

enum { OWNER_ALONE = 0600 };

static bool
desk_fill(struct sql *sql, struct err *err)
{
	static const enum stmt_id steps[] = {
		STMT_SET_APPLICATION_DESK, STMT_MAKE_PERSON,
		STMT_MAKE_PERSON_SCOPE,	   STMT_MAKE_ACT,
		STMT_MAKE_PROPOSAL,	   STMT_MAKE_TIMER,
		STMT_SET_VERSION_1,
	};

	for (size_t i = 0; i < ARRAY_LEN(steps); i++)
		if (!sql_once(sql, steps[i], NULL, 0, err))
			return false;
	return true;
}

/* Beside, under a name that is this process's own; linked to its name only if that is free. */
static bool
desk_put(const char *made, const char *path, const char *dir, struct err *err)
{
	struct sql *sql;
	bool good;

	if (!file_make(made, err))
		return false;
	if (chmod(made, OWNER_ALONE))
		return err_system(err, errno, made);
	sql = sql_open(made, ROLE_DESK_MAKE, err);
	if (!sql)
		return false;
	good = desk_fill(sql, err);
	sql_close(sql);
	if (!good || !path_sync(made, err))
		return false;
	if (link(made, path) &&
	    errno != EEXIST) /* another was quicker: theirs is as good */
		return err_system(err, errno, path);
	return path_sync(dir, err);
}

static bool
desk_make(const char *path, const char *dir, struct err *err)
{
	struct path made;
	bool good;

	if (!path_put(&made, err, "%s.new-%ld", path, (long)getpid()))
		return false;
	good = desk_put(made.text, path, dir, err);
	unlink(made.text);
	return good;
}

struct desk_store *
desk_store_open(const char *dir, struct err *err)
{
	struct desk_store *d;
	struct path path, workspace;
	struct sql *sql;

	if (!path_put(&path, err, "%s/desk.db", dir) ||
	    !path_put(&workspace, err, "%s/canvass.db", dir))
		return NULL;
	if (access(workspace.text, F_OK) && (errno == ENOENT || errno == ENOTDIR)) {
		err_set(err, ERR_MISSING, "%s is no workspace: `canvass init` makes one",
			dir);
		return NULL;
	}
	if (!file_system_check(dir, err))
		return NULL;
	if (access(path.text, F_OK) && errno == ENOENT && !desk_make(path.text, dir, err))
		return NULL;
	sql = sql_open(path.text, ROLE_DESK_WRITE, err);
	if (!sql)
		return NULL;
	d = mem_new(1, sizeof(*d));
	d->sql = sql;
	pthread_mutex_init(&d->lock, NULL);
	return d;
}

void
desk_store_close(struct desk_store *d)
{
	if (!d)
		return;
	sql_close(d->sql);
	pthread_mutex_destroy(&d->lock);
	free(d);
}

struct held
desk_held(struct desk_store *d)
{
	pthread_mutex_lock(&d->lock);
	return (struct held){ &d->lock };
}

void
held_cleanup(struct held *held)
{
	pthread_mutex_unlock(held->lock);
}

const char *
stmt_arena_text(struct stmt *st, int column, struct arena *a)
{
	size_t len;
	const void *text = stmt_get_blob(st, column, &len);

	return arena_copy(a, text ? text : "", len);
}
