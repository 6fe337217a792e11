/*
 * `statements`: several sentences on one list of options.  Each sentence is a question of
 * its own: a scale if the codes go in steps of one, else a choose one.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/internal.h"

void
kind_statements_read(struct reading *r, const struct node *map, struct question *q)
{
	kind_options(r, map, q);
	q->kind = q->options && options_step(q->options) ? KIND_SCALE : KIND_CHOOSE_ONE;
}
