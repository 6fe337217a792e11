/*
 * The tables of a published summary.json: their shape.  Whether their numbers go together is asked
 * by summary_check.c.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/summary_take.h"

static const char *const kind_words[] = { [TABLE_ONE] = "one", [TABLE_ANY] = "any" };
static const char *const whys[] = { "audit", "strict", "held", "whole", "base" };

/* ---- intervals and changes -------------------------------------------------------- */

struct interval
read_range(struct take *t, const struct json *map)
{
	struct interval out = { .known = false };
	bool low = part_double(t, map, "low", &out.low);
	bool high = part_double(t, map, "high", &out.high);

	if (low != high)
		part_wrong(t, "\"low\" and \"high\" must both be numbers, or both null");
	else if (low && (out.low < 0 || out.low > out.high || out.high > 1))
		part_wrong(t, "\"low\" and \"high\" are no range from 0 to 1");
	out.known = low && high;
	return out;
}

/* They are printed to a tenth, so what lies just beside zero may read as zero. */
static bool
say_fits(const struct change *c)
{
	if (!c->ranged)
		return c->say == SAY_NOTHING;
	return c->low > 0	    ? c->say == SAY_UP
	       : c->high < 0	    ? c->say == SAY_DOWN
	       : c->say == SAY_UP   ? c->low >= 0
	       : c->say == SAY_DOWN ? c->high <= 0
				    : c->say == SAY_NO_CLEAR;
}

static void
change_numbers(struct take *t, const struct json *from, struct change *c)
{
	bool low;

	c->n = part_number(t, from, "n", true);
	c->base = part_number(t, from, "base", true);
	c->pct = part_number(t, from, "pct", true);
	c->known = part_double(t, from, "points", &c->points);
	low = part_double(t, from, "low", &c->low);
	c->ranged = part_double(t, from, "high", &c->high);
	if (low != c->ranged || (low && !c->known) ||
	    (c->known && c->class != CHANGE_SAME))
		part_wrong(t, "\"change\" has numbers that do not go together");
	else if (c->ranged && (c->low > c->high || c->points < c->low - 0.1 ||
			       c->points > c->high + 0.1))
		part_wrong(t, "\"change\" lies outside its own range");
	else if (!say_fits(c))
		part_wrong(t, "\"change\" says what its range does not");
}

struct change
read_change(struct take *t, const struct json *from)
{
	struct change c = { .class = CHANGE_NONE,
			    .from = "",
			    .n = -1,
			    .base = -1,
			    .pct = -1,
			    .marker = MARK_X };

	if (!from || from->type == JSON_NULL_ || t->bad)
		return c;
	PART_KNOWN(t, from, "class", "from", "n", "base", "pct", "marker", "points",
		   "low", "high", "say");
	c.class = (enum change_class)part_word(t, from, "class", change_names,
					       CHANGE__COUNT);
	c.from = part_text(t, from, "from");
	c.say = (enum change_say)part_word(t, from, "say", change_says, SAY__COUNT);
	if (!t->bad && json_get(from, "marker"))
		c.marker = (enum marker)part_word(t, from, "marker", marker_names,
						  MARK__COUNT);
	change_numbers(t, from, &c);
	return c;
}

/* ---- cells and rows --------------------------------------------------------------- */

static const char *const *
read_of(struct take *t, const struct json *from, size_t *out_count)
{
	const char *const *of;

	*out_count = 0;
	if (t->bad || !json_get(from, "of"))
		return NULL;
	of = part_texts(t, from, "of", false, out_count);
	if (!t->bad && !*out_count)
		part_wrong(t, "\"of\" is empty");
	return of;
}

static void
read_cell(struct take *t, const struct json *from, struct cell *out)
{
	bool shown;

	PART_KNOWN(t, from, "key", "label", "of", "n", "pct", "low", "high", "marker");
	out->key = part_name(t, from, "key");
	out->label = part_text(t, from, "label");
	out->of = read_of(t, from, &out->of_count);
	out->n = part_number(t, from, "n", false);
	out->pct = part_number(t, from, "pct", false);
	out->marker =
		(enum marker)part_word(t, from, "marker", marker_names, MARK__COUNT);
	shown = out->marker == MARK_NONE || out->marker == MARK_U;
	if (shown != (out->n >= 0) || (!shown && out->pct >= 0))
		part_wrong(t, "a number and its marker do not go together");
}

