/*
 * canvass redact: text in, text out without what could tell who somebody is.  A filter: no
 * workspace, nothing kept.  What is not marked comes out byte for byte.
 *
 * A text is looked at in windows, so that memory is bounded and a stream may be of any length.
 * One window holds any text of ordinary size whole.  Of a longer one each window sees some of what
 * stands before and behind the part that it answers for, and that part never ends within a mark.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include "answer/redact.h"
#include "app/app.h"

enum {
	WINDOW = 64 << 10, /* bytes that are looked at together */
	CONTEXT = 1 << 10, /* bytes of it that are seen again, on either side of a cut */
	LINE_MOST = 16 << 20,	/* bytes of a line, with --lines */
	LOCALS_MOST = 16 << 20, /* bytes of the file of local words */
};

struct filter {
	struct redactor *redactor;
	bool json, lines;
	struct redact_log log;
	struct arena *a; /* of one window */
	struct buf out;
	struct progress progress;
	unsigned long line; /* at hand, from 1 */
	size_t passed;	    /* bytes of standard input in front of what is at hand */
};

/* One text, as it passes through windows. */
struct passage {
	size_t before; /* code points in front of the window */
	size_t done;   /* bytes of the window that were told before: context alone */
	bool marked, event;
	size_t start, end; /* of the last span, in code points of the text */
	enum redact_class class;
};

/* ---- one window --------------------------------------------------------------------------- */

static size_t
character_edge(const char *data, size_t at)
{
	while (at && ((unsigned char)data[at] & 0xc0) == 0x80)
		at--;
	return at;
}

/* How good it is to cut in front of byte i: behind a blank line, a line, a sentence, a word. */
static int
cut_worth(const char *p, size_t i)
{
	if (p[i - 1] == '\n')
		return p[i - 2] == '\n' || (p[i - 2] == '\r' && p[i - 3] == '\n') ? 4 : 3;
	if (p[i - 1] != ' ')
		return 0;
	return strchr(".!?", p[i - 2]) ? 2 : 1;
}

/* Where a window that is not the last of its text stops to answer for what it sees. */
static size_t
window_cut(const char *data, size_t len, size_t done)
{
	size_t last = len - CONTEXT, best = character_edge(data, last);
	int worth = 0;

	for (size_t i = last; i > done + (len - done) / 2 && worth < 4; i--) {
		int got = cut_worth(data, i);

		if (got > worth) {
			worth = got;
			best = i;
		}
	}
	return best;
}

/* A mark across the cut is told whole: by the next window if it can be, else by this one. */
static size_t
cut_beside(const struct redaction *found, size_t cut, size_t done)
{
	for (size_t i = 0; i < found->count; i++) {
		const struct redact_span *span = &found->spans[i];

		if (span->from < cut && span->to > cut)
			return span->from > done ? span->from : span->to;
	}
	return cut;
}

static void
span_json(struct filter *f, const struct passage *t)
{
	buf_printf(&f->out, "{\"start\":%zu,\"end\":%zu,\"class\":\"%s\"}", t->start,
		   t->end, redact_label(t->class));
}

/*
 * One span, from and to in code points of the text.  What touches the span before, which only a
 * cut can bring about, belongs to that.  As JSON a span is written when the next has come.
 */
static void
span_tell(struct filter *f, struct passage *t, size_t start, size_t end,
	  enum redact_class class)
{
	if (t->marked && start <= t->end) {
		t->end = end;
		return;
	}
	if (f->json && t->marked) {
		span_json(f, t);
		buf_putc(&f->out, ',');
	}
	f->log.classes[class]++;
	t->marked = true;
	t->start = start;
	t->end = end;
	t->class = class;
	if (!f->json)
		buf_printf(&f->out, "[%s]", redact_label(class));
}

/* What a window answers for: bytes done to cut - 1, redacted. */
static void
window_write(struct filter *f, struct passage *t, const char *data,
	     const struct redaction *found, size_t cut)
{
	size_t at = t->done, seen = t->before + utf8_count(data, t->done);

	for (size_t i = 0; i < found->count; i++) {
		const struct redact_span *span = &found->spans[i];
		size_t start = t->before + span->start;

		if (span->to <= t->done)
			continue;
		if (span->from >= cut)
			break;
		if (!f->json && span->from > at)
			buf_put(&f->out, data + at, span->from - at);
		span_tell(f, t, start > seen ? start : seen, t->before + span->end,
			  span->class);
		at = span->to;
	}
	if (!f->json && cut > at)
		buf_put(&f->out, data + at, cut - at);
}

