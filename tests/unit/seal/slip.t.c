/*
 * Tests of seal/slip.c: how slips are drawn, read and known, and that nobody else's are.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "seal/internal.h"
#include "tests/tap.h"

enum { MANY = 20000, FOREIGN = 200000 };

static unsigned char key[SEAL_KEY], other[SEAL_KEY];

static int
by_text(const void *a, const void *b)
{
	return memcmp(a, b, SLIP_CHARS + 1);
}

/* A print run's worth: each reads as itself, bears the mark, none twice, none rude. */
static void
test_run(void)
{
	char(*codes)[SLIP_CHARS + 1] = mem_new(MANY, sizeof(*codes));
	unsigned read = 0, mine = 0, refused = 0, twice = 0;
	unsigned seen[32] = { 0 }, least = 320000;
	uint64_t start = clock_ms(), took;

	for (int i = 0; i < MANY; i++)
		slip_new(key, codes[i]);
	took = clock_ms() - start;
	for (int i = 0; i < MANY; i++) {
		char out[SLIP_CHARS + 1];

		read += slip_read(codes[i], out) && str_same(codes[i], out);
		mine += slip_mine(codes[i], key);
		refused += code_refused(codes[i]);
		for (int j = 0; j < SLIP_CHARS; j++)
			seen[base32_value(codes[i][j])]++;
	}
	qsort(codes, MANY, sizeof(*codes), by_text);
	for (int i = 1; i < MANY; i++)
		twice += str_same(codes[i - 1], codes[i]);
	for (int v = 0; v < 32; v++)
		least = seen[v] < least ? seen[v] : least;
	is_int(read, MANY, "20,000 slips read as themselves");
	is_int(mine, MANY, "all are known as this survey's");
	is_int(refused, 0, "none reads as a word that is refused");
	is_int(twice, 0, "none came twice");
	ok(least > 4000, "all characters are used (the rarest %u of 320,000 times)",
	   least);
	note("20,000 slips in %u ms", (unsigned)took);
	ok(took < 30000, "in good time");
	free(codes);
}

/* Codes of the same shape that were not drawn here, always the same ones: one in 32,768 passes. */
static void
test_foreign(void)
{
	unsigned foreign = 0, near = 0;
	char code[SLIP_CHARS + 1], near_code[SLIP_CHARS + 1];
	struct dice dice;

	dice_seed(&dice, 1);
	for (int i = 0; i < FOREIGN; i++) {
		for (int j = 0; j < SLIP_CHARS; j++)
			code[j] = base32_digits[dice_below(&dice, 32)];
		code[SLIP_CHARS] = '\0';
		foreign += slip_mine(code, key);
	}
	ok(foreign > 1 && foreign < 30, "%u of %d foreign codes pass: about %d", foreign,
	   FOREIGN, FOREIGN >> 15);
	slip_new(key, code);
	for (int i = 0; i < SLIP_CHARS; i++)
		for (int v = 0; v < 32; v++) {
			memcpy(near_code, code, sizeof(code));
			near_code[i] = base32_digits[v];
			near += slip_mine(near_code, key) && i < SLIP_CHARS - 1 &&
				v != base32_value(code[i]);
		}
	ok(near < 3, "%u of 465 that differ in one character pass", near);
	ok(!slip_mine("K7QX3MRR7Y2H", key) && !slip_mine("", key), "nothing shorter does");
}

/* The most likely character at each place is not much likelier than any: nothing shows the mark. */
static void
test_spread(void)
{
	static unsigned seen[SLIP_CHARS][32];
	unsigned most = 0, least = MANY;
	char code[SLIP_CHARS + 1];

	for (int i = 0; i < MANY; i++) {
		slip_new(key, code);
		for (int j = 0; j < SLIP_CHARS; j++)
			seen[j][base32_value(code[j])]++;
	}
	for (int j = 12; j < SLIP_CHARS; j++)
		for (int v = 0; v < 32; v++) {
			most = seen[j][v] > most ? seen[j][v] : most;
			least = seen[j][v] < least ? seen[j][v] : least;
		}
	ok(least > 450 && most < 810,
	   "mark and check use each character alike: %u to %u times of 20,000", least, most);
}

