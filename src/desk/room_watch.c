/*
 * What phones said in one step, opened: each box once, and again only when it was replaced.
 *
 * A contribution's name is made of its box's own key, so that nobody without a recipient's key can
 * tell which box was shown; a replaced box has another name.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "desk/room_follow.h"

static void
voice_wipe(struct voice *v)
{
	if (v->text) {
		secret_wipe(v->text, strlen(v->text));
		free(v->text);
	}
	if (v->clean) {
		secret_wipe(v->clean, strlen(v->clean));
		free(v->clean);
	}
	free(v->spans);
	v->text = v->clean = NULL;
	v->spans = NULL;
	v->span_count = 0;
	secret_wipe(&v->what, sizeof(v->what));
}

void
room_watch_free(struct watch *w)
{
	if (!w)
		return;
	for (size_t i = 0; i < w->count; i++)
		voice_wipe(&w->voices[i]);
	if (w->shown) {
		secret_wipe(w->shown, strlen(w->shown));
		free(w->shown);
	}
	free(w->voices);
	live_close(w->live);
	free(w);
}

/* ---- which files ------------------------------------------------------------------------- */

/*
 * What is open; and of this section and the one before, what was shut: notes still pass the queue
 * then, and the last votes may have come while it was shut.
 */
static bool
wanted(const struct followed *f, const struct step *s)
{
	const struct step *now = agenda_step(&f->text.agenda, f->room.step);
	unsigned state = f->room.steps[s->number].state;

	if (!step_rows[s->kind].phones || state == STEP_AHEAD)
		return false;
	if (state == STEP_OPEN || !now)
		return true;
	if (now->kind == STEP_CLOSING)
		return s->section == (int)f->text.guide->section_count - 1;
	return s->section == now->section || s->section == now->section - 1;
}

void
watch_settle(struct followed *f)
{
	for (unsigned n = 1; n <= f->text.agenda.count; n++) {
		const struct step *s = agenda_step(&f->text.agenda, n);
		bool on = wanted(f, s);

		if (!on && f->watch[n]) {
			room_watch_free(f->watch[n]);
			f->watch[n] = NULL;
		} else if (on && !f->watch[n]) {
			f->watch[n] = mem_new(1, sizeof(*f->watch[n]));
			f->watch[n]->number = n;
			f->watch[n]->step = s;
			f->watch[n]->changed = true;
		}
	}
}

/* ---- boxes ------------------------------------------------------------------------------- */

struct reading {
	struct followed *f;
	struct watch *w;
	const struct secret_key *key;
	struct arena *scratch;
	char about[128];
};

static int
by_id(const void *a, const void *b)
{
	return memcmp(((const struct voice *)a)->id, ((const struct voice *)b)->id,
		      ANSWER_ID);
}

/* Those that were there before the reading are in order; what it adds stands behind them. */
static struct voice *
voice_at(struct watch *w, const unsigned char *id)
{
	struct voice want, *v = NULL;

	memcpy(want.id, id, ANSWER_ID);
	if (w->sorted)
		v = bsearch(&want, w->voices, w->sorted, sizeof(want), by_id);
	if (v)
		return v;
	if (w->count == ROOM_PHONES * (size_t)NOTES_EACH)
		return NULL;
	if (w->count == w->room) {
		w->room = w->room ? 2 * w->room : 64;
		w->voices = mem_grow(w->voices, w->room, sizeof(*w->voices));
	}
	v = &w->voices[w->count++];
	memset(v, 0, sizeof(*v));
	memcpy(v->id, id, ANSWER_ID);
	return v;
}

/* Marks and the text without what is marked, found once. */
static void
voice_mark(struct voice *v, struct redactor *r, struct arena *a)
{
	size_t len = strlen(v->text);
	struct redaction found = redact_text(r, v->text, len, a);
	struct buf clean;

	buf_init(&clean, 0);
	redaction_write(&found, v->text, len, &clean);
	v->clean = mem_new(clean.len + 1, 1);
	memcpy(v->clean, clean.data ? clean.data : "", clean.len);
	if (clean.data)
		secret_wipe(clean.data, clean.len);
	buf_free(&clean);
	v->span_count = found.count;
	v->spans = mem_new(found.count ? found.count : 1, sizeof(*v->spans));
	if (found.count)
		memcpy(v->spans, found.spans, found.count * sizeof(*v->spans));
}

/* Takes an opened record; the words of the one before it tell whether it says the same again. */
static void
voice_take(struct voice *v, const struct contribution *c, const unsigned char name[16],
	   struct reading *r)
{
	char *before = v->text;
	bool had = v->good;

	v->text = NULL;
	if (c->text && *c->text && !c->empty) {
		v->text = mem_new(strlen(c->text) + 1, 1);
		memcpy(v->text, c->text, strlen(c->text));
	}
	v->moved = had && before && v->text && str_same(before, v->text);
	v->queued &= v->moved; /* other words wait with those of other people */
	if (v->moved)
		memcpy(v->was, v->name, sizeof(v->was));
	if (before) {
		secret_wipe(before, strlen(before));
		free(before);
	}
	if (v->clean)
		secret_wipe(v->clean, strlen(v->clean));
	free(v->clean);
	free(v->spans);
	v->clean = NULL;
	v->spans = NULL;
	v->span_count = 0;
	v->what = *c;
	v->what.text = v->text;
	memcpy(v->name, name, sizeof(v->name));
	if (v->text)
		voice_mark(v, r->f->redactor, r->scratch);
}