/* Tells what a window can, and returns how many bytes of it are done with. */
static size_t
window_tell(struct filter *f, struct passage *t, const char *data, size_t len, bool last)
{
	struct redaction found = redact_text(f->redactor, data, len, f->a);
	size_t cut = len, drop = 0;

	if (!last)
		cut = cut_beside(&found, window_cut(data, len, t->done), t->done);
	window_write(f, t, data, &found, cut);
	t->event |= found.event;
	if (!last && cut > CONTEXT)
		drop = character_edge(data, cut - CONTEXT);
	t->done = cut - drop;
	t->before += utf8_count(data, drop);
	arena_clear(f->a);
	return drop;
}

static void
text_begin(struct filter *f, struct passage *t)
{
	*t = (struct passage){ .before = 0 };
	if (f->json)
		buf_putc(&f->out, '[');
}

static void
text_end(struct filter *f, const struct passage *t)
{
	f->log.texts++;
	f->log.marked += t->marked;
	f->log.events += t->event;
	if (f->json && t->marked)
		span_json(f, t);
	if (f->json)
		buf_putc(&f->out, ']');
}

/* What waits goes to standard output, which has a buffer of its own. */
static bool
out_pass(struct filter *f, struct err *err)
{
	if (f->out.len && fwrite(f->out.data, 1, f->out.len, stdout) != f->out.len)
		return err_from(err, errno, ERR_IO, "writing", "standard output");
	buf_clear(&f->out);
	return true;
}

/* ---- standard input ------------------------------------------------------------------------ */

/* Reads what there is.  What was told is passed on first: whoever feeds us may wait for it. */
static bool
input_read(char *to, size_t room, size_t *out_got, struct err *err)
{
	ssize_t got;

	if (fflush(stdout) != 0)
		return err_from(err, errno, ERR_IO, "writing", "standard output");
	do
		got = read(STDIN_FILENO, to, room);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		return err_from(err, errno, ERR_IO, "reading", "standard input");
	*out_got = (size_t)got;
	return true;
}

/* Bytes of the character that begins so, by its first byte alone. */
static size_t
character_length(char first)
{
	unsigned char c = (unsigned char)first;

	return c < 0xc0 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
}

/* Where text stops being UTF-8; len if it is whole. */
static size_t
wrong_at(const char *data, size_t len)
{
	size_t i = 0;

	if (utf8_valid(data, len))
		return len;
	while (i < len) {
		size_t n = character_length(data[i]);

		if (n > len - i || !utf8_valid(data + i, n))
			return i;
		i += n;
	}
	return len;
}

/* The same without the beginning of a character whose end has yet to come. */
static size_t
whole_characters(const char *data, size_t len)
{
	for (size_t back = 1; back <= 3 && back <= len; back++)
		if (((unsigned char)data[len - back] & 0xc0) == 0xc0)
			return character_length(data[len - back]) > back ? len - back
									 : len;
	return len;
}

/* Tells of byte `at` of what is at hand, in the given line. */
static bool
not_utf8(const struct filter *f, const char *data, size_t at, unsigned long line,
	 struct err *err)
{
	unsigned char c = (unsigned char)data[at];
	size_t byte = f->passed + at;
	bool wide = byte < 2 && (c == 0xff || c == 0xfe || !c);

	if (!c && !wide)
		return err_set(
			err, ERR_INPUT,
			"standard input, byte %zu, on line %lu: a NUL byte, which no "
			"text has: take it out",
			byte + 1, line);
	return err_set(
		err, ERR_INPUT,
		"standard input, byte %zu, on line %lu: not UTF-8 (0x%02x); turn it "
		"into UTF-8 first, for example with iconv -f %s -t UTF-8",
		byte + 1, line, c, wide ? "UTF-16" : "WINDOWS-1252");
}

/* ---- all of it as one text ------------------------------------------------------------------ */

static unsigned long
lines_in(const char *data, size_t len)
{
	unsigned long n = 0;

	for (size_t i = 0; i < len; i++)
		n += data[i] == '\n';
	return n;
}

