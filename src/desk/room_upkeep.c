/*
 * What the follower writes: that enough have answered, the results that are revealed, and the order
 * of votes; and that a note which was changed or taken back leaves the wall.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "desk/room_follow.h"

static void
upkeep_step(struct upkeep *p, unsigned number)
{
	for (size_t i = 0; i < p->step_count; i++)
		if (p->steps[i] == number)
			return;
	p->steps[p->step_count++] = number;
}

static void
upkeep_gone(struct upkeep *p, const unsigned char id[ROOM_ITEM_ID])
{
	memcpy(p->gone[p->gone_count++], id, ROOM_ITEM_ID);
}

/* ---- decisions ------------------------------------------------------------------------------ */

enum decision
upkeep_decision(const struct room_item *items, size_t count, const unsigned char name[16],
		const struct room_item **out_item)
{
	for (size_t i = 0; i < count; i++)
		if (items[i].kind == ROOM_DECISION && !memcmp(items[i].id, name, 16)) {
			if (out_item)
				*out_item = &items[i];
			return (enum decision)items[i].number;
		}
	return DECISION_NONE;
}

static bool
same_words(const char *a, const char *b)
{
	char small[2][WORD_CHARS * 4 + 1];
	size_t n = utf8_lower(small[0], sizeof(small[0]), a, strlen(a));
	size_t m = utf8_lower(small[1], sizeof(small[1]), b, strlen(b));

	return n && n == m && !memcmp(small[0], small[1], n);
}

/* Words that several phones wrote alike are decided once. */
static enum decision
voice_decision(const struct followed *f, const struct watch *w, const struct voice *v)
{
	enum decision d = upkeep_decision(f->items, f->item_count, v->name, NULL);

	if (d != DECISION_NONE || w->step->kind != STEP_WORDS || !v->text)
		return d;
	for (size_t i = 0; i < w->count && d == DECISION_NONE; i++)
		if (w->voices[i].good && w->voices[i].text &&
		    same_words(w->voices[i].text, v->text))
			d = upkeep_decision(f->items, f->item_count, w->voices[i].name,
					    NULL);
	return d;
}

size_t
upkeep_decided(const struct followed *f, const struct watch *w, struct decided **out,
	       struct arena *a)
{
	size_t n = 0;

	*out = arena_array(a, struct decided, w->count ? w->count : 1);
	for (size_t i = 0; i < w->count; i++) {
		const struct voice *v = &w->voices[i];
		enum decision d;

		if (!v->good || !v->text)
			continue;
		d = voice_decision(f, w, v);
		/* A word that may tell who somebody is waits until somebody has looked at it. */
		if (d == DECISION_NONE && w->step->kind == STEP_WORDS && v->span_count)
			d = DECISION_HELD;
		if (d == DECISION_NONE)
			continue;
		memcpy((*out)[n].name, v->name, 16);
		(*out)[n++].what = d;
	}
	return n;
}

/* The idea that a decision made, or NULL: its note names it. */
static const struct room_item *
idea_of(const struct followed *f, const struct room_item *decision)
{
	unsigned char id[ROOM_ITEM_ID];

	if (!decision->note || strlen(decision->note) != ROOM_ID_HEX - 1 ||
	    !hex_decode(id, sizeof(id), decision->note))
		return NULL;
	for (size_t i = 0; i < f->item_count; i++)
		if (f->items[i].kind == ROOM_IDEA &&
		    !memcmp(f->items[i].id, id, sizeof(id)))
			return &f->items[i];
	return NULL;
}

/* The same words under another name: sent once more with a note beside them that was changed. */
static const struct voice *
same_again(const struct followed *f, const struct watch *w,
	   const struct room_item *decision, const struct room_item *idea)
{
	for (size_t i = 0; i < w->count; i++) {
		const struct voice *v = &w->voices[i];

		if (!v->good || !v->text ||
		    upkeep_decision(f->items, f->item_count, v->name, NULL) !=
			    DECISION_NONE)
			continue;
		if (v->moved ? !memcmp(v->was, decision->id, 16)
			     : idea && str_same(idea->text, v->text))
			return v;
	}
	return NULL;
}

/*
 * Decisions on what is not there any more: moved on to the same words, or taken away.  While phones
 * may answer what is shown stays: to see ideas leave the wall one by one would tell whose they are.
 */
static void
settle_decisions(struct followed *f, struct upkeep *p)
{
	for (size_t i = 0; i < f->item_count; i++) {
		const struct room_item *d = &f->items[i], *idea;
		const struct watch *w;
		const struct voice *v;

		if (d->kind != ROOM_DECISION || d->step > AGENDA_STEPS)
			continue;
		w = f->watch[d->step];
		if (!w || !w->live || !w->whole || watch_find(w, d->id))
			continue;
		idea = idea_of(f, d);
		v = same_again(f, w, d, idea);
		if (!v && f->room.steps[d->step].state == STEP_OPEN)
			continue;
		upkeep_gone(p, d->id);
		if (v) {
			p->put[p->put_count] = *d;
			memcpy(p->put[p->put_count++].id, v->name, ROOM_ITEM_ID);
		} else if (idea) {
			upkeep_gone(p, idea->id);
		}
	}
}

/* ---- results ------------------------------------------------------------------------------- */

