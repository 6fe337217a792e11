/*
 * Files of cases that are broken in one place each: "== name", then the lines to take out (<) and
 * those to put in their place (>).
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_TEST_EDITS_H
#define CANVASS_TEST_EDITS_H

#include "base/base.h"

/* The next line, without its end; NULL at the end of all. */
static inline char *
line_next(char **at)
{
	char *line = *at, *end;

	if (!*line)
		return NULL;
	end = line + strcspn(line, "\n");
	*at = *end ? end + 1 : end;
	*end = '\0';
	return line;
}

struct edit { /* one case */
	const char *name;
	struct buf from, to;
};

/* The lines of a case behind its name; stops in front of the next one. */
static inline void
edit_read(struct edit *e, char **at)
{
	size_t lines[2] = { 0, 0 };

	buf_clear(&e->from);
	buf_clear(&e->to);
	buf_puts(&e->to, "");
	while (**at && !str_starts(*at, "== ")) {
		char *line = line_next(at);
		struct buf *side = *line == '<' ? &e->from : *line == '>' ? &e->to : NULL;

		if (!side)
			continue;
		if (lines[side == &e->to]++)
			buf_putc(side, '\n');
		buf_puts(side, line + 1);
	}
}

#endif
