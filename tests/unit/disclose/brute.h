/*
 * What a reader can work out who has every release of a survey and knows the rules, tried with
 * whole numbers (space.h).  Written from the rules as they are told, not from the engine: it
 * takes figures, and what was printed of them, and says which hidden numbers are not safe.
 *
 * Everybody who left a question out stands at the true number, as if all the world knew.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_TEST_BRUTE_H
#define CANVASS_TEST_BRUTE_H

#include "figs.h"
#include "space.h"

enum half { HALF_YES, HALF_NO };

/* Somebody who knows where he himself is counted: one of these for each cell. */
struct insider {
	size_t table, row, column; /* as counted */
	size_t release;		   /* that was the first to have the answer */
	enum half half;
};

struct brute_options {
	bool same_cells;  /* tables of the same two questions count the same people */
	bool last_growth; /* growths of the last release alone */
	const struct insider *insiders;
	size_t insider_count, insider_people;
};

struct brute {
	const struct figs *f;
	struct brute_options options;
	struct space space;
	/* [release][table]: the first unknown of its cells; yes before no. */
	int cells[FIGS_RELEASES][FIGS_TABLES], people[FIGS_RELEASES];
	int most;
};

struct asked {
	size_t tried, narrow; /* numbers, and those that are not safe */
	size_t unsure;	      /* the search was given up */
};
struct leaks {
	struct asked hidden;
	struct asked held; /* growths of lines that are held, in the last release */
	struct asked old;  /* and in those before */
	char first[300];   /* in words, the first that is not safe */
};

static inline size_t
brute_columns(const struct figs *f, size_t table)
{
	return figs_wide(f, table) - (f->tables[table].by >= 0);
}

static inline int
brute_cell(const struct brute *b, size_t release, size_t table, size_t row, size_t column,
	   enum half half)
{
	size_t rows = figs_high(b->f, table) - 1, columns = brute_columns(b->f, table);

	return b->cells[release][table] +
	       (int)(((size_t)half * rows + row) * columns + column);
}

/* Adds one cell as counted: unknown, or known because it is of people without an answer. */
static inline void
expr_cell(const struct brute *b, struct expr *e, size_t release, size_t table, size_t row,
	  size_t column, enum half half)
{
	const struct counts *counts = &b->f->earlier[release].tables[table];
	size_t wide = figs_wide(b->f, table), rows = figs_high(b->f, table) - 1;
	uint32_t x = counts->cells[row * wide + column];

	if (row < rows && column < brute_columns(b->f, table))
		expr_add(e, brute_cell(b, release, table, row, column, half), false);
	else if (half == HALF_NO)
		e->constant += (int)(counts->answered[column] - x);
	else
		e->constant += (int)x;
}

/* The people of a base in one column as counted. */
static inline void
expr_base(const struct brute *b, struct expr *e, size_t release, size_t table,
	  size_t column)
{
	size_t rows = figs_high(b->f, table) - 1;

	if (b->f->tables[table].kind == TABLE_ANY) {
		expr_cell(b, e, release, table, 0, column, HALF_YES);
		expr_cell(b, e, release, table, 0, column, HALF_NO);
		return;
	}
	for (size_t r = 0; r < rows; r++)
		expr_cell(b, e, release, table, r, column, HALF_YES);
}

static inline bool
line_has(const struct printed_line *line, size_t key)
{
	for (size_t i = 0; i < line->of_count; i++)
		if (line->of[i] == key)
			return true;
	return !line->of; /* "*" */
}

/* A cell as printed.  row 0: the base. */
static inline struct expr
expr_printed(const struct brute *b, size_t release, size_t table,
	     const struct printed_line *row, const struct printed_line *column,
	     enum half half)
{
	size_t wide = figs_wide(b->f, table), rows = figs_high(b->f, table) - 1;
	struct expr e = { .count = 0 };

