/*
 * What moved since the wave before.  Only a question asked in the same words has an "up" or a
 * "down", and only where chance alone would hardly have moved it so far.  The others stand with
 * both numbers, or in tables of their own.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "out/report.h"

const struct summary *
wave_before(const struct summary *s)
{
	return s->wave_count ? s->waves[s->wave_count - 1] : NULL;
}

static const struct cell *
all_of(const struct row *row)
{
	return &row->cells[row->cell_count - 1];
}

/* A question's own table with something to hold against another wave. */
static bool
compares(const struct table *t)
{
	return !t->by[0] && t->row_count > 1;
}

static bool
moved(const struct change *c)
{
	return c && c->known && (c->say == SAY_UP || c->say == SAY_DOWN);
}

static bool
any_moved(const struct table *t)
{
	for (size_t i = 1; i < t->row_count; i++)
		if (moved(t->rows[i].change))
			return true;
	return false;
}

/*
 * Whether a row is told on a line of its own.  Of two answers the one goes up as the other goes
 * down: the first stands for both, unless only the second moved, or can be compared.
 */
static bool
speaks(const struct table *t, size_t row)
{
	const struct change *first, *second;

	if (t->kind != TABLE_ONE || t->row_count != 3)
		return true;
	first = t->rows[1].change;
	second = t->rows[2].change;
	if (!first || !second)
		return true;
	if (moved(first) || moved(second))
		return row == (moved(first) ? 1 : 2);
	return row == (first->known || !second->known ? 1 : 2);
}

/* ---- what moved, in a list --------------------------------------------------------------- */

struct moves {
	size_t up, down, unclear;
};

static struct moves
count_moves(const struct summary *s)
{
	struct moves m = { 0 };

	for (size_t t = 0; t < s->table_count; t++)
		for (size_t i = 1; compares(&s->tables[t]) && i < s->tables[t].row_count;
		     i++) {
			const struct change *c = s->tables[t].rows[i].change;

			if (!c || !c->known || !speaks(&s->tables[t], i))
				continue;
			m.up += c->say == SAY_UP;
			m.down += c->say == SAY_DOWN;
			m.unclear += c->say == SAY_NO_CLEAR;
		}
	return m;
}

/* "Did you report it? Yes"; but "I was heard: Agree". */
static bool
ends_sentence(const struct table *t)
{
	size_t len = strlen(t->question_title);

	return len && strchr("?!.:", t->question_title[len - 1]);
}

static void
put_moves_of(struct report *r, enum change_say say, const char *heading)
{
	const struct summary *s = r->s;
	struct html *h = r->h;

	html_lit(h, "<h3>");
	html_text(h, heading);
	html_lit(h, "</h3>\n<ul>\n");
	for (size_t t = 0; t < s->table_count; t++)
		for (size_t i = 1; compares(&s->tables[t]) && i < s->tables[t].row_count;
		     i++) {
			const struct row *row = &s->tables[t].rows[i];

			if (!row->change || !row->change->known ||
			    row->change->say != say || !speaks(&s->tables[t], i))
				continue;
			html_lit(h, "<li><a href=\"#change-");
			html_value(h, s->tables[t].id);
			html_lit(h, "\">");
			html_text(h, loop_words(r, &s->tables[t]));
			html_text(h, s->tables[t].question_title);
			html_lit(h, "</a>");
			html_text(h, ends_sentence(&s->tables[t]) ? " " : ": ");
			html_text(h, row->label);
			html_lit(h, ", ");
			html_text(h, change_short(row->change, r->a));
			html_lit(h, "</li>\n");
		}
	html_lit(h, "</ul>\n");
}

static void
put_chance(struct report *r, const struct moves *m)
{
	size_t all = m->up + m->down + m->unclear, chance = (all + 10) / 20;
	struct html *h = r->h;

	if (!all) {
		html_lit(h, "<p>No share can be compared with that wave.</p>\n");
		return;
	}
	html_lit(h, "<p>");
	html_num(h, (long)all);
	html_text(h, all == 1 ? " share can be compared: " : " shares can be compared: ");
	html_num(h, (long)m->up);
	html_lit(h, " went up, ");
	html_num(h, (long)m->down);
	html_lit(h, " went down, and ");
	html_num(h, (long)m->unclear);
	html_lit(
		h,
		" show no clear change. A question with two answers counts once. "
		"By chance alone about one in twenty would seem to move: "
		"here about ");
	html_num(h, chance ? (long)chance : 1);
	html_lit(h, ".</p>\n");
}

