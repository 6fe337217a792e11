/*
 * Tests of answer/accept.c and each accept_<kind>.c: what is posted, kept, and refused.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/unit/answer/every_kind.h"
#include "tests/unit/answer/help.h"

#define NINES "123456789+123456789+"

static const struct form *form;

/* A walk that stands at a question's page. */
static struct walk *
walk_at(const char *id)
{
	struct walk *w = walk_new(form, arena);
	const struct question *q = form_question(form, id);

	w->month_now = 2026 * 12 + 5; /* June 2026 */
	w->at = (struct place){ .stage = STAGE_PAGE,
				.page = (uint8_t)form->blocks[q->block].page };
	return w;
}

/* "value" after a right post, or "field: message" of the first error. */
static const char *
post(struct walk *w, const char *id, const char *body)
{
	const struct question *q = form_question(form, id);
	struct pairs pairs = help_pairs(body);
	struct field_errors errors;
	SCOPED(buf) out = { 0 };

	if (!accept_place(w, &pairs, true, &errors))
		return arena_printf(arena, "%s: %s", errors.items[0].field,
				    errors.items[0].message);
	value_words(q, answers_see(w->answers, q->index, 0), 0, &out);
	return arena_copy(arena, out.data ? out.data : "", out.len);
}

struct row {
	const char *id, *body, *want;
};

