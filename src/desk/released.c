/*
 * A release that was made: its files, to be downloaded as they were released, and its report.
 * Only what its manifest names is given, and only if its hash still holds.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "desk/release.h"
#include "desk/surveys.h"

enum { FILE_MOST = 64 << 20, MANIFEST_MOST = 16 << 20 };

struct released {
	const struct published *at;
	const struct json *files; /* of the manifest */
};

/* The release part[1] of the survey part[0], where it lies in exports/. */
static bool
find(struct desk_visit *v, struct released *out, struct err *err)
{
	struct published_list *list = arena_one(v->arena, struct published_list);
	const struct json *manifest;
	unsigned long number;
	SCOPED(buf) text;

	buf_init(&text, 0);
	if (!str_to_uint(v->part[1], LEDGER_ENTRIES, &number) || !number)
		return err_set(err, ERR_MISSING, "there is no such release");
	published_find(v, list);
	out->at = published_release(list, v->part[0], (unsigned)number);
	if (!out->at)
		return err_set(
			err, ERR_MISSING,
			"the files of release %lu are not in exports: it was written "
			"elsewhere, or moved away",
			number);
	if (!file_read(
		    desk_inside(v, path_join(v->arena, out->at->folder, "MANIFEST.json")),
		    MANIFEST_MOST, &text, err))
		return false;
	manifest = json_parse(text.data ? text.data : "", text.len, v->arena, NULL);
	out->files = manifest ? json_get(manifest, "files") : NULL;
	return (out->files && out->files->type == JSON_LIST) ||
	       err_set(err, ERR_INPUT, "the manifest of release %lu cannot be read",
		       number);
}

static const char *
member(const struct json *map, const char *key)
{
	const struct json *value = json_get(map, key);

	return value && value->type == JSON_STRING_ ? value->text : "";
}

/* These the manifest cannot name: it is one of them, and the others hold it. */
static bool
beside_manifest(const char *name)
{
	return str_same(name, "MANIFEST.json") || str_same(name, "SHA256SUMS") ||
	       str_same(name, EXPORT_BUNDLE);
}

static bool
hash_holds(const struct buf *file, const char *sum)
{
	unsigned char hash[SEAL_HASH];
	char hex[2 * SEAL_HASH + 1];

	seal_sha256(hash, file->data ? file->data : "", file->len);
	hex_encode(hex, sizeof(hex), hash, sizeof(hash));
	return str_same(hex, sum);
}

/* Reads a file of the release, whole and unaltered. */
static bool
fetch(struct desk_visit *v, const char *name, struct buf *out, struct err *err)
{
	struct released r;
	const char *sum = NULL;

	if (!find(v, &r, err))
		return false;
	for (const struct json *f = r.files->first; f; f = f->next)
		if (f->type == JSON_MAP && str_same(member(f, "path"), name))
			sum = member(f, "sha256");
	if (!sum && !beside_manifest(name))
		return err_set(err, ERR_MISSING, "there is no such file in this release");
	if (!file_read(desk_inside(v, path_join(v->arena, r.at->folder, name)), FILE_MOST,
		       out, err))
		return false;
	return !sum || hash_holds(out, sum) ||
	       err_set(err, ERR_INPUT,
		       "%.80s was changed since it was released, and is not given out",
		       name);
}

static struct console_reply *
give(struct desk_visit *v, const char *name)
{
	struct err err = { .code = ERR_NONE };
	const char *slash = strrchr(name, '/');
	SCOPED(buf) file;

	buf_init(&file, 0);
	if (strstr(name, ".."))
		return desk_refused(v, 404, "There is no such file in this release.");
	if (!fetch(v, name, &file, &err))
		return desk_failed(v, &err);
	return desk_file(v, "application/octet-stream", slash ? slash + 1 : name,
			 arena_copy(v->arena, file.data ? file.data : "", file.len),
			 file.len);
}

struct console_reply *
desk_released_file(struct desk_visit *v)
{
	return give(v, v->part[2]);
}

struct console_reply *
desk_released_table(struct desk_visit *v)
{
	return give(v, arena_printf(v->arena, "tables/%s", v->part[2]));
}

