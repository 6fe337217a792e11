/*
 * Rooms as the door holds them: read from canvass.db when their version changes; each step that is
 * open gets an answers file of its own, and loses its ticket key the moment that it closes.  So
 * nothing joins what a phone said in one step to what it said in another.
 *
 * A room is changed by its facilitator alone: the door only follows.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "web/room.h"

/* People that a step's table has room for at first; it doubles when it must. */
enum { PEOPLE_FIRST = 64 };

/* ---- looking ----------------------------------------------------------------------- */

struct door_room *
door_room_find(const struct door *door, const char *typed)
{
	struct door_room *found = NULL;
	char code[CODE_CHARS + 1] = "";
	bool shaped = code_read(typed, code);

	for (size_t i = 0; i < door->room_count; i++)
		if (str_same(door->rooms[i]->code, code))
			found = door->rooms[i];
	return shaped ? found : NULL;
}

bool
door_is_room(const struct door *door, const char *code)
{
	return door_room_find(door, code) != NULL;
}

bool
room_over(const struct door_room *room)
{
	return room->now->closed || room->now->phase == PHASE_OVER;
}

bool
room_takes(const struct door_room *room, const struct step *step)
{
	return !room_over(room) && step_rows[step->kind].phones &&
	       room->now->steps[step->number].state == STEP_OPEN &&
	       room->steps[step->number];
}

bool
room_ready(const struct door_room *room, const struct step *step)
{
	const struct held *held = room->steps[step->number];

	return room_takes(room, step) && atomic_load(&held->file);
}

struct idea_choice *
room_ideas(const struct door_room *room, const struct step *step, size_t *out_count,
	   struct arena *a)
{
	struct idea_choice *ideas =
		arena_array(a, struct idea_choice, room->item_count + 1);
	size_t n = 0;

	for (size_t i = 0; step->from && i < room->item_count; i++) {
		const struct room_item *item = &room->items[i];

		if (item->kind == ROOM_IDEA && item->step == step->from)
			ideas[n++] = (struct idea_choice){ room_idea_number(item->id),
							   item->text };
	}
	*out_count = n;
	return ideas;
}

bool
room_shows(const struct door_room *room, const struct step *step, struct shown *out,
	   struct arena *a)
{
	const struct room_step *at = &room->now->steps[step->number];

	*out = (struct shown){ .kind = step->kind, .step = step->number, .few = true };
	if (!at->revealed)
		return false;
	/* what cannot be read is shown to nobody */
	if (!at->shown || !shown_read(at->shown, strlen(at->shown), out, a))
		*out = (struct shown){ .kind = step->kind,
				       .step = step->number,
				       .few = true };
	return true;
}

void
room_slot(const unsigned char ticket[TICKET_BYTES], unsigned turn,
	  const unsigned char key[SEAL_KEY], unsigned char out[ANSWER_ID])
{
	unsigned char both[TICKET_BYTES + 1], hash[SEAL_HASH];

	memcpy(both, ticket, TICKET_BYTES);
	both[TICKET_BYTES] = (unsigned char)turn;
	seal_hash(hash, both, sizeof(both), key, SEAL_KEY);
	memcpy(out, hash, ANSWER_ID);
	secret_wipe(both, sizeof(both));
}

/* ---- steps ------------------------------------------------------------------------- */

static struct held *
step_hold(struct door *door, struct door_room *room, unsigned number, bool notes)
{
	const struct room *now = room->now;
	struct survey row = { .state = SURVEY_CLOSED,
			      .invented = now->invented,
			      .expected =
				      notes ? PEOPLE_FIRST * NOTES_EACH : PEOPLE_FIRST,
			      .page_size = now->page_size,
			      .box_len = now->box_len,
			      .padded = now->padded,
			      .recipient_count = now->recipient_count };
	char about[SURVEY_NAME + 20];

	room_file(room->name, number, row.name);
	room_about(room->name, number, about, sizeof(about));
	for (unsigned i = 0; i < now->recipient_count; i++)
		memcpy(row.recipients[i].key, now->recipients[i], STORE_KEY);
	return held_step(door, &row, about);
}

/* Whether phones may act in it.  Of a room that was over at the start nobody reads the guide. */
static bool
has_answers(const struct door_room *room, unsigned number, bool *out_notes)
{
	const struct step *step = room->guide ? agenda_step(&room->agenda, number) : NULL;

	*out_notes = step && step->kind == STEP_NOTES;
	return room->guide ? step && step_rows[step->kind].phones : room_over(room);
}

