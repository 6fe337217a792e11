/*
 * The log: one escaped line to standard error.  Who calls this never passes an address, a
 * header, a code from a request, or a word that a respondent typed: the log is a file on
 * the employer's computer.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <unistd.h>

#include "base/base.h"

#define LINE_MOST 1000

/* A terminal or a log reader may act on these; 0x80-0x9f are the C1 controls. */
static bool
is_control(uint32_t point)
{
	return point < 0x20 || (point >= 0x7f && point < 0xa0) || point == 0x2028 ||
	       point == 0x2029;
}

static void
put_escaped(struct buf *out, const char *text, size_t len)
{
	const char *end = text + len, *next;
	bool valid = utf8_valid(text, len);

	for (const char *p = text; p < end; p = next) {
		uint32_t point = (unsigned char)*p;

		next = p + 1;
		if (valid)
			point = utf8_next(p, end, &next);
		if (*p == '\\')
			buf_puts(out, "\\\\");
		else if (is_control(point) || (!valid && point >= 0x80))
			for (; p < next; p++)
				buf_printf(out, "\\x%02x", (unsigned char)*p);
		else
			buf_put(out, p, (size_t)(next - p));
	}
}

void
log_line(const char *fmt, ...)
{
	char text[LINE_MOST], fit[LINE_MOST - 3];
	SCOPED(buf) line;
	va_list ap;
	ssize_t put;
	bool whole;

	buf_init(&line, 0);
	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	buf_puts(&line, "canvass: ");
	whole = str_fit(fit, sizeof(fit), text);
	put_escaped(&line, fit, strlen(fit));
	if (!whole)
		buf_puts(&line, "...");
	buf_putc(&line, '\n');
	/* One write, so that lines of two threads do not mix; a lost line loses no answer. */
	put = write(STDERR_FILENO, line.data, line.len);
	(void)put;
}
