/*
 * What a `constraint` of an XLSForm comes to: the ends of a number, or how many may be chosen.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/xpath.h"
#include "form/xpath_tree.h"

struct bounds { /* what was said of a number, and of how many were chosen */
	struct range number, chosen;
	bool of_or; /* also of an `or`, which has no need of it here */
};

static bool bounds_read(const struct tree *tree, struct bounds *b);

static bool
selects_no_answer(const struct tree *t)
{
	return tree_call_is(t, "selected", 2) && t->first->op == TREE_SELF &&
	       t->first->next->op == TREE_TEXT &&
	       str_same(t->first->next->text, "no_answer");
}

/*
 * What a form of ours says there of its `or`, which is alone among what is chosen, and with which
 * no number need be chosen.  Here that goes without saying.
 */
static bool
bounds_of_or(const struct tree *tree, struct bounds *b)
{
	struct range all = { INT32_MIN, INT32_MAX };
	struct bounds alone = { .number = all, .chosen = all };
	const struct tree *both = tree->first;

	if (tree->op == TREE_OR && selects_no_answer(both->next) && !both->next->next)
		return bounds_read(both, b);
	return tree_call_is(tree, "not", 1) && both->op == TREE_AND &&
	       selects_no_answer(both->first) && !both->first->next->next &&
	       bounds_read(both->first->next, &alone) && alone.chosen.low == 2 &&
	       alone.chosen.high == INT32_MAX;
}

static bool
bounds_read(const struct tree *tree, struct bounds *b)
{
	const struct tree *asked, *constant, *part;
	struct range *to, range;
	enum compare compare;

	if (tree->op == TREE_AND) {
		for (part = tree->first; part; part = part->next) {
			if (!bounds_read(part, b))
				return false;
		}
		return true;
	}
	if (tree->op == TREE_OR || tree->op == TREE_CALL) {
		b->of_or = bounds_of_or(tree, b);
		return b->of_or;
	}
	if (tree->op != TREE_COMPARE || !tree_sides(tree, &asked, &constant, &compare) ||
	    !constant->whole || compare == UNEQUAL)
		return false;
	if (asked->op == TREE_SELF)
		to = &b->number;
	else if (tree_call_is(asked, "count-selected", 1) &&
		 asked->first->op == TREE_SELF)
		to = &b->chosen;
	else
		return false;
	range = compare_range(compare, constant->number);
	if (range.low > to->low)
		to->low = range.low;
	if (range.high < to->high)
		to->high = range.high;
	return true;
}

static bool
bounded(struct range r)
{
	return r.low != INT32_MIN || r.high != INT32_MAX;
}

static bool
empty(struct range r)
{
	return r.low > r.high;
}

/* One kind of question is spoken of, and something can be answered to it. */
static bool
bounds_agree(const struct bounds *b)
{
	return bounded(b->number) != (bounded(b->chosen) || b->of_or) &&
	       !empty(b->number) && !empty(b->chosen) && b->chosen.high > 0;
}

bool
xpath_constraint(const char *expression, struct xpath_limits *out)
{
	struct range all = { INT32_MIN, INT32_MAX };
	struct bounds b = { .number = all, .chosen = all };
	struct arena *a = arena_new(0);
	const char *why = NULL;
	const struct tree *tree = tree_read(expression, &why, a);
	bool good = tree && bounds_read(tree, &b);

	arena_free(a);
	if (!good || !bounds_agree(&b))
		return false;
	*out = (struct xpath_limits){
		.has_low = b.number.low != INT32_MIN,
		.has_high = b.number.high != INT32_MAX,
	};
	if (out->has_low)
		out->low = b.number.low;
	if (out->has_high)
		out->high = b.number.high;
	if (b.chosen.low > 0)
		out->at_least = (unsigned)b.chosen.low;
	if (b.chosen.high != INT32_MAX)
		out->at_most = (unsigned)b.chosen.high;
	return true;
}
