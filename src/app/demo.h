/*
 * The demo's workspace: made once, used again.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_DEMO_H
#define CANVASS_DEMO_H

#include "app/app.h"

#define DEMO_EARLIER "hampshire@spring"
#define DEMO_OPEN    "hampshire@autumn"
#define DEMO_KEY     "demo.key"
#define DEMO_PASS    "demo.passphrase"

struct demo_order {
	const char *dir;
	uint64_t seed;
	size_t answers;
};

/*
 * A workspace with the shipped survey: an earlier wave, closed, with invented answers, and its
 * summary under exports/; and a wave that is open and empty, with one link.  Made beside and
 * renamed, so that an interrupted demo leaves no half of one.  ERR_CREATE if the folder is
 * there and is not empty.
 */
bool demo_make(const struct demo_order *order, struct err *err) MUST_USE;
/* A code that leads to the open wave; one is issued if all were closed. */
bool demo_code(const char *dir, char out[STORE_CODE], struct err *err) MUST_USE;

#endif
