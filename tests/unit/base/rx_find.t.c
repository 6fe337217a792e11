/*
 * Finding with patterns: what is found and where, groups, flags; and that no pattern holds us up.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <stdio.h>
#include <string.h>

#include "base/base.h"
#include "tests/tap.h"

static const struct {
	const char *pattern;
	unsigned flags;
	const char *text;
	size_t at;
	bool anchored;
	const char
		*want; /* from-to of the whole and of each group, or "none" or "limit" */
} cases[] = {
	{ "b+", 0, "abbbc", 0, false, "1-4 - - -" },
	{ "b+", 0, "abbbc", 2, false, "2-4 - - -" },
	{ "b+", 0, "abbbc", 4, false, "none" },
	{ "b+", 0, "abbbc", 0, true, "none" },
	{ "b+", 0, "abbbc", 1, true, "1-4 - - -" },
	{ "B", 0, "ab", 0, false, "none" },
	{ "B", RX_CASELESS, "ab", 0, false, "1-2 - - -" },
	{ "\xc3\x89t", RX_CASELESS, "\xc3\xa9t", 0, false, "0-3 - - -" },
	{ "(a)(b)?(c)", 0, "xac", 0, false, "1-3 1-2 - 2-3" },
	{ "(a)|(b)", 0, "b", 0, false, "0-1 - 0-1 -" },
	{ "(a)(b)(c)", 0, "abc", 0, false, "0-3 0-1 1-2 2-3" },
	/* more groups than there is room for: the first are told */
	{ "(a)(b)(c)(d)(e)", 0, "abcde", 0, false, "0-5 0-1 1-2 2-3" },
	{ "(?<=x)b", 0, "axb", 2, true, "2-3 - - -" },
	{ "(?<!x)b", 0, "axb", 2, true, "none" },
	{ "\\bb", 0, "ab b", 1, false, "3-4 - - -" },
	{ "^b", 0, "ab", 1, false, "none" },
	{ "b$", 0, "ab", 0, false, "1-2 - - -" },
	/* nothing is no match */
	{ "b*", 0, "aab", 0, false, "2-3 - - -" },
	{ "b*", 0, "aaa", 0, false, "none" },
	{ "x?$", 0, "aaa", 0, false, "none" },
	{ "a", 0, "", 0, false, "none" },
	/* what \w and \d know of */
	{ "\\w+", 0, "\xc3\xa9t", 0, false, "2-3 - - -" },
	{ "\\w+", RX_UNICODE, "\xc3\xa9t", 0, false, "0-3 - - -" },
	{ "\\p{L}+", 0, "\xc3\xa9t", 0, false, "0-3 - - -" },
	{ "\\d", 0, "\xd9\xa3", 0, false, "none" },
	{ "\\d", RX_UNICODE, "\xd9\xa3", 0, false, "0-2 - - -" },
	{ "t\\b", 0, "t\xc3\xa9", 0, false, "0-1 - - -" },
	{ "t\\b", RX_UNICODE, "t\xc3\xa9", 0, false, "none" },
	{ ".", 0, "\xf0\x9f\x98\x80", 0, false, "0-4 - - -" },
};

static const char *
shown(enum rx_result got, const size_t out[2 * RX_GROUPS])
{
	static char text[100];
	size_t len = 0;

	if (got != RX_FOUND)
		return got == RX_NONE ? "none" : "limit";
	for (size_t i = 0; i < RX_GROUPS; i++)
		len += (size_t)(out[2 * i] == SIZE_MAX
					? snprintf(text + len, sizeof(text) - len, "%s-",
						   i ? " " : "")
					: snprintf(text + len, sizeof(text) - len,
						   "%s%zu-%zu", i ? " " : "", out[2 * i],
						   out[2 * i + 1]));
	return text;
}

static void
test_cases(void)
{
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct err err = { 0 };
		struct rx *rx = rx_new(cases[i].pattern, cases[i].flags, &err);
		size_t out[2 * RX_GROUPS];

		ok(rx != NULL, "%s compiles %s", cases[i].pattern, err.text);
		if (!rx)
			continue;
		is_str(shown(rx_find(rx, cases[i].text, strlen(cases[i].text),
				     cases[i].at, cases[i].anchored, out),
			     out),
		       cases[i].want, "%s in \"%s\" from %zu", cases[i].pattern,
		       cases[i].text, cases[i].at);
		rx_free(rx);
	}
}