	for (size_t c = 0; c < wide; c++) {
		if (column->of ? !line_has(column, c) || c == brute_columns(b->f, table)
			       : false)
			continue;
		if (!row->of)
			expr_base(b, &e, release, table, c);
		else
			for (size_t r = 0; r < rows; r++)
				if (line_has(row, r))
					expr_cell(b, &e, release, table, r, c, half);
	}
	return e;
}

static inline void
brute_same(struct brute *b, const struct expr *x, const struct expr *y)
{
	struct expr e = *x;

	expr_less(&e, y);
	space_sum(&b->space, &e, 0, 0);
}

static inline void
brute_unknowns(struct brute *b, size_t release)
{
	const struct figures_release *of = &b->f->earlier[release];
	const struct figs *f = b->f;

	for (size_t t = 0; t < f->table_count; t++) {
		size_t wide = figs_wide(f, t), rows = figs_high(f, t) - 1;
		bool any = f->tables[t].kind == TABLE_ANY;

		b->cells[release][t] = (int)b->space.unknowns;
		for (int half = HALF_YES; half <= (any ? HALF_NO : HALF_YES); half++)
			for (size_t r = 0; r < rows; r++)
				for (size_t c = 0; c < brute_columns(f, t); c++) {
					uint32_t x = of->tables[t].cells[r * wide + c];
					const bool *zeros = f->tables[t].zeros;
					size_t at = r * brute_columns(f, t) + c;

					if (half == HALF_NO)
						x = of->tables[t].answered[c] - x;
					space_unknown(&b->space, 0,
						      zeros && zeros[at] &&
								      half == HALF_YES
							      ? 0
							      : b->most,
						      (int)x);
				}
	}
}

/* Whoever was counted is counted in every release to come. */
static inline void
brute_grow(struct brute *b, size_t release)
{
	int count = (int)(b->people[release] - b->cells[release][0]);

	for (int i = 0; i < count; i++) {
		struct expr e = { .count = 0 };

		expr_add(&e, b->cells[release][0] + i, false);
		expr_add(&e, b->cells[release - 1][0] + i, true);
		space_sum(&b->space, &e, 0, b->most);
	}
}

/* In a question of yes and no all options have one base, column by column. */
static inline void
brute_pairs(struct brute *b, size_t release, size_t table)
{
	for (size_t c = 0; c < brute_columns(b->f, table); c++)
		for (size_t r = 1; r + 1 < figs_high(b->f, table); r++) {
			struct expr first = { .count = 0 }, e = { .count = 0 };

			expr_base(b, &first, release, table, c);
			expr_cell(b, &e, release, table, r, c, HALF_YES);
			expr_cell(b, &e, release, table, r, c, HALF_NO);
			brute_same(b, &first, &e);
		}
}

/* How many there are of a key of a variable, by one table that names it.  False: it does not. */
static inline bool
brute_margin(const struct brute *b, size_t release, size_t table, int variable,
	     size_t key, enum half half, bool as_rows, struct expr *e)
{
	const struct figure_table *t = &b->f->tables[table];
	size_t rows = figs_high(b->f, table) - 1;

	*e = (struct expr){ .count = 0 };
	if (as_rows && t->rows == variable)
		for (size_t c = 0; c < figs_wide(b->f, table); c++)
			expr_cell(b, e, release, table, key, c, half);
	else if (!as_rows && t->by == variable) {
		expr_base(b, e, release, table, key);
		expr_cell(b, e, release, table, rows, key, HALF_YES); /* "-" of the row */
	} else
		return false;
	return true;
}

/* Two tables of one question have the same margin. */
static inline void
brute_margins(struct brute *b, size_t release)
{
	const struct figs *f = b->f;

	for (size_t v = 0; v < f->variable_count; v++)
		for (size_t k = 0; k < f->variables[v].key_count; k++)
			for (int half = HALF_YES; half <= HALF_NO; half++) {
				struct expr first, e;
				bool have = false;

				for (size_t i = 0; i < 2 * f->table_count; i++) {
					bool any = f->tables[i / 2].kind == TABLE_ANY;

					if ((half == HALF_NO && (!any || i & 1)) ||
					    !brute_margin(b, release, i / 2, (int)v, k,
							  half, !(i & 1), &e))
						continue;
					if (have)
						brute_same(b, &first, &e);
					else
						first = e;
					have = true;
				}
			}
}

