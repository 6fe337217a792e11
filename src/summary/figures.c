/*
 * Checking figures before the rules see them: see disclose.h.  Present and earlier releases are
 * held to the same sums; nothing is mended, since a contradiction in what went in would be a
 * contradiction that a reader of what comes out could use.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <inttypes.h>

#include "summary/figures.h"

#undef figures_wrong
#undef figures_within

bool
figures_wrong(struct err *err, const char *code, const char *fmt, ...)
{
	char words[sizeof(err->text)];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(words, sizeof(words), fmt, ap);
	va_end(ap);
	return err_set(err, ERR_INPUT, "%s: %s", code, words);
}

bool
figures_within(struct err *err, const char *fmt, ...)
{
	char where[100], old[sizeof(err->text)];
	va_list ap;

	if (!err)
		return false;
	va_start(ap, fmt);
	vsnprintf(where, sizeof(where), fmt, ap);
	va_end(ap);
	memcpy(old, err->text, sizeof(old));
	if (old[0] == 'D' && strspn(old + 1, "0123456789") == 2 &&
	    str_starts(old + 3, ": "))
		return err_set(err, err->code, "%.3s: %s: %s", old, where, old + 5);
	return err_set(err, err->code, "%s: %s", where, old);
}

#define figures_wrong(...)  always_false((figures_wrong)(__VA_ARGS__))
#define figures_within(...) always_false((figures_within)(__VA_ARGS__))

const char *
name_short(struct short_name *room, const char *name)
{
	size_t len;

	if (str_fit(room->text, sizeof(room->text) - 3, name))
		return room->text;
	len = strlen(room->text);
	memcpy(room->text + len, "...", 4);
	return room->text;
}

const char *
variable_key(const struct variable *v, size_t key)
{
	return key < v->key_count ? v->keys[key] : "-";
}

const char *
cell_words(struct cell_words *room, const struct figures *f, size_t table, size_t row,
	   size_t column)
{
	const struct figure_table *t = &f->tables[table];
	size_t len;

	snprintf(room->text, sizeof(room->text), "table \"%s\", row \"%s\"", NAME(t->id),
		 NAME(variable_key(&f->variables[t->rows], row)));
	len = strlen(room->text);
	if (t->by >= 0)
		snprintf(room->text + len, sizeof(room->text) - len, ", column \"%s\"",
			 NAME(variable_key(&f->variables[t->by], column)));
	return room->text;
}

/* ---- sizes ----------------------------------------------- */

size_t
table_rows(const struct figures *f, size_t table)
{
	return f->variables[f->tables[table].rows].key_count;
}

size_t
table_columns(const struct figures *f, size_t table)
{
	int by = f->tables[table].by;

	return by < 0 ? 1 : f->variables[by].key_count;
}

size_t
table_wide(const struct figures *f, size_t table)
{
	return table_columns(f, table) + (f->tables[table].by >= 0);
}

bool
figures_size(const struct figures *f, size_t earlier_count, struct err *err)
{
	uint64_t cells = 0;

	for (size_t t = 0; t < f->table_count; t++) {
		cells += (uint64_t)(table_rows(f, t) + 1) * table_wide(f, t);
		if (cells > FIGURES_CELLS_MOST)
			return figures_wrong(
				err, "D08",
				"table \"%s\" makes it over %d cells; plan fewer or "
				"smaller tables",
				NAME(f->tables[t].id), FIGURES_CELLS_MOST);
	}
	if (earlier_count > FIGURES_EARLIER_MOST)
		return figures_wrong(err, "D08", "over %d earlier releases",
				     FIGURES_EARLIER_MOST);
	if ((uint64_t)f->table_count * (earlier_count + 1) > TABLES_MOST)
		return figures_wrong(err, "D08",
				     "over %d tables in all releases together",
				     TABLES_MOST);
	return true;
}

/* ---- how a variable is used (D01) ------------------------------------------------- */

/*
 * Whoever ticks several options stands in several rows, so the rows of an `any` table are no
 * groups of people: they cannot be columns, nor rows of one answer each.
 */
