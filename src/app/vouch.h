/*
 * Proof of who wrote something that is sealed to all recipients: behind its bytes stand
 *
 *   n              1 byte: number of recipients
 *   n codes        32 bytes each, in the order of the survey's keys: BLAKE2b over the survey's
 *                  name, a zero and all bytes before n, under the key that the one who wrote and
 *                  this recipient have in common
 *
 * It convinces each recipient, and nobody else: who knows the public keys alone can seal a box, but
 * not make a code, and no recipient can make up another's for a third.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_VOUCH_H
#define CANVASS_VOUCH_H

#include "app/app.h"

enum { VOUCH_MOST = 1 + SEAL_RECIPIENTS * SEAL_HASH };

/* Puts n and the codes of all that stands in body.  label: what it is, "canvass tick 1". */
bool vouch_put(const struct survey *survey, const struct secret_key *key, const char *label,
	       struct buf *body, struct err *err) MUST_USE;
/*
 * Takes n and the codes from c, which must end there.  Whether who is a recipient of the survey,
 * and the code for the key's owner is right for the first len bytes of body.
 */
bool vouch_right(const struct survey *survey, const struct secret_key *key, const char *label,
		 const struct recipient *who, const void *body, size_t len, struct cut *c) MUST_USE;

#endif
