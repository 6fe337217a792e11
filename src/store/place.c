/*
 * Where an answer's id stands among the slots: a function of the id and of the table's size,
 * and of nothing that tells when it came.
 *
 * Slots bear their ids in ascending order.  The i-th id of all stands at
 *
 *	max(home of the id, place of the one before + 1)
 *
 * which is ordered linear probing (O. Amble and D. E. Knuth, Computer Journal 17, 1974) with a
 * home that ascends with the id, so that the places depend on the set of ids alone.  The
 * table does not wrap round; it has a tail instead, or the last ids would stand first.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "store/internal.h"

enum { HOMES_LEAST = 64, TAIL_LEAST = 64, TAIL_PART = 64 };

uint64_t
place_home(const unsigned char id[16], uint64_t homes)
{
	uint64_t top = 0;

	for (int i = 0; i < 4; i++)
		top = top << 8 | id[i];
	return top * homes >> 32;
}

uint64_t
place_tail(uint64_t homes)
{
	return homes / TAIL_PART > TAIL_LEAST ? homes / TAIL_PART : TAIL_LEAST;
}

uint64_t
place_homes(unsigned expected)
{
	uint64_t homes = HOMES_LEAST;

	while (homes < 2 * (uint64_t)expected)
		homes *= 2;
	return homes;
}
