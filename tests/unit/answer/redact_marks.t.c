/*
 * Tests of answer/redact_marks.c: which texts of a person are looked through, and when what is
 * marked counts as the same.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/redact.h"
#include "tests/unit/answer/help.h"

static const char text[] = "canvass: form 1\n"
			   "id: marks\n"
			   "title: Marks\n"
			   "languages: [en]\n"
			   "privacy:\n"
			   "  smallest group: 10\n"
			   "  own patterns:\n"
			   "    COLLAR: zq[a-k]{4}\n"
			   "themes:\n"
			   "  things: Things\n"
			   "pages:\n"
			   "  - title: One\n"
			   "    questions:\n"
			   "      - id: who\n"
			   "        ask: Who?\n"
			   "        type: choose one\n"
			   "        options:\n"
			   "          boss: My boss\n"
			   "        other: Somebody else\n"
			   "        theme: things\n"
			   "      - id: why\n"
			   "        ask: Why?\n"
			   "        type: short text\n"
			   "        up to: 80 characters\n"
			   "        show if: who is other\n"
			   "        themes: [things]\n"
			   "  - title: Time {turn}\n"
			   "    for each: time, up to 3\n"
			   "    another: More?\n"
			   "    questions:\n"
			   "      - id: what\n"
			   "        ask: What?\n"
			   "        type: long text\n"
			   "        up to: 200 characters\n"
			   "        themes: [things]\n";

static const struct form *form;
static struct redactor *redactor;

static void
put(struct answers *a, const char *id, unsigned turn, const char *words)
{
	const struct question *q = form_question(form, id);
	struct value *v = answers_at(a, q->index, turn);

	v->state = VALUE_SET;
	v->text = words;
	v->len = strlen(words);
	if (q->options)
		v->chosen = 1u << question_other(q);
}

static const struct marks *
find(const struct answers *a)
{
	return marks_find(redactor, a, arena);
}

static unsigned
index_of(const char *id)
{
	return form_question(form, id)->index;
}

static void
test_texts(void)
{
	struct answers *a = answers_new(form, arena);
	const struct marks *m = find(a);

	ok(!m->count && !m->certain && !m->digest, "nothing is said, nothing is marked");
	put(a, "who", 0, "it was zqabcd or zqabce");
	put(a, "why", 0, "zqaaaa");
	put(a, "what", 1, "a zqbbbb");
	m = find(a);
	ok(m->count == 2 && m->certain == 3,
	   "the words of other and a text that they open");
	ok(marks_in(m, index_of("who"), 0)->count == 2 &&
		   marks_in(m, index_of("who"), 0)->spans[0].from == 7,
	   "with their places");
	ok(!marks_in(m, index_of("what"), 1) && !marks_in(NULL, 0, 0),
	   "a turn that was not begun is not looked through");
	a->turns[0] = 2;
	m = find(a);
	ok(m->count == 3 && marks_in(m, index_of("what"), 1) &&
		   !marks_in(m, index_of("what"), 0),
	   "one that was is");
	answers_at(a, index_of("who"), 0)->chosen = 1;
	m = find(a);
	is_int((long long)m->count, 1,
	       "without other neither its words nor what they opened");
}

static uint64_t
digest_of(const char *who, const char *what)
{
	struct answers *a = answers_new(form, arena);

	put(a, "who", 0, who);
	a->turns[0] = 1;
	put(a, "what", 0, what);
	return find(a)->digest;
}

static void
test_digest(void)
{
	uint64_t one = digest_of("see zqabcd", "zqaaaa");

	ok(one != 0, "marks have a digest");
	ok(one == digest_of("oh, zqabcd!", "then zqaaaa"),
	   "which does not change with the words around them");
	ok(one != digest_of("see zqabce", "zqaaaa"), "but with what is marked");
	ok(one != digest_of("see zqabcd", ""), "with what is not marked any more");
	ok(one != digest_of("see zqabcd", "zqaaaa zqaaaa"),
	   "with what is marked once more");
	ok(digest_of("see zqabcd", "") != digest_of("", "see zqabcd"),
	   "and with the text in which it stands");
}

int
main(void)
{
	struct err err = { 0 };

	arena = arena_new(0);
	form = help_form(text);
	redactor = redactor_new(
		&(struct redact_options){ .patterns = form->privacy.patterns,
					  .pattern_count = form->privacy.pattern_count },
		&err);
	test_texts();
	test_digest();
	redactor_free(redactor);
	arena_free(arena);
	return tap_done();
}
