/*
 * Cases of redaction with braces around what is to be marked: "told by {Smith}".
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef TESTS_REDACT_BRACED_H
#define TESTS_REDACT_BRACED_H

#include "answer/redact.h"

/* Takes the braces out of a case. */
static inline void
plain_of(const char *text, struct buf *out)
{
	for (; *text; text++)
		if (*text != '{' && *text != '}')
			buf_putc(out, *text);
}

/* Puts braces around what was marked. */
static inline void
braced_of(const struct redaction *found, const char *text, size_t len, struct buf *out)
{
	size_t at = 0;

	for (size_t i = 0; i < found->count; i++) {
		buf_put(out, text + at, found->spans[i].from - at);
		buf_putc(out, '{');
		buf_put(out, text + found->spans[i].from,
			found->spans[i].to - found->spans[i].from);
		buf_putc(out, '}');
		at = found->spans[i].to;
	}
	buf_put(out, text + at, len - at);
}

#endif