/* The same columns in each row, in the same order. */
static void
same_columns(struct take *t, const struct row *first, const struct row *row)
{
	for (size_t c = 0; c < row->cell_count && !t->bad; c++) {
		const struct cell *a = &first->cells[c], *b = &row->cells[c];

		if (!str_same(a->key, b->key) || !str_same(a->label, b->label) ||
		    a->of_count != b->of_count)
			part_wrong(t, "column %zu is not that of the row above", c + 1);
		for (size_t i = 0; i < b->of_count && !t->bad; i++)
			if (!str_same(a->of[i], b->of[i]))
				part_wrong(t, "column %zu is not that of the row above",
					   c + 1);
	}
}

static void
read_row(struct take *t, const struct json *from, struct table *table, size_t at)
{
	struct row *row = &table->rows[at];
	const struct json *cells, *change;
	struct change *kept;

	PART_KNOWN(t, from, "key", "label", "of", "change", "cells");
	row->key = part_name(t, from, "key");
	t->where = arena_printf(t->a, "%s, row \"%s\"", t->where, NAME(row->key));
	row->label = part_text(t, from, "label");
	row->of = read_of(t, from, &row->of_count);
	cells = part_list(t, from, "cells", READ_LINES_MOST, false);
	row->cells = arena_array(t->a, struct cell, cells->count + 1);
	for (const struct json *cell = cells->first; cell && !t->bad; cell = cell->next)
		read_cell(t, cell, &row->cells[row->cell_count++]);
	if (!t->bad &&
	    (!row->cell_count || (at && row->cell_count != table->rows[0].cell_count)))
		part_wrong(t, "it has %zu cells; another row has %zu", row->cell_count,
			   table->rows[0].cell_count);
	if (!t->bad && at)
		same_columns(t, &table->rows[0], row);
	change = t->bad ? NULL : json_get(from, "change");
	if (change && change->type != JSON_NULL_) {
		kept = arena_one(t->a, struct change);
		*kept = read_change(t, change);
		row->change = kept;
	}
}

/* ---- a table ---------------------------------------------------------------------- */

static void
read_passed(struct take *t, const struct json *from, struct table *table)
{
	const struct json *list = part_list(t, from, "passed", LEVEL_NOTHING, false);
	size_t level, why;

	for (const struct json *at = list->first; at && !t->bad; at = at->next) {
		PART_KNOWN(t, at, "level", "why");
		level = part_word(t, at, "level", level_names, LEVEL_NOTHING);
		why = part_word(t, at, "why", whys, ARRAY_LEN(whys));
		if (table->passed_count &&
		    level <= table->passed[table->passed_count - 1].level)
			part_wrong(t, "\"passed\" is not in the order of the ladder");
		if (!t->bad)
			table->passed[table->passed_count++] =
				(struct passed){ (enum ladder_level)level, whys[why] };
	}
}

static void
read_held(struct take *t, const struct json *from, struct table *table, unsigned release)
{
	size_t columns = table->row_count ? table->rows[0].cell_count : 0, c;
	unsigned *held = arena_array(t->a, unsigned, columns + 1);
	const struct json *map = t->bad ? NULL : json_get(from, "held");

	if (t->bad)
		return;
	if (!map || map->type != JSON_MAP) {
		part_wrong(t, "\"held\" must be an object");
		return;
	}
	for (const struct json *at = map->first; at && !t->bad; at = at->next) {
		for (c = 0;
		     c < columns && !str_same(table->rows[0].cells[c].key, at->key);)
			c++;
		if (c == columns) {
			part_wrong(t, "\"held\" names \"%s\", which is no column",
				   NAME(at->key));
			return;
		}
		held[c] = part_count(t, map, at->key);
		if (!held[c] || held[c] >= release)
			part_wrong(t, "\"held\" names no release before it");
	}
	table->held = map->first ? held : NULL;
}

static void
read_options(struct take *t, const struct json *from, struct table *table)
{
	const struct json *list;
	struct key_text *options;

	if (t->bad || !json_get(from, "options"))
		return; /* of an earlier version: NULL says that it is not known */
	list = part_list(t, from, "options", READ_LINES_MOST, false);
	options = arena_array(t->a, struct key_text, list->count + 1);
	for (const struct json *at = list->first; at && !t->bad; at = at->next) {
		PART_KNOWN(t, at, "key", "label");
		options[table->option_count++] =
			(struct key_text){ part_name(t, at, "key"),
					   part_text(t, at, "label") };
	}
	table->options = options;
}

