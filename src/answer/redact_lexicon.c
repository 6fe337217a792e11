/*
 * Looking words up in the table that tools/lexicon made: blocks of 16, the first of each block
 * whole, the others told by what they share with the word before.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/redact_internal.h"

extern const unsigned char lexicon_bytes[], lexicon_sieve[];
extern const uint32_t lexicon_blocks[], lexicon_sets[];
extern const uint64_t lexicon_keys[];
extern const size_t lexicon_words, lexicon_block_count, lexicon_byte_count;

enum { SIEVE_BITS = 1 << 20, SIEVE_LEN = 30 };

/* The first 8 bytes of a word as a number that orders as they do. */
static uint64_t
key_of(const char *word, size_t len)
{
	uint64_t key = 0;

	for (size_t i = 0; i < 8; i++)
		key = key << 8 | (i < len ? (unsigned char)word[i] : 0);
	return key;
}

/* How many bytes two words begin with in common. */
static size_t
same_bytes(const unsigned char *a, size_t a_len, const char *b, size_t b_len)
{
	size_t most = a_len < b_len ? a_len : b_len, at = 0;

	while (at < most && a[at] == (unsigned char)b[at])
		at++;
	return at;
}

/* The last block whose first word does not come after this one; the first, if there is none. */
static size_t
block_of(const char *word, size_t len)
{
	uint64_t key = key_of(word, len);
	size_t low = 0, high = lexicon_block_count;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (lexicon_keys[middle] <= key)
			low = middle;
		else
			high = middle;
	}
	/* some blocks begin with the same 8 bytes */
	for (; low && lexicon_keys[low] == key; low--) {
		const unsigned char *p = lexicon_bytes + lexicon_blocks[low];
		size_t same = same_bytes(p + 2, p[1], word, len);

		if (same == p[1] || (same < len && p[2 + same] < (unsigned char)word[same]))
			break;
	}
	return low;
}

/*
 * Each entry is told by what it shares with the one before, so most need no look at their bytes:
 * `same` is how much of the word the entry before had, and that one came before the word.  One
 * that shares more with it comes before the word as well; one that shares less comes behind it.
 */
uint32_t
lexicon_find(const char *word, size_t len)
{
	size_t block, end, same = 0;
	const unsigned char *p, *stop;

	if (!len || len > LEXICON_WORD_MOST)
		return 0;
	block = block_of(word, len);
	end = block + 1 < lexicon_block_count ? lexicon_blocks[block + 1] :
						lexicon_byte_count;
	stop = lexicon_bytes + end;
	for (p = lexicon_bytes + lexicon_blocks[block]; p < stop; p += 4 + p[1]) {
		const unsigned char *own = p + 2;
		size_t shared = p[0], more;

		if (shared > same)
			continue;
		if (shared < same)
			return 0;
		more = same_bytes(own, p[1], word + shared, len - shared);
		same = shared + more;
		if (more == p[1] && same == len)
			return lexicon_sets[own[p[1]] | own[p[1] + 1] << 8];
		if (more < p[1] && (same == len || own[more] > (unsigned char)word[same]))
			return 0;
	}
	return 0;
}

/* The sum over its bytes that tools/lexicon made the sieve by. */
static bool
sieve_has(const char *word, size_t len)
{
	uint32_t sum = 0, power = 1;

	for (size_t i = 0; i < len; i++) {
		sum += (unsigned char)word[i] * power;
		power = power * 214013 % SIEVE_BITS;
	}
	sum %= SIEVE_BITS;
	return lexicon_sieve[sum / 8] >> sum % 8 & 1;
}

bool
lexicon_everyday(const char *word, size_t len)
{
	if (len <= SIEVE_LEN && !sieve_has(word, len))
		return false;
	return lexicon_find(word, len) & (LEX_COMMON | LEX_STOP | LEX_GLOSSARY);
}

size_t
lexicon_count(void)
{
	return lexicon_words;
}

size_t
lexicon_size(void)
{
	return lexicon_byte_count + SIEVE_BITS / 8 +
	       lexicon_block_count * (sizeof(lexicon_blocks[0]) + sizeof(lexicon_keys[0]));
}
