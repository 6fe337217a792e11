/*
 * The cells of a release as rows, for the formats that programs read.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_OUT_ROWS_H
#define CANVASS_OUT_ROWS_H

#include "out/internal.h"

struct data_table {
	const char *id, *title, *by;
	size_t first, count;	  /* in rows */
	const struct table *from; /* NULL: that of the themes */
};
struct data_row {
	const struct data_table *table;
	const char *group, *group_label, *key, *label;
	int n, pct; /* -1: null */
	enum marker marker;
	struct interval range;
};
struct data {
	struct data_table
		*tables; /* as in the summary; that of the themes, if any, comes last */
	struct data_row *rows;
	size_t table_count, row_count;
};
/* Lives in the arena, and points into s. */
const struct data *data_make(const struct summary *s, struct arena *a) MUST_USE;
/* A table as the form has it, with its words in each language; NULL: plan is, or there is none. */
const struct table_plan *data_plan(const struct plan *plan, const char *table);
/* A fraction in tenths of a per cent, as all formats round it. */
int data_tenths(double fraction);
/* How many bytes of a text fit into so many, whole characters only. */
size_t data_fit(const char *text, size_t most);

#endif
