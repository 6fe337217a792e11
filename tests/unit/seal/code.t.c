/*
 * Tests of seal/code.c: check character, reading, refused words, check words.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "seal/internal.h"
#include "tests/tap.h"

static void
test_vectors(void)
{
	static const struct {
		unsigned char symbols[7];
		unsigned want;
		const char *code;
	} rows[] = {
		{ { 19, 7, 23, 29, 3, 20, 24 }, 24, "K7QX3MRR" },
		{ { 7, 30, 2, 17, 9, 12, 26 }, 0, "7Y2H9CT0" },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		char code[CODE_CHARS + 1];

		is_int(code_check(rows[i].symbols, 7), rows[i].want, "check of %s",
		       rows[i].code);
		ok(code_read(rows[i].code, code), "%s is read", rows[i].code);
		is_str(code, rows[i].code, "as it is");
	}
}

static void
test_typed(void)
{
	static const struct {
		const char *typed, *want; /* NULL: refused */
	} rows[] = {
		{ "7y2h-9cto", "7Y2H9CT0" },
		{ "7y2h 9ctO", "7Y2H9CT0" },
		{ "  7Y2H\t9CT0\r\n", "7Y2H9CT0" },
		{ "7y2h\342\200\2239ct0", "7Y2H9CT0" },
		{ "7y2h\302\2409ct0", "7Y2H9CT0" },
		{ "k7qx3mrr", "K7QX3MRR" },
		{ "k7qx-3mrs", NULL },
		{ "K7QX3MR", NULL },
		{ "K7QX3MRRR", NULL },
		{ "K7QX.3MRR", NULL },
		{ "K7QX3MR\303\251", NULL },
		{ "", NULL },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		char code[CODE_CHARS + 1] = "untouch";
		bool good = code_read(rows[i].typed, code);

		is_int(good, rows[i].want != NULL, "\"%s\"", rows[i].typed);
		is_str(code, good ? rows[i].want : "untouch", "what comes out of it");
	}
}

/* Every single wrong character, and every swap of two at any distance, is seen. */
static void
test_slips(void)
{
	unsigned missed = 0, tried = 0;

	for (int n = 0; n < 300; n++) {
		char code[CODE_CHARS + 1], out[CODE_CHARS + 1];

		code_new(code);
		for (int i = 0; i < CODE_CHARS; i++)
			for (int v = 0; v < 32; v++) {
				char kept = code[i];

				code[i] = base32_digits[v];
				tried += code[i] != kept;
				missed += code[i] != kept && code_read(code, out);
				code[i] = kept;
			}
		for (int i = 0; i < CODE_CHARS; i++)
			for (int j = i + 1; j < CODE_CHARS; j++) {
				char a = code[i], b = code[j];

				code[i] = b;
				code[j] = a;
				tried += a != b;
				missed += a != b && code_read(code, out);
				code[i] = a;
				code[j] = b;
			}
	}
	ok(tried > 74000, "%u slips tried", tried);
	is_int(missed, 0, "none passes");
}

static void
test_refused(void)
{
	static const char *const bad[] = { "ACABXXXX", "XX1312XX", "1488XXXX", "XKKKXXXX",
					   "XXFVCKXX", "5H1TXXXX", "XXD1CKXX", "W4NKXXXX",
					   "XXXPAK1X", "00000000", "ZZZZZZZZ", "XXXX5TAB",
					   "XXDEADXX", "H0M0XXXX", "X666XXXX" };
	static const char *const good[] = { "K7QX3MRR", "7Y2H9CT0", "2R4WN6JM" };

	for (size_t i = 0; i < ARRAY_LEN(bad); i++)
		ok(code_refused(bad[i]), "%s is drawn again", bad[i]);
	for (size_t i = 0; i < ARRAY_LEN(good); i++)
		ok(!code_refused(good[i]), "%s is fine", good[i]);
}

static void
test_new(void)
{
	bool good = true, read = true;
	unsigned seen[32] = { 0 }, least = 100000;

	for (int i = 0; i < 20000; i++) {
		char code[CODE_CHARS + 1], out[CODE_CHARS + 1];

		code_new(code);
		good = good && !code_refused(code);
		read = read && code_read(code, out) && str_same(code, out);
		for (int j = 0; j < CODE_CHARS; j++)
			seen[base32_value(code[j])]++;
	}
	for (int v = 0; v < 32; v++)
		least = seen[v] < least ? seen[v] : least;
	ok(read, "20,000 new codes pass their own check");
	ok(good, "none is refused");
	ok(least > 4000, "all characters are used (the rarest %u of 160,000 times)",
	   least);
}

static void
test_pretty(void)
{
	char out[CODE_CHARS + 2];

	code_pretty("K7QX3MRR", out);
	is_str(out, "K7QX 3MRR", "printed in two groups");
}

int
main(void)
{
	seal_start();
	test_vectors();
	test_typed();
	test_slips();
	test_refused();
	test_new();
	test_pretty();
	return tap_done();
}
