/*
 * `month`: month and year within the last so many months; what is stored is coarser.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/internal.h"

unsigned
month_rows(const struct form *form, const struct question *q)
{
	const int days[2] = { form->opens, form->closes };
	int part[2], parts = q->month_store == MONTH_QUARTER	 ? 4
			     : q->month_store == MONTH_HALF_YEAR ? 2
								 : 1;

	if (form->opens < 0 || form->closes < form->opens || !q->last_months)
		return 0;
	for (size_t i = 0; i < ARRAY_LEN(days); i++) {
		unsigned long year = 0, month = 1;
		char day[11];
		int at;

		day_format(days[i], day);
		day[4] = day[7] = '\0';
		if (!str_to_uint(day, 9999, &year) || !str_to_uint(day + 5, 12, &month))
			die("month_rows: %s", day);
		at = (int)(year * 12 + month - 1) - (i ? 0 : (int)q->last_months);
		part[i] = at / 12 * parts + at % 12 * parts / 12;
	}
	return (unsigned)(part[1] - part[0] + 1);
}

void
kind_month_read(struct reading *r, const struct node *map, struct question *q)
{
	const struct node *node = node_get(map, "store as");
	struct text or ;

	if (take_label_text(r, map, "or", 80, & or))
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
