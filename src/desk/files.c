/*
 * Files of the workspace's folders, for pages that let somebody choose one.  A name that came from
 * outside is never made into a path: it is looked for in a listing, and the listing's name is used.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <dirent.h>
#include <errno.h>
#include <sys/stat.h>

#include "desk/surveys.h"

enum { FILES_MOST = 500, SECONDS_A_DAY = 86400 };

static bool
ends_right(const char *name, const char *const *endings)
{
	size_t len = strlen(name);

	for (size_t i = 0; endings && endings[i]; i++) {
		size_t end = strlen(endings[i]);

		if (len > end && str_same(name + len - end, endings[i]))
			return true;
	}
	return !endings;
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(((const struct folder_file *)a)->name,
		      ((const struct folder_file *)b)->name);
}

bool
folder_list(struct desk_visit *v, const char *folder, const char *const *endings,
	    struct folder_file **out, size_t *out_count, struct err *err)
{
	struct folder_file *files = arena_array(v->arena, struct folder_file, FILES_MOST);
	const char *path = path_join(v->arena, v->settings->dir, folder);
	DIR *dir = opendir(path);
	const struct dirent *entry;
	struct stat st;
	size_t n = 0;

	if (!dir && errno != ENOENT)
		return err_from(err, errno, ERR_IO, "reading", path);
	while (dir && n < FILES_MOST && (entry = readdir(dir))) {
		const char *name = entry->d_name;

		/* What is no text could be neither shown nor asked for. */
		if (*name == '.' || !ends_right(name, endings) ||
		    !utf8_valid(name, strlen(name)) ||
		    stat(path_join(v->arena, path, name), &st) != 0 ||
		    !S_ISREG(st.st_mode))
			continue;
		files[n++] = (struct folder_file){
			.name = arena_str(v->arena, name),
			.size = (uint64_t)st.st_size,
			.day = (int)(st.st_mtime / SECONDS_A_DAY),
		};
	}
	if (dir)
		closedir(dir);
	qsort(files, n, sizeof(*files), by_name);
	*out = files;
	*out_count = n;
	return true;
}

const char *
folder_file(struct desk_visit *v, const char *folder, const char *const *endings,
	    const char *name)
{
	struct err why = { .code = ERR_NONE };
	struct folder_file *files;
	size_t count;

	if (!folder_list(v, folder, endings, &files, &count, &why))
		return NULL;
	for (size_t i = 0; i < count; i++)
		if (str_same(files[i].name, name))
			return path_join(v->arena,
					 path_join(v->arena, v->settings->dir, folder),
					 files[i].name);
	return NULL;
}

bool
file_name_plain(const char *name)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789@._-";

	return !name[strspn(name, plain)] && strlen(name) <= 80;
}

void
put_size(struct html *h, uint64_t bytes)
{
	char words[40];

	if (bytes < 1000)
		snprintf(words, sizeof(words), "%u bytes", (unsigned)bytes);
	else if (bytes < 1000000)
		snprintf(words, sizeof(words), "%u kB", (unsigned)((bytes + 500) / 1000));
	else if (bytes < 1000000000)
		snprintf(words, sizeof(words), "%.1f MB", (double)bytes / 1e6);
	else
		snprintf(words, sizeof(words), "%.1f GB", (double)bytes / 1e9);
	html_text(h, words);
}
