/*
 * The summary: all that one release says, made once, so that no two formats can disagree.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/internal.h"

static void
make_themes(struct summary *s, const struct form *form, unsigned lang, struct arena *a)
{
	struct theme_result *theme;

	s->themes = arena_array(a, struct theme_result, form->theme_count + 1);
	s->theme_count = form->theme_count;
	for (size_t i = 0; i < form->theme_count; i++) {
		theme = &s->themes[i];
		*theme = (struct theme_result){
			.id = form->themes[i].id,
			.title = text_in(&form->themes[i].title, lang),
			.n = -1,
			.pct = -1,
			.marker = MARK_X, /* until comments are coded */
			.tables = arena_array(a, size_t, s->table_count + 1),
		};
		for (size_t t = 0; t < s->table_count; t++)
			if (s->tables[t].theme == (int)i)
				theme->tables[theme->table_count++] = t;
	}
}

struct interval
summary_interval(const struct summary *s, const struct table *t, const struct row *row,
		 size_t column)
{
	int n = row->cells[column].n, base = t->rows[0].cells[column].n;
	bool whole = t->everyone && column + 1 == row->cell_count;

	if (n < 0 || base <= 0 || row == &t->rows[0])
		return (struct interval){ .known = false };
	if (n > base)
		n = base;
	return tally_interval_rounded((unsigned)n, (unsigned)base,
				      whole ? s->expected : 0,
				      (s->policy.rounding - 1) / 2);
}

struct summary *
summary_make(const struct tally *t, const struct summary_about *about, struct arena *a)
{
	const struct plan *plan = tally_plan(t);
	const struct form *form = plan->form;
	struct summary *s = arena_one(a, struct summary);
	uint32_t responses = tally_responses(t);
	unsigned lang = about->lang < form->language_count ? about->lang : 0;

	*s = (struct summary){
		.survey = about->survey,
		.form_id = form->id,
		.form_hash = about->form_hash,
		.form_title = text_in(&form->title, lang),
		.wave = about->wave,
		.run_by = text_in(&form->run_by, lang),
		.read_by = text_in(&form->read_by, lang),
		.language = form->languages[lang],
		.invented = about->invented,
		.unconfirmed = about->unconfirmed,
		.policy = policy_from(form),
		.expected = about->expected ? about->expected : form->expected,
		.batches = about->batches,
		.released = about->released,
		.responses = -1,
	};
	if (responses >= s->policy.whole)
		s->responses = (int)policy_round(&s->policy, responses);
	s->tables = arena_array(a, struct table, plan->count + 1);
	s->table_count = plan->count;
	tables_publish(tally_exact(t), plan->count, responses, &s->policy, lang,
		       s->tables, a);
	make_themes(s, form, lang, a);
	scorecard_make(s, form, a);
	notes_write(s, a);
	return s;
}
