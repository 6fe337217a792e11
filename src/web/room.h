/*
 * Rooms of focus groups as the door holds them: what canvass.db last said of each, and the answers
 * of those of its steps in which phones act.  Pages read them; requests under way point to them, so
 * that none is let go before the door stops.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_ROOM_H
#define CANVASS_ROOM_H

#include "live/live.h"
#include "store/room.h"
#include "web/machine.h"

struct door_room {
	char name[ROOM_NAME], code[STORE_CODE];
	struct arena *arena;	   /* guide and form, for good */
	const struct guide *guide; /* NULL: over, or its frozen text cannot be read */
	struct agenda agenda;
	bool broken, invented;

	struct arena *read; /* what follows, as it was read last */
	const struct room *now;
	struct room_item *items;
	size_t item_count;

	struct held *steps[ROOM_STEPS]; /* by number: those that were ever open */
	bool ended[ROOM_STEPS];		/* nothing of it is left to be ended */
};

/* By what was typed as its code.  NULL: unknown. */
struct door_room *door_room_find(const struct door *door, const char *typed);
/* Whether it is over for good: 410. */
bool room_over(const struct door_room *room);
/* Whether a step takes answers just now. */
bool room_takes(const struct door_room *room, const struct step *step);
/* The same, and its answers file is open: before that a phone is asked to wait for a moment. */
bool room_ready(const struct door_room *room, const struct step *step);
/* The ideas that a step's dots go to; in the arena. */
struct idea_choice *room_ideas(const struct door_room *room, const struct step *step,
			       size_t *out_count, struct arena *a);
/* What a step shows, if it was revealed.  False: nothing. */
bool room_shows(const struct door_room *room, const struct step *step, struct shown *out,
		struct arena *a) MUST_USE;

#endif
