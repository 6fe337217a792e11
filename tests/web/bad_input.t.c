/*
 * Answers that are not right, at a real door: each gets its status and words that say what to do,
 * what was typed is in the reply, the rest of the page is kept, and nothing is stored.
 *
 * What no browser could send at all is in hostile.t.c; drafts and saved files are in
 * bad_input_draft.t.c.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/web/bad_input_ask.h"

/* One page, so that each post asks to be stored. */
static const char one_form[] = "canvass: form 1\n"
			       "id: one\n"
			       "title: One page\n"
			       "languages: [en, cy]\n"
			       "title (cy): Un dudalen\n"
			       "check answers: no\n"
			       "option lists:\n"
			       "  letters:\n"
			       "    a: Alpha\n"
			       "    b: Beta\n"
			       "    c: Gamma\n"
			       "  letters (cy):\n"
			       "    a: Alffa\n"
			       "    b: Beta (cy)\n"
			       "    c: Gama\n"
			       "pages:\n"
			       "  - title: Page\n"
			       "    title (cy): Tudalen\n"
			       "    questions:\n"
			       "      - id: must\n"
			       "        ask: Must?\n"
			       "        ask (cy): Rhaid?\n"
			       "        type: choose one\n"
			       "        options: letters\n"
			       "        other: Another\n"
			       "        other (cy): Arall\n"
			       "        or: Pass\n"
			       "        or (cy): Pasio\n"
			       "        required: yes\n"
			       "      - id: some\n"
			       "        ask: Any?\n"
			       "        ask (cy): Unrhyw?\n"
			       "        type: choose any\n"
			       "        options: letters\n"
			       "        only on its own: c\n"
			       "        at most: 1\n"
			       "      - id: level\n"
			       "        ask: Level?\n"
			       "        ask (cy): Lefel?\n"
			       "        type: scale\n"
			       "        options:\n"
			       "          1: Low\n"
			       "          2: Middle\n"
			       "          3: High\n"
			       "        options (cy):\n"
			       "          1: Isel\n"
			       "          2: Canol\n"
			       "          3: Uchel\n"
			       "      - id: times\n"
			       "        ask: Times?\n"
			       "        ask (cy): Sawl?\n"
			       "        type: number\n"
			       "        between: [0, 99]\n"
			       "        store as: [0, 1-9, 10+]\n"
			       "        or: Pass\n"
			       "        or (cy): Pasio\n"
			       "      - id: when\n"
			       "        ask: When?\n"
			       "        ask (cy): Pryd?\n"
			       "        type: month\n"
			       "        last: 24 months\n"
			       "      - id: best\n"
			       "        ask: Best?\n"
			       "        ask (cy): Gorau?\n"
			       "        type: rank\n"
			       "        options: letters\n"
			       "      - id: line\n"
			       "        ask: Line?\n"
			       "        ask (cy): Llinell?\n"
			       "        type: short text\n"
			       "        up to: 10 characters\n"
			       "      - id: words\n"
			       "        ask: Words?\n"
			       "        ask (cy): Geiriau?\n"
			       "        type: long text\n"
			       "        up to: 20 characters\n";

static struct survey_made one = { .name = "one@w1", .text = one_form };

/* ---- one page: each field in its ways ---------------------------------------------------- */

#define TEN "0123456789"

