/*
 * bundle.zip: a whole release as one file, to hand on.  It holds what stands beside it, so it can
 * only be made when all of that is: export_bundle is called last.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "out/internal.h"

/* As a format of its own it has no file before the others are there. */
bool
export_zip(const struct summary *s, struct export_files *out, struct arena *a,
	   struct err *err)
{
	(void)s;
	(void)a;
	(void)err;
	return out->count <= EXPORT_FILES_MOST;
}

static int
by_name(const void *a, const void *b)
{
	const struct zip_entry *x = a, *y = b;

	return strcmp(x->name, y->name);
}

bool
export_bundle(const struct summary *s, const struct export_files *files, struct buf *out,
	      struct arena *a, struct err *err)
{
	struct zip_entry *entries = arena_array(a, struct zip_entry, files->count + 1);
	size_t count = 0;
	int day;

	if (!day_parse(s->released, &day))
		return err_set(err, ERR_BUG, "\"%.20s\" is no day", s->released);
	for (size_t i = 0; i < files->count; i++) {
		const struct export_file *file = &files->items[i];

		if (str_same(file->path, EXPORT_BUNDLE))
			continue;
		entries[count++] = (struct zip_entry){
			.name = file->path,
			.data = file->body.data ? file->body.data : "",
			.len = file->body.len,
		};
	}
	qsort(entries, count, sizeof(*entries), by_name);
	return zip_write(entries, count, day, out, err) || err_add(err, EXPORT_BUNDLE);
}
