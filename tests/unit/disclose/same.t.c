/*
 * One count, asked for in every way there is, is told alike or not at all; what is printed of a
 * question of yes and no protects both halves; percentages tell nothing that the counts do not;
 * all of a group and nearly all of it read alike; equal figures are equal bytes.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "brute.h"
#include "draw.h"

#include "tests/tap.h"

/* ---- every equal way to ask for one count ---------------------------------------------- */

/* Whom a number counts: bits of keys of the question, of the group; the last bit: "-". */
struct asked_for {
	unsigned of[2];
	int n; /* -1: hidden */
	const char *table;
};
struct ways {
	struct asked_for items[2000];
	size_t count;
	struct crowd *crowd;
};

/*
 * The keys of "a" (variable 0) or of the group "g" (1) that a line stands for.  "b" (2) is "a"
 * with its last two keys put together by hand.  dashes: those who left it out are in it too.
 */
static void
line_bits(const struct ways *w, int variable, const struct printed_line *line,
	  bool dashes, unsigned of[2])
{
	size_t which = variable == 1, keys = w->crowd->f->variables[which].key_count;
	unsigned bits = 0;

	for (size_t i = 0; i < line->of_count; i++)
		bits |= variable == 2 && line->of[i] == keys - 2 ? 3u << (keys - 2)
								 : 1u << line->of[i];
	if (!line->of)
		bits = (1u << (keys + (dashes && w->crowd->left_out))) - 1;
	of[which] = bits;
}

/* Those of a table without groups stand in any group, or none. */
static void
all_bits(const struct ways *w, unsigned of[2])
{
	for (size_t v = 0; v < 2; v++)
		of[v] = (1u << (w->crowd->f->variables[v].key_count +
				(w->crowd->left_out > 0))) -
			1;
}

static void
ways_gather(struct ways *w, const struct disclosed *d)
{
	const struct figs *f = w->crowd->f;

	w->count = 0;
	for (size_t t = 0; t < d->table_count; t++)
		for (size_t i = 0; i < d->tables[t].row_count * d->tables[t].column_count;
		     i++) {
			const struct printed_table *p = &d->tables[t];
			struct asked_for *to = &w->items[w->count++];

			all_bits(w, to->of);
			to->n = p->cells[i].n;
			to->table = f->tables[t].id;
			line_bits(w, f->tables[t].rows, &p->rows[i / p->column_count],
				  false, to->of);
			if (f->tables[t].by >= 0)
				line_bits(w, f->tables[t].by,
					  &p->columns[i % p->column_count], true, to->of);
		}
}

/* Counts pairs that ask for the same people; false if any two are told differently. */
static bool
ways_agree(const struct ways *w, size_t *pairs)
{
	bool agree = true;

	for (size_t i = 0; i < w->count; i++)
		for (size_t k = 0; k < i; k++) {
			const struct asked_for *x = &w->items[i], *y = &w->items[k];

			if (x->of[0] != y->of[0] || x->of[1] != y->of[1] || x->n < 0 ||
			    y->n < 0)
				continue;
			++*pairs;
			if (x->n != y->n)
				note("%s says %d, %s says %d", x->table, x->n, y->table,
				     y->n);
			agree &= x->n == y->n;
		}
	return agree;
}

static void
ask_again(struct crowd *c, unsigned rows)
{
	struct figs *f = c->f;

	draw_variable(c, "a", rows, false);
	draw_variable(c, "g", 2 + dice_below(&c->dice, 2), false);
	figs_variable(f, "b", rows == 3 ? "a0 rest" : "a0 a1 rest");
	figs_merge(f, "a", "rest", rows == 3 ? "a1 a2" : "a2 a3");
	figs_table(f, "a", TABLE_ONE, "a", NULL);
	figs_table(f, "a-again", TABLE_ONE, "a", NULL);
	figs_table(f, "a-by-g", TABLE_ONE, "a", "g");
	figs_table(f, "by-hand", TABLE_ONE, "b", NULL);
	figs_table(f, "a-by-g-again", TABLE_ONE, "a", "g");
	figs_table(f, "g-by-a", TABLE_ONE, "g", "a");
	figs_table(f, "by-hand-by-g", TABLE_ONE, "b", "g");
	figs_table(f, "g", TABLE_ONE, "g", NULL);
}

/* The variable put together by hand follows from the first. */
static void
put_together(struct crowd *c)
{
	int8_t last = (int8_t)(c->f->variables[2].key_count - 1);

	for (size_t i = 0; i < c->count; i++) {
		int8_t value = c->people[i].value[0];

		c->people[i].value[2] = value > last ? last : value;
	}
}

