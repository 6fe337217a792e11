/*
 * A room's report as files in a folder.  What was handed out is never written over: only the same
 * report again, or one in place of a draft.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/release.h"
#include "app/room_report.h"

enum { OLD_MOST = ROOM_REPORT_BYTES };

static bool
formats_good(const char *list, struct err *err)
{
	for (const char *at = list; at; at = strchr(at, ',')) {
		size_t len, i;

		at += *at == ',';
		len = strcspn(at, ",");
		for (i = 0; i < room_format_count; i++)
			if (strlen(room_formats[i].name) == len &&
			    strncmp(room_formats[i].name, at, len) == 0)
				break;
		if (i == room_format_count)
			return err_set(
				err, ERR_USAGE,
				"rooms have no format \"%.*s\"; there are html, json, "
				"csv, ods and xlsx",
				(int)(len < 24 ? len : 24), at);
	}
	return true;
}

/* Whether room.json may be written into the folder. */
static bool
folder_free(const char *folder, const struct room_report *r, struct arena *a,
	    struct err *err)
{
	const char *path = path_join(a, folder, "room.json");
	const struct room_report *old;
	struct err why = { 0 };
	SCOPED(buf) text;
	SCOPED(buf) now;

	buf_init(&text, 0);
	buf_init(&now, 0);
	if (!file_there(path))
		return true;
	if (!file_read(path, OLD_MOST, &text, err))
		return false;
	room_json(r, &now);
	if (text.len == now.len && memcmp(text.data, now.data, now.len) == 0)
		return true;
	old = room_report_read(text.data ? text.data : "", text.len, a, &why);
	if (old && !*old->held && str_same(old->room, r->room))
		return true;
	return err_set(
		err, ERR_CREATE,
		"%.200s holds another report, which is not written over; write elsewhere "
		"with -o, or move it away",
		folder);
}

static bool
put_sums(struct export_files *files, struct err *err)
{
	struct buf *sums = export_add(files, "SHA256SUMS");
	unsigned char hash[SEAL_HASH];
	char hex[2 * SEAL_HASH + 1];

	if (!sums)
		return err_set(err, ERR_INPUT, "too many files");
	for (size_t i = 0; i + 1 < files->count; i++) {
		const struct buf *b = &files->items[i].body;

		seal_sha256(hash, b->data ? b->data : "", b->len);
		hex_encode(hex, sizeof(hex), hash, sizeof(hash));
		buf_printf(sums, "%s  %s\n", hex, files->items[i].path);
	}
	return true;
}

/* JSON whatever is asked for: it is the report, and the rest follow it. */
static bool
fill(const struct room_report *r, const char *formats, struct export_files *files,
     struct arena *a, struct err *err)
{
	for (size_t i = 0; i < room_format_count; i++)
		if ((formats_have(formats, room_formats[i].name) ||
		     str_same(room_formats[i].name, "json")) &&
		    !room_formats[i].write(r, files, a, err))
			return err_add(err, "%s", room_formats[i].name);
	return put_sums(files, err);
}

bool
room_report_files(const struct room_report *r, const char *dir, const char *formats,
		  const char ***out_paths, size_t *out_count, struct arena *a,
		  struct err *err)
{
	struct export_files *files = arena_one(a, struct export_files);
	const char *folder = path_join(a, dir, r->room), **paths;
	bool good = formats_good(formats, err) && folder_free(folder, r, a, err) &&
		    fill(r, formats, files, a, err);

	paths = arena_array(a, const char *, files->count + 1);
	for (size_t i = 0; good && i < files->count; i++)
		good = export_file_write(folder, &files->items[i], &paths[i], a, err);
	if (good) {
		*out_paths = paths;
		*out_count = files->count;
	}
	export_files_free(files);
	return good;
}
