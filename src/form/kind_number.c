/*
 * `number`: a whole number.  More than eleven possible values could tell who somebody is,
 * so then bands are a must, and only the band is ever sealed.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/internal.h"

enum { EXACT_MOST = 11, NUMBER_MOST = 999999 };

static bool
between_read(struct reading *r, const struct node *map, struct question *q)
{
	const struct node *node = node_get(map, "between"), *high;

	if (node->type == NODE_BAD)
		return false;
	high = node->type == NODE_LIST && node->count == 2 ? node->first->next : NULL;
	if (high && node->first->type == NODE_TEXT && high->type == NODE_TEXT &&
	    whole_number(node->first->text, &q->between_low) && q->between_low >= 0 &&
	    whole_number(high->text, &q->between_high) &&
	    q->between_high > q->between_low)
		return true;
	complain(r, E023, node->at, NULL, "two whole numbers, such as [1, 99]");
	return false;
}

static void
range_from_bands(struct question *q)
{
	const struct band *last = &q->bands.items[q->bands.count - 1];

	q->between_low = q->bands.items[0].low;
	q->between_high = last->open ? NUMBER_MOST : last->high;
}

void
kind_number_read(struct reading *r, const struct node *map, struct question *q)
{
	const struct node *store = node_get(map, "store as");

	kind_required(r, map, q);
	take_label_text(r, map, "unit", 20, &q->unit);
	q->between_high = -1;
	if (node_get(map, "between") && !between_read(r, map, q))
		return;
	if (!store) {
		if (q->between_high < 0 || q->between_high - q->between_low >= EXACT_MOST)
			complain(r, E039, node_key_at(node_get(map, "type")), NULL, "");
		return;
	}
	if (!bands_read(r, store, &q->bands))
		return;
	if (q->between_high >= 0) {
		bands_cover(r, store, &q->bands, q->between_low, q->between_high);
		bands_reached(r, store, &q->bands, q->between_low, q->between_high);
	} else {
		range_from_bands(q);
	}
}
