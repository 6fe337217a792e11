/*
 * Five waves of a survey and twenty releases between them, of a few newcomers each or of one: no
 * base is printed anew after a step of 1 to t - 1, what is held stands as it stood, and all
 * releases together narrow no hidden number, for outsiders and for one to three insiders.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "brute.h"
#include "draw.h"

#include "tests/tap.h"

enum { WAVES = 5, PARTIAL = 4 }; /* after each wave */

/* ---- steps, and what is held ------------------------------------------------------------- */

struct seen {
	size_t fresh, steps,
		small_steps;	 /* lines printed anew; pairs of such; 1 to m - 1 */
	size_t sums, small_sums; /* a line of then, now in parts, or the other way */
	size_t held, unlike,
		homeless; /* lines; other bytes than their source; without one */
	size_t totals, small_totals;
};

static bool
line_equal(const struct printed_line *a, const struct printed_line *b)
{
	if (!a->of || !b->of)
		return !a->of && !b->of;
	return a->of_count == b->of_count &&
	       memcmp(a->of, b->of, a->of_count * sizeof(*a->of)) == 0;
}

/* Tables of one question; all people are a line of each, groups of those by the same. */
static bool
may_share(const struct figs *f, size_t a, size_t b, const struct printed_line *line)
{
	const struct figure_table *x = &f->tables[a], *y = &f->tables[b];

	return x->rows == y->rows && x->kind == y->kind && (!line->of || x->by == y->by);
}

static uint32_t
base_then(const struct figs *f, size_t release, size_t table,
	  const struct printed_line *line)
{
	const struct printed_line base = { .key = "*" };

	return figs_true(f, &f->earlier[release].tables[table], table, &base, line);
}

static bool
is_fresh(const struct printed_table *t, size_t column)
{
	return !t->columns[column].held && t->cells[column].n >= 0;
}

static void
count_step(const struct figs *f, uint32_t now, uint32_t then, size_t *steps,
	   size_t *small)
{
	++*steps;
	*small += now > then && now - then < f->policy.increment;
}

/* The line beside all releases before that printed it anew. */
static void
look_back(const struct figs *f, size_t release, size_t table, size_t column,
	  struct seen *seen)
{
	const struct printed_line *line =
		&f->earlier[release].published->tables[table].columns[column];

	for (size_t r = 0; r < release; r++)
		for (size_t t = 0; t < f->table_count; t++) {
			const struct printed_table *old =
				&f->earlier[r].published->tables[t];

			for (size_t c = 0; c < old->column_count; c++)
				if (may_share(f, table, t, line) && is_fresh(old, c) &&
				    line_equal(&old->columns[c], line))
					count_step(f, base_then(f, release, table, line),
						   base_then(f, r, t, line), &seen->steps,
						   &seen->small_steps);
		}
}

/* Whether the line is the sum of lines of a table that are all printed anew. */
static bool
is_sum_of(const struct printed_table *t, const struct printed_line *line)
{
	size_t parts = 0, keys = 0;

	for (size_t c = 0; c < t->column_count; c++) {
		const struct printed_line *part = &t->columns[c];
		size_t inside = 0;

		for (size_t i = 0; part->of && i < part->of_count; i++)
			inside += line_has(line, part->of[i]);
		if (!inside || inside < part->of_count || !is_fresh(t, c))
			continue;
		parts++;
		keys += inside;
	}
	return line->of && parts > 1 && keys == line->of_count;
}

static void
look_at_sums(const struct figs *f, size_t release, size_t table, struct seen *seen)
{
	const struct printed_table *now = &f->earlier[release].published->tables[table],
				   *old;

	for (size_t r = 0; r < release; r++)
		for (size_t t = 0; t < f->table_count; t++) {
			old = &f->earlier[r].published->tables[t];
			for (size_t c = 0; c < old->column_count; c++)
				if (old->columns[c].of &&
				    may_share(f, table, t, &old->columns[c]) &&
				    is_fresh(old, c) && is_sum_of(now, &old->columns[c]))
					count_step(f,
						   base_then(f, release, table,
							     &old->columns[c]),
						   base_then(f, r, t, &old->columns[c]),
						   &seen->sums, &seen->small_sums);
		}
}

