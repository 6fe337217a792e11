/*
 * Fuzz target: posted bodies.  The first byte chooses form, page and whether it is checked;
 * the rest is the body.  What is accepted must be clean text, fit a draft and a record, and
 * be accepted again as the same.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/fuzz/answer_forms.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static void
check_clean(const char *s, size_t len)
{
	if (strlen(s) != len || !utf8_valid(s, len))
		die("a value that is no text got in");
	for (; *s; s++)
		if ((unsigned char)*s < 0x20 && *s != '\n' && *s != '\t')
			die("a control character got in");
}

static void
check_errors(const struct walk *w, const struct field_errors *errors, bool right,
	     bool check)
{
	if (!check && (!right || errors->count))
		die("an error where nothing is checked");
	if (check && right != (errors->count == 0))
		die("errors and outcome differ");
	for (size_t i = 0; i < errors->count; i++)
		if (errors->items[i].question > w->form->question_count &&
		    errors->items[i].question != FORM_QUESTIONS)
			die("an error of no question");
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct arena *a = arena_new(0);
	struct pairs pairs = { 0 };
	unsigned choice = len ? data[0] : 0;
	const struct form *form = fuzz_form(choice & 1);
	struct walk *w = walk_new(form, a);
	struct field_errors errors;
	bool check = choice & 2, right;

	if (len && pairs_read(&pairs, (const char *)data + 1, len - 1, a) == PAIRS_OK) {
		for (size_t i = 0; i < pairs.count; i++) {
			check_clean(pairs.items[i].value, pairs.items[i].len);
			check_clean(pairs.items[i].name, strlen(pairs.items[i].name));
		}
		w->month_now = 2026 * 12;
		for (unsigned page = 0; page < choice >> 2 && w->at.stage != STAGE_CHECK;
		     page++)
			w->at = walk_next(w, w->at);
		right = accept_place(w, &pairs, check, &errors);
		check_errors(w, &errors, right, check);
		if (right && check)
			walk_on(w);
		fuzz_walk(w, a);
	}
	arena_free(a);
	return 0;
}
