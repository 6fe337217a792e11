/*
 * The comments of closed batches, and their names.  Clear texts live here until comments_free.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/quotes.h"

#include "app/opening.h"

/* ---- names ---------------------------------------------------------------------------- */

/* A hash under the box's own key: question and turn set two comments of one person apart. */
static void
name_comment(const unsigned char person[SEAL_KEY], const char *question, unsigned turn,
	     char out[QUOTE_NAME + 1])
{
	unsigned char hash[SEAL_HASH];
	SCOPED(buf) what;

	buf_init(&what, 0);
	buf_puts(&what, question);
	buf_u8(&what, 0);
	buf_u16(&what, turn);
	seal_hash(hash, what.data, what.len, person, SEAL_KEY);
	for (unsigned i = 0; i < QUOTE_NAME; i++)
		out[i] = base32_digits[hash[i] & 31];
	out[QUOTE_NAME] = '\0';
}

void
quote_show(const char name[QUOTE_NAME + 1], char out[QUOTE_SHOWN])
{
	snprintf(out, QUOTE_SHOWN, "%.4s-%.4s-%.4s", name, name + 4, name + 8);
}

bool
quote_name_read(const char *typed, char out[QUOTE_NAME + 1])
{
	unsigned count = 0;
	bool good = true;

	for (; *typed && good; typed++) {
		int value = base32_value(*typed);

		if (*typed == '-' || *typed == ' ')
			continue;
		good = value >= 0 && count < QUOTE_NAME;
		if (good)
			out[count++] = base32_digits[value];
	}
	out[count] = '\0';
	return good && count == QUOTE_NAME;
}

/* ---- which questions -------------------------------------------------------------------- */

/* A theme for its comments: without one there is nothing under which they could be quoted. */
static uint32_t
themes_of(const struct question *q, uint32_t open)
{
	return q->kind == KIND_LONG_TEXT ? q->themes & open : 0;
}

bool
comments_asked(const struct form *form)
{
	return plan_themes(form) != 0;
}

/* The only theme that its comments may carry, or the one where the question is reported. */
static int
usual_theme(const struct question *q, uint32_t themes)
{
	if (!(themes & (themes - 1)))
		return __builtin_ctz(themes);
	return q->theme >= 0 && themes >> q->theme & 1 ? q->theme : -1;
}

/* ---- opening ------------------------------------------------------------------------------ */

struct commenting { /* of one thread */
	const struct form *form;
	uint32_t open; /* themes that may be quoted */
	struct comments to;
};

static void
keep_comment(struct comments *to, const struct comment *c)
{
	if (to->count == to->room) {
		to->room = to->room ? to->room * 2 : 64;
		to->items = mem_grow(to->items, to->room, sizeof(*to->items));
	}
	to->items[to->count++] = *c;
}

static void
take_comment(struct commenting *o, const struct question *q, unsigned turn,
	     const struct opened *one)
{
	const struct value *v = answers_see(one->record->answers, q->index, turn);
	struct comment c = { .question = q->index,
			     .batch = one->batch,
			     .themes = themes_of(q, o->open) };

	c.theme = usual_theme(q, c.themes);
	if (v->state != VALUE_SET || !v->text || quote_blank(v->text, v->len))
		return;
	memcpy(c.person, one->person, SEAL_KEY);
	name_comment(one->person, q->id, turn, c.name);
	c.len = v->len;
	c.text = mem_new(v->len + 1, 1);
	memcpy(c.text, v->text, v->len);
	keep_comment(&o->to, &c);
}

/* All of one person, and the person once in each theme. */
static void
take_comments(void *worker, const struct opened *one)
{
	struct commenting *o = worker;
	const struct form *form = o->form;
	size_t before = o->to.count;
	uint32_t themes = 0;

	o->to.boxes++;
	o->to.unopened += !one->record;
	if (!one->record)
		return;
	for (size_t i = 0; i < form->question_count; i++)
		for (unsigned turn = 0; themes_of(&form->questions[i], o->open) &&
					turn < form->questions[i].cells;
		     turn++)
			take_comment(o, &form->questions[i], turn, one);
	for (size_t i = before; i < o->to.count; i++)
		themes |= o->to.items[i].themes;
	for (size_t t = 0; t < form->theme_count; t++)
		o->to.people[t] += themes >> t & 1;
}

/* Moves all of one thread's behind what there is. */
static void
comments_join(struct comments *to, struct comments *from)
{
	for (size_t i = 0; i < from->count; i++)
		keep_comment(to, &from->items[i]);
	to->boxes += from->boxes;
	to->unopened += from->unopened;
	for (size_t t = 0; t < FORM_THEMES; t++)
		to->people[t] += from->people[t];
	secret_wipe(from->items, from->count * sizeof(*from->items));
	free(from->items);
	*from = (struct comments){ .count = 0 };
}

/*
 * They come in the order of the store: people are dealt anew, each with all of their comments.
 * R. Durstenfeld's shuffle (Communications of the ACM 7, 1964).
 */
static void
comments_deal(struct comments *c)
{
	size_t *first = mem_new(c->count + 1, sizeof(*first)), people = 0, to = 0;
	struct comment *dealt = mem_new(c->room + 1, sizeof(*dealt));

	for (size_t i = 0; i < c->count; i++)
		if (!i ||
		    memcmp(c->items[i].person, c->items[i - 1].person, SEAL_KEY) != 0)
			first[people++] = i;
	for (size_t i = people; i > 1; i--) {
		size_t j = rand_below((uint32_t)i), other = first[j];

		first[j] = first[i - 1];
		first[i - 1] = other;
	}
	for (size_t p = 0; p < people; p++) {
		size_t i = first[p];

		do
			dealt[to++] = c->items[i++];
		while (i < c->count &&
		       memcmp(c->items[i].person, c->items[i - 1].person, SEAL_KEY) == 0);
	}
	if (c->count) {
		secret_wipe(c->items, c->count * sizeof(*c->items));
		memcpy(c->items, dealt, c->count * sizeof(*dealt));
		secret_wipe(dealt, c->count * sizeof(*dealt));
	}
	free(dealt);
	free(first);
}

bool
comments_open(const struct comments_of *of, struct comments *out, struct err *err)
{
	struct opening_of opening = { .survey = of->survey,
				      .form = of->form,
				      .batches = of->batches,
				      .key = of->key,
				      .upto = of->upto,
				      .naming = true,
				      .take = take_comments };
	size_t count = opening_workers(of->batches);
	struct commenting *threads = mem_new(count, sizeof(*threads));
	void **workers = mem_new(count, sizeof(*workers));
	bool good;

	*out = (struct comments){ .count = 0 };
	for (size_t i = 0; i < count; i++) {
		threads[i].form = of->form;
		threads[i].open = plan_themes(of->form);
		workers[i] = &threads[i];
	}
	good = opening_do(&opening, workers, count, err);
	for (size_t i = 0; i < count; i++)
		comments_join(out, &threads[i].to);
	free(workers);
	free(threads);
	if (good)
		comments_deal(out);
	else
		comments_free(out);
	return good;
}

void
comments_free(struct comments *c)
{
	for (size_t i = 0; i < c->count; i++) {
		secret_wipe(c->items[i].text, c->items[i].len);
		free(c->items[i].text);
	}
	secret_wipe(c->items, c->count * sizeof(*c->items));
	free(c->items);
	*c = (struct comments){ .count = 0 };
}