static bool
redact_stream(struct filter *f, char *data, struct err *err)
{
	size_t len = 0, got = 1;
	struct passage t;

	text_begin(f, &t);
	for (f->line = 1; got;) {
		size_t whole, wrong, drop;

		while (got && len < WINDOW) {
			if (!input_read(data + len, WINDOW - len, &got, err))
				return false;
			len += got;
		}
		whole = got ? whole_characters(data, len) : len;
		wrong = wrong_at(data, whole);
		if (wrong < whole)
			return not_utf8(f, data, wrong, f->line + lines_in(data, wrong),
					err);
		drop = window_tell(f, &t, data, whole, !got);
		f->line += lines_in(data, drop);
		f->passed += drop;
		memmove(data, data + drop, len - drop);
		len -= drop;
		if (got && !out_pass(f, err))
			return false;
		progress_show(&f->progress, "%zu KiB", f->passed >> 10);
	}
	text_end(f, &t);
	if (f->json)
		buf_putc(&f->out, '\n');
	return out_pass(f, err);
}

/* ---- a text a line --------------------------------------------------------------------------- */

static bool
line_redact(struct filter *f, const char *data, size_t len, bool pass, struct err *err)
{
	size_t drop = 0;
	struct passage t;

	text_begin(f, &t);
	for (bool last = false; !last; data += drop, len -= drop) {
		last = len <= WINDOW;
		drop = window_tell(f, &t, data, last ? len : character_edge(data, WINDOW),
				   last);
		if (pass && !out_pass(f, err))
			return false;
	}
	text_end(f, &t);
	return true;
}

/* Says why, without what the parser quotes: that is somebody's answer. */
static bool
not_json(const struct filter *f, char *why, struct err *err)
{
	const char *column = strstr(why, "column ");
	char *near = strstr(why, " near ");

	if (near)
		*near = '\0';
	return err_set(
		err, ERR_INPUT,
		"standard input, line %lu begins with \", but is not one JSON string: %s",
		f->line, column ? column : "something else follows");
}

/* A text as a JSON string, and so is the result, or its spans. */
static bool
line_redact_json(struct filter *f, const char *data, size_t len, struct err *err)
{
	struct arena *a = arena_new(0);
	struct err why = { .code = ERR_NONE };
	struct json *string = json_parse(data, len, a, &why);
	SCOPED(buf) quoted = { 0 };
	bool good = string && string->type == JSON_STRING_;

	if (!good)
		not_json(f, why.text, err);
	else
		good = line_redact(f, string->text, string->len, f->json, err);
	if (good && !f->json) {
		json_put_len(&quoted, f->out.data ? f->out.data : "", f->out.len);
		buf_clear(&f->out);
		buf_put(&f->out, quoted.data, quoted.len);
	}
	arena_free(a);
	return good;
}

/* One line; end: its line end as it stands, "" for a last line without. */
static bool
line_tell(struct filter *f, const char *data, size_t len, const char *end,
	  struct err *err)
{
	size_t mark =
		f->line == 1 && len > 3 && !memcmp(data, "\xef\xbb\xbf\"", 4) ? 3 : 0;
	size_t wrong = wrong_at(data, len);
	bool good;

	if (wrong < len)
		return not_utf8(f, data, wrong, f->line, err);
	if (len > mark && data[mark] == '"')
		good = line_redact_json(f, data + mark, len - mark, err);
	else
		good = line_redact(f, data, len, true, err);
	buf_puts(&f->out, f->json ? "\n" : end);
	return good && out_pass(f, err);
}

/* A line in full, its \n included if it has one. */
static bool
line_whole(struct filter *f, const struct buf *line, struct err *err)
{
	const char *data = line->data;
	size_t len = line->len, end = 0;

	if (data[len - 1] == '\n')
		end = len > 1 && data[len - 2] == '\r' ? 2 : 1;
	if (!line_tell(f, data, len - end, end == 2 ? "\r\n" : end ? "\n" : "", err))
		return false;
	f->line++;
	f->passed += len;
	progress_show(&f->progress, "line %lu", f->line);
	return true;
}

