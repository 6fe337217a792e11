/*
 * How sheets are put together from cells, whether they come out of a workbook or out of CSV: the
 * limits on their size, and what counts as blank.  Only sheet_*.c include this.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_SHEET_H
#define CANVASS_SHEET_H

#include "form/author.h"

enum {
	SHEET_ROWS = 20000,    /* that are not blank, in one sheet */
	SHEET_COLUMNS = 200,   /* to the last cell that is not blank */
	WORKBOOK_ROWS = 50000, /* of all sheets together */
	SHEET_TEXT =
		32 * 1024, /* bytes of one cell; spreadsheets hold 32,767 characters */
};

struct sheet_maker {
	struct arena *arena;
	struct sheet_row
		*rows; /* in the arena: what is outgrown stays there till the end */
	size_t count, room;
	unsigned row; /* being read; 0: none */
	const char *cells[SHEET_COLUMNS];
	unsigned last; /* column that is not blank, from 1 */
};

/* A cell's text as we keep it: blanks at both ends gone, over-long ones cut, "" if blank. */
const char *sheet_text(struct arena *a, const char *s, size_t len);
/* The same for a number as it stands in a file: 1.0 and 1E0 are "1". */
const char *sheet_number(struct arena *a, const char *s);
/* Puts a cell into its place, both from 1; rows must come in order.  ERR_INPUT: too many. */
bool sheet_cell(struct sheet_maker *m, unsigned row, unsigned column, const char *text,
		struct err *err);
/* What was put together; out keeps its name. */
void sheet_done(struct sheet_maker *m, struct sheet *out);

#endif
