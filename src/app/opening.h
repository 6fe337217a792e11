/*
 * Opens what closed batches hold, with a key, on every core, and hands on one clear answer after
 * the other.  Sealed boxes are in memory a piece at a time, clear answers one for each thread.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_OPENING_H
#define CANVASS_OPENING_H

#include "answer/answer.h"
#include "app/app.h"
#include "store/read.h"

struct opened {
	unsigned batch;
	const struct record *record; /* wiped after the call; NULL: it did not open */
	const unsigned char *person; /* SEAL_KEY bytes, with `naming`; see box_open_naming */
	const char *why;	     /* it did not open */
};
/* Called for each box of batches 1 .. upto, by several threads at once: each has a worker. */
typedef void opened_fn(void *worker, const struct opened *one);

struct opening_of {
	const struct survey *survey;
	const struct form *form;
	const struct batches *batches; /* NULL: nobody ever answered */
	const struct secret_key *key;
	unsigned upto;
	/* Names people, and takes only boxes that are sealed to as many as the survey has keys: one
	 * that somebody put into the list later names nobody of what was sealed before. */
	bool naming;
	opened_fn *take;
};
/* How many workers there should be. */
size_t opening_workers(const struct batches *batches);
/*
 * workers: count of them, at least one.  A progress line is shown on a terminal.  False: the
 * batches could not be read to their end; what the workers have by then is of no use.
 */
bool opening_do(const struct opening_of *of, void *const *workers, size_t count,
		struct err *err) MUST_USE;

#endif
