/*
 * What libFuzzer would do, without libFuzzer: runs a target over the files named on the
 * command line, over each of them cut short, and over a fixed number of spoilt copies.
 * The same files give the same inputs, so that a failure can be repeated.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <stdint.h>
#include <stdio.h>

#include "base/base.h"

#define SPOILT_COPIES 200
#define CUTS_MOST     400 /* long seeds are cut at even steps */
#define FILE_MOST     (1u << 20)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

/* A copy of exactly len bytes, so that the sanitizers see a read past its end. */
static void
run(const uint8_t *data, size_t len)
{
	uint8_t *copy = mem_new(len, 1);

	if (len)
		memcpy(copy, data, len);
	LLVMFuzzerTestOneInput(copy, len);
	free(copy);
}

static void
run_spoilt(const uint8_t *data, size_t len, struct dice *dice)
{
	uint8_t *copy = mem_new(len, 1);

	for (int i = 0; i < SPOILT_COPIES; i++) {
		uint32_t changes = 1 + dice_below(dice, 4);

		memcpy(copy, data, len);
		while (changes-- > 0)
			copy[dice_below(dice, (uint32_t)len)] = (uint8_t)dice_next(dice);
		run(copy, len);
	}
	free(copy);
}

static bool
replay(const char *name, struct dice *dice)
{
	static uint8_t data[FILE_MOST];
	FILE *f = fopen(name, "rb");
	size_t len, step;

	if (!f) {
		fprintf(stderr, "cannot read %s\n", name);
		return false;
	}
	len = fread(data, 1, sizeof(data), f);
	fclose(f);
	printf("%s\n", name);
	fflush(stdout); /* the last name printed is the one that failed */
	run(data, len);
	step = len / CUTS_MOST + 1;
	for (size_t cut = 0; cut < len; cut += step)
		run(data, cut);
	if (len)
		run_spoilt(data, len, dice);
	return true;
}

int
main(int argc, char **argv)
{
	struct dice dice;
	bool good = true;

	dice_seed(&dice, 1);
	for (int i = 1; i < argc; i++)
		good = replay(argv[i], &dice) && good;
	return good ? 0 : 1;
}
