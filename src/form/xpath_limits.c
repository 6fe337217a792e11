/*
 * What a `constraint` of an XLSForm comes to: the ends of a number, how long a text may be, or
 * what may be chosen together.
 *
 * Of choices people write the same rule in many ways: with not(), with or, with if().  So their
 * limits are not recognised by their looks.  The expression is tried with all that could be
 * chosen, what ours would have to say is read off, and that is tried in turn: only if both allow
 * exactly the same is it believed.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/xpath.h"
#include "form/xpath_tree.h"

enum {
	CODES_MOST = 5, /* that one expression may name: 32 sets of them are tried */
	COUNTS = FORM_OPTIONS + 1,
	NODES_MOST = 400, /* 32 * 32 times each: what trying may cost is bounded so */
};

/* ---- numbers and lengths of texts ------------------------------------------------------ */

static bool
of_self(const struct tree *t, const char *function)
{
	return tree_call_is(t, function, 1) && t->first->op == TREE_SELF;
}

/* Comparisons that are all true of what lies in a range: of the answer, or of its length. */
static bool
range_read(const struct tree *tree, bool length, struct range *range)
{
	const struct tree *asked, *constant, *part;
	enum compare compare;
	struct range more;

	if (tree->op == TREE_AND) {
		for (part = tree->first; part; part = part->next) {
			if (!range_read(part, length, range))
				return false;
		}
		return true;
	}
	if (tree->op != TREE_COMPARE || !tree_sides(tree, &asked, &constant, &compare) ||
	    !constant->whole || compare == UNEQUAL)
		return false;
	if (length ? !of_self(asked, "string-length") : asked->op != TREE_SELF)
		return false;
	more = compare_range(compare, constant->number);
	if (more.low > range->low)
		range->low = more.low;
	if (more.high < range->high)
		range->high = more.high;
	return range->low <= range->high;
}

/* ---- choices --------------------------------------------------------------------------- */

struct codes {
	const char *items[CODES_MOST];
	size_t count, nodes;
	bool counts; /* it asks what is selected, or how many: it is about choices at all */
};

/* One thing that may be chosen: some of the codes, and so many options in all. */
struct chosen {
	unsigned set;
	int count;
};

/* The code that a test is about: of selected(., 'x'), or of . = 'x'; NULL: none. */
static const char *
code_of(const struct tree *t)
{
	const struct tree *asked, *constant;
	enum compare compare;

	if (tree_call_is(t, "selected", 2) && t->first->op == TREE_SELF) {
		constant = t->first->next;
	} else if (t->op != TREE_COMPARE || !tree_sides(t, &asked, &constant, &compare) ||
		   asked->op != TREE_SELF || (compare != EQUAL && compare != UNEQUAL)) {
		return NULL;
	}
	return (constant->op == TREE_TEXT && constant->text[0]) || constant->whole
		       ? constant->text
		       : NULL;
}

static size_t
code_index(const struct codes *codes, const char *code)
{
	size_t i;

	for (i = 0; i < codes->count && !str_same(codes->items[i], code); i++)
		;
	return i;
}

/* Whether anything in it has a meaning that can be tried; and all codes that it names. */
static bool
codes_find(const struct tree *t, struct codes *codes)
{
	const struct tree *asked, *constant, *part;
	const char *code = code_of(t);
	enum compare compare;
	size_t at;

	if (++codes->nodes > NODES_MOST)
		return false;
	if (code) {
		codes->counts = codes->counts || t->op == TREE_CALL;
		at = code_index(codes, code);
		if (at == CODES_MOST)
			return false;
		codes->items[at] = code;
		codes->count += at == codes->count;
		return true;
	}
	if (t->op == TREE_COMPARE) {
		codes->counts = true;
		return tree_sides(t, &asked, &constant, &compare) && constant->whole &&
		       of_self(asked, "count-selected");
	}
	if (t->op != TREE_AND && t->op != TREE_OR && !tree_call_is(t, "not", 1) &&
	    !tree_call_is(t, "if", 3))
		return tree_call_is(t, "true", 0) || tree_call_is(t, "false", 0);
	for (part = t->first; part; part = part->next) {
		if (!codes_find(part, codes))
			return false;
	}
	return true;
}

static bool
compare_holds(const struct tree *t, const struct chosen *c)
{
	const struct tree *asked, *constant;
	enum compare compare = EQUAL;
	struct range range;
	bool inside;

	if (!tree_sides(t, &asked, &constant, &compare))
		return false;
	range = compare_range(compare, constant->number);
	inside = c->count >= range.low && c->count <= range.high;
	return inside != (compare == UNEQUAL);
}

/* The whole answer is that one option: all codes are apart, so no other is in the set. */
static bool
only_holds(const struct tree *t, unsigned bit, const struct chosen *c)
{
	bool only = (c->set & bit) && c->count == 1;

	return only != (t->compare == UNEQUAL);
}

