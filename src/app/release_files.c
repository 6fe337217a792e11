/*
 * A release as files: what the formats wrote, with a README, a manifest and checksums.  The
 * folder holds one release: what an earlier, different one left there is taken away, so that
 * no two files in it can disagree.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <unistd.h>

#include "app/release.h"
#include "out/out.h"

#define SUMS	      "SHA256SUMS"
#define MANIFEST      "MANIFEST.json"
#define OLD_FILE_MOST (64u << 20)

/* Whether a comma list names a format; NULL names all. */
static bool
list_has(const char *list, const char *name)
{
	size_t len = strlen(name);

	if (!list)
		return true;
	for (const char *at = list; at; at = strchr(at, ',')) {
		at += *at == ',';
		if (strncmp(at, name, len) == 0 && (at[len] == ',' || !at[len]))
			return true;
	}
	return false;
}

bool
release_formats_good(const char *list, struct err *err)
{
	char word[24];
	SCOPED(buf) known;

	buf_init(&known, 0);
	for (size_t i = 0; i < export_format_count; i++)
		buf_printf(&known, "%s%s", i ? " " : "", export_formats[i].name);
	for (const char *at = list; at; at = strchr(at, ',')) {
		at += *at == ',';
		snprintf(word, sizeof(word), "%.*s", (int)strcspn(at, ","), at);
		if (!export_find(word))
			return err_set(
				err, ERR_USAGE,
				"there is no format \"%s\" in this version; it has: %s",
				word, known.data);
	}
	return true;
}

static void
sha256_hex(const struct buf *b, char out[2 * SEAL_HASH + 1])
{
	unsigned char hash[SEAL_HASH];

	seal_sha256(hash, b->data ? b->data : "", b->len);
	hex_encode(out, 2 * SEAL_HASH + 1, hash, sizeof(hash));
}

/* ---- what an earlier release left ------------------------------------------------ */

/* Only what stays below the folder, whatever somebody wrote into the list. */
static bool
path_inside(const char *path)
{
	return *path && *path != '/' && !strstr(path, "..") && !strchr(path, '\\');
}

static bool
in_files(const struct export_files *files, const char *path)
{
	for (size_t i = 0; i < files->count; i++)
		if (str_same(files->items[i].path, path))
			return true;
	return str_same(path, MANIFEST) || str_same(path, SUMS) ||
	       str_same(path, "README.txt");
}

/* One line of the old SHA256SUMS; a file that was changed since is somebody's own now. */
static void
old_line(const char *folder, char *line, bool same, struct export_files *files,
	 struct arena *a)
{
	char hash[2 * SEAL_HASH + 1];
	const char *path;
	struct buf old, *kept;

	if (strlen(line) < 2 * SEAL_HASH + 3 ||
	    memcmp(line + 2 * SEAL_HASH, "  ", 2) != 0)
		return;
	path = line + 2 * SEAL_HASH + 2;
	if (!path_inside(path) || in_files(files, path))
		return;
	buf_init(&old, 0);
	if (file_read(path_join(a, folder, path), OLD_FILE_MOST, &old, NULL)) {
		sha256_hex(&old, hash);
		if (memcmp(hash, line, 2 * SEAL_HASH) == 0) {
			kept = same ? export_add(files, arena_str(a, path)) : NULL;
			if (kept)
				buf_put(kept, old.data, old.len);
			else if (unlink(path_join(a, folder, path)) == 0)
				say("removed %s: it belonged to an earlier release",
				    path_join(a, folder, path));
		}
	}
	buf_free(&old);
}

/* Keeps the other formats of this very release, and removes those of another. */
static void
take_up_old(const char *folder, const char *print, struct export_files *files,
	    struct arena *a)
{
	const struct json *manifest, *says;
	SCOPED(buf) text;
	SCOPED(buf) sums;
	bool same;

	buf_init(&text, 0);
	buf_init(&sums, 0);
	if (!file_read(path_join(a, folder, MANIFEST), OLD_FILE_MOST, &text, NULL) ||
	    !file_read(path_join(a, folder, SUMS), OLD_FILE_MOST, &sums, NULL) ||
	    !text.len)
		return;
	manifest = json_parse(text.data, text.len, a, NULL);
	says = manifest && manifest->type == JSON_MAP ? json_get(manifest, "release")
						      : NULL;
	if (!says || says->type != JSON_STRING_)
		return;
	same = str_same(says->text, print);
	for (char *line = sums.data, *next; line; line = next) {
		next = strchr(line, '\n');
		if (next)
			*next++ = '\0';
		old_line(folder, line, same, files, a);
	}
}

/* ---- writing --------------------------------------------------------------------- */

static int
by_path(const void *a, const void *b)
{
	const struct export_file *const *x = a, *const *y = b;

	return strcmp((*x)->path, (*y)->path);
}

