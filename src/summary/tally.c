/*
 * Counting, record by record.  What is counted here is exact, and stays inside this floor.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/internal.h"

struct tally {
	const struct plan *plan;
	uint32_t responses;
	struct exact *tables;
	bool tested[FORM_BREAKS]
		   [FORM_QUESTIONS]; /* by break-down: the questions it hangs on */
};

struct tally *
tally_new(const struct plan *plan, struct arena *a)
{
	const struct privacy *privacy = &plan->form->privacy;
	struct tally *t = arena_one(a, struct tally);
	const struct table_plan *p;

	t->plan = plan;
	t->tables = arena_array(a, struct exact, plan->count + 1);
	for (size_t i = 0; i < plan->count; i++) {
		p = &plan->tables[i];
		t->tables[i].plan = p;
		t->tables[i].counts = arena_array(
			a, uint32_t, (p->row_count + 1) * (p->column_count + 1));
		t->tables[i].answered = arena_array(a, uint32_t, p->column_count + 1);
	}
	for (size_t b = 0; b < privacy->break_count; b++)
		break_questions(plan->form, &privacy->breaks[b], t->tested[b]);
	return t;
}

/* The rows that one person counts in, as bits; 0: left it out. */
static uint64_t
rows_of(const struct table_plan *p, const struct record *record)
{
	const struct question *q;
	const struct value *v;
	uint64_t rows = 0;
	int row;

	if (p->score >= 0) {
		row = record->scores[p->score];
		return row < 0 || (size_t)row >= p->row_count ? 0 : UINT64_C(1) << row;
	}
	q = &record->form->questions[p->question];
	for (unsigned turn = 0; turn < q->cells; turn++) {
		if (!question_answered(record->answers, q->index, turn))
			continue;
		v = answers_see(record->answers, q->index, turn);
		if (q->kind == KIND_CHOOSE_ANY) {
			rows |= v->chosen;
			continue;
		}
		row = value_row(record->form, q, v);
		if (row >= 0 && (size_t)row < p->row_count)
			rows |= UINT64_C(1) << row;
	}
	return rows;
}

static void
count_in(struct exact *exact, uint64_t rows, size_t column)
{
	size_t wide = exact->plan->column_count + 1;

	if (!rows) {
		exact->counts[exact->plan->row_count * wide + column]++;
		return;
	}
	exact->answered[column]++;
	exact->answered_all++;
	for (; rows; rows &= rows - 1)
		exact->counts[(size_t)__builtin_ctzll(rows) * wide + column]++;
}

void
tally_add(struct tally *t, const struct record *record)
{
	const struct privacy *privacy = &t->plan->form->privacy;
	const struct table_plan *p;
	int columns[FORM_BREAKS];
	uint64_t rows = 0;
	size_t column;

	for (size_t b = 0; b < privacy->break_count; b++)
		columns[b] = break_column(t->plan->form, &privacy->breaks[b],
					  t->tested[b], record->answers);
	for (size_t i = 0; i < t->plan->question_count; i++) {
		p = t->tables[i].plan;
		if (p->by < 0) /* its break-downs stand right behind it */
			rows = rows_of(p, record);
		column = p->column_count;
		if (p->by >= 0 && columns[p->by] >= 0 &&
		    (size_t)columns[p->by] < p->column_count)
			column = (size_t)columns[p->by];
		count_in(&t->tables[i], rows, column);
	}
	/* Nobody has commented until tally_add_themes says so. */
	for (size_t i = t->plan->question_count; i < t->plan->count; i++)
		count_in(&t->tables[i], 0, 0);
	t->responses++;
}

void
tally_add_themes(struct tally *t, uint32_t may, uint32_t carries)
{
	for (size_t i = t->plan->question_count; i < t->plan->count; i++) {
		struct exact *exact = &t->tables[i];
		int theme = exact->plan->strength_of;

		if (!(may >> theme & 1))
			continue;
		if (!exact->counts[1])
			die("tally_add_themes: more people commented than answered");
		exact->counts[1]--;
		exact->counts[0] += carries >> theme & 1;
		exact->answered[0]++;
		exact->answered_all++;
	}
}

void
tally_merge(struct tally *to, const struct tally *from)
{
	if (to->plan != from->plan)
		die("tally_merge: two plans");
	for (size_t i = 0; i < to->plan->count; i++) {
		const struct table_plan *p = &to->plan->tables[i];
		struct exact *into = &to->tables[i];
		const struct exact *more = &from->tables[i];

		for (size_t c = 0; c < (p->row_count + 1) * (p->column_count + 1); c++)
			into->counts[c] += more->counts[c];
		for (size_t c = 0; c <= p->column_count; c++)
			into->answered[c] += more->answered[c];
		into->answered_all += more->answered_all;
	}
	to->responses += from->responses;
}

uint32_t
tally_responses(const struct tally *t)
{
	return t->responses;
}

const struct exact *
tally_exact(const struct tally *t)
{
	return t->tables;
}

const struct plan *
tally_plan(const struct tally *t)
{
	return t->plan;
}
