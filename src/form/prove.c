/*
 * Whether conditions can hold together: tries the answers to all questions that they depend
 * on.  Answers that no test tells apart are tried once, and what is decided already is not
 * tried further; past so many tests the outcome stays open, so that no form, however it was
 * made, can hold up its reader.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/internal.h"

enum {
	PROOF_STEPS = 400000, /* tests in one proof: some milliseconds */
	SUBSETS_MOST = 10,    /* options of one choose any that tests name */
	NUMBERS_MOST = 128,
};

/* A question or a repeat, and its answers as far as tests tell them apart. */
struct variable {
	int question, repeat; /* one of them is -1 */
	struct value *values;
	uint64_t *marks; /* which tests each value passes, hashed */
	size_t count;
};

struct mention { /* a test, in the list of its question */
	const struct cond *test;
	struct mention *next;
};

struct prover {
	struct reading *r;
	const struct form *form;
	struct arena *arena; /* of this proof */
	const struct goal *goals;
	size_t goal_count, steps;
	bool unhidden, too_many;
	struct mention *of_question[FORM_QUESTIONS], *of_repeat[10];
	bool named[40], blocks[FORM_QUESTIONS], pages[FORM_PAGES];
	struct variable variables[FORM_QUESTIONS + 10];
	size_t variable_count;
	struct answers *answers;
	bool open[FORM_QUESTIONS], open_repeat[10];
};

/* ---- which questions matter -------------------------------------------------------- */

static void need_cond(struct prover *p, const struct cond *c);

/* A test of a question depends on all that hides it. */
static void
need_page(struct prover *p, unsigned index)
{
	const struct page *page = &p->form->pages[index];

	if (p->unhidden || p->pages[index])
		return;
	p->pages[index] = true;
	need_cond(p, page->show_if);
	if (page->repeat >= 0)
		need_cond(p, p->form->repeats[page->repeat].show_if);
}

static void
need_test(const struct cond *test, void *data)
{
	struct prover *p = data;
	struct mention *mention = arena_one(p->arena, struct mention), **list;
	const struct question *q;

	list = test->question < 0 ? &p->of_repeat[test->repeat]
				  : &p->of_question[test->question];
	*mention = (struct mention){ .test = test, .next = *list };
	*list = mention;
	if (test->question < 0) {
		need_page(p, p->form->repeats[test->repeat].first_page);
		return;
	}
	q = &p->form->questions[test->question];
	if (p->unhidden || p->blocks[q->block])
		return;
	p->blocks[q->block] = true;
	need_cond(p, p->form->blocks[q->block].show_if);
	need_page(p, p->form->blocks[q->block].page);
}

static void
need_cond(struct prover *p, const struct cond *c)
{
	cond_walk(c, p->form, p->named, need_test, p);
}

/* ---- the answers worth trying ------------------------------------------------------ */

/* Keeps a value unless one before it passes exactly the same tests. */
static void
value_keep(struct prover *p, struct variable *var, struct value v)
{
	const struct question *q = &p->form->questions[var->question];
	const struct mention *m;
	uint64_t mark = UINT64_C(0x9e3779b97f4a7c15);
	size_t i;

	for (m = p->of_question[var->question]; m; m = m->next) {
		bool holds = v.state == VALUE_SET
				     ? test_holds(m->test, q, &v)
				     : m->test->test == TEST_ANSWERED && m->test->negated;

		mark = (mark ^ holds) * UINT64_C(0xff51afd7ed558ccd);
		mark ^= mark >> 29;
		p->steps -= p->steps > 0;
	}
	for (i = 0; i < var->count; i++) {
		if (var->marks[i] == mark)
			return;
	}
	var->values[var->count] = v;
	var->marks[var->count++] = mark;
}

/* Room for so many values, and what is known of each. */
static void
variable_room(struct prover *p, struct variable *var, size_t most)
{
	var->values = arena_array(p->arena, struct value, most);
	var->marks = arena_array(p->arena, uint64_t, most);
}

