/*
 * A plan of figures from JSON: see disclose.h.  The plan may come from anybody: how much there is
 * of it is known before memory is asked for, and each name is looked up, not searched for.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/figures.h"

enum { VALUES_MOST = 2000000 }; /* numbers, texts, lists and objects in one plan */

const char *
words_for(struct figures_reading *r, const char *what, const char *name)
{
	return arena_printf(r->a, "%s \"%s\"", what, NAME(name));
}

/* ---- variables ----------------------------------------------- */

/* A new name for a key or a group: "*" and "-" have meanings of their own. */
static bool
key_take(struct figures_reading *r, const struct json *from, const char *what,
	 const char **out)
{
	if (!name_take(from, what, out, r->err))
		return false;
	if (str_same(*out, "*") || str_same(*out, "-"))
		return figures_wrong(r->err, "D01",
				     "%s: \"%s\" cannot be a key: it has a "
				     "meaning of its own",
				     what, *out);
	return true;
}

static bool
keys_read(struct figures_reading *r, const struct json *list, const char *what,
	  struct variable *v)
{
	const char **keys;

	if (!list->count)
		return figures_wrong(r->err, "D01", "%s: \"keys\" is empty", what);
	if (list->count > FIGURES_CELLS_MOST)
		return figures_wrong(r->err, "D08", "%s: over %d keys", what,
				     FIGURES_CELLS_MOST);
	keys = arena_array(r->a, const char *, list->count);
	for (const struct json *key = list->first; key; key = key->next)
		if (!key_take(r, key, what, &keys[v->key_count++]))
			return false;
	v->keys = keys;
	return true;
}

static int
key_order(const void *one, const void *other)
{
	const uint16_t *a = one, *b = other;

	return *a < *b ? -1 : *a > *b;
}

/* in_group: by key, whether a group of this sort has it already. */
static bool
members_read(struct figures_reading *r, const struct json *list, const char *what,
	     const struct variable *v, bool *in_group, struct category_group *group)
{
	const struct names *names = &r->keys[v - r->variables];
	uint16_t *of;

	if (list->type != JSON_LIST || !list->count)
		return figures_wrong(r->err, "D01", "%s: must be a list of keys", what);
	of = arena_array(r->a, uint16_t, list->count);
	for (const struct json *key = list->first; key; key = key->next) {
		const char *name;
		size_t at;

		if (!name_take(key, what, &name, r->err))
			return false;
		at = names_find(names, name);
		if (at != SIZE_MAX && at >= v->key_count)
			return figures_wrong(r->err, "D04",
					     "%s: \"%s\" is a group itself", what,
					     NAME(name));
		if (at == SIZE_MAX)
			return figures_wrong(
				r->err, "D04", "%s: \"%s\" is no key of \"%s\"%s", what,
				NAME(name), NAME(v->id), names_hint(names, name, r->a));
		if (in_group[at])
			return figures_wrong(r->err, "D01",
					     "%s: \"%s\" is in a group already", what,
					     NAME(name));
		in_group[at] = true;
		of[group->of_count++] = (uint16_t)at;
	}
	qsort(of, group->of_count, sizeof(*of), key_order);
	group->of = of;
	return true;
}

static bool
groups_read(struct figures_reading *r, const struct json *map, const char *what,
	    const struct variable *v, const struct category_group **out,
	    size_t *out_count)
{
	bool *in_group = arena_array(r->a, bool, v->key_count);
	struct category_group *groups;
	size_t n = 0;

	if (!map)
		return true;
	groups = arena_array(r->a, struct category_group, map->count + 1);
	for (const struct json *group = map->first; group; group = group->next, n++) {
		const char *words =
			arena_printf(r->a, "%s, group \"%s\"", what, NAME(group->key));

		groups[n].key = group->key;
		if (!members_read(r, group, words, v, in_group, &groups[n]))
			return false;
	}
	*out = groups;
	*out_count = n;
	return true;
}

/* Names of groups, before their members are looked up among the keys. */
static bool
group_names(struct figures_reading *r, const struct json *map, const char *what,
	    struct names *names)
{
	for (const struct json *group = map ? map->first : NULL; group;
	     group = group->next) {
		const struct json name = { .type = JSON_STRING_,
					   .text = group->key,
					   .len = strlen(group->key) };
		const char *key;

		if (!key_take(r, &name, what, &key))
			return false;
		names_add(names, key, names->count);
	}
	return true;
}