static const char *const wrong[] = {
	"(a",  "a)",	   "[a",   "a**",
	"\\C", "(?<=a+)b", "\xff",
	("((((((((((((((((((((((((((((((((((((((((((((((((((((a"
	"))))))))))))))))))))))))))))))))))))))))))))))))))))")
};

static void
test_wrong(void)
{
	for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
		struct err err = { 0 };
		struct rx *rx = rx_new(wrong[i], 0, &err);

		ok(!rx && err.code == ERR_INPUT && *err.text,
		   "case %zu does not compile: %s", i, err.text);
		rx_free(rx);
	}
	rx_free(NULL);
}

/* Patterns that would run for years on a text made for them. */
static const struct {
	const char *pattern, *part, *end;
	size_t times;
	enum rx_result want;
} bombs[] = {
	{ "^(a+)+$", "a", "!", 4000, RX_LIMIT },
	{ "^(a|a)*$", "a", "!", 4000, RX_LIMIT },
	{ "^(a*)*b", "a", "!b", 4000, RX_LIMIT },
	{ "(x+x+)+y", "x", "!y", 4000, RX_LIMIT },
	{ "^(([a-z])+.)+[A-Z]([a-z])+$", "a", "", 4000, RX_LIMIT },
	{ "^(?:a?){25}a{25}$", "a", "!", 25, RX_LIMIT },
	{ "(a(?1)?b)", "a", "!b", 4000, RX_LIMIT },
	{ "^(?:.*,){11}P", "1,", "!P", 2000, RX_LIMIT },
	/* and some that only look like it */
	{ "^(?>a+)+$", "a", "!", 4000, RX_NONE },
	{ "^a++$", "a", "!", 4000, RX_NONE },
	{ "b", "a", "b", 40000, RX_FOUND },
};

static void
test_bombs(void)
{
	for (size_t i = 0; i < ARRAY_LEN(bombs); i++) {
		SCOPED(buf) text = { .most = 0 };
		struct err err = { 0 };
		struct rx *rx = rx_new(bombs[i].pattern, 0, &err);
		size_t out[2 * RX_GROUPS];
		uint64_t began;

		for (size_t n = 0; n < bombs[i].times; n++)
			buf_puts(&text, bombs[i].part);
		buf_puts(&text, bombs[i].end);
		began = clock_ms();
		is_int((long long)rx_find(rx, text.data, text.len, 0, false, out),
		       bombs[i].want, "%s on %zu bytes: found, none or limit",
		       bombs[i].pattern, text.len);
		/* some milliseconds; a machine that does other things, and sanitizers, take more */
		ok(clock_ms() - began < 500, "and soon");
		rx_free(rx);
	}
}

/* A pattern is as good as new behind a limit, and a later match forgets the one before. */
static void
test_again(void)
{
	struct err err = { 0 };
	struct rx *rx = rx_new("^(a+)+$|(b)c", 0, &err);
	static const char text[] = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!";
	size_t out[2 * RX_GROUPS];

	is_int(rx_find(rx, text, strlen(text), 0, false, out), RX_LIMIT, "a limit");
	is_str(shown(rx_find(rx, "aa", 2, 0, false, out), out), "0-2 0-2 - -",
	       "then a match");
	is_str(shown(rx_find(rx, "bc", 2, 0, false, out), out), "0-2 - 0-1 -",
	       "then another, without the group of the first");
	rx_free(rx);
}

/* Each place in the text would cost little; together they must not cost much. */
static void
test_counted(void)
{
	static const char pattern[] = "(?:(?:a?){50}){50}[bc]";
	struct rx *rx = rx_new(pattern, RX_COUNTED, NULL), *few = rx_new("b", RX_COUNTED, NULL);
	SCOPED(buf) text = { .most = 0 };
	size_t out[2 * RX_GROUPS], at = 0, found = 0;

	for (unsigned i = 0; i < 4000; i++)
		buf_putc(&text, 'a');
	is_int(rx_find(rx, text.data, text.len, 0, false, out), RX_LIMIT,
	       "%s is counted over all of the text", pattern);
	is_int(rx_find(rx, "ab", 2, 0, false, out), RX_FOUND, "and afresh in the next");
	memset(text.data, 'b', text.len);
	while (rx_find(few, text.data, text.len, at, false, out) == RX_FOUND) {
		at = out[1];
		found++;
	}
	is_int((long long)found, 4000, "what costs little is found to the end");
	rx_free(rx);
	rx_free(few);
}

int
main(void)
{
	test_counted();
	test_cases();
	test_wrong();
	test_bombs();
	test_again();
	return tap_done();
}
