/*
 * Codes of a code generator, by the test vectors of RFC 6238, appendix B (SHA-1), whose last six
 * digits are ours.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "seal/seal.h"
#include "tests/tap.h"

static const unsigned char *
secret(void)
{
	return (const unsigned char *)"12345678901234567890";
}

static void
vectors(void)
{
	static const struct {
		int64_t at;
		const char *code; /* of eight digits */
	} rows[] = {
		{ 59, "94287082" },	    { 1111111109, "07081804" },
		{ 1111111111, "14050471" }, { 1234567890, "89005924" },
		{ 2000000000, "69279037" }, { 20000000000, "65353130" },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		uint64_t step = 0;
		char code[7];

		totp_code(secret(), rows[i].at, code);
		is_str(code, rows[i].code + 2, "the code of second %lld",
		       (long long)rows[i].at);
		ok(totp_right(secret(), code, rows[i].at, &step), "is right");
		is_int((long long)step, rows[i].at / 30, "of its half-minute");
	}
}

static void
typed(void)
{
	static const struct {
		const char *code;
		bool right;
		const char *words;
	} rows[] = {
		{ "287082", true, "as it stands" },
		{ "287 082", true, "with a blank" },
		{ " 287082 ", true, "with blanks about it" },
		{ "287081", false, "a wrong one" },
		{ "87082", false, "five digits" },
		{ "0287082", false, "seven digits" },
		{ "94287082", false, "eight digits" },
		{ "", false, "nothing" },
		{ "28708x", false, "a letter" },
		{ "-287082", false, "a sign" },
		{ "\xd9\xa2"
		  "87082",
		  false, "a digit of another script" },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		uint64_t step = 7;
		bool right = totp_right(secret(), rows[i].code, 59, &step);

		ok(right == rows[i].right, "typed %s", rows[i].words);
		ok(right || step == 7, "and the step is left alone if it is wrong");
	}
}

/* One step each way, and no more. */
static void
clocks(void)
{
	static const struct {
		int64_t at;
		bool right;
	} rows[] = { { 29, true },   { 30, true }, { 59, true },
		     { 60, true },   { 89, true }, { 90, false },
		     { 120, false }, { 5, true },  { 100000, false } };

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		uint64_t step = 0;

		ok(totp_right(secret(), "287082", rows[i].at, &step) == rows[i].right,
		   "the code of second 59, at %lld: %s", (long long)rows[i].at,
		   rows[i].right ? "right" : "wrong");
		ok(!rows[i].right || step == 1,
		   "and it is of step 1 whenever it is typed");
	}
}

static void
address(void)
{
	SCOPED(buf) b = { 0 };
	char text[40];

	totp_text(secret(), text);
	is_str(text, "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", "the secret in base32");
	totp_address(secret(), "ann.lee", &b);
	is_str(b.data,
	       "otpauth://totp/canvass:ann.lee?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
	       "&issuer=canvass",
	       "and as a code generator scans it");
}

int
main(void)
{
	seal_start();
	vectors();
	typed();
	clocks();
	address();
	return tap_done();
}
