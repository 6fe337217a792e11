/*
 * Rows of a comparison: themes, points of the scorecard, and each question's answers.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/compare_rows.h"

/* The file that a file is held against. */
static size_t
against(const struct comparison *c, size_t file)
{
	return c->kind == COMPARE_WAVES && file ? file - 1 : 0;
}

static struct compare_side
side_make(const struct series_point *p, const struct change *change)
{
	return (struct compare_side){ .there = p->there,
				      .n = p->n,
				      .base = p->base,
				      .pct = p->pct,
				      .marker = p->marker,
				      .change = *change };
}

/* The first of waves, or the first force, is held against nothing. */
static struct change
change_none(void)
{
	return (struct change){ .class = CHANGE_NONE,
				.from = "",
				.n = -1,
				.base = -1,
				.pct = -1,
				.marker = MARK_X };
}

static void
count_changes(struct comparison *c, const struct compare_row *row)
{
	for (size_t i = 0; i < c->count; i++) {
		c->told += row->sides[i].change.ranged;
		c->clear += row->sides[i].change.say == SAY_UP ||
			    row->sides[i].change.say == SAY_DOWN;
	}
}

/* ---- the pool ------------------------------------------------------------------------ */

/* same: by file, whether it asked what the first asked. */
static void
pool_make(const struct comparison *c, struct compare_row *row, const bool *same)
{
	struct compare_pool pool = { .pct = -1 };

	if (c->kind != COMPARE_FORCES)
		return;
	for (size_t i = 0; i < c->count; i++) {
		const struct compare_side *side = &row->sides[i];

		if (!same[i] || side->n < 0 || side->base <= 0)
			continue;
		pool.files++;
		pool.n += side->n;
		pool.base += side->base;
		pool.off += (c->files[i]->policy.rounding - 1) / 2;
	}
	if (pool.files < 2)
		return;
	pool.pct = published_percent((unsigned)pool.n, (unsigned)pool.base);
	row->pool = pool;
}

/* ---- themes and the scorecard ------------------------------------------------------- */

/* Each id once: those of the last wave first, or of the first force; then of the others. */
static size_t
order_file(const struct comparison *c, size_t at)
{
	return c->kind == COMPARE_WAVES ? c->count - 1 - at : at;
}

static struct compare_row *
rows_have(struct compare_row *rows, size_t count, const char *key)
{
	for (size_t i = 0; i < count; i++)
		if (str_same(rows[i].key, key))
			return &rows[i];
	return NULL;
}

static void
theme_row(struct comparison *c, struct compare_row *row, struct arena *a)
{
	bool *same = arena_array(a, bool, c->count + 1);

	row->sides = arena_array(a, struct compare_side, c->count + 1);
	for (size_t i = 0; i < c->count; i++) {
		const struct summary *s = c->files[i], *then = c->files[against(c, i)];
		const struct theme_result *theme = summary_theme(s, row->key);
		const struct series_point p = share_of_theme(theme);
		const struct change change =
			i ? change_theme(s, theme, then, row->key) : change_none();

		row->sides[i] = side_make(&p, &change);
		same[i] = theme && str_same(theme->title, row->label);
	}
	pool_make(c, row, same);
	count_changes(c, row);
}

void
compare_themes(struct comparison *c, struct arena *a)
{
	size_t most = 0;

	for (size_t i = 0; i < c->count; i++)
		most += c->files[i]->theme_count;
	c->themes = arena_array(a, struct compare_row, most + 1);
	for (size_t at = 0; at < c->count; at++) {
		const struct summary *s = c->files[order_file(c, at)];

		for (size_t i = 0; i < s->theme_count; i++) {
			const struct theme_result *theme = &s->themes[i];
			struct compare_row *row = &c->themes[c->theme_count];

			if (rows_have(c->themes, c->theme_count, theme->id))
				continue;
			*row = (struct compare_row){ .key = theme->id,
						     .label = theme->title };
			c->theme_count++;
			theme_row(c, row, a);
		}
	}
}

static void
point_row(struct comparison *c, struct compare_row *row, const char *best,
	  const struct summary *first, struct arena *a)
{
	bool *same = arena_array(a, bool, c->count + 1);

	row->sides = arena_array(a, struct compare_side, c->count + 1);
	for (size_t i = 0; i < c->count; i++) {
		const struct summary *s = c->files[i], *then = c->files[against(c, i)];
		const struct score_point *point = summary_point(s, row->key);
		const struct series_point p = share_of_point(s, point);
		const struct change change =
			i ? change_score(s, point, then, row->key) : change_none();

		row->sides[i] = side_make(&p, &change);
		same[i] = point && str_same(point->best, best) &&
			  change_class_of(s, summary_table(s, row->key), first,
					  summary_table(first, row->key)) == CHANGE_SAME;
	}
	pool_make(c, row, same);
	count_changes(c, row);
}

void
compare_points(struct comparison *c, struct arena *a)
{
	size_t most = 0;

	for (size_t i = 0; i < c->count; i++)
		most += c->files[i]->scorecard_count;
	c->points = arena_array(a, struct compare_row, most + 1);
	c->best = arena_array(a, const char *, most + 1);
	for (size_t at = 0; at < c->count; at++) {
		const struct summary *s = c->files[order_file(c, at)];

		for (size_t i = 0; i < s->scorecard_count; i++) {
			const struct score_point *p = &s->scorecard[i];
			struct compare_row *row = &c->points[c->point_count];

			if (rows_have(c->points, c->point_count, p->id))
				continue;
			*row = (struct compare_row){ .key = p->id, .label = p->title };
			c->best[c->point_count++] = p->best;
			point_row(c, row, p->best, s, a);
		}
	}
}

