/*
 * A comparison for programs: "compare 1".
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "out/compare.h"
#include "out/internal.h"

static void
put_change(struct buf *b, const struct comparison *c, const struct change *change,
	   size_t from)
{
	if (change->class == CHANGE_NONE) {
		buf_puts(b, "\"change\": null");
		return;
	}
	buf_puts(b, "\"change\": {");
	member_text(b, "class", change_names[change->class]);
	buf_puts(b, ", ");
	member_text(b, "from", c->labels[from]);
	buf_puts(b, ", ");
	member_points(b, "points", change->known, change->points);
	buf_puts(b, ", ");
	member_points(b, "low", change->ranged, change->low);
	buf_puts(b, ", ");
	member_points(b, "high", change->ranged, change->high);
	buf_puts(b, ", ");
	member_text(b, "say", change_says[change->say]);
	buf_putc(b, '}');
}

static void
put_side(struct buf *b, const struct comparison *c, const struct compare_side *side,
	 size_t file)
{
	buf_putc(b, '{');
	member_number(b, "n", side->n);
	buf_puts(b, ", ");
	member_number(b, "base", side->base);
	buf_puts(b, ", ");
	member_number(b, "pct", side->pct);
	buf_puts(b, ", ");
	member_text(b, "marker", marker_names[side->marker]);
	buf_puts(b, ", ");
	put_change(b, c, &side->change, c->kind == COMPARE_WAVES && file ? file - 1 : 0);
	buf_putc(b, '}');
}

static void
put_row(struct buf *b, const struct comparison *c, const struct compare_row *row)
{
	const struct compare_pool *p = &row->pool;

	member_text(b, "key", row->key);
	buf_puts(b, ", ");
	member_text(b, "label", row->label);
	buf_puts(b, ", \"files\": [");
	for (size_t i = 0; i < c->count; i++) {
		buf_puts(b, i ? ", " : "");
		put_side(b, c, &row->sides[i], i);
	}
	buf_puts(b, "], \"pool\": ");
	if (p->files)
		buf_printf(
			b,
			"{\"forces\": %zu, \"n\": %d, \"base\": %d, \"pct\": %d, \"off\": "
			"%u}",
			p->files, p->n, p->base, p->pct, p->off);
	else
		buf_puts(b, "null");
}

static void
put_rows(struct buf *b, const struct comparison *c, const char *name,
	 const struct compare_row *rows, size_t count, const char *const *best)
{
	buf_puts(b, ",\n ");
	json_put(b, name);
	buf_puts(b, ": [");
	for (size_t r = 0; r < count; r++) {
		buf_puts(b, r ? ",\n  {" : "\n  {");
		if (best) {
			member_text(b, "best", best[r]);
			buf_puts(b, ", ");
		}
		put_row(b, c, &rows[r]);
		buf_putc(b, '}');
	}
	buf_putc(b, ']');
}

static void
put_table(struct buf *b, const struct comparison *c, const struct compare_table *t)
{
	buf_puts(b, "\n  {");
	member_text(b, "id", t->id);
	buf_puts(b, ", ");
	member_text(b, "title", t->title);
	buf_puts(b, ", ");
	member_text(b, "lead", t->lead);
	buf_puts(b, ",\n   \"files\": [");
	for (size_t i = 0; i < c->count; i++) {
		buf_puts(b, i ? ", {\"here\": " : "{\"here\": ");
		buf_puts(b, t->in[i] ? "true, " : "false, ");
		member_text(b, "class", change_names[t->classes[i]]);
		buf_puts(b, ", ");
		member_number(b, "base", t->bases[i].n);
		buf_puts(b, ", ");
		member_text(b, "marker", marker_names[t->bases[i].marker]);
		buf_putc(b, '}');
	}
	buf_puts(b, "],\n   \"rows\": [");
	for (size_t r = 0; r < t->row_count; r++) {
		buf_puts(b, r ? ",\n    {" : "\n    {");
		put_row(b, c, &t->rows[r]);
		buf_putc(b, '}');
	}
	buf_puts(b, "]}");
}

static void
put_file(struct buf *b, const struct comparison *c, size_t i)
{
	const struct summary *s = c->files[i];

	buf_puts(b, "\n  {");
	member_text(b, "label", c->labels[i]);
	buf_puts(b, ", ");
	member_text(b, "survey", s->survey);
	buf_puts(b, ", ");
	member_text(b, "form", s->form_id);
	buf_puts(b, ", ");
	member_text(b, "hash", s->form_hash);
	buf_puts(b, ", ");
	member_text(b, "wave", s->wave);
	buf_puts(b, ",\n   ");
	member_text(b, "run_by", s->run_by);
	buf_printf(b, ", \"release\": %u, \"invented\": %s, \"unconfirmed\": %s, ",
		   s->release, s->invented ? "true" : "false",
		   s->unconfirmed ? "true" : "false");
	member_number(b, "responses", s->responses);
	buf_puts(b, ", ");
	member_number(b, "expected", s->expected ? (int)s->expected : -1);
	buf_printf(b, ", \"batches\": %u, ", s->batches);
	member_text(b, "released", s->released);
	buf_putc(b, '}');
}

static void
put_head(struct buf *b, const struct comparison *c)
{
	const struct policy *p = &c->policy;

	buf_puts(b, "{\"canvass\": \"compare 1\",\n ");
	member_text(b, "kind", compare_kinds[c->kind]);
	buf_puts(b, ",\n \"files\": [");
	for (size_t i = 0; i < c->count; i++) {
		buf_puts(b, i ? "," : "");
		put_file(b, c, i);
	}
	buf_printf(b,
		   "],\n \"policy\": {\"threshold\": %u, \"rounding\": %u, \"base\": %u, "
		   "\"whole\": %u, \"increment\": %u, \"strict\": %s}",
		   p->threshold, p->rounding, p->base, p->whole, p->increment,
		   p->strict ? "true" : "false");
}

void
compare_json(const struct comparison *c, struct buf *out)
{
	put_head(out, c);
	put_rows(out, c, "scorecard", c->points, c->point_count, c->best);
	put_rows(out, c, "themes", c->themes, c->theme_count, NULL);
	buf_puts(out, ",\n \"tables\": [");
	for (size_t i = 0; i < c->table_count; i++) {
		buf_puts(out, i ? "," : "");
		put_table(out, c, &c->tables[i]);
	}
	buf_puts(out, "],\n \"notes\": [");
	for (size_t i = 0; i < c->note_count; i++) {
		buf_puts(out, i ? ",\n  " : "\n  ");
		json_put(out, c->notes[i]);
	}
	buf_puts(out, "]}\n");
}
