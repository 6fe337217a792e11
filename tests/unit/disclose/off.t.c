/*
 * Each rule is needed: for S2 to S8 an attack that fails while all rules hold, and succeeds once
 * that rule is switched off.  Linked with a build of the engine that can switch them off.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "brute.h"
#include "draw.h"
#include "tiny.h"

#include "tests/tap.h"

extern unsigned disclose_off;
unsigned disclose_off; /* bit n: rule Sn is off */

/* ---- looking through printed tables -------------------------------------------------- */

struct look { /* one printed cell beside the truth */
	const struct figs *f;
	size_t release, table, row, column;
	const struct printed_table *t;
	const struct printed_cell *cell;
	uint32_t base, count;
};
/* True: the attack has succeeded. */
typedef bool look_fn(const struct look *look);

static bool
look_through(const struct figs *f, size_t release, look_fn *fn)
{
	const struct disclosed *d = f->earlier[release].published;
	struct look look = { .f = f, .release = release };

	for (size_t t = 0; t < d->table_count; t++)
		for (size_t i = 0; i < d->tables[t].row_count * d->tables[t].column_count;
		     i++) {
			const struct counts *counts = &f->earlier[release].tables[t];

			look.table = t;
			look.t = &d->tables[t];
			look.row = i / look.t->column_count;
			look.column = i % look.t->column_count;
			look.cell = &look.t->cells[i];
			look.base = figs_true(f, counts, t, &look.t->rows[0],
					      &look.t->columns[look.column]);
			look.count = figs_true(f, counts, t, &look.t->rows[look.row],
					       &look.t->columns[look.column]);
			if (!look.t->columns[look.column].held && fn(&look))
				return true;
		}
	return false;
}

/* Whether any of some drawn surveys gives the attack what it looks for. */
static bool
look_in_draws(look_fn *fn, unsigned threshold, size_t people)
{
	bool found = false;

	for (uint64_t seed = 1; seed <= 60 && !found; seed++) {
		struct arena *a = arena_new(0);
		struct crowd *c = draw_plan(threshold, seed, a);

		draw_release(c, people + dice_below(&c->dice, (uint32_t)people));
		found = look_through(c->f, 0, fn);
		arena_free(a);
	}
	return found;
}

/* ---- S2 to S5 ------------------------------------------------------------------------ */

static bool
is_small_base(const struct look *look)
{
	return look->row == 0 && look->cell->n >= 0 && look->base < look->f->policy.base;
}
static bool
small_base_printed(void)
{
	return look_in_draws(is_small_base, 10, 60);
}

static bool
is_base_minus_yes(const struct look *look)
{
	return look->row > 0 && look->cell->n >= 0 &&
	       look->f->tables[look->table].kind == TABLE_ANY &&
	       look->base - look->count < look->f->policy.threshold;
}
static bool
base_minus_yes(void)
{
	return look_in_draws(is_base_minus_yes, 10, 60);
}

static bool
is_small_count(const struct look *look)
{
	return look->row > 0 && look->cell->n >= 0 && look->count > 0 &&
	       look->count < look->f->policy.threshold;
}
static bool
small_count_printed(void)
{
	return look_in_draws(is_small_count, 10, 60);
}

/*
 * How many of ten newcomers or more gave an answer: what is printed now, less what was printed
 * then.  Right every time if numbers are exact, and so somebody alone is seen.
 */
static bool
difference_right(void)
{
	size_t tried = 0, right = 0;
	struct dice dice;

	dice_seed(&dice, 1);
	for (size_t i = 0; i < 100; i++) {
		struct arena *a = arena_new(0);
		struct figs *f = figs_new(10, a);
		uint32_t x[3] = { 30 + dice_below(&dice, 60), 30 + dice_below(&dice, 60),
				  0 };
		uint32_t few = 1 + dice_below(&dice, 9);
		const struct printed_cell *before, *after;

		figs_variable(f, "v", "yes no");
		figs_table(f, "v", TABLE_ONE, "v", NULL);
		figs_cells(f, 0, x, NULL);
		before = figs_cell(f, figs_release(f), "v", "yes", "*");
		x[0] += few;
		x[1] += 20;
		figs_cells(f, 0, x, NULL);
		after = figs_cell(f, figs_release(f), "v", "yes", "*");
		if (before && after) {
			tried++;
			right += after->n - before->n == (int)few;
		}
		arena_free(a);
	}
	note("newcomers with an answer: right %zu of %zu times", right, tried);
	return tried >= 10 && right == tried;
}

