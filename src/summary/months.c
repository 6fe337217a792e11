/*
 * Months as rows of a table.  A form does not list them, so they follow from its days:
 * from as far back as the question allows on the first day, to the last day.  A form
 * without both days, or without `last`, has no table for its months: rows must never
 * follow from the answers.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/internal.h"

/* Quarters, half years or years of a year. */
static int
parts_of_year(const struct question *q)
{
	return q->month_store == MONTH_QUARTER	   ? 4
	       : q->month_store == MONTH_HALF_YEAR ? 2
						   : 1;
}

/* Months count from year 0: year * 12 + month - 1. */
static int
part_of(const struct question *q, int month)
{
	int parts = parts_of_year(q);

	return month / 12 * parts + month % 12 * parts / 12;
}

static int
month_of_day(int day)
{
	char text[11];

	day_format(day, text);
	return (int)strtol(text, NULL, 10) * 12 + (int)strtol(text + 5, NULL, 10) - 1;
}

size_t
months_rows(const struct form *form, const struct question *q, int *out_first)
{
	int first, last;

	if (form->opens < 0 || form->closes < form->opens || !q->last_months)
		return 0;
	first = part_of(q, month_of_day(form->opens) - (int)q->last_months);
	last = part_of(q, month_of_day(form->closes));
	*out_first = first;
	return last - first < KEYS_MOST ? (size_t)(last - first) + 1 : 0;
}

struct key_label
months_key(const struct question *q, int part, struct arena *a)
{
	static const char *const names[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
					     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	int parts = parts_of_year(q), year = part / parts, at = part % parts,
	    wide = 12 / parts;
	struct key_label key = { .key = arena_printf(a, "%d", year) };

	key.label.in[0] = key.key;
	if (parts == 1)
		return key;
	key.key = arena_printf(a, "%d-%c%d", year, parts == 4 ? 'Q' : 'H', at + 1);
	key.label.in[0] = arena_printf(a, "%s to %s %d", names[at * wide],
				       names[at * wide + wide - 1], year);
	return key;
}

int
months_row(const struct form *form, const struct question *q, const struct value *v)
{
	int first, part = v->banded ? v->number : part_of(q, v->number);
	size_t rows = months_rows(form, q, &first);

	return rows && part >= first && part < first + (int)rows ? part - first : -1;
}
