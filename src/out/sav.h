/*
 * What the system file and the two scripts beside it share: its variables and its codes.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_OUT_SAV_H
#define CANVASS_OUT_SAV_H

#include "out/rows.h"

enum { /* what SPSS takes; bytes */
       SAV_NAME_MOST = 32,
       SAV_STRING_MOST = 255,
       SAV_LABEL_MOST = 120,
       SAV_FILE_LABEL_MOST = 64,
       SAV_NOTE_MOST = 80,
};

enum sav_code {
	SAV_NO_ANSWER = -9,
	SAV_NOT_ASKED = -8,
	SAV_HIDDEN = -7,
	SAV_NOT_HERE = -6
};
struct sav_label {
	int value;
	const char *words;
};
extern const struct sav_label sav_missing[4];		/* of n, pct, low and high */
extern const struct sav_label sav_markers[MARK__COUNT]; /* of marker */

/* In the order in which they stand in the file. */
enum sav_column {
	SAV_TNUM,
	SAV_TABLE,
	SAV_SPLIT,
	SAV_GROUP,
	SAV_LONG_GROUP,
	SAV_KEY,
	SAV_LABEL,
	SAV_N,
	SAV_PCT,
	SAV_LOW,
	SAV_HIGH,
	SAV_MARKER,
	SAV__COUNT
};
struct sav_variable {
	const char *name, *label;
	bool text, missing; /* missing: may hold the codes above */
	unsigned decimals;
};
extern const struct sav_variable sav_variables[SAV__COUNT];

/* summary.sps and summary.R (sav_syntax.c). */
bool sav_syntax(const struct summary *s, const struct data *d, struct export_files *out,
		struct err *err) MUST_USE;

#endif
