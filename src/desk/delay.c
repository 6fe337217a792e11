/*
 * Delays by name, in memory.  A name is known by a hash of it under a key of this run, so that
 * nobody can choose names that meet; whether there is such a person makes no difference.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <pthread.h>

#include "desk/delay.h"

struct entry {
	unsigned char name[SEAL_HASH];
	unsigned failures; /* 0: an empty one */
	uint64_t last;	   /* seconds, of the last failure */
};

struct delays {
	pthread_mutex_t lock;
	pthread_cond_t turn;
	unsigned waiting;
	bool taken;
	unsigned char key[SEAL_KEY];
	struct entry entries[DELAY_NAMES];
};

struct delays *
delays_new(void)
{
	struct delays *d = mem_new(1, sizeof(*d));

	pthread_mutex_init(&d->lock, NULL);
	pthread_cond_init(&d->turn, NULL);
	rand_bytes(d->key, sizeof(d->key));
	return d;
}

void
delays_free(struct delays *d)
{
	if (!d)
		return;
	pthread_cond_destroy(&d->turn);
	pthread_mutex_destroy(&d->lock);
	free(d);
}

unsigned
delay_after(unsigned failures)
{
	if (failures <= DELAY_FREE)
		return 0;
	if (failures >= DELAY_FREE + 5)
		return DELAY_MOST;
	return 1u << (failures - DELAY_FREE);
}

/* The entry of a name; else an empty one, or the one whose last failure lies longest ago. */
static struct entry *
entry_of(struct delays *d, const char *name, uint64_t now, unsigned char hash[SEAL_HASH])
{
	struct entry *spare = &d->entries[0];

	seal_hash(hash, name, strlen(name), d->key, sizeof(d->key));
	for (struct entry *e = d->entries; e < d->entries + DELAY_NAMES; e++) {
		/* A thread may have read its clock before another did. */
		if (e->failures && now > e->last && now - e->last >= DELAY_FORGETS)
			e->failures = 0;
		if (e->failures && memcmp(e->name, hash, SEAL_HASH) == 0)
			return e;
		if (spare->failures && (!e->failures || e->last < spare->last))
			spare = e;
	}
	return spare;
}

static bool
is_of(const struct entry *e, const unsigned char hash[SEAL_HASH])
{
	return e->failures && memcmp(e->name, hash, SEAL_HASH) == 0;
}

unsigned
delay_left(struct delays *d, const char *name, uint64_t now)
{
	unsigned char hash[SEAL_HASH];
	const struct entry *e;
	uint64_t until = 0;

	pthread_mutex_lock(&d->lock);
	e = entry_of(d, name, now, hash);
	if (is_of(e, hash))
		until = e->last + delay_after(e->failures);
	pthread_mutex_unlock(&d->lock);
	return until > now ? (unsigned)(until - now) : 0;
}

void
delay_failed(struct delays *d, const char *name, uint64_t now)
{
	unsigned char hash[SEAL_HASH];
	struct entry *e;

	pthread_mutex_lock(&d->lock);
	e = entry_of(d, name, now, hash);
	if (!is_of(e, hash)) {
		memcpy(e->name, hash, sizeof(hash));
		e->failures = 0;
	}
	e->failures++;
	e->last = now;
	pthread_mutex_unlock(&d->lock);
}

void
delay_clear(struct delays *d, const char *name, uint64_t now)
{
	unsigned char hash[SEAL_HASH];
	struct entry *e;

	pthread_mutex_lock(&d->lock);
	e = entry_of(d, name, now, hash);
	if (is_of(e, hash))
		e->failures = 0;
	pthread_mutex_unlock(&d->lock);
}

bool
turn_take(struct delays *d)
{
	bool got = false;

	pthread_mutex_lock(&d->lock);
	if (!d->taken || d->waiting < DELAY_QUEUE) {
		d->waiting++;
		while (d->taken)
			pthread_cond_wait(&d->turn, &d->lock);
		d->waiting--;
		d->taken = got = true;
	}
	pthread_mutex_unlock(&d->lock);
	return got;
}

void
turn_give(struct delays *d)
{
	pthread_mutex_lock(&d->lock);
	d->taken = false;
	pthread_cond_signal(&d->turn);
	pthread_mutex_unlock(&d->lock);
}
