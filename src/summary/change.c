/*
 * How published numbers have moved from one wave to the next, or differ between two forces.  All of
 * it is made of what both sides printed, so it tells nothing that they do not.
 *
 * Only what is the same can be held against each other: the words of the question, whom it was
 * asked, its kind and its answers.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <math.h>

#include "summary/compare_rows.h"

const char *const change_names[CHANGE__COUNT] = {
	[CHANGE_NONE] = "",
	[CHANGE_SAME] = "same",
	[CHANGE_REWORDED] = "reworded",
	[CHANGE_OPTIONS] = "options changed",
	[CHANGE_NEW] = "new",
	[CHANGE_GONE] = "gone",
};
const char *const change_says[SAY__COUNT] = {
	[SAY_NOTHING] = "",
	[SAY_UP] = "up",
	[SAY_DOWN] = "down",
	[SAY_NO_CLEAR] = "no clear change",
};

/* ---- looking things up ------------------------------------------------------------ */

const struct table *
summary_table(const struct summary *s, const char *id)
{
	for (size_t i = 0; i < s->table_count; i++)
		if (str_same(s->tables[i].id, id))
			return &s->tables[i];
	return NULL;
}

const struct row *
table_row(const struct table *t, const char *key)
{
	for (size_t r = 0; r < t->row_count; r++)
		if (str_same(t->rows[r].key, key))
			return &t->rows[r];
	return NULL;
}

const struct theme_result *
summary_theme(const struct summary *s, const char *id)
{
	for (size_t i = 0; i < s->theme_count; i++)
		if (str_same(s->themes[i].id, id))
			return &s->themes[i];
	return NULL;
}

const struct score_point *
summary_point(const struct summary *s, const char *id)
{
	for (size_t i = 0; i < s->scorecard_count; i++)
		if (str_same(s->scorecard[i].id, id))
			return &s->scorecard[i];
	return NULL;
}

/* ---- intervals -------------------------------------------------------------------- */

struct interval
interval_change(double p1, struct interval first, double p2, struct interval second)
{
	double d = p2 - p1;

	if (!first.known || !second.known)
		return (struct interval){ .known = false };
	return (struct interval){
		.known = true,
		.low = d - sqrt((p2 - second.low) * (p2 - second.low) +
				(first.high - p1) * (first.high - p1)),
		.high = d + sqrt((second.high - p2) * (second.high - p2) +
				 (p1 - first.low) * (p1 - first.low)),
	};
}

/* ---- classes ---------------------------------------------------------------------- */

static bool
said_same(const char *a, const char *b)
{
	return str_same(a ? a : "", b ? b : "");
}

/* Whether each answer of the one is an answer of the other, with the same words; in any order. */
static bool
options_same(const struct table *a, const struct table *b)
{
	size_t i, k;

	if (a->option_count != b->option_count)
		return false;
	for (i = 0; i < a->option_count; i++) {
		for (k = 0; k < b->option_count; k++)
			if (str_same(a->options[i].key, b->options[k].key))
				break;
		if (k == b->option_count ||
		    !str_same(a->options[i].label, b->options[k].label))
			return false;
	}
	return true;
}

/* The same of the rows that were printed, where a file does not say which answers there were. */
static bool
labels_same(const struct table *a, const struct table *b)
{
	const struct row *other;

	if (a->row_count != b->row_count)
		return false;
	for (size_t r = 0; r < a->row_count; r++) {
		other = table_row(b, a->rows[r].key);
		if (!other || !said_same(a->rows[r].label, other->label) ||
		    a->rows[r].of_count != other->of_count)
			return false;
	}
	return true;
}

/* Whether both printed some answer with the same key and other words. */
static bool
labels_clash(const struct table *a, const struct table *b)
{
	const struct row *other;

	for (size_t r = 1; r < a->row_count; r++) {
		other = table_row(b, a->rows[r].key);
		if (other && !said_same(a->rows[r].label, other->label))
			return true;
	}
	return false;
}

/*
 * Options weigh more than words: a share of other answers is another share.  A file of an earlier
 * version does not say the condition and all answers: then it is the same only if every word that
 * it printed is.
 */
enum change_class
change_classify(const struct table *now, const struct table *then)
{
	bool whole;

	if (!now || !then)
		return now ? CHANGE_NEW : then ? CHANGE_GONE : CHANGE_NONE;
	whole = now->when && then->when && now->options && then->options;
	if (now->kind != then->kind || now->asked_as != then->asked_as ||
	    !said_same(now->by, then->by) || labels_clash(now, then))
		return CHANGE_OPTIONS;
	if (whole && !options_same(now, then))
		return CHANGE_OPTIONS;
	if (!said_same(now->title, then->title) || !said_same(now->lead, then->lead))
		return CHANGE_REWORDED;
	if (whole && !str_same(now->when, then->when))
		return CHANGE_REWORDED;
	return whole || (now->row_count > 1 && labels_same(now, then)) ? CHANGE_SAME
								       : CHANGE_REWORDED;
}

