/*
 * Looking words up in the table that tools/lexicon made: blocks of 16, the first of each block
 * whole, the others told by what they share with the word before.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/redact_internal.h"

extern const unsigned char lexicon_bytes[];
extern const uint32_t lexicon_blocks[], lexicon_sets[];
extern const size_t lexicon_words, lexicon_block_count, lexicon_byte_count;

/* As memcmp orders, and then the shorter before the longer. */
static int
word_order(const char *a, size_t a_len, const char *b, size_t b_len)
{
	int order = memcmp(a, b, a_len < b_len ? a_len : b_len);

	return order ? order : a_len < b_len ? -1 : a_len > b_len;
}

/* The last block whose first word does not come after this one; the first, if there is none. */
static size_t
block_of(const char *word, size_t len)
{
	size_t low = 0, high = lexicon_block_count;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		const unsigned char *p = lexicon_bytes + lexicon_blocks[middle];

		if (word_order((const char *)p + 2, p[1], word, len) <= 0)
			low = middle;
		else
			high = middle;
	}
	return low;
}

uint32_t
lexicon_find(const char *word, size_t len)
{
	char at[256];
	size_t block, end;
	const unsigned char *p, *stop;

	if (!len || len > LEXICON_WORD_MOST)
		return 0;
	block = block_of(word, len);
	end = block + 1 < lexicon_block_count ? lexicon_blocks[block + 1] :
						lexicon_byte_count;
	stop = lexicon_bytes + end;
	for (p = lexicon_bytes + lexicon_blocks[block]; p < stop; p += 4 + p[1]) {
		size_t have = (size_t)p[0] + p[1];
		int order;

		memcpy(at + p[0], p + 2, p[1]);
		order = word_order(at, have, word, len);
		if (!order)
			return lexicon_sets[p[2 + p[1]] | p[3 + p[1]] << 8];
		if (order > 0)
			break;
	}
	return 0;
}

size_t
lexicon_count(void)
{
	return lexicon_words;
}

size_t
lexicon_size(void)
{
	return lexicon_byte_count + lexicon_block_count * sizeof(lexicon_blocks[0]);
}
