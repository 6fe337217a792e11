/*
 * Descriptions from outside: what is wrong is told in one line, with the sheet's number and kind,
 * and nothing is drawn of it.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "render/run.h"
#include "tests/unit/render/drawing.h"

/* A file in memory that holds the text. */
static int
file_of(const char *text, size_t len)
{
	int fd = memfd_create("lines", 0);

	if (fd < 0 || write(fd, text, len) != (ssize_t)len || lseek(fd, 0, SEEK_SET))
		die("no file in memory");
	return fd;
}

/* Runs it; what is drawn is appended to out. */
static bool
run(const char *text, size_t len, struct buf *out, struct err *err)
{
	int from = file_of(text, len), to = file_of("", 0);
	struct output *o = mem_new(1, sizeof(*o));
	char piece[4096];
	ssize_t got;
	bool good;

	*err = (struct err){ .code = ERR_NONE };
	o->fd = to;
	good = run_lines(from, o, err);
	if (lseek(to, 0, SEEK_SET))
		die("the file in memory cannot be read");
	while ((got = read(to, piece, sizeof(piece))) > 0)
		buf_put(out, piece, (size_t)got);
	close(from);
	close(to);
	free(o);
	return good;
}

static void
drawn(void)
{
	static const struct {
		const char *text, *starts;
	} cases[] = {
		{ JOB("pdf") POSTER, "%PDF-" },
		{ JOB("svg") POSTER, "<?xml " },
		{ JOB("png") POSTER, "\x89PNG" },
		{ "\n" JOB("pdf") "\n\n" POSTER "\n" POSTER "\n\n", "%PDF-" },
	};
	struct err err;

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		SCOPED(buf) out = { 0 };
		SCOPED(buf) again = { 0 };
		size_t len = strlen(cases[i].text);

		ok(run(cases[i].text, len, &out, &err), "case %zu: drawn: %s", i,
		   err.text);
		ok(out.len > 1000 && str_starts(out.data, cases[i].starts),
		   "is what it says");
		ok(run(cases[i].text, len - 1, &again, &err),
		   "without the last line's end");
		ok(out.len && again.len == out.len &&
			   !memcmp(again.data, out.data, out.len),
		   "the same bytes");
	}
}

#define WITH(key) \
	"{\"canvass\":\"render 1\",\"format\":\"pdf\",\"day\":\"2026-12-01\"," key "}\n"

