/*
 * `choose any`: checkboxes, with options that exclude all the rest and limits on how many.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/internal.h"

static void
alone_read(struct reading *r, const struct node *map, struct question *q)
{
	const struct node *node = node_get(map, "only on its own"), *item;

	for (item = node_items(node); item; item = node_next(node, item)) {
		int option;

		if (!node_is_text(r, item, "an option's code"))
			continue;
		option = question_option(q, item->text);
		if (option < 0)
			complain(r, E053, item->at, option_hint(r, q, item->text), item->text,
				 q->id);
		else
			q->alone |= 1u << option;
	}
}

void
kind_choose_any_read(struct reading *r, const struct node *map, struct question *q)
{
	kind_options(r, map, q);
	kind_required(r, map, q);
	if (q->options) {
		kind_how_many(r, map, q);
		alone_read(r, map, q);
	}
}
