/*
 * One note of a coder as bytes.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_CODES_NOTE_H
#define CANVASS_CODES_NOTE_H

#include "app/codes.h"

/* Seals a body to all recipients of the survey, in the name of the key's owner. */
bool note_seal(const struct survey *survey, const struct secret_key *key, enum code_note kind,
	       const struct buf *body, struct code_sealed *out, struct arena *a, struct err *err)
	MUST_USE;
/* Appends the body to out, which the caller wipes.  ERR_DENIED: sealed to other keys; ERR_INPUT:
 * damaged, cut, of another survey or kind, or written by nobody who could. */
bool note_open(const struct survey *survey, const struct secret_key *key, enum code_note kind,
	       const struct code_sealed *sealed, struct buf *out, struct err *err) MUST_USE;

#endif
