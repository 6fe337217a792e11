/*
 * Counting people: who stands in which row and column, and who is left out.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "base/base.h"
#include "small.h"
#include "tests/tap.h"

static const struct exact *
find(const struct tally *t, const char *id)
{
	const struct plan *plan = tally_plan(t);

	for (size_t i = 0; i < plan->count; i++)
		if (str_same(plan->tables[i].id, id))
			return &tally_exact(t)[i];
	die("no table %s", id);
}

/* All counts, row by row, "-" last: "1 0 2 / 0 0 1". */
static void
is_counts(const struct tally *t, const char *id, const char *want, unsigned answered)
{
	const struct exact *e = find(t, id);
	SCOPED(buf) b = { .most = 0 };

	for (size_t r = 0; r <= e->plan->row_count; r++)
		for (size_t c = 0; c <= e->plan->column_count; c++)
			buf_printf(&b, "%s%u",
				   c   ? " "
				   : r ? " / "
				       : "",
				   e->counts[r * (e->plan->column_count + 1) + c]);
	is_str(b.data, want, "%s", id);
	is_int(e->answered_all, answered, "%s: who answered", id);
}

static void
person(struct tally *t, const struct form *form, const char *colour, const char *role,
       int hits, struct arena *a)
{
	struct answers *answers = answers_new(form, a);

	if (colour)
		small_choose(answers, "colour", 0, colour);
	if (role)
		small_choose(answers, "role", 0, role);
	if (hits >= 0)
		*small_value(answers, "hit", 0) = (struct value){ .state = VALUE_SET,
								  .banded = true,
								  .number = hits };
	small_count(t, form, answers);
}

int
main(void)
{
	struct arena *a = arena_new(0);
	const struct form *form = small_form(a);
	struct tally *t = tally_new(plan_make(form, a), a);
	struct answers *answers = answers_new(form, a);

	person(t, form, "red", "officer", 0, a);
	person(t, form, "red", "staff", 1, a);
	person(t, form, "grey", NULL, 2, a);
	person(t, form, NULL, "officer", -1, a);
	small_value(answers, "colour", 0)->state = VALUE_NO_ANSWER;
	small_choose(answers, "things", 0, "a");
	small_choose(answers, "things", 0, "c");
	small_choose(answers, "care", 0, "4");
	small_choose(answers, "calm", 0, "5");
	answers->turns[0] = 3;
	small_choose(answers, "seen", 0, "no");
	small_choose(answers, "seen", 1, "yes");
	small_choose(answers, "seen", 2, "yes");
	small_count(t, form, answers);

	is_int(tally_responses(t), 5, "five responses");
	is_counts(t, "colour", "2 / 0 / 0 / 0 / 1 / 2", 3);
	is_counts(t, "colour-by-role", "1 1 0 / 0 0 0 / 0 0 0 / 0 0 0 / 0 0 1 / 1 0 1",
		  3);
	is_counts(t, "colour-by-hurt", "1 1 0 / 0 0 0 / 0 0 0 / 0 0 0 / 1 0 0 / 0 0 2",
		  3);
	is_counts(t, "things", "1 / 0 / 1 / 0 / 4", 1);
	is_counts(t, "hit", "1 / 1 / 1 / 2", 3);
	is_counts(t, "seen", "1 / 1 / 4", 1);
	is_counts(t, "care", "0 / 0 / 0 / 1 / 0 / 4", 1);
	is_counts(t, "mark", "0 / 0 / 1 / 4", 1);
	is_int(find(t, "colour-by-role")->answered[0], 1, "answered, by group");
	is_int(find(t, "colour-by-role")->answered[2], 1,
	       "and by those of no stated group");
	arena_free(a);
	return tap_done();
}