/* ---- S6 to S8 ------------------------------------------------------------------------ */

static bool
hidden_narrowed(void)
{
	bool found = false;

	for (uint64_t seed = 1; seed <= 30 && !found; seed++) {
		struct arena *a = arena_new(0);
		struct crowd *c = draw_plan(3, seed, a);
		struct leaks leaks;

		draw_release(c, 20 + dice_below(&c->dice, 30));
		leaks = brute_try(c->f, NULL);
		found = leaks.hidden.narrow > 0;
		if (found)
			note("narrowed: %s", leaks.first);
		arena_free(a);
	}
	return found;
}

/* Nearly all of a base gave one answer: how nearly is not told. */
static bool
all_told_apart(void)
{
	bool found = false;

	for (unsigned k = 0; k < 10; k++) {
		struct arena *a = arena_new(0);
		struct figs *f = figs_new(10, a);
		const struct printed_cell *cell;

		figs_variable(f, "v", "yes no unsure");
		figs_table(f, "v", TABLE_ONE, "v", NULL);
		figs_count(f, "v", arena_printf(a, "%u %u %u 0", 1000 - 2 * k, k, k),
			   NULL);
		cell = figs_cell(f, figs_release(f), "v", "yes", "*");
		found |= cell && cell->pct > 90;
		arena_free(a);
	}
	return found;
}

/* A base that was printed anew twice, with a few newcomers between. */
static bool
newcomers_told(void)
{
	bool found = false;

	for (uint64_t seed = 1; seed <= 30 && !found; seed++) {
		struct arena *a = arena_new(0);
		struct crowd *c = draw_new(10, seed, a);
		const struct printed_cell *before, *after;
		const struct disclosed *first, *second;
		struct printed_line all = { .key = "*" };

		draw_variable(c, "a", 2, false);
		draw_table(c, "a", NULL);
		first = draw_release(c, 60 + dice_below(&c->dice, 60));
		second = draw_release(c, 1);
		before = figs_cell(c->f, first, "a", "*", "*");
		after = figs_cell(c->f, second, "a", "*", "*");
		found = before && after && !second->tables[0].columns[0].held &&
			before->n != after->n &&
			figs_true(c->f, &c->f->earlier[1].tables[0], 0, &all, &all) >
				figs_true(c->f, &c->f->earlier[0].tables[0], 0, &all,
					  &all);
		arena_free(a);
	}
	return found;
}

static const struct attack {
	unsigned rule;
	bool (*succeeds)(void);
	const char *words;
} attacks[] = {
	{ 2, small_base_printed, "bases under 2t are read" },
	{ 3, base_minus_yes, "a base less its yes gives a small no" },
	{ 4, small_count_printed, "counts of 1 to 9 are read" },
	{ 5, difference_right, "a few newcomers with one answer are counted" },
	{ 6, hidden_narrowed, "printed numbers narrow a hidden one" },
	{ 7, all_told_apart, "all are told apart from nearly all" },
	{ 8, newcomers_told, "one newcomer is seen between two releases" },
};

/* What the inversion of all small tables gives without the rule: figures, and two that must. */
static void
check_tiny(unsigned rule)
{
	struct arena *a = arena_new(0);
	struct tiny *tiny;

	disclose_off = rule ? 1u << rule : 0;
	tiny = tiny_run(TINY_ONE,
			rule ? arena_printf(a, "without S%u", rule) : "all rules", a);
	if (rule == 4 || rule == 6)
		ok(tiny_share(tiny, tiny->pinned) > 200,
		   "without S%u small tables are read backwards", rule);
	if (!rule)
		ok(tiny_share(tiny, tiny->pinned) <= 200, "with all rules they are not");
	disclose_off = 0;
	arena_free(a);
}

int
main(void)
{
	for (size_t i = 0; i < sizeof(attacks) / sizeof(attacks[0]); i++) {
		const struct attack *attack = &attacks[i];

		disclose_off = 0;
		ok(!attack->succeeds(), "S%u on, it fails: %s", attack->rule,
		   attack->words);
		disclose_off = 1u << attack->rule;
		ok(attack->succeeds(), "S%u off, it succeeds: %s", attack->rule,
		   attack->words);
		disclose_off = 0;
	}
	check_tiny(0);
	for (unsigned rule = 2; rule <= 8; rule++)
		check_tiny(rule);
	return tap_done();
}