static void
check_ways(unsigned threshold, size_t people)
{
	struct ways *w = mem_new(1, sizeof(*w));
	size_t pairs = 0, tried = 0, narrow = 0;
	bool agree = true;

	for (uint64_t seed = 1; seed <= 300; seed++) {
		struct arena *a = arena_new(0);
		static const struct brute_options same = { .same_cells = true };
		struct leaks leaks;

		w->crowd = draw_new(threshold, seed, a);
		ask_again(w->crowd, 3 + dice_below(&w->crowd->dice, 2));
		for (size_t k = 0; k < 8; k++)
			w->crowd->weight[2][k] = 1; /* drawn, then put together */
		draw_people(w->crowd,
			    people + dice_below(&w->crowd->dice, (uint32_t)people));
		put_together(w->crowd);
		draw_tally(w->crowd);
		ways_gather(w, figs_release(w->crowd->f));
		agree &= ways_agree(w, &pairs);
		leaks = brute_try(w->crowd->f, &same);
		tried += leaks.hidden.tried;
		narrow += leaks.hidden.narrow;
		if (leaks.first[0])
			note("seed %llu: %s", (unsigned long long)seed, leaks.first);
		arena_free(a);
	}
	note("t = %u: %zu pairs of equal counts; %zu hidden numbers, %zu narrowed",
	     threshold, pairs, tried, narrow);
	ok(agree && pairs > 1000, "t = %u: a count is the same however it is asked for",
	   threshold);
	ok(narrow * 500 <= tried, "t = %u: and all ways together narrow nothing",
	   threshold);
	free(w);
}

/* ---- base minus yes -------------------------------------------------------------------- */

struct halves {
	size_t printed, hidden, one_sided, needless;
};

static void
halves_count(const struct figs *f, struct halves *h)
{
	const struct figures_release *r = &f->earlier[0];
	uint32_t t = f->policy.threshold, yes, no;

	for (size_t i = 0; i < f->table_count; i++) {
		const struct printed_table *p = &r->published->tables[i];

		for (size_t k = p->column_count; k < p->row_count * p->column_count;
		     k++) {
			const struct printed_line *row = &p->rows[k / p->column_count];
			const struct printed_line *column =
				&p->columns[k % p->column_count];

			yes = figs_true(f, &r->tables[i], i, row, column);
			no = figs_true(f, &r->tables[i], i, &p->rows[0], column) - yes;
			if (p->cells[k].n >= 0)
				h->printed++;
			else
				h->hidden++;
			h->one_sided += p->cells[k].n >= 0 && (yes < t || no < t);
			h->needless += p->cells[k].n < 0 && yes >= t && no >= t &&
				       p->cells[k % p->column_count].n >= 0;
		}
	}
}

static void
check_pairs(unsigned threshold, uint32_t people)
{
	struct halves h = { 0 };
	struct leaks leaks;
	struct asked all = { 0 };

	for (uint64_t seed = 1; seed <= 400; seed++) {
		struct arena *a = arena_new(0);
		struct crowd *c = draw_new(threshold, seed, a);

		draw_variable(c, "m", 1 + dice_below(&c->dice, 4), true);
		draw_variable(c, "g", 2 + dice_below(&c->dice, 2), false);
		draw_table(c, "m", NULL);
		if (draw_one_in(c, 2))
			draw_table(c, "m", "g");
		draw_release(c, people + dice_below(&c->dice, 3 * people));
		halves_count(c->f, &h);
		leaks = brute_try(c->f, NULL);
		all.tried += leaks.hidden.tried;
		all.narrow += leaks.hidden.narrow;
		all.unsure += leaks.hidden.unsure;
		arena_free(a);
	}
	note("t = %u: %zu pairs printed, %zu hidden; %zu halves tried, %zu unsettled",
	     threshold, h.printed, h.hidden, all.tried, all.unsure);
	ok(h.printed > 150 && h.hidden > 150,
	   "t = %u: some pairs are printed, some hidden", threshold);
	is_int((long long)h.one_sided, 0, "t = %u: no pair with a small half is printed",
	       threshold);
	is_int((long long)h.needless, 0, "t = %u: no other is hidden", threshold);
	is_int((long long)all.narrow, 0, "t = %u: both halves can be 0 and t - 1",
	       threshold);
}

/* ---- percentages ------------------------------------------------------------------------ */

enum { GRID = 70 };

