/*
 * How large the check page and a draft can become: every question is met and answered at its
 * limit, and every text is full of marks.  Nobody can do all that where conditions exclude each
 * other, so both are bounds.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "web/page.h"

enum {
	SEALING = 41, /* version, nonce and tag around a draft's clear text */
	FIELD = 50,   /* the draft's hidden field without its value */
};

/* ---- answers at their limit ------------------------------------------------------------- */

/* The option with the longest label. */
static void
fill_one(const struct question *q, unsigned lang, struct value *v)
{
	size_t longest = 0;

	v->state = VALUE_SET;
	v->chosen = 1;
	for (size_t i = 0; i < q->options->count; i++) {
		size_t len = strlen(text_in(&q->options->items[i].label, lang));

		if (len > longest) {
			longest = len;
			v->chosen = 1u << i;
		}
	}
}

static void
fill_all(const struct question *q, struct value *v)
{
	v->state = VALUE_SET;
	v->chosen = (uint32_t)((1ull << q->options->count) - 1);
	memset(v->order, 255, sizeof(v->order));
	for (size_t i = 0; q->kind == KIND_RANK && i < q->options->count; i++)
		v->order[i] = (uint8_t)i;
}

static void
fill_words(char sign, unsigned len, struct arena *a, struct value *v)
{
	char *text = arena_alloc(a, len + 1u, 1);

	memset(text, sign, len);
	v->state = VALUE_SET;
	v->text = text;
	v->len = len;
}

/*
 * One answer.  sign: what texts are made of; a fifth more than their limit if it is a letter, as
 * slots allow for letters of two bytes.
 */
static void
fill_value(const struct question *q, unsigned lang, char sign, struct arena *a,
	   struct value *v)
{
	unsigned len = sign == '&' ? q->up_to : q->up_to + (q->up_to + 4) / 5;

	switch (q->kind) {
	case KIND_CHOOSE_ONE:
	case KIND_SCALE:
		fill_one(q, lang, v);
		break;
	case KIND_CHOOSE_ANY:
	case KIND_RANK:
		fill_all(q, v);
		break;
	case KIND_NUMBER:
		v->state = VALUE_SET;
		v->number = q->between_high;
		break;
	case KIND_MONTH:
		v->state = VALUE_SET;
		v->number = 2026 * 12 + 8; /* September */
		break;
	case KIND_SHORT_TEXT:
	case KIND_LONG_TEXT:
		fill_words(sign, len, a, v);
		break;
	case KIND_NOTE:
	case KIND__COUNT:
		return;
	}
	if (q->options && q->up_to) {
		fill_words(sign, len, a, v);
		v->chosen = 1u << (q->options->count - 1) |
			    (q->kind == KIND_CHOOSE_ANY ? v->chosen : 0);
	}
}

static struct walk *
walk_full(const struct form *form, unsigned lang, char sign, struct arena *a)
{
	struct walk *walk = walk_new(form, a);

	walk->at = (struct place){ .stage = STAGE_CHECK };
	walk->lang = (uint8_t)lang;
	walk->warned = 1;
	memset(walk->seen, 255, sizeof(walk->seen));
	for (size_t i = 0; i < form->repeat_count; i++) {
		walk->answers->turns[i] = (uint8_t)form->repeats[i].most;
		walk->answers->ended[i] = 1;
	}
	for (unsigned i = 0; i < form->question_count; i++) {
		const struct question *q = &form->questions[i];

		for (unsigned turn = 0; turn < q->cells; turn++)
			fill_value(q, lang, sign, a, answers_at(walk->answers, i, turn));
	}
	return walk;
}

/* ---- marks at their limit ---------------------------------------------------------------- */

/* What is longest to say of a mark in this language. */
static enum redact_class
longest_class(const struct speech *speech)
{
	enum redact_class longest = REDACT_NAME;
	size_t most = 0;

	for (enum redact_class class = 0; class < REDACT_REMOVED; class ++) {
		size_t len = strlen(
			word_in((enum word)(WORD_FOUND_NAME + (int)class), speech));

		if (len > most) {
			most = len;
			longest = class;
		}
	}
	return longest;
}

