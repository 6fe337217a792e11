/*
 * Taking the JSON of figures apart, strictly: a member that is misspelt, of another type or out
 * of range is told, never guessed at.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/figures.h"

enum { HINTS_MOST = 500 }; /* names that are compared with one that is unknown */

static const char *const type_words[] = {
	[JSON_NULL_] = "null",	    [JSON_BOOL] = "true or false",
	[JSON_NUMBER] = "a number", [JSON_STRING_] = "a text",
	[JSON_LIST] = "a list",	    [JSON_MAP] = "an object",
};

/* ---- members ----------------------------------------------- */

static struct member *
member_find(struct member *members, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (str_same(members[i].name, name))
			return &members[i];
	return NULL;
}

static bool
member_unknown(const char *what, const char *name, const struct member *members,
	       size_t count, struct err *err)
{
	const char *known[16], *near;
	size_t n = 0;

	for (; n < count && n < ARRAY_LEN(known); n++)
		known[n] = members[n].name;
	near = str_nearest(name, known, n);
	return figures_wrong(err, "D01", "%s: there is no member \"%s\" here%s%s%s", what,
			     NAME(name), near ? "; did you mean \"" : "",
			     near ? near : "", near ? "\"?" : "");
}

bool
members_take(const struct json *map, const char *what, struct member *members,
	     size_t count, bool strict, struct err *err)
{
	struct member *member;

	if (map->type != JSON_MAP)
		return figures_wrong(err, "D01", "%s: must be an object, not %s", what,
				     type_words[map->type]);
	for (const struct json *child = map->first; child; child = child->next) {
		member = member_find(members, count, child->key);
		if (!member && strict)
			return member_unknown(what, child->key, members, count, err);
		if (member)
			member->value = child;
	}
	for (member = members; member < members + count; member++) {
		if (!member->value && member->needed)
			return figures_wrong(err, "D01", "%s: \"%s\" is missing", what,
					     member->name);
		if (member->value && member->value->type != member->type)
			return figures_wrong(err, "D01", "%s: \"%s\" must be %s, not %s",
					     what, member->name, type_words[member->type],
					     type_words[member->value->type]);
	}
	return true;
}

bool
count_take(const struct json *from, const char *what, uint32_t most, uint32_t *out,
	   struct err *err)
{
	if (from->type != JSON_NUMBER)
		return figures_wrong(err, "D01", "%s: must be a number, not %s", what,
				     type_words[from->type]);
	if (from->number < 0)
		return figures_wrong(err, "D01", "%s: %.15g is negative", what,
				     from->number);
	if (from->number > (double)most)
		return figures_wrong(err, "D01", "%s: %.15g is too large; at most %u",
				     what, from->number, most);
	if (!from->whole)
		return figures_wrong(err, "D01", "%s: %.15g is no whole number", what,
				     from->number);
	*out = (uint32_t)from->integer;
	return true;
}

bool
name_take(const struct json *from, const char *what, const char **out, struct err *err)
{
	if (from->type != JSON_STRING_)
		return figures_wrong(err, "D01", "%s: must be a text, not %s", what,
				     type_words[from->type]);
	if (!from->len)
		return figures_wrong(err, "D01", "%s: a name is empty", what);
	if (from->len > NAME_MOST)
		return figures_wrong(err, "D01", "%s: the name \"%s\" is over %d bytes",
				     what, NAME(from->text), NAME_MOST);
	*out = from->text;
	return true;
}

/* ---- a policy ----------------------------------------------- */

bool
policy_take(const struct json *from, const char *what, bool whole, struct policy *out,
	    struct err *err)
{
	struct member members[] = {
		{ "threshold", JSON_NUMBER, whole, NULL },
		{ "rounding", JSON_NUMBER, whole, NULL },
		{ "base", JSON_NUMBER, whole, NULL },
		{ "whole", JSON_NUMBER, whole, NULL },
		{ "increment", JSON_NUMBER, whole, NULL },
		{ "strict", JSON_BOOL, false, NULL },
		{ "rehearsal", JSON_BOOL, false, NULL },
	};
	struct policy policy;
	unsigned *numbers[] = { &policy.threshold, &policy.rounding, &policy.base,
				&policy.whole, &policy.increment };
	char words[80];

	if (!members_take(from, what, members, ARRAY_LEN(members), !whole, err))
		return false;
	policy = policy_make(10);
	for (size_t i = 0; i < ARRAY_LEN(numbers); i++) {
		snprintf(words, sizeof(words), "%s, \"%s\"", what, members[i].name);
		if (members[i].value &&
		    !count_take(members[i].value, words, RESPONSES_MOST, numbers[i], err))
			return false;
		if (!i) /* the others follow from the threshold */
			policy = policy_make(policy.threshold);
	}
	policy.strict = members[5].value && members[5].value->truth;
	policy.rehearsal = members[6].value && members[6].value->truth;
	*out = policy;
	return true;
}

/* ---- names ----------------------------------------------- */

struct names
names_new(size_t most, struct arena *a)
{
	return (struct names){ .items = arena_array(a, struct named, most + 1) };
}

void
names_add(struct names *names, const char *name, size_t at)
{
	names->items[names->count++] = (struct named){ name, at };
}

static int
name_order(const void *one, const void *other)
{
	const struct named *a = one, *b = other;

	return strcmp(a->name, b->name);
}

const char *
names_sort(struct names *names)
{
	qsort(names->items, names->count, sizeof(*names->items), name_order);
	for (size_t i = 1; i < names->count; i++)
		if (str_same(names->items[i - 1].name, names->items[i].name))
			return names->items[i].name;
	return NULL;
}

size_t
names_find(const struct names *names, const char *name)
{
	const struct named wanted = { name, 0 };
	const struct named *found = names->count
					    ? bsearch(&wanted, names->items, names->count,
						      sizeof(wanted), name_order)
					    : NULL;

	return found ? found->at : SIZE_MAX;
}

const char *
names_hint(const struct names *names, const char *name, struct arena *a)
{
	const char *known[HINTS_MOST], *near;
	size_t n = 0;

	for (; n < names->count && n < HINTS_MOST; n++)
		known[n] = names->items[n].name;
	near = str_nearest(name, known, n);
	return near ? arena_printf(a, "; did you mean \"%s\"?", near) : "";
}
