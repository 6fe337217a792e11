/*
 * Small work on text.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "base/base.h"
#include "tests/tap.h"

static void
test_numbers(void)
{
	static const struct {
		const char *text;
		unsigned long most;
		long want; /* -1: refused */
	} cases[] = {
		{ "0", 10, 0 },
		{ "1:", 99, -1 },
		{ "10", 10, 10 },
		{ "11", 10, -1 },
		{ "", 10, -1 },
		{ " 1", 10, -1 },
		{ "1 ", 10, -1 },
		{ "+1", 10, -1 },
		{ "-1", 10, -1 },
		{ "0x1", 99, -1 },
		{ "007", 10, 7 },
		{ "1\n", 10, -1 },
		{ "1.0", 99, -1 },
		{ "99999999999999999999999999", ~0ul, -1 },
		{ "65535", 65535, 65535 },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		unsigned long out = 12345;
		bool good = str_to_uint(cases[i].text, cases[i].most, &out);

		if (cases[i].want < 0)
			ok(!good && out == 12345,
			   "\"%s\" is refused, the output untouched", cases[i].text);
		else
			ok(good && out == (unsigned long)cases[i].want, "\"%s\" is %ld",
			   cases[i].text, cases[i].want);
	}
}

static void
test_fit(void)
{
	static const struct {
		size_t size;
		const char *from, *want;
		bool whole;
	} cases[] = {
		{ 6, "words", "words", true },	{ 5, "words", "word", false },
		{ 1, "words", "", false },	{ 1, "", "", true },
		{ 3, "a\u00e9", "a", false },	{ 4, "a\u00e9", "a\u00e9", true },
		{ 4, "\U0001f600", "", false }, { 5, "\U0001f600", "\U0001f600", true },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		char to[16];
		bool whole = str_fit(to, cases[i].size, cases[i].from);

		is_str(to, cases[i].want, "\"%s\" in %zu bytes", cases[i].from,
		       cases[i].size);
		is_int(whole, cases[i].whole, "and says whether it was cut");
	}
}

static void
test_nearest(void)
{
	static const char *const words[] = { "choose one", "choose any", "scale",
					     "number", "note" };
	static const struct {
		const char *word, *want;
	} cases[] = {
		{ "chose any", "choose any" },
		{ "choose eny", "choose any" },
		{ "sacle", "scale" },
		{ "number", "number" },
		{ "nubmer", "number" },
		{ "picture", NULL },
		{ "no", NULL },
		{ "", NULL },
		{ "nots", "note" },
		{ "choosen one", "choose one" },
	};
	char longest[500];

	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		is_str(str_nearest(cases[i].word, words, ARRAY_LEN(words)), cases[i].want,
		       "the nearest to \"%s\"", cases[i].word);
	memset(longest, 'x', sizeof(longest) - 1);
	longest[sizeof(longest) - 1] = '\0';
	is_str(str_nearest(longest, words, ARRAY_LEN(words)), NULL,
	       "a long word has none");
}

int
main(void)
{
	ok(str_same("a", "a") && !str_same("a", "A") && !str_same("a", "ab"),
	   "same is same");
	ok(str_starts("words", "wo") && str_starts("wo", "") && !str_starts("w", "wo"),
	   "a start is a start");
	test_numbers();
	test_fit();
	test_nearest();
	return tap_done();
}
