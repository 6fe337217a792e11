/*
 * The writer's side of answers/<survey>.db: one process holds the lock and writes.  It can add a
 * sealed answer and say whether an id is there; there is no call here that gives a box back.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_STORE_ADD_H
#define CANVASS_STORE_ADD_H

#include "store/store.h"

/* ---- the lock on answers/ -------------------------------------------------------- */

struct store_lock;
void store_unlock(struct store_lock *lock);
/* ERR_BUSY if a door (or a command) holds it.  Refuses network file systems (ERR_CONFIG). */
struct store_lock *store_lock(const char *dir, struct err *err) OWNED_BY(store_unlock);

/* ---- one answers file ------------------------------------------------------------ */

struct answers_file;
/* Checkpoints, sets the clean mark, closes.  After an I/O error it closes without a checkpoint. */
void answers_close(struct answers_file *f);

struct answers_secrets { /* made at the opening; none opens an answer */
	unsigned char ticket_key[STORE_KEY], draft_key[STORE_KEY];
	bool ticket_gone; /* destroyed after closing */
};

/*
 * Makes the file with its table of empty slots: at least 2 * expected, a power of two, at least
 * 64.  Synced, its folder too.  ERR_FULL if there is no room; nothing is left behind then.
 */
bool answers_make(const struct store_lock *lock, const char *survey, unsigned expected,
		  unsigned page_size, unsigned box_len, const struct answers_secrets *secrets,
		  struct err *err) MUST_USE;
/*
 * Opens it for writing: settings set and read back; without the mark of a clean stop a quick
 * check and a check of all slots; then a checked checkpoint.
 */
struct answers_file *answers_open(const struct store_lock *lock, const char *survey,
				  struct err *err) OWNED_BY(answers_close);
void answers_secrets(const struct answers_file *f, struct answers_secrets *out);
/* A file that may not be written any more after an error (see answers_add). */
bool answers_stopped(const struct answers_file *f);
/* Whether the last ERR_FULL was this table's alone: there is no room to double it. */
bool answers_table_full(const struct answers_file *f);

/* SPENT: the slip that came with it is not there any more, and nothing was stored */
enum slot_result { SLOT_FAILED, SLOT_STORED, SLOT_THERE, SLOT_ABSENT, SLOT_SPENT };
struct slot_add {
	unsigned char id[16];
	const unsigned char *box; /* box_len bytes; NULL: only look whether the id is there */
	const unsigned char *slip; /* SLIP_BYTES, struck out with the answer; NULL: none is asked */
	bool replace; /* in rooms: an id that is there already gets this box, and is STORED */
	enum slot_result result;  /* out; stays FAILED unless the whole group was committed */
};
/*
 * Stores a group in one transaction, synced when it returns true.  An id that is there already is
 * left as it is (THERE).  An answer that is refused for itself alone stays FAILED while the others
 * are stored.  False: nothing of the group is acknowledged, and err says ERR_FULL or
 * ERR_UNAVAILABLE (no memory; both go on later), ERR_BUSY (a second writer: stopped) or ERR_IO
 * (stopped).
 */
bool answers_add(struct answers_file *f, struct slot_add *items, size_t n,
		 struct err *err) MUST_USE;
/* ---- slips: keyed hashes in slots of their own ------------------------------------ */

enum { SLIP_BYTES = 16, SLIPS_MOST = 20000 /* of one print run */, SLIP_RUNS_MOST = 200 };
/*
 * Adds a print run, all or none, in the order of its hashes: *out_run is its number, from 1.
 * Called on the writer's thread, as all that writes.  A hash that is there already: ERR_BUSY (draw
 * again).  ERR_INPUT: too many slips, or runs.  ERR_MISSING: the survey's keys are destroyed.
 */
bool answers_slips_add(struct answers_file *f, const unsigned char (*hashes)[SLIP_BYTES], size_t n,
		       unsigned *out_run, struct err *err) MUST_USE;
/* Strikes out what is left of a print run.  ERR_MISSING: there is no such run. */
bool answers_slips_withdraw(struct answers_file *f, unsigned run, struct err *err) MUST_USE;
/* Whether a slip can still be used; from any thread. */
bool answers_slip_there(const struct answers_file *f, const unsigned char hash[SLIP_BYTES]);
/* Whether the survey has, or ever had, slips; from any thread. */
bool answers_slips_any(const struct answers_file *f);

/* Empties the write-ahead log, checked.  *out_busy: a reader was in the way; try again later. */
bool answers_checkpoint(struct answers_file *f, bool *out_busy, struct err *err) MUST_USE;
/*
 * To be called at each start, on each new UTC day and when a survey closes (last).  Closes the
 * open batch if this is the first check on a new day and the batch holds ten answers, or if
 * last; then a batch of fewer than ten joins the one before.  today: days since 1970.
 */
bool answers_close_batch(struct answers_file *f, int today, bool last, struct err *err) MUST_USE;
/* Overwrites the ticket key (and the draft key): no phone's page matches a slot from then on. */
bool answers_forget(struct answers_file *f, struct err *err) MUST_USE;
/*
 * Gives the file and its log the time of now, so that those times tell nothing of answers: to be
 * called each ten minutes, whether any came or not.
 */
bool answers_touch(struct answers_file *f, struct err *err) MUST_USE;
/* Answers stored, all batches; floored to tens before anybody is shown it. */
uint64_t answers_count(const struct answers_file *f);

#endif
