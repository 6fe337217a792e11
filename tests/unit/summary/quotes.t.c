/*
 * Which quotes may leave: one of a person and theme, none of a small theme, sorted by their words.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/summary.h"
#include "tests/tap.h"

enum { THEMES = 3, PASSED = 7 };

static const unsigned char persons[4][32] = { { 1 }, { 2 }, { 3 }, { 4 } };
static const uint32_t people[THEMES] = { 10, 9, 500 };

static struct quote
quote(const char *text, int theme, int person, const char *name)
{
	struct quote q = {
		.text = text, .theme = theme, .person = persons[person], .name = name
	};

	q.classes[REDACT_NAME] = 1;
	return q;
}

static void
fill(struct quote passed[PASSED])
{
	passed[0] = quote("walls", 0, 0, "BBBB");
	passed[1] = quote("tea", 0, 0, "AAAA");
	passed[2] = quote("light", 0, 1, "CCCC");
	passed[3] = quote("walls", 2, 0, "DDDD");
	passed[4] = quote("few", 1, 2, "EEEE");
	passed[5] = quote("zebra", 0, 2, "0000");
	passed[6] = quote("Upper", 0, 3, "FFFF");
}

static void
words(const struct theme_quotes *theme, char *out, size_t size)
{
	size_t at = 0;

	out[0] = '\0';
	for (size_t i = 0; i < theme->count; i++)
		at += (size_t)snprintf(out + at, size - at, "%s ", theme->texts[i]);
}

int
main(void)
{
	struct quote passed[PASSED], turned[PASSED];
	struct arena *a = arena_new(0);
	struct theme_quotes *out;
	char got[200];

	fill(passed);
	out = quotes_choose(passed, PASSED, people, THEMES, 10, a);
	words(&out[0], got, sizeof(got));
	is_str(got, "Upper light tea zebra ", "one of each person, by their words");
	is_int(out[0].classes[REDACT_NAME], 4, "what was taken out of these alone");
	is_int((long long)out[1].count, 0, "none where nine wrote");
	words(&out[2], got, sizeof(got));
	is_str(got, "walls ", "the same person in another theme");
	out = quotes_choose(passed, PASSED, people, THEMES, 9, a);
	is_int((long long)out[1].count, 1, "nine are enough for a limit of nine");
	for (size_t i = 0; i < PASSED; i++)
		turned[i] = passed[PASSED - 1 - i];
	out = quotes_choose(turned, PASSED, people, THEMES, 10, a);
	words(&out[0], got, sizeof(got));
	is_str(got, "Upper light tea zebra ", "in whatever order they come");
	out = quotes_choose(passed, 0, people, THEMES, 10, a);
	is_int((long long)(out[0].count + out[1].count + out[2].count), 0,
	       "none of none");
	arena_free(a);
	return tap_done();
}
