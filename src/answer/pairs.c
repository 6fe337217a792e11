/*
 * Posted fields: application/x-www-form-urlencoded, read strictly and within bounds.
 *
 * A broken escape, a NUL or text that is no UTF-8 breaks the whole body; no browser sends
 * such.  It must never guess: what comes out is what was sent, or nothing.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/internal.h"

static int
hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

/* Decodes one name or value; -1 for a bad escape, a NUL, or bytes that are no UTF-8. */
static long
decode(char *to, const char *from, size_t len)
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++) {
		char c = from[i];

		if (c == '%') {
			int high = i + 2 < len ? hex_value(from[i + 1]) : -1;
			int low = i + 2 < len ? hex_value(from[i + 2]) : -1;

			if (high < 0 || low < 0)
				return -1;
			c = (char)(high << 4 | low);
			i += 2;
		} else if (c == '+') {
			c = ' ';
		}
		to[n++] = c;
	}
	if (!utf8_valid(to, n)) /* refuses a NUL as well */
		return -1;
	return (long)text_clean(to, to, n);
}

/*
 * How many bytes a value may have.  A draft is ours, and longer; one that is pasted stands behind
 * its ticket, and with what a copy may have put in between.
 */
static size_t
value_most(const char *name)
{
	if (str_same(name, "draft.saved"))
		return DRAFT_MOST + PASTED_MORE;
	return str_same(name, "draft") ? DRAFT_MOST : PAIR_VALUE_MOST;
}

/* Reads "name=value" of len bytes, writing both at *to, which moves on. */
static enum pairs_fault
read_pair(struct pair *out, char **to, const char *text, size_t len)
{
	const char *equals = memchr(text, '=', len);
	size_t name_len = equals ? (size_t)(equals - text) : len;
	const char *value = equals ? equals + 1 : text + len;
	char *name = *to, *copy;
	long n, v;

	n = decode(name, text, name_len);
	if (n < 0)
		return PAIRS_BROKEN;
	copy = name + n + 1;
	v = decode(copy, value, (size_t)(text + len - value));
	if (v < 0)
		return PAIRS_BROKEN;
	if (n > PAIR_NAME_MOST || (size_t)v > value_most(name))
		return PAIRS_LARGE;
	*out = (struct pair){ .name = name, .value = copy, .len = (size_t)v };
	*to = copy + v + 1;
	return PAIRS_OK;
}

static size_t
count_parts(const char *body, size_t len)
{
	size_t n = len > 0;

	for (size_t i = 0; i < len; i++)
		n += body[i] == '&';
	return n;
}

enum pairs_fault
pairs_read(struct pairs *out, const char *body, size_t len, struct arena *a)
{
	size_t most = count_parts(body, len);
	const char *end = len ? body + len : body;
	struct pairs pairs = { 0 };
	char *text;

	/* Each "&&" is an empty part and no pair; but counting them as such would be work for
	 * whoever sends a body of nothing else. */
	if (most > PAIRS_MOST)
		return PAIRS_LARGE;
	pairs.items = arena_array(a, struct pair, most ? most : 1);
	text = arena_alloc(a, len + 2 * most + 1, 1);
	while (body < end) {
		const char *amp = memchr(body, '&', (size_t)(end - body));
		size_t part = (size_t)((amp ? amp : end) - body);
		enum pairs_fault fault;

		if (part) {
			fault = read_pair(&pairs.items[pairs.count], &text, body, part);
			if (fault != PAIRS_OK)
				return fault;
			pairs.count++;
		}
		body = amp ? amp + 1 : end;
	}
	*out = pairs;
	return PAIRS_OK;
}

const char *
pairs_get(const struct pairs *p, const char *name)
{
	for (size_t i = 0; i < p->count; i++)
		if (str_same(p->items[i].name, name))
			return p->items[i].value;
	return NULL;
}

size_t
pairs_count(const struct pairs *p, const char *name)
{
	size_t n = 0;

	for (size_t i = 0; i < p->count; i++)
		n += str_same(p->items[i].name, name);
	return n;
}
