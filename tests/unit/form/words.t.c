/*
 * Conditions in words and as style rules, and texts that pipe an answer in.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/unit/form/forms.h"

#include "form/wording.h"

static const char head[] =
	"canvass: form 1\nid: w\ntitle: W\nlanguages: [en]\npages:\n"
	"  - title: One\n    questions:\n"
	"      - id: a\n        ask: Which one?\n        type: choose one\n"
	"        options:\n          x: Ex\n          y: Why\n          z: Zed\n"
	"        or: Prefer not to say\n"
	"  - title: Two\n    questions:\n"
	"      - id: b\n        ask: Which of them?\n        type: choose any\n"
	"        options:\n          x: Ex\n          y: Why\n          z: Zed\n"
	"      - id: c\n        ask: Why so?\n        type: short text\n"
	"        show if: %s\n"
	"  - title: Three\n    questions:\n"
	"      - id: d\n        ask: D?\n        type: short text\n";

/* The form with a condition put in. */
static const struct form *
form_with(const char *condition, struct arena *arena)
{
	const char *at = strstr(head, "%s");

	return form_of(arena_printf(arena, "%.*s%s%s", (int)(at - head), head, condition,
				    at + 2),
		       arena);
}

static void
conditions(void)
{
	static const struct {
		const char *condition, *words, *css;
	} cases[] = {
		{ "b includes x", "your answer to \"Which of them?\" includes \"Ex\"",
		  ":has(#b-x:checked)" },
		{ "b includes any of x, y",
		  "your answer to \"Which of them?\" includes \"Ex\" or \"Why\"",
		  ":has(#b-x:checked,#b-y:checked)" },
		{ "b includes all of x, y, z",
		  "your answer to \"Which of them?\" includes \"Ex\", \"Why\" and \"Zed\"",
		  ":has(#b-x:checked):has(#b-y:checked):has(#b-z:checked)" },
		{ "b does not include x",
		  "your answer to \"Which of them?\" does not include \"Ex\"",
		  ":has(#b-y:checked,#b-z:checked):not(:has(#b-x:checked))" },
		{ "not b includes x",
		  "it is not so that your answer to \"Which of them?\" includes \"Ex\"",
		  ":not(:has(#b-x:checked))" },
		{ "not (b includes x or b includes y)",
		  "it is not so that (your answer to \"Which of them?\" includes \"Ex\" or "
		  "your answer to \"Which of them?\" includes \"Why\")",
		  ":not(:is(:has(#b-x:checked),:has(#b-y:checked)))" },
		{ "b includes x and b includes y or b includes z",
		  "your answer to \"Which of them?\" includes \"Ex\" and your answer to "
		  "\"Which of them?\" includes \"Why\" or your answer to \"Which of them?\" "
		  "includes \"Zed\"",
		  ":is(:has(#b-x:checked):has(#b-y:checked),:has(#b-z:checked))" },
	};
	struct arena *arena = arena_new(0);
	size_t i;

	for (i = 0; i < ARRAY_LEN(cases); i++) {
		const struct form *form = form_with(cases[i].condition, arena);
		const struct question *c = form_question(form, "c");
		SCOPED(buf) words = { 0 };
		SCOPED(buf) css = { 0 };

		cond_words(c->show_if, form, 0, &words);
		is_str(words.data, cases[i].words, "words: %s", cases[i].condition);
		ok(cond_css(c->show_if, form, &css), "a rule: %s", cases[i].condition);
		is_str(css.data, cases[i].css, "rule: %s", cases[i].condition);
		ok(form->blocks[c->block].follow_up, "a follow-up: %s",
		   cases[i].condition);
	}
	arena_free(arena);
}

/* What a style rule cannot see. */
static void
other_pages(void)
{
	struct arena *arena = arena_new(0);
	const struct form *form = form_with("a is answered", arena);
	const struct question *c = form_question(form, "c");
	SCOPED(buf) css = { 0 };
	SCOPED(buf) words = { 0 };

	ok(!form->blocks[c->block].follow_up,
	   "a question that looks at another page is none");
	ok(!cond_css(c->show_if, form, &css), "answered has no style rule");
	cond_words(form_question(form_with("a is not x", arena), "c")->show_if, form, 0,
		   &words);
	is_str(words.data, "your answer to \"Which one?\" is not \"Ex\"", "is not");
	arena_free(arena);
}

/* Each test is a statement in Welsh, and they are joined so that no word minds the next. */
static void
welsh(void)
{
	static const struct {
		const char *condition, *words;
	} cases[] = {
		{ "a is x", "eich ateb i \"Which one?\" yw \"Ex\"" },
		{ "a is not one of x, y",
		  "nid \"Ex\" neu \"Why\" yw eich ateb i \"Which one?\"" },
		{ "a is answered", "rydych wedi ateb \"Which one?\"" },
		{ "a is not answered", "nid ydych wedi ateb \"Which one?\"" },
		{ "b includes all of x, y",
		  "mae eich ateb i \"Which of them?\" yn cynnwys pob un o'r rhain: \"Ex\", "
		  "\"Why\"" },
		{ "not b includes x and b includes y",
		  "(nid yw hyn yn wir: mae eich ateb i \"Which of them?\" yn cynnwys \"Ex\") "
		  "a hefyd mae eich ateb i \"Which of them?\" yn cynnwys \"Why\"" },
	};
	struct speech speech = speech_of(NULL, 1);
	struct arena *arena = arena_new(0);

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const struct form *form = form_with(cases[i].condition, arena);
		SCOPED(buf) words = { 0 };

		cond_words_in(form_question(form, "c")->show_if, form, 0, &speech,
			      &words);
		is_str(words.data, cases[i].words, "in Welsh: %s", cases[i].condition);
	}
	arena_free(arena);
}

static void
piping(void)
{
	static const struct {
		const char *text, *said, *want;
		unsigned turn;
	} cases[] = {
		{ "Did {a|that} help?", "a=y", "Did Why help?", 0 },
		{ "Did {a|that} help?", "", "Did that help?", 0 },
		{ "Did {a|that} help?", "a=-", "Did that help?", 0 },
		{ "{{a} is a brace", "a=y", "{a} is a brace", 0 },
		{ "Turn {turn}", "", "Turn 2", 1 },
		{ "none", "a=y", "none", 0 },
		{ "{a|x}{a|x}", "a=x", "ExEx", 0 },
		{ "open {a", "a=x", "open {a", 0 },
	};
	struct arena *arena = arena_new(0);
	const struct form *form = form_with("a is x", arena);
	size_t i;

	for (i = 0; i < ARRAY_LEN(cases); i++) {
		SCOPED(buf) out = { 0 };

		text_fill(cases[i].text, answers_of(form, cases[i].said, arena), 0,
			  cases[i].turn, &out);
		is_str(out.data, cases[i].want, "%s with %s", cases[i].text,
		       cases[i].said);
		ok(text_piped(cases[i].text) == (strchr(cases[i].text, '{') != NULL),
		   "piped or not: %s", cases[i].text);
	}
	arena_free(arena);
}

int
main(void)
{
	conditions();
	other_pages();
	welsh();
	piping();
	return tap_done();
}
