/*
 * What stands in a published summary.json besides tables: themes, the scorecard, the team's words,
 * and how comments were coded.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/summary_take.h"

/* ---- themes ----------------------------------------------------------------------- */

static void
read_theme(struct take *t, const struct json *from, struct theme_result *out)
{
	out->title = part_text(t, from, "title");
	out->n = part_number(t, from, "n", false);
	out->base = part_number(t, from, "base", true);
	out->pct = part_number(t, from, "pct", false);
	out->marker =
		(enum marker)part_word(t, from, "marker", marker_names, MARK__COUNT);
	out->range = read_range(t, from);
	out->strength = part_text_or(t, from, "strength", "");
	out->why = part_text_or(t, from, "why", "");
	out->terms = part_texts(t, from, "terms", false, &out->term_count);
	out->quotes = part_texts(t, from, "quotes", false, &out->quote_count);
	if (!t->bad && json_get(from, "held"))
		out->held = part_count(t, from, "held");
	out->change = read_change(t, t->bad ? NULL : json_get(from, "change"));
}

void
read_themes(struct take *t, const struct json *top, struct summary *s)
{
	const struct json *list = part_list(t, top, "themes", READ_LINES_MOST, false);
	struct theme_result *out;

	s->themes = arena_array(t->a, struct theme_result, list->count + 1);
	for (const struct json *at = list->first; at && !t->bad; at = at->next) {
		out = &s->themes[s->theme_count];
		t->where = arena_printf(t->a, "themes[%zu]", s->theme_count);
		PART_KNOWN(t, at, "id", "title", "n", "base", "pct", "marker", "low",
			   "high", "strength", "why", "held", "terms", "quotes", "change",
			   "tables");
		out->id = part_name(t, at, "id");
		t->where = arena_printf(t->a, "%s \"%s\"", t->where, NAME(out->id));
		if (!t->bad && summary_theme(s, out->id))
			part_wrong(t, "it stands there twice");
		read_theme(t, at, out);
		s->theme_count++;
		s->quote_count += out->quote_count;
	}
	if (!t->bad)
		t->where = "";
}

/* Its closed questions: those tables that name it, and in their order. */
static void
find_tables(struct take *t, const struct json *from, struct summary *s, size_t theme)
{
	struct theme_result *out = &s->themes[theme];
	size_t count;
	const char *const *ids = part_texts(t, from, "tables", false, &count);

	out->tables = arena_array(t->a, size_t, s->table_count + 1);
	for (size_t i = 0; i < s->table_count; i++)
		if (s->tables[i].theme == (int)theme)
			out->tables[out->table_count++] = i;
	if (!t->bad && count != out->table_count)
		part_wrong(t, "\"tables\" has %zu entries, and %zu tables name it", count,
			   out->table_count);
	for (size_t i = 0; i < count && !t->bad; i++)
		if (!str_same(ids[i], s->tables[out->tables[i]].id))
			part_wrong(t, "\"tables\" names \"%s\", which does not name it",
				   NAME(ids[i]));
}

void
read_theme_tables(struct take *t, const struct json *top, struct summary *s)
{
	const struct json *list = t->bad ? NULL : json_get(top, "themes");
	size_t i = 0;

	for (const struct json *at = list ? list->first : NULL; at && !t->bad;
	     at = at->next, i++) {
		t->where = arena_printf(t->a, "themes[%zu] \"%s\"", i,
					NAME(s->themes[i].id));
		find_tables(t, at, s, i);
	}
	if (!t->bad)
		t->where = "";
}

/* ---- the scorecard ---------------------------------------------------------------- */

void
read_scorecard(struct take *t, const struct json *top, struct summary *s)
{
	const struct json *list = part_list(t, top, "scorecard", READ_LINES_MOST, true);
	const struct table *table;
	struct score_point *p;

	s->scorecard = arena_array(t->a, struct score_point, list->count + 1);
	for (const struct json *at = list->first; at && !t->bad; at = at->next) {
		p = &s->scorecard[s->scorecard_count];
		t->where = arena_printf(t->a, "scorecard[%zu]", s->scorecard_count);
		PART_KNOWN(t, at, "id", "title", "best", "n", "base", "pct", "marker");
		p->id = part_name(t, at, "id");
		t->where = arena_printf(t->a, "%s \"%s\"", t->where, NAME(p->id));
		if (!t->bad && summary_point(s, p->id))
			part_wrong(t, "it stands there twice");
		p->title = part_text(t, at, "title");
		p->best = part_text(t, at, "best");
		p->n = part_number(t, at, "n", false);
		p->base = part_number(t, at, "base", false);
		p->pct = part_number(t, at, "pct", false);
		p->marker = (enum marker)part_word(t, at, "marker", marker_names,
						   MARK__COUNT);
		table = t->bad ? NULL : summary_table(s, p->id);
		p->lead = table ? table->lead : "";
		s->scorecard_count++;
	}
	if (!t->bad)
		t->where = "";
}
