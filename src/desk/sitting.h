/*
 * What a session holds beside who it is: keys that were unlocked in it, and opened things that
 * belong to it.  All of it is wiped at the session's end (keys.c).
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_DESK_SITTING_H
#define CANVASS_DESK_SITTING_H

#include <pthread.h>

#include "base/base.h"

struct desk;
struct kept;

struct sitting {
	pthread_mutex_t hold; /* desk_hold: one visit at a time; the same visit may hold twice */
	struct kept *kept;    /* while held */
	struct desk *desk;    /* where its keys are listed; NULL: it never unlocked one */
	unsigned wrong;	      /* passphrases in a row; under the desk's keys_lock */
	uint64_t wait_until;  /* ms of clock_ms; under the same lock */
};
void sitting_init(struct sitting *sitting);
/* Wipes and frees what it holds, not itself.  No visit may use it any more. */
void sitting_wipe(struct sitting *sitting);

#endif
