/*
 * What order.t and append.t check: that no file tells in which order answers came, not by their
 * place, not by the log, its index or a journal, not by what was moved.
 *
 * Kendall's tau (M. Kendall, Biometrika 30, 1938) is taken between the order of arrival and
 * the order of the answers' bytes in a file: 1 tells all, 0 nothing.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <math.h>

#include "tests/unit/store/fixture.h"

#include "tests/privacy/order_checks.h"

enum { RUNS = 10, INDEX_HEAD = 136, SLIPS_LEFT = 100 };
#define TAU_MOST 0.04

unsigned order_arrivals;

static const char *const files[] = {
	"answers/" SURVEY ".db",
	"answers/" SURVEY ".db-wal",
	"answers/" SURVEY ".db-journal",
	"answers/" SURVEY ".db-shm",
	"canvass.db",
	"answers/lock",
};

/* ---- measuring ------------------------------------------------------------------- */

/* Where each answer's mark stands in the bytes; -1 if nowhere.  copies: of all marks together. */
static void
marks_find(const unsigned char *data, size_t len, uint64_t seed, const unsigned *order,
	   long long *at, unsigned *copies)
{
	char(*marks)[32] = mem_new(PEOPLE, 32);
	const char *p = (const char *)data, *end = p + len;

	*copies = 0;
	for (unsigned i = 0; i < PEOPLE; i++) {
		snprintf(marks[i], 32, "<<answer %llu %u>>", (unsigned long long)seed,
			 order[i]);
		at[i] = -1;
	}
	while (p && p < end && (p = memmem(p, (size_t)(end - p), "<<answer ", 9))) {
		for (unsigned i = 0; i < PEOPLE; i++)
			if ((size_t)(end - p) >= strlen(marks[i]) &&
			    memcmp(p, marks[i], strlen(marks[i])) == 0) {
				at[i] = p - (const char *)data;
				++*copies;
			}
		p += 9;
	}
	free(marks);
}

/* at: places in the order of arrival; those that are nowhere are left out. */
static double
tau(const long long *at, unsigned n)
{
	long long agree = 0, pairs = 0;

	for (unsigned i = 0; i < n; i++)
		for (unsigned j = i + 1; j < n; j++) {
			if (at[i] < 0 || at[j] < 0)
				continue;
			agree += at[i] < at[j] ? 1 : -1;
			pairs++;
		}
	return pairs ? (double)agree / (double)pairs : 0;
}

/* The same for one file of a workspace. */
static double
file_tau(const struct place_to_try *p, const char *name, uint64_t seed,
	 const unsigned *order, unsigned *copies)
{
	long long at[PEOPLE];
	size_t len;
	unsigned char *data = bytes_read(place_path(p, name), &len);
	double t = 0;

	*copies = 0;
	if (data) {
		marks_find(data, len, seed, order, at, copies);
		t = tau(at, PEOPLE);
	}
	free(data);
	return t;
}

/* Bytes of the log's index, behind its head, that are not zero. */
static size_t
index_told(const struct place_to_try *p)
{
	size_t len, told = 0;
	unsigned char *data = bytes_read(place_path(p, files[3]), &len);

	for (size_t i = INDEX_HEAD; i < len; i++)
		told += data[i] != 0;
	free(data);
	return told;
}

/* ---- filling --------------------------------------------------------------------- */

static void
order_shuffle(unsigned *order, struct dice *d)
{
	for (unsigned i = 0; i < PEOPLE; i++) {
		unsigned j = dice_below(d, i + 1);

		order[i] = order[j];
		order[j] = i;
	}
}

/* Adds all answers in an order, in groups of 1 to 40, with a checkpoint now and then. */
static void
fill(struct answers_file *f, uint64_t seed, const unsigned *order, bool one_by_one,
     struct dice *d)
{
	static struct made_up made[40];
	struct slot_add items[40];
	struct err err = { 0 };
	bool busy;

	order_arrivals = 0;
	for (unsigned at = 0; at < PEOPLE;) {
		unsigned group = one_by_one ? 1 : 1 + dice_below(d, 40), n = 0;

		for (; n < group && at < PEOPLE; n++, at++) {
			answer_make_up(&made[n], seed, order[at]);
			items[n] = slot_of(&made[n]);
			items[n].slip = made[n].slip;
		}
		if (!answers_add(f, items, n, &err) || items[0].result != SLOT_STORED)
			die("answers_add: %s", err.text);
		if (!one_by_one && dice_below(d, 4) == 0 &&
		    !answers_checkpoint(f, &busy, &err))
			die("answers_checkpoint: %s", err.text);
	}
}

