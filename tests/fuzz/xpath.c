/*
 * Any bytes as an expression of an XLSForm: said in a condition that our reader takes, or not
 * said, with a reason and nothing put out.  What was said can be written as an expression, and
 * that one is said too.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <stdint.h>

#include "form/xpath.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static const char form_head[] = //
	"canvass: form 1\nid: fuzz\ntitle: Fuzz\nlanguages: [en]\nconditions:\n  tried: ";
static const char form_pages[] = //
	"\npages:\n"
	"  - title: A\n    questions:\n"
	"      - id: a\n        ask: A?\n        type: choose one\n        or: None\n"
	"        options:\n          x: X\n          y: Y\n"
	"  - title: B\n    questions:\n"
	"      - id: b\n        ask: B?\n        type: choose any\n        or: None\n"
	"        options:\n          x: X\n          y: Y\n"
	"  - title: S\n    questions:\n"
	"      - id: s\n        ask: S?\n        type: scale\n"
	"        options:\n          1: X\n          2: Y\n          3: Z\n"
	"  - title: N\n    questions:\n"
	"      - id: n\n        ask: N?\n        type: number\n        between: [0, 9]\n"
	"  - title: M\n    questions:\n"
	"      - id: m\n        ask: M?\n        type: number\n"
	"        store as: [0, 1, 2-5, 6+]\n"
	"  - title: R\n    questions:\n"
	"      - id: r\n        ask: R?\n        type: rank\n"
	"        options:\n          x: X\n          y: Y\n"
	"  - title: T\n    questions:\n"
	"      - id: t\n        ask: T?\n        type: short text\n"
	"  - title: V\n    for each: v, up to 3\n    another: More?\n    questions:\n"
	"      - id: w\n        ask: W?\n        type: short text\n";

static void
promise(bool kept, const char *what, const char *of)
{
	if (!kept)
		die("broken promise: %s: %s", what, of);
}

struct library {
	const struct form *form;
	struct xpath_question found[FORM_QUESTIONS];
};

static const struct xpath_question *
find(void *with, const char *name)
{
	struct library *library = with;
	const struct question *q = form_question(library->form, name);

	if (!q || q->repeat >= 0)
		return NULL;
	library->found[q->index] = (struct xpath_question){ .id = q->id,
							    .kind = q->kind,
							    .banded = q->bands.count > 0,
							    .bands = &q->bands };
	return &library->found[q->index];
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
repeat_of(void *with, const char *name)
{
	(void)with;
	return strcmp(name, "v") ? NULL : "v";
}

/* The form with a condition in it; NULL if that one contradicts itself. */
static const struct form *
form_with(const char *words, struct arena *a)
{
	struct diags diags;
	const struct form *form;
	SCOPED(buf) text;

	buf_init(&text, 0);
	buf_printf(&text, "%s%s%s", form_head, words, form_pages);
	diags_init(&diags, "fuzz.yaml", text.data, text.len, a);
	form = form_parse(text.data, text.len, &diags);
	promise(form || !strcmp(diags.items[0].code, "E055") ||
			!strcmp(diags.items[0].code, "E056"),
		"our reader takes it", words);
	return form;
}

static bool
say(const struct form *form, const char *text, struct buf *out, const char **why,
    struct arena *a)
{
	struct library library = { .form = form };
	const struct xpath_names names = { .question = find,
					   .option = code_of,
					   .option_at = code_at,
					   .repeat = repeat_of,
					   .with = &library };

	return xpath_condition(text, &names, out, why, a);
}

static void
try_condition(const char *text, struct arena *a)
{
	const struct form *form = form_with("a is answered", a), *with;
	const char *why = NULL;
	SCOPED(buf) words;
	SCOPED(buf) back;
	SCOPED(buf) again;

	buf_init(&words, 0);
	buf_init(&back, 0);
	buf_init(&again, 0);
	if (!say(form, text, &words, &why, a)) {
		promise(why && *why && words.len == 0, "a reason, and nothing else",
			text);
		return;
	}
	promise(words.len > 0, "some words", text);
	with = form_with(words.data, a);
	if (!with || !xpath_write(with->conditions[0].when, with, &back))
		return;
	why = "";
	if (!say(with, back.data, &again, &why, a))
		promise(strstr(why, "than 30") || strstr(why, "than 500") ||
				strstr(why, "it uses") || strstr(why, "brackets") ||
				strstr(why, "of a repeat"),
			why, back.data);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct arena *a = arena_new(0);
	struct xpath_limits limits = { .low = 7 };
	const char *text = arena_copy(a, data, len);

	if (utf8_valid(text, strlen(text))) {
		try_condition(text, a);
		if (!xpath_constraint(text, &limits, a))
			promise(limits.low == 7 && !limits.has_high, "left alone", text);
		else
			promise(!limits.has_low || !limits.has_high ||
					limits.low <= limits.high,
				"limits in order", text);
		promise(limits.alone_count <= 5 &&
				(!limits.at_most || limits.at_least <= limits.at_most),
			"as many as there may be", text);
	}
	arena_free(a);
	return 0;
}
