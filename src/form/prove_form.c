/*
 * What is proved of a form: that somebody can see each page and question that has a
 * condition, that no condition is true for everybody, and which questions only one group of
 * a break-down can ever see.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/internal.h"

enum { PARTS_MOST = 32, SOURCE_MOST = 80 };

struct proving {
	struct reading *r;
	bool dead_page[FORM_PAGES], dead_block[FORM_QUESTIONS], dead_named[40];
};

/* ---- why nobody can ---------------------------------------------------------------- */

/* The parts of a condition that must all hold. */
static void
parts_find(const struct cond *c, const struct cond *parts[PARTS_MOST], size_t *n)
{
	const struct cond *part;

	if (c->op == COND_ALL) {
		for (part = c->first; part; part = part->next)
			parts_find(part, parts, n);
	} else if (*n < PARTS_MOST) {
		parts[(*n)++] = c;
	}
}

/* Leaves out what can be left out while the rest still clashes. */
static void
parts_least(struct reading *r, const struct cond *parts[PARTS_MOST], size_t *n)
{
	struct goal goals[PARTS_MOST];
	size_t out, i, count;

	for (out = *n; out-- > 0 && *n > 1;) {
		for (i = count = 0; i < *n; i++) {
			if (i != out)
				goals[count++] = (struct goal){ parts[i], true };
		}
		if (prove(r, goals, count, true) != PROOF_CANNOT)
			continue;
		memmove(&parts[out], &parts[out + 1], (*n - out - 1) * sizeof(parts[0]));
		--*n;
	}
}

static const char *
clash_words(struct reading *r, const struct cond *c)
{
	const struct cond *parts[PARTS_MOST];
	size_t n = 0, i;
	SCOPED(buf) words;

	parts_find(c, parts, &n);
	parts_least(r, parts, &n);
	buf_init(&words, 400);
	for (i = 0; i < n; i++) {
		const char *source = parts[i]->source;

		if (!source || strlen(source) > SOURCE_MOST)
			return "its tests clash with each other";
		buf_printf(&words, "%s\"%s\"",
			   i == 0      ? ""
			   : i + 1 < n ? ", "
				       : " and ",
			   source);
	}
	buf_puts(&words, n == 1 ? " is never true" : " are never true together");
	return buf_ok(&words) ? arena_str(r->scratch, words.data)
			      : "its tests clash with each other";
}

struct blame {
	struct reading *r;
	const struct cond *own;
	unsigned line;
};

/* A tested question whose own condition rules out what is tested. */
static void
blame_test(const struct cond *test, void *data)
{
	struct blame *blame = data;
	const struct form *form = blame->r->form;
	const struct cond *others[2] = { NULL, NULL };
	size_t i;

	if (test->question < 0) {
		others[0] = form->repeats[test->repeat].show_if;
	} else {
		unsigned block = form->questions[test->question].block;

		others[0] = form->blocks[block].show_if;
		others[1] = form->pages[form->blocks[block].page].show_if;
	}
	for (i = 0; i < 2 && !blame->line; i++) {
		struct goal goals[2] = { { blame->own, true }, { others[i], true } };

		if (others[i] && prove(blame->r, goals, 2, true) == PROOF_CANNOT)
			blame->line = others[i]->at.line;
	}
}

/*
 * Says why nobody can meet a condition: it clashes with itself (E055), or with a condition
 * around it or of what it tests (E056).
 */
static void
explain(struct reading *r, const struct cond *own, const struct goal *around, size_t n)
{
	struct goal goals[2] = { { own, true } };
	struct blame blame = { .r = r, .own = own };
	size_t i;

	if (prove(r, goals, 1, true) == PROOF_CANNOT) {
		complain(r, E055, own->at, NULL, clash_words(r, own));
		return;
	}
	for (i = 0; i < n && !blame.line; i++) {
		goals[1] = around[i];
		if (prove(r, goals, 2, false) == PROOF_CANNOT)
			blame.line = around[i].cond->at.line;
	}
	goals[1] = (struct goal){ own, true };
	if (prove(r, goals, 1, false) == PROOF_CANNOT) {
		blame.line = 0;
		cond_tests(own, r->form, blame_test, &blame);
	}
	if (blame.line)
		complain(r, E056, own->at, NULL, digits(r, blame.line));
	else
		complain(r, E055, own->at, NULL, "what it tests is never asked together");
}

