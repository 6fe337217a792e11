/*
 * Delays grow with failures under a name, are forgotten, and lock nobody out; one passphrase is
 * checked at a time, and few wait.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <pthread.h>
#include <unistd.h>

#include "desk/delay.h"
#include "tests/tap.h"

enum { START = 5000 };

static void
growth(void)
{
	static const unsigned want[] = { 0, 0, 0, 2, 4, 8, 16, 30, 30 };

	for (unsigned i = 0; i < ARRAY_LEN(want); i++)
		is_int(delay_after(i), want[i], "after %u failures", i);
	is_int(delay_after(4000000000u), 30, "after very many");
}

static void
names(void)
{
	struct delays *d = delays_new();

	for (unsigned i = 0; i < 2; i++)
		delay_failed(d, "ann", START);
	is_int(delay_left(d, "ann", START), 0, "two failures cost nothing");
	delay_failed(d, "ann", START);
	is_int(delay_left(d, "ann", START), 2, "the third two seconds");
	is_int(delay_left(d, "ann", START + 1), 1, "which pass");
	is_int(delay_left(d, "ann", START + 2), 0, "and are over");
	is_int(delay_left(d, "bob", START), 0, "nobody else waits");
	delay_failed(d, "ann", START + 2);
	is_int(delay_left(d, "ann", START + 2), 4, "the fourth costs four");
	delay_clear(d, "bob", START + 2);
	is_int(delay_left(d, "ann", START + 2), 4, "another's success changes nothing");
	delay_clear(d, "ann", START + 2);
	is_int(delay_left(d, "ann", START + 2), 0, "one's own clears it");
	for (unsigned i = 0; i < 100; i++)
		delay_failed(d, "ann", START);
	is_int(delay_left(d, "ann", START), 30, "a hundred failures cost half a minute");
	is_int(delay_left(d, "ann", START + 30), 0, "and no more: nobody is locked out");
	delay_failed(d, "ann", START + DELAY_FORGETS);
	is_int(delay_left(d, "ann", START + DELAY_FORGETS), 0,
	       "an hour later all is forgotten");
	delays_free(d);
}

/* Names at random fill the table: the one that is tried now is still known. */
static void
spray(void)
{
	struct delays *d = delays_new();
	char name[32];

	for (unsigned i = 0; i < 3; i++)
		delay_failed(d, "ann", START + 10);
	for (unsigned i = 0; i < DELAY_NAMES - 1; i++) {
		snprintf(name, sizeof(name), "nobody%u", i);
		delay_failed(d, name, START);
	}
	for (unsigned i = 0; i < 50; i++) {
		snprintf(name, sizeof(name), "somebody%u", i);
		delay_failed(d, name, START + 11);
	}
	is_int(delay_left(d, "ann", START + 11), 1,
	       "names at random do not push a name out");
	delays_free(d);
}

/* ---- turns ------------------------------------------------------------------------------ */

static _Atomic unsigned inside, most_inside, got, refused;

static void *
try_turn(void *with)
{
	struct delays *d = with;

	if (!turn_take(d)) {
		refused++;
		return NULL;
	}
	if (++inside > most_inside)
		most_inside = inside;
	usleep(20000);
	inside--;
	got++;
	turn_give(d);
	return NULL;
}

static void
turns(void)
{
	struct delays *d = delays_new();
	pthread_t threads[20];

	ok(turn_take(d), "a turn is taken");
	for (size_t i = 0; i < ARRAY_LEN(threads); i++)
		if (pthread_create(&threads[i], NULL, try_turn, d))
			die("no thread");
	while (refused < ARRAY_LEN(threads) - DELAY_QUEUE)
		usleep(1000);
	usleep(20000);
	is_int(got, 0, "nobody has another meanwhile");
	is_int(refused, (long long)ARRAY_LEN(threads) - DELAY_QUEUE,
	       "%d wait, the others are refused", DELAY_QUEUE);
	turn_give(d);
	for (size_t i = 0; i < ARRAY_LEN(threads); i++)
		pthread_join(threads[i], NULL);
	is_int(got, DELAY_QUEUE, "who waited had a turn");
	is_int(most_inside, 1, "one at a time");
	ok(turn_take(d), "and the next can have one");
	turn_give(d);
	delays_free(d);
}

int
main(void)
{
	seal_start();
	growth();
	names();
	spray();
	turns();
	return tap_done();
}
