/*
 * Reading the expressions of XLSForms: XPath's signs, words and brackets, as far as conditions
 * and limits need them, into a tree.  What stands in them is judged elsewhere.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/xpath_tree.h"

enum {
	NESTING_MOST = 40,  /* only so that reading is bounded */
	LITERAL_SHOWN = 40, /* bytes of the author's own words in a reason */
};

/* ---- tokens ------------------------------------------------------------------------ */

enum token {
	TOKEN_END,
	TOKEN_BAD,
	TOKEN_OPEN,
	TOKEN_CLOSE,
	TOKEN_COMMA,
	TOKEN_MINUS,
	TOKEN_COMPARE,
	TOKEN_TEXT,
	TOKEN_NUMBER,
	TOKEN_NAME,
	TOKEN_REF,
	TOKEN_SELF,
};

struct reader {
	const char *s; /* what follows the token in hand */
	enum token token;
	enum compare compare;
	const char *text; /* of a text, name or reference */
	bool whole;	  /* of a number: it is a whole one, of at most six digits */
	int number;
	unsigned depth;
	const char *why; /* the first thing that is wrong */
	struct arena *a;
};

/* Nothing is read on from here: the token in hand stays bad, and all who ask give up. */
static void *
refuse(struct reader *r, const char *why)
{
	if (!r->why)
		r->why = why;
	r->token = TOKEN_BAD;
	return NULL;
}

static bool
blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool
digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

/* A fraction of zeros does not make it less whole; more than six digits no form has use for. */
static void
number_token(struct reader *r)
{
	const char *s = r->s;
	unsigned digits_seen = 0;

	r->token = TOKEN_NUMBER;
	r->whole = true;
	r->number = 0;
	for (; *s == '0'; s++)
		;
	for (; digit(*s); s++) {
		r->whole = r->whole && ++digits_seen <= 6;
		if (r->whole)
			r->number = r->number * 10 + (*s - '0');
	}
	if (*s == '.') {
		for (s++; digit(*s); s++)
			r->whole = r->whole && *s == '0';
	}
	r->s = s;
}

/* What stands between s and the closing sign; false if it is never closed. */
static bool
enclosed(struct reader *r, enum token token, char close)
{
	const char *end = strchr(r->s, close);

	if (!end) {
		refuse(r, "a quote or a brace in it is never closed");
		return false;
	}
	r->token = token;
	r->text = arena_copy(r->a, r->s, (size_t)(end - r->s));
	r->s = end + 1;
	return true;
}

/* `${ name }`: blanks around the name do not count. */
static void
reference_token(struct reader *r)
{
	char *name;
	size_t len;

	r->s += 2;
	r->s += strspn(r->s, " ");
	if (!enclosed(r, TOKEN_REF, '}'))
		return;
	len = strlen(r->text);
	while (len && r->text[len - 1] == ' ')
		len--;
	name = arena_copy(r->a, r->text, len);
	r->text = name;
}

static void
compare_token(struct reader *r)
{
	bool equals = r->s[1] == '=';

	r->token = TOKEN_COMPARE;
	switch (r->s[0]) {
	case '=':
		r->compare = EQUAL;
		equals = false;
		break;
	case '<':
		r->compare = equals ? AT_MOST : LESS;
		break;
	case '>':
		r->compare = equals ? AT_LEAST : MORE;
		break;
	default:
		r->compare = UNEQUAL;
	}
	r->s += 1 + equals;
}

/* Of a function or an operator.  A minus belongs to it, as XPath has it: count-selected. */
static void
name_token(struct reader *r)
{
	size_t len = 1;

	while (letter(r->s[len]) || digit(r->s[len]) || r->s[len] == '-' ||
	       r->s[len] == '.' || r->s[len] == ':')
		len++;
	r->token = TOKEN_NAME;
	r->text = arena_copy(r->a, r->s, len);
	r->s += len;
}

/*
 * The grammar is XPath 1.0's, without paths: W3C, 1999, section 3.7, with ODK's ${name} for a path
 * to a question.  A minus is no operator here, since nothing is worked out.
 */