static bool
variable_read(struct figures_reading *r, const struct json *from, struct variable *v)
{
	struct member members[] = { { "keys", JSON_LIST, true, NULL },
				    { "fallback", JSON_MAP, false, NULL },
				    { "merged", JSON_MAP, false, NULL } };
	struct names *names = &r->keys[v - r->variables];
	const struct json *folds, *merges;
	const char *what = words_for(r, "variable", from->key), *twice;
	size_t most;

	v->id = from->key;
	if (!members_take(from, what, members, ARRAY_LEN(members), true, r->err) ||
	    !keys_read(r, members[0].value, what, v))
		return false;
	folds = members[1].value;
	merges = members[2].value;
	most = v->key_count + (folds ? folds->count : 0) + (merges ? merges->count : 0);
	*names = names_new(most, r->a);
	for (size_t i = 0; i < v->key_count; i++)
		names_add(names, v->keys[i], i);
	if (!group_names(r, folds, what, names) || !group_names(r, merges, what, names))
		return false;
	twice = names_sort(names);
	if (twice)
		return figures_wrong(r->err, "D01",
				     "%s: the name \"%s\" stands there twice", what,
				     NAME(twice));
	return groups_read(r, folds, what, v, &v->folds, &v->fold_count) &&
	       groups_read(r, merges, what, v, &v->merges, &v->merge_count);
}

static bool
variables_read(struct figures_reading *r, const struct json *map)
{
	r->variables = arena_array(r->a, struct variable, map->count + 1);
	r->keys = arena_array(r->a, struct names, map->count + 1);
	r->variable_ids = names_new(map->count, r->a);
	r->f->variables = r->variables;
	for (const struct json *from = map->first; from; from = from->next) {
		struct variable *v = &r->variables[r->f->variable_count];
		const struct json name = { .type = JSON_STRING_,
					   .text = from->key,
					   .len = strlen(from->key) };

		if (!name_take(&name, "variables", &v->id, r->err) ||
		    !variable_read(r, from, v))
			return false;
		names_add(&r->variable_ids, from->key, r->f->variable_count++);
	}
	return !names_sort(&r->variable_ids); /* JSON repeats no key */
}

/* ---- what a table is ----------------------------------------------- */

static bool
variable_find(struct figures_reading *r, const struct json *from, const char *what,
	      int *out)
{
	size_t at = names_find(&r->variable_ids, from->text);

	if (at == SIZE_MAX)
		return figures_wrong(r->err, "D04", "%s: there is no variable \"%s\"%s",
				     what, NAME(from->text),
				     names_hint(&r->variable_ids, from->text, r->a));
	*out = (int)at;
	return true;
}

static bool
ladder_read(struct figures_reading *r, const struct json *list, const char *what,
	    struct figure_table *t)
{
	size_t below = 0, level;

	for (const struct json *at = list->first; at; at = at->next) {
		const char *name;

		if (!name_take(at, what, &name, r->err))
			return false;
		for (level = 0; level < LEVEL__COUNT; level++)
			if (str_same(level_names[level], name))
				break;
		if (level == LEVEL__COUNT)
			return figures_wrong(r->err, "D01",
					     "%s: there is no level \"%s\"", what,
					     NAME(name));
		if (level < below)
			return figures_wrong(r->err, "D01",
					     "%s: \"%s\" stands too late in \"ladder\"",
					     what, name);
		if (t->by < 0 && (level == LEVEL_ROWS || level == LEVEL_GROUPS))
			return figures_wrong(r->err, "D01",
					     "%s: the level \"%s\" needs \"by\"", what,
					     name);
		t->ladder[level] = true;
		below = level + 1;
	}
	return true;
}

/* All that make sense; `merged` only where something is declared. */
static void
ladder_usual(const struct figures_reading *r, struct figure_table *t)
{
	bool crossed = t->by >= 0;

	t->ladder[LEVEL_FULL] = t->ladder[LEVEL_TOTAL] = true;
	t->ladder[LEVEL_ROWS] = t->ladder[LEVEL_GROUPS] = crossed;
	t->ladder[LEVEL_MERGED] = r->variables[t->rows].merge_count ||
				  (crossed && r->variables[t->by].merge_count);
}

/* With one key only all who answered say the same: there is nothing to tell. */
static bool
one_key_check(struct figures_reading *r, const char *what, const struct figure_table *t)
{
	int one = t->by >= 0 && r->variables[t->by].key_count == 1 ? t->by : t->rows;

	if (r->variables[one].key_count > 1 || (t->kind == TABLE_ANY && one == t->rows))
		return true;
	return figures_wrong(r->err, "D01",
			     "%s: \"%s\" has one key only: nothing to tell apart", what,
			     NAME(r->variables[one].id));
}

