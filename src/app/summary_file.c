/*
 * Published summaries that somebody names: read only if they are as they were released.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/summary_file.h"

enum { SUMMARY_BYTES = 32 << 20, SUMS_BYTES = 1 << 20 };

/* The hash that the list has for a file, or NULL. */
static const char *
sum_of(char *list, const char *name)
{
	for (char *line = list, *next; line; line = next) {
		next = strchr(line, '\n');
		if (next)
			*next++ = '\0';
		if (strlen(line) > 2 * SEAL_HASH + 2 &&
		    str_same(line + 2 * SEAL_HASH + 2, name)) {
			line[2 * SEAL_HASH] = '\0';
			return line;
		}
	}
	return NULL;
}

/* A SHA256SUMS beside it that names it must fit; where there is none there is nothing to hold. */
static bool
sums_fit(const struct call *call, const char *path, const char *hash, struct arena *a,
	 struct err *err)
{
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path, *sum;
	const char *beside =
		slash ? arena_printf(a, "%.*s/SHA256SUMS", (int)(slash - path), path)
		      : "SHA256SUMS";
	struct err why = { .code = ERR_NONE };
	SCOPED(buf) list;

	buf_init(&list, 0);
	if (str_same(path, "-"))
		return true;
	if (!file_read_named(call, beside, SUMS_BYTES, &list, &why))
		return why.code == ERR_MISSING || err_set(err, why.code, "%s", why.text);
	sum = sum_of(list.data ? list.data : arena_str(a, ""), name);
	return !sum || str_same(sum, hash) ||
	       err_set(err, ERR_INPUT,
		       "%.100s is not what the SHA256SUMS beside it says: it was changed since "
		       "it was released; get it anew",
		       path);
}

bool
summary_file_add(const struct call *call, struct summary_files *to, const char *path,
		 struct arena *a, struct err *err)
{
	unsigned char hash[SEAL_HASH];
	char *hex = to->hashes[to->count];
	const struct summary *file;
	SCOPED(buf) text;

	buf_init(&text, 0);
	if (to->count == COMPARE_MOST)
		return err_set(err, ERR_USAGE, "more than %d files", COMPARE_MOST);
	if (!file_read_named(call, path, SUMMARY_BYTES, &text, err))
		return false;
	seal_sha256(hash, text.data ? text.data : "", text.len);
	hex_encode(hex, sizeof(to->hashes[0]), hash, sizeof(hash));
	if (!sums_fit(call, path, hex, a, err))
		return false;
	for (size_t i = 0; i < to->count; i++)
		if (str_same(to->hashes[i], hex))
			return err_set(err, ERR_INPUT,
				       "%.100s and %.100s are the same release",
				       to->names[i], path);
	if (text.len && !memchr("{ \t\r\n", text.data[0], 5))
		return err_set(err, ERR_INPUT, "%.100s is no summary.json", path);
	file = summary_read(text.data ? text.data : "", text.len, a, err);
	if (!file)
		return err_add(err, "%s", path);
	to->names[to->count] = path;
	to->files[to->count++] = file;
	return true;
}
