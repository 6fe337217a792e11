/*
 * Whether a condition holds.  Unanswered is: not seen, hidden, left empty, or the `or` of a
 * question.  Each test of an unanswered question is false, `is not` too; only `is not
 * answered` is true.  The same evaluator serves answers and proofs: in a proof some
 * questions are still open, and then the outcome may be MAYBE.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/internal.h"

/* ---- one test against one answer --------------------------------------------------- */

static uint32_t
chosen_bits(const struct question *q, const struct value *v)
{
	if (q->kind != KIND_RANK)
		return v->chosen;
	return v->order[0] < FORM_OPTIONS ? 1u << v->order[0] : 0;
}

static bool
in_ranges(const struct cond *t, int low, int high)
{
	size_t i;

	for (i = 0; i < t->range_count; i++) {
		if (low >= t->ranges[i].low && high <= t->ranges[i].high)
			return true;
	}
	return false;
}

static bool
number_holds(const struct cond *t, const struct question *q, const struct value *v)
{
	const struct band *band;

	if (!v->banded)
		return in_ranges(t, v->number, v->number);
	if (v->number < 0 || (size_t)v->number >= q->bands.count)
		return false;
	band = &q->bands.items[v->number];
	return in_ranges(t, band->low, band->open ? INT32_MAX : band->high);
}

/* The answer is set, and the question is shown. */
bool
test_holds(const struct cond *t, const struct question *q, const struct value *v)
{
	bool holds = true;

	switch (t->test) {
	case TEST_ANSWERED:
		break;
	case TEST_IS:
	case TEST_ANY:
		holds = chosen_bits(q, v) & t->bits;
		break;
	case TEST_EVERY:
		holds = (chosen_bits(q, v) & t->bits) == t->bits;
		break;
	case TEST_RANGE:
		holds = number_holds(t, q, v);
		break;
	}
	return holds != t->negated;
}

/* ---- evaluation -------------------------------------------------------------------- */

static enum truth
both(enum truth a, enum truth b)
{
	if (a == NO || b == NO)
		return NO;
	return a == YES && b == YES ? YES : MAYBE;
}

static enum truth
either(enum truth a, enum truth b)
{
	if (a == YES || b == YES)
		return YES;
	return a == NO && b == NO ? NO : MAYBE;
}

static enum truth
opposite(enum truth a)
{
	return a == YES ? NO : a == NO ? YES : MAYBE;
}

/* What the test says if its question counts as unanswered. */
static enum truth
when_silent(const struct cond *t)
{
	return t->test == TEST_ANSWERED && t->negated ? YES : NO;
}

static enum truth
eval_turns(struct eval *e, const struct cond *t)
{
	const struct repeat *repeat = &e->form->repeats[t->repeat];
	enum truth shown = eval_page(e, repeat->first_page);
	unsigned turns = e->answers->turns[t->repeat];
	enum truth holds;

	if (shown == NO)
		return NO;
	if (e->open_repeat && e->open_repeat[t->repeat])
		return MAYBE;
	if (turns == 0 && !e->answers->ended[t->repeat])
		return NO; /* nobody has asked yet */
	holds = in_ranges(t, (int)turns, (int)turns) ? YES : NO;
	return both(shown, holds);
}

static enum truth
eval_test(struct eval *e, const struct cond *t)
{
	const struct question *q;
	const struct value *v;
	enum truth shown, silent = when_silent(t), holds;

	if (e->steps) {
		if (*e->steps == 0)
			return MAYBE;
		--*e->steps;
	}
	if (t->question < 0)
		return eval_turns(e, t);
	q = &e->form->questions[t->question];
	shown = eval_block(e, q->block);
	if (shown == NO)
		return silent;
	if (e->open && e->open[q->index])
		return MAYBE;
	v = answers_see(e->answers, q->index, e->turn);
	if (v->state != VALUE_SET)
		return silent;
	holds = test_holds(t, q, v) ? YES : NO;
	return shown == YES || holds == silent ? holds : MAYBE;
}

static enum truth
eval_named(struct eval *e, unsigned index)
{
	enum truth truth;

	if (e->named[index])
		return (enum truth)(e->named[index] - 1);
	truth = eval_cond(e, e->form->conditions[index].when);
	e->named[index] = (uint8_t)(truth + 1);
	return truth;
}

enum truth
eval_cond(struct eval *e, const struct cond *c)
{
	const struct cond *part;
	enum truth truth = YES;

	if (!c)
		return YES;
	switch (c->op) {
	case COND_ALL:
		for (part = c->first; part && truth != NO; part = part->next)
			truth = both(truth, eval_cond(e, part));
		return truth;
	case COND_ANY:
		truth = NO;
		for (part = c->first; part && truth != YES; part = part->next)
			truth = either(truth, eval_cond(e, part));
		return truth;
	case COND_NOT:
		return opposite(eval_cond(e, c->first));
	case COND_NAMED:
		return eval_named(e, c->named);
	case COND_TEST:
		return eval_test(e, c);
	}
	die("condition of no kind: %d", (int)c->op);
}

