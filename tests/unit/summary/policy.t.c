/*
 * The numbers that the rules go by: what follows from a threshold, floors, raising, rounding.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/rules.h"
#include "tests/tap.h"

static void
test_made(void)
{
	struct policy p = policy_make(10), small = policy_make(4), five = policy_make(5);

	ok(p.threshold == 10 && p.rounding == 5 && p.base == 20 && p.whole == 30 &&
		   p.increment == 10 && !p.strict && !p.rehearsal,
	   "ten: five, twenty, thirty, ten");
	ok(small.rounding == 3 && small.base == 8 && small.whole == 12 &&
		   small.increment == 4,
	   "four: three, eight, twelve, four");
	is_int(five.rounding, 5, "five is rounded to fives");
}

static void
test_round(void)
{
	struct policy fives = policy_make(10), threes = policy_make(4);
	unsigned off = 0;

	is_int(policy_round(&fives, 0), 0, "0 is 0");
	is_int(policy_round(&fives, 2), 0, "2 is 0");
	is_int(policy_round(&fives, 3), 5, "3 is 5");
	is_int(policy_round(&fives, 7), 5, "7 is 5");
	is_int(policy_round(&fives, 8), 10, "8 is 10");
	is_int(policy_round(&fives, 131), 130, "131 is 130");
	is_int(policy_round(&fives, 100000000), 100000000, "a hundred million too");
	is_int(policy_round(&threes, 4), 3, "to threes: 4 is 3");
	is_int(policy_round(&threes, 5), 6, "5 is 6");
	for (unsigned b = 3; b <= 9; b += 2)
		for (unsigned x = 0; x < 100; x++) {
			unsigned n = 0;

			fives.rounding = b;
			n = policy_round(&fives, x);
			off += n % b != 0 || (n > x ? n - x : x - n) > (b - 1) / 2;
		}
	is_int(off, 0, "always a multiple, and never further than half of it");
}

struct floor_case {
	struct policy policy;
	const char *word; /* that the refusal says; NULL: good */
};

static const struct floor_case floors[] = {
	{ { .threshold = 10, .rounding = 5, .base = 20, .whole = 30, .increment = 10 },
	  NULL },
	{ { .threshold = 5, .rounding = 3, .base = 10, .whole = 15, .increment = 5 },
	  NULL },
	{ { .threshold = 4, .rounding = 3, .base = 8, .whole = 12, .increment = 4 },
	  "threshold is 4: it cannot be under 5" },
	{ { .threshold = 10, .rounding = 4, .base = 20, .whole = 30, .increment = 10 },
	  "rounding is 4: it must be odd" },
	{ { .threshold = 10, .rounding = 1, .base = 20, .whole = 30, .increment = 10 },
	  "rounding is 1" },
	{ { .threshold = 10, .rounding = 11, .base = 20, .whole = 30, .increment = 10 },
	  "from 3 to 10" },
	{ { .threshold = 10, .rounding = 9, .base = 20, .whole = 30, .increment = 10 },
	  NULL },
	{ { .threshold = 10, .rounding = 5, .base = 19, .whole = 30, .increment = 10 },
	  "base is 19: it cannot be under 20" },
	{ { .threshold = 10, .rounding = 5, .base = 20, .whole = 29, .increment = 10 },
	  "whole is 29: it cannot be under 30" },
	{ { .threshold = 10, .rounding = 5, .base = 20, .whole = 30, .increment = 9 },
	  "increment is 9: it cannot be under 10" },
	{ { .threshold = 10001,
	    .rounding = 5,
	    .base = 20002,
	    .whole = 30003,
	    .increment = 10001 },
	  "too large" },
	{ { .threshold = 10,
	    .rounding = 5,
	    .base = 20,
	    .whole = 100001,
	    .increment = 10 },
	  "too large" },
	{ { .threshold = 10000,
	    .rounding = 5,
	    .base = 20000,
	    .whole = 30000,
	    .increment = 10000 },
	  NULL },
	{ { .rehearsal = true,
	    .threshold = 3,
	    .rounding = 3,
	    .base = 1,
	    .whole = 1,
	    .increment = 1 },
	  NULL },
	{ { .rehearsal = true,
	    .threshold = 2,
	    .rounding = 3,
	    .base = 4,
	    .whole = 6,
	    .increment = 2 },
	  "threshold is 2: it cannot be under 3" },
	{ { .rehearsal = true,
	    .threshold = 3,
	    .rounding = 3,
	    .base = 0,
	    .whole = 9,
	    .increment = 3 },
	  "base is 0" },
	{ { .rehearsal = true,
	    .threshold = 3,
	    .rounding = 3,
	    .base = 6,
	    .whole = 0,
	    .increment = 3 },
	  "whole is 0" },
	{ { .rehearsal = true,
	    .threshold = 3,
	    .rounding = 3,
	    .base = 6,
	    .whole = 9,
	    .increment = 0 },
	  "increment is 0" },
	{ { .rehearsal = true,
	    .threshold = 3,
	    .rounding = 5,
	    .base = 6,
	    .whole = 9,
	    .increment = 3 },
	  "from 3 to 3" },
};

static void
test_floors(void)
{
	for (size_t i = 0; i < ARRAY_LEN(floors); i++) {
		struct err err = { .code = ERR_NONE };
		bool good = policy_good(&floors[i].policy, &err);

		if (!ok(good == !floors[i].word &&
				(good || (err.code == ERR_INPUT &&
					  strstr(err.text, floors[i].word))),
			"floors, case %zu: %s", i + 1,
			floors[i].word ? floors[i].word : "good"))
			note("good %d: %s", good, err.text);
	}
}

static void
test_raised(void)
{
	struct policy was = policy_make(10), now = was;
	struct err err = { .code = ERR_NONE };

	ok(policy_raised(&now, &was, &err), "the same is no lower");
	now = policy_make(12);
	ok(policy_raised(&now, &was, &err), "all may be raised");
	ok(!policy_raised(&was, &now, &err) &&
		   strstr(err.text, "threshold is 10, and was 12"),
	   "the threshold cannot be lowered");
	now = was;
	now.rounding = 3;
	ok(!policy_raised(&now, &was, &err) && strstr(err.text, "rounding is 3"),
	   "nor rounding");
	now = was;
	now.base = 19;
	ok(!policy_raised(&now, &was, &err) && strstr(err.text, "base is 19"),
	   "nor base");
	now = was;
	now.whole = 29;
	ok(!policy_raised(&now, &was, &err) && strstr(err.text, "whole is 29"),
	   "nor whole");
	now = was;
	now.increment = 9;
	ok(!policy_raised(&now, &was, &err) && strstr(err.text, "increment is 9"),
	   "nor increment");
	now = was;
	now.strict = true;
	ok(policy_raised(&now, &was, &err), "it may become strict");
	ok(!policy_raised(&was, &now, &err) && strstr(err.text, "strict"),
	   "and must stay so");
}

int
main(void)
{
	static const char *const markers[MARK__COUNT] = { "", "c", "z", "x", "u", "cu" };

	test_made();
	test_round();
	test_floors();
	test_raised();
	for (int i = 0; i < MARK__COUNT; i++)
		is_str(marker_names[i], markers[i], "marker %d", i);
	return tap_done();
}
