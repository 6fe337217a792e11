/*
 * Figures made by hand, for tests of disclosure control: variables, tables, counts and releases
 * in few lines, and a reader of what was printed.
 *
 *	struct figs *f = figs_new(3, a);
 *
 *	figs_variable(f, "told", "boss friend nobody");
 *	figs_variable(f, "role", "officer staff special");
 *	figs_merge(f, "role", "rest", "staff special");
 *	figs_table(f, "told-by-role", TABLE_ONE, "told", "role");
 *	figs_count(f, "told-by-role", "9 4 1 0 / 5 5 0 1 / 0 0 3 0 / 1 0 0 2", NULL);
 *	is_str(figs_words(f, figs_release(f), "told-by-role"), "full: ...", "words");
 *
 * In counts the last row and the last column are "-"; rows are parted by a slash, which is not
 * looked at.  figs_release publishes and keeps, so the next figs_count is of the next release.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_TEST_FIGS_H
#define CANVASS_TEST_FIGS_H

#include "summary/disclose.h"

enum { FIGS_VARIABLES = 16, FIGS_TABLES = 48, FIGS_RELEASES = 64, FIGS_WORDS = 64 };

struct figs {
	struct arena *a;
	struct policy policy;
	struct variable variables[FIGS_VARIABLES];
	size_t variable_count;
	struct figure_table tables[FIGS_TABLES];
	size_t table_count;
	uint32_t
		responses; /* of the release being made; from its first counts if still 0 */
	struct counts *counts;
	struct figures_release earlier[FIGS_RELEASES];
	size_t earlier_count;
};

/* t = 10 is the usual policy; with t = b = 3 (a rehearsal's) every table can be tried out. */
static inline struct figs *
figs_new(unsigned threshold, struct arena *a)
{
	struct figs *f = arena_one(a, struct figs);

	f->a = a;
	f->policy = policy_make(threshold);
	f->policy.rehearsal = threshold < 5;
	f->counts = arena_array(a, struct counts, FIGS_TABLES);
	return f;
}

/* Cuts words at blanks.  Returns how many. */
static inline size_t
figs_cut(const char *words, const char *out[FIGS_WORDS], struct arena *a)
{
	size_t n = 0, len;

	while (*(words += strspn(words, " "))) {
		if (n == FIGS_WORDS)
			die("too many words");
		len = strcspn(words, " ");
		out[n++] = arena_copy(a, words, len);
		words += len;
	}
	return n;
}

static inline int
figs_find(const struct figs *f, const char *variable)
{
	for (size_t i = 0; i < f->variable_count; i++)
		if (str_same(f->variables[i].id, variable))
			return (int)i;
	die("no variable %s", variable);
}

static inline size_t
figs_find_table(const struct figs *f, const char *table)
{
	for (size_t i = 0; i < f->table_count; i++)
		if (str_same(f->tables[i].id, table))
			return i;
	die("no table %s", table);
}

static inline void
figs_variable(struct figs *f, const char *id, const char *keys)
{
	const char *words[FIGS_WORDS], **copy;
	size_t n = figs_cut(keys, words, f->a);

	if (f->variable_count == FIGS_VARIABLES)
		die("too many variables");
	copy = arena_array(f->a, const char *, n);
	for (size_t i = 0; i < n; i++)
		copy[i] = words[i];
	f->variables[f->variable_count++] = (struct variable){ .id = arena_str(f->a, id),
							       .keys = copy,
							       .key_count = n };
}

/* One group more in an array of at most eight, of which nobody needs to be told. */
static inline void
figs_group(struct figs *f, const struct variable *v, const struct category_group **groups,
	   size_t *count, const char *key, const char *of)
{
	struct category_group *grown =
		arena_array(f->a, struct category_group, *count + 1);
	const char *words[FIGS_WORDS];
	size_t n = figs_cut(of, words, f->a);
	uint16_t *members = arena_array(f->a, uint16_t, n);
	size_t got = 0;

	for (size_t k = 0; k < v->key_count; k++) /* rising, however they were named */
		for (size_t w = 0; w < n; w++)
			if (str_same(v->keys[k], words[w]))
				members[got++] = (uint16_t)k;
	if (got != n)
		die("%s: a member is no key", key);
	for (size_t i = 0; i < *count; i++)
		grown[i] = (*groups)[i];
	grown[(*count)++] = (struct category_group){ .key = arena_str(f->a, key),
						     .of = members,
						     .of_count = n };
	*groups = grown;
}

