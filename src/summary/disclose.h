/*
 * Disclosure control: the ladder 10-5 with audit.  Exact figures of one survey go in, all its
 * earlier releases with them; what may be printed now comes out.  The rules have names:
 *
 *   S1 nothing under `whole` responses       S5 all that is printed is rounded
 *   S2 no line whose base is under `base`    S6 a ladder of levels, each one audited
 *   S3 a yes and its no are one pair         S7 percentages of printed numbers
 *   S4 0 .. t-1 is one hidden class          S8 no step of 1 .. increment-1 between releases
 *
 * Figures come from a form and its answers (publish.c) or from a plan in JSON
 * (figures_read.c); the rules are the same code for both.  docs/disclosure.md says how the
 * audit works.
 *
 * Pure: no file, no clock, no randomness.  The same figures give the same result.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_DISCLOSE_H
#define CANVASS_DISCLOSE_H

#include "base/base.h"
#include "form/form.h" /* enum ladder_level */

enum table_kind { TABLE_ONE, TABLE_ANY }; /* one answer each; each option yes or no */

struct policy {
	unsigned threshold, rounding, base, whole, increment;
	bool strict;
	bool rehearsal; /* admits less than the floors; for trials and tests */
};
/* What follows from a threshold t: rounding 5 (3 under t = 5), base 2t, whole 3t, increment t. */
struct policy policy_make(unsigned threshold);
/* b * floor((x + h) / b), h = (b - 1) / 2: the only form in which a count may be printed. */
unsigned policy_round(const struct policy *policy, uint32_t count);
/*
 * Whether it keeps to the floors: threshold 5 to 10,000 (3 for a rehearsal), the rest at least what
 * follows from it, rounding odd and from 3 to the threshold.  ERR_INPUT says which does not.
 */
bool policy_good(const struct policy *policy, struct err *err) MUST_USE;
/* Whether no part of it is lower than in an earlier release.  ERR_INPUT says which is. */
bool policy_raised(const struct policy *policy, const struct policy *earlier,
		   struct err *err) MUST_USE;

/* ---- figures: what goes in ------------------------------------------------------- */

/* Several keys of a variable that may be told as one. */
struct category_group {
	const char *key;
	const uint16_t *of; /* indexes of the variable's keys, rising */
	size_t of_count;
};

/* A question (or score, or named condition) with its answers.  Two tables that name the same
 * variable are of the same question, and must agree. */
struct variable {
	const char *id;
	const char *const *keys; /* without "*" and "-" */
	size_t key_count;
	const struct category_group *folds, *merges; /* fall-back groups; declared merges */
	size_t fold_count, merge_count;
};

struct figure_table {
	const char *id;
	int rows, by; /* in figures.variables; by: -1 for all people */
	enum table_kind kind;
	bool ladder[LEVEL__COUNT]; /* the levels that may be used; nothing always may */
	/*
	 * Structural zeros, or NULL: [row * (columns of by, or 1) + column] is true where nobody
	 * can stand.
	 */
	const bool *zeros;
	/*
	 * What a form tells besides, none of it in a plan from outside.  TABLE_ANY: everybody in
	 * the base ticked from least to most rows (0: not known), or one of `alone` and no other.
	 */
	uint64_t alone;
	unsigned least, most;
	/*
	 * Indexes of tables.  This one is used only while no parent hides anything (they say who
	 * was asked); its groups are shown only while no sign hides anything (they say who stands
	 * in which group), and while no rival shows its groups in any release (theirs cut across
	 * these).  orphan: a parent has no table; signless: a sign has none.
	 */
	const uint16_t *parents, *signs, *rivals;
	size_t parent_count, sign_count, rival_count;
	bool orphan, signless;
};

/*
 * What a form tells of a group: in it are exactly those who gave one of these answers to at least
 * one of these questions.  So it is no smaller than any one of these sums, and no larger than all
 * of them together.
 */
struct implied {
	int by; /* variable, and which of its keys */
	size_t key;
	const struct implied_sum {
		int variable;	  /* a question with a TABLE_ONE of its own */
		const bool *keys; /* of it */
	} *sums;
	size_t sum_count;
};

/*
 * Exact counts of one table at one release.  cells: (rows + 1) * (columns + 1), row by row; the
 * last row and the last column are "-": left it out.  Without `by` there is one column, no "-".
 * TABLE_ONE: all cells sum to N.  TABLE_ANY: a row counts yes; the last row those who did not
 * answer the question; answered has a base for each column, which with that row sums to N.
 */
struct counts {
	const uint32_t *cells;
	const uint32_t *answered; /* TABLE_ONE: NULL */
};

