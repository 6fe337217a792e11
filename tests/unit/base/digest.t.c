/*
 * BLAKE2b against the vector of RFC 7693 ("abc", 64 bytes) and what another program gives for
 * lengths about a block's end.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "base/base.h"
#include "tests/tap.h"

static const struct {
	char letter; /* so many of it; 0: the text "abc" */
	size_t len, size;
	const char *want;
} cases[] = {
	{ 'a', 0, 64,
	  "786a02f742015903c6c6fd852552d272912f4740e15847618a86e217f71f5419"
	  "d25e1031afee585313896444934eb04b903a685b1448b755d56f701afe9be2ce" },
	{ 0, 3, 64,
	  "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1"
	  "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923" },
	{ 0, 3, 16, "cf4ab791c62b8d2b2109c90275287816" },
	{ 'a', 127, 32,
	  "59e2f1aba240f20aa591016f5ef429990bc9c2131dcd0d30f0ffd75ed18f317d" },
	{ 'a', 128, 32,
	  "ae2aa48507885c4c950fb809b2076f959cde9f8ea6da260d9a3587df33dac450" },
	{ 'a', 129, 32,
	  "2f64744a6de0d2c0b56e64cf6e29a5aaa255010d415d51c75ccc82f73dccd865" },
	{ 'b', 1000, 20, "4719e9878f0209187b4e833c28670adfb27c003d" },
};

int
main(void)
{
	unsigned char out[64];
	char text[1000], hex[129];

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		memset(text, cases[i].letter, sizeof(text));
		if (!cases[i].letter)
			memcpy(text, "abc", 3);
		digest_blake2b(out, cases[i].size, text, cases[i].len);
		hex_encode(hex, sizeof(hex), out, cases[i].size);
		is_str(hex, cases[i].want, "%zu bytes of %zu", cases[i].size,
		       cases[i].len);
	}
	return tap_done();
}
