/*
 * What the golden tests of files share: finding them, reading them, and comparing letter by
 * letter.  With CANVASS_BLESS set they are written anew.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_GOLDEN_H
#define CANVASS_GOLDEN_H

#include <dirent.h>
#include <unistd.h>

#include "base/base.h"
#include "tests/tap.h"

/* A path below the top of the source: where, name, ending.  The one before stays good. */
static const char *
golden_path(const char *where, const char *name, const char *ending)
{
	static char path[2][4096];
	static unsigned turn;
	const char *dir = getenv("TOP_SRCDIR");

	turn = !turn;
	snprintf(path[turn], sizeof(path[turn]), "%s/%s%s%s", dir ? dir : ".", where,
		 name, ending);
	return path[turn];
}

/* The whole of a file; false if there is none. */
static bool
golden_read(const char *path, struct buf *out)
{
	char part[4096];
	size_t n;
	FILE *f = fopen(path, "rb");

	buf_clear(out);
	if (!f)
		return false;
	while ((n = fread(part, 1, sizeof(part), f)) > 0)
		buf_put(out, part, n);
	fclose(f);
	return true;
}

static const char *
golden_text(const struct buf *b)
{
	return b->data && b->len ? b->data : "";
}

/* got == "": there must be no such file. */
static void
golden_compare(const char *where, const char *name, const char *ending,
	       const struct buf *got)
{
	SCOPED(buf) want;
	const char *path = golden_path(where, name, ending);

	buf_init(&want, 0);
	if (getenv("CANVASS_BLESS") && got->len) {
		FILE *f = fopen(path, "wb");

		if (!f || fwrite(got->data, 1, got->len, f) != got->len || fclose(f))
			die("cannot write %s", path);
	} else if (getenv("CANVASS_BLESS")) {
		unlink(path);
	}
	golden_read(path, &want);
	is_str(golden_text(got), golden_text(&want), "%s%s", name, ending);
}

/* Calls fn with the name, less its ending, of every file in a folder that has it, in order. */
static void
golden_each(const char *where, const char *ending, void (*fn)(const char *name))
{
	struct dirent **names;
	int n = scandir(golden_path(where, "", ""), &names, NULL, alphasort), i,
	    found = 0;

	for (i = 0; i < n; i++) {
		char *name = names[i]->d_name;
		size_t len = strlen(name), end = strlen(ending);

		if (len > end && str_same(name + len - end, ending)) {
			name[len - end] = '\0';
			fn(name);
			found++;
		}
		free(names[i]);
	}
	if (!found)
		die("nothing in %s", golden_path(where, "", ""));
	free(names);
}

#endif