static void
token_next(struct reader *r)
{
	static const char signs[] = "(),-";
	const char *sign;

	if (r->token == TOKEN_BAD)
		return;
	while (blank(*r->s))
		r->s++;
	sign = *r->s ? strchr(signs, *r->s) : NULL;
	if (!*r->s) {
		r->token = TOKEN_END;
	} else if (sign) {
		r->token = (enum token)(TOKEN_OPEN + (sign - signs));
		r->s++;
	} else if (r->s[0] == '\'' || r->s[0] == '"') {
		r->s++;
		enclosed(r, TOKEN_TEXT, r->s[-1]);
	} else if (r->s[0] == '$' && r->s[1] == '{') {
		reference_token(r);
	} else if (digit(r->s[0]) || (r->s[0] == '.' && digit(r->s[1]))) {
		number_token(r);
	} else if (strchr("=<>", r->s[0]) || (r->s[0] == '!' && r->s[1] == '=')) {
		compare_token(r);
	} else if (letter(r->s[0])) {
		name_token(r);
	} else if (r->s[0] == '.' && r->s[1] != '.' && r->s[1] != '/') {
		r->token = TOKEN_SELF;
		r->s++;
	} else if (strchr("+*/.", r->s[0])) {
		refuse(r, "it calculates, or follows a path through the form");
	} else {
		refuse(r, "there is a sign in it that has no meaning here");
	}
}

static bool
word_take(struct reader *r, const char *word)
{
	if (r->token != TOKEN_NAME || !str_same(r->text, word))
		return false;
	token_next(r);
	return true;
}

/* ---- the tree of an expression ------------------------------------------------------- */

static struct tree *any_read(struct reader *r);

static struct tree *
tree_new(struct reader *r, enum tree_op op, const char *text)
{
	struct tree *t = arena_one(r->a, struct tree);

	t->op = op;
	t->text = text;
	return t;
}

static struct tree *
number_tree(struct reader *r, bool minus)
{
	struct tree *t = tree_new(r, TREE_NUMBER, "");

	t->whole = r->whole;
	t->number = minus ? -r->number : r->number;
	t->text = arena_printf(r->a, "%d", t->number);
	token_next(r);
	return t;
}

/* Wrappers that change nothing of a question's answer: string(${a}), number(.), int(${a}). */
static bool
wrapper(const struct tree *call)
{
	const struct tree *inside = call->first;

	return inside && !inside->next &&
	       (inside->op == TREE_REF || inside->op == TREE_SELF) &&
	       (str_same(call->text, "string") || str_same(call->text, "number") ||
		str_same(call->text, "int"));
}

/* A function and what it is given; a word without brackets would be a path. */
static struct tree *
call_read(struct reader *r)
{
	struct tree *call = tree_new(r, TREE_CALL, r->text), **place = &call->first;

	token_next(r);
	if (r->token != TOKEN_OPEN)
		return refuse(r,
			      arena_printf(r->a, "the word \"%.*s\" has no meaning here",
					   LITERAL_SHOWN, call->text));
	token_next(r);
	if (r->token == TOKEN_CLOSE) {
		token_next(r);
		return call;
	}
	for (;;) {
		*place = any_read(r);
		if (!*place)
			return NULL;
		place = &(*place)->next;
		if (r->token != TOKEN_COMMA)
			break;
		token_next(r);
	}
	if (r->token != TOKEN_CLOSE)
		return refuse(r, "a bracket in it is never closed");
	token_next(r);
	return wrapper(call) ? call->first : call;
}

static struct tree *
operand_read(struct reader *r)
{
	struct tree *t = NULL;

	switch (r->token) {
	case TOKEN_OPEN:
		token_next(r);
		t = any_read(r);
		if (t && r->token != TOKEN_CLOSE)
			return refuse(r, "a bracket in it is never closed");
		break;
	case TOKEN_TEXT:
		t = tree_new(r, TREE_TEXT, r->text);
		t->whole = whole_number(t->text, &t->number);
		break;
	case TOKEN_REF:
		t = tree_new(r, TREE_REF, r->text);
		break;
	case TOKEN_SELF:
		t = tree_new(r, TREE_SELF, ".");
		break;
	case TOKEN_NUMBER:
		return number_tree(r, false);
	case TOKEN_NAME:
		return call_read(r);
	case TOKEN_MINUS:
		token_next(r);
		if (r->token == TOKEN_NUMBER)
			return number_tree(r, true);
		return refuse(r, "it calculates");
	case TOKEN_END:
	case TOKEN_BAD:
	case TOKEN_CLOSE:
	case TOKEN_COMMA:
	case TOKEN_COMPARE:
		return refuse(r, "something is missing in it");
	}
	token_next(r);
	return t;
}