/* What is printed of a table, with percentages or without. */
static const char *
grid_words(const struct disclosed *d, bool percent, struct arena *a)
{
	const struct printed_table *t = &d->tables[0];
	SCOPED(buf) b = { .most = 0 };

	buf_printf(&b, "%d %s", d->responses, level_names[t->level]);
	for (size_t i = 0; i < t->row_count * t->column_count; i++) {
		buf_printf(&b, " %d%s", t->cells[i].n, marker_names[t->cells[i].marker]);
		if (percent)
			buf_printf(&b, "/%d", t->cells[i].pct);
	}
	return arena_str(a, b.data);
}

struct grid_point {
	const char *counts, *all;
};

static int
by_counts(const void *x, const void *y)
{
	const struct grid_point *a = x, *b = y;
	int order = strcmp(a->counts, b->counts);

	return order ? order : strcmp(a->all, b->all);
}

/* Whether tables that are told by the same counts always have the same percentages. */
static bool
percent_adds_nothing(const struct grid_point *grid, size_t count)
{
	for (size_t i = 1; i < count; i++)
		if (str_same(grid[i].counts, grid[i - 1].counts) &&
		    !str_same(grid[i].all, grid[i - 1].all)) {
			note("%s: %s, or %s", grid[i].counts, grid[i - 1].all,
			     grid[i].all);
			return false;
		}
	return true;
}

static void
check_percent(enum table_kind kind)
{
	struct arena *a = arena_new(0), *each = arena_new(0);
	struct grid_point *grid = arena_array(a, struct grid_point, GRID * GRID);
	struct figs *f = figs_new(10, a);
	size_t printed = 0, edges = 0;

	figs_variable(f, "v", kind == TABLE_ONE ? "yes no" : "yes");
	figs_table(f, "v", kind, "v", NULL);
	for (uint32_t i = 0; i < GRID * GRID; i++) {
		uint32_t yes = i / GRID, no = i % GRID, base = yes + no;
		const uint32_t cells[3] = { yes, kind == TABLE_ONE ? no : 0, 0 };
		const struct disclosed *d;

		f->counts[0] = (struct counts){ cells, kind == TABLE_ONE ? NULL : &base };
		f->responses = base;
		d = disclose(figs_figures(f), NULL, each);
		grid[i] = (struct grid_point){ grid_words(d, false, a),
					       grid_words(d, true, a) };
		if (d->tables[0].row_count > 1 && d->tables[0].cells[1].n >= 0) {
			printed++;
			edges += d->tables[0].cells[1].pct < 10 ||
				 d->tables[0].cells[1].pct > 90 ||
				 d->tables[0].cells[1].pct % 5;
		}
	}
	qsort(grid, GRID * GRID, sizeof(*grid), by_counts);
	ok(printed > GRID && percent_adds_nothing(grid, GRID * GRID),
	   "%s: as many numbers fit the percentages as fit the counts",
	   kind == TABLE_ONE ? "one" : "any");
	is_int((long long)edges, 0, "percentages are whole fives from 10 to 90");
	arena_free(each);
	arena_free(a);
}

/* ---- all of a group, and nearly all ------------------------------------------------------ */

/*
 * 130 people of whom all but nine tick, or all but nine do not; `few` of the nine stand in the one
 * group of two.  Or everybody in one table: all but `few` of 300.
 */
static struct figs *
nearly_all(unsigned few, bool ticked, bool groups, struct arena *a)
{
	struct figs *f = figs_new(10, a);
	unsigned rest = 9 - few;

	figs_variable(f, "v", "yes");
	figs_variable(f, "g", "here there");
	figs_table(f, "v", TABLE_ANY, "v", groups ? "g" : NULL);
	if (groups)
		figs_count(f, "v",
			   arena_printf(a, "%u %u 0 / 0 0 0", ticked ? 50 - few : few,
					ticked ? 80 - rest : rest),
			   "50 80 0");
	else
		figs_count(f, "v", arena_printf(a, "%u / 0", ticked ? 300 - few : few),
			   "300");
	return f;
}

