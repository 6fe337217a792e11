/*
 * Writes a report that has every part to standard output, for the browser's tests: of the shipped
 * survey ("hampshire") or of a small form ("small").
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "base/base.h"
#include "out/out.h"
#include "tests/unit/out/full.h"
#include "tests/unit/summary/small.h"

int
main(int argc, char **argv)
{
	struct export_files *files;
	const struct form *form;
	struct err err = { 0 };
	struct arena *a;

	if (argc < 2) {
		puts("1..0 # SKIP report.t calls this");
		return 0;
	}
	a = arena_new(0);
	files = mem_new(1, sizeof(*files));
	form = str_same(argv[1], "small") ? small_form(a) : release_form("hampshire.yaml", a);
	if (!form)
		die("no form");
	if (!export_find("html")->write(full_release(form, 900, a), files, a, &err))
		die("%s", err.text);
	fputs(files->items[0].body.data, stdout);
	export_files_free(files);
	free(files);
	arena_free(a);
	return fflush(stdout) || ferror(stdout);
}
