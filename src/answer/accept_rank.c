/*
 * `rank`: a menu of places for each option; some or all of them are put in order.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/internal.h"

enum { END = 255 };

static unsigned
rank_count(const struct question *q, const struct value *v)
{
	unsigned n = 0;

	while (n < q->options->count && v->order[n] < q->options->count)
		n++;
	return n;
}

/* The option that a field "<id>.<code>" is of; -1: not of this question, -2: of no option. */
static int
field_option(const struct question *q, const char *name)
{
	size_t len = strlen(q->id);
	int option;

	if (strncmp(name, q->id, len) != 0 || name[len] != '.')
		return -1;
	option = question_option(q, name + len + 1);
	return option < 0 ? -2 : option;
}

static void
wrong(struct posted *p, enum say say, unsigned long place, int option)
{
	p->trouble = (struct trouble){ .say = say,
				       .one = say_number(p->arena, (long long)place) };
	if (option >= 0)
		p->field = field_name(p->arena, p->q, ".",
				      p->q->options->items[option].code);
}

static bool
is_placed(const struct value *v, int option)
{
	return memchr(v->order, option, sizeof(v->order)) != NULL;
}

/* Puts an option into its place, from 1. */
static void
take_place(struct posted *p, int option, const char *typed)
{
	size_t count = p->q->options->count;
	const char *digits = typed + strspn(typed, " ");
	unsigned long place;

	if (text_blank(typed, strlen(typed)))
		return;
	if (!str_to_uint(digits, count, &place) || !place)
		wrong(p, SAY_RANK_PLACES, count, option);
	else if (p->value->order[place - 1] != END)
		wrong(p, SAY_RANK_TWICE, place, option);
	else if (is_placed(p->value, option)) /* no page posts a menu twice */
		wrong(p, SAY_ONE_ONLY, place, option);
	else
		p->value->order[place - 1] = (uint8_t)option;
}

static void
post(struct posted *p)
{
	unsigned long gap = 0;

	memset(p->value->order, END, sizeof(p->value->order));
	for (size_t i = 0; i < p->pairs->count && !p->trouble.say; i++) {
		int option = field_option(p->q, p->pairs->items[i].name);

		if (option == -2)
			p->trouble.say = SAY_NOT_OFFERED;
		else if (option >= 0)
			take_place(p, option, p->pairs->items[i].value);
	}
	for (unsigned long i = 0; i < p->q->options->count && !p->trouble.say; i++) {
		if (p->value->order[i] == END && !gap)
			gap = i + 1;
		else if (p->value->order[i] != END && gap)
			wrong(p, SAY_RANK_GAP, gap, -1);
	}
	if (!p->trouble.say && p->value->order[0] != END)
		p->value->state = VALUE_SET;
}

static bool
tell(struct told *t, const struct json *v)
{
	uint32_t seen = 0;
	unsigned n = 0;

	if (v->type != JSON_LIST)
		return told_wrong(t, "a list of options is wanted, best first");
	memset(t->value->order, END, sizeof(t->value->order));
	for (const struct json *item = v->first; item; item = item->next) {
		int option = choice_told(t, item);

		if (option < 0)
			return false;
		if (seen >> option & 1)
			return told_wrong(t, "\"%s\" is given twice",
					  t->q->options->items[option].code);
		seen |= 1u << option;
		t->value->order[n++] = (uint8_t)option;
	}
	t->value->state = n ? VALUE_SET : VALUE_NONE;
	return true;
}

static bool
check(const struct question *q, const struct value *v, struct arena *a, unsigned lang,
      struct trouble *out)
{
	unsigned n = rank_count(q, v);

	(void)lang;
	if (q->at_least && n < q->at_least)
		*out = (struct trouble){ .say = SAY_AT_LEAST,
					 .one = say_number(a, q->at_least) };
	else if (q->at_most && n > q->at_most)
		*out = (struct trouble){ .say = SAY_AT_MOST,
					 .one = say_number(a, q->at_most) };
	else
		return true;
	return false;
}

static const char *
field(const struct question *q, struct arena *a)
{
	return field_name(a, q, ".", q->options->items[0].code);
}

/* A byte an option: 0 ends the order, else the option counted from 1. */
static void
pack(const struct question *q, const struct value *v, struct buf *out)
{
	unsigned n = v->state == VALUE_SET ? rank_count(q, v) : 0;

	for (unsigned i = 0; i < q->options->count; i++)
		buf_u8(out, i < n ? v->order[i] + 1u : 0);
}

static bool
unpack(const struct question *q, struct cut *c, struct value *v)
{
	uint32_t seen = 0;
	bool ended = false;

	memset(v->order, END, sizeof(v->order));
	for (unsigned i = 0; i < q->options->count; i++) {
		unsigned b = cut_u8(c);

		ended = ended || !b;
		if (!b)
			continue;
		if (ended || b > q->options->count || (seen >> (b - 1) & 1))
			return false;
		seen |= 1u << (b - 1);
		v->order[i] = (uint8_t)(b - 1);
		v->state = VALUE_SET;
	}
	return true;
}

static void
words(const struct question *q, const struct value *v, unsigned lang, struct buf *out)
{
	for (unsigned i = 0; i < rank_count(q, v); i++)
		buf_printf(out, "%s%u. %s", i ? "; " : "", i + 1,
			   option_label(q, v->order[i], lang));
}

const struct answer_kind answer_rank = {
	.post = post,
	.tell = tell,
	.check = check,
	.field = field,
	.pack = pack,
	.unpack = unpack,
	.words = words,
};
