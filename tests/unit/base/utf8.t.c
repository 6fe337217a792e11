/*
 * UTF-8: what is valid, and walking over it.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "base/base.h"
#include "tests/tap.h"

static void
test_valid(void)
{
	static const struct {
		const char *what, *bytes;
		size_t len;
		bool valid;
	} cases[] = {
		{ "nothing", "", 0, true },
		{ "letters", "abc", 3, true },
		{ "two bytes", "\xc3\xa9", 2, true },
		{ "the last code point", "\xf4\x8f\xbf\xbf", 4, true },
		{ "a NUL", "a\0b", 3, false },
		{ "a lone continuation", "\x80", 1, false },
		{ "a character cut short", "\xe2\x82", 2, false },
		{ "an overlong slash", "\xc0\xaf", 2, false },
		{ "an overlong slash of three bytes", "\xe0\x80\xaf", 3, false },
		{ "half of a surrogate pair", "\xed\xa0\x80", 3, false },
		{ "beyond the last code point", "\xf4\x90\x80\x80", 4, false },
		{ "Latin-1", "caf\xe9", 4, false },
		{ "0xff", "\xff", 1, false },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		is_int(utf8_valid(cases[i].bytes, cases[i].len), cases[i].valid, "%s",
		       cases[i].what);
}

static void
test_walk(void)
{
	static const char text[] = "a\u00e9\u20ac\U0001f600";
	static const uint32_t want[] = { 'a', 0xe9, 0x20ac, 0x1f600 };
	const char *p = text, *end = text + sizeof(text) - 1;

	is_int((long long)utf8_count(text, sizeof(text) - 1), 4,
	       "four characters in ten bytes");
	is_int((long long)utf8_count("", 0), 0, "none in none");
	for (size_t i = 0; i < ARRAY_LEN(want); i++)
		is_int(utf8_next(p, end, &p), want[i], "character %zu", i);
	ok(p == end, "the walk ends at the end");
}

int
main(void)
{
	test_valid();
	test_walk();
	return tap_done();
}
