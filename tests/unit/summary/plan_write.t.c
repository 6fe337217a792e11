/*
 * The frozen plan: what must change its text, and so its hash, and what must not.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "base/base.h"
#include "small.h"
#include "tests/tap.h"

/* The small form with one text put in place of another. */
static const struct form *
changed(const char *from, const char *to, struct arena *a)
{
	const char *at = strstr(small_text, from);
	struct diags *diags = arena_one(a, struct diags);
	struct form *form;
	char *text;

	if (!at)
		die("the small form has no \"%s\"", from);
	text = arena_printf(a, "%.*s%s%s", (int)(at - small_text), small_text, to,
			    at + strlen(from));
	diags_init(diags, "small.yaml", text, strlen(text), a);
	form = form_parse(text, strlen(text), diags);
	if (!form) {
		SCOPED(buf) said = { .most = 0 };

		diags_print(diags, &said);
		die("the changed form does not parse:\n%s", said.data ? said.data : "");
	}
	return form;
}

static const char *
written(const struct form *form, struct arena *a)
{
	SCOPED(buf) b = { .most = 0 };

	plan_write(plan_make(form, a), &b);
	return arena_str(a, b.data);
}

static void
whole(const char *text, struct arena *a)
{
	struct err err = { .code = ERR_NONE };
	const struct json *tree = json_parse(text, strlen(text), a, &err), *tables;
	const struct plan *plan = plan_make(small_form(a), a);

	if (!tree)
		die("%s", err.text);
	is_str(json_get(tree, "canvass")->text, "plan 1", "it names its format");
	is_int(json_get(json_get(tree, "policy"), "whole")->integer, 30, "its limits");
	tables = json_get(tree, "tables");
	is_int((long long)tables->count, (long long)plan->question_count,
	       "all tables of questions are in it");
	ok(!strstr(text, "theme-"), "and none of a theme: surveys were opened before");
	is_str(json_get(tables->first, "id")->text, "colour", "the first");
	ok(strstr(text, "\"merged\":{\"rest\":[\"green\",\"blue\",\"grey\"]}"), "merges");
	ok(strstr(text, "\"rivals\":[\"role-by-hurt\"]"), "and links");
	ok(!strstr(text, "Which colour") && !strstr(text, "Yellow"),
	   "no title, no label");
}

static void
changes(const char *text, struct arena *a)
{
	static const struct {
		const char *what, *from, *to;
		bool same;
	} cases[] = {
		{ "the smallest group", "smallest group: 10", "smallest group: 12",
		  false },
		{ "a merge's member", "of: [green, blue, grey]", "of: [blue, grey]",
		  false },
		{ "what is broken down by", "[role, hurt]", "[role]", false },
		{ "an answer's code", "grey: Grey", "gray: Grey", false },
		{ "who is asked", "    show if: hurt\n", "", false },
		{ "a condition", "hit is more than 0", "hit is more than 2", true },
		{ "a question's words", "Which colour", "What colour", true },
		{ "an answer's words", "Yellow, bright", "Yellow, dull", true },
	};
	const char *other, *to;

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		to = cases[i].to;
		if (i == 3) /* its merge names it as well */
			other = written(changed("of: [green, blue, grey]",
						"of: [green, blue]", a),
					a);
		else
			other = written(changed(cases[i].from, to, a), a);
		ok(str_same(other, text) == cases[i].same, "%s: %s plan", cases[i].what,
		   cases[i].same ? "the same" : "another");
	}
}

static void
shown(struct arena *a)
{
	SCOPED(buf) b = { .most = 0 };

	plan_show(plan_make(small_form(a), a), &b);
	ok(strstr(b.data, "Smallest number shown 10"), "people read the limits");
	ok(strstr(b.data, "Of all people alone:\n    things, seen"),
	   "what is not broken down");
	ok(strstr(b.data, "and by role, hurt:\n    colour, care, calm, mark"),
	   "and what is, by what");
}

int
main(void)
{
	struct arena *a = arena_new(0);
	const char *text = written(small_form(a), a);

	is_str(written(small_form(a), a), text, "one form, one text");
	whole(text, a);
	changes(text, a);
	shown(a);
	arena_free(a);
	return tap_done();
}
