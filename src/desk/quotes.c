/*
 * Comments that may be quoted, and who has passed them.
 *
 * A tick is made with a key: two people pass a quote if each ticks the same words in the same
 * theme, with a key of one's own.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "desk/coding.h"
#include "desk/quotes.h"
#include "desk/surveys.h"

enum { LISTED = 40 }; /* quotes on a page of the list */

static const char *const shown_states[QUOTE__STATES] = {
	[QUOTE_NONE] = "not ticked",
	[QUOTE_YOURS] = "ticked by you",
	[QUOTE_ANOTHERS] = "ticked by the other",
	[QUOTE_DIFFERS] = "ticked by both, with different words or themes",
	[QUOTE_PASSED] = "ticked by both: it may leave",
};

void
quote_state_put(struct html *h, enum quote_state state)
{
	html_lit(h, "<b");
	html_attr(h, "class",
		  state == QUOTE_PASSED	   ? "chip good"
		  : state == QUOTE_DIFFERS ? "chip bad"
					   : "chip");
	html_lit(h, ">");
	html_text(h, shown_states[state]);
	html_lit(h, "</b>");
}

void
quote_rules_put(struct html *h, const struct survey *survey)
{
	if (survey->recipient_count < 2) {
		html_lit(
			h,
			"<div class=\"notice\"><p><b>This survey was opened with one key, "
			"so nothing of it can be quoted.</b> A quote needs the ticks of "
			"two people with two keys. Open the next survey with two keys."
			"</p></div>\n");
		return;
	}
	html_lit(h,
		 "<p>A quote leaves with a release once two people have ticked the same "
		 "words in the same theme. Each ticks with a key of one's own: yours "
		 "counts once.</p>\n");
}

/* ---- which theme ---------------------------------------------------------------------------- */

/* The one that is asked for; -1: all. */
static int
theme_asked(const struct coding_visit *cv)
{
	return form_theme(cv->w.of.form, visit_query(cv->v, "theme"));
}

static void
put_choice(struct coding_visit *cv, const char *path, const char *words, size_t count,
	   bool here)
{
	struct html *h = cv->v->body;

	html_lit(h, "<a href=\"");
	html_url(h, path);
	html_lit(h, "\"");
	if (here)
		html_lit(h, " aria-current=\"page\"");
	html_lit(h, ">");
	html_text(h, words);
	html_lit(h, " (");
	html_num(h, (long)count);
	html_lit(h, ")</a>\n");
}

static size_t
theme_count(const struct coding_visit *cv, int theme)
{
	size_t count = 0;

	for (size_t i = 0; i < cv->w.count; i++)
		count += theme < 0 || cv->w.by_name[i]->themes >> theme & 1;
	return count;
}

static void
put_choices(struct coding_visit *cv, int now)
{
	const struct form *form = cv->w.of.form;
	const char *path = desk_path(cv->v, "/surveys/:/quotes", cv->survey);
	struct html *h = cv->v->body;

	html_lit(h, "<nav class=\"row\" aria-label=\"Themes\">\n");
	put_choice(cv, path, "All", cv->w.count, now < 0);
	for (size_t t = 0; t < form->theme_count; t++) {
		size_t count = theme_count(cv, (int)t);

		if (count)
			put_choice(cv,
				   arena_printf(cv->arena, "%s?theme=%s", path,
						form->themes[t].id),
				   text_in(&form->themes[t].title, 0), count,
				   now == (int)t);
	}
	html_lit(h, "</nav>\n");
}

/* ---- the list ----------------------------------------------------------------------------- */

/* As it was passed, or with all marks out. */
static const char *
quote_as_seen(const struct coding_visit *cv, const struct comment *c, struct arena *a)
{
	const struct ticks *ticks = &cv->w.of.ticks;
	const struct valid_tick *by = quote_passed(ticks, c);

	by = by ? by : quote_mine(ticks, c);
	by = by ? by : quote_others(ticks, c, 0);
	return by ? by->text : code_text(&cv->w, c, a);
}

