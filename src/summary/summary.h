/*
 * What may be told.  Exact counts live and die inside this floor: what leaves it is a struct summary
 * of published cells, and the one way from exact to published is table_publish.
 *
 * Pure: no file, no clock, no randomness.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_SUMMARY_H
#define CANVASS_SUMMARY_H

#include "answer/answer.h"
#include "base/base.h"
#include "form/form.h"

/* ---- the plan: which tables there are, fixed by the form (summary/plan.c) -------------------- */

enum table_kind { TABLE_ONE, TABLE_ANY }; /* one answer each; each option yes or no */

struct key_label {
	const char *key;
	struct text label;
};
struct table_plan {
	const char *id;	    /* "told", or "contacted-by-role" */
	int question;	    /* index; -1: a score */
	int score;	    /* index; -1: a question */
	int by;		    /* in privacy.breaks; -1: all people */
	enum table_kind kind;
	int theme;
	struct key_label rows[40], columns[40]; /* without "*" and "-" */
	size_t row_count, column_count;	      /* column_count 0: no break-down */
};
struct plan {
	const struct form *form;
	struct table_plan *tables;
	size_t count;
};
struct plan *plan_make(const struct form *form, struct arena *a) MUST_USE;

/* ---- exact counts (summary/tally.c): never printed, never written ----------------------------- */

struct exact { /* one table; [row_count] and [column_count] stand for "-": left it out */
	const struct table_plan *plan;
	uint32_t *counts;   /* (row_count + 1) * (column_count + 1) */
	uint32_t *answered; /* column_count + 1; then all people in answered_all */
	uint32_t answered_all;
};
struct tally;
struct tally *tally_new(const struct plan *plan, struct arena *a) MUST_USE;
/* Counts one record.  Tables count people: in a repeat an option counts once. */
void tally_add(struct tally *t, const struct record *record);
uint32_t tally_responses(const struct tally *t);

/* ---- disclosure control (summary/disclose.c) ---------------------------------------------------- */

struct policy {
	unsigned threshold, rounding, base, whole, increment;
	bool strict;
};
struct policy policy_from(const struct form *form); /* 10, 5, 20, 30, 10 by default */

enum marker { MARK_NONE, MARK_C, MARK_Z, MARK_X, MARK_U, MARK_CU, MARK__COUNT };
extern const char *const marker_names[MARK__COUNT]; /* "", "c", "z", "x", "u", "cu" */

struct cell {
	const char *key; /* of its column; "*": all people */
	const char *label;
	int n, pct; /* -1: null */
	enum marker marker;
};
struct row {
	const char *key, *label; /* "*": the bases */
	struct cell *cells;	 /* columns in order, "*" last */
	size_t cell_count;
};
struct table {
	const char *id, *title, *question, *by; /* by: "" without break-down */
	const char *by_title;
	enum table_kind kind;
	enum kind asked_as; /* choose one, scale ...: for the chart's shape */
	int theme;
	enum ladder_level level;
	const char *why; /* why a level above was passed over, in `disclosed 1` words, or "" */
	enum ladder_level passed;
	struct row *rows; /* "*" first; none at level nothing */
	size_t row_count;
};

/*
 * THE seam: the only function that turns exact counts into what may be printed.  responses: exact.
 * Nothing under policy->whole responses; 0..t-1 is one hidden class; all else is rounded.
 */
void table_publish(const struct exact *exact, uint32_t responses, const struct policy *policy,
		   unsigned lang, struct table *out, struct arena *a);

/* ---- the summary (summary/summary.c) -------------------------------------------------------------- */

struct theme_result {
	const char *id, *title;
	int n, pct;
	enum marker marker; /* MARK_X: nobody has coded it yet */
	size_t *tables;	    /* in summary.tables: its closed questions */
	size_t table_count;
};

struct summary {
	const char *survey, *form_id, *form_hash, *form_title, *wave;
	const char *run_by, *read_by, *language;
	bool invented, unconfirmed;
	struct policy policy;
	int responses; /* rounded; -1: under `whole` */
	unsigned expected; /* 0: not said */
	unsigned batches;
	const char *released; /* a day, "2026-12-01" */
	struct table *tables;
	size_t table_count;
	struct theme_result *themes;
	size_t theme_count;
	const char *notes[20]; /* plain words for the reader */
	size_t note_count;
};

struct summary_about { /* what does not come from the answers */
	const char *survey, *form_hash, *wave;
	bool invented, unconfirmed;
	unsigned expected, batches;
	const char *released;
	unsigned lang;
};
/* Publishes every table of the plan; lives in the arena and holds no exact number. */
struct summary *summary_make(const struct tally *t, const struct summary_about *about,
			     struct arena *a) MUST_USE;

#endif
