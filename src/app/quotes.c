/*
 * The comments of closed batches, and their names.  Clear texts live here until comments_free.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/quotes.h"

#include "answer/answer.h"

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

static bool
asks_everybody(const struct form *form, const struct question *q)
{
	return !q->show_if && !form->pages[form->blocks[q->block].page].show_if &&
	       (q->repeat < 0 || !form->repeats[q->repeat].show_if);
}

/*
 * Themes that may be quoted: those of a question that everybody is asked.  Where only some are
 * asked, a quote would tell that t people or more are of those, and a table may be hiding that.
 */
static uint32_t
themes_open(const struct form *form)
{
	uint32_t open = 0;

	for (size_t i = 0; i < form->question_count; i++)
		if (form->questions[i].kind == KIND_LONG_TEXT &&
		    asks_everybody(form, &form->questions[i]))
			open |= form->questions[i].themes;
	return open;
}

/* A theme for its comments: without one there is nothing under which they could be quoted. */
static uint32_t
themes_of(const struct question *q, uint32_t open)
{
	return q->kind == KIND_LONG_TEXT ? q->themes & open : 0;
}

bool
comments_asked(const struct form *form)
{
	return themes_open(form) != 0;
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

struct opening {
	const struct comments_of *of;
	struct comments *to;
	struct record *record;
	uint32_t open; /* themes that may be quoted */
	char about[SURVEY_NAME + 32];
	struct buf clear;
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
take_comment(struct opening *o, const struct question *q, unsigned turn, unsigned batch,
	     const unsigned char person[SEAL_KEY])
{
	const struct value *v = answers_see(o->record->answers, q->index, turn);
	struct comment c = { .question = q->index,
			     .batch = batch,
			     .themes = themes_of(q, o->open) };

	c.theme = usual_theme(q, c.themes);
	if (v->state != VALUE_SET || !v->text || quote_blank(v->text, v->len))
		return;
	memcpy(c.person, person, SEAL_KEY);
	name_comment(person, q->id, turn, c.name);
	c.len = v->len;
	c.text = mem_new(v->len + 1, 1);
	memcpy(c.text, v->text, v->len);
	keep_comment(o->to, &c);
}

/* All of one person, and the person once in each theme. */
static void
take_comments(struct opening *o, unsigned batch, const unsigned char person[SEAL_KEY])
{
	const struct form *form = o->of->form;
	size_t before = o->to->count;
	uint32_t themes = 0;

	for (size_t i = 0; i < form->question_count; i++)
		for (unsigned turn = 0; themes_of(&form->questions[i], o->open) &&
					turn < form->questions[i].cells;
		     turn++)
			take_comment(o, &form->questions[i], turn, batch, person);
	for (size_t i = before; i < o->to->count; i++)
		themes |= o->to->items[i].themes;
	for (size_t t = 0; t < form->theme_count; t++)
		o->to->people[t] += themes >> t & 1;
}

static void
open_one(struct opening *o, size_t i)
{
	unsigned batch = batches_batch(o->of->batches, i);
	struct err err = { .code = ERR_NONE };
	unsigned char person[SEAL_KEY];
	const unsigned char *box;
	size_t len;

	if (batch > o->of->upto)
		return;
	box = batches_box(o->of->batches, i, &len);
	buf_clear(&o->clear);
	o->to->boxes++;
	/* A key that somebody put into the list later ticks nothing of what was sealed before. */
	if (box_recipients(box, len) == o->of->survey->recipient_count &&
	    box_open_naming(box, len, o->about, o->of->key, &o->clear, person, &err) &&
	    record_take(o->record, o->clear.data ? o->clear.data : "", o->clear.len,
			&err))
		take_comments(o, batch, person);
	else
		o->to->unopened++;
	secret_wipe(o->clear.data, o->clear.room);
	secret_wipe(person, sizeof(person));
}

bool
comments_open(const struct comments_of *of, struct comments *out, struct err *err)
{
	struct opening o = { .of = of, .to = out, .open = themes_open(of->form) };
	size_t count = of->batches ? batches_count(of->batches) : 0;
	struct progress progress = { 0 };
	struct arena *a = arena_new(0);
	void *blank = mem_new(of->survey->padded, 1);

	*out = (struct comments){ .count = 0 };
	about_records(of->survey->name, o.about, sizeof(o.about));
	o.record = record_new(of->form, a);
	/* Room for the largest record at once: a buffer that grows leaves clear bytes behind. */
	buf_init(&o.clear, 0);
	buf_put(&o.clear, blank, of->survey->padded);
	free(blank);
	for (size_t i = 0; i < count; i++) {
		open_one(&o, i);
		progress_show(&progress, "opened %zu %%", i * 100 / count);
	}
	progress_end(&progress);
	buf_free(&o.clear);
	arena_free(a);
	(void)err;
	return true;
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
