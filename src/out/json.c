/*
 * summary.json: the canonical release.  Tables have the shape of "disclosed 1", with titles and
 * labels beside the keys.  One row of a table is one line, so that people can read it too.
 *
 * Every number that another format writes stands here, and with no fewer digits: a share to a tenth
 * of a per cent, a change to a tenth of a point.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "out/internal.h"

static void
put_bool(struct buf *b, const char *name, bool truth)
{
	json_put(b, name);
	buf_puts(b, truth ? ": true" : ": false");
}

/* "name": 0.325, or null.  Whole numbers alone, so that no locale matters. */
static void
put_fraction(struct buf *b, const char *name, bool known, double fraction)
{
	int thousandths = known ? (int)(fraction * 1000 + 0.5) : 0;

	json_put(b, name);
	if (known)
		buf_printf(b, ": %d.%03d", thousandths / 1000, thousandths % 1000);
	else
		buf_puts(b, ": null");
}

static void
put_range(struct buf *b, const struct interval *range)
{
	put_fraction(b, "low", range->known, range->low);
	buf_puts(b, ", ");
	put_fraction(b, "high", range->known, range->high);
}

/* "change": null without an earlier wave. */
static void
put_change(struct buf *b, const struct change *c)
{
	buf_puts(b, "\"change\": ");
	if (!c || c->class == CHANGE_NONE) {
		buf_puts(b, "null");
		return;
	}
	buf_putc(b, '{');
	member_text(b, "class", change_names[c->class]);
	buf_puts(b, ", ");
	member_text(b, "from", c->from);
	buf_puts(b, ", ");
	member_number(b, "n", c->n);
	buf_puts(b, ", ");
	member_number(b, "base", c->base);
	buf_puts(b, ", ");
	member_number(b, "pct", c->pct);
	buf_puts(b, ", ");
	member_text(b, "marker", marker_names[c->marker]);
	buf_puts(b, ", ");
	member_points(b, "points", c->known, c->points);
	buf_puts(b, ", ");
	member_points(b, "low", c->ranged, c->low);
	buf_puts(b, ", ");
	member_points(b, "high", c->ranged, c->high);
	buf_puts(b, ", ");
	member_text(b, "say", change_says[c->say]);
	buf_putc(b, '}');
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
put_cell(struct buf *b, const struct summary *s, const struct table *t,
	 const struct row *row, size_t column)
{
	const struct cell *cell = &row->cells[column];
	const struct interval range = summary_interval(s, t, row, column);

	buf_putc(b, '{');
	member_text(b, "key", cell->key);
	buf_puts(b, ", ");
	member_text(b, "label", cell->label);
	put_of(b, cell->of, cell->of_count);
	buf_puts(b, ", ");
	member_number(b, "n", cell->n);
	buf_puts(b, ", ");
	member_number(b, "pct", cell->pct);
	buf_puts(b, ", ");
	put_range(b, &range);
	buf_puts(b, ", ");
	member_text(b, "marker", marker_names[cell->marker]);
	buf_putc(b, '}');
}

static void
put_row(struct buf *b, const struct summary *s, const struct table *t,
	const struct row *row)
{
	buf_puts(b, "\n    {");
	member_text(b, "key", row->key);
	buf_puts(b, ", ");
	member_text(b, "label", row->label);
	put_of(b, row->of, row->of_count);
	if (row->change) {
		buf_puts(b, ", ");
		put_change(b, row->change);
	}
	buf_puts(b, ", \"cells\": [");
	for (size_t c = 0; c < row->cell_count; c++) {
		buf_puts(b, c ? ", " : "");
		put_cell(b, s, t, row, c);
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
		member_number(b, t->rows[0].cells[c].key, (int)t->held[c]);
	}
	buf_putc(b, '}');
}

/* Under which condition it was asked, of whom, and all that it offered, whatever is told. */
static void
put_asked(struct buf *b, const struct table *t)
{
	buf_puts(b, ",\n   ");
	member_text(b, "when", t->when);
	buf_puts(b, ", ");
	put_bool(b, "everyone", t->everyone);
	buf_puts(b, ", \"options\": [");
	for (size_t i = 0; i < t->option_count; i++) {
		buf_puts(b, i ? ", {" : "{");
		member_text(b, "key", t->options[i].key);
		buf_puts(b, ", ");
		member_text(b, "label", t->options[i].label);
		buf_putc(b, '}');
	}
	buf_putc(b, ']');
}

/* Against the last wave, as a whole: which class, and which wave. */
static void
put_class(struct buf *b, const struct table *t)
{
	if (t->class == CHANGE_NONE)
		return;
	buf_puts(b, "\"change\": {");
	member_text(b, "class", change_names[t->class]);
	buf_puts(b, ", ");
	member_text(b, "from", t->change_from);
	buf_puts(b, ", ");
	member_text(b, "say", "");
	buf_puts(b, "}, ");
}

static void
put_table(struct buf *b, const struct summary *s, const struct table *t)
{
	buf_puts(b, "\n  {");
	member_text(b, "id", t->id);
	buf_puts(b, ", ");
	member_text(b, "title", t->title);
	buf_puts(b, ", ");
	member_text(b, "lead", t->lead);
	buf_puts(b, ",\n   ");
	member_text(b, "question", t->question);
	buf_puts(b, ", ");
	member_text(b, "by", t->by);
	buf_puts(b, ", ");
	member_text(b, "kind", t->kind == TABLE_ANY ? "any" : "one");
	buf_puts(b, ", ");
	member_text(b, "type", form_kinds[t->asked_as].name);
	buf_puts(b, ", ");
	member_text(b, "theme", t->theme < 0 ? "" : s->themes[t->theme].id);
	put_asked(b, t);
	buf_puts(b, ",\n   ");
	member_text(b, "level", level_names[t->level]);
	buf_puts(b, ", \"passed\": [");
	for (size_t i = 0; i < t->passed_count; i++) {
		buf_puts(b, i ? ", {" : "{");
		member_text(b, "level", level_names[t->passed[i].level]);
		buf_puts(b, ", ");
		member_text(b, "why", t->passed[i].why);
		buf_putc(b, '}');
	}
	buf_puts(b, "], ");
	put_held(b, t);
	buf_puts(b, ", ");
	put_class(b, t);
	buf_puts(b, "\"rows\": [");
	for (size_t r = 0; r < t->row_count; r++) {
		buf_puts(b, r ? "," : "");
		put_row(b, s, t, &t->rows[r]);
	}
	buf_puts(b, "]}");
}

static void
put_theme(struct buf *b, const struct summary *s, const struct theme_result *theme)
{
	buf_puts(b, "\n  {");
	member_text(b, "id", theme->id);
	buf_puts(b, ", ");
	member_text(b, "title", theme->title);
	buf_puts(b, ", ");
	member_number(b, "n", theme->n);
	buf_puts(b, ", ");
	member_number(b, "base", theme->base);
	buf_puts(b, ", ");
	member_number(b, "pct", theme->pct);
	buf_puts(b, ", ");
	put_range(b, &theme->range);
	buf_puts(b, ", ");
	member_text(b, "marker", marker_names[theme->marker]);
	buf_puts(b, ",\n   ");
	member_text(b, "strength", theme->strength);
	buf_puts(b, ", ");
	member_text(b, "why", theme->why);
	if (theme->held) {
		buf_puts(b, ", ");
		member_number(b, "held", (int)theme->held);
	}
	buf_puts(b, ",\n   ");
	member_list(b, "terms", theme->terms, theme->term_count);
	buf_puts(b, ", \"quotes\": [");
	for (size_t i = 0; i < theme->quote_count; i++) {
		buf_puts(b, i ? ",\n    " : "\n    ");
		json_put(b, theme->quotes[i]);
	}
	buf_puts(b, "], ");
	put_change(b, &theme->change);
	buf_puts(b, ",\n   \"tables\": [");
	for (size_t i = 0; i < theme->table_count; i++) {
		buf_puts(b, i ? ", " : "");
		json_put(b, s->tables[theme->tables[i]].id);
	}
	buf_puts(b, "]}");
}

static void
put_point(struct buf *b, const struct summary *s, const struct score_point *p)
{
	struct change change;

	buf_puts(b, "\n  {");
	member_text(b, "id", p->id);
	buf_puts(b, ", ");
	member_text(b, "title", p->title);
	buf_puts(b, ", ");
	member_text(b, "best", p->best);
	buf_puts(b, ", ");
	member_number(b, "n", p->n);
	buf_puts(b, ", ");
	member_number(b, "base", p->base);
	buf_puts(b, ", ");
	member_number(b, "pct", p->pct);
	buf_puts(b, ", ");
	member_text(b, "marker", marker_names[p->marker]);
	if (s->wave_count) {
		change = change_score(s, p, s->waves[s->wave_count - 1], p->id);
		buf_puts(b, ", ");
		put_change(b, &change);
	}
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
	member_text(b, "survey", s->survey);
	buf_puts(b, ",\n \"form\": {");
	member_text(b, "id", s->form_id);
	buf_puts(b, ", ");
	member_text(b, "hash", s->form_hash);
	buf_puts(b, ", ");
	member_text(b, "title", s->form_title);
	buf_puts(b, "},\n ");
	member_text(b, "wave", s->wave);
	buf_puts(b, ", ");
	member_text(b, "language", s->language);
	buf_puts(b, ", ");
	put_bool(b, "invented", s->invented);
	buf_puts(b, ", ");
	put_bool(b, "unconfirmed", s->unconfirmed);
	buf_printf(b, ", \"release\": %u", s->release);
	if (s->draft)
		buf_puts(b, ", \"draft\": true");
	buf_puts(b, ",\n ");
	member_text(b, "run_by", s->run_by);
	buf_puts(b, ", ");
	member_text(b, "read_by", s->read_by);
	buf_puts(b, ", ");
	member_text(b, "released_by", s->released_by);
	buf_puts(b, ",\n \"policy\": ");
	put_policy(b, &s->policy);
	buf_puts(b, ",\n ");
	member_number(b, "responses", s->responses);
	buf_puts(b, ", ");
	if (s->responses_held) {
		member_number(b, "responses_held", (int)s->responses_held);
		buf_puts(b, ", ");
	}
	member_number(b, "expected", s->expected ? (int)s->expected : -1);
	buf_printf(b, ", \"batches\": %u, ", s->batches);
	member_text(b, "released", s->released);
}

/* ---- earlier waves ---------------------------------------------------------------------- */

/* A share of then, by the id of what it is of. */
static void
put_then(struct buf *b, bool more, const char *id, int n, int pct, enum marker marker)
{
	buf_puts(b, more ? ",\n    {" : "\n    {");
	member_text(b, "id", id);
	buf_puts(b, ", ");
	member_number(b, "n", n);
	buf_puts(b, ", ");
	member_number(b, "pct", pct);
	buf_puts(b, ", ");
	member_text(b, "marker", marker_names[marker]);
	buf_putc(b, '}');
}

/* What all people said then, where the answers to choose from were others than now. */
static void
put_answers_then(struct buf *b, const struct table *t)
{
	size_t all = t->rows[0].cell_count - 1;

	buf_puts(b, "{");
	member_text(b, "id", t->id);
	buf_puts(b, ", \"rows\": [");
	for (size_t i = 1; i < t->row_count; i++) {
		const struct cell *cell = &t->rows[i].cells[all];

		put_then(b, i > 1, t->rows[i].key, cell->n, cell->pct, cell->marker);
	}
	buf_puts(b, "]}");
}

static void
put_wave(struct buf *b, const struct summary *s, const struct summary *then, bool last)
{
	const struct table *table;
	bool any = false;

	buf_puts(b, "\n  {");
	member_text(b, "wave", then->wave);
	buf_puts(b, ", \"themes\": [");
	for (const struct theme_result *t = then->themes; t < then->themes + then->theme_count; t++)
		put_then(b, t > then->themes, t->id, t->n, t->pct, t->marker);
	buf_puts(b, "],\n   \"scorecard\": [");
	for (size_t i = 0; i < then->scorecard_count; i++) {
		const struct score_point *p = &then->scorecard[i];

		put_then(b, i > 0, p->id, p->n, p->pct, p->marker);
	}
	buf_puts(b, "],\n   \"tables\": [");
	for (size_t i = 0; last && i < s->table_count; i++) {
		table = s->tables[i].class == CHANGE_OPTIONS && !s->tables[i].by[0]
				? summary_table(then, s->tables[i].id)
				: NULL;
		if (!table || table->row_count < 2)
			continue;
		buf_puts(b, any ? ",\n   " : "\n   ");
		put_answers_then(b, table);
		any = true;
	}
	buf_puts(b, "]}");
}

/* What the report repeats of them beside the changes, so that no format says more than this one. */
static void
put_waves(struct buf *b, const struct summary *s)
{
	if (!s->wave_count)
		return;
	buf_puts(b, ",\n \"waves\": [");
	for (size_t i = 0; i < s->wave_count; i++) {
		buf_puts(b, i ? "," : "");
		put_wave(b, s, s->waves[i], i + 1 == s->wave_count);
	}
	buf_putc(b, ']');
}

/* ---- how it came about ----------------------------------------------------------------- */

static void
put_coverage(struct buf *b, const struct summary *s)
{
	buf_puts(b, ",\n \"coverage\": {");
	member_number(b, "responses", s->responses);
	buf_puts(b, ", ");
	member_number(b, "expected", s->expected ? (int)s->expected : -1);
	buf_printf(b, ", \"batches\": %u, ", s->batches);
	member_text(b, "wave", s->wave);
	buf_puts(b, ", ");
	member_text(b, "words", "responses, not people");
	buf_putc(b, '}');
}

/* The band alone: how far two people agree is made of exact counts. */
static void
put_agreement(struct buf *b, const struct summary *s)
{
	static const char *const bands[] = {
		[AGREE_NOT] = "",
		[AGREE_LOW] = "low",
		[AGREE_FAIR] = "fair",
		[AGREE_GOOD] = "good",
	};

	buf_puts(b, ",\n \"agreement\": ");
	if (!s->coding || !s->coding->any) {
		buf_puts(b, "null,\n \"found\": []");
		return;
	}
	buf_printf(b, "{\"book\": %u, \"themes\": [", s->coding->book_version);
	for (size_t i = 0; i < s->theme_count; i++) {
		buf_puts(b, i ? ",\n  {" : "\n  {");
		member_text(b, "id", s->themes[i].id);
		buf_puts(b, ", ");
		put_bool(b, "coded", s->coding->themes[i].coded);
		buf_puts(b, ", ");
		member_text(b, "band", bands[s->coding->themes[i].band]);
		buf_putc(b, '}');
	}
	buf_puts(b, "]},\n ");
	member_list(b, "found", s->coding->found, s->coding->found_count);
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
		put_point(b, s, &s->scorecard[i]);
	}
	buf_putc(b, ']');
	put_waves(b, s);
	put_coverage(b, s);
	json_board(b, s);
	put_agreement(b, s);
	buf_puts(b, ",\n \"notes\": [");
	for (size_t i = 0; i < s->note_count; i++) {
		buf_puts(b, i ? ",\n  " : "\n  ");
		json_put(b, s->notes[i]);
	}
	buf_puts(b, "]}\n");
	return export_close(b, "summary.json", err);
}