/* What share of draws words alone reject. */
static void
test_words(void)
{
	unsigned kept = 0;

	for (int i = 0; i < 3000; i++) {
		unsigned char drawn[SLIP_CHARS];
		char code[SLIP_CHARS + 1] = "";

		rand_bytes(drawn, sizeof(drawn));
		for (int j = 0; j < SLIP_CHARS; j++)
			code[j] = base32_digits[drawn[j] & 31];
		kept += !code_refused(code);
	}
	ok(kept > 2000, "words spare %u of 3,000 draws", kept);
	ok(code_refused("XXXXXXXXXXXXACAB"), "a word at the end is seen");
	ok(code_refused("ZZZZZZZZZZZZZZZZ"), "and one character sixteen times");
	ok(!code_refused("K7QX3MRR7Y2H9CT0"), "a plain one is fine");
}

/* Typed as people do, and with one character wrong or two swapped. */
static void
test_typed(void)
{
	static const struct {
		const char *typed, *want;
	} rows[] = {
		{ "k7qx 3mrr 7y2h 9ct", NULL },
		{ "K7QX3MRR", NULL },
		{ "", NULL },
		{ "K7QX.3MRR.7Y2H.9CT0", NULL },
		{ "K7QX3MRR7Y2H9CT0K7QX3MRR", NULL },
	};
	char code[SLIP_CHARS + 1], out[SLIP_CHARS + 1] = "untouched", typed[60];
	unsigned missed = 0, tried = 0;

	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		ok(!slip_read(rows[i].typed, out) && str_same(out, "untouched"),
		   "\"%s\" is none", rows[i].typed);
	slip_new(key, code);
	for (int i = 0; i < SLIP_CHARS; i++)
		for (int v = 0; v < 32; v++) {
			char kept = code[i];

			code[i] = base32_digits[v];
			tried += code[i] != kept;
			missed += code[i] != kept && slip_read(code, out);
			code[i] = kept;
		}
	for (int i = 0; i < SLIP_CHARS; i++)
		for (int j = i + 1; j < SLIP_CHARS; j++) {
			char a = code[i], b = code[j];

			code[i] = b;
			code[j] = a;
			tried += a != b;
			missed += a != b && slip_read(code, out);
			code[i] = a;
			code[j] = b;
		}
	ok(tried > 500, "%u wrong characters and swaps", tried);
	is_int(missed, 0, "none of them is read");
	slip_pretty(code, typed);
	is_int((long long)strlen(typed), SLIP_CHARS + 3, "four groups of four");
	ok(slip_read(typed, out) && str_same(out, code), "as printed");
	for (char *p = typed; *p; p++)
		*p = (char)(*p == ' '		     ? '-'
			    : *p == '0'		     ? 'o'
			    : *p == '1'		     ? 'l'
			    : *p >= 'A' && *p <= 'Z' ? *p + 32
						     : *p);
	ok(slip_read(typed, out) && str_same(out, code), "as typed: %s", typed);
}

/* Keys, marks and hashes of one code have nothing in common that can be seen. */
static void
test_keys(void)
{
	unsigned char check[SEAL_KEY] = { 7 }, again[SEAL_KEY], one[SLIP_HASH],
		      two[SLIP_HASH], plain[SEAL_HASH];
	char code[SLIP_CHARS + 1] = "K7QX3MRR7Y2H9CT0", words[48];

	slip_key(check, key);
	slip_key(check, again);
	ok(secret_same(key, again, SEAL_KEY), "a survey's key is always the same");
	ok(!secret_same(key, check, SEAL_KEY), "and not the check-word key");
	check[0] = 8;
	slip_key(check, other);
	ok(!secret_same(key, other, SEAL_KEY), "another survey has another");
	slip_hash(code, key, one);
	slip_hash(code, key, two);
	ok(!memcmp(one, two, SLIP_HASH), "a slip's hash is always the same");
	slip_hash(code, other, two);
	ok(memcmp(one, two, SLIP_HASH) != 0, "under another key it is another");
	seal_hash(plain, code, SLIP_CHARS, key, SEAL_KEY);
	ok(memcmp(one, plain, SLIP_HASH) != 0, "and it has a label of its own");
	check_words(code, check, words, sizeof(words));
	ok(strchr(words, ' ') != NULL, "a slip has check words: %s", words);
}

int
main(void)
{
	seal_start();
	test_keys();
	test_run();
	test_foreign();
	test_spread();
	test_words();
	test_typed();
	return tap_done();
}
