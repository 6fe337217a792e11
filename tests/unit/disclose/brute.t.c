/*
 * Every hidden number of seeded plans, over one to three releases together, tried with whole
 * numbers by a search of its own: it must be able to be 0, and to be t - 1.
 *
 * The engine asks the same with linear programs, which know fractions too.  In one table alone
 * the two cannot differ; over several tables, or releases, they can, so those are counted apart.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "brute.h"
#include "draw.h"

#include "tests/tap.h"

struct account {
	size_t times, printed; /* printed: tables with rows */
	struct asked hidden, held, old;
};

static void
asked_add(struct asked *all, struct asked one)
{
	all->tried += one.tried;
	all->narrow += one.narrow;
	all->unsure += one.unsure;
}

static void
account_add(struct account *all, const struct leaks *one, const char *words,
	    uint64_t seed)
{
	all->times++;
	asked_add(&all->hidden, one->hidden);
	asked_add(&all->held, one->held);
	asked_add(&all->old, one->old);
	if (one->first[0])
		note("%s, seed %llu: %s", words, (unsigned long long)seed, one->first);
}

static void
asked_note(const struct asked *asked, const char *words)
{
	note("  %s: %zu, not safe %zu, unsettled %zu", words, asked->tried, asked->narrow,
	     asked->unsure);
}

static void
account_note(const struct account *all, const char *words)
{
	note("%s: %zu times, %zu tables with rows", words, all->times, all->printed);
	asked_note(&all->hidden, "hidden numbers");
	asked_note(&all->held, "growths of lines that are held");
	asked_note(&all->old, "the same in releases before the last");
}

static size_t
tables_with_rows(const struct disclosed *d)
{
	size_t n = 0;

	for (size_t t = 0; t < d->table_count; t++)
		n += d->tables[t].row_count > 1;
	return n;
}

/* ---- the oracle itself ------------------------------------------------------------ */

/* One table as if it were printed so: three lines, its base first. */
static struct leaks
try_printed(const char *counts, int base, int first, int second)
{
	static const uint16_t keys[] = { 0, 1 };
	struct arena *a = arena_new(0);
	struct figs *f = figs_new(3, a);
	struct printed_line rows[] = { { .key = "*" },
				       { .key = "x", .of = &keys[0], .of_count = 1 },
				       { .key = "y", .of = &keys[1], .of_count = 1 } };
	struct printed_line column = { .key = "*" };
	struct printed_cell cells[] = { { .n = base, .pct = -1 },
					{ .n = first, .pct = -1 },
					{ .n = second, .pct = -1 } };
	struct printed_table table = { .level = LEVEL_FULL,
				       .rows = rows,
				       .row_count = 3,
				       .columns = &column,
				       .column_count = 1,
				       .cells = cells };
	struct disclosed d = {
		.release = 1, .responses = base, .tables = &table, .table_count = 1
	};
	struct leaks leaks;

	figs_variable(f, "v", "x y");
	figs_table(f, "v", TABLE_ONE, "v", NULL);
	figs_count(f, "v", counts, NULL);
	f->earlier[f->earlier_count++] = (struct figures_release){
		.responses = f->responses, .tables = f->counts, .published = &d
	};
	leaks = brute_try(f, NULL);
	arena_free(a);
	return leaks;
}

static void
check_oracle(void)
{
	struct leaks leaks = try_printed("9 1 0", 9, 9, -1);

	is_int((long long)leaks.hidden.narrow, 0,
	       "9 of 9, the other hidden: 0 to 2 all fit");
	is_int((long long)leaks.hidden.tried, 1, "one number is hidden");
	leaks = try_printed("9 2 0", 12, 9, -1);
	is_int((long long)leaks.hidden.narrow, 1,
	       "9 of 12, the other hidden: it cannot be 0");
	leaks = try_printed("11 0 0", 11, 12, -1);
	is_int((long long)leaks.hidden.narrow, 1,
	       "about 12 of 10 to 12: the other cannot be 2");
	leaks = try_printed("2 2 6", 12, -1, -1);
	is_int((long long)leaks.hidden.narrow, 2,
	       "two hidden of a base that is too large for them");
}

/* ---- the engine ------------------------------------------------------------------- */

static void
try_single(struct account *all, uint64_t seed)
{
	struct arena *a = arena_new(0);
	struct crowd *c = draw_new(3, seed, a);
	bool any = draw_one_in(c, 3), by = !draw_one_in(c, 4);
	struct leaks leaks;

	draw_variable(c, "a", 2 + dice_below(&c->dice, 2), any);
	draw_variable(c, "g", 2 + dice_below(&c->dice, 2), false);
	if (draw_one_in(c, 3))
		figs_merge(c->f, "g", "g01", "g0 g1");
	draw_table(c, "a", by ? "g" : NULL);
	all->printed += tables_with_rows(draw_release(c, 9 + dice_below(&c->dice, 50)));
	leaks = brute_try(c->f, NULL);
	account_add(all, &leaks, "one table", seed);
	arena_free(a);
}

static void
try_plan(struct account *all, uint64_t seed)
{
	static const struct brute_options same_cells = { .same_cells = true };
	struct arena *a = arena_new(0);
	struct crowd *c = draw_plan(3, seed, a);
	size_t releases = 1 + dice_below(&c->dice, 3), newcomers;
	struct leaks leaks;

	for (size_t i = 0; i < releases; i++) {
		newcomers = i ? dice_below(&c->dice, draw_one_in(c, 2) ? 5 : 30)
			      : 9 + dice_below(&c->dice, 50);
		all->printed += tables_with_rows(draw_release(c, newcomers));
		leaks = brute_try(c->f, &same_cells);
		account_add(all, &leaks, "several tables", seed);
	}
	arena_free(a);
}

int
main(void)
{
	struct account single = { 0 }, several = { 0 };

	check_oracle();
	for (uint64_t seed = 1; seed <= 1500; seed++)
		try_single(&single, seed);
	account_note(&single, "one table");
	for (uint64_t seed = 1; seed <= 700; seed++)
		try_plan(&several, seed);
	account_note(&several, "several tables and releases");
	ok(single.hidden.tried > 300 && single.printed > 300,
	   "there was something to try");
	is_int((long long)single.hidden.narrow, 0,
	       "no hidden number of one table is narrowed");
	ok(several.hidden.tried > 300 && several.printed > 300,
	   "there was something to try");
	ok(several.hidden.narrow * 500 <= several.hidden.tried,
	   "of several tables and releases at most one in 500, where fractions fit alone");
	ok(several.held.narrow * 500 <= several.held.tried,
	   "nor, when they are printed, the growth of lines that are held");
	/* S8 asks that of the present release alone: what is told anew tells how it came to be. */
	ok(several.old.narrow * 40 <= several.old.tried,
	   "and that of older ones seldom, later");
	ok(several.hidden.unsure * 100 <= several.hidden.tried &&
		   several.held.unsure * 100 <= several.held.tried,
	   "the search gives an answer nearly always");
	return tap_done();
}
