/*
 * What leaves a room, at the desk: its report to be looked at, and as files.  The same functions as
 * canvass room export; nothing is written into the workspace.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/room_report.h"
#include "desk/release.h"
#include "desk/room.h"

static struct room_report *
report_of(struct desk_visit *v, struct err *err)
{
	struct store *st = desk_store(v, STORE_READS, err);

	return st ? room_report_load(st, v->part[0], v->arena, err) : NULL;
}

static const struct export_file *
file_find(const struct export_files *files, const char *path)
{
	for (size_t i = 0; i < files->count; i++)
		if (str_same(files->items[i].path, path))
			return &files->items[i];
	return NULL;
}

/* All formats, in memory; freed by the caller. */
static struct export_files *
files_of(struct desk_visit *v, struct err *err)
{
	struct export_files *files = arena_one(v->arena, struct export_files);
	struct room_report *report = report_of(v, err);
	bool good = report != NULL;

	for (size_t i = 0; good && i < room_format_count; i++)
		good = room_formats[i].write(report, files, v->arena, err);
	if (good)
		return files;
	export_files_free(files);
	return NULL;
}

/* GET /rooms/:/report */
struct console_reply *
desk_room_report(struct desk_visit *v)
{
	struct console_reply *reply;
	struct export_files *files;
	const struct export_file *page;
	struct err err = { 0 };

	files = files_of(v, &err);
	if (!files)
		return desk_failed(v, &err);
	page = file_find(files, "room.html");
	reply = report_reply(v, page->body.data, page->body.len);
	export_files_free(files);
	return reply;
}

static const struct {
	const char *name, *path, *type, *words;
} downloads[] = {
	{ "room.html", "room.html", "text/html; charset=utf-8", "to read and to print" },
	{ "room.json", "room.json", "application/json",
	  "for programs, and for comparing rooms" },
	{ "room.ods", "room.ods", "application/vnd.oasis.opendocument.spreadsheet",
	  "a workbook, in the open format" },
	{ "room.xlsx", "room.xlsx",
	  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	  "the same workbook for Excel" },
	{ "ideas.csv", "tables/ideas.csv", "text/csv; charset=utf-8", "ideas" },
	{ "answers.csv", "tables/answers.csv", "text/csv; charset=utf-8",
	  "votes, scorecards and words" },
	{ "summaries.csv", "tables/summaries.csv", "text/csv; charset=utf-8",
	  "summaries" },
	{ "quotes.csv", "tables/quotes.csv", "text/csv; charset=utf-8", "quotes" },
	{ "actions.csv", "tables/actions.csv", "text/csv; charset=utf-8", "actions" },
};

/* GET /rooms/:/files */
struct console_reply *
desk_room_files(struct desk_visit *v)
{
	struct export_files *files;
	struct err err = { 0 };

	files = files_of(v, &err);
	if (!files)
		return desk_failed(v, &err);
	html_lit(v->body, "<p>");
	desk_link(v, desk_path(v, "/rooms/:", v->part[0]), "The room");
	html_lit(
		v->body,
		"</p>\n<p>Words and order, and no number: what leaves a room may be shown to "
		"anybody. Look at it before you hand it on: ");
	desk_link(v, desk_path(v, "/rooms/:/report", v->part[0]), "the report");
	html_lit(v->body, ".</p>\n<ul>\n");
	for (size_t i = 0; i < ARRAY_LEN(downloads); i++) {
		if (!file_find(files, downloads[i].path))
			continue;
		html_lit(v->body, "<li>");
		desk_link(v,
			  desk_path(v, "/rooms/:/files/:", v->part[0], downloads[i].name),
			  downloads[i].name);
		html_lit(v->body, ": ");
		html_text(v->body, downloads[i].words);
		html_lit(v->body, "</li>\n");
	}
	html_lit(v->body, "</ul>\n");
	export_files_free(files);
	return desk_page(v, 200, arena_printf(v->arena, "What leaves %s", v->part[0]));
}

/* GET /rooms/:/files/: */
struct console_reply *
desk_room_file(struct desk_visit *v)
{
	struct console_reply *reply = NULL;
	struct export_files *files;
	struct err err = { 0 };

	files = files_of(v, &err);
	if (!files)
		return desk_failed(v, &err);
	for (size_t i = 0; i < ARRAY_LEN(downloads); i++) {
		const struct export_file *file;

		if (!str_same(downloads[i].name, v->part[1]))
			continue;
		file = file_find(files, downloads[i].path);
		if (file)
			reply = desk_file(
				v, downloads[i].type, downloads[i].name,
				arena_copy(v->arena, file->body.data, file->body.len),
				file->body.len);
	}
	export_files_free(files);
	return reply ? reply
		     : desk_refused(v, 404,
				    "This room has no file of that name. Go back to the "
				    "room and choose one of its list.");
}