static inline void
figs_fold(struct figs *f, const char *variable, const char *key, const char *of)
{
	struct variable *v = &f->variables[figs_find(f, variable)];

	figs_group(f, v, &v->folds, &v->fold_count, key, of);
}

static inline void
figs_merge(struct figs *f, const char *variable, const char *key, const char *of)
{
	struct variable *v = &f->variables[figs_find(f, variable)];

	figs_group(f, v, &v->merges, &v->merge_count, key, of);
}

/* by: NULL for all people.  All levels may be used, as in a plan without `ladder`. */
static inline size_t
figs_table(struct figs *f, const char *id, enum table_kind kind, const char *rows,
	   const char *by)
{
	struct figure_table *t = &f->tables[f->table_count];
	const struct variable *v;

	if (f->table_count == FIGS_TABLES)
		die("too many tables");
	*t = (struct figure_table){ .id = arena_str(f->a, id),
				    .kind = kind,
				    .rows = figs_find(f, rows),
				    .by = by ? figs_find(f, by) : -1 };
	v = &f->variables[t->rows];
	t->ladder[LEVEL_FULL] = t->ladder[LEVEL_TOTAL] = t->ladder[LEVEL_NOTHING] = true;
	t->ladder[LEVEL_ROWS] = t->ladder[LEVEL_GROUPS] = by;
	t->ladder[LEVEL_MERGED] = (kind == TABLE_ONE && v->merge_count) ||
				  (by && f->variables[t->by].merge_count);
	return f->table_count++;
}

/* levels: "full rows nothing"; the others may not be used. */
static inline void
figs_ladder(struct figs *f, const char *table, const char *levels)
{
	struct figure_table *t = &f->tables[figs_find_table(f, table)];
	const char *words[FIGS_WORDS];
	size_t n = figs_cut(levels, words, f->a);

	for (size_t i = 0; i < LEVEL__COUNT; i++) {
		t->ladder[i] = i == LEVEL_NOTHING;
		for (size_t w = 0; w < n; w++)
			if (str_same(words[w], level_names[i]))
				t->ladder[i] = true;
	}
}

static inline size_t
figs_key(const struct variable *v, const char *key)
{
	for (size_t i = 0; i < v->key_count; i++)
		if (str_same(v->keys[i], key))
			return i;
	die("%s has no key %s", v->id, key);
}

/* A structural zero.  column: NULL without `by`. */
static inline void
figs_zero(struct figs *f, const char *table, const char *row, const char *column)
{
	struct figure_table *t = &f->tables[figs_find_table(f, table)];
	const struct variable *rows = &f->variables[t->rows];
	const struct variable *by = t->by < 0 ? NULL : &f->variables[t->by];
	size_t wide = by ? by->key_count : 1;
	bool *zeros = arena_array(f->a, bool, rows->key_count *wide);

	if (t->zeros)
		memcpy(zeros, t->zeros, rows->key_count * wide * sizeof(*zeros));
	zeros[figs_key(rows, row) * wide + (column ? figs_key(by, column) : 0)] = true;
	t->zeros = zeros;
}

/* How many columns are counted, "-" with them. */
static inline size_t
figs_wide(const struct figs *f, size_t table)
{
	int by = f->tables[table].by;

	return by < 0 ? 1 : f->variables[by].key_count + 1;
}
/* How many rows are counted, "-" with them. */
static inline size_t
figs_high(const struct figs *f, size_t table)
{
	return f->variables[f->tables[table].rows].key_count + 1;
}

