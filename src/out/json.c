/*
 * summary.json: the canonical release.  Tables have the shape of "disclosed 1", with titles and
 * labels beside the keys.  One row of a table is one line, so that people can read it too.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "out/internal.h"

/* "name": "text" */
static void
put_text(struct buf *b, const char *name, const char *text)
{
	json_put(b, name);
	buf_puts(b, ": ");
	json_put(b, text ? text : "");
}

/* "name": 12, or null for a number that is not told. */
static void
put_number(struct buf *b, const char *name, int n)
{
	json_put(b, name);
	if (n < 0)
		buf_puts(b, ": null");
	else
		buf_printf(b, ": %d", n);
}

static void
put_bool(struct buf *b, const char *name, bool truth)
{
	json_put(b, name);
	buf_puts(b, truth ? ": true" : ": false");
}

static void
put_of(struct buf *b, const char *const *of, size_t count)
{
	if (!of)
		return;
	buf_puts(b, ", \"of\": [");
	for (size_t i = 0; i < count; i++) {
		buf_puts(b, i ? ", " : "");
		json_put(b, of[i]);
	}
	buf_putc(b, ']');
}

static void
put_cell(struct buf *b, const struct cell *cell)
{
	buf_putc(b, '{');
	put_text(b, "key", cell->key);
	buf_puts(b, ", ");
	put_text(b, "label", cell->label);
	put_of(b, cell->of, cell->of_count);
	buf_puts(b, ", ");
	put_number(b, "n", cell->n);
	buf_puts(b, ", ");
	put_number(b, "pct", cell->pct);
	buf_puts(b, ", ");
	put_text(b, "marker", marker_names[cell->marker]);
	buf_putc(b, '}');
}

static void
put_row(struct buf *b, const struct row *row)
{
	buf_puts(b, "\n    {");
	put_text(b, "key", row->key);
	buf_puts(b, ", ");
	put_text(b, "label", row->label);
	put_of(b, row->of, row->of_count);
	buf_puts(b, ", \"cells\": [");
	for (size_t c = 0; c < row->cell_count; c++) {
		buf_puts(b, c ? ", " : "");
		put_cell(b, &row->cells[c]);
	}
	buf_puts(b, "]}");
}

/* Columns that are printed as an earlier release printed them, and which. */
static void
put_held(struct buf *b, const struct table *t)
{
	bool any = false;

	buf_puts(b, "\"held\": {");
	for (size_t c = 0; t->held && t->row_count && c < t->rows[0].cell_count; c++) {
		if (!t->held[c])
			continue;
		buf_puts(b, any ? ", " : "");
		any = true;
		put_number(b, t->rows[0].cells[c].key, (int)t->held[c]);
	}
	buf_putc(b, '}');
}

static void
put_table(struct buf *b, const struct summary *s, const struct table *t)
{
	buf_puts(b, "\n  {");
	put_text(b, "id", t->id);
	buf_puts(b, ", ");
	put_text(b, "title", t->title);
	buf_puts(b, ", ");
	put_text(b, "lead", t->lead);
	buf_puts(b, ",\n   ");
	put_text(b, "question", t->question);
	buf_puts(b, ", ");
	put_text(b, "by", t->by);
	buf_puts(b, ", ");
	put_text(b, "kind", t->kind == TABLE_ANY ? "any" : "one");
	buf_puts(b, ", ");
	put_text(b, "type", form_kinds[t->asked_as].name);
	buf_puts(b, ", ");
	put_text(b, "theme", t->theme < 0 ? "" : s->themes[t->theme].id);
	buf_puts(b, ",\n   ");
	put_text(b, "level", level_names[t->level]);
	buf_puts(b, ", \"passed\": [");
	for (size_t i = 0; i < t->passed_count; i++) {
		buf_puts(b, i ? ", {" : "{");
		put_text(b, "level", level_names[t->passed[i].level]);
		buf_puts(b, ", ");
		put_text(b, "why", t->passed[i].why);
		buf_putc(b, '}');
	}
	buf_puts(b, "], ");
	put_held(b, t);
	buf_puts(b, ", \"rows\": [");
	for (size_t r = 0; r < t->row_count; r++) {
		buf_puts(b, r ? "," : "");
		put_row(b, &t->rows[r]);
	}
	buf_puts(b, "]}");
}

