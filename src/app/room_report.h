/*
 * What a room says, put together from what was approved and shown in it.  No key is needed: nothing
 * that was only sealed is in it.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_ROOM_REPORT_H
#define CANVASS_ROOM_REPORT_H

#include "app/app.h"
#include "out/room.h"
#include "store/room.h"

/* Lives in the arena, with texts of the room, the guide and the items. */
struct room_report *room_report_make(const struct room *room, const struct guide *guide,
				     const struct room_item *items, size_t count,
				     struct arena *a);
/* The same from the workspace. */
struct room_report *room_report_load(struct store *st, const char *name, struct arena *a,
				     struct err *err);
/*
 * Writes DIR/<room>/room.json and so on, beside and renamed; formats: a comma list, NULL: all.
 * *out_paths: of what was written, in the arena.
 */
bool room_report_files(const struct room_report *r, const char *dir, const char *formats,
		       const char ***out_paths, size_t *out_count, struct arena *a,
		       struct err *err) MUST_USE;

#endif
