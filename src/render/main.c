/*
 * canvass-render: from lines of JSON to a drawing.  It reads standard input and writes standard
 * output; what went wrong is one line on standard error.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include "render/internal.h"
#include "render/run.h"

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED true
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED true
#endif
#endif
#ifndef SANITIZED
#define SANITIZED false
#endif

#define MEMORY_MOST  ((rlim_t)2 << 30)
#define SECONDS_MOST ((rlim_t)2 * 60 * 60)
#define PICTURE_MOST ((size_t)256 << 20)

static void
limit(int what, rlim_t most)
{
	struct rlimit now;

	if (getrlimit((__rlimit_resource_t)what, &now))
		return;
	now.rlim_cur = now.rlim_cur < most ? now.rlim_cur : most;
	setrlimit((__rlimit_resource_t)what, &now);
}

/* Pictures of a logo are other people's bytes.  No core either: it would hold slips' codes. */
static void
limits_set(void)
{
	if (!SANITIZED)
		limit(RLIMIT_AS, MEMORY_MOST);
	limit(RLIMIT_CPU, SECONDS_MOST);
	limit(RLIMIT_CORE, 0);
	signal(SIGPIPE, SIG_IGN);
}

static bool
read_all(struct buf *out, struct err *err)
{
	char piece[65536];
	ssize_t got;

	buf_init(out, PICTURE_MOST);
	while ((got = read(STDIN_FILENO, piece, sizeof(piece))) != 0) {
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return err_set(err, ERR_IO, "standard input: %s",
				       strerror(errno));
		buf_put(out, piece, (size_t)got);
		if (!buf_ok(out))
			return err_set(err, ERR_INPUT,
				       "the picture has more than %zu MiB",
				       PICTURE_MOST >> 20);
	}
	return true;
}

static bool
read_codes(struct err *err)
{
	SCOPED(buf) picture = { 0 };
	SCOPED(buf) lines = { 0 };
	SCOPED(raster) r = { 0 };
	struct output out = { .fd = STDOUT_FILENO };

	if (!read_all(&picture, err) ||
	    !raster_load(picture.data, picture.len, &r, err) ||
	    !raster_read(&r, &lines, err))
		return false;
	output_write(&out, lines.data, lines.len);
	return output_end(&out, err);
}

static bool
tell_versions(const char *list, struct err *err)
{
	struct output out = { .fd = STDOUT_FILENO };
	SCOPED(buf) line = { 0 };
	struct fonts *fonts;
	struct err none = { .code = ERR_NONE };

	buf_puts(&line, "canvass-render " PACKAGE_VERSION ", ");
	fonts_version(&line);
	buf_puts(&line, ", ");
	logo_version(&line);
	buf_puts(&line, ", ");
	png_version(&line);
	buf_puts(&line, ", ");
	reader_version(&line);
	fonts = fonts_new(list, &none);
	buf_printf(&line, "; font: %s\n", fonts ? fonts_family(fonts) : "none");
	fonts_free(fonts);
	output_write(&out, line.data, line.len);
	return output_end(&out, err);
}

static bool
run(int argc, char **argv, struct err *err)
{
	struct output out = { .fd = STDOUT_FILENO };

	if (argc == 1)
		return run_lines(STDIN_FILENO, &out, err);
	if (argc == 2 && str_same(argv[1], "--read"))
		return read_codes(err);
	if (argc == 2 && str_same(argv[1], "--version"))
		return tell_versions("", err);
	if (argc == 2 && str_starts(argv[1], "--version="))
		return tell_versions(argv[1] + strlen("--version="), err);
	return err_set(
		err, ERR_USAGE,
		"usage: canvass-render <description >drawing, canvass-render --read "
		"<picture.png, canvass-render --version[=FONTS]");
}

/* One line, whatever is quoted in it. */
static void
complain(const char *text)
{
	SCOPED(buf) line = { 0 };

	buf_puts(&line, "canvass-render: ");
	for (const unsigned char *p = (const unsigned char *)text; *p; p++) {
		if (*p < ' ' || *p == 0x7f)
			buf_printf(&line, "<%02X>", *p);
		else
			buf_putc(&line, (char)*p);
	}
	buf_putc(&line, '\n');
	fwrite(line.data, 1, line.len, stderr);
}

int
main(int argc, char **argv)
{
	struct err err = { .code = ERR_NONE };
	bool good;

	limits_set();
	logo_silence();
	good = run(argc, argv, &err);
	fonts_end();
	if (good)
		return 0;
	complain(err.text);
	return err_kinds[err.code].exit;
}
