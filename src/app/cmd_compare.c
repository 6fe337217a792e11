/*
 * canvass compare SUMMARY.json...: waves of one force, or several forces, side by side, from what
 * they published and nothing else.  No workspace is needed.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <sys/stat.h>

#include "app/compare_rooms.h"
#include "app/summary_file.h"
#include "out/compare.h"

/* Waves stand in the order given; one that goes back in time is told, and left as it is. */
static void
tell_order(const struct comparison *c)
{
	for (size_t i = 1; c->kind == COMPARE_WAVES && i < c->count; i++)
		if (strcmp(c->files[i]->released, c->files[i - 1]->released) < 0) {
			say("wave %s was released before wave %s, which was given first; changes "
			    "are from the file before",
			    c->files[i]->wave, c->files[i - 1]->wave);
			return;
		}
}

/* ---- writing ----------------------------------------------------------------------------- */

/* -o: a file, or a folder that is there, which gets compare.html. */
static const char *
page_path(const char *to, struct arena *a)
{
	size_t len = strlen(to);
	struct stat st;

	if ((len && to[len - 1] == '/') || (stat(to, &st) == 0 && S_ISDIR(st.st_mode)))
		return path_join(a, to, "compare.html");
	return to;
}

static bool
write_page(const struct call *call, const struct comparison *c, const char *to,
	   struct arena *a, struct err *err)
{
	const char *path = page_path(to, a);
	SCOPED(buf) out;

	buf_init(&out, 0);
	for (size_t i = 0; i < call->arg_count; i++)
		if (!outputs_apart(call, call->args[i], err))
			return false;
	if (!compare_page(c, &out, a, err) ||
	    !file_write(path, out.data, out.len, 0644, err))
		return false;
	buf_clear(&out);
	buf_printf(&out, "%s\n", path);
	return output_put(&out, err);
}

/* Rooms' reports in place of summaries: words and places, so there is no --json of figures. */
static bool
compare_of_rooms(struct call *call, const char *to, struct arena *a, struct err *err)
{
	const char *path = to ? page_path(to, a) : NULL;
	SCOPED(buf) out;

	buf_init(&out, 0);
	if (call->json)
		return err_set(err, ERR_USAGE,
			       "rooms are compared as words: without --json, or with -o");
	for (size_t i = 0; to && i < call->arg_count; i++)
		if (!outputs_apart(call, call->args[i], err))
			return false;
	if (!rooms_compare(call, to != NULL, &out, a, err))
		return false;
	if (!to)
		return output_put(&out, err);
	if (!file_write(path, out.data, out.len, 0644, err))
		return false;
	buf_clear(&out);
	buf_printf(&out, "%s\n", path);
	return output_put(&out, err);
}

static bool
compare(struct call *call, struct arena *a, struct err *err)
{
	struct summary_files *files = arena_one(a, struct summary_files);
	const char *to = flag_value(call, "o");
	const struct comparison *c;
	SCOPED(buf) out;

	buf_init(&out, 0);
	if (call->arg_count < 2)
		return err_set(err, ERR_USAGE, "compare needs two summaries or more");
	if (room_file_is(call, call->args[0]))
		return compare_of_rooms(call, to, a, err);
	if (to && call->json)
		return err_set(
			err, ERR_USAGE,
			"-o writes a page, and --json prints for programs: one of them");
	if (call->arg_count > COMPARE_MOST)
		return err_set(err, ERR_USAGE, "at most %d files are compared",
			       COMPARE_MOST);
	for (size_t i = 0; i < call->arg_count; i++)
		if (!summary_file_add(call, files, call->args[i], a, err))
			return false;
	c = compare_make(files->files, call->args, files->count, a, err);
	if (!c)
		return false;
	tell_order(c);
	if (to)
		return write_page(call, c, to, a, err);
	if (call->json)
		compare_json(c, &out);
	else
		compare_text(c, &out, a);
	return output_put(&out, err);
}

bool
cmd_compare(struct call *call, struct err *err)
{
	struct arena *a = arena_new(0);
	bool good = compare(call, a, err);

	arena_free(a);
	return good;
}
