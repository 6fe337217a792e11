/*
 * An expression of an XLSForm as a tree: what xpath_tree.c reads and xpath.c judges.  Nobody
 * else includes it.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_XPATH_TREE_H
#define CANVASS_XPATH_TREE_H

#include "form/internal.h"

enum tree_op {
	TREE_OR,
	TREE_AND,
	TREE_COMPARE,
	TREE_CALL,
	TREE_REF,  /* ${name} */
	TREE_SELF, /* . */
	TREE_TEXT,
	TREE_NUMBER
};
enum compare { EQUAL, UNEQUAL, LESS, AT_MOST, MORE, AT_LEAST };

struct tree {
	enum tree_op op;
	enum compare compare;
	const char *
		text; /* name of a function or a question; a text; a whole number's digits */
	bool whole; /* a number, or a text that is one */
	int number;
	struct tree *first, *next; /* parts, operands, arguments */
};

/* The whole expression; NULL, with the reason in plain words, if it cannot be read. */
const struct tree *tree_read(const char *expression, const char **out_why,
			     struct arena *a);
/*
 * A comparison, turned round if it must be so that what is asked stands left and a text or a
 * number right.  False if there is none.
 */
bool tree_sides(const struct tree *t, const struct tree **out_asked,
		const struct tree **out_constant, enum compare *out_compare) MUST_USE;
/* Whether it calls that function with so many arguments. */
bool tree_call_is(const struct tree *call, const char *name, size_t arguments);
/* The whole numbers for which a comparison is true: a range; for UNEQUAL, all others. */
struct range compare_range(enum compare compare, int n);

#endif
