/*
 * That conditions mean the same on both sides.  An evaluator of its own, small and slow, works
 * out what XPath says of random answers; the same answers are asked of our condition.  Into our
 * language: random expressions.  Out of it: random conditions, and those read back again.
 *
 * One difference stands: an `or` that was chosen is an option there and no answer here.  What we
 * write says so; what others write does not know it, and there it is left out.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "forms.h"
#include "form/xpath.h"
#include "xpath_says.h"

enum { ROUNDS = 1500, PEOPLE = 25 };

static const char form_head[] = //
	"canvass: form 1\n"
	"id: meaning\n"
	"title: Meaning\n"
	"languages: [en]\n"
	"conditions:\n"
	"  base: a is x or s is 2\n";
static const char form_pages[] = //
	"pages:\n"
	"  - title: A\n"
	"    questions:\n"
	"      - id: a\n"
	"        ask: A?\n"
	"        type: choose one\n"
	"        options:\n"
	"          x: X\n"
	"          y: Y\n"
	"          z: Z\n"
	"        or: Prefer not to say\n"
	"  - title: B\n"
	"    show if: not a is z\n"
	"    questions:\n"
	"      - id: b\n"
	"        ask: B?\n"
	"        type: choose any\n"
	"        options:\n"
	"          x: X\n"
	"          y: Y\n"
	"          z: Z\n"
	"        or: Prefer not to say\n"
	"  - title: S\n"
	"    questions:\n"
	"      - id: s\n"
	"        ask: S?\n"
	"        type: scale\n"
	"        options:\n"
	"          1: One\n"
	"          2: Two\n"
	"          3: Three\n"
	"          4: Four\n"
	"  - title: L\n"
	"    questions:\n"
	"      - id: l\n"
	"        ask: L?\n"
	"        type: choose one\n"
	"        options:\n"
	"          5: Five\n"
	"          4: Four\n"
	"          none: None\n"
	"          2: Two\n"
	"          1: One\n"
	"        or: Prefer not to say\n"
	"  - title: N\n"
	"    questions:\n"
	"      - id: n\n"
	"        ask: N?\n"
	"        type: number\n"
	"        between: [0, 9]\n"
	"        or: Prefer not to say\n"
	"  - title: M\n"
	"    show if: s is answered\n"
	"    questions:\n"
	"      - id: m\n"
	"        ask: M?\n"
	"        type: number\n"
	"        store as: [0, 1, 2-5, 6+]\n"
	"  - title: R\n"
	"    questions:\n"
	"      - id: r\n"
	"        ask: R?\n"
	"        type: rank\n"
	"        options:\n"
	"          x: X\n"
	"          y: Y\n"
	"          z: Z\n"
	"  - title: T\n"
	"    questions:\n"
	"      - id: t\n"
	"        ask: T?\n"
	"        type: short text\n"
	"  - title: V\n"
	"    for each: visit, up to 4\n"
	"    another: Another?\n"
	"    show if: b is answered\n"
	"    questions:\n"
	"      - id: v\n"
	"        ask: V?\n"
	"        type: short text\n";

static struct dice dice;

static unsigned
below(unsigned n)
{
	return dice_below(&dice, n);
}

/* ---- random expressions, conditions and people ------------------------------------------ */

static void
blanks(struct buf *out)
{
	static const char *const some[] = { "", " ", "  ", "\n", " ", "" };

	buf_puts(out, some[below(ARRAY_LEN(some))]);
}

static void
compare(struct buf *out, const char *left, const char *sign, const char *right)
{
	static const char *const signs[] = { "<", "<=", ">", ">=", "=", "!=" };
	static const char *const mirror[] = { ">", ">=", "<", "<=", "=", "!=" };
	bool turned = below(4) == 0;
	size_t i;

	for (i = 0; strcmp(signs[i], sign) != 0; i++)
		;
	buf_puts(out, turned ? right : left);
	blanks(out);
	buf_puts(out, turned ? mirror[i] : sign);
	blanks(out);
	buf_puts(out, turned ? left : right);
}

