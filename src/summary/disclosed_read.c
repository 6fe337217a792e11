/*
 * What an earlier release printed, from JSON: see disclose.h.  Each key is looked up among those
 * of the plan, so that nothing stands in a release that the audit does not know of.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/figures.h"

struct reading {
	const struct figures *f;
	struct arena *a;
	struct err *err;
	unsigned release;
	size_t table;	   /* that is being read */
	const char *words; /* for it */
};

static const char *const whys[] = { "audit", "strict", "held", "whole", "base" };

/* Its place in a table of words, or count. */
static size_t
word_find(const char *word, const char *const *words, size_t count)
{
	size_t i = 0;

	while (i < count && !str_same(words[i], word))
		i++;
	return i;
}

static bool
wrong(const struct reading *r, const char *words)
{
	return figures_wrong(r->err, "D01", "%s: %s", r->words, words);
}

/* ---- lines: rows and columns ----------------------------------------------- */

/* A variable with its keys, to look lines up; v: NULL where only "*" can stand. */
struct lookup {
	const struct variable *v;
	struct names keys; /* then folds, then merges */
};

static struct lookup
lookup_new(const struct figures *f, int variable, struct arena *a)
{
	struct lookup look = { .v = variable < 0 ? NULL : &f->variables[variable] };
	const struct variable *v = look.v;
	const char *twice;

	if (!v)
		return look;
	look.keys = names_new(v->key_count + v->fold_count + v->merge_count, a);
	for (size_t i = 0; i < v->key_count; i++)
		names_add(&look.keys, v->keys[i], i);
	for (size_t i = 0; i < v->fold_count; i++)
		names_add(&look.keys, v->folds[i].key, v->key_count + i);
	for (size_t i = 0; i < v->merge_count; i++)
		names_add(&look.keys, v->merges[i].key, v->key_count + v->fold_count + i);
	twice = names_sort(&look.keys);
	(void)twice; /* the plan was checked for that */
	return look;
}

/* Whether `of` names the members of a group, no more and no fewer, in their order. */
static bool
of_fits(const struct json *of, const struct variable *v,
	const struct category_group *group)
{
	size_t i = 0;

	if (!of || of->type != JSON_LIST || of->count != group->of_count)
		return false;
	for (const struct json *key = of->first; key; key = key->next, i++)
		if (key->type != JSON_STRING_ ||
		    !str_same(key->text, v->keys[group->of[i]]))
			return false;
	return true;
}

static bool
group_line(const struct reading *r, const struct lookup *look, size_t at,
	   const struct json *of, struct printed_line *out)
{
	const struct variable *v = look->v;
	size_t group = at - v->key_count;
	const struct category_group *g = group < v->fold_count
						 ? &v->folds[group]
						 : &v->merges[group - v->fold_count];

	if (!of_fits(of, v, g))
		return figures_wrong(r->err, "D01",
				     "%s: \"of\" of \"%s\" is not what the plan merges",
				     r->words, NAME(g->key));
	*out = (struct printed_line){
		.key = g->key, .of = g->of, .of_count = g->of_count, .merged = true
	};
	return true;
}

static bool
line_read(const struct reading *r, const struct json *from, const struct lookup *look,
	  struct printed_line *out)
{
	const struct json *key = json_get(from, "key");
	uint16_t *of;
	size_t at;

	if (!key || key->type != JSON_STRING_)
		return wrong(r, "a row or cell has no \"key\"");
	if (str_same(key->text, "*")) {
		*out = (struct printed_line){ .key = "*" };
		return true;
	}
	at = look->v ? names_find(&look->keys, key->text) : SIZE_MAX;
	if (at == SIZE_MAX)
		return figures_wrong(r->err, "D01", "%s: \"%s\" is no key of the plan",
				     r->words, NAME(key->text));
	if (at >= look->v->key_count)
		return group_line(r, look, at, json_get(from, "of"), out);
	if (json_get(from, "of"))
		return figures_wrong(r->err, "D01", "%s: \"%s\" is no merged key",
				     r->words, NAME(key->text));
	of = arena_array(r->a, uint16_t, 1);
	*of = (uint16_t)at;
	*out = (struct printed_line){ .key = look->v->keys[at], .of = of, .of_count = 1 };
	return true;
}

