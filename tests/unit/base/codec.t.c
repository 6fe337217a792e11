/*
 * Bytes as letters and back: base64, hexadecimal, base32 digits.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "base/base.h"
#include "tests/tap.h"

/* RFC 4648, section 10, without the padding, and bytes that need - and _. */
static const struct {
	const char *bytes, *text;
} vectors[] = {
	{ "", "" },
	{ "f", "Zg" },
	{ "fo", "Zm8" },
	{ "foo", "Zm9v" },
	{ "foob", "Zm9vYg" },
	{ "fooba", "Zm9vYmE" },
	{ "foobar", "Zm9vYmFy" },
	{ "\xfb\xff\xfe", "-__-" },
};

static void
test_base64(void)
{
	char text[20], bytes[20];

	for (size_t i = 0; i < ARRAY_LEN(vectors); i++) {
		size_t len = sizeof(bytes) - 1;

		base64_encode(text, sizeof(text), vectors[i].bytes,
			      strlen(vectors[i].bytes));
		is_str(text, vectors[i].text, "base64 of \"%s\"", vectors[i].bytes);
		ok(base64_decode(bytes, &len, text, strlen(text)), "is read again");
		bytes[len] = '\0';
		is_str(bytes, vectors[i].bytes, "as it was");
	}
}

static void
test_bad_base64(void)
{
	static const char *const bad[] = { "Z",	   "Zm9vY", "Zg==", "Zm+v", "Zm/v",
					   "Zm9 ", "Zh",    "Zm9",  "Z\xc3" };

	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		char bytes[8] = "before";
		size_t len = sizeof(bytes);

		ok(!base64_decode(bytes, &len, bad[i], strlen(bad[i])) &&
			   len == sizeof(bytes) && str_same(bytes, "before"),
		   "\"%s\" is refused, the output untouched", bad[i]);
	}
}

static void
test_room(void)
{
	char bytes[3], text[5];
	size_t len = 2;

	ok(!base64_decode(bytes, &len, "Zm9v", 4), "no room: refused");
	len = 3;
	ok(base64_decode(bytes, &len, "Zm9v", 4) && len == 3, "room enough: read");
	base64_encode(text, base64_size(3), "foo", 3);
	is_str(text, "Zm9v", "base64_size is room enough");
}

static void
encode_too_much(void *arg)
{
	char text[4];

	(void)arg;
	base64_encode(text, sizeof(text), "foo", 3);
}

static void
hex_too_much(void *arg)
{
	char text[6];

	(void)arg;
	hex_encode(text, sizeof(text), "foo", 3);
}

static void
test_hex(void)
{
	unsigned char bytes[2] = { 1, 2 };
	char text[5], said[200];

	hex_encode(text, sizeof(text), "\x0f\xa0", 2);
	is_str(text, "0fa0", "hexadecimal");
	ok(hex_decode(bytes, 2, "0fA0") && bytes[0] == 0x0f && bytes[1] == 0xa0,
	   "and back");
	ok(!hex_decode(bytes, 2, "0fa") && !hex_decode(bytes, 2, "0fa00") &&
		   !hex_decode(bytes, 2, "0fg0") && bytes[0] == 0x0f,
	   "too short, too long and strange digits are refused, the output untouched");
	ok(hex_decode(bytes, 0, ""), "nothing is two times zero digits");
	ok(tap_dies(encode_too_much, NULL, said, sizeof(said)),
	   "base64 never writes too far");
	ok(tap_dies(hex_too_much, NULL, said, sizeof(said)), "nor does hexadecimal");
}

static void
test_base32(void)
{
	bool all = true;

	for (int i = 0; i < 32; i++)
		all = all && base32_value(base32_digits[i]) == i;
	ok(all, "each base32 digit has its value");
	ok(base32_value('a') == 10 && base32_value('z') == 31, "small letters too");
	ok(base32_value('I') == 1 && base32_value('l') == 1 && base32_value('O') == 0,
	   "I and L are 1, O is 0");
	is_int(base32_value('u'), base32_value('V'), "U is V");
	ok(base32_value('-') < 0 && base32_value('\0') < 0 && base32_value('\xe9') < 0,
	   "nothing else is a digit");
}

int
main(void)
{
	test_base64();
	test_bad_base64();
	test_room();
	test_hex();
	test_base32();
	return tap_done();
}
