/*
 * What this computer holds for the evaluation, how to copy it safely, and what looks wrong.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "desk/surveys.h"

#define SPACE_FEW (1u << 30) /* below it is said that more should be made */

/* ---- files ----------------------------------------------------------------------- */

static void
put_row(struct html *h, const char *name, const char *holds, uint64_t size, int day,
	const char *no_day)
{
	html_lit(h, "<tr><th scope=\"row\"><code>");
	html_text(h, name);
	html_lit(h, "</code></th>\n<td>");
	html_text(h, holds);
	html_lit(h, "</td>\n<td class=\"num\">");
	put_size(h, size);
	html_lit(h, "</td>\n<td>");
	put_day(h, day, no_day);
	html_lit(h, "</td></tr>\n");
}

static bool
ends_with(const char *name, const char *end)
{
	size_t len = strlen(name), more = strlen(end);

	return len >= more && str_same(name + len - more, end);
}

/* Files of the workspace itself. */
static bool
put_top(struct desk_visit *v, bool *out_keys, struct err *err)
{
	static const struct {
		const char *name, *holds;
	} known[] = {
		{ "canvass.db",
		  "surveys and their forms, links, the ledger; ticks and notes, sealed" },
		{ "canvass.yaml", "settings" },
		{ "desk.db", "people at the desk, and what they did; keep copies as safe "
			     "as the original" },
	};
	struct folder_file *files;
	size_t count;

	if (!folder_list(v, ".", NULL, &files, &count, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		for (size_t k = 0; k < ARRAY_LEN(known); k++)
			if (str_same(files[i].name, known[k].name))
				put_row(v->body, files[i].name, known[k].holds,
					files[i].size, files[i].day, "");
		*out_keys = *out_keys || ends_with(files[i].name, ".key");
	}
	return true;
}

/*
 * The day on which answers last came in is nobody's business while few have answered, so that files
 * of answers bear none here.
 */
static bool
put_answers(struct desk_visit *v, struct err *err)
{
	static const char *const endings[] = { ".db", NULL };
	struct folder_file *files;
	uint64_t size = 0;
	size_t count;

	if (!folder_list(v, "answers", endings, &files, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		size += files[i].size;
	put_row(v->body, "answers/",
		arena_printf(v->arena,
			     "sealed answers of surveys and rooms: %zu file%s, and the "
			     "files beside them whose names go on with -wal and -shm",
			     count, count == 1 ? "" : "s"),
		size, -1, "not told");
	return true;
}

static bool
put_folder(struct desk_visit *v, const char *folder, const char *holds, struct err *err)
{
	struct folder_file *files;
	uint64_t size = 0;
	size_t count;
	int day = -1;

	if (!folder_list(v, folder, NULL, &files, &count, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		size += files[i].size;
		day = files[i].day > day ? files[i].day : day;
	}
	put_row(v->body, arena_printf(v->arena, "%s/", folder), holds, size, day,
		"it is empty");
	return true;
}

static bool
put_files(struct desk_visit *v, bool *out_keys, struct err *err)
{
	static const char *const heads[] = { "Name", "Holds", "#Size", "Last changed" };
	char *real = realpath(v->settings->dir, NULL);
	struct html *h = v->body;
	bool good;

	html_lit(
		h,
		"<h2 id=\"files\">What the workspace is made of</h2>\n<p>All of it is one "
		"folder: <code>");
	html_text(h, real ? real : v->settings->dir);
	free(real);
	html_lit(h, "</code>. A copy needs every one of these, taken together.</p>\n");
	desk_table(v, "Files of the workspace", heads, ARRAY_LEN(heads));
	good = put_top(v, out_keys, err) && put_answers(v, err) &&
	       put_folder(v, "forms", "forms and guides, as they are edited", err) &&
	       put_folder(v, "imports", "files that people brought", err) &&
	       put_folder(v, "exports/posters", "packs of posters", err);
	desk_table_end(v);
	html_lit(h,
		 "<p class=\"hint\">Releases in <code>exports/</code> can be made again "
		 "from the rest, byte for byte; copy them too, since they are "
		 "small.</p>\n");
	return good;
}

/* ---- how to ---------------------------------------------------------------------- */

static void
put_space(struct desk_visit *v)
{
	struct err why = { .code = ERR_NONE };
	struct html *h = v->body;
	uint64_t space;

	if (!store_space(v->settings->dir, &space, &why))
		return;
	html_lit(h, "<p>Free on this disk: <strong>");
	put_size(h, space);
	html_lit(h, "</strong>.");
	if (space < SPACE_FEW)
		html_lit(h, " That is little. Below 64 MB nobody can begin a form.");
	html_lit(h, "</p>\n");
}

static void
put_how(struct desk_visit *v, bool keys)
{
	struct html *h = v->body;

	html_lit(
		h,
		"<h2 id=\"how\">How to copy it safely</h2>\n<ol>\n<li>Stop the door "
		"(<code>canvass serve</code>) and this desk. A copy that is taken "
		"while they run may not open.</li>\n<li>Copy the whole folder to "
		"another disk, one that is encrypted.</li>\n<li>Start both again. "
		"Whoever has a form open goes on where they were.</li>\n</ol>\n<p>To go "
		"back to a copy: stop both, put the whole folder in the place of the "
		"old one, and start them. Never mix files of two copies.</p>\n"
		"<h2 id=\"when\">When</h2>\n<ul>\n<li>Once a survey is open, and again "
		"on the day it closes.</li>\n<li>Before canvass is upgraded, and before "
		"a release.</li>\n<li>While a survey is open, keep one copy and throw "
		"the one before away: two copies show which answers came between "
		"them.</li>\n</ul>\n<h2 id=\"not\">What does not belong there</h2>\n<ul>\n"
		"<li>Secret keys and their passphrases. Each owner keeps a key of their "
		"own, and a copy of it in another place. Without a key nobody can ever "
		"read the answers; with one, whoever has the copy "
		"can.</li>\n</ul>\n");
	if (keys)
		html_lit(
			h,
			"<p><strong>There is a key file in this workspace.</strong> Take "
			"it elsewhere, unless this is a demonstration.</p>\n");
}

/* ---- what looks wrong ------------------------------------------------------------ */

static void
put_lines(struct html *h, const struct buf *lines)
{
	char *end;

	html_lit(h, "<ul>\n");
	for (char *at = lines->data; at && *at; at = end + 1) {
		end = strchr(at, '\n');
		*end = '\0';
		html_lit(h, "<li>");
		html_text(h, at + strspn(at, " "));
		html_lit(h, "</li>\n");
	}
	html_lit(h, "</ul>\n");
}

static void
put_doctor(struct desk_visit *v)
{
	struct html *h = v->body;
	SCOPED(buf) problems = { 0 };
	SCOPED(buf) notes = { 0 };

	doctor_look(v->settings->call, &problems, &notes, v->arena);
	html_lit(h, "<h2 id=\"doctor\">What looks wrong</h2>\n");
	if (problems.len)
		put_lines(h, &problems);
	else
		html_lit(h, "<p>Nothing.</p>\n");
	if (notes.len) {
		html_lit(h, "<h3>To be known</h3>\n");
		put_lines(h, &notes);
	}
}

struct console_reply *
desk_backup(struct desk_visit *v)
{
	struct err err = { .code = ERR_NONE };
	struct html *h = v->body;
	struct html *files = html_new_in(v->arena, 4096, 0);
	bool keys = false, good;

	html_lit(h,
		 "<p>Answers exist once, in the folder of this workspace. If its disk is "
		 "lost, what came since the last copy is lost. canvass makes no copies "
		 "by itself: whoever runs this computer does.</p>\n");
	put_space(v);
	v->body = files;
	good = put_files(v, &keys, &err);
	v->body = h;
	if (!good)
		return desk_failed(v, &err);
	put_how(v, keys);
	html_join(h, files);
	put_doctor(v);
	return desk_page(v, 200, "Backup");
}