static bool
redact_lines(struct filter *f, char *data, struct err *err)
{
	size_t got = 1;
	SCOPED(buf) line;

	buf_init(&line, LINE_MOST);
	for (f->line = 1; got;) {
		if (!input_read(data, WINDOW, &got, err))
			return false;
		for (size_t at = 0; at < got;) {
			const char *end = memchr(data + at, '\n', got - at);
			size_t len = end ? (size_t)(end - data) + 1 - at : got - at;

			buf_put(&line, data + at, len);
			if (!buf_ok(&line))
				return err_set(err, ERR_INPUT,
					       "standard input, line %lu is over %d MiB",
					       f->line, LINE_MOST >> 20);
			at += len;
			if (end && !line_whole(f, &line, err))
				return false;
			if (end)
				buf_clear(&line);
		}
	}
	return !line.len || line_whole(f, &line, err);
}

/* ---- the command ----------------------------------------------------------------------------- */

/* What the rules found, never what they found it in. */
static bool
log_write(const struct filter *f, const char *to, struct err *err)
{
	SCOPED(buf) b = { 0 };

	buf_printf(&b, "{\"texts\": %u, \"marked\": %u, \"events\": %u, \"classes\": {",
		   f->log.texts, f->log.marked, f->log.events);
	for (unsigned i = 0; i < REDACT__COUNT; i++)
		buf_printf(&b, "%s\"%s\": %u", i ? ", " : "",
			   redact_label((enum redact_class)i), f->log.classes[i]);
	buf_puts(&b, "}}\n");
	return file_write(to, b.data, b.len, 0644, err);
}

static bool
same_file(const char *one, const char *other)
{
	struct stat a, b;

	return stat(one, &a) == 0 && stat(other, &b) == 0 && a.st_dev == b.st_dev &&
	       a.st_ino == b.st_ino;
}

/* Told before anything is read: a log that cannot be is no news for the end of a long run. */
static bool
log_check(const char *to, const char *locals, struct err *err)
{
	struct stat st;

	if (!to)
		return true;
	if (!*to || str_same(to, "-"))
		return err_set(err, ERR_USAGE, "--log takes the name of a file");
	if (stat(to, &st) == 0 && S_ISDIR(st.st_mode))
		return err_set(err, ERR_CREATE, "%s is a folder", to);
	if (locals && same_file(to, locals))
		return err_set(
			err, ERR_USAGE,
			"%s would be lost: it is what is read; give --log another name",
			to);
	return true;
}

/* Reads the local words; what is wrong in them is told here. */
static bool
locals_read(const struct call *call, const char *path, const struct local_words **out,
	    struct arena *a, struct err *err)
{
	SCOPED(buf) file = { 0 };
	SCOPED(buf) problems = { 0 };
	struct diags diags;
	const char *text;

	if (!path)
		return true;
	if (str_same(path, "-"))
		return err_set(
			err, ERR_USAGE,
			"--locals takes the name of a file: standard input is the text");
	if (!file_read_named(call, path, LOCALS_MOST, &file, err))
		return false;
	text = arena_copy(a, file.data ? file.data : "", file.len);
	diags_init(&diags, path, text, file.len, a);
	*out = local_words_read(text, file.len, &diags, a);
	diags_print(&diags, &problems);
	if (problems.len)
		fputs(problems.data, stderr);
	return *out || err_set(err, ERR_INPUT, "%s: %zu problem%s; nothing was read",
			       path, diags.errors, diags.errors == 1 ? "" : "s");
}

static bool
filter_run(struct filter *f, struct err *err)
{
	char *data = mem_new(1, WINDOW);
	bool good;

	f->a = arena_new(0);
	good = f->lines ? redact_lines(f, data, err) : redact_stream(f, data, err);
	progress_end(&f->progress);
	buf_free(&f->out);
	arena_free(f->a);
	free(data);
	return good;
}

bool
cmd_redact(struct call *call, struct err *err)
{
	struct redact_options options = { .strict = flag_value(call, "strict") != NULL };
	struct filter f = { .json = call->json,
			    .lines = flag_value(call, "lines") != NULL };
	const char *to = flag_value(call, "log"), *locals = flag_value(call, "locals");
	struct arena *words = arena_new(0);
	bool good;

	good = log_check(to, locals, err) &&
	       locals_read(call, locals, &options.locals, words, err);
	if (good) {
		f.redactor = redactor_new(&options, err);
		good = f.redactor && filter_run(&f, err) &&
		       (!to || log_write(&f, to, err));
		redactor_free(f.redactor);
	}
	arena_free(words);
	return good;
}
