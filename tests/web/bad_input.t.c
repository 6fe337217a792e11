/*
 * Answers that are not right, at a real door: each gets its status and words that say what to do,
 * what was typed is in the reply, the rest of the page is kept, and nothing is stored.  Drafts that
 * are of another survey or ticket, changed or cut; saved files that are; a survey that has closed.
 *
 * What no browser could send at all is in hostile.t.c.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <signal.h>
#include <unistd.h>

#include "tests/tap.h"
#include "tests/web/person_page.h"
#include "tests/web/random_site.h"

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

/* Pages, to be walked with drafts; long texts, to be filled. */
static const char pages_form[] = "canvass: form 1\n"
				 "id: pages\n"
				 "title: Pages\n"
				 "languages: [en]\n"
				 "pages:\n"
				 "  - title: First\n"
				 "    questions:\n"
				 "      - id: first\n"
				 "        ask: First?\n"
				 "        type: choose one\n"
				 "        options:\n"
				 "          yes: Yes\n"
				 "          no: No\n"
				 "  - title: Loop\n"
				 "    for each: event, up to 2\n"
				 "    another: Another?\n"
				 "    questions:\n"
				 "      - id: what\n"
				 "        ask: What?\n"
				 "        type: short text\n"
				 "        up to: 20 characters\n"
				 "  - title: Second\n"
				 "    questions:\n"
				 "      - id: second\n"
				 "        ask: Second?\n"
				 "        type: long text\n"
				 "        up to: 4000 characters\n"
				 "  - title: Third\n"
				 "    questions:\n"
				 "      - id: third\n"
				 "        ask: Third?\n"
				 "        type: long text\n"
				 "        up to: 4000 characters\n"
				 "  - title: Fourth\n"
				 "    questions:\n"
				 "      - id: fourth\n"
				 "        ask: Fourth?\n"
				 "        type: long text\n"
				 "        up to: 4000 characters\n";

static struct survey_made {
	const char *name, *text;
	struct form *form;
	struct added added;
	unsigned stored; /* what was thanked */
} one = { .name = "one@w1", .text = one_form },
  pages = { .name = "pages@w1", .text = pages_form },
  earlier = { .name = "pages@w0", .text = pages_form },
  closed = { .name = "pages@w9", .text = pages_form };

static struct site site;
static struct arena *arena;
static struct sight sight;

/* ---- asking ----------------------------------------------------------------------------- */

static void
say(const char *bytes, size_t len)
{
	int fd = site_connect(&site);
	struct heard heard;

	send_whole(fd, bytes, len);
	heard = site_hear(fd, 10000);
	sight_read(&heard, arena, &sight);
	close(fd);
}

static void
post_body(const struct survey_made *s, const char *body)
{
	size_t room = strlen(body) + 400;
	char *bytes = arena_alloc(arena, room, 1);

	say(bytes, post_spell(bytes, room, s->added.codes[0], body));
}

static void
post_with(const struct survey_made *s, const char *ticket, const char *draft,
	  const char *fields)
{
	SCOPED(buf) body = { 0 };

	pair_put(&body, "ticket", ticket);
	if (draft && draft[0])
		pair_put(&body, "draft", draft);
	buf_printf(&body, "&%s", fields);
	post_body(s, body.data);
}

/* With the ticket and draft of the page that is open. */
static void
post(const struct survey_made *s, const char *fields)
{
	post_with(s, sight.ticket, sight.draft, fields);
}

static void
get(const struct survey_made *s)
{
	char bytes[200];
	int len = snprintf(bytes, sizeof(bytes),
			   "GET /S/%s HTTP/1.1\r\nHost: survey.example\r\n\r\n",
			   s->added.codes[0]);

	say(bytes, (size_t)len);
}

/* Whether each of some lines, "|" between them, is on the page. */
static bool
has_lines(const char *lines)
{
	SCOPED(buf) page = { 0 };
	bool good = true;

	buf_printf(&page, "\n%s", sight.lines);
	while (*lines) {
		size_t len = strcspn(lines, "|");

		good = good && strstr(page.data,
				      arena_printf(arena, "\n%.*s\n", (int)len, lines));
		lines += len + (lines[len] == '|');
	}
	return good;
}

static void
show(unsigned status, const char *words)
{
	note("status %u, wanted %u with \"%s\"; the page:", sight.status, status, words);
	note("%s", sight.lines);
}

