/*
 * What several commands and the desk do with rooms: read their guides back, open and end them.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_APP_ROOM_H
#define CANVASS_APP_ROOM_H

#include "app/app.h"
#include "form/guide.h"
#include "store/room.h"

/* A room's guide as it was frozen; ERR_CONFIG: a damaged workspace.  Lives in the arena, as the
 * room's texts must. */
struct guide *room_guide(const struct room *room, struct arena *a, struct err *err);
/* Sizes of its records, boxes and pages, by how many keys it has.  Dies if no page holds them. */
void room_measure(struct room *room);
/* Draws a code that leads to no other room and no survey, and adds the room, from its guide, form,
 * name and keys.  ERR_CREATE: there is one of that name. */
bool room_begin(struct store *st, struct room *room, int day, struct err *err) MUST_USE;
/*
 * Ends a room for good: no step takes answers, what is shown keeps its order alone, and the ticket
 * keys of all its steps are destroyed: by a running door, for which this waits, or under the lock.
 * May be called again if it was interrupted.  ERR_BUSY: the door has not destroyed them yet.
 */
bool room_end(struct store *st, const char *name, int day, struct err *err) MUST_USE;
/* Turns what a step shows into places in an order.  Whether there were counts; the text lives in
 * the arena. */
bool room_step_forget(struct room_step *step, struct arena *a);
/*
 * The room that somebody means: by its name or its code, or, where nothing is named, the only one
 * that is open.  ERR_USAGE: none or several are, with their names; ERR_MISSING as room_get.
 */
bool room_meant(struct store *st, const char *named, struct room *out, struct arena *a,
		struct err *err) MUST_USE;
/* "https://host/R/CODE" */
char *room_url(const struct settings *s, const char *code, struct arena *a) MUST_USE;

#endif
