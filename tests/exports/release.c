/*
 * Writes a release in every format, for the tests of what other programs read in it:
 *
 *	release FORM PEOPLE DIR [QUOTES]
 *
 * FORM is a file, its answers are invented (seeded), and QUOTES a JSON list of texts, which go to
 * the form's themes in turn.  Themes' strengths take every shape that a release can give them.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <sys/stat.h>

#include "base/base.h"
#include "out/out.h"
#include "tests/unit/summary/release.h"

static void
read_file(const char *path, struct buf *out)
{
	FILE *f = fopen(path, "r");
	char piece[4096];
	size_t got;

	if (!f)
		die("no file %s", path);
	while ((got = fread(piece, 1, sizeof(piece), f)) > 0)
		buf_put(out, piece, got);
	fclose(f);
}

static const struct form *
read_form(const char *path, struct arena *a)
{
	struct diags *diags = arena_one(a, struct diags);
	const struct form *form;
	SCOPED(buf) text = { .most = 0 }, said = { .most = 0 };

	read_file(path, &text);
	diags_init(diags, path, text.data, text.len, a);
	form = form_parse(text.data, text.len, diags);
	diags_print(diags, &said);
	if (!form)
		die("%s", said.data ? said.data : path);
	return form;
}

/* Printed, less reliable, hidden, not available: one theme each, and again. */
static void
set_strengths(struct summary *s)
{
	static const struct {
		int n, base, pct;
		enum marker marker;
	} shapes[] = {
		{ 60, 150, 40, MARK_NONE }, { 25, 100, 25, MARK_U },
		{ -1, 120, -1, MARK_C },    { -1, -1, -1, MARK_X },
		{ -1, 80, -1, MARK_CU },
	};

	for (size_t i = 0; i < s->theme_count; i++) {
		struct theme_result *t = &s->themes[i];
		size_t shape = i % ARRAY_LEN(shapes);

		t->n = shapes[shape].n;
		t->base = shapes[shape].base;
		t->pct = shapes[shape].pct;
		t->marker = shapes[shape].marker;
		t->strength = t->pct < 0 ? "" : "some";
		t->range = (struct interval){ 0 };
		if (t->n >= 0)
			t->range = tally_interval_rounded((unsigned)t->n,
							  (unsigned)t->base, 0, 2);
	}
}

static void
set_quotes(struct summary *s, const char *path, struct arena *a)
{
	const char ***quotes = arena_array(a, const char **, s->theme_count + 1);
	const struct json *list;
	struct err err = { 0 };
	size_t at = 0;
	SCOPED(buf) text = { .most = 0 };

	read_file(path, &text);
	list = json_parse(text.data, text.len, a, &err);
	if (!list || !s->theme_count)
		die("%s: %s", path, err.text);
	for (size_t t = 0; t < s->theme_count; t++)
		quotes[t] = arena_array(a, const char *, list->count + 1);
	for (const struct json *q = list->first; q; q = q->next, at++) {
		struct theme_result *theme = &s->themes[at % s->theme_count];

		quotes[at % s->theme_count][theme->quote_count++] =
			arena_copy(a, q->text, q->len);
		s->quote_count++;
	}
	for (size_t t = 0; t < s->theme_count; t++)
		s->themes[t].quotes = quotes[t];
}

/* What coders found beside the form's themes. */
static void
set_found(struct summary *s)
{
	static const char *const found[] = { "Nights \u2013 \u0175", "=Parking <&>" };
	static const struct coding_told coding = { .found = found,
						   .found_count = ARRAY_LEN(found) };

	s->coding = &coding;
}

static void
write_one(const char *dir, const struct export_file *file, struct arena *a)
{
	char *path = arena_printf(a, "%s/%s", dir, file->path);
	FILE *f;

	for (char *p = path + 1; (p = strchr(p, '/')); p++) {
		*p = '\0';
		mkdir(path, 0777);
		*p = '/';
	}
	f = fopen(path, "w");
	if (!f ||
	    (file->body.len && fwrite(file->body.data, file->body.len, 1, f) != 1) ||
	    fclose(f) != 0)
		die("writing %s", path);
}

int
main(int argc, char **argv)
{
	struct export_files *files = mem_new(1, sizeof(*files));
	struct arena *a = arena_new(0);
	struct err err = { 0 };
	const struct form *form;
	struct summary *s;
	unsigned long people;
	bool good = true;

	if (argc < 4 || !str_to_uint(argv[2], 100000, &people))
		die("release FORM PEOPLE DIR [QUOTES]");
	form = read_form(argv[1], a);
	s = release_make(form, (unsigned)people, 7, a);
	s->form = form;
	if (people)
		set_strengths(s);
	if (argc > 4) {
		set_quotes(s, argv[4], a);
		set_found(s);
	}
	for (size_t i = 0; i < export_format_count && good; i++)
		good = export_formats[i].write(s, files, a, &err);
	good = good && export_readme(s, files, &err);
	if (!good)
		die("%s", err.text);
	for (size_t i = 0; i < files->count; i++)
		write_one(argv[3], &files->items[i], a);
	export_files_free(files);
	free(files);
	arena_free(a);
	return 0;
}
