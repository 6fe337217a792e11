/*
 * canvass disclose PLAN.json: the rules of a release, on figures given from outside.  A filter:
 * nothing is stored.  With --lines each line is a plan of its own, and memory is that of one.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/app.h"
#include "summary/disclose.h"

enum { PLAN_MOST = 64 << 20 }; /* bytes */

struct run {
	const char *path;
	bool lines;
	unsigned long line; /* of the plan at hand, with --lines */
	const struct figures *f;
	FILE *explain; /* or NULL */
	struct progress progress;
	bool bad; /* some line was */
};

/* ---- --explain: written beside as it comes, since it may be long ------------------------ */

static bool
explain_begin(struct run *r, const char *to, struct buf *beside, struct err *err)
{
	int fd;

	if (!to)
		return true;
	buf_printf(beside, "%s.XXXXXX", to);
	fd = mkostemp(beside->data,
		      O_CLOEXEC); /* for its owner alone: it tells small counts */
	if (fd < 0)
		return err_from(err, errno, ERR_CREATE, "writing", to);
	r->explain = fdopen(fd, "w");
	if (!r->explain)
		die("fdopen: %s", strerror(errno));
	return true;
}

/* Takes its place if all went well, or with --lines if some lines did. */
static bool
explain_end(struct run *r, const char *to, const char *beside, bool keep, struct err *err)
{
	int failed = 0;

	if (!r->explain)
		return true;
	if (fflush(r->explain) != 0 || ferror(r->explain) ||
	    fsync(fileno(r->explain)) != 0)
		failed = errno ? errno : EIO;
	if (fclose(r->explain) != 0 && !failed)
		failed = errno;
	if (keep && !failed && rename(beside, to) == 0)
		return true;
	if (keep && !failed)
		failed = errno;
	unlink(beside);
	return !keep || err_from(err, failed, ERR_IO, "writing", to);
}

static void
explain_put(void *with, const struct audited *a)
{
	struct run *r = with;
	SCOPED(buf) b = { 0 };

	buf_putc(&b, '{');
	if (r->lines)
		buf_printf(&b, "\"line\": %lu, ", r->line);
	buf_puts(&b, "\"table\": ");
	json_put(&b, r->f->tables[a->table].id);
	buf_printf(&b, ", \"level\": \"%s\", \"release\": %u, \"row\": ",
		   level_names[a->level], a->release);
	json_put(&b, a->row);
	buf_puts(&b, ", \"column\": ");
	json_put(&b, a->column);
	buf_printf(&b, ", \"half\": \"%s\", \"min\": %lld, \"max\": %lld, \"ok\": %s}\n",
		   a->half, (long long)a->least, (long long)a->most,
		   a->ok ? "true" : "false");
	fwrite(b.data, 1, b.len, r->explain);
}

/* ---- one plan --------------------------------------------------------------------------- */

static void
show_tables(void *with, size_t done, size_t all)
{
	struct run *r = with;

	if (r->lines)
		progress_show(&r->progress, "plan %lu: %zu of %zu tables", r->line, done,
			      all);
	else
		progress_show(&r->progress, "%zu of %zu tables", done, all);
}

/* The result, which is one line with --lines; the rest of the line is the caller's. */
static bool
plan_disclose(struct run *r, const struct buf *plan, struct buf *out, struct err *err)
{
	const struct disclose_watch watch = { .audited = r->explain ? explain_put : NULL,
					      .progress = show_tables,
					      .with = r };
	struct arena *a = arena_new(0);

	r->f = figures_read(plan->len ? plan->data : "", plan->len, a, err);
	if (r->f)
		disclosed_write(disclose(r->f, &watch, a), r->f, !r->lines, out);
	progress_end(&r->progress);
	arena_free(a);
	return r->f != NULL;
}

/* What the plan calls things may be anything: what a terminal would act on is spelt out. */
static void
put_visible(struct buf *out, const char *text)
{
	bool valid = utf8_valid(text, strlen(text));

	for (const char *end = text + strlen(text), *next; text < end; text = next) {
		uint32_t point = (unsigned char)*text;

		next = text + 1;
		if (valid)
			point = utf8_next(text, end, &next);
		if (point < 0x20 || (point >= 0x7f && point < 0xa0) || point == 0x2028 ||
		    point == 0x2029 || (!valid && point >= 0x80))
			for (; text < next; text++)
				buf_printf(out, "\\x%02x", (unsigned char)*text);
		else
			buf_put(out, text, (size_t)(next - text));
	}
}

/* "PLAN.json: error D02: words" */
static void
tell(const struct run *r, const struct err *why)
{
	SCOPED(buf) b = { 0 };
	size_t put;

	put_visible(&b, r->path);
	if (r->lines)
		buf_printf(&b, ":%lu", r->line);
	buf_puts(&b, ": error ");
	put_visible(&b, why->text);
	buf_putc(&b, '\n');
	fflush(stdout);
	put = fwrite(b.data, 1, b.len, stderr);
	(void)put; /* a word that is lost loses no figure */
}