bool
figures_kinds(const struct figures *f, struct err *err)
{
	unsigned char *any = mem_new(f->variable_count + 1, 1);
	bool good = true;

	for (size_t t = 0; t < f->table_count; t++)
		if (f->tables[t].kind == TABLE_ANY)
			any[f->tables[t].rows] = 1;
	for (size_t t = 0; good && t < f->table_count; t++) {
		const struct figure_table *table = &f->tables[t];
		int used = table->by >= 0 && any[table->by] ? table->by : table->rows;

		if (table->by == table->rows)
			good = figures_wrong(err, "D01",
					     "table \"%s\": rows and by are the same",
					     NAME(table->id));
		else if (any[used] && (used == table->by || table->kind == TABLE_ONE))
			good = figures_wrong(
				err, "D01",
				"table \"%s\": \"%s\" is the rows of an \"any\" table, so "
				"it can be nothing else",
				NAME(table->id), NAME(f->variables[used].id));
	}
	free(any);
	return good;
}

/* ---- sums and structural zeros (D02, D05) ----------------------------------------- */

static bool
one_sum(const struct figures *f, size_t t, const struct counts *c, uint32_t responses,
	struct err *err)
{
	size_t cells = (table_rows(f, t) + 1) * table_wide(f, t);
	uint64_t sum = 0;

	for (size_t i = 0; i < cells; i++)
		sum += c->cells[i];
	if (sum == responses)
		return true;
	return figures_wrong(err, "D02",
			     "table \"%s\": its counts sum to %" PRIu64
			     ", but there are %" PRIu32 " responses",
			     NAME(f->tables[t].id), sum, responses);
}

static bool
any_sum(const struct figures *f, size_t t, const struct counts *c, uint32_t responses,
	struct err *err)
{
	size_t rows = table_rows(f, t), wide = table_wide(f, t);
	uint64_t sum = 0;

	for (size_t i = 0; i < wide; i++)
		sum += (uint64_t)c->answered[i] + c->cells[rows * wide + i];
	if (sum != responses)
		return figures_wrong(err, "D02",
				     "table \"%s\": answered and \"-\" sum to %" PRIu64
				     ", but there are %" PRIu32 " responses",
				     NAME(f->tables[t].id), sum, responses);
	for (size_t i = 0; i < rows * wide; i++)
		if (c->cells[i] > c->answered[i % wide])
			return figures_wrong(err, "D02",
					     "%s: %" PRIu32 " said yes of %" PRIu32
					     " who answered",
					     CELL(f, t, i / wide, i % wide), c->cells[i],
					     c->answered[i % wide]);
	return true;
}

/* Nobody can stand there; a row that is all zeros has nobody of no stated group either. */
static bool
zeros_check(const struct figures *f, size_t t, const struct counts *c, struct err *err)
{
	size_t rows = table_rows(f, t), columns = table_columns(f, t);
	size_t wide = table_wide(f, t);
	const bool *zeros = f->tables[t].zeros;

	for (size_t row = 0; zeros && row < rows; row++) {
		bool all = true;

		for (size_t column = 0; column < wide; column++) {
			bool zero =
				column < columns ? zeros[row * columns + column] : all;
			uint32_t count = c->cells[row * wide + column];

			all = all && zero;
			if (zero && count)
				return figures_wrong(err, "D05",
						     "%s: a structural zero, but its "
						     "count is %" PRIu32,
						     CELL(f, t, row, column), count);
		}
	}
	return true;
}

bool
table_untold(const struct figures *f, size_t which, size_t table)
{
	const struct figures_release *past = &f->earlier[which];
	const struct policy *policy =
		past->published ? &past->published->policy : &f->policy;
	size_t cells = (table_rows(f, table) + 1) * table_wide(f, table);

	if (past->responses >= policy->whole)
		return false;
	for (size_t i = 0; i < cells; i++)
		if (past->tables[table].cells[i])
			return false;
	for (size_t i = 0; i < table_wide(f, table); i++)
		if (past->tables[table].answered && past->tables[table].answered[i])
			return false;
	return true;
}

