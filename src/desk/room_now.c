/*
 * The part of the facilitator's page that follows: timer, how many have answered, what to look out
 * for.  No form stands in it, so that it can be replaced at any moment.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "desk/room.h"

static void
warn(struct html *h, const char *words)
{
	html_lit(h, "<p class=\"warn\">");
	html_text(h, words);
	html_lit(h, "</p>\n");
}

/* "12 of 20 have answered"; before enough have, only that. */
static void
answered_put(struct html *h, const struct room_view *r, const struct room_told *told)
{
	html_lit(h, "<p class=\"answered\">");
	if (!told->enough || told->people < r->text.guide->show_from) {
		html_lit(h, "Fewer than ");
		html_num(h, (long)r->text.guide->show_from);
	} else {
		html_lit(h, "<b>");
		html_num(h, (long)told->people);
		html_lit(h, "</b>");
		if (r->room.hands) {
			html_lit(h, " of ");
			html_num(h, (long)r->room.hands);
		}
	}
	html_lit(h, " have answered.</p>\n");
}

static void
warnings_put(struct desk_visit *v, const struct room_view *r,
	     const struct room_told *told)
{
	struct html *h = v->body;
	const struct guide *g = r->text.guide;

	if (!r->room.hands)
		warn(h, "Count the raised hands before phones are used.");
	else if (r->room.hands < g->smallest_room)
		warn(h, arena_printf(
				v->arena,
				"Fewer than %u people: talk, and leave the phones aside.",
				g->smallest_room));
	if (r->room.hands && told->enough && told->people > r->room.hands)
		warn(h,
		     "More phones have answered than hands were raised. Count again, or "
		     "ask whether somebody joined from elsewhere.");
}

void
room_now_put(struct desk_visit *v, const struct room_view *r)
{
	struct html *h = v->body;
	const struct step *of = room_about_step(&r->text, r->step);
	struct room_timer timer;
	struct room_told told = { 0 };

	room_timer_get(v, r->room.name, &timer);
	room_timer_put(h, &timer);
	room_tell(v, r->room.name, of ? of->number : 0, &told);
	if (r->step && !told.keyed && r->now.phase != PHASE_OVER) {
		warn(h, "No key of this room is unlocked: what phones write is kept, and "
			"cannot be looked at or shown.");
		html_lit(h, "<p>");
		desk_link(v, desk_path(v, "/rooms/:?key=1", v->part[0]),
			  "Unlock the key");
		html_lit(h, "</p>\n");
		return;
	}
	if (of && r->now.state[of->number] != STEP_AHEAD && told.read)
		answered_put(h, r, &told);
	if (r->now.phase == PHASE_RUN || r->now.phase == PHASE_GATHER)
		warnings_put(v, r, &told);
}

/* GET /rooms/:/now?state=... */
struct console_reply *
desk_room_now(struct desk_visit *v)
{
	const char *seen = pairs_get(&v->request->query, "state");
	struct room_view r;
	struct err err = { 0 };
	char state[ROOM_STATE];

	if (!room_view_load(v, &r, &err))
		return desk_failed(v, &err);
	room_state(&r.room, state);
	if (seen && !str_same(seen, state)) {
		html_lit(v->body, "<p class=\"warn\">The room has moved on. ");
		desk_link(v, desk_path(v, "/rooms/:", v->part[0]),
			  "Show where it stands");
		html_lit(v->body, "</p>\n");
	}
	room_now_put(v, &r);
	return desk_piece(v);
}
