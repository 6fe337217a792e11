/*
 * Which slips can still be used, in memory: a table from a slip's hash to its place in the file.
 * A slip that is struck out leaves nothing here either.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "store/internal.h"

enum { LEAST = 64 };

static uint64_t
half(const unsigned char *at)
{
	uint64_t value;

	memcpy(&value, at, sizeof(value));
	return value;
}

/* Hashes come spread from the seal, yet whoever may hand them over might choose them: the seed
 * keeps them from all being sent to one corner. */
static size_t
home(const struct slip_set *s, const unsigned char *hash)
{
	uint64_t mixed = (half(hash) ^ s->seed) * 0x9e3779b97f4a7c15u;

	mixed = (mixed ^ mixed >> 32 ^ half(hash + 8)) * 0xd6e8feb86659fd93u;
	return (size_t)(mixed >> 32) & (s->size - 1);
}

/* Where a hash stands, or would. */
static size_t
spot(const struct slip_set *s, const unsigned char *hash)
{
	size_t at = home(s, hash);

	while (s->rows[at].next_place && memcmp(s->rows[at].hash, hash, SLIP_BYTES) != 0)
		at = (at + 1) & (s->size - 1);
	return at;
}

void
slip_set_done(struct slip_set *s)
{
	if (s->rows)
		explicit_bzero(s->rows, s->size * sizeof(*s->rows));
	free(s->rows);
	*s = (struct slip_set){ 0 };
}

void
slip_set_room(struct slip_set *s, size_t more)
{
	struct slip_set larger = { .count = s->count };

	if (s->rows && 2 * (s->count + more) <= s->size)
		return;
	for (larger.size = LEAST; larger.size < 2 * (s->count + more);)
		larger.size *= 2;
	rand_bytes(&larger.seed, sizeof(larger.seed));
	larger.rows = mem_new(larger.size, sizeof(*larger.rows));
	for (size_t i = 0; i < s->size; i++)
		if (s->rows[i].next_place)
			larger.rows[spot(&larger, s->rows[i].hash)] = s->rows[i];
	slip_set_done(s);
	*s = larger;
}

bool
slip_set_put(struct slip_set *s, const unsigned char hash[SLIP_BYTES], uint32_t place)
{
	size_t at;

	slip_set_room(s, 1);
	at = spot(s, hash);
	if (s->rows[at].next_place)
		return false;
	memcpy(s->rows[at].hash, hash, SLIP_BYTES);
	s->rows[at].next_place = place + 1;
	s->count++;
	return true;
}

bool
slip_set_find(const struct slip_set *s, const unsigned char hash[SLIP_BYTES],
	      uint32_t *out_place)
{
	size_t at = s->rows ? spot(s, hash) : 0;

	if (!s->rows || !s->rows[at].next_place)
		return false;
	*out_place = s->rows[at].next_place - 1;
	return true;
}

/* Those that were pushed on by it come back, so that a search may end at the first empty row. */
void
slip_set_drop(struct slip_set *s, const unsigned char hash[SLIP_BYTES])
{
	size_t empty = s->rows ? spot(s, hash) : 0, mask = s->size - 1;

	if (!s->rows || !s->rows[empty].next_place)
		return;
	for (size_t at = (empty + 1) & mask; s->rows[at].next_place;
	     at = (at + 1) & mask) {
		size_t from = home(s, s->rows[at].hash);

		if (((at - from) & mask) < ((at - empty) & mask))
			continue;
		s->rows[empty] = s->rows[at];
		empty = at;
	}
	explicit_bzero(&s->rows[empty], sizeof(s->rows[empty]));
	s->count--;
}

void
slip_set_drop_places(struct slip_set *s, uint32_t first, uint32_t end)
{
	struct slip_set left = { 0 };

	slip_set_room(&left, s->count);
	for (size_t i = 0; i < s->size; i++) {
		uint32_t next = s->rows[i].next_place;

		if (next && (next - 1 < first || next - 1 >= end) &&
		    !slip_set_put(&left, s->rows[i].hash, next - 1))
			die("slip_set: a hash stands twice");
	}
	slip_set_done(s);
	*s = left;
}
