/*
 * A first release, which cannot go wrong, for tests.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_TEST_FIRST_H
#define CANVASS_TEST_FIRST_H

#include "summary/summary.h"

static inline struct summary *
first_release(const struct tally *t, const struct summary_about *about, struct arena *a)
{
	struct err err = { .code = ERR_NONE };
	struct summary *s = summary_publish(t, about, a, &err);

	if (!s)
		die("%s", err.text);
	return s;
}

#endif
