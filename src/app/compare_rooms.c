/*
 * Rooms' reports that somebody names, read and held against each other.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/compare_rooms.h"

bool
room_file_is(const struct call *call, const char *path)
{
	struct arena *a = arena_new(0);
	struct err err = { 0 };
	bool is = false;
	SCOPED(buf) text;

	buf_init(&text, 0);
	if (!str_same(path, "-") &&
	    file_read_named(call, path, ROOM_REPORT_BYTES, &text, &err))
		is = room_report_is(
			json_parse(text.data ? text.data : "", text.len, a, &err));
	arena_free(a);
	return is;
}

bool
room_file_add(const struct call *call, struct room_files *to, const char *path,
	      struct arena *a, struct err *err)
{
	const struct room_report *room;
	SCOPED(buf) text;

	buf_init(&text, 0);
	if (to->count == ROOM_COMPARE_MOST)
		return err_set(err, ERR_USAGE, "at most %d rooms are compared",
			       ROOM_COMPARE_MOST);
	if (!file_read_named(call, path, ROOM_REPORT_BYTES, &text, err))
		return false;
	room = room_report_read(text.data ? text.data : "", text.len, a, err);
	if (!room)
		return err_add(err, "%s", path);
	to->labels[to->count] = room->room;
	for (size_t i = 0; i < to->count; i++)
		if (str_same(to->rooms[i]->room, room->room))
			to->labels[to->count] =
				arena_printf(a, "%s (%s)", room->room, path);
	to->rooms[to->count++] = room;
	return true;
}

bool
rooms_compare(const struct call *call, bool page, struct buf *out, struct arena *a,
	      struct err *err)
{
	struct room_files files = { .count = 0 };

	if (call->arg_count < 2)
		return err_set(err, ERR_USAGE, "compare needs two rooms or more");
	for (size_t i = 0; i < call->arg_count; i++)
		if (!room_file_add(call, &files, call->args[i], a, err))
			return false;
	if (!room_compare_good(files.rooms, files.labels, files.count, err))
		return false;
	if (page)
		return room_compare_page(files.rooms, files.labels, files.count, out, a,
					 err);
	room_compare_text(files.rooms, files.labels, files.count, out, a);
	return true;
}
