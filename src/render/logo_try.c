/*
 * Tries a logo before it is used.  Some lines of SVG can ask for hours of work, or for a PDF of any
 * size, and no list of what to refuse is whole; so another process draws it first, with little time
 * to do so, and what it finds is what is said.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <cairo-pdf.h>
#include <cairo.h>
#include <errno.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "render/paint.h"

enum {
	SECONDS_MOST = 5, /* of work, for reading it and drawing it twice */
	SECONDS_WALL = 60,
	AGAIN_MOST = 1, /* second, for drawing it once more, as each sheet does */
	DRAWN_HIGH = 500, /* pixels: 40 mm at 300 dots an inch */
};
#define ADDED_MOST ((size_t)4 << 20) /* bytes of a PDF */

static double
work_seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void
draw_at(const struct logo *l, cairo_surface_t *to, double high)
{
	cairo_t *cr = cairo_create(to);

	logo_paint(l, cr, (struct box){ 0, 0, high * logo_shape(l), high });
	cairo_destroy(cr);
}

static cairo_status_t
count_bytes(void *with, const unsigned char *data, unsigned len)
{
	size_t *sum = with;

	(void)data;
	*sum += len;
	return *sum > ADDED_MOST ? CAIRO_STATUS_WRITE_ERROR : CAIRO_STATUS_SUCCESS;
}

static bool
too_slow(bool svg, struct err *err)
{
	return err_set(err, ERR_INPUT, "the logo takes too long to draw; save it as a%s PNG",
		       svg ? "" : " smaller");
}

/* A PNG's pixels are counted already. */
static bool
drawing_quick(const struct logo *l, struct err *err)
{
	double before = work_seconds();
	cairo_surface_t *to = cairo_image_surface_create(
		CAIRO_FORMAT_ARGB32, (int)(DRAWN_HIGH * logo_shape(l)) + 1, DRAWN_HIGH);

	draw_at(l, to, DRAWN_HIGH);
	cairo_surface_destroy(to);
	return work_seconds() - before < AGAIN_MOST || too_slow(true, err);
}

static bool
drawing_small(const struct logo *l, bool svg, struct err *err)
{
	size_t sum = 0;
	cairo_surface_t *to = cairo_pdf_surface_create_for_stream(
		count_bytes, &sum, 100 * logo_shape(l), 100);

	draw_at(l, to, 100);
	cairo_surface_finish(to);
	cairo_surface_destroy(to);
	return sum <= ADDED_MOST ||
	       err_set(err, ERR_INPUT,
		       "the logo makes a PDF larger by more than %zu MiB; save it as a%s PNG",
		       ADDED_MOST >> 20, svg ? "" : " smaller");
}

/* What the other process does; why: as it came out. */
static void
try_here(const void *bytes, size_t len, struct err *why)
{
	const struct rlimit work = { SECONDS_MOST, SECONDS_MOST };
	bool svg = len && *(const char *)bytes != '\x89';
	struct logo *l;

	signal(SIGALRM, SIG_DFL);
	alarm(SECONDS_WALL);
	setrlimit(RLIMIT_CPU, &work);
	l = logo_take_untried(bytes, len, why);
	if (l && (!svg || drawing_quick(l, why)) && drawing_small(l, svg, why))
		why->code = ERR_NONE;
	logo_free(l);
}

/* How it ended, where it had nothing to say itself. */
static bool
ended(pid_t child, bool svg, struct err *err)
{
	int status = 0;

	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	if (WIFSIGNALED(status) &&
	    (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL ||
	     WTERMSIG(status) == SIGALRM))
		return too_slow(svg, err);
	return err_set(err, ERR_INPUT, "the logo cannot be drawn; save it as a%s PNG",
		       svg ? "" : " smaller");
}

bool
logo_try(const void *bytes, size_t len, struct err *err)
{
	struct err why = { .code = ERR_NONE };
	bool svg = len && *(const char *)bytes != '\x89';
	size_t done = 0;
	ssize_t got = 1;
	int ends[2];
	pid_t child;

	if (pipe(ends) != 0)
		return err_set(err, ERR_IO, "making a pipe: %s", strerror(errno));
	child = fork();
	if (child == 0) {
		try_here(bytes, len, &why);
		_exit(write(ends[1], &why, sizeof(why)) != (ssize_t)sizeof(why));
	}
	close(ends[1]);
	while (child > 0 && got && done < sizeof(why)) {
		got = read(ends[0], (char *)&why + done, sizeof(why) - done);
		if (got < 0 && errno != EINTR)
			break;
		done += got > 0 ? (size_t)got : 0;
	}
	close(ends[0]);
	if (child < 0)
		return err_set(err, ERR_IO, "starting a process: %s", strerror(errno));
	if (done < sizeof(why))
		return ended(child, svg, err);
	while (waitpid(child, NULL, 0) < 0 && errno == EINTR)
		;
	return !why.code || err_set(err, why.code, "%s", why.text);
}
