/*
 * The numbers of a plan: counts, structural zeros, and those of earlier releases.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/figures.h"

/* ---- counts ----------------------------------------------- */

/* The place of a key as counted, "-" last; `any`: "*" gives SIZE_MAX and is fine. */
static bool
place_find(struct figures_reading *r, int variable, const char *key, bool any,
	   const char *what, size_t *out)
{
	const struct variable *v = &r->variables[variable];
	size_t at = names_find(&r->keys[variable], key);

	*out = str_same(key, "-") && !any ? v->key_count : at;
	if (*out < v->key_count || (str_same(key, "-") && !any) ||
	    (any && str_same(key, "*")))
		return true;
	if (at != SIZE_MAX)
		return figures_wrong(r->err, "D04",
				     "%s: \"%s\" is a group of \"%s\": count its keys",
				     what, NAME(key), NAME(v->id));
	return figures_wrong(r->err, "D04", "%s: \"%s\" is no key of \"%s\"%s", what,
			     NAME(key), NAME(v->id),
			     names_hint(&r->keys[variable], key, r->a));
}

/* One number, or one for each column. */
static bool
row_counts(struct figures_reading *r, size_t table, const struct json *from,
	   const char *what, uint32_t *out)
{
	const struct figure_table *t = &r->tables[table];

	if (t->by < 0)
		return count_take(from, what, RESPONSES_MOST, out, r->err);
	if (from->type != JSON_MAP)
		return figures_wrong(r->err, "D01",
				     "%s: must be an object, a number for each "
				     "column",
				     what);
	for (const struct json *cell = from->first; cell; cell = cell->next) {
		char words[200];
		size_t column;

		snprintf(words, sizeof(words), "%s, column \"%s\"", what,
			 NAME(cell->key));
		if (!place_find(r, t->by, cell->key, false, what, &column) ||
		    !count_take(cell, words, RESPONSES_MOST, &out[column], r->err))
			return false;
	}
	return true;
}

static bool
counts_read(struct figures_reading *r, size_t table, const struct json *counts,
	    const struct json *answered, struct counts *out)
{
	const char *what = words_for(r, "table", r->tables[table].id);
	size_t wide = table_wide(r->f, table);
	uint32_t *cells =
		arena_array(r->a, uint32_t, (table_rows(r->f, table) + 1) * wide);
	uint32_t *bases = answered ? arena_array(r->a, uint32_t, wide) : NULL;

	for (const struct json *row = counts->first; row; row = row->next) {
		char words[140]; /* not of the arena: there are many */
		size_t at;

		snprintf(words, sizeof(words), "%s, row \"%s\"", what, NAME(row->key));
		if (!place_find(r, r->tables[table].rows, row->key, false, what, &at) ||
		    !row_counts(r, table, row, words, cells + at * wide))
			return false;
	}
	*out = (struct counts){ .cells = cells, .answered = bases };
	return !answered || row_counts(r, table, answered,
				       arena_printf(r->a, "%s, answered", what), bases);
}

/* ---- structural zeros ----------------------------------------------- */

static bool
zero_read(struct figures_reading *r, size_t table, const struct json *pair,
	  const char *what, bool *zeros)
{
	const struct figure_table *t = &r->tables[table];
	size_t rows = table_rows(r->f, table), columns = table_columns(r->f, table);
	size_t row, column = SIZE_MAX;
	const char *keys[2];

	if (pair->type != JSON_LIST || pair->count != 2)
		return figures_wrong(r->err, "D01",
				     "%s: \"zeros\" is a list of pairs, "
				     "[row, column]",
				     what);
	if (!name_take(pair->first, what, &keys[0], r->err) ||
	    !name_take(pair->first->next, what, &keys[1], r->err) ||
	    !place_find(r, t->rows, keys[0], true, what, &row) ||
	    (t->by >= 0 && !place_find(r, t->by, keys[1], true, what, &column)))
		return false;
	if (t->by < 0 && !str_same(keys[1], "*"))
		return figures_wrong(r->err, "D04",
				     "%s: it has no columns: a structural zero's "
				     "is \"*\"",
				     what);
	for (size_t i = row < rows ? row : 0; i < (row < rows ? row + 1 : rows); i++)
		for (size_t k = column < columns ? column : 0;
		     k < (column < columns ? column + 1 : columns); k++)
			zeros[i * columns + k] = true;
	return true;
}

static bool
zeros_read(struct figures_reading *r, size_t table, const struct json *list)
{
	const char *what = words_for(r, "table", r->tables[table].id);
	size_t cells = table_rows(r->f, table) * table_columns(r->f, table);
	bool *zeros;

	if (!list)
		return true;
	if (list->count > cells)
		return figures_wrong(r->err, "D01",
				     "%s: more structural zeros than cells", what);
	zeros = arena_array(r->a, bool, cells);
	for (const struct json *pair = list->first; pair; pair = pair->next)
		if (!zero_read(r, table, pair, what, zeros))
			return false;
	r->tables[table].zeros = zeros;
	return true;
}

