/*
 * Groups: who stands in which.  Which questions are crossed by them the form itself says
 * (question.crosses): one that only one group can be asked would put everybody into one
 * column, and the empty other columns would tell of their members by the form's own logic.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/internal.h"

int
value_row(const struct form *form, const struct question *q, const struct value *v)
{
	if (v->state != VALUE_SET)
		return -1;
	if (q->kind == KIND_MONTH)
		return months_row(form, q, v);
	if (q->kind == KIND_RANK)
		return v->order[0] < FORM_OPTIONS ? v->order[0] : -1;
	if (q->kind != KIND_NUMBER)
		return v->chosen ? __builtin_ctz(v->chosen) : -1;
	if (v->banded)
		return v->number;
	if (q->bands.count)
		return bands_find(&q->bands, v->number);
	if (v->number < q->between_low || v->number > q->between_high)
		return -1;
	return v->number - q->between_low;
}

void
break_questions(const struct form *form, const struct break_by *by,
		bool seen[FORM_QUESTIONS])
{
	if (by->kind == BREAK_QUESTION)
		seen[by->index] = true;
	else if (by->kind == BREAK_CONDITION)
		cond_questions(form->conditions[by->index].when, form, seen);
}

int
break_column(const struct form *form, const struct break_by *by, const bool *tested,
	     const struct answers *answers)
{
	if (by->kind == BREAK_QUESTION)
		return question_answered(answers, by->index, 0)
			       ? value_row(form, &form->questions[by->index],
					   answers_see(answers, by->index, 0))
			       : -1;
	if (by->kind != BREAK_CONDITION)
		return -1;
	/* who answered none of its questions is in neither group */
	for (unsigned q = 0; q < form->question_count; q++)
		if (tested[q] && question_answered(answers, q, 0))
			return cond_holds(form->conditions[by->index].when, answers, 0)
				       ? 0
				       : 1;
	return -1;
}
