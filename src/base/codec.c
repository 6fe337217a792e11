/*
 * Bytes as letters: URL-safe base64 without padding (RFC 4648, section 5), hexadecimal,
 * and the digits of Crockford's base32.  Decoders are strict: one text for each value, so
 * that two different texts never pass for the same thing.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "base/base.h"

static const char base64_digits[] =
	"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const char base32_digits[33] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

void
base64_encode(char *to, size_t size, const void *data, size_t len)
{
	const unsigned char *from = data;
	unsigned bits = 0, held = 0;

	if (size < base64_size(len))
		die("base64: %zu bytes do not fit into %zu", len, size);
	for (size_t i = 0; i < len; i++) {
		held = (held << 8 | from[i]) & 0xffff;
		for (bits += 8; bits >= 6; bits -= 6)
			*to++ = base64_digits[held >> (bits - 6) & 63];
	}
	if (bits)
		*to++ = base64_digits[held << (6 - bits) & 63];
	*to = '\0';
}

static int
base64_value(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	return c == '-' ? 62 : c == '_' ? 63 : -1;
}

bool
base64_decode(void *to, size_t *inout_len, const char *from, size_t len)
{
	static const unsigned stray[4] = { 0, 0, 15, 3 }; /* unused bits, by len % 4 */
	size_t out_len = len / 4 * 3 + (len % 4 ? len % 4 - 1 : 0);
	unsigned char *out = to;
	unsigned bits = 0, held = 0;

	if (len % 4 == 1 || out_len > *inout_len)
		return false;
	for (size_t i = 0; i < len; i++)
		if (base64_value(from[i]) < 0)
			return false;
	if (len && (unsigned)base64_value(from[len - 1]) & stray[len % 4])
		return false;
	for (size_t i = 0; i < len; i++) {
		held = (held << 6 | (unsigned)base64_value(from[i])) & 0xffff;
		bits += 6;
		if (bits >= 8) {
			bits -= 8;
			*out++ = (unsigned char)(held >> bits);
		}
	}
	*inout_len = out_len;
	return true;
}

void
hex_encode(char *to, size_t size, const void *data, size_t len)
{
	static const char digits[] = "0123456789abcdef";
	const unsigned char *from = data;

	if (size / 2 < len || size == 2 * len)
		die("hex: %zu bytes do not fit into %zu", len, size);
	for (size_t i = 0; i < len; i++) {
		*to++ = digits[from[i] >> 4];
		*to++ = digits[from[i] & 15];
	}
	*to = '\0';
}

static int
hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool
hex_decode(void *to, size_t len, const char *from)
{
	unsigned char *out = to;
	size_t digits = 0;

	while (digits < 2 * len && hex_value(from[digits]) >= 0)
		digits++;
	if (digits != 2 * len || from[digits])
		return false;
	for (size_t i = 0; i < len; i++)
		out[i] = (unsigned char)(hex_value(from[2 * i]) << 4 |
					 hex_value(from[2 * i + 1]));
	return true;
}

int
base32_value(char c)
{
	const char *at;

	if (c >= 'a' && c <= 'z')
		c = (char)(c - 'a' + 'A');
	if (c == 'I' || c == 'L')
		return 1;
	if (c == 'O')
		return 0;
	if (c == 'U')
		c = 'V';
	at = c ? strchr(base32_digits, c) : NULL;
	return at ? (int)(at - base32_digits) : -1;
}
