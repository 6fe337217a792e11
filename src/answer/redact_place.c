/*
 * Towns, stations, hospitals, organisations.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/redact_internal.h"

void
find_places(struct scan *s)
{
	(void)s;
}