/* answered: TABLE_ANY only.  Both are copied. */
static inline void
figs_cells(struct figs *f, size_t table, const uint32_t *cells, const uint32_t *answered)
{
	size_t wide = figs_wide(f, table), high = figs_high(f, table);
	uint32_t *copy = arena_array(f->a, uint32_t, wide * high), *bases = NULL, sum = 0;

	memcpy(copy, cells, wide * high * sizeof(*copy));
	if (answered && f->tables[table].kind == TABLE_ANY) {
		bases = arena_array(f->a, uint32_t, wide);
		memcpy(bases, answered, wide * sizeof(*bases));
		for (size_t c = 0; c < wide; c++)
			sum += bases[c] + cells[(high - 1) * wide + c];
	} else {
		for (size_t i = 0; i < wide * high; i++)
			sum += cells[i];
	}
	f->counts[table] = (struct counts){ .cells = copy, .answered = bases };
	if (!f->responses)
		f->responses = sum;
}

static inline size_t
figs_numbers(const char *text, uint32_t *out, size_t most)
{
	char *end;
	size_t n = 0;

	for (; *(text += strspn(text, " /|")); text = end) {
		if (n == most)
			die("too many counts");
		out[n++] = (uint32_t)strtoul(text, &end, 10);
		if (end == text)
			die("no count: %s", text);
	}
	return n;
}

static inline void
figs_count(struct figs *f, const char *id, const char *cells, const char *answered)
{
	uint32_t numbers[1024], bases[FIGS_WORDS] = { 0 };
	size_t table = figs_find_table(f, id), wide = figs_wide(f, table);

	if (figs_numbers(cells, numbers, 1024) != wide * figs_high(f, table))
		die("%s: wrong number of counts", id);
	if (answered && figs_numbers(answered, bases, FIGS_WORDS) != wide)
		die("%s: wrong number of bases", id);
	figs_cells(f, table, numbers, bases);
}

/* What disclose() takes; it points into f. */
static inline struct figures *
figs_figures(struct figs *f)
{
	struct figures *g = arena_one(f->a, struct figures);

	*g = (struct figures){ .policy = f->policy,
			       .variables = f->variables,
			       .variable_count = f->variable_count,
			       .tables = f->tables,
			       .table_count = f->table_count,
			       .responses = f->responses,
			       .counts = f->counts,
			       .earlier = f->earlier,
			       .earlier_count = f->earlier_count };
	return g;
}

/* Publishes as the next release; after it counts are asked for anew. */
static inline const struct disclosed *
figs_release(struct figs *f)
{
	struct err err = { .code = ERR_NONE };
	struct figures *g = figs_figures(f);
	const struct disclosed *d;

	if (!figures_check(g, &err))
		die("figures made wrong: %s", err.text);
	d = disclose(g, NULL, f->a);
	if (f->earlier_count == FIGS_RELEASES)
		die("too many releases");
	f->earlier[f->earlier_count++] = (struct figures_release){
		.responses = f->responses, .tables = f->counts, .published = d
	};
	f->counts = arena_array(f->a, struct counts, FIGS_TABLES);
	f->responses = 0;
	return d;
}

/* ---- reading what was printed ------------------------------------------------------ */

/* The cell of a line's keys ("*": all people, base), or NULL if no such line is printed. */
static inline const struct printed_cell *
figs_cell(const struct figs *f, const struct disclosed *d, const char *table,
	  const char *row, const char *column)
{
	const struct printed_table *t = &d->tables[figs_find_table(f, table)];

	for (size_t r = 0; r < t->row_count; r++)
		for (size_t c = 0; c < t->column_count; c++)
			if (str_same(t->rows[r].key, row) &&
			    str_same(t->columns[c].key, column))
				return &t->cells[r * t->column_count + c];
	return NULL;
}

static inline void
figs_put_cell(struct buf *b, const struct printed_cell *cell)
{
	if (cell->n >= 0)
		buf_printf(b, "%d", cell->n);
	if (cell->pct >= 0)
		buf_printf(b, "/%d", cell->pct);
	buf_puts(b, marker_names[cell->marker]);
}

