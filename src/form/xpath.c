/*
 * Conditions out of XLSForms.  An expression becomes a tree; the tree becomes a
 * condition of ours, or a plain reason why it cannot.  Nothing is guessed: what ours would say
 * with another meaning is not said at all.
 *
 * An unanswered question is '' there.  So `${a} = 'x'` is false of it, as ours is, and `!=` is
 * true of it: that is `not a is x`, and never `a is not x`.  A comparison with a number is false
 * of it in both.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/xpath.h"
#include "form/xpath_tree.h"

enum { /* what the reader of our conditions takes */
       CHARACTERS_MOST = 500,
       TESTS_MOST = 30,
       DEPTH_MOST = 19, /* brackets and nots */
};

/* ---- a condition of ours, before it is written --------------------------------------- */

enum said_op {
	SAID_OR,
	SAID_AND,
	SAID_NOT,
	SAID_TEST,
	SAID_SET, /* is one of some options */
	SAID_ANSWERED, /* id is answered; negated: is not */
	SAID_REFUSED,  /* the question's `or`: ours does not tell it from no answer */
};

struct said {
	enum said_op op;
	bool negated;
	const char *text; /* of a test: its words; else the question's id */
	const struct xpath_question *asked; /* of a set, whose options are bits */
	uint64_t set;
	struct said *first, *next;
};

struct teller {
	const struct xpath_names *names;
	const char *why;
	unsigned tests;
	struct arena *a;
};

static struct said *
untold(struct teller *t, const char *why)
{
	if (!t->why)
		t->why = why;
	return NULL;
}

static struct said *
said_new(struct teller *t, enum said_op op, const char *text)
{
	struct said *s = arena_one(t->a, struct said);

	if (op >= SAID_TEST && ++t->tests > TESTS_MOST)
		return untold(t, "it tests more than 30 things");
	s->op = op;
	s->text = text;
	return s;
}

/* Turned round; two nots cancel out, and so does `is not answered`. */
static struct said *
said_not(struct teller *t, struct said *s)
{
	struct said *around;

	if (!s)
		return NULL;
	if (s->op == SAID_NOT)
		return s->first;
	if (s->op == SAID_ANSWERED) {
		s->negated = !s->negated;
		return s;
	}
	around = said_new(t, SAID_NOT, NULL);
	if (around)
		around->first = s;
	return around;
}

static struct said *
answered(struct teller *t, const struct xpath_question *q, bool is)
{
	struct said *s = said_new(t, SAID_ANSWERED, q->id);

	if (s)
		s->negated = !is;
	return s;
}

/* ---- tests --------------------------------------------------------------------------- */

static const struct xpath_question *
question_of(struct teller *t, const struct tree *ref)
{
	const struct xpath_question *q = NULL;

	if (ref->op == TREE_REF)
		q = t->names->question(t->names->with, ref->text);
	if (!q && ref->op == TREE_REF)
		untold(t,
		       arena_printf(t->a,
				    "it looks at \"%.40s\", which cannot be asked there",
				    ref->text));
	else if (!q)
		untold(t, "it looks at something that is no question");
	return q;
}

/* An option's code, `no_answer` included; NULL after a reason. */
static const char *
option_of(struct teller *t, const struct xpath_question *q, const struct tree *constant)
{
	const char *code = NULL;

	if (constant->op == TREE_TEXT || constant->whole)
		code = t->names->option(t->names->with, q, constant->text);
	if (!code)
		untold(t, arena_printf(t->a, "\"%.40s\" is no option of \"%s\"",
				       constant->text, q->id));
	return code;
}

static struct said *
option_test(struct teller *t, const struct xpath_question *q, const char *word,
	    const struct tree *constant)
{
	const char *code = option_of(t, q, constant);

	if (!code)
		return NULL;
	if (str_same(code, "no_answer"))
		return said_new(t, SAID_REFUSED, q->id);
	return said_new(t, SAID_TEST, arena_printf(t->a, "%s %s %s", q->id, word, code));
}

/* Bands are all that is stored: the range may cut none of them in two. */
static bool
bands_whole(const struct bands *bands, struct range range)
{
	bool meets = false;
	size_t i;

	for (i = 0; i < bands->count; i++) {
		const struct band *band = &bands->items[i];
		int high = band->open ? INT32_MAX : band->high;

		if (range.low > high || range.high < band->low)
			continue;
		if (range.low > band->low || range.high < high)
			return false;
		meets = true;
	}
	return meets;
}

/* `n is at least 3`; the words follow the author's sign. */
static struct said *
amount_test(struct teller *t, const char *subject, enum compare compare, int n)
{
	static const char *const words[] = { "",	 "",	       "less than ",
					     "at most ", "more than ", "at least " };
	struct said *s =
		said_new(t, SAID_TEST,
			 arena_printf(t->a, "%s is %s%d", subject, words[compare], n));

	return compare == UNEQUAL ? said_not(t, s) : s;
}