static void
put_quote(struct coding_visit *cv, const struct comment *c)
{
	struct html *h = cv->v->body;
	struct arena *a = arena_new(0);
	enum quote_state state = quote_state_of(&cv->w.of.ticks, c);
	char name[QUOTE_SHOWN];

	quote_show(c->name, name);
	html_lit(h, "<li class=\"row\">");
	desk_link(cv->v, coding_path(cv, "quotes", c), name);
	if (state != QUOTE_NONE)
		quote_state_put(h, state);
	html_lit(h, " <span>");
	part_short(h, quote_as_seen(cv, c, a));
	html_lit(h, "</span></li>\n");
	arena_free(a);
}

/* By how they stand: what needs somebody's word first. */
static const enum quote_state order[] = { QUOTE_DIFFERS, QUOTE_ANOTHERS, QUOTE_YOURS,
					  QUOTE_PASSED, QUOTE_NONE };

static const struct comment **
quotes_list(struct coding_visit *cv, int theme, size_t *out_count)
{
	const struct comment **list =
		arena_array(cv->arena, const struct comment *, cv->w.count + 1);
	size_t count = 0;

	for (size_t k = 0; k < ARRAY_LEN(order); k++)
		for (size_t i = 0; i < cv->w.count; i++) {
			const struct comment *c = cv->w.by_name[i];

			if ((theme < 0 || c->themes >> theme & 1) &&
			    quote_state_of(&cv->w.of.ticks, c) == order[k])
				list[count++] = c;
		}
	*out_count = count;
	return list;
}

static void
put_states(struct coding_visit *cv, const struct comment **list, size_t count)
{
	size_t states[QUOTE__STATES] = { 0 };
	struct html *h = cv->v->body;

	for (size_t i = 0; i < count; i++)
		states[quote_state_of(&cv->w.of.ticks, list[i])]++;
	html_lit(h, "<ul>\n");
	for (size_t k = 0; k < ARRAY_LEN(order); k++) {
		if (!states[order[k]])
			continue;
		html_lit(h, "<li>");
		html_num(h, (long)states[order[k]]);
		html_lit(h, " ");
		html_text(h, shown_states[order[k]]);
		html_lit(h, "</li>\n");
	}
	html_lit(h, "</ul>\n");
}

/* What was not counted, and why: in the words of the command. */
static void
put_not_counted(struct html *h, const struct ticks *ticks)
{
	if (ticks->ignored)
		html_lit(
			h,
			"<p>Some ticks are ignored: they are damaged, or were not made by "
			"a recipient of this survey.</p>\n");
	if (ticks->lapsed)
		html_lit(
			h,
			"<p>Some ticks count no more: redaction would now take out words "
			"that they leave standing. Tick these quotes again.</p>\n");
	if (ticks->unclear)
		html_lit(h, "<p>Some quotes were ticked twice with one key, in different "
			    "ways. That counts as no tick until they are ticked again."
			    "</p>\n");
}

struct console_reply *
desk_quotes(struct desk_visit *v)
{
	struct coding_visit cv;
	struct console_reply *reply = coding_begin(v, NEEDS_TICKS, &cv);
	const struct comment **list;
	const char *path;
	size_t count, from = part_page(v) * LISTED;
	int theme;

	if (reply)
		return reply;
	theme = theme_asked(&cv);
	list = quotes_list(&cv, theme, &count);
	survey_nav(v, cv.survey, "quotes");
	quote_rules_put(v->body, &cv.w.of.survey);
	put_not_counted(v->body, &cv.w.of.ticks);
	put_choices(&cv, theme);
	put_states(&cv, list, count);
	html_lit(v->body, "<ul class=\"thread\">\n");
	for (size_t i = from; i < count && i < from + LISTED; i++)
		put_quote(&cv, list[i]);
	html_lit(v->body, "</ul>\n");
	path = desk_path(v, "/surveys/:/quotes", cv.survey);
	if (theme >= 0)
		path = arena_printf(v->arena, "%s?theme=%s", path,
				    cv.w.of.form->themes[theme].id);
	part_pages(v, path, count, LISTED);
	return coding_end(
		&cv,
		desk_page(v, 200, arena_printf(v->arena, "Quotes of %s", cv.survey)));
}
