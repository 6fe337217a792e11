/*
 * BLAKE2b without a key (RFC 7693), to make ids out of names.  What has to be kept secret, or
 * proved, is the business of src/seal.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "base/base.h"

enum { BLOCK = 128, ROUNDS = 12 };

static const uint64_t start[8] = {
	0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
	0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179,
};
/* Which words of the block each round mixes in; rounds 10 and 11 are 0 and 1 again. */
static const unsigned char order[10][16] = {
	{ 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15 },
	{ 14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3 },
	{ 11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4 },
	{ 7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8 },
	{ 9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13 },
	{ 2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9 },
	{ 12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11 },
	{ 13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10 },
	{ 6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5 },
	{ 10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0 },
};
/* Which four words of the state are mixed together: columns, then diagonals. */
static const unsigned char quads[8][4] = {
	{ 0, 4, 8, 12 },  { 1, 5, 9, 13 },  { 2, 6, 10, 14 }, { 3, 7, 11, 15 },
	{ 0, 5, 10, 15 }, { 1, 6, 11, 12 }, { 2, 7, 8, 13 },  { 3, 4, 9, 14 },
};

static uint64_t
turn_right(uint64_t x, unsigned bits)
{
	return x >> bits | x << (64 - bits);
}

static void
mix(uint64_t v[16], const unsigned char quad[4], uint64_t x, uint64_t y)
{
	uint64_t *a = &v[quad[0]], *b = &v[quad[1]], *c = &v[quad[2]], *d = &v[quad[3]];

	*a += *b + x;
	*d = turn_right(*d ^ *a, 32);
	*c += *d;
	*b = turn_right(*b ^ *c, 24);
	*a += *b + y;
	*d = turn_right(*d ^ *a, 16);
	*c += *d;
	*b = turn_right(*b ^ *c, 63);
}

static void
take_block(uint64_t h[8], const unsigned char block[BLOCK], uint64_t so_far, bool last)
{
	uint64_t v[16], words[16] = { 0 };

	for (size_t i = 0; i < BLOCK; i++)
		words[i / 8] |= (uint64_t)block[i] << 8 * (i % 8);
	memcpy(v, h, 8 * sizeof(*h));
	memcpy(v + 8, start, sizeof(start));
	v[12] ^= so_far;
	if (last)
		v[14] = ~v[14];
	for (size_t round = 0; round < ROUNDS; round++)
		for (size_t q = 0; q < 8; q++)
			mix(v, quads[q], words[order[round % 10][2 * q]],
			    words[order[round % 10][2 * q + 1]]);
	for (size_t i = 0; i < 8; i++)
		h[i] ^= v[i] ^ v[i + 8];
}

void
digest_blake2b(void *out, size_t out_len, const void *data, size_t len)
{
	const unsigned char *from = data;
	unsigned char *to = out, block[BLOCK];
	uint64_t h[8], so_far = 0;
	size_t piece;

	if (!out_len || out_len > 64)
		die("a digest of %zu bytes", out_len);
	memcpy(h, start, sizeof(h));
	h[0] ^= 0x01010000 ^ out_len;
	do { /* an empty text is one block of zeros */
		piece = len - so_far < BLOCK ? len - so_far : BLOCK;
		memset(block, 0, sizeof(block));
		if (piece)
			memcpy(block, from + so_far, piece);
		so_far += piece;
		take_block(h, block, so_far, so_far == len);
	} while (so_far < len);
	for (size_t i = 0; i < out_len; i++)
		to[i] = (unsigned char)(h[i / 8] >> 8 * (i % 8));
}