static struct said *
number_test(struct teller *t, const struct xpath_question *q, enum compare compare,
	    const struct tree *constant)
{
	if (!constant->whole)
		return untold(t, arena_printf(t->a,
					      "it compares \"%s\" with something that is "
					      "no whole number",
					      q->id));
	if (q->banded && q->bands &&
	    !bands_whole(q->bands, compare_range(compare, constant->number)))
		return untold(t,
			      arena_printf(t->a,
					   "it would cut a band of \"%s\" in two: only "
					   "the band is stored",
					   q->id));
	return amount_test(t, q->id, compare, constant->number);
}

/* What XPath makes of a name as a number; false: none, which compares as false with any. */
static bool
name_number(const char *name, double *out)
{
	const char *digits = name + (*name == '-');
	char *end;

	if (!*digits || digits[strspn(digits, "0123456789.")])
		return false;
	*out = strtod(name, &end);
	return !*end;
}

/*
 * `${q} >= 4` of options that are named by numbers: those of which it is true.  A name that is no
 * number, a refusal and no answer at all are neither more nor less than any.
 */
static struct said *
size_test(struct teller *t, const struct xpath_question *q, enum compare compare,
	  const struct tree *constant)
{
	const char *name = NULL;
	bool any = false, all = true;
	uint64_t set = 0;
	struct said *s;
	double n;

	if (!constant->whole)
		return number_test(t, q, compare, constant);
	for (size_t i = 0; i < 64 && t->names->option_at &&
			   t->names->option_at(t->names->with, q, i, &name);
	     i++) {
		bool number = name_number(name, &n);
		/* a name may have a fraction, so the range of whole numbers is not enough */
		bool inside = number && (compare == LESS      ? n < constant->number
					 : compare == MORE    ? n > constant->number
					 : compare == AT_MOST ? n <= constant->number
							      : n >= constant->number);

		any = any || number;
		all = all && inside;
		set |= (uint64_t)inside << i;
	}
	if (!any)
		return untold(
			t, arena_printf(t->a, "it asks how large \"%s\" is, but its "
					      "options are no numbers", q->id));
	if (!set)
		return untold(t, arena_printf(t->a, "no option of \"%s\" is so", q->id));
	if (all)
		return answered(t, q, true);
	s = said_new(t, SAID_SET, q->id);
	if (s) {
		s->asked = q;
		s->set = set;
	}
	return s;
}

/* `${q} = constant` and its like, by the kind of question. */
static struct said *
question_test(struct teller *t, const struct xpath_question *q, enum compare compare,
	      const struct tree *constant)
{
	bool equality = compare == EQUAL || compare == UNEQUAL;
	struct said *s;

	if (equality && constant->op == TREE_TEXT && !constant->text[0])
		return answered(t, q, compare == UNEQUAL);
	if (q->kind == KIND_NUMBER)
		return number_test(t, q, compare, constant);
	if (q->kind == KIND_SCALE && !equality)
		return number_test(t, q, compare, constant);
	if (equality && (q->kind == KIND_CHOOSE_ONE || q->kind == KIND_SCALE)) {
		s = option_test(t, q, "is", constant);
		return compare == UNEQUAL ? said_not(t, s) : s;
	}
	if (q->kind == KIND_CHOOSE_ONE)
		return size_test(t, q, compare, constant);
	if (q->kind == KIND_RANK)
		return untold(
			t, arena_printf(t->a, "of the order of \"%s\" only the first "
					      "place can be asked, with selected-at()", q->id));
	if (q->kind == KIND_CHOOSE_ANY)
		return untold(t, arena_printf(t->a,
					      "it compares all that was chosen in \"%s\" "
					      "at once; ask with selected()",
					      q->id));
	return untold(t, arena_printf(t->a,
				      "\"%s\" can only be asked whether it was answered",
				      q->id));
}

/* `string-length(${a}) > 0`, `count-selected(${b}) = 0`: answered or not, and nothing finer. */
static struct said *
length_test(struct teller *t, const struct tree *call, enum compare compare,
	    const struct tree *constant)
{
	const struct xpath_question *q = question_of(t, call->first);
	struct range range = compare_range(compare, constant->number);
	bool none = range.low <= 0 && range.high >= 0, any = range.high == INT32_MAX;

	if (!q)
		return NULL;
	if (compare == UNEQUAL) {
		none = !none;
		any = constant->number == 0;
	}
	/* true of nothing chosen alone, or of any number from one on alone */
	if (constant->whole && ((none && compare != UNEQUAL && range.high == 0) ||
				(!none && any && (compare == UNEQUAL || range.low <= 1))))
		return answered(t, q, !none);
	return untold(t, arena_printf(t->a, "it counts how much was answered to \"%s\"",
				      q->id));
}

