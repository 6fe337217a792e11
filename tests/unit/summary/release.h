/*
 * Releases for tests: a form read from the source tree, and seeded answers to it.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_TEST_RELEASE_H
#define CANVASS_TEST_RELEASE_H

#include "tests/unit/summary/first.h"

/* forms/NAME of the source tree, or NULL with a note. */
static inline const struct form *
release_form(const char *name, struct arena *a)
{
	const char *top = getenv("TOP_SRCDIR");
	struct diags *diags = arena_one(a, struct diags);
	SCOPED(buf) text = { .most = 0 };
	const char *path = arena_printf(a, "%s/forms/%s", top ? top : ".", name);
	FILE *f = fopen(path, "r");
	struct form *form;
	char piece[4096];
	size_t got;

	if (!f)
		return NULL;
	while ((got = fread(piece, 1, sizeof(piece), f)) > 0)
		buf_put(&text, piece, got);
	fclose(f);
	diags_init(diags, path, text.data, text.len, a);
	form = form_parse(text.data, text.len, diags);
	if (!form) {
		SCOPED(buf) said = { .most = 0 };

		diags_print(diags, &said);
		printf("# %s\n", said.data ? said.data : "");
	}
	return form;
}

/* The first options are likelier than the last; one in twelve gives no answer. */
static inline void
release_answer(const struct question *q, struct value *v, struct dice *dice)
{
	uint32_t count = q->options ? (uint32_t)q->options->count : 0, one;

	if (!dice_below(dice, 12))
		return;
	v->state = VALUE_SET;
	if (q->kind == KIND_NUMBER) {
		v->banded = q->bands.count > 0;
		v->number = v->banded ? (int)dice_below(dice, (uint32_t)q->bands.count)
				      : q->between_low;
	} else if (q->kind == KIND_CHOOSE_ANY) {
		for (uint32_t i = 0; i < count; i++)
			if (!dice_below(dice, 2 + i))
				v->chosen |= 1u << i;
		if (!v->chosen)
			v->chosen = 1;
	} else if (count) {
		one = dice_below(dice, count);
		v->chosen = 1u << (dice_below(dice, 3) ? one : dice_below(dice, one + 1));
	} else {
		v->state = VALUE_NONE;
	}
}

static inline void
release_person(struct tally *t, const struct form *form, struct dice *dice,
	       struct arena *a)
{
	struct record record = { .form = form, .answers = answers_new(form, a) };

	for (size_t r = 0; r < form->repeat_count; r++)
		record.answers->turns[r] = 1;
	for (unsigned q = 0; q < form->question_count; q++)
		if (question_shown(record.answers, q, 0))
			release_answer(&form->questions[q],
				       answers_at(record.answers, q, 0), dice);
	for (unsigned s = 0; s < form->score_count; s++)
		record.scores[s] = (int16_t)score_band(form, s, record.answers);
	tally_add(t, &record);
}

static inline struct summary *
release_make(const struct form *form, unsigned people, uint64_t seed, struct arena *a)
{
	static const struct summary_about about = {
		.survey = "test@w1",
		.form_hash = "0123456789abcdef",
		.wave = "w1",
		.invented = true,
		.batches = 7,
		.released = "2026-12-01",
	};
	struct tally *t = tally_new(plan_make(form, a), a);
	struct arena *each;
	struct dice dice;

	dice_seed(&dice, seed);
	for (unsigned i = 0; i < people; i++) {
		each = arena_new(0);
		release_person(t, form, &dice, each);
		arena_free(each);
	}
	return first_release(t, &about, a);
}

#endif
