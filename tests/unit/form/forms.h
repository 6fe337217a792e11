/*
 * What the unit tests of the form floor share: reading a form from words, and giving answers
 * as an author would write them: "role=officer; kinds=a,b; times=3; role=-".
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_TESTS_FORMS_H
#define CANVASS_TESTS_FORMS_H

#include <stdio.h>
#include <stdlib.h>

#include "form/form.h"
#include "tests/tap.h"

/* Reads a form, or dies with what is wrong with it. */
TAP_UNUSED static const struct form *
form_of(const char *text, struct arena *arena)
{
	struct diags diags;
	const struct form *form;

	diags_init(&diags, "test.yaml", text, strlen(text), arena);
	form = form_parse(text, strlen(text), &diags);
	if (!form) {
		SCOPED(buf) words = { 0 };

		diags_print(&diags, &words);
		die("the test's own form is wrong:\n%s", words.data);
	}
	return form;
}

/* The codes of the diagnostics, in the order they came: "E030 W100". */
TAP_UNUSED static const char *
codes_of(const char *text, size_t len, struct arena *arena)
{
	struct diags diags;
	const char *codes = "";
	size_t i;

	diags_init(&diags, "test.yaml", text, len, arena);
	(void)!form_parse(text, len, &diags);
	for (i = 0; i < diags.count; i++)
		codes = arena_printf(arena, "%s%s%s", codes, i ? " " : "",
				     diags.items[i].code);
	return codes;
}

/* A whole file below the top of the source. */
TAP_UNUSED static const char *
file_text(const char *name, struct arena *arena)
{
	const char *dir = getenv("TOP_SRCDIR");
	FILE *f = fopen(arena_printf(arena, "%s/%s", dir ? dir : ".", name), "rb");
	char part[4096];
	SCOPED(buf) text = { 0 };
	size_t n;

	if (!f)
		die("cannot read %s", name);
	while ((n = fread(part, 1, sizeof(part), f)) > 0)
		buf_put(&text, part, n);
	fclose(f);
	return arena_copy(arena, text.data, text.len);
}

static void
answer_put(struct answers *a, const struct question *q, unsigned turn, const char *words)
{
	struct value *v = answers_at(a, q->index, turn);
	size_t places = 0;

	*v = (struct value){ .state = VALUE_SET };
	memset(v->order, 255, sizeof(v->order));
	if (!strcmp(words, "-")) {
		v->state = VALUE_NO_ANSWER;
	} else if (q->kind == KIND_NUMBER) {
		v->banded = words[0] == '#'; /* "#2": the band with that index */
		v->number = (int)strtol(words + v->banded, NULL, 10);
	} else if (form_kinds[q->kind].options) {
		while (*words) {
			size_t len = strcspn(words, ",");
			const char *code = arena_copy(a->arena, words, len);
			int option = question_option(q, code);

			if (option < 0)
				die("no option %s of %s", code, q->id);
			v->chosen |= 1u << option;
			v->order[places++] = (uint8_t)option;
			words += len + (words[len] == ',');
		}
	} else {
		v->text = arena_str(a->arena, words);
		v->len = strlen(words);
	}
}

/* "a=x; b=y,z; loop*2; a.1=x": question.turn; loop*turns, with ! behind for ended. */
TAP_UNUSED static struct answers *
answers_of(const struct form *form, const char *words, struct arena *arena)
{
	struct answers *a = answers_new(form, arena);

	while (*words) {
		size_t len = strcspn(words, ";"), i;
		char *one = arena_copy(arena, words, len), *equals = strchr(one, '='),
		     *dot;
		unsigned turn = 0;

		words += len + (words[len] == ';');
		words += strspn(words, " ");
		if (!equals) {
			char *star = strchr(one, '*');

			if (!star)
				die("no answer: %s", one);
			*star = '\0';
			for (i = 0; i < form->repeat_count; i++) {
				if (strcmp(form->repeats[i].id, one))
					continue;
				a->turns[i] = (uint8_t)(star[1] - '0');
				a->ended[i] = star[2] == '!';
			}
			continue;
		}
		*equals = '\0';
		dot = strchr(one, '.');
		if (dot) {
			turn = (unsigned)(dot[1] - '0');
			*dot = '\0';
		}
		if (!form_question(form, one))
			die("no question %s", one);
		answer_put(a, form_question(form, one), turn, equals + 1);
	}
	return a;
}

#endif
