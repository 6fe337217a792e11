/*
 * Tests of seal/ticket.c: shape, round trip, ids.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "seal/seal.h"
#include "tests/tap.h"

static void
test_shape(void)
{
	static const struct {
		const char *text;
		bool good;
	} rows[] = {
		{ "00000000000000000000000000", true },
		{ "ZZZZZZZZZZZZZZZZZZZZZZZZZW", true },
		{ "zzzzzzzzzzzzzzzzzzzzzzzzzw", true },
		{ "ZZZZZZZZZZZZZZZZZZZZZZZZZX", true }, /* a spare bit */
		{ "ZZZZZZZZZZZZZZZZZZZZZZZZZZ", true },
		{ "0000000000000000000000000", false },
		{ "000000000000000000000000000", false },
		{ "", false },
		{ "0000000000000 000000000000", false },
		{ "I0000000000000000000000000",
		  false }, /* look-alikes are for typed codes */
		{ "0O000000000000000000000000", false },
		{ "000U0000000000000000000000", false },
		{ "0000l000000000000000000000", false },
		{ "0000000000000000000000000\303\251", false },
	};
	unsigned char bytes[TICKET_BYTES];

	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		is_int(ticket_read(rows[i].text, bytes), rows[i].good, "\"%s\"",
		       rows[i].text);
}

static void
test_spare(void)
{
	static const char *const texts[] = { "04HMASW9NF6YY0938NKRKAYDXX",
					     "04HMASW9NF6YY0938NKRKAYDXY",
					     "04HMASW9NF6YY0938NKRKAYDXZ" };
	unsigned char plain[TICKET_BYTES], bytes[TICKET_BYTES];

	ok(ticket_read("04HMASW9NF6YY0938NKRKAYDXW", plain), "spare bits clear");
	for (size_t i = 0; i < ARRAY_LEN(texts); i++)
		ok(ticket_read(texts[i], bytes) && !memcmp(bytes, plain, sizeof(bytes)),
		   "%s is the same ticket, so it is stored once", texts[i]);
}

static void
test_known(void)
{
	unsigned char bytes[TICKET_BYTES], want[TICKET_BYTES];
	char hex[40];

	ok(ticket_read("ZZZZZZZZZZZZZZZZZZZZZZZZZW", bytes), "all ones");
	memset(want, 255, sizeof(want));
	ok(memcmp(bytes, want, sizeof(want)) == 0, "are 16 bytes of 255");
	ok(ticket_read("04HMASW9NF6YY0938NKRKAYDXW", bytes), "01 23 45 ... in base32");
	hex_encode(hex, sizeof(hex), bytes, sizeof(bytes));
	is_str(hex, "0123456789abcdef0123456789abcdef", "the bits stand in order");
	ok(!ticket_read("bad", bytes), "a bad one is refused");
	hex_encode(hex, sizeof(hex), bytes, sizeof(bytes));
	is_str(hex, "0123456789abcdef0123456789abcdef", "and leaves the bytes alone");
}

static void
test_new(void)
{
	char one[TICKET_CHARS + 1], two[TICKET_CHARS + 1];
	unsigned char a[TICKET_BYTES], b[TICKET_BYTES];
	unsigned ones[128] = { 0 };
	bool shaped = true, even = true;

	for (int i = 0; i < 2000; i++) {
		ticket_new(one);
		shaped = shaped && strlen(one) == TICKET_CHARS && ticket_read(one, a);
		for (unsigned bit = 0; shaped && bit < 128; bit++)
			ones[bit] += a[bit / 8] >> (7 - bit % 8) & 1;
	}
	for (unsigned bit = 0; bit < 128; bit++)
		even = even && ones[bit] > 800 &&
		       ones[bit] < 1200; /* 9 standard deviations */
	ok(shaped, "2,000 new tickets have the shape");
	ok(even, "each of the 128 bits is set about half the time");
	ticket_new(two);
	ok(ticket_read(two, b) && memcmp(a, b, sizeof(a)) != 0, "two tickets differ");
}

static void
test_id(void)
{
	unsigned char ticket[TICKET_BYTES] = { 1 }, key[SEAL_KEY] = { 2 };
	unsigned char a[ANSWER_ID], b[ANSWER_ID];

	ticket_id(ticket, key, a);
	ticket_id(ticket, key, b);
	ok(memcmp(a, b, sizeof(a)) == 0, "the same ticket has the same id");
	ticket[15] ^= 1;
	ticket_id(ticket, key, b);
	ok(memcmp(a, b, sizeof(a)) != 0, "another ticket has another");
	ticket[15] ^= 1;
	key[31] ^= 1;
	ticket_id(ticket, key, b);
	ok(memcmp(a, b, sizeof(a)) != 0, "another survey's key gives another");
}

int
main(void)
{
	seal_start();
	test_shape();
	test_spare();
	test_known();
	test_new();
	test_id();
	return tap_done();
}