/* Input trouble is told here, in its own form; other trouble is told by main. */
static bool
refuse(const struct run *r, struct err *err)
{
	if (err->code != ERR_INPUT)
		return false;
	tell(r, err);
	err->text[0] = '\0';
	return false;
}

static bool
disclose_file(const struct call *call, struct run *r, struct err *err)
{
	SCOPED(buf) plan = { 0 };
	SCOPED(buf) out = { 0 };

	if (!file_read_named(call, r->path, PLAN_MOST, &plan, err)) {
		if (err->code == ERR_INPUT)
			err_set(err, ERR_INPUT, "D08: the file is over %d MiB",
				PLAN_MOST >> 20);
		return refuse(r, err);
	}
	return plan_disclose(r, &plan, &out, err) ? output_put(&out, err)
						  : refuse(r, err);
}

/* ---- a plan a line ----------------------------------------------------------------------- */

/* The next line without its end; false at the end of the file.  Too long: plan->full. */
static bool
line_read(FILE *from, struct buf *plan)
{
	int c = getc_unlocked(from);
	bool any = c != EOF;

	buf_clear(plan);
	for (; c != EOF && c != '\n'; c = getc_unlocked(from))
		buf_putc(plan, (char)c);
	return any;
}

static void
put_error(struct buf *out, const struct err *why)
{
	char code[4] = "";

	memcpy(code, why->text, 3);
	buf_printf(out, "{\"error\": {\"code\": \"%s\", \"words\": ", code);
	json_put(out, why->text + 5);
	buf_puts(out, "}}");
}

static bool
line_blank(const struct buf *plan)
{
	return !plan->full && (!plan->len || strspn(plan->data, " \t\r") == plan->len);
}

static bool
line_disclose(struct run *r, const struct buf *plan, struct err *err)
{
	struct err why = { .code = ERR_NONE };
	SCOPED(buf) out = { 0 };
	bool good;

	if (plan->full)
		good = err_set(&why, ERR_INPUT, "D08: the line is over %d MiB",
			       PLAN_MOST >> 20);
	else
		good = plan_disclose(r, plan, &out, &why);
	if (!good) {
		tell(r, &why);
		put_error(&out, &why);
		r->bad = true;
	}
	buf_putc(&out, '\n');
	return output_put(&out, err);
}

static bool
disclose_lines(const struct call *call, struct run *r, struct err *err)
{
	bool input = str_same(r->path, "-"), good = true;
	struct arena *a = arena_new(0);
	const char *inside = path_join(a, call->dir, r->path);
	bool use = !file_there(r->path) && file_there(inside);
	FILE *from = input ? stdin : fopen(use ? inside : r->path, "re");
	SCOPED(buf) plan = { 0 };

	buf_init(&plan, PLAN_MOST);
	if (!from)
		good = err_from(err, errno, ERR_IO, "reading", r->path);
	while (good && line_read(from, &plan)) {
		r->line++;
		if (!line_blank(&plan))
			good = line_disclose(r, &plan, err);
	}
	if (good && ferror(from))
		good = err_from(err, errno, ERR_IO, "reading", r->path);
	if (from && !input)
		fclose(from);
	arena_free(a);
	if (good && r->bad) /* each was told at its line */
		return err_set(err, ERR_INPUT, "%s", "");
	return good;
}

/* ---- the command --------------------------------------------------------------------------- */

static bool
explain_apart(const char *to, const char *plan, struct err *err)
{
	struct stat a, b;

	if (!to)
		return true;
	if (!*to || str_same(to, "-"))
		return err_set(err, ERR_USAGE, "--explain takes the name of a file");
	if (stat(to, &a) == 0 && S_ISDIR(a.st_mode))
		return err_set(err, ERR_CREATE, "%s is a folder", to);
	if (stat(to, &a) == 0 && stat(plan, &b) == 0 && a.st_dev == b.st_dev &&
	    a.st_ino == b.st_ino)
		return err_set(
			err, ERR_USAGE,
			"%s would be lost: it is what is read; give --explain another name",
			to);
	return true;
}

bool
cmd_disclose(struct call *call, struct err *err)
{
	struct run r = { .path = call->args[0],
			 .lines = flag_value(call, "lines") != NULL };
	const char *to = flag_value(call, "explain");
	struct err why = { .code = ERR_NONE };
	SCOPED(buf) beside = { 0 };
	bool good;

	if (!explain_apart(to, r.path, err) || !explain_begin(&r, to, &beside, err))
		return false;
	good = r.lines ? disclose_lines(call, &r, err) : disclose_file(call, &r, err);
	if (!explain_end(&r, to, beside.data, good || r.bad, &why) && (good || r.bad)) {
		*err = why;
		return false;
	}
	return good;
}
