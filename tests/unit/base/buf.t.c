/*
 * Sticky buffers and the bounded reader.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "base/base.h"
#include "tests/tap.h"

static void
test_growing(void)
{
	SCOPED(buf) b;

	buf_init(&b, 0);
	for (int i = 0; i < 1000; i++)
		buf_printf(&b, "%03d,", i);
	is_int((long long)b.len, 4000, "a buffer grows as needed");
	is_str(b.data + 3996, "999,", "its end is a NUL");
	buf_clear(&b);
	is_int((long long)b.len, 0, "clearing empties it");
	is_str(b.data, "", "and leaves a text");
	buf_free(&b);
	buf_puts(&b, "again");
	is_str(b.data, "again", "a freed buffer may be used again");
}

static void
test_sticky(void)
{
	SCOPED(buf) b;

	buf_init(&b, 5);
	buf_puts(&b, "12345");
	ok(buf_ok(&b), "exactly full is all right");
	buf_putc(&b, '6');
	ok(!buf_ok(&b), "one more is not");
	is_str(b.data, "12345", "and is not put");
	buf_clear(&b);
	ok(buf_ok(&b), "clearing forgets it");
	buf_puts(&b, "1234");
	buf_printf(&b, "%d", 56);
	buf_puts(&b, "x");
	is_str(b.data, "1234",
	       "what comes after the trouble is swallowed, fitting or not");
	ok(!buf_ok(&b), "and the buffer remembers");
	buf_free(&b);
	is_int((long long)b.most, 5, "the limit outlives the memory");
}

static void
test_empty(void)
{
	SCOPED(buf) b;

	buf_init(&b, 0);
	buf_put(&b, NULL, 0);
	is_str(b.data, "", "putting nothing leaves an empty text");
	ok(buf_ok(&b), "and is no trouble");
}

static void
test_numbers(void)
{
	SCOPED(buf) b;
	struct cut c;

	buf_init(&b, 0);
	buf_u8(&b, 0x1ff);
	buf_u16(&b, 0x1234);
	buf_u32(&b, 0xdeadbeef);
	ok(b.len == 7 && !memcmp(b.data, "\xff\x34\x12\xef\xbe\xad\xde", 7),
	   "little endian");
	c = cut_from(b.data, b.len);
	is_int(cut_u8(&c), 0xff, "u8 comes back");
	is_int(cut_u16(&c), 0x1234, "u16 comes back");
	ok(!cut_done(&c), "not done before the end");
	is_int(cut_u32(&c), 0xdeadbeef, "u32 comes back");
	ok(cut_done(&c), "done at the end");
	is_int(cut_u8(&c), 0, "behind the end stands zero");
	ok(!cut_done(&c), "and that is not done");
}

static void
test_short(void)
{
	struct cut c = cut_from("\1\2\3", 3);

	is_int(cut_u32(&c), 0, "a number cut short is zero");
	is_int(cut_u8(&c), 0, "and so is all after it, though bytes were left");
	ok(!cut_bytes(&c, 0), "bytes too");
	c = cut_from("abc", 3);
	ok(!cut_bytes(&c, SIZE_MAX), "a huge length does not wrap round");
	c = cut_from("abc", 3);
	ok(cut_bytes(&c, 0) && cut_bytes(&c, 3), "no bytes, and all bytes");
	ok(cut_done(&c), "are read well");
	c = cut_from(NULL, 0);
	ok(cut_done(&c), "an empty input is done at once");
	ok(cut_bytes(&c, 0) != NULL, "and gives no bytes without complaint");
}

int
main(void)
{
	test_growing();
	test_sticky();
	test_empty();
	test_numbers();
	test_short();
	return tap_done();
}
