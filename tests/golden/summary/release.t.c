/*
 * A release of the small form, held to the byte: report, JSON, CSV, metadata, readme.  A
 * change here is a change for every reader; CANVASS_BLESS=1 writes the files anew.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "base/base.h"
#include "out/out.h"
#include "tests/tap.h"
#include "tests/unit/summary/release.h"
#include "tests/unit/summary/small.h"

static const char *
golden_path(const char *name, struct arena *a)
{
	const char *top = getenv("TOP_SRCDIR");
	char *path = arena_printf(a, "%s/tests/golden/summary/%s", top ? top : ".", name);

	/* one folder for all: tables/colour.csv is kept as tables-colour.csv */
	for (char *p = path + strlen(path) - strlen(name); *p; p++)
		if (*p == '/')
			*p = '-';
	return path;
}

static void
compare(const struct export_file *file, struct arena *a)
{
	const char *path = golden_path(file->path, a);
	SCOPED(buf) want = { .most = 0 };
	char piece[4096];
	size_t got;
	FILE *f;

	if (getenv("CANVASS_BLESS")) {
		f = fopen(path, "w");
		if (!f ||
		    fwrite(file->body.data, 1, file->body.len, f) != file->body.len ||
		    fclose(f))
			die("cannot write %s", path);
	}
	f = fopen(path, "r");
	while (f && (got = fread(piece, 1, sizeof(piece), f)) > 0)
		buf_put(&want, piece, got);
	if (f)
		fclose(f);
	ok(f && want.len == file->body.len &&
		   !memcmp(want.data, file->body.data, want.len),
	   "%s is as blessed", file->path);
}

static bool
is_kept(const char *path)
{
	static const char *const kept[] = {
		"summary.html",		"summary.json",
		"README.txt",		"plan.json",
		"tables/metadata.json", "tables/colour.csv",
		"tables/things.csv",	"tables/colour-by-role.csv"
	};

	for (size_t i = 0; i < ARRAY_LEN(kept); i++)
		if (str_same(kept[i], path))
			return true;
	return false;
}

/* S0: what is hashed at opening.  A change here lets no survey that is open be released again. */
static void
put_plan(const struct form *form, struct export_files *files, struct arena *a)
{
	struct buf *b = export_add(files, "plan.json");

	if (!b)
		die("too many files");
	plan_write(plan_make(form, a), b);
}

int
main(void)
{
	struct arena *a = arena_new(0);
	struct export_files *files = mem_new(1, sizeof(*files));
	const struct form *form = small_form(a);
	const struct summary *s = release_make(form, 80, 8, a);
	struct err err = { 0 };

	for (size_t i = 0; i < export_format_count; i++)
		if (!export_formats[i].write(s, files, a, &err))
			die("%s", err.text);
	if (!export_readme(s, files, &err))
		die("%s", err.text);
	put_plan(form, files, a);
	for (size_t i = 0; i < files->count; i++)
		if (is_kept(files->items[i].path))
			compare(&files->items[i], a);
	export_files_free(files);
	free(files);
	arena_free(a);
	return tap_done();
}
