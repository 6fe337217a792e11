/*
 * Linear programs: bounds, rows, costs, what ends a search, and the signs that the audit's cuts
 * are made of.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/lp.h"
#include "tests/tap.h"

static bool
near(double a, double b)
{
	return fabs(a - b) < 1e-6;
}

static void
is_near(double got, double want, const char *what)
{
	if (!ok(near(got, want), "%s", what))
		note("got %.9f, want %.9f", got, want);
}

/* weights of columns 0, 1, 2 ... */
static size_t
row(struct lp *lp, const double *weights, size_t count, double constant, double low,
    double high)
{
	struct lp_sum sum = { 0 };
	size_t out;

	for (size_t c = 0; c < count; c++)
		if (weights[c] != 0)
			lp_sum_add(&sum, c, weights[c]);
	sum.constant = constant;
	out = lp_row(lp, &sum, low, high);
	lp_sum_free(&sum);
	return out;
}
#define ROW(lp, constant, low, high, ...)  \
	row(lp, (double[]){ __VA_ARGS__ }, \
	    sizeof((double[]){ __VA_ARGS__ }) / sizeof(double), constant, low, high)

/* Most of 3x + 2y with x + y <= 4, x + 3y <= 6, x <= 3: at (3, 1), 11. */
static void
test_textbook(void)
{
	struct lp *lp = lp_new(2);
	size_t first = ROW(lp, 0, -INFINITY, 4, 1, 1);

	ROW(lp, 0, -INFINITY, 6, 1, 3);
	lp_bound(lp, 0, 0, 3);
	lp_cost(lp, 0, 3);
	lp_cost(lp, 1, 2);
	is_int(lp_solve(lp, true, false), LP_FOUND, "an optimum is found");
	is_near(lp_objective(lp), 11, "the most of it");
	is_near(lp_value(lp, 0), 3, "the first column there");
	is_near(lp_value(lp, 1), 1, "the second");
	is_near(lp_row_value(lp, first), 4, "a row's sum there");
	is_int(lp_solve(lp, false, false), LP_FOUND, "the other way round too");
	is_near(lp_objective(lp), 0, "the least of it: columns begin at 0");
	is_int((long long)lp_rows(lp), 2, "two rows");
	ok(lp_work(lp) > 0, "work was counted");
	lp_free(lp);
}

static void
test_bounds(void)
{
	struct lp *lp = lp_new(4);
	double low, high;

	lp_bounds(lp, 0, &low, &high);
	ok(low == 0 && isinf(high), "a new column is from 0 up");
	lp_bound(lp, 0, -INFINITY, INFINITY);
	lp_bounds(lp, 0, &low, &high);
	ok(isinf(low) && low < 0 && isinf(high) && high > 0, "free");
	lp_bound(lp, 1, -INFINITY, 7);
	lp_bounds(lp, 1, &low, &high);
	ok(isinf(low) && low < 0 && high == 7, "no lower end");
	lp_bound(lp, 2, 3, 3);
	lp_bounds(lp, 2, &low, &high);
	ok(low == 3 && high == 3, "fixed");
	lp_bound(lp, 3, 2, 5);
	lp_bounds(lp, 3, &low, &high);
	ok(low == 2 && high == 5, "both ends");
	for (size_t c = 0; c < 4; c++)
		lp_cost(lp, c, c == 1 ? -1 : 1);
	ROW(lp, 0, -10, INFINITY, 1);
	is_int(lp_solve(lp, false, false), LP_FOUND, "all kinds of bounds together");
	is_near(lp_objective(lp), -10 - 7 + 3 + 2, "each stops at its end");
	lp_free(lp);
}