/* Radios and ranks: each option once, and silence. */
static void
values_one(struct prover *p, struct variable *var, const struct question *q)
{
	size_t i;

	variable_room(p, var, q->options->count + 1);
	value_keep(p, var, (struct value){ 0 });
	for (i = 0; i < q->options->count; i++) {
		struct value v = { .state = VALUE_SET, .chosen = 1u << i };

		memset(v.order, 255, sizeof(v.order));
		v.order[0] = (uint8_t)i;
		value_keep(p, var, v);
	}
}

/* Whether somebody can choose exactly these, as far as the question's limits say. */
static bool
subset_right(const struct question *q, uint32_t chosen, uint32_t spare)
{
	unsigned count = (unsigned)__builtin_popcount(chosen);

	if (chosen & q->alone)
		return count == 1;
	if (q->at_most && count > q->at_most)
		return false;
	return count + (unsigned)__builtin_popcount(spare & ~q->alone) >= q->at_least;
}

/* Every set of the options that tests name, with and without one that none names. */
static void
values_any(struct prover *p, struct variable *var, const struct question *q)
{
	uint32_t all = (uint32_t)((UINT64_C(1) << q->options->count) - 1), named = 0,
		 rest, part;
	uint32_t subset = 0;
	const struct mention *m;

	for (m = p->of_question[var->question]; m; m = m->next)
		named |= m->test->bits;
	rest = all & ~named;
	if (__builtin_popcount(named) > SUBSETS_MOST) {
		p->too_many = true;
		return;
	}
	variable_room(p, var, ((size_t)1 << __builtin_popcount(named)) * 2 + 2);
	value_keep(p, var, (struct value){ 0 });
	do {
		struct value v = { .state = VALUE_SET, .chosen = subset };

		if (subset && subset_right(q, subset, rest))
			value_keep(p, var, v);
		part = rest & ~q->alone ? rest & ~q->alone : rest;
		v.chosen = subset |
			   (part & -part); /* the lowest of those that no test names */
		if (part && subset_right(q, v.chosen, rest & ~part))
			value_keep(p, var, v);
		subset = (subset - named) &
			 named; /* the next subset of named; 0 after the last */
	} while (subset && p->steps);
}

static void
number_try(struct prover *p, struct variable *var, const struct question *q, int64_t n)
{
	struct value v = { .state = VALUE_SET };

	if (n < q->between_low || n > q->between_high || var->count > NUMBERS_MOST)
		return;
	v.number = (int)n;
	value_keep(p, var, v);
}

/* Numbers change what a test says at the ends of its ranges only. */
static void
values_number(struct prover *p, struct variable *var, const struct question *q)
{
	const struct mention *m;
	size_t i;

	variable_room(p, var, NUMBERS_MOST + 2);
	value_keep(p, var, (struct value){ 0 });
	number_try(p, var, q, q->between_low);
	number_try(p, var, q, q->between_high);
	for (m = p->of_question[var->question]; m; m = m->next) {
		for (i = 0; i < m->test->range_count; i++) {
			int64_t low = m->test->ranges[i].low,
				high = m->test->ranges[i].high;

			number_try(p, var, q, low - 1);
			number_try(p, var, q, low);
			number_try(p, var, q, high);
			number_try(p, var, q, high + 1);
		}
	}
	p->too_many = p->too_many || var->count > NUMBERS_MOST;
}

/* The values of one question that tests can tell apart. */
static void
question_variable(struct prover *p, int index)
{
	const struct question *q = &p->form->questions[index];
	struct variable *var = &p->variables[p->variable_count++];

	*var = (struct variable){ .question = index, .repeat = -1 };
	switch (q->kind) {
	case KIND_CHOOSE_ONE:
	case KIND_SCALE:
	case KIND_RANK:
		values_one(p, var, q);
		break;
	case KIND_CHOOSE_ANY:
		values_any(p, var, q);
		break;
	case KIND_NUMBER:
		values_number(p, var, q);
		break;
	case KIND_MONTH:
	case KIND_SHORT_TEXT:
	case KIND_LONG_TEXT:
	case KIND_NOTE:
	case KIND__COUNT:
		variable_room(p, var, 2);
		value_keep(p, var, (struct value){ 0 });
		value_keep(p, var, (struct value){ .state = VALUE_SET });
		break;
	}
	p->open[index] = true;
}

