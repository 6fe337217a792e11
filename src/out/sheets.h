/*
 * A release as a workbook: which sheets there are and what stands in each cell, made once, so that
 * the .ods and the .xlsx cannot disagree.
 *
 * The layout follows the Government Analysis Function's guidance "Releasing statistics in
 * spreadsheets": one table a sheet, which begins in column A and has one header row; what there is
 * to say of it stands above, in column A; nothing stands below.  No merged, empty or coloured
 * cells, no formulas, nothing frozen, filtered or hidden.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_OUT_SHEETS_H
#define CANVASS_OUT_SHEETS_H

#include "out/internal.h"

enum {
	SPREAD_LINES = 48,   /* above a table */
	SPREAD_COLUMNS = 16, /* of a table */
	SPREAD_TEXT_MOST = 32767, /* units of UTF-16: more no spreadsheet takes in a cell */
	SPREAD_COVER_WIDTH = 90, /* of column A where there is no other */
	SPREAD_CHARACTER_UM = 2250, /* what a column's width is counted in */
	SPREAD_POINT_UM = 353,
	SPREAD_HEIGHT_MOST = 409, /* of a row, in points: more Excel does not take */
};

enum spread_line_kind { SPREAD_TITLE, SPREAD_HEADING, SPREAD_TEXT };
/*
 * In column A, above the table.  Nothing stands beside it: it runs over the next columns in one
 * line.  Only on a sheet without a table it is wrapped.
 */
struct spread_line {
	enum spread_line_kind kind;
	const char *text;
};
struct spread_column {
	const char *title;
	unsigned width; /* in characters; until spread_fit the most it may have */
	bool number;	/* set to the right, its markers too */
};
struct spread_cell {
	const char *text; /* NULL: a number */
	const char *link; /* the sheet that a text leads to, or NULL */
	long tenths;  /* of a number; never as a fraction, so that no rounding shows */
	bool decimal; /* one decimal is shown; else tenths is a multiple of ten */
};
struct spread_sheet {
	const char *name; /* of at most 30 letters, digits and underlines; none twice */
	const char *about; /* its title in the list of contents */
	struct spread_line lines[SPREAD_LINES]; /* the first is the title */
	size_t line_count;
	const char *table; /* what the table is called in the file; NULL: there is none */
	struct spread_column columns[SPREAD_COLUMNS];
	size_t column_count;
	struct spread_cell *cells; /* row by row */
	size_t cell_count, row_count;
};
struct spread {
	const char *title, *author, *language; /* author: may be "" */
	const char *day;		       /* of the release, "2026-12-01" */
	struct spread_sheet *sheets;
	size_t count;
};

/*
 * Texts are fit for XML and for a cell: what neither can hold became U+FFFD, line ends are \n,
 * tabs are blanks, and what is too long ends with words that say so.  Lives in the arena.
 */
struct spread *spread_make(const struct summary *s, struct arena *a) MUST_USE;

/* The bytes of a workbook, appended to out (out/ods.c, out/xlsx_book.c).  ERR_INPUT: too large. */
bool ods_book(const struct spread *book, struct buf *out, struct err *err) MUST_USE;
bool xlsx_book(const struct spread *book, struct buf *out, struct err *err) MUST_USE;

/* ---- its parts (out/sheets.c, out/sheets_table.c) -------------------------------------- */

struct spread_making {
	const struct summary *summary;
	struct spread *book;
	struct arena *arena;
};
/* The next sheet; its title, and what must be read before any number. */
struct spread_sheet *spread_sheet(struct spread_making *m, const char *name,
				  const char *title);
void spread_line(struct spread_making *m, struct spread_sheet *sheet,
		 enum spread_line_kind kind, const char *text);
/* A sheet Table_N; follow it with the columns, then the cells of each of so many rows. */
struct spread_sheet *spread_table(struct spread_making *m, const char *title);
void spread_rows(struct spread_making *m, struct spread_sheet *sheet, size_t rows);
/* width: at most, in characters; 0: a column of numbers. */
void spread_column(struct spread_sheet *sheet, const char *title, unsigned width);
void spread_text(struct spread_making *m, struct spread_sheet *sheet, const char *text);
void spread_number(struct spread_sheet *sheet, int n); /* never below 0 */
void spread_points(struct spread_sheet *sheet, int points); /* below 0 too */
void spread_tenths(struct spread_sheet *sheet, long tenths);
/* The number, or the words of its marker where it is not told; unmarked: what then. */
void spread_told(struct spread_sheet *sheet, int n, enum marker marker,
		 const char *unmarked);
/* Two cells, per cent; else as spread_told. */
void spread_range(struct spread_sheet *sheet, const struct interval *range,
		  enum marker marker, const char *unmarked);
void spread_marker(struct spread_sheet *sheet, enum marker marker);
/* Puts above the table what its cells need explained, and fits its columns. */
void spread_finish(struct spread_making *m, struct spread_sheet *sheet);
/* "Responses [note 2]": with a reference to each note that holds these words. */
const char *spread_noted(const struct spread_making *m, const char *title,
			 const char *words, const char *more_words);

/* ---- how large it all is (out/sheets_size.c) --------------------------------------------- */

/* Makes no column wider than what stands in it needs. */
void spread_fit(struct spread_sheet *sheet);
/* Of a line above the table, of its header and of a row, in points; at most SPREAD_HEIGHT_MOST. */
unsigned spread_line_height(const struct spread_sheet *sheet, const struct spread_line *line);
unsigned spread_head_height(const struct spread_sheet *sheet);
unsigned spread_row_height(const struct spread_sheet *sheet, size_t row);

/* ---- one sheet each (out/sheets_table.c) ------------------------------------------------- */

void spread_question(struct spread_making *m, const struct table *t);
/* With the lead of its block of statements, and with the pages that were asked several times. */
const char *spread_question_title(struct spread_making *m, const struct table *t);
void spread_themes(struct spread_making *m);
void spread_scorecard(struct spread_making *m);
void spread_quotes(struct spread_making *m);
void spread_board(struct spread_making *m);

#endif
