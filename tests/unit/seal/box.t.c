/*
 * Tests of seal/box.c: every recipient opens, nobody else; every byte counts.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "seal/seal.h"
#include "tests/tap.h"

#define ABOUT "hampshire@2026-spring 1"

enum { KEYS = 3, PADDED = 200 };
static struct secret_key *keys[KEYS];
static struct recipient list[KEYS];

static void
make_keys(void)
{
	for (int i = 0; i < KEYS; i++) {
		SCOPED(buf) secret = { 0 };
		SCOPED(buf) public = { 0 };
		struct err err = { 0 };

		if (!key_make("pass", 4, &secret, &public, &err))
			die("%s", err.text);
		keys[i] = key_open(secret.data, secret.len, "pass", 4, &err);
		if (!keys[i] || !recipient_parse(public.data, public.len, &list[i], &err))
			die("%s", err.text);
	}
}

static bool
opens(const unsigned char *box, size_t len, const char *about,
      const struct secret_key *key, const char *want)
{
	SCOPED(buf) out = { 0 };
	struct err err = { 0 };

	if (!box_open(box, len, about, key, &out, &err)) {
		if (out.len || !err.code)
			die("a box that fails must give nothing, and say why");
		return false;
	}
	return !want || (out.len == strlen(want) &&
			 !memcmp(out.len ? out.data : "", want, out.len));
}

static void
test_round(void)
{
	unsigned char box[2048];
	struct err err = { 0 };

	for (size_t n = 1; n <= 2; n++) {
		size_t size = box_size(PADDED, n);

		ok(box_seal(box, PADDED, "the answer", 10, ABOUT, list, n, &err),
		   "%zu recipients", n);
		for (size_t i = 0; i < KEYS; i++)
			is_int(opens(box, size, ABOUT, keys[i], "the answer"), i < n,
			       "%zu recipients, key %zu", n, i);
		is_int(box_recipients(box, size), (long long)n, "as the box says");
		ok(!box_recipients(box, box_size(0, n) - 1) && !box_recipients(box, 1),
		   "a box that is cut short is none");
		ok(!opens(box, size, "hampshire@2026-autumn 1", keys[0], NULL),
		   "no other survey");
		ok(!opens(box, size, ABOUT "x", keys[0], NULL), "no longer name");
	}
	ok(box_seal(box, PADDED, "", 0, ABOUT, list, 1, &err) &&
		   opens(box, box_size(PADDED, 1), ABOUT, keys[0], ""),
	   "an empty record is a record");
}

/* The name of what lies in a box: alike for all recipients, and of this box alone. */
static void
test_naming(void)
{
	unsigned char box[2048], other[2048], names[3][SEAL_KEY], none[SEAL_KEY] = { 0 };
	size_t size = box_size(PADDED, 2);
	struct err err = { 0 };

	ok(box_seal(box, PADDED, "the answer", 10, ABOUT, list, 2, &err) &&
		   box_seal(other, PADDED, "the answer", 10, ABOUT, list, 2, &err),
	   "the same answer twice");
	for (size_t i = 0; i < 3; i++) {
		SCOPED(buf) out = { 0 };

		ok(box_open_naming(i < 2 ? box : other, size, ABOUT, keys[i % 2], &out,
				   names[i], &err) &&
			   out.len == 10,
		   "opened, and named");
	}
	ok(!memcmp(names[0], names[1], SEAL_KEY), "all recipients have one name for it");
	ok(memcmp(names[0], names[2], SEAL_KEY) != 0, "another box has another");
	ok(!memmem(box, size, names[0], 8), "it does not stand in the box");
	box[size - 1] ^= 1;
	memset(names[0], 0, SEAL_KEY);
	{
		SCOPED(buf) out = { 0 };

		ok(!box_open_naming(box, size, ABOUT, keys[0], &out, names[0], &err) &&
			   !memcmp(names[0], none, SEAL_KEY),
		   "a damaged box has none");
	}
}

static void
test_sizes(void)
{
	unsigned char box[2048];
	char data[PADDED + 1];
	struct err err = { 0 };

	memset(data, 'x', sizeof(data));
	ok(box_seal(box, PADDED, data, PADDED, ABOUT, list, 1, &err),
	   "a record as long as the padding");
	ok(!box_seal(box, PADDED, data, PADDED + 1, ABOUT, list, 1, &err) &&
		   err.code == ERR_INPUT,
	   "one byte more is refused");
	is_str(err.text, "a record of 201 bytes; its box holds 200", "in these words");
	for (size_t n = 1; n <= SEAL_RECIPIENTS; n++)
		ok(box_size(box_room(4000, n), n) == 4000,
		   "room for %zu recipients is used up", n);
	is_int((long long)box_room(126, 1), 0, "a slot that is too small has no room");
	is_int((long long)box_room(127, 1), 1, "one byte more has one");
}

static void
test_every_byte(void)
{
	unsigned char box[2048];
	size_t size = box_size(PADDED, 2);
	struct err err = { 0 };
	unsigned wrong = 0;

	ok(box_seal(box, PADDED, "the answer", 10, ABOUT, list, 2, &err),
	   "sealed to two");
	for (size_t i = 0; i < size; i++)
		for (unsigned bit = 0; bit < 8; bit += 3) {
			box[i] ^= (unsigned char)(1u << bit);
			/* also damage in the other's slot is seen */
			wrong += opens(box, size, ABOUT, keys[0], NULL);
			wrong += opens(box, size, ABOUT, keys[1], NULL);
			box[i] ^= (unsigned char)(1u << bit);
		}
	is_int(wrong, 0, "no box with a flipped bit opens, for either key");
	for (size_t len = 0; len < size; len++)
		wrong += opens(box, len, ABOUT, keys[0], NULL);
	is_int(wrong, 0, "no box cut short opens");
	ok(opens(box, size, ABOUT, keys[0], "the answer"), "and whole again it does");
}

/* The same record twice, and two records: nothing of length or content shows. */
static void
test_nothing_shows(void)
{
	unsigned char one[2048], two[2048];
	size_t size = box_size(PADDED, 1), same = 0;
	struct err err = { 0 };

	ok(box_seal(one, PADDED, "MARKER", 6, ABOUT, list, 1, &err) &&
		   box_seal(two, PADDED, "MARKER", 6, ABOUT, list, 1, &err),
	   "sealed twice");
	for (size_t i = 2; i < size; i++)
		same += one[i] == two[i];
	ok(same < size / 16,
	   "two boxes of one record have nothing in common (%zu of %zu)", same, size);
	ok(!memmem(one, size, "MARKER", 6), "the clear text is not in it");
}

int
main(void)
{
	seal_start();
	make_keys();
	test_round();
	test_naming();
	test_sizes();
	test_every_byte();
	test_nothing_shows();
	for (int i = 0; i < KEYS; i++)
		secret_key_free(keys[i]);
	return tap_done();
}
