/*
 * Published summaries side by side: the waves of one force, or several forces.  It is made of what
 * each of them printed, and nothing else, so it can only rearrange what is public.
 *
 * Nobody is ranked: files stand in the order in which they were given.
 *
 * Pure: no file, no clock, no randomness.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_COMPARE_H
#define CANVASS_COMPARE_H

#include "summary/summary.h"

enum { COMPARE_MOST = 60 }; /* files */

enum compare_kind { COMPARE_WAVES, COMPARE_FORCES, COMPARE__KINDS };
extern const char *const compare_kinds[COMPARE__KINDS]; /* "waves", "forces" */

/* What one file says of one share. */
struct compare_side {
	bool there;	    /* asked, whether it is published or hidden */
	int n, base, pct;   /* -1: null */
	enum marker marker; /* MARK_X: not there */
	/*
	 * Against the file before it (waves), or the first (forces).  The class is CHANGE_NONE for
	 * the one that the others are held against, and where neither has it.
	 */
	struct change change;
};
/*
 * The sum over forces, each of which printed both numbers and asked the same as the first that is
 * in it; of two forces at least.  off: how far each sum may be from the sum of the true counts.
 */
struct compare_pool {
	size_t files; /* 0: there is none */
	int n, base, pct;
	unsigned off;
};
struct compare_row {
	const char *key, *label;
	struct compare_side *sides; /* by file */
	struct compare_pool pool;
};
/*
 * A question with one list of answers.  Files that asked it with other answers have a table of
 * their own after this one, with the same id.
 */
struct compare_table {
	const char *id, *title, *lead;
	bool *in;		    /* by file: stands in this table */
	enum change_class *classes; /* by file, as in struct compare_side */
	struct compare_side *bases; /* by file; n alone counts */
	struct compare_row *rows;
	size_t row_count;
};
struct comparison {
	enum compare_kind kind;
	const struct summary *const *files;
	size_t count;
	const char *const *labels;  /* by file: the wave, or the force and its wave */
	struct policy policy;	    /* the strictest of each number */
	struct compare_row *themes; /* label: its title */
	size_t theme_count;
	struct compare_row *points; /* of the scorecard */
	const char **best;	    /* by point: which answers count */
	size_t point_count;
	struct compare_table *tables;
	size_t table_count;
	/* Changes with a range, and those of them that are up or down. */
	size_t told, clear;
	const char *notes[16]; /* plain words for the reader */
	size_t note_count;
};

/*
 * What may stand side by side, whatever is made of it.  ERR_INPUT: a draft; invented answers beside
 * real ones; one wave of one force twice.
 */
bool compare_suits(const struct summary *const *files, const char *const *names,
		   size_t count, struct err *err) MUST_USE;
/*
 * Waves, if all files were run by the same; else forces, one file each.  names: what the files are
 * called in messages.  ERR_INPUT: what compare_suits says; one force twice beside another; no
 * question in common.  Lives in the arena and points into files.
 */
struct comparison *compare_make(const struct summary *const *files,
				const char *const *names, size_t count, struct arena *a,
				struct err *err);

#endif
