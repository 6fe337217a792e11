/*
 * A release as files: what the formats wrote, with a README, a manifest and checksums.  A folder
 * holds one release: another is never written over it, and of a draft nothing stays beside it, so
 * that no two files can disagree.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/release.h"
#include "out/out.h"

#define SUMS	      "SHA256SUMS"
#define MANIFEST      "MANIFEST.json"
#define OLD_FILE_MOST (64u << 20)

bool
formats_have(const char *list, const char *name)
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

/* ---- what stands there already --------------------------------------------------- */

struct release_files {
	struct export_files *files; /* the bundle among them, empty until all others are there */
	const char *dir, *folder, *beside; /* beside: NULL once it has its name */
	int lock;
	const char **stale; /* paths of a draft's files, which go when this comes */
	size_t stale_count;
};

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
old_line(struct release_files *f, char *line, enum folder_holds holds, struct arena *a)
{
	char hash[2 * SEAL_HASH + 1];
	const char *path;
	struct buf *kept;
	SCOPED(buf) old;

	buf_init(&old, 0);
	if (strlen(line) < 2 * SEAL_HASH + 3 ||
	    memcmp(line + 2 * SEAL_HASH, "  ", 2) != 0)
		return;
	path = line + 2 * SEAL_HASH + 2;
	if (!path_inside(path) || in_files(f->files, path) ||
	    !file_read(path_join(a, f->folder, path), OLD_FILE_MOST, &old, NULL))
		return;
	sha256_hex(&old, hash);
	if (memcmp(hash, line, 2 * SEAL_HASH) != 0)
		return;
	if (holds == FOLDER_DRAFT) {
		f->stale[f->stale_count++] = arena_str(a, path);
		return;
	}
	kept = export_add(f->files, arena_str(a, path));
	/* a bundle is made anew: it holds what stands beside it, and that is more now */
	if (kept && !str_same(path, EXPORT_BUNDLE))
		buf_put(kept, old.data, old.len);
}

