/*
 * Places where posters hang: buildings or groups of them, large enough to hide everybody in.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_PLACES_H
#define CANVASS_PLACES_H

#include "app/app.h"

enum { PLACE_HEADCOUNT = 50, PLACE_HEADCOUNT_TOP = 1000000, PLACES_FILE_MOST = 1 << 20 };

/* Name and headcount into a link, checked. */
bool place_take(const char *name, size_t len, unsigned headcount, struct link *out,
		struct err *err) MUST_USE;
/*
 * A CSV file (RFC 4180) whose header has place and headcount; parent, paper, copies and
 * language may follow, and are for print runs.  All rows or none; errors name path and line.
 */
bool places_read(const char *path, const char *text, size_t len, struct link **out,
		 size_t *out_count, struct arena *a, struct err *err) MUST_USE;

#endif