/* Whether a table of the release it names printed the line so. */
static bool
stands_as_then(const struct figs *f, size_t table, const struct printed_table *t,
	       size_t column, bool *out_found)
{
	const struct printed_line *line = &t->columns[column];
	const struct disclosed *then = f->earlier[line->held - 1].published;
	bool same = false;

	*out_found = false;
	for (size_t u = 0; u < f->table_count && !same; u++) {
		const struct printed_table *old = &then->tables[u];

		for (size_t c = 0; c < old->column_count && may_share(f, table, u, line);
		     c++) {
			size_t equal = 0;

			if (old->columns[c].held || !line_equal(&old->columns[c], line))
				continue;
			*out_found = true;
			for (size_t r = 0; r < t->row_count; r++)
				for (size_t k = 0; k < old->row_count; k++) {
					const struct printed_cell *x =
						&t->cells[r * t->column_count + column];
					const struct printed_cell *y =
						&old->cells[k * old->column_count + c];

					equal += line_equal(&t->rows[r], &old->rows[k]) &&
						 x->n == y->n && x->pct == y->pct &&
						 x->marker == y->marker;
				}
			same |= equal == t->row_count;
		}
	}
	return same;
}

static void
look_at_release(const struct figs *f, struct seen *seen)
{
	size_t release = f->earlier_count - 1;
	const struct disclosed *d = f->earlier[release].published;
	bool found;

	for (size_t r = 0; r < release; r++)
		if (d->responses >= 0 && !d->responses_held &&
		    f->earlier[r].published->responses >= 0 &&
		    !f->earlier[r].published->responses_held)
			count_step(f, f->earlier[release].responses,
				   f->earlier[r].responses, &seen->totals,
				   &seen->small_totals);
	for (size_t t = 0; t < d->table_count; t++) {
		look_at_sums(f, release, t, seen);
		for (size_t c = 0; c < d->tables[t].column_count; c++) {
			if (is_fresh(&d->tables[t], c)) {
				seen->fresh++;
				look_back(f, release, t, c, seen);
			}
			if (!d->tables[t].columns[c].held)
				continue;
			seen->held++;
			seen->unlike +=
				!stands_as_then(f, t, &d->tables[t], c, &found) && found;
			seen->homeless += !found;
		}
	}
}

/* People of a wave, and few between; sometimes one, sometimes nobody. */
static size_t
newcomers(struct crowd *c, size_t release)
{
	uint32_t t = c->f->policy.threshold;

	if (release % (1 + PARTIAL) == 0)
		return 3 * t + dice_below(&c->dice, 5 * t);
	return draw_one_in(c, 3) ? 1 : dice_below(&c->dice, t);
}

static void
check_steps(unsigned threshold, uint64_t seeds, size_t releases)
{
	struct seen seen = { 0 };

	for (uint64_t seed = 1; seed <= seeds; seed++) {
		struct arena *a = arena_new(0);
		struct crowd *c = draw_plan(threshold, seed, a);

		for (size_t r = 0; r < releases; r++) {
			draw_release(c, newcomers(c, r));
			look_at_release(c->f, &seen);
		}
		arena_free(a);
	}
	note("t = %u, %llu surveys of %zu releases: %zu lines printed anew, "
	     "%zu held",
	     threshold, (unsigned long long)seeds, releases, seen.fresh, seen.held);
	note("  %zu pairs of bases printed anew; %zu of lines and their parts; %zu totals",
	     seen.steps, seen.sums, seen.totals);
	ok(seen.steps > 1000 && seen.held > 1000,
	   "t = %u: lines are printed anew, and held", threshold);
	is_int((long long)seen.small_steps, 0,
	       "no base is printed anew after 1 to t - 1");
	is_int((long long)seen.small_totals, 0, "nor the number of all responses");
	is_int((long long)seen.small_sums, 0, "nor a base in parts");
	is_int((long long)seen.unlike, 0, "what is held stands as it stood");
	is_int((long long)seen.homeless, 0,
	       "and was printed anew in the release it names");
}

/* ---- all releases together ------------------------------------------------------------------ */

static void
asked_add(struct asked *all, struct asked one)
{
	all->tried += one.tried;
	all->narrow += one.narrow;
	all->unsure += one.unsure;
}

static void
check_together(uint64_t seeds, size_t releases)
{
	static const struct brute_options options = { .same_cells = true,
						      .last_growth = true };
	struct asked hidden = { 0 }, held = { 0 };
	struct leaks leaks;

	for (uint64_t seed = 1; seed <= seeds; seed++) {
		struct arena *a = arena_new(0);
		struct crowd *c = draw_plan(3, seed, a);

		for (size_t r = 0; r < releases; r++)
			draw_release(c, newcomers(c, r));
		leaks = brute_try(c->f, &options);
		asked_add(&hidden, leaks.hidden);
		asked_add(&held, leaks.held);
		if (leaks.first[0])
			note("seed %llu: %s", (unsigned long long)seed, leaks.first);
		arena_free(a);
	}
	note("%zu releases: %zu hidden numbers, %zu narrowed, %zu unsettled; "
	     "%zu growths, %zu narrowed, %zu unsettled",
	     releases, hidden.tried, hidden.narrow, hidden.unsure, held.tried,
	     held.narrow, held.unsure);
	ok(hidden.tried && hidden.narrow * 500 <= hidden.tried,
	   "%zu releases together narrow no hidden number", releases);
	ok(held.tried && held.narrow * 500 <= held.tried,
	   "nor the growth of a line that is held now");
}

