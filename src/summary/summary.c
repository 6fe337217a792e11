/*
 * The summary: all that one release says, made once, so that no two formats can disagree.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/internal.h"

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

struct policy
policy_from(const struct form *form)
{
	unsigned t = form->privacy.smallest_group;
	struct policy policy = policy_make(t ? t : 10);

	policy.strict = form->privacy.strict;
	return policy;
}

/* What is asked for; else what the last release went by; else the form's. */
static bool
policy_now(const struct form *form, const struct summary_about *about, struct policy *out,
	   struct err *err)
{
	struct policy least = policy_from(form);
	size_t earlier = about->earlier_count;

	*out = about->policy ? *about->policy
	       : earlier     ? about->published[earlier - 1]->policy
			     : least;
	if (out->threshold < least.threshold)
		return err_set(
			err, ERR_INPUT,
			"the form's smallest group is %u: it can be raised, and not "
			"be lowered to %u",
			least.threshold, out->threshold);
	return policy_raised(out, &least, err);
}

static struct summary *
start(const struct form *form, const struct summary_about *about, unsigned lang,
      struct arena *a)
{
	struct summary *s = arena_one(a, struct summary);

	*s = (struct summary){
		.form = form,
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
		.draft = about->draft,
		.expected = about->expected ? about->expected : form->expected,
		.batches = about->batches,
		.released = about->released,
		.released_by = about->draft	   ? ""
			       : about->two_people ? "two people"
						   : "one key holder",
		.waves = about->waves,
		.wave_count = about->wave_count,
	};
	return s;
}

struct summary *
summary_publish(const struct tally *t, const struct summary_about *about, struct arena *a,
		struct err *err)
{
	const struct plan *plan = tally_plan(t);
	const struct form *form = plan->form;
	unsigned lang = about->lang < form->language_count ? about->lang : 0;
	struct summary *s = start(form, about, lang, a);
	const struct figures *exact;

	if (!plan_good(plan, err) || !policy_now(form, about, &s->policy, err))
		return NULL;
	exact = publish_figures(t, about, &s->policy, a);
	if (!figures_check(exact, err))
		return NULL;
	s->disclosed = about->said ? about->said : disclose(exact, about->watch, a);
	s->figures = plan_figures(plan, &s->policy, a);
	s->policy = s->disclosed->policy;
	s->release = s->disclosed->release;
	s->responses = s->disclosed->responses;
	s->responses_held = s->disclosed->responses_held;
	s->tables = publish_tables(plan, s->disclosed, lang, a);
	s->table_count = plan->question_count;
	themes_make(s, plan, about->coding, lang, a);
	themes_quote(s, about->quotes, about->coding);
	scorecard_make(s, form, a);
	changes_make(s, a);
	if (about->words) {
		s->board = board_fill(s, about->words, a, err);
		if (!s->board)
			return NULL;
	}
	notes_write(s, about->quotes, a);
	return s;
}
