/*
 * The follower: one thread that keeps up with the rooms that run.  Each fifth of a second it opens
 * what phones have sent, with a key that somebody at the desk has unlocked, and writes what may be
 * shown into canvass.db, where the door finds it.
 *
 * It keeps nothing that the store does not have: a desk that is started again sees the same.  A key
 * is borrowed for one look; once nobody's key opens a room, what was opened of it is wiped.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <errno.h>
#include <time.h>

#include "desk/room_follow.h"

struct follower follower = { .lock = PTHREAD_MUTEX_INITIALIZER };

static void
followed_wipe(struct followed *f)
{
	for (unsigned i = 0; i <= AGENDA_STEPS; i++) {
		room_watch_free(f->watch[i]);
		f->watch[i] = NULL;
	}
}

static void
followed_free(struct followed *f)
{
	followed_wipe(f);
	redactor_free(f->redactor);
	arena_free(f->state);
	arena_free(f->frozen);
	free(f);
}

/* Guide, form and what redacts by it; they never change. */
static bool
followed_begin(struct followed *f)
{
	struct redact_options options = { .strict = true };
	struct err err = { 0 };

	f->frozen = arena_new(0);
	f->room.guide_text = arena_copy(f->frozen, f->room.guide_text, f->room.guide_len);
	f->room.form_text = arena_copy(f->frozen, f->room.form_text, f->room.form_len);
	f->broken = !room_text_read(&f->room, &f->text, f->frozen, &err);
	if (f->broken)
		return false;
	options.patterns = f->text.form->privacy.patterns;
	options.pattern_count = f->text.form->privacy.pattern_count;
	f->redactor = redactor_new(&options, &err);
	f->broken = !f->redactor;
	return !f->broken;
}

/* What the store has of it now.  False: it is not there, or cannot be read just now. */
static bool
followed_read(struct followed *f)
{
	struct arena *state = arena_new(0);
	struct room_item *items;
	size_t count;
	struct room room;
	struct err err = { 0 };

	if (!room_get(follower.store, f->name, &room, state, &err) ||
	    !room_items(follower.store, f->name, &items, &count, state, &err)) {
		arena_free(state);
		return false;
	}
	arena_free(f->state);
	f->state = state;
	f->room = room;
	f->items = items;
	f->item_count = count;
	f->stale = false;
	f->fresh = true;
	if (room.phase != PHASE_OVER)
		f->over_since = 0;
	else if (!f->over_since)
		f->over_since = clock_ms();
	return f->frozen || followed_begin(f);
}

static struct followed *
followed_find(const char *name)
{
	for (struct followed *f = follower.rooms; f; f = f->next)
		if (str_same(f->name, name))
			return f;
	return NULL;
}

/* Rooms that run are taken up; those that were over for a while are let go. */
static void
rooms_settle(void)
{
	struct arena *a = arena_new(0);
	struct room *all;
	size_t count;
	struct err err = { 0 };
	int today = day_today();

	if (!room_all(follower.store, true, &all, &count, a, &err))
		count = 0;
	for (size_t i = 0; i < count; i++) {
		struct followed *f = followed_find(all[i].name);
		bool on = all[i].phase != PHASE_GATHER &&
			  (all[i].phase != PHASE_OVER || all[i].closed_day == today);

		if (f || !on)
			continue;
		f = mem_new(1, sizeof(*f));
		(void)str_fit(f->name, sizeof(f->name), all[i].name);
		f->next = follower.rooms;
		follower.rooms = f;
	}
	arena_free(a);
	for (struct followed *f = follower.rooms; f; f = f->next)
		f->stale = true;
}

