/*
 * Sessions in memory: begun at sign-in, found by their cookie, ended by time, by sign-out or by
 * somebody's being disabled, and wiped when the last page that uses one has been answered.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "desk/internal.h"

enum { COOKIE_BYTES = 32 };

struct sessions {
	pthread_mutex_t lock; /* of the list, and of times, users and ends of all in it */
	struct session *first;
	size_t count;
};

struct sessions *
sessions_new(void)
{
	struct sessions *all = mem_new(1, sizeof(*all));

	pthread_mutex_init(&all->lock, NULL);
	return all;
}

static void
session_free(struct session *s)
{
	sitting_wipe(&s->sitting);
	secret_free(s->key);
	free(s->used);
	free(s->notice);
	pthread_mutex_destroy(&s->lock);
	secret_wipe(s, sizeof(*s));
	free(s);
}

/* The name in the list is one use; the caller holds the lock. */
static void
take_out(struct sessions *all, struct session **at)
{
	struct session *s = *at;

	*at = s->next;
	s->next = NULL;
	s->ended = true;
	all->count--;
	if (--s->users == 0)
		session_free(s);
}

/* Two threads may read their clocks in one order and come here in the other: never below 0. */
static bool
is_over(const struct session *s, uint64_t now)
{
	return now >= s->began + SESSION_WHOLE || now >= s->seen + SESSION_IDLE;
}

static void
sweep(struct sessions *all, uint64_t now)
{
	struct session **at = &all->first;

	while (*at)
		if (is_over(*at, now))
			take_out(all, at);
		else
			at = &(*at)->next;
}

static void
make_room(struct sessions *all)
{
	struct session **oldest = &all->first;

	if (all->count < SESSIONS_MOST)
		return;
	for (struct session **at = &all->first; *at; at = &(*at)->next)
		if ((*at)->seen < (*oldest)->seen)
			oldest = at;
	take_out(all, oldest);
}

struct session *
session_begin(struct sessions *all, const char *person, uint64_t now,
	      char cookie[SESSION_NAME])
{
	struct session *s = mem_new(1, sizeof(*s));
	unsigned char name[COOKIE_BYTES];

	rand_bytes(name, sizeof(name));
	base64_encode(cookie, SESSION_NAME, name, sizeof(name));
	secret_wipe(name, sizeof(name));
	seal_hash(s->name_hash, cookie, strlen(cookie), NULL, 0);
	str_fit(s->person, sizeof(s->person), person);
	s->key = secret_new(SEAL_KEY);
	rand_bytes(s->key, SEAL_KEY);
	s->began = s->seen = now;
	s->users = 2;
	pthread_mutex_init(&s->lock, NULL);
	sitting_init(&s->sitting);
	pthread_mutex_lock(&all->lock);
	sweep(all, now);
	make_room(all);
	s->next = all->first;
	all->first = s;
	all->count++;
	pthread_mutex_unlock(&all->lock);
	return s;
}

struct session *
session_find(struct sessions *all, const char *cookie, uint64_t now, bool quiet)
{
	unsigned char hash[SEAL_HASH];
	struct session *s;

	if (strlen(cookie) != SESSION_NAME - 1)
		return NULL;
	seal_hash(hash, cookie, strlen(cookie), NULL, 0);
	pthread_mutex_lock(&all->lock);
	sweep(all, now);
	for (s = all->first; s; s = s->next)
		if (secret_same(s->name_hash, hash, sizeof(hash)))
			break;
	if (s) {
		s->users++;
		if (!quiet && now > s->seen)
			s->seen = now;
	}
	pthread_mutex_unlock(&all->lock);
	return s;
}

void
session_let(struct sessions *all, struct session *s)
{
	if (!s)
		return;
	pthread_mutex_lock(&all->lock);
	if (--s->users == 0)
		session_free(s);
	pthread_mutex_unlock(&all->lock);
}

void
session_end(struct sessions *all, struct session *s)
{
	pthread_mutex_lock(&all->lock);
	for (struct session **at = &all->first; *at; at = &(*at)->next)
		if (*at == s) {
			take_out(all, at);
			break;
		}
	pthread_mutex_unlock(&all->lock);
}

void
session_end_all(struct sessions *all, const char *person, const struct session *but)
{
	struct session **at = &all->first;

	pthread_mutex_lock(&all->lock);
	while (*at)
		if (*at != but && str_same((*at)->person, person))
			take_out(all, at);
		else
			at = &(*at)->next;
	pthread_mutex_unlock(&all->lock);
}

void
sessions_sweep(struct sessions *all, uint64_t now)
{
	pthread_mutex_lock(&all->lock);
	sweep(all, now);
	pthread_mutex_unlock(&all->lock);
}

void
sessions_free(struct sessions *all)
{
	if (!all)
		return;
	while (all->first)
		take_out(all, &all->first);
	pthread_mutex_destroy(&all->lock);
	free(all);
}

uint64_t
session_left(const struct session *s, uint64_t now)
{
	uint64_t end = s->began + SESSION_WHOLE, idle = s->seen + SESSION_IDLE;

	if (idle < end)
		end = idle;
	return now < end ? end - now : 0;
}

void
session_say(struct session *s, const char *words)
{
	size_t len = strlen(words) + 1;
	char *copy = mem_new(len, 1);

	memcpy(copy, words, len);
	pthread_mutex_lock(&s->lock);
	free(s->notice);
	s->notice = copy;
	pthread_mutex_unlock(&s->lock);
}

const char *
session_said(struct session *s, struct arena *a)
{
	const char *words = NULL;

	pthread_mutex_lock(&s->lock);
	if (s->notice)
		words = arena_str(a, s->notice);
	free(s->notice);
	s->notice = NULL;
	pthread_mutex_unlock(&s->lock);
	return words;
}