/* What the expression says of one thing that may be chosen. */
static bool
tree_holds(const struct tree *t, const struct codes *codes, const struct chosen *c)
{
	const char *code = code_of(t);
	const struct tree *part;

	if (code && t->op == TREE_CALL)
		return c->set & 1u << code_index(codes, code);
	if (code)
		return only_holds(t, 1u << code_index(codes, code), c);
	if (t->op == TREE_COMPARE)
		return compare_holds(t, c);
	if (tree_call_is(t, "not", 1))
		return !tree_holds(t->first, codes, c);
	if (tree_call_is(t, "if", 3)) {
		part = t->first->next;
		return tree_holds(tree_holds(t->first, codes, c) ? part : part->next,
				  codes, c);
	}
	if (t->op == TREE_CALL)
		return str_same(t->text, "true");
	for (part = t->first; part; part = part->next) {
		if (tree_holds(part, codes, c) == (t->op == TREE_OR))
			return t->op == TREE_OR;
	}
	return t->op == TREE_AND;
}

/* What ours would say: so many, but options of the set `alone` by themselves and always. */
struct rule {
	unsigned alone;
	int low, high;
};

static bool
rule_holds(const struct rule *rule, const struct chosen *c)
{
	if (c->set & rule->alone)
		return c->count == 1;
	return c->count >= rule->low && c->count <= rule->high;
}

/* Each thing that may be chosen, from none of the codes and nothing on; false after the last. */
static bool
chosen_next(const struct codes *codes, struct chosen *c)
{
	if (++c->count < COUNTS)
		return true;
	c->set++;
	c->count = __builtin_popcount(c->set); /* they are themselves options */
	return c->set < 1u << codes->count;
}

/* How many may be chosen while none of the codes is; false: none at all. */
static bool
rule_counts(const struct tree *tree, const struct codes *codes, struct rule *rule)
{
	struct chosen c = { 0 };

	rule->low = COUNTS;
	rule->high = 0;
	for (; c.count < COUNTS; c.count++) {
		if (!tree_holds(tree, codes, &c))
			continue;
		if (rule->low == COUNTS)
			rule->low = c.count;
		rule->high = c.count;
	}
	if (rule->high == COUNTS - 1)
		rule->high = INT32_MAX;
	return rule->low < COUNTS && rule->high > 0;
}

/* An option that is never allowed beside another excludes the rest. */
static void
rule_alone(const struct tree *tree, const struct codes *codes, struct rule *rule)
{
	struct chosen c = { 0 };

	rule->alone = (1u << codes->count) - 1;
	while (rule->alone && chosen_next(codes, &c)) {
		if (c.count > 1 && tree_holds(tree, codes, &c))
			rule->alone &= ~c.set;
	}
}

/*
 * An unanswered question is never held against its constraint there, so what the expression says
 * of nothing chosen tells whether one at least is asked for, and no more.
 */
static bool
choices_read(const struct tree *tree, struct xpath_limits *out, struct arena *a)
{
	struct codes codes = { 0 };
	struct chosen c = { 0 };
	struct rule rule;
	size_t i;

	if (!codes_find(tree, &codes) || !codes.counts ||
	    !rule_counts(tree, &codes, &rule))
		return false;
	rule_alone(tree, &codes, &rule);
	do {
		if (tree_holds(tree, &codes, &c) != rule_holds(&rule, &c))
			return false;
	} while (chosen_next(&codes, &c));
	*out = (struct xpath_limits){ .at_least = (unsigned)rule.low };
	if (rule.high != INT32_MAX)
		out->at_most = (unsigned)rule.high;
	out->alone = arena_array(a, const char *, CODES_MOST);
	for (i = 0; i < codes.count; i++) {
		/* of our own `or` it goes without saying */
		if ((rule.alone & 1u << i) && !str_same(codes.items[i], "no_answer"))
			out->alone[out->alone_count++] = codes.items[i];
	}
	return true;
}

/* ---- the whole ------------------------------------------------------------------------- */

static bool
number_read(const struct tree *tree, struct xpath_limits *out)
{
	struct range range = { INT32_MIN, INT32_MAX };

	if (!range_read(tree, false, &range))
		return false;
	*out = (struct xpath_limits){
		.has_low = range.low != INT32_MIN,
		.has_high = range.high != INT32_MAX,
	};
	if (out->has_low)
		out->low = range.low;
	if (out->has_high)
		out->high = range.high;
	return true;
}

/* That a text has at least one character says nothing of one that is given. */
static bool
length_read(const struct tree *tree, struct xpath_limits *out)
{
	struct range range = { INT32_MIN, INT32_MAX };

	if (!range_read(tree, true, &range) || range.low > 1 || range.high < 1 ||
	    range.high == INT32_MAX)
		return false;
	*out = (struct xpath_limits){ .up_to = (unsigned)range.high };
	return true;
}

bool
xpath_constraint(const char *expression, struct xpath_limits *out, struct arena *a)
{
	const char *why = NULL;
	const struct tree *tree = tree_read(expression, &why, a);

	return tree && (number_read(tree, out) || length_read(tree, out) ||
			choices_read(tree, out, a));
}
