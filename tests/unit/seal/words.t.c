/*
 * Tests of seal/words.c: the list of check words, and how a code finds its two.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "seal/internal.h"
#include "tests/tap.h"

static void
test_list(void)
{
	unsigned bad_length = 0, bad_letters = 0, same_start = 0, order = 0;

	for (unsigned i = 0; i < CHECK_WORDS; i++) {
		const char *word = check_word_list[i];
		size_t len = strnlen(word, sizeof(check_word_list[0]));

		bad_length += len < 3 || len > 7;
		bad_letters += strspn(word, "abcdefghijklmnopqrstuvwxyz") != len;
		order += i && strcmp(check_word_list[i - 1], word) >= 0;
		for (unsigned j = 0; j < i; j++)
			same_start += strncmp(check_word_list[j], word, 4) == 0;
	}
	is_int(bad_length, 0, "all have 3 to 7 letters");
	is_int(bad_letters, 0, "small English letters alone");
	is_int(same_start, 0, "no two share their first four letters");
	is_int(order, 0, "they stand in the order of the alphabet");
}

/* Posters on walls name words by their place in the list: it is frozen. */
static void
test_frozen(void)
{
	unsigned char hash[SEAL_HASH];
	char hex[2 * SEAL_HASH + 1];

	seal_hash(hash, check_word_list, sizeof(check_word_list), NULL, 0);
	hex_encode(hex, sizeof(hex), hash, sizeof(hash));
	is_str(hex, "4a29b95f0dbf8cf8a0ac77e940d3c2f71a015ce5c99e37f1840e2602f18d8ca5",
	       "the list has not changed");
}

static void
test_pairs(void)
{
	unsigned char key[SEAL_KEY] = { 1 }, other[SEAL_KEY] = { 2 };
	char a[20], b[20];
	unsigned same = 0, first_seen = 0;
	static bool seen[26];

	check_words("K7QX3MRR", key, a, sizeof(a));
	check_words("K7QX3MRR", key, b, sizeof(b));
	is_str(a, b, "one code has one pair of words (%s)", a);
	for (int i = 0; i < 500; i++) {
		char code[CODE_CHARS + 1];

		code_new(code);
		check_words(code, key, a, sizeof(a));
		check_words(code, other, b, sizeof(b));
		same += str_same(a, b);
		first_seen += !seen[a[0] - 'a'];
		seen[a[0] - 'a'] = true;
		if (strlen(a) < 7 || strlen(a) > 15 || !strchr(a, ' '))
			ok(false, "\"%s\" is two words", a);
	}
	ok(same <= 1, "two servers give one code unrelated words");
	ok(first_seen > 15, "all of the list is drawn from");
}

int
main(void)
{
	seal_start();
	test_list();
	test_frozen();
	test_pairs();
	return tap_done();
}
