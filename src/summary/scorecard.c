/*
 * The scorecard: for each question that the form names, the share of its best answers, as
 * printed. The best answers of a scale are its two highest; elsewhere the answer whose
 * code is `yes`; of a score its highest band.  Made of published cells alone, so it can
 * tell nothing more.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/internal.h"

static const struct table *
table_of(const struct summary *s, const char *id)
{
	for (size_t i = 0; i < s->table_count; i++)
		if (!s->tables[i].by[0] && str_same(s->tables[i].id, id))
			return &s->tables[i];
	return NULL;
}

/* The codes of the best answers and their labels; how many. */
static size_t
best_of_question(const struct question *q, unsigned lang, const char **codes,
		 const char **labels)
{
	size_t count = q->options ? q->options->count : 0;
	size_t from = q->kind == KIND_SCALE && count > 2 ? count - 2 : 0;
	const struct option *option;
	size_t found = 0;

	for (size_t i = from; i < count && found < 2; i++) {
		option = &q->options->items[i];
		if (q->kind != KIND_SCALE && !str_same(option->code, "yes"))
			continue;
		codes[found] = option->code;
		labels[found++] = text_in(&option->label, lang);
	}
	return found;
}

static const struct row *
row_with(const struct table *t, const char *code)
{
	for (size_t r = 1; r < t->row_count; r++)
		if (str_same(t->rows[r].key, code))
			return &t->rows[r];
	return NULL;
}

/* The merged row that holds these codes and no other. */
static const struct row *
row_of_all(const struct table *t, const char *const *codes, size_t count)
{
	const struct row *row;
	size_t same;

	for (size_t r = 1; r < t->row_count; r++) {
		row = &t->rows[r];
		same = 0;
		for (size_t m = 0; m < row->of_count; m++)
			for (size_t c = 0; c < count; c++)
				same += str_same(row->of[m], codes[c]);
		if (same == count && row->of_count == count)
			return row;
	}
	return NULL;
}

/* Adds a printed row to the point; a hidden one hides the point. */
static void
add_row(struct score_point *p, const struct row *row)
{
	const struct cell *all = &row->cells[row->cell_count - 1];

	if (all->n < 0 || (p->n < 0 && p->marker != MARK_X)) {
		p->n = -1;
		p->marker = MARK_C;
		return;
	}
	p->n = (p->n < 0 ? 0 : p->n) + all->n;
	p->marker = all->marker;
}

static void
fill_point(struct score_point *p, const struct table *t, const char *const *codes,
	   size_t count)
{
	const struct row *row = row_of_all(t, codes, count);
	size_t c;

	if (row)
		add_row(p, row);
	for (c = 0; !row && c < count && row_with(t, codes[c]); c++)
		add_row(p, row_with(t, codes[c]));
	if (!row && c < count) { /* merged with others: not told alone */
		p->n = -1;
		p->marker = MARK_C;
	}
	if (p->n > p->base)
		p->n = p->base; /* two rounded numbers may pass their rounded base */
	if (p->n >= 0)
		p->pct = published_percent((unsigned)p->n, (unsigned)p->base);
}

static struct score_point
make_point(const struct summary *s, const struct form *form, const char *id,
	   unsigned lang, struct arena *a)
{
	const struct question *q = form_question(form, id);
	const struct table *t = table_of(s, id);
	const char *codes[2], *labels[2];
	struct score_point p = { .id = id,
				 .title = t ? t->title : id,
				 .lead = t ? t->lead : "",
				 .best = "",
				 .n = -1,
				 .base = -1,
				 .pct = -1,
				 .marker = MARK_X };
	const struct score *score;
	size_t count = 0;

	for (size_t i = 0; !q && i < form->score_count; i++) {
		score = &form->scores[i];
		if (!str_same(score->id, id) || !score->bands.count)
			continue;
		codes[0] = labels[0] = score->bands.items[score->bands.count - 1].code;
		count = 1;
	}
	if (q)
		count = best_of_question(q, lang, codes, labels);
	if (count)
		p.best = count == 1 ? labels[0]
				    : arena_printf(a, "%s, %s", labels[0], labels[1]);
	if (t && t->row_count)
		p.base = t->rows[0].cells[t->rows[0].cell_count - 1].n;
	if (t && count && t->row_count > 1)
		fill_point(&p, t, codes, count);
	else if (t && s->responses >= 0)
		p.marker = MARK_C;
	return p;
}

void
scorecard_make(struct summary *s, const struct form *form, struct arena *a)
{
	int lang = form_language(form, s->language);

	s->scorecard = arena_array(a, struct score_point, form->scorecard_count + 1);
	for (size_t i = 0; i < form->scorecard_count; i++)
		s->scorecard[s->scorecard_count++] = make_point(
			s, form, form->scorecard[i], lang < 0 ? 0 : (unsigned)lang, a);
}
