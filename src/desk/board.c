/*
 * What the team says beside a release: headlines, what was said and done, and the page for the
 * quarterly board, as the report has them.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/summary_file.h"
#include "desk/release.h"
#include "out/report.h"

static void
put_choice(struct desk_visit *v, const struct published_list *list, const char *chosen)
{
	struct html *h = v->body;

	html_lit(h, "<form method=\"get\" action=\"/board\">\n<div class=\"fields\">\n"
		    "<p class=\"field\"><label for=\"file\">Release</label>"
		    "<select id=\"file\" name=\"file\">\n");
	for (size_t i = 0; i < list->count; i++) {
		html_lit(h, "<option");
		html_attr(h, "value", list->items[i].path);
		if (str_same(list->items[i].path, chosen))
			html_lit(h, " selected");
		html_lit(h, ">");
		html_text(h, published_words(v, &list->items[i]));
		html_lit(h, "</option>\n");
	}
	html_lit(h, "</select></p>\n<button>Show it</button>\n</div>\n</form>\n");
}

/* The latest of all that were made here. */
static const char *
latest(const struct published_list *list)
{
	const struct published *last = NULL;

	for (size_t i = 0; i < list->count; i++)
		if (!last || strcmp(list->items[i].day, last->day) > 0)
			last = &list->items[i];
	return last ? last->path : "";
}

struct console_reply *
desk_board(struct desk_visit *v)
{
	struct summary_files *files = arena_one(v->arena, struct summary_files);
	const char *file = pairs_get(&v->request->query, "file");
	struct report r = { .h = v->body, .a = v->arena };
	struct err err = { .code = ERR_NONE };
	struct published_list list;

	published_find(v, &list);
	if (!list.count) {
		html_lit(v->body,
			 "<p>Nothing was released into the workspace yet.</p>\n");
		return desk_page(v, 200, "For the board");
	}
	file = file ? file : latest(&list);
	if (!published_at(&list, file))
		return desk_refused(v, 404, "There is no such release here.");
	if (!summary_file_add(v->settings->call, files, desk_inside(v, file), v->arena,
			      &err))
		return desk_failed(v, &err);
	r.s = files->files[0];
	report_sheet(v);
	put_choice(v, &list, file);
	if (!r.s->board)
		html_lit(
			v->body,
			"<p>The team has put no words beside this release. Pick a file of "
			"words when the next draft is made.</p>\n");
	if (r.s->invented)
		notice_put(v, "Invented answers. They say nothing about any force.");
	report_headlines(&r);
	report_board(&r);
	return desk_page(v, 200, "For the board");
}
