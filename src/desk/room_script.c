/*
 * The whole guide to print, and the grid of themes: what works, what is of concern, what could be.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "desk/room.h"

/* GET /rooms/:/script */
struct console_reply *
desk_room_script(struct desk_visit *v)
{
	struct html *h = v->body;
	struct room_view r;
	struct buf text;
	struct err err = { 0 };

	if (!room_view_load(v, &r, &err))
		return desk_failed(v, &err);
	room_style(v);
	buf_init(&text, 0);
	guide_show(r.text.guide, 0, &text);
	html_lit(h, "<p>");
	desk_link(v, desk_path(v, "/rooms/:", v->part[0]), "Back to the room");
	html_lit(h, "</p>\n<pre class=\"guide\">");
	html_text(h, text.data ? text.data : "");
	html_lit(h, "</pre>\n");
	buf_free(&text);
	return desk_page(v, 200, "Script");
}

/* Ideas of one theme in one bucket, in the order of votes; those without one behind. */
static void
cell_put(struct desk_visit *v, const struct room_view *r, int section, enum bucket bucket)
{
	struct html *h = v->body;

	html_lit(h, "<td><ul class=\"cell\">\n");
	for (unsigned rank = 1; rank <= IDEAS_MOST + 1; rank++)
		for (size_t i = 0; i < r->item_count; i++) {
			const struct room_item *item = &r->items[i];
			const struct step *s = agenda_step(&r->text.agenda, item->step);

			if (item->kind != ROOM_IDEA || item->number != bucket || !s ||
			    s->section != section ||
			    item->rank != rank % (IDEAS_MOST + 1))
				continue;
			html_lit(h, "<li>");
			html_text(h, item->text);
			html_lit(h, "</li>\n");
		}
	html_lit(h, "</ul></td>");
}

/* GET /rooms/:/grid */
struct console_reply *
desk_room_grid(struct desk_visit *v)
{
	static const char *const heads[] = { "Theme", "What works", "Concern",
					     "Opportunity" };
	struct html *h = v->body;
	struct room_view r;
	struct err err = { 0 };

	if (!room_view_load(v, &r, &err))
		return desk_failed(v, &err);
	room_style(v);
	html_lit(h, "<p>");
	desk_link(v, desk_path(v, "/rooms/:", v->part[0]), "Back to the room");
	html_lit(h, " ");
	desk_link(v, desk_path(v, "/rooms/:/record", v->part[0]),
		  "Put ideas into buckets");
	html_lit(h, "</p>\n");
	desk_table(v, "Themes so far, ideas in the order of votes", heads,
		   ARRAY_LEN(heads));
	for (size_t i = 0; i < r.text.guide->section_count; i++) {
		const struct section *s = &r.text.guide->sections[i];

		html_lit(h, "<tr><th scope=\"row\">");
		html_text(h, text_in(&r.text.form->themes[s->theme].title,
				     guide_form_language(r.text.guide, 0)));
		html_lit(h, "</th>");
		cell_put(v, &r, (int)i, BUCKET_WORKS);
		cell_put(v, &r, (int)i, BUCKET_CONCERN);
		cell_put(v, &r, (int)i, BUCKET_OPPORTUNITY);
		html_lit(h, "</tr>\n");
	}
	desk_table_end(v);
	return desk_page(v, 200, "Theme grid");
}