/* Tables of the same two questions: cell by cell the same people. */
static inline void
brute_twins(struct brute *b, size_t release, size_t table, size_t other)
{
	const struct figure_table *t = &b->f->tables[table], *o = &b->f->tables[other];
	bool turned = t->rows == o->by && t->by == o->rows;

	if (t->kind != TABLE_ONE || o->kind != TABLE_ONE || t->by < 0 ||
	    !(turned || (t->rows == o->rows && t->by == o->by)))
		return;
	for (size_t r = 0; r + 1 < figs_high(b->f, table); r++)
		for (size_t c = 0; c < brute_columns(b->f, table); c++) {
			struct expr x = { .count = 0 }, y = { .count = 0 };

			expr_cell(b, &x, release, table, r, c, HALF_YES);
			expr_cell(b, &y, release, other, turned ? c : r, turned ? r : c,
				  HALF_YES);
			brute_same(b, &x, &y);
		}
}

static inline void
brute_printed_cell(struct brute *b, size_t release, size_t table, size_t r, size_t c)
{
	const struct figs *f = b->f;
	const struct printed_table *t = &f->earlier[release].published->tables[table];
	const struct printed_cell *cell = &t->cells[r * t->column_count + c];
	const struct policy *p = &f->policy;
	bool any = f->tables[table].kind == TABLE_ANY, base = !t->rows[r].of;
	bool line_hidden = t->cells[c].n < 0;
	int near = (int)(p->rounding - 1) / 2,
	    least = (int)(base ? p->base : p->threshold);
	struct expr e =
		expr_printed(b, release, table, &t->rows[r], &t->columns[c], HALF_YES);

	if (cell->n >= 0) {
		space_sum(&b->space, &e, cell->n - near > least ? cell->n - near : least,
			  cell->n + near);
		if (!any || base)
			return;
		e = expr_printed(b, release, table, &t->rows[r], &t->columns[c], HALF_NO);
		space_sum(&b->space, &e, (int)p->threshold, b->most);
	} else if (base) {
		space_sum(&b->space, &e, 0, (int)p->base - 1);
	} else if (cell->marker == MARK_Z) {
		space_sum(&b->space, &e, 0, 0);
	} else if (!line_hidden && !any) {
		space_sum(&b->space, &e, 0, (int)p->threshold - 1);
	}
}

/* Whether no level passed, so that the table stands as it was however much it has grown. */
static inline bool
held_whole(const struct printed_table *t)
{
	for (size_t i = 0; i < t->passed_count; i++)
		if (t->passed[i].level == t->level)
			return true;
	return false;
}

/* That a line is held tells that it has grown by less than the increment. */
static inline void
brute_printed_held(struct brute *b, size_t release, size_t table, size_t c)
{
	const struct printed_table *t = &b->f->earlier[release].published->tables[table];
	const struct printed_line *column = &t->columns[c];
	struct expr e, then;

	if (held_whole(t))
		return;
	e = expr_printed(b, release, table, &t->rows[0], column, HALF_YES);
	then = expr_printed(b, column->held - 1, table, &t->rows[0], column, HALF_YES);
	expr_less(&e, &then);
	space_sum(&b->space, &e, 0, (int)b->f->policy.increment - 1);
}

static inline void
brute_printed(struct brute *b, size_t release)
{
	const struct disclosed *d = b->f->earlier[release].published;
	const struct policy *p = &b->f->policy;
	int near = (int)(p->rounding - 1) / 2, whole = (int)p->whole;
	struct expr all = { .count = 0 };

	expr_add(&all, b->people[release], false);
	if (d->responses >= 0 && !d->responses_held)
		space_sum(&b->space, &all,
			  d->responses - near > whole ? d->responses - near : whole,
			  d->responses + near);
	for (size_t t = 0; t < d->table_count; t++)
		for (size_t c = 0; c < d->tables[t].column_count; c++) {
			if (d->tables[t].columns[c].held) {
				brute_printed_held(b, release, t, c);
				continue;
			}
			for (size_t r = 0; r < d->tables[t].row_count; r++)
				brute_printed_cell(b, release, t, r, c);
		}
}

