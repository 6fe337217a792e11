/*
 * `choose any`: checkboxes, some of which may exclude all others.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/internal.h"

static void
post(struct posted *p)
{
	struct picked picked = choice_post(p);

	p->value->chosen = picked.bits;
	if (picked.bits)
		p->value->state = VALUE_SET;
	else if (picked.no_answer)
		p->value->state = VALUE_NO_ANSWER;
	if (picked.bits && picked.no_answer)
		p->trouble =
			(struct trouble){ .say = SAY_ALONE,
					  .one = text_in(&p->q->no_answer, p->lang) };
}

static bool
tell(struct told *t, const struct json *v)
{
	if (v->type != JSON_LIST)
		return told_wrong(t, "a list of options is wanted, such as [\"%s\"]",
				  t->q->options->items[0].code);
	for (const struct json *item = v->first; item; item = item->next) {
		int option = choice_told(t, item);

		if (option < 0)
			return false;
		if (t->value->chosen >> option & 1)
			return told_wrong(t, "\"%s\" is given twice",
					  t->q->options->items[option].code);
		t->value->chosen |= 1u << option;
	}
	t->value->state = t->value->chosen ? VALUE_SET : VALUE_NONE;
	return true;
}

static bool
check(const struct question *q, const struct value *v, struct arena *a, unsigned lang,
      struct trouble *out)
{
	uint32_t alone = v->chosen & q->alone;
	unsigned count = (unsigned)__builtin_popcount(v->chosen);

	if (alone && count > 1) {
		*out = (struct trouble){ .say = SAY_ALONE,
					 .one = option_label(q, __builtin_ctz(alone),
							     lang) };
		return false;
	}
	/* "None of these" alone is a whole answer, however many are asked for. */
	if (q->at_least && !alone && count < q->at_least) {
		*out = (struct trouble){ .say = SAY_AT_LEAST,
					 .one = say_number(a, q->at_least) };
		return false;
	}
	if (q->at_most && count > q->at_most) {
		*out = (struct trouble){ .say = SAY_AT_MOST,
					 .one = say_number(a, q->at_most) };
		return false;
	}
	return !text_too_long(q, v, a, out);
}

static size_t
width(const struct question *q)
{
	return (q->options->count + 8) / 8; /* a bit for `or`, and one an option */
}

static void
pack(const struct question *q, const struct value *v, struct buf *out)
{
	uint64_t bits = v->state == VALUE_SET	      ? (uint64_t)v->chosen << 1
			: v->state == VALUE_NO_ANSWER ? 1
						      : 0;

	for (size_t i = 0; i < width(q); i++)
		buf_u8(out, (unsigned)(bits >> (8 * i)) & 255);
}

static bool
unpack(const struct question *q, struct cut *c, struct value *v)
{
	uint64_t bits = 0;

	for (size_t i = 0; i < width(q); i++)
		bits |= (uint64_t)cut_u8(c) << (8 * i);
	if (bits >> (q->options->count + 1) || ((bits & 1) && bits != 1))
		return false;
	if (bits & 1)
		v->state = VALUE_NO_ANSWER;
	else if (bits)
		v->state = VALUE_SET;
	v->chosen = (uint32_t)(bits >> 1);
	return !(bits & 1) || question_offers_no_answer(q);
}

const struct answer_kind answer_choose_any = {
	.post = post,
	.tell = tell,
	.check = check,
	.field = choice_field,
	.pack = pack,
	.unpack = unpack,
	.words = choice_words,
};
