/*
 * The test harness, all of it: each check prints one line of the Test Anything Protocol,
 * and the plan comes last.  Every test program is one main that ends with
 * `return tap_done();`.  A test that dies prints no plan, and so counts as failed.
 *
 * Include it after the system's headers and the floor's header.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_TAP_H
#define CANVASS_TAP_H

#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define TAP_UNUSED __attribute__((unused))

static struct {
	int run, failed;
} tap;

/* "ok 3 - words"; a # or a line end in the words would mean something to the reader. */
__attribute__((format(printf, 2, 0))) static void
tap_print(bool good, const char *fmt, va_list ap)
{
	char text[300];

	vsnprintf(text, sizeof(text), fmt, ap);
	for (char *p = text; *p; p++)
		if (*p == '#' || *p == '\n' || *p == '\r')
			*p = ' ';
	tap.run++;
	tap.failed += !good;
	printf("%sok %d - %s\n", good ? "" : "not ", tap.run, text);
	fflush(stdout); /* a test that aborts later still shows how far it came */
}

/* A remark for who reads the log. */
__attribute__((format(printf, 1, 2))) TAP_UNUSED static void
note(const char *fmt, ...)
{
	char text[4000];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	fputs("# ", stdout);
	for (const char *p = text; *p; p++) {
		putchar(*p);
		if (*p == '\n' && p[1])
			fputs("# ", stdout);
	}
	putchar('\n');
}

__attribute__((format(printf, 2, 3))) TAP_UNUSED static bool
ok(bool good, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	tap_print(good, fmt, ap);
	va_end(ap);
	return good;
}

/* Either may be NULL, which is the same as NULL alone. */
__attribute__((format(printf, 3, 4))) TAP_UNUSED static bool
is_str(const char *got, const char *want, const char *fmt, ...)
{
	bool good = got && want ? strcmp(got, want) == 0 : got == want;
	va_list ap;

	va_start(ap, fmt);
	tap_print(good, fmt, ap);
	va_end(ap);
	if (!good) {
		note("got:  %s", got ? got : "(null)");
		note("want: %s", want ? want : "(null)");
	}
	return good;
}

__attribute__((format(printf, 3, 4))) TAP_UNUSED static bool
is_int(long long got, long long want, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	tap_print(got == want, fmt, ap);
	va_end(ap);
	if (got != want)
		note("got %lld, want %lld", got, want);
	return got == want;
}

__attribute__((format(printf, 1, 2))) TAP_UNUSED static void
skip(const char *fmt, ...)
{
	char text[300];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	printf("ok %d # SKIP %s\n", ++tap.run, text);
}

/*
 * Runs f(arg) in a child process and says whether it ended by abort(), as die() does.
 * What the child writes to standard error is put into said, cut to size.
 */
TAP_UNUSED static bool
tap_dies(void (*f)(void *), void *arg, char *said, size_t size)
{
	size_t len = 0;
	int status = 0, ends[2];
	ssize_t got;
	pid_t child;

	fflush(NULL);
	if (pipe(ends))
		abort();
	child = fork();
	if (child < 0)
		abort();
	if (!child) {
		dup2(ends[1], STDERR_FILENO);
		close(ends[0]);
		f(arg);
		_exit(0);
	}
	close(ends[1]);
	while (len + 1 < size && (got = read(ends[0], said + len, size - 1 - len)) > 0)
		len += (size_t)got;
	if (size)
		said[len] = '\0';
	close(ends[0]);
	waitpid(child, &status, 0);
	return WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
}

/* Prints the plan and gives the exit status of the program. */
TAP_UNUSED static int
tap_done(void)
{
	printf("1..%d\n", tap.run);
	if (!tap.run || tap.failed)
		printf("# %d of %d failed\n", tap.failed, tap.run);
	return fflush(stdout) || !tap.run || tap.failed ? 1 : 0;
}

#endif
