/*
 * Sheets with decisions of coders, as they come back: JSON lines, or CSV as any spreadsheet may
 * have saved it.  Which comments and themes there are is not known here.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_CODES_SHEET_H
#define CANVASS_CODES_SHEET_H

#include "base/base.h"

enum {
	SHEET_THEMES = 64,	 /* named on one line */
	SHEET_BYTES = 256 << 20, /* of a sheet */
};

struct sheet_line { /* one comment */
	size_t number;	 /* of the line on which it begins, from 1 */
	const char *raw; /* as it stands in the sheet, its line end included */
	size_t raw_len;
	const char *wrong; /* why it cannot be used, and what to do; NULL: it can */
	const char *id;	   /* as it was typed */
	bool decided;	   /* something stands there; else it is still to be coded */
	bool none;	   /* "none of these" */
	const char *themes[SHEET_THEMES]; /* ids, as they were typed */
	size_t theme_count;
	const char *coder; /* who decided, if the line says so; NULL */
};
struct code_sheet { /* in an arena; points into the text */
	struct sheet_line *lines;
	size_t count;
	const char *header; /* what belongs above lines that are sent again; "" if nothing */
	size_t header_len;
	const char *coder; /* whose sheet it is, if it says so; NULL */
	const char *survey; /* of which survey, if it says so; NULL */
};
/* ERR_INPUT: neither JSON lines nor CSV with columns for id and themes; what to do is told. */
bool code_sheet_read(const char *text, size_t len, struct code_sheet *out, struct arena *a,
		     struct err *err) MUST_USE;

#endif