static void
put_theme(struct buf *b, const struct summary *s, const struct theme_result *theme)
{
	buf_puts(b, "\n  {");
	put_text(b, "id", theme->id);
	buf_puts(b, ", ");
	put_text(b, "title", theme->title);
	buf_puts(b, ", ");
	put_number(b, "n", theme->n);
	buf_puts(b, ", ");
	put_number(b, "pct", theme->pct);
	buf_puts(b, ", ");
	put_text(b, "marker", marker_names[theme->marker]);
	buf_puts(b, ",\n   \"terms\": [], \"quotes\": [");
	for (size_t i = 0; i < theme->quote_count; i++) {
		buf_puts(b, i ? ",\n    " : "\n    ");
		json_put(b, theme->quotes[i]);
	}
	buf_puts(b, "], \"change\": null,\n   \"tables\": [");
	for (size_t i = 0; i < theme->table_count; i++) {
		buf_puts(b, i ? ", " : "");
		json_put(b, s->tables[theme->tables[i]].id);
	}
	buf_puts(b, "]}");
}

static void
put_point(struct buf *b, const struct score_point *p)
{
	buf_puts(b, "\n  {");
	put_text(b, "id", p->id);
	buf_puts(b, ", ");
	put_text(b, "title", p->title);
	buf_puts(b, ", ");
	put_text(b, "best", p->best);
	buf_puts(b, ", ");
	put_number(b, "n", p->n);
	buf_puts(b, ", ");
	put_number(b, "base", p->base);
	buf_puts(b, ", ");
	put_number(b, "pct", p->pct);
	buf_puts(b, ", ");
	put_text(b, "marker", marker_names[p->marker]);
	buf_putc(b, '}');
}

static void
put_policy(struct buf *b, const struct policy *p)
{
	buf_printf(b,
		   "{\"threshold\": %u, \"rounding\": %u, \"base\": %u, \"whole\": %u, "
		   "\"increment\": %u, ",
		   p->threshold, p->rounding, p->base, p->whole, p->increment);
	put_bool(b, "strict", p->strict);
	buf_putc(b, '}');
}

static void
put_head(struct buf *b, const struct summary *s)
{
	buf_puts(b, "{\"canvass\": \"summary 1\",\n ");
	put_text(b, "survey", s->survey);
	buf_puts(b, ",\n \"form\": {");
	put_text(b, "id", s->form_id);
	buf_puts(b, ", ");
	put_text(b, "hash", s->form_hash);
	buf_puts(b, ", ");
	put_text(b, "title", s->form_title);
	buf_puts(b, "},\n ");
	put_text(b, "wave", s->wave);
	buf_puts(b, ", ");
	put_text(b, "language", s->language);
	buf_puts(b, ", ");
	put_bool(b, "invented", s->invented);
	buf_puts(b, ", ");
	put_bool(b, "unconfirmed", s->unconfirmed);
	buf_printf(b, ", \"release\": %u", s->release);
	if (s->draft)
		buf_puts(b, ", \"draft\": true");
	buf_puts(b, ",\n ");
	put_text(b, "run_by", s->run_by);
	buf_puts(b, ", ");
	put_text(b, "read_by", s->read_by);
	buf_puts(b, ",\n \"policy\": ");
	put_policy(b, &s->policy);
	buf_puts(b, ",\n ");
	put_number(b, "responses", s->responses);
	buf_puts(b, ", ");
	if (s->responses_held) {
		put_number(b, "responses_held", (int)s->responses_held);
		buf_puts(b, ", ");
	}
	put_number(b, "expected", s->expected ? (int)s->expected : -1);
	buf_printf(b, ", \"batches\": %u, ", s->batches);
	put_text(b, "released", s->released);
}

bool
export_json(const struct summary *s, struct export_files *out, struct arena *a,
	    struct err *err)
{
	struct buf *b = export_open(out, "summary.json", err);

	(void)a;
	if (!b)
		return false;
	put_head(b, s);
	buf_puts(b, ",\n \"tables\": [");
	for (size_t i = 0; i < s->table_count; i++) {
		buf_puts(b, i ? "," : "");
		put_table(b, s, &s->tables[i]);
	}
	buf_puts(b, "],\n \"themes\": [");
	for (size_t i = 0; i < s->theme_count; i++) {
		buf_puts(b, i ? "," : "");
		put_theme(b, s, &s->themes[i]);
	}
	buf_puts(b, "],\n \"scorecard\": [");
	for (size_t i = 0; i < s->scorecard_count; i++) {
		buf_puts(b, i ? "," : "");
		put_point(b, &s->scorecard[i]);
	}
	buf_puts(b, "],\n \"notes\": [");
	for (size_t i = 0; i < s->note_count; i++) {
		buf_puts(b, i ? ",\n  " : "\n  ");
		json_put(b, s->notes[i]);
	}
	buf_puts(b, "]}\n");
	return export_close(b, "summary.json", err);
}
