/*
 * The workbook's tables: one sheet for each table of the survey, for the themes, the scorecard, the
 * quotes and what the team says.
 *
 * A table of the survey has one row for each group and answer.  So each percentage stands beside
 * its base, and no column is only there for a group that is hidden.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <math.h>

#include "out/sheets.h"

enum {
	WORDS_WIDTH = 34,
	STRENGTH_WIDTH = 18,
	MARKER_WIDTH = 20,
	LONG_WIDTH = 40,
	QUOTE_WIDTH = 90
};

/* What a cell without a number or a marker says: that none can be there, or that none is known. */
#define NO_NUMBER "[z]"
#define NOT_KNOWN "[x]"

static void
number_columns(struct spread_making *m, struct spread_sheet *sheet, bool ranges)
{
	spread_column(sheet,
		      spread_noted(m, "Responses", "responses, not of people",
				   "Every number is rounded"),
		      0);
	spread_column(sheet, "Base", 0);
	spread_column(sheet,
		      spread_noted(m, "Per cent", "Percentages are worked out", NULL), 0);
	if (ranges) {
		spread_column(sheet,
			      spread_noted(m, "Range from, per cent",
					   "The range beside a percentage", NULL),
			      0);
		spread_column(sheet,
			      spread_noted(m, "Range to, per cent",
					   "The range beside a percentage", NULL),
			      0);
	}
	spread_column(sheet,
		      spread_noted(m, "Marker", "[c] stands where", "[u] stands beside"),
		      MARKER_WIDTH);
}

/* ---- change since the last wave -------------------------------------------------------- */

static void
change_columns(struct spread_sheet *sheet)
{
	spread_column(sheet, "Last wave, per cent", 0);
	spread_column(sheet, "Change, points", 0);
	spread_column(sheet, "Change from, points", 0);
	spread_column(sheet, "Change to, points", 0);
	spread_column(sheet, "What can be said", STRENGTH_WIDTH);
}

static void
put_points(struct spread_sheet *sheet, bool known, double points)
{
	if (known)
		spread_points(sheet, (int)points);
	else
		spread_told(sheet, -1, MARK_X, NOT_KNOWN);
}

/* Up, down or neither; else of which class the question is, which is why nothing is said. */
static const char *
change_words(const struct change *change)
{
	if (change->known && change->say != SAY_NOTHING)
		return change_says[change->say];
	return change->class == CHANGE_SAME || change->class == CHANGE_NONE
		       ? NOT_KNOWN
		       : change_names[change->class];
}

static void
change_cells(struct spread_making *m, struct spread_sheet *sheet,
	     const struct change *change)
{
	static const struct change none = { .n = -1, .base = -1, .pct = -1 };
	const struct change *c = change ? change : &none;

	spread_told(sheet, c->class == CHANGE_NONE ? -1 : c->pct,
		    c->n < 0 ? c->marker : MARK_NONE, change ? NOT_KNOWN : NO_NUMBER);
	put_points(sheet, c->known, round(c->points));
	/* outwards, so that it stays a range of 95 per cent */
	put_points(sheet, c->ranged, floor(c->low));
	put_points(sheet, c->ranged, ceil(c->high));
	spread_text(m, sheet, change_words(c));
}

/* ---- tables of the survey -------------------------------------------------------------- */

/* Groups that are printed as an earlier release printed them. */
static void
held_line(struct spread_making *m, struct spread_sheet *sheet, const struct table *t)
{
	const char *words = NULL;

	for (size_t c = 0; t->held && c < t->rows[0].cell_count; c++)
		if (t->held[c])
			words = arena_printf(m->arena, "%s%s%s as in release %u",
					     words ? words : "", words ? "; " : "",
					     t->rows[0].cells[c].label, t->held[c]);
	if (words)
		spread_line(m, sheet, SPREAD_TEXT,
			    arena_printf(m->arena,
					 "%s. Too few answers have come since to tell it "
					 "again.",
					 words));
}

