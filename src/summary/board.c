/*
 * The team's own words, with their numbers filled in from published cells.  A reference can say no
 * more than the release does: whatever is hidden, put together with others or not counted yet is
 * refused, at the line where it was asked for.
 *
 *   {responses}          how many responses, as published
 *   {NAME}               the strength of a theme, or a point of the scorecard
 *   {TABLE.ROW}          a share of all who answered
 *   {TABLE.ROW.GROUP}    a share of those of a group.  TABLE is a question, if only one of its
 *                        break-downs has such a group; else the break-down: told-by-role
 *
 * Two braces stand for one.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/summary.h"

enum {
	REFERENCE_MOST = 120,
	PAIR_FILLED_MOST = 160 /* characters; a poster has no more room */
};

struct filling {
	const struct summary *s;
	const struct board_words *words;
	const struct board_line *line; /* the one that is being filled */
	struct arena *a;
	struct err *err;
};

static bool
refuse(const struct filling *f, const char *reference, const char *why)
{
	return err_set(f->err, ERR_INPUT,
		       "%s:%u:%u: {%s} is not published in this release: %s",
		       f->words->file, f->line->line, f->line->column, reference, why);
}

/* ---- finding what is meant ------------------------------------------------------------ */

static const struct table *
table_with(const struct summary *s, const char *id)
{
	for (size_t i = 0; i < s->table_count; i++)
		if (str_same(s->tables[i].id, id))
			return &s->tables[i];
	return NULL;
}

static bool
has_column(const struct table *t, const char *key)
{
	for (size_t c = 0; t->row_count && c < t->rows[0].cell_count; c++)
		if (str_same(t->rows[0].cells[c].key, key))
			return true;
	return false;
}

/* The one break-down of a question that has such a group; NULL: none, or several. */
static const struct table *
table_by(const struct summary *s, const char *question, const char *group, bool *out_many)
{
	const struct table *found = NULL;

	*out_many = false;
	for (size_t i = 0; i < s->table_count; i++) {
		const struct table *t = &s->tables[i];

		if (!t->by[0] || !str_same(t->question, question) ||
		    !has_column(t, group))
			continue;
		*out_many |= found != NULL;
		found = t;
	}
	return *out_many ? NULL : found;
}

static bool
holds(const char *const *of, size_t count, const char *key)
{
	for (size_t i = 0; i < count; i++)
		if (str_same(of[i], key))
			return true;
	return false;
}

/* Why a table has no such row or column. */
static const char *
absent_words(const struct table *t, const char *row, const char *column)
{
	for (size_t r = 1; r < t->row_count; r++)
		if (holds(t->rows[r].of, t->rows[r].of_count, row))
			return "this answer is put together with others, to protect people";
	for (size_t c = 0; t->row_count && c < t->rows[0].cell_count; c++)
		if (holds(t->rows[0].cells[c].of, t->rows[0].cells[c].of_count, column))
			return "this group is put together with others, to protect people";
	for (size_t o = 0; o < t->option_count; o++)
		if (str_same(t->options[o].key, row))
			return "this table shows less than its answers, to protect people";
	return "this table has no such answer";
}

/* ---- filling in ------------------------------------------------------------------------- */

/* "60 %", "10 % or less"; a less reliable number keeps its marker. */
static void
put_share(struct buf *out, int pct, enum marker marker)
{
	buf_printf(out, "%d\u00a0%%%s%s", pct,
		   pct == 10   ? " or less"
		   : pct == 90 ? " or more"
			       : "",
		   marker == MARK_U ? " [u]" : "");
}

static bool
put_number(const struct filling *f, const char *reference, int pct, enum marker marker,
	   struct buf *out)
{
	if (pct < 0)
		return refuse(f, reference,
			      marker == MARK_X
				      ? "it is not available: comments are not coded, or "
					"their coders agree too little"
			      : marker == MARK_Z ? "it does not apply"
						 : "it is hidden to protect people");
	put_share(out, pct, marker);
	return true;
}

static bool
fill_cell(const struct filling *f, const char *reference, const struct table *t,
	  const char *row, const char *group, struct buf *out)
{
	const char *column = group ? group : "*";

	for (size_t r = 1; r < t->row_count; r++) {
		if (!str_same(t->rows[r].key, row))
			continue;
		for (size_t c = 0; c < t->rows[r].cell_count; c++) {
			const struct cell *cell = &t->rows[r].cells[c];

			if (str_same(cell->key, column))
				return put_number(f, reference, cell->pct, cell->marker,
						  out);
		}
	}
	return refuse(f, reference, absent_words(t, row, column));
}

/* A name alone: a theme, or a point of the scorecard; never both. */
static bool
fill_name(const struct filling *f, const char *name, struct buf *out)
{
	const struct theme_result *theme = NULL;
	const struct score_point *point = NULL;

	for (size_t i = 0; i < f->s->theme_count; i++)
		if (str_same(f->s->themes[i].id, name))
			theme = &f->s->themes[i];
	for (size_t i = 0; i < f->s->scorecard_count; i++)
		if (str_same(f->s->scorecard[i].id, name))
			point = &f->s->scorecard[i];
	if (theme && point)
		return refuse(f, name,
			      "it is a theme and a point of the scorecard; name the "
			      "answer too");
	if (theme)
		return put_number(f, name, theme->pct, theme->marker, out);
	if (point)
		return put_number(f, name, point->pct, point->marker, out);
	return refuse(f, name,
		      table_with(f->s, name)
			      ? "it is a question; name an answer, {TABLE.ROW}"
			      : "there is no such theme or point of the scorecard");
}

