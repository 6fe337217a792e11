/*
 * How many people have answered, and whether that is enough for results to be shown.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/unit/live/room.h"

int
main(void)
{
	struct arena *a = arena_new(0);
	const struct agenda *agenda = agenda_try(a);
	struct said items[6] = { { .what = { .kind = STEP_NOTES } } };
	struct pool pool = { agenda_step(agenda, NOTES), items, 0 };

	is_int(pool_people(&pool), 0, "nobody");
	ok(!pool_enough(&pool, agenda->guide, false), "is not enough");
	items[1].what.turn = 1; /* further notes of the same people are no people */
	items[2].what.turn = 2;
	items[3].what.empty = true; /* nor is what was taken back */
	pool.count = 5;
	is_int(pool_people(&pool), 2, "two people with four notes");
	ok(!pool_enough(&pool, agenda->guide, false), "are too few of three");
	pool.count = 6;
	ok(pool_enough(&pool, agenda->guide, false), "a third makes them enough");
	pool.count = 1;
	ok(pool_enough(&pool, agenda->guide, true),
	   "and whoever leaves un-shows nothing");
	arena_free(a);
	return tap_done();
}