static const char *
one_of(const char *const *words, size_t n)
{
	return words[below((unsigned)n)];
}
#define ONE_OF(...)                                  \
	one_of((const char *const[]){ __VA_ARGS__ }, \
	       ARRAY_LEN(((const char *const[]){ __VA_ARGS__ })))

static void
expression_test(struct buf *out)
{
	const char *equal = ONE_OF("=", "!=");

	switch (below(10)) {
	case 0:
		compare(out, "${a}", equal, ONE_OF("'x'", "\"y\"", "'z'"));
		break;
	case 1:
		compare(out, ONE_OF("${a}", "${b}", "${ s }", "${n}", "${r}", "${t}"),
			equal, ONE_OF("''", "\"\""));
		break;
	case 2:
		buf_puts(out, ONE_OF("selected(${b}, 'x')", "selected( ${b},\"y\" )",
				     "selected(${a}, 'z')", "selected(${s}, '2')"));
		break;
	case 3:
		compare(out, ONE_OF("${n}", "number(${n})", "(${n})"),
			ONE_OF("=", "!=", "<", "<=", ">", ">="),
			ONE_OF("0", "3", "'5'", "9", "7.0"));
		break;
	case 4:
		buf_puts(out, ONE_OF("${m} >= 2", "${m} <= 5", "${m} = 1", "5 < ${m}",
				     "${m} != 0", "2 > ${m}"));
		break;
	case 5:
		compare(out, "${s}", ONE_OF("=", "!=", "<", "<=", ">", ">="),
			ONE_OF("1", "'2'", "3", "4"));
		break;
	case 6:
		compare(out, "selected-at(${r}, 0)", equal, ONE_OF("'x'", "'y'"));
		break;
	case 7:
		buf_puts(out,
			 ONE_OF("count(${visit}) > 1", "count(${visit}) >= 1",
				"string-length(${t}) > 0", "count-selected(${b}) = 0",
				"count-selected(${b}) != 0"));
		break;
	case 8:
		compare(out, ONE_OF("${l}", "number(${l})"), ONE_OF("<", "<=", ">", ">="),
			ONE_OF("2", "'3'", "4"));
		break;
	default:
		compare(out, "${a}", equal, "'y'");
	}
}

static void
expression(struct buf *out, unsigned depth)
{
	unsigned parts = 2 + below(2);
	const char *word = ONE_OF(" and ", " or ", "\nand ");

	switch (depth ? below(5) : 0) {
	case 1:
		buf_puts(out, "not(");
		expression(out, depth - 1);
		buf_puts(out, ")");
		break;
	case 2:
		buf_puts(out, "( ");
		expression(out, depth - 1);
		buf_puts(out, ")");
		break;
	case 3:
	case 4:
		while (parts--) {
			expression(out, depth - 1);
			buf_puts(out, parts ? word : "");
		}
		break;
	default:
		expression_test(out);
	}
}

static void
condition_test(struct buf *out)
{
	buf_puts(out,
		 ONE_OF("a is x", "a is not y", "a is one of x, z",
			"a is not one of y, z", "a is answered", "a is not answered",
			"b includes x", "b does not include y", "b includes any of x, y",
			"b includes all of y, z", "b is answered", "b is not answered",
			"s is 2", "s is not 3", "s is at least 3", "s is more than 4",
			"s is between 2 and 3", "s is not answered", "n is 3",
			"n is not 3", "n is not one of 1, 2, 7", "n is one of 0, 9",
			"n is less than 4", "n is between 2 and 6", "n is answered",
			"n is not answered", "m is at least 2", "m is between 1 and 5",
			"m is not one of 0, 1", "m is 1", "r is x", "r is not y",
			"r is one of x, y", "r is not answered", "t is answered", "base",
			"not base", "number of visit is at least 2",
			"number of visit is more than 0"));
}

