/*
 * Invents one person after another: facts first, which shift a few traits; then each question
 * that the form would show to that person, answered as the traits lean.  Knows no question by
 * name: what is special to a form stands in its profile.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <math.h>

#include "app/invent.h"

#define FACTS_MOST 8

static const double skip_share = 0.025, no_answer_share = 0.03, comment_share = 0.33,
		    more_share = 0.25; /* of those who would else write nothing */

struct person {
	const struct form *form;
	const struct profile *profile;
	struct dice *dice;
	struct dice words; /* for texts, so that what they draw leaves all other answers alone */
	struct answers *answers;
	struct arena *arena;
	double trait[TRAIT__COUNT];
	const struct fact *facts[FACTS_MOST];
	size_t fact_count;
};

static bool
chance(struct person *p, double share)
{
	return dice_unit(p->dice) < share;
}

/* An index by its weight; the weights need not sum to one. */
static size_t
draw(struct person *p, const double *weights, size_t n)
{
	double sum = 0, at;

	for (size_t i = 0; i < n; i++)
		sum += weights[i];
	at = dice_unit(p->dice) * sum;
	for (size_t i = 0; i + 1 < n; i++) {
		at -= weights[i];
		if (at < 0)
			return i;
	}
	return n - 1;
}

/* ---- who it is ------------------------------------------------------------------- */

static bool
fact_fits(const struct person *p, const struct fact *f, const char *question)
{
	return str_same(f->question, question) &&
	       (!f->given || (p->fact_count && str_same(p->facts[0]->code, f->given)));
}

static void
draw_fact(struct person *p, const char *question)
{
	const struct fact *fits[FORM_OPTIONS];
	double weights[FORM_OPTIONS];
	size_t n = 0;

	for (size_t i = 0; i < p->profile->fact_count && n < FORM_OPTIONS; i++) {
		const struct fact *f = &p->profile->facts[i];

		if (!fact_fits(p, f, question))
			continue;
		fits[n] = f;
		weights[n++] = f->weight;
	}
	if (n && p->fact_count < FACTS_MOST)
		p->facts[p->fact_count++] = fits[draw(p, weights, n)];
}

static void
draw_person(struct person *p)
{
	const struct profile *profile = p->profile;

	for (size_t i = 0; i < profile->fact_count; i++)
		if (!i ||
		    !str_same(profile->facts[i].question, profile->facts[i - 1].question))
			draw_fact(p, profile->facts[i].question);
	for (unsigned t = 0; t < TRAIT__COUNT; t++) {
		double value = 0.5 + (dice_unit(p->dice) + dice_unit(p->dice) - 1) * 0.4;

		value += profile->shift[t];
		for (size_t i = 0; i < p->fact_count; i++)
			value += p->facts[i]->shift[t];
		p->trait[t] = fmin(1, fmax(0, value));
	}
}

static const char *
fact_code(const struct person *p, const char *question)
{
	for (size_t i = 0; i < p->fact_count; i++)
		if (str_same(p->facts[i]->question, question))
			return p->facts[i]->code;
	return NULL;
}

/* ---- what it says ---------------------------------------------------------------- */

static const struct leaning *
leaning_of(const struct person *p, const struct question *q, const char *code)
{
	const struct leaning *shared = NULL;

	for (size_t i = 0; i < p->profile->leaning_count; i++) {
		const struct leaning *l = &p->profile->leanings[i];

		if (!str_same(l->code, code))
			continue;
		if (str_same(l->about, q->id))
			return l;
		if (str_starts(l->about, "list:") && q->options->list &&
		    str_same(l->about + 5, q->options->list))
			shared = l;
	}
	return shared;
}

static double
leaning_weight(const struct person *p, const struct question *q, size_t option)
{
	const struct leaning *l = leaning_of(p, q, q->options->items[option].code);
	double power = 0;

	if (!l)
		return q->kind == KIND_CHOOSE_ANY ? 25 : 10;
	for (unsigned t = 0; t < TRAIT__COUNT; t++)
		power += l->slope[t] * (p->trait[t] - 0.5);
	return l->weight * exp(power);
}

static void
put_key(struct buf *out, const char *id)
{
	if (out->data[out->len - 1] != '{')
		buf_puts(out, ", ");
	json_put(out, id);
	buf_puts(out, ": ");
}

static void
put_code(struct buf *out, const struct question *q, size_t option)
{
	if (q->kind == KIND_SCALE)
		buf_puts(out, q->options->items[option].code);
	else
		json_put(out, q->options->items[option].code);
}

static void
say_one(struct person *p, const struct question *q, struct value *v, struct buf *out)
{
	const char *fact = fact_code(p, q->id);
	double weights[FORM_OPTIONS];
	size_t n = q->options->count, option = 0;

	/* `other` asks for words, which would be invented for nobody's use. */
	if (n > 1 && q->options->items[n - 1].is_other)
		n--;
	for (size_t i = 0; i < n; i++)
		weights[i] = leaning_weight(p, q, i);
	if (fact && question_option(q, fact) >= 0)
		option = (size_t)question_option(q, fact);
	else
		option = draw(p, weights, n);
	v->state = VALUE_SET;
	v->chosen = 1u << option;
	put_key(out, q->id);
	put_code(out, q, option);
}

