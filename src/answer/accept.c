/*
 * Posted fields of one place become answers.  Nothing is guessed and nothing is cut: what
 * cannot be kept is named, in words that say what to do.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/internal.h"

struct taking {
	struct walk *w;
	const struct pairs *pairs;
	bool check, right;
	struct field_errors *errors;
};

static void
add_error(struct taking *t, unsigned question, const char *message, const char *field,
	  const char *typed)
{
	struct field_errors *errors = t->errors;

	t->right = false;
	if (t->check && errors->count < ARRAY_LEN(errors->items))
		errors->items[errors->count++] =
			(struct field_error){ question, message, field, typed };
}

static const char *
words(const struct taking *t, const struct trouble *trouble)
{
	const struct walk *w = t->w;
	struct speech speech = speech_of(w->form, w->lang);

	return say_words(w->answers->arena, trouble, &speech);
}

/* The form's own words for a required question, or ours. */
static const char *
trouble_words(const struct taking *t, const struct question *q,
	      const struct trouble *trouble)
{
	const char *own = text_in(&q->message, t->w->lang);
	bool missing =
		trouble->say == SAY_REQUIRED || trouble->say == SAY_REQUIRED_NUMBER;

	return missing && own[0] ? own : words(t, trouble);
}

/* Words beside `other`, while other is not chosen, wait for a change of mind; no longer than
 * they could ever be. */
static void
drop_idle_words(const struct question *q, struct value *v, struct arena *a)
{
	int other = question_other(q);
	struct trouble unused;

	if (other >= 0 && !(v->chosen >> other & 1) && text_too_long(q, v, a, &unused)) {
		v->text = NULL;
		v->len = 0;
	}
}

/* Names the trouble, and the field where it can be mended; field NULL: the question's first. */
static void
tell_trouble(struct taking *t, const struct question *q, const struct trouble *trouble,
	     const char *field, const char *typed)
{
	struct arena *a = t->w->answers->arena;

	if (!field)
		field = answer_kinds[q->kind]->field(q, a);
	if (trouble->say == SAY_TOO_LONG && q->options)
		field = field_name(a, q, "_", "other");
	add_error(t, q->index, trouble_words(t, q, trouble), field, typed);
}

static void
take_question(struct taking *t, const struct question *q)
{
	struct walk *w = t->w;
	struct arena *a = w->answers->arena;
	struct value value = { .state = VALUE_NONE };
	struct posted p = { .q = q,
			    .pairs = t->pairs,
			    .arena = a,
			    .lang = w->lang,
			    .month_now = w->month_now,
			    .value = &value };

	answer_kinds[q->kind]->post(&p);
	drop_idle_words(q, &value, a);
	*answers_at(w->answers, q->index, w->at.turn) = value;
	if (!p.trouble.say && value_check(q, &value, a, w->lang, &p.trouble))
		return;
	if (!question_shown(w->answers, q->index, w->at.turn)) {
		/* Nobody sees it, so nobody can mend it; and it must not come to light later. */
		*answers_at(w->answers, q->index, w->at.turn) =
			(struct value){ .state = VALUE_NONE };
		return;
	}
	if (q->kind ==
	    KIND_NUMBER) /* out of range: typed shows it again, nothing keeps it */
		*answers_at(w->answers, q->index, w->at.turn) =
			(struct value){ .state = VALUE_NONE };
	tell_trouble(t, q, &p.trouble, p.field, p.typed);
}

/* Whether the page that was sent held this block's fields: follow-ups are always in it. */
static bool
block_sent(const struct walk *w, unsigned block)
{
	return w->form->blocks[block].follow_up ||
	       block_shown(w->answers, block, w->at.turn);
}

/*
 * All answers must go into one draft.  If they do not, the longest text of this page is given
 * back to be shortened, and is not kept.
 */
static void
fit_draft(struct taking *t, unsigned first, unsigned count)
{
	struct walk *w = t->w;
	SCOPED(buf) draft = { .most = WALK_MOST };
	const struct trouble trouble = { .say = SAY_TOO_MUCH };
	const struct question *longest = NULL;
	struct value *value = NULL;

	walk_write(w, &draft);
	if (buf_ok(&draft))
		return;
	for (unsigned i = first; i < first + count; i++) {
		struct value *v = answers_at(w->answers, i, w->at.turn);

		if (v->text && (!value || v->len > value->len)) {
			longest = &w->form->questions[i];
			value = v;
		}
	}
	if (!longest)
		return;
	add_error(t, longest->index, words(t, &trouble),
		  longest->options ? field_name(w->answers->arena, longest, "_", "other")
				   : longest->id,
		  value->text);
	value->text = NULL;
	value->len = 0;
	if (form_kinds[longest->kind].text)
		value->state = VALUE_NONE;
	fit_draft(t, first, count);
}