/* ---- insiders ------------------------------------------------------------------- */

enum { INSIDERS = 3, OWN = INSIDERS * FIGS_TABLES * 4 };

/* Everywhere that one of the people is counted. */
static size_t
own_cells(const struct crowd *c, const struct person *p, size_t release,
	  struct insider *to)
{
	const struct figs *f = c->f;
	size_t n = 0;

	for (size_t t = 0; t < f->table_count; t++) {
		const struct figure_table *table = &f->tables[t];
		int value = p->value[table->rows],
		    by = table->by < 0 ? 0 : p->value[table->by];

		if (value < 0 || by < 0)
			continue; /* known to all as it is */
		if (table->kind == TABLE_ONE)
			to[n++] = (struct insider){ t, (size_t)value, (size_t)by, release,
						    HALF_YES };
		for (size_t k = 0; table->kind == TABLE_ANY && k + 1 < figs_high(f, t);
		     k++)
			to[n++] = (struct insider){ t, k, (size_t)by, release,
						    p->ticks[table->rows] >> k & 1
							    ? HALF_YES
							    : HALF_NO };
	}
	return n;
}

static struct leaks
try_insiders(struct crowd *c, const size_t *people_then, size_t insiders)
{
	static struct insider own[OWN];
	struct brute_options options = { .same_cells = true,
					 .insiders = own,
					 .insider_people = insiders };
	size_t first = dice_below(&c->dice, (uint32_t)c->count), release = 0;

	for (size_t i = 0; i < insiders; i++) {
		size_t who = (first + i * 7) % c->count;

		for (release = 0; who >= people_then[release];)
			release++;
		options.insider_count += own_cells(c, &c->people[who], release,
						   own + options.insider_count);
	}
	return brute_try(c->f, &options);
}

/*
 * Where nobody left a question out it holds of all.  Where some did, and all the world knows who,
 * an insider's word can add to that: a group has him, and so has more people than those known.
 */
static void
check_insiders(unsigned threshold, size_t insiders, uint64_t seeds, bool left_out)
{
	struct asked hidden = { 0 };
	struct leaks leaks;
	size_t people[3];

	for (uint64_t seed = 1; seed <= seeds; seed++) {
		struct arena *a = arena_new(0);
		struct crowd *c = draw_plan(threshold, seed, a);
		size_t releases = 1 + dice_below(&c->dice, 3);

		if (!left_out)
			c->left_out = 0;
		for (size_t r = 0; r < releases; r++) {
			draw_release(c, newcomers(c, r));
			people[r] = c->count;
		}
		leaks = try_insiders(c, people, insiders);
		asked_add(&hidden, leaks.hidden);
		if (leaks.first[0])
			note("seed %llu: %s", (unsigned long long)seed, leaks.first);
		arena_free(a);
	}
	note("t = %u, %zu insiders%s: %zu hidden numbers, %zu narrowed, %zu unsettled",
	     threshold, insiders, left_out ? ", some left questions out" : "",
	     hidden.tried, hidden.narrow, hidden.unsure);
	ok(hidden.tried > 20 && hidden.narrow * (left_out ? 50 : 500) <= hidden.tried,
	   "t = %u: to %zu insiders the others can be 0 to %zu", threshold, insiders,
	   threshold - 1 - insiders);
}

int
main(void)
{
	check_steps(3, 40, WAVES * (1 + PARTIAL));
	check_steps(10, 20, WAVES * (1 + PARTIAL));
	check_steps(3, 250, 7);
	check_together(60, 6);
	check_together(2, WAVES * (1 + PARTIAL));
	for (size_t insiders = 1; insiders <= INSIDERS; insiders++)
		for (int left_out = 0; left_out < 2; left_out++) {
			if (insiders < 3)
				check_insiders(3, insiders, 100, left_out);
			check_insiders(5, insiders, 100, left_out);
		}
	check_insiders(10, INSIDERS, 50, false);
	return tap_done();
}
