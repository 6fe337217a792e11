/*
 * Breaks forms that are right, each case in one place, and compares letter by letter what is
 * said of it: a code, a line, a column, and what to do.  The cases are in broken/NAME.txt, what
 * is said in broken/NAME.diag.  No form may take longer than people wait, and none may pass.
 * With CANVASS_BLESS set the .diag files are written anew.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <time.h>

#include "form/form.h"
#include "tests/golden/edits.h"
#include "tests/tap.h"

#define HERE "tests/golden/form/broken/"
#define FEWEST 300

/* One form may take so long; the sanitizers make all slower. */
#if defined(__SANITIZE_ADDRESS__)
#define MOST_MS 500.0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define MOST_MS 500.0
#endif
#endif
#ifndef MOST_MS
#define MOST_MS 50.0
#endif

static const struct base {
	const char *cases, *form;
} bases[] = {
	{ "hampshire", "forms/hampshire.yaml" },
	{ "kinds", "tests/golden/form/cases/kinds.form.yaml" },
	{ "page-feedback", "forms/page-feedback.yaml" },
};

static unsigned case_count;
static double longest;

static void
file_read(const char *path, const char *ending, struct buf *out)
{
	const char *dir = getenv("TOP_SRCDIR");
	char full[4096], part[4096];
	size_t n;
	FILE *f;

	snprintf(full, sizeof(full), "%s/%s%s", dir ? dir : ".", path, ending);
	f = fopen(full, "rb");
	buf_clear(out);
	buf_puts(out, "");
	while (f && (n = fread(part, 1, sizeof(part), f)) > 0)
		buf_put(out, part, n);
	if (f)
		fclose(f);
}

static void
file_write(const char *path, const char *ending, const struct buf *text)
{
	const char *dir = getenv("TOP_SRCDIR");
	char full[4096];
	FILE *f;

	snprintf(full, sizeof(full), "%s/%s%s", dir ? dir : ".", path, ending);
	f = fopen(full, "wb");
	if (!f || fwrite(text->data, 1, text->len, f) != text->len || fclose(f))
		die("cannot write %s", full);
}

static double
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* Each problem that is told says where it is and what to do. */
static bool
all_told(const struct diags *d)
{
	for (size_t i = 0; i < d->count; i++) {
		const struct diag *one = &d->items[i];

		if (!one->line || !one->col || !one->hint || !*one->hint || !*one->message)
			return false;
	}
	return d->count > 0;
}

static void
case_run(const struct base *base, const struct buf *form, const struct edit *e, struct buf *out)
{
	struct arena *arena = arena_new(0);
	const char *from = e->from.data ? e->from.data : "";
	const char *found = *from ? strstr(form->data, from) : NULL;
	struct diags diags;
	struct form *made;
	double took;
	SCOPED(buf) broken = { 0 };

	if (!found)
		die("%s: \"%s\" changes what is not there", base->cases, e->name);
	buf_put(&broken, form->data, (size_t)(found - form->data));
	buf_put(&broken, e->to.data ? e->to.data : "", e->to.len);
	buf_puts(&broken, found + e->from.len);
	diags_init(&diags, "form.yaml", broken.data, broken.len, arena);
	took = now_ms();
	made = form_parse_new(broken.data, broken.len, 0, &diags);
	took = now_ms() - took;
	longest = took > longest ? took : longest;
	buf_printf(out, "== %s\n", e->name);
	diags_print(&diags, out);
	ok((diags.errors > 0) == (made == NULL) && all_told(&diags) && took < MOST_MS,
	   "%s, %s: told where and what to do, in %.1f ms", base->cases, e->name, took);
	case_count++;
	arena_free(arena);
}

/* Shows the first line that differs, and not all of the file. */
static void
compare(const char *name, const char *got, const char *want)
{
	size_t line = 1, from = 0, i;

	for (i = 0; got[i] && got[i] == want[i]; i++) {
		if (got[i] == '\n') {
			line++;
			from = i + 1;
		}
	}
	ok(got[i] == want[i], "what is said of %s", name);
	if (got[i] != want[i])
		note("line %zu of %s.diag: got \"%.*s\", want \"%.*s\"", line, name,
		     (int)strcspn(got + from, "\n"), got + from,
		     (int)strcspn(want + from, "\n"), want + from);
}

static void
base_run(const struct base *base)
{
	SCOPED(buf) form = { 0 };
	SCOPED(buf) cases = { 0 };
	SCOPED(buf) got = { 0 };
	SCOPED(buf) want = { 0 };
	struct edit e = { 0 };
	char path[200], *at, *line;

	snprintf(path, sizeof(path), HERE "%s", base->cases);
	file_read(base->form, "", &form);
	file_read(path, ".txt", &cases);
	for (at = cases.data; (line = line_next(&at));) {
		if (!str_starts(line, "== "))
			continue;
		e.name = line + 3;
		edit_read(&e, &at);
		case_run(base, &form, &e, &got);
	}
	buf_free(&e.from);
	buf_free(&e.to);
	if (getenv("CANVASS_BLESS"))
		file_write(path, ".diag", &got);
	file_read(path, ".diag", &want);
	compare(base->cases, got.data, want.data);
}

int
main(void)
{
	for (size_t i = 0; i < ARRAY_LEN(bases); i++)
		base_run(&bases[i]);
	ok(case_count >= FEWEST, "%u forms were broken", case_count);
	note("the longest took %.1f ms", longest);
	return tap_done();
}
