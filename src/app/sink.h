/*
 * Where a command's answers go: sealed, in groups, through a running door's hatch or into the
 * answers file under the lock.  What was acknowledged is stored and synced.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_SINK_H
#define CANVASS_SINK_H

#include "app/app.h"

enum { SINK_GROUP = 256 };

struct sink;
void sink_close(struct sink *s); /* what is still in the group is dropped */
/*
 * The survey must outlive the sink; day: today.  ERR_BUSY if another command holds the lock for
 * long.
 */
struct sink *sink_open(const char *dir, const struct survey *survey, int day,
		       struct err *err) OWNED_BY(sink_close);
/*
 * Seals one checked answer and puts it into the group.  ERR_INPUT if its texts are too long for
 * its slot.  place: of a link, or 0.
 */
bool sink_put(struct sink *s, const struct answers *answers, uint32_t place,
	      struct err *err) MUST_USE;
bool sink_full(const struct sink *s);
/* Stores the group.  On failure nothing of it is known to be stored, and it is dropped. */
bool sink_flush(struct sink *s, struct err *err) MUST_USE;
/* For invented answers only: ends the open batch as if that day had come; without a door. */
bool sink_next_day(struct sink *s, int day, struct err *err) MUST_USE;
/* How many were stored. */
size_t sink_stored(const struct sink *s);

#endif