/* The title of the first of the pages that were asked several times, without its number. */
static const char *
loop_title(struct spread_making *m, const struct question *q)
{
	static const char turn[] = "{turn}";
	const struct form *form = m->summary->form;
	const char *title, *at;
	unsigned lang = 0;

	if (!q || q->repeat < 0)
		return NULL;
	for (size_t i = 0; i < form->language_count; i++)
		if (str_same(form->languages[i], m->summary->language))
			lang = (unsigned)i;
	title = text_in(&form->pages[form->repeats[q->repeat].first_page].title, lang);
	at = title ? strstr(title, turn) : NULL;
	if (at == title)
		return at ? at + sizeof(turn) - 1 + strspn(at + sizeof(turn) - 1, " .:") : NULL;
	return at ? arena_printf(m->arena, "%.*s%s", (int)(at - title - (at[-1] == ' ')),
				 title, at + sizeof(turn) - 1)
		  : title;
}

const char *
spread_question_title(struct spread_making *m, const struct table *t)
{
	const struct form *form = m->summary->form;
	const char *loop =
		loop_title(m, form ? form_question(form, t->question) : NULL);
	const char *title = t->lead && *t->lead
				    ? arena_printf(m->arena, "%s %s", t->lead, t->title)
				    : t->title;

	return loop && *loop ? arena_printf(m->arena, "%s: %s", loop, title) : title;
}

/* Which wave the changes are against, and whether the question still is what it was then. */
static const char *
since_words(struct spread_making *m, const struct table *t)
{
	static const char *const words[CHANGE__COUNT][2] = {
		[CHANGE_SAME] = { "Changes are since wave ", "; the question is the same." },
		[CHANGE_REWORDED] = { "In wave ", " the question was worded differently: no "
						  "change is worked out." },
		[CHANGE_OPTIONS] = { "In wave ", " the question had different answers: no "
						 "change is worked out." },
		[CHANGE_NEW] = { "The question was not asked in wave ", "." },
	};
	const char *const *around = words[t->class];

	return around[0] ? arena_printf(m->arena, "%s%s%s", around[0], t->change_from,
					around[1])
			 : NULL;
}

static void
question_lines(struct spread_making *m, struct spread_sheet *sheet, const struct table *t)
{
	const char *level = level_words(m->summary, t);

	if (t->when && *t->when)
		spread_line(m, sheet, SPREAD_TEXT,
			    arena_printf(m->arena, "Asked only where: %s", t->when));
	if (*level)
		spread_line(m, sheet, SPREAD_TEXT, level);
	if (!*t->by && t->change_from && *t->change_from && since_words(m, t))
		spread_line(m, sheet, SPREAD_TEXT, since_words(m, t));
	held_line(m, sheet, t);
}

static void
question_row(struct spread_making *m, struct spread_sheet *sheet, const struct table *t,
	     const struct row *row, size_t column)
{
	const struct cell *cell = &row->cells[column], *base = &t->rows[0].cells[column];
	struct interval range = summary_interval(m->summary, t, row, column);
	const char *none = row == &t->rows[0] ? NO_NUMBER : NOT_KNOWN;

	if (*t->by)
		spread_text(m, sheet, cell->label);
	spread_text(m, sheet, row->label);
	spread_told(sheet, cell->n, cell->marker, NOT_KNOWN);
	spread_told(sheet, base->n, base->marker, NOT_KNOWN);
	spread_told(sheet, cell->pct, cell->n < 0 ? cell->marker : MARK_NONE, none);
	spread_range(sheet, &range, cell->n < 0 ? cell->marker : MARK_NONE, none);
	spread_marker(sheet, cell->marker);
}

void
spread_question(struct spread_making *m, const struct table *t)
{
	struct spread_sheet *sheet = spread_table(m, spread_question_title(m, t));
	size_t groups = t->rows[0].cell_count;
	bool changes = t->class != CHANGE_NONE && !*t->by;

	question_lines(m, sheet, t);
	if (*t->by)
		spread_column(sheet, "Group", WORDS_WIDTH);
	spread_column(sheet, "Answer", WORDS_WIDTH);
	number_columns(m, sheet, true);
	if (changes)
		change_columns(sheet);
	spread_rows(m, sheet, t->row_count * groups);
	/* All people stand last among the columns, and first for a reader. */
	for (size_t i = 0; i < groups; i++)
		for (size_t r = 0; r < t->row_count; r++) {
			question_row(m, sheet, t, &t->rows[r], (i + groups - 1) % groups);
			if (changes)
				change_cells(m, sheet, t->rows[r].change);
		}
	spread_finish(m, sheet);
}

/* ---- themes ---------------------------------------------------------------------------- */

