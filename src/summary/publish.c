/*
 * From tallies to figures, and from what disclosure control lets through to the summary's tables
 * with their titles and labels.  Nothing here decides what may be told.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/internal.h"

/* ---- in: exact counts ------------------------------------------------------------- */

static const struct counts *
counts_of(const struct tally *t, const uint16_t *places, struct arena *a)
{
	const struct exact *exact = tally_exact(t);
	size_t count = tally_plan(t)->count;
	struct counts *counts = arena_array(a, struct counts, count + 1);

	for (size_t i = 0; i < count; i++)
		counts[places[i]] = (struct counts){
			.cells = exact[i].counts,
			.answered = exact[i].plan->kind == TABLE_ANY ? exact[i].answered
								     : NULL,
		};
	return counts;
}

/* Themes that are not coded, or not well enough. */
static const bool *
untold_of(const struct plan *plan, const struct coding_told *coding,
	  const uint16_t *places, struct arena *a)
{
	bool *untold = arena_array(a, bool, plan->count + 1);

	for (size_t i = plan->question_count; i < plan->count; i++)
		untold[places[i]] = !theme_told(coding, plan->tables[i].strength_of);
	return untold;
}

struct figures *
publish_figures(const struct tally *now, const struct summary_about *about,
		const struct policy *policy, struct arena *a)
{
	const struct plan *plan = tally_plan(now);
	struct figures *f = plan_figures(plan, policy, a);
	const uint16_t *places = plan_places(plan, a);
	struct figures_release *earlier =
		arena_array(a, struct figures_release, about->earlier_count + 1);

	for (size_t r = 0; r < about->earlier_count; r++)
		earlier[r] = (struct figures_release){
			.responses = tally_responses(about->earlier[r]),
			.tables = counts_of(about->earlier[r], places, a),
			.published = about->published[r],
		};
	f->responses = tally_responses(now);
	f->counts = counts_of(now, places, a);
	f->earlier = earlier;
	f->earlier_count = about->earlier_count;
	f->untold = untold_of(plan, about->coding, places, a);
	return f;
}

/* ---- out: tables with labels ------------------------------------------------------ */

struct naming { /* what the lines of one side of a table are called */
	const struct key_label *keys;
	const struct key_groups *merges, *folds; /* folds: NULL for rows */
	const char *all;
	unsigned lang;
};

static const char *
group_label(const struct key_groups *groups, const char *key, unsigned lang)
{
	for (size_t i = 0; groups && i < groups->count; i++)
		if (str_same(groups->items[i].key, key))
			return text_in(&groups->items[i].label, lang);
	return NULL;
}

static const char *
line_label(const struct naming *n, const struct printed_line *line)
{
	const char *label;

	if (!line->of)
		return n->all;
	if (!line->merged)
		return text_in(&n->keys[line->of[0]].label, n->lang);
	label = group_label(n->merges, line->key, n->lang);
	return label ? label : group_label(n->folds, line->key, n->lang);
}

static const char *const *
line_members(const struct naming *n, const struct printed_line *line, struct arena *a)
{
	const char **names;

	if (!line->of || !line->merged)
		return NULL;
	names = arena_array(a, const char *, line->of_count + 1);
	for (size_t i = 0; i < line->of_count; i++)
		names[i] = n->keys[line->of[i]].key;
	return names;
}

static struct cell *
make_cells(const struct printed_table *from, size_t row, const struct naming *columns,
	   struct arena *a)
{
	struct cell *cells = arena_array(a, struct cell, from->column_count + 1);
	const struct printed_cell *printed;
	const struct printed_line *line;

	for (size_t c = 0; c < from->column_count; c++) {
		line = &from->columns[c];
		printed = &from->cells[row * from->column_count + c];
		cells[c] = (struct cell){
			.key = line->key,
			.label = line_label(columns, line),
			.of = line_members(columns, line, a),
			.of_count = line->merged ? line->of_count : 0,
			.n = printed->n,
			.pct = printed->pct,
			.marker = printed->marker,
		};
	}
	return cells;
}

