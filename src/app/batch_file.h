/*
 * Closed batches as one file, to be carried to another machine: the survey as it was opened, the
 * sealed answers with the number of their batch, and the ledger so far.  Nothing in it opens
 * without a recipient's key.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_BATCH_FILE_H
#define CANVASS_BATCH_FILE_H

#include "app/app.h"
#include "store/read.h"

enum { BATCH_SMALL = 10 }; /* fewer answers leave only with a closed survey */
#define BATCH_FILE_MOST ((uint64_t)1 << 40) /* bytes of the answers in a file */

struct batch_file {
	struct survey survey;	 /* without its check key, canaries and page size */
	struct batches *batches; /* NULL: nobody ever answered a closed survey */
	struct release_line *releases;
	size_t release_count;
};
/*
 * Written beside and renamed, for its owner alone, in an order that is drawn anew.  ERR_INPUT: a
 * batch too small to leave, or too much for one file; ERR_FULL; else as pass_next.
 */
bool batch_file_write(const char *path, const struct batch_file *from, struct err *err)
	MUST_USE;
/*
 * ERR_INPUT, with the place: not such a file, cut short, altered, a newer version.  path: "-"
 * for standard input, which is kept in a file without a name.  *out lives in the arena, but for
 * batches, which is the caller's: its answers are read from the file, which stays open.
 */
bool batch_file_read(const char *path, struct batch_file *out, struct arena *a,
		     struct err *err) MUST_USE;

/* The same on an open file, empty for put (batch_put.c, batch_bytes.c); fd stays the caller's. */
bool batch_file_put(const struct batch_file *from, int fd, struct err *err) MUST_USE;
bool batch_file_parse(int fd, struct batch_file *out, struct arena *a,
		      struct err *err) MUST_USE;

/* Reads them all: answers in each batch, [0] is the first.  In the arena. */
bool batches_sizes(const struct batches *b, size_t **out, struct arena *a,
		   struct err *err) MUST_USE;
/*
 * The closed batches of a survey of this workspace, for somebody's eyes: that they leave is noted
 * first, so that none of them grows any more.  *out is the caller's; NULL if it closed and nobody
 * ever answered.  ERR_BUSY: not open yet, or none is closed; ERR_MISSING: closed before it opened;
 * ERR_DENIED: it cannot be noted.
 */
bool batches_of_survey(const char *dir, const struct survey *survey, struct batches **out,
		       struct err *err) MUST_USE;
/* The same to be counted in tens by the host alone: nothing leaves, and nothing is noted. */
bool batches_look(const char *dir, const struct survey *survey, struct batches **out,
		  struct err *err) MUST_USE;

#endif
