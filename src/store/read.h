/*
 * The reader's side of answers/<survey>.db, for the desk and the commands alone: closed batches,
 * whole, in an order drawn anew.  Never included by the door.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_STORE_READ_H
#define CANVASS_STORE_READ_H

#include "store/store.h"

struct batches; /* a copy of the boxes of all closed batches, read in one transaction */
void batches_free(struct batches *b);
/*
 * Notes that the first so many batches leave, for good, and syncs it: to be called before they are
 * read for anybody's eyes.  Then none of them grows any more.  ERR_DENIED: no right to write there.
 */
bool batches_leave(const char *dir, const char *survey, unsigned batches,
		   struct err *err) MUST_USE;
/*
 * ERR_BUSY if no batch is closed yet; ERR_MISSING if there is no such file; ERR_IO if the copy's
 * count does not agree with the file's.  Opens read-only, never checkpoints.
 */
struct batches *batches_open(const char *dir, const char *survey, struct err *err)
	OWNED_BY(batches_free);
unsigned batches_closed(const struct batches *b); /* how many batches are in it */
size_t batches_count(const struct batches *b);	  /* boxes */
/* i: 0 .. count - 1, in shuffled order; box_len bytes. */
const unsigned char *batches_box(const struct batches *b, size_t i, size_t *out_len);
unsigned batches_batch(const struct batches *b, size_t i); /* of the same box, from 1 */
/* The same kind of thing made from a file that was exported: put all, then deal once. */
struct batches *batches_new(size_t box_len, unsigned closed) OWNED_BY(batches_free);
/* ERR_INPUT: another length, or a batch that is not one of the closed. */
bool batches_put(struct batches *b, unsigned batch, const unsigned char *box, size_t len,
		 struct err *err) MUST_USE;
void batches_deal(struct batches *b); /* draws the order */

/* For audit and doctor: what the file holds, without a box.  Floors nothing. */
struct answers_state {
	uint64_t slots, filled;
	unsigned open_batch, page_size;
	bool clean, ticket_gone;
};
bool answers_look(const char *dir, const char *survey, struct answers_state *out,
		  struct err *err) MUST_USE;

#endif