static void
variables_find(struct prover *p)
{
	size_t i;

	for (i = 0; i < p->form->question_count && !p->too_many && p->steps; i++) {
		if (p->of_question[i])
			question_variable(p, (int)i);
	}
	for (i = 0; i < p->form->repeat_count; i++) {
		if (!p->of_repeat[i])
			continue;
		/* not asked yet, and each number of turns */
		p->variables[p->variable_count++] =
			(struct variable){ .question = -1,
					   .repeat = (int)i,
					   .count = p->form->repeats[i].most + 2 };
		p->open_repeat[i] = true;
	}
}

/* ---- the search -------------------------------------------------------------------- */

/* What is known of the goals as far as questions are answered. */
static enum truth
goals_now(struct prover *p)
{
	struct eval e = { .form = p->form,
			  .answers = p->answers,
			  .open = p->open,
			  .open_repeat = p->open_repeat,
			  .unhidden = p->unhidden,
			  .steps = &p->steps };
	enum truth all = YES;
	size_t i;

	for (i = 0; i < p->goal_count; i++) {
		enum truth truth = eval_cond(&e, p->goals[i].cond);

		if (truth == MAYBE)
			all = MAYBE;
		else if ((truth == YES) != p->goals[i].want)
			return NO;
	}
	return all;
}

static void
variable_set(struct prover *p, const struct variable *var, size_t choice)
{
	if (var->question >= 0) {
		*answers_at(p->answers, (unsigned)var->question, 0) = var->values[choice];
		p->open[var->question] = false;
	} else {
		p->answers->turns[var->repeat] = (uint8_t)(choice ? choice - 1 : 0);
		p->answers->ended[var->repeat] = choice > 0;
		p->open_repeat[var->repeat] = false;
	}
}

/*
 * Answers one question after the other, in the order asked, so that what hides a question is
 * known before its answers are tried.
 */
static bool
search(struct prover *p, size_t depth)
{
	const struct variable *var = &p->variables[depth];
	enum truth truth = goals_now(p);
	size_t choice;

	if (p->steps == 0 || truth == NO)
		return false;
	if (truth == YES || depth == p->variable_count)
		return truth == YES;
	for (choice = 0; choice < var->count && p->steps; choice++) {
		variable_set(p, var, choice);
		if (search(p, depth + 1))
			return true;
	}
	if (var->question >= 0)
		p->open[var->question] = true;
	else
		p->open_repeat[var->repeat] = true;
	return false;
}

enum proof
prove(struct reading *r, const struct goal *goals, size_t n, bool unhidden)
{
	struct arena *arena = arena_new(0);
	struct prover *p = arena_one(arena, struct prover);
	size_t most = r->steps < PROOF_STEPS ? r->steps : PROOF_STEPS, i;
	enum proof proof = PROOF_OPEN;

	p->r = r;
	p->form = r->form;
	p->arena = arena;
	p->goals = goals;
	p->goal_count = n;
	p->unhidden = unhidden;
	p->steps = most;
	p->answers = answers_new(r->form, arena);
	for (i = 0; i < n; i++)
		need_cond(p, goals[i].cond);
	variables_find(p);
	if (!p->too_many && search(p, 0))
		proof = PROOF_CAN;
	else if (!p->too_many && p->steps)
		proof = PROOF_CANNOT;
	r->steps -= most - p->steps;
	arena_free(arena);
	return proof;
}

/* Whether two sets of conditions depend on a question in common. */
bool
prove_linked(struct reading *r, const struct goal *a, size_t a_count,
	     const struct goal *b, size_t b_count)
{
	struct arena *arena = arena_new(0);
	struct prover *p = arena_one(arena, struct prover),
		      *q = arena_one(arena, struct prover);
	bool linked = false;
	size_t i;

	p->form = q->form = r->form;
	p->arena = q->arena = arena;
	for (i = 0; i < a_count; i++)
		need_cond(p, a[i].cond);
	for (i = 0; i < b_count; i++)
		need_cond(q, b[i].cond);
	for (i = 0; i < r->form->question_count; i++)
		linked = linked || (p->of_question[i] && q->of_question[i]);
	for (i = 0; i < r->form->repeat_count; i++)
		linked = linked || (p->of_repeat[i] && q->of_repeat[i]);
	arena_free(arena);
	return linked;
}
