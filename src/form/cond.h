/*
 * The inside of a condition: what reads it, works it out and proves things of it shares this.
 * Nobody outside src/form includes it.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_FORM_COND_H
#define CANVASS_FORM_COND_H

#include "form/problems.h"

struct node;

/* ---- conditions inside (show_if_read.c, show_if.c, prove.c) ------------------------ */

enum cond_op { COND_ALL, COND_ANY, COND_NOT, COND_NAMED, COND_TEST };

enum test_op {
	TEST_ANSWERED,
	TEST_IS,    /* the one chosen (of a rank: its first place) is among bits */
	TEST_ANY,   /* one of bits was chosen */
	TEST_EVERY, /* all of bits were chosen */
	TEST_RANGE, /* the number lies in one of the ranges */
};

struct range {
	int low, high;
};

struct cond {
	enum cond_op op;
	struct cond *first, *next; /* parts, in order */
	unsigned named;		   /* NAMED: in form->conditions */
	enum test_op test;
	bool negated; /* is not, does not include: turns round, but never for the unanswered */
	int question; /* or -1: how many turns of a repeat */
	int repeat;
	uint32_t bits;
	struct range *ranges;
	size_t range_count;
	const char *source; /* as the author wrote it, on one line */
	struct place at;
};

/* Who asks: what a condition may test depends on where it stands. */
struct asker {
	bool named;	   /* a named condition: checked wherever it is used */
	size_t conditions; /* how many named ones are known here */
	bool is_page;
	unsigned owner, page;	    /* page or block; its page */
	bool same_page, other_page; /* found out: where the questions tested stand */
};
/* What to write for a word of other programs, or NULL (cond_hints.c). */
const char *cond_word_hint(const char *word);
/* What may be meant by a text that begins with no code of q, which has options. */
const char *option_hint(struct reading *r, const struct question *q, const char *text);
/*
 * What is meant by a code alone behind `or`, where a test belongs; q and values: the question
 * tested just before, or NULL, and its codes there; not: by `is not`.  NULL if it is none of them.
 */
const char *alone_hint(struct reading *r, const struct question *q, bool not,
		       const char *values, const char *word);
/* NULL after a complaint. */
const struct cond *cond_read(struct reading *r, const struct node *node,
			     struct asker *asker);
/* Whether all that a test or named condition looks at may be looked at; complains if not. */
bool asker_reaches(struct reading *r, struct asker *asker, const struct cond *c);

enum truth { NO, YES, MAYBE };

/*
 * One evaluation.  What was found out about blocks, pages and named conditions is kept, so
 * that a chain of conditions costs no more than their number.
 */
struct eval {
	const struct form *form;
	const struct answers *answers;
	unsigned turn;
	const bool *open;	 /* questions nobody has answered yet: MAYBE; or NULL */
	const bool *open_repeat; /* the same for turns */
	bool unhidden;		 /* proofs: as if every question were shown */
	size_t *steps;		 /* proofs: counted down; at 0 all is MAYBE */
	uint8_t blocks[FORM_QUESTIONS], pages[FORM_PAGES],
		named[40]; /* 0: unknown; 1 + truth */
};
enum truth eval_cond(struct eval *e, const struct cond *c);
enum truth eval_block(struct eval *e, unsigned block);
enum truth eval_page(struct eval *e, unsigned page);
bool test_holds(const struct cond *t, const struct question *q, const struct value *v);

/* Calls fn for each test in c, named conditions included. */
typedef void test_fn(const struct cond *test, void *data);
void cond_tests(const struct cond *c, const struct form *form, test_fn *fn, void *data);
/* The same; named: which named conditions were walked already, and need not be again. */
void cond_walk(const struct cond *c, const struct form *form, bool named[40], test_fn *fn,
	       void *data);

/*
 * What conditions that must all hold mean, in one way of writing (diff_cond.c): two that are the
 * same here let the same people through.  "": everybody; NULL: too long.  NULLs in conds count for
 * nothing.
 */
const char *conds_meaning(const struct form *form, const struct cond *const *conds, size_t n,
			  struct arena *a);

/* ---- proofs (prove.c, prove_form.c) ------------------------------------------------ */

struct goal { /* a condition that must hold, or must not */
	const struct cond *cond;
	bool want;
};
enum proof { PROOF_CANNOT, PROOF_CAN, PROOF_OPEN };

/*
 * Whether some answers meet all goals at once.  unhidden: as if every question were shown.
 * PROOF_OPEN: too many combinations.  Takes from r->steps.
 */
enum proof prove(struct reading *r, const struct goal *goals, size_t n, bool unhidden);
bool prove_linked(struct reading *r, const struct goal *a, size_t a_count,
		  const struct goal *b, size_t b_count);

#endif
