/*
 * A slip at the door's pages: used once, told kindly when it was, never told from an unknown code
 * by its size.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/tap.h"
#include "tests/unit/web/fixture.h"

static const char form[] = "canvass: form 1\n"
			   "id: small\n"
			   "title: A small form\n"
			   "title (cy): Ffurflen fach\n"
			   "languages: [en, cy]\n"
			   "check answers: no\n"
			   "privacy:\n"
			   "  smallest group: 10\n"
			   "themes:\n"
			   "  things: Everything\n"
			   "  things (cy): Popeth\n"
			   "pages:\n"
			   "  - title: One\n"
			   "    title (cy): Un\n"
			   "    questions:\n"
			   "      - id: happy\n"
			   "        ask: Are you happy?\n"
			   "        ask (cy): Ydych chi'n hapus?\n"
			   "        type: choose one\n"
			   "        options:\n"
			   "          yes: Yes\n"
			   "          no: No\n"
			   "        options (cy):\n"
			   "          yes: Ydw\n"
			   "          no: Nac ydw\n"
			   "        theme: things\n";

static struct door *door;

/* As get and post of the fixture, by the slip. */
static struct reply *
get(const char *code, const char *query, struct arena *a)
{
	struct request *request = arena_one(a, struct request);

	request->method = METHOD_GET;
	request->path = arena_printf(a, "/S/%s", code);
	request->code = code;
	if (pairs_read(&request->query, query, strlen(query), a) != PAIRS_OK)
		die("a query: %s", query);
	return page_first(door, request, a);
}

static struct reply *
post(const struct reply *page, const char *fields, struct arena *a)
{
	struct request *request = arena_one(a, struct request);
	const char *body = arena_printf(
		a, "ticket=%s&draft=%s&%s", page ? fixture_hidden(page, "ticket", a) : "",
		page ? fixture_hidden(page, "draft", a) : "", fields);

	request->method = METHOD_POST;
	request->path = arena_printf(a, "/S/%s", door->slip);
	request->code = door->slip;
	if (pairs_read(&request->fields, body, strlen(body), a) != PAIRS_OK)
		die("a body: %s", body);
	return page_answer(door, request, a);
}

static bool
holds(const struct reply *reply, const char *words)
{
	return strstr(reply->body, words) != NULL;
}

/* Bytes on the wire: the status line's words and the body. */
static size_t
weight(const struct reply *reply)
{
	return reply->len + (reply->status == 404 ? strlen("Not Found") : strlen("Gone"));
}

static void
test_free(void)
{
	struct arena *a = arena_new(0);
	struct reply *first = get(door->slip, "", a), *next, *saved;
	char pretty[SLIP_CHARS + 4], small[SLIP_CHARS + 4];
	const char *action = arena_printf(a, "/S/%s", door->slip);

	is_int(first->status, 200, "a free slip opens the survey");
	ok(holds(first, "amber ferry"), "with its check words");
	slip_pretty(door->slip, pretty);
	for (size_t i = 0; i <= strlen(pretty); i++)
		small[i] = (char)(pretty[i] >= 'A' && pretty[i] <= 'Z' ? pretty[i] + 32
				  : pretty[i] == ' '		       ? '-'
								       : pretty[i]);
	is_int(get(pretty, "", a)->status, 200, "typed as printed: %s", pretty);
	is_int(get(small, "", a)->status, 200, "or as people do: %s", small);
	ok(holds(get(door->slip, "lang=cy", a), "<html lang=\"cy\""), "in Welsh too");
	saved = post(first, "go=save", a);
	ok(saved->status == 200 && saved->file_name && holds(saved, action),
	   "what is finished later goes on with the slip");
	is_int(post(first, "go=next", a)->status, 200, "a page is taken");
	next = post(first, "go=send&happy=yes", a);
	ok(next->send && next->send->by_slip && !next->send->only_look &&
		   !memcmp(next->send->slip, "the hash of it..", SLIP_HASH),
	   "a send carries the slip's hash");
	is_int(fixture_end(door, next, SEND_STORED, a)->status, 200, "stored: thanks");
	next = post(first, "go=send&happy=yes", a);
	next = fixture_end(door, next, SEND_SPENT, a);
	ok(next->status == 410 && holds(next, "Each slip works once"),
	   "used by another a moment ago: told");
	door->later = true;
	is_int(get(door->slip, "", a)->status, 503,
	       "what cannot be told yet is not guessed");
	is_int(post(first, "go=next", a)->status, 503, "nor in the middle");
	door->later = false;
	door->refuses = true;
	is_int(get(door->slip, "", a)->status, 503,
	       "no new form where none can be stored");
	door->refuses = false;
	next = fixture_get(door, "", a);
	next = fixture_post(door, next, "go=send&happy=yes", a);
	ok(next->send && !next->send->by_slip, "a link's answer has no slip");
	fixture_end(door, next, SEND_STORED, a);
	arena_free(a);
}