static bool
fill_reference(const struct filling *f, const char *reference, struct buf *out)
{
	char *name = arena_str(f->a, reference), *row = strchr(name, '.');
	char *group = row ? strchr(row + 1, '.') : NULL;
	const struct table *t;
	bool many = false;

	if (str_same(reference, "responses")) {
		if (f->s->responses < 0)
			return refuse(f, reference,
				      "too few responses can be counted so far");
		buf_printf(out, "%d", f->s->responses);
		return true;
	}
	if (!row)
		return fill_name(f, name, out);
	*row++ = '\0';
	if (group)
		*group++ = '\0';
	t = table_with(f->s, name);
	if (t && group && !t->by[0])
		t = table_by(f->s, name, group, &many);
	else if (t && !group && t->by[0])
		return refuse(f, reference,
			      "it is a break-down; name a group, {TABLE.ROW.GROUP}");
	if (many)
		return refuse(f, reference,
			      "several break-downs have such a group; name one, such as "
			      "told-by-role");
	if (!t)
		return refuse(
			f, reference,
			group && table_with(f->s, name)
				? "no break-down of this question shows such a group"
				: "there is no such table");
	return fill_cell(f, reference, t, row, group, out);
}

/* NULL: refused.  An empty line stays one. */
static const char *
fill_line(struct filling *f, const struct board_line *line)
{
	const char *p = line->text;
	char reference[REFERENCE_MOST];
	SCOPED(buf) out = { 0 };
	size_t len;

	buf_init(&out, 4096);
	f->line = line;
	while (*p) {
		len = strcspn(p, "{");
		buf_put(&out, p, len);
		p += len;
		if (p[0] == '{' && p[1] == '{') {
			buf_putc(&out, '{');
			p += 2;
		} else if (*p == '{') {
			len = strcspn(p + 1, "}");
			str_fit(reference,
				len + 1 < sizeof(reference) ? len + 1 : sizeof(reference),
				p + 1);
			if (!fill_reference(f, reference, &out))
				return NULL;
			p += len + 1;
			p += *p == '}';
		}
	}
	return arena_str(f->a, out.data ? out.data : "");
}

static bool
fill_chances(struct filling *f, struct board *board)
{
	for (size_t i = 0; i < f->words->opportunity_count; i++) {
		const struct board_chance *from = &f->words->opportunities[i];
		struct opportunity *to = &board->opportunities[i];

		to->theme = from->theme;
		to->said = fill_line(f, &from->said);
		to->department = to->said ? fill_line(f, &from->department) : NULL;
		to->quarter = to->department ? fill_line(f, &from->quarter) : NULL;
		if (!to->quarter)
			return false;
	}
	board->opportunity_count = f->words->opportunity_count;
	return true;
}

/* NULL: refused, also for what has grown too long for a poster. */
static const char *
fill_side(struct filling *f, const struct board_line *line)
{
	const char *text = fill_line(f, line);
	size_t len = text ? utf8_count(text, strlen(text)) : 0;

	if (len <= PAIR_FILLED_MOST)
		return text;
	err_set(f->err, ERR_INPUT,
		"%s:%u:%u: with its numbers filled in this has %zu characters; at most %d, so that "
		"it fits on a poster",
		f->words->file, line->line, line->column, len, PAIR_FILLED_MOST);
	return NULL;
}

static bool
fill_pairs(struct filling *f, struct board *board)
{
	for (size_t i = 0; i < f->words->pair_count; i++) {
		const struct board_pair *from = &f->words->pairs[i];
		struct did_pair *to = &board->pairs[i];

		to->said = fill_side(f, &from->said);
		to->did = to->said ? fill_side(f, &from->did) : NULL;
		to->who = to->did ? fill_line(f, &from->who) : NULL;
		if (!to->who)
			return false;
	}
	board->pair_count = f->words->pair_count;
	return true;
}

static bool
fill_parts(struct filling *f, struct board *board)
{
	static const char *const titles[BOARD_PARTS] = { "Last quarter", "Next quarter",
							 "Benefits", "Challenges",
							 "Actions" };

	for (size_t i = 0; i < BOARD_PARTS; i++) {
		struct board_part *part = &board->parts[i];

		part->id = board_parts[i];
		part->title = titles[i];
		part->line_count = f->words->part_counts[i];
		for (size_t l = 0; l < part->line_count; l++) {
			part->lines[l] = fill_line(f, &f->words->parts[i][l]);
			if (!part->lines[l])
				return false;
		}
	}
	return true;
}

const struct board *
board_fill(const struct summary *s, const struct board_words *words, struct arena *a,
	   struct err *err)
{
	struct filling f = { .s = s, .words = words, .a = a, .err = err };
	struct board *board = arena_one(a, struct board);

	for (size_t i = 0; i < words->headline_count; i++) {
		board->headlines[i] = fill_line(&f, &words->headlines[i]);
		if (!board->headlines[i])
			return NULL;
	}
	board->headline_count = words->headline_count;
	if (!fill_chances(&f, board) || !fill_pairs(&f, board) || !fill_parts(&f, board))
		return NULL;
	return board;
}
