/*
 * A release as JSON: see disclose.h.  The layout is fixed, so that the same release is the same
 * bytes: a line for each cell, or all on one line.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/disclose.h"

struct writing {
	const struct figures *f;
	struct buf *out;
	bool lines;
};

/* Begins a line that is indented so deep; on one line, a blank if something stands before. */
static void
turn(const struct writing *w, int deep, const char *otherwise)
{
	if (w->lines)
		buf_printf(w->out, "\n%*s", deep, "");
	else
		buf_puts(w->out, otherwise);
}

static void
put_policy(const struct writing *w, const struct policy *p)
{
	buf_printf(w->out,
		   "{\"threshold\": %u, \"rounding\": %u, \"base\": %u, \"whole\": %u, "
		   "\"increment\": %u, \"strict\": %s%s}",
		   p->threshold, p->rounding, p->base, p->whole, p->increment,
		   p->strict ? "true" : "false",
		   p->rehearsal ? ", \"rehearsal\": true" : "");
}

/* "key": ..., and what it is made of if it is several keys and v is given: once is enough. */
static void
put_line(const struct writing *w, const struct printed_line *line,
	 const struct variable *v)
{
	buf_puts(w->out, "\"key\": ");
	json_put(w->out, line->key);
	if (!line->merged || !v)
		return;
	buf_puts(w->out, ", \"of\": [");
	for (size_t i = 0; i < line->of_count; i++) {
		buf_puts(w->out, i ? ", " : "");
		json_put(w->out, v->keys[line->of[i]]);
	}
	buf_putc(w->out, ']');
}

static void
put_number(struct buf *out, const char *name, int number)
{
	buf_printf(out, ", \"%s\": ", name);
	if (number < 0)
		buf_puts(out, "null");
	else
		buf_printf(out, "%d", number);
}

static void
put_passed(const struct writing *w, const struct printed_table *t)
{
	buf_puts(w->out, ", \"passed\": [");
	for (size_t i = 0; i < t->passed_count; i++)
		buf_printf(w->out, "%s{\"level\": \"%s\", \"why\": \"%s\"}",
			   i ? ", " : "", level_names[t->passed[i].level],
			   t->passed[i].why);
	buf_puts(w->out, "],");
}

static void
put_held(const struct writing *w, const struct printed_table *t)
{
	const char *between = "";

	buf_puts(w->out, "\"held\": {");
	for (size_t c = 0; c < t->column_count; c++) {
		if (!t->columns[c].held)
			continue;
		buf_puts(w->out, between);
		json_put(w->out, t->columns[c].key);
		buf_printf(w->out, ": %u", t->columns[c].held);
		between = ", ";
	}
	buf_puts(w->out, "}, \"rows\": [");
}

static void
put_row(const struct writing *w, size_t table, const struct printed_table *t, size_t row)
{
	const struct figure_table *ft = &w->f->tables[table];
	const struct variable *by = ft->by < 0 ? NULL : &w->f->variables[ft->by];
	const struct printed_cell *cell = &t->cells[row * t->column_count];

	turn(w, 4, row ? " " : "");
	buf_putc(w->out, '{');
	put_line(w, &t->rows[row], &w->f->variables[ft->rows]);
	buf_puts(w->out, ", \"cells\": [");
	for (size_t c = 0; c < t->column_count; c++, cell++) {
		turn(w, 6, c ? " " : "");
		buf_putc(w->out, '{');
		put_line(w, &t->columns[c], row ? NULL : by);
		put_number(w->out, "n", cell->n);
		put_number(w->out, "pct", cell->pct);
		buf_printf(w->out, ", \"marker\": \"%s\"}%s", marker_names[cell->marker],
			   c + 1 < t->column_count ? "," : "");
	}
	buf_puts(w->out, row + 1 < t->row_count ? "]}," : "]}");
}

static void
put_table(const struct writing *w, size_t table, const struct printed_table *t)
{
	turn(w, 2, table ? " " : "");
	buf_puts(w->out, "{\"id\": ");
	json_put(w->out, w->f->tables[table].id);
	buf_printf(w->out, ", \"level\": \"%s\"", level_names[t->level]);
	put_passed(w, t);
	turn(w, 3, " ");
	put_held(w, t);
	for (size_t r = 0; r < t->row_count; r++)
		put_row(w, table, t, r);
	buf_puts(w->out, "]}");
}

void
disclosed_write(const struct disclosed *d, const struct figures *f, bool lines,
		struct buf *out)
{
	const struct writing w = { .f = f, .out = out, .lines = lines };

	buf_printf(out, "{\"canvass\": \"disclosed 1\", \"release\": %u,", d->release);
	turn(&w, 1, " ");
	buf_puts(out, "\"policy\": ");
	put_policy(&w, &d->policy);
	buf_putc(out, ',');
	turn(&w, 1, " ");
	if (d->responses < 0)
		buf_puts(out, "\"responses\": null,");
	else
		buf_printf(out, "\"responses\": %d,", d->responses);
	turn(&w, 1, " ");
	buf_puts(out, "\"tables\": [");
	for (size_t t = 0; t < d->table_count; t++) {
		put_table(&w, t, &d->tables[t]);
		if (t + 1 < d->table_count)
			buf_putc(out, ',');
	}
	buf_puts(out, lines ? "]}\n" : "]}");
}