static inline void
brute_insiders(struct brute *b)
{
	for (size_t i = 0; i < b->options.insider_count; i++) {
		const struct insider *in = &b->options.insiders[i];
		size_t release = in->release;
		struct expr e = { .count = 0 };
		int own = 0;

		/* All of them who came with the same release to the same cell. */
		for (size_t k = 0; k < b->options.insider_count; k++) {
			const struct insider *other = &b->options.insiders[k];

			own += other->table == in->table && other->row == in->row &&
			       other->column == in->column && other->half == in->half &&
			       other->release == in->release;
		}
		expr_cell(b, &e, release, in->table, in->row, in->column, in->half);
		if (release) {
			struct expr before = { .count = 0 };

			expr_cell(b, &before, release - 1, in->table, in->row, in->column,
				  in->half);
			expr_less(&e, &before);
		}
		space_sum(&b->space, &e, own, b->most);
	}
}

/* Everything that f has released.  Free it. */
static inline struct brute *
brute_new(const struct figs *f, const struct brute_options *options)
{
	struct brute *b = mem_new(1, sizeof(*b));

	b->f = f;
	if (options)
		b->options = *options;
	b->most = (int)f->earlier[f->earlier_count - 1].responses + 20;
	for (size_t i = 0; i < f->earlier_count; i++) {
		brute_unknowns(b, i);
		b->people[i] =
			(int)b->space.unknowns; /* a mark only, until all are there */
	}
	b->space.searched = b->space.unknowns;
	for (size_t i = 1; i < f->earlier_count; i++)
		brute_grow(b, i);
	for (size_t i = 0; i < f->earlier_count; i++) {
		b->people[i] = space_unknown(&b->space, 0, 2 * b->most,
					     (int)f->earlier[i].responses);
		for (size_t t = 0; t < f->table_count; t++) {
			struct expr all = { .count = 0 };

			for (size_t c = 0; c < figs_wide(f, t); c++) {
				expr_base(b, &all, i, t, c);
				expr_cell(b, &all, i, t, figs_high(f, t) - 1, c,
					  HALF_YES);
			}
			expr_add(&all, b->people[i], true);
			space_sum(&b->space, &all, 0, 0);
			if (f->tables[t].kind == TABLE_ANY)
				brute_pairs(b, i, t);
			for (size_t o = 0; b->options.same_cells && o < t; o++)
				brute_twins(b, i, t, o);
		}
		brute_margins(b, i);
		brute_printed(b, i);
	}
	brute_insiders(b);
	b->space.steps_most = 500;
	return b;
}

/* Whether the sum can be low and can be high; what goes wrong is counted. */
static inline void
brute_ask(struct brute *b, const struct expr *e, int low, int high, struct asked *asked,
	  struct leaks *leaks, const char *words)
{
	enum fit at_low = space_fits(&b->space, e, low);
	enum fit at_high = high > low ? space_fits(&b->space, e, high) : at_low;

	asked->tried++;
	if (at_low == FIT_NO || at_high == FIT_NO) {
		asked->narrow++;
		if (!leaks->first[0])
			snprintf(leaks->first, sizeof(leaks->first),
				 "%s: true %d, %d %s, %d %s", words,
				 expr_truth(&b->space, e), low,
				 at_low == FIT_NO ? "cannot be" : "can be", high,
				 at_high == FIT_NO ? "cannot be" : "can be");
	} else if (at_low == FIT_UNSURE || at_high == FIT_UNSURE) {
		asked->unsure++;
	}
}

