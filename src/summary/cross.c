/*
 * Groups: who stands in which, and which questions it makes sense to cross by them.  A
 * question that only one group can be asked would put everybody into one column, and the
 * empty other columns would then tell of their members by the form's own logic.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/internal.h"

enum {
	TRIES_MOST = 200000
}; /* combinations of answers that are tried; more: not crossed */

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
		return question_shown(answers, by->index, 0)
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

/* All that the question's being asked hangs on, through any number of steps. */
static void
needs_of(const struct form *form, unsigned question, bool needs[FORM_QUESTIONS])
{
	bool done[FORM_QUESTIONS] = { false };
	unsigned at = question;
	const struct question *q;
	const struct page *page;

	for (;;) {
		q = &form->questions[at];
		page = &form->pages[form->blocks[q->block].page];
		done[at] = true;
		if (q->show_if)
			cond_questions(q->show_if, form, needs);
		if (page->show_if)
			cond_questions(page->show_if, form, needs);
		if (q->repeat >= 0 && form->repeats[q->repeat].show_if)
			cond_questions(form->repeats[q->repeat].show_if, form, needs);
		for (at = 0; at < form->question_count && (!needs[at] || done[at]); at++)
			;
		if (at == form->question_count)
			return;
	}
}

/* How many answers of a question are tried: none, and each, and for choose any all at once. */
static unsigned
states_of(const struct question *q)
{
	if (q->kind == KIND_NUMBER && q->bands.count)
		return (unsigned)q->bands.count + 1;
	if (q->kind == KIND_NUMBER)
		return (unsigned)(q->between_high - q->between_low) + 2;
	if (!q->options)
		return 2;
	return (unsigned)q->options->count + (q->kind == KIND_CHOOSE_ANY ? 2 : 1);
}

static void
try_state(const struct question *q, struct value *v, unsigned state)
{
	unsigned options = q->options ? (unsigned)q->options->count : 0;

	*v = (struct value){ .state = state ? VALUE_SET : VALUE_NONE };
	memset(v->order, 255, sizeof(v->order));
	if (!state)
		return;
	if (q->kind == KIND_NUMBER && q->bands.count) {
		v->number = q->bands.items[state - 1].low;
	} else if (q->kind == KIND_NUMBER) {
		v->number = q->between_low + (int)state - 1;
	} else if (state <= options) {
		v->chosen = 1u << (state - 1);
		v->order[0] = (uint8_t)(state - 1);
	} else if (options) {
		v->chosen = (uint32_t)((UINT64_C(1) << options) - 1);
	} else {
		v->text = "x";
		v->len = 1;
	}
}

/* Counts up like a clock with one wheel a question; false once all have come round. */
static bool
next_try(const struct form *form, const bool needs[FORM_QUESTIONS], unsigned *state,
	 struct answers *answers)
{
	for (unsigned q = 0; q < form->question_count; q++) {
		if (!needs[q])
			continue;
		state[q] = (state[q] + 1) % states_of(&form->questions[q]);
		try_state(&form->questions[q], answers_at(answers, q, 0), state[q]);
		if (state[q])
			return true;
	}
	return false;
}

static bool
two_groups_asked(const struct form *form, const struct break_by *by, unsigned question,
		 const bool *tested, const bool *needs, struct arena *a)
{
	struct answers *answers = answers_new(form, a);
	unsigned state[FORM_QUESTIONS] = { 0 };
	int first = -1, column;

	for (unsigned tries = 0; tries < TRIES_MOST; tries++) {
		column = break_column(form, by, tested, answers);
		if (column >= 0 && column != first &&
		    question_shown(answers, question, 0)) {
			if (first >= 0)
				return true;
			first = column;
		}
		if (!next_try(form, needs, state, answers))
			break;
	}
	return false; /* also when there was too much to try: not crossing is always safe */
}

bool
cross_makes_sense(const struct form *form, const struct break_by *by, unsigned question)
{
	bool tested[FORM_QUESTIONS] = { false }, needs[FORM_QUESTIONS] = { false };
	bool shared = false, result;
	struct arena *a;

	break_questions(form, by, tested);
	if (tested[question])
		return false; /* the group itself, or a part of it */
	needs_of(form, question, needs);
	for (unsigned q = 0; q < form->question_count; q++)
		shared |= tested[q] && needs[q];
	if (!shared)
		return true;
	for (unsigned q = 0; q < form->question_count; q++)
		if (tested[q])
			needs[q] = true;
	for (unsigned q = 0; q < form->question_count; q++)
		if (tested[q])
			needs_of(form, q, needs);
	a = arena_new(0);
	result = two_groups_asked(form, by, question, tested, needs, a);
	arena_free(a);
	return result;
}