static const struct wrong {
	const char *fields;
	const char *question; /* with the error; and all the rest is right */
	const char *words;    /* what to do, as the page spells it */
	const char *lines;    /* what was typed */
} wrongs[] = {
	{ "", "must", "Select an answer, or \"Pass\"", "radio must a" },
	{ "must=zzz", "must", "Choose one of the answers shown", "" },
	{ "must=A", "must", "Choose one of the answers shown", "" },
	{ "must=a%00", NULL, NULL, NULL },
	{ "must=a&must=b", "must", "Choose one answer only", "" },
	{ "must=a&must=no_answer", "must", "Choose one answer only", "" },
	{ "must=other&must_other=" TEN TEN TEN TEN TEN TEN TEN TEN "1", "must",
	  "Make this shorter: 81 characters; at most 80",
	  "radio must other *|text must_other =" TEN TEN TEN TEN TEN TEN TEN TEN "1" },
	{ "must=other&must_other=x&must_other=y", "must", "Choose one answer only",
	  "radio must other *|text must_other =x" },
	{ "must=a&some=a&some=b", "some", "Choose at most 1",
	  "checkbox some a *|checkbox some b *" },
	{ "must=a&some=a&some=c", "some",
	  "Choose either \"Gamma\" or other answers, not both",
	  "checkbox some a *|checkbox some b|checkbox some c *" },
	{ "must=a&some=b&some=zzz", "some", "Choose one of the answers shown",
	  "checkbox some b *" },
	{ "must=a&some=no_answer", "some", "Choose one of the answers shown", "" },
	{ "must=a&some=other", "some", "Choose one of the answers shown", "" },
	{ "must=a&level=4", "level", "Choose one of the answers shown", "" },
	{ "must=a&level=-1", "level", "Choose one of the answers shown", "" },
	{ "must=a&level=01", "level", "Choose one of the answers shown", "" },
	{ "must=a&level=1&level=3", "level", "Choose one answer only", "" },
	{ "must=a&times=three", "times", "Enter a whole number in digits, such as 3",
	  "text times =three" },
	{ "must=a&times=100", "times", "Enter a number from 0 to 99", "text times =100" },
	{ "must=a&times=-1", "times", "Enter a whole number in digits",
	  "text times =-1" },
	{ "must=a&times=99999999999999999999", "times", "Enter a whole number in digits",
	  "text times =99999999999999999999" },
	{ "must=a&times=%D9%A3", "times", "Enter a whole number in digits",
	  "text times =\xd9\xa3" },
	{ "must=a&times=%3Cb%3E%22", "times", "Enter a whole number in digits",
	  "text times =<b>\"" },
	{ "must=a&times=1&times=2", "times", "Choose one answer only", "text times =1" },
	{ "must=a&times=1&times=no_answer", "times", "Enter an answer or select",
	  "text times =1|checkbox times no_answer *" },
	{ "must=a&when.month=13&when.year=2025", "when",
	  "Enter the month as a number from 1 to 12",
	  "text when.month =13|text when.year =2025" },
	{ "must=a&when.month=3", "when", "Enter both a month and a year",
	  "text when.month =3" },
	{ "must=a&when.month=May&when.year=2025", "when",
	  "Enter the month as a number from 1 to 12", "text when.month =May" },
	{ "must=a&when.month=3&when.year=25", "when", "Enter the year in four digits",
	  "text when.year =25" },
	{ "must=a&when.month=12&when.year=2199", "when", "Enter a month that has begun",
	  "text when.year =2199" },
	{ "must=a&when.month=1&when.year=2001", "when",
	  "Enter a month of the last 24 months", "text when.year =2001" },
	{ "must=a&when.month=1&when.month=2&when.year=2025", "when",
	  "Choose one answer only", "text when.month =1|text when.year =2025" },
	{ "must=a&best.a=1&best.b=1", "best", "Give place 1 to one answer only",
	  "select best.a =1|select best.b =1" },
	{ "must=a&best.a=2", "best", "Give place 1 to one of the answers",
	  "select best.a =2" },
	{ "must=a&best.a=4", "best", "Use places from 1 to 3", "select best.a =" },
	{ "must=a&best.a=x", "best", "Use places from 1 to 3", "select best.a =" },
	{ "must=a&best.zzz=1", "best", "Choose one of the answers shown", "" },
	{ "must=a&best.a=1&best.a=2", "best", "Choose one answer only", "" },
	{ "must=a&line=" TEN "1", "line", "Make this shorter: 11 characters; at most 10",
	  "text line =" TEN "1" },
	{ "must=a&line=x&line=y", "line", "Choose one answer only", "text line =x" },
	{ "must=a&words=" TEN TEN "1", "words",
	  "Make this shorter: 21 characters; at most 20", "area words =" TEN TEN "1" },
	{ "must=a&words=%0D%0A%E2%82%AC%3C/textarea%3E&line=%22%3E%3Cb%3E&words=two",
	  "words", "Choose one answer only", "text line =\"><b>" },
	{ "must=a&words=a%FFb", NULL, NULL, NULL },
	{ "must=a&words=%C0%80", NULL, NULL, NULL },
	{ "must=a&words=%ED%A0%80", NULL, NULL, NULL },
	{ "must=a&words=%F4%90%80%80", NULL, NULL, NULL },
	{ "must=a&words=%E2%82", NULL, NULL, NULL },
	{ "must=a&%FF=1", NULL, NULL, NULL },
};

