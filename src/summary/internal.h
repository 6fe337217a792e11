/*
 * What the files of this floor share.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_SUMMARY_INTERNAL_H
#define CANVASS_SUMMARY_INTERNAL_H

#include "summary/summary.h"

/* ---- groups that a form breaks down by (summary/cross.c) ------------------------- */

/* The questions on which a group hangs: one, or those that a named condition tests. */
void break_questions(const struct form *form, const struct break_by *by,
		     bool seen[FORM_QUESTIONS]);
/* The column in which somebody stands, or -1: no stated group. */
int break_column(const struct form *form, const struct break_by *by, const bool *tested,
		 const struct answers *answers);
/* Which row of its table an answer is, or -1: left out.  Not for choose any. */
int value_row(const struct form *form, const struct question *q, const struct value *v);

/* ---- months (summary/months.c) --------------------------------------------------- */

/* How many quarters, half years or years a table of the question has, from the first; 0: none. */
size_t months_rows(const struct form *form, const struct question *q, int *out_first);
struct key_label months_key(const struct question *q, int part, struct arena *a);
int months_row(const struct form *form, const struct question *q, const struct value *v);

/* ---- one table at one level (summary/view.c) ------------------------------------- */

/* A row or column as it would be printed: one key, or several as one. */
struct line {
	const char *key;
	const struct text *label;
	uint64_t members; /* bits of the variable's keys; the bit behind them: "-" */
	bool merged;
};
struct view {
	const struct exact *exact;
	struct line rows[KEYS_MOST], columns[KEYS_MOST + 1]; /* the last column is "*" */
	size_t row_count, column_count; /* column_count: at least 1 */
};
/* The view of a table at full, merged, rows or total. */
void view_make(struct view *v, const struct exact *exact, enum ladder_level level,
	       const struct policy *policy);
uint32_t view_base(const struct view *v, size_t column);
uint32_t view_count(const struct view *v, size_t row, size_t column);
/* S4 and S3: whether the cell is in the hidden class. */
bool view_hidden(const struct view *v, size_t row, size_t column,
		 const struct policy *policy);
size_t view_hidden_count(const struct view *v, const struct policy *policy);
/* Whether each line has a base that may be printed. */
bool view_bases_shown(const struct view *v, const struct policy *policy);
bool plan_has_merges(const struct table_plan *plan);

/* ---- the audit of tables without break-down (summary/audit.c, pairs.c) ----------- */

struct span { /* whole numbers, both ends belong */
	int64_t low, high;
};
/*
 * What is known of how people ticked options (summary/pairs.c).  Each person of the base
 * ticked one option of `alone` and nothing else, or from least to most of the others.
 */
struct ticks {
	size_t rows;
	struct span yes[KEYS_MOST]; /* how many may have ticked each */
	uint64_t alone;		    /* bits of rows */
	int64_t least, most;	    /* at least 1 */
};
/* Whether `base` people can have ticked so. */
bool ticks_fit(const struct ticks *ticks, int64_t base);
/* What the form says of a table's options; no counts yet. */
struct ticks ticks_from(const struct table_plan *plan);

/* What a reader can work out from one printed table, in numbers of respondents. */
struct told {
	int64_t left_out;	   /* "-": taken as known to everybody */
	struct span base;	   /* the respondents that its printed base allows */
	struct span cells;	   /* those that its printed cells allow together */
	int64_t sum_low, sum_high; /* sums of the cells' own ranges; TABLE_ONE */
	bool pairs;		   /* TABLE_ANY: its rows do not add up */
	struct ticks ticks;	   /* pairs: what is printed of each */
	uint64_t closed;	   /* pairs: bits of the rows that are hidden */
	size_t hidden;
};
struct told told_from(const struct view *v, uint32_t responses,
		      const struct policy *policy);
/* Only that the base is too small to print. */
struct told told_base_hidden(const struct exact *exact, uint32_t responses,
			     const struct policy *policy);
struct span span_meet(struct span a, struct span b);
/*
 * Whether each hidden cell of table `which` could be 0 and could be t - 1 for all that
 * the others say, window (respondents, from the printed total and all bases) included.
 */
bool told_protects(const struct told *all, size_t count, size_t which, struct span window,
		   const struct policy *policy);
/* The same, even if a reader knew which number of the window is the true one. */
bool told_protects_each(const struct told *one, struct span window,
			const struct policy *policy);

struct span printed_span(uint32_t count, unsigned least, const struct policy *policy);
/* The bases from low to high that the printed pairs allow; those given if none does. */
struct span pairs_base(const struct told *one, struct span base,
		       const struct policy *policy);
/* Whether each hidden pair is safe, if the base is any number from low to high. */
bool pairs_protect(const struct told *one, struct span base, const struct policy *policy);

/* ---- what stands between printed tables (summary/between.c, flow.c) --------------- */

/*
 * Whether the people of no stated group, who stand in "all" but in no printed group, are
 * safe in a view that hides nothing; own: the question's own table, printed in full.
 */
bool unstated_safe(const struct view *v, const struct exact *own,
		   const struct policy *policy);
/* Counts them with the largest group. */
void unstated_fold(struct view *v, unsigned lang, struct arena *a);
/* Whether they are safe within it; v: so folded, and nothing is hidden without them. */
bool unstated_safe_within(const struct view *v, const struct policy *policy);
/* Whether two break-downs are of the same two variables, so that their groups may overlap. */
bool crosses_overlap(const struct table_plan *a, const struct table_plan *b);
/* Whether all lines of one are unions of lines of the other, which is turned round. */
bool views_nest(const struct view *a, const struct view *b);

/* Streams of people through a net, each arc with a least and a most. */
enum { FLOW_NODES = 2 * KEYS_MOST + 4 };
struct flow {
	size_t nodes;
	bool broken; /* some arc's least is over its most */
	int64_t room[FLOW_NODES][FLOW_NODES], owed[FLOW_NODES];
};
void flow_arc(struct flow *f, size_t from, size_t to, struct span range);
/* Whether some stream keeps to all arcs and loses nobody; uses the net up. */
bool flow_fits(struct flow *f);

/* S7: to whole fives, halves up, kept within 10 .. 90; n and base as printed, base not 0. */
int published_percent(unsigned n, unsigned base);

/* ---- in and out of the rules (summary/plan_figures.c, publish.c) ------------------ */

/* By table of the plan: where it stands in plan_figures. */
uint16_t *plan_places(const struct plan *plan, struct arena *a) MUST_USE;

/* Exact counts now and of the earlier releases; policy is that of now. */
struct figures *publish_figures(const struct tally *now, const struct summary_about *about,
				const struct policy *policy, struct arena *a) MUST_USE;
/* One table of the plan each, with titles and labels. */
struct table *publish_tables(const struct plan *plan, const struct disclosed *d,
			     unsigned lang, struct arena *a) MUST_USE;

/* ---- for the reader (summary/notes.c, scorecard.c) ------------------------------- */

void notes_write(struct summary *s, struct arena *a);
void scorecard_make(struct summary *s, const struct form *form, struct arena *a);

#endif
