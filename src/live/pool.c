/*
 * What a step's contributions come to before anybody looks: how many people, and whether that is
 * enough for results to be shown.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "live/live.h"

unsigned
pool_people(const struct pool *p)
{
	unsigned n = 0;

	for (size_t i = 0; i < p->count; i++)
		n += !p->items[i].what.turn && !p->items[i].what.empty;
	return n;
}

/* Once they were enough, somebody who takes an answer back hides nothing: it was seen already. */
bool
pool_enough(const struct pool *p, const struct guide *guide, bool latched)
{
	return latched || pool_people(p) >= guide->show_from;
}