/* Each key of the variable once, in order; or no line at all. */
static bool
lines_whole(const struct reading *r, const struct variable *v, bool wanted,
	    const struct printed_line *lines, size_t count)
{
	bool *there;
	size_t keys = 0;

	if (!wanted || !v)
		return !count || wrong(r, "its level has no such rows or columns");
	there = arena_array(r->a, bool, v->key_count);
	for (size_t i = 0; i < count; i++) {
		if (!lines[i].of)
			return wrong(r, "\"*\" stands where it cannot");
		if (i && lines[i].of[0] <= lines[i - 1].of[0])
			return wrong(r, "its rows or columns are not in their order");
		for (size_t k = 0; k < lines[i].of_count; k++) {
			if (there[lines[i].of[k]])
				return wrong(r, "a key stands in two rows or columns");
			there[lines[i].of[k]] = true;
			keys++;
		}
	}
	return keys == v->key_count || wrong(r, "rows or columns are missing");
}

/* ---- cells ----------------------------------------------- */

static bool
number_read(const struct reading *r, const struct json *cell, const char *name,
	    uint32_t most, int *out)
{
	const struct json *from = json_get(cell, name);
	uint32_t number;
	char words[120];

	snprintf(words, sizeof(words), "%s, \"%s\"", r->words, name);
	if (!from)
		return figures_wrong(r->err, "D01", "%s: a cell has no \"%s\"", r->words,
				     name);
	*out = -1;
	if (from->type == JSON_NULL_)
		return true;
	if (!count_take(from, words, most, &number, r->err))
		return false;
	*out = (int)number;
	return true;
}

static bool
cell_read(const struct reading *r, const struct json *from, struct printed_cell *out)
{
	const struct json *marker = json_get(from, "marker");
	size_t mark = marker && marker->type == JSON_STRING_
			      ? word_find(marker->text, marker_names, MARK__COUNT)
			      : MARK__COUNT;
	bool shown = mark == MARK_NONE || mark == MARK_U;

	if (mark == MARK__COUNT)
		return wrong(r, "a cell has no marker, or one that is not known");
	if (!number_read(r, from, "n", 2 * RESPONSES_MOST, &out->n) ||
	    !number_read(r, from, "pct", 100, &out->pct))
		return false;
	out->marker = (enum marker)mark;
	if (shown != (out->n >= 0) || (!shown && out->pct >= 0))
		return wrong(r, "a cell's number and its marker do not go together");
	return true;
}

static const struct json *
row_cells(const struct reading *r, const struct json *row)
{
	const struct json *cells = json_get(row, "cells");

	if (cells && cells->type == JSON_LIST)
		return cells;
	(void)wrong(r, "a row has no list \"cells\"");
	return NULL;
}

static bool
row_read(const struct reading *r, const struct json *cells, struct printed_table *t,
	 size_t row)
{
	struct printed_cell *out = &t->cells[row * t->column_count];
	size_t c = 0;

	if (cells->count != t->column_count)
		return wrong(r, "its rows are of unequal length");
	for (const struct json *cell = cells->first; cell; cell = cell->next, c++) {
		const struct json *key = json_get(cell, "key");

		if (!key || key->type != JSON_STRING_ ||
		    !str_same(key->text, t->columns[c].key))
			return wrong(r, "its rows have other columns");
		if (!cell_read(r, cell, &out[c]))
			return false;
	}
	return true;
}

/* ---- one table ----------------------------------------------- */

