/*
 * What the files of this floor share and nobody else sees: paths, the lock, and where an id
 * stands among the slots.  Nothing here knows SQLite.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_STORE_INTERNAL_H
#define CANVASS_STORE_INTERNAL_H

#include "store/add.h"
#include "store/store.h"

enum {
	STORE_PATH = 1024, /* of every path that this floor puts together, with its NUL */
	RESERVE_BYTES = 16 << 20,
	RESERVE_KEEPS =
		64 << 20, /* free bytes that must be left for the reserve to be made */
};

/* ---- paths and files (store/paths.c) --------------------------------------------- */

struct path {
	char text[STORE_PATH];
};

bool path_put(struct path *out, struct err *err, const char *fmt, ...)
	MUST_USE PRINTF(3, 4);
/* <dir>/answers/<survey>.db<suffix>; survey: or room_file(); ERR_INPUT if it
 * is no such name. */
bool path_answers(struct path *out, const char *dir, const char *survey,
		  const char *suffix, struct err *err) MUST_USE;
/* A survey's name, or a room's step's: "<guide id>@<label>.s4". */
bool answers_name_good(const char *name) MUST_USE;
/* "<form id>@<wave>", each of small letters, digits, - and _: nothing that a path could obey. */
bool survey_name_good(const char *name) MUST_USE;
/* An empty file of mode 0640 whatever the umask; what stood there under that name goes. */
bool file_make(const char *path, struct err *err) MUST_USE;
/* Syncs a file, or a folder and so the names in it. */
bool path_sync(const char *path, struct err *err) MUST_USE;
/* The name of a file system on which the log of SQLite breaks, by its magic number, or NULL. */
const char *file_system_refused(unsigned long magic);
bool file_system_check(const char *path, struct err *err) MUST_USE;
/* Sets err by errno: ERR_MISSING, ERR_DENIED, ERR_FULL, else ERR_IO.  Returns false. */
bool err_system(struct err *err, int error, const char *path);

/* ---- the lock (store/lock.c) ----------------------------------------------------- */

/* The workspace that is locked. */
const char *lock_dir(const struct store_lock *lock);
/* The disk is full: gives the reserve back to it.  May be called again. */
void lock_spend(const struct store_lock *lock);
/* Makes the reserve anew if it is gone and there is room; a failure changes nothing. */
void lock_reserve(const struct store_lock *lock);

/* ---- slips that can still be used (store/slip_set.c) ------------------------------ */

struct slip_set { /* all zeros: empty */
	struct slip_row {
		unsigned char hash[SLIP_BYTES];
		uint32_t next_place; /* its place + 1; 0: an empty row */
	} *rows;
	size_t size, count; /* rows: a power of two, at least twice as many as are taken */
	uint64_t seed;
};
void slip_set_done(struct slip_set *s); /* wiped */
void slip_set_room(struct slip_set *s, size_t more); /* so that no put has to make any */
/* False: it is there already. */
bool slip_set_put(struct slip_set *s, const unsigned char hash[SLIP_BYTES],
		  uint32_t place) MUST_USE;
bool slip_set_find(const struct slip_set *s, const unsigned char hash[SLIP_BYTES],
		   uint32_t *out_place) MUST_USE;
void slip_set_drop(struct slip_set *s, const unsigned char hash[SLIP_BYTES]);
/* All of the places from first up to, but not with, end. */
void slip_set_drop_places(struct slip_set *s, uint32_t first, uint32_t end);

/* ---- which batches have left (store/left.c) -------------------------------------- */

/*
 * Keeps readers from noting until left_release.  answers: path of the answers file.  *out_left: how
 * many batches have left, from the first; all if it cannot be told.
 */
int left_hold(const char *answers, unsigned *out_left) MUST_USE;
void left_release(int held);

/* ---- where an id stands (store/place.c) ------------------------------------------ */

/*
 * The first slot in which an id may stand: its top bits, so that homes ascend with ids.
 * homes: a power of two from 2 to 2^32.
 */
uint64_t place_home(const unsigned char id[16], uint64_t homes) MUST_USE;
/* Slots behind the last home, for answers that are pushed on. */
uint64_t place_tail(uint64_t homes) MUST_USE;
/* Homes for a survey that so many people could answer. */
uint64_t place_homes(unsigned expected) MUST_USE;

#endif