static const struct export_file **
sorted(const struct export_files *files, struct arena *a)
{
	const struct export_file **list = arena_alloc(a, files->count + 1, sizeof(*list));

	for (size_t i = 0; i < files->count; i++)
		list[i] = &files->items[i];
	qsort(list, files->count, sizeof(*list), by_path);
	return list;
}

static void
put_manifest(const struct summary *s, const struct export_files *files, const char *print,
	     struct buf *out, struct arena *a)
{
	const struct export_file **list = sorted(files, a);
	char hash[2 * SEAL_HASH + 1];

	buf_puts(out, "{\n \"canvass\": \"manifest 1\",\n \"survey\": ");
	json_put(out, s->survey);
	buf_puts(out, ",\n \"form\": ");
	json_put(out, s->form_hash);
	buf_puts(out, ",\n \"released\": ");
	json_put(out, s->released);
	buf_printf(
		out,
		",\n \"invented\": %s,\n \"unconfirmed\": %s,\n \"release\": \"%s\",\n",
		s->invented ? "true" : "false", s->unconfirmed ? "true" : "false", print);
	buf_puts(out, " \"files\": [");
	for (size_t i = 0; i < files->count; i++) {
		sha256_hex(&list[i]->body, hash);
		buf_puts(out, i ? ",\n  {\"path\": " : "\n  {\"path\": ");
		json_put(out, list[i]->path);
		buf_printf(out, ", \"bytes\": %zu, \"sha256\": \"%s\"}",
			   list[i]->body.len, hash);
	}
	buf_puts(out, "\n ]\n}\n");
}

static void
put_sums(const struct export_files *files, struct buf *out, struct arena *a)
{
	const struct export_file **list = sorted(files, a);
	char hash[2 * SEAL_HASH + 1];

	for (size_t i = 0; i < files->count; i++) {
		sha256_hex(&list[i]->body, hash);
		buf_printf(out, "%s  %s\n", hash, list[i]->path);
	}
}

/* What this release says, as one number: of summary.json, whether it is asked for or not. */
static bool
fingerprint(const struct summary *s, char out[2 * SEAL_HASH + 1], struct arena *a,
	    struct err *err)
{
	struct export_files *files = mem_new(1, sizeof(*files));
	const struct export_format *json = export_find("json");
	bool good = json ? json->write(s, files, a, err)
			 : err_set(err, ERR_BUG, "there is no format json");

	if (good && files->count)
		sha256_hex(&files->items[0].body, out);
	export_files_free(files);
	free(files);
	return good;
}

static bool
write_one(const char *folder, const struct export_file *file, const char **out_path,
	  struct arena *a, struct err *err)
{
	char *path = path_join(a, folder, file->path), *slash = strrchr(path, '/');

	if (!buf_ok(&file->body))
		return err_set(err, ERR_BUG, "%s grew too large", file->path);
	*out_path = path;
	*slash = '\0';
	if (!folder_make(path, 0755, NULL, err))
		return false;
	*slash = '/';
	return file_write(path, file->body.data ? file->body.data : "", file->body.len,
			  0644, err);
}

/* summary.json is written whatever is asked for: it is the release, and the rest follow it. */
static bool
fill(const struct summary *s, const char *formats, const char *folder,
     struct export_files *files, struct arena *a, struct err *err)
{
	char print[2 * SEAL_HASH + 1] = "";
	struct buf *manifest, *sums;

	for (size_t i = 0; i < export_format_count; i++)
		if ((list_has(formats, export_formats[i].name) ||
		     str_same(export_formats[i].name, "json")) &&
		    !export_formats[i].write(s, files, a, err))
			return err_add(err, "%s", export_formats[i].name);
	if (!fingerprint(s, print, a, err))
		return false;
	take_up_old(folder, print, files, a);
	if (!export_readme(s, files, err))
		return false;
	/* Room first: put_manifest walks over the files that there are. */
	if (files->count + 2 > EXPORT_FILES_MOST)
		return err_set(err, ERR_INPUT, "over %d files", EXPORT_FILES_MOST);
	SCOPED(buf) text;
	buf_init(&text, 0);
	put_manifest(s, files, print, &text, a);
	manifest = export_add(files, MANIFEST);
	buf_put(manifest, text.data, text.len);
	buf_clear(&text);
	put_sums(files, &text, a);
	sums = export_add(files, SUMS);
	buf_put(sums, text.data, text.len);
	return true;
}

bool
release_write(const struct summary *s, const char *formats, const char *dir,
	      const char ***out_paths, size_t *out_count, struct arena *a,
	      struct err *err)
{
	struct export_files *files = mem_new(1, sizeof(*files));
	const char *folder = path_join(a, dir, s->survey);
	const char **paths;
	bool good = fill(s, formats, folder, files, a, err);
	size_t count = files->count;

	paths = arena_alloc(a, count + 1, sizeof(*paths));
	for (size_t i = 0; good && i < count; i++)
		good = write_one(folder, &files->items[i], &paths[i], a, err);
	export_files_free(files);
	free(files);
	if (!good)
		return false;
	*out_paths = paths;
	*out_count = count;
	return true;
}
