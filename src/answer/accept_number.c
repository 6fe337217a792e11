/*
 * `number`: a whole number in a box; sealed as its band, or as it is where the range is small.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/internal.h"

enum { PACK_NONE, PACK_NO_ANSWER, PACK_FIRST, DIGITS_MOST = 9 };

/* A whole number, blanks anywhere; false for anything else. */
static bool
number_read(const char *s, int *out)
{
	unsigned digits = 0;
	bool any = false;
	int n = 0;

	for (; *s; s++) {
		if (*s == ' ' || *s == '\t' || *s == '\n')
			continue;
		if (str_starts(s, "\302\240")) { /* no-break space */
			s++;
			continue;
		}
		if (*s < '0' || *s > '9' || digits == DIGITS_MOST)
			return false;
		n = n * 10 + (*s - '0');
		any = true;
		digits += n > 0; /* zeros in front count for nothing */
	}
	*out = n;
	return any;
}

static const char *
example(const struct question *q, struct arena *a)
{
	return arena_printf(
		a, "%d", q->between_low > 3 || q->between_high < 3 ? q->between_low : 3);
}

static void
number_post(struct posted *p, const char *typed)
{
	if (!number_read(typed, &p->value->number)) {
		p->trouble = (struct trouble){ .say = SAY_NOT_WHOLE,
					       .one = example(p->q, p->arena) };
		return;
	}
	p->value->state = VALUE_SET;
}

static void
post(struct posted *p)
{
	const char *typed = NULL;
	bool no_answer = false;

	for (size_t i = 0; i < p->pairs->count; i++) {
		const struct pair *pair = &p->pairs->items[i];

		if (!str_same(pair->name, p->q->id) || text_blank(pair->value, pair->len))
			continue;
		if (str_same(pair->value, "no_answer") && question_offers_no_answer(p->q))
			no_answer = true;
		else if (typed && !str_same(typed, pair->value))
			p->trouble.say = SAY_ONE_ONLY;
		else
			typed = pair->value;
	}
	p->typed = typed;
	if (p->trouble.say)
		return;
	if (typed && no_answer) {
		p->trouble =
			(struct trouble){ .say = SAY_BOTH,
					  .one = text_in(&p->q->no_answer, p->lang) };
	} else if (typed) {
		number_post(p, typed);
	} else if (no_answer) {
		p->value->state = VALUE_NO_ANSWER;
	}
}

static bool
tell(struct told *t, const struct json *v)
{
	const struct bands *bands = &t->q->bands;

	t->value->state = VALUE_SET;
	if (v->type == JSON_NUMBER && v->whole && v->integer >= INT32_MIN &&
	    v->integer <= INT32_MAX) {
		t->value->number = (int)v->integer;
		return true;
	}
	for (size_t i = 0; v->type == JSON_STRING_ && i < bands->count; i++)
		if (str_same(v->text, bands->items[i].code)) {
			t->value->banded = true;
			t->value->number = (int)i;
			return true;
		}
	return told_wrong(t, "a whole number is wanted%s%s%s",
			  bands->count ? ", or a band such as \"" : "",
			  bands->count ? bands->items[bands->count - 1].code : "",
			  bands->count ? "\"" : "");
}

int
number_band(const struct question *q, const struct value *v)
{
	return v->banded ? v->number : bands_find(&q->bands, v->number);
}

static bool
check(const struct question *q, const struct value *v, struct arena *a, unsigned lang,
      struct trouble *out)
{
	(void)lang;
	if (v->banded || (v->number >= q->between_low && v->number <= q->between_high &&
			  (!q->bands.count || number_band(q, v) >= 0)))
		return true;
	*out = (struct trouble){ SAY_RANGE, say_number(a, q->between_low),
				 say_number(a, q->between_high) };
	return false;
}

static const char *
field(const struct question *q, struct arena *a)
{
	(void)a;
	return q->id;
}

/* Which of the values that can be sealed: a band, or a place in the (small) range. */
static int
sealed_index(const struct question *q, const struct value *v)
{
	return q->bands.count ? number_band(q, v) : v->number - q->between_low;
}

static unsigned
sealed_count(const struct question *q)
{
	return q->bands.count ? (unsigned)q->bands.count
			      : (unsigned)(q->between_high - q->between_low + 1);
}

/* Two bytes: the language allows at most 11 values without bands, but a form made by hand
 * in a test may have more. */
static void
pack(const struct question *q, const struct value *v, struct buf *out)
{
	if (v->state == VALUE_SET && sealed_index(q, v) >= 0)
		buf_u16(out, PACK_FIRST + (unsigned)sealed_index(q, v));
	else
		buf_u16(out, v->state == VALUE_NO_ANSWER ? PACK_NO_ANSWER : PACK_NONE);
}

static bool
unpack(const struct question *q, struct cut *c, struct value *v)
{
	unsigned b = cut_u16(c);

	if (b == PACK_NONE)
		return true;
	if (b == PACK_NO_ANSWER) {
		v->state = VALUE_NO_ANSWER;
		return question_offers_no_answer(q);
	}
	if (b - PACK_FIRST >= sealed_count(q))
		return false;
	v->state = VALUE_SET;
	v->banded = q->bands.count > 0;
	v->number = (int)(b - PACK_FIRST) + (v->banded ? 0 : q->between_low);
	return true;
}

static void
words(const struct question *q, const struct value *v, unsigned lang, struct buf *out)
{
	const char *unit = text_in(&q->unit, lang);

	if (v->banded)
		buf_puts(out, q->bands.items[v->number].code);
	else
		buf_printf(out, "%d", v->number);
	if (unit[0])
		buf_printf(out, " %s", unit);
}

const struct answer_kind answer_number = {
	.post = post,
	.tell = tell,
	.check = check,
	.field = field,
	.pack = pack,
	.unpack = unpack,
	.words = words,
};
