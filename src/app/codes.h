/*
 * Codings: where they lie, how they are sealed, and what of them a release tells.
 *
 * A survey has up to four notes: the codebook, and the codings of the first coder, of the
 * second, and what both settled.  Each is one sealed box, to all recipients, with a code for
 * each of them that only one of the recipients can have made, as ticks have it (quotes.h): the
 * host can neither read codings nor make some up.  It is padded to whole 16 KiB, so that it
 * hardly tells how much was coded.  Notes lie in canvass.db, or away from it in BATCHES.codes,
 * one a line.
 *
 * Coders are "first" and "second", never names.  A comment is named as quotes name it.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_CODES_H
#define CANVASS_CODES_H

#include "app/ledger.h"
#include "app/quotes.h"
#include "summary/coding.h"

/* ---- where they lie (codes_note.c, codes_store.c) -------------------------------------------- */

enum code_note { NOTE_BOOK, NOTE_FIRST, NOTE_SECOND, NOTE_SETTLED, NOTE__COUNT };

struct codes_place {
	const char *workspace;
	const char *file; /* "BATCHES.codes"; NULL: canvass.db */
	const char *survey;
};
/* BATCHES.codes */
const char *codes_beside(const char *batches, struct arena *a);

struct codes {		       /* in an arena */
	struct codebook *book; /* that of the form if none was written */
	struct codings by[CODER__COUNT];
	bool any; /* a note was there */
	/* The notes as they were read: what is changed is held against them. */
	struct code_sealed {
		const unsigned char *bytes; /* NULL: there is none */
		size_t len;
	} notes[NOTE__COUNT];
};
/*
 * Opens all notes.  ERR_DENIED: the key is no recipient; ERR_INPUT: damaged, of another survey, or
 * made by nobody who could: a note that cannot be believed is never left out in silence.
 */
bool codes_read(const struct codes_place *place, const struct survey *survey,
		const struct form *form, const struct secret_key *key, struct codes *out,
		struct arena *a, struct err *err) MUST_USE;
/*
 * Writes the notes whose bits are set (1 << NOTE_FIRST), all or none.  ERR_BUSY if one of them
 * is no more what was read: somebody else wrote in the meantime.  What was written then counts
 * as read.
 */
bool codes_write(const struct codes_place *place, const struct survey *survey,
		 const struct secret_key *key, struct codes *codes, unsigned notes,
		 struct arena *a, struct err *err) MUST_USE;

/* ---- what a release tells of them (codes_release.c) --------------------------------- */

struct codes_wanted {
	struct comments_of of; /* upto: batches of this release */
	const struct codes_place *place;
	const struct ledger *ledger; /* what earlier releases told */
	const struct plan *plan;
	struct policy policy;
	/* One tally for each entry of the ledger, of its batches, and one of now: a person's themes
	 * are added to all that have counted the person. */
	struct tally *const *tallies;
};
struct codes_kept; /* what stands, by comment; in the arena */
/*
 * Opens comments and codings, adds them to the tallies, and says how each theme was coded.  *out is
 * NULL if nobody has coded anything.  hash: of what *out tells, "" if nobody has coded; 64
 * hexadecimal digits otherwise.  ERR_INPUT: an earlier release has told strengths, and the codings
 * that stood then are missing or have become others.
 */
bool codes_for_release(const struct codes_wanted *wanted, struct coding_told **out,
		       struct codes_kept **kept, char hash[2 * SEAL_HASH + 1],
		       struct arena *a, struct err *err) MUST_USE;
/*
 * A hash over what stands of these themes (bits) in batches 1 to upto; "" if themes is 0.
 * Names in it are unknown to whoever has no key, so it can't be guessed back.
 */
void codes_stand(const struct codes_kept *kept, unsigned upto, uint32_t themes,
		 char hash[2 * SEAL_HASH + 1]);

/* ---- around it (codes_told.c) -------------------------------------------------------- */

/*
 * Themes of the form, as bits, whose strengths an entry has told anew: a line that is held counts
 * nobody who came since, so that their comments may yet be coded.  What was told of a comment
 * stands from then on, so that no later release differs by what a coder changed.
 */
uint32_t codes_told_in(const struct ledger_entry *entry, const struct plan *plan);
/* Themes of the codebook that are in use and stand by themselves. */
void codes_found(const struct codebook *book, struct coding_told *told, struct arena *a);
/* ERR_INPUT, with what is to be done: a title has a word that identifies somebody. */
bool codes_found_good(const struct coding_told *told, const struct form *form,
		      struct arena *a, struct err *err) MUST_USE;

#endif