static void
test_no_answer(void)
{
	struct lp *lp = lp_new(2);
	size_t r = ROW(lp, 0, 5, INFINITY, 1, 1);

	lp_bound(lp, 0, 0, 1);
	lp_bound(lp, 1, 0, 1);
	is_int(lp_solve(lp, false, false), LP_NONE, "nothing fits");
	lp_row_bound(lp, r, 2, 2);
	is_int(lp_solve(lp, false, true), LP_FOUND, "it does after a row is eased");
	is_near(lp_row_value(lp, r), 2, "a row held to one number");
	lp_row_bound(lp, r, 2.5, INFINITY);
	is_int(lp_solve(lp, false, true), LP_NONE, "nothing again, by the dual way");
	lp_row_bound(lp, r, -INFINITY, INFINITY);
	lp_bound(lp, 1, 0, INFINITY);
	lp_cost(lp, 1, 1);
	is_int(lp_solve(lp, true, false), LP_LOST, "no end upwards: nothing is known");
	is_int(lp_solve(lp, false, false), LP_FOUND, "downwards there is");
	lp_free(lp);
}

/* The constant belongs to the sum that is held between the ends. */
static void
test_constants(void)
{
	struct lp *lp = lp_new(2);
	size_t r = ROW(lp, 10, 12, 15, 1, 1);
	struct lp_sum sum = { 0 };

	lp_cost(lp, 0, 1);
	lp_cost(lp, 1, 1);
	is_int(lp_solve(lp, false, false), LP_FOUND, "a sum with a constant");
	is_near(lp_row_value(lp, r), 2, "12 less 10");
	is_int(lp_solve(lp, true, false), LP_FOUND, "and its other end");
	is_near(lp_row_value(lp, r), 5, "15 less 10");
	for (size_t c = 0; c < 40; c++)
		lp_sum_add(&sum, c, (double)c);
	ok(sum.count == 40 && sum.column[40] == 40 && near(sum.weight[40], 39),
	   "a sum grows by itself");
	sum.constant = 3;
	lp_sum_clear(&sum);
	ok(sum.count == 0 && sum.constant == 0, "cleared, its constant too");
	lp_sum_free(&sum);
	lp_free(lp);
}

/* The price of a row is what the objective gains where both of its ends go up by one. */
static void
test_price(void)
{
	struct lp *lp = lp_new(2);
	size_t tie = ROW(lp, 0, 4, 4, 1, -1), top = ROW(lp, 0, -INFINITY, 20, 1, 1);
	double before, price, other;

	lp_cost(lp, 0, 2);
	lp_cost(lp, 1, 1);
	is_int(lp_solve(lp, false, false), LP_FOUND, "least, with a tie");
	before = lp_objective(lp);
	price = lp_price(lp, tie);
	is_near(price, 2, "price of the tie");
	lp_row_bound(lp, tie, 5, 5);
	is_int(lp_solve(lp, false, true), LP_FOUND, "the tie moved");
	is_near(lp_objective(lp) - before, price, "least: it went up by the price");
	lp_row_bound(lp, tie, 4, 4);
	is_int(lp_solve(lp, true, false), LP_FOUND, "most");
	before = lp_objective(lp);
	price = lp_price(lp, tie);
	other = lp_price(lp, top);
	lp_row_bound(lp, tie, 6, 6);
	is_int(lp_solve(lp, true, true), LP_FOUND, "the tie moved by two");
	is_near(lp_objective(lp) - before, 2 * price, "most: by the price, twice");
	lp_row_bound(lp, tie, 4, 4);
	lp_row_bound(lp, top, -INFINITY, 23);
	is_int(lp_solve(lp, true, true), LP_FOUND, "the top moved by three");
	is_near(lp_objective(lp) - before, 3 * other, "a row with one end likewise");
	lp_row_bound(lp, top, -INFINITY, 100);
	is_int(lp_solve(lp, false, true), LP_FOUND, "a row that binds nothing");
	is_near(lp_price(lp, top), 0, "has no price");
	lp_free(lp);
}

