/*
 * UTF-8: the only door to libunistring.  What is not valid is refused where bytes come
 * in; all code behind that point may trust its text.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>
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

size_t
utf8_lower(char *to, size_t room, const char *s, size_t len)
{
	size_t n = 0, got = room;
	uint8_t *made;

	/* Most words are plain ASCII, and this is called for each word of a text. */
	while (n < len && n < room && !(s[n] & 0x80)) {
		to[n] = s[n] >= 'A' && s[n] <= 'Z' ? (char)(s[n] + 32) : s[n];
		n++;
	}
	if (n == len)
		return n;
	made = u8_tolower((const uint8_t *)s, len, NULL, NULL, (uint8_t *)to, &got);
	if (made == (uint8_t *)to)
		return got;
	free(made); /* it took memory of its own, for there was no room here */
	return 0;
}

bool
utf8_is_letter(uint32_t point)
{
	if (point < 0x80)
		return (point | 32) >= 'a' && (point | 32) <= 'z';
	return uc_is_general_category_withtable(point, UC_CATEGORY_MASK_L |
							       UC_CATEGORY_MASK_M);
}

bool
utf8_is_capital(uint32_t point)
{
	if (point < 0x80)
		return point >= 'A' && point <= 'Z';
	return uc_is_general_category_withtable(point, UC_CATEGORY_MASK_Lu |
							       UC_CATEGORY_MASK_Lt);
}

static size_t
normalised(uninorm_t form, char *to, size_t room, const char *s, size_t len)
{
	size_t got = room;
	uint8_t *made = u8_normalize(form, (const uint8_t *)s, len, (uint8_t *)to, &got);

	if (made == (uint8_t *)to)
		return got;
	free(made);
	return 0;
}

size_t
utf8_compose(char *to, size_t room, const char *s, size_t len)
{
	return normalised(UNINORM_NFKC, to, room, s, len);
}

size_t
utf8_normal(char *to, size_t room, const char *s, size_t len)
{
	return normalised(UNINORM_NFC, to, room, s, len);
}

bool
utf8_is_mark(uint32_t point)
{
	return point >= 0x300 &&
	       uc_is_general_category_withtable(point, UC_CATEGORY_MASK_M);
}

bool
utf8_is_blank(uint32_t point)
{
	return uc_is_general_category_withtable(point, UC_CATEGORY_MASK_Zs);
}

bool
utf8_is_hidden(uint32_t point)
{
	return point >= 0xad && uc_is_property_default_ignorable_code_point(point);
}

int
utf8_digit(uint32_t point)
{
	return uc_decimal_value(point);
}

uint32_t
utf8_unaccented(uint32_t point)
{
	/* a stroke is no accent to Unicode, but it is to a keyboard without one */
	static const struct {
		uint32_t from, to;
	} strokes[] = { { 0xf8, 'o' }, { 0xd8, 'O' }, { 0x142, 'l' }, { 0x141, 'L' },
			{ 0x111, 'd' }, { 0x110, 'D' }, { 0x131, 'i' } };
	ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];

	if (point < 0x80)
		return point;
	while (uc_canonical_decomposition(point, parts) > 1)
		point = parts[0];
	for (size_t i = 0; i < ARRAY_LEN(strokes); i++)
		if (strokes[i].from == point)
			return strokes[i].to;
	return point;
}