/* `selected-at(${r}, 0) = 'x'`: what was ranked first. */
static struct said *
first_test(struct teller *t, const struct tree *call, enum compare compare,
	   const struct tree *constant)
{
	const struct xpath_question *q = question_of(t, call->first);
	const struct tree *place = call->first->next;
	struct said *s;

	if (!q)
		return NULL;
	if (q->kind != KIND_RANK || !place->whole || place->number != 0 ||
	    (compare != EQUAL && compare != UNEQUAL))
		return untold(
			t,
			"it uses selected-at() for more than the first place of a rank");
	s = option_test(t, q, "is", constant);
	return compare == UNEQUAL ? said_not(t, s) : s;
}

/* `count(${visits}) >= 2`: the turns of a repeat. */
static struct said *
turns_test(struct teller *t, const struct tree *call, enum compare compare,
	   const struct tree *constant)
{
	const char *repeat = NULL;

	if (call->first->op == TREE_REF && t->names->repeat)
		repeat = t->names->repeat(t->names->with, call->first->text);
	if (!repeat || !constant->whole)
		return untold(t, "it counts something that cannot be counted there");
	/* no turn, and nobody having asked, are one thing there and two here */
	if (compare == EQUAL || compare == UNEQUAL ||
	    compare_range(compare, constant->number).low < 1)
		return untold(
			t,
			"of a repeat only \"more than\" and \"at least\" can be asked");
	return amount_test(t, arena_printf(t->a, "number of %s", repeat), compare,
			   constant->number);
}

static struct said *
compare_test(struct teller *t, const struct tree *tree)
{
	const struct tree *asked, *constant;
	const struct xpath_question *q;
	enum compare compare;

	if (!tree_sides(tree, &asked, &constant, &compare))
		return untold(t,
			      "it compares with something that is no text and no number");
	if (asked->op == TREE_REF) {
		q = question_of(t, asked);
		return q ? question_test(t, q, compare, constant) : NULL;
	}
	if (tree_call_is(asked, "selected-at", 2))
		return first_test(t, asked, compare, constant);
	if (tree_call_is(asked, "count-selected", 1) ||
	    tree_call_is(asked, "string-length", 1))
		return length_test(t, asked, compare, constant);
	if (tree_call_is(asked, "count", 1))
		return turns_test(t, asked, compare, constant);
	if (asked->op == TREE_CALL)
		return untold(t, arena_printf(t->a, "it uses %.40s()", asked->text));
	return untold(t, "it compares something that is no question");
}

static struct said *
selected_test(struct teller *t, const struct tree *call)
{
	const struct xpath_question *q = question_of(t, call->first);
	const struct tree *value = call->first->next;

	if (!q)
		return NULL;
	if (value->op != TREE_TEXT && value->op != TREE_NUMBER)
		return untold(t, "it looks for something that is no text and no number");
	if (q->kind == KIND_CHOOSE_ANY)
		return option_test(t, q, "includes", value);
	if (q->kind == KIND_CHOOSE_ONE || q->kind == KIND_SCALE)
		return option_test(t, q, "is", value);
	return untold(t, arena_printf(t->a,
				      "it asks what is selected in \"%s\", where nothing "
				      "is",
				      q->id));
}

/* ---- and, or, not -------------------------------------------------------------------- */

static struct said *tell(struct teller *t, const struct tree *tree);

/*
 * `${a} != '' and ${a} != 'no_answer'` is how a form of ours says "answered" there: the second
 * goes where the first stands beside it.  With `or` the same, turned round.
 */
static void
refusals_drop(struct said *joined)
{
	bool all = joined->op == SAID_AND;
	struct said **place = &joined->first, *s, *other;

	while ((s = *place) != NULL) {
		const struct said *refused = all && s->op == SAID_NOT ? s->first : s;

		other = NULL;
		if (refused->op == SAID_REFUSED && all == (s->op == SAID_NOT)) {
			for (other = joined->first; other; other = other->next) {
				if (other->op == SAID_ANSWERED && other->negated != all &&
				    str_same(other->text, refused->text))
					break;
			}
		}
		if (other)
			*place = s->next;
		else
			place = &s->next;
	}
}

/* What goes without saying of a question beside a set of its options. */
static bool
implied(const struct said *s)
{
	return (s->op == SAID_ANSWERED && !s->negated) ||
	       (s->op == SAID_NOT && s->first->op == SAID_REFUSED);
}