/* Of 0 to 9 who say otherwise nothing is told, whoever the others are: all of these are alike. */
static void
check_nearly_all(bool groups)
{
	struct arena *a = arena_new(0);
	const char *first = NULL, *words = NULL;
	bool alike = true, safe = true;
	struct figs *f;

	for (unsigned i = 0; i < 20; i++) {
		f = nearly_all(i % 10, i >= 10, groups, a);
		words = figs_words(f, figs_release(f), "v");
		first = first ? first : words;
		alike &= str_same(words, first);
		safe &= !brute_try(f, NULL).hidden.narrow;
	}
	words = groups ? "full: * here=50 there=80 *=130 | yes here=c there=c *=c"
		       : "full: * 300 | yes c";
	is_str(first, words, "nobody ticked, and all is blank");
	ok(alike, "0 to 9 who tick, or do not, are printed alike");
	ok(safe, "and can be 0, and 9");
	f = nearly_all(10, true, false, a);
	is_str(figs_words(f, figs_release(f), "v"), "full: * 300 | yes 290/90",
	       "ten can be told, and read 90 per cent or more");
	arena_free(a);
}

/* One answer of two: a group of which all, or nearly all, say the same. */
static void
check_one_of_two(void)
{
	bool safe = true, within = true;

	for (unsigned i = 0; i < 20; i++) {
		struct arena *a = arena_new(0);
		struct figs *f = figs_new(10, a);
		unsigned few = i % 10, yes = i < 10 ? 50 - few : few;
		const struct printed_table *t;

		figs_variable(f, "v", "yes no");
		figs_variable(f, "g", "here there");
		figs_table(f, "v", TABLE_ONE, "v", "g");
		figs_count(f, "v",
			   arena_printf(a, "%u 41 0 / %u 40 0 / 0 0 0", yes, 50 - yes),
			   NULL);
		t = &figs_release(f)->tables[0];
		safe &= !brute_try(f, NULL).hidden.narrow;
		for (size_t k = 0; k < t->row_count * t->column_count; k++)
			within &= t->cells[k].pct < 0 ||
				  (t->cells[k].pct >= 10 && t->cells[k].pct <= 90);
		arena_free(a);
	}
	ok(safe && within, "of one answer of two the few can be 0 and 9 as well");
}

/* ---- equal figures are equal bytes -------------------------------------------------------- */

struct written {
	const char *words, *json;
};

static int
by_words(const void *x, const void *y)
{
	return strcmp(((const struct written *)x)->words,
		      ((const struct written *)y)->words);
}

static struct written
written_now(struct crowd *c, struct arena *a)
{
	SCOPED(buf) words = { .most = 0 };
	SCOPED(buf) json = { .most = 0 };
	struct figures *g;
	struct disclosed *d;

	draw_tally(c);
	g = figs_figures(c->f);
	d = disclose(g, NULL, a);
	figs_bytes(d, &words);
	disclosed_write(d, g, true, &json);
	return (struct written){ arena_str(a, words.data), arena_str(a, json.data) };
}

static void
people_shuffle(struct crowd *c)
{
	for (size_t i = c->count; i > 1; i--) {
		size_t k = dice_below(&c->dice, (uint32_t)i);
		struct person person = c->people[k];

		c->people[k] = c->people[i - 1];
		c->people[i - 1] = person;
	}
}

/* Other people give other figures, of which many print alike. */
static void
check_bytes(void)
{
	enum { TIMES = 60 };
	struct written written[TIMES];
	size_t equal = 0, differ = 0;
	bool order = true;

	for (uint64_t seed = 1; seed <= 40; seed++) {
		struct arena *a = arena_new(0);
		struct crowd *c = draw_plan(10, seed, a);

		draw_people(c, 60 + dice_below(&c->dice, 200));
		for (size_t i = 0; i < TIMES; i++) {
			written[i] = written_now(c, a);
			people_shuffle(c);
			order &= i % 10 != 0 ||
				 str_same(written_now(c, a).json, written[i].json);
			c->count--;
			draw_people(c, 1);
		}
		qsort(written, TIMES, sizeof(*written), by_words);
		for (size_t i = 1; i < TIMES; i++)
			if (str_same(written[i].words, written[i - 1].words)) {
				equal++;
				differ += !str_same(written[i].json, written[i - 1].json);
			}
		arena_free(a);
	}
	note("%zu pairs of figures with equal published values", equal);
	ok(equal > 100, "some figures print alike");
	is_int((long long)differ, 0, "what prints alike is written in the same bytes");
	ok(order, "the order of people makes no difference");
}

int
main(void)
{
	check_ways(3, 20);
	check_ways(10, 100);
	check_pairs(3, 10);
	check_pairs(10, 35);
	check_percent(TABLE_ONE);
	check_percent(TABLE_ANY);
	check_nearly_all(true);
	check_nearly_all(false);
	check_one_of_two();
	check_bytes();
	return tap_done();
}
