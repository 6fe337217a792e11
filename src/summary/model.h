/*
 * The unknowns behind printed numbers.
 *
 * Two kinds.  Those that several questions share: N, and how many people stand in each group, at
 * each release; they are few, and are here called shared.  And those of one question: its own
 * counts, and its cells by each group.  A question with its cells is a block (struct part), a
 * linear program of its own, with the shared unknowns in it.  A reader may put together what all
 * blocks say of the shared ones; search.c does that without ever writing down one large program.
 *
 * The columns of a block's program: the shared unknowns; twice as many that measure how far they
 * are from a chosen point (above, below); the block's own.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_MODEL_H
#define CANVASS_MODEL_H

#include "summary/lp.h"
#include "summary/rules.h"

struct grid { /* the cells of a question by a group variable, at all releases */
	int rows, by; /* variables */
	size_t table; /* one that has its counts */
	enum table_kind kind;
	size_t first; /* column of the block's program */
};

struct part {
	int variable;
	size_t table; /* one of the question's */
	enum table_kind kind;
	bool own_shared; /* the question is a group variable too: its own counts are shared */
	size_t first;	 /* column of its own counts */
	struct grid *grids;
	size_t grid_count, columns;
	size_t apart; /* first of the rows that tie the shared unknowns to a point, in order */
	struct lp *lp;
	size_t cuts_known;  /* of audit.cuts */
	bool marked;
	size_t cuts_marked; /* cuts_known at the mark */
};

struct at { /* where a table's cells are */
	size_t block;
	int grid; /* -1: no break-down */
	bool turned; /* rows and columns of the grid are the table's columns and rows */
};

struct model {
	const struct figures *f;
	size_t *releases; /* those that count: indexes of f->earlier, and last f->earlier_count */
	size_t release_count;
	int *margins; /* by variable: its first shared unknown at the first release, or -1 */
	size_t *sums; /* by figures.implied: likewise, of its first sum */
	size_t shared, shared_each; /* unknowns in all; at one release */
	double *truth, *low, *high; /* by shared unknown */
	struct part *blocks;
	size_t block_count;
	struct at *at; /* by table */
};

struct model *model_new(const struct figures *f);
/* The releases that count, and the shared unknowns with their true numbers (model_shared.c). */
void model_share(struct model *m);
void model_free(struct model *m);

/* The counts of a table at the k-th release that counts. */
const struct counts *model_counts(const struct model *m, size_t table, size_t k);
const struct policy *model_policy(const struct model *m, size_t k);
/* The k of a release's number, from 1; release_count if it does not count. */
size_t model_release(const struct model *m, unsigned number);
size_t shared_responses(const struct model *m, size_t k);
size_t shared_margin(const struct model *m, int variable, size_t key, size_t k);
size_t shared_sum(const struct model *m, size_t implied, size_t sum, size_t k);
/* A table of the variable without break-down or else with one: whose rows count it; or none. */
size_t table_with_rows(const struct figures *f, int variable);

/* Adds weight times what a printed line or cell counts; row NULL or "*": the base. */
void model_add(const struct model *m, struct lp_sum *sum, size_t table, size_t k,
	       const struct printed_line *row, const struct printed_line *column,
	       double weight);

#endif
