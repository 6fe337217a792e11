/*
 * The timer of a room.  Its end is a time of the wall clock in desk.db, so that it outlives a
 * restart; whatever that clock does, nothing below nothing and nothing beyond six hours is shown.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <time.h>

#include "desk/room.h"

static int
within(int64_t seconds)
{
	return seconds < 0 ? 0 : seconds > TIMER_MOST ? TIMER_MOST : (int)seconds;
}

void
room_timer_get(struct desk_visit *v, const char *name, struct room_timer *out)
{
	struct err err = { 0 };
	int64_t ends = 0;
	int left = 0;

	*out = (struct room_timer){ 0 };
	/* No timer is no trouble, and trouble with it must not stop a room. */
	if (!timer_get(desk_people(v), name, &ends, &left, &err) || (!ends && !left))
		return;
	out->runs = ends != 0;
	out->left = within(ends ? ends - (int64_t)time(NULL) : left);
	/* Further off than any timer reaches: the clock was set back. */
	out->set = !ends || ends - (int64_t)time(NULL) <= TIMER_MOST;
}

bool
room_timer_set(struct desk_visit *v, const char *name, bool runs, int left,
	       struct err *err)
{
	left = within(left);
	return timer_put(desk_people(v), name, runs ? (int64_t)time(NULL) + left : 0,
			 runs ? 0 : left, err);
}

void
room_timer_put(struct html *h, const struct room_timer *t)
{
	char words[32];

	if (!t->set)
		return;
	if (!t->left) {
		html_lit(h, "<p class=\"timer up\" role=\"timer\">time is up</p>\n");
		return;
	}
	(void)snprintf(words, sizeof(words), "%d:%02d", t->left / 60, t->left % 60);
	html_lit(h, "<p class=\"timer\" role=\"timer\">");
	html_text(h, words);
	if (!t->runs)
		html_lit(h, " <span>stands still</span>");
	html_lit(h, "</p>\n");
}

bool
room_timer_act(struct desk_visit *v, const struct room_view *was,
	       const struct room_view *now, struct err *err)
{
	const struct step *from = was->step, *to = now->step;
	struct room_timer t;

	if (now->now.phase == PHASE_OVER)
		return timer_drop(desk_people(v), now->room.name, err);
	room_timer_get(v, now->room.name, &t);
	if (now->now.phase != was->now.phase && t.set &&
	    (now->now.phase == PHASE_PAUSE || was->now.phase == PHASE_PAUSE))
		return room_timer_set(v, now->room.name, now->now.phase == PHASE_RUN,
				      t.left, err);
	/* A section is begun once: going back to look leaves the time that is left. */
	if (to && (!from || (to->number > from->number &&
			     (to->section != from->section || to->kind == STEP_CLOSING))))
		return room_timer_set(v, now->room.name, true,
				      (int)agenda_minutes(&now->text.agenda, to) * 60,
				      err);
	return true;
}

/* POST /rooms/:/timer */
struct console_reply *
desk_room_timer(struct desk_visit *v)
{
	const char *what = pairs_get(&v->request->fields, "do");
	struct room_view r;
	struct room_timer t;
	struct err err = { 0 };
	bool runs;

	if (!room_view_load(v, &r, &err))
		return desk_failed(v, &err);
	if (r.now.phase == PHASE_OVER)
		return desk_refused(v, 409, "This room is over: it has no timer.");
	room_timer_get(v, r.room.name, &t);
	runs = t.set && t.runs;
	if (!t.set && r.step)
		t.left = (int)agenda_minutes(&r.text.agenda, r.step) * 60;
	if (what && str_same(what, "start"))
		runs = true;
	else if (what && str_same(what, "stop"))
		runs = false;
	else if (what && str_same(what, "more"))
		t.left += 60;
	else if (what && str_same(what, "whole") && r.step)
		t.left = (int)agenda_minutes(&r.text.agenda, r.step) * 60;
	else
		return desk_refused(v, 422, "Choose one of the timer's buttons.");
	if (!room_timer_set(v, r.room.name, runs, t.left, &err))
		return desk_failed(v, &err);
	return desk_moved(v, NULL, "%s", desk_path(v, "/rooms/:", r.room.name));
}
