/*
 * summary.json, read back: the shape that other programs rely on.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "base/base.h"
#include "out/out.h"
#include "tests/tap.h"
#include "tests/unit/summary/release.h"
#include "tests/unit/summary/small.h"

static const struct json *
written(const struct summary *s, struct arena *a)
{
	struct export_files *files = mem_new(1, sizeof(*files));
	struct err err = { 0 };
	const struct json *tree;

	if (!export_find("json")->write(s, files, a, &err))
		die("%s", err.text);
	tree = json_parse(files->items[0].body.data, files->items[0].body.len, a, &err);
	if (!tree)
		note("%s", err.text);
	export_files_free(files);
	free(files);
	return tree;
}

static const struct json *
nth(const struct json *list, size_t n)
{
	const struct json *at = list ? list->first : NULL;

	while (at && n--)
		at = at->next;
	return at;
}

static const char *
keys_of(const struct json *map, struct arena *a)
{
	SCOPED(buf) b = { .most = 0 };

	for (const struct json *at = map ? map->first : NULL; at; at = at->next)
		buf_printf(&b, "%s%s", b.len ? " " : "", at->key);
	return b.data ? arena_str(a, b.data) : "";
}

static bool
is_null(const struct json *v)
{
	return v && v->type == JSON_NULL_;
}

/* What is printed for each cell must be what the summary holds. */
static void
cells(const struct json *tree, const struct summary *s)
{
	const struct json *rows, *cell, *n;
	unsigned same = 0, all = 0;

	for (size_t t = 0; t < s->table_count; t++) {
		rows = json_get(nth(json_get(tree, "tables"), t), "rows");
		for (size_t r = 0; r < s->tables[t].row_count; r++)
			for (size_t c = 0; c < s->tables[t].rows[r].cell_count; c++) {
				const struct cell *want = &s->tables[t].rows[r].cells[c];

				cell = nth(json_get(nth(rows, r), "cells"), c);
				n = json_get(cell, "n");
				all++;
				same += (want->n < 0 ? is_null(n)
						     : n && n->integer == want->n) &&
					str_same(json_get(cell, "key")->text,
						 want->key) &&
					str_same(json_get(cell, "marker")->text,
						 marker_names[want->marker]);
			}
	}
	ok(all > 100, "%u cells", all);
	is_int(same, all, "each is what the summary says");
}

/* A draft of a second release, in which colour stands as it was. */
static void
held_draft(const struct form *form, struct arena *a)
{
	static const unsigned held[] = { 1 };
	struct summary *s = release_make(form, 200, 4, a);
	const struct json *tree, *table;

	tree = written(s, a);
	is_int(json_get(tree, "release")->integer, 1, "the number of the release");
	ok(!json_get(tree, "draft") && !json_get(tree, "responses_held"),
	   "a fresh release is no draft, and holds nothing");
	is_int((long long)json_get(nth(json_get(tree, "tables"), 0), "held")->count, 0,
	       "nor does its table");
	s->draft = true;
	s->release = 2;
	s->responses_held = 1;
	s->tables[0].held = held;
	tree = written(s, a);
	table = nth(json_get(tree, "tables"), 0);
	ok(json_get(tree, "draft") && json_get(tree, "draft")->truth, "a draft says so");
	is_int(json_get(tree, "responses_held")->integer, 1,
	       "since when the number stands");
	is_str(keys_of(json_get(table, "held"), a), "*", "a held column by its key");
	is_int(json_get(json_get(table, "held"), "*")->integer, 1, "and its release");
}

int
main(void)
{
	struct arena *a = arena_new(0);
	const struct form *form = small_form(a);
	const struct summary *s = release_make(form, 200, 4, a);
	const struct json *tree = written(s, a), *table, *theme;

	is_str(keys_of(tree, a),
	       "canvass survey form wave language invented unconfirmed release run_by "
	       "read_by released_by policy responses expected batches released tables "
	       "themes scorecard coverage headlines opportunities plan agreement found notes",
	       "what stands at the top");
	is_str(json_get(tree, "canvass")->text, "summary 1", "its format");
	is_str(json_get(json_get(tree, "form"), "title")->text, "A small survey, =1+1",
	       "texts are exact: no guard against formulas here");
	is_int(json_get(tree, "responses")->integer, 200, "responses");
	is_int(json_get(json_get(tree, "policy"), "whole")->integer, 30, "the policy");
	ok(json_get(tree, "invented")->truth && !json_get(tree, "unconfirmed")->truth,
	   "flags");
	table = nth(json_get(tree, "tables"), 0);
	is_str(keys_of(table, a),
	       "id title lead question by kind type theme when everyone options level passed "
	       "held rows",
	       "a table");
	is_str(json_get(table, "theme")->text, "first", "its theme");
	is_str(keys_of(nth(json_get(table, "rows"), 1), a), "key label cells", "a row");
	is_str(keys_of(nth(json_get(nth(json_get(table, "rows"), 1), "cells"), 0), a),
	       "key label n pct low high marker", "a cell");
	theme = nth(json_get(tree, "themes"), 0);
	is_str(keys_of(theme, a),
	       "id title n base pct low high marker strength why terms quotes change tables",
	       "a theme");
	ok(is_null(json_get(theme, "n")) && is_null(json_get(theme, "change")),
	   "which nobody has coded");
	is_str(json_get(theme, "marker")->text, "x", "and says so");
	cells(tree, s);
	held_draft(form, a);
	tree = written(release_make(form, 20, 4, a), a);
	ok(is_null(json_get(tree, "responses")), "too few responses are null");
	table = nth(json_get(tree, "tables"), 0);
	is_int((long long)json_get(table, "rows")->count, 0, "and tables are empty");
	is_str(json_get(nth(json_get(table, "passed"), 0), "why")->text, "whole",
	       "with the reason");
	arena_free(a);
	return tap_done();
}
