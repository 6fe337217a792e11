/*
 * Fuzz target: a tick, as bytes behind a good seal and as they lie in a workspace.  What is taken
 * has a name, a theme and stretches in order; and no bytes at all pass for somebody's tick.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/unit/app/tick_made.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static struct secret_key *keys[MADE_KEYS];
static struct survey survey;
static unsigned char *sealed, *good;

static void
start(void)
{
	struct tick t = made_tick();
	struct err err = { 0 };

	seal_start();
	made_keys(keys, &survey);
	sealed = mem_new(tick_size(&survey), 1);
	good = mem_new(tick_size(&survey), 1);
	if (!tick_seal(&t, &survey, keys[0], good, &err))
		die("%s", err.text);
}

/* A body of anybody's making cannot have the codes: it is refused, with a reason. */
static void
try_clear(const uint8_t *data, size_t len)
{
	size_t padded = tick_size(&survey) - box_size(0, MADE_RECIPIENTS);
	struct recipient list[SEAL_RECIPIENTS];
	struct tick t = { .span_count = 7 };
	struct err err = { 0 };

	survey_recipients(&survey, list);
	if (len > padded)
		return;
	if (!box_seal(sealed, padded, data, len, "tick quip@w1", list, MADE_RECIPIENTS,
		      &err))
		die("%s", err.text);
	if (tick_open(sealed, tick_size(&survey), &survey, keys[1], &t, &err))
		die("a tick that nobody made");
	if (err.code != ERR_INPUT || t.span_count != 7)
		die("refused without a reason: %s", err.text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct tick t;
	char name[QUOTE_NAME + 1], *typed;

	if (!keys[0])
		start();
	try_clear(data, len);
	if (tick_open(data, len, &survey, keys[1], &t, NULL))
		die("a tick that nobody made");
	typed = mem_new(len + 1, 1);
	if (len)
		memcpy(typed, data, len);
	if (quote_name_read(typed, name) && strlen(name) != QUOTE_NAME)
		die("a name of another length");
	free(typed);
	return 0;
}
