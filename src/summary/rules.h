/*
 * What the files of the rules share: figures laid out at a level, what is held, and the audit.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_RULES_H
#define CANVASS_RULES_H

#include "summary/disclose.h"

/*
 * A build for tests alone can switch off S2 .. S8 one at a time, to show that each of them is
 * needed.  Elsewhere this is no variable but the number 0.
 */
#ifdef CANVASS_RULES_OFF
extern unsigned disclose_off; /* bit n: rule Sn is off */
#define rule_off(n) (disclose_off >> (n) & 1)
#else
#define rule_off(n) 0
#endif

/* ---- a table at one level (lines.c): S2 to S5, S7 --------------------------------- */

struct laid {
	size_t table;
	enum ladder_level level;
	struct printed_line *rows, *columns; /* rows[0] and the last column are "*" */
	size_t row_count, column_count;
	uint32_t *counts;	   /* exact; row 0: bases.  [row * column_count + column] */
	struct printed_cell *cells; /* what would be printed of them */
	uint32_t *growth; /* of a column that is held, since then; else 0 */
	bool whole;	  /* no level passed: held whole, however much its lines have grown */
};
/* Not for level nothing.  All columns fresh. */
struct laid *lay_out(const struct figures *f, const struct policy *policy, size_t table,
		     enum ladder_level level, struct arena *a) MUST_USE;
/* Whether a level can be asked for at all: `merged` needs merges, crossed levels a `by`. */
bool level_applies(const struct figures *f, size_t table, enum ladder_level level);
/* Exact counts of a row and a column of any release; a row NULL is the base. */
uint32_t line_count(const struct figures *f, size_t table, const struct counts *counts,
		    const struct printed_line *row, const struct printed_line *column);
/* Whether the line is "*". */
bool line_all(const struct printed_line *line);
bool lines_same(const struct printed_line *a, const struct printed_line *b);
/* The place of such a line among others, or their count. */
size_t line_find(const struct printed_line *lines, size_t count,
		 const struct printed_line *line);
/* Whether a line of the one table may stand in the other: the same question, and groups unless
 * it is "*". */
bool tables_kin(const struct figures *f, size_t a, size_t b, bool all);
/* Whether nobody can stand in the cell. */
bool cell_impossible(const struct figures *f, size_t table,
		     const struct printed_line *row, const struct printed_line *column);
/* S7: to whole fives, halves up, kept within 10 .. 90; base not 0. */
int published_percent(unsigned n, unsigned base);
size_t laid_hidden(const struct laid *laid);
/* Whether any line has its base hidden, or any cell. */
bool printed_hides(const struct printed_table *t);
/* A level that shows groups. */
bool level_grouped(enum ladder_level level);

/* ---- lines that have grown too little (hold.c): S8 -------------------------------- */

/*
 * Holds the columns that must be held: copies what was printed, sets held and growth.  False: that
 * cannot be done at this level.
 */
bool hold_lines(const struct figures *f, struct laid *laid);
/* The number of responses as printed, and from which release; 0: fresh. */
int hold_responses(const struct figures *f, unsigned *out_held);
/* The table as the last release printed it, or NULL if it printed nothing of it. */
struct laid *hold_whole(const struct figures *f, size_t table, struct arena *a) MUST_USE;

/* ---- the audit (attempt.c) ------------------------------------------------- */

struct audit;
void audit_free(struct audit *audit);
/*
 * Knows N as printed now, and all that earlier releases printed.  f must outlive it.  It works
 * from what was printed and from who left questions out; exact counts are but a point to begin
 * at, which fits all that is printed and so costs no search.
 */
struct audit *audit_new(const struct figures *f, const struct disclose_watch *watch,
			int responses, unsigned responses_held) OWNED_BY(audit_free);
/*
 * Whether all hidden numbers stay protected if this is printed too.  Keeps it if so; else forgets
 * it.  Also false, which is safe, where the search gets too large.
 */
bool audit_try(struct audit *audit, const struct laid *laid) MUST_USE;

#endif
