/*
 * The text as finders read it, each byte knowing which characters it came from.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/redact_internal.h"

void
view_plain(struct view *out, const char *text, size_t len, struct arena *a)
{
	const char *end = text + len, *next;
	uint32_t point = 0;

	out->text = arena_copy(a, text, len);
	out->len = len;
	out->start = arena_array(a, uint32_t, len + 1);
	out->end = arena_array(a, uint32_t, len + 1);
	for (const char *p = text; p < end; p = next, point++) {
		utf8_next(p, end, &next);
		for (size_t i = (size_t)(p - text); i < (size_t)(next - text); i++) {
			out->start[i] = point;
			out->end[i] = point + 1;
		}
	}
}

bool
view_spoken(struct view *out, const struct view *plain, struct arena *a)
{
	(void)out;
	(void)plain;
	(void)a;
	return false;
}