/* ---- one question -------------------------------------------------------------------------- */

/* speaking: only the rows that have a line of their own in a list. */
static size_t
lines_of_table(const struct table *t, bool speaking, struct change_line *out)
{
	size_t count = 0;

	for (size_t i = 1; i < t->row_count; i++) {
		const struct cell *cell = all_of(&t->rows[i]);

		if (!t->rows[i].change || (speaking && !speaks(t, i)))
			continue;
		out[count++] = (struct change_line){ .label = t->rows[i].label,
						     .n = cell->n,
						     .base = all_of(&t->rows[0])->n,
						     .pct = cell->pct,
						     .marker = cell->marker,
						     .change = t->rows[i].change };
	}
	return count;
}

static void
put_line_markers(struct html *h, const struct change_line *lines, size_t count)
{
	bool hidden = false, few = false, absent = false;

	for (size_t i = 0; i < count; i++) {
		enum marker m[] = { lines[i].marker, lines[i].change->marker };

		for (size_t k = 0; k < ARRAY_LEN(m); k++) {
			hidden |= m[k] == MARK_C || m[k] == MARK_CU;
			few |= m[k] == MARK_U || m[k] == MARK_CU;
			absent |= m[k] == MARK_X;
		}
		absent |= lines[i].change->known && !lines[i].change->ranged;
	}
	put_markers_legend(h, hidden, few, absent);
}

/* The marker that says why there is no difference. */
static void
put_why_not(struct html *h, const struct change_line *line)
{
	put_marker(h, line->pct < 0	      ? line->marker
		      : line->change->pct < 0 ? line->change->marker
					      : MARK_X);
}

static void
put_change_row(struct report *r, const struct change_line *line, bool compared)
{
	const struct change *c = line->change;
	struct html *h = r->h;

	html_lit(h, "<tr><th scope=\"row\">");
	html_text(h, line->label);
	html_lit(h, "</th><td class=\"n\">");
	put_share_of(h, c->pct, c->marker);
	html_lit(h, "</td><td class=\"n\">");
	put_share_of(h, line->pct, line->marker);
	html_lit(h, "</td>");
	if (compared) {
		html_lit(h, "<td>");
		if (c->known)
			html_text(h, change_short(c, r->a));
		else
			put_why_not(h, line);
		html_lit(h, "</td><td class=\"n\">");
		if (c->known && c->ranged)
			html_text(h, change_range(c, r->a));
		else
			put_why_not(h, line);
		html_lit(h, "</td>");
	}
	html_lit(h, "</tr>\n");
}

