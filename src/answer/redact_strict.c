/*
 * What is left with a capital within a sentence, or is no word we know.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/redact_internal.h"

void
find_strict(struct scan *s)
{
	(void)s;
}
