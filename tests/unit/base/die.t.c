/*
 * The end of the road, tried in child processes.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "base/base.h"
#include "tests/tap.h"

static void
die_of(void *arg)
{
	die("no %s left", (char *)arg);
}

static void
die_long(void *arg)
{
	(void)arg;
	die("%0900d", 1);
}

static void
grow_product(void *arg)
{
	(void)arg;
	free(mem_grow(NULL, SIZE_MAX / 2 + 1, 4));
}

static void
new_product(void *arg)
{
	volatile size_t n =
		SIZE_MAX / 2 + 1; /* hidden from the compiler, which would warn */

	(void)arg;
	free(mem_new(n, 4));
}

static void
live(void *arg)
{
	free(mem_grow(mem_new(4, 4), 8, 4));
	(void)arg;
}

int
main(void)
{
	char said[2000], what[] = "paper";
	unsigned char *p;

	ok(tap_dies(die_of, what, said, sizeof(said)), "die aborts");
	is_str(said, "canvass: no paper left\n", "in the words it was given");
	ok(tap_dies(die_long, NULL, said, sizeof(said)), "long words are no trouble");
	ok(said[strlen(said) - 1] == '\n', "and still end their line");
	ok(tap_dies(grow_product, NULL, said, sizeof(said)),
	   "mem_grow checks the product");
	ok(tap_dies(new_product, NULL, said, sizeof(said)), "mem_new checks the product");
	ok(!tap_dies(live, NULL, said, sizeof(said)), "memory that is there is given");
	p = mem_new(3, 5);
	ok(!p[0] && !p[14], "mem_new gives zeroes");
	free(p);
	free(mem_new(0, 0));
	return tap_done();
}
