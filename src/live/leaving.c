/*
 * What leaves a room of its votes: an order, and no number.  Ideas that few voted for leave without
 * a place in it, since a place would tell of one or two people.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "live/live.h"

const char *const bucket_names[BUCKET__COUNT] = {
	[BUCKET_NONE] = "",
	[BUCKET_WORKS] = "what works",
	[BUCKET_CONCERN] = "concern",
	[BUCKET_OPPORTUNITY] = "opportunity",
};

/* Votes of an idea, or 0 if they are fewer than may be told of; once forgotten, its place. */
static unsigned
votes_of(const struct shown *dots, uint64_t id)
{
	unsigned least = dots->ordered ? 1 : DOTS_LEAST;
	char text[17];

	snprintf(text, sizeof(text), "%016llx", (unsigned long long)id);
	for (size_t i = 0; i < dots->count; i++)
		if (str_same(dots->rows[i].id, text))
			return dots->rows[i].n >= least ? dots->rows[i].n : 0;
	return 0;
}

/* Whether an idea before this one has as many votes: numbers are counted once. */
static bool
counted(const struct shown *dots, const uint64_t *ids, size_t at, unsigned votes)
{
	for (size_t i = 0; i < at; i++)
		if (votes_of(dots, ids[i]) == votes)
			return true;
	return false;
}

void
leaving_order(const struct shown *dots, const uint64_t *ids, struct leaving_idea *ideas,
	      size_t count)
{
	for (size_t i = 0; i < count; i++) {
		unsigned mine = dots->few ? 0 : votes_of(dots, ids[i]);

		ideas[i].order = mine != 0;
		/* a place lower for each higher number of votes, however many have it */
		for (size_t j = 0; mine && j < count; j++) {
			unsigned votes = votes_of(dots, ids[j]);
			bool above = dots->ordered ? votes && votes < mine : votes > mine;

			ideas[i].order += above && !counted(dots, ids, j, votes);
		}
	}
}
