/*
 * `choose one`: radios; and what the three kinds that choose from options share.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/internal.h"

enum { PACK_NONE, PACK_NO_ANSWER, PACK_OPTION };

/* ---- shared ------------------------------------------------------------------------ */

bool
question_offers_no_answer(const struct question *q)
{
	return text_in(&q->no_answer, 0)[0] != '\0';
}

int
question_other(const struct question *q)
{
	const struct options *o = q->options;

	return o && o->count && o->items[o->count - 1].is_other ? (int)o->count - 1 : -1;
}

const char *
field_name(struct arena *a, const struct question *q, const char *middle,
	   const char *code)
{
	return arena_printf(a, "%s%s%s", q->id, middle, code);
}

const char *
choice_field(const struct question *q, struct arena *a)
{
	return field_name(a, q, "-", q->options->items[0].code);
}

const char *
option_label(const struct question *q, int option, unsigned lang)
{
	return text_in(&q->options->items[option].label, lang);
}

/* The words beside `other`; kept also while other is not chosen, for a change of mind. */
static void
other_post(struct posted *p)
{
	const char *words, *field;

	if (question_other(p->q) < 0)
		return;
	field = field_name(p->arena, p->q, "_", "other");
	words = pairs_get(p->pairs, field);
	if (posted_twice(p->pairs, field))
		p->trouble.say = SAY_ONE_ONLY;
	if (words)
		text_put(p->value, p->arena, words, strlen(words), true);
}

struct picked
choice_post(struct posted *p)
{
	struct picked picked = { 0 };

	for (size_t i = 0; i < p->pairs->count; i++) {
		const struct pair *pair = &p->pairs->items[i];
		int option;

		if (!str_same(pair->name, p->q->id) || !pair->len)
			continue;
		option = question_option(p->q, pair->value);
		if (option >= 0)
			picked.bits |= 1u << option;
		else if (str_same(pair->value, "no_answer") &&
			 question_offers_no_answer(p->q))
			picked.no_answer = true;
		else
			p->trouble.say = SAY_NOT_OFFERED;
	}
	other_post(p);
	return picked;
}

int
choice_told(struct told *t, const struct json *v)
{
	char digits[24];
	const char *code = digits;
	int option;

	if (v->type == JSON_STRING_)
		code = v->text;
	else if (v->type == JSON_NUMBER && v->whole)
		snprintf(digits, sizeof(digits), "%lld", (long long)v->integer);
	else
		return told_wrong(t, "an option's code is wanted"), -1;
	option = question_option(t->q, code);
	if (option < 0) {
		const char *codes[FORM_OPTIONS];
		const char *near;

		for (size_t i = 0; i < t->q->options->count; i++)
			codes[i] = t->q->options->items[i].code;
		near = str_nearest(code, codes, t->q->options->count);
		told_wrong(t, "\"%.80s\" is not an option%s%s%s", code,
			   near ? "; did you mean \"" : "", near ? near : "",
			   near ? "\"?" : "");
	}
	return option;
}

void
choice_words(const struct question *q, const struct value *v, unsigned lang,
	     struct buf *out)
{
	bool first = true;

	for (int i = 0; i < (int)q->options->count; i++) {
		if (!(v->chosen >> i & 1))
			continue;
		buf_puts(out, first ? "" : "; ");
		buf_puts(out, option_label(q, i, lang));
		if (i == question_other(q) && v->text) {
			buf_puts(out, ": ");
			buf_put(out, v->text, v->len);
		}
		first = false;
	}
}

/* ---- choose one, and scale --------------------------------------------------------- */

void
one_post(struct posted *p)
{
	struct picked picked = choice_post(p);
	unsigned answers = (unsigned)__builtin_popcount(picked.bits) + picked.no_answer;

	if (answers > 1) {
		p->trouble.say = SAY_ONE_ONLY;
		return;
	}
	p->value->chosen = picked.bits;
	if (picked.no_answer)
		p->value->state = VALUE_NO_ANSWER;
	else if (picked.bits)
		p->value->state = VALUE_SET;
}

bool
one_tell(struct told *t, const struct json *v)
{
	int option = choice_told(t, v);

	if (option < 0)
		return false;
	t->value->state = VALUE_SET;
	t->value->chosen = 1u << option;
	return true;
}

bool
one_check(const struct question *q, const struct value *v, struct arena *a, unsigned lang,
	  struct trouble *out)
{
	(void)lang;
	return !text_too_long(q, v, a, out);
}

/* One byte: nothing, no answer, or the option. */
void
one_pack(const struct question *q, const struct value *v, struct buf *out)
{
	(void)q;
	if (v->state == VALUE_SET && v->chosen)
		buf_u8(out, PACK_OPTION + (unsigned)__builtin_ctz(v->chosen));
	else
		buf_u8(out, v->state == VALUE_NO_ANSWER ? PACK_NO_ANSWER : PACK_NONE);
}

bool
one_unpack(const struct question *q, struct cut *c, struct value *v)
{
	unsigned b = cut_u8(c);

	if (b == PACK_NONE)
		return true;
	if (b == PACK_NO_ANSWER) {
		v->state = VALUE_NO_ANSWER;
		return question_offers_no_answer(q);
	}
	if (b - PACK_OPTION >= q->options->count)
		return false;
	v->state = VALUE_SET;
	v->chosen = 1u << (b - PACK_OPTION);
	return true;
}

const struct answer_kind answer_choose_one = {
	.post = one_post,
	.tell = one_tell,
	.check = one_check,
	.field = choice_field,
	.pack = one_pack,
	.unpack = one_unpack,
	.words = choice_words,
};
