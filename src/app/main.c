/*
 * canvass: an anonymous survey server.  This file finds the command, runs it, says what went
 * wrong in one line, and turns that into the exit status.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <errno.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include "app/app.h"

#define PROGRESS_MS 1000u

static _Thread_local struct buf *hears; /* what is said on this thread; NULL: the terminal */

void
say(const char *fmt, ...)
{
	char text[900];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	if (hears) {
		buf_printf(hears, "%s\n", text);
		return;
	}
	fflush(stdout);
	log_line("%s", text);
}

void
say_whole(const struct buf *lines)
{
	if (hears)
		buf_put(hears, lines->data, lines->len);
	else
		fwrite(lines->data, 1, lines->len, stderr);
}

void
say_into(struct buf *out)
{
	hears = out;
}

bool
on_terminal(int fd)
{
	const char *term = getenv("TERM");

	return isatty(fd) && !(term && str_same(term, "dumb"));
}

void
progress_show(struct progress *p, const char *fmt, ...)
{
	uint64_t now = clock_ms();
	va_list ap;

	if (!p->since)
		p->since = p->last = now;
	if (now - p->last < PROGRESS_MS || hears || !on_terminal(STDERR_FILENO))
		return;
	p->last = now;
	p->shown = true;
	fputs("\r\033[K", stderr);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
}

void
progress_end(struct progress *p)
{
	if (p->shown)
		fputs("\r\033[K", stderr);
	p->shown = false;
}

int
release_day(void)
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	unsigned long seconds;

	if (epoch && str_to_uint(epoch, 253402300799ul, &seconds))
		return (int)(seconds / 86400);
	return day_today();
}

/* Keys pass through most commands: a crash must not leave them in a file. */
static void
no_core_dumps(void)
{
	const struct rlimit none = { 0, 0 };

	if (setrlimit(RLIMIT_CORE, &none) != 0)
		say("warning: core dumps could not be switched off: %s", strerror(errno));
}

static int
finish(const struct call *call, bool good, const struct err *err)
{
	if (good && fflush(stdout) == 0 && !ferror(stdout))
		return 0;
	if (good) {
		if (errno != EPIPE) /* a reader that has seen enough is no news */
			say("writing standard output: %s", strerror(errno));
		return err_kinds[ERR_IO].exit;
	}
	if (err->text[0])
		say("%s", err->text);
	if (err->code == ERR_USAGE && call->command)
		usage_line(call->command, stderr);
	fflush(stdout);
	return err_kinds[err->code == ERR_NONE ? ERR_BUG : err->code].exit;
}

int
main(int argc, char **argv)
{
	struct err err = { .code = ERR_NONE };
	struct call call;
	bool good;
	int status;

	no_core_dumps();
	signal(SIGPIPE, SIG_IGN);
	seal_start();
	good = args_read(&call, argc, argv, &err);
	if (good && call.group)
		help_group(call.group, stdout);
	else if (good && call.help && !call.command)
		help_all(stdout);
	else if (good && call.help)
		help_command(call.command, stdout);
	else if (good && !call.command)
		puts("canvass " CANVASS_VERSION);
	else if (good)
		good = call.command->run(&call, &err);
	status = finish(&call, good, &err);
	args_free(&call);
	return status;
}
