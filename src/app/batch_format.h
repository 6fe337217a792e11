/*
 * What the two files share that read (batch_bytes.c) and write (batch_put.c) the bytes of closed
 * batches.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_BATCH_FORMAT_H
#define CANVASS_BATCH_FORMAT_H

#include "app/batch_file.h"

#define BATCH_FIRST_LINE "canvass batches 1\n"
#define BATCH_FIRST_PART "canvass batches "

enum { FLAG_UNCONFIRMED = 1, FLAG_INVENTED = 2 };

/* Bytes of one answer: batch, box, hash. */
static inline size_t
batch_part(size_t box_len)
{
	return 4 + box_len + SEAL_HASH;
}

/* Reads exactly so many bytes there. */
bool file_at(int fd, void *to, size_t len, uint64_t at, struct err *err) MUST_USE;
/* Whether so many answers in each batch may leave. */
bool batches_sizes_fit(const struct survey *survey, const size_t *sizes, unsigned closed,
		       struct err *err) MUST_USE;

#endif
