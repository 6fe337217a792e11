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

/* ERR_MISSING, with the nearest name, unless there is such a survey. */
bool survey_known(struct store *st, const char *name, struct err *err) MUST_USE;

#endif
