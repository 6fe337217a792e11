/*
 * Tests of answer/accept_json.c: good lines, and the words for bad ones.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/unit/answer/every_kind.h"
#include "tests/unit/answer/help.h"

static const struct form *form;

/* "id: words;" for each answer and turn, then the warnings; or the error. */
static const char *
told(const char *text)
{
	struct err err = { 0 };
	const struct json *json = json_parse(text, strlen(text), arena, &err);
	struct answers *answers = answers_new(form, arena);
	SCOPED(buf) warnings = { 0 };
	SCOPED(buf) out = { 0 };

	if (!json || !accept_json(answers, json, 2026 * 12 + 5, &warnings, &err))
		return err.code == ERR_INPUT ? arena_str(arena, err.text)
					     : "(another error)";
	for (unsigned i = 0; i < form->question_count; i++) {
		const struct question *q = &form->questions[i];
		unsigned turns = q->repeat < 0 ? 1 : answers->turns[q->repeat];

		for (unsigned turn = 0; turn < turns; turn++) {
			const struct value *v = answers_see(answers, i, turn);

			if (v->state == VALUE_NONE)
				continue;
			buf_printf(&out, "%s: ", q->id);
			value_words(q, v, 0, &out);
			buf_puts(&out, "; ");
		}
	}
	if (answers->turns[0] || answers->ended[0])
		buf_printf(&out, "%u turns%s; ", answers->turns[0],
			   answers->ended[0] ? ", ended" : "");
	if (warnings.len)
		buf_printf(&out, "! %s", warnings.data);
	return arena_copy(arena, out.data ? out.data : "", out.len);
}

/* w: the one required answer that is always shown, and times */
#define W     "\"which\": \"c\", \"times\": \"no_answer\""
#define WORDS "which: Gamma; "
#define PASS  "times: Pass; "

