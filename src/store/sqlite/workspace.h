/*
 * The workspace as survey.c and link.c see it.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_STORE_SQLITE_WORKSPACE_H
#define CANVASS_STORE_SQLITE_WORKSPACE_H

#include "store/sqlite/internal.h"

struct store {
	struct sql *sql;
	bool writes;
	struct path dir;
	int64_t data_version; /* when it was last asked */
};

/* Whether there is a room of that name, or with that code; on a connection that writes. */
bool room_exists(struct store *st, const char *name, bool *out, struct err *err) MUST_USE;
bool room_code_taken(struct store *st, const char *code, bool *out, struct err *err) MUST_USE;
/* ERR_MISSING, with the nearest name, unless there is such a survey. */
bool survey_known(struct store *st, const char *name, struct err *err) MUST_USE;

#endif
