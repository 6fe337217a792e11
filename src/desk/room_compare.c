/*
 * Rooms side by side, from their reports: those of exports/, and what other forces published, put
 * into imports/.  A page names a file, and nothing is opened that is not in the list.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <dirent.h>
#include <sys/stat.h>

#include "app/compare_rooms.h"
#include "desk/release.h"
#include "desk/room.h"

enum { FOUND_MOST = 200 };

struct found { /* paths from the workspace */
	const char *paths[FOUND_MOST];
	size_t count;
};

static bool
is_regular(struct desk_visit *v, const char *path)
{
	struct stat st;

	return lstat(desk_inside(v, path), &st) == 0 && S_ISREG(st.st_mode) &&
	       st.st_size <= ROOM_REPORT_BYTES;
}

static void
found_add(struct desk_visit *v, struct found *out, const char *path)
{
	if (out->count < FOUND_MOST && is_regular(v, path) &&
	    room_file_is(v->settings->call, desk_inside(v, path)))
		out->paths[out->count++] = path;
}

/* In exports/ a folder bears its room's name, and only rooms of this person's are looked into. */
static void
look_into(struct desk_visit *v, const char *folder, bool exports, struct found *out)
{
	DIR *dir = opendir(desk_inside(v, folder));
	const struct dirent *entry;

	while (dir && (entry = readdir(dir))) {
		const char *path;

		if (entry->d_name[0] == '.')
			continue;
		path = arena_printf(v->arena, "%s/%s", folder, entry->d_name);
		if (exports && desk_in_scope(v, entry->d_name))
			found_add(v, out, arena_printf(v->arena, "%s/room.json", path));
		else if (!exports)
			found_add(v, out, path);
	}
	if (dir)
		closedir(dir);
}

static int
compare_paths(const void *one, const void *other)
{
	return strcmp(*(const char *const *)one, *(const char *const *)other);
}

static void
found_all(struct desk_visit *v, struct found *out)
{
	out->count = 0;
	look_into(v, "exports", true, out);
	look_into(v, "imports", false, out);
	if (out->count)
		qsort(out->paths, out->count, sizeof(out->paths[0]), compare_paths);
}

static bool
is_found(const struct found *f, const char *path)
{
	for (size_t i = 0; i < f->count; i++)
		if (str_same(f->paths[i], path))
			return true;
	return false;
}

static struct console_reply *
choose(struct desk_visit *v, const struct found *f, const char *wrong)
{
	struct html *h = v->body;

	if (wrong)
		trouble_put(v, "These cannot be compared", wrong);
	html_lit(
		h,
		"<p>The last visit and this one, or several forces: what stood first in each "
		"room, theme by theme. Never how many said it.</p>\n");
	if (f->count < 2)
		html_lit(
			h,
			"<p>There are not two reports of rooms here yet. <code>canvass room "
			"export</code> writes those of this workspace into "
			"<code>exports</code>; those of other forces are put into "
			"<code>imports</code>.</p>\n");
	else
		html_lit(h,
			 "<form method=\"get\" action=\"/compare-rooms\">\n"
			 "<fieldset class=\"options\">\n<legend>What to put side by side"
			 "</legend>\n");
	for (size_t i = 0; f->count > 1 && i < f->count; i++) {
		html_lit(h, "<label><input type=\"checkbox\" name=\"file\"");
		html_attr(h, "value", f->paths[i]);
		html_lit(h, "> <span>");
		html_text(h, f->paths[i]);
		html_lit(h, "</span></label>\n");
	}
	if (f->count > 1)
		html_lit(h, "</fieldset>\n<p><button>Compare</button></p>\n</form>\n");
	return desk_page(v, wrong ? 422 : 200, "Compare rooms");
}

/* The files that were chosen.  ERR_INPUT, ERR_MISSING: with words for the page. */
static bool
read_chosen(struct desk_visit *v, const struct found *f, struct room_files *files,
	    struct err *err)
{
	const struct pairs *query = &v->request->query;

	for (size_t i = 0; i < query->count; i++) {
		const char *path = query->items[i].value;

		if (!str_same(query->items[i].name, "file"))
			continue;
		if (!is_found(f, path))
			return err_set(err, ERR_MISSING, "there is no report %.100s",
				       path);
		if (!room_file_add(v->settings->call, files, desk_inside(v, path),
				   v->arena, err))
			return false;
	}
	if (files->count < 2)
		return err_set(err, ERR_INPUT, "choose two rooms or more");
	return room_compare_good(files->rooms, files->labels, files->count, err);
}

/* GET /compare-rooms */
struct console_reply *
desk_compare_rooms(struct desk_visit *v)
{
	struct found *f = arena_one(v->arena, struct found);
	struct room_files files = { .count = 0 };
	struct err err = { 0 };
	SCOPED(buf) page = { 0 };

	found_all(v, f);
	if (!pairs_get(&v->request->query, "file"))
		return choose(v, f, NULL);
	if (!read_chosen(v, f, &files, &err) ||
	    !room_compare_page(files.rooms, files.labels, files.count, &page, v->arena,
			       &err))
		return choose(v, f, err.text);
	return report_reply(v, page.data, page.len);
}