/* The other fields of a case: they are right, and must still be there. */
static const char *const rest[][2] = {
	{ "level=2", "radio level 2 *" },
	{ "line=kept+line", "text line =kept line" },
	{ "words=kept%0D%0Awords", "area words =kept\nwords" },
};

static void
try_wrong(const struct wrong *w)
{
	char ticket[TICKET_CHARS + 1];
	SCOPED(buf) fields = { 0 };
	bool kept = true;

	ticket_new(ticket);
	buf_puts(&fields, w->fields);
	for (size_t i = 0; i < ARRAY_LEN(rest); i++) {
		char name[10];

		snprintf(name, sizeof(name), "&%.*s=", (int)strcspn(rest[i][0], "="),
			 rest[i][0]);
		if (!strstr(w->fields, name))
			buf_printf(&fields, "%s%s", fields.len ? "&" : "", rest[i][0]);
	}
	buf_puts(&fields, "&go=send");
	ask_with(&one, ticket, NULL, fields.data);
	if (!w->question) { /* no UTF-8: not even its fields can be told apart */
		ok(sight.status == 400 && strstr(sight.body, "<h1>"),
		   "%s: 400, with a page that says so", w->fields);
		return;
	}
	for (size_t i = 0; i < ARRAY_LEN(rest); i++) {
		char name[10];

		snprintf(name, sizeof(name), "&%.*s=", (int)strcspn(rest[i][0], "="),
			 rest[i][0]);
		kept = kept && (strstr(w->fields, name) || ask_sees(rest[i][1]));
	}
	if (!ok(sight.status == 422 && strstr(sight.body, w->words) && kept &&
			ask_sees(arena_printf(arena, "error %s", w->question)) &&
			ask_sees(w->lines) && str_same(sight.ticket, ticket),
		"%.80s: 422 at %s", w->fields, w->question))
		ask_show(422, w->words);
}

/* Two errors at once; both are named, in the order of the page. */
static void
test_several(void)
{
	char ticket[TICKET_CHARS + 1];

	ticket_new(ticket);
	ask_with(&one, ticket, NULL, "must=zzz&times=x&best.a=3&words=fine&go=send");
	ok(sight.status == 422 &&
		   ask_sees("error must|error times|error best|text times =x|"
			    "select best.a =3|area words =fine"),
	   "three errors at once are all named");
	ok(!ask_sees("error words"), "and what is right is not");
	ask(&one, "must=zzz&lang=cy");
	ok(sight.status == 200, "another language checks nothing");
	ask(&one, "must=zzz&go=send");
	ok(sight.status == 422 &&
		   strstr(sight.body, "Dewiswch un o'r atebion a ddangosir"),
	   "and then the words are Welsh");
	ask(&one, "must=b&times=7&best.a=1&words=fine&go=send");
	ask_thanked(&one, "put right, it is sent");
}

static void
test_one(void)
{
	SCOPED(buf) many = { 0 };
	char ticket[TICKET_CHARS + 1];

	for (size_t i = 0; i < ARRAY_LEN(wrongs); i++)
		try_wrong(&wrongs[i]);
	test_several();
	ticket_new(ticket);
	buf_puts(&many, "must=a");
	for (unsigned i = 0; i < 500; i++)
		buf_printf(&many, "&f%u=1", i);
	ask_with(&one, ticket, NULL, many.data);
	ok(sight.status == 413 && strstr(sight.body, "<h1>"),
	   "over 500 fields: 413, with a page");
	ask_body(&one, "ticket=short&must=a&go=send");
	ok(sight.status == 400 && strstr(sight.body, "<h1>"), "no ticket's shape: 400");
	ask_with(&one, ticket, NULL, "must=a&role=x&second=y&zzz=1&go=send");
	ask_thanked(&one, "fields of no question here are passed over");
}

int
main(int argc, char **argv)
{
	struct survey_made *const all[] = { &one };

	site_begin(argc, argv);
	ask_begin(all, ARRAY_LEN(all));
	test_one();
	ask_end(all, ARRAY_LEN(all));
	return tap_done();
}