static void
put_change_table(struct report *r, const struct table *t, const struct change_line *lines,
		 size_t count, bool compared)
{
	struct html *h = r->h;

	put_line_markers(h, lines, count);
	table_open(h, arena_printf(r->a, "Change: %s", t->title),
		   compared ? "Shares of all who answered, then and now"
			    : "Shares of all who answered, each to its own wording");
	html_lit(h, "<thead><tr><th scope=\"col\">Answer</th>");
	table_head(h, t->change_from);
	table_head(h, r->s->wave);
	if (compared) {
		html_lit(h, "<th scope=\"col\">Change</th>");
		table_head(h, "Range by chance");
	}
	html_lit(h, "</tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < count; i++)
		put_change_row(r, &lines[i], compared);
	table_close(h);
}

static void
open_question(struct report *r, const struct table *t)
{
	struct html *h = r->h;

	html_lit(h, "<h3 id=\"change-");
	html_value(h, t->id);
	html_lit(h, "\">");
	html_text(h, full_title(r, t));
	html_lit(h, "</h3>\n");
}

static void
put_same(struct report *r, const struct table *t)
{
	struct change_line *lines =
		arena_array(r->a, struct change_line, t->row_count + 1);
	size_t count = lines_of_table(t, false, lines);
	const char *finding = changes_words(lines, count, r->a);
	struct html *h = r->h;

	open_question(r, t);
	html_lit(h, "<div class=\"pair\">\n<figure>\n<figcaption>");
	html_text(h, finding);
	html_lit(h, "<span class=\"counted\">Share of all who answered, in per "
		    "cent</span></figcaption>\n");
	chart_changes(r, arena_printf(r->a, "change-%s", t->id), finding, lines, count,
		      t->change_from, r->s->wave);
	html_lit(h, "</figure>\n<div>\n");
	put_change_table(r, t, lines, count, true);
	html_lit(h, "</div>\n</div>\n");
}

/* ---- what did not move ---------------------------------------------------------------- */

/* Told in one table with the others: asked in the same words, and nothing moved clearly. */
static bool
is_still(const struct table *t)
{
	return compares(t) && t->class == CHANGE_SAME && !any_moved(t);
}

static void
put_still_row(struct report *r, const struct change_line *line)
{
	const struct change *c = line->change;
	struct html *h = r->h;

	html_lit(h, "<th scope=\"row\">");
	html_text(h, line->label);
	html_lit(h, "</th><td class=\"n\">");
	put_share_of(h, c->pct, c->marker);
	html_lit(h, "</td><td class=\"n\">");
	put_share_of(h, line->pct, line->marker);
	html_lit(h, "</td><td class=\"n\">");
	if (c->known && c->ranged)
		html_text(h, change_range(c, r->a));
	else if (c->known)
		html_text(h, change_short(c, r->a));
	else
		put_why_not(h, line);
	html_lit(h, "</td></tr>\n");
}

static void
put_still_question(struct report *r, const struct table *t, const struct change_line *lines,
		   size_t count)
{
	struct html *h = r->h;

	html_lit(h, "<tbody>\n");
	for (size_t i = 0; i < count; i++) {
		html_lit(h, "<tr>");
		if (!i) {
			html_lit(h, "<th scope=\"rowgroup\" rowspan=\"");
			html_num(h, (long)count);
			html_lit(h, "\">");
			html_text(h, full_title(r, t));
			html_lit(h, "</th>");
		}
		put_still_row(r, &lines[i]);
	}
	html_lit(h, "</tbody>\n");
}

static void
open_still(struct report *r)
{
	const char *then = wave_before(r->s)->wave;
	struct html *h = r->h;

	table_open(h, "No clear change", "Shares of all who answered, then and now");
	html_lit(h, "<thead><tr><th scope=\"col\">Question</th><th scope=\"col\">Answer</th>");
	table_head(h, then);
	table_head(h, r->s->wave);
	table_head(h, "Change, range by chance");
	html_lit(h, "</tr></thead>\n");
}

static void
put_still(struct report *r)
{
	const struct summary *s = r->s, *then = wave_before(s);
	struct change_line *lines;
	size_t all = 0, rows = 0, count;

	for (size_t i = 0; i < s->table_count; i++)
		all += s->tables[i].row_count;
	lines = arena_array(r->a, struct change_line, all + 1);
	for (size_t i = 0; i < s->table_count; i++)
		if (is_still(&s->tables[i]) && summary_table(then, s->tables[i].id))
			rows += lines_of_table(&s->tables[i], true, lines + rows);
	if (!rows)
		return;
	html_lit(
		r->h,
		"<div class=\"compact\">\n<h3>No clear change</h3>\n<p>In these questions no "
		"answer moved clearly, so they have no chart here. A question with two "
		"answers has one line.</p>\n");
	put_line_markers(r->h, lines, rows);
	open_still(r);
	for (size_t i = 0; i < s->table_count; i++) {
		if (!is_still(&s->tables[i]) || !summary_table(then, s->tables[i].id))
			continue;
		count = lines_of_table(&s->tables[i], true, lines);
		if (count)
			put_still_question(r, &s->tables[i], lines, count);
	}
	html_lit(r->h, "</table>\n</div>\n</div>\n");
}

/* ---- what cannot be compared ------------------------------------------------------------ */

static void
put_reworded(struct report *r, const struct table *t)
{
	struct change_line *lines =
		arena_array(r->a, struct change_line, t->row_count + 1);
	size_t count = lines_of_table(t, false, lines);

	open_question(r, t);
	html_lit(
		r->h,
		"<p>The words of this question, or who is asked it, changed after wave ");
	html_text(r->h, t->change_from);
	html_lit(r->h,
		 ". So the two shares stand side by side and are not compared.</p>\n");
	put_change_table(r, t, lines, count, false);
}

/* The earlier wave's answers alone: they are not those of now. */
static void
put_options_changed(struct report *r, const struct table *t, const struct table *then)
{
	struct html *h = r->h;

	open_question(r, t);
	html_lit(h, "<p>The answers to choose from changed after wave ");
	html_text(h, t->change_from);
	html_lit(h, ". This is what was answered then; <a href=\"#");
	html_value(h, t->id);
	html_lit(h, "\">the answers of now</a> stand under their theme.</p>\n");
	table_open(h, arena_printf(r->a, "Then: %s", then->title),
		   arena_printf(r->a, "Shares of all who answered, wave %s",
				t->change_from));
	html_lit(h, "<thead><tr><th scope=\"col\">Answer then</th>");
	table_head(h, "Share");
	html_lit(h, "</tr></thead>\n<tbody>\n");
	for (size_t i = 1; i < then->row_count; i++) {
		html_lit(h, "<tr><th scope=\"row\">");
		html_text(h, then->rows[i].label);
		html_lit(h, "</th><td class=\"n\">");
		put_share(h, all_of(&then->rows[i]));
		html_lit(h, "</td></tr>\n");
	}
	table_close(h);
}

/* ---- the section ----------------------------------------------------------------- */

/* Questions that only one of the two waves has. */
static void
put_only_one(struct report *r, const struct summary *in, const struct summary *not_in,
	     const char *heading)
{
	struct html *h = r->h;
	bool any = false;

	for (size_t i = 0; i < in->table_count; i++) {
		const struct table *t = &in->tables[i];

		if (t->by[0] || summary_table(not_in, t->id))
			continue;
		if (!any) {
			html_lit(h, "<h3>");
			html_text(h, heading);
			html_lit(h, "</h3>\n<ul>\n");
		}
		any = true;
		html_lit(h, "<li>");
		html_text(h, full_title(r, t));
		html_lit(h, "</li>\n");
	}
	if (any)
		html_lit(h, "</ul>\n");
}

static void
put_class(struct report *r, enum change_class class)
{
	const struct summary *then = wave_before(r->s);

	for (size_t i = 0; i < r->s->table_count; i++) {
		const struct table *t = &r->s->tables[i];
		const struct table *before = summary_table(then, t->id);

		if (!compares(t) || t->class != class || !before)
			continue;
		if (is_still(t))
			continue;
		if (class == CHANGE_SAME)
			put_same(r, t);
		else if (class == CHANGE_REWORDED)
			put_reworded(r, t);
		else if (before->row_count > 1)
			put_options_changed(r, t, before);
	}
}

void
report_changes(struct report *r)
{
	const struct summary *s = r->s, *then = wave_before(s);
	struct moves moves;
	struct html *h = r->h;

	if (!then || s->responses < 0)
		return;
	moves = count_moves(s);
	html_lit(h, "<section class=\"by\">\n<h2 id=\"part-change\">Change since wave ");
	html_text(h, then->wave);
	html_lit(h, "</h2>\n");
	put_chance(r, &moves);
	html_lit(
		h,
		"<p><q>Up</q> and <q>down</q> stand only where the range of the difference does "
		"not hold zero. Ranges are printed in whole points, outwards, so one may end at "
		"0. A range is worked out from the printed numbers, which are rounded. "
		"It measures chance alone, not who chose to answer.</p>\n");
	if (moves.up)
		put_moves_of(r, SAY_UP, "What went up");
	if (moves.down)
		put_moves_of(r, SAY_DOWN, "What went down");
	put_class(r, CHANGE_SAME);
	put_still(r);
	put_class(r, CHANGE_REWORDED);
	put_class(r, CHANGE_OPTIONS);
	put_only_one(r, s, then, "Asked for the first time");
	put_only_one(r, then, s, "No longer asked");
	html_lit(h, "</section>\n");
}