static void
take_page(struct taking *t)
{
	struct walk *w = t->w;
	const struct page *page = &w->form->pages[w->at.page];
	unsigned first = 0, count = 0;

	for (unsigned b = page->first; b < page->first + page->count; b++) {
		const struct block *block = &w->form->blocks[b];

		first = b == page->first ? block->first : first;
		count += block->count;
		if (!block_sent(w, b))
			continue;
		for (unsigned i = block->first; i < block->first + block->count; i++)
			if (form_kinds[w->form->questions[i].kind].stored)
				take_question(t, &w->form->questions[i]);
	}
	fit_draft(t, first, count);
}

/* Marks each later question of a loop as to be asked: what was said there no longer stands. */
static void
ask_again(struct walk *w, int repeat)
{
	struct place at = w->at;

	for (w->at.turn++; w->at.turn < w->form->repeats[repeat].most; w->at.turn++)
		walk_mark(w, false);
	w->at = at;
}

/*
 * The loop's question.  Yes begins this turn, or keeps those that were begun; No ends the loop
 * before it.  Answers of later turns stay in the draft, in case the person thinks again.
 */
static void
take_another(struct taking *t)
{
	struct answers *answers = t->w->answers;
	int repeat = t->w->form->pages[t->w->at.page].repeat;
	uint8_t *turns = &answers->turns[repeat], *ended = &answers->ended[repeat];
	const char *another = pairs_get(t->pairs, "another");
	const struct trouble trouble = { .say = SAY_NOT_OFFERED };

	if (posted_twice(t->pairs, "another")) {
		const struct trouble both = { .say = SAY_ONE_ONLY };

		add_error(t, FORM_QUESTIONS, words(t, &both), "another-yes", NULL);
	} else if (another && str_same(another, "yes")) {
		if (*turns <= t->w->at.turn) {
			*turns = (uint8_t)(t->w->at.turn + 1);
			*ended = 0;
			ask_again(t->w, repeat);
		}
	} else if (!another || !another[0] || str_same(another, "no")) {
		*turns = t->w->at.turn;
		*ended = another && another[0];
		ask_again(t->w, repeat);
	} else {
		add_error(t, FORM_QUESTIONS, words(t, &trouble), "another-yes", NULL);
	}
}

bool
accept_place(struct walk *w, const struct pairs *pairs, bool check,
	     struct field_errors *errors)
{
	struct taking t = {
		.w = w, .pairs = pairs, .check = check, .right = true, .errors = errors
	};

	errors->count = 0;
	if (w->at.stage == STAGE_PAGE)
		take_page(&t);
	else if (w->at.stage == STAGE_ANOTHER)
		take_another(&t);
	/* What is kept unchecked must be met once more before it can be sent. */
	if (!t.right)
		walk_mark(w, false);
	return t.right || !check;
}

/* Whether all that is shown of the page where the walk stands is right. */
static bool
page_right(struct taking *t)
{
	const struct form *form = t->w->form;
	const struct page *page = &form->pages[t->w->at.page];

	for (unsigned b = page->first; b < page->first + page->count; b++) {
		const struct block *block = &form->blocks[b];

		for (unsigned i = block->first; i < block->first + block->count; i++) {
			const struct value *v = answers_see(t->w->answers, i, t->w->at.turn);
			const struct question *q = &form->questions[i];
			struct trouble trouble = { .say = SAY_NOTHING };

			if (form_kinds[q->kind].stored &&
			    question_shown(t->w->answers, i, t->w->at.turn) &&
			    !value_check(q, v, t->w->answers->arena, t->w->lang, &trouble))
				tell_trouble(t, q, &trouble, NULL, NULL);
		}
	}
	return t->right;
}

bool
accept_settled(struct walk *w, struct field_errors *errors)
{
	struct taking t = { .w = w, .check = true, .right = true, .errors = errors };
	struct place stood = w->at;

	errors->count = 0;
	for (w->at = walk_next(w, (struct place){ .stage = STAGE_START });
	     w->at.stage != STAGE_CHECK; w->at = walk_next(w, w->at)) {
		if (w->at.stage != STAGE_PAGE || page_right(&t))
			continue;
		walk_mark(w, false);
		w->changing = true;
		return false;
	}
	w->at = stood;
	return true;
}
