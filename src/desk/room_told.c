/*
 * What pages may know of the follower: copies, made under its lock.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "desk/room_follow.h"

static const struct followed *
find(const char *name)
{
	for (const struct followed *f = follower.rooms; f; f = f->next)
		if (str_same(f->name, name))
			return f;
	return NULL;
}

void
room_tell(struct desk_visit *v, const char *name, unsigned step, struct room_told *out)
{
	const struct followed *f;
	const struct watch *w;

	*out = (struct room_told){ 0 };
	pthread_mutex_lock(&follower.lock);
	f = find(name);
	w = f && step <= AGENDA_STEPS ? f->watch[step] : NULL;
	if (f)
		out->keyed = f->keyed;
	if (w && w->whole) {
		out->read = true;
		out->people = w->people;
		out->enough = w->enough;
		out->waiting = w->waiting;
		out->shown = w->shown ? arena_str(v->arena, w->shown) : NULL;
	}
	pthread_mutex_unlock(&follower.lock);
}

static void
note_copy(struct room_note *n, const struct followed *f, const struct watch *w,
	  const struct voice *from, struct arena *a)
{
	const struct room_item *item = NULL;
	struct redact_span *spans =
		arena_array(a, struct redact_span, from->span_count + 1);
	unsigned char id[ROOM_ITEM_ID];

	memcpy(n->name, from->name, sizeof(n->name));
	n->kind = w->step->kind;
	n->step = w->number;
	n->text = arena_str(a, from->text);
	n->clean = arena_str(a, from->clean);
	memcpy(spans, from->spans, from->span_count * sizeof(*spans));
	n->marks = (struct redaction){ .spans = spans, .count = from->span_count };
	n->decision = upkeep_decision(f->items, f->item_count, from->name, &item);
	if (!item || !item->note || strlen(item->note) != ROOM_ID_HEX - 1 ||
	    !hex_decode(id, sizeof(id), item->note))
		return;
	for (size_t i = 0; i < f->item_count; i++)
		if (f->items[i].kind == ROOM_IDEA &&
		    !memcmp(f->items[i].id, id, sizeof(id)))
			n->shown_text = arena_str(a, f->items[i].text);
}

static int
by_name(const void *a, const void *b)
{
	return memcmp(((const struct room_note *)a)->name,
		      ((const struct room_note *)b)->name, 16);
}

size_t
room_voices(struct desk_visit *v, const char *name, unsigned step, struct room_note **out)
{
	const struct followed *f;
	const struct watch *w;
	size_t n = 0;

	*out = NULL;
	pthread_mutex_lock(&follower.lock);
	f = find(name);
	w = f && step <= AGENDA_STEPS ? f->watch[step] : NULL;
	if (w && w->whole && w->enough &&
	    (w->step->kind == STEP_NOTES || w->step->kind == STEP_WORDS)) {
		*out = arena_array(v->arena, struct room_note, w->count + 1);
		for (size_t i = 0; i < w->count; i++) {
			const struct voice *from = &w->voices[i];

			if (from->good && from->text && from->queued &&
			    (w->step->kind == STEP_NOTES || from->span_count))
				note_copy(&(*out)[n++], f, w, from, v->arena);
		}
	}
	pthread_mutex_unlock(&follower.lock);
	if (n)
		qsort(*out, n, sizeof(**out), by_name);
	return n;
}
