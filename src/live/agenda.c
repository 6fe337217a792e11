/*
 * The order of a room's steps, from its guide.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "live/live.h"

const struct step *
agenda_step(const struct agenda *a, unsigned number)
{
	return number && number <= a->count ? &a->steps[number - 1] : NULL;
}