static void
take_box(void *with, const unsigned char *id, const unsigned char *box, size_t box_len)
{
	struct reading *r = with;
	struct voice *v = voice_at(r->w, id);
	unsigned char hash[16], naming[SEAL_KEY], name[SEAL_HASH];
	struct contribution c;
	struct buf clear;
	struct err err = { 0 };

	if (!v)
		return;
	v->there = true;
	digest_blake2b(hash, sizeof(hash), box, box_len);
	if (!memcmp(hash, v->hash, sizeof(hash)))
		return;
	memcpy(v->hash, hash, sizeof(hash));
	r->w->changed = true;
	buf_init(&clear, 0);
	memset(&c, 0, sizeof(c));
	if (box_open_naming(box, box_len, r->about, r->key, &clear, naming, &err) &&
	    contribution_parse(clear.data, clear.len, r->w->step, &c, r->scratch)) {
		seal_hash(name, "canvass room voice", 18, naming, sizeof(naming));
		voice_take(v, &c, name, r);
		v->good = true;
	} else {
		voice_wipe(v);
		v->good = false;
	}
	secret_wipe(naming, sizeof(naming));
	if (clear.data)
		secret_wipe(clear.data, clear.len);
	buf_free(&clear);
}

/* A slot never empties while a step runs; what was not met again is let go all the same. */
static void
voices_settle(struct watch *w)
{
	size_t kept = 0;

	for (size_t i = 0; i < w->count; i++) {
		if (!w->voices[i].there) {
			voice_wipe(&w->voices[i]);
			w->changed = true;
			continue;
		}
		w->voices[kept++] = w->voices[i];
	}
	w->count = w->sorted = kept;
	if (kept)
		qsort(w->voices, kept, sizeof(*w->voices), by_id);
}

void
watch_read(struct followed *f, struct watch *w, const struct secret_key *key)
{
	struct reading r = { .f = f, .w = w, .key = key };
	char file[SURVEY_NAME];
	struct err err = { 0 };
	bool good;

	if (!w->live) {
		room_file(f->name, w->number, file);
		w->live = live_open(follower.dir, file, &err);
		if (!w->live) {
			w->whole = err.code == ERR_MISSING; /* nobody could answer yet */
			return;
		}
	} else if (!live_changed(w->live)) {
		return;
	}
	room_about(f->name, w->number, r.about, sizeof(r.about));
	r.scratch = arena_new(0);
	for (size_t i = 0; i < w->count; i++)
		w->voices[i].there = false;
	w->sorted = w->count;
	good = live_read(w->live, take_box, &r, &err);
	arena_clear(r.scratch); /* wipes */
	arena_free(r.scratch);
	if (good) {
		voices_settle(w);
		w->whole = true;
		return;
	}
	/* Half a reading says nothing of what is gone: all is kept and read anew. */
	if (w->count)
		qsort(w->voices, w->count, sizeof(*w->voices), by_id);
	w->sorted = w->count;
	live_close(w->live);
	w->live = NULL;
}

/* ---- the queue ------------------------------------------------------------------------------- */

/* People with something that is not in the queue, by their first notes. */
static unsigned
people_new(const struct watch *w)
{
	unsigned n = 0;

	for (size_t i = 0; i < w->count; i++) {
		const struct voice *v = &w->voices[i];

		n += v->good && v->text && !v->queued && !v->what.turn;
	}
	return n;
}

void
watch_queue(const struct followed *f, struct watch *w)
{
	bool all = f->room.steps[w->number].state != STEP_OPEN ||
		   people_new(w) >= f->text.guide->show_from;

	w->waiting = false;
	for (size_t i = 0; i < w->count; i++) {
		struct voice *v = &w->voices[i];

		if (!v->good || !v->text)
			continue;
		v->queued |= all;
		w->waiting |= !v->queued;
	}
}

/* ---- what it comes to ----------------------------------------------------------------------- */

static int
by_name(const void *a, const void *b)
{
	return memcmp(((const struct said *)a)->name, ((const struct said *)b)->name, 16);
}

struct pool
watch_pool(const struct watch *w, struct arena *a)
{
	struct said *items = arena_array(a, struct said, w->count ? w->count : 1);
	size_t n = 0;

	for (size_t i = 0; i < w->count; i++) {
		if (!w->voices[i].good)
			continue;
		memcpy(items[n].name, w->voices[i].name, 16);
		items[n++].what = w->voices[i].what;
	}
	if (n)
		qsort(items, n, sizeof(*items), by_name);
	return (struct pool){ .step = w->step, .items = items, .count = n };
}

const struct voice *
watch_find(const struct watch *w, const unsigned char name[16])
{
	for (size_t i = 0; i < w->count; i++)
		if (w->voices[i].good && w->voices[i].text &&
		    !memcmp(w->voices[i].name, name, 16))
			return &w->voices[i];
	return NULL;
}