static const unsigned *
held_of(const struct printed_table *from, struct arena *a)
{
	unsigned *held = arena_array(a, unsigned, from->column_count + 1);
	bool any = false;

	for (size_t c = 0; c < from->column_count; c++)
		any |= (held[c] = from->columns[c].held) > 0;
	return any ? held : NULL;
}

static void
fill_table(struct table *t, const struct table_plan *p, const struct printed_table *from,
	   unsigned lang, struct arena *a)
{
	const struct naming rows = { p->rows, &p->row_merges, NULL, "All who answered",
				     lang },
			    columns = { p->columns, &p->column_merges, &p->column_folds,
					"All", lang };
	const struct printed_line *line;

	t->level = from->level;
	t->passed_count = from->passed_count;
	memcpy(t->passed, from->passed, sizeof(t->passed));
	t->held = held_of(from, a);
	t->row_count = from->row_count;
	t->rows = arena_array(a, struct row, from->row_count + 1);
	for (size_t r = 0; r < from->row_count; r++) {
		line = &from->rows[r];
		t->rows[r] = (struct row){
			.key = line->key,
			.label = line_label(&rows, line),
			.of = line_members(&rows, line, a),
			.of_count = line->merged ? line->of_count : 0,
			.cells = make_cells(from, r, &columns, a),
			.cell_count = from->column_count,
		};
	}
}

/* The words of the conditions that there are, each once, though page and question share it. */
static const char *
when_of(const struct form *form, const struct table_plan *p, unsigned lang,
	struct arena *a)
{
	const struct question *q = p->question < 0 ? NULL : &form->questions[p->question];
	const struct cond *conds[3] = { NULL };
	const char *words[3], *all = "";

	if (!q) /* of a score nothing is said */
		return all;
	conds[0] = form->pages[form->blocks[q->block].page].show_if;
	conds[1] = q->repeat >= 0 ? form->repeats[q->repeat].show_if : NULL;
	conds[2] = q->show_if;
	for (size_t i = 0; i < ARRAY_LEN(conds); i++) {
		SCOPED(buf) out;
		bool again = false;

		buf_init(&out, 0);
		if (conds[i])
			cond_words(conds[i], form, lang, &out);
		words[i] = out.len ? arena_copy(a, out.data, out.len) : "";
		for (size_t k = 0; k < i; k++)
			again |= str_same(words[k], words[i]);
		if (*words[i] && !again)
			all = *all ? arena_printf(a, "%s; and %s", all, words[i])
				   : words[i];
	}
	return all;
}

static const struct key_text *
options_of(const struct table_plan *p, unsigned lang, struct arena *a)
{
	struct key_text *options = arena_array(a, struct key_text, p->row_count + 1);

	for (size_t i = 0; i < p->row_count; i++)
		options[i] = (struct key_text){ p->rows[i].key,
						text_in(&p->rows[i].label, lang) };
	return options;
}

static void
set_titles(struct table *t, const struct table_plan *p, const struct form *form,
	   unsigned lang, struct arena *a)
{
	const char *title = text_in(&p->title, lang);

	*t = (struct table){
		.id = p->id,
		.question = p->asked,
		.by = p->by_id,
		.title = title,
		.question_title = title,
		.lead = text_in(&p->lead, lang),
		.by_title = text_in(&p->by_title, lang),
		.kind = p->kind,
		.asked_as = p->asked_as,
		.everyone = p->everyone,
		.theme = p->theme,
		.when = when_of(form, p, lang, a),
		.options = options_of(p, lang, a),
		.option_count = p->row_count,
		.change_from = "",
	};
	if (p->by >= 0)
		t->title = arena_printf(a, "%s (by: %s)", title, t->by_title);
}

struct table *
publish_tables(const struct plan *plan, const struct disclosed *d, unsigned lang,
	       struct arena *a)
{
	struct table *tables = arena_array(a, struct table, plan->question_count + 1);
	const uint16_t *places = plan_places(plan, a);

	for (size_t i = 0; i < plan->question_count; i++) {
		set_titles(&tables[i], &plan->tables[i], plan->form, lang, a);
		fill_table(&tables[i], &plan->tables[i], &d->tables[places[i]], lang, a);
	}
	return tables;
}