bool
counts_present(struct figures_reading *r)
{
	struct counts *counts = arena_array(r->a, struct counts, r->f->table_count);

	for (size_t i = 0; i < r->f->table_count; i++)
		if (!counts_read(r, i, json_get(r->sources[i], "counts"),
				 json_get(r->sources[i], "answered"), &counts[i]) ||
		    !zeros_read(r, i, json_get(r->sources[i], "zeros")))
			return false;
	r->f->counts = counts;
	return true;
}

/* ---- earlier releases ----------------------------------------------- */

/* Counts of nobody, for a table that there was no need to count. */
static struct counts
counts_none(struct figures_reading *r, size_t table)
{
	size_t cells = (table_rows(r->f, table) + 1) * table_wide(r->f, table);
	const uint32_t *none = arena_array(r->a, uint32_t, cells);

	return (struct counts){ .cells = none,
				.answered = r->tables[table].kind == TABLE_ANY ? none
									       : NULL };
}

static bool
counts_missing(struct figures_reading *r, size_t table)
{
	return figures_wrong(r->err, "D01", "the counts of table \"%s\" are missing",
			     NAME(r->tables[table].id));
}

static bool
past_table_read(struct figures_reading *r, const struct json *from, struct counts *counts)
{
	struct member members[] = { { "id", JSON_STRING_, true, NULL },
				    { "counts", JSON_MAP, true, NULL },
				    { "answered", JSON_NUMBER, false, NULL } };
	const struct json *id = json_get(from, "id");
	const char *what = "a table";
	size_t at;

	if (id && id->type == JSON_STRING_) {
		at = names_find(&r->table_ids, id->text);
		if (at == SIZE_MAX)
			return figures_wrong(r->err, "D04",
					     "the plan has no table \"%s\"%s",
					     NAME(id->text),
					     names_hint(&r->table_ids, id->text, r->a));
		what = words_for(r, "table", id->text);
		if (r->tables[at].by >= 0)
			members[2].type = JSON_MAP;
		members[2].needed = r->tables[at].kind == TABLE_ANY;
	}
	if (!members_take(from, what, members, ARRAY_LEN(members), true, r->err))
		return false;
	at = names_find(&r->table_ids, id->text);
	if (members[2].value && r->tables[at].kind == TABLE_ONE)
		return figures_wrong(r->err, "D01",
				     "%s: \"answered\" belongs to kind \"any\" alone",
				     what);
	if (counts[at].cells)
		return figures_wrong(r->err, "D01", "%s: it stands there twice", what);
	return counts_read(r, at, members[1].value, members[2].value, &counts[at]);
}

static bool
past_counts(struct figures_reading *r, const struct json *tables,
	    struct figures_release *out)
{
	struct counts *counts = arena_array(r->a, struct counts, r->f->table_count);

	for (const struct json *at = tables->first; at; at = at->next)
		if (!past_table_read(r, at, counts))
			return false;
	for (size_t i = 0; i < r->f->table_count; i++) {
		if (counts[i].cells)
			continue;
		if (out->responses >= r->f->policy.whole)
			return counts_missing(r, i);
		counts[i] = counts_none(r, i);
	}
	out->tables = counts;
	return true;
}

static bool
past_read(struct figures_reading *r, const struct json *from, const char *what)
{
	struct member members[] = { { "responses", JSON_NUMBER, true, NULL },
				    { "tables", JSON_LIST, true, NULL },
				    { "published", JSON_MAP, true, NULL } };
	struct figures_release *out = &r->earlier[r->f->earlier_count];
	char words[80];

	snprintf(words, sizeof(words), "%s, \"responses\"", what);
	if (!members_take(from, what, members, ARRAY_LEN(members), true, r->err) ||
	    !count_take(members[0].value, words, RESPONSES_MOST, &out->responses, r->err))
		return false;
	if (!past_counts(r, members[1].value, out))
		return figures_within(r->err, "%s", what);
	r->published[r->f->earlier_count++] = members[2].value;
	return true;
}

bool
counts_earlier(struct figures_reading *r, const struct json *list)
{
	size_t count = list ? list->count : 0;
	char what[60];

	r->earlier = arena_array(r->a, struct figures_release, count + 1);
	r->published = arena_array(r->a, const struct json *, count + 1);
	r->f->earlier = r->earlier;
	for (const struct json *at = list ? list->first : NULL; at; at = at->next) {
		snprintf(what, sizeof(what), "earlier release %zu",
			 r->f->earlier_count + 1);
		if (!past_read(r, at, what))
			return false;
	}
	return true;
}

/* A table may be missing while that release, by its own policy, printed nothing. */
static bool
published_read(struct figures_reading *r, size_t which)
{
	struct figures_release *past = &r->earlier[which];
	const struct disclosed *printed =
		disclosed_read(r->published[which], r->f, r->a, r->err);

	if (!printed)
		return false;
	for (size_t i = 0;
	     past->responses >= printed->policy.whole && i < r->f->table_count; i++)
		if (table_untold(r->f, which, i))
			return counts_missing(r, i);
	past->published = printed;
	return true;
}

bool
counts_published(struct figures_reading *r)
{
	for (size_t i = 0; i < r->f->earlier_count; i++)
		if (!published_read(r, i))
			return figures_within(r->err, "earlier release %zu", i + 1);
	return true;
}
