/*
 * Opens what closed batches hold, with a key, and counts it.  Exact counts are in memory only.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_COUNTING_H
#define CANVASS_COUNTING_H

#include "app/app.h"
#include "store/read.h"
#include "summary/summary.h"

struct counting_of {
	const struct survey *survey;
	const struct form *form;
	const struct batches *batches; /* NULL: nobody ever answered */
	const struct secret_key *key;
	/* One tally each: of batches 1 .. upto[i]; rising.  The last is released now. */
	const unsigned *upto;
	size_t upto_count;
};
struct counted {
	struct tally **tallies; /* upto_count, in the arena */
	size_t boxes, unopened; /* unopened: damaged, or not sealed to this key */
	char why[240];		/* of the first that did not open */
	size_t *boxes_upto, *unopened_upto; /* the same two for each upto[i] */
};
/*
 * On every core, with a progress line on a terminal.  Answers of batches after the last upto are
 * left alone.  ERR_INPUT: the key is no recipient, or opens nothing at all; else as pass_next.
 */
bool counting_do(const struct counting_of *of, struct counted *out, struct arena *a,
		 struct err *err) MUST_USE;

#endif
