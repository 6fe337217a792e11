/*
 * What the desk looks for in a request's header: its cookie, where a form came from, etags.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/tap.h"
#include "web/console_http.h"

static struct console_facts
facts_of(bool secure, const char *const lines[][2], size_t n)
{
	struct console_facts facts = { .secure = secure };

	for (size_t i = 0; i < n; i++)
		console_look(&facts, lines[i][0], strlen(lines[i][0]), lines[i][1],
			     strlen(lines[i][1]));
	return facts;
}

static void
test_cookies(void)
{
	static const char longest[] = "desk=0123456789012345678901234567890123456789"
				      "012345678901234567890123";
	static const char longer[] = "desk=0123456789012345678901234567890123456789"
				     "0123456789012345678901234";
	static const struct {
		bool secure;
		const char *line, *want, *words;
	} cases[] = {
		{ false, "desk=abc", "abc", "one cookie" },
		{ false, "a=b; desk=A-z_9; c=d", "A-z_9", "among others" },
		{ false, "a=b;desk=abc", "abc", "without a blank" },
		{ false, longest, longest + 5, "64 characters" },
		{ false, longer, "", "65 are too many" },
		{ false, "desk=", "", "an empty one" },
		{ false, "desk", "", "a name alone" },
		{ false, "desk=a b", "", "a blank" },
		{ false, "desk=\"abc\"", "", "quotes" },
		{ false, "desk=a=b", "", "a second equals sign" },
		{ false, "desk=abc; desk=abc", "", "twice, the same" },
		{ false, "desk=a b; desk=abc", "", "twice, a bad one first" },
		{ false, "desk2=abc; xdesk=abc; Desk=abc", "", "other names" },
		{ false, "__Host-desk=abc", "", "the name under TLS, without it" },
		{ true, "desk=abc", "", "the name without TLS, under it" },
		{ true, "desk=x; __Host-desk=abc", "abc", "under TLS" },
		{ false, ";;; ; desk=abc;", "abc", "empty pieces" },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const char *const lines[][2] = { { "Cookie", cases[i].line } };
		struct console_facts facts = facts_of(cases[i].secure, lines, 1);

		is_str(facts.cookie, cases[i].want, "a cookie: %s", cases[i].words);
	}
}

static void
test_two_lines(void)
{
	static const char *const lines[][2] = { { "Cookie", "desk=abc" },
						{ "cookie", "desk=def" } };
	struct console_facts facts = facts_of(false, lines, ARRAY_LEN(lines));

	is_str(facts.cookie, "", "two lines of cookies: none is taken");
}

static void
test_origins(void)
{
	static const struct {
		bool secure, want;
		const char *site, *origin, *words;
	} cases[] = {
		{ false, false, NULL, NULL, "neither header" },
		{ false, true, "same-origin", NULL, "same-origin" },
		{ false, true, "none", NULL, "none" },
		{ false, false, "same-site", NULL, "same-site" },
		{ false, false, "cross-site", NULL, "cross-site" },
		{ false, false, "Same-Origin", NULL, "another spelling" },
		{ false, false, "", NULL, "an empty one" },
		{ false, false, "same-origin-and-much-longer-than-any", NULL,
		  "a long one" },
		{ false, true, NULL, "http://desk.example:8081", "our origin" },
		{ false, true, NULL, "http://DESK.example:8081", "in capitals" },
		{ false, false, NULL, "http://desk.example", "another port" },
		{ false, false, NULL, "http://desk.example:80811", "a longer port" },
		{ false, false, NULL, "https://desk.example:8081", "another scheme" },
		{ true, true, NULL, "https://desk.example:8081", "ours under TLS" },
		{ true, false, NULL, "http://desk.example:8081", "plain under TLS" },
		{ false, false, NULL, "null", "null alone" },
		{ false, true, "same-origin", "null", "null beside same-origin" },
		{ false, false, "cross-site", "null", "null beside cross-site" },
		{ false, false, "same-origin", "http://evil.example", "they differ" },
		{ false, false, "cross-site", "http://desk.example:8081",
		  "they differ the other way" },
		{ false, false, "same-origin", "", "an empty origin" },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const char *lines[3][2] = { { "Host", "desk.example:8081" } };
		struct console_facts facts = { .secure = cases[i].secure };
		size_t n = 1;

		if (cases[i].site) {
			lines[n][0] = "sec-fetch-site";
			lines[n++][1] = cases[i].site;
		}
		if (cases[i].origin) {
			lines[n][0] = "ORIGIN";
			lines[n++][1] = cases[i].origin;
		}
		for (size_t k = 0; k < n; k++)
			console_look(&facts, lines[k][0], strlen(lines[k][0]),
				     lines[k][1], strlen(lines[k][1]));
		ok(console_from_us(&facts) == cases[i].want, "a form from us: %s",
		   cases[i].words);
	}
}

static void
test_etags(void)
{
	static const struct {
		const char *match, *etag;
		bool want;
	} cases[] = {
		{ "\"abc\"", "abc", true },
		{ "W/\"abc\"", "abc", true },
		{ "\"x\", \"abc\" ", "abc", true },
		{ "abc", "abc", false },
		{ "\"abcd\"", "abc", false },
		{ "\"\"", "", false },
		{ "*", "abc", false },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const char *const lines[][2] = { { "If-None-Match", cases[i].match } };
		struct console_facts facts = facts_of(false, lines, 1);

		ok(console_unchanged(&facts, cases[i].etag) == cases[i].want,
		   "If-None-Match %s and %s", cases[i].match, cases[i].etag);
	}
}

int
main(void)
{
	test_cookies();
	test_two_lines();
	test_origins();
	test_etags();
	return tap_done();
}
