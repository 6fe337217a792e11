/*
 * canvass room list: the rooms of a workspace, and where they stand.  No counts: how many have
 * answered is the room's own business.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/room.h"
#include "live/live.h"

/* "notes", or "-": the room is at no step, or its guide cannot be read. */
static const char *
step_name(const struct room *room, struct arena *a)
{
	const struct guide *guide = room->step ? room_guide(room, a, NULL) : NULL;
	struct agenda *agenda = arena_one(a, struct agenda);
	const struct step *step;

	if (!guide)
		return "-";
	agenda_make(agenda, guide);
	step = agenda_step(agenda, room->step);
	return step ? step_rows[step->kind].name : "-";
}

static const char *
phase_name(const struct room *room)
{
	return room->phase < PHASE__COUNT ? room_phase_names[room->phase] : "-";
}

static void
put_json(struct buf *out, const struct room *room, struct arena *a)
{
	buf_puts(out, "{\"room\":");
	json_put(out, room->name);
	buf_printf(out, ",\"code\":\"%s\",\"phase\":\"%s\",\"step\":%u", room->code,
		   phase_name(room), room->step);
	buf_printf(out, ",\"activity\":\"%s\",\"recipients\":%u", step_name(room, a),
		   room->recipient_count);
	buf_printf(out, ",\"closed\":%s,\"invented\":%s}",
		   room->closed ? "true" : "false", room->invented ? "true" : "false");
}

static void
put_row(struct buf *out, const struct room *room, struct arena *a)
{
	buf_printf(out, "%s\t%s\t%s\t", room->name, room->code, phase_name(room));
	if (room->step)
		buf_printf(out, "step %u, %s", room->step, step_name(room, a));
	else
		buf_putc(out, '-');
	buf_printf(out, "\t%u key%s%s\n", room->recipient_count,
		   room->recipient_count == 1 ? "" : "s",
		   room->invented ? ", rehearsal" : "");
}

static void
put_rooms(const struct call *call, const struct room *rooms, size_t count,
	  struct buf *out, struct arena *a)
{
	if (call->json)
		buf_putc(out, '[');
	for (size_t i = 0; i < count; i++) {
		if (call->json) {
			buf_puts(out, i ? ",\n" : "");
			put_json(out, &rooms[i], a);
		} else {
			put_row(out, &rooms[i], a);
		}
	}
	if (call->json)
		buf_puts(out, "]\n");
}

bool
cmd_room_list(struct call *call, struct err *err)
{
	struct arena *a = arena_new(0);
	struct store *st = store_open(call->dir, STORE_READS, err);
	struct room *rooms;
	size_t count;
	SCOPED(buf) out;
	bool good;

	buf_init(&out, 0);
	good = st && room_all(st, false, &rooms, &count, a, err);
	if (good) {
		put_rooms(call, rooms, count, &out, a);
		good = output_put(&out, err);
	}
	store_close(st);
	arena_free(a);
	return good;
}