/* How many of the insiders stand in a cell, by what it is a sum of. */
static inline int
brute_own(const struct brute *b, const struct expr *e, size_t release)
{
	int own = 0;

	for (size_t i = 0; i < b->options.insider_count; i++) {
		const struct insider *in = &b->options.insiders[i];

		for (size_t k = 0; k < e->count && in->release <= release; k++)
			own += e->terms[k] == brute_cell(b, release, in->table, in->row,
							 in->column, in->half);
	}
	return own;
}

static inline void
brute_line(struct brute *b, size_t release, size_t table, size_t c, struct leaks *leaks)
{
	const struct figs *f = b->f;
	const struct printed_table *t = &f->earlier[release].published->tables[table];
	const struct printed_line *column = &t->columns[c];
	bool any = f->tables[table].kind == TABLE_ANY;
	int insiders = (int)b->options.insider_people, own, most;

	for (size_t r = 0; r < t->row_count; r++)
		for (int half = HALF_YES; half <= HALF_NO; half++) {
			const struct printed_cell *cell =
				&t->cells[r * t->column_count + c];
			struct expr e;
			char words[160];

			if ((half == HALF_NO && (!any || !r)) || cell->n >= 0 ||
			    cell->marker == MARK_Z || column->held)
				continue;
			e = expr_printed(b, release, table, &t->rows[r], column,
					 (enum half)half);
			snprintf(words, sizeof(words), "release %zu %s %s/%s%s",
				 release + 1, f->tables[table].id, t->rows[r].key,
				 column->key, half == HALF_NO ? " no" : "");
			own = brute_own(b, &e, release);
			most = own + (int)f->policy.threshold - 1 - insiders;
			if (most >= own)
				brute_ask(b, &e, own, most, &leaks->hidden, leaks, words);
		}
}

/* In a line that is held each cell must be able to have grown by nothing, and by all. */
static inline void
brute_held(struct brute *b, size_t release, size_t table, size_t c, struct leaks *leaks)
{
	const struct figs *f = b->f;
	const struct printed_table *t = &f->earlier[release].published->tables[table];
	const struct printed_line *column = &t->columns[c];
	bool any = f->tables[table].kind == TABLE_ANY;
	struct expr base = expr_printed(b, release, table, &t->rows[0], column, HALF_YES);
	struct expr old =
		expr_printed(b, column->held - 1, table, &t->rows[0], column, HALF_YES);
	int growth = expr_truth(&b->space, &base) - expr_truth(&b->space, &old);
	struct asked *asked =
		release + 1 == f->earlier_count ? &leaks->held : &leaks->old;

	if (held_whole(t))
		return;
	for (size_t r = 1; r < t->row_count; r++)
		for (int half = HALF_YES; half <= (any ? HALF_NO : HALF_YES); half++) {
			struct expr e = expr_printed(b, release, table, &t->rows[r],
						     column, (enum half)half);
			char words[160];

			old = expr_printed(b, column->held - 1, table, &t->rows[r],
					   column, (enum half)half);
			expr_less(&e, &old);
			snprintf(words, sizeof(words),
				 "release %zu %s %s/%s growth of %d", release + 1,
				 f->tables[table].id, t->rows[r].key, column->key,
				 growth);
			if (t->cells[r * t->column_count + c].marker != MARK_Z)
				brute_ask(b, &e, 0, growth, asked, leaks, words);
		}
}

/* Tries every hidden number of every release, and every line that is held. */
static inline struct leaks
brute_try(const struct figs *f, const struct brute_options *options)
{
	struct brute *b = brute_new(f, options);
	struct leaks leaks = { .first = "" };

	for (size_t i = 0; i < f->earlier_count; i++) {
		const struct disclosed *d = f->earlier[i].published;

		for (size_t t = 0; t < d->table_count; t++)
			for (size_t c = 0; c < d->tables[t].column_count; c++) {
				brute_line(b, i, t, c, &leaks);
				if (d->tables[t].columns[c].held &&
				    !b->options.insider_people &&
				    (!b->options.last_growth ||
				     i + 1 == f->earlier_count))
					brute_held(b, i, t, c, &leaks);
			}
	}
	free(b);
	return leaks;
}

#endif