enum change_class
change_class_of(const struct summary *now, const struct table *table,
		const struct summary *then, const struct table *then_table)
{
	if (table && then_table && now->form_hash && *now->form_hash && then->form_hash &&
	    str_same(now->form_hash, then->form_hash))
		return CHANGE_SAME;
	return change_classify(table, then_table);
}

/* ---- one change ------------------------------------------------------------------- */

static const struct series_point not_there = {
	.wave = "", .n = -1, .base = -1, .pct = -1, .marker = MARK_X
};

/* All people's cell of a row; hidden where the table shows less than its rows. */
struct series_point
share_of_row(const struct summary *s, const struct table *t, const struct row *row)
{
	struct series_point out = not_there;
	const struct cell *cell;
	size_t last;

	if (!t)
		return out;
	out.there = true;
	if (s->responses >= 0)
		out.marker = MARK_C;
	if (t->row_count)
		out.base = t->rows[0].cells[t->rows[0].cell_count - 1].n;
	if (!row || !row->cell_count)
		return out;
	last = row->cell_count - 1;
	cell = &row->cells[last];
	out.n = cell->n;
	out.pct = cell->pct;
	out.marker = cell->marker;
	out.range = summary_interval(s, t, row, last);
	return out;
}

/* From what both sides published; nothing where either is hidden. */
static void
change_fill(struct change *c, const struct series_point *now,
	    const struct series_point *then)
{
	struct interval range;
	double p1, p2;

	c->n = then->n;
	c->base = then->base;
	c->pct = then->pct;
	c->marker = then->marker;
	c->known = c->class == CHANGE_SAME && now->n >= 0 && then->n >= 0 &&
		   now->base > 0 && then->base > 0;
	if (!c->known)
		return;
	p1 = (double)then->n / then->base;
	p2 = (double)now->n / now->base;
	range = interval_change(p1, then->range, p2, now->range);
	c->points = 100 * (p2 - p1);
	c->ranged = range.known;
	if (!range.known)
		return;
	c->low = 100 * range.low;
	c->high = 100 * range.high;
	c->say = c->low > 0 ? SAY_UP : c->high < 0 ? SAY_DOWN : SAY_NO_CLEAR;
}

static struct change
change_start(const struct summary *then, enum change_class class)
{
	return (struct change){ .class = class,
				.from = then->wave,
				.n = -1,
				.base = -1,
				.pct = -1,
				.marker = MARK_X };
}

/* The same row of then: the same answer, or the same answers put together. */
static const struct row *
row_of_then(const struct table *t, const struct row *row)
{
	const struct row *then = t && row ? table_row(t, row->key) : NULL;

	if (!then || then->of_count != row->of_count)
		return NULL;
	for (size_t i = 0; i < row->of_count; i++)
		if (!str_same(row->of[i], then->of[i]))
			return NULL;
	return then;
}

struct series_point
share_of_answer(const struct summary *s, const struct table *t, const struct row *row)
{
	const struct row *own = row_of_then(t, row);
	struct series_point out = share_of_row(s, t, own);

	/* put together here alone: what it holds is told there, and this is not */
	if (t && !own && row && row->of && t->row_count > 1)
		out.marker = MARK_X;
	return out;
}

struct change
change_of(const struct summary *now, const struct table *table, const struct row *row,
	  const struct summary *then, const struct table *then_table)
{
	struct change c =
		change_start(then, change_class_of(now, table, then, then_table));
	const struct series_point before = share_of_answer(then, then_table, row);
	const struct series_point after = share_of_row(now, table, row);

	/* other answers stand in a table of their own, not beside these */
	if (c.class == CHANGE_SAME || c.class == CHANGE_REWORDED)
		change_fill(&c, &after, &before);
	return c;
}

/* ---- themes and the scorecard ----------------------------------------------------- */

struct series_point
share_of_theme(const struct theme_result *theme)
{
	if (!theme)
		return not_there;
	return (struct series_point){ .wave = "",
				      .there = true,
				      .n = theme->n,
				      .base = theme->base,
				      .pct = theme->pct,
				      .marker = theme->marker,
				      .range = theme->range };
}

static enum change_class
class_of_theme(const struct theme_result *now, const struct theme_result *then)
{
	if (!now || !then)
		return now ? CHANGE_NEW : then ? CHANGE_GONE : CHANGE_NONE;
	return said_same(now->title, then->title) ? CHANGE_SAME : CHANGE_REWORDED;
}

struct change
change_theme(const struct summary *now, const struct theme_result *theme,
	     const struct summary *then, const char *id)
{
	const struct theme_result *other = summary_theme(then, id);
	struct change c = change_start(then, class_of_theme(theme, other));
	const struct series_point before = share_of_theme(other),
				  after = share_of_theme(theme);

	(void)now;
	change_fill(&c, &after, &before);
	return c;
}

