/*
 * The summary as a whole: themes, scorecard, notes, and nothing under the smallest total.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "base/base.h"
#include "first.h"
#include "small.h"
#include "tests/tap.h"

static const struct summary_about about = {
	.survey = "small@w1",
	.form_hash = "abc",
	.wave = "w1",
	.batches = 3,
	.released = "2026-12-01",
};

/* n people who care 4 and more are care_most; the rest care 1. */
static struct summary *
released(const struct form *form, unsigned n, unsigned much, unsigned very,
	 struct arena *a)
{
	struct tally *t = tally_new(plan_make(form, a), a);
	struct answers *answers;

	for (unsigned i = 0; i < n; i++) {
		answers = answers_new(form, a);
		small_choose(answers, "care", 0,
			     i < much	       ? "4"
			     : i < much + very ? "5"
			     : i % 3 == 0      ? "1"
			     : i % 3 == 1      ? "2"
					       : "3");
		answers->turns[0] = 1;
		small_choose(answers, "seen", 0, i % 4 ? "yes" : "no");
		small_count(t, form, answers);
	}
	return first_release(t, &about, a);
}

int
main(void)
{
	struct arena *a = arena_new(0);
	const struct form *form = small_form(a);
	struct summary *s = released(form, 203, 61, 42, a);
	unsigned rows = 0;
	bool noted = false;

	is_int(s->responses, 205, "203 responses print as 205");
	is_int((long long)s->theme_count, 2, "two themes");
	ok(s->themes[1].n == -1 && s->themes[1].marker == MARK_X,
	   "no strength before coding");
	is_int((long long)s->themes[0].table_count, 4, "a theme's tables, by groups too");
	is_str(s->tables[s->themes[0].tables[0]].id, "colour", "its first table");
	is_int(s->scorecard[0].n, 100, "care: 60 who say much and 40 who say very much");
	is_int(s->scorecard[0].pct, 50, "are half");
	is_str(s->scorecard[0].best, "Much, Very much", "the best answers are named");
	is_int(s->scorecard[1].pct, 75, "seen: yes");
	is_str(s->scorecard[2].best, "4-5", "a score's best answer is its highest band");

	s = released(form, 203, 61, 9, a);
	is_int(s->scorecard[0].n, -1, "a hidden part hides the point");
	is_int(s->scorecard[0].marker, MARK_C, "and says so");
	is_int(s->scorecard[0].base, 205, "beside its base");
	s = released(form, 53, 4, 49, a);
	is_int(s->scorecard[0].n, -1, "4 and 49: only the base is told");
	is_int(s->scorecard[0].base, 55, "and the point has it");

	s = released(form, 29, 10, 10, a);
	is_int(s->responses, -1, "29 responses are not told");
	for (size_t i = 0; i < s->table_count; i++)
		rows += (unsigned)s->tables[i].row_count;
	is_int(rows, 0, "and no table has a row");
	for (size_t i = 0; i < s->note_count; i++)
		noted |= strstr(s->notes[i], "Fewer than 30 responses") != NULL;
	ok(noted, "a note says why");
	is_int(s->scorecard[0].pct, -1, "nor has the scorecard a number");
	is_int(s->expected, 300, "the form's expected number stands in");
	arena_free(a);
	return tap_done();
}