static void
test_months(void)
{
	static const struct {
		const char *json, *want;
	} rows[] = {
		/* it is June 2026; a band is taken if any month of it is */
		{ "{" W ", \"quarter\": \"2026-06\"}", WORDS PASS "quarter: 06/2026; " },
		{ "{" W ", \"quarter\": \"2024-06\"}", WORDS PASS "quarter: 06/2024; " },
		{ "{" W ", \"quarter\": \"2024-Q2\"}",
		  WORDS PASS "quarter: 04\342\200\22306/2024; " },
		{ "{" W ", \"quarter\": \"2024-05\"}",
		  "\"quarter\": Enter a month of the last 24 months, or leave this empty" },
		{ "{" W ", \"quarter\": \"2024-Q1\"}",
		  "\"quarter\": Enter a month of the last 24 months, or leave this empty" },
		{ "{" W ", \"quarter\": \"2026-07\"}",
		  "\"quarter\": Enter a month that has begun" },
		{ "{" W ", \"quarter\": \"2026-Q3\"}",
		  "\"quarter\": Enter a month that has begun" },
		{ "{" W ", \"half\": \"2026-H1\", \"whole\": \"2026\"}",
		  WORDS PASS "half: 01\342\200\22306/2026; whole: 2026; " },
		{ "{" W ", \"half\": \"2026-H2\"}", "\"half\": Enter a month that has begun" },
		{ "{" W ", \"whole\": \"2027\"}", "\"whole\": Enter a month that has begun" },
		{ "{" W ", \"whole\": \"1950\"}", WORDS PASS "whole: 1950; " },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		is_str(told(rows[i].json), rows[i].want, "%s", rows[i].json);
}

static void
test_rows(void)
{
	static const struct {
		const char *json, *want;
	} rows[] = {
		{ "{" W "}", WORDS PASS },
		{ "{" W ", \"short\": null, \"best\": null, \"incident\": null}",
		  WORDS PASS },
		{ "{" W ", \"agree1\": 4, \"agree2\": \"2\"}",
		  WORDS "agree1: Much; agree2: A little; " PASS },
		{ "{\"which\": \"b\", \"why\": [\"z\", \"x\"], \"times\": 7}",
		  "which: Beta; why: Ex; Zed; times: 7 times; " },
		{ "{\"which\": \"b\", \"why\": \"no_answer\", \"times\": \"2-5\"}",
		  "which: Beta; why: Pass; times: 2-5 times; " },
		{ "{\"which_other\": \" mine\\n\", \"which\": \"other\", \"times\": \"6+\"}",
		  "which: Another:  mine ; times: 6+ times; " },
		{ "{" W
		  ", \"quarter\": \"2026-03\", \"half\": \"2025-H2\", \"whole\": \"2024\"}",
		  WORDS PASS
		  "quarter: 03/2026; half: 07\342\200\22312/2025; whole: 2024; " },
		{ "{" W ", \"best\": [\"b\", \"a\"]}",
		  WORDS PASS "best: 1. Beta; 2. Alpha; " },
		{ "{" W ", \"best\": [], \"short\": \"\", \"small\": 6}",
		  WORDS PASS "small: 6; " },
		{ "{" W ", \"long\": \"a\\r\\nb\\u0007c\"}", WORDS PASS "long: a\nbc; " },
		{ "{\"which\": \"a\", \"times\": 0, \"incident\": [{\"where\": \"b\"}, "
		  "{\"detail\": \"x\"}]}",
		  "which: Alpha; times: 0 times; where: Beta; detail: x; 2 turns, ended; " },
		{ "{\"which\": \"a\", \"times\": 0, \"incident\": []}",
		  "which: Alpha; times: 0 times; 0 turns, ended; " },
		{ "{\"which\": \"a\", \"times\": 0, \"incident\": [{}, {}, {}]}",
		  "which: Alpha; times: 0 times; 3 turns; " },
		/* dropped, with a word */
		{ "{" W ", \"why\": [\"x\", \"y\"]}",
		  WORDS PASS "! \"why\" is dropped: its condition does not hold\n" },
		{ "{" W ", \"incident\": [{\"where\": \"b\"}]}",
		  WORDS PASS "! \"incident\" is dropped: its condition does not hold\n" },
		{ "{" W ", \"which_other\": \"words\"}", WORDS PASS
		  "! \"which_other\" is dropped: \"which\" is not \"other\"\n" },
		/* wrong */
		{ "[]", "an object is wanted: {\"question\": answer, ...}" },
		{ "{\"wich\": \"a\"}",
		  "there is no question \"wich\"; did you mean \"which\"?" },
		{ "{\"nonsense\": 1}", "there is no question \"nonsense\"" },
		{ "{\"where\": \"a\"}", "\"where\" belongs into the list \"incident\"" },
		{ "{\"incident\": [{\"which\": \"a\"}]}",
		  "\"incident\", turn 1: \"which\" is not asked in \"incident\"" },
		{ "{\"incident\": [{\"where\": \"a\"}, {\"wher\": \"a\"}]}",
		  "\"incident\", turn 2: there is no question \"wher\"; did you mean \"where\"?" },
		{ "{\"incident\": [{}, {}, {}, {}]}",
		  "\"incident\": 4 turns; at most 3" },
		{ "{\"incident\": {}}", "\"incident\": a list of objects is wanted" },
		{ "{\"incident\": [1]}", "\"incident\": a list of objects is wanted" },
		{ "{\"why_other\": \"a\"}", "there is no question \"why_other\"" },
		{ "{\"which_other\": 1}", "\"which_other\": a text is wanted" },
		{ "{\"which\": \"A\"}", "\"which\": \"A\" is not an option" },
		{ "{\"which\": \"othr\"}",
		  "\"which\": \"othr\" is not an option; did you mean \"other\"?" },
		{ "{\"which\": 1}", "\"which\": \"1\" is not an option" },
		{ "{\"which\": true}", "\"which\": an option's code is wanted" },
		{ "{\"which\": [\"a\"]}", "\"which\": an option's code is wanted" },
		{ "{\"times\": 1}",
		  "\"which\": Select an answer, or \"Prefer not to say\"" },
		{ "{\"which\": \"b\", \"times\": 1}",
		  "\"why\": Select an answer, or \"Pass\"" },
		{ "{\"which\": \"b\", \"why\": \"x\"}",
		  "\"why\": a list of options is wanted, such as [\"x\"]" },
		{ "{\"which\": \"b\", \"why\": [\"x\", \"x\"]}",
		  "\"why\": \"x\" is given twice" },
		{ "{\"which\": \"b\", \"why\": [\"x\"]}", "\"why\": Choose at least 2" },
		{ "{\"which\": \"b\", \"why\": [\"x\", \"none\"]}",
		  "\"why\": Choose either \"None of these\" or other answers, not both" },
		{ "{" W ", \"agree1\": 6}", "\"agree1\": \"6\" is not an option" },
		{ "{" W ", \"agree1\": 1.5}",
		  "\"agree1\": a whole number is wanted, one of 1 to 5" },
		{ "{" W ", \"agree1\": \"no_answer\"}",
		  "\"agree1\": \"no_answer\" is not offered" },
		{ "{\"which\": \"c\", \"times\": 1201}",
		  "\"times\": Enter a number from 0 to 1200" },
		{ "{\"which\": \"c\", \"times\": \"7\"}",
		  "\"times\": a whole number is wanted, or a band such as \"6+\"" },
		{ "{\"which\": \"c\", \"times\": 1e300}",
		  "\"times\": a whole number is wanted, or a band such as \"6+\"" },
		{ "{" W ", \"small\": \"5\"}", "\"small\": a whole number is wanted" },
		{ "{" W ", \"quarter\": \"2026-13\"}",
		  "\"quarter\": a month is wanted, such as \"2026-03\" or \"2026-Q1\"" },
		{ "{" W ", \"quarter\": \"2026-H1\"}",
		  "\"quarter\": a month is wanted, such as \"2026-03\" or \"2026-Q1\"" },
		{ "{" W ", \"half\": 2026}",
		  "\"half\": a month is wanted, such as \"2026-03\" or \"2026-H1\"" },
		{ "{" W ", \"best\": [\"a\", \"a\"]}", "\"best\": \"a\" is given twice" },
		{ "{" W ", \"best\": [\"a\", \"b\", \"c\"]}",
		  "\"best\": Choose at most 2" },
		{ "{" W ", \"best\": \"a\"}",
		  "\"best\": a list of options is wanted, best first" },
		{ "{" W ", \"short\": 5}", "\"short\": a text is wanted" },
		{ "{\"which\": \"a\", \"times\": 1, \"incident\": ["
		  "{\"detail\": \"123456789012345678901\"}]}",
		  "\"detail\": Make this shorter: 21 characters; at most 20" },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		is_str(told(rows[i].json), rows[i].want, "%s", rows[i].json);
}

/* Words of `other` under a question that nobody sees: the key that was sent is named. */
static void
test_hidden_words(void)
{
	form = help_form("canvass: form 1\nid: h\ntitle: T\nlanguages: [en]\npages:\n"
			 "  - title: A\n    questions:\n      - id: first\n        ask: One?\n"
			 "        type: choose one\n        options:\n          a: A\n"
			 "          b: B\n"
			 "  - title: B\n    show if: first is b\n    questions:\n"
			 "      - id: second\n        ask: Two?\n"
			 "        type: choose one\n        other: Else\n        options:\n"
			 "          a: A\n          b: B\n");
	is_str(told("{\"first\": \"a\", \"second_other\": \"x\"}"),
	       "first: A; ! \"second_other\" is dropped: its condition does not hold\n",
	       "the words alone");
	is_str(told("{\"first\": \"a\", \"second_other\": \"x\", \"second\": \"other\"}"),
	       "first: A; ! \"second\" is dropped: its condition does not hold\n",
	       "the words with their option");
}

int
main(void)
{
	arena = arena_new(0);
	form = help_form(every_kind);
	test_rows();
	test_months();
	test_hidden_words();
	arena_free(arena);
	return tap_done();
}