static const char *
joined(struct spread_making *m, const char *const *items, size_t count, const char *none)
{
	const char *out = "";

	for (size_t i = 0; i < count; i++)
		out = arena_printf(m->arena, "%s%s%s", out, i ? ", " : "", items[i]);
	return count ? out : none;
}

/* What most releases have none of takes no column. */
static bool
some_terms(const struct summary *s)
{
	for (size_t i = 0; i < s->theme_count; i++)
		if (s->themes[i].term_count)
			return true;
	return false;
}

static bool
some_remarks(const struct summary *s)
{
	for (size_t i = 0; i < s->theme_count; i++)
		if (s->themes[i].why && *s->themes[i].why)
			return true;
	return false;
}

static bool
some_changes(const struct summary *s)
{
	for (size_t i = 0; i < s->theme_count; i++)
		if (s->themes[i].change.class != CHANGE_NONE)
			return true;
	return false;
}

static void
theme_row(struct spread_making *m, struct spread_sheet *sheet,
	  const struct theme_result *t)
{
	enum marker hidden = t->n < 0 ? t->marker : MARK_NONE;

	spread_text(m, sheet, t->title);
	spread_text(m, sheet, t->strength && *t->strength ? t->strength : NOT_KNOWN);
	spread_told(sheet, t->n, t->marker, NOT_KNOWN);
	spread_told(sheet, t->n < 0 && t->base <= 0 ? -1 : t->base, t->marker, NOT_KNOWN);
	spread_told(sheet, t->pct, hidden, NOT_KNOWN);
	spread_range(sheet, &t->range, hidden, NOT_KNOWN);
	spread_marker(sheet, t->marker);
	if (some_terms(m->summary))
		spread_text(m, sheet, joined(m, t->terms, t->term_count, NOT_KNOWN));
	if (some_remarks(m->summary))
		spread_text(m, sheet, t->why && *t->why ? t->why : "none");
}

static void
theme_lines(struct spread_making *m, struct spread_sheet *sheet)
{
	const struct summary *s = m->summary;

	for (size_t i = 0; i < s->theme_count; i++)
		if (s->themes[i].held)
			spread_line(
				m, sheet, SPREAD_TEXT,
				arena_printf(m->arena,
					     "%s as in release %u. Too few answers have "
					     "come since to tell it again.",
					     s->themes[i].title, s->themes[i].held));
	if (s->coding && s->coding->found_count)
		spread_line(
			m, sheet, SPREAD_TEXT,
			arena_printf(
				m->arena,
				"Found besides, to be asked about in the next wave: "
				"%s.",
				joined(m, s->coding->found, s->coding->found_count, "")));
}

void
spread_themes(struct spread_making *m)
{
	const struct summary *s = m->summary;
	bool changes = some_changes(s);
	struct spread_sheet *sheet;

	if (!s->theme_count)
		return;
	sheet = spread_table(m, spread_noted(m, "Themes in what people wrote",
					     "[x] stands where", NULL));
	theme_lines(m, sheet);
	spread_column(sheet, "Theme", WORDS_WIDTH);
	spread_column(sheet, "Strength", STRENGTH_WIDTH);
	number_columns(m, sheet, true);
	if (some_terms(s))
		spread_column(sheet, "Key terms", WORDS_WIDTH);
	if (some_remarks(s))
		spread_column(sheet, "Remark", LONG_WIDTH);
	if (changes)
		change_columns(sheet);
	spread_rows(m, sheet, s->theme_count);
	for (size_t i = 0; i < s->theme_count; i++) {
		theme_row(m, sheet, &s->themes[i]);
		if (changes)
			change_cells(m, sheet, &s->themes[i].change);
	}
	spread_finish(m, sheet);
}

/* ---- the scorecard ----------------------------------------------------------------------- */

