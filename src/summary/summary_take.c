/*
 * Members of a published summary.json, each held to its type and size: see summary_take.h.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/summary_take.h"

static const char *const type_words[] = {
	[JSON_NULL_] = "null",	    [JSON_BOOL] = "true or false",
	[JSON_NUMBER] = "a number", [JSON_STRING_] = "a text",
	[JSON_LIST] = "a list",	    [JSON_MAP] = "an object",
};

bool
part_wrong(struct take *t, const char *fmt, ...)
{
	char words[200];
	va_list ap;

	if (t->bad)
		return false;
	va_start(ap, fmt);
	vsnprintf(words, sizeof(words), fmt, ap);
	va_end(ap);
	t->bad = true;
	return err_set(t->err, ERR_INPUT, "%s%s%s", t->where, *t->where ? ": " : "",
		       words);
}

void
part_known(struct take *t, const struct json *map, const char *const *names, size_t count)
{
	const char *near;
	size_t i;

	if (t->bad)
		return;
	if (map->type != JSON_MAP) {
		part_wrong(t, "must be an object, not %s", type_words[map->type]);
		return;
	}
	for (const struct json *at = map->first; at; at = at->next) {
		for (i = 0; i < count && !str_same(names[i], at->key);)
			i++;
		if (i < count)
			continue;
		near = str_nearest(at->key, names, count);
		part_wrong(t, "there is no member \"%s\" here%s%s%s", NAME(at->key),
			   near ? "; did you mean \"" : "", near ? near : "",
			   near ? "\"?" : "");
		return;
	}
}

/* The member, of that type; NULL if there is none (which is wrong, unless maybe). */
static const struct json *
take(struct take *t, const struct json *map, const char *name, enum json_type type,
     bool maybe)
{
	const struct json *from = t->bad ? NULL : json_get(map, name);

	if (t->bad || (!from && maybe))
		return NULL;
	if (!from)
		part_wrong(t, "\"%s\" is missing", name);
	else if (from->type != type)
		part_wrong(t, "\"%s\" must be %s, not %s", name, type_words[type],
			   type_words[from->type]);
	return t->bad ? NULL : from;
}

static const char *
text_within(struct take *t, const struct json *from, const char *name, size_t most)
{
	if (!from)
		return "";
	if (from->len > most) {
		part_wrong(t, "\"%s\" has %zu bytes; at most %zu", name, from->len, most);
		return "";
	}
	return from->text;
}

const char *
part_text(struct take *t, const struct json *map, const char *name)
{
	return text_within(t, take(t, map, name, JSON_STRING_, false), name,
			   READ_TEXT_MOST);
}

const char *
part_text_or(struct take *t, const struct json *map, const char *name,
	     const char *otherwise)
{
	const struct json *from = take(t, map, name, JSON_STRING_, true);

	return from ? text_within(t, from, name, READ_TEXT_MOST) : otherwise;
}

const char *
part_name(struct take *t, const struct json *map, const char *name)
{
	const char *text =
		text_within(t, take(t, map, name, JSON_STRING_, false), name, NAME_MOST);

	for (const char *p = text; *p; p++)
		if ((unsigned char)*p < ' ' || *p == 0x7f)
			part_wrong(t,
				   "\"%s\" has a line end or a sign that cannot be shown",
				   name);
	if (!*text)
		part_wrong(t, "\"%s\" is empty", name);
	return text;
}

static bool
whole_number(struct take *t, const struct json *from, const char *name)
{
	if (from->number < 0)
		return part_wrong(t, "\"%s\" is %.15g, which is negative", name,
				  from->number);
	if (from->number > READ_NUMBER_MOST)
		return part_wrong(t, "\"%s\" is %.15g, which is too large", name,
				  from->number);
	return from->whole || part_wrong(t, "\"%s\" is %.15g, which is no whole number",
					 name, from->number);
}

int
part_number(struct take *t, const struct json *map, const char *name, bool maybe)
{
	const struct json *from = t->bad ? NULL : json_get(map, name);

	if (from && from->type == JSON_NULL_)
		return -1;
	from = take(t, map, name, JSON_NUMBER, maybe);
	return from && whole_number(t, from, name) ? (int)from->integer : -1;
}

unsigned
part_count(struct take *t, const struct json *map, const char *name)
{
	const struct json *from = take(t, map, name, JSON_NUMBER, false);

	return from && whole_number(t, from, name) ? (unsigned)from->integer : 0;
}

bool
part_bool(struct take *t, const struct json *map, const char *name, bool maybe)
{
	const struct json *from = take(t, map, name, JSON_BOOL, maybe);

	return from && from->truth;
}

bool
part_double(struct take *t, const struct json *map, const char *name, double *out)
{
	const struct json *from = t->bad ? NULL : json_get(map, name);

	if (from && from->type == JSON_NULL_)
		return false;
	from = take(t, map, name, JSON_NUMBER, true);
	if (from)
		*out = from->number;
	return from != NULL;
}

const struct json *
part_list(struct take *t, const struct json *map, const char *name, size_t most,
	  bool maybe)
{
	static const struct json none = { .type = JSON_LIST };
	const struct json *from = take(t, map, name, JSON_LIST, maybe);

	if (from && from->count > most)
		part_wrong(t, "\"%s\" has %zu entries; at most %zu", name, from->count,
			   most);
	return from && !t->bad ? from : &none;
}

const char *const *
part_texts(struct take *t, const struct json *map, const char *name, bool maybe,
	   size_t *out_count)
{
	const struct json *list = part_list(t, map, name, READ_LINES_MOST, maybe);
	const char **out = arena_array(t->a, const char *, list->count + 1);
	size_t n = 0;

	for (const struct json *at = list->first; at && !t->bad; at = at->next) {
		if (at->type != JSON_STRING_)
			part_wrong(t, "\"%s\" must hold texts, not %s", name,
				   type_words[at->type]);
		else
			out[n++] = text_within(t, at, name, READ_TEXT_MOST);
	}
	*out_count = n;
	return out;
}

size_t
part_word(struct take *t, const struct json *map, const char *name,
	  const char *const *words, size_t count)
{
	const char *text = part_text(t, map, name), *near;

	for (size_t i = 0; i < count; i++)
		if (str_same(words[i], text))
			return i;
	near = str_nearest(text, words, count);
	part_wrong(t, "\"%s\" cannot be \"%s\"%s%s%s", name, NAME(text),
		   near ? "; did you mean \"" : "", near ? near : "", near ? "\"?" : "");
	return 0;
}