/* `${q} >= 2 and ${q} < 4`: sets of one question become one. */
static bool
sets_join(struct teller *t, struct said *joined)
{
	bool all = joined->op == SAID_AND;

	for (struct said *s = joined->first; s; s = s->next) {
		struct said **place = &joined->first, *other;

		while (s->op == SAID_SET && (other = *place) != NULL) {
			const struct said *what =
				other->op == SAID_NOT ? other->first : other;
			bool same = other != s && what->op >= SAID_SET &&
				    str_same(what->text, s->text);

			if (same && other->op == SAID_SET)
				s->set = all ? s->set & other->set : s->set | other->set;
			if (same && (other->op == SAID_SET || (all && implied(other))))
				*place = other->next;
			else
				place = &other->next;
		}
		if (s->op == SAID_SET && !s->set)
			return untold(t, arena_printf(t->a, "no option of \"%s\" is so",
						      s->text)) != NULL;
	}
	return true;
}

/* Parts in order; those that are joined by the same word need no brackets. */
static struct said *
joined_tell(struct teller *t, const struct tree *tree, enum said_op op)
{
	struct said *joined = said_new(t, op, NULL), **place = &joined->first;
	const struct tree *part;

	for (part = tree->first; part; part = part->next) {
		struct said *s = tell(t, part);

		if (!s)
			return NULL;
		*place = s->op == op ? s->first : s;
		while (*place)
			place = &(*place)->next;
	}
	refusals_drop(joined);
	if (!sets_join(t, joined))
		return NULL;
	return joined->first->next ? joined : joined->first;
}

static struct said *
tell(struct teller *t, const struct tree *tree)
{
	switch (tree->op) {
	case TREE_OR:
		return joined_tell(t, tree, SAID_OR);
	case TREE_AND:
		return joined_tell(t, tree, SAID_AND);
	case TREE_COMPARE:
		return compare_test(t, tree);
	case TREE_CALL:
		if (tree_call_is(tree, "not", 1))
			return said_not(t, tell(t, tree->first));
		if (tree_call_is(tree, "selected", 2))
			return selected_test(t, tree);
		return untold(t, arena_printf(t->a, "it uses %.40s()", tree->text));
	case TREE_REF:
	case TREE_SELF:
	case TREE_TEXT:
	case TREE_NUMBER:
		break;
	}
	return untold(t, "part of it compares nothing");
}

/* ---- written as ours reads it: not binds closest, then and, then or --------------------- */

static void
set_write(struct teller *t, const struct said *s, struct buf *out)
{
	const char *between = "", *name;
	bool many = s->set & (s->set - 1);

	buf_printf(out, "%s is %s", s->text, many ? "one of " : "");
	for (size_t i = 0; i < 64; i++) {
		if (!(s->set >> i & 1))
			continue;
		buf_printf(out, "%s%s", between,
			   t->names->option_at(t->names->with, s->asked, i, &name));
		between = ", ";
	}
}

static void
said_write(struct teller *t, const struct said *s, unsigned depth, struct buf *out)
{
	const char *word = s->op == SAID_AND ? " and " : " or ";
	const struct said *part;

	if (depth > DEPTH_MOST)
		untold(t, "it has too many brackets within brackets");
	switch (s->op) {
	case SAID_OR:
	case SAID_AND:
		for (part = s->first; part; part = part->next) {
			bool brackets = s->op == SAID_AND && part->op == SAID_OR;

			buf_puts(out, part == s->first ? "" : word);
			buf_puts(out, brackets ? "(" : "");
			said_write(t, part, depth + brackets, out);
			buf_puts(out, brackets ? ")" : "");
		}
		break;
	case SAID_NOT: {
		bool brackets = s->first->op == SAID_OR || s->first->op == SAID_AND;

		buf_puts(out, brackets ? "not (" : "not ");
		said_write(t, s->first, depth + 1 + brackets, out);
		buf_puts(out, brackets ? ")" : "");
		break;
	}
	case SAID_TEST:
		buf_puts(out, s->text);
		break;
	case SAID_SET:
		set_write(t, s, out);
		break;
	case SAID_ANSWERED:
		buf_printf(out, "%s is %sanswered", s->text, s->negated ? "not " : "");
		break;
	case SAID_REFUSED:
		untold(t,
		       arena_printf(t->a, "it tells two kinds of silence on \"%s\" apart",
				    s->text));
		break;
	}
}

bool
xpath_condition(const char *expression, const struct xpath_names *names, struct buf *out,
		const char **out_why, struct arena *a)
{
	struct teller t = { .names = names, .a = a };
	const struct tree *tree = tree_read(expression, &t.why, a);
	const struct said *s = tree ? tell(&t, tree) : NULL;
	SCOPED(buf) words;

	buf_init(&words, 0);
	if (s)
		said_write(&t, s, 0, &words);
	if (!t.why && utf8_count(words.data, words.len) > CHARACTERS_MOST)
		untold(&t, "it is longer than 500 characters");
	if (t.why) {
		*out_why = t.why;
		return false;
	}
	buf_put(out, words.data, words.len);
	return true;
}