/* At the start of the door: what a kill left open is ended, and then held no longer. */
static bool
step_start(struct door *door, struct door_room *room, unsigned number, struct err *err)
{
	struct held *held = room->steps[number];

	held->open_last = held->open.state == SURVEY_CLOSED;
	if (!held_step_start(held, err))
		return false;
	if (held->open.state == SURVEY_CLOSED && !atomic_load(&held->file)) {
		held_step_drop(door, held);
		room->steps[number] = NULL;
		room->ended[number] = true;
		return true;
	}
	held_follow(held);
	return true;
}

static bool
step_follow(struct door *door, struct door_room *room, unsigned number, struct err *err)
{
	unsigned state = room_over(room) && room->now->steps[number].state != STEP_AHEAD
				 ? STEP_CLOSED
				 : room->now->steps[number].state;
	struct held *held = room->steps[number];
	bool notes, fresh = !held;

	if (state == STEP_AHEAD || room->ended[number] ||
	    !has_answers(room, number, &notes))
		return true;
	if (fresh)
		held = room->steps[number] = step_hold(door, room, number, notes);
	held->open.state = state == STEP_OPEN ? SURVEY_OPEN : SURVEY_CLOSED;
	if (fresh && !door->http)
		return step_start(door, room, number, err);
	held_follow(held);
	return true;
}

/* ---- reading ----------------------------------------------------------------------- */

static void
guide_take(struct door_room *room)
{
	const struct room *now = room->now;
	struct err err = { 0 };

	if (room->guide || room->broken || room_over(room))
		return;
	room->arena = arena_new(0);
	room->guide = agenda_guide(room->name, now->guide_text, now->guide_len,
				   now->form_text, now->form_len, room->arena, &err);
	room->broken = !room->guide;
	if (room->guide)
		agenda_make(&room->agenda, room->guide);
	else
		log_line("no phone can join: %s", err.text);
}

/* Reads a room anew; what was read before stays if that fails. */
static bool
room_read(struct door *door, struct door_room *room, struct err *err)
{
	struct arena *a = arena_new(0);
	struct room *now = arena_one(a, struct room);
	struct room_item *items;
	size_t count;

	if (!room_get(door->store, room->name, now, a, err) ||
	    !room_items(door->store, room->name, &items, &count, a, err)) {
		arena_free(a);
		return false;
	}
	arena_free(room->read);
	room->read = a;
	room->now = now;
	room->items = items;
	room->item_count = count;
	room->invented = now->invented;
	str_fit(room->code, sizeof(room->code), now->code);
	guide_take(room);
	return true;
}

static struct door_room *
room_named(const struct door *door, const char *name)
{
	for (size_t i = 0; i < door->room_count; i++)
		if (str_same(door->rooms[i]->name, name))
			return door->rooms[i];
	return NULL;
}

static bool
room_take(struct door *door, const struct room *brief, struct err *err)
{
	struct door_room *room = room_named(door, brief->name);
	bool fresh = !room;

	if (!fresh && room->now->version == brief->version)
		return true;
	if (fresh) {
		room = mem_new(1, sizeof(*room));
		str_fit(room->name, sizeof(room->name), brief->name);
	}
	if (!room_read(door, room, err)) {
		if (fresh)
			free(room);
		return false;
	}
	if (fresh) {
		door->rooms = mem_grow(door->rooms, door->room_count + 1,
				       sizeof(struct door_room *));
		door->rooms[door->room_count++] = room;
	}
	for (unsigned number = 1; number < ROOM_STEPS; number++)
		if (!step_follow(door, room, number, err))
			return false;
	return true;
}

bool
door_rooms_reload(struct door *door, struct err *err)
{
	struct arena *a = arena_new(0);
	struct room *rooms;
	size_t count;
	bool good = room_all(door->store, true, &rooms, &count, a, err);

	for (size_t i = 0; good && i < count; i++)
		good = room_take(door, &rooms[i], err);
	arena_free(a);
	door->rooms_run = false;
	for (size_t i = 0; i < door->room_count; i++)
		door->rooms_run |= !room_over(door->rooms[i]);
	return good;
}

void
door_rooms_free(struct door *door)
{
	for (size_t i = 0; i < door->room_count; i++) {
		arena_free(door->rooms[i]->arena);
		arena_free(door->rooms[i]->read);
		free(door->rooms[i]);
	}
	free(door->rooms);
	door->rooms = NULL;
	door->room_count = 0;
}
