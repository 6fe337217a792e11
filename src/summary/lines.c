/*
 * Tables as they would be printed at a level.  S2: groups that are too small are folded or
 * hidden.  S3, S4: what is hidden.  S5, S7: how the rest is rounded.  Nothing here looks at
 * other tables.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/rules.h"

/* ---- lines ----------------------------------------------------------------------- */

bool
line_all(const struct printed_line *line)
{
	return !line->of;
}

bool
lines_same(const struct printed_line *a, const struct printed_line *b)
{
	if (line_all(a) || line_all(b))
		return line_all(a) && line_all(b);
	return a->of_count == b->of_count &&
	       memcmp(a->of, b->of, a->of_count * sizeof(*a->of)) == 0;
}

size_t
line_find(const struct printed_line *lines, size_t count, const struct printed_line *line)
{
	size_t i = 0;

	while (i < count && !lines_same(&lines[i], line))
		i++;
	return i;
}

bool
tables_kin(const struct figures *f, size_t a, size_t b, bool all)
{
	const struct figure_table *x = &f->tables[a], *y = &f->tables[b];

	return x->rows == y->rows && x->kind == y->kind && (all || x->by == y->by);
}

bool
level_grouped(enum ladder_level level)
{
	return level == LEVEL_FULL || level == LEVEL_MERGED || level == LEVEL_GROUPS;
}

bool
level_applies(const struct figures *f, size_t table, enum ladder_level level)
{
	const struct figure_table *t = &f->tables[table];

	if (!t->ladder[level] || level == LEVEL_NOTHING)
		return false;
	if (level == LEVEL_MERGED)
		return (t->kind == TABLE_ONE && f->variables[t->rows].merge_count) ||
		       (t->by >= 0 && f->variables[t->by].merge_count);
	return t->by >= 0 || (level != LEVEL_ROWS && level != LEVEL_GROUPS);
}

/* ---- exact counts ---------------------------------------------------------------- */

static uint32_t
row_sum(const struct figures *f, size_t table, const struct counts *counts, size_t row,
	const struct printed_line *column)
{
	size_t wide = table_wide(f, table);
	const uint32_t *cells = counts->cells + row * wide;
	uint32_t sum = 0;

	if (line_all(column))
		for (size_t c = 0; c < wide; c++)
			sum += cells[c];
	else
		for (size_t i = 0; i < column->of_count; i++)
			sum += cells[column->of[i]];
	return sum;
}

static uint32_t
base_of(const struct figures *f, size_t table, const struct counts *counts,
	const struct printed_line *column)
{
	const struct counts base = { .cells = counts->answered };
	uint32_t sum = 0;

	if (f->tables[table].kind == TABLE_ANY)
		return row_sum(f, table, &base, 0, column);
	for (size_t r = 0; r < table_rows(f, table); r++)
		sum += row_sum(f, table, counts, r, column);
	return sum;
}

uint32_t
line_count(const struct figures *f, size_t table, const struct counts *counts,
	   const struct printed_line *row, const struct printed_line *column)
{
	uint32_t sum = 0;

	if (!row || line_all(row))
		return base_of(f, table, counts, column);
	for (size_t i = 0; i < row->of_count; i++)
		sum += row_sum(f, table, counts, row->of[i], column);
	return sum;
}

bool
cell_impossible(const struct figures *f, size_t table, const struct printed_line *row,
		const struct printed_line *column)
{
	const bool *zeros = f->tables[table].zeros;
	size_t columns = table_columns(f, table);
	bool all = line_all(column);

	if (!zeros || line_all(row))
		return false;
	for (size_t i = 0; i < row->of_count; i++)
		for (size_t c = 0; c < (all ? columns : column->of_count); c++)
			if (!zeros[row->of[i] * columns + (all ? c : column->of[c])])
				return false;
	return true;
}

/* ---- laying out ------------------------------------------------------------------ */

static const uint16_t *
one_key(size_t key, struct arena *a)
{
	uint16_t *of = arena_array(a, uint16_t, 1);

	*of = (uint16_t)key;
	return of;
}

static const struct category_group *
group_with(const struct category_group *const *groups, size_t count, size_t key)
{
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < groups[i]->of_count; k++)
			if (groups[i]->of[k] == key)
				return groups[i];
	return NULL;
}

/* Keys in their order; a group stands where its first member would. */
static size_t
lay_keys(struct printed_line *lines, const struct variable *v,
	 const struct category_group *const *groups, size_t group_count, struct arena *a)
{
	const struct category_group *group;
	size_t laid = 0;

	for (size_t k = 0; k < v->key_count; k++) {
		group = group_with(groups, group_count, k);
		if (!group)
			lines[laid++] = (struct printed_line){ .key = v->keys[k],
							       .of = one_key(k, a),
							       .of_count = 1 };
		else if (group->of[0] == k)
			lines[laid++] = (struct printed_line){ .key = group->key,
							       .of = group->of,
							       .of_count = group->of_count,
							       .merged = true };
	}
	return laid;
}

/* S2: a fall-back group with a member whose base is too small is folded whole. */
static bool
fold_needed(const struct figures *f, const struct policy *policy, size_t table,
	    const struct category_group *fold)
{
	struct printed_line member = { .of_count = 1 };

	for (size_t i = 0; i < fold->of_count; i++) {
		member.of = &fold->of[i];
		if (base_of(f, table, &f->counts[table], &member) < policy->base)
			return true;
	}
	return false;
}

static size_t
lay_columns(const struct figures *f, const struct policy *policy, struct laid *laid,
	    struct arena *a)
{
	const struct variable *by = &f->variables[f->tables[laid->table].by];
	const struct category_group **groups = arena_array(
		a, const struct category_group *, by->merge_count + by->fold_count + 1);
	size_t count = 0;

