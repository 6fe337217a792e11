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
		PART_KNOWN(t, at, "id", "title", "best", "n", "base", "pct", "marker",
			   "change");
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
		/* looked at, not kept: it is worked out of two summaries whenever it is told */
		(void)read_change(t, t->bad ? NULL : json_get(at, "change"));
		table = t->bad ? NULL : summary_table(s, p->id);
		p->lead = table ? table->lead : "";
		s->scorecard_count++;
	}
	if (!t->bad)
		t->where = "";
}

/* ---- what the team says ------------------------------------------------------------- */

static void
read_opportunities(struct take *t, const struct json *top, const struct summary *s,
		   struct board *board)
{
	const struct json *list =
		part_list(t, top, "opportunities", OPPORTUNITIES_MOST, true);

	for (const struct json *at = list->first; at && !t->bad; at = at->next) {
		struct opportunity *o = &board->opportunities[board->opportunity_count];

		t->where = arena_printf(t->a, "opportunities[%zu]",
					board->opportunity_count);
		PART_KNOWN(t, at, "theme", "said", "department", "quarter");
		o->theme = read_theme_of(t, at, s);
		o->said = part_text(t, at, "said");
		o->department = part_text(t, at, "department");
		o->quarter = part_text(t, at, "quarter");
		board->opportunity_count++;
	}
	if (!t->bad)
		t->where = "";
}

/* A summary of an earlier version of canvass has none. */
static void
read_pairs(struct take *t, const struct json *top, struct board *board)
{
	const struct json *list =
		part_list(t, top, "you_said_we_did", DID_PAIRS_MOST, true);

	for (const struct json *at = list->first; at && !t->bad; at = at->next) {
		struct did_pair *pair = &board->pairs[board->pair_count];

		t->where = arena_printf(t->a, "you_said_we_did[%zu]", board->pair_count);
		PART_KNOWN(t, at, "said", "did", "department");
		pair->said = part_text(t, at, "said");
		pair->did = part_text(t, at, "did");
		pair->who = part_text(t, at, "department");
		if (!t->bad && (!pair->said[0] || !pair->did[0]))
			part_wrong(t, "one of its sides is empty");
		board->pair_count++;
	}
	if (!t->bad)
		t->where = "";
}

static void
read_plan(struct take *t, const struct json *top, struct board *board)
{
	const struct json *list = part_list(t, top, "plan", BOARD_PARTS, true);
	const char *const *lines;
	size_t count, part;

	for (const struct json *at = list->first; at && !t->bad; at = at->next) {
		t->where = "plan";
		PART_KNOWN(t, at, "id", "title", "lines");
		part = part_word(t, at, "id", board_parts, BOARD_PARTS);
		if (!t->bad && board->parts[part].line_count)
			part_wrong(t, "\"%s\" stands there twice", board_parts[part]);
		board->parts[part].id = board_parts[part];
		board->parts[part].title = part_text(t, at, "title");
		lines = part_texts(t, at, "lines", false, &count);
		if (!t->bad && (!count || count > BOARD_LINES))
			part_wrong(t, "\"lines\" has %zu entries; from 1 to %d", count,
				   BOARD_LINES);
		for (size_t i = 0; i < count && !t->bad; i++)
			board->parts[part].lines[board->parts[part].line_count++] =
				lines[i];
	}
	if (!t->bad)
		t->where = "";
}

static void
read_board(struct take *t, const struct json *top, struct summary *s)
{
	struct board *board = arena_one(t->a, struct board);
	size_t count, parts = 0;
	const char *const *headlines = part_texts(t, top, "headlines", true, &count);

	if (count > HEADLINES_MOST)
		part_wrong(t, "\"headlines\" has %zu entries; at most %d", count,
			   HEADLINES_MOST);
	for (size_t i = 0; i < count && !t->bad; i++)
		board->headlines[board->headline_count++] = headlines[i];
	read_opportunities(t, top, s, board);
	read_pairs(t, top, board);
	read_plan(t, top, board);
	for (size_t i = 0; i < BOARD_PARTS; i++)
		parts += board->parts[i].line_count;
	if (board->headline_count || board->opportunity_count || board->pair_count ||
	    parts)
		s->board = board;
}

/* ---- how comments were coded ---------------------------------------------------------- */

static void
read_agreement(struct take *t, const struct json *top, struct summary *s)
{
	static const char *const bands[] = {
		[AGREE_NOT] = "",
		[AGREE_LOW] = "low",
		[AGREE_FAIR] = "fair",
		[AGREE_GOOD] = "good",
	};
	struct coding_told *coding = arena_one(t->a, struct coding_told);
	const struct json *from = t->bad ? NULL : json_get(top, "agreement"), *list;
	size_t i = 0;

	coding->found = part_texts(t, top, "found", true, &coding->found_count);
	if (!from || from->type == JSON_NULL_ || t->bad)
		return;
	t->where = "agreement";
	PART_KNOWN(t, from, "book", "themes");
	coding->any = true;
	coding->book_version = part_count(t, from, "book");
	list = part_list(t, from, "themes", s->theme_count, false);
	coding->themes = arena_array(t->a, struct theme_coding, s->theme_count + 1);
	for (const struct json *at = list->first; at && !t->bad; at = at->next, i++) {
		PART_KNOWN(t, at, "id", "coded", "band");
		if (!str_same(part_text(t, at, "id"), s->themes[i].id))
			part_wrong(t, "its themes are not those of the summary");
		coding->themes[i].coded = part_bool(t, at, "coded", false);
		coding->themes[i].band = (enum agree_band)part_word(t, at, "band", bands,
								    ARRAY_LEN(bands));
	}
	if (!t->bad && i != s->theme_count)
		part_wrong(t, "its themes are not those of the summary");
	if (t->bad)
		return;
	s->coding = coding;
	t->where = "";
}

/* Says once more what stands above. */
void
read_coverage(struct take *t, const struct json *top, const struct summary *s)
{
	const struct json *from = t->bad ? NULL : json_get(top, "coverage");
	int expected;

	if (!from)
		return;
	t->where = "coverage";
	PART_KNOWN(t, from, "responses", "expected", "batches", "wave", "words");
	expected = part_number(t, from, "expected", false);
	if (part_number(t, from, "responses", false) != s->responses ||
	    expected != (s->expected ? (int)s->expected : -1) ||
	    part_count(t, from, "batches") != s->batches ||
	    !str_same(part_text(t, from, "wave"), s->wave))
		part_wrong(t, "it is not what stands above");
	(void)part_text(t, from, "words");
	if (!t->bad)
		t->where = "";
}

void
read_words(struct take *t, const struct json *top, struct summary *s)
{
	s->released_by = part_text_or(t, top, "released_by", NULL);
	read_board(t, top, s);
	read_agreement(t, top, s);
}
