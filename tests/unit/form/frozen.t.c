/*
 * Forms that an earlier version accepted and froze, each with something that is refused in new
 * forms today.  A survey that is open, or waits for its summary, must stay readable for ever.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/unit/form/forms.h"

#define TOP "canvass: form 1\nid: old\ntitle: Old\n"
#define ONE                                                                      \
	"      - id: a\n        ask: Which?\n        type: choose one\n        options:\n" \
	"          x: X\n          y: Y\n"
#define PAGE "pages:\n  - title: One\n    questions:\n"

static const struct {
	const char *what, *text;
} cases[] = {
	{ "a hint with the name of a site",
	  TOP "languages: [en]\n" PAGE ONE "        hint: See www.example.org\n" },
	{ "a score that takes a question twice",
	  TOP "languages: [en]\nscores:\n  s:\n    title: S\n    from: [a, a]\n    points:\n"
	      "      x: 0\n      y: 1\n    add up: at least 1 answered\n"
	      "    store as: [0, 1, 2]\n" PAGE ONE },
	{ "a loop without the check page",
	  TOP "languages: [en]\ncheck answers: no\npages:\n  - title: One\n"
	      "    for each: turn_of, up to 2\n    another: More?\n    questions:\n" ONE },
	{ "a brace in a label",
	  TOP "languages: [en]\n" PAGE "      - id: a\n        ask: Which?\n"
	      "        type: choose one\n        options:\n          x: 'The {1, 2} set'\n"
	      "          y: Y\n" },
	{ "a brace that is never closed",
	  TOP "languages: [en]\n" PAGE ONE "  - title: Two\n    questions:\n      - id: b\n"
	      "        ask: 'With {a|them'\n        type: short text\n" },
	{ "a sign that nobody can see",
	  TOP "languages: [en]\n" PAGE ONE "        hint: 'One\xe2\x80\x8bword'\n" },
	{ "a sign that turns the text round",
	  TOP "languages: [en]\n" PAGE ONE "        hint: 'One \xe2\x80\xaeword'\n" },
	{ "a text on the scorecard",
	  TOP "languages: [en]\nscorecard: [b]\n" PAGE ONE "  - title: Two\n    questions:\n"
	      "      - id: b\n        ask: Why?\n        type: short text\n" },
	{ "no languages in the list", TOP "languages: []\n" PAGE ONE },
};

int
main(void)
{
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct arena *arena = arena_new(0);
		const char *text = cases[i].text;
		struct diags diags;
		SCOPED(buf) words = { 0 };

		diags_init(&diags, "old.yaml", text, strlen(text), arena);
		ok(form_parse(text, strlen(text), &diags) != NULL, "%s: still read",
		   cases[i].what);
		diags_print(&diags, &words);
		if (diags.errors)
			note("%s", words.data);
		diags_init(&diags, "new.yaml", text, strlen(text), arena);
		ok(!form_parse_new(text, strlen(text), 0, &diags) || diags.warnings,
		   "%s: not in a new form", cases[i].what);
		arena_free(arena);
	}
	return tap_done();
}
