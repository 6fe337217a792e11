/*
 * The end of the road: a bug was found, or memory is at its end.  Nothing is cleaned up
 * on purpose: what is synced is safe, and what is not must not be written by a program
 * that no longer knows what it does.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <unistd.h>

#include "base/base.h"

void
die(const char *fmt, ...)
{
	char text[500];
	size_t len;
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	/* One write, without stdio: its locks and buffers may be what is broken. */
	len = strlen(text);
	if (len == sizeof(text) - 1)
		len--;
	text[len++] = '\n';
	if (write(STDERR_FILENO, "canvass: ", 9) < 0 ||
	    write(STDERR_FILENO, text, len) < 0)
		abort();
	abort();
}

void *
mem_new(size_t n, size_t size)
{
	size_t bytes;
	void *p;

	if (__builtin_mul_overflow(n, size, &bytes))
		die("out of memory for %zu times %zu bytes", n, size);
	p = calloc(bytes ? bytes : 1, 1);
	if (!p)
		die("out of memory for %zu times %zu bytes", n, size);
	return p;
}

void *
mem_grow(void *old, size_t n, size_t size)
{
	size_t bytes;
	void *p;

	if (__builtin_mul_overflow(n, size, &bytes))
		die("out of memory for %zu times %zu bytes", n, size);
	p = realloc(old, bytes ? bytes : 1);
	if (!p)
		die("out of memory for %zu bytes", bytes);
	return p;
}
