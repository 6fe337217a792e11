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
	const char *lost; /* of the row that is being read */
	unsigned lost_count;
};

/* A cell's text as we keep it: blanks at both ends gone, over-long ones cut, "" if blank. */
const char *sheet_text(struct arena *a, const char *s, size_t len);
/* The same for a number as it stands in a file: 1.0 and 1E0 are "1". */
const char *sheet_number(struct arena *a, const char *s);
/* Puts a cell into its place, both from 1; rows must come in order.  ERR_INPUT: too many. */
bool sheet_cell(struct sheet_maker *m, unsigned row, unsigned column, const char *text,
		struct err *err);
/* The same place, of which only this is known: `why` it counts as blank.  Its row does not. */
bool sheet_lost(struct sheet_maker *m, unsigned row, unsigned column, const char *why,
		struct err *err);
/* What was put together; out keeps its name. */
void sheet_done(struct sheet_maker *m, struct sheet *out);

/*
 * Merged ranges, each by its first row, first column, last row and last column: they show their
 * first cell alone.  *work counts the cells touched, over all sheets.  ERR_INPUT: too many.
 */
bool sheet_merge(struct sheet *sheet, unsigned (*ranges)[4], size_t count, size_t *work,
		 struct err *err);

/* Whether these bytes are something else that people take for a workbook; err says what to do. */
bool sheet_other(const void *data, size_t len, struct err *err);

/* ---- how cells are shown (sheet_styles.c) ----------------------------------------------- */

enum shown { SHOWN_NUMBER, SHOWN_DATE, SHOWN_TIME, SHOWN_BOTH };

struct styles { /* of a workbook; all zero to begin with */
	struct style_format {
		unsigned long id;
		enum shown shown;
	} formats[1000]; /* that the workbook has added */
	size_t format_count;
	uint8_t cells[65536]; /* by what a cell's `s` says: enum shown */
	size_t cell_count;
	bool from_1904; /* where its days begin */
};
void styles_format_add(struct styles *s, const char *id, const char *code);
void styles_cell_add(struct styles *s, const char *format);
/* Of a cell with that attribute, or NULL. */
enum shown styles_shown(const struct styles *s, const char *style);
/* The number as people see it: 45293 is "2024-01-02", 0.5 "12:00"; NULL if it is no day. */
const char *styles_date(const struct styles *s, enum shown shown, const char *number,
			struct arena *a);

#endif
