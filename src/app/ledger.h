/*
 * The ledger of a survey's releases: what was printed, from how many batches, under which policy.
 * Each entry bears the hash of the one before, so that none can be altered, cut out or put in
 * without all later ones telling.  It holds only what was published.
 *
 * In the workspace its lines stand in canvass.db; away from it they are a file, one line a release.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_LEDGER_H
#define CANVASS_LEDGER_H

#include "app/app.h"
#include "summary/summary.h"

struct ledger_entry {
	struct release_line line;
	const char *hash, *previous; /* 64 hexadecimal digits; previous: "" at the first */
	const char *form_hash, *plan_hash;
	unsigned batches;
	int day; /* of the release */
	struct policy policy;
	const struct json *published; /* "disclosed 1" */
};
struct ledger {
	const char *survey;
	struct ledger_entry *entries;
	size_t count;
};

#endif
