/*
 * An event, a place and a time close together: no pattern, but a person should look.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/redact_internal.h"

bool
find_event(const struct scan *s)
{
	(void)s;
	return false;
}
