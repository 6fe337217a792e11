/*
 * Passphrases of people at the desk: known again, of the promised cost, and nobody's takes as long.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "seal/seal.h"
#include "tests/tap.h"

static void
known_again(void)
{
	static const char words[] = "correct horse battery staple";
	SCOPED(buf) one = { 0 };
	SCOPED(buf) two = { 0 };
	struct err err;

	ok(password_make(words, strlen(words), &one, &err), "one is made");
	ok(password_make(words, strlen(words), &two, &err), "and again");
	ok(str_starts(one.data, "$argon2id$v=19$m=65536,t=3,p=1$"),
	   "by Argon2id, 64 MiB, 3 passes: %.40s", one.data);
	ok(!str_same(one.data, two.data), "two are never alike: each has its salt");
	ok(!strstr(one.data, "horse"), "nothing of it stands there");
	ok(password_right(one.data, words, strlen(words)), "it is known again");
	ok(!password_right(one.data, words, strlen(words) - 1), "another is not");
	ok(!password_right(one.data, "", 0), "nor is none");
	ok(!password_right("$argon2id$v=19$m=8,t=1,p=1$x", words, strlen(words)),
	   "nor by a text that is damaged");
}

/* So that nobody learns by a clock which names there are. */
static void
nobody_takes_as_long(void)
{
	SCOPED(buf) kept = { 0 };
	struct err err;
	uint64_t from, somebody, nobody;

	ok(password_make("twelve letters", 14, &kept, &err), "one is made");
	from = clock_ms();
	ok(!password_right(kept.data, "wrong", 5), "a wrong one of somebody");
	somebody = clock_ms() - from;
	from = clock_ms();
	ok(!password_right(NULL, "wrong", 5), "one of nobody is wrong");
	nobody = clock_ms() - from;
	note("somebody %d ms, nobody %d ms", (int)somebody, (int)nobody);
	ok(nobody * 3 > somebody, "and is not quicker told");
	ok(!password_right("", "", 0), "nobody has an empty one");
}

int
main(void)
{
	seal_start();
	known_again();
	nobody_takes_as_long();
	return tap_done();
}