static bool
columns_read(const struct reading *r, const struct json *cells, struct printed_table *t,
	     bool wanted)
{
	const struct lookup look = lookup_new(r->f, r->f->tables[r->table].by, r->a);
	size_t c = 0;

	t->column_count = cells->count;
	if (!cells->count || cells->count > table_columns(r->f, r->table) + 1)
		return wrong(r, "it has no columns, or too many");
	t->columns = arena_array(r->a, struct printed_line, t->column_count);
	for (const struct json *cell = cells->first; cell; cell = cell->next)
		if (!line_read(r, cell, &look, &t->columns[c++]))
			return false;
	if (t->columns[c - 1].of)
		return wrong(r, "its last column is not \"*\"");
	return lines_whole(r, look.v, wanted && look.v, t->columns, c - 1);
}

static bool
rows_read(const struct reading *r, const struct json *rows, struct printed_table *t)
{
	const struct lookup look = lookup_new(r->f, r->f->tables[r->table].rows, r->a);
	bool grouped = t->level == LEVEL_FULL || t->level == LEVEL_MERGED;
	const struct json *cells;
	size_t i = 0;

	t->row_count = rows->count;
	if (!rows->count || rows->count > table_rows(r->f, r->table) + 1)
		return wrong(r, "it has no rows, or too many");
	t->rows = arena_array(r->a, struct printed_line, t->row_count);
	cells = row_cells(r, rows->first);
	if (!cells || !columns_read(r, cells, t, grouped || t->level == LEVEL_GROUPS))
		return false;
	t->cells = arena_array(r->a, struct printed_cell, t->row_count * t->column_count);
	for (const struct json *row = rows->first; row; row = row->next, i++) {
		cells = row_cells(r, row);
		if (!cells || !line_read(r, row, &look, &t->rows[i]) ||
		    !row_read(r, cells, t, i))
			return false;
	}
	if (t->rows[0].of)
		return wrong(r, "its first row is not \"*\"");
	return lines_whole(r, look.v, grouped || t->level == LEVEL_ROWS, t->rows + 1,
			   i - 1);
}

static bool
held_read(const struct reading *r, const struct json *held, struct printed_table *t)
{
	for (const struct json *at = held->first; at; at = at->next) {
		uint32_t release;
		size_t c = 0;

		while (c < t->column_count && !str_same(t->columns[c].key, at->key))
			c++;
		if (c == t->column_count)
			return figures_wrong(r->err, "D01",
					     "%s: \"held\" has no column \"%s\"",
					     r->words, NAME(at->key));
		if (!count_take(at, r->words, FIGURES_EARLIER_MOST, &release, r->err))
			return false;
		if (!release || release >= r->release)
			return wrong(r, "\"held\" names no release before it");
		t->columns[c].held = release;
	}
	return true;
}

static bool
passed_read(const struct reading *r, const struct json *passed, struct printed_table *t)
{
	for (const struct json *at = passed->first; at; at = at->next) {
		struct member members[] = { { "level", JSON_STRING_, true, NULL },
					    { "why", JSON_STRING_, true, NULL } };
		size_t level, why;

		if (!members_take(at, r->words, members, ARRAY_LEN(members), false,
				  r->err))
			return false;
		level = word_find(members[0].value->text, level_names, LEVEL_NOTHING);
		why = word_find(members[1].value->text, whys, ARRAY_LEN(whys));
		if (level == LEVEL_NOTHING || why == ARRAY_LEN(whys))
			return wrong(
				r,
				"\"passed\" has a level or a reason that is not known");
		if (t->passed_count && level <= t->passed[t->passed_count - 1].level)
			return wrong(r, "\"passed\" is not in the order of the ladder");
		t->passed[t->passed_count++] =
			(struct passed){ (enum ladder_level)level, whys[why] };
	}
	return true;
}

