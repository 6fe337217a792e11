/*
 * Any bytes as a form: they are read or refused with a reason, never anything else; and what
 * was read can be shown, asked and counted.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <stdint.h>

#include "form/author.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static void
promise(bool kept, const char *what)
{
	if (!kept)
		die("broken promise: %s", what);
}

/* Answers everything in some way, and asks what is then shown. */
static void
answer_all(const struct form *form, struct arena *arena, unsigned seed)
{
	struct answers *a = answers_new(form, arena);
	SCOPED(buf) out;
	unsigned i, shown = 0;

	buf_init(&out, 1 << 20);
	for (i = 0; i < form->question_count; i++) {
		const struct question *q = &form->questions[i];
		struct value *v = answers_at(a, i, 0);
		size_t option = q->options ? (i * 7 + seed) % q->options->count : 0;

		promise(!q->options || q->options->count <= FORM_OPTIONS, "options fit");
		v->state = (i + seed) % 3 ? VALUE_SET : VALUE_NONE;
		v->chosen = 1u << option;
		v->number = q->between_low;
		v->order[0] = (uint8_t)option;
	}
	for (i = 0; i < form->question_count; i++) {
		const struct question *q = &form->questions[i];

		shown += question_shown(a, i, 0);
		cond_words(q->show_if, form, 0, &out);
		if (form->blocks[q->block].follow_up)
			promise(cond_css(q->show_if, form, &out),
				"a follow-up has a style rule");
		text_fill(text_in(&q->ask, 0), a, 0, 0, &out);
	}
	for (i = 0; i < form->score_count; i++)
		promise(score_band(form, i, a) < (int)form->scores[i].bands.count,
			"a score is in its bands");
	promise(shown <= form->question_count, "no more is shown than there is");
}

static void
same_as_itself(const struct form *form, struct arena *arena)
{
	struct diff *d = arena_one(arena, struct diff);

	form_diff(form, form, d, arena);
	promise(!d->breaking, "a form can be compared with itself");
	for (size_t i = 0; i < d->count; i++)
		promise(d->rows[i].class == DIFF_SAME && !d->rows[i].moved &&
				!*d->rows[i].what,
			"a form is the same as itself");
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct arena *arena = arena_new(0);
	struct diags diags;
	const struct form *form;
	SCOPED(buf) out;
	size_t i;

	buf_init(&out, 1 << 22);
	diags_init(&diags, "form.yaml", (const char *)data, len, arena);
	form = form_parse_new((const char *)data, len, 0, &diags);
	promise((form == NULL) == (diags.errors > 0), "a form, or errors");
	for (i = 0; i < diags.count; i++)
		promise(diags.items[i].line && diags.items[i].col && diags.items[i].width,
			"a place");
	diags_print(&diags, &out);
	diags_json(&diags, &out);
	if (form) {
		form_show(form, (unsigned)form->language_count - 1, &out);
		promise(form_record_most(form) <= 24400, "an answer fits a draft");
		answer_all(form, arena, (unsigned)len);
		same_as_itself(form, arena);
	}
	arena_free(arena);
	return 0;
}