/* Writes what is due; ERR_BUSY means that somebody was first, and it is made anew. */
static void
followed_write(struct followed *f, const struct upkeep *plan)
{
	struct room_change change = {
		.version = f->room.version,
		.head = &plan->head,
		.steps = plan->steps,
		.step_count = plan->step_count,
		.put = plan->put,
		.put_count = plan->put_count,
		.gone = (const unsigned char(*)[ROOM_ITEM_ID])plan->gone,
		.gone_count = plan->gone_count,
	};
	struct err err = { 0 };
	uint64_t version;
	bool good;

	/* Pages go on reading while the disk is waited for: nobody else changes what is here. */
	pthread_mutex_unlock(&follower.lock);
	good = room_change(follower.store, f->name, &change, &version, &err);
	pthread_mutex_lock(&follower.lock);
	f->stale = true;
	for (size_t i = 0; good && i < plan->step_count; i++) {
		struct watch *w = f->watch[plan->steps[i]];

		if (w)
			w->written_at = clock_ms();
	}
	if (!good && err.code != ERR_BUSY)
		log_line("a room's results could not be written: %s", err.text);
}

static void
followed_look(struct followed *f)
{
	const struct secret_key *key;
	struct arena *a;
	struct upkeep *plan;

	if (f->stale && !followed_read(f))
		return;
	key = desk_key_borrow(follower.desk,
			      (const unsigned char(*)[STORE_KEY])f->room.recipients,
			      f->room.recipient_count);
	f->keyed = key != NULL;
	if (!key) {
		followed_wipe(f);
		return;
	}
	watch_settle(f);
	for (unsigned i = 1; i <= AGENDA_STEPS; i++)
		if (f->watch[i]) {
			watch_read(f, f->watch[i], key);
			watch_queue(f, f->watch[i]);
		}
	desk_key_return(follower.desk, key);
	a = arena_new(0);
	plan = arena_one(a, struct upkeep);
	if (upkeep_make(f, plan, a))
		followed_write(f, plan);
	arena_clear(a);
	arena_free(a);
}

static bool
store_ready(void)
{
	struct err err = { 0 };

	if (follower.store)
		return true;
	follower.store = store_open(follower.dir, STORE_WRITES, &err);
	if (follower.store)
		rooms_settle();
	return follower.store != NULL;
}

static void
look_at_all(void)
{
	if (!store_ready())
		return;
	if (store_changed(follower.store))
		rooms_settle();
	for (struct followed *f = follower.rooms; f; f = f->next) {
		/* What is over stays as a name alone, so that it is not taken up again. */
		if (f->over_since && clock_ms() - f->over_since > FOLLOW_AFTER)
			followed_wipe(f);
		else if (!f->broken)
			followed_look(f);
	}
}

static void *
follow(void *unused)
{
	(void)unused;
	pthread_mutex_lock(&follower.lock);
	while (!follower.stop) {
		struct timespec until;

		follower.awake = false;
		look_at_all();
		clock_gettime(CLOCK_MONOTONIC, &until);
		until.tv_nsec += FOLLOW_EVERY * 1000000L;
		until.tv_sec += until.tv_nsec / 1000000000L;
		until.tv_nsec %= 1000000000L;
		while (!follower.stop && !follower.awake &&
		       pthread_cond_timedwait(&follower.woken, &follower.lock, &until) !=
			       ETIMEDOUT)
			;
	}
	pthread_mutex_unlock(&follower.lock);
	return NULL;
}

void
room_wake(void)
{
	pthread_mutex_lock(&follower.lock);
	if (follower.runs) {
		follower.awake = true;
		pthread_cond_signal(&follower.woken);
	}
	pthread_mutex_unlock(&follower.lock);
}

void
room_follow_start(struct desk *d, const char *dir)
{
	pthread_condattr_t attr;

	follower.desk = d;
	follower.dir = dir;
	follower.stop = false;
	pthread_condattr_init(&attr);
	pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
	pthread_cond_init(&follower.woken, &attr);
	pthread_condattr_destroy(&attr);
	if (pthread_create(&follower.thread, NULL, follow, NULL))
		die("no thread for the rooms");
	follower.runs = true;
}

void
room_follow_stop(void)
{
	if (!follower.runs)
		return;
	pthread_mutex_lock(&follower.lock);
	follower.stop = true;
	follower.runs = false;
	pthread_cond_signal(&follower.woken);
	pthread_mutex_unlock(&follower.lock);
	pthread_join(follower.thread, NULL);
	while (follower.rooms) {
		struct followed *f = follower.rooms;

		follower.rooms = f->next;
		followed_free(f);
	}
	store_close(follower.store);
	follower.store = NULL;
	pthread_cond_destroy(&follower.woken);
}
