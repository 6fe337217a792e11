/*
 * Two kinds of chance.  rand_* comes from the kernel and is fit for secrets; dice_* is a
 * seeded sequence for invented answers and tests, and must never be used for a secret.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <errno.h>
#include <sys/random.h>
#include <unistd.h>

#include "base/base.h"

void
rand_bytes(void *to, size_t len)
{
	unsigned char *at = to;

	while (len) {
		ssize_t got = getrandom(at, len, 0);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			die("the kernel gives no random bytes");
		at += got;
		len -= (size_t)got;
	}
}

enum { POOL = 1024 };

void
rand_small(void *to, size_t len)
{
	static _Thread_local unsigned char pool[POOL];
	static _Thread_local size_t left;
	static _Thread_local pid_t owner; /* a child must not hand out its parent's bytes */

	if (len > POOL)
		die("rand_small: %zu bytes at once", len);
	if (len > left || owner != getpid()) {
		rand_bytes(pool, POOL);
		left = POOL;
		owner = getpid();
	}
	left -= len;
	memcpy(to, pool + left, len);
	explicit_bzero(pool + left, len);
}

uint32_t
rand_below(uint32_t n)
{
	uint32_t value, spoilt;

	if (!n)
		die("rand_below: nothing to choose from");
	/* The first 2^32 mod n values would make the low numbers likelier: throw again. */
	spoilt = (uint32_t)(0 - n) % n;
	do
		rand_bytes(&value, sizeof(value));
	while (value < spoilt);
	return value % n;
}

/* splitmix64 (S. Vigna, public domain): spreads one number over the whole state. */
void
dice_seed(struct dice *d, uint64_t seed)
{
	for (size_t i = 0; i < ARRAY_LEN(d->s); i++) {
		uint64_t z = seed += 0x9e3779b97f4a7c15u;

		z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
		z = (z ^ z >> 27) * 0x94d049bb133111ebu;
		d->s[i] = z ^ z >> 31;
	}
}

static uint64_t
turn_left(uint64_t x, int by)
{
	return x << by | x >> (64 - by);
}

/* xoshiro256** 1.0 (D. Blackman and S. Vigna, 2018, public domain). */
uint64_t
dice_next(struct dice *d)
{
	uint64_t *s = d->s;
	uint64_t result = turn_left(s[1] * 5, 7) * 9;
	uint64_t t = s[1] << 17;

	s[2] ^= s[0];
	s[3] ^= s[1];
	s[1] ^= s[2];
	s[0] ^= s[3];
	s[2] ^= t;
	s[3] = turn_left(s[3], 45);
	return result;
}

uint32_t
dice_below(struct dice *d, uint32_t n)
{
	uint32_t value, spoilt;

	if (!n)
		die("dice_below: nothing to choose from");
	spoilt = (uint32_t)(0 - n) % n;
	do
		value = (uint32_t)(dice_next(d) >> 32);
	while (value < spoilt);
	return value % n;
}

double
dice_unit(struct dice *d)
{
	return (double)(dice_next(d) >> 11) * 0x1p-53;
}