static void
say_any(struct person *p, const struct question *q, struct value *v, struct buf *out)
{
	size_t n = q->options->count -
		   (q->options->items[q->options->count - 1].is_other ? 1 : 0);
	uint32_t chosen = 0;

	for (size_t i = 0; i < n; i++) {
		if (!chance(p, fmin(0.95, leaning_weight(p, q, i) / 100)))
			continue;
		if (q->alone & (1u << i)) {
			if (!chosen)
				chosen = 1u << i;
			break;
		}
		chosen |= 1u << i;
	}
	if (!chosen)
		return;
	v->state = VALUE_SET;
	v->chosen = chosen;
	put_key(out, q->id);
	buf_putc(out, '[');
	for (size_t i = 0; i < n; i++) {
		if (!(chosen & (1u << i)))
			continue;
		if (out->data[out->len - 1] != '[')
			buf_puts(out, ", ");
		json_put(out, q->options->items[i].code);
	}
	buf_putc(out, ']');
}

static void
say_number(struct person *p, const struct question *q, struct value *v, struct buf *out)
{
	int low = q->between_low,
	    high = q->between_high > low ? q->between_high : low + 10;

	v->state = VALUE_SET;
	v->number = low + (int)dice_below(p->dice, (uint32_t)(high - low + 1));
	put_key(out, q->id);
	buf_printf(out, "%d", v->number);
}

static void
say_text(struct person *p, const struct question *q, struct value *v, struct buf *out)
{
	const char *text =
		invent_text(p->profile, q->id, p->trait, &p->words, p->arena);
	bool writes;

	if (!text)
		return;
	writes = chance(p, comment_share);
	if (writes)
		(void)dice_unit(p->dice);
	else
		writes = dice_unit(&p->words) < more_share;
	if (!writes)
		return;
	v->state = VALUE_SET;
	v->text = text;
	v->len = strlen(text);
	put_key(out, q->id);
	json_put(out, text);
}

static void
say_question(struct person *p, unsigned index, unsigned turn, struct buf *out)
{
	const struct question *q = &p->form->questions[index];
	struct value *v = answers_at(p->answers, index, turn);

	if (!question_shown(p->answers, index, turn) ||
	    (!q->required && chance(p, skip_share)))
		return;
	if (q->no_answer.in[0] && chance(p, no_answer_share)) {
		v->state = VALUE_NO_ANSWER;
		put_key(out, q->id);
		buf_puts(out, "\"no_answer\"");
		return;
	}
	switch (q->kind) {
	case KIND_CHOOSE_ONE:
	case KIND_SCALE:
		say_one(p, q, v, out);
		break;
	case KIND_CHOOSE_ANY:
		say_any(p, q, v, out);
		break;
	case KIND_NUMBER:
		say_number(p, q, v, out);
		break;
	case KIND_SHORT_TEXT:
	case KIND_LONG_TEXT:
		say_text(p, q, v, out);
		break;
	case KIND_MONTH:
	case KIND_RANK:
	case KIND_NOTE:
	case KIND__COUNT:
		break; /* left unanswered */
	}
}

/* A loop: each turn is begun with less than even odds.  first: its first question. */
static void
say_turns(struct person *p, int repeat, unsigned first, struct buf *out)
{
	const struct form *form = p->form;
	unsigned turn = 0;

	if (!question_shown(p->answers, first, 0))
		return;
	while (turn < form->repeats[repeat].most && chance(p, 0.45)) {
		if (!turn)
			put_key(out, form->repeats[repeat].id);
		buf_puts(out, turn ? ", {" : "[{");
		p->answers->turns[repeat] = (uint8_t)(turn + 1);
		for (unsigned i = first; i < form->question_count; i++)
			if (form->questions[i].repeat == repeat)
				say_question(p, i, turn, out);
		buf_putc(out, '}');
		turn++;
	}
	p->answers->ended[repeat] = turn < form->repeats[repeat].most;
	if (turn)
		buf_putc(out, ']');
}

void
invent_answer(const struct form *form, const struct profile *profile, struct dice *dice,
	      struct buf *out)
{
	struct arena *a = arena_new(0);
	struct person p = { .form = form, .profile = profile, .dice = dice, .arena = a };
	struct dice aside = *dice;
	int loop = -1;

	dice_seed(&p.words, dice_next(&aside));
	p.answers = answers_new(form, a);
	draw_person(&p);
	buf_putc(out, '{');
	for (unsigned i = 0; i < form->question_count; i++) {
		int repeat = form->questions[i].repeat;

		if (repeat < 0)
			say_question(&p, i, 0, out);
		else if (repeat != loop)
			say_turns(&p, repeat, i, out);
		loop = repeat;
	}
	buf_putc(out, '}');
	arena_free(a);
}
