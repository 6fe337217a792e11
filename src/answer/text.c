/*
 * Texts that people type, made one by whichever way they came.  Nothing is cut here, and
 * nothing that can be seen is changed.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/internal.h"

size_t
text_clean(char *to, const char *from, size_t len)
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)from[i];

		if (c == '\r') {
			if (i + 1 < len && from[i + 1] == '\n')
				continue;
			c = '\n';
		}
		if (c >= 0x20 || c == '\n' || c == '\t')
			to[n++] = (char)c;
	}
	to[n] = '\0';
	return n;
}

bool
text_blank(const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (!strchr(" \t\n", s[i]) || !s[i])
			return false;
	return true;
}

void
text_put(struct value *v, struct arena *a, const char *s, size_t len, bool line)
{
	char *copy;

	if (text_blank(s, len))
		return;
	copy = arena_copy(a, s, len);
	for (size_t i = 0; line && i < len; i++)
		if (copy[i] == '\n' || copy[i] == '\t')
			copy[i] = ' ';
	v->text = copy;
	v->len = len;
}

bool
text_too_long(const struct question *q, const struct value *v, struct arena *a,
	      struct trouble *out)
{
	size_t count = v->text ? utf8_count(v->text, v->len) : 0;

	if (!q->up_to || count <= q->up_to)
		return false;
	*out = (struct trouble){ SAY_TOO_LONG, say_number(a, (long long)count),
				 say_number(a, q->up_to) };
	return true;
}