static void
refused(void)
{
	static const struct {
		const char *text;
		enum err_code code;
		const char *say;
	} cases[] = {
		{ "", ERR_USAGE, "there is no description on standard input" },
		{ "\n\n", ERR_USAGE, "there is no description on standard input" },
		{ "hello\n", ERR_INPUT, "job: JSON, line 1, column " },
		{ "[]\n", ERR_INPUT,
		  "job: the first line does not say \"canvass\": \"render 1\"" },
		{ "{\"canvass\":\"render 2\"}\n", ERR_INPUT,
		  "job: the first line does not say" },
		{ "{\"canvass\":\"render 1\",\"format\":\"gif\",\"day\":\"2026-12-01\"}",
		  ERR_INPUT, "job: the format \"gif\" is none of pdf, svg, png" },
		{ "{\"canvass\":\"render 1\",\"format\":\"pdf\",\"day\":\"today\"}",
		  ERR_INPUT, "job: the day \"today\" is none" },
		{ WITH("\"fonts\":\"Nowhere\""), ERR_MISSING,
		  "job: none of these fonts is installed: Nowhere;" },
		{ WITH("\"logo\":\"*\""), ERR_INPUT,
		  "job: the job's logo is not base64" },
		{ WITH("\"logo\":\"R0lGODlh\""), ERR_INPUT,
		  "job: logo: it is neither a PNG nor" },
		{ WITH("\"colour\":\"#ff8800\""), ERR_INPUT,
		  "job: colour: white letters cannot be read on #ff8800: its contrast is 2.3 to 1, "
		  "and 4.5 is needed; choose a darker colour" },
		{ JOB("pdf"), ERR_USAGE, "there is no sheet to draw" },
		{ JOB("pdf") "{\n", ERR_INPUT, "sheet 1: JSON, line 1, column " },
		{ JOB("pdf") POSTER "[]\n", ERR_INPUT,
		  "sheet 2: there is no kind of sheet \"\"" },
		{ JOB("pdf") POSTER POSTER "{\"sheet\":\"banner\"}\n", ERR_INPUT,
		  "sheet 3: there is no kind of sheet \"banner\"" },
		{ JOB("svg") POSTER POSTER, ERR_USAGE,
		  "there is more than one sheet, and only a PDF has pages" },
		{ JOB("pdf") "{\"sheet\":\"poster\",\"address\":\"lower\","
			     "\"langs\":[{\"lang\":\"en\","
			     "\"call\":\"x\"}]}\n",
		  ERR_INPUT, "sheet 1 (poster): " },
		{ JOB("pdf") "{\"sheet\":\"text\",\"paper\":\"a4\",\"langs\":[{\"lang\":\"en\","
			     "\"title\":\"a\xf4\x8f\xbf\xbd\"}]}\n",
		  ERR_INPUT,
		  "sheet 1 (text): title: no font that is installed has the sign" },
	};
	struct err err;

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		SCOPED(buf) out = { 0 };

		ok(!run(cases[i].text, strlen(cases[i].text), &out, &err) &&
			   err.code == cases[i].code,
		   "case %zu is refused", i);
		ok(str_starts(err.text, cases[i].say), "says: %s", err.text);
	}
}

static void
long_lines(void)
{
	SCOPED(buf) out = { 0 };
	size_t head = strlen(JOB("svg")), most = head + LINE_MOST;
	char *text = mem_new(most + 2, 1);
	struct err err;

	memset(text, ' ', most + 2);
	memcpy(text, JOB("svg"), head);
	memcpy(text + head, POSTER, strlen(POSTER) - 1);
	text[most] = '\n';
	ok(run(text, most + 1, &out, &err), "a line of 4 MiB: %s", err.text);
	text[most] = ' ';
	text[most + 1] = '\n';
	ok(!run(text, most + 2, &out, &err) && err.code == ERR_INPUT, "and a byte");
	is_str(err.text, "a line has more than 4 MiB", "is too long");
	free(text);
}

static void
full(void)
{
	struct output *o = mem_new(1, sizeof(*o));
	int from = file_of(JOB("png") POSTER, strlen(JOB("png") POSTER));
	struct err err = { .code = ERR_NONE };

	o->fd = open("/dev/full", O_WRONLY | O_CLOEXEC);
	if (o->fd < 0) {
		skip("there is no /dev/full");
	} else {
		ok(!run_lines(from, o, &err) && err.code == ERR_FULL,
		   "a full disk is told");
		ok(str_starts(err.text, "standard output: "), "and named: %s", err.text);
		close(o->fd);
	}
	close(from);
	free(o);
}

static void
colours(void)
{
	static const struct {
		const char *text;
		bool good;
	} cases[] = {
		{ "", true },	      { "#12436d", true },   { "#000000", true },
		{ "#767676", true },  /* 4.54 to 1 */
		{ "#777777", false }, /* 4.48 to 1 */
		{ "#ffffff", false }, { "#12436", false },   { "12436d0", false },
		{ "#12436g", false }, { "#12436dd", false }, { "red", false },
	};
	struct err err;
	struct colour c;

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		c = (struct colour){ 9, 9, 9 };
		is_int(colour_read(cases[i].text, &c, &err), cases[i].good, "\"%s\": %s",
		       cases[i].text, cases[i].good ? "" : err.text);
		ok((c.red < 2) == cases[i].good, "and is told only if it is good");
	}
}

int
main(void)
{
	drawn();
	refused();
	long_lines();
	full();
	colours();
	fonts_end();
	return tap_done();
}
