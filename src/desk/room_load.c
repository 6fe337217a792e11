/*
 * A room as one visit finds it: frozen guide and form, where it stands, what was kept of it.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "desk/room.h"

bool
room_text_read(const struct room *room, struct room_text *out, struct arena *a,
	       struct err *err)
{
	out->guide = agenda_guide(room->name, room->guide_text, room->guide_len,
				  room->form_text, room->form_len, a, err);
	if (!out->guide)
		return false;
	out->form = out->guide->form;
	agenda_make(&out->agenda, out->guide);
	return true;
}

void
room_now_of(const struct room *room, struct room_now *out)
{
	*out = (struct room_now){ .phase = (enum room_phase)room->phase,
				  .step = room->step };
	for (unsigned i = 1; i <= AGENDA_STEPS; i++) {
		out->state[i] = (enum step_state)room->steps[i].state;
		out->revealed[i] = room->steps[i].revealed;
		out->enough[i] = room->steps[i].enough;
	}
}

bool
room_view_load(struct desk_visit *v, struct room_view *out, struct err *err)
{
	struct store *st = desk_store(v, STORE_READS, err);

	if (!st || !room_get(st, v->part[0], &out->room, v->arena, err) ||
	    !room_items(st, v->part[0], &out->items, &out->item_count, v->arena, err) ||
	    !room_text_read(&out->room, &out->text, v->arena, err))
		return false;
	room_now_of(&out->room, &out->now);
	out->step = agenda_step(&out->text.agenda, out->room.step);
	return true;
}

void
room_state(const struct room *room, char out[ROOM_STATE])
{
	unsigned char bytes[3 + 2 * ROOM_STEPS] = { 0 };
	unsigned char digest[(ROOM_STATE - 1) / 2];
	size_t n = 0;

	bytes[n++] = (unsigned char)room->phase;
	bytes[n++] = (unsigned char)room->step;
	bytes[n++] = room->closed;
	for (unsigned i = 0; i < ROOM_STEPS; i++) {
		bytes[n++] = (unsigned char)room->steps[i].state;
		bytes[n++] = room->steps[i].revealed;
	}
	digest_blake2b(digest, sizeof(digest), bytes, n);
	hex_encode(out, ROOM_STATE, digest, sizeof(digest));
}

bool
room_put(struct desk_visit *v, const struct room_change *change, struct err *err)
{
	struct store *st = desk_store(v, STORE_WRITES, err);
	uint64_t version;

	if (!st || !room_change(st, v->part[0], change, &version, err))
		return false;
	room_wake();
	return true;
}

const char *
room_theme(const struct room_text *t, const struct step *s)
{
	const struct guide *g = t->guide;

	if (!s || s->section < 0)
		return "";
	return text_in(&t->form->themes[g->sections[s->section].theme].title,
		       guide_form_language(g, 0));
}

const char *
room_step_words(const struct step *s)
{
	static const char *const words[STEP__COUNT] = {
		[STEP_OPENING] = "Opening",	[STEP_WARM_UP] = "Warm-up",
		[STEP_WORDS] = "Words",		[STEP_NOTES] = "Notes",
		[STEP_VOTES] = "Vote",		[STEP_SCORECARD] = "Scorecard",
		[STEP_TALK] = "Talk",		[STEP_DOTS] = "Dot votes",
		[STEP_READ_BACK] = "Read back", [STEP_CLOSING] = "Closing",
	};

	return words[s->kind];
}

const struct step *
room_about_step(const struct room_text *t, const struct step *s)
{
	return s ? agenda_step(&t->agenda, room_results_step(&t->agenda, s->number))
		 : NULL;
}

const struct room_item *
room_item_find(const struct room_view *r, const unsigned char *id)
{
	for (size_t i = 0; i < r->item_count; i++)
		if (!memcmp(r->items[i].id, id, ROOM_ITEM_ID))
			return &r->items[i];
	return NULL;
}

size_t
room_idea_list(const struct room_item *items, size_t count, unsigned step,
	       struct idea_choice **out, struct arena *a)
{
	size_t n = 0;

	*out = arena_array(a, struct idea_choice, count ? count : 1);
	for (size_t i = 0; i < count && n < IDEAS_MOST; i++)
		if (items[i].kind == ROOM_IDEA && items[i].step == step)
			(*out)[n++] =
				(struct idea_choice){ .id = room_idea_number(items[i].id),
						      .text = items[i].text };
	return n;
}
