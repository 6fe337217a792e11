/*
 * `long text`: a box, for a comment in one's own words.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/internal.h"

void
kind_long_text_read(struct reading *r, const struct node *map, struct question *q)
{
	kind_up_to(r, map, q, 2000, 4000);
}
