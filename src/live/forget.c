/*
 * What a room has counted becomes places in an order, once it is over.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "live/live.h"

/* Whether a count stands among those before it in the list. */
static bool
seen_before(const unsigned *counts, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (counts[i] == counts[at])
			return true;
	return false;
}

/* The place of one count among n, equal ones alike and without gaps; 0 where too few chose it. */
static unsigned
place_of(const unsigned *counts, size_t n, unsigned count)
{
	unsigned place = 1;

	if (count < DOTS_LEAST)
		return 0;
	for (size_t i = 0; i < n; i++)
		place += counts[i] > count && !seen_before(counts, i);
	return place;
}

static void
forget_parts(struct shown_row *row)
{
	unsigned counts[ARRAY_LEN(row->parts)];

	memcpy(counts, row->parts, sizeof(counts));
	for (unsigned i = 0; i < row->part_count; i++)
		row->parts[i] = place_of(counts, row->part_count, counts[i]);
}

/* Rows without a place come last already; among them their order would tell two from one. */
static int
by_text(const void *a, const void *b)
{
	const struct shown_row *x = a, *y = b;
	int order;

	if (!x->n != !y->n)
		return x->n ? -1 : 1;
	if (x->n != y->n)
		return x->n < y->n ? -1 : 1;
	order = strcmp(x->text ? x->text : "", y->text ? y->text : "");
	return order ? order : strcmp(x->id, y->id);
}

void
shown_forget(struct shown *s)
{
	unsigned *counts;

	if (s->ordered)
		return;
	counts = mem_new(s->count + 1, sizeof(*counts));
	for (size_t i = 0; i < s->count; i++)
		counts[i] = s->rows[i].n;
	for (size_t i = 0; i < s->count; i++) {
		s->rows[i].n = place_of(counts, s->count, counts[i]);
		forget_parts(&s->rows[i]);
	}
	free(counts);
	/* votes and scorecards stand in the guide's order, which tells nothing */
	if (s->count && (s->kind == STEP_WORDS || s->kind == STEP_DOTS))
		qsort(s->rows, s->count, sizeof(*s->rows), by_text);
	s->ordered = true;
}
