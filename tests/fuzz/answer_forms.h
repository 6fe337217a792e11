/*
 * The forms that the targets of the answer floor work on: the shipped survey, and one with
 * each kind of question.  Read once and kept.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_FUZZ_ANSWER_FORMS_H
#define CANVASS_FUZZ_ANSWER_FORMS_H

#include "answer/answer.h"
#include "tests/unit/answer/every_kind.h"

enum { FUZZ_FORMS = 2 };

static const struct form *
fuzz_parse(const char *text, size_t len)
{
	static struct arena *kept;
	struct diags diags;
	struct form *form;

	if (!kept)
		kept = arena_new(0);
	diags_init(&diags, "form.yaml", text, len, kept);
	form = form_parse(text, len, &diags);
	if (!form)
		die("a form of the targets has errors");
	return form;
}

static const struct form *
fuzz_shipped(void)
{
	const char *top = getenv("TOP_SRCDIR");
	char path[4096], part[4096];
	SCOPED(buf) text = { 0 };
	size_t n;
	FILE *file;

	snprintf(path, sizeof(path), "%s/forms/hampshire.yaml", top ? top : ".");
	file = fopen(path, "r");
	if (!file)
		die("no %s: set TOP_SRCDIR", path);
	while ((n = fread(part, 1, sizeof(part), file)) > 0)
		buf_put(&text, part, n);
	fclose(file);
	return fuzz_parse(text.data, text.len);
}

static const struct form *
fuzz_form(unsigned which)
{
	static const struct form *forms[FUZZ_FORMS];

	if (!forms[0]) {
		forms[0] = fuzz_parse(every_kind, sizeof(every_kind) - 1);
		forms[1] = fuzz_shipped();
	}
	return forms[which % FUZZ_FORMS];
}

/* Whatever the answers are: they are written, read, and written again as the same bytes. */
static void
fuzz_record(const struct answers *answers, struct arena *a)
{
	SCOPED(buf) one = { 0 };
	SCOPED(buf) two = { 0 };
	struct record r;
	unsigned too_long;

	if (!record_write(answers, 5, 1u << 20, &one, &too_long))
		die("a record that does not fit a megabyte");
	if (!record_read(&r, answers->form, one.data, one.len, a, NULL))
		die("a record that was written is not read");
	if (r.place != 5 || !record_write(r.answers, 5, 1u << 20, &two, &too_long) ||
	    one.len != two.len || memcmp(one.data, two.data, one.len) != 0)
		die("a record comes back as another");
}

/* The walk comes back from its draft, and gets to an end from where it stands. */
__attribute__((unused)) static void
fuzz_walk(const struct walk *w, struct arena *a)
{
	SCOPED(buf) one = { 0 };
	SCOPED(buf) two = { 0 };
	struct walk *again = walk_new(w->form, a);
	struct place at = w->at;
	unsigned steps = 0, number, of;

	walk_write(w, &one);
	if (!walk_read(again, one.data, one.len))
		die("a draft that was written is not read");
	walk_write(again, &two);
	if (one.len != two.len || memcmp(one.data, two.data, one.len) != 0)
		die("a draft comes back as another");
	while (at.stage != STAGE_CHECK) {
		at = walk_next(w, at);
		if (steps++ > 400)
			die("a walk without an end");
	}
	walk_back(w, w->at);
	walk_progress(w, &number, &of);
	if (!number || !of)
		die("a page without a number");
	fuzz_record(w->answers, a);
}

#endif