/* Every nesting comes through here, so here its depth is counted. */
static struct tree *
compare_read(struct reader *r)
{
	struct tree *left, *t;

	if (++r->depth > NESTING_MOST)
		return refuse(r, "it has too many brackets within brackets");
	left = operand_read(r);
	if (left && r->token == TOKEN_COMPARE) {
		t = tree_new(r, TREE_COMPARE, "");
		t->compare = r->compare;
		t->first = left;
		token_next(r);
		left->next = operand_read(r);
		left = left->next ? t : NULL;
	}
	if (left && r->token == TOKEN_COMPARE)
		left = refuse(r, "it compares three things at once");
	r->depth--;
	return left;
}

/* Parts with the same word between them are one tree, in order. */
static struct tree *
joined_read(struct reader *r, enum tree_op op, const char *word,
	    struct tree *(*part)(struct reader *))
{
	struct tree *first = part(r), *last = first, *all;

	if (!first || r->token != TOKEN_NAME || !str_same(r->text, word))
		return first;
	all = tree_new(r, op, word);
	all->first = first;
	while (word_take(r, word)) {
		last->next = part(r);
		last = last->next;
		if (!last)
			return NULL;
	}
	return all;
}

static struct tree *
all_read(struct reader *r)
{
	return joined_read(r, TREE_AND, "and", compare_read);
}

static struct tree *
any_read(struct reader *r)
{
	return joined_read(r, TREE_OR, "or", all_read);
}

/* Quotes that a word processor has bent are straightened, as other tools do. */
static const char *
quotes_straight(const char *s, struct arena *a)
{
	char *straight = arena_str(a, s), *to = straight;

	for (; *s; s++) {
		if (str_starts(s, "\xe2\x80\x98") || str_starts(s, "\xe2\x80\x99")) {
			*to++ = '\'';
			s += 2;
		} else if (str_starts(s, "\xe2\x80\x9c") ||
			   str_starts(s, "\xe2\x80\x9d")) {
			*to++ = '"';
			s += 2;
		} else {
			*to++ = *s;
		}
	}
	*to = '\0';
	return straight;
}

const struct tree *
tree_read(const char *expression, const char **out_why, struct arena *a)
{
	struct reader r = { .s = quotes_straight(expression, a), .a = a };
	struct tree *t;

	token_next(&r);
	if (r.token == TOKEN_END)
		refuse(&r, "it is empty");
	t = any_read(&r);
	if (t && r.token == TOKEN_MINUS)
		refuse(&r, "it calculates");
	if (t && r.token != TOKEN_END)
		refuse(&r, "something in it does not belong together");
	if (!r.why)
		return t;
	*out_why = r.why;
	return NULL;
}

bool
tree_sides(const struct tree *t, const struct tree **out_asked,
	   const struct tree **out_constant, enum compare *out_compare)
{
	static const enum compare mirror[] = { EQUAL,	 UNEQUAL, MORE,
					       AT_LEAST, LESS,	  AT_MOST };
	const struct tree *left = t->first, *right = left->next;
	bool turned = left->op == TREE_TEXT || left->op == TREE_NUMBER;

	*out_asked = turned ? right : left;
	*out_constant = turned ? left : right;
	*out_compare = turned ? mirror[t->compare] : t->compare;
	return (*out_constant)->op == TREE_TEXT || (*out_constant)->op == TREE_NUMBER;
}

bool
tree_call_is(const struct tree *call, const char *name, size_t arguments)
{
	const struct tree *argument = call->first;

	if (call->op != TREE_CALL || !str_same(call->text, name))
		return false;
	for (; argument && arguments; argument = argument->next)
		arguments--;
	return !argument && arguments == 0;
}

struct range
compare_range(enum compare compare, int n)
{
	struct range range = { INT32_MIN, INT32_MAX };

	if (compare == EQUAL || compare == UNEQUAL || compare == AT_LEAST ||
	    compare == MORE)
		range.low = n + (compare == MORE);
	if (compare == EQUAL || compare == UNEQUAL || compare == AT_MOST ||
	    compare == LESS)
		range.high = n - (compare == LESS);
	return range;
}
