/*
 * What a facilitator does to a room: on to the next step, open, shut, show, pause, end; and the
 * count of raised hands.
 *
 * A form says which room it has seen.  If somebody else has moved the room meanwhile, nothing is
 * done and the page shows where it stands.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/room.h"
#include "desk/room.h"

static bool
act_named(const char *name, enum room_act *out)
{
	for (int i = 0; name && i < ACT__COUNT; i++)
		if (str_same(room_act_names[i], name)) {
			*out = (enum room_act)i;
			return true;
		}
	return false;
}

/*
 * Takes what an act made of a room into its head; lists the steps that are other than before.  With
 * the room its counts end, in the same transaction: no key need be at the desk for that, and no
 * crash comes in between.
 */
static size_t
head_take(struct room *head, const struct room_now *now, unsigned steps[AGENDA_STEPS],
	  struct arena *a)
{
	size_t n = 0;

	head->phase = now->phase;
	head->step = now->step;
	if (now->phase == PHASE_OVER && !head->closed) {
		head->closed = true;
		head->closed_day = day_today();
	}
	for (unsigned i = 1; i <= AGENDA_STEPS; i++) {
		struct room_step *s = &head->steps[i];

		if (!(now->phase == PHASE_OVER && room_step_forget(s, a)) &&
		    s->state == (unsigned)now->state[i] &&
		    s->revealed == now->revealed[i])
			continue;
		s->state = now->state[i];
		s->revealed = now->revealed[i];
		if (!s->revealed)
			s->shown = NULL;
		steps[n++] = i;
	}
	return n;
}

/* Words become ideas when their dot votes open: what is on the wall then. */
static size_t
words_to_ideas(struct desk_visit *v, const struct room_view *r, const struct step *dots,
	       struct room_item **out)
{
	const struct step *from = agenda_step(&r->text.agenda, dots->from);
	struct idea_choice *there;
	struct shown shown;
	size_t n = 0;

	*out = NULL;
	if (!from || from->kind != STEP_WORDS ||
	    room_idea_list(r->items, r->item_count, from->number, &there, v->arena) ||
	    !room_results_get(v, r, from->number, &shown))
		return 0;
	*out = arena_array(v->arena, struct room_item, IDEAS_MOST);
	for (size_t i = 0; i < shown.count && n < IDEAS_MOST; i++) {
		struct room_item *item = &(*out)[n++];

		*item = (struct room_item){ .kind = ROOM_IDEA,
					    .step = from->number,
					    .text = shown.rows[i].text,
					    .note = "" };
		rand_bytes(item->id, sizeof(item->id));
	}
	return n;
}

enum acted { ACTED, ACT_MOVED_ON, ACT_NOT_NOW, ACT_FAILED };

static enum acted
act_try(struct desk_visit *v, enum room_act act, const char *state, struct room_view *was,
	struct room_view *now, const char **why, struct err *err)
{
	unsigned steps[AGENDA_STEPS];
	struct room_change change = { .steps = steps };
	struct room_item *put;
	char stands[ROOM_STATE];

	if (!room_view_load(v, was, err))
		return ACT_FAILED;
	room_state(&was->room, stands);
	if (!state || !str_same(stands, state))
		return ACT_MOVED_ON;
	*now = *was;
	if (!room_act_do(&now->now, &now->text.agenda, act, why))
		return ACT_NOT_NOW;
	change.version = was->room.version;
	change.head = &now->room;
	change.step_count = head_take(&now->room, &now->now, steps, v->arena);
	now->step = agenda_step(&now->text.agenda, now->room.step);
	if (act == ACT_OPEN && now->step && now->step->kind == STEP_DOTS) {
		change.put_count = words_to_ideas(v, was, now->step, &put);
		change.put = put;
	}
	return room_put(v, &change, err) ? ACTED : ACT_FAILED;
}

static const char *
done_words(enum room_act act)
{
	static const char *const words[ACT__COUNT] = {
		[ACT_START] = "The room has begun.",
		[ACT_OPEN] = "Phones can answer now.",
		[ACT_SHUT] = "No more answers are taken for this step.",
		[ACT_REVEAL] = "The wall and the phones show it.",
		[ACT_HIDE] = "It is hidden again.",
		[ACT_PAUSE] = "The room pauses.",
		[ACT_RESUME] = "The room goes on.",
		[ACT_END] = "The room is over.",
	};

	return words[act];
}

/* POST /rooms/:/act */
struct console_reply *
desk_room_act(struct desk_visit *v)
{
	const char *state = pairs_get(&v->request->fields, "state"), *why = NULL;
	struct room_view was, now;
	struct err err = { 0 };
	enum room_act act;
	enum acted done = ACT_FAILED;

	if (!act_named(pairs_get(&v->request->fields, "act"), &act))
		return desk_refused(v, 422, "Choose one of the room's buttons.");
	/* The follower may write between our reading and writing: then once more. */
	for (int i = 0; i < ROOM_TRIES; i++) {
		err = (struct err){ 0 };
		done = act_try(v, act, state, &was, &now, &why, &err);
		if (done != ACT_FAILED || err.code != ERR_BUSY)
			break;
	}
	switch (done) {
	case ACTED:
		break;
	case ACT_MOVED_ON:
		return desk_moved(
			v,
			"Somebody else has just changed the room. This is where "
			"it stands now; nothing was done.",
			"%s", desk_path(v, "/rooms/:", v->part[0]));
	case ACT_NOT_NOW:
		return desk_refused(v, 409, "%s",
				    why ? why : "That is not possible now.");
	case ACT_FAILED:
	default:
		return desk_failed(v, &err);
	}
	if (!desk_act(v, "room step", v->part[0],
		      arena_printf(v->arena, "%s, step %u", room_act_names[act],
				   now.room.step),
		      &err) ||
	    !room_timer_act(v, &was, &now, &err))
		return desk_failed(v, &err);
	return desk_moved(v, done_words(act), "%s", desk_path(v, "/rooms/:", v->part[0]));
}

/* POST /rooms/:/hands */
struct console_reply *
desk_room_hands(struct desk_visit *v)
{
	const char *typed = pairs_get(&v->request->fields, "hands");
	struct room_view r;
	struct room_change change;
	struct err err = { 0 };
	unsigned long hands;
	bool good = false;

	if (!typed || !str_to_uint(typed, ROOM_HANDS_MOST, &hands) || !hands)
		return desk_refused(
			v, 422,
			"Type how many hands you count: a whole number from 1 "
			"to %d.",
			ROOM_HANDS_MOST);
	for (int i = 0; i < ROOM_TRIES && !good; i++) {
		err = (struct err){ 0 };
		if (!room_view_load(v, &r, &err))
			break;
		if (r.now.phase == PHASE_OVER)
			return desk_refused(v, 409, "This room is over.");
		r.room.hands = (unsigned)hands;
		change = (struct room_change){ .version = r.room.version,
					       .head = &r.room };
		good = room_put(v, &change, &err);
		if (!good && err.code != ERR_BUSY)
			break;
	}
	if (!good || !desk_act(v, "room hands", v->part[0], "counted", &err))
		return desk_failed(v, &err);
	return desk_moved(v, "The hands are noted.", "%s",
			  desk_path(v, "/rooms/:", v->part[0]));
}
