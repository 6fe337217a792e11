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

struct batch_file {
	struct survey survey; /* without its check key and canaries */
	struct batches *batches;
	struct release_line *releases;
	size_t release_count;
};
/* batches: NULL if nobody ever answered a closed survey. */
bool batch_file_write(const char *path, const struct batch_file *from, struct err *err)
	MUST_USE;
/*
 * ERR_INPUT, with the place: not such a file, cut short, altered, a newer version.  *out lives in
 * the arena, but for batches, which is the caller's.
 */
bool batch_file_read(const char *path, struct batch_file *out, struct arena *a,
		     struct err *err) MUST_USE;

#endif
