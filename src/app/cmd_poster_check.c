/*
 * canvass poster check FILE: reads what a drawing holds, and measures it.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <sys/stat.h>

#include "app/poster_check.h"

#define FILE_MOST (256u << 20)

/*
 * A pipe or a device may never end; "-" is what somebody hands over.  Where it is looked for: as
 * file_read_named does.
 */
static bool
file_good(const struct call *call, const char *path, struct err *err)
{
	struct arena *a = arena_new(0);
	struct stat st;
	bool good = str_same(path, "-") ||
		    (stat(path, &st) != 0 &&
		     stat(path_join(a, call->dir, path), &st) != 0) ||
		    S_ISREG(st.st_mode);

	arena_free(a);
	return good || err_set(err, ERR_INPUT, "%s is no regular file", path);
}

static bool
report(struct check *c, struct err *err)
{
	SCOPED(buf) out = { 0 };

	if (c->call->json)
		check_say_json(c, &out);
	else
		check_say(c, &out);
	if (!output_put(&out, err))
		return false;
	if (c->problem_count)
		return err_set(err, ERR_FOUND, "%zu problem%s", c->problem_count,
			       c->problem_count == 1 ? "" : "s");
	return true;
}

bool
cmd_poster_check(struct call *call, struct err *err)
{
	struct check *c = mem_new(1, sizeof(*c));
	SCOPED(buf) bytes = { 0 };
	bool good;

	c->call = call;
	c->arena = arena_new(0);
	c->file = call->args[0];
	good = file_good(call, c->file, err) &&
	       file_read_named(call, c->file, FILE_MOST, &bytes, err);
	if (good && !check_read(c, &bytes, err))
		good = err_add(err, "%s", c->file);
	good = good && check_leads(c, err);
	if (good) {
		check_judge(c);
		good = report(c, err);
	}
	store_close(c->store);
	arena_free(c->arena);
	free(c);
	return good;
}