/* Takes the other formats of this very release along; of a draft, notes what must go. */
static void
take_up_old(struct release_files *f, enum folder_holds holds, struct arena *a)
{
	SCOPED(buf) sums;
	size_t lines = 1;

	buf_init(&sums, 0);
	if (holds == FOLDER_NOTHING ||
	    !file_read(path_join(a, f->folder, SUMS), OLD_FILE_MOST, &sums, NULL))
		return;
	for (size_t i = 0; i < sums.len; i++)
		lines += sums.data[i] == '\n';
	f->stale = arena_array(a, const char *, lines);
	for (char *line = sums.data, *next; line; line = next) {
		next = strchr(line, '\n');
		if (next)
			*next++ = '\0';
		old_line(f, line, holds, a);
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
put_policy(struct buf *out, const struct policy *p)
{
	buf_printf(
		out,
		" \"policy\": {\"threshold\": %u, \"rounding\": %u, \"base\": %u, "
		"\"whole\": %u, \"increment\": %u, \"strict\": %s, \"rehearsal\": %s},\n",
		p->threshold, p->rounding, p->base, p->whole, p->increment,
		p->strict ? "true" : "false", p->rehearsal ? "true" : "false");
}

static void
put_about(const struct summary *s, const struct ledger_entry *entry, const char *print,
	  struct buf *out)
{
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
	if (entry)
		buf_printf(out, " \"ledger\": {\"release\": %u, \"hash\": \"%s\"},\n",
			   entry->line.number, entry->hash);
	else
		buf_puts(out, " \"ledger\": null,\n");
	put_policy(out, &s->policy);
}

static void
put_manifest(const struct summary *s, const struct ledger_entry *entry,
	     const struct export_files *files, const char *print, struct buf *out,
	     struct arena *a)
{
	const struct export_file **list = sorted(files, a);
	char hash[2 * SEAL_HASH + 1];
	bool first = true;

	put_about(s, entry, print, out);
	buf_puts(out, " \"files\": [");
	for (size_t i = 0; i < files->count; i++) {
		/* the bundle holds this very manifest */
		if (str_same(list[i]->path, EXPORT_BUNDLE))
			continue;
		sha256_hex(&list[i]->body, hash);
		buf_puts(out, first ? "\n  {\"path\": " : ",\n  {\"path\": ");
		first = false;
		json_put(out, list[i]->path);
		buf_printf(out, ", \"bytes\": %zu, \"sha256\": \"%s\"}",
			   list[i]->body.len, hash);
	}
	buf_puts(out, "\n ]\n}\n");
}

static void
put_sums(const struct export_files *files, bool with_bundle, struct buf *out,
	 struct arena *a)
{
	const struct export_file **list = sorted(files, a);
	char hash[2 * SEAL_HASH + 1];

	for (size_t i = 0; i < files->count; i++) {
		/* they cannot have a line in themselves */
		if (str_same(list[i]->path, SUMS) ||
		    (!with_bundle && str_same(list[i]->path, EXPORT_BUNDLE)))
			continue;
		sha256_hex(&list[i]->body, hash);
		buf_printf(out, "%s  %s\n", hash, list[i]->path);
	}
}

/* What this release says, as one number: of summary.json, whether it is asked for or not. */
bool
release_print(const struct summary *s, char out[2 * SEAL_HASH + 1], struct arena *a,
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

bool
export_file_write(const char *folder, const struct export_file *file,
		  const char **out_path, struct arena *a, struct err *err)
{
	char *path = path_join(a, folder, file->path), *slash = strrchr(path, '/');

	if (!buf_ok(&file->body))
		return err_set(err, ERR_BUG, "%s grew too large", file->path);
	*slash = '\0';
	if (!folder_make(path, 0755, NULL, err))
		return false;
	*slash = '/';
	*out_path = path;
	return file_write(path, file->body.data ? file->body.data : "", file->body.len,
			  0644, err);
}

/* summary.json is written whatever is asked for: it is the release, and the rest follow it. */
static bool
fill_formats(struct release_files *f, const struct summary *s, const char *formats,
	     struct arena *a, struct err *err)
{
	for (size_t i = 0; i < export_format_count; i++)
		if ((formats_have(formats, export_formats[i].name) ||
		     str_same(export_formats[i].name, "json")) &&
		    !export_formats[i].write(s, f->files, a, err))
			return err_add(err, "%s", export_formats[i].name);
	return true;
}

static struct buf *
body_of(const struct release_files *f, const char *path)
{
	for (size_t i = 0; i < f->files->count; i++)
		if (str_same(f->files->items[i].path, path))
			return &f->files->items[i].body;
	return NULL;
}

/*
 * The checksums, and before that the bundle.  In it are the checksums of all others; beside it is
 * its own too, so that each file that is handed out can be checked.
 */
static bool
finish(struct release_files *f, const struct summary *s, struct arena *a, struct err *err)
{
	struct buf *sums = export_add(f->files, SUMS), *bundle = body_of(f, EXPORT_BUNDLE);
	SCOPED(buf) text;

	buf_init(&text, 0);
	put_sums(f->files, false, &text, a);
	buf_put(sums, text.data, text.len);
	if (!bundle)
		return true;
	if (!export_bundle(s, f->files, bundle, a, err))
		return false;
	buf_clear(&text);
	put_sums(f->files, true, &text, a);
	buf_clear(sums);
	buf_put(sums, text.data, text.len);
	return true;
}

static bool
fill(struct release_files *f, const struct summary *s, const struct ledger_entry *entry,
     const char *formats, struct arena *a, struct err *err)
{
	struct export_files *files = f->files;
	char print[2 * SEAL_HASH + 1] = "";
	enum folder_holds holds;
	struct buf *manifest;
	SCOPED(buf) text;

	buf_init(&text, 0);
	if (!release_print(s, print, a, err) ||
	    !folder_look(f->folder, print, &holds, a, err) ||
	    !fill_formats(f, s, formats, a, err))
		return false;
	if (formats_have(formats, "zip") && !export_add(files, EXPORT_BUNDLE))
		return err_set(err, ERR_INPUT, "over %d files", EXPORT_FILES_MOST);
	take_up_old(f, holds, a);
	if (!export_readme(s, files, err))
		return false;
	/* Room first: put_manifest walks over the files that there are. */
	if (files->count + 2 > EXPORT_FILES_MOST)
		return err_set(err, ERR_INPUT, "over %d files", EXPORT_FILES_MOST);
	put_manifest(s, entry, files, print, &text, a);
	manifest = export_add(files, MANIFEST);
	buf_put(manifest, text.data, text.len);
	return finish(f, s, a, err);
}

void
release_files_free(struct release_files *f)
{
	if (!f)
		return;
	if (f->beside)
		folder_remove(f->beside);
	if (f->lock >= 0)
		close(f->lock);
	export_files_free(f->files);
	free(f->files);
	free(f);
}

struct release_files *
release_files_write(const struct summary *s, const struct ledger_entry *entry,
		    const char *formats, const char *dir, struct arena *a,
		    struct err *err)
{
	struct release_files *f = mem_new(1, sizeof(*f));
	const char *path;
	bool good;

	f->files = mem_new(1, sizeof(*f->files));
	f->lock = -1;
	f->dir = dir;
	f->folder = path_join(a, dir, s->survey);
	good = fill(f, s, entry, formats, a, err);
	if (good)
		f->beside = folder_beside(dir, s->survey, &f->lock, a, err);
	good = good && f->beside;
	for (size_t i = 0; good && i < f->files->count; i++)
		good = export_file_write(f->beside, &f->files->items[i], &path, a, err);
	if (good)
		return f;
	release_files_free(f);
	return NULL;
}

/* ---- their names ------------------------------------------------------------------ */

/* Into a folder that is there: one after the other, manifest and checksums last. */
static bool
move_one(const struct release_files *f, const char *file, struct arena *a,
	 struct err *err)
{
	const char *from = path_join(a, f->beside, file);
	char *to = path_join(a, f->folder, file), *slash = strrchr(to, '/');

	*slash = '\0';
	if (!folder_make(to, 0755, NULL, err))
		return false;
	*slash = '/';
	if (rename(from, to) != 0)
		return err_from(err, errno, ERR_CREATE, "writing", to);
	*slash = '\0';
	return folder_sync(to, err);
}

static bool
move_all(struct release_files *f, struct arena *a, struct err *err)
{
	size_t removed = 0;
	bool good = true;

	for (size_t i = 0; i < f->stale_count; i++)
		removed += unlink(path_join(a, f->folder, f->stale[i])) == 0;
	if (removed)
		say("removed %zu file%s of an earlier draft from %s", removed,
		    removed == 1 ? "" : "s", f->folder);
	for (size_t i = 0; good && i < f->files->count; i++)
		good = move_one(f, f->files->items[i].path, a, err);
	return good;
}

bool
release_files_settle(struct release_files *f, const char ***out_paths, size_t *out_count,
		     struct arena *a, struct err *err)
{
	const char **paths = arena_array(a, const char *, f->files->count + 1);
	struct stat st;

	if (lstat(f->folder, &st) == 0) {
		if (!move_all(f, a, err))
			return false;
	} else {
		if (rename(f->beside, f->folder) != 0)
			return err_from(err, errno, ERR_CREATE, "writing", f->folder);
		f->beside = NULL;
		if (!folder_sync(f->dir, err))
			return false;
	}
	for (size_t i = 0; i < f->files->count; i++)
		paths[i] = path_join(a, f->folder, f->files->items[i].path);
	*out_paths = paths;
	*out_count = f->files->count;
	return true;
}
