/*
 * Reading conditions: `hate is not never or several`.  What they say is bound to questions
 * and options here; whether the asker may look there at all is said in conditions.c.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/internal.h"

enum { CHARACTERS_MOST = 500, TESTS_MOST = 30, DEPTH_MOST = 20 };

struct parser {
	struct reading *r;
	const struct node *node;
	size_t at, len; /* of the token in hand; len 0: the end */
	size_t before;	/* where the token before it ended */
	unsigned tests, depth;
	struct asker *asker;
	bool failed;
	const struct question *tested; /* last */
	bool tested_not;	       /* by "is not" */
	size_t values, values_end;     /* and where the codes stand that were tested for */
};

/* ---- tokens ------------------------------------------------------------------------ */

static bool
blank(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* Words are cut at blanks, brackets and commas; what they mean is looked at later. */
static void
token_next(struct parser *p)
{
	const char *s = p->node->text;
	size_t i;

	p->before = p->at + p->len;
	for (i = p->before; blank(s[i]); i++)
		;
	p->at = i;
	if (s[i] == '(' || s[i] == ')' || s[i] == ',') {
		p->len = 1;
		return;
	}
	while (s[i] && !blank(s[i]) && s[i] != '(' && s[i] != ')' && s[i] != ',')
		i++;
	p->len = i - p->at;
}

static bool
token_is(const struct parser *p, const char *word)
{
	return p->len == strlen(word) && memcmp(p->node->text + p->at, word, p->len) == 0;
}

static bool
token_take(struct parser *p, const char *word)
{
	if (!token_is(p, word))
		return false;
	token_next(p);
	return true;
}

static const char *
token_text(struct parser *p)
{
	return arena_copy(p->r->scratch, p->node->text + p->at, p->len);
}

static struct place
token_at(const struct parser *p)
{
	const char *s = p->node->text;

	if (p->len == 0) { /* the end: behind the last word */
		struct place at =
			node_inside(p->r, p->node, p->before ? p->before - 1 : 0, 1);

		at.col += p->before > 0;
		return at;
	}
	return node_inside(p->r, p->node, p->at, (unsigned)utf8_count(s + p->at, p->len));
}

static struct cond *
expected(struct parser *p, const char *what)
{
	if (!p->failed)
		complain(p->r, E050, token_at(p), cond_word_hint(token_text(p)), what);
	p->failed = true;
	return NULL;
}

/* After a complaint of another kind: nothing more is said of this condition. */
static struct cond *
failed(struct parser *p)
{
	p->failed = true;
	return NULL;
}

/* ---- values ------------------------------------------------------------------------ */

/* Bands are all that is stored: a test between their edges could not be checked again. */
static bool
number_edges(const struct question *q, struct range range)
{
	size_t i;
	bool low = range.low == INT32_MIN, high = range.high == INT32_MAX;

	if (q->bands.count == 0)
		return true;
	for (i = 0; i < q->bands.count; i++) {
		const struct band *b = &q->bands.items[i];

		low = low || b->low == range.low;
		high = high || (!b->open && b->high == range.high);
	}
	/* beyond either end there is nothing to cut in two */
	low = low || range.low < q->bands.items[0].low;
	high = high ||
	       (!q->bands.items[i - 1].open && range.high > q->bands.items[i - 1].high);
	return low && high;
}

/* Adds what one value stands for to a test; false after a complaint. */
static bool
value_add(struct parser *p, struct cond *t, const struct question *q)
{
	const char *word = token_text(p);
	struct range *more;
	int option, n;

	if (p->len == 0 || token_is(p, "(") || token_is(p, ")") || token_is(p, ","))
		return expected(p, "a value");
	if (q->kind != KIND_NUMBER && !q->options)
		return failed(p); /* its options were complained of */
	if (q->kind == KIND_NUMBER) {
		if (!whole_number(word, &n))
			return expected(p, "a whole number");
		if (!number_edges(q, (struct range){ n, n })) {
			complain(p->r, E059, token_at(p), NULL, "");
			return failed(p);
		}
		more = arena_array(p->r->arena, struct range, t->range_count + 1);
		if (t->range_count)
			memcpy(more, t->ranges, t->range_count * sizeof(*more));
		more[t->range_count++] = (struct range){ n, n };
		t->ranges = more;
	} else {
		option = question_option(q, word);
		if (option < 0) {
			complain(p->r, E053, token_at(p),
				 option_hint(p->r, q, p->node->text + p->at), word, q->id);
			return failed(p);
		}
		t->bits |= 1u << option;
	}
	p->tested = q;
	p->tested_not = t->negated;
	p->values_end = p->at + p->len;
	token_next(p);
	return true;
}

/* `a, b, c`: at least one. */
static bool
values_add(struct parser *p, struct cond *t, const struct question *q)
{
	p->values = p->at;
	do {
		if (!value_add(p, t, q))
			return false;
	} while (token_take(p, ","));
	return true;
}

static bool
number_take(struct parser *p, int *out)
{
	if (p->len == 0 || !whole_number(token_text(p), out))
		return expected(p, "a whole number");
	token_next(p);
	return true;
}

/* ---- tests ------------------------------------------------------------------------- */

static struct cond *
fits_not(struct parser *p, struct place at, const struct question *q)
{
	complain(p->r, E054, at, NULL, form_kinds[q->kind].name, "this test");
	return failed(p);
}

/* The options of a scale within a range, so that radios can be tested by their bits. */
static void
range_to_bits(struct cond *t, const struct question *q)
{
	size_t i;

	t->test = TEST_IS;
	for (i = 0; q->options && i < q->options->count; i++) {
		if (q->options->items[i].number >= t->ranges[0].low &&
		    q->options->items[i].number <= t->ranges[0].high)
			t->bits |= 1u << i;
	}
}

/* Behind `is`: more than, less than, at least, at most, between.  q NULL: turns. */
static struct cond *
amount_read(struct parser *p, struct cond *t, const struct question *q, struct place at)
{
	struct range range = { INT32_MIN, INT32_MAX };
	struct place number = token_at(p);
	bool right;

	if (q && q->kind != KIND_NUMBER && q->kind != KIND_SCALE)
		return fits_not(p, at, q);
	if (token_take(p, "more")) {
		if (!token_take(p, "than"))
			return expected(p, "\"than\"");
		number = token_at(p);
		right = number_take(p, &range.low);
		range.low++;
	} else if (token_take(p, "less")) {
		if (!token_take(p, "than"))
			return expected(p, "\"than\"");
		number = token_at(p);
		right = number_take(p, &range.high);
		range.high--;
	} else if (token_take(p, "at")) {
		bool least = token_take(p, "least");

		if (!least && !token_take(p, "most"))
			return expected(p, "\"least\" or \"most\"");
		number = token_at(p);
		right = number_take(p, least ? &range.low : &range.high);
	} else if (token_take(p, "between")) {
		number = token_at(p);
		right = number_take(p, &range.low);
		if (right && !token_take(p, "and"))
			return expected(p, "\"and\"");
		right = right && number_take(p, &range.high);
	} else {
		return expected(p, "more than, less than, at least, at most or between");
	}
	if (!right)
		return NULL;
	if (q && q->kind == KIND_NUMBER && !number_edges(q, range)) {
		complain(p->r, E059, number, NULL, "");
		return failed(p);
	}
	t->test = TEST_RANGE;
	t->range_count = 1;
	t->ranges = arena_one(p->r->arena, struct range);
	*t->ranges = range;
	if (q && q->kind == KIND_SCALE)
		range_to_bits(t, q);
	return t;
}

static bool
amount_word(const struct parser *p)
{
	return token_is(p, "more") || token_is(p, "less") || token_is(p, "at") ||
	       token_is(p, "between");
}

/* Behind a question's `is`. */
static struct cond *
is_read(struct parser *p, struct cond *t, const struct question *q, struct place at)
{
	t->negated = token_take(p, "not");
	if (token_take(p, "answered")) {
		t->test = TEST_ANSWERED;
		return t;
	}
	if (!t->negated && amount_word(p))
		return amount_read(p, t, q, at);
	if (q->kind == KIND_CHOOSE_ANY || q->kind == KIND_MONTH ||
	    form_kinds[q->kind].text)
		return fits_not(p, at, q);
	t->test = q->kind == KIND_NUMBER ? TEST_RANGE : TEST_IS;
	if (token_take(p, "one")) {
		if (!token_take(p, "of"))
			return expected(p, "\"of\"");
		return values_add(p, t, q) ? t : NULL;
	}
	p->values = p->at;
	return value_add(p, t, q) ? t : NULL;
}

/* Behind `includes` and `does not include`. */
static struct cond *
includes_read(struct parser *p, struct cond *t, const struct question *q, struct place at)
{
	if (q->kind != KIND_CHOOSE_ANY)
		return fits_not(p, at, q);
	t->test = TEST_ANY;
	if (!t->negated && (token_is(p, "any") || token_is(p, "all"))) {
		t->test = token_is(p, "all") ? TEST_EVERY : TEST_ANY;
		token_next(p);
		if (!token_take(p, "of"))
			return expected(p, "\"of\"");
		return values_add(p, t, q) ? t : NULL;
	}
	p->values = p->at;
	return value_add(p, t, q) ? t : NULL;
}

/* `number of incident is at least 2` */
static struct cond *
number_of_read(struct parser *p, struct cond *t)
{
	const struct form *form = p->r->form;
	struct place at;
	size_t i;

	if (!token_take(p, "of"))
		return expected(p, "\"of\"");
	for (i = 0; i < form->repeat_count; i++) {
		if (token_is(p, form->repeats[i].id))
			break;
	}
	at = token_at(p);
	if (i == form->repeat_count) {
		if (p->len == 0)
			return expected(p, "the name of a repeat");
		complain(p->r, E051, at, NULL, token_text(p), "repeat");
		return failed(p);
	}
	t->question = -1;
	t->repeat = (int)i;
	t->at = at;
	token_next(p);
	if (!token_take(p, "is"))
		return expected(p, "\"is\"");
	t = amount_read(p, t, NULL, at);
	return t && !asker_reaches(p->r, p->asker, t) ? failed(p) : t;
}

/* A named condition is not copied: it is walked to when it is asked. */
static struct cond *
named_read(struct parser *p, struct cond *t, size_t index)
{
	t->op = COND_NAMED;
	t->named = (unsigned)index;
	t->at = token_at(p);
	token_next(p);
	return asker_reaches(p->r, p->asker, t) ? t : failed(p);
}

/* A condition that names itself, which stands right behind its name or in the map behind that. */
static const char *
named_so(const struct node *node, const char *word)
{
	if (node->key && node->key->text && !str_same(node->key->text, word))
		node = node->parent;
	return node && node->key && node->key->text && str_same(node->key->text, word)
		       ? "a condition cannot test itself"
		       : NULL;
}

/* Both questions and named conditions may have been meant. */
static struct cond *
unknown(struct parser *p, struct place at, const char *word)
{
	const struct form *form = p->r->form;
	const char *words[FORM_QUESTIONS + 40], *hint = cond_word_hint(word);
	size_t n = 0, i;

	for (i = 0; i < form->question_count; i++)
		words[n++] = form->questions[i].id;
	for (i = 0; i < form->condition_count; i++)
		words[n++] = form->conditions[i].id;
	if (!hint && p->tested)
		hint = alone_hint(p->r, p->tested, p->tested_not,
				  arena_copy(p->r->scratch, p->node->text + p->values,
					     p->values_end - p->values),
				  word);
	if (!hint)
		hint = meant_or_list(p->r, word, "there are", words, n);
	if (node_get(node_get(p->r->map, "conditions"), word))
		complain(p->r, E052_BELOW, at, named_so(p->node, word), word);
	else
		complain(p->r, E051, at, hint, word, "question");
	return failed(p);
}

static struct cond *
question_test(struct parser *p, struct cond *t)
{
	const char *word = token_text(p);
	const struct question *q = form_question(p->r->form, word);
	struct place at = token_at(p);

	if (!q)
		return unknown(p, at, word);
	t->question = (int)q->index;
	t->at = at;
	token_next(p);
	if (token_take(p, "is")) {
		t = is_read(p, t, q, at);
	} else if (token_take(p, "includes")) {
		t = includes_read(p, t, q, at);
	} else if (token_take(p, "does")) {
		if (!token_take(p, "not"))
			return expected(p, "\"not\"");
		if (!token_take(p, "include"))
			return expected(p, "\"include\"");
		t->negated = true;
		t = includes_read(p, t, q, at);
	} else {
		return expected(p, "\"is\", \"includes\" or \"does not include\"");
	}
	return t && !asker_reaches(p->r, p->asker, t) ? failed(p) : t;
}

/* The source of a test, blanks and line ends made one blank, for messages. */
static const char *
source_of(struct parser *p, size_t from)
{
	char *s = arena_copy(p->r->arena, p->node->text + from, p->before - from);
	size_t i, n = 0;

	for (i = 0; s[i]; i++) {
		if (blank(s[i]) && n && s[n - 1] == ' ')
			continue;
		s[n++] = blank(s[i]) ? ' ' : s[i];
	}
	s[n] = '\0';
	return s;
}

/* One test; the author's words are kept with it, for messages. */
static struct cond *
test_read(struct parser *p)
{
	struct cond *t = arena_one(p->r->arena, struct cond);
	size_t from = p->at, i;

	t->op = COND_TEST;
	t->repeat = -1;
	if (p->len == 0 || token_is(p, ")") || token_is(p, ",") || token_is(p, "and") ||
	    token_is(p, "or") || token_is(p, "is"))
		return expected(p, "a question, a named condition or \"number of\"");
	if (++p->tests > TESTS_MOST) {
		complain(p->r, E029, token_at(p), NULL, digits(p->r, p->tests), "tests",
			 digits(p->r, TESTS_MOST));
		return failed(p);
	}
	for (i = 0; i < p->asker->conditions; i++) {
		if (token_is(p, p->r->form->conditions[i].id))
			break;
	}
	if (i < p->asker->conditions)
		t = named_read(p, t, i);
	else if (token_take(p, "number"))
		t = number_of_read(p, t);
	else
		t = question_test(p, t);
	if (t)
		t->source = source_of(p, from);
	return t;
}

/* ---- and, or, not ------------------------------------------------------------------ */

static struct cond *condition_any(struct parser *p);

/* Parts with the same word between them become one node, in order. */
static struct cond *
join(struct parser *p, enum cond_op op, struct cond *first,
     struct cond *(*part)(struct parser *), const char *word)
{
	struct cond *all, *last = first;

	if (!first || !token_is(p, word))
		return first;
	all = arena_one(p->r->arena, struct cond);
	all->op = op;
	all->first = first;
	all->at = first->at;
	while (token_take(p, word)) {
		last->next = part(p);
		last = last->next;
		if (!last)
			return NULL;
	}
	return all;
}

/* `not` binds closest, then brackets are opened. */
static struct cond *
condition_part(struct parser *p)
{
	struct cond *c, *not ;
	size_t from = p->at;

	if (p->depth >= DEPTH_MOST)
		return expected(p, "fewer brackets and nots");
	p->depth++;
	if (token_take(p, "not")) {
		c = condition_part(p);
		not = arena_one(p->r->arena, struct cond);
		not ->op = COND_NOT;
		not ->first = c;
		if (c) {
			not ->at = c->at;
			not ->source = source_of(p, from);
		}
		c = c ? not : NULL;
	} else if (token_take(p, "(")) {
		c = condition_any(p);
		if (c && !token_take(p, ")"))
			c = expected(p, "\")\"");
		if (c) {
			/* a node of its own, so that the part keeps its brackets in messages */
			not = arena_one(p->r->arena, struct cond);
			*not = (struct cond){ .op = COND_ALL, .first = c, .at = c->at };
			not ->source = source_of(p, from);
			c = not ;
		}
	} else {
		c = test_read(p);
	}
	p->depth--;
	return c;
}

static struct cond *
condition_all(struct parser *p)
{
	return join(p, COND_ALL, condition_part(p), condition_part, "and");
}

static struct cond *
condition_any(struct parser *p)
{
	size_t from = p->at;
	struct cond *c = join(p, COND_ANY, condition_all(p), condition_all, "or");

	if (c && !c->source)
		c->source = source_of(p, from);
	return c;
}

const struct cond *
cond_read(struct reading *r, const struct node *node, struct asker *asker)
{
	struct parser p = { .r = r, .node = node, .asker = asker };
	size_t count = utf8_count(node->text, node->len);
	struct cond *c;

	if (count > CHARACTERS_MOST) {
		complain(r, E027, node->at, NULL, digits(r, (long long)count),
			 digits(r, CHARACTERS_MOST));
		return NULL;
	}
	token_next(&p);
	c = condition_any(&p);
	if (c && p.len)
		c = expected(&p,
			     token_is(&p, ")") ? "no bracket here" : "\"and\" or \"or\"");
	/* what is said of it all is said under all of it, if it stands on one line */
	if (c && node->plain && node->at.width > 1)
		c->at = node->at;
	return c;
}
