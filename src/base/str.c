/*
 * Small work on text: comparing, numbers, cutting to size, and guessing what somebody
 * meant to type.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "base/base.h"

#define NEAREST_LEN 64 /* longer words are no typing slips */

bool
str_same(const char *a, const char *b)
{
	return strcmp(a, b) == 0;
}

bool
str_starts(const char *s, const char *prefix)
{
	return strncmp(s, prefix, strlen(prefix)) == 0;
}

bool
str_to_uint(const char *s, unsigned long most, unsigned long *out)
{
	unsigned long value = 0;

	if (!*s)
		return false;
	for (; *s; s++) {
		unsigned digit = (unsigned)(unsigned char)*s - '0';

		if (digit > 9 || __builtin_mul_overflow(value, 10, &value) ||
		    __builtin_add_overflow(value, digit, &value) || value > most)
			return false;
	}
	*out = value;
	return true;
}

bool
str_fit(char *to, size_t size, const char *from)
{
	size_t len = strlen(from);
	bool whole = len < size;

	if (!size)
		die("str_fit: no room at all");
	if (!whole) {
		len = size - 1;
		/* Back to the start of a character: never leave half of one behind. */
		while (len && ((unsigned char)from[len] & 0xc0) == 0x80)
			len--;
	}
	memmove(to, from, len);
	to[len] = '\0';
	return whole;
}

static unsigned
least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/* Steps from a to b: put in, leave out, change, or swap two neighbours. */
static unsigned
edit_distance(const char *a, size_t la, const char *b, size_t lb)
{
	unsigned rows[3][NEAREST_LEN + 1];
	unsigned *older = rows[0], *old = rows[1], *now = rows[2], *spare;

	for (size_t j = 0; j <= lb; j++)
		old[j] = (unsigned)j;
	for (size_t i = 1; i <= la; i++) {
		now[0] = (unsigned)i;
		for (size_t j = 1; j <= lb; j++) {
			unsigned best = old[j - 1] + (a[i - 1] != b[j - 1]);

			best = least(best, least(old[j], now[j - 1]) + 1);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
			    a[i - 2] == b[j - 1])
				best = least(best, older[j - 2] + 1);
			now[j] = best;
		}
		spare = older;
		older = old;
		old = now;
		now = spare;
	}
	return old[lb];
}

const char *
str_nearest(const char *word, const char *const *words, size_t n)
{
	size_t len = strlen(word);
	const char *nearest = NULL;
	unsigned best = 4;

	if (len > NEAREST_LEN)
		return NULL;
	for (size_t i = 0; i < n; i++) {
		size_t other = strlen(words[i]);
		unsigned steps;

		if (other > NEAREST_LEN)
			continue;
		steps = edit_distance(word, len, words[i], other);
		if (steps < best && steps * 2 < len) {
			best = steps;
			nearest = words[i];
		}
	}
	return nearest;
}
