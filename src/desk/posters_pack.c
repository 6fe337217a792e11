/*
 * A pack of posters for a file of places, which lies in imports/ of the workspace: the command's
 * own making, with a page in place of a terminal.  The PDF stays in exports/posters/, so that it
 * can be fetched again.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/pack.h"
#include "desk/posters.h"

#define FOLDER	    "exports/posters"
#define PACK_MOST   (256u << 20) /* bytes of a PDF that a page hands out */
#define EXAMPLE_ROW "Station north,120"

static const char *const endings[] = { ".csv", NULL };
static const char *const packs[] = { ".pdf", NULL };

static const char *
pack_name(struct desk_visit *v)
{
	return arena_printf(v->arena, "%s.pdf", v->part[0]);
}

/* ---- on the page of posters ------------------------------------------------------ */

static void
put_made(struct desk_visit *v)
{
	struct err why = { .code = ERR_NONE };
	struct folder_file *files;
	struct html *h = v->body;
	size_t count;

	if (!folder_list(v, FOLDER, packs, &files, &count, &why))
		return;
	for (size_t i = 0; i < count; i++) {
		if (!str_same(files[i].name, pack_name(v)))
			continue;
		html_lit(h, "<p>");
		desk_link(v, desk_path(v, "/surveys/:/posters/pack.pdf", v->part[0]),
			  "Download the last pack");
		html_lit(h, " (PDF, ");
		put_size(h, files[i].size);
		html_lit(h, ", made on ");
		put_day(h, files[i].day, "");
		html_lit(h, ")</p>\n");
	}
}

static void
put_form(struct desk_visit *v, const struct folder_file *files, size_t count)
{
	struct html *h = v->body;

	desk_form(v, desk_path(v, "/surveys/:/posters/pack", v->part[0]));
	html_lit(h, "<div class=\"fields\">\n<div class=\"field\"><label "
		    "for=\"places\">File of places</label>\n<select id=\"places\" "
		    "name=\"places\">\n");
	for (size_t i = 0; i < count; i++) {
		html_lit(h, "<option>");
		html_text(h, files[i].name);
		html_lit(h, "</option>\n");
	}
	html_lit(h,
		 "</select></div>\n<div class=\"field\"><label for=\"paper\">Size, where "
		 "the file says none</label>\n<select id=\"paper\" name=\"size\"><option "
		 "value=\"a4\">A4</option><option value=\"a3\">A3</option><option "
		 "value=\"a5\">A5</option></select></div>\n</div>\n<label "
		 "class=\"choice\"><input type=\"checkbox\" name=\"leave-out\" "
		 "value=\"yes\"><span>Leave out rows that are "
		 "refused</span></label>\n");
	desk_button(v, "go", "pack", "Make links and posters");
	desk_form_end(v);
}

bool
posters_pack_put(struct desk_visit *v, const struct survey *survey, struct err *err)
{
	struct html *h = v->body;
	struct folder_file *files;
	size_t count;

	(void)survey;
	if (!folder_list(v, "imports", endings, &files, &count, err))
		return false;
	html_lit(
		h,
		"<h2 id=\"pack\">A pack for many places</h2>\n<p>One PDF with a poster for "
		"each place of a file, a list to tick, and how to put them up. Places "
		"that have a link keep it; the others get one. Made twice, it has the "
		"same links.</p>\n");
	put_made(v);
	if (!desk_may(v, MAY_EVALUATE))
		return true;
	html_lit(h, "<p class=\"hint\">Files of places lie in the folder "
		    "<code>imports</code> of the workspace, as CSV. ");
	html_text(h, count ? "Of each, the" : "There is none yet. The");
	html_lit(h,
		 " first line is <code>place,headcount</code> (<code>parent</code>, "
		 "<code>paper</code>, <code>copies</code> and <code>language</code> may "
		 "follow); then comes a line for each place, such as <code>" EXAMPLE_ROW
		 "</code>.</p>\n");
	if (count)
		put_form(v, files, count);
	return true;
}

/* ---- making one ------------------------------------------------------------------ */

/* "/srv/w/imports/places.csv:7: words": the file's path is no matter of the page. */
static void
put_told(struct html *h, const struct buf *told, const char *path)
{
	char *at = told->data, *end;

	if (!told->len)
		return;
	html_lit(h, "<ul>\n");
	for (; at && *at; at = end + 1) {
		size_t len = strlen(path);

		end = strchr(at, '\n');
		if (end)
			*end = '\0';
		if (str_starts(at, path) && at[len] == ':')
			at += len + 1;
		html_lit(h, "<li>Line ");
		html_text(h, at);
		html_lit(h, "</li>\n");
		if (!end)
			break;
	}
	html_lit(h, "</ul>\n");
}