/*
 * One line a table, for golden comparison.  Without groups: "full: * 110 | k0 65/60 | k1 c";
 * with them: "full: * a=20 b=20@1 *=45 | k0 a=..."; "@1" behind a column's first cell: held from
 * release 1.  Behind it what was passed over: "; full audit".
 */
static inline const char *
figs_words(const struct figs *f, const struct disclosed *d, const char *table)
{
	const struct printed_table *t = &d->tables[figs_find_table(f, table)];
	SCOPED(buf) b = { .most = 0 };

	buf_printf(&b, "%s:", level_names[t->level]);
	for (size_t r = 0; r < t->row_count; r++) {
		buf_printf(&b, "%s %s", r ? " |" : "", t->rows[r].key);
		for (size_t c = 0; c < t->column_count; c++) {
			if (t->column_count > 1)
				buf_printf(&b, " %s=", t->columns[c].key);
			else
				buf_putc(&b, ' ');
			figs_put_cell(&b, &t->cells[r * t->column_count + c]);
			if (!r && t->columns[c].held)
				buf_printf(&b, "@%u", t->columns[c].held);
		}
	}
	for (size_t i = 0; i < t->passed_count; i++)
		buf_printf(&b, "; %s %s", level_names[t->passed[i].level],
			   t->passed[i].why);
	return arena_str(f->a, b.data);
}

/* What is true of a printed line in counts as given: row `of` NULL, those who answered. */
static inline uint32_t
figs_true(const struct figs *f, const struct counts *counts, size_t table,
	  const struct printed_line *row, const struct printed_line *column)
{
	size_t wide = figs_wide(f, table), rows = figs_high(f, table) - 1, in_row,
	       in_column;
	uint32_t sum = 0;

	for (size_t i = 0; i < wide * rows; i++) {
		in_row = !row->of;
		in_column = !column->of;
		for (size_t k = 0; k < row->of_count; k++)
			in_row |= row->of[k] == i / wide;
		for (size_t k = 0; k < column->of_count; k++)
			in_column |= column->of[k] == i % wide;
		if (!in_row || !in_column)
			continue;
		if (row->of || f->tables[table].kind == TABLE_ONE)
			sum += counts->cells[i];
		else if (i < wide)
			sum += counts->answered[i];
	}
	return sum;
}

/* All that was printed, keys and reasons with it: equal bytes, equal for every reader. */
static inline void
figs_bytes(const struct disclosed *d, struct buf *b)
{
	const struct printed_table *t;

	buf_printf(b, "%u %d@%u", d->release, d->responses, d->responses_held);
	for (size_t i = 0; i < d->table_count; i++) {
		t = &d->tables[i];
		buf_printf(b, "\n%s", level_names[t->level]);
		for (size_t k = 0; k < t->passed_count; k++)
			buf_printf(b, " -%s:%s", level_names[t->passed[k].level],
				   t->passed[k].why);
		for (size_t c = 0; c < t->column_count; c++)
			buf_printf(b, " %s:%zu@%u", t->columns[c].key,
				   t->columns[c].of_count, t->columns[c].held);
		for (size_t r = 0; r < t->row_count; r++) {
			buf_printf(b, " | %s:%zu", t->rows[r].key, t->rows[r].of_count);
			for (size_t c = 0; c < t->column_count; c++) {
				buf_putc(b, ' ');
				figs_put_cell(b, &t->cells[r * t->column_count + c]);
			}
		}
	}
}

/* A column as a reader sees it: all of its cells and keys, for "byte for byte". */
static inline const char *
figs_column(const struct figs *f, const struct printed_table *t, size_t column)
{
	SCOPED(buf) b = { .most = 0 };

	buf_puts(&b, t->columns[column].key);
	for (size_t r = 0; r < t->row_count; r++) {
		buf_printf(&b, " %s=", t->rows[r].key);
		figs_put_cell(&b, &t->cells[r * t->column_count + column]);
	}
	return arena_str(f->a, b.data);
}

#endif
