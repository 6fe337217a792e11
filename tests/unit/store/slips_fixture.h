/*
 * A file with slips, for their tests.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_TEST_STORE_SLIPS_H
#define CANVASS_TEST_STORE_SLIPS_H

#include "store/sqlite/internal.h"
#include "tests/unit/store/fixture.h"

#define FILE_DB "answers/" SURVEY ".db"

static struct place_to_try p;
static struct store_lock *lock;
static struct answers_file *f;

FIXTURE void
begin(unsigned expected)
{
	p = place_make();
	lock = lock_or_die(&p);
	f = file_make_open(lock, expected, BOX);
}

FIXTURE void
end(void)
{
	answers_close(f);
	store_unlock(lock);
	place_drop(&p);
}

FIXTURE void
reopen(bool clean)
{
	answers_close(f);
	if (!clean)
		meddle(place_path(&p, FILE_DB), "UPDATE head SET clean = 0");
	f = open_or_die(lock);
}

/* The n-th made-up hash. */
FIXTURE const unsigned char *
hash_of(unsigned n)
{
	static unsigned char hashes[25000][SLIP_BYTES];
	struct dice d;

	if (n >= ARRAY_LEN(hashes))
		die("hash_of: %u", n);
	dice_seed(&d, 77 + n);
	for (int i = 0; i < SLIP_BYTES; i++)
		hashes[n][i] = (unsigned char)dice_next(&d);
	return hashes[n];
}

FIXTURE bool
run_make(unsigned from, unsigned n, unsigned *out_run, struct err *err)
{
	unsigned char(*hashes)[SLIP_BYTES] = mem_new(n + 1, SLIP_BYTES);
	bool good;

	for (unsigned i = 0; i < n; i++)
		memcpy(hashes[i], hash_of(from + i), SLIP_BYTES);
	good = answers_slips_add(f, (const unsigned char(*)[SLIP_BYTES])hashes, n,
				 out_run, err);
	free(hashes);
	return good;
}

FIXTURE unsigned
there(unsigned from, unsigned n)
{
	unsigned count = 0;

	for (unsigned i = 0; i < n; i++)
		count += answers_slip_there(f, hash_of(from + i));
	return count;
}

/* One answer with one slip, as a group of its own. */
FIXTURE enum slot_result
use(unsigned answer, unsigned slip)
{
	struct made_up made;
	struct slot_add item;
	struct err err;

	answer_make_up(&made, 1, answer);
	item = slot_of(&made);
	item.slip = hash_of(slip);
	return answers_add(f, &item, 1, &err) ? item.result : SLOT_FAILED;
}

#endif
