/*
 * Every small table there is, printed by the real engine and read backwards by somebody who
 * knows its rules: how many small numbers does he learn?
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tiny.h"

#include "tests/tap.h"

/* In hundredths of one per cent of all small numbers. */
enum { PINNED_MOST = 200, EXACTLY_MOST = 100 };

static void
check(enum tiny_kind kind, const char *words)
{
	struct arena *a = arena_new(0);
	struct tiny *tiny = tiny_run(kind, words, a);

	ok(tiny_share(tiny, tiny->pinned) <= PINNED_MOST,
	   "%s: at most 2.0 %% of small numbers have fewer than three values", words);
	ok(tiny_share(tiny, tiny->exactly) <= EXACTLY_MOST, "%s: at most 1.0 %% have one",
	   words);
	ok(tiny->outputs > 20, "%s: and something is printed", words);
	arena_free(a);
}

/* The attack itself: where small numbers are only blanked out it learns nearly all of them. */
static void
check_attack(void)
{
	struct arena *a = arena_new(0);
	struct tiny *tiny = arena_one(a, struct tiny);

	tiny_print_exact(tiny, a);
	tiny_attack(tiny);
	tiny_note(tiny, "small numbers blank beside exact sums");
	ok(tiny_share(tiny, tiny->pinned) >= 9800, "the attack works on exact tables");
	arena_free(a);
}

int
main(void)
{
	check_attack();
	check(TINY_ONE, "two answers by two groups");
	check(TINY_PAIRS, "yes or no by two groups");
	check(TINY_OPTIONS, "two options of one base");
	return tap_done();
}