enum truth
eval_page(struct eval *e, unsigned index)
{
	const struct page *page = &e->form->pages[index];
	enum truth truth;

	if (e->unhidden)
		return YES;
	if (e->pages[index])
		return (enum truth)(e->pages[index] - 1);
	truth = eval_cond(e, page->show_if);
	if (page->repeat >= 0 && e->form->repeats[page->repeat].first_page != index)
		truth = both(truth, eval_cond(e, e->form->repeats[page->repeat].show_if));
	e->pages[index] = (uint8_t)(truth + 1);
	return truth;
}

enum truth
eval_block(struct eval *e, unsigned index)
{
	const struct block *block = &e->form->blocks[index];
	enum truth truth;

	if (e->unhidden)
		return YES;
	if (e->blocks[index])
		return (enum truth)(e->blocks[index] - 1);
	truth = both(eval_page(e, block->page), eval_cond(e, block->show_if));
	e->blocks[index] = (uint8_t)(truth + 1);
	return truth;
}

/* ---- what others ask --------------------------------------------------------------- */

static struct eval
eval_of(const struct answers *a, unsigned turn)
{
	return (struct eval){ .form = a->form, .answers = a, .turn = turn };
}

bool
cond_holds(const struct cond *c, const struct answers *a, unsigned turn)
{
	struct eval e = eval_of(a, turn);

	return eval_cond(&e, c) == YES;
}

bool
page_shown(const struct answers *a, unsigned page, unsigned turn)
{
	struct eval e = eval_of(a, turn);

	return eval_page(&e, page) == YES;
}

bool
block_shown(const struct answers *a, unsigned block, unsigned turn)
{
	struct eval e = eval_of(a, turn);

	return eval_block(&e, block) == YES;
}

bool
question_shown(const struct answers *a, unsigned question, unsigned turn)
{
	return block_shown(a, a->form->questions[question].block, turn);
}

bool
question_answered(const struct answers *a, unsigned question, unsigned turn)
{
	return answers_see(a, question, turn)->state == VALUE_SET &&
	       question_shown(a, question, turn);
}

/* ---- walking ----------------------------------------------------------------------- */

void
cond_walk(const struct cond *c, const struct form *form, bool named[40], test_fn *fn,
	  void *data)
{
	const struct cond *part;

	if (!c)
		return;
	if (c->op == COND_TEST) {
		fn(c, data);
	} else if (c->op == COND_NAMED) {
		/* each once: conditions that name each other in rows would take for ever */
		if (named[c->named])
			return;
		named[c->named] = true;
		cond_walk(form->conditions[c->named].when, form, named, fn, data);
	} else {
		for (part = c->first; part; part = part->next)
			cond_walk(part, form, named, fn, data);
	}
}

void
cond_tests(const struct cond *c, const struct form *form, test_fn *fn, void *data)
{
	bool named[40] = { false };

	cond_walk(c, form, named, fn, data);
}

static void
question_mark_seen(const struct cond *test, void *data)
{
	bool *seen = data;

	if (test->question >= 0)
		seen[test->question] = true;
}

void
cond_questions(const struct cond *c, const struct form *form, bool seen[FORM_QUESTIONS])
{
	cond_tests(c, form, question_mark_seen, seen);
}

/* ---- conditions that are a plain list of answers ---------------------------------------- */

static bool
test_options(const struct cond *c, const struct form *form, uint32_t *bits)
{
	const struct question *q;
	uint32_t all;

	if (c->question < 0)
		return false;
	q = &form->questions[c->question];
	if (!q->options || q->repeat >= 0 ||
	    (q->kind != KIND_CHOOSE_ONE && q->kind != KIND_SCALE) ||
	    (c->test != TEST_IS && c->test != TEST_ANSWERED))
		return false;
	all = (uint32_t)((UINT64_C(1) << q->options->count) - 1);
	if (c->test == TEST_ANSWERED)
		*bits |= all;
	else
		*bits |= c->negated ? all & ~c->bits : all & c->bits;
	return c->test == TEST_IS || !c->negated;
}

static bool
options_of(const struct cond *c, const struct form *form, uint32_t bits[FORM_QUESTIONS])
{
	if (c->op == COND_NAMED)
		return options_of(form->conditions[c->named].when, form, bits);
	if (c->op == COND_TEST)
		return test_options(c, form,
				    c->question < 0 ? bits : &bits[c->question]);
	if (c->op != COND_ANY)
		return false;
	for (const struct cond *part = c->first; part; part = part->next)
		if (!options_of(part, form, bits))
			return false;
	return true;
}

bool
cond_any_of(const struct cond *c, const struct form *form, uint32_t bits[FORM_QUESTIONS])
{
	uint32_t found[FORM_QUESTIONS] = { 0 };

	if (!options_of(c, form, found))
		return false;
	memcpy(bits, found, sizeof(found));
	return true;
}
