/*
 * All cells of a release as rows of one shape, themes' strengths with them: what programs for data
 * read (csv.c, sav.c).  Nothing is worked out here but the interval.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "out/rows.h"

static bool
has_table(const struct summary *s, const char *id)
{
	for (size_t i = 0; i < s->table_count; i++)
		if (str_same(s->tables[i].id, id))
			return true;
	return false;
}

/* The themes' table has a name of its own, unless a question has taken it. */
static const char *
themes_id(const struct summary *s)
{
	return has_table(s, "themes") ? "themes-strength" : "themes";
}

static size_t
count_rows(const struct summary *s)
{
	size_t count = 2 * s->theme_count;

	for (size_t t = 0; t < s->table_count; t++)
		for (size_t r = 0; r < s->tables[t].row_count; r++)
			count += s->tables[t].rows[r].cell_count;
	return count;
}

static void
add_table(struct data *d, const struct summary *s, const struct table *t)
{
	struct data_table *table = &d->tables[d->table_count++];
	const struct cell *cell;

	*table = (struct data_table){
		.id = t->id,
		.title = t->title,
		.by = t->by,
		.first = d->row_count,
		.from = t,
	};
	for (size_t r = 0; r < t->row_count; r++)
		for (size_t c = 0; c < t->rows[r].cell_count; c++) {
			cell = &t->rows[r].cells[c];
			d->rows[d->row_count++] = (struct data_row){
				.table = table,
				.group = cell->key,
				.group_label = cell->label,
				.key = t->rows[r].key,
				.label = t->rows[r].label,
				.n = cell->n,
				.pct = cell->pct,
				.marker = cell->marker,
				.range = summary_interval(s, t, &t->rows[r], c),
			};
		}
	table->count = d->row_count - table->first;
}

/*
 * Each theme is a group of its own, since each has a base of its own: who wrote a comment that may
 * carry it.
 */
static void
add_themes(struct data *d, const struct summary *s)
{
	struct data_table *table = &d->tables[d->table_count++];

	*table = (struct data_table){
		.id = themes_id(s),
		.title = "Themes of the comments",
		.by = "theme",
		.first = d->row_count,
		.count = 2 * s->theme_count,
	};
	for (size_t i = 0; i < s->theme_count; i++) {
		const struct theme_result *theme = &s->themes[i];
		bool based = theme->base > 0;

		d->rows[d->row_count++] = (struct data_row){
			.table = table,
			.group = theme->id,
			.group_label = theme->title,
			.key = "*",
			.label = "All who wrote a comment that may carry the theme",
			.n = based ? theme->base : -1,
			.pct = -1,
			.marker = based ? MARK_NONE : theme->marker,
		};
		d->rows[d->row_count++] = (struct data_row){
			.table = table,
			.group = theme->id,
			.group_label = theme->title,
			.key = "carries",
			.label = theme->title,
			.n = theme->n,
			.pct = theme->pct,
			.marker = theme->marker,
			.range = theme->range,
		};
	}
}

const struct data *
data_make(const struct summary *s, struct arena *a)
{
	struct data *d = arena_one(a, struct data);

	d->rows = arena_array(a, struct data_row, count_rows(s) + 1);
	d->tables = arena_array(a, struct data_table, s->table_count + 2);
	for (size_t i = 0; i < s->table_count; i++)
		add_table(d, s, &s->tables[i]);
	if (s->theme_count)
		add_themes(d, s);
	return d;
}

const struct table_plan *
data_plan(const struct plan *plan, const char *table)
{
	for (size_t i = 0; plan && i < plan->count; i++)
		if (str_same(plan->tables[i].id, table))
			return &plan->tables[i];
	return NULL;
}

int
data_tenths(double fraction)
{
	return (int)(fraction * 1000 + 0.5);
}

size_t
data_fit(const char *text, size_t most)
{
	size_t len = strlen(text);

	if (len <= most)
		return len;
	/* back to a byte that begins a character */
	for (len = most; len && ((unsigned char)text[len] & 0xc0) == 0x80;)
		len--;
	return len;
}