struct disclosed;
struct figures_release { /* an earlier one */
	uint32_t responses;
	const struct counts *tables; /* by table */
	const struct disclosed *published;
};
struct figures {
	struct policy policy;
	const struct variable *variables;
	size_t variable_count;
	const struct figure_table *tables;
	size_t table_count;
	const struct implied *implied; /* a plan from outside has none */
	size_t implied_count;
	uint32_t responses;
	const struct counts *counts; /* by table */
	const struct figures_release *earlier; /* oldest first */
	size_t earlier_count;
	/* By table, or NULL: of which nothing may be told now, whatever was told before. */
	const bool *untold;
};

size_t table_rows(const struct figures *f, size_t table);    /* without "-" */
size_t table_columns(const struct figures *f, size_t table); /* without "-"; 1 without `by` */
size_t table_wide(const struct figures *f, size_t table); /* columns as counted, "-" with them */

enum { FIGURES_CELLS_MOST = 20000 }; /* of all tables of one release, "-" included */
enum { FIGURES_EARLIER_MOST = 500 }; /* releases */

/*
 * What a plan can get wrong (anonymity, section 8): ERR_INPUT, and the words begin with "D02: "
 * and so on, and name the table.  Codes D02, D03, D05, D06, D07, D08.  figures_check also finds
 * out whether what was published earlier fits the counts of then (D01).
 */
bool figures_check(const struct figures *f, struct err *err) MUST_USE;

/* ---- what comes out -------------------------------------------------------------- */

enum marker { MARK_NONE, MARK_C, MARK_Z, MARK_X, MARK_U, MARK_CU, MARK__COUNT };
extern const char *const marker_names[MARK__COUNT]; /* "", "c", "z", "x", "u", "cu" */

struct passed { /* a level that could not be used, and why */
	enum ladder_level level;
	const char *why; /* "audit", "strict", "held", "whole" or "base" */
};

struct printed_line { /* a row or a column */
	const char *key;    /* "*": all */
	const uint16_t *of; /* keys of the variable; for "*": NULL */
	size_t of_count;
	bool merged;	    /* several keys as one */
	/* Columns: the release it is reprinted from, from 1; 0: it is fresh. */
	unsigned held;
};
struct printed_cell {
	int n, pct; /* -1: null */
	enum marker marker;
};
struct printed_table {
	enum ladder_level level;
	struct passed passed[LEVEL__COUNT]; /* from the top */
	size_t passed_count;
	/*
	 * rows[0] is "*", the bases; the last column is "*".  None of either at level nothing.
	 * cells[row * column_count + column].
	 */
	struct printed_line *rows, *columns;
	size_t row_count, column_count;
	struct printed_cell *cells;
};
struct disclosed {
	unsigned release; /* from 1 */
	struct policy policy;
	int responses; /* as printed; -1: under `whole` */
	unsigned responses_held; /* the release it is reprinted from; 0: fresh */
	struct printed_table *tables; /* by table */
	size_t table_count;
};

/* ---- the rules ------------------------------------------------------------------- */

/* One number that the audit tried, for testers; never for release. */
struct audited {
	size_t table;
	enum ladder_level level; /* that was being tried; of earlier releases: as published */
	unsigned release;	 /* in which it is hidden, or held */
	const char *row, *column; /* "*": base, all people */
	const char *half;	  /* "yes", "no" of a pair; "" otherwise; "growth" of a held line */
	int64_t least, most;	  /* that it can be, rounded inwards */
	bool ok;
};

struct disclose_watch { /* each may be NULL */
	/* Asked for: the exact ends of every hidden number are worked out, which takes longer. */
	void (*audited)(void *with, const struct audited *a);
	void (*progress)(void *with, size_t done, size_t all); /* tables */
	void *with;
	/*
	 * How much the audit may work, in pivots times size; 0: less than a minute's worth.
	 * What is not decided by then counts as not protected.
	 */
	uint64_t work_most;
};

/*
 * The one way from exact to published.  f must have passed figures_check.  All of the result
 * lives in the arena, and points into f for keys.
 */
struct disclosed *disclose(const struct figures *f, const struct disclose_watch *watch,
			   struct arena *a) MUST_USE;

/* ---- JSON (figures_read.c, disclosed_read.c, disclosed_write.c) ------------------- */

/*
 * A plan, "disclose 1".  ERR_INPUT with "D01: ..." or "D04: ...", then figures_check.  text must
 * live as long as the arena does not need it: nothing points into it.
 */
struct figures *figures_read(const char *text, size_t len, struct arena *a, struct err *err);
/*
 * What an earlier release printed, "disclosed 1".  tables and variables of f say what its keys
 * are; a key, level or shape that cannot be is ERR_INPUT, "D01: ...".  It may have fewer tables
 * than f, not others: those that are missing are at level nothing.
 */
struct disclosed *disclosed_read(const struct json *from, const struct figures *f,
				 struct arena *a, struct err *err);
/* "disclosed 1".  lines: one line a row of a table; else all on one line. */
void disclosed_write(const struct disclosed *d, const struct figures *f, bool lines,
		     struct buf *out);

#endif
