/*
 * Tests of answer/kinds.c: the table is whole, and values in words.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/unit/answer/every_kind.h"
#include "tests/unit/answer/help.h"

static void
test_table(void)
{
	for (enum kind k = 0; k < KIND__COUNT; k++) {
		const struct answer_kind *row = answer_kinds[k];
		bool whole = row && row->post && row->tell && row->check && row->field &&
			     row->pack && row->unpack && row->words;
		bool empty = row && !row->post && !row->tell && !row->check &&
			     !row->field && !row->pack && !row->unpack && !row->words;

		ok(form_kinds[k].stored ? whole : empty, "%s: the row is whole",
		   form_kinds[k].name);
		for (enum kind other = 0; other < k; other++)
			if (answer_kinds[other] == row)
				ok(false, "%s has a row of its own", form_kinds[k].name);
	}
}

static void
words_are(const struct form *form, const char *id, struct value v, unsigned lang,
	  const char *want)
{
	const struct question *q = form_question(form, id);
	SCOPED(buf) out = { 0 };

	value_words(q, &v, lang, &out);
	is_str(out.data ? out.data : "", want, "%s in words", id);
}

static void
test_words(const struct form *form)
{
	struct value set = { .state = VALUE_SET }, v = set;

	words_are(form, "which", (struct value){ .state = VALUE_NONE }, 0, "");
	words_are(form, "which", (struct value){ .state = VALUE_NO_ANSWER }, 0,
		  "Prefer not to say");
	words_are(form, "which", (struct value){ .state = VALUE_NO_ANSWER }, 1,
		  "Gwell gennyf beidio");
	v.chosen = 1;
	words_are(form, "which", v, 0, "Alpha");
	words_are(form, "which", v, 1, "Alffa");
	v.chosen = 8;
	words_are(form, "which", v, 0, "Another");
	v.text = "mine";
	v.len = 4;
	words_are(form, "which", v, 0, "Another: mine");
	v = set;
	v.chosen = 5;
	words_are(form, "why", v, 0, "Ex; Zed");
	v.chosen = 16;
	words_are(form, "agree1", v, 0, "Fully");
	v = set;
	v.number = 7;
	words_are(form, "times", v, 0, "7 times");
	words_are(form, "small", v, 0, "7");
	v.number = 2;
	v.banded = true;
	words_are(form, "times", v, 1, "2-5 gwaith");
	v = (struct value){ .state = VALUE_SET, .number = 2026 * 12 + 2 };
	words_are(form, "quarter", v, 0, "03/2026");
	v.banded = true;
	v.number = 2026 * 4 + 1;
	words_are(form, "quarter", v, 0, "04\342\200\22306/2026");
	v.number = 2026 * 2 + 1;
	words_are(form, "half", v, 0, "07\342\200\22312/2026");
	v.number = 2026;
	words_are(form, "whole", v, 0, "2026");
	v = set;
	memset(v.order, 255, sizeof(v.order));
	v.order[0] = 2;
	v.order[1] = 0;
	words_are(form, "best", v, 0, "1. Gamma; 2. Alpha");
	v = (struct value){ .state = VALUE_SET, .text = "hello\nyou", .len = 9 };
	words_are(form, "long", v, 0, "hello\nyou");
}

/* Each trouble has words of its own, with its places filled. */
static void
test_says(void)
{
	struct speech english = speech_of(NULL, 0), welsh = speech_of(NULL, 1);
	unsigned empty = 0, open = 0, alike = 0;

	for (enum say s = 1; s < SAY__COUNT; s++) {
		struct trouble trouble = { .say = s, .one = "7", .two = "9" };
		const char *en = say_words(arena, &trouble, &english);
		const char *cy = say_words(arena, &trouble, &welsh);

		empty += !en[0] || !cy[0];
		open += strchr(en, '{') != NULL || strchr(cy, '{') != NULL;
		for (enum say other = 1; other < s; other++) {
			trouble.say = other;
			alike += str_same(say_words(arena, &trouble, &english), en);
		}
	}
	is_int(empty, 0, "no trouble is without words");
	is_int(open, 0, "and none without what it is about");
	is_int(alike, 0, "no two troubles say the same");
	is_str(say_words(arena, &(struct trouble){ .say = SAY_MONTH_PAST, .one = "1" },
			 &english),
	       "Enter a month of the last 1 month, or leave this empty", "one month");
	is_str(say_words(arena,
			 &(struct trouble){ .say = SAY_TOO_LONG, .one = "1623", .two = "9" },
			 &english),
	       "Make this shorter: 1623 characters; at most 9", "characters");
	is_str(say_number(arena, 0), "0", "0");
	is_str(say_number(arena, 999), "999", "999");
	is_str(say_number(arena, 1623), "1623", "no sign between thousands");
	is_str(say_number(arena, -123), "-123", "-123");
}

int
main(void)
{
	arena = arena_new(0);
	test_table();
	test_words(help_form(every_kind));
	test_says();
	arena_free(arena);
	return tap_done();
}