/* ---- one question -------------------------------------------------------------------- */

struct building { /* a table of those files that have its answers */
	struct comparison *c;
	struct compare_table *out;
	const struct table **tables; /* by file; NULL: not in it */
	const struct table *shown;   /* whose words it bears */
	const struct summary *file;  /* of that */
	bool *same;		     /* by file: asked what shown asked */
	struct arena *a;
};

/* The row of the first file that has it, by which all others are found. */
static void
answer_row(struct building *b, const struct row *from)
{
	struct comparison *c = b->c;
	struct compare_row *row = &b->out->rows[b->out->row_count++];

	*row = (struct compare_row){ .key = from->key, .label = from->label };
	row->sides = arena_array(b->a, struct compare_side, c->count + 1);
	for (size_t i = 0; i < c->count; i++) {
		size_t k = against(c, i);
		const struct series_point p =
			share_of_answer(c->files[i], b->tables[i], from);
		struct change change = change_none();

		if (i && b->tables[i] && b->tables[k])
			change = change_of(c->files[i], b->tables[i],
					   p.n >= 0 ? table_row(b->tables[i], from->key)
						    : NULL,
					   c->files[k], b->tables[k]);
		else if (i)
			change.class = b->out->classes[i];
		row->sides[i] = side_make(&p, &change);
	}
	pool_make(c, row, b->same);
	count_changes(c, row);
}

static bool
has_answer(const struct compare_table *t, const char *key)
{
	return rows_have(t->rows, t->row_count, key) != NULL;
}

static void
fill_rows(struct building *b)
{
	struct comparison *c = b->c;
	size_t most = 0;

	for (size_t i = 0; i < c->count; i++)
		most += b->tables[i] ? b->tables[i]->row_count : 0;
	b->out->rows = arena_array(b->a, struct compare_row, most + 1);
	for (size_t at = 0; at < c->count; at++) {
		const struct table *t = b->tables[order_file(c, at)];

		for (size_t r = 1; t && r < t->row_count; r++)
			if (!has_answer(b->out, t->rows[r].key))
				answer_row(b, &t->rows[r]);
	}
}

static void
fill_bases(struct building *b)
{
	struct comparison *c = b->c;
	const struct change none = change_none();

	b->out->bases = arena_array(b->a, struct compare_side, c->count + 1);
	for (size_t i = 0; i < c->count; i++) {
		const struct table *t = b->tables[i];
		struct series_point p = share_of_row(c->files[i], t, NULL);

		p.n = p.base;
		if (t && t->row_count)
			p.marker = t->rows[0].cells[t->rows[0].cell_count - 1].marker;
		b->out->bases[i] = side_make(&p, &none);
	}
}

/* Those that have the same answers as `shown`, in other words perhaps; others are for later. */
static void
gather(struct building *b, const struct table *const *all, bool *done)
{
	struct comparison *c = b->c;
	enum change_class class;

	b->tables = arena_array(b->a, const struct table *, c->count + 1);
	b->same = arena_array(b->a, bool, c->count + 1);
	b->out->in = arena_array(b->a, bool, c->count + 1);
	b->out->classes = arena_array(b->a, enum change_class, c->count + 1);
	for (size_t i = 0; i < c->count; i++) {
		class = all[i] ? change_class_of(c->files[i], all[i], b->file, b->shown)
			       : CHANGE_NONE;
		if (!done[i] && (class == CHANGE_SAME || class == CHANGE_REWORDED)) {
			b->tables[i] = all[i];
			b->out->in[i] = done[i] = true;
			b->same[i] = class == CHANGE_SAME;
		}
		if (i)
			b->out->classes[i] = change_class_of(c->files[i], all[i],
							     c->files[against(c, i)],
							     all[against(c, i)]);
	}
}

static void
question_tables(struct comparison *c, const char *id, struct arena *a)
{
	const struct table **all = arena_array(a, const struct table *, c->count + 1);
	bool *done = arena_array(a, bool, c->count + 1);

	for (size_t i = 0; i < c->count; i++) {
		all[i] = summary_table(c->files[i], id);
		done[i] = !all[i];
	}
	for (size_t at = 0; at < c->count; at++) {
		size_t file = order_file(c, at);
		struct building b = {
			.c = c, .a = a, .shown = all[file], .file = c->files[file]
		};

		if (done[file])
			continue;
		b.out = &c->tables[c->table_count++];
		*b.out = (struct compare_table){ .id = id,
						 .title = b.shown->title,
						 .lead = b.shown->lead };
		gather(&b, all, done);
		fill_bases(&b);
		fill_rows(&b);
	}
}

static bool
table_done(const struct comparison *c, const char *id)
{
	for (size_t i = 0; i < c->table_count; i++)
		if (str_same(c->tables[i].id, id))
			return true;
	return false;
}

void
compare_tables(struct comparison *c, struct arena *a)
{
	size_t most = 0;

	for (size_t i = 0; i < c->count; i++)
		most += c->files[i]->table_count;
	c->tables = arena_array(a, struct compare_table, most + 1);
	for (size_t at = 0; at < c->count; at++) {
		const struct summary *s = c->files[order_file(c, at)];

		for (size_t i = 0; i < s->table_count; i++)
			if (!*s->tables[i].by && !table_done(c, s->tables[i].id))
				question_tables(c, s->tables[i].id, a);
	}
}