static void
test_rows(void)
{
	static const struct row rows[] = {
		{ "which", "which=a", "Alpha" },
		{ "which", "which=a&which=a", "Alpha" },
		{ "which", "which=no_answer", "Prefer not to say" },
		{ "which", "which=other", "Another" },
		{ "which", "which=other&which_other=+my+own%0Aline",
		  "Another:  my own line" },
		{ "which", "which=other&which_other=+++", "Another" },
		{ "which", "which=a&which_other=words", "Alpha" },
		{ "which", "which=a&unknown=1&agree1=zzz", "Alpha" },
		{ "which", "", "which-a: Select an answer, or \"Prefer not to say\"" },
		{ "which",
		  "which=", "which-a: Select an answer, or \"Prefer not to say\"" },
		{ "which", "which=A", "which-a: Choose one of the answers shown" },
		{ "which", "which=zzz", "which-a: Choose one of the answers shown" },
		{ "which", "which=a&which=b", "which-a: Choose one answer only" },
		{ "which", "which=a&which=no_answer", "which-a: Choose one answer only" },
		{ "which", "which=other&which_other=" NINES NINES NINES NINES "1",
		  "which_other: Make this shorter: 81 characters; at most 80" },
		{ "which", "which=a&which_other=" NINES NINES NINES NINES "1", "Alpha" },
		{ "why", "which=b&why=x&why=z", "Ex; Zed" },
		{ "why", "which=b&why=z&why=x&why=z", "Ex; Zed" },
		{ "why", "which=b&why=none", "None of these" },
		{ "why", "which=b&why=no_answer", "Pass" },
		{ "why", "which=b", "why-x: Tell us why" },
		{ "why", "which=b&why=x", "why-x: Choose at least 2" },
		{ "why", "which=b&why=x&why=y&why=z", "why-x: Choose at most 2" },
		{ "why", "which=b&why=x&why=none",
		  "why-x: Choose either \"None of these\" or other answers, not both" },
		{ "why", "which=b&why=x&why=no_answer",
		  "why-x: Choose either \"Pass\" or other answers, not both" },
		{ "why", "which=b&why=other", "why-x: Choose one of the answers shown" },
		{ "why", "which=a&why=x", "" }, /* hidden, and not to be mended: let go */
		{ "why", "which=a&why=x&why=y", "Ex; Why" }, /* hidden and right: kept */
		{ "agree1", "agree1=3&agree2=1", "Half" },
		{ "agree1", "agree2=1", "" },
		{ "agree1", "agree1=6", "agree1-1: Choose one of the answers shown" },
		{ "agree1", "agree1=03", "agree1-1: Choose one of the answers shown" },
		{ "agree1", "agree1=no_answer",
		  "agree1-1: Choose one of the answers shown" },
		{ "times", "times=7", "7 times" },
		{ "times", "times=+1+2+0%C2%A00+", "1200 times" },
		{ "times", "times=0007", "7 times" },
		{ "times", "times=no_answer", "Pass" },
		{ "times", "times=&times=no_answer", "Pass" },
		{ "times", "times=", "times: Enter a number, or select \"Pass\"" },
		{ "times", "times=%C2%A0",
		  "times: Enter a whole number in digits, such as 3" },
		{ "times", "times=1201", "times: Enter a number from 0 to 1200" },
		{ "times", "times=99999999999999999999",
		  "times: Enter a whole number in digits, such as 3" },
		{ "times", "times=-1",
		  "times: Enter a whole number in digits, such as 3" },
		{ "times", "times=seven",
		  "times: Enter a whole number in digits, such as 3" },
		{ "times", "times=1.5",
		  "times: Enter a whole number in digits, such as 3" },
		{ "times", "times=7&times=no_answer",
		  "times: Enter an answer or select \"Pass\", not both" },
		{ "small", "small=5", "5" },
		{ "small", "small=4", "small: Enter a number from 5 to 9" },
		{ "small", "small=x",
		  "small: Enter a whole number in digits, such as 5" },
		{ "small", "small=no_answer",
		  "small: Enter a whole number in digits, such as 5" },
		{ "quarter", "quarter.month=3&quarter.year=2026", "03/2026" },
		{ "quarter", "quarter.month=+03+&quarter.year=2026", "03/2026" },
		{ "quarter", "quarter.month=6&quarter.year=2026", "06/2026" },
		{ "quarter", "quarter.month=6&quarter.year=2024", "06/2024" },
		{ "quarter", "quarter.month=5&quarter.year=2024",
		  "quarter.month: Enter a month of the last 24 months, or leave this empty" },
		{ "quarter", "quarter.month=7&quarter.year=2026",
		  "quarter.month: Enter a month that has begun" },
		{ "quarter", "", "" },
		{ "quarter", "quarter=no_answer&quarter.month=&quarter.year=", "Pass" },
		{ "quarter", "quarter.month=3",
		  "quarter.year: Enter both a month and a year" },
		{ "quarter", "quarter.year=2026",
		  "quarter.month: Enter both a month and a year" },
		{ "quarter", "quarter.month=13&quarter.year=2026",
		  "quarter.month: Enter the month as a number from 1 to 12" },
		{ "quarter", "quarter.month=0&quarter.year=2026",
		  "quarter.month: Enter the month as a number from 1 to 12" },
		{ "quarter", "quarter.month=May&quarter.year=2026",
		  "quarter.month: Enter the month as a number from 1 to 12" },
		{ "quarter", "quarter.month=3&quarter.year=26",
		  "quarter.year: Enter the year in four digits, such as 2026" },
		{ "quarter", "quarter.month=3&quarter.year=99999999999",
		  "quarter.year: Enter the year in four digits, such as 2026" },
		{ "quarter", "quarter=no_answer&quarter.month=3&quarter.year=2026",
		  "quarter.month: Enter an answer or select \"Pass\", not both" },
		{ "half", "half=no_answer",
		  "half.month: Choose one of the answers shown" },
		{ "best", "best.c=1&best.a=2&best.b=", "1. Gamma; 2. Alpha" },
		{ "best", "best.c=+1", "1. Gamma" },
		{ "best", "", "" },
		{ "best", "best.a=1&best.b=2&best.c=3", "best.a: Choose at most 2" },
		{ "best", "best.a=1&best.b=1",
		  "best.b: Give place 1 to one answer only" },
		{ "best", "best.b=1&best.b=2", "best.b: Choose one answer only" },
		{ "best", "best.a=2", "best.a: Give place 1 to one of the answers" },
		{ "best", "best.a=0", "best.a: Use places from 1 to 3" },
		{ "best", "best.a=4", "best.a: Use places from 1 to 3" },
		{ "best", "best.a=x", "best.a: Use places from 1 to 3" },
		{ "best", "best.z=1", "best.a: Choose one of the answers shown" },
		{ "short", "short=two%0D%0Alines", "two lines" },
		{ "short", "short=++%0A", "" },
		{ "short", "", "" },
		{ "long", "long=two%0D%0Alines", "two\nlines" },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		is_str(post(walk_at(rows[i].id), rows[i].id, rows[i].body), rows[i].want,
		       "%s", rows[i].body);
}

/* A field that pages have once, and that came twice. */
static void
test_twice(void)
{
	static const struct row rows[] = {
		{ "times", "times=7&times=7", "7 times" },
		{ "times", "times=7&times=8", "times: Choose one answer only" },
		{ "quarter", "quarter.month=3&quarter.year=2026&quarter.month=4",
		  "quarter.month: Choose one answer only" },
		{ "which", "which=other&which_other=x&which_other=y",
		  "which-a: Choose one answer only" },
		{ "short", "short=a&short=a", "a" },
		{ "short", "short=a&short=b", "short: Choose one answer only" },
		{ "long", "long=a&long=", "long: Choose one answer only" },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		is_str(post(walk_at(rows[i].id), rows[i].id, rows[i].body), rows[i].want,
		       "%s", rows[i].body);
}

static const char *
repeated(const char *name, const char *unit, size_t n)
{
	SCOPED(buf) body = { 0 };

	buf_printf(&body, "%s=", name);
	for (size_t i = 0; i < n; i++)
		buf_puts(&body, unit);
	return arena_copy(arena, body.data, body.len);
}

static void
test_lengths(void)
{
	struct walk *w = walk_at("long");

	is_str(post(w, "long", repeated("long", "x", 1623)),
	       "long: Make this shorter: 1623 characters; at most 1500",
	       "one character too many");
	is_int((long long)answers_see(w->answers, form_question(form, "long")->index, 0)
		       ->len,
	       1623, "what was typed is kept all the same");
	w = walk_at("long");
	ok(!strchr(post(w, "long", repeated("long", "%F0%9F%98%80", 1500)), ':'),
	   "characters are counted, not bytes");
	is_int((long long)answers_see(w->answers, form_question(form, "long")->index, 0)
		       ->len,
	       6000, "6,000 bytes of 1,500 characters");
	ok(!strchr(post(w, "long", repeated("long", "%0D%0A1", 750)), ':'),
	   "CR LF is one character");
	ok(strchr(post(w, "short", repeated("long", "x", 1501)), ':') != NULL,
	   "1,501 are too many");
}

/* The same place twice: what is posted last stands; what is not posted is unanswered. */
static void
test_again(void)
{
	struct walk *w = walk_at("which");

	is_str(post(w, "which", "which=b&why=x&why=y"), "Beta", "first");
	is_str(post(w, "why", "which=b&why=z&why=y"), "Why; Zed", "then another");
	is_str(post(w, "which", "which=zzz"), "which-a: Choose one of the answers shown",
	       "then a wrong one");
	is_int(answers_see(w->answers, 0, 0)->state, VALUE_NONE, "which is not kept");
}

static void
test_languages(void)
{
	struct walk *w = walk_at("which");

	w->lang = 1;
	is_str(post(w, "which", ""),
	       "which-a: Dewiswch ateb, neu \"Gwell gennyf beidio\"", "Welsh");
	is_str(post(w, "why", "which=b"), "why-x: Dywedwch pam",
	       "the form's own words in Welsh");
}

static void
test_typed(void)
{
	struct walk *w = walk_at("times");
	struct field_errors errors;
	struct pairs pairs = help_pairs("times=9+thousand");

	ok(!accept_place(w, &pairs, true, &errors) && errors.count == 1, "no number");
	is_str(errors.items[0].typed, "9 thousand", "what was typed can be shown again");
	is_int(errors.items[0].question, form_question(form, "times")->index,
	       "the question");
	pairs = help_pairs("times=5000");
	ok(!accept_place(w, &pairs, true, &errors), "out of range");
	is_str(errors.items[0].typed, "5000", "as well");
	is_int(answers_see(w->answers, errors.items[0].question, 0)->state, VALUE_NONE,
	       "and not kept");
}

static void
test_unchecked(void)
{
	struct walk *w = walk_at("which");
	struct field_errors errors;
	struct pairs pairs = help_pairs("which=b&why=x");

	ok(accept_place(w, &pairs, false, &errors), "unchecked, all is right");
	is_int((long long)errors.count, 0, "no error");
	is_int(answers_see(w->answers, 0, 0)->chosen, 2, "what fits is kept");
	is_int(answers_see(w->answers, 1, 0)->chosen, 1,
	       "what breaks a rule is kept to be mended");
	pairs = help_pairs("which=zzz");
	ok(accept_place(w, &pairs, false, &errors),
	   "an option that was not offered, unchecked");
	is_int(answers_see(w->answers, 0, 0)->state, VALUE_NONE, "is not kept");
}

static void
test_another(void)
{
	struct walk *w = walk_at("where");
	struct pairs pairs = help_pairs("another=maybe");
	struct field_errors errors;

	w->at.stage = STAGE_ANOTHER;
	ok(!accept_place(w, &pairs, true, &errors), "another is yes or no");
	is_int(errors.items[0].question, FORM_QUESTIONS, "the error is of no question");
	is_str(errors.items[0].field, "another-yes", "and leads to its first choice");
	is_str(errors.items[0].message, "Choose one of the answers shown",
	       "in these words");
	ok(accept_place(w, &pairs, false, &errors), "unchecked it is right");
	pairs = help_pairs("another=yes&another=no");
	ok(!accept_place(w, &pairs, true, &errors), "and not both");
	is_str(errors.items[0].message, "Choose one answer only", "in these words");
}

/* A page that was not shown in full does not wipe what it did not hold. */
static void
test_not_sent(void)
{
	static const char text[] =
		"canvass: form 1\nid: hidden\ntitle: Hidden\nlanguages: [en]\n"
		"privacy:\n  smallest group: 10\n"
		"pages:\n"
		"  - title: One\n    questions:\n"
		"      - id: first\n        ask: First?\n        type: choose one\n"
		"        options:\n          a: A\n          b: B\n"
		"  - title: Two\n    questions:\n"
		"      - id: second\n        ask: Second?\n        type: choose one\n"
		"        options:\n          a: A\n          b: B\n"
		"      - id: third\n        ask: Third?\n        type: choose one\n"
		"        show if: first is a\n"
		"        options:\n          a: A\n          b: B\n";
	const struct form *hidden = help_form(text);
	struct walk *w = walk_new(hidden, arena);

	ok(help_next(w, "first=a") && help_next(w, "second=a&third=b"), "answered");
	ok(walk_change(w, "first") && help_next(w, "first=b"),
	   "what opened the third is changed");
	w->at = (struct place){ .stage = STAGE_PAGE, .page = 1 };
	ok(help_next(w, "second=b"), "the page without the third is posted");
	is_int(answers_see(w->answers, 2, 0)->chosen, 2,
	       "the third waits for a change of mind");
}

/* Two texts that do not go into one draft: the page's own is given back. */
static void
test_draft_full(void)
{
	static const char head[] =
		"canvass: form 1\nid: full\ntitle: Full\nlanguages: [en]\n"
		"privacy:\n  smallest group: 10\npages:\n";
	SCOPED(buf) text = { 0 };
	SCOPED(buf) draft = { .most = WALK_MOST };
	struct walk *w;
	struct field_errors errors;
	struct pairs pairs;

	buf_puts(&text, head);
	for (int i = 1; i <= 4; i++)
		buf_printf(
			&text,
			"  - title: T\n    questions:\n      - id: text%d\n        ask: T?\n"
			"        type: long text\n        up to: 4000 characters\n",
			i);
	w = walk_new(help_form(text.data), arena);
	ok(help_next(w, repeated("text1", "%E2%82%AC", 4000)),
	   "the first of 12,000 bytes");
	ok(help_next(w, repeated("text2", "%E2%82%AC", 4000)), "the second");
	pairs = help_pairs(repeated("text3", "%E2%82%AC", 4000));
	ok(!accept_place(w, &pairs, true, &errors), "the third is too much");
	is_str(errors.items[0].message,
	       "Make this shorter: all your answers together are too long",
	       "in these words");
	is_str(errors.items[0].field, "text3", "at its field");
	is_int((long long)strlen(errors.items[0].typed), 12000,
	       "with all that was typed");
	walk_write(w, &draft);
	ok(buf_ok(&draft), "and the draft can still be written");
}

int
main(void)
{
	arena = arena_new(0);
	form = help_form(every_kind);
	test_rows();
	test_twice();
	test_lengths();
	test_again();
	test_languages();
	test_typed();
	test_unchecked();
	test_another();
	test_not_sent();
	test_draft_full();
	arena_free(arena);
	return tap_done();
}