static void
condition(struct buf *out, unsigned depth)
{
	const char *word = ONE_OF(" and ", " or ");
	unsigned parts = 2 + below(2);

	switch (depth ? below(5) : 0) {
	case 1:
		buf_puts(out, "not (");
		condition(out, depth - 1);
		buf_puts(out, ")");
		break;
	case 2:
	case 3:
		while (parts--) {
			buf_puts(out, "(");
			condition(out, depth - 1);
			buf_puts(out, ")");
			buf_puts(out, parts ? word : "");
		}
		break;
	case 4:
		while (parts--) {
			condition(out, depth - 1);
			buf_puts(out, parts ? word : "");
		}
		break;
	default:
		condition_test(out);
	}
}

/* Anything may be unanswered; refusing: also "prefer not to say". */
static struct answers *
person(const struct form *form, bool refusing, struct arena *arena)
{
	struct answers *a = answers_new(form, arena);
	size_t i, j;

	for (i = 0; i < form->question_count; i++) {
		const struct question *q = &form->questions[i];
		struct value *v = answers_at(a, q->index, 0);

		v->state = below(4) ? VALUE_SET : VALUE_NONE;
		memset(v->order, 255, sizeof(v->order));
		if (refusing && q->no_answer.in[0] && below(4) == 0)
			v->state = VALUE_NO_ANSWER;
		if (v->state != VALUE_SET)
			continue;
		v->number = (int)below(q->between_high > 9 ? 13 : 10);
		v->text = "some words";
		v->len = strlen(v->text);
		if (q->kind == KIND_CHOOSE_ANY)
			v->chosen = 1 + below((1u << q->options->count) - 1);
		else if (q->options)
			v->chosen = 1u << below((unsigned)q->options->count);
		for (j = 0; q->kind == KIND_RANK && j < 3; j++)
			v->order[j] = (uint8_t)((j + (unsigned)v->number) % 3);
	}
	a->turns[0] = (uint8_t)below(4);
	a->ended[0] = below(2);
	return a;
}

/* ---- both sides ------------------------------------------------------------------------- */

struct library {
	const struct form *form;
	struct xpath_question found[FORM_QUESTIONS];
};

static const struct xpath_question *
find(void *with, const char *name)
{
	struct library *library = with;
	const struct question *q = form_question(library->form, name);

	if (!q)
		return NULL;
	library->found[q->index] = (struct xpath_question){ .id = q->id,
							    .kind = q->kind,
							    .banded = q->bands.count > 0,
							    .bands = &q->bands };
	return &library->found[q->index];
}

static const char *
code_at(void *with, const struct xpath_question *q, size_t index, const char **out_name)
{
	const struct library *library = with;
	const struct question *asked = form_question(library->form, q->id);

	if (!asked->options || index >= asked->options->count)
		return NULL;
	*out_name = asked->options->items[index].code;
	return *out_name;
}

static const char *
code_of(void *with, const struct xpath_question *q, const char *value)
{
	const struct library *library = with;
	const struct question *asked = form_question(library->form, q->id);
	int option = question_option(asked, value);

	if (!strcmp(value, "no_answer"))
		return "no_answer";
	return option >= 0 ? asked->options->items[option].code : NULL;
}

static const char *
repeat_of(void *with, const char *name)
{
	const struct library *library = with;

	return strcmp(name, library->form->repeats[0].id) ? NULL : name;
}

/* NULL if the condition contradicts itself: such a form is refused.  NULL words: none. */
static const struct form *
form_with(const char *words, struct arena *arena)
{
	const char *line = words ? arena_printf(arena, "  tried: %s\n", words) : "";
	struct diags diags;
	const struct form *form;
	SCOPED(buf) text;

	buf_init(&text, 0);
	buf_printf(&text, "%s%s%s", form_head, line, form_pages);
	diags_init(&diags, "test.yaml", text.data, text.len, arena);
	form = form_parse(text.data, text.len, &diags);
	if (!form && strcmp(diags.items[0].code, "E055") != 0 &&
	    strcmp(diags.items[0].code, "E056") != 0) {
		SCOPED(buf) problems;

		buf_init(&problems, 0);
		diags_print(&diags, &problems);
		die("the form is wrong:\n%s", problems.data);
	}
	return form;
}