/* Its interval is that of a share of the table that it is made from. */
struct series_point
share_of_point(const struct summary *s, const struct score_point *p)
{
	const struct table *t = p ? summary_table(s, p->id) : NULL;
	struct series_point out = not_there;

	if (!p)
		return out;
	out.there = true;
	out.n = p->n;
	out.base = p->base;
	out.pct = p->pct;
	out.marker = p->marker;
	if (p->n >= 0 && p->base > 0 && p->n <= p->base)
		out.range = tally_interval_rounded((unsigned)p->n, (unsigned)p->base,
						   t && t->everyone ? s->expected : 0,
						   s->policy.rounding - 1);
	return out;
}

static enum change_class
class_of_point(const struct summary *now, const struct score_point *a,
	       const struct summary *then, const struct score_point *b)
{
	enum change_class class;

	if (!a || !b)
		return a ? CHANGE_NEW : b ? CHANGE_GONE : CHANGE_NONE;
	class = change_class_of(now, summary_table(now, a->id), then,
				summary_table(then, b->id));
	if (class != CHANGE_SAME && class != CHANGE_REWORDED)
		return CHANGE_OPTIONS;
	return said_same(a->best, b->best) ? class : CHANGE_OPTIONS;
}

struct change
change_score(const struct summary *now, const struct score_point *point,
	     const struct summary *then, const char *id)
{
	const struct score_point *other = summary_point(then, id);
	struct change c = change_start(then, class_of_point(now, point, then, other));
	const struct series_point before = share_of_point(then, other),
				  after = share_of_point(now, point);

	if (c.class == CHANGE_SAME || c.class == CHANGE_REWORDED)
		change_fill(&c, &after, &before);
	return c;
}

/* ---- all of a summary ------------------------------------------------------------- */

static void
table_changes(const struct summary *s, struct table *t, const struct summary *then,
	      struct arena *a)
{
	const struct table *before = summary_table(then, t->id);
	struct change *changes = arena_array(a, struct change, t->row_count + 1);

	t->class = change_class_of(s, t, then, before);
	t->change_from = then->wave;
	for (size_t r = 1; r < t->row_count; r++) {
		changes[r] = change_of(s, t, &t->rows[r], then, before);
		t->rows[r].change = &changes[r];
	}
}

void
changes_make(struct summary *s, struct arena *a)
{
	const struct summary *then = s->wave_count ? s->waves[s->wave_count - 1] : NULL;

	if (!then)
		return;
	for (size_t i = 0; i < s->table_count; i++)
		table_changes(s, &s->tables[i], then, a);
	for (size_t i = 0; i < s->theme_count; i++)
		s->themes[i].change =
			change_theme(s, &s->themes[i], then, s->themes[i].id);
}

/* ---- lines over waves ------------------------------------------------------------- */

static const struct summary *
wave_at(const struct summary *s, size_t i)
{
	return i < s->wave_count ? s->waves[i] : s;
}

static struct series_point
point_at(const struct summary *s, struct series_point point, bool comparable)
{
	point.wave = s->wave;
	point.comparable = comparable;
	return point;
}

size_t
series_row(const struct summary *s, const char *table, const char *key,
	   struct series_point *out, size_t most)
{
	const struct table *before = NULL, *t;
	const struct summary *last = s;
	size_t count = 0;
	struct series_point side;

	for (; count <= s->wave_count && count < most; count++, before = t) {
		const struct summary *wave = wave_at(s, count);

		t = summary_table(wave, table);
		side = share_of_row(wave, t, t ? table_row(t, key) : NULL);
		out[count] =
			point_at(wave, side,
				 change_class_of(wave, t, last, before) == CHANGE_SAME);
		last = wave;
	}
	return count;
}

size_t
series_theme(const struct summary *s, const char *id, struct series_point *out,
	     size_t most)
{
	const struct theme_result *before = NULL, *theme;
	size_t count = 0;
	struct series_point side;

	for (; count <= s->wave_count && count < most; count++, before = theme) {
		theme = summary_theme(wave_at(s, count), id);
		side = share_of_theme(theme);
		out[count] = point_at(wave_at(s, count), side,
				      class_of_theme(theme, before) == CHANGE_SAME);
	}
	return count;
}

size_t
series_score(const struct summary *s, const char *id, struct series_point *out,
	     size_t most)
{
	const struct score_point *before = NULL, *p;
	const struct summary *last = s;
	size_t count = 0;
	struct series_point side;

	for (; count <= s->wave_count && count < most; count++, before = p) {
		const struct summary *wave = wave_at(s, count);

		p = summary_point(wave, id);
		side = share_of_point(wave, p);
		out[count] = point_at(
			wave, side, class_of_point(wave, p, last, before) == CHANGE_SAME);
		last = wave;
	}
	return count;
}
