/*
 * JSON, read strictly and written safely: the only door to jansson.  The tree is copied
 * into an arena, so that nobody above counts references.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <jansson.h>

#include "base/base.h"

#define DEPTH_MOST 32

/* Nesting is measured before jansson sees the text: its own limit is far above ours. */
static bool
too_deep(const char *text, size_t len)
{
	bool quoted = false;
	int depth = 0;

	for (size_t i = 0; i < len; i++) {
		char c = text[i];

		if (quoted && c == '\\')
			i++;
		else if (c == '"')
			quoted = !quoted;
		else if (!quoted && (c == '[' || c == '{') && ++depth > DEPTH_MOST)
			return true;
		else if (!quoted && (c == ']' || c == '}'))
			depth--;
	}
	return false;
}

static struct json *copy(json_t *from, struct arena *a);

static void
adopt(struct json *parent, struct json **tail, struct json *child)
{
	if (*tail)
		(*tail)->next = child;
	else
		parent->first = child;
	*tail = child;
	parent->count++;
}

static void
copy_children(struct json *to, json_t *from, struct arena *a)
{
	struct json *tail = NULL, *child;
	const char *key;
	json_t *value;
	size_t i;

	if (to->type == JSON_LIST) {
		json_array_foreach (from, i, value)
			adopt(to, &tail, copy(value, a));
		return;
	}
	json_object_foreach (from, key, value) {
		child = copy(value, a);
		child->key = arena_str(a, key);
		adopt(to, &tail, child);
	}
}

/* 4.0 and 4e0 are whole too; beyond 2^53 a double no longer knows its neighbours. */
static void
copy_real(struct json *to, double value)
{
	to->type = JSON_NUMBER;
	to->number = value;
	if (value >= -0x1p53 && value <= 0x1p53 && value == (double)(int64_t)value) {
		to->whole = true;
		to->integer = (int64_t)value;
	}
}

static struct json *
copy(json_t *from, struct arena *a)
{
	struct json *to = arena_one(a, struct json);

	switch (json_typeof(from)) {
	case JSON_NULL:
		to->type = JSON_NULL_;
		break;
	case JSON_TRUE:
	case JSON_FALSE:
		to->type = JSON_BOOL;
		to->truth = json_is_true(from);
		break;
	case JSON_INTEGER:
		to->type = JSON_NUMBER;
		to->whole = true;
		to->integer = json_integer_value(from);
		to->number = (double)to->integer;
		break;
	case JSON_REAL:
		copy_real(to, json_real_value(from));
		break;
	case JSON_STRING:
		to->type = JSON_STRING_;
		to->len = json_string_length(from);
		to->text = arena_copy(a, json_string_value(from), to->len);
		break;
	case JSON_ARRAY:
	case JSON_OBJECT:
		to->type = json_is_array(from) ? JSON_LIST : JSON_MAP;
		copy_children(to, from, a);
		break;
	}
	return to;
}

struct json *
json_parse(const char *text, size_t len, struct arena *a, struct err *err)
{
	struct json *tree;
	json_error_t why;
	json_t *root;

	if (too_deep(text, len)) {
		err_set(err, ERR_INPUT, "JSON nested deeper than %d", DEPTH_MOST);
		return NULL;
	}
	root = json_loadb(text, len, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &why);
	if (!root) {
		err_set(err, ERR_INPUT, "JSON, line %d, column %d: %s", why.line,
			why.column, why.text);
		return NULL;
	}
	tree = copy(root, a);
	json_decref(root);
	return tree;
}

const struct json *
json_get(const struct json *map, const char *key)
{
	if (!map || map->type != JSON_MAP)
		return NULL;
	for (const struct json *child = map->first; child; child = child->next)
		if (str_same(child->key, key))
			return child;
	return NULL;
}

static void
put_ascii(struct buf *b, char c)
{
	static const char shorts[] = "\"\"\\\\\bb\ff\nn\rr\tt"; /* pairs: byte, letter */

	for (size_t i = 0; shorts[i]; i += 2) {
		if (shorts[i] == c) {
			buf_putc(b, '\\');
			buf_putc(b, shorts[i + 1]);
			return;
		}
	}
	if ((unsigned char)c < 0x20 || c == 0x7f)
		buf_printf(b, "\\u%04x", (unsigned char)c);
	else
		buf_putc(b, c);
}

void
json_put_len(struct buf *b, const char *s, size_t len)
{
	const char *end = s + len;
	bool valid = utf8_valid(s, len);

	buf_putc(b, '"');
	for (; s < end; s++) {
		if ((unsigned char)*s < 0x80)
			put_ascii(b, *s);
		else if (valid)
			buf_putc(b, *s);
		else
			buf_puts(b, "\\ufffd"); /* what is written is always JSON */
	}
	buf_putc(b, '"');
}

void
json_put(struct buf *b, const char *s)
{
	json_put_len(b, s, strlen(s));
}