static void
test_back(void)
{
	struct lp *lp = lp_new(3);
	double least, most;

	ROW(lp, 0, 0, 10, 1, 1, 1);
	lp_cost(lp, 0, 1);
	lp_cost(lp, 1, 2);
	(void)!lp_solve(lp, true, false);
	most = lp_objective(lp);
	is_near(most, 20, "before the mark");
	lp_mark(lp);
	ROW(lp, 0, -INFINITY, 3, 0, 1, 0);
	ROW(lp, 0, 1, INFINITY, 1, 0, 0);
	is_int(lp_solve(lp, true, true), LP_FOUND, "with two rows more");
	is_near(lp_objective(lp), 13, "they bind");
	lp_back(lp);
	is_int((long long)lp_rows(lp), 1, "both are gone");
	is_int(lp_solve(lp, true, false), LP_FOUND, "solved once more");
	is_near(lp_objective(lp), most, "as it was");
	is_int(lp_solve(lp, false, false), LP_FOUND, "and the other way");
	least = lp_objective(lp);
	is_near(least, 0, "as it was");
	lp_mark(lp);
	lp_back(lp);
	is_int((long long)lp_rows(lp), 1, "nothing was added, nothing goes");
	lp_mark(lp);
	ROW(lp, 0, 50, INFINITY, 1, 0, 0);
	is_int(lp_solve(lp, true, true), LP_NONE, "a row that nothing fits");
	lp_back(lp);
	is_int(lp_solve(lp, true, true), LP_FOUND, "without it there is an answer again");
	is_near(lp_objective(lp), most, "the same");
	lp_free(lp);
}

static void
back_alone(void *with)
{
	lp_back((struct lp *)with);
}

/* Random programs: an answer does not hang on the way there. */
static void
test_same(void)
{
	struct dice dice;
	size_t off = 0, found = 0;

	dice_seed(&dice, 5);
	for (int i = 0; i < 200; i++) {
		struct lp *lp = lp_new(6), *anew = lp_new(6);
		double weights[6], high, limit;

		for (size_t r = 0; r < 8; r++) {
			for (size_t c = 0; c < 6; c++)
				weights[c] = dice_below(&dice, 5) - 1.0;
			high = dice_below(&dice, 20);
			if (r ==
			    5) { /* solved on the way, and rows put there and taken off */
				(void)!lp_solve(lp, true, false);
				lp_mark(lp);
				row(lp, weights, 6, 0, high, high);
				(void)!lp_solve(lp, false, true);
				lp_back(lp);
			}
			row(lp, weights, 6, 0, -INFINITY, high);
			row(anew, weights, 6, 0, -INFINITY, high);
		}
		for (size_t c = 0; c < 6; c++) {
			limit = dice_below(&dice, 9);
			lp_bound(lp, c, 0, limit);
			lp_bound(anew, c, 0, limit);
			limit = dice_below(&dice, 7) - 3.0;
			lp_cost(lp, c, limit);
			lp_cost(anew, c, limit);
		}
		if (lp_solve(lp, true, true) != lp_solve(anew, true, false))
			off++;
		else if (!near(lp_objective(lp), lp_objective(anew)))
			off++;
		else
			found++;
		lp_free(lp);
		lp_free(anew);
	}
	ok(!off && found == 200,
	   "the same answer by either way, with and without a past");
}

int
main(void)
{
	struct lp *lp = lp_new(1), *none = lp_new(0);
	char said[200] = "";

	test_textbook();
	test_bounds();
	test_no_answer();
	test_constants();
	test_price();
	test_back();
	test_same();
	ok(tap_dies(back_alone, lp, said, sizeof(said)) && strstr(said, "lp_mark"),
	   "going back without a mark is a bug");
	is_int((long long)lp_rows(none), 0, "no columns, no rows");
	lp_mark(lp);
	lp_back(lp);
	ok(tap_dies(back_alone, lp, said, sizeof(said)), "so is going back twice");
	lp_free(none);
	lp_free(lp);
	lp_free(NULL);
	return tap_done();
}