static void
thanked(struct survey_made *s, const char *what)
{
	if (!ok(sight.thanked, "%s", what))
		show(200, "thanks");
	s->stored++;
}

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
	post_with(&one, ticket, NULL, fields.data);
	if (!w->question) { /* no UTF-8: not even its fields can be told apart */
		ok(sight.status == 400 && strstr(sight.body, "<h1>"),
		   "%s: 400, with a page that says so", w->fields);
		return;
	}
	for (size_t i = 0; i < ARRAY_LEN(rest); i++) {
		char name[10];

		snprintf(name, sizeof(name), "&%.*s=", (int)strcspn(rest[i][0], "="),
			 rest[i][0]);
		kept = kept && (strstr(w->fields, name) || has_lines(rest[i][1]));
	}
	if (!ok(sight.status == 422 && strstr(sight.body, w->words) && kept &&
			has_lines(arena_printf(arena, "error %s", w->question)) &&
			has_lines(w->lines) && str_same(sight.ticket, ticket),
		"%.80s: 422 at %s", w->fields, w->question))
		show(422, w->words);
}

/* Two errors at once; both are named, in the order of the page. */
static void
test_several(void)
{
	char ticket[TICKET_CHARS + 1];

	ticket_new(ticket);
	post_with(&one, ticket, NULL, "must=zzz&times=x&best.a=3&words=fine&go=send");
	ok(sight.status == 422 &&
		   has_lines("error must|error times|error best|text times =x|"
			     "select best.a =3|area words =fine"),
	   "three errors at once are all named");
	ok(!has_lines("error words"), "and what is right is not");
	post(&one, "must=zzz&lang=cy");
	ok(sight.status == 200, "another language checks nothing");
	post(&one, "must=zzz&go=send");
	ok(sight.status == 422 &&
		   strstr(sight.body, "Dewiswch un o'r atebion a ddangosir"),
	   "and then the words are Welsh");
	post(&one, "must=b&times=7&best.a=1&words=fine&go=send");
	thanked(&one, "put right, it is sent");
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
	post_with(&one, ticket, NULL, many.data);
	ok(sight.status == 413 && strstr(sight.body, "<h1>"),
	   "over 500 fields: 413, with a page");
	post_body(&one, "ticket=short&must=a&go=send");
	ok(sight.status == 400 && strstr(sight.body, "<h1>"), "no ticket's shape: 400");
	post_with(&one, ticket, NULL, "must=a&role=x&second=y&zzz=1&go=send");
	thanked(&one, "fields of no question here are passed over");
}

/* ---- drafts ----------------------------------------------------------------------------- */

/* To Check your answers, with something said on each page. */
static void
walk_to_end(const struct survey_made *s)
{
	get(s);
	post(s, "first=yes&go=next");
	post(s, "another=yes&go=next");
	post(s, "what=it&go=next");
	post(s, "another=no&go=next");
	post(s, "second=two&go=next");
	post(s, "third=three&go=next");
	post(s, "fourth=four&go=next");
	if (!has_lines("change first (First?) =Yes|change fourth (Fourth?) =four"))
		die("no way to the check page:\n%s", sight.lines);
}

/* A draft that cannot be read: the page's own fields are kept, a fresh start is offered. */
static bool
is_lost(const char *lines)
{
	return sight.status == 422 && strstr(sight.body, "role=\"alert\"") &&
	       strstr(sight.body,
		      arena_printf(arena, "href=\"%s\"", pages.added.codes[0])) &&
	       has_lines(lines);
}

static void
test_changed(const char *ticket, const char *draft)
{
	size_t len = strlen(draft), bad = 0, cut = 0, tries = 0, cuts = 0;

	/* each place in turn near both ends, where version, nonce and tag stand; else some */
	for (size_t i = 0; i < len; i += i < 60 || i + 40 > len ? 1 : 5) {
		char *other = arena_str(arena, draft);

		other[i] = other[i] == 'A' ? 'B' : 'A';
		post_with(&pages, ticket, other, "third=kept&go=send");
		bad += !is_lost("area third =kept");
		tries++;
	}
	is_int((long long)bad, 0, "a draft changed in one of %zu places is not read",
	       tries);
	for (size_t i = 1; i < len; i += i < 40 || i + 20 > len ? 1 : 7) {
		char *other = arena_copy(arena, draft, i);

		post_with(&pages, ticket, other, "third=kept&go=send");
		cut += !is_lost("area third =kept");
		cuts++;
	}
	is_int((long long)cut, 0, "nor one cut short at one of %zu lengths", cuts);
	post_with(&pages, ticket, arena_printf(arena, "%sA", draft),
		  "third=kept&go=send");
	ok(is_lost("area third =kept"), "nor one with a letter more");
	post_with(&pages, ticket, arena_printf(arena, "%s=", draft),
		  "third=kept&go=send");
	ok(is_lost("area third =kept"), "nor with padding");
	post_with(&pages, ticket, "%00", "third=kept&go=send");
	ok(is_lost("area third =kept"), "nor what is no draft at all");
}

