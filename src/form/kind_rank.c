/*
 * `rank`: a place for each option, or for some of them.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/internal.h"

void
kind_rank_read(struct reading *r, const struct node *map, struct question *q)
{
	kind_options(r, map, q);
	if (q->options)
		kind_how_many(r, map, q);
}
