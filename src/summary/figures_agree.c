/*
 * Whether the tables of one release tell the same of what they share.  The audit takes a variable
 * for one question with one answer a person; tables that disagree would let it prove a protection
 * that is not there.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <inttypes.h>

#include "summary/figures.h"

struct margin {
	size_t table;	/* that told it first, and 1 more; 0: none yet */
	uint64_t *keys; /* "-" last; of an `any` table's rows: those who said yes */
};

struct agreeing {
	const struct figures *f;
	const struct counts *counts;
	struct margin *margins; /* by variable */
	struct arena *a;
};

static void
rows_add(const struct agreeing *g, size_t t, uint64_t *keys)
{
	size_t wide = table_wide(g->f, t), cells = (table_rows(g->f, t) + 1) * wide;

	for (size_t i = 0; i < cells; i++)
		keys[i / wide] += g->counts[t].cells[i];
}

/* In an `any` table a group's people are its base and its "-", not the sum of its rows. */
static void
columns_add(const struct agreeing *g, size_t t, uint64_t *keys)
{
	size_t rows = table_rows(g->f, t), wide = table_wide(g->f, t);
	const struct counts *c = &g->counts[t];
	size_t from = c->answered ? rows * wide : 0;

	for (size_t i = 0; c->answered && i < wide; i++)
		keys[i] += c->answered[i];
	for (size_t i = from; i < (rows + 1) * wide; i++)
		keys[i % wide] += c->cells[i];
}

static bool
margin_agrees(struct agreeing *g, size_t t, int variable, struct err *err)
{
	const struct variable *v = &g->f->variables[variable];
	struct margin *first = &g->margins[variable];
	uint64_t *keys = arena_array(g->a, uint64_t, v->key_count + 1);

	if (variable == g->f->tables[t].rows)
		rows_add(g, t, keys);
	else
		columns_add(g, t, keys);
	if (!first->table) {
		*first = (struct margin){ .table = t + 1, .keys = keys };
		return true;
	}
	for (size_t i = 0; i <= v->key_count; i++)
		if (keys[i] != first->keys[i])
			return figures_wrong(
				err, "D03",
				"variable \"%s\", key \"%s\": %" PRIu64
				" in table \"%s\", but %" PRIu64 " in table \"%s\"",
				NAME(v->id), NAME(variable_key(v, i)), first->keys[i],
				NAME(g->f->tables[first->table - 1].id), keys[i],
				NAME(g->f->tables[t].id));
	return true;
}

/* ---- two tables over the same two variables ----------------------------------------------- */

struct crossing {
	int low, high; /* variables */
	size_t table;
};

static int
crossing_order(const void *one, const void *other)
{
	const struct crossing *a = one, *b = other;

	if (a->low != b->low)
		return a->low < b->low ? -1 : 1;
	if (a->high != b->high)
		return a->high < b->high ? -1 : 1;
	return a->table < b->table ? -1 : a->table > b->table;
}

/* Who answered an `any` table follows from its "-" and the margin of its groups. */
static bool
cells_agree(const struct agreeing *g, size_t one, size_t other, struct err *err)
{
	const struct figures *f = g->f;
	size_t rows = table_rows(f, one) + 1, wide = table_wide(f, one);
	bool turned = f->tables[one].rows != f->tables[other].rows;
	const struct counts *a = &g->counts[one], *b = &g->counts[other];

	for (size_t i = 0; i < rows * wide; i++) {
		size_t row = i / wide, column = i % wide;
		uint32_t there = b->cells[turned ? column * rows + row : i];

		if (a->cells[i] != there)
			return figures_wrong(err, "D03",
					     "%s: %" PRIu32 ", but %" PRIu32
					     " in table \"%s\"",
					     CELL(f, one, row, column), a->cells[i],
					     there, NAME(f->tables[other].id));
	}
	return true;
}

static bool
crossings_agree(const struct agreeing *g, struct err *err)
{
	const struct figures *f = g->f;
	struct crossing *all = arena_array(g->a, struct crossing, f->table_count + 1);
	size_t n = 0;

	for (size_t t = 0; t < f->table_count; t++) {
		int rows = f->tables[t].rows, by = f->tables[t].by;

		if (by >= 0)
			all[n++] = (struct crossing){ .low = rows < by ? rows : by,
						      .high = rows < by ? by : rows,
						      .table = t };
	}
	qsort(all, n, sizeof(*all), crossing_order);
	for (size_t i = 1; i < n; i++)
		if (all[i - 1].low == all[i].low && all[i - 1].high == all[i].high &&
		    !cells_agree(g, all[i - 1].table, all[i].table, err))
			return false;
	return true;
}

bool
figures_agree(const struct figures *f, const struct counts *counts, struct err *err)
{
	struct arena *a = arena_new(0);
	struct agreeing g = { .f = f, .counts = counts, .a = a };
	bool good = true;

	g.margins = arena_array(a, struct margin, f->variable_count + 1);
	for (size_t t = 0; good && t < f->table_count; t++)
		good = margin_agrees(&g, t, f->tables[t].rows, err) &&
		       (f->tables[t].by < 0 ||
			margin_agrees(&g, t, f->tables[t].by, err));
	good = good && crossings_agree(&g, err);
	arena_free(a);
	return good;
}
