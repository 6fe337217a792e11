/*
 * The fields of the kinds that the shipped survey does not use: month, rank, number with
 * "or", short text, note; a form from right to left; the bands of rehearsals.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/tap.h"
#include "tests/unit/web/fixture.h"

#define HEAD "canvass: form 1\nid: kinds\ntitle: Kinds\n"
#define REST "privacy:\n  smallest group: 10\nthemes:\n  things: Things\npages:\n"

static const char kinds[] = HEAD "languages: [en]\n" REST "  - title: One\n"
				 "    questions:\n"
				 "      - id: since\n"
				 "        ask: Since when?\n"
				 "        type: month\n"
				 "        last: 24 months\n"
				 "        store as: quarter\n"
				 "        or: I do not know\n"
				 "        theme: things\n"
				 "  - title: Two\n"
				 "    questions:\n"
				 "      - id: best\n"
				 "        ask: What is best?\n"
				 "        type: rank\n"
				 "        options:\n"
				 "          a: Alpha\n"
				 "          b: Beta\n"
				 "          c: Gamma\n"
				 "        theme: things\n"
				 "  - title: Three\n"
				 "    questions:\n"
				 "      - id: times\n"
				 "        ask: How often?\n"
				 "        type: number\n"
				 "        between: [0, 9]\n"
				 "        or: Prefer not to say\n"
				 "        theme: things\n"
				 "  - title: Four\n"
				 "    text: A *page* text.\n"
				 "    questions:\n"
				 "      - type: note\n"
				 "        text: A **note**.\n"
				 "      - id: line\n"
				 "        ask: In one line?\n"
				 "        help: Some *help*.\n"
				 "        why: We wonder.\n"
				 "        type: short text\n"
				 "        theme: things\n";

static bool
has(const struct reply *reply, const char *words)
{
	return strstr(reply->body, words) != NULL;
}

static void
fields(void)
{
	struct arena *a = arena_new(0);
	struct door *door = fixture_new(kinds);
	struct reply *page = fixture_get(door, "", a);
	char day[11];

	ok(has(page, "name=\"since.month\"") && has(page, "name=\"since.year\"") &&
		   has(page, "type=\"checkbox\" name=\"since\" value=\"no_answer\""),
	   "month: two fields, and its way out");
	page = fixture_post(door, page, "go=next&since.month=13&since.year=1999", a);
	is_int(page->status, 422, "month: there is no thirteenth");
	ok(has(page, "value=\"13\"") && has(page, "value=\"1999\""),
	   "month: what was typed is kept");
	day_format(day_today(), day);
	page = fixture_post(
		door, page,
		arena_printf(a, "go=next&since.month=%.2s&since.year=%.4s", day + 5, day),
		a);
	is_int(page->status, 200, "month: this one");

	ok(has(page, "<select name=\"best.a\" id=\"best-a\">") &&
		   has(page, "<label for=\"best-c\">Gamma</label>"),
	   "rank: a menu for each option");
	ok(!has(page, " selected"), "rank: nothing is preselected");
	page = fixture_post(door, page, "go=next&best.a=1&best.b=1", a);
	is_int(page->status, 422, "rank: one place for two");
	ok(has(page, "id=\"best-b\" aria-invalid=\"true\"><option value=\"\">No place"
		     "</option><option selected>1"),
	   "rank: what was chosen is kept, and marked");
	page = fixture_post(door, page, "go=next&best.b=1&best.a=2", a);
	is_int(page->status, 200, "rank: two of three");
	page = fixture_post(door, page, "go=back", a);
	page = fixture_post(door, page, "go=next&best.b=1&best.a=2", a);

	page = fixture_post(door, page, "go=next&times=3&times=no_answer", a);
	is_int(page->status, 422, "number: both a number and none");
	ok(has(page, "id=\"times\" name=\"times\" value=\"3\""), "number: it is kept");
	page = fixture_post(door, page, "go=next&times=&times=no_answer", a);
	is_int(page->status, 200, "number: rather not");

	ok(has(page, "A <em>page</em> text.") && has(page, "A <strong>note</strong>."),
	   "note and page text are Markdown");
	ok(has(page, "Help with this question") && has(page, "Why we ask: We wonder."),
	   "help and why");
	ok(has(page, "maxlength=\"200\""), "short text: as long as it may be");
	page = fixture_post(door, page, "go=next&line=%D8%A7%22%3E", a);
	ok(has(page, "<bdi>\xd8\xa7\"&gt;</bdi>"),
	   "typed words stand apart from our direction");
	ok(has(page, "Prefer not to say"), "and what was not said is told as that");
	page = fixture_post(door, page, "go=change.line", a);
	ok(has(page, "value=\"\xd8\xa7&quot;&gt;\""), "short text: Change shows it");
	page = fixture_post(door, page, "go=next&line=x", a);
	page = fixture_post(door, page, "go=change.best", a);
	ok(has(page,
	       "id=\"best-b\"><option value=\"\">No place</option><option selected>1"),
	   "rank: Change shows the order");
	page = fixture_post(door, page, "go=back", a);
	page = fixture_post(door, page, "go=change.since", a);
	ok(has(page, arena_printf(a, "value=\"%.4s\"", day)),
	   "month: Change shows the year");
	fixture_free(door);
	arena_free(a);
}

static void
from_the_right(void)
{
	static const char arabic[] =
		HEAD "languages: [ar]\n" REST
		     "  - title: One\n    questions:\n      - id: happy\n"
		     "        ask: Happy?\n        type: choose one\n        options:\n"
		     "          yes: Yes\n          no: No\n        theme: things\n";
	struct arena *a = arena_new(0);
	struct door *door = fixture_new(arabic);

	ok(has(fixture_get(door, "", a), "<html lang=\"ar\" dir=\"rtl\">"),
	   "a language that is written from the right says so");
	fixture_free(door);
	arena_free(a);
}

/* What is wrong is marked for eyes and for screen readers, each kind in its own place. */
static void
marks(void)
{
	static const char form[] = HEAD
		"languages: [en]\n" REST "  - title: One\n    questions:\n"
		"      - type: statements\n        ask: How was it?\n"
		"        hint: This year\n        options:\n          1: Bad\n"
		"          2: Good\n        statements:\n          first: The first\n"
		"          second: The second\n        theme: things\n"
		"  - title: Two\n    questions:\n      - id: which\n"
		"        ask: Which of them?\n        hint: All that apply\n"
		"        type: choose any\n        options:\n          a: Alpha\n"
		"          none: None\n        only on its own: none\n"
		"        theme: things\n";
	struct arena *a = arena_new(0);
	struct door *door = fixture_new(form);
	struct reply *page = fixture_get(door, "", a);

	ok(has(page, "<div role=\"group\" class=\"s\" aria-labelledby=\"B0\" "
		     "aria-describedby=\"H0\">") &&
		   has(page, "id=\"H0\">This year</p>"),
	   "a block of statements is described by its hint");
	ok(!has(page, "radiogroup") && !has(page, "aria-invalid="),
	   "nothing is wrong yet");
	page = fixture_post(door, page, "go=next&first=9&second=9", a);
	is_int(page->status, 422, "two statements with the same error");
	ok(has(page, "<fieldset role=\"radiogroup\" aria-invalid=\"true\" "
		     "aria-describedby=\"second-Error\">"),
	   "radios are marked as a group");
	ok(has(page, "<a href=\"#first-1\">The first: ") &&
		   has(page, "<a href=\"#second-1\">The second: "),
	   "links that would say the same name their question");
	page = fixture_post(door, page, "go=next&first=9&second=1", a);
	ok(has(page, "<a href=\"#first-1\">") && !has(page, "The first: "),
	   "one alone does not need to");
	page = fixture_post(door, page, "go=next&first=1&second=1", a);
	page = fixture_post(door, page, "go=next&which=a&which=none", a);
	is_int(page->status, 422, "an option that stands alone, and another");
	ok(has(page, "<fieldset aria-describedby=\"which-Hint which-Error\">") &&
		   has(page, "aria-invalid=\"true\"> Alpha"),
	   "boxes are marked one by one");
	fixture_free(door);
	arena_free(a);
}

/* What is not the real survey says so on every page. */
static void
bands(bool invented, const char *words)
{
	struct arena *a = arena_new(0);
	struct door *door = fixture_new(kinds);
	struct reply *pages[4];

	door->survey.invented = invented;
	door->survey.unconfirmed = true;
	pages[0] = fixture_get(door, "", a);
	pages[1] = fixture_post(door, pages[0], "go=next&since=no_answer", a);
	for (int i = 0; i < 3; i++)
		pages[2] = fixture_post(door, i ? pages[2] : pages[1], "go=next", a);
	pages[3] = fixture_end(door, fixture_post(door, pages[2], "go=send", a),
			       SEND_STORED, a);
	ok(has(pages[2], "change.line") && has(pages[3], "were received"),
	   "%s: to the end", words);
	for (size_t i = 0; i < ARRAY_LEN(pages); i++)
		ok(has(pages[i], words), "%s on page %zu", words, i);
	fixture_free(door);
	arena_free(a);
}

int
main(void)
{
	fields();
	from_the_right();
	marks();
	bands(false, "REHEARSAL");
	bands(true, "DEMONSTRATION: invented answers");
	return tap_done();
}