/* A workspace in which all answers came in an order, by slips of which some are left; closed. */
static struct place_to_try
filled(uint64_t seed, const unsigned *order, unsigned expected, bool one_by_one,
       struct dice *d)
{
	struct place_to_try p = place_make();
	struct store_lock *lock = lock_or_die(&p);
	struct answers_file *f = file_make_open(lock, expected, BOX);
	struct err err;

	if (!answers_close_batch(f, 20000, false, &err))
		die("answers_close_batch: %s", err.text);
	if (!slips_print(f, seed, 0, PEOPLE + SLIPS_LEFT, &err))
		die("slips_print: %s", err.text);
	fill(f, seed, order, one_by_one, d);
	answers_close(f);
	store_unlock(lock);
	return p;
}

static bool
same_bytes(const char *a, const char *b)
{
	size_t len_a, len_b;
	unsigned char *data_a = bytes_read(a, &len_a), *data_b = bytes_read(b, &len_b);
	bool same =
		data_a && data_b && len_a == len_b && memcmp(data_a, data_b, len_a) == 0;

	free(data_a);
	free(data_b);
	return same;
}

/* ---- what is promised ------------------------------------------------------------ */

void
order_two_orders(unsigned expected, const char *words)
{
	unsigned first[PEOPLE], second[PEOPLE];
	struct place_to_try a, b;
	struct dice d;

	dice_seed(&d, expected);
	order_shuffle(first, &d);
	order_shuffle(second, &d);
	a = filled(7, first, expected, true, &d);
	b = filled(7, second, expected, false, &d);
	ok(same_bytes(place_path(&a, files[0]), place_path(&b, files[0])),
	   "two orders, two ways to commit: byte-identical files, %s", words);
	place_drop(&a);
	place_drop(&b);
}

void
order_at_rest(void)
{
	double sums[ARRAY_LEN(files)] = { 0 };
	unsigned copies, once = 0, elsewhere = 0;
	size_t told = 0;

	for (unsigned run = 0; run < RUNS; run++) {
		struct place_to_try p;
		unsigned order[PEOPLE];
		struct dice d;

		dice_seed(&d, 100 + run);
		order_shuffle(order, &d);
		p = filled(run, order, PEOPLE, run % 2, &d);
		for (size_t i = 0; i < ARRAY_LEN(files); i++) {
			sums[i] += file_tau(&p, files[i], run, order, &copies);
			once += i == 0 && copies == PEOPLE;
			elsewhere += i == 0 ? 0 : copies;
		}
		told += index_told(&p);
		place_drop(&p);
	}
	note("mean tau %.4f", sums[0] / RUNS);
	for (size_t i = 0; i < ARRAY_LEN(files); i++)
		ok(fabs(sums[i] / RUNS) < TAU_MOST,
		   "%s: |mean tau| of %d runs is under %.2f", files[i], RUNS, TAU_MOST);
	is_int(once, RUNS,
	       "every answer stands in its file once: nothing deleted is left");
	is_int(elsewhere, 0, "and in no other file");
	is_int((long long)told, 0, "the log's index names no page");
}

/* While it is in use, the log and its index do show the order: so this test would see it. */
void
order_test_sees(void)
{
	struct place_to_try p = place_make();
	struct store_lock *lock = lock_or_die(&p);
	struct answers_file *f = file_make_open(lock, PEOPLE, BOX);
	unsigned order[PEOPLE], copies;
	struct err err = { 0 };
	struct dice d;

	dice_seed(&d, 5);
	order_shuffle(order, &d);
	if (!slips_print(f, 9, 0, PEOPLE, &err))
		die("slips_print: %s", err.text);
	fill(f, 9, order, true, &d);
	ok(file_tau(&p, files[1], 9, order, &copies) > 0.7,
	   "a log that is in use shows the order");
	ok(index_told(&p) > PEOPLE, "and so does its index");
	answers_close(f);
	ok(file_tau(&p, files[1], 9, order, &copies) < TAU_MOST && !copies,
	   "until it is emptied");
	store_unlock(lock);
	place_drop(&p);
}

int
order_done(void)
{
	return tap_done();
}
