/*
 * `short text`: one line.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/internal.h"

void
kind_short_text_read(struct reading *r, const struct node *map, struct question *q)
{
	kind_up_to(r, map, q, 200, 200);
}
