/*
 * `scale`: radios in the order given, whose codes are whole numbers in steps of one.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/internal.h"

void
kind_scale_read(struct reading *r, const struct node *map, struct question *q)
{
	kind_options(r, map, q);
	kind_required(r, map, q);
	if (q->options && !options_step(q->options))
		complain(r, E033, node_key_at(node_get(map, "options")), NULL, "");
}
