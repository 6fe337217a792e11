/*
 * Conditions: every case of rules.txt, and what is shown in loops.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/unit/form/forms.h"

/* One line of the text, kept; moves on to the next. */
static const char *
line_take(const char **text, struct arena *arena)
{
	size_t len = strcspn(*text, "\n");
	const char *line = arena_copy(arena, *text, len);

	*text += len + ((*text)[len] == '\n');
	return line;
}

/* A condition that says it is a list of answers holds where one of them was given. */
static bool
list_agrees(const struct cond *rule, const struct answers *a, bool holds, unsigned *lists)
{
	uint32_t bits[FORM_QUESTIONS] = { 0 };
	const struct value *v;
	bool given = false;

	if (!cond_any_of(rule, a->form, bits))
		return true;
	(*lists)++;
	for (unsigned q = 0; q < a->form->question_count; q++) {
		if (!bits[q] || !question_shown(a, q, 0))
			continue;
		v = answers_see(a, q, 0);
		given |= v->state == VALUE_SET && (v->chosen & bits[q]);
	}
	return given == holds;
}

/* The rule becomes the condition of one more page. */
static bool
rule_holds(const char *base, const char *rule, const char *said, unsigned *lists,
	   struct arena *arena)
{
	const char *text =
		arena_printf(arena,
			     "%s\n  - title: Asked\n    show if: >-\n      %s\n"
			     "    questions:\n      - id: asked\n        ask: Asked?\n"
			     "        type: short text\n",
			     base, rule);
	const struct form *form = form_of(text, arena);
	struct answers *a = answers_of(form, said, arena);
	unsigned page = (unsigned)form->page_count - 1;
	bool holds = cond_holds(form->pages[page].show_if, a, 0);

	if (question_shown(a, form_question(form, "asked")->index, 0) != holds ||
	    page_shown(a, page, 0) != holds)
		die("%s: the question and its condition disagree", rule);
	if (!list_agrees(form->pages[page].show_if, a, holds, lists))
		die("%s / %s: as a list of answers it says something else", rule, said);
	return holds;
}

static void
rules(void)
{
	struct arena *arena = arena_new(0);
	const char *base = file_text("tests/unit/form/rules.yaml", arena);
	const char *text = file_text("tests/unit/form/rules.txt", arena);
	unsigned cases = 0, lists = 0;

	while (*text) {
		const char *rule = line_take(&text, arena), *said, *want;

		if (!*rule || *rule == '#')
			continue;
		said = line_take(&text, arena);
		want = line_take(&text, arena);
		is_str(rule_holds(base, rule, said, &lists, arena) ? "yes" : "no", want,
		       "%s / %s", rule, said);
		cases++;
	}
	ok(cases > 60, "%u rules were tried", cases);
	ok(lists > 10, "%u of them are lists of answers, and agree", lists);
	arena_free(arena);
}

static void
loops(void)
{
	struct arena *arena = arena_new(0);
	const struct form *form =
		form_of(file_text("tests/unit/form/rules.yaml", arena), arena);
	struct answers *a = answers_of(
		form,
		"role=staff; tour*2; guide.0=he; guide.1=she; why_her.0=x; why_her.1=y",
		arena);
	unsigned why = form_question(form, "why_her")->index;
	unsigned page = form->blocks[form->questions[why].block].page;

	ok(!question_shown(a, why, 0),
	   "a test inside a loop sees its own turn: the first");
	ok(question_shown(a, why, 1),
	   "a test inside a loop sees its own turn: the second");
	ok(!question_answered(a, why, 0),
	   "what is hidden is not answered, though it was written");
	ok(question_answered(a, why, 1), "what is shown and set is answered");
	ok(page_shown(a, page, 0), "a page of a loop is shown when its loop is");
	a = answers_of(form, "role=officer; tour*2; guide.1=she", arena);
	ok(!page_shown(a, page, 0), "a page of a hidden loop is hidden");
	ok(!question_shown(a, why, 1), "a question of a hidden loop is hidden");
	arena_free(arena);
}

static void
walks(void)
{
	struct arena *arena = arena_new(0);
	const struct form *form =
		form_of(file_text("tests/unit/form/rules.yaml", arena), arena);
	bool seen[FORM_QUESTIONS] = { false };

	cond_questions(form->pages[form->page_count - 1].show_if, form, seen);
	ok(seen[form_question(form, "role")->index] &&
		   seen[form_question(form, "kinds")->index],
	   "questions behind a named condition are found");
	ok(!seen[form_question(form, "level")->index], "and no others");
	ok(cond_holds(NULL, answers_new(form, arena), 0), "no condition holds always");
	arena_free(arena);
}

int
main(void)
{
	rules();
	loops();
	walks();
	return tap_done();
}
