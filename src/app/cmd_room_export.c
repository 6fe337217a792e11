/*
 * canvass room export ROOM: what a room says, as files.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/room.h"
#include "app/room_report.h"

static bool
export_room(struct call *call, struct arena *a, struct err *err)
{
	const char *to = flag_value(call, "o"), **paths;
	struct room *room = arena_one(a, struct room);
	struct settings settings;
	struct room_report *report;
	struct store *st;
	size_t count;
	SCOPED(buf) out;

	buf_init(&out, 0);
	if (!settings_read(call, &settings, a, err))
		return false;
	st = store_open(call->dir, STORE_READS, err);
	if (!st)
		return false;
	report = room_meant(st, call->args[0], room, a, err)
			 ? room_report_load(st, room->name, a, err)
			 : NULL;
	store_close(st);
	if (!report)
		return false;
	if (!to)
		to = path_join(a, call->dir, settings.value[SETTING_EXPORTS]);
	if (!room_report_files(report, to, flag_value(call, "format"), &paths, &count, a,
			       err))
		return false;
	if (!*report->held)
		say("the room is still open: this is a draft, and the next export takes its place");
	for (size_t i = 0; i < count; i++) {
		if (call->json)
			buf_puts(&out, i ? ",\n " : "[");
		if (call->json)
			json_put(&out, paths[i]);
		else
			buf_printf(&out, "%s\n", paths[i]);
	}
	if (call->json)
		buf_puts(&out, "]\n");
	return output_put(&out, err);
}

bool
cmd_room_export(struct call *call, struct err *err)
{
	struct arena *a = arena_new(0);
	bool good = export_room(call, a, err);

	arena_free(a);
	return good;
}
