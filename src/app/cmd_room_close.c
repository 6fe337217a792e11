/*
 * canvass room close [ROOM]: ends a room for good; the keys that tie phones to what they said are
 * destroyed.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/room.h"
#include "store/read.h"

/* A closing that was interrupted half-way is finished by asking for it again. */
static bool
already_closed(const struct call *call, const struct room *room, struct arena *a,
	       struct err *err)
{
	char file[SURVEY_NAME], day[11] = "";

	if (!room->closed)
		return false;
	for (unsigned step = 1; step < ROOM_STEPS; step++) {
		struct answers_state state;
		struct room_step copy = room->steps[step];

		if (room_step_forget(&copy, a))
			return false;
		room_file(room->name, step, file);
		if (answers_look(call->dir, file, &state, NULL) && !state.ticket_gone)
			return false;
	}
	if (room->closed_day >= 0)
		day_format(room->closed_day, day);
	err_set(err, ERR_INPUT, "%s is closed already, since %s", room->name, day);
	return true;
}

bool
cmd_room_close(struct call *call, struct err *err)
{
	struct arena *a = arena_new(0);
	struct store *st = store_open(call->dir, STORE_WRITES, err);
	struct room *room = arena_one(a, struct room);
	bool good = st && room_meant(st, call->args[0], room, a, err) &&
		    !already_closed(call, room, a, err) &&
		    room_end(st, room->name, day_today(), err);

	if (good)
		say("%s is closed; canvass room export %s gives what was said and approved",
		    room->name, room->name);
	store_close(st);
	arena_free(a);
	return good;
}