void
spread_scorecard(struct spread_making *m)
{
	const struct summary *s = m->summary;
	const struct summary *then = s->wave_count ? s->waves[s->wave_count - 1] : NULL;
	struct spread_sheet *sheet;

	if (!s->scorecard_count)
		return;
	sheet = spread_table(m, "Scorecard: the best answers among all people");
	spread_column(sheet, "Point", WORDS_WIDTH);
	spread_column(sheet, "Best answers", WORDS_WIDTH);
	number_columns(m, sheet, false);
	if (then) {
		spread_line(m, sheet, SPREAD_TEXT,
			    arena_printf(m->arena, "Changes are since wave %s.",
					 then->wave));
		change_columns(sheet);
	}
	spread_rows(m, sheet, s->scorecard_count);
	for (size_t i = 0; i < s->scorecard_count; i++) {
		const struct score_point *p = &s->scorecard[i];

		spread_text(m, sheet,
			    p->lead && *p->lead
				    ? arena_printf(m->arena, "%s %s", p->lead, p->title)
				    : p->title);
		spread_text(m, sheet, p->best);
		spread_told(sheet, p->n, p->marker, NOT_KNOWN);
		spread_told(sheet, p->base, p->marker, NOT_KNOWN);
		spread_told(sheet, p->pct, p->n < 0 ? p->marker : MARK_NONE, NOT_KNOWN);
		spread_marker(sheet, p->marker);
		if (then) {
			struct change change = change_score(s, p, then, p->id);

			change_cells(m, sheet, &change);
		}
	}
	spread_finish(m, sheet);
}

/* ---- words --------------------------------------------------------------------------------- */

void
spread_quotes(struct spread_making *m)
{
	const struct summary *s = m->summary;
	struct spread_sheet *sheet;

	if (!s->quote_count)
		return;
	sheet = spread_table(m, spread_noted(m, "What people wrote, by theme",
					     "Quotes are people's own words", NULL));
	spread_column(sheet, "Theme", WORDS_WIDTH);
	spread_column(sheet, "Quote", QUOTE_WIDTH);
	spread_rows(m, sheet, s->quote_count);
	for (size_t t = 0; t < s->theme_count; t++)
		for (size_t i = 0; i < s->themes[t].quote_count; i++) {
			spread_text(m, sheet, s->themes[t].title);
			spread_text(m, sheet, s->themes[t].quotes[i]);
		}
	spread_finish(m, sheet);
}

static void
opportunities(struct spread_making *m)
{
	const struct summary *s = m->summary;
	const struct board *board = s->board;
	struct spread_sheet *sheet =
		spread_table(m, "Opportunities: what could be better");

	spread_column(sheet, "What people said", LONG_WIDTH);
	spread_column(sheet, "Theme", WORDS_WIDTH);
	spread_column(sheet, "Department", WORDS_WIDTH);
	spread_column(sheet, "Quarter", WORDS_WIDTH);
	spread_rows(m, sheet, board->opportunity_count);
	for (size_t i = 0; i < board->opportunity_count; i++) {
		const struct opportunity *o = &board->opportunities[i];

		spread_text(m, sheet, o->said);
		spread_text(m, sheet,
			    o->theme >= 0 && (size_t)o->theme < s->theme_count
				    ? s->themes[o->theme].title
				    : "none");
		spread_text(m, sheet, o->department);
		spread_text(m, sheet, o->quarter);
	}
	spread_finish(m, sheet);
}

static void
pairs(struct spread_making *m)
{
	const struct board *board = m->summary->board;
	struct spread_sheet *sheet = spread_table(m, "You said, we did");

	spread_column(sheet, "You said", LONG_WIDTH);
	spread_column(sheet, "We did", LONG_WIDTH);
	spread_column(sheet, "Department", WORDS_WIDTH);
	spread_rows(m, sheet, board->pair_count);
	for (size_t i = 0; i < board->pair_count; i++) {
		spread_text(m, sheet, board->pairs[i].said);
		spread_text(m, sheet, board->pairs[i].did);
		spread_text(m, sheet, board->pairs[i].who);
	}
	spread_finish(m, sheet);
}

void
spread_board(struct spread_making *m)
{
	const struct board *board = m->summary->board;
	struct spread_sheet *sheet;
	size_t lines = 0;

	if (board && board->opportunity_count)
		opportunities(m);
	if (board && board->pair_count)
		pairs(m);
	for (size_t i = 0; board && i < ARRAY_LEN(board->parts); i++)
		lines += board->parts[i].line_count;
	if (!lines)
		return;
	sheet = spread_table(m, "For the quarterly board");
	spread_column(sheet, "Part", WORDS_WIDTH);
	spread_column(sheet, "What the team says", QUOTE_WIDTH);
	spread_rows(m, sheet, lines);
	for (size_t i = 0; i < ARRAY_LEN(board->parts); i++)
		for (size_t l = 0; l < board->parts[i].line_count; l++) {
			spread_text(m, sheet, board->parts[i].title);
			spread_text(m, sheet, board->parts[i].lines[l]);
		}
	spread_finish(m, sheet);
}
