/*
 * Chance, as far as it can be tested: bounds, spread, and the seeded sequence exactly.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <sys/wait.h>
#include <unistd.h>

#include "base/base.h"
#include "tests/tap.h"

static void
choose_from_none(void *arg)
{
	(void)arg;
	(void)rand_below(0);
}

static void
test_kernel(void)
{
	unsigned char a[64] = { 0 }, b[64] = { 0 };
	unsigned seen[6] = { 0 };
	bool spread = true;
	char said[100];

	rand_bytes(a, sizeof(a));
	rand_bytes(b, sizeof(b));
	ok(memcmp(a, b, sizeof(a)) != 0, "two draws differ");
	for (int i = 0; i < 6000; i++)
		seen[rand_below(6)]++;
	for (int i = 0; i < 6; i++)
		spread = spread && seen[i] > 750 &&
			 seen[i] < 1250; /* 8 standard deviations */
	ok(spread, "six sides come up alike");
	is_int(rand_below(1), 0, "one side is always zero");
	ok(tap_dies(choose_from_none, NULL, said, sizeof(said)),
	   "no side at all is a bug");
}

/* Small draws never repeat: not within a pool, not from one to the next, not after a fork. */
static void
test_small(void)
{
	unsigned char drawn[200][16], child[16] = { 0 };
	int ends[2], equal = 0;
	pid_t pid;

	for (size_t i = 0; i < ARRAY_LEN(drawn); i++)
		rand_small(drawn[i], sizeof(drawn[i]));
	for (size_t i = 0; i < ARRAY_LEN(drawn); i++)
		for (size_t j = 0; j < i; j++)
			equal += memcmp(drawn[i], drawn[j], sizeof(drawn[i])) == 0;
	is_int(equal, 0, "200 small draws differ");
	if (pipe(ends) != 0)
		die("no pipe");
	pid = fork();
	rand_small(drawn[0], sizeof(drawn[0]));
	if (pid == 0)
		_exit(write(ends[1], drawn[0], sizeof(drawn[0])) < 0);
	ok(read(ends[0], child, sizeof(child)) == 16, "a child draws too");
	waitpid(pid, NULL, 0);
	ok(memcmp(child, drawn[0], sizeof(child)) != 0, "other bytes than its parent");
}

/* The first state and the first numbers as the two papers' own code gives them for seed 0. */
static void
test_sequence(void)
{
	struct dice d, same;
	bool equal = true;

	dice_seed(&d, 0);
	ok(d.s[0] == 0xe220a8397b1dcdafu && d.s[1] == 0x6e789e6aa1b965f4u,
	   "splitmix64 seeds the state");
	ok(dice_next(&d) == 0x99ec5f36cb75f2b4u, "xoshiro256** gives its first number");
	for (int i = 1; i < 99; i++)
		dice_next(&d);
	ok(dice_next(&d) == 0x3cb72d021fba219cu, "and its hundredth");
	dice_seed(&d, 42);
	dice_seed(&same, 42);
	for (int i = 0; i < 1000; i++)
		equal = equal && dice_next(&d) == dice_next(&same);
	ok(equal, "the same seed, the same numbers");
	dice_seed(&same, 43);
	ok(dice_next(&d) != dice_next(&same), "another seed, others");
}

static void
test_dice(void)
{
	double least = 1, most = 0, sum = 0;
	unsigned seen[6] = { 0 };
	bool spread = true;
	struct dice d;

	dice_seed(&d, 1);
	for (int i = 0; i < 6000; i++) {
		double x = dice_unit(&d);

		seen[dice_below(&d, 6)]++;
		least = x < least ? x : least;
		most = x > most ? x : most;
		sum += x;
	}
	for (int i = 0; i < 6; i++)
		spread = spread && seen[i] > 850 && seen[i] < 1150;
	ok(spread, "thrown dice come up alike");
	ok(least >= 0 && least < 0.01 && most < 1 && most > 0.99, "units fill 0 to 1");
	ok(sum / 6000 > 0.48 && sum / 6000 < 0.52, "and lie evenly");
}

int
main(void)
{
	test_kernel();
	test_small();
	test_sequence();
	test_dice();
	return tap_done();
}