static void
test_drafts(void)
{
	char other_ticket[TICKET_CHARS + 1];
	struct sight open, own;

	walk_to_end(&earlier);
	own = sight;
	post_with(&pages, own.ticket, own.draft, "third=kept&go=send");
	ok(is_lost("area third =kept"), "a draft of another survey, its form the same");
	walk_to_end(&pages);
	open = sight;
	ticket_new(other_ticket);
	post_with(&pages, other_ticket, open.draft, "third=kept&go=send");
	ok(is_lost("area third =kept"), "a draft of another ticket");
	post(&pages, "third=kept+on&go=next");
	ok(has_lines("area fourth ="), "one can go on from there");
	test_changed(open.ticket, open.draft);

	sight = open;
	post(&pages, "first=no&second=other&what=else&another=yes&go=send");
	thanked(&pages, "fields of other pages on the check page change nothing");
}

static void
test_other_pages(void)
{
	get(&pages);
	post(&pages, "first=yes&second=early&fourth=early&another=no&what=early&go=next");
	ok(has_lines("radio another yes|radio another no"), "fields of other pages");
	post(&pages, "another=yes&another=no&go=next");
	ok(sight.status == 422 && has_lines("error another") &&
		   strstr(sight.body, "Choose one answer only"),
	   "yes and no at once");
	post(&pages, "another=maybe&go=next");
	ok(sight.status == 422 && has_lines("error another"), "neither of them");
	post(&pages, "another=yes&first=no&go=next");
	post(&pages, "what=once&second=early&go=next");
	post(&pages, "another=no&go=next");
	ok(has_lines("area second ="), "the later page is empty");
	post(&pages, "second=there&go=change.first");
	ok(has_lines("radio first yes *"), "and the earlier one as it was");
	post(&pages, "first=yes&go=change.nonsense");
	ok(sight.status == 200 && has_lines("radio first yes *"),
	   "Change of no question");
	post(&pages, "first=yes&go=change.what.2");
	ok(sight.status == 200 && has_lines("radio first yes *"),
	   "nor of a turn that is not there");
	post(&pages, "first=yes&go=dance");
	ok(sight.status == 200 && has_lines("radio first yes *"),
	   "a button that there is not");
	post(&pages, "first=yes&lang=zz");
	ok(sight.status == 200 && has_lines("radio first yes *"),
	   "a language that there is not");
}

/* ---- too much in all --------------------------------------------------------------------- */

static const char *
faces(unsigned count)
{
	SCOPED(buf) b = { 0 };

	for (unsigned i = 0; i < count; i++)
		buf_puts(&b, "%F0%9F%98%80");
	return arena_copy(arena, b.data, b.len);
}

/* Texts within their limits in characters, which are too long together in bytes. */
static void
test_too_much(void)
{
	static const char *const ids[] = { "second", "third", "fourth" };
	const char *most = faces(4000);
	unsigned refused = 0;

	get(&pages);
	post(&pages, "first=yes&go=next");
	post(&pages, "another=no&go=next");
	for (unsigned i = 0; i < ARRAY_LEN(ids); i++) {
		post(&pages, arena_printf(arena, "%s=%s&go=next", ids[i], most));
		if (sight.status != 422)
			continue;
		refused++;
		ok(has_lines(arena_printf(arena, "error %s", ids[i])) &&
			   strstr(sight.body, "together are too long") &&
			   strstr(sight.body, "\xf0\x9f\x98\x80\xf0\x9f\x98\x80"),
		   "%s is too long with the others: said, and still there", ids[i]);
		post(&pages, arena_printf(arena, "%s=%s&go=next", ids[i], faces(10)));
		is_int(sight.status, 200, "shortened, it goes on");
	}
	ok(refused, "all texts at their limits are too much");
	post(&pages, "go=send");
	if (sight.status == 422) {
		ok(has_lines("error second") &&
			   strstr(sight.body, "together are too long"),
		   "what passes the slot is said when it is sent, at the longest");
		post(&pages, "second=short&go=next");
		post(&pages, "go=send");
	}
	thanked(&pages, "and is sent in the end");
}