/* The words for an expression; NULL, with the reason, if there are none. */
static const char *
words_of(const struct form *form, const char *text, const char **why, struct arena *arena)
{
	struct library library = { .form = form };
	const struct xpath_names names = { find, code_of, code_at, repeat_of, &library };
	SCOPED(buf) out;

	buf_init(&out, 0);
	if (!xpath_condition(text, &names, &out, why, arena))
		return NULL;
	return arena_copy(arena, out.data, out.len);
}

/* How many of random people they disagree about; the first of them is told. */
static unsigned
disagreements(const struct form *form, const char *text, const char *words, bool refusing)
{
	struct arena *arena = arena_new(0);
	unsigned wrong = 0, i;

	for (i = 0; form && i < PEOPLE; i++) {
		const struct answers *a = person(form, refusing, arena);
		bool theirs = xpath_says(text, a),
		     ours = cond_holds(form->conditions[1].when, a, 0);

		if (theirs != ours && !wrong++)
			note("\"%s\" is %s, but \"%s\" is not", text,
			     theirs ? "true" : "false", words);
	}
	arena_free(arena);
	return wrong;
}

static void
into_ours(void)
{
	struct arena *arena = arena_new(0);
	const struct form *form = form_with(NULL, arena);
	unsigned said = 0, wrong = 0, i;

	for (i = 0; i < ROUNDS; i++) {
		struct arena *a = arena_new(0);
		const char *why = NULL, *words;
		SCOPED(buf) text;

		buf_init(&text, 0);
		expression(&text, 1 + below(4));
		words = words_of(form, text.data, &why, a);
		if (words) {
			said++;
			wrong += disagreements(form_with(words, a), text.data, words,
					       false);
		} else if (!strstr(why, "than 30") && !strstr(why, "longer than 500") &&
			   !strstr(why, "\"l\" is so")) {
			note("%s: %s", text.data, why);
			wrong++;
		}
		arena_free(a);
	}
	is_int(wrong, 0, "random expressions mean the same in our words");
	ok(said > ROUNDS / 2, "most can be said: %u of %d", said, ROUNDS);
	arena_free(arena);
}

static void
out_of_ours(void)
{
	unsigned wrong = 0, back = 0, i;

	for (i = 0; i < ROUNDS; i++) {
		struct arena *a = arena_new(0);
		const char *why = "", *words;
		const struct form *form;
		SCOPED(buf) text;
		SCOPED(buf) written;

		buf_init(&text, 0);
		buf_init(&written, 0);
		do {
			buf_clear(&text);
			condition(&text, 1 + below(3));
			form = text.len > 500 ? NULL : form_with(text.data, a);
		} while (!form);
		if (!xpath_write(form->conditions[1].when, form, &written)) {
			note("%s cannot be written", text.data);
			wrong++;
		} else {
			wrong += disagreements(form, written.data, text.data, true);
			words = words_of(form, written.data, &why, a);
			back += words != NULL;
			if (words)
				wrong += disagreements(form_with(words, a), written.data,
						       words, true);
			else if (!strstr(why, "than 30") &&
				 !strstr(why, "longer than 500") &&
				 !strstr(why, "true()") && !strstr(why, "false()"))
				note("%s: %s", written.data, why), wrong++;
		}
		arena_free(a);
	}
	is_int(wrong, 0, "random conditions mean the same as expressions, and read back");
	ok(back > ROUNDS / 2, "most can be read back: %u of %d", back, ROUNDS);
}

int
main(void)
{
	dice_seed(&dice, 20260);
	into_ours();
	out_of_ours();
	return tap_done();
}
