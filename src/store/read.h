/*
 * The reader's side of answers/<survey>.db, for the desk and the commands alone: closed batches,
 * whole, piece by piece.  Never included by the door.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_STORE_READ_H
#define CANVASS_STORE_READ_H

#include "store/store.h"

/*
 * The closed batches of a survey as they stood when it was opened: how many there are and where
 * they lie.  Boxes are read a piece at a time, and never more of them are in memory than a piece.
 */
struct batches;
void batches_free(struct batches *b);
/*
 * Notes that the first so many batches leave, for good, and syncs it: to be called before they are
 * read for anybody's eyes.  Then none of them grows any more.  ERR_DENIED: no right to write there.
 */
bool batches_leave(const char *dir, const char *survey, unsigned batches,
		   struct err *err) MUST_USE;
/*
 * ERR_BUSY if no batch is closed yet; ERR_MISSING if there is no such file.  Opens read-only, never
 * checkpoints; nothing stays open.
 */
struct batches *batches_open(const char *dir, const char *survey, struct err *err)
	OWNED_BY(batches_free);
unsigned batches_closed(const struct batches *b); /* how many batches are in it */
size_t batches_count(const struct batches *b);	  /* boxes */
size_t batches_box_len(const struct batches *b);  /* bytes of each */

/* ---- one reading of all boxes (store/pass.c) -------------------------------------- */

struct piece {
	unsigned char *boxes; /* one behind the other, box_len bytes each */
	uint32_t *batch;      /* of each, from 1 */
	size_t count, room, box_len;
};
void piece_free(struct piece *p);
struct piece *piece_new(const struct batches *b) OWNED_BY(piece_free); /* about 1 MiB */

struct pass;
void pass_end(struct pass *p);
struct pass *pass_begin(const struct batches *b, struct err *err) OWNED_BY(pass_end);
/*
 * The next boxes, from 1 to into->room of them; none: the end.  Each box comes once, in an order
 * that tells nothing of their arrival but may be that of the store: who shows or writes them draws
 * one of his own.  One call at a time; threads share a pass under a lock.
 *
 * ERR_IO: damaged, or at the end as many as the file counts were not there.  ERR_BUSY: what is read
 * has changed since it was opened.  After an error the pass is of no more use.
 */
bool pass_next(struct pass *p, struct piece *into, struct err *err) MUST_USE;

/* Where boxes come from that are not in a store: a file that was exported. */
struct batches_source {
	void *(*begin)(void *with, struct err *err); /* NULL: an error */
	/* Fills what is left of the piece as far as there are boxes. */
	bool (*next)(void *pass, struct piece *into, struct err *err);
	void (*end)(void *pass);
	void (*done)(void *with); /* with batches_free */
};
struct batches *batches_from(const struct batches_source *source, void *with, size_t box_len,
			     unsigned closed, size_t count) OWNED_BY(batches_free);

/* For audit and doctor: what the file holds, without a box.  Floors nothing. */
struct answers_state {
	uint64_t slots, filled;
	unsigned open_batch, page_size;
	bool clean, ticket_gone;
};
bool answers_look(const char *dir, const char *survey, struct answers_state *out,
		  struct err *err) MUST_USE;

/* ---- a room's step, while it runs (sqlite/live.c) ----------------------------------- */

/*
 * For the desk alone: the boxes of one step's answers file, the open batch too.  A room has no
 * batches: what may be shown of it is the desk's rule.
 */
struct live;
void live_close(struct live *l);
/* ERR_MISSING: there is no file yet.  Opens read-only, never checkpoints. */
struct live *live_open(const char *dir, const char *file, struct err *err) OWNED_BY(live_close);
/* Whether anything was written since the last live_read; cheap. */
bool live_changed(struct live *l);
/* One after the other, in an order that tells nothing; id: ANSWER_ID bytes.  Short transactions. */
bool live_read(struct live *l,
	       void (*take)(void *with, const unsigned char *id, const unsigned char *box,
			    size_t box_len),
	       void *with, struct err *err) MUST_USE;

/* ---- print runs of slips ------------------------------------------------------------ */

struct slip_run {
	/* from 1; how many were printed.  How many were used is not told. */
	unsigned number, slips;
	bool withdrawn;
};
/* Of one survey, by number; none if it never had any. */
bool slip_runs(const char *dir, const char *survey, struct slip_run **out, size_t *out_count,
	       struct arena *a, struct err *err) MUST_USE;

#endif
