/*
 * The list of rooms.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "desk/room.h"

static void
row_put(struct desk_visit *v, const struct room *room)
{
	struct html *h = v->body;
	char pretty[CODE_CHARS + 2], day[40] = "";
	int on = room->closed ? room->closed_day : room->opened;

	html_lit(h, "<tr><th scope=\"row\">");
	desk_link(v, desk_path(v, "/rooms/:", room->name), room->name);
	html_lit(h, "</th><td>");
	html_text(h, room->closed		  ? "over"
		     : room->phase < PHASE__COUNT ? room_phase_names[room->phase]
						  : "");
	html_lit(h, "</td><td>");
	if (room->step && !room->closed)
		html_num(h, (long)room->step);
	html_lit(h, "</td><td>");
	code_pretty(room->code, pretty);
	if (!room->closed)
		html_text(h, pretty);
	html_lit(h, "</td><td>");
	if (on >= 0)
		day_words(on, day, sizeof(day));
	html_text(h, day);
	html_lit(h, "</td></tr>\n");
}

/* GET /rooms */
struct console_reply *
desk_rooms(struct desk_visit *v)
{
	static const char *const heads[] = { "Room", "State", "Step", "Code",
					     "Opened or closed" };
	struct html *h = v->body;
	struct store *st;
	struct room *all;
	size_t count, shown = 0;
	struct err err = { 0 };

	st = desk_store(v, STORE_READS, &err);
	if (!st || !room_all(st, true, &all, &count, v->arena, &err))
		return desk_failed(v, &err);
	for (size_t i = 0; i < count; i++)
		shown += desk_in_scope(v, all[i].name);
	if (!shown) {
		html_lit(h,
			 "<p>There is no room yet. One is opened by the command "
			 "<code>canvass room open</code>, with a guide and a key.</p>\n");
		return desk_page(v, 200, "Rooms");
	}
	desk_table(v, "Focus-group rooms", heads, ARRAY_LEN(heads));
	for (size_t i = 0; i < count; i++)
		if (desk_in_scope(v, all[i].name))
			row_put(v, &all[i]);
	desk_table_end(v);
	return desk_page(v, 200, "Rooms");
}
