/*
 * `choose one`: radios, one of the options, with `or` and `other` if wanted.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/internal.h"

void
kind_choose_one_read(struct reading *r, const struct node *map, struct question *q)
{
	kind_options(r, map, q);
	kind_required(r, map, q);
}
