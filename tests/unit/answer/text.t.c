/*
 * Tests of answer/text.c: texts made one.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/unit/answer/help.h"

static void
test_clean(void)
{
	static const struct {
		const char *from, *want;
	} rows[] = {
		{ "", "" },
		{ "a\r\nb", "a\nb" },
		{ "a\rb", "a\nb" },
		{ "a\r", "a\n" },
		{ "\r\r\n", "\n\n" },
		{ "a\tb\n", "a\tb\n" },
		{ "\1a\33[0m", "a[0m" },
		{ "\303\251", "\303\251" },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		char out[40];
		size_t len = text_clean(out, rows[i].from, strlen(rows[i].from));

		is_str(out, rows[i].want, "row %zu", i);
		is_int((long long)len, (long long)strlen(rows[i].want), "its length");
	}
}

static void
test_blank(void)
{
	ok(text_blank("", 0) && text_blank(" \t\n", 3), "blanks are blank");
	ok(!text_blank(" x", 2) && !text_blank("\0", 1), "and nothing else is");
}

static void
test_put(void)
{
	struct value v = { .state = VALUE_NONE };

	text_put(&v, arena, " \n ", 3, false);
	ok(!v.text && !v.len, "a blank text is none");
	text_put(&v, arena, "a\n\tb", 4, true);
	is_str(v.text, "a  b", "a line has no line ends");
	text_put(&v, arena, " a\nb ", 5, false);
	is_str(v.text, " a\nb ", "a box keeps all");
}

int
main(void)
{
	arena = arena_new(0);
	test_clean();
	test_blank();
	test_put();
	arena_free(arena);
	return tap_done();
}
