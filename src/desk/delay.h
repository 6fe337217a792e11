/*
 * Who may try a passphrase, and when: delays that grow with each failure under a name, and one
 * check of a passphrase at a time in the whole desk.  No name is ever locked for good.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_DESK_DELAY_H
#define CANVASS_DESK_DELAY_H

#include "seal/seal.h"

enum {
	DELAY_FREE = 2,	      /* failures that cost no wait */
	DELAY_MOST = 30,      /* seconds */
	DELAY_FORGETS = 3600, /* seconds after the last failure */
	DELAY_NAMES = 4096,   /* the one that failed longest ago makes room */
	DELAY_QUEUE = 4,      /* checks that wait for their turn */
};

struct delays;
void delays_free(struct delays *d);
struct delays *delays_new(void) OWNED_BY(delays_free);
/* Seconds to wait after n failures: 0 up to the second, then 2 4 8 16, then 30. */
unsigned delay_after(unsigned failures);
/* Seconds that are left for a name; 0: it may try. */
unsigned delay_left(struct delays *d, const char *name, uint64_t now);
void delay_failed(struct delays *d, const char *name, uint64_t now);
void delay_clear(struct delays *d, const char *name, uint64_t now);

/* Waits for the one place where passphrases are checked.  False: too many wait there already. */
bool turn_take(struct delays *d) MUST_USE;
void turn_give(struct delays *d);

#endif