/* What was wrong, row by row, and how to go on. */
static struct console_reply *
refused(struct desk_visit *v, const struct pack *p, const char *path,
	const struct err *err)
{
	struct html *h = v->body;

	if (err->code != ERR_INPUT && err->code != ERR_USAGE)
		return desk_failed(v, err);
	if (!p->places.refused) {
		const char *text = err->text;

		if (str_starts(text, path)) /* "PATH:LINE: words" */
			text = strrchr(path, '/') ? text + (strrchr(path, '/') - path) + 1
						  : text;
		return desk_refused(v, 422, "%s. Nothing was made.", text);
	}
	html_lit(h, "<p>");
	html_num(h, (long)p->places.refused);
	html_lit(h, " of ");
	put_count(h, p->places.count, "row");
	html_text(h, p->places.refused == 1 ? " is" : " are");
	html_lit(h, " refused. Nothing was made.</p>\n");
	put_told(h, p->told, path);
	html_lit(
		h,
		"<p>Mend the file, or go back and tick \xe2\x80\x9cLeave out rows that are "
		"refused\xe2\x80\x9d. ");
	desk_link(v,
		  arena_printf(v->arena, "%s#pack",
			       desk_path(v, "/surveys/:/posters", v->part[0])),
		  "Back to the posters");
	html_lit(h, "</p>\n");
	return desk_page(v, 422, "Some places are refused");
}

static bool
pack_do(struct desk_visit *v, struct pack *p, struct call *call, const char *path,
	struct err *err)
{
	const char *folder = path_join(v->arena, v->settings->dir, FOLDER);
	const char *size = visit_field(v, "size");
	bool good;

	*call = *v->settings->call;
	call->given_count = 0;
	call->json = false;
	call_give(call, &flag_places, path);
	if (*visit_field(v, "leave-out"))
		call_give(call, &flag_leave_out, "");
	p->call = call;
	p->arena = v->arena;
	p->settings = *v->settings->settings;
	p->paper = PAPER_A4;
	if (*size && (!paper_find(size, &p->paper) || p->paper == PAPER_CARD))
		return err_set(err, ERR_INPUT, "a size is a3, a4 or a5");
	p->store = desk_store(v, STORE_WRITES, err);
	if (!p->store || !folder_make(folder, 0750, NULL, err))
		return false;
	desk_heavy_begin(v);
	good = pack_make(p, v->part[0], path_join(v->arena, folder, pack_name(v)), err);
	desk_heavy_end(v);
	return good;
}

struct console_reply *
desk_posters_pack(struct desk_visit *v)
{
	struct err err = { .code = ERR_NONE };
	struct pack *p = arena_one(v->arena, struct pack);
	struct call *call = arena_one(v->arena, struct call);
	const char *path = folder_file(v, "imports", endings, visit_field(v, "places"));
	SCOPED(buf) told = { 0 };

	if (!path)
		return desk_refused(v, 422, "There is no such file in imports/.");
	p->told = &told;
	if (!pack_do(v, p, call, path, &err))
		return refused(v, p, path, &err);
	if (!desk_act(v, "pack of posters made", v->part[0],
		      arena_printf(v->arena, "%zu posters", p->posters), &err))
		return desk_failed(v, &err);
	return desk_moved(v,
			  arena_printf(v->arena, "The pack is made: %zu posters%s.",
				       p->posters,
				       p->places.refused ? ", without the rows that "
							   "were refused"
							 : ""),
			  "%s#pack", desk_path(v, "/surveys/:/posters", v->part[0]));
}

struct console_reply *
desk_posters_pack_file(struct desk_visit *v)
{
	struct err err = { .code = ERR_NONE };
	const char *path = folder_file(v, FOLDER, packs, pack_name(v));
	SCOPED(buf) bytes = { 0 };

	if (!path)
		return desk_refused(v, 404, "No pack was made of this survey yet.");
	if (!file_read(path, PACK_MOST, &bytes, &err))
		return desk_failed(v, &err);
	return desk_file(v, "application/pdf",
			 arena_printf(v->arena, "pack-%s.pdf", v->part[0]),
			 arena_copy(v->arena, bytes.data, bytes.len), bytes.len);
}
