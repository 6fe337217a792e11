/*
 * A run: the job's line, then a sheet a line, each drawn, read back and written before the next is
 * looked at.  However many there are, memory holds one.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <errno.h>
#include <unistd.h>

#include "render/internal.h"
#include "render/run.h"

/* ---- lines ---------------------------------------------------------------------------- */

struct lines {
	int fd;
	char *bytes; /* LINE_MOST + 1 of them */
	size_t from, to;
	bool ended;
};

/* Moves what was not yet given to the front and reads on.  False: nothing more, or an error. */
static bool
lines_fill(struct lines *l, struct err *err)
{
	ssize_t got;

	memmove(l->bytes, l->bytes + l->from, l->to - l->from);
	l->to -= l->from;
	l->from = 0;
	do
		got = read(l->fd, l->bytes + l->to, LINE_MOST + 1 - l->to);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		return err_set(err, ERR_IO, "standard input: %s", strerror(errno));
	l->ended = got == 0;
	l->to += (size_t)got;
	return true;
}

/* The next line that is not empty, without its end; *out_len 0: there is none.  False: an error. */
static bool
lines_next(struct lines *l, const char **out, size_t *out_len, struct err *err)
{
	const char *end;

	for (;;) {
		end = memchr(l->bytes + l->from, '\n', l->to - l->from);
		if (!end && l->to - l->from > LINE_MOST)
			return err_set(err, ERR_INPUT, "a line has more than %d MiB",
				       LINE_MOST >> 20);
		if (!end && !l->ended) {
			if (!lines_fill(l, err))
				return false;
			continue;
		}
		*out = l->bytes + l->from;
		*out_len = (size_t)((end ? end : l->bytes + l->to) - *out);
		l->from = (size_t)(*out - l->bytes) + *out_len + (end ? 1 : 0);
		if (*out_len || !end)
			return true;
	}
}

/* ---- sheets --------------------------------------------------------------------------- */

struct drawing {
	struct job job;
	struct pages_about about;
	struct output *out;
	struct pdf *pdf; /* or NULL */
	unsigned sheets;
};

static bool
sheet_write(struct drawing *d, const struct sheet *s, struct err *err)
{
	if (d->pdf)
		return pdf_add(d->pdf, s, err);
	if (str_same(d->job.format, "svg"))
		return svg_write(s, &d->about, output_write, d->out, err);
	return png_write(s, &d->about, output_write, d->out, err);
}

static const struct template *
template_find(const char *name)
{
	for (size_t i = 0; i < template_count; i++)
		if (str_same(templates[i].name, name))
			return &templates[i];
	return NULL;
}

static bool
sheet_draw(struct drawing *d, const struct template *t, const struct json *map,
	   struct err *err)
{
	struct sheet *s = t->draw(&d->job, map, err);
	bool good;

	if (!s)
		return false;
	good = sheet_good(s, err) && sheet_reads(s, err) && sheet_write(d, s, err);
	sheet_free(s);
	return good;
}

/* One line of the description; a is this line's alone. */
static bool
sheet_do(struct drawing *d, const char *line, size_t len, struct arena *a,
	 struct err *err)
{
	const struct json *map = json_parse(line, len, a, err);
	const char *name = text_of(map, "sheet");
	const struct template *t;

	d->sheets++;
	if (!map)
		return err_add(err, "sheet %u", d->sheets);
	if (!d->pdf && d->sheets > 1)
		return err_set(err, ERR_USAGE,
			       "there is more than one sheet, and only a PDF has pages");
	t = template_find(name);
	if (!t)
		return err_set(err, ERR_INPUT,
			       "sheet %u: there is no kind of sheet \"%.40s\"", d->sheets,
			       name);
	return sheet_draw(d, t, map, err) ||
	       err_add(err, "sheet %u (%s)", d->sheets, name);
}

static bool
sheets_do(struct drawing *d, struct lines *l, struct err *err)
{
	struct arena *a = arena_new(0);
	const char *line;
	size_t len;
	bool good;

	while ((good = lines_next(l, &line, &len, err)) && len) {
		good = sheet_do(d, line, len, a, err);
		arena_clear(a);
		if (!good)
			break;
	}
	arena_free(a);
	if (good && !d->sheets)
		return err_set(err, ERR_USAGE, "there is no sheet to draw");
	return good;
}

static bool
job_do(struct drawing *d, struct lines *l, struct arena *a, struct err *err)
{
	const struct json *map;
	const char *line;
	size_t len;

	if (!lines_next(l, &line, &len, err))
		return false;
	if (!len)
		return err_set(err, ERR_USAGE,
			       "there is no description on standard input");
	map = json_parse(line, len, a, err);
	if (!map || !job_read(&d->job, map, a, err))
		return err_add(err, "job");
	d->about = (struct pages_about){ d->job.title, d->job.author, d->job.day };
	if (str_same(d->job.format, "pdf"))
		d->pdf = pdf_new(&d->about, output_write, d->out);
	return sheets_do(d, l, err) && (!d->pdf || pdf_end(d->pdf, err));
}

bool
run_lines(int fd, struct output *out, struct err *err)
{
	struct lines lines = { .fd = fd, .bytes = mem_new(LINE_MOST + 1, 1) };
	struct drawing d = { .out = out };
	struct arena *a = arena_new(0);
	bool good = job_do(&d, &lines, a, err);

	/* What is in the way of writing says more than that it could not be written. */
	if (good || out->wrong)
		good = output_end(out, err);
	pdf_free(d.pdf);
	job_done(&d.job);
	arena_free(a);
	free(lines.bytes);
	return good;
}
