/*
 * What the files about desk.db share.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_STORE_SQLITE_DESK_H
#define CANVASS_STORE_SQLITE_DESK_H

#include "store/desk.h"
#include "store/sqlite/internal.h"

struct desk_store {
	pthread_mutex_t
		lock; /* one call at a time: the statements are the connection's */
	struct sql *sql;
};

/* Holds the lock until the end of the scope. */
struct held {
	pthread_mutex_t *lock;
};
void held_cleanup(struct held *held);
struct held desk_held(struct desk_store *d);
/* A column of text, copied into the arena. */
const char *stmt_arena_text(struct stmt *st, int column, struct arena *a);

#endif
