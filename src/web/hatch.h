/*
 * The hatch: a small Unix socket, answers/door.sock, through which commands hand their work to
 * a running door, because the door alone writes the answers files.  It takes sealed answers and
 * word that a survey was opened or closed; nothing stored can be asked for through it.
 *
 * This is the commands' side.  The door's side is hatch.c too, and starts with door_run().
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_HATCH_H
#define CANVASS_HATCH_H

#include "base/base.h"
#include "seal/seal.h"
#include "store/add.h"

struct hatch;
void hatch_close(struct hatch *h); /* NULL is fine */

/*
 * Looks for a door that runs on the workspace.  NULL with err->code ERR_NONE: none runs (take
 * the lock with store_lock and do the work yourself).  NULL with ERR_DENIED or ERR_BUSY: one
 * runs, but this user may not talk to it, or it did not answer in time.
 */
struct hatch *hatch_open(const char *dir, struct err *err) OWNED_BY(hatch_close);

struct hatch_item {
	unsigned char ticket[TICKET_BYTES];
	const unsigned char *box; /* box_len bytes, not owned */
	enum slot_result result;  /* out: STORED, THERE or FAILED */
};

/*
 * Hands over any number of sealed answers and waits until each is stored and synced.  Each item's
 * result is set, also when false is returned.  ERR_BUSY: the door did not confirm one in time
 * (it may be stored all the same: the same ticket sent again counts once).  ERR_MISSING: no such
 * survey, or it takes no answers.  ERR_INPUT: the box has the wrong length for this survey.
 */
bool hatch_add(struct hatch *h, const char *survey, size_t box_len,
	       struct hatch_item *items, size_t n, struct err *err) MUST_USE;

/*
 * Has the door make the answers file of a survey whose row is already in canvass.db (the row's
 * expected, page_size and box_len are used); the door draws the file's secrets.  An answers file
 * that is there already is ERR_CREATE.
 */
bool hatch_survey_open(struct hatch *h, const char *survey, struct err *err) MUST_USE;

/*
 * Adds a print run of slips, all or none; *out_run is its number.  ERR_MISSING: no such survey, or
 * it takes no answers.  ERR_BUSY: a hash is there already.
 */
bool hatch_slips_add(struct hatch *h, const char *survey,
		     const unsigned char (*hashes)[SLIP_BYTES], size_t n, unsigned *out_run,
		     struct err *err) MUST_USE;
bool hatch_slips_withdraw(struct hatch *h, const char *survey, unsigned run,
			  struct err *err) MUST_USE;

/*
 * Tells the door that canvass.db now says CLOSED: sends end, and the last batch is closed when
 * this returns true.  The ticket key is destroyed by the door ten minutes later.
 */
bool hatch_survey_close(struct hatch *h, const char *survey, struct err *err) MUST_USE;

#endif
