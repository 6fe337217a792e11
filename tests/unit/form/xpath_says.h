/*
 * What an expression of an XLSForm says of one person's answers: an evaluator of its own, small and
 * slow, that dies of whatever it does not know.  Only xpath_meaning.t includes it.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef TESTS_XPATH_SAYS_H
#define TESTS_XPATH_SAYS_H

#include <math.h>

#include "forms.h"

enum value_type { IS_BOOL, IS_NUMBER, IS_TEXT };
struct says {
	enum value_type type;
	bool truth;
	double number;
	const char *text;
};
struct xpath {
	const char *s;
	const struct answers *answers;
	struct arena *arena;
};

static struct says any_says(struct xpath *x);

static void
skip_blanks(struct xpath *x)
{
	x->s += strspn(x->s, " \n");
}

static bool
take(struct xpath *x, const char *sign)
{
	skip_blanks(x);
	if (strncmp(x->s, sign, strlen(sign)) != 0)
		return false;
	x->s += strlen(sign);
	return true;
}

static double
as_number(struct says v)
{
	char *end;
	double n;

	if (v.type != IS_TEXT)
		return v.type == IS_NUMBER ? v.number : v.truth;
	n = strtod(v.text, &end);
	return *v.text && !*end ? n : NAN;
}

static struct says
truth_of(bool truth)
{
	return (struct says){ .type = IS_BOOL, .truth = truth };
}

/* What a question's element would hold. */
static const char *
element(struct xpath *x, const char *id)
{
	const struct question *q = form_question(x->answers->form, id);
	const struct value *v;
	const char *text = "";
	size_t i;

	if (!q)
		die("no question %s", id);
	v = answers_see(x->answers, q->index, 0);
	if (!question_shown(x->answers, q->index, 0) || v->state == VALUE_NONE)
		return "";
	if (v->state == VALUE_NO_ANSWER)
		return q->options ? "no_answer" : "";
	if (q->kind == KIND_NUMBER)
		return arena_printf(x->arena, "%d", v->number);
	if (!q->options)
		return v->text;
	for (i = 0; i < q->options->count; i++) {
		unsigned option = (unsigned)i;

		if (q->kind == KIND_RANK)
			option = v->order[i];
		else if (!(v->chosen & 1u << i))
			continue;
		text = arena_printf(x->arena, "%s%s%s", text, *text ? " " : "",
				    q->options->items[option].code);
	}
	return text;
}

static struct says
count_says(struct xpath *x, const char *id)
{
	const struct form *form = x->answers->form;

	if (strcmp(id, "visit") != 0)
		die("count(%s)", id);
	return (struct says){ .type = IS_NUMBER,
			      .number = page_shown(x->answers,
						   form->repeats[0].first_page, 0)
						? x->answers->turns[0]
						: 0 };
}

static bool
among(const char *list, const char *word)
{
	size_t len = strlen(word);

	for (; *list; list += strcspn(list, " "), list += *list == ' ') {
		if (strcspn(list, " ") == len && !memcmp(list, word, len))
			return true;
	}
	return false;
}

static const char *
reference(struct xpath *x)
{
	const char *id;

	if (!take(x, "${"))
		die("a question is wanted at: %s", x->s);
	skip_blanks(x);
	id = arena_copy(x->arena, x->s, strcspn(x->s, " }"));
	x->s += strlen(id);
	take(x, "}");
	return id;
}

static struct says
function_says(struct xpath *x)
{
	struct says v;
	const char *list;
	double n = 0;

	if (take(x, "not(")) {
		v = truth_of(!any_says(x).truth);
	} else if (take(x, "selected(")) {
		list = element(x, reference(x));
		take(x, ",");
		v = truth_of(among(list, any_says(x).text));
	} else if (take(x, "selected-at(")) {
		list = element(x, reference(x));
		take(x, ",");
		if (any_says(x).number != 0)
			die("selected-at of another place");
		v = (struct says){ .type = IS_TEXT,
				   .text = arena_copy(x->arena, list,
						      strcspn(list, " ")) };
	} else if (take(x, "count-selected(")) {
		for (list = element(x, reference(x)); *list; list += *list == ' ') {
			n++;
			list += strcspn(list, " ");
		}
		v = (struct says){ .type = IS_NUMBER, .number = n };
	} else if (take(x, "string-length(")) {
		v = (struct says){ .type = IS_NUMBER,
				   .number = (double)strlen(any_says(x).text) };
	} else if (take(x, "count(")) {
		v = count_says(x, reference(x));
	} else if (take(x, "string(")) {
		v = any_says(x);
	} else if (take(x, "number(") || take(x, "int(")) {
		v = (struct says){ .type = IS_NUMBER, .number = as_number(any_says(x)) };
	} else if (take(x, "true(") || take(x, "false(")) {
		v = truth_of(x->s[-3] == 'u');
	} else {
		die("what is this: %s", x->s);
	}
	if (!take(x, ")"))
		die("no bracket at: %s", x->s);
	return v;
}

static struct says
operand_says(struct xpath *x)
{
	struct says v = { .type = IS_TEXT };
	char *end;

	skip_blanks(x);
	if (take(x, "(")) {
		v = any_says(x);
		if (!take(x, ")"))
			die("no bracket at: %s", x->s);
	} else if (*x->s == '\'' || *x->s == '"') {
		size_t len = strcspn(x->s + 1, *x->s == '"' ? "\"" : "'");

		v.text = arena_copy(x->arena, x->s + 1, len);
		x->s += len + 2;
	} else if (*x->s == '$') {
		v.text = element(x, reference(x));
	} else if (strchr("-0123456789", *x->s)) {
		v = (struct says){ .type = IS_NUMBER, .number = strtod(x->s, &end) };
		x->s = end;
	} else {
		v = function_says(x);
	}
	return v;
}

static struct says
compare_says(struct xpath *x)
{
	static const char *const signs[] = { "<=", ">=", "!=", "<", ">", "=" };
	struct says a = operand_says(x), b;
	double m, n;
	size_t i;

	for (i = 0; i < ARRAY_LEN(signs) && !take(x, signs[i]); i++)
		;
	if (i == ARRAY_LEN(signs))
		return a;
	b = operand_says(x);
	m = as_number(a);
	n = as_number(b);
	switch (i) {
	case 0:
		return truth_of(m <= n);
	case 1:
		return truth_of(m >= n);
	case 3:
		return truth_of(m < n);
	case 4:
		return truth_of(m > n);
	default:
		if (a.type == IS_TEXT && b.type == IS_TEXT)
			return truth_of(!strcmp(a.text, b.text) == (i == 5));
		return truth_of((m == n) == (i == 5));
	}
}

static struct says
all_says(struct xpath *x)
{
	struct says v = compare_says(x);

	while (take(x, "and")) {
		struct says next = compare_says(x);

		v.truth = v.truth && next.truth;
	}
	return v;
}

static struct says
any_says(struct xpath *x)
{
	struct says v = all_says(x);

	while (take(x, "or")) {
		struct says next = all_says(x);

		v.truth = v.truth || next.truth;
	}
	return v;
}

static bool
xpath_says(const char *expression, const struct answers *answers)
{
	struct arena *a = arena_new(0);
	struct xpath x = { expression, answers, a };
	struct says v = any_says(&x);

	skip_blanks(&x);
	if (*x.s || v.type != IS_BOOL)
		die("not a condition: %s (at: %s)", expression, x.s);
	arena_free(a);
	return v.truth;
}

#endif
