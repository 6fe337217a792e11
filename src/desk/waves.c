/*
 * The waves of each form: which were asked, which were released, and the way to what changed.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "desk/release.h"

struct waves {
	struct desk_visit *v;
	const struct survey *surveys; /* by name */
	size_t count;
	struct published_list list;
};

static size_t
form_len(const struct survey *s)
{
	return strcspn(s->name, "@");
}

static bool
same_form(const struct survey *a, const struct survey *b)
{
	return form_len(a) == form_len(b) && strncmp(a->name, b->name, form_len(a)) == 0;
}

/* The last of its releases that lies here, or NULL. */
static const struct published *
last_of(const struct waves *w, const char *survey)
{
	const struct published *last = NULL;

	for (size_t i = 0; i < w->list.count; i++)
		if (str_same(w->list.items[i].survey, survey) &&
		    (!last || w->list.items[i].release > last->release))
			last = &w->list.items[i];
	return last;
}

static void
put_wave(const struct waves *w, const struct survey *s)
{
	const struct published *last = last_of(w, s->name);
	struct html *h = w->v->body;

	html_lit(h, "<tr><th scope=\"row\">");
	desk_link(w->v, desk_path(w->v, "/surveys/:", s->name), s->name);
	html_lit(h, "</th><td>");
	html_text(h, survey_state_names[s->state]);
	html_lit(h, "</td><td>");
	html_text(h, s->opened >= 0 ? desk_day(w->v, s->opened) : "not yet");
	html_lit(h, "</td><td>");
	if (last && last->release)
		desk_link(w->v,
			  desk_path(w->v, "/surveys/:/releases/:", s->name,
				    arena_printf(w->v->arena, "%u", last->release)),
			  arena_printf(w->v->arena, "release %u", last->release));
	else
		html_lit(h, "none here");
	html_lit(h, "</td></tr>\n");
}

static int
by_opening(const void *a, const void *b)
{
	const struct survey *const *x = a, *const *y = b;

	if ((*x)->opened != (*y)->opened)
		return (*x)->opened < (*y)->opened ? -1 : 1;
	return strcmp((*x)->name, (*y)->name);
}

/* Only waves that were released can be held against each other. */
static void
put_comparing(const struct waves *w, const struct survey *const *these, size_t count)
{
	const struct published *last;
	struct html *h = w->v->body;
	size_t released = 0;
	SCOPED(buf) query;

	buf_init(&query, 0);
	for (size_t i = 0; i < count; i++) {
		last = last_of(w, these[i]->name);
		if (!last)
			continue;
		buf_printf(&query, "%s%s", released++ ? "&" : "/compare?",
			   desk_path(w->v, "file=:", last->path));
	}
	if (released < 2) {
		html_lit(
			h,
			"<p>Once two of its waves were released, they can be compared: which "
			"questions are the same, which were reworded, and what changed.</p>\n");
		return;
	}
	html_lit(h, "<p>");
	desk_link(w->v, arena_copy(w->v->arena, query.data, query.len),
		  "What changed between its waves");
	html_lit(h, "</p>\n");
}

static void
put_form(const struct waves *w, size_t first)
{
	static const char *const heads[] = { "Wave", "State", "Opened", "Released" };
	const struct survey **these =
		arena_alloc(w->v->arena, w->count + 1, sizeof(*these));
	const char *form =
		arena_printf(w->v->arena, "%.*s", (int)form_len(&w->surveys[first]),
			     w->surveys[first].name);
	size_t count = 0;

	for (size_t i = first; i < w->count; i++)
		if (same_form(&w->surveys[first], &w->surveys[i]) &&
		    desk_in_scope(w->v, w->surveys[i].name))
			these[count++] = &w->surveys[i];
	qsort(these, count, sizeof(*these), by_opening);
	html_lit(w->v->body, "<h2>");
	html_text(w->v->body, form);
	html_lit(w->v->body, "</h2>\n");
	desk_table(w->v, arena_printf(w->v->arena, "Waves of %s", form), heads,
		   ARRAY_LEN(heads));
	for (size_t i = 0; i < count; i++)
		put_wave(w, these[i]);
	desk_table_end(w->v);
	put_comparing(w, these, count);
}

/* Whether a wave of the same form that may be seen stands before it. */
static bool
was_shown(const struct waves *w, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (desk_in_scope(w->v, w->surveys[i].name) &&
		    same_form(&w->surveys[i], &w->surveys[at]))
			return true;
	return false;
}

struct console_reply *
desk_waves(struct desk_visit *v)
{
	struct err err = { .code = ERR_NONE };
	struct store *st = desk_store(v, STORE_READS, &err);
	struct waves w = { .v = v };
	struct survey *surveys;
	size_t shown = 0;

	if (!st || !survey_all(st, &surveys, &w.count, v->arena, &err))
		return desk_failed(v, &err);
	w.surveys = surveys;
	published_find(v, &w.list);
	html_lit(v->body,
		 "<p>A form that is asked again is a new wave. What changed is told from "
		 "published numbers alone.</p>\n");
	for (size_t i = 0; i < w.count; i++) {
		if (!desk_in_scope(v, w.surveys[i].name) || was_shown(&w, i))
			continue;
		put_form(&w, i);
		shown++;
	}
	if (!shown)
		html_lit(v->body, "<p>There is no survey that you may see.</p>\n");
	return desk_page(v, 200, "Waves");
}