/* ---- each condition ---------------------------------------------------------------- */

/*
 * around: what holds wherever this condition is asked; the first `usual` of them are not
 * news to anybody, so that a condition they imply is worth a warning.  True: it is dead.
 */
static bool
cond_prove(struct reading *r, const struct cond *own, const struct goal *around, size_t n,
	   size_t usual)
{
	struct goal goals[4];
	enum proof proof;

	goals[0] = (struct goal){ own, true };
	if (n)
		memcpy(goals + 1, around, n * sizeof(*around));
	proof = prove(r, goals, n + 1, false);
	if (proof == PROOF_CANNOT) {
		explain(r, own, around, n);
		return true;
	}
	if (proof == PROOF_CAN) {
		goals[0].want = false;
		proof = prove(r, goals, usual + 1, false);
		if (proof == PROOF_CANNOT)
			complain(r, W060, own->at, NULL, "");
	}
	if (proof == PROOF_OPEN)
		complain(r, W063, own->at, NULL, "");
	return false;
}

struct death {
	const struct proving *v;
	bool found;
};

static void
death_test(const struct cond *test, void *data)
{
	struct death *death = data;
	const struct form *form = death->v->r->form;
	unsigned block, page;

	if (test->question < 0) {
		page = form->repeats[test->repeat].first_page;
	} else {
		block = form->questions[test->question].block;
		page = form->blocks[block].page;
		death->found = death->found || death->v->dead_block[block];
	}
	death->found = death->found || death->v->dead_page[page];
}

/* What depends on something that nobody can see was complained of there. */
static bool
depends_on_dead(const struct proving *v, const struct cond *c)
{
	struct death death = { .v = v };

	cond_tests(c, v->r->form, death_test, &death);
	return death.found;
}

/* Named conditions come after the pages, since those that clash are worth more words. */
static void
named_prove(struct proving *v)
{
	struct form *form = v->r->form;
	size_t i;

	for (i = 0; i < form->condition_count && !diags_full(v->r->diags); i++) {
		const struct cond *when = form->conditions[i].when;

		if (when && !depends_on_dead(v, when))
			v->dead_named[i] = cond_prove(v->r, when, NULL, 0, 0);
	}
}

static bool
named_dead(const struct proving *v, const struct cond *c)
{
	return c->op == COND_NAMED && v->dead_named[c->named];
}

/* The condition of a page or block, with what surrounds it. */
static void
pending_prove(struct proving *v, const struct pending *pending)
{
	const struct form *form = v->r->form;
	struct goal around[3];
	size_t n = 0, usual = 0;
	unsigned page =
		pending->is_page ? pending->owner : form->blocks[pending->owner].page;
	int repeat = form->pages[page].repeat;
	bool dead;

	if (!pending->is_page && form->pages[page].show_if)
		around[n++] = (struct goal){ form->pages[page].show_if, true };
	usual = n;
	if (repeat >= 0 && form->repeats[repeat].first_page != page &&
	    form->repeats[repeat].show_if)
		around[n++] = (struct goal){ form->repeats[repeat].show_if, true };
	if (depends_on_dead(v, pending->cond) || named_dead(v, pending->cond) ||
	    (!pending->is_page && v->dead_page[page]))
		dead = true;
	else
		dead = cond_prove(v->r, pending->cond, around, n, usual);
	if (pending->is_page)
		v->dead_page[page] = dead;
	else
		v->dead_block[pending->owner] = dead;
}

/* ---- which groups can see a question ----------------------------------------------- */

/* What must hold for somebody to be asked this. */
static size_t
question_goals(const struct form *form, const struct question *q, struct goal goals[3])
{
	const struct block *block = &form->blocks[q->block];
	const struct page *page = &form->pages[block->page];
	const struct cond *conds[3] = { block->show_if, page->show_if,
					page->repeat >= 0
						? form->repeats[page->repeat].show_if
						: NULL };
	size_t n = 0, i;

	for (i = 0; i < 3; i++) {
		if (conds[i])
			goals[n++] = (struct goal){ conds[i], true };
	}
	return n;
}

