/*
 * Days and their names.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <time.h>

#include "base/base.h"
#include "tests/tap.h"

static void
test_known(void)
{
	static const struct {
		const char *text, *words;
		int day;
	} cases[] = {
		{ "1970-01-01", "1 January 1970", 0 },
		{ "1969-12-31", "31 December 1969", -1 },
		{ "2000-02-29", "29 February 2000", 11016 },
		{ "2026-12-01", "1 December 2026", 20788 },
		{ "0001-01-01", "1 January 1", -719162 },
		{ "9999-12-31", "31 December 9999", 2932896 },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		char text[11], words[30];
		int day = 1;

		ok(day_parse(cases[i].text, &day), "%s is a day", cases[i].text);
		is_int(day, cases[i].day, "counted from 1970");
		day_format(cases[i].day, text);
		is_str(text, cases[i].text, "and back");
		day_words(cases[i].day, words, sizeof(words));
		is_str(words, cases[i].words, "in words");
	}
}

static void
test_refused(void)
{
	static const char *const bad[] = {
		"2026-02-29", "2100-02-29",  "2026-04-31",  "2026-13-01",  "2026-00-01",
		"2026-01-00", "2026-01-32",  "0000-01-01",  "2026-1-01",   "2026-01-1",
		"26-01-01",   "2026-01-011", " 2026-01-01", "2026-01-01 ", "2026/01/01",
		"",	      "2026-01",     "-026-01-01",
	};

	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		int day = 77;

		ok(!day_parse(bad[i], &day) && day == 77, "\"%s\" is no day", bad[i]);
	}
}

/* Against the C library, over 400 years: every leap rule is met. */
static void
test_all(void)
{
	bool same = true;

	for (int day = -10000; day < 146097; day++) {
		time_t seconds = (time_t)day * 86400;
		char text[11], want[64];
		struct tm tm;
		int back;

		gmtime_r(&seconds, &tm);
		snprintf(want, sizeof(want), "%04d-%02d-%02d", tm.tm_year + 1900,
			 tm.tm_mon + 1, tm.tm_mday);
		day_format(day, text);
		same = same && str_same(text, want) && day_parse(text, &back) &&
		       back == day;
	}
	ok(same, "400 years of days agree with the C library, there and back");
}

static void
format_far(void *arg)
{
	char text[11];

	day_format(*(int *)arg, text);
}

int
main(void)
{
	int far[] = { 2932897, -719469 };
	char said[100];
	uint64_t before = clock_ms();

	test_known();
	test_refused();
	test_all();
	is_int(day_today(), time(NULL) / 86400, "today is today");
	ok(clock_ms() >= before, "the clock for deadlines does not run backwards");
	ok(tap_dies(format_far, &far[0], said, sizeof(said)), "the year 10000 is a bug");
	ok(tap_dies(format_far, &far[1], said, sizeof(said)), "and so is the year -1");
	return tap_done();
}
