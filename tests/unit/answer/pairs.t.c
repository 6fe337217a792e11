/*
 * Tests of answer/pairs.c: bodies, whole and broken.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/unit/answer/help.h"

/* The pairs as "name=value;", with LF as \n and TAB as \t. */
static const char *
shown(const struct pairs *p)
{
	SCOPED(buf) out = { 0 };

	for (size_t i = 0; i < p->count; i++) {
		if (strlen(p->items[i].value) != p->items[i].len)
			die("a length that is none");
		buf_printf(&out, "%s=", p->items[i].name);
		for (const char *s = p->items[i].value; *s; s++) {
			if (*s == '\n' || *s == '\t')
				buf_puts(&out, *s == '\n' ? "\\n" : "\\t");
			else
				buf_putc(&out, *s);
		}
		buf_putc(&out, ';');
	}
	return arena_copy(arena, out.data ? out.data : "", out.len);
}

static void
test_rows(void)
{
	static const struct {
		const char *body, *want; /* NULL: broken */
	} rows[] = {
		{ "", "" },
		{ "a=1", "a=1;" },
		{ "a=1&b=2", "a=1;b=2;" },
		{ "a=1&a=2&a=1", "a=1;a=2;a=1;" },
		{ "a", "a=;" },
		{ "a=", "a=;" },
		{ "=b", "=b;" },
		{ "a=b=c", "a=b=c;" },
		{ "&&a=1&&", "a=1;" },
		{ "a+b=c+d", "a b=c d;" },
		{ "a=%2B%26%3D", "a=+&=;" },
		{ "%61=%62", "a=b;" },
		{ "a=%C3%A9", "a=\303\251;" },
		{ "a=\303\251", "a=\303\251;" },
		{ "a=%f0%9f%98%80", "a=\360\237\230\200;" },
		{ "a=x%0D%0Ay", "a=x\\ny;" },
		{ "a=x%0Dy", "a=x\\ny;" },
		{ "a=x%0D%0D%0Ay", "a=x\\n\\ny;" },
		{ "a=x%0Ay%09z", "a=x\\ny\\tz;" },
		{ "a=x%1B%07%7Fy", "a=x\177y;" },
		{ "%01a=1", "a=1;" },
		{ "a=%zz", NULL },
		{ "a=%4", NULL },
		{ "a=%", NULL },
		{ "a=%4&b=1", NULL },
		{ "a=% 1", NULL },
		{ "a=%00", NULL },
		{ "%00=a", NULL },
		{ "a=%C3", NULL },
		{ "a=%C3&b=%A9", NULL },
		{ "a=\377", NULL },
		{ "a=%C0%80", NULL },
		{ "a=%ED%A0%80", NULL },
		{ "a=%F4%90%80%80", NULL },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct pairs pairs = { 0 };
		enum pairs_fault fault =
			pairs_read(&pairs, rows[i].body, strlen(rows[i].body), arena);

		if (rows[i].want)
			is_str(fault ? "(refused)" : shown(&pairs), rows[i].want,
			       "\"%s\"", rows[i].body);
		else
			is_int(fault, PAIRS_BROKEN, "\"%s\" is broken", rows[i].body);
	}
	is_int(pairs_read(&(struct pairs){ 0 }, "a=\0b", 4, arena), PAIRS_BROKEN,
	       "a NUL breaks it");
}

/* A body of `count` pairs "a=" and a value of len bytes under a name. */
static enum pairs_fault
sized(size_t count, const char *name, size_t len, const char *filler)
{
	SCOPED(buf) body = { 0 };
	struct pairs pairs;
	enum pairs_fault fault;

	for (size_t i = 0; i + 1 < count; i++)
		buf_puts(&body, "a=&");
	buf_printf(&body, "%s=", name);
	for (size_t i = 0; i < len; i++)
		buf_puts(&body, filler);
	fault = pairs_read(&pairs, body.data, body.len, arena);
	return fault;
}

static void
test_caps(void)
{
	char name[66];

	memset(name, 'n', 65);
	name[65] = '\0';
	is_int(sized(500, "x", 1, "v"), PAIRS_OK, "500 pairs");
	is_int(sized(501, "x", 1, "v"), PAIRS_LARGE, "501 pairs");
	is_int(sized(1, "x", 16383, "v"), PAIRS_OK, "a value of 16,383 bytes");
	is_int(sized(1, "x", 16384, "v"), PAIRS_OK, "of 16,384");
	is_int(sized(1, "x", 16385, "v"), PAIRS_LARGE, "of 16,385");
	is_int(sized(1, "x", 16384, "%41"), PAIRS_OK,
	       "escapes count as what they stand for");
	is_int(sized(1, "x", 16385, "%41"), PAIRS_LARGE, "one more");
	is_int(sized(1, "draft", 32768, "v"), PAIRS_OK, "a draft of 32 KiB");
	is_int(sized(1, "draft", 32769, "v"), PAIRS_LARGE, "one byte more");
	is_int(sized(1, "draft.saved", 32768 + 2048, "v"), PAIRS_OK,
	       "one that was pasted, with line ends");
	is_int(sized(1, "draft.saved", 32768 + 2049, "v"), PAIRS_LARGE, "one byte more");
	is_int(sized(1, name, 1, "v"), PAIRS_LARGE, "a name of 65 bytes");
	is_int(sized(1, name + 1, 1, "v"), PAIRS_OK, "a name of 64");
}

static void
test_get(void)
{
	struct pairs pairs = help_pairs("a=1&b=&a=2");

	is_str(pairs_get(&pairs, "a"), "1", "the first value under a name");
	is_str(pairs_get(&pairs, "b"), "", "an empty one");
	is_str(pairs_get(&pairs, "c"), NULL, "none");
	is_int((long long)pairs_count(&pairs, "a"), 2, "how many");
	is_int((long long)pairs_count(&pairs, "c"), 0, "how many of none");
}

int
main(void)
{
	arena = arena_new(0);
	test_rows();
	test_caps();
	test_get();
	arena_free(arena);
	return tap_done();
}
