/*
 * `note`: words alone.  It asks nothing and nothing of it is stored.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/internal.h"

void
kind_note_read(struct reading *r, const struct node *map, struct question *q)
{
	if (!node_get(map, "text"))
		missing(r, map, "text");
	take_markdown(r, map, "text", 2000, &q->text);
}
