/*
 * A small form for tests, and people who answer it.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_TEST_SMALL_H
#define CANVASS_TEST_SMALL_H

#include "summary/summary.h"

static const char small_text[] = "canvass: form 1\n"
				 "id: small\n"
				 "title: A small survey, =1+1\n"
				 "run by: The team\n"
				 "read by: The readers\n"
				 "languages: [en]\n"
				 "expected: 300\n"
				 "opens: 2026-11-20\n"
				 "closes: 2026-12-31\n"
				 "privacy:\n"
				 "  smallest group: 10\n"
				 "  break down by: [role, hurt]\n"
				 "  merges:\n"
				 "    colour:\n"
				 "      rest:\n"
				 "        label: All the rest\n"
				 "        of: [green, blue, grey]\n"
				 "themes:\n"
				 "  first: First theme\n"
				 "  second: Second theme\n"
				 "conditions:\n"
				 "  hurt:\n"
				 "    label: Was hurt\n"
				 "    otherwise: Was not hurt\n"
				 "    when: hit is more than 0\n"
				 "scores:\n"
				 "  mark:\n"
				 "    title: The mark\n"
				 "    from: [care, calm]\n"
				 "    average: at least 1 answered\n"
				 "    store as: [1-2, 3, 4-5]\n"
				 "    theme: second\n"
				 "scorecard: [care, seen, mark]\n"
				 "pages:\n"
				 "  - title: Colour\n"
				 "    questions:\n"
				 "      - id: colour\n"
				 "        ask: Which colour, \"yours\"?\n"
				 "        type: choose one\n"
				 "        options:\n"
				 "          red: \"=Red\"\n"
				 "          yellow: Yellow, bright\n"
				 "          green: Green\n"
				 "          blue: Blue\n"
				 "          grey: Grey <dull>\n"
				 "        or: Prefer not to say\n"
				 "        theme: first\n"
				 "  - title: Things\n"
				 "    questions:\n"
				 "      - id: things\n"
				 "        ask: Which things?\n"
				 "        type: choose any\n"
				 "        options:\n"
				 "          a: Thing A\n"
				 "          b: Thing B\n"
				 "          c: Thing C\n"
				 "        other: Another\n"
				 "        theme: first\n"
				 "        break down: no\n"
				 "  - title: Hits\n"
				 "    questions:\n"
				 "      - id: hit\n"
				 "        ask: How often?\n"
				 "        type: number\n"
				 "        between: [0, 50]\n"
				 "        store as: [0, 1-2, 3+]\n"
				 "  - title: When\n"
				 "    show if: hurt\n"
				 "    questions:\n"
				 "      - id: since\n"
				 "        ask: Since when?\n"
				 "        type: month\n"
				 "        last: 6 months\n"
				 "        store as: quarter\n"
				 "  - title: Views\n"
				 "    questions:\n"
				 "      - type: statements\n"
				 "        ask: How far do you agree?\n"
				 "        options:\n"
				 "          1: Not at all\n"
				 "          2: A little\n"
				 "          3: So so\n"
				 "          4: Much\n"
				 "          5: Very much\n"
				 "        statements:\n"
				 "          care: They care\n"
				 "          calm: It is calm\n"
				 "        theme: second\n"
				 "  - title: Time {turn}\n"
				 "    for each: time, up to 3\n"
				 "    another: Another one?\n"
				 "    questions:\n"
				 "      - id: seen\n"
				 "        ask: Were you seen?\n"
				 "        type: choose one\n"
				 "        options:\n"
				 "          yes: Yes\n"
				 "          no: No\n"
				 "        break down: no\n"
				 "        theme: second\n"
				 "  - title: Role\n"
				 "    questions:\n"
				 "      - id: role\n"
				 "        ask: Your role?\n"
				 "        type: choose one\n"
				 "        options:\n"
				 "          officer: Officer\n"
				 "          staff: Staff\n"
				 "  - title: Words\n"
				 "    questions:\n"
				 "      - id: change\n"
				 "        ask: What should change?\n"
				 "        type: long text\n"
				 "        themes: [first, second]\n";

static inline const struct form *
small_form(struct arena *a)
{
	struct diags *diags = arena_one(a, struct diags);
	struct form *form;

	diags_init(diags, "small.yaml", small_text, strlen(small_text), a);
	form = form_parse(small_text, strlen(small_text), diags);
	if (!form) {
		SCOPED(buf) said = { .most = 0 };

		diags_print(diags, &said);
		die("the small form does not parse:\n%s", said.data ? said.data : "");
	}
	return form;
}

static inline struct value *
small_value(struct answers *answers, const char *id, unsigned turn)
{
	const struct question *q = form_question(answers->form, id);

	if (!q)
		die("no question %s", id);
	return answers_at(answers, q->index, turn);
}

/* An option by its code; more than one call adds options of choose any. */
static inline void
small_choose(struct answers *answers, const char *id, unsigned turn, const char *code)
{
	struct value *v = small_value(answers, id, turn);
	int option = question_option(form_question(answers->form, id), code);

	if (option < 0)
		die("no option %s of %s", code, id);
	v->state = VALUE_SET;
	v->chosen |= 1u << option;
}

/* Where somebody stands: in a group of each kind, since whoever stands in none gives no cover. */
static inline void
small_place(struct answers *answers, const char *role, int hits)
{
	small_choose(answers, "role", 0, role);
	*small_value(answers, "hit", 0) =
		(struct value){ .state = VALUE_SET, .banded = true, .number = hits };
}

static inline void
small_count(struct tally *t, const struct form *form, struct answers *answers)
{
	struct record record = { .form = form, .answers = answers };

	for (unsigned s = 0; s < form->score_count; s++)
		record.scores[s] = (int16_t)score_band(form, s, answers);
	tally_add(t, &record);
}

#endif
