/*
 * Named conditions that are a plain list of answers, such as "hit is not never or spat is not
 * never".  Their group is tied to those answers by numbers that the audit can hold: it is no
 * smaller than any one of the sums, and no larger than all together.  Then a hidden answer does
 * not forbid to break down by the condition; what it may tell is worked out.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/internal.h"

static bool
has_own_table(const struct plan *plan, int question)
{
	for (size_t i = 0; i < plan->count; i++)
		if (plan->tables[i].question == question && plan->tables[i].by < 0)
			return plan->tables[i].kind == TABLE_ONE;
	return false;
}

bool
condition_counted(const struct plan *plan, unsigned condition, uint32_t bits[FORM_QUESTIONS])
{
	const struct form *form = plan->form;

	memset(bits, 0, FORM_QUESTIONS * sizeof(*bits));
	if (!cond_any_of(form->conditions[condition].when, form, bits))
		return false;
	for (int q = 0; q < FORM_QUESTIONS; q++)
		if (bits[q] && !has_own_table(plan, q))
			return false;
	return true;
}

static const bool *
keys_from(uint32_t bits, size_t count, struct arena *a)
{
	bool *keys = arena_array(a, bool, count + 1);

	for (size_t k = 0; k < count; k++)
		keys[k] = bits >> k & 1;
	return keys;
}

bool
implied_make(const struct plan *plan, unsigned condition, int by, const int *of_question,
	     struct implied *out, struct arena *a)
{
	uint32_t bits[FORM_QUESTIONS];
	struct implied_sum *sums;
	size_t count = 0;

	if (!condition_counted(plan, condition, bits))
		return false;
	sums = arena_array(a, struct implied_sum, FORM_QUESTIONS);
	for (int q = 0; q < FORM_QUESTIONS; q++)
		if (bits[q])
			sums[count++] = (struct implied_sum){
				.variable = of_question[q],
				.keys = keys_from(
					bits[q], plan->form->questions[q].options->count, a),
			};
	*out = (struct implied){ .by = by, .key = 0, .sums = sums, .sum_count = count };
	return true;
}