static bool
table_read(const struct reading *r, const struct json *from, struct printed_table *t)
{
	struct member members[] = {
		{ "level", JSON_STRING_, true, NULL },
		{ "passed", JSON_LIST, true, NULL },
		{ "held", JSON_MAP, true, NULL },
		{ "rows", JSON_LIST, true, NULL },
	};
	size_t level;

	if (!members_take(from, r->words, members, ARRAY_LEN(members), false, r->err))
		return false;
	level = word_find(members[0].value->text, level_names, LEVEL__COUNT);
	if (level == LEVEL__COUNT)
		return figures_wrong(r->err, "D01", "%s: there is no level \"%s\"",
				     r->words, NAME(members[0].value->text));
	t->level = (enum ladder_level)level;
	if (level == LEVEL_NOTHING && members[3].value->count)
		return wrong(r, "it has rows at level \"nothing\"");
	return (level == LEVEL_NOTHING || rows_read(r, members[3].value, t)) &&
	       passed_read(r, members[1].value, t) && held_read(r, members[2].value, t);
}

/* ---- all of it ----------------------------------------------- */

static bool
tables_read(struct reading *r, const struct json *list, struct disclosed *d)
{
	struct names ids = names_new(r->f->table_count, r->a);
	bool *there = arena_array(r->a, bool, r->f->table_count + 1);
	const char *twice, *id;

	for (size_t i = 0; i < r->f->table_count; i++)
		names_add(&ids, r->f->tables[i].id, i);
	twice = names_sort(&ids);
	(void)twice; /* the plan was checked for that */
	for (const struct json *at = list->first; at; at = at->next) {
		const struct json *name = json_get(at, "id");

		r->words = "published, a table";
		if (!name)
			return wrong(r, "\"id\" is missing");
		if (!name_take(name, r->words, &id, r->err))
			return false;
		r->table = names_find(&ids, id);
		r->words = arena_printf(r->a, "published, table \"%s\"", NAME(id));
		if (r->table == SIZE_MAX)
			return wrong(r, "the plan has no such table");
		if (there[r->table])
			return wrong(r, "it stands there twice");
		there[r->table] = true;
		if (!table_read(r, at, &d->tables[r->table]))
			return false;
	}
	return true;
}

/*
 * Held, the number of responses is that of an earlier release; fresh it has grown by at least the
 * increment, which rounding cannot hide.
 */
static unsigned
responses_from(const struct figures *f, const struct disclosed *d)
{
	for (size_t i = 0; i < f->earlier_count && i + 1 < d->release; i++) {
		const struct disclosed *then = f->earlier[i].published;

		if (then && then->responses >= 0 && then->responses == d->responses)
			return (unsigned)i + 1;
	}
	return 0;
}

struct disclosed *
disclosed_read(const struct json *from, const struct figures *f, struct arena *a,
	       struct err *err)
{
	struct member members[] = {
		{ "canvass", JSON_STRING_, true, NULL },
		{ "release", JSON_NUMBER, true, NULL },
		{ "policy", JSON_MAP, true, NULL },
		{ "tables", JSON_LIST, true, NULL },
	};
	struct disclosed *d = arena_one(a, struct disclosed);
	struct reading r = { .f = f, .a = a, .err = err, .words = "published" };
	const struct json *responses;
	uint32_t release;

	if (!members_take(from, r.words, members, ARRAY_LEN(members), false, err))
		return NULL;
	if (!str_same(members[0].value->text, "disclosed 1")) {
		(void)wrong(&r, "\"canvass\" must be \"disclosed 1\"");
		return NULL;
	}
	if (!count_take(members[1].value, "published, \"release\"",
			FIGURES_EARLIER_MOST + 1, &release, err) ||
	    !policy_take(members[2].value, "published, policy", true, &d->policy, err))
		return NULL;
	responses = json_get(from, "responses");
	if (!release || !responses) {
		(void)wrong(&r, release ? "\"responses\" is missing"
					: "there is no release 0");
		return NULL;
	}
	d->release = r.release = release;
	if (!number_read(&r, from, "responses", 2 * RESPONSES_MOST, &d->responses))
		return NULL;
	d->table_count = f->table_count;
	d->tables = arena_array(a, struct printed_table, f->table_count + 1);
	for (size_t i = 0; i < f->table_count; i++)
		d->tables[i].level = LEVEL_NOTHING;
	d->responses_held = responses_from(f, d);
	return tables_read(&r, members[3].value, d) ? d : NULL;
}