static size_t
kind_of(struct take *t, const struct json *from)
{
	const char *names[KIND__COUNT];

	for (size_t k = 0; k < KIND__COUNT; k++)
		names[k] = form_kinds[k].name;
	return part_word(t, from, "type", names, KIND__COUNT);
}

static void
read_head(struct take *t, const struct json *from, struct table *table)
{
	const struct json *change;
	struct change class;

	table->title = part_text(t, from, "title");
	table->lead = part_text_or(t, from, "lead", "");
	table->question = part_name(t, from, "question");
	table->by = part_text(t, from, "by");
	table->kind = (enum table_kind)part_word(t, from, "kind", kind_words, 2);
	table->asked_as = (enum kind)kind_of(t, from);
	table->when = part_text_or(t, from, "when", NULL);
	table->everyone = part_bool(t, from, "everyone", true);
	table->level =
		(enum ladder_level)part_word(t, from, "level", level_names, LEVEL__COUNT);
	change = t->bad ? NULL : json_get(from, "change");
	class = read_change(t, change);
	table->class = class.class;
	table->change_from = class.from;
}

int
read_theme_of(struct take *t, const struct json *from, const struct summary *s)
{
	const char *id = part_text_or(t, from, "theme", "");

	for (size_t i = 0; i < s->theme_count; i++)
		if (str_same(s->themes[i].id, id))
			return (int)i;
	if (*id)
		part_wrong(t, "there is no theme \"%s\"", NAME(id));
	return -1;
}

static void
read_table(struct take *t, const struct json *from, struct summary *s,
	   struct table *table)
{
	const struct json *rows;
	const char *where;

	PART_KNOWN(t, from, "id", "title", "lead", "question", "by", "kind", "type",
		   "theme", "when", "everyone", "options", "level", "passed", "held",
		   "change", "rows");
	table->id = part_name(t, from, "id");
	t->where = where = arena_printf(t->a, "%s \"%s\"", t->where, NAME(table->id));
	read_head(t, from, table);
	table->theme = read_theme_of(t, from, s);
	read_options(t, from, table);
	read_passed(t, from, table);
	rows = part_list(t, from, "rows", READ_LINES_MOST, false);
	table->rows = arena_array(t->a, struct row, rows->count + 1);
	for (const struct json *row = rows->first; row && !t->bad; row = row->next) {
		read_row(t, row, table, table->row_count++);
		if (!t->bad)
			t->where = where;
	}
	read_held(t, from, table, s->release);
}

/* What the titles of a break-down are made of. */
static void
split_titles(struct summary *s, struct arena *a)
{
	for (size_t i = 0; i < s->table_count; i++) {
		struct table *t = &s->tables[i];
		const struct table *own = *t->by ? summary_table(s, t->question) : NULL;
		size_t len = own ? strlen(own->title) : 0, all = strlen(t->title);

		t->question_title = own ? own->title : t->title;
		t->by_title = t->by;
		if (own && str_starts(t->title, own->title) &&
		    str_starts(t->title + len, " (by: ") && t->title[all - 1] == ')')
			t->by_title = arena_copy(a, t->title + len + 6, all - len - 7);
	}
}

void
read_tables(struct take *t, const struct json *top, struct summary *s)
{
	const struct json *list = part_list(t, top, "tables", READ_TABLES_MOST, false);
	struct names ids = names_new(list->count, t->a);
	const char *twice;

	s->tables = arena_array(t->a, struct table, list->count + 1);
	for (const struct json *at = list->first; at && !t->bad; at = at->next) {
		t->where = arena_printf(t->a, "tables[%zu]", s->table_count);
		read_table(t, at, s, &s->tables[s->table_count]);
		names_add(&ids, s->tables[s->table_count].id, s->table_count);
		s->table_count++;
	}
	if (t->bad)
		return;
	t->where = "";
	twice = names_sort(&ids);
	if (twice)
		part_wrong(t, "there are two tables \"%s\"", NAME(twice));
	else
		split_titles(s, t->a);
}