	if (laid->level == LEVEL_MERGED)
		for (size_t i = 0; i < by->merge_count; i++)
			groups[count++] = &by->merges[i];
	if (!count && !rule_off(2))
		for (size_t i = 0; i < by->fold_count; i++)
			if (fold_needed(f, policy, laid->table, &by->folds[i]))
				groups[count++] = &by->folds[i];
	return lay_keys(laid->columns, by, groups, count, a);
}

static size_t
lay_rows(const struct figures *f, struct laid *laid, struct arena *a)
{
	const struct figure_table *t = &f->tables[laid->table];
	const struct variable *v = &f->variables[t->rows];
	bool merged = laid->level == LEVEL_MERGED && t->kind == TABLE_ONE;
	const struct category_group **groups =
		arena_array(a, const struct category_group *, v->merge_count + 1);

	for (size_t i = 0; i < v->merge_count; i++)
		groups[i] = &v->merges[i];
	return lay_keys(laid->rows + 1, v, groups, merged ? v->merge_count : 0, a);
}

/* ---- what is printed of it -------------------------------------------------------- */

int
published_percent(unsigned n, unsigned base)
{
	uint64_t fives = (UINT64_C(40) * n + base) / (UINT64_C(2) * base);

	if (rule_off(7))
		return (int)((UINT64_C(200) * n + base) / (UINT64_C(2) * base));
	return fives < 2 ? 10 : fives > 18 ? 90 : (int)(5 * fives);
}

/* S3, S4: a pair with either half in the hidden class shows neither. */
static bool
is_hidden(const struct policy *policy, bool pair, uint32_t count, uint32_t base)
{
	if (rule_off(4))
		return false;
	return count < policy->threshold ||
	       (pair && !rule_off(3) && base - count < policy->threshold);
}

static struct printed_cell
print_base(const struct policy *policy, uint32_t base)
{
	if (base < policy->base && !rule_off(2))
		return (struct printed_cell){ .n = -1, .pct = -1, .marker = MARK_C };
	return (struct printed_cell){ .n = (int)policy_round(policy, base), .pct = -1 };
}

static struct printed_cell
print_count(const struct policy *policy, bool pair, uint32_t count, uint32_t base,
	    const struct printed_cell *base_cell)
{
	struct printed_cell cell = { .n = -1, .pct = -1, .marker = MARK_C };
	bool few = base_cell->n < (int)policy->whole;

	if (base_cell->n < 0)
		return cell;
	if (is_hidden(policy, pair, count, base)) {
		cell.marker = few ? MARK_CU : MARK_C;
		return cell;
	}
	cell.n = (int)policy_round(policy, count);
	if (base_cell->n > 0)
		cell.pct = published_percent((unsigned)cell.n, (unsigned)base_cell->n);
	cell.marker = few ? MARK_U : MARK_NONE;
	return cell;
}

static void
print_column(const struct figures *f, const struct policy *policy, struct laid *laid,
	     size_t column)
{
	bool pair = f->tables[laid->table].kind == TABLE_ANY;
	size_t wide = laid->column_count, at = column;
	uint32_t base = laid->counts[column];

	laid->cells[column] = print_base(policy, base);
	for (size_t r = 1; r < laid->row_count; r++) {
		at += wide;
		if (cell_impossible(f, laid->table, &laid->rows[r], &laid->columns[column]))
			laid->cells[at] = (struct printed_cell){ -1, -1, MARK_Z };
		else
			laid->cells[at] = print_count(policy, pair, laid->counts[at], base,
						      &laid->cells[column]);
	}
}

struct laid *
lay_out(const struct figures *f, const struct policy *policy, size_t table,
	enum ladder_level level, struct arena *a)
{
	struct laid *laid = arena_one(a, struct laid);
	size_t cells;

	*laid = (struct laid){ .table = table, .level = level, .row_count = 1 };
	laid->rows = arena_array(a, struct printed_line, table_rows(f, table) + 1);
	laid->columns = arena_array(a, struct printed_line, table_columns(f, table) + 1);
	laid->rows[0].key = "*";
	if (level != LEVEL_TOTAL && level != LEVEL_GROUPS)
		laid->row_count += lay_rows(f, laid, a);
	if (level_grouped(level) && f->tables[table].by >= 0)
		laid->column_count = lay_columns(f, policy, laid, a);
	laid->columns[laid->column_count++] = (struct printed_line){ .key = "*" };
	cells = laid->row_count * laid->column_count;
	laid->counts = arena_array(a, uint32_t, cells);
	laid->cells = arena_array(a, struct printed_cell, cells);
	laid->growth = arena_array(a, uint32_t, laid->column_count);
	for (size_t i = 0; i < cells; i++)
		laid->counts[i] = line_count(f, table, &f->counts[table],
					     &laid->rows[i / laid->column_count],
					     &laid->columns[i % laid->column_count]);
	for (size_t c = 0; c < laid->column_count; c++)
		print_column(f, policy, laid, c);
	return laid;
}

/* ---- what is hidden ---------------------------------------------------------------- */

static bool
marker_hides(enum marker marker)
{
	return marker == MARK_C || marker == MARK_CU;
}

size_t
laid_hidden(const struct laid *laid)
{
	size_t hidden = 0;

	for (size_t i = 0; i < laid->row_count * laid->column_count; i++)
		hidden += marker_hides(laid->cells[i].marker);
	return hidden;
}

bool
printed_hides(const struct printed_table *t)
{
	for (size_t i = 0; i < t->row_count * t->column_count; i++)
		if (marker_hides(t->cells[i].marker))
			return true;
	return false;
}
