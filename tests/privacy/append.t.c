/*
 * The control of order.t: the same checks on a store that gives its slots out in the order of
 * arrival.  They must fail, or they could not see what they are there to see.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <sys/types.h>

/* This program has its own place_home(); the rest of the store is as it is. */
#define place_home place_home_as_it_is
#include "src/store/place.c"
#undef place_home

#include "tests/privacy/order_checks.h"
#include "tests/tap.h"

uint64_t place_home(const unsigned char id[16], uint64_t homes);

uint64_t
place_home(const unsigned char id[16], uint64_t homes)
{
	(void)id, (void)homes;
	return order_arrivals++;
}

/* Run as a child: its lines are read, not counted. */
static int
checks(void)
{
	order_two_orders(PEOPLE, "in one table");
	order_at_rest();
	return order_done();
}

int
main(int argc, char **argv)
{
	bool identical_fails = false, tau_fails = false;
	char command[1200], line[300];
	double mean = 0;
	FILE *in;

	if (argc > 1)
		return checks();
	snprintf(command, sizeof(command), "'%s' checks", argv[0]);
	in = popen(command, "r");
	while (in && fgets(line, sizeof(line), in)) {
		if (strncmp(line, "not ok", 6) == 0) {
			identical_fails |= strstr(line, "byte-identical") != NULL;
			tau_fails |= strstr(line, ".db: |mean tau|") != NULL;
		}
		(void)sscanf(line, "# mean tau %lf", &mean);
	}
	ok(in && WEXITSTATUS(pclose(in)) == 1,
	   "slots in order of arrival: the checks of order.t fail");
	ok(identical_fails, "the files differ");
	ok(tau_fails, "the order is seen in the file");
	ok(mean > 0.9, "tau is %.3f", mean);
	return tap_done();
}