struct answered {
	struct reading *r;
	struct cond *any; /* one of the questions tested was answered */
};

static void
answered_add(const struct cond *test, void *data)
{
	struct answered *answered = data;
	struct cond *c = arena_one(answered->r->scratch, struct cond);

	*c = (struct cond){ .op = COND_TEST,
			    .test = TEST_ANSWERED,
			    .question = test->question,
			    .repeat = test->repeat,
			    .next = answered->any->first };
	if (test->question >= 0)
		answered->any->first = c;
}

/* The groups of one break-down, each as what must hold to be in it.  Returns how many. */
static size_t
break_goals(struct reading *r, const struct break_by *by,
	    struct goal goals[FORM_OPTIONS][2])
{
	const struct form *form = r->form;
	const struct question *q = &form->questions[by->index];
	struct answered answered = { .r = r };
	size_t i;

	if (by->kind == BREAK_CONDITION) {
		const struct cond *when = form->conditions[by->index].when;

		answered.any = arena_one(r->scratch, struct cond);
		answered.any->op = COND_ANY;
		cond_tests(when, form, answered_add, &answered);
		goals[0][0] = (struct goal){ when, true };
		goals[1][0] = (struct goal){ when, false };
		goals[0][1] = goals[1][1] = (struct goal){ answered.any, true };
		return 2;
	}
	for (i = 0; i < q->options->count; i++) {
		struct cond *is = arena_one(r->scratch, struct cond);

		*is = (struct cond){ .op = COND_TEST,
				     .test = TEST_IS,
				     .question = (int)q->index,
				     .repeat = -1,
				     .bits = 1u << i };
		goals[i][0] = goals[i][1] = (struct goal){ is, true };
	}
	return i;
}

/* Whether a question is the group of a break-down, or one of those that decide about it. */
static bool
makes_group(const struct form *form, const struct question *q, const struct break_by *by)
{
	bool seen[FORM_QUESTIONS] = { false };

	if (by->kind == BREAK_CONDITION)
		cond_questions(form->conditions[by->index].when, form, seen);
	return seen[q->index] || (by->kind == BREAK_QUESTION && by->index == q->index);
}

/* Whether more than one group of a break-down can see the question. */
static bool
crosses(struct reading *r, const struct question *q, const struct break_by *by)
{
	struct goal groups[FORM_OPTIONS][2] = { 0 }, goals[5];
	size_t n, count, i, seen = 0;

	if (by->kind == BREAK_PLACE)
		return true;
	if (makes_group(r->form, q, by))
		return false;
	n = question_goals(r->form, q, goals);
	count = break_goals(r, by, groups);
	if (!prove_linked(r, goals, n, groups[0], 2))
		return true;
	for (i = 0; i < count && seen < 2; i++) {
		goals[n] = groups[i][0];
		goals[n + 1] = groups[i][1];
		seen += prove(r, goals, n + 2, false) != PROOF_CANNOT;
	}
	return seen >= 2;
}

static void
crosses_find(struct reading *r)
{
	struct form *form = r->form;
	const struct privacy *p = &form->privacy;
	size_t i, j;

	for (i = 0; i < form->question_count; i++) {
		struct question *q = &form->questions[i];

		for (j = 0; j < p->break_count && q->break_down; j++) {
			if (crosses(r, q, &p->breaks[j]))
				q->crosses |= (uint8_t)(1u << j);
		}
	}
}

void
form_prove(struct reading *r)
{
	struct proving *v = arena_one(r->scratch, struct proving);
	const struct pending *pending;

	v->r = r;
	for (pending = r->pending; pending && !diags_full(r->diags);
	     pending = pending->next) {
		if (pending->cond)
			pending_prove(v, pending);
	}
	named_prove(v);
	if (r->diags->errors == 0)
		crosses_find(r);
}
