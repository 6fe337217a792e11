/*
 * `month`: month and year within the last so many months; what is stored is coarser.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/internal.h"

void
kind_month_read(struct reading *r, const struct node *map, struct question *q)
{
	const struct node *node = node_get(map, "store as");
	struct text or ;

	if (take_text(r, map, "or", 80, & or))
		q->no_answer = or ;
	take_measure(r, map, "last", "months", 240, &q->last_months);
	if (!node)
		return;
	if (node->type == NODE_TEXT && str_same(node->text, "quarter"))
		q->month_store = MONTH_QUARTER;
	else if (node->type == NODE_TEXT && str_same(node->text, "half year"))
		q->month_store = MONTH_HALF_YEAR;
	else if (node->type == NODE_TEXT && str_same(node->text, "year"))
		q->month_store = MONTH_YEAR;
	else if (node->type != NODE_BAD)
		complain(r, E023, node->at, NULL, "quarter, half year or year");
}
