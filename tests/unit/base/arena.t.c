/*
 * Arenas: alignment, zeroes, limits, and what a limit does.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "base/base.h"
#include "tests/tap.h"

static void
test_pieces(void)
{
	struct arena *a = arena_new(0);
	unsigned char *pieces[500];
	bool aligned = true, zero = true, kept = true;

	for (unsigned i = 0; i < ARRAY_LEN(pieces); i++) {
		pieces[i] = arena_alloc(a, i * 7 + 1, 1);
		aligned = aligned && (uintptr_t)pieces[i] % _Alignof(max_align_t) == 0;
		for (unsigned j = 0; j < i * 7 + 1; j++)
			zero = zero && pieces[i][j] == 0;
		memset(pieces[i], (int)i, i * 7 + 1);
	}
	for (unsigned i = 0; i < ARRAY_LEN(pieces); i++)
		kept = kept && pieces[i][0] == (unsigned char)i &&
		       pieces[i][i * 7] == (unsigned char)i;
	ok(aligned, "every piece is aligned for any type");
	ok(zero, "every piece is zeroed");
	ok(kept, "no two pieces overlap");
	is_int((long long)arena_used(a), 499 * 500 / 2 * 7 + 500,
	       "bytes handed out are counted");
	arena_free(a);
	arena_free(NULL);
}

static void
test_texts(void)
{
	struct arena *a = arena_new(0);
	char *big = arena_printf(a, "%0100000d", 7);

	is_str(arena_str(a, "words"), "words", "a copied text");
	is_str(arena_copy(a, "words", 3), "wor", "a copied piece has a NUL");
	is_str(arena_copy(a, NULL, 0), "", "nothing copied is an empty text");
	is_str(arena_printf(a, "%d-%s", 5, "x"), "5-x", "a written text");
	is_int((long long)strlen(big), 100000, "a text larger than a chunk");
	arena_free(a);
}

/* Used again and again: always zeroed, nothing of before in it, and counted from nothing. */
static void
test_clear(void)
{
	struct arena *a = arena_new(60000);
	bool zeroed = true;

	for (size_t round = 0; round < 6; round++) {
		size_t sizes[] = { 100, 9000, 10000, 7 };

		for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
			char *piece = arena_array(a, char, sizes[i]);

			for (size_t j = 0; j < sizes[i]; j++)
				zeroed = zeroed && !piece[j];
			memset(piece, 'x', sizes[i]);
		}
		is_int((long long)arena_used(a), 19107, "counted from nothing");
		arena_clear(a);
		is_int((long long)arena_used(a), 0, "nothing is left");
	}
	ok(zeroed, "what is handed out again is zeroed");
	ok(arena_array(a, char, 60000) != NULL, "the limit counts from nothing too");
	arena_clear(a);
	arena_clear(a);
	arena_free(a);
}

static void
take_too_much(void *arg)
{
	struct arena *a = arena_new(100);

	(void)arg;
	if (arena_array(a, char, 100) && arena_array(a, char, 1))
		arena_free(a);
}

static void
take_product(void *arg)
{
	struct arena *a = arena_new(0);

	(void)arg;
	if (arena_alloc(a, SIZE_MAX / 2, 3))
		arena_free(a);
}

static void
test_limits(void)
{
	struct arena *a = arena_new(100);
	char said[200];

	ok(arena_array(a, char, 100) != NULL, "all that the limit allows is given");
	arena_free(a);
	ok(tap_dies(take_too_much, NULL, said, sizeof(said)), "a byte more dies");
	is_str(said, "canvass: arena: over its limit of 100 bytes\n", "and says why");
	ok(tap_dies(take_product, NULL, said, sizeof(said)),
	   "a product that overflows dies");
}

int
main(void)
{
	test_pieces();
	test_texts();
	test_clear();
	test_limits();
	return tap_done();
}