struct console_reply *
desk_released_report(struct desk_visit *v)
{
	struct err err = { .code = ERR_NONE };
	SCOPED(buf) file;

	buf_init(&file, 0);
	if (!fetch(v, "summary.html", &file, &err))
		return desk_failed(v, &err);
	return report_reply(v, file.data, file.len);
}

/* ---- the page ------------------------------ */

static void
put_file(struct desk_visit *v, const char *name, int64_t bytes)
{
	struct html *h = v->body;

	html_lit(h, "<tr><th scope=\"row\">");
	if (str_starts(name, "tables/"))
		desk_link(v,
			  desk_path(v, "/surveys/:/releases/:/tables/:", v->part[0],
				    v->part[1], name + 7),
			  name);
	else
		desk_link(v,
			  desk_path(v, "/surveys/:/releases/:/files/:", v->part[0],
				    v->part[1], name),
			  name);
	html_lit(h, "</th><td class=\"num\">");
	if (bytes >= 0)
		put_size(h, (uint64_t)bytes);
	html_lit(h, "</td></tr>\n");
}

/* Tables or all else. */
static size_t
put_files(struct desk_visit *v, const struct released *r, bool tables,
	  const char *caption)
{
	static const char *const heads[] = { "File", "#Size" };
	size_t count = 0;

	for (const struct json *f = r->files->first; f; f = f->next) {
		const struct json *bytes;
		const char *name;

		if (f->type != JSON_MAP)
			continue;
		name = member(f, "path");
		if (str_starts(name, "tables/") != tables)
			continue;
		bytes = json_get(f, "bytes");
		if (!count++)
			desk_table(v, caption, heads, ARRAY_LEN(heads));
		put_file(v, name,
			 bytes && bytes->type == JSON_NUMBER ? bytes->integer : -1);
	}
	if (!tables && count) {
		put_file(v, "MANIFEST.json", -1);
		put_file(v, "SHA256SUMS", -1);
	}
	if (count)
		desk_table_end(v);
	return count;
}

static bool
has_file(const struct released *r, const char *name)
{
	for (const struct json *f = r->files->first; f; f = f->next)
		if (f->type == JSON_MAP && str_same(member(f, "path"), name))
			return true;
	return false;
}

struct console_reply *
desk_released(struct desk_visit *v)
{
	struct err err = { .code = ERR_NONE };
	const struct ledger_entry *entry = NULL;
	struct html *h = v->body;
	struct survey survey;
	struct ledger ledger;
	struct released r;
	const char *broken;

	if (!find(v, &r, &err) || !desk_ledger(v, &survey, &ledger, &broken, &err))
		return desk_failed(v, &err);
	if (!*broken && r.at->release <= ledger.count)
		entry = &ledger.entries[r.at->release - 1];
	survey_nav(v, v->part[0], "");
	html_lit(h, "<p>Released ");
	if (entry) {
		html_lit(h, "by ");
		html_text(h, ledger_by(entry));
		html_lit(h, " on ");
		html_text(h, desk_day(v, entry->day));
		html_lit(h, ", from ");
		html_num(h, entry->batches);
		html_text(h, entry->batches == 1 ? " closed batch" : " closed batches");
	}
	html_lit(h, ". The files lie in <code>");
	html_text(h, r.at->folder);
	html_lit(h, "</code>.</p>\n");
	if (has_file(&r, "summary.html")) {
		html_lit(h, "<p>");
		desk_link(v,
			  desk_path(v, "/surveys/:/releases/:/report", v->part[0],
				    v->part[1]),
			  "Read the report");
		html_lit(h, "</p>\n");
	}
	put_files(v, &r, false, "Files");
	html_lit(h, "<details>\n<summary>Tables, one file each</summary>\n");
	if (!put_files(v, &r, true, "Tables"))
		html_lit(h, "<p>None: the format csv was not asked for.</p>\n");
	html_lit(h, "</details>\n<p>");
	desk_link(v, desk_path(v, "/surveys/:/ledger", v->part[0]), "All releases");
	html_lit(h, "</p>\n");
	return desk_page(
		v, 200,
		arena_printf(v->arena, "Release %u of %s", r.at->release, v->part[0]));
}
