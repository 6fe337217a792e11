/*
 * Which ticks count: two people for the same words and theme; nothing certain left standing; no
 * stretch that cuts a letter; none that one person gave twice in different ways.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/unit/app/tick_made.h"

#include "tests/tap.h"

void
say(const char *fmt, ...)
{
	note("%s", fmt);
}

enum { ROWS = 6 };

static struct secret_key *keys[MADE_KEYS];
static struct survey survey;

struct case_of { /* a tick: who, theme, and one stretch that is taken out */
	size_t who;
	const char *theme;
	uint32_t from, to;
};

struct trial {
	const char *words; /* what it shows */
	struct case_of ticks[ROWS];
	size_t count;
	const char *passed; /* NULL: nothing is */
	size_t lapsed, unclear;
};

/* "i saw Zedwick at caf<e acute>": Zedwick is certain to be marked. */
static const char said[] = "i saw Zedwick at caf\xc3\xa9";

static const struct trial trials[] = {
	{ "one", { { 0, "aftercare", 6, 13 } }, 1, NULL, 0, 0 },
	{ "two people",
	  { { 0, "aftercare", 6, 13 }, { 1, "aftercare", 6, 13 } },
	  2,
	  "i saw [NAME] at caf\xc3\xa9",
	  0,
	  0 },
	{ "one person twice",
	  { { 0, "aftercare", 6, 13 }, { 0, "aftercare", 6, 13 } },
	  2,
	  NULL,
	  0,
	  0 },
	{ "other words",
	  { { 0, "aftercare", 6, 13 }, { 1, "aftercare", 2, 13 } },
	  2,
	  NULL,
	  0,
	  0 },
	{ "another theme",
	  { { 0, "aftercare", 6, 13 }, { 1, "leading", 6, 13 } },
	  2,
	  NULL,
	  0,
	  0 },
	{ "a third who agrees with the second",
	  { { 0, "aftercare", 2, 13 },
	    { 1, "aftercare", 6, 13 },
	    { 2, "aftercare", 6, 13 } },
	  3,
	  "i saw [NAME] at caf\xc3\xa9",
	  0,
	  0 },
	{ "what is certain is left standing",
	  { { 0, "aftercare", 2, 5 }, { 1, "aftercare", 2, 5 } },
	  2,
	  NULL,
	  2,
	  0 },
	{ "a part of it is",
	  { { 0, "aftercare", 6, 12 }, { 1, "aftercare", 6, 12 } },
	  2,
	  NULL,
	  2,
	  0 },
	{ "a letter is cut",
	  { { 0, "aftercare", 6, 21 }, { 1, "aftercare", 6, 21 } },
	  2,
	  NULL,
	  2,
	  0 },
	{ "past the end",
	  { { 0, "aftercare", 6, 90 }, { 1, "aftercare", 6, 90 } },
	  2,
	  NULL,
	  2,
	  0 },
	{ "a theme that it cannot carry",
	  { { 0, "other", 6, 13 }, { 1, "other", 6, 13 } },
	  2,
	  NULL,
	  2,
	  0 },
	{ "a theme that there is not",
	  { { 0, "none", 6, 13 }, { 1, "none", 6, 13 } },
	  2,
	  NULL,
	  2,
	  0 },
	{ "one of them in two ways",
	  { { 0, "aftercare", 6, 13 },
	    { 1, "aftercare", 6, 13 },
	    { 1, "aftercare", 2, 13 } },
	  3,
	  NULL,
	  0,
	  1 },
};

static void
try(const struct trial *t, struct redactor *plain)
{
	static struct theme themes[3] = { { .id = "aftercare" },
					  { .id = "leading" },
					  { .id = "other" } };
	static struct form form;
	struct comment c = { .name = "K7QX3MRRP2VD",
			     .themes = 3,
			     .text = (char *)(uintptr_t)said,
			     .len = sizeof(said) - 1 };
	struct comments all = { .items = &c, .count = 1 };
	struct arena *a = arena_new(0);
	struct tick_row *rows = arena_array(a, struct tick_row, ROWS);
	const struct valid_tick *by;
	struct ticks ticks;

	form.theme_count = 3;
	memcpy(form.themes, themes, sizeof(themes));
	for (size_t i = 0; i < t->count; i++) {
		struct tick tick = made_tick();
		unsigned char *sealed = arena_alloc(a, tick_size(&survey), 1);

		tick.span_count = 1;
		tick.spans[0].from = t->ticks[i].from;
		tick.spans[0].to = t->ticks[i].to;
		snprintf(tick.theme, sizeof(tick.theme), "%s", t->ticks[i].theme);
		if (!tick_seal(&tick, &survey, keys[t->ticks[i].who], sealed, NULL))
			die("not sealed");
		rows[i].sealed = sealed;
		rows[i].len = tick_size(&survey);
	}
	ticks_open(rows, t->count, &survey, keys[1], &ticks, a);
	ticks_join(&ticks, &all, &form, plain, a);
	ticks_warn(&ticks);
	by = quote_passed(&ticks, &c);
	is_str(by ? by->text : NULL, t->passed, "%s", t->words);
	is_int((long long)ticks.lapsed, (long long)t->lapsed, "%s: lapsed", t->words);
	is_int((long long)ticks.unclear, (long long)t->unclear, "%s: unclear", t->words);
	is_int((long long)ticks.ignored, 0, "%s: none ignored", t->words);
	arena_free(a);
}

int
main(void)
{
	static const struct own_pattern pattern = { .label = "NAME",
						    .pattern = "Zed[a-z]+" };
	struct redact_options options = { .strict = true,
					  .patterns = &pattern,
					  .pattern_count = 1 };
	struct redactor *plain;
	struct err err = { 0 };

	seal_start();
	made_keys(keys, &survey);
	plain = redactor_new(&options, &err);
	if (!plain)
		die("%s", err.text);
	for (size_t i = 0; i < ARRAY_LEN(trials); i++)
		try(&trials[i], plain);
	redactor_free(plain);
	for (size_t i = 0; i < MADE_KEYS; i++)
		secret_key_free(keys[i]);
	return tap_done();
}
