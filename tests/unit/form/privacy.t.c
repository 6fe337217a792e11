/*
 * Patterns of a form's own: asked of the engine when the form is new, and never again.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/unit/form/forms.h"

static const char *
form_with(const char *pattern, struct arena *arena)
{
	return arena_printf(
		arena,
		"canvass: form 1\nid: a\ntitle: A\nlanguages: [en]\nprivacy:\n"
		"  own patterns:\n    NAME: %s\npages:\n  - title: P\n    questions:\n"
		"      - id: q\n        ask: Why?\n        type: short text\n",
		pattern);
}

/* "" or "E075 7:11". */
static const char *
told(const char *text, bool fresh, struct arena *arena)
{
	struct diags *diags = arena_one(arena, struct diags);
	const struct form *form;

	diags_init(diags, "a.yaml", text, strlen(text), arena);
	form = fresh ? form_parse_new(text, strlen(text), 0, diags)
		     : form_parse(text, strlen(text), diags);
	if (!form != (diags->errors > 0))
		die("a form, or errors");
	return diags->count ? arena_printf(arena, "%s %u:%u", diags->items[0].code,
					   diags->items[0].line, diags->items[0].col)
			    : "";
}

static const struct {
	const char *pattern, *fresh, *frozen;
} cases[] = {
	{ "'X\\d{4}'", "", "" },
	{ "X\\d{4}", "", "" },
	{ "'(a+)+b'", "E075 7:11", "" },
	{ "'a(b'", "E075 7:14", "" },
	{ "a)b", "E075 7:12", "" },
	{ "\"a)b\"", "E075 7:13", "" },
	{ "\n      - 'x)'", "E075 8:11", "" },
	{ "\n      - '\xc3\xa9)'\n      - x", "E075 8:11", "" },
	{ "''", "E075 7:11", "E075 7:11" },
};

int
main(void)
{
	struct arena *arena = arena_new(0);
	const char *text, *at;
	char many[300];
	uint64_t begun;

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		text = form_with(cases[i].pattern, arena);
		is_str(told(text, true, arena), cases[i].fresh, "new: %s",
		       cases[i].pattern);
		is_str(told(text, false, arena), cases[i].frozen, "frozen: %s",
		       cases[i].pattern);
	}
	memset(many, 'x', 257);
	many[257] = '\0';
	at = "E075 7:11";
	is_str(told(form_with(many, arena), false, arena), at, "257 characters");
	is_str(told(form_with(many + 1, arena), true, arena), "", "256 characters");
	/* the door reads a form for each survey: it must not run patterns */
	text = form_with("'[a-z ]{1,40} Street'", arena);
	begun = clock_ms();
	for (unsigned i = 0; i < 50; i++)
		ok(!*told(text, false, arena), "frozen, read again");
	ok(clock_ms() - begun < 1500,
	   "a frozen form is read without running its patterns");
	arena_free(arena);
	return tap_done();
}