/* ---- saved files ------------------------------------------------------------------------- */

static void
paste(const struct survey_made *s, const char *saved)
{
	SCOPED(buf) body = { 0 };

	get(s);
	pair_put(&body, "ticket", sight.ticket[0] ? sight.ticket : TEN TEN "012345");
	if (sight.draft[0])
		pair_put(&body, "draft", sight.draft);
	pair_put(&body, sight.box[0] ? sight.box : "draft", saved);
	post_body(s, body.data);
}

static void
test_saved(struct sight *out_file)
{
	size_t len, bad = 0, tries = 0;
	const char *saved;

	walk_to_end(&pages);
	post(&pages, "go=save");
	*out_file = sight;
	saved = sight.saved;
	len = strlen(saved);
	for (size_t i = 1; i < len; i += i < 40 || i + 10 > len ? 1 : 9) {
		paste(&pages, arena_copy(arena, saved, i));
		/* the ticket alone, with its dot, is a form in which nothing was said yet */
		if (i == TICKET_CHARS + 1 && sight.status == 200)
			continue;
		bad += sight.status != 422 || !strstr(sight.body, "role=\"alert\"");
		tries++;
	}
	is_int((long long)bad, 0, "a saved form cut at one of %zu lengths is not read",
	       tries);
	paste(&pages, arena_printf(arena, " %.*s\n%.*s \t%s\n", 20, saved, 30, saved + 20,
				   saved + 50));
	ok(sight.status == 200 && has_lines("change first (First?) =Yes"),
	   "blanks and line ends that copying put in do no harm");
	paste(&earlier, saved);
	ok(sight.status == 422 && strstr(sight.body, "role=\"alert\""),
	   "a saved form of a later survey is not read by an earlier one");
}

static void
close_survey(const struct survey_made *s)
{
	struct err err = { 0 };
	struct store *st = store_open(site.dir, STORE_WRITES, &err);

	if (!st || !survey_set_state(st, s->name, SURVEY_CLOSED, day_today(), &err))
		die("%s", err.text);
	store_close(st);
	for (unsigned i = 0; i < 50; i++) { /* the door looks each second */
		get(s);
		if (sight.status == 410)
			return;
		usleep(100000);
	}
}

static void
test_closed(void)
{
	struct sight open, file;

	walk_to_end(&closed);
	open = sight;
	post(&closed, "go=save");
	file = sight;
	close_survey(&closed);
	is_int(sight.status, 410, "a survey that has closed says so");
	post_with(&closed, file.ticket, file.draft, "x=1");
	ok(sight.status == 410 && strstr(sight.body, "<h1>"),
	   "so it does to a saved file");
	paste(&closed, file.saved);
	is_int(sight.status, 410, "to one that is pasted");
	post_with(&closed, open.ticket, open.draft, "go=send");
	is_int(sight.status, 410, "and to who sends too late");
}

/* ---- all of it --------------------------------------------------------------------------- */

static void
made(struct survey_made *s)
{
	struct diags diags;

	diags_init(&diags, s->name, s->text, strlen(s->text), arena);
	s->form = form_parse(s->text, strlen(s->text), &diags);
	if (!s->form)
		die("%s has errors: %s", s->name, diags.items[0].message);
	survey_make(&site, s->name, s->form, s->text, strlen(s->text), 1, &s->added);
}

int
main(int argc, char **argv)
{
	struct survey_made *const all[] = { &one, &pages, &earlier, &closed };
	struct err err = { 0 };
	struct sight file;

	site_begin(argc, argv);
	arena = arena_new(0);
	site_make(&site, 64);
	for (size_t i = 0; i < ARRAY_LEN(all); i++)
		made(all[i]);
	if (!site_start(&site, 0, &err))
		die("%s", err.text);
	test_one();
	test_drafts();
	test_other_pages();
	test_too_much();
	test_saved(&file);
	post_with(&pages, file.ticket, file.draft, "go=send");
	thanked(&pages, "what was saved is sent in the end");
	test_closed();
	is_int(site_stop(&site, SIGTERM), 0, "the door ends well");
	for (size_t i = 0; i < ARRAY_LEN(all); i++)
		is_int((long long)survey_count(&site, all[i]->name), all[i]->stored,
		       "%s: nothing is stored but what was thanked", all[i]->name);
	site_free(&site);
	arena_free(arena);
	return tap_done();
}