static bool
table_read(struct figures_reading *r, const struct json *from, size_t number)
{
	struct member members[] = {
		{ "id", JSON_STRING_, true, NULL },
		{ "rows", JSON_STRING_, true, NULL },
		{ "by", JSON_STRING_, false, NULL },
		{ "kind", JSON_STRING_, true, NULL },
		{ "counts", JSON_MAP, true, NULL },
		{ "answered", JSON_NUMBER, false, NULL },
		{ "ladder", JSON_LIST, false, NULL },
		{ "zeros", JSON_LIST, false, NULL },
	};
	struct figure_table *t = &r->tables[number];
	const struct json *id = json_get(from, "id"), *kind;
	const char *what =
		id && id->type == JSON_STRING_
			? words_for(r, "table", id->text)
			: arena_printf(r->a, "the table at place %zu", number + 1);

	if (json_get(from, "by"))
		members[5].type = JSON_MAP;
	if (!members_take(from, what, members, ARRAY_LEN(members), true, r->err) ||
	    !name_take(id, what, &t->id, r->err))
		return false;
	kind = members[3].value;
	t->kind = str_same(kind->text, "any") ? TABLE_ANY : TABLE_ONE;
	t->by = -1;
	if (t->kind == TABLE_ONE && !str_same(kind->text, "one"))
		return figures_wrong(r->err, "D01",
				     "%s: \"kind\" must be \"one\" or \"any\"", what);
	if ((t->kind == TABLE_ANY) != (members[5].value != NULL))
		return figures_wrong(
			r->err, "D01",
			t->kind == TABLE_ANY
				? "%s: \"answered\" is missing"
				: "%s: \"answered\" belongs to kind \"any\" alone",
			what);
	if (!variable_find(r, members[1].value, what, &t->rows) ||
	    (members[2].value && !variable_find(r, members[2].value, what, &t->by)) ||
	    !one_key_check(r, what, t))
		return false;
	r->sources[number] = from;
	if (members[6].value)
		return ladder_read(r, members[6].value, what, t);
	ladder_usual(r, t);
	return true;
}

static bool
tables_read(struct figures_reading *r, const struct json *list)
{
	const char *twice;

	if (!list->count)
		return figures_wrong(r->err, "D01", "\"tables\" is empty");
	r->tables = arena_array(r->a, struct figure_table, list->count);
	r->sources = arena_array(r->a, const struct json *, list->count);
	r->table_ids = names_new(list->count, r->a);
	r->f->tables = r->tables;
	for (const struct json *from = list->first; from; from = from->next) {
		if (!table_read(r, from, r->f->table_count))
			return false;
		names_add(&r->table_ids, r->tables[r->f->table_count].id,
			  r->f->table_count);
		r->f->table_count++;
	}
	twice = names_sort(&r->table_ids);
	return !twice ||
	       figures_wrong(r->err, "D01", "the table \"%s\" stands there twice",
			     NAME(twice));
}

/* ---- the plan ----------------------------------------------- */

/* What stands between values is counted, which needs no memory. */
static bool
values_few(const char *text, size_t len, struct err *err)
{
	bool quoted = false;
	size_t values = 1;

	for (size_t i = 0; i < len; i++) {
		if (quoted && text[i] == '\\')
			i++;
		else if (text[i] == '"')
			quoted = !quoted;
		else if (!quoted && (text[i] == ',' || text[i] == '[' || text[i] == '{'))
			values++;
	}
	return values <= VALUES_MOST ||
	       figures_wrong(err, "D08", "over %d values in one plan", VALUES_MOST);
}

static bool
plan_read(struct figures_reading *r, const struct json *plan)
{
	struct member members[] = {
		{ "canvass", JSON_STRING_, true, NULL },
		{ "responses", JSON_NUMBER, true, NULL },
		{ "policy", JSON_MAP, false, NULL },
		{ "variables", JSON_MAP, true, NULL },
		{ "tables", JSON_LIST, true, NULL },
		{ "earlier", JSON_LIST, false, NULL },
	};
	const struct json *earlier;

	if (!members_take(plan, "the plan", members, ARRAY_LEN(members), true, r->err))
		return false;
	if (!str_same(members[0].value->text, "disclose 1"))
		return figures_wrong(r->err, "D01", "\"canvass\" must be \"disclose 1\"");
	r->f->policy = policy_make(10);
	if (!count_take(members[1].value, "responses", RESPONSES_MOST, &r->f->responses,
			r->err) ||
	    (members[2].value &&
	     !policy_take(members[2].value, "policy", false, &r->f->policy, r->err)) ||
	    !variables_read(r, members[3].value) || !tables_read(r, members[4].value))
		return false;
	earlier = members[5].value;
	return figures_kinds(r->f, r->err) &&
	       figures_size(r->f, earlier ? earlier->count : 0, r->err) &&
	       counts_present(r) && counts_earlier(r, earlier) &&
	       figures_sums(r->f, r->err) && counts_published(r) &&
	       figures_past(r->f, r->err);
}

struct figures *
figures_read(const char *text, size_t len, struct arena *a, struct err *err)
{
	struct figures *f = arena_one(a, struct figures);
	struct figures_reading r = { .a = a, .err = err, .f = f };
	const struct json *plan;

	if (!values_few(text, len, err))
		return NULL;
	plan = json_parse(text, len, a, err);
	if (!plan) {
		(void)err_add(err, "D01");
		return NULL;
	}
	return plan_read(&r, plan) ? f : NULL;
}
