/*
 * Patterns: what can be used, what is wrong and where, and what would take too long.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <time.h>

#include "base/base.h"
#include "tests/tap.h"

static const char *const good[] = {
	"X\\d{4}",
	"(?i)\\bPC\\s?\\d{3,5}\\b",
	"Hampshire",
	"\\b[A-Z]{1,2}\\d[A-Z\\d]? ?\\d[A-Z]{2}\\b",
	"\\b\\w+@\\w+\\.police\\.uk",
	"\\b\\w+\\s+Road\\b",
	"[a-z ]{1,40} Street",
	"(?i:smith|jones|o.brien)\\s+\\w{1,30}",
	"station (north|south|east|west)",
	"custody|cell \\d+",
	"\\b\\d{2}:\\d{2}\\b",
	".*foo",
	"a.{1,100}b",
	"\\p{Lu}{2}\\d+",
	"(?<letter>a)\\k<letter>",
	"^\\s+|\\s+$",
	"\xc3\xa9t\xc3\xa9",
	"[^a-z]\\d{3}",
	"[[:digit:]]{6}",
	"\\Qa+b\\E",
	"a(?#said)b",
};

static const struct {
	const char *pattern, *why; /* why: the beginning of what is said */
	size_t at;
} wrong[] = {
	{ "(unclosed", "missing closing parenthesis", 9 },
	{ "closed)", "unmatched closing parenthesis", 6 },
	{ "[a-z", "missing terminating ]", 4 },
	{ "end\\", "\\ at end of pattern", 4 },
	{ "a**b", "quantifier does not follow a repeatable item", 2 },
	{ "+a", "quantifier does not follow a repeatable item", 0 },
	{ "a{5,2}", "numbers out of order", 5 },
	{ "(?<=a+)b", "lookbehind assertion is not fixed length", 0 },
	{ "\\C", "using \\C is disabled", 2 },
	{ "a(?C1)b", "callouts are not used", 6 },
	{ "a*", "it fits where nothing stands", 0 },
	{ "\\b", "it fits where nothing stands", 0 },
	{ "x|", "it fits where nothing stands", 0 },
	{ "\xff", "it is not UTF-8 text", 0 },
	{ "(?<n>a)(?<n>b)", "two named subpatterns have the same name", 12 },
	{ "((((((((((((((((((((((((((((((((((((((((((((((((((((a))))))))))))))))))))))))))))"
	  "))))))))))))))))))))))))",
	  "parentheses are too deeply nested", 51 },
	{ "((a{1,999}){1,999}){1,999}", "regular expression is too large", 26 },
};

static const char *const costly[] = {
	"(a+)+b", /* like a power of two */
	"(a|aa)+$",
	"(a|a?)+b",
	"(x+x+)+y",
	"foo(bar|baz)*(b+)+q", /* only behind a beginning of its own */
	"(q|z|foo(b+)+)w",     /* in its third alternative */
	"^(([a-z])+.)+[A-Z]([a-z])+$",
	"(.+)+z",	/* takes each sign but a line's end */
	"(?s)(.+)+\\d", /* and that too */
	"(?s)(.+)+z\\d",
	"([a-z]+){1,5}x", /* like a high power */
	"\\d+\\d+x",
	"[a-z ]+ Street", /* like the square of the length */
	"\\w+\\s+Road",
	"(?=(\\w*+)\\1)x",
	"(?R)x", /* itself for ever */
	"(?:a(?R)?b)",
	"((a|b)*c)*d",
	"(\xc3\xa9+)+x",
	"[a-f]{1,30}[a-g]{1,30}[a-h]{1,30}z",
};

static enum rx_fault
check(const char *pattern, size_t *at, char why[200])
{
	*at = 777;
	str_fit(why, 200, "untouched");
	return rx_check(pattern, at, why, 200);
}

static double
seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

int
main(void)
{
	double begun, most = 0;
	char why[200];
	size_t at;

	for (size_t i = 0; i < ARRAY_LEN(good); i++) {
		begun = seconds();
		if (!ok(check(good[i], &at, why) == RX_GOOD, "good: %s", good[i]))
			note("%s", why);
		ok(at == 777 && str_same(why, "untouched"), "and nothing is touched");
		most = seconds() - begun > most ? seconds() - begun : most;
	}
	for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
		ok(check(wrong[i].pattern, &at, why) == RX_WRONG, "wrong: %s",
		   wrong[i].pattern);
		if (!ok(str_starts(why, wrong[i].why), "with why: %s", wrong[i].why))
			note("%s", why);
		is_int((long long)at, (long long)wrong[i].at, "and where");
	}
	for (size_t i = 0; i < ARRAY_LEN(costly); i++) {
		begun = seconds();
		ok(check(costly[i], &at, why) == RX_COSTLY, "too costly: %s", costly[i]);
		ok(strstr(why, "too many steps"), "with why");
		most = seconds() - begun > most ? seconds() - begun : most;
	}
	/* generous: sanitizers and a busy machine; a pattern that ran free would take years */
	ok(most < 5, "none takes long: %.3f s at most", most);
	is_int(check("(unclosed", &at, (char[200]){ 0 }), RX_WRONG, "the same again");
	return tap_done();
}
