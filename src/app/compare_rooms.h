/*
 * canvass compare with rooms' reports in place of summaries.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_COMPARE_ROOMS_H
#define CANVASS_COMPARE_ROOMS_H

#include "app/app.h"
#include "out/room.h"

struct room_files { /* in the order in which they were named */
	const struct room_report *rooms[ROOM_COMPARE_MOST];
	const char *labels
		[ROOM_COMPARE_MOST]; /* the room's name; with a path where two are alike */
	size_t count;
};
/* Whether the file says that it is a room's report; one that cannot be read is none. */
bool room_file_is(const struct call *call, const char *path);
/* Reads one more.  ERR_INPUT: it is no room's report, or one room twice. */
bool room_file_add(const struct call *call, struct room_files *to, const char *path,
		   struct arena *a, struct err *err) MUST_USE;
/* The page (out given) or text of those that the call names, at most ROOM_COMPARE_MOST. */
bool rooms_compare(const struct call *call, bool page, struct buf *out, struct arena *a,
		   struct err *err) MUST_USE;

#endif