static bool
table_check(const struct figures *f, size_t t, const struct counts *c, uint32_t responses,
	    struct err *err)
{
	bool sums = f->tables[t].kind == TABLE_ANY ? any_sum(f, t, c, responses, err)
						   : one_sum(f, t, c, responses, err);

	return sums && zeros_check(f, t, c, err);
}

/* ---- growth (D06) ------------------------------------------------------------------ */

static bool
cells_grow(const struct figures *f, size_t t, const struct counts *then,
	   const struct counts *now, struct err *err)
{
	size_t rows = table_rows(f, t), wide = table_wide(f, t);

	for (size_t i = 0; i < (rows + 1) * wide; i++) {
		size_t column = i % wide;
		bool pair = now->answered && i / wide < rows;
		uint32_t no_now = pair ? now->answered[column] - now->cells[i] : 0;
		uint32_t no_then = pair ? then->answered[column] - then->cells[i] : 0;

		if (now->cells[i] < then->cells[i])
			return figures_wrong(err, "D06",
					     "%s: %" PRIu32 ", but %" PRIu32
					     " in the release before",
					     CELL(f, t, i / wide, column), now->cells[i],
					     then->cells[i]);
		if (no_now < no_then)
			return figures_wrong(err, "D06",
					     "%s: %" PRIu32 " said no, but %" PRIu32
					     " in the release before",
					     CELL(f, t, i / wide, column), no_now,
					     no_then);
	}
	return true;
}

/* Against the release before; which is the later one, or earlier_count for the present. */
static bool
growth_check(const struct figures *f, size_t which, struct err *err)
{
	bool present = which == f->earlier_count;
	const struct figures_release *then = &f->earlier[which - 1];
	const struct counts *now = present ? f->counts : f->earlier[which].tables;
	uint32_t responses = present ? f->responses : f->earlier[which].responses;

	if (responses < then->responses)
		return figures_wrong(err, "D06",
				     "%" PRIu32 " responses, but %" PRIu32
				     " in the release before",
				     responses, then->responses);
	for (size_t t = 0; t < f->table_count; t++)
		if (!table_untold(f, which - 1, t) &&
		    !cells_grow(f, t, &then->tables[t], &now[t], err))
			return false;
	return true;
}

/* ---- all of it ----------------------------------------------- */

static bool
past_check(const struct figures *f, size_t which, struct err *err)
{
	const struct figures_release *past = &f->earlier[which];
	bool whole = true;

	for (size_t t = 0; t < f->table_count; t++) {
		if (table_untold(f, which, t))
			whole = false;
		else if (!table_check(f, t, &past->tables[t], past->responses, err))
			return false;
	}
	/* Where a table is missing nothing was printed, so nothing hangs on the margins. */
	return (!whole || figures_agree(f, past->tables, err)) &&
	       (!which || growth_check(f, which, err));
}

bool
figures_sums(const struct figures *f, struct err *err)
{
	for (size_t t = 0; t < f->table_count; t++)
		if (!table_check(f, t, &f->counts[t], f->responses, err))
			return false;
	if (!figures_agree(f, f->counts, err))
		return false;
	for (size_t i = 0; i < f->earlier_count; i++)
		if (!past_check(f, i, err))
			return figures_within(err, "earlier release %zu", i + 1);
	return !f->earlier_count || growth_check(f, f->earlier_count, err);
}

bool
figures_past(const struct figures *f, struct err *err)
{
	const struct policy *before = NULL, *policy;

	for (size_t i = 0; i <= f->earlier_count; i++) {
		bool past = i < f->earlier_count;

		policy = past ? &f->earlier[i].published->policy : &f->policy;
		if (!policy_good(policy, err) ||
		    (before && !policy_raised(policy, before, err))) {
			(void)err_add(err, "D07");
			return past && figures_within(err, "earlier release %zu", i + 1);
		}
		if (past && !disclosed_check(f, i, err))
			return figures_within(err, "earlier release %zu", i + 1);
		before = policy;
	}
	return true;
}

bool
figures_check(const struct figures *f, struct err *err)
{
	return figures_kinds(f, err) && figures_size(f, f->earlier_count, err) &&
	       figures_sums(f, err) && figures_past(f, err);
}
