/*
 * What the tests of this floor share: forms written in the test, and bodies posted to them.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_TEST_ANSWER_HELP_H
#define CANVASS_TEST_ANSWER_HELP_H

#include "answer/internal.h"
#include "tests/tap.h"

/* Everything that a test makes lives here. */
TAP_UNUSED static struct arena *arena;

TAP_UNUSED static const struct form *
help_form(const char *text)
{
	struct diags diags;
	struct form *form;

	diags_init(&diags, "test.yaml", text, strlen(text), arena);
	form = form_parse(text, strlen(text), &diags);
	if (!form) {
		SCOPED(buf) out = { 0 };

		diags_print(&diags, &out);
		die("the test's form has errors:\n%s", out.data ? out.data : "");
	}
	return form;
}

/* The survey that is shipped, from the source tree. */
TAP_UNUSED static const struct form *
help_hampshire(void)
{
	const char *top = getenv("TOP_SRCDIR");
	char path[4096];
	SCOPED(buf) text = { 0 };
	char part[4096];
	size_t n;
	FILE *file;

	snprintf(path, sizeof(path), "%s/forms/hampshire.yaml", top ? top : ".");
	file = fopen(path, "r");
	if (!file)
		die("no %s", path);
	while ((n = fread(part, 1, sizeof(part), file)) > 0)
		buf_put(&text, part, n);
	fclose(file);
	return help_form(arena_copy(arena, text.data, text.len));
}

TAP_UNUSED static struct pairs
help_pairs(const char *body)
{
	struct pairs pairs = { 0 };

	if (pairs_read(&pairs, body, strlen(body), arena) != PAIRS_OK)
		die("the test's body is broken: %s", body);
	return pairs;
}

/* Posts a body to the place where the walk stands and goes on if it was right. */
TAP_UNUSED static bool
help_next(struct walk *w, const char *body)
{
	struct field_errors errors;
	struct pairs pairs = help_pairs(body);

	if (!accept_place(w, &pairs, true, &errors)) {
		for (size_t i = 0; i < errors.count; i++)
			note("%s: %s", errors.items[i].field, errors.items[i].message);
		return false;
	}
	walk_on(w);
	return true;
}

/* "start", "another 1.2", "page 3", "page 3.2", "check": pages and turns from 1. */
TAP_UNUSED static const char *
help_place(const struct walk *w, struct place at)
{
	bool loop = at.stage != STAGE_START && at.stage != STAGE_CHECK &&
		    w->form->pages[at.page].repeat >= 0;

	if (at.stage == STAGE_START || at.stage == STAGE_CHECK)
		return at.stage == STAGE_START ? "start" : "check";
	if (loop)
		return arena_printf(arena, "%s %u.%u",
				    at.stage == STAGE_PAGE ? "page" : "another",
				    at.page + 1u, at.turn + 1u);
	return arena_printf(arena, "page %u", at.page + 1u);
}

#endif