static void
test_spent(void)
{
	static const char *const goes[] = { "go=next&happy=yes", "go=back",
					    "go=save",		 "lang=cy",
					    "go=change.happy",	 "" };
	struct arena *a = arena_new(0);
	struct reply *first = get(door->slip, "", a), *page;

	door->spent = true;
	page = get(door->slip, "", a);
	ok(page->status == 410 && holds(page, "<h1>This slip can no longer be used</h1>") &&
		   holds(page, "Each slip works once") && holds(page, "from the box"),
	   "a used slip is told kindly");
	ok(holds(page, "Mae&#39;r slip hwn") || holds(page, "Mae'r slip hwn"),
	   "in both our languages");
	ok(!holds(page, door->slip) && !holds(page, "A small form"),
	   "and nothing of the survey, nor the code, is on the page");
	for (size_t i = 0; i < ARRAY_LEN(goes); i++)
		ok(post(first, goes[i], a)->status == 410, "posted: \"%s\"", goes[i]);
	is_int(post(NULL, "go=send", a)->status, 410, "and without a ticket");
	page = post(first, "go=send&happy=yes", a);
	ok(page->send && page->send->only_look && !page->send->record,
	   "a send only looks whether its ticket is stored");
	ok(holds(fixture_end(door, page, SEND_THERE, a), "were received"),
	   "if so: thanks again");
	page = post(first, "go=send&happy=yes", a);
	page = fixture_end(door, page, SEND_REFUSED, a);
	ok(page->status == 410 && holds(page, "Each slip works once"), "if not: used");
	page = post(first, "go=send&happy=yes", a);
	is_int(fixture_end(door, page, SEND_EXPIRED, a)->status, 503,
	       "if it cannot be told: try again");
	door->closed = true;
	page = get(door->slip, "", a);
	ok(page->status == 410 && holds(page, "This survey is not open") &&
		   !holds(page, "Each slip works"),
	   "once the survey is closed, that is said of every slip");
	door->closed = door->spent = false;
	arena_free(a);
}

/* While an answer waits its slip is struck out, and codes may come to lead elsewhere. */
static void
test_meanwhile(void)
{
	static const struct {
		enum send_result result;
		unsigned status;
	} rows[] = {
		{ SEND_STORED, 200 }, { SEND_THERE, 200 },   { SEND_FAILED, 503 },
		{ SEND_SPENT, 410 },  { SEND_EXPIRED, 503 },
	};

	for (size_t i = 0; i < 2 * ARRAY_LEN(rows); i++) {
		bool slip = i % 2;
		struct arena *a = arena_new(0);
		char *code = slip ? door->slip : door->code, kept = code[0];
		struct reply *page = slip ? get(door->slip, "lang=cy", a)
					  : fixture_get(door, "lang=cy", a);
		enum send_result result = rows[i / 2].result;

		page = slip ? post(page, "go=send&happy=yes", a)
			    : fixture_post(door, page, "go=send&happy=yes", a);
		code[0] = '!';
		page = fixture_end(door, page, result, a);
		code[0] = kept;
		is_int(page->status, rows[i / 2].status,
		       "a %s that leads nowhere any more, result %d",
		       slip ? "slip" : "link", (int)result);
		if (result == SEND_STORED || result == SEND_FAILED)
			ok(holds(page, "<html lang=\"cy\""), "in the same language");
		arena_free(a);
	}
}

