/*
 * What one person said, in cells: one for each question, and for each turn of a repeat.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/internal.h"

struct answers *
answers_new(const struct form *form, struct arena *arena)
{
	struct answers *a = arena_one(arena, struct answers);

	a->form = form;
	a->arena = arena;
	a->cells =
		arena_array(arena, struct value, form->cell_count ? form->cell_count : 1);
	return a;
}

static unsigned
cell_of(const struct answers *a, unsigned question, unsigned turn)
{
	const struct question *q;

	if (question >= a->form->question_count)
		die("answers: question %u of %zu", question, a->form->question_count);
	q = &a->form->questions[question];
	if (q->repeat < 0)
		return q->cell;
	if (turn >= q->cells)
		die("answers: turn %u of %u", turn, q->cells);
	return q->cell + turn;
}

struct value *
answers_at(struct answers *a, unsigned question, unsigned turn)
{
	return &a->cells[cell_of(a, question, turn)];
}

const struct value *
answers_see(const struct answers *a, unsigned question, unsigned turn)
{
	return &a->cells[cell_of(a, question, turn)];
}

/* ---- how large one answer can get -------------------------------------------------- */

/* A cell's head: which question, its state, and a number or the bits of its options. */
enum { RECORD_HEAD = 64, CELL_HEAD = 8, TEXT_HEAD = 2 };

static size_t
text_bytes(unsigned characters)
{
	return TEXT_HEAD + characters + (characters + 4) / 5;
}

size_t
form_record_most(const struct form *form)
{
	size_t bytes = RECORD_HEAD + 2 * form->repeat_count + form->score_count, i;

	for (i = 0; i < form->question_count; i++) {
		const struct question *q = &form->questions[i];
		size_t cell = CELL_HEAD;

		if (!form_kinds[q->kind].stored)
			continue;
		if (q->kind == KIND_RANK)
			cell += q->options->count;
		if (q->up_to)
			cell += text_bytes(q->up_to);
		bytes += cell * q->cells;
	}
	return bytes;
}
