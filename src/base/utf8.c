/*
 * UTF-8: the only door to libunistring.  What is not valid is refused where bytes come
 * in; all code behind that point may trust its text.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <unistr.h>

#include "base/base.h"

bool
utf8_valid(const char *s, size_t len)
{
	if (!len)
		return true;
	return !memchr(s, '\0', len) && !u8_check((const uint8_t *)s, len);
}

size_t
utf8_count(const char *s, size_t len)
{
	size_t count = 0;

	/* Every byte but a continuation begins a character. */
	for (size_t i = 0; i < len; i++)
		count += ((unsigned char)s[i] & 0xc0) != 0x80;
	return count;
}

uint32_t
utf8_next(const char *s, const char *end, const char **out_next)
{
	ucs4_t point;
	int used = u8_mbtouc(&point, (const uint8_t *)s, (size_t)(end - s));

	*out_next = s + (used > 0 ? used : 1);
	return point;
}
