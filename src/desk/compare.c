/*
 * Waves or forces side by side, from what was published and lies in the workspace, by the same
 * rules as canvass compare.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/summary_file.h"
#include "desk/release.h"
#include "out/compare.h"

enum { SIDES_MOST = 12 }; /* more stand in no window */

static bool
is_chosen(const struct pairs *query, const char *path)
{
	for (size_t i = 0; i < query->count; i++)
		if (str_same(query->items[i].name, "file") &&
		    str_same(query->items[i].value, path))
			return true;
	return false;
}

static void
put_choice(struct desk_visit *v, const struct published_list *list)
{
	struct html *h = v->body;

	if (list->count < 2) {
		html_lit(
			h,
			"<p>There are not two published summaries here yet. Those of other "
			"forces are put into the folder <code>imports</code> of the "
			"workspace.</p>\n");
		return;
	}
	html_lit(
		h,
		"<form method=\"get\" action=\"/compare\">\n<fieldset class=\"options\">\n"
		"<legend>What to put side "
		"by side</legend>\n<p class=\"hint\">Waves of one force, or one release each of "
		"several forces. They stand in this order; nobody is ranked.</p>\n");
	for (size_t i = 0; i < list->count; i++) {
		html_lit(h, "<label><input type=\"checkbox\" name=\"file\"");
		html_attr(h, "value", list->items[i].path);
		if (is_chosen(&v->request->query, list->items[i].path))
			html_lit(h, " checked");
		html_lit(h, "> <span>");
		html_text(h, published_words(v, &list->items[i]));
		html_lit(h, "</span></label>\n");
	}
	html_lit(h, "</fieldset>\n<p><button>Compare</button></p>\n</form>\n");
}

/* The files that were chosen, each of which must be one that may be picked. */
static bool
read_chosen(struct desk_visit *v, const struct published_list *list,
	    struct summary_files *files, struct err *err)
{
	const struct pairs *query = &v->request->query;

	for (size_t i = 0; i < query->count; i++) {
		const char *path = query->items[i].value;

		if (!str_same(query->items[i].name, "file"))
			continue;
		if (!published_at(list, path))
			return err_set(err, ERR_MISSING,
				       "there is no published summary %.100s", path);
		if (files->count == SIDES_MOST)
			return err_set(
				err, ERR_INPUT,
				"at most %d stand side by side here; canvass compare takes "
				"more",
				SIDES_MOST);
		if (!summary_file_add(v->settings->call, files, desk_inside(v, path),
				      v->arena, err))
			return false;
		files->names[files->count - 1] = path;
	}
	return true;
}

/* The address of this comparison, with one of its questions. */
static const char *
question_address(struct desk_visit *v, const struct summary_files *files, size_t table)
{
	SCOPED(buf) out;

	buf_init(&out, 0);
	buf_puts(&out, "/compare?");
	for (size_t i = 0; i < files->count; i++)
		buf_printf(&out, "%s&", desk_path(v, "file=:", files->names[i]));
	buf_printf(&out, "question=%zu#q%zu", table + 1, table + 1);
	return arena_copy(v->arena, out.data, out.len);
}

static void
put_questions(struct desk_visit *v, const struct comparison *c,
	      const struct summary_files *files)
{
	struct html *h = v->body;

	html_lit(h, "<h2 id=\"questions\">Questions</h2>\n<ol>\n");
	for (size_t i = 0; i < c->table_count; i++) {
		html_lit(h, "<li>");
		desk_link(v, question_address(v, files, i),
			  arena_printf(v->arena, "%s%s%s", c->tables[i].lead,
				       *c->tables[i].lead ? " " : "",
				       c->tables[i].title));
		for (size_t f = 1; f < c->count; f++) {
			enum change_class class = c->tables[i].classes[f];

			if (class == CHANGE_NONE || class == CHANGE_SAME)
				continue;
			html_lit(h, " <span class=\"hint\">(");
			html_text(h, c->labels[f]);
			html_lit(h, ": ");
			html_text(h, change_names[class]);
			html_lit(h, ")</span>");
		}
		html_lit(h, "</li>\n");
	}
	html_lit(h, "</ol>\n");
}

static void
put_comparison(struct desk_visit *v, const struct comparison *c,
	       const struct summary_files *files)
{
	const char *asked = pairs_get(&v->request->query, "question");
	unsigned long table = 0;

	if (c->files[0]->invented)
		notice_put(v, "Invented answers. They say nothing about any force.");
	if (asked && str_to_uint(asked, c->table_count, &table) && table) {
		html_lit(v->body, "<h2>One question</h2>\n");
		compare_question(c, table - 1, v->body, v->arena);
	}
	compare_front(c, v->body, v->arena);
	put_questions(v, c, files);
	compare_notes(c, v->body);
}

struct console_reply *
desk_compare(struct desk_visit *v)
{
	struct summary_files *files = arena_one(v->arena, struct summary_files);
	size_t asked = pairs_count(&v->request->query, "file");
	struct err err = { .code = ERR_NONE };
	const struct comparison *c = NULL;
	struct published_list list;
	unsigned status = 200;

	report_sheet(v);
	published_find(v, &list);
	if (asked == 1)
		(void)err_set(&err, ERR_INPUT, "tick two or more to compare them");
	else if (asked && read_chosen(v, &list, files, &err))
		c = compare_make(files->files, files->names, files->count, v->arena,
				 &err);
	if (err.code != ERR_NONE) {
		status = err.code == ERR_MISSING ? 404 : 422;
		trouble_put(v, "They cannot be compared", err.text);
	}
	if (c) {
		put_comparison(v, c, files);
		html_lit(v->body, "<h2>Something else</h2>\n");
	}
	put_choice(v, &list);
	return desk_page(v, status, c ? compare_title(c, v->arena) : "Compare");
}
