/*
 * The pages of no survey: home, privacy, accessibility, cookies, health, every error.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/tap.h"
#include "tests/unit/web/fixture.h"

static const struct speech english = { .code = "en" };

static const char tiny[] =
	"canvass: form 1\nid: tiny\ntitle: Tiny\nlanguages: [en]\nprivacy:\n"
	"  smallest group: 10\nthemes:\n  things: Things\npages:\n  - title: One\n"
	"    questions:\n      - id: happy\n        ask: Happy?\n"
	"        type: choose one\n        options:\n          yes: Yes\n"
	"          no: No\n        theme: things\n";

static void
home(struct door *door)
{
	struct arena *a = arena_new(0);
	struct reply *page = page_home(door, asked("", a), a);
	const char *typed = arena_printf(a, "code=%.4s-%.4s", door->code, door->code + 4);

	is_int(page->status, 200, "home");
	ok(strstr(page->body, "name=\"code\"") && page->csp, "home: a box for the code");
	page = page_home(door, asked(typed, a), a);
	is_int(page->status, 303, "home: a code leads on");
	is_str(page->location, arena_printf(a, "/S/%s", door->code),
	       "home: to the survey, tidied");
	page = page_home(door, asked("code=%22%3E%3Cscript%3E", a), a);
	is_int(page->status, 422, "home: no code");
	ok(strstr(page->body, "value=\"&quot;&gt;&lt;script&gt;\"") != NULL,
	   "home: what was typed, escaped");
	ok(!strstr(page->body, "<script"), "home: and nothing of it is markup");
	page = page_home(door, asked("code=", a), a);
	is_int(page->status, 422, "home: nothing typed");
	arena_free(a);
}

static void
about(struct door *door)
{
	struct arena *a = arena_new(0);
	struct reply *page = page_privacy(door, asked("", a), a);

	is_int(page->status, 200, "privacy");
	for (enum word word = WORD_NOT_HOST; word <= WORD_NOT_TOGETHER; word++)
		ok(strstr(page->body, word_in(word, &english)) != NULL,
		   "privacy: not promised, %d", word - WORD_NOT_HOST);
	page = page_accessibility(door, asked("", a), a);
	ok(page->status == 200 && strstr(page->body, "Guidelines 2.2"), "accessibility");
	page = page_cookies(door, asked("", a), a);
	ok(page->status == 200 && strstr(page->body, "<p>None."), "cookies");
	page = page_health(door, asked("", a), a);
	is_str(page->body, "ok\n", "health: ok, and no figures");
	door->stopped = true;
	is_int(page_health(door, asked("", a), a)->status, 503, "health: stopped");
	door->stopped = false;
	arena_free(a);
}

static void
errors(struct door *door)
{
	static const unsigned statuses[] = { 400, 404, 405, 410, 411, 413, 414,
					     415, 421, 422, 431, 500, 503 };
	struct arena *a = arena_new(0);
	const char *last = "";

	for (size_t i = 0; i < ARRAY_LEN(statuses); i++) {
		struct reply *page = page_error(door, statuses[i], a);
		const char *title = strstr(page->body, "<h1>");

		is_int(page->status, statuses[i], "error %u", statuses[i]);
		ok(page->close && page->csp && title && strstr(page->body, "</html>"),
		   "error %u: a whole page, and the connection closes", statuses[i]);
		/* A GET is no form: nobody who only opened an address is told of one. */
		ok(statuses[i] != 400 || !strstr(page->body, "form"),
		   "error %u: says nothing of forms", statuses[i]);
		ok(!str_same(title, last), "error %u: words of its own", statuses[i]);
		last = title;
	}
	is_int(page_error(door, 418, a)->status, 500,
	       "an error that we do not know is ours");
	arena_free(a);
}

int
main(void)
{
	struct door *door = fixture_new(tiny);

	home(door);
	about(door);
	errors(door);
	fixture_free(door);
	return tap_done();
}
