/*
 * The team's own words for a release (--words FILE.yaml): headlines, opportunities, and the page
 * for the quarterly board.  Read here with the places of everything; numbers are filled in later,
 * by the summary, from published cells.
 *
 *   canvass: words 1
 *   headlines: [ up to five sentences of at most 25 words ]
 *   opportunities: [ { theme, said, department, quarter } ]
 *   you said, we did: [ { said, did, department } ]	for a poster; at most 120 characters each
 *   last quarter, next quarter, benefits, challenges, actions: [ lines ]
 *
 * A reference is {TABLE.ROW}, {TABLE.ROW.GROUP} of a break-down, or {THEME}: a published share.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_BOARD_H
#define CANVASS_BOARD_H

#include "form/form.h"

enum {
	BOARD_PARTS = 5,
	BOARD_WORDS_LINES = 12,
	BOARD_HEADLINES = 5,
	BOARD_OPPORTUNITIES = 40,
	BOARD_PAIRS = 12
};

struct board_line {
	const char *text;
	unsigned line, column; /* in the file, from 1 */
};
struct board_words { /* in an arena */
	const char *file;
	struct board_line headlines[BOARD_HEADLINES];
	size_t headline_count;
	struct board_chance {
		int theme; /* of the form; -1: none */
		struct board_line said, department, quarter;
	} opportunities[BOARD_OPPORTUNITIES];
	size_t opportunity_count;
	struct board_pair {
		struct board_line said, did, who; /* who: a department; text "" if not given */
	} pairs[BOARD_PAIRS];
	size_t pair_count;
	struct board_line parts[BOARD_PARTS][BOARD_WORDS_LINES];
	size_t part_counts[BOARD_PARTS];
};
extern const char *const board_parts[BOARD_PARTS]; /* "last quarter", ... */
/*
 * Troubles go to diags; NULL if there was an error.  Words that redaction would mark are an error
 * found by the caller, who has the engine.  Lives in diags->arena.
 */
struct board_words *board_read(const char *file, const char *text, size_t len,
			       const struct form *form, struct diags *diags);

#endif