static void
results_make(struct followed *f, struct watch *w, bool enough, struct shown *out,
	     struct arena *a)
{
	struct pool pool = watch_pool(w, a);
	struct idea_choice *ideas;
	struct decided *decided;
	size_t idea_count = room_idea_list(
		f->items, f->item_count,
		w->step->kind == STEP_DOTS ? w->step->from : w->number, &ideas, a);
	size_t decided_count = upkeep_decided(f, w, &decided, a);

	shown_make(out, &f->text.agenda, &pool, decided, decided_count, ideas, idea_count,
		   enough, 0, a);
}

static bool
over(const struct followed *f)
{
	return f->room.phase == PHASE_OVER;
}

/* Keeps the newest for pages of the desk, which need not wait for the store. */
static void
watch_keep(struct watch *w, const char *text)
{
	if (w->shown) {
		secret_wipe(w->shown, strlen(w->shown));
		free(w->shown);
	}
	w->shown = NULL;
	if (text) {
		w->shown = mem_new(strlen(text) + 1, 1);
		memcpy(w->shown, text, strlen(text));
	}
}

static bool
text_same(const char *a, const char *b)
{
	return a && b ? str_same(a, b) : a == b;
}

static void
settle_watch(struct followed *f, struct watch *w, struct upkeep *p, struct arena *a)
{
	struct room_step *at = &p->head.steps[w->number];
	struct pool pool = watch_pool(w, a);
	const char *text = NULL;

	w->people = pool_people(&pool);
	w->enough = pool_enough(&pool, f->text.guide, at->enough);
	if (w->enough && !at->enough) {
		at->enough = true;
		upkeep_step(p, w->number);
	}
	if (at->revealed) {
		struct shown shown;
		struct buf line;

		buf_init(&line, 0);
		results_make(f, w, w->enough, &shown, a);
		if (over(f))
			shown_forget(&shown);
		shown_write(&shown, &line);
		text = arena_copy(a, line.data ? line.data : "", line.len);
		buf_free(&line);
	}
	watch_keep(w, text);
	w->changed = false;
	if (text_same(text, at->shown))
		return;
	if (w->written_at && text && clock_ms() - w->written_at < FOLLOW_WRITES) {
		w->changed = true; /* the door's phones may wait for half a second */
		return;
	}
	at->shown = text;
	upkeep_step(p, w->number);
}

/* Places by votes, once nobody can vote any more. */
static void
settle_order(struct followed *f, struct watch *w, struct upkeep *p, struct arena *a)
{
	const struct room_item **items =
		arena_array(a, const struct room_item *, IDEAS_MOST);
	uint64_t *ids = arena_array(a, uint64_t, IDEAS_MOST);
	struct leaving_idea *ideas = arena_array(a, struct leaving_idea, IDEAS_MOST);
	struct shown shown;
	size_t n = 0;

	for (size_t i = 0; i < f->item_count && n < IDEAS_MOST; i++) {
		if (f->items[i].kind != ROOM_IDEA || f->items[i].step != w->step->from)
			continue;
		items[n] = &f->items[i];
		ids[n] = room_idea_number(f->items[i].id);
		ideas[n++].text = f->items[i].text;
	}
	results_make(f, w, w->enough, &shown, a);
	leaving_order(&shown, ids, ideas, n);
	for (size_t i = 0; i < n; i++) {
		if (items[i]->rank == ideas[i].order)
			continue;
		p->put[p->put_count] = *items[i];
		p->put[p->put_count++].rank = ideas[i].order;
	}
}

/* What is stored of a step that is not watched: hidden results go, and counts once it is over. */
static void
settle_stored(struct followed *f, unsigned number, struct upkeep *p, struct arena *a)
{
	struct room_step *at = &p->head.steps[number];
	struct shown shown;
	struct buf line;

	if (!at->shown)
		return;
	if (!at->revealed) {
		at->shown = NULL;
		upkeep_step(p, number);
		return;
	}
	if (!over(f) || !shown_read(at->shown, strlen(at->shown), &shown, a) ||
	    shown.ordered)
		return;
	shown_forget(&shown);
	buf_init(&line, 0);
	shown_write(&shown, &line);
	at->shown = arena_copy(a, line.data ? line.data : "", line.len);
	buf_free(&line);
	upkeep_step(p, number);
}

bool
upkeep_make(struct followed *f, struct upkeep *out, struct arena *a)
{
	size_t room = f->item_count * 2 + 1;

	out->head = f->room;
	out->put = arena_array(a, struct room_item, room);
	out->gone = arena_alloc(a, room, ROOM_ITEM_ID);
	settle_decisions(f, out);
	if (out->gone_count) {
		/* Results follow from the items that are then there. */
		follower.awake = true;
		return true;
	}
	for (unsigned n = 1; n <= AGENDA_STEPS; n++) {
		struct watch *w = f->watch[n];
		unsigned state = f->room.steps[n].state;

		if (!w || !w->whole) {
			settle_stored(f, n, out, a);
			continue;
		}
		if (!w->changed && !f->fresh)
			continue;
		settle_watch(f, w, out, a);
		if (w->step->kind == STEP_DOTS && state == STEP_CLOSED && w->live)
			settle_order(f, w, out, a);
	}
	f->fresh = false;
	return out->step_count || out->put_count;
}