/* A slip's mark may fit two surveys: the second may have stored what the first has not. */
static void
test_two(void)
{
	static const char second[] = "canvass: form 1\n"
				     "id: second\n"
				     "title: Another form\n"
				     "languages: [en]\n"
				     "privacy:\n"
				     "  smallest group: 10\n"
				     "themes:\n"
				     "  things: Everything\n"
				     "pages:\n"
				     "  - title: One\n"
				     "    questions:\n"
				     "      - id: sad\n"
				     "        ask: Are you sad?\n"
				     "        type: choose one\n"
				     "        options:\n"
				     "          yes: Yes\n"
				     "          no: No\n"
				     "        theme: things\n";
	static const struct {
		enum send_result first, second;
		unsigned status;
		const char *words;
	} rows[] = {
		{ SEND_THERE, SEND_FAILED, 200, "<html lang=\"cy\"" },
		{ SEND_REFUSED, SEND_THERE, 200, "<html lang=\"en\"" },
		{ SEND_REFUSED, SEND_REFUSED, 410, "Each slip works once" },
		{ SEND_EXPIRED, SEND_THERE, 200, "<html lang=\"en\"" },
		{ SEND_EXPIRED, SEND_REFUSED, 503, "" },
		{ SEND_REFUSED, SEND_FAILED, 503, "" },
	};
	struct door_survey other = door->survey;

	other.form = fixture_form(second, door->form_arena);
	other.prepared = NULL;
	door->other = &other;
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct arena *a = arena_new(0);
		struct reply *page = get(door->slip, "lang=cy", a);

		door->spent = true;
		page = post(page, "go=send&happy=yes", a);
		ok(page->send && page->send->survey == &door->survey, "one is asked");
		page = fixture_end(door, page, rows[i].first, a);
		if (rows[i].first != SEND_THERE) {
			ok(page->send && page->send->only_look &&
				   page->send->survey == &other,
			   "then the other");
			page = fixture_end(door, page, rows[i].second, a);
		}
		door->spent = false;
		ok(page->status == rows[i].status && !page->send &&
			   holds(page, rows[i].words),
		   "%d and %d: %u %s", (int)rows[i].first, (int)rows[i].second,
		   page->status, rows[i].words);
		arena_free(a);
	}
	prepared_free(other.prepared);
	door->other = NULL;
}

static void
test_sizes(void)
{
	static const char *const queries[] = { "", "lang=en", "lang=cy" };
	struct arena *a = arena_new(0);

	for (size_t i = 0; i < ARRAY_LEN(queries); i++) {
		struct reply *unknown = get("K7QX3MRR7Y2H9CT0", queries[i], a), *used,
			     *closed;

		door->spent = true;
		used = get(door->slip, queries[i], a);
		door->closed = true;
		closed = get(door->slip, queries[i], a);
		door->spent = door->closed = false;
		ok(unknown->status == 404 && used->status == 410 && closed->status == 410,
		   "unknown, used, closed (%s)", queries[i]);
		is_int((long long)weight(used), (long long)weight(unknown),
		       "a used slip's page is as large as an unknown one's");
		is_int((long long)weight(closed), (long long)weight(unknown),
		       "and as a closed one's");
	}
	arena_free(a);
}

static void
test_home(void)
{
	struct arena *a = arena_new(0);
	char pretty[SLIP_CHARS + 4];

	slip_pretty(door->slip, pretty);
	for (size_t i = 0; i < 2; i++) {
		struct request *request = arena_one(a, struct request);
		char query[80] = "code=";
		struct reply *reply;

		for (const char *p = i ? pretty : door->slip; *p; p++)
			snprintf(query + strlen(query), 2, "%c", *p == ' ' ? '+' : *p);
		request->path = "/";
		request->code = "";
		if (pairs_read(&request->query, query, strlen(query), a) != PAIRS_OK)
			die("a query");
		reply = page_home(door, request, a);
		ok(reply->status == 303 && str_same(reply->location,
						    arena_printf(a, "/S/%s", door->slip)),
		   "typed at the front: %s", query);
	}
	arena_free(a);
}

int
main(void)
{
	unsigned char key[SEAL_KEY] = { 1 };

	door = fixture_new(form);
	slip_new(key, door->slip);
	test_free();
	test_spent();
	test_meanwhile();
	test_two();
	test_sizes();
	test_home();
	fixture_free(door);
	return tap_done();
}