/* A text with so many marks that nothing is left between them but one letter each. */
static struct redaction
full_of_marks(size_t len, size_t count, enum redact_class class, struct arena *a)
{
	size_t n = len / 2 < count ? len / 2 : count;
	struct redact_span *spans = arena_array(a, struct redact_span, n + 1);

	for (size_t i = 0; i < n; i++)
		spans[i] = (struct redact_span){ .from = len * i / n,
						 .to = len * (i + 1) / n - 1,
						 .class = class,
						 .certain = true };
	return (struct redaction){ .spans = spans, .count = n };
}

/* As many as the page shows, and one more, so that it says that there are more. */
static const struct marks *
marks_full(const struct walk *walk, size_t most, struct arena *a)
{
	struct speech speech = speech_of(walk->form, walk->lang);
	enum redact_class class = longest_class(&speech);
	struct marks *marks = arena_one(a, struct marks);
	struct text_marks *texts =
		arena_array(a, struct text_marks, walk->form->cell_count + 1);

	marks->texts = texts;
	for (unsigned i = 0; i < walk->form->question_count; i++) {
		const struct question *q = &walk->form->questions[i];

		for (unsigned turn = 0; turn < q->cells && form_kinds[q->kind].stored;
		     turn++) {
			const struct value *v = answers_see(walk->answers, i, turn);

			if (!v->text || v->len < 2)
				continue;
			texts[marks->count++] = (struct text_marks){
				.question = i,
				.turn = turn,
				.found = full_of_marks(v->len, most + 1, class, a),
			};
			marks->certain++;
		}
	}
	return marks;
}

/* As many refusals as are told at a time, each of the longest. */
static void
refusals_full(const struct marks *marks, const struct walk *walk, struct arena *a,
	      struct field_errors *out)
{
	const char *longest = "";
	size_t count = 0;

	for (size_t i = 0; i < marks->count; i++) {
		struct marks one = { .texts = &marks->texts[i], .count = 1 };

		marks_refuse(&one, walk, a, out);
		if (out->count && strlen(out->items[0].message) > strlen(longest))
			longest = out->items[0].message;
		count = out->count ? REFUSALS_MOST : count;
	}
	for (size_t i = 0; i < count; i++)
		out->items[i] =
			(struct field_error){ .question = FORM_QUESTIONS,
					      .message = longest,
					      .field = "a_question_id-change-10" };
	out->count = count;
}

/* ---- weighing --------------------------------------------------------------------------- */

size_t
draft_most(const struct form *form)
{
	struct arena *a = arena_new(0);
	SCOPED(buf) clear;
	size_t most;

	buf_init(&clear, 0);
	walk_write(walk_full(form, 0, 'w', a), &clear);
	most = ((clear.len + SEALING) * 4 + 2) / 3;
	arena_free(a);
	return most;
}

/* The check page in one language, with so much of each text. */
static size_t
check_weight(const struct prepared *p, const struct form *form, unsigned lang,
	     const struct extent *extent)
{
	struct arena *a = arena_new(0);
	const struct walk *walk = walk_full(form, lang, '&', a);
	const struct marks *marks = marks_full(walk, extent->marks, a);
	struct field_errors errors = { .count = 0 };
	struct fill fill = { .code = "0000000000000000",
			     .words = "wwwwwww wwwwwww",
			     .walk = walk,
			     .ticket = "00000000000000000000000000",
			     .errors = &errors,
			     .marks = marks,
			     .extent = *extent,
			     .all_rows = true };
	size_t len;

	if (form->privacy.refuse)
		refusals_full(marks, walk, a, &errors);
	len = sheet_reply(p, SHEET_CHECK, 200, &fill, a)->len;
	arena_free(a);
	return len + HEADER_BYTES + FIELD;
}

size_t
prepared_check_most(const struct prepared *p, const struct form *form)
{
	size_t draft = draft_most(form), most = 0;

	for (unsigned lang = 0; lang < form->language_count; lang++) {
		size_t whole = check_weight(p, form, lang, &check_extents[0]) + draft;
		size_t least =
			check_weight(p, form, lang, &check_extents[CHECK_EXTENTS - 1]) +
			draft;
		/* the door shows less of each text until the page fits */
		size_t here = whole <= CHECK_BYTES   ? whole
			      : least <= CHECK_BYTES ? (size_t)CHECK_BYTES
						     : least;

		most = here > most ? here : most;
	}
	return most;
}
