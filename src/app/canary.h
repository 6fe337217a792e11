/*
 * Canaries: small sealed messages that each recipient opens, to show before the first answer
 * that his key works.  As files they travel to keys that never come near the host.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_CANARY_H
#define CANVASS_CANARY_H

#include "app/app.h"

/* The file of survey open --canary: one line a recipient. */
void canary_write(const struct survey *survey, struct buf *out);
/*
 * Opens what a canary file holds for this key; *receipt gets the text to carry back.  ERR_INPUT
 * if the file is none, or holds nothing for the key.
 */
bool canary_open(const char *text, size_t len, const struct secret_key *key,
		 struct buf *receipt, struct err *err) MUST_USE;
/* Opens the canary in the survey itself; *out_which: the recipient. */
bool canary_open_here(const struct survey *survey, const struct secret_key *key,
		      unsigned *out_which, struct err *err) MUST_USE;
/* Whether a receipt is of this survey and what its canary says; *out_which: the recipient. */
bool receipt_read(const char *text, size_t len, const struct survey *survey,
		  unsigned *out_which, struct err *err) MUST_USE;

#endif
