/*
 * Linear programs over GLPK: columns and rows with bounds, one objective, solved again and again
 * from where the last one ended.  Columns and rows count from 0.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_LP_H
#define CANVASS_LP_H

#include <math.h>

#include "base/base.h"

struct lp;
void lp_free(struct lp *lp);
/* Columns from 0 upwards, without cost. */
struct lp *lp_new(size_t columns) OWNED_BY(lp_free);

struct lp_sum { /* a weighted sum of columns; grows by itself, starts as zeros */
	int *column;
	double *weight;
	size_t count, room;
	double constant; /* added to it */
};
void lp_sum_add(struct lp_sum *sum, size_t column, double weight);
void lp_sum_clear(struct lp_sum *sum); /* keeps its room */
void lp_sum_free(struct lp_sum *sum);

/* low <= column <= high; -INFINITY and INFINITY where there is none. */
void lp_bound(struct lp *lp, size_t column, double low, double high);
void lp_bounds(const struct lp *lp, size_t column, double *low, double *high);
/* low <= sum <= high, its constant with it; the row's number. */
size_t lp_row(struct lp *lp, const struct lp_sum *sum, double low, double high);
void lp_row_bound(struct lp *lp, size_t row, double low, double high);
size_t lp_rows(const struct lp *lp);
void lp_cost(struct lp *lp, size_t column, double cost);

enum lp_end {
	LP_FOUND, /* an optimum */
	LP_NONE,  /* nothing fits */
	LP_LOST,  /* too much work, or numbers that do not settle: nothing is known */
};
/* dual: bounds have changed since the last time, rather than costs. */
enum lp_end lp_solve(struct lp *lp, bool most, bool dual);
double lp_objective(const struct lp *lp);
double lp_value(const struct lp *lp, size_t column);
double lp_row_value(const struct lp *lp, size_t row); /* the row's sum without its constant */
double lp_price(const struct lp *lp, size_t row);     /* its dual value */
/* Work done so far: pivots times size, a number that is the same on each machine. */
uint64_t lp_work(const struct lp *lp);

/* Remembers where it stands; lp_back deletes all rows since and stands there again. */
void lp_mark(struct lp *lp);
void lp_back(struct lp *lp);

#endif
